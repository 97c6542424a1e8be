//! Programmes, verdicts, regions, findings: what the API says is what the rest of Koers says.

use crate::asking::{get, json, text};
use crate::site::{TODAY, site};
use jiff::civil::date;
use koers_report::status_json;
use koers_run::status::Asked;
use serde_json::Value;

#[test]
fn programmes_with_their_parts() {
    let all = json("/programmas");
    assert_eq!(all["totaal"], 2);
    let first = &all["items"][0];
    assert_eq!(first["id"], "koers-2016-2019");
    assert_eq!(
        (&first["van"], &first["tot"]),
        (&"2016-01-01".into(), &"2019-12-31".into())
    );
    assert_eq!(*first, json("/programmas/koers-2016-2019"));
    for (part, count) in [
        ("lijnen", "lijnen"),
        ("doelstellingen", "doelstellingen"),
        ("activiteiten", "activiteiten"),
        ("resultaten", "resultaten"),
    ] {
        for programme in ["koers-2016-2019", "akkoord-2019-2023"] {
            let list = json(&format!("/programmas/{programme}/{part}?paginaGrootte=1000"));
            let counted = &json(&format!("/programmas/{programme}"))["aantallen"][count];
            assert_eq!(list["totaal"], *counted, "{programme} {part}");
            // Every part has an address of its own, where the same stands.
            for item in list["items"].as_array().unwrap().iter().take(3) {
                let href = item["href"].as_str().unwrap();
                let address = href.strip_prefix("http://koers.test/api/v1").unwrap();
                let one = json(address);
                if part != "resultaten" {
                    assert_eq!(one, *item, "{address}");
                }
            }
        }
    }
}

#[test]
fn parts_of_one_line() {
    let all = json("/programmas/koers-2016-2019/activiteiten?paginaGrootte=1000");
    let some = json("/programmas/koers-2016-2019/activiteiten?lijn=arbeidsmarkt");
    let of_line = |list: &Value| {
        let items = list["items"].as_array().unwrap().iter();
        items.filter(|item| item["lijn"] == "arbeidsmarkt").count()
    };
    assert!(of_line(&some) > 0);
    assert_eq!(of_line(&some), of_line(&all));
    assert_eq!(of_line(&some), some["items"].as_array().unwrap().len());
}

#[test]
fn parts_of_every_kind() {
    let all = json("/programmas/koers-2016-2019/onderdelen?paginaGrootte=1000");
    let framework = site().framework("koers-2016-2019").unwrap();
    assert_eq!(all["totaal"], framework.elements().len());
    let ideas = json("/programmas/koers-2016-2019/onderdelen?soort=kerngedachten");
    assert_eq!(ideas["totaal"], framework.principles.len());
    // Every kind that occurs can be asked for, and every part has its page.
    for part in all["items"].as_array().unwrap() {
        let kind = part["soort"].as_str().unwrap();
        let page = part["pagina"]
            .as_str()
            .unwrap()
            .strip_prefix("http://koers.test")
            .unwrap();
        assert!(koers_web::routes::find(page, "").is_ok(), "{page}");
        let of_kind = get(&format!(
            "/programmas/koers-2016-2019/onderdelen?soort={kind}&paginaGrootte=1"
        ));
        assert_eq!(of_kind.status, 200, "{kind}");
    }
}

#[test]
fn a_programme_follows_another() {
    let all = json("/opvolgingen");
    let one = &all["items"][0];
    assert_eq!(
        (&one["van"], &one["naar"]),
        (&"koers-2016-2019".into(), &"akkoord-2019-2023".into())
    );
    let id = one["id"].as_str().unwrap();
    assert_eq!(*one, json(&format!("/opvolgingen/{id}")));
    let steps = one["stappen"].as_array().unwrap();
    let succession = &site().definitions().unwrap().successions[0];
    assert_eq!(steps.len(), succession.steps.len());
    assert!(steps.iter().any(|step| step["soort"] == "voortgezet"));
}

