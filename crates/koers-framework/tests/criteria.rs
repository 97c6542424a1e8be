//! Finer points of what is read of criteria sets, aid rules and selection plans.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_framework::{Definitions, SourceFile, check, parse};
use koers_model::id::Id;
use koers_model::portfolio::action::{OrganisationKind, Step};
use koers_model::portfolio::aid::Window;
use koers_model::portfolio::appraisal::{GateTest, WeightsFrom};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::selection::{Candidates, Group, Limit, ValueMethod};
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use std::path::{Path, PathBuf};

fn files() -> Vec<SourceFile> {
    below("tests/good")
}

fn below(folder: &str) -> Vec<SourceFile> {
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
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
const PLAN: &str = "selections/keuze.yaml";

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
fn a_plan_is_read_as_it_is_written() {
    let plan = with(SET, "Veel", "Veel").0.unwrap().selections[&id("keuze")].clone();
    let euro = |euro| Amount::Known(Money::euro(euro).unwrap());
    assert_eq!((plan.criteria.as_str(), plan.version), ("oud", 2));
    assert_eq!((plan.from, plan.to), (2017, 2018));
    assert_eq!(plan.candidates, Candidates::OfLines(vec![id("werk")]));
    assert_eq!(plan.budgets[1].cap, Amount::Known(Money::cents(12_000_050)));
    assert_eq!(plan.budgets[1].carried, Some(euro(20_000)));
    assert_eq!(
        (plan.budgets[2].year, plan.budgets[2].cap),
        (None, Amount::Unknown)
    );
    assert_eq!(plan.bounds[2].among, Group::All);
    assert_eq!(
        plan.bounds[1].limit,
        Limit::Number {
            least: Some(1),
            most: Some(3)
        }
    );
    assert_eq!(
        plan.bounds[3].among,
        Group::Applicants(OrganisationKind::Education)
    );
    assert_eq!(plan.balances[0].most, Share::millionths(125_000).unwrap());
    assert!(!plan.in_part);
    let ValueMethod::Electre(thresholds) = plan.method else {
        panic!("{:?}", plan.method);
    };
    assert_eq!(thresholds.veto, Share::millionths(800_000));
    assert_eq!(plan.weights[&id("breedband")], 3);
    assert_eq!((plan.draws, plan.seed), (200_000, 7));
    assert_eq!(plan.what_if[0].changes[1].to_string(), "eigen/2017=+5000.00");
}

#[test]
fn what_a_plan_leaves_out_has_a_plain_meaning() {
    let mut all = files();
    let file = all.iter_mut().find(|file| &*file.path == PLAN).unwrap();
    file.bytes = b"koers: 1\nselection: keuze\ntitle: {nl: Keuze, en: Choice}\nframework: oud\n\
        criteria: {set: oud, version: 2}\nday: 2017-06-01\nyears: {from: 2017, to: 2017}\ncandidates: proposed\n\
        method: topsis\nbudgets: [{id: b, source: eigen, cap: 0}]\n"
        .to_vec();
    let checked = check(&parse(&all), &Default::default(), Lang::En);
    let plan = checked.definitions.unwrap().selections[&id("keuze")].clone();
    assert_eq!((plan.draws, plan.seed, plan.in_part), (100_000, 1, true));
    assert_eq!((plan.method, plan.step), (ValueMethod::Topsis, Step::Original));
    assert_eq!(plan.candidates, Candidates::Proposed);
    assert!(plan.weights.is_empty() && plan.bounds.is_empty());
    assert_eq!(plan.budgets[0].cap, Amount::Known(Money::ZERO));
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
        // Plans name what policy files define.
        (PLAN, "framework: oud", "framework: oudd", "K102"),
        (PLAN, "framework: oud", "framework: nieuw", "K712"),
        (PLAN, "version: 2", "version: 3", "K102"),
        (PLAN, "set: oud", "set: meetlat", "K102"),
        (PLAN, "lines: [werk]", "lines: [werken]", "K102"),
        (PLAN, "lines: [werk]", "lines: [r-banen]", "K307"),
        (PLAN, "outcome: r-banen", "outcome: d-werk", "K307"),
        (PLAN, "breedband: 3", "breedbnd: 3", "K102"),
        (PLAN, "breedband: 3", "Breed band: 3", "K102"),
        (PLAN, ", trots: 2", "", "K711"),
        (
            PLAN,
            "banen: 5, breedband: 3, trots: 2",
            "banen: 0, breedband: 0, trots: 0",
            "K711",
        ),
        (PLAN, "other: [PV20]", "other: [PV99]", "K103"),
        (PLAN, "{from: 2017, to: 2018}", "{from: 2018, to: 2017}", "K104"),
        (PLAN, "{from: 2017, to: 2018}", "{from: 2018, to: 2018}", "K713"),
        (
            PLAN,
            "source: eigen, year: 2018",
            "source: eigen, year: 2017",
            "K713",
        ),
        (PLAN, "id: banen", "id: werk", "K101"),
        (PLAN, "selection: keuze", "selection: andere", "K007"),
        // And say one thing, in the form that is asked.
        (PLAN, "candidates: {lines: [werk]}", "candidates: all", "K011"),
        (
            PLAN,
            "candidates: {lines: [werk]}",
            "candidates: {lines: [werk], actions: [a]}",
            "K014",
        ),
        (
            PLAN,
            "candidates: {lines: [werk]}",
            "candidates: {lines: []}",
            "K013",
        ),
        (PLAN, "among: {line: werk}", "among: {regions: []}", "K013"),
        (
            PLAN,
            "money: {least: 50000, sources: [eigen]}",
            "money: {sources: [eigen]}",
            "K709",
        ),
        (
            PLAN,
            "money: {least: 50000, sources: [eigen]}",
            "money: {least: 2, most: 1}",
            "K709",
        ),
        (PLAN, "cap: 100000", "cap: 100.000", "K011"),
        (PLAN, "cap: 100000", "cap: onbekend", "K011"),
        (PLAN, "most: 12.5%", "most: 101%", "K011"),
        (PLAN, "most: 12.5%", "most: 0.125", "K011"),
        (PLAN, "veto: 80%", "veto: 10%", "K710"),
        (PLAN, "kind: electre", "kind: promethee", "K010"),
        (PLAN, "kind: electre", "kind: smart", "K010"),
        (PLAN, ", preference: 20%", "", "K012"),
        (PLAN, "2018=-10%", "2018=10%", "K011"),
        (PLAN, "seed: 7", "seed: -7", "K011"),
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

#[test]
fn the_example_asks_for_every_result_of_its_programmes_once() {
    let checked = check(
        &parse(&below("../../examples/drenthe")),
        &Default::default(),
        Lang::En,
    );
    let about = |code: &str| {
        checked
            .diagnostics
            .iter()
            .any(|found| found.code.0.starts_with(code))
    };
    assert!(!checked.has_errors() && !about("K7"));
    let definitions = checked.definitions.unwrap();
    for (framework, outcomes, others) in [("koers-2016-2019", 22, 7), ("akkoord-2019-2023", 14, 6)] {
        let kept = definitions.yardstick(&id(framework), 1).unwrap();
        let asked = kept.set.criteria.iter().filter(|one| one.outcome.is_some());
        assert_eq!(asked.count(), outcomes);
        assert_eq!(kept.set.criteria.len(), outcomes + others);
        assert_eq!(kept.set.weights_from, WeightsFrom::Assumed);
        // Both languages, for every word that an assessor reads.
        for one in &kept.set.criteria {
            assert!(one.question.en.is_some() && one.scale.iter().all(|step| step.words.en.is_some()));
        }
    }
    let rule = &definitions.aid_rules[&id("de-minimis")];
    let euro = |at: usize| rule.ceilings[at].amount.in_cents() / 100;
    assert_eq!((euro(0), euro(1), rule.ceilings.len()), (200_000, 300_000, 2));
}
