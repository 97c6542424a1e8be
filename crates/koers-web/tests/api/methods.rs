//! Methods of the regional economy: what there is, and what they answer.

use crate::asking::{get, header, json, text};
use koers_model::text::Lang;
use koers_report::analysis as said;
use koers_run::analysis::{Asked, METHODS, method, of_workspace};
use koers_run::workspace;

#[test]
fn every_method_is_there_with_the_figures_that_are_enough_for_it() {
    let list = json("/methoden?paginaGrootte=1000");
    assert_eq!(list["totaal"], METHODS.len());
    for one in list["items"].as_array().unwrap() {
        let enough = !one["cijfers"].as_array().unwrap().is_empty();
        assert_eq!(one["antwoord"].is_string(), enough, "{}", one["id"]);
        assert!(!one["vraag"]["en"].as_str().unwrap().is_empty());
    }
    assert_eq!(
        json("/methoden/gini")["cijfers"],
        serde_json::json!(["bedrijven", "brp", "banen-naar-sector"])
    );
}

/// The contract of the command: the same question, put to the workspace without the server.
#[test]
fn an_answer_is_what_the_command_gives() {
    let world = crate::site::world(|_, text| text);
    let read = workspace::read(&world, Lang::Nl).unwrap();
    let asked = Asked {
        region: Some("PV20".to_owned()),
        from: Some("2019".to_owned()),
        ..Asked::default()
    };
    let method = method("shift-share").unwrap();
    let figures = Some("banen-naar-sector");
    let found = of_workspace(&world, &read, method, figures, asked, (None, Lang::Nl)).unwrap();
    let address = "/methoden/shift-share/antwoord";
    let answer = get(&format!("{address}?regio=PV20&periodeVan=2019"));
    assert_eq!(text(&answer), said::json(&found));
    let csv = get(&format!(
        "{address}.csv?regio=PV20&periodeVan=2019&tabel=base_years"
    ));
    assert_eq!(Some(text(&csv)), said::csv(&found, Some("base_years"), Lang::Nl));
    assert!(
        header(&csv, "content-disposition")
            .unwrap()
            .contains("shift-share.csv")
    );
}

#[test]
fn settings_are_asked_by_their_word() {
    let at = "/methoden/synthetic-control/antwoord?cijfers=brp";
    assert_eq!(
        json(&format!("{at}&instelling=start:2019"))["asked"]["settings"]["start"],
        "2019"
    );
    for (query, status) in [
        (String::new(), 400),
        ("&instelling=start".to_owned(), 400),
        ("&instelling=begin:2019".to_owned(), 400),
        ("&instelling=start:2019&cijfers=brp".to_owned(), 400),
        ("&instelling=start:1066".to_owned(), 400),
        ("&instelling=start:2019&bekendOp=1999-01-01".to_owned(), 404),
    ] {
        assert_eq!(get(&format!("{at}{query}")).status, status, "{query}");
    }
    for (address, status) in [
        ("/methoden/geen", 404),
        ("/methoden/ras/antwoord", 404),
        ("/methoden/leontief/antwoord", 400),
        ("/methoden/leontief/antwoord?instelling=sector:BE", 200),
        ("/methoden/gini/antwoord?cijfers=geen", 400),
        ("/methoden/gini/antwoord?cijfers=banen-naar-sector&sector=BE", 200),
        ("/methoden/gini/antwoord?cijfers=banen-naar-sector&sector=XX", 400),
        ("/methoden/shift-share/antwoord?cijfers=brp", 400),
        ("/methoden/gini/antwoord.csv?tabel=geen", 400),
    ] {
        assert_eq!(get(address).status, status, "{address}");
    }
}
