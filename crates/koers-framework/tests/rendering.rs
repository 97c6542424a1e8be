//! Findings as JSON and SARIF, and with colours.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_framework::render::{Look, json, sarif, summary, terminal};
use koers_framework::{Checked, Parsed, SourceFile, check, parse, rules};
use koers_model::text::Lang;
use serde_json::Value;

fn found() -> (Parsed, Checked) {
    let files = [
        SourceFile {
            path: "koers.yaml".into(),
            bytes: "koers: 1\nname: {nl: \"Één\", en: One, nl: Twee}\nregion: PV22\nlanguages: [nl]\n"
                .as_bytes()
                .to_vec(),
        },
        SourceFile {
            path: "regions/regions.csv".into(),
            bytes: b"code,kind,name,nuts,valid_from,valid_to\nPV22,province,Drenthe,NL13,,\n".to_vec(),
        },
        SourceFile {
            path: "indicators/b n.yml".into(),
            bytes: b"x: 1\n".to_vec(),
        },
    ];
    let parsed = parse(&files);
    let checked = check(&parsed, &Default::default(), Lang::Nl);
    (parsed, checked)
}

#[test]
fn json_has_every_key_and_counts_characters() {
    let (parsed, checked) = found();
    let list: Vec<Value> = serde_json::from_str(&json(&checked.diagnostics, parsed.sources())).unwrap();
    assert_eq!(list.len(), 2);
    let twice = list.iter().find(|entry| entry["code"] == "K005").unwrap();
    let keys = [
        "code",
        "severity",
        "message",
        "label",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "expected",
        "found",
        "help",
        "related",
    ];
    let object = twice.as_object().unwrap();
    assert_eq!(object.len(), keys.len());
    assert!(keys.iter().all(|key| object.contains_key(*key)));
    assert_eq!(twice["severity"], "error");
    assert_eq!(
        (twice["line"].as_u64(), twice["column"].as_u64()),
        (Some(2), Some(28))
    );
    assert_eq!(twice["end_column"], 30);
    assert_eq!(twice["related"][0]["column"], 8);
}

#[test]
fn sarif_has_the_structure_that_code_hosts_read() {
    let (parsed, checked) = found();
    let log: Value = serde_json::from_str(&sarif(&checked.diagnostics, parsed.sources())).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let described = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(described.len(), rules().len());
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(described[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        assert!(!place["artifactLocation"]["uri"].as_str().unwrap().contains(' '));
    }
}

#[test]
fn colours_are_only_there_when_asked_for() {
    let (parsed, checked) = found();
    let plain = terminal(&checked.diagnostics, parsed.sources(), Look::default());
    let look = Look {
        colour: true,
        ..Look::default()
    };
    let coloured = terminal(&checked.diagnostics, parsed.sources(), look);
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains('\u{1b}'));
    assert!(plain.contains("fout[K005]: de sleutel `nl` staat twee keer in dit blok"));
    assert_eq!(summary(&checked.diagnostics, Lang::Nl), "1 fout, 1 waarschuwing");
    assert_eq!(summary(&[], Lang::En), "nothing found");
}
