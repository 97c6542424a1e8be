//! Forms, pages and headers of what goes well.

use crate::asking::{asked, get, header, json, text};
use crate::site::site;
use koers_web::api::{Form, table};

#[test]
fn every_address_answers_in_every_form() {
    let mut asked = 0;
    for resource in table::all() {
        let addresses = (resource.addresses)(site());
        assert!(!addresses.is_empty(), "{}", resource.path);
        // The first and the last stand for all: the figures themselves are asked in other tests.
        let few = addresses.iter().take(2).chain(addresses.last());
        // Not every indicator has a figure for the region of the workspace.
        let few = few.filter(|_| resource.operation != "herkomst");
        for address in few {
            for form in resource.forms.iter().filter(|_| resource.takes_suffix()) {
                let answer = get(&format!("{address}{}", form.suffix()));
                assert_eq!(answer.status, 200, "{address} {form:?}: {}", text(&answer));
                assert_eq!(answer.media, form.media());
                assert!(!answer.body.is_empty());
                asked += 1;
            }
            let plain = get(address);
            assert_eq!(plain.status, 200, "{address}");
            assert_eq!(plain.media, resource.forms[0].media());
        }
    }
    assert!(asked > 60, "{asked}");
}

#[test]
fn every_answer_has_the_headers() {
    for address in [
        "/programmas",
        "/indicatoren/banen/waarden.csv",
        "/openapi.json",
        "/stand",
    ] {
        let answer = get(address);
        assert_eq!(header(&answer, "api-version"), Some("1.0.0"));
        assert_eq!(header(&answer, "access-control-allow-origin"), Some("*"));
        assert_eq!(header(&answer, "vary"), Some("accept, accept-encoding"));
        assert!(
            header(&answer, "access-control-expose-headers")
                .unwrap()
                .contains("API-Version")
        );
        assert!(header(&answer, "link").unwrap().contains("rel=\"service-desc\""));
        let links = answer.headers.iter().filter(|(name, _)| *name == "link");
        assert_eq!(links.count(), 1);
    }
}

#[test]
fn a_browser_may_ask_from_any_page() {
    let answer = asked("OPTIONS", "/api/v1/programmas", None);
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    assert_eq!(header(&answer, "access-control-allow-origin"), Some("*"));
    assert_eq!(
        header(&answer, "access-control-allow-methods"),
        Some("GET, HEAD, OPTIONS")
    );
    assert_eq!(header(&answer, "api-version"), Some("1.0.0"));
}

#[test]
fn a_suffix_is_stronger_than_accept() {
    let path = "/api/v1/indicatoren/banen/waarden";
    for (address, accept, media) in [
        ("", None, "application/json"),
        ("", Some("text/csv"), "text/csv; charset=utf-8; header=present"),
        (".json", Some("text/csv"), "application/json"),
        (
            ".csv",
            Some("application/json"),
            "text/csv; charset=utf-8; header=present",
        ),
        (
            "",
            Some("application/vnd.jsonstat+json"),
            "application/vnd.jsonstat+json",
        ),
        (".jsonstat", None, "application/vnd.jsonstat+json"),
        (".parquet", None, "application/vnd.apache.parquet"),
        (".csv-metadata.json", None, "application/csvm+json"),
    ] {
        let answer = asked("GET", &format!("{path}{address}"), accept);
        assert_eq!(
            (answer.status, answer.media),
            (200, media),
            "{address} {accept:?}"
        );
    }
    let excel = get("/indicatoren/banen/waarden.excel.csv?regio=PV22");
    assert!(text(&excel).starts_with("\u{feff}region;region_name;"));
    assert_eq!(
        header(&excel, "content-disposition"),
        Some("attachment; filename=\"banen.excel.csv\"")
    );
}

#[test]
fn a_csv_says_where_its_columns_are_explained() {
    let answer = get("/indicatoren/banen/waarden.csv?regio=PV22");
    let link = header(&answer, "link").unwrap();
    let about = "<http://koers.test/api/v1/indicatoren/banen/waarden.csv-metadata.json?regio=PV22>; rel=\"describedby\"";
    assert!(link.contains(about), "{link}");
    assert!(link.contains("rel=\"service-doc\""));
}

#[test]
fn lists_come_in_pages() {
    let first = json("/gebieden?paginaGrootte=7");
    assert_eq!(first["items"].as_array().unwrap().len(), 7);
    assert_eq!(
        (&first["pagina"], &first["paginaGrootte"]),
        (&1.into(), &7.into())
    );
    let total = usize::try_from(first["totaal"].as_u64().unwrap()).unwrap();

    // Page by page, by the links that the server gives, everything comes by once.
    let mut codes = Vec::new();
    let mut next = Some("/api/v1/gebieden?paginaGrootte=200".to_owned());
    while let Some(address) = next {
        let answer = asked("GET", &address, None);
        let page: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        let items = page["items"].as_array().unwrap().iter();
        codes.extend(items.map(|item| item["code"].as_str().unwrap().to_owned()));
        next = relation(header(&answer, "link").unwrap(), "next");
    }
    assert_eq!(codes.len(), total);
    let mut sorted = codes.clone();
    sorted.sort();
    sorted.dedup();
    assert_eq!(codes, sorted);
}

fn relation(links: &str, relation: &str) -> Option<String> {
    let rel = format!("rel=\"{relation}\"");
    let link = links.split(", ").find(|link| link.ends_with(&rel))?;
    let address = link.strip_prefix('<')?.split('>').next()?;
    Some(address.strip_prefix("http://koers.test")?.to_owned())
}

#[test]
fn behind_the_last_page_is_an_empty_one() {
    let answer = get("/programmas?pagina=1000000");
    let page: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(page["items"].as_array().unwrap().len(), 0);
    assert_eq!(page["totaal"], 2);
    let links = header(&answer, "link").unwrap();
    assert_eq!(
        relation(links, "prev").as_deref(),
        Some("/api/v1/programmas?pagina=1")
    );
    assert_eq!(relation(links, "next"), None);
}

#[test]
fn the_same_question_has_one_address() {
    use koers_web::api::exchange::{Request, Step, take};
    let key = |query: &str| {
        let path = "/api/v1/indicatoren/banen/waarden";
        let request = Request {
            method: "GET",
            path,
            query,
            accept: None,
        };
        match take(site(), &request) {
            Step::Make(call) => call.address(),
            Step::Ready(answer) => panic!("{}", text(&answer)),
        }
    };
    let one = key("regio=PV22%2CNL01&bekendOp=2022-12-31&&pagina=02");
    assert_eq!(one, key("bekendOp=2022-12-31&pagina=2&regio=NL01,PV22"));
    assert_eq!(
        one,
        "/api/v1/indicatoren/banen/waarden?regio=NL01,PV22&bekendOp=2022-12-31&pagina=2"
    );
}

#[test]
fn pages_are_of_json_only() {
    let whole = get("/indicatoren/banen/waarden.csv");
    let page = get("/indicatoren/banen/waarden.csv?pagina=3&paginaGrootte=2");
    assert_eq!(whole.body, page.body);
}

#[test]
fn ids_can_hold_what_addresses_escape() {
    for form in Form::ALL {
        assert!(form.suffix().starts_with('.'));
    }
    let found = table::find("/gegevenssets/a%2Fb%20%C3%A9/momentopnamen.json").unwrap();
    assert_eq!(found.parts, [("gegevenssetId", "a/b é".to_owned())]);
    assert_eq!(found.path(), "/gegevenssets/a%2Fb%20%C3%A9/momentopnamen");
}