#[test]
fn the_status_is_that_of_the_command_line() {
    let asked = Asked {
        on: Some(date(2019, 12, 31)),
        as_of: Some(date(2022, 12, 31)),
        ..Asked::default()
    };
    let answer = get("/stand?op=2019-12-31&bekendOp=2022-12-31");
    assert_eq!(text(&answer), status_json(&site().status(&asked).unwrap()));
    let today = json("/stand");
    assert_eq!(today["question"]["on"], TODAY.to_string());
    assert_eq!(today["question"]["region"], "PV22");
    assert_eq!(json("/stand?regio=PV20")["question"]["region"], "PV20");
    assert!(text(&get("/stand.csv")).starts_with("region,on,as_of,framework,"));
}

#[test]
fn verdicts_add_up_to_the_status() {
    let status = json("/stand?op=2019-12-31");
    for verdict in ["on_course", "off_course", "cannot_be_said"] {
        let list = json(&format!(
            "/oordelen?op=2019-12-31&oordeel={verdict}&paginaGrootte=1000"
        ));
        assert_eq!(list["totaal"], status["counts"][verdict]);
        let items = list["items"].as_array().unwrap();
        assert!(items.iter().all(|item| item["oordeel"] == verdict));
    }
    let both = json("/oordelen?op=2019-12-31&oordeel=on_course,off_course&programma=koers-2016-2019");
    let counts = &status["frameworks"][0]["counts"];
    let sum = counts["on_course"].as_u64().unwrap() + counts["off_course"].as_u64().unwrap();
    assert_eq!(both["totaal"], sum);
    let csv = text(&get("/oordelen.csv?oordeel=on_course&op=2019-12-31"));
    assert!(csv.lines().skip(1).all(|line| line.contains("on_course")));
}

#[test]
fn an_outcome_is_the_one_of_the_status() {
    let status = json("/stand?op=2019-12-31&regio=PV20");
    let group = &status["frameworks"][0]["groups"][0];
    let outcome = &group["outcomes"][0];
    let id = outcome["id"].as_str().unwrap();
    let list = json("/programmas/koers-2016-2019/resultaten?op=2019-12-31&regio=PV20");
    let href = list["items"][0]["href"].as_str().unwrap();
    assert!(href.ends_with("?regio=PV20&op=2019-12-31"), "{href}");
    let one = json(href.strip_prefix("http://koers.test/api/v1").unwrap());
    assert_eq!(one["resultaat"], *outcome);
    assert_eq!(one["resultaat"]["id"], id);
    assert_eq!(
        (&one["regio"], &one["op"]),
        (&"PV20".into(), &"2019-12-31".into())
    );
    assert_eq!(one["lijn"], group["id"]);
    assert_eq!(list["items"][0]["reden"], outcome["reason"]);
}

#[test]
fn regions_of_a_kind_on_a_day() {
    let provinces = json("/gebieden?soort=province&op=2019-12-31");
    assert_eq!(provinces["totaal"], 12);
    let drenthe = json("/gebieden/PV22");
    assert_eq!(
        (&drenthe["naam"], &drenthe["soort"]),
        (&"Drenthe".into(), &"province".into())
    );
    let wholes: Vec<&str> = drenthe["ligtIn"]
        .as_array()
        .unwrap()
        .iter()
        .map(|whole| whole["code"].as_str().unwrap())
        .collect();
    assert!(wholes.contains(&"NL01"), "{wholes:?}");
    assert!(drenthe["nuts"].as_array().unwrap().contains(&"NL13".into()));
}

#[test]
fn findings_are_for_everybody_only_where_the_publisher_says_so() {
    use koers_web::api::exchange::{Request, answer};
    let all = json("/meldingen?paginaGrootte=1000");
    let code = all["items"][0]["code"].as_str().unwrap();
    let some = json(&format!("/meldingen?code={code}&paginaGrootte=1000"));
    assert!(some["totaal"].as_u64() > Some(0) && some["totaal"].as_u64() <= all["totaal"].as_u64());
    let staff = crate::site::altered(|name, text| match name {
        "koers.yaml" => text.replace("gaps: public", "gaps: staff"),
        _ => text,
    });
    let request = Request {
        method: "GET",
        path: "/api/v1/meldingen",
        query: "",
        accept: None,
    };
    assert_eq!(answer(&staff, &request).status, 404);
}
