//! What is refused, and how that is said: status, headers and problem, of every kind of fault.

use crate::asking::{asked, get, header, text};
use koers_model::text::Text;
use koers_web::answer::Answer;
use koers_web::api::refuse;
use proptest::prelude::*;
use serde_json::Value;

/// What holds for every refusal.
fn problem(answer: &Answer, status: u16) -> Value {
    let said = text(answer);
    assert_eq!(answer.status, status, "{said}");
    assert_eq!(answer.media, "application/problem+json");
    assert_eq!(header(answer, "api-version"), Some("1.0.0"));
    assert_eq!(header(answer, "access-control-allow-origin"), Some("*"));
    assert_eq!(header(answer, "content-language"), Some("nl"));
    let problem: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(problem["status"], status);
    for field in ["type", "title", "detail"] {
        assert!(
            problem[field].as_str().is_some_and(|text| !text.is_empty()),
            "{said}"
        );
    }
    problem
}

#[test]
fn what_is_not_there() {
    for address in [
        "//",
        "/nergens",
        "/programmas/",
        "/programmas/nergens",
        "/programmas/koers-2016-2019/",
        "/programmas/koers-2016-2019/nergens",
        "/programmas/koers-2016-2019/resultaten/nergens",
        "/programmas/koers-2016-2019/lijnen/nergens",
        "/indicatoren/nergens",
        "/indicatoren/nergens/waarden",
        "/indicatoren/nergens/herkomst",
        "/indicatoren/banen/waarden/",
        "/gegevenssets/nergens/waarnemingen",
        "/gegevenssets/nergens/momentopnamen",
        "/gebieden/PV99",
        "/gebieden/%20PV22",
        "/programmas.parquet",
        "/openapi",
        "/openapi.json.json",
        "/indicatoren/../programmas",
        "/%2e%2e/koers.yaml",
        "/Programmas",
        // Nothing had been published yet.
        "/indicatoren/banen/waarden?bekendOp=1950-01-01",
        "/indicatoren/banen/herkomst?bekendOp=1950-01-01",
        "/gegevenssets/cbs-83582ned/waarnemingen?bekendOp=1950-01-01",
        // There was a publication, but without this measure.
        "/indicatoren/brp-per-inwoner/waarden?bekendOp=2022-12-31",
    ] {
        let problem = problem(&get(address), 404);
        let path = address.split('?').next().unwrap();
        assert_eq!(problem["instance"], format!("/api/v1{path}"));
        assert_eq!(problem.get("errors"), None);
    }
    for address in ["/api/", "/api/v2", "/api/v2/programmas", "/api/v1x"] {
        problem(&asked("GET", address, None), 404);
    }
}

#[test]
fn what_is_near_is_offered() {
    let said = problem(&get("/indicatoren/bannen"), 404);
    assert_eq!(said["detail"], "Er is geen `bannen`. Bedoelde u banen?");
    for name in ["Drenthe", "PV222", "Pv22"] {
        let said = problem(&get(&format!("/stand?regio={name}")), 400);
        let said = said["errors"][0]["detail"].as_str().unwrap();
        let question = said.strip_prefix(&format!("er is geen `{name}`; bedoelde u "));
        assert!(question.is_some_and(|near| near.contains("PV22")), "{said}");
    }
    let said = problem(&get("/stand?region=PV22"), 400);
    let said = said["errors"][0]["detail"].as_str().unwrap();
    assert!(
        said.starts_with("kent dit adres niet; wel: ") && said.contains("regio"),
        "{said}"
    );
}

#[test]
fn every_fault_of_a_question_is_told_in_one_answer() {
    let answer = get(
        "/indicatoren/banen/waarden?regio=PV22,PV99&periodeVan=19&pagina=0&paginaGrootte=5000&nergens=1&bekendOp=morgen",
    );
    let said = problem(&answer, 400);
    let errors = said["errors"].as_array().unwrap();
    let names: Vec<&str> = errors
        .iter()
        .map(|error| error["location"]["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "regio",
            "periodeVan",
            "pagina",
            "paginaGrootte",
            "nergens",
            "bekendOp"
        ]
    );
    assert!(
        errors
            .iter()
            .all(|error| error["in"] == "query" && error["detail"].is_string())
    );
    assert_eq!(errors[0]["detail"], "er is geen `PV99`; bedoelde u PV29?");
}

