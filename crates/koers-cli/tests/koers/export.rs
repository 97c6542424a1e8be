//! Tables handed out: what is missing keeps its reason in every form.

use crate::session::Session;
use serde_json::Value;

const DATASET: &str = "cbs-83582ned";

#[test]
fn what_is_missing_keeps_its_reason_in_every_form() {
    let session = Session::drenthe();
    let export = |form: &str| {
        session
            .on_drenthe(&["export", DATASET, "--format", form])
            .exits(0)
            .out
    };
    let csv = export("csv");
    assert_eq!(csv.lines().count(), 6001);
    assert_eq!(csv.matches(",suppressed,").count(), 48);
    let sdmx = export("sdmx-csv");
    assert_eq!(sdmx.lines().count(), 6001);
    let withheld: Vec<&str> = sdmx
        .lines()
        .filter(|line| line.contains(",suppressed,"))
        .collect();
    assert_eq!(withheld.len(), 48);
    assert!(
        withheld.iter().all(|line| line.contains(",,thousand-jobs,Q,C,")),
        "{withheld:?}"
    );
    let stat: Value = serde_json::from_str(&export("json-stat")).unwrap();
    assert_eq!(
        (&stat["version"], &stat["class"]),
        (&"2.0".into(), &"dataset".into())
    );
    assert_eq!(
        stat["status"].to_string().matches("\"suppressed\"").count(),
        48,
        "a status for each"
    );
}

#[test]
fn a_folder_has_everything_with_what_it_means() {
    let session = Session::drenthe();
    session.on_drenthe(&["export", "--all", "--to", "uit"]).exits(0);
    let text = std::fs::read_to_string(session.path("uit/datapackage.json")).unwrap();
    let package: Value = serde_json::from_str(&text).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert!(resources.len() > 40, "{}", resources.len());
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        let bytes = std::fs::read(session.path(&format!("uit/{path}"))).unwrap();
        let hash = koers_model::snapshot::Hash::of(&bytes).to_string();
        assert!(resource["hash"].as_str().unwrap().ends_with(&hash), "{path}");
        assert!(
            session.path(&format!("uit/{path}-metadata.json")).exists(),
            "{path}"
        );
    }
    // Of an earlier day, what was not known yet is told and left out.
    let said = session
        .on_drenthe(&["export", "--all", "--to", "toen", "--as-of", "2022-12-31"])
        .exits(0);
    assert!(said.err.contains("banen"), "{}", said.err);
    assert!(
        session
            .path("toen/indicatoren/brp.bekend-op-2022-12-31.csv")
            .exists()
    );
    assert!(
        !session
            .path("toen/indicatoren/banen.bekend-op-2022-12-31.csv")
            .exists()
    );
}

#[test]
fn what_cannot_be_handed_out_is_told() {
    let session = Session::drenthe();
    session
        .on_drenthe(&["export", "banen", "brp"])
        .exits(2)
        .complains(&["--to"]);
    session
        .on_drenthe(&["export", "bannen"])
        .exits(2)
        .complains(&["banen"]);
    session.on_drenthe(&["export"]).exits(2);
    session
        .on_drenthe(&["export", DATASET, "--as-of", "2000-01-01"])
        .exits(2)
        .complains(&["geen publicatie"]);
}
