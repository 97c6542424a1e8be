//! The way back to the bytes, as text and as JSON.

mod made_up;

use koers_model::reading::{Reading, Trace};
use koers_model::text::Lang;
use koers_model::unit::Unit;
use koers_model::value::Cell;
use koers_report::Style;
use koers_report::explain::{Subject, explain_json, explain_schema, explain_text};
use made_up::{cell, day, hash, id, period, region, t};

fn published(sector: &str, corop: &str, text: &str, line: Option<u64>) -> Trace {
    Trace::Published {
        dataset: id("bvc-1001"),
        snapshot: hash(2),
        published: line.map(|_| day(2020, 3, 31)),
        retrieved: day(2026, 11, 21),
        measure: "jobs".into(),
        codes: vec![("sector".into(), sector.into())],
        region: region(corop),
        period: period("2019"),
        place: line,
        cell: cell(text),
    }
}

fn sum(rule: &str, at: &str, cell: Cell, inputs: Vec<Trace>) -> Trace {
    Trace::Computed {
        rule: rule.into(),
        region: region(at),
        period: period("2019"),
        cell,
        inputs,
    }
}

fn example() -> (Reading, Trace) {
    let north = sum(
        "sum over 2 codes of sector",
        "CR98",
        cell("3.5*"),
        vec![
            published("A", "CR98", "1.2", Some(12)),
            published("BE", "CR98", "2.3*", Some(13)),
        ],
    );
    let south = sum(
        "sum over 2 codes of sector",
        "CR99",
        cell("x"),
        vec![
            published("A", "CR99", "x", None),
            published("BE", "CR99", "1-4", Some(91)),
        ],
    );
    let whole = sum(
        "sum over the parts CR98, CR99",
        "PV99",
        cell("x"),
        vec![north, south],
    );
    let reading = Reading {
        indicator: id("banen"),
        region: region("PV99"),
        period: period("2019"),
        cell: *whole.cell(),
    };
    (reading, whole)
}

#[test]
fn text_in_both_languages() {
    let (reading, trace) = example();
    let title = t("Banen van werknemers", "Jobs of employees");
    let subject = Subject {
        title: &title,
        version: 3,
        unit: Unit::from_id("thousand-jobs").unwrap(),
        decimals: 1,
    };
    let text = |lang, width| explain_text(&subject, &reading, &trace, lang, Style { colour: false, width });
    insta::assert_snapshot!("explain_nl", text(Lang::Nl, 80));
    insta::assert_snapshot!("explain_en_wide", text(Lang::En, 120));
    insta::assert_snapshot!("explain_json", explain_json(&subject, &reading, &trace));
    let schema = serde_json::from_str(&explain_schema()).unwrap();
    let value = serde_json::from_str(&explain_json(&subject, &reading, &trace)).unwrap();
    assert!(jsonschema::is_valid(&schema, &value));
}
