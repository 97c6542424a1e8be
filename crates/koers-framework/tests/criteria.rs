//! Finer points of what is read of criteria sets and aid rules.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_framework::{Definitions, SourceFile, check, parse};
use koers_model::id::Id;
use koers_model::portfolio::aid::Window;
use koers_model::portfolio::appraisal::{GateTest, WeightsFrom};
use koers_model::portfolio::money::Money;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use std::path::{Path, PathBuf};

fn files() -> Vec<SourceFile> {
    fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, found);
            } else {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    let read = |path: &PathBuf| SourceFile {
        path: path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/")
            .into(),
        bytes: std::fs::read(path).unwrap(),
    };
    paths.iter().map(read).collect()
}

/// The good workspace with a text in one file replaced: what it defines, and which rules speak.
fn with(path: &str, old: &str, new: &str) -> (Option<Definitions>, Vec<&'static str>) {
    let mut files = files();
    let file = files.iter_mut().find(|file| &*file.path == path).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains(old), "{old}");
    file.bytes = text.replacen(old, new, 1).into_bytes();
    let checked = check(&parse(&files), &Default::default(), Lang::En);
    let codes = checked.diagnostics.iter().map(|found| found.code.0).collect();
    (checked.definitions, codes)
}

const SET: &str = "criteria/oud.2.yaml";
const AID: &str = "aid/de-minimis.yaml";

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

#[test]
fn every_version_stays_with_the_hash_of_its_file() {
    let (definitions, codes) = with(SET, "Veel", "Heel veel");
    assert!(
        codes.iter().all(|code| *code == "K207" || *code == "K108"),
        "{codes:?}"
    );
    let definitions = definitions.unwrap();
    let versions = &definitions.criteria[&id("oud")];
    assert_eq!(versions.keys().copied().collect::<Vec<_>>(), [1, 2]);
    let file = files()
        .into_iter()
        .find(|file| &*file.path == "criteria/oud.1.yaml");
    assert_eq!(versions[&1].hash, Hash::of(&file.unwrap().bytes));
    // One word of an anchor is another yardstick.
    let file = files().into_iter().find(|file| &*file.path == SET).unwrap();
    assert_ne!(versions[&2].hash, Hash::of(&file.bytes));
    assert_eq!(
        definitions.yardstick(&id("oud"), 2).unwrap().hash,
        versions[&2].hash
    );
    assert_eq!(definitions.yardstick(&id("oud"), 3), None);
    let set = &versions[&2].set;
    assert_eq!(set.weights_from, WeightsFrom::Assumed);
    assert_eq!(set.gates[1].test, GateTest::AidCeiling(id("de-minimis")));
    assert_eq!(set.criteria[0].scale[1].score, 2);
    let weight = set.criteria[0].weight;
    assert_eq!((weight.low(), weight.usual(), weight.high()), (100, 400, 800));
}

#[test]
fn on_a_day_the_newest_version_that_has_begun_is_used() {
    let definitions = with(SET, "Veel", "Veel").0.unwrap();
    let (old, new) = (id("oud"), id("nieuw"));
    let on = |framework: &Id, day: &str| {
        let sets = definitions.yardsticks_on(framework, day.parse().unwrap());
        sets.map(|kept| kept.set.version).collect::<Vec<_>>()
    };
    assert_eq!(on(&old, "2015-12-31"), [0_u32; 0]);
    assert_eq!(on(&old, "2016-01-01"), [1]);
    assert_eq!(on(&old, "2016-06-30"), [1]);
    assert_eq!(on(&old, "2016-07-01"), [2]);
    assert_eq!(on(&new, "2020-07-01"), [0_u32; 0]);
}

#[test]
fn ceilings_are_read_to_the_cent_with_their_window() {
    let definitions = with(SET, "Veel", "Veel").0.unwrap();
    let ceilings = &definitions.aid_rules[&id("de-minimis")].ceilings;
    assert_eq!(ceilings[0].window, Window::CalendarYears);
    assert_eq!(ceilings[1].amount, Money::cents(30_000_050));
    assert_eq!((ceilings[1].to, ceilings[1].years), (None, 3));
}

#[test]
fn what_does_not_fit_is_told() {
    let cases: &[(&str, &str, &str, &str)] = &[
        // What a set names must be there, and of the right kind.
        (SET, "framework: oud", "framework: oudd", "K102"),
        (SET, "outcome: r-trots", "outcome: r-trotss", "K102"),
        (SET, "rule: de-minimis", "rule: minimis", "K102"),
        (SET, "outcome: r-trots", "outcome: a-netwerk", "K307"),
        (SET, "regions: [PV22]", "regions: [PV99]", "K103"),
        (SET, "cite: plan#2", "cite: plan#9", "K402"),
        (SET, "id: plaats", "id: trots", "K101"),
        // Keys belong to their gate, and to no other.
        (SET, "    regions: [PV22]\n", "", "K012"),
        (
            SET,
            "test: serves-outcome",
            "test: serves-outcome\n    regions: [PV22]",
            "K010",
        ),
        (SET, "test: serves-outcome", "test: serves", "K011"),
        (SET, "koers: 1", "koers: 2", "K011"),
        // Numbers.
        (SET, "score: 2", "score: 101", "K011"),
        (SET, "usual: 400", "usual: 400.5", "K011"),
        (SET, "high: 800", "high: 1001", "K011"),
        (SET, "high: 800", "high: 399", "K701"),
        (SET, "score: 2,", "score: 4,", "K703"),
        (SET, "version: 2", "version: 3", "K007"),
        (SET, "version: 2", "version: 0", "K219"),
        (AID, "rule: de-minimis", "rule: minimis", "K007"),
        (AID, "amount: 200000", "amount: 200.000", "K011"),
        (AID, "amount: 200000", "amount: -1", "K011"),
        (AID, "amount: 200000", "amount: 99999999999999999999", "K011"),
        (AID, "years: 3", "years: 0", "K011"),
        (AID, "to: 2023-12-31", "to: 2013-12-31", "K104"),
        (AID, "to: 2023-12-31, ", "", "K708"),
    ];
    for (path, old, new, code) in cases {
        let (definitions, codes) = with(path, old, new);
        assert!(codes.contains(code), "{path}: {new}: {codes:?}");
        assert!(definitions.is_none(), "{path}: {new}");
    }
}

#[test]
fn a_programme_without_a_yardstick_is_asked_for_none() {
    let mut files = files();
    files.retain(|file| !file.path.starts_with("criteria/"));
    let checked = check(&parse(&files), &Default::default(), Lang::En);
    assert!(!checked.diagnostics.iter().any(|found| found.code.0 == "K705"));
    // A yardstick that cannot be read may ask for anything.
    files.push(SourceFile {
        path: "criteria/oud.1.yaml".into(),
        bytes: b"set: [".to_vec(),
    });
    let checked = check(&parse(&files), &Default::default(), Lang::En);
    assert!(!checked.diagnostics.iter().any(|found| found.code.0 == "K705"));
}

#[test]
fn an_amount_with_separators_is_understood_and_refused() {
    let mut all = files();
    let file = all.iter_mut().find(|file| &*file.path == AID).unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    file.bytes = text
        .replace("amount: 200000", "amount: '€ 200.000,5'")
        .into_bytes();
    let checked = check(&parse(&all), &Default::default(), Lang::En);
    let help = checked.diagnostics.iter().find_map(|found| found.help.clone());
    assert!(help.unwrap().contains("200000.5"));
}
