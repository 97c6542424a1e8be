//! What was known when: two vintages of the gross domestic product give two answers to one question.

use crate::contract::all_with;
use crate::session::Session;

fn gdp(session: &Session, as_of: &[&str]) -> serde_json::Value {
    let mut ask = vec!["explain", "brp", "--period", "2020", "--format", "json"];
    ask.extend(as_of);
    serde_json::from_str(&session.on_drenthe(&ask).exits(0).out).unwrap()
}

#[test]
fn the_same_question_has_two_answers() {
    let session = Session::drenthe();
    // Eurostat, nama_10r_3gdp, NL13, 2020, million euro: edition of April 2022, and the later one.
    let then = gdp(&session, &["--as-of", "2022-12-31"]).to_string();
    let now = gdp(&session, &[]).to_string();
    assert!(then.contains("15584.19") && !then.contains("15438.33"), "{then}");
    assert!(now.contains("15438.33") && !now.contains("15584.19"), "{now}");
}

#[test]
fn before_the_first_publication_nothing_can_be_said() {
    let session = Session::drenthe();
    let said = session
        .on_drenthe(&[
            "status",
            "--on",
            "2019-12-31",
            "--as-of",
            "2015-01-01",
            "--format",
            "json",
        ])
        .exits(0);
    let status: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    for verdict in ["on_course", "off_course"] {
        let mut found = Vec::new();
        all_with(&status, "verdict", verdict, &mut found);
        assert!(found.is_empty(), "no verdict without figures: {found:#?}");
    }
    assert!(said.out.contains("nothing_known_yet"), "{status:#}");
}

#[test]
fn sources_that_run_late_are_told_with_the_day_on_which_they_were_due() {
    let session = Session::drenthe();
    let ask = |format| {
        let asked = ["status", "--as-of", "2026-11-21", "--format", format];
        session.on_drenthe(&asked).exits(0).out
    };
    let status: serde_json::Value = serde_json::from_str(&ask("json")).unwrap();
    let late = status["late"].as_array().unwrap();
    let of = |id: &str| late.iter().find(|row| row["dataset"] == id);
    // Quarterly figures up to the second quarter of 2023: nine months are given, and 966 days had passed since.
    let vacancies = of("cbs-vacatures").unwrap();
    assert_eq!(
        (&vacancies["last"], &vacancies["expected"], &vacancies["days"]),
        (&"2023-Q2".into(), &"2024-03-30".into(), &966.into())
    );
    // Figures entered by hand, and a table of one year, are waited for by nobody.
    assert!(of("beleidstekst").is_none() && of("cbs-kerncijfers-2022").is_none());
    let table = ask("table");
    assert!(
        table.contains("Bronnen die achterlopen") && table.contains("30 maart 2024"),
        "{table}"
    );
    let page = session
        .on_drenthe(&["report", "--as-of", "2026-11-21"])
        .exits(0)
        .out;
    assert!(page.contains("id=\"late\"") && page.contains("30 maart 2024"));
    // What is not due yet on the as-of day is not late.
    let then = session
        .on_drenthe(&["status", "--as-of", "2022-12-31", "--format", "json"])
        .exits(0)
        .out;
    assert!(!then.contains("\"late\""), "{then}");
}