#[test]
fn values_of_the_wrong_form() {
    for address in [
        "/stand?op=",
        "/stand?op",
        "/stand?op=20191231",
        "/stand?op=2019-02-30",
        "/stand?op=2019-12-31T00:00:00Z",
        "/stand?op=2019-12-31&op=2019-12-31",
        "/stand?regio=PV22,NL01",
        "/stand?regio=pv22",
        "/stand?regio=%20PV22",
        "/stand?lijn=nergens",
        "/stand?lijn=a,b",
        "/stand?lijn=a%0Ab",
        "/stand?lijn=",
        "/stand?taal=fy",
        "/stand?OP=2019-12-31",
        "/stand?op=%zz",
        "/stand?op=%ff",
        "/stand?%ff=1",
        "/oordelen?oordeel=goed",
        "/oordelen?oordeel=",
        "/oordelen?programma=nergens",
        "/programmas?pagina=-1",
        "/programmas?pagina=1.0",
        "/programmas?pagina=+1",
        "/programmas?pagina=99999999999999999999",
        "/programmas?paginaGrootte=0",
        "/programmas?paginaGrootte=1001",
        "/programmas?q=banen",
        "/programmas/koers-2016-2019?pagina=1",
        "/programmas/koers-2016-2019/activiteiten?lijn=nergens",
        "/programmas/koers-2016-2019/resultaten?lijn=mkb",
        "/programmas/%ff",
        "/indicatoren/banen/waarden?soort=dorp",
        "/indicatoren/banen/waarden?periodeVan=2019&periodeTot=2018",
        "/indicatoren/banen/waarden?regio=",
        "/indicatoren/banen/waarden?regio=,",
        "/indicatoren/banen/waarden?regio=PV22,PV22",
        "/meldingen?code=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21",
        "/indicatoren/banen/herkomst?periode=2019-Q1",
        "/indicatoren/banen/herkomst?periode=toen",
        "/gegevenssets/cbs-83582ned/waarnemingen?meting=nergens",
        "/gegevenssets/cbs-83582ned/waarnemingen?uitsplitsing=sector",
        "/gegevenssets/cbs-83582ned/waarnemingen?uitsplitsing=kleur:rood",
        "/openapi.json?x=1",
    ] {
        problem(&get(address), 400);
    }
    for long in [200, 3200] {
        problem(&get(&format!("/stand?lijn={}", "x".repeat(long))), 400);
    }
    let many = format!("/stand?{}", "x=1&".repeat(40));
    problem(&get(&many), 400);
}

#[test]
fn an_address_can_be_too_long() {
    problem(&get(&format!("/stand?lijn={}", "x".repeat(4200))), 414);
    problem(&get(&format!("/{}", "x".repeat(4200))), 414);
}

#[test]
fn nobody_can_write() {
    for method in ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "get", "X"] {
        let answer = asked(method, "/api/v1/programmas", None);
        problem(&answer, 405);
        assert_eq!(header(&answer, "allow"), Some("GET, HEAD, OPTIONS"));
        // What is not there cannot be written to either.
        problem(&asked(method, "/api/v1/nergens", None), 404);
    }
}

#[test]
fn a_form_that_is_not_there() {
    let answer = asked("GET", "/api/v1/indicatoren/banen", Some("text/csv"));
    let said = problem(&answer, 406);
    assert_eq!(said["detail"], "Dit is er als application/json.");
    let answer = asked(
        "GET",
        "/api/v1/indicatoren/banen/waarden",
        Some("image/png, text/html"),
    );
    problem(&answer, 406);
}

#[test]
fn limits_speak_as_the_rest_does() {
    for status in [400, 404, 405, 406, 408, 413, 414, 421, 429, 431, 500, 503] {
        let said = problem(
            &refuse("https://koers.example.org", "/api/v1/x", status, None),
            status,
        );
        let kind = said["type"].as_str().unwrap();
        assert!(
            kind.starts_with("https://koers.example.org/api#probleem-"),
            "{kind}"
        );
    }
    let said = Text::both("Nu even niet.", "Not now.");
    let problem = problem(&refuse("", "/api/v1/x", 418, Some(&said)), 418);
    assert_eq!(problem["detail"], "Nu even niet.");
}

#[test]
fn a_question_is_never_shown_as_anything_but_text() {
    let answer = get("/programmas/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    let said = problem(&answer, 404);
    assert_eq!(
        said["detail"],
        "Er is geen `<script>alert(1)</script>`. Bedoelde u koers-2016-2019, akkoord-2019-2023?"
    );
    assert_eq!(header(&answer, "link").unwrap().matches('\n').count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is asked, the answer is one of those that the document names, in their form.
    #[test]
    fn nothing_that_is_asked_breaks_it(
        path in "(/(programmas|stand|gebieden|nergens|openapi)(/[ -~]{0,12})?(\\.(csv|json|jsonstat|ttl))?|[ -~]{0,30})",
        query in "((regio|op|pagina|taal|soort|lijn|x)=([A-Za-z0-9%,+-]{0,12})&?){0,4}|[ -~]{0,40}",
        accept in proptest::option::of("[a-z*]{1,12}/[a-z*+]{1,12}(;q=[0-9.]{0,5})?(, ?[ -~]{0,20})?"),
    ) {
        let answer = asked("GET", &format!("/api/v1{path}?{query}"), accept.as_deref());
        prop_assert!([200, 400, 404, 406].contains(&answer.status), "{}", answer.status);
        prop_assert_eq!(header(&answer, "api-version"), Some("1.0.0"));
        if answer.status != 200 {
            prop_assert_eq!(answer.media, "application/problem+json");
            prop_assert!(serde_json::from_slice::<Value>(&answer.body).is_ok());
        }
    }
}
