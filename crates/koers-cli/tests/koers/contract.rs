//! The JSON of `status` is a contract: it fits its schema, and says what the page says.

use crate::session::Session;
use serde_json::Value;
use std::path::Path;

fn status(arguments: &[&str]) -> Value {
    let mut ask = vec!["status", "--format", "json"];
    ask.extend(arguments);
    serde_json::from_str(&Session::drenthe().on_drenthe(&ask).exits(0).out).unwrap()
}

#[test]
fn the_json_fits_its_committed_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/status.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for question in [
        vec!["--on", "2019-12-31"],
        vec!["--on", "2023-12-31", "--region", "NL01"],
        vec!["--on", "2019-12-31", "--as-of", "2022-12-31"],
        vec!["--line", "arbeidsmarkt"],
    ] {
        let errors: Vec<String> = validator
            .iter_errors(&status(&question))
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{question:?}: {errors:#?}");
    }
}

/// Every object in a document that has this key with this value.
pub fn all_with<'a>(value: &'a Value, key: &str, wanted: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(map) => {
            if map.get(key).and_then(Value::as_str) == Some(wanted) {
                found.push(value);
            }
            map.values().for_each(|child| all_with(child, key, wanted, found));
        }
        Value::Array(items) => items.iter().for_each(|child| all_with(child, key, wanted, found)),
        _ => {}
    }
}

#[test]
fn jobs_rose_from_2016_to_2019_by_more_than_the_margin() {
    let status = status(&["--on", "2019-12-31"]);
    let mut found = Vec::new();
    all_with(&status, "indicator", "banen", &mut found);
    let measure = found.first().expect("jobs are measured");
    assert_eq!(measure["verdict"], "on_course", "{measure:#}");
    // CBS 83582NED: CR07 + CR08 + CR09 in 2016 and 2019.
    assert!((measure["reading"]["value"].as_f64().unwrap() - 205.1).abs() < 1e-9);
    assert!((measure["baseline"]["value"].as_f64().unwrap() - 190.8).abs() < 1e-9);
}

#[test]
fn every_outcome_and_measure_has_a_verdict_and_a_reason() {
    let status = status(&["--on", "2019-12-31"]);
    let mut found = Vec::new();
    for verdict in ["on_course", "off_course", "cannot_be_said"] {
        all_with(&status, "verdict", verdict, &mut found);
    }
    assert!(
        found.len() >= 22,
        "22 outcomes of 2016-2019 at least, found {}",
        found.len()
    );
    for object in found {
        if object.get("id").is_some() || object.get("indicator").is_some() {
            let reason = &object["reason"];
            assert!(
                reason["code"].is_string() && reason["sentence"]["nl"].is_string(),
                "{object:#}"
            );
        }
    }
}

#[test]
fn the_explanation_fits_its_committed_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/explain.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let session = Session::drenthe();
    let explain = |what: &str| -> Value {
        let ask = ["explain", what, "--on", "2019-12-31", "--format", "json"];
        serde_json::from_str(&session.on_drenthe(&ask).exits(0).out).unwrap()
    };
    assert!(validator.is_valid(&explain("vacaturegraad")));
    let outcome = explain("ck-werkgelegenheid");
    let readings = outcome["readings"].as_array().unwrap();
    // Of each of the three measures the baseline and the reading.
    assert_eq!(readings.len(), 6);
    assert!(readings.iter().all(|reading| validator.is_valid(reading)));
    assert_eq!(outcome["status"]["counts"]["on_course"], 1);
}

#[test]
fn a_trace_ends_at_a_snapshot_and_a_line() {
    let session = Session::drenthe();
    let said = session
        .on_drenthe(&["explain", "banen", "--period", "2019"])
        .exits(0);
    for word in ["205,1", "CR07", "CR08", "CR09", "cbs-83582ned"] {
        assert!(said.out.contains(word), "no {word} in:\n{}", said.out);
    }
    let named: Vec<String> = session
        .listing("drenthe/snapshots")
        .into_iter()
        .filter(|(name, _)| name.ends_with("cbs-83582ned.json"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(named.len(), 1);
    assert!(
        said.out.contains(&named[0][..12]),
        "the hash of the snapshot stands in the trace"
    );
}
