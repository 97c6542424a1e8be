//! `koers evaluate`: every form of output, on the example and on a table beside a plan; what is wrong with a plan is shown where it stands.

use crate::session::Session;

/// Made up: six regions of one course, the first with ten more from 2005 on.
fn panel() -> String {
    let mut table = String::from("gebied,jaar,banen\n");
    for (at, name) in ["aa", "bb", "cc", "dd", "ee", "ff"].iter().enumerate() {
        for year in 1995..2010_usize {
            let course = (year * 7) % 11 + at * (year % 3) + 50 * at;
            let added = if at == 0 && year >= 2005 { 10 } else { 0 };
            table.push_str(&format!("{name},{year},{}\n", 500 + course + added));
        }
    }
    table
}

/// A plan about that table.
pub const PLAN: &str = r#"koers: 1
evaluation: plan
title: {nl: "Verzonnen plan", en: "Made-up plan"}
question: {nl: "Kwamen er in aa banen bij?", en: "Were jobs added in aa?"}
written: 2004-06-01
outcome: {table: {file: panel.csv, columns: {region: gebied, period: jaar, value: banen}}, as: index}
units: [aa]
donors:
  - {regions: [bb, cc, dd, ee], why: {nl: "Lijken erop.", en: "Are like it."}}
without:
  - {regions: [ff], why: {nl: "Grenst eraan.", en: "Adjoins it."}}
periods: {from: 1995, start: 2005, to: 2009}
method: {id: synthetic-did}
beside:
  - {id: synthetic-control}
effect: {direction: higher, at_least: 1, level: 0.25}
"#;

/// Panel and plan, for whoever runs examples.
pub fn beside() -> [(&'static str, String); 2] {
    [("panel.csv", panel()), ("plan.yaml", PLAN.to_owned())]
}

#[test]
fn a_plan_beside_its_table_needs_no_workspace() {
    let session = Session::empty();
    for (name, text) in beside() {
        session.write(name, text);
    }
    let path = session.path("plan.yaml");
    let plan = path.to_str().unwrap();
    insta::assert_snapshot!("evaluate_text", session.koers(["evaluate", plan]).exits(0).out);
    insta::assert_snapshot!(
        "evaluate_md",
        session
            .koers(["evaluate", plan, "--format", "md", "--lang", "en"])
            .exits(0)
            .out
    );
    let json = session.koers(["evaluate", plan, "--format", "json"]).exits(0).out;
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["koers_evaluation"], 1);
    assert_eq!(json["verdict"]["id"], "effect");
    assert_eq!(json["deviations"].as_array().unwrap().len(), 0);
    assert_eq!(json["analysis"]["method"], "synthetic-did");
    let csv = session.koers(["evaluate", plan, "--format", "csv"]).exits(0).out;
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("id,title,verdict,effect,p,deviations,written"));
    assert!(
        lines.next().unwrap().starts_with("plan,Verzonnen plan,effect,"),
        "{csv}"
    );
    let placebos = session
        .koers(["evaluate", plan, "--format", "csv", "--table", "placebos"])
        .exits(0)
        .out;
    assert_eq!(placebos.lines().count(), 6, "{placebos}");
    // The plan as it was adopted, and another one.
    let hash = json["plan"]["sha256"].as_str().unwrap();
    let same = session.koers(["evaluate", plan, "--sealed", hash]).exits(0).out;
    assert!(
        same.contains("Geen: alles is gedaan zoals het er staat."),
        "{same}"
    );
    session.write("plan.yaml", PLAN.replace("at_least: 1,", "at_least: 0.5,"));
    let other = session.koers(["evaluate", plan, "--sealed", hash]).exits(0).out;
    assert!(
        other.contains("Dit is niet het plan dat is vastgesteld"),
        "{other}"
    );
}

#[test]
fn what_is_wrong_with_a_plan_is_shown_where_it_stands() {
    let session = Session::empty();
    session.write("panel.csv", panel());
    let told = |text: &str, code: i32| {
        let path = session.write("plan.yaml", text);
        session.koers(["evaluate", path.to_str().unwrap()]).exits(code)
    };
    let twice = told(&PLAN.replace("[ff]", "[bb]"), 1);
    assert!(
        twice.err.contains("K801") && twice.err.contains("plan.yaml:11"),
        "{}",
        twice.err
    );
    let key = told(&PLAN.replace("level:", "livel:"), 1);
    assert!(key.err.contains("livel"), "{}", key.err);
    let gone = told(&PLAN.replace("panel.csv", "nergens.csv"), 2);
    assert!(gone.err.contains("nergens.csv"), "{}", gone.err);
    let column = told(&PLAN.replace("region: gebied", "region: streek"), 2);
    assert!(column.err.contains("streek"), "{}", column.err);
    let method = told(&PLAN.replace("synthetic-did", "synthetic-dit"), 1);
    assert!(
        method.err.contains("K011") && method.err.contains("bedoelt u `synthetic-did`?"),
        "{}",
        method.err
    );
    session.write("krom.csv", "a,b\n1\n");
    let bent = told(&PLAN.replace("panel.csv", "krom.csv"), 3);
    assert!(bent.err.contains("T007"), "{}", bent.err);
    let indicator = told(
        &PLAN.replace(
            "{table: {file: panel.csv, columns: {region: gebied, period: jaar, value: banen}}, as: index}",
            "{indicator: banen}",
        ),
        2,
    );
    assert!(!indicator.err.is_empty());
}

#[test]
fn the_plans_of_drenthe_say_what_the_guide_says() {
    let session = Session::drenthe();
    let all = session.on_drenthe(&["evaluate", "--lang", "en"]).exits(0).out;
    let guide = include_str!("../../../../docs/guide/evaluate.md");
    assert!(guide.contains(all.trim_end()), "{all}");
    let brp = session
        .on_drenthe(&["evaluate", "brp-zuidoost-drenthe"])
        .exits(0)
        .out;
    assert!(brp.contains("✗ vergelijking past niet"), "{brp}");
    assert!(
        brp.contains("lopen tot en met 2021, niet tot en met 2022"),
        "{brp}"
    );
    let one_line = brp.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        one_line.contains("Volgens het plan zelf")
            && one_line.contains("van de periodes met de maatregel (6) waren er toen 6"),
        "{brp}"
    );
    let svg = session
        .on_drenthe(&["evaluate", "brp-zuidoost-drenthe", "--format", "svg"])
        .exits(0)
        .out;
    assert!(svg.starts_with("<svg ") && !svg.contains("NaN"));
    // On a day on which nothing was known yet.
    session
        .on_drenthe(&["evaluate", "brp-zuidoost-drenthe", "--as-of", "2000-01-01"])
        .exits(2);
    let none = session
        .on_drenthe(&["evaluate", "brp-zuidoost-drente"])
        .exits(2)
        .err;
    assert!(none.contains("bedoelt u brp-zuidoost-drenthe"), "{none}");
    session.on_drenthe(&["evaluate", "--format", "svg"]).exits(2);
}
