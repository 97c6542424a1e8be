//! Workspaces of a few lines: `good/` has nothing to report; every folder of `broken/` is laid over it and breaks one rule.
//!
//! `UPDATE=1 cargo test -p koers-framework --test workspaces` writes the `expected.txt` files anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_framework::render::{Look, terminal};
use koers_framework::{Beside, Checked, Parsed, SourceFile, check, parse, rules};
use koers_model::dataset::Coverage;
use koers_model::diagnostic::Severity;
use koers_model::id::Id;
use koers_model::period::Period;
use koers_model::portfolio::action::{Action, ActionKind, FundingSource, SourceKind, Stage};
use koers_model::portfolio::register::Register;
use koers_model::region::RegionCode;
use koers_model::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn lay_over(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            lay_over(root, &path, files);
            continue;
        }
        let name = path
            .strip_prefix(root)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        // An empty file called `x.removed` takes the file `x` away.
        match name.strip_suffix(".removed") {
            Some(removed) => {
                files.remove(removed);
            }
            None => {
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
}

fn coverage(text: &[u8]) -> BTreeMap<Id, Coverage> {
    let mut sets: BTreeMap<Id, Coverage> = BTreeMap::new();
    let lines = std::str::from_utf8(text).unwrap().lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let set = sets.entry(Id::new(words[0]).unwrap()).or_default();
        let rest = &words[2..];
        match words[1] {
            "regions" => set.regions = rest.iter().map(|code| RegionCode::new(code).unwrap()).collect(),
            "periods" => {
                set.periods = Some((Period::parse(rest[0]).unwrap(), Period::parse(rest[1]).unwrap()));
            }
            "measures" => set.measures = rest.iter().map(ToString::to_string).collect(),
            "codes" => {
                let codes: BTreeSet<String> = rest[1..].iter().map(ToString::to_string).collect();
                set.codes.insert(rest[0].to_owned(), codes);
            }
            other => panic!("unknown word {other} in coverage.txt"),
        }
    }
    sets
}

/// A register with these things, of which nothing but the names matters: a line says `source` or `action`, and an id.
fn register(text: &[u8]) -> Register {
    let mut register = Register::default();
    let lines = std::str::from_utf8(text).unwrap().lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let (kind, name) = line.split_once(' ').unwrap();
        let (id, title) = (Id::new(name).unwrap(), Text::both(name, name));
        match kind {
            "source" => {
                let source = FundingSource {
                    id: id.clone(),
                    title,
                    kind: SourceKind::Own,
                    rate: None,
                    evidence: Vec::new(),
                };
                register.funding_sources.insert(id, source);
            }
            "action" => {
                register.actions.insert(id.clone(), made_up(id, title));
            }
            other => panic!("unknown word {other} in register.txt"),
        }
    }
    register
}

fn made_up(id: Id, title: Text) -> Action {
    Action {
        framework: id.clone(),
        id,
        kind: ActionKind::Project,
        title,
        summary: None,
        stage: Stage::Proposed,
        lines: Vec::new(),
        objectives: Vec::new(),
        carries_out: Vec::new(),
        serves: Vec::new(),
        roles: Vec::new(),
        scale: None,
        domains: Vec::new(),
        partners: Vec::new(),
        places: Vec::new(),
        from: None,
        to: None,
        milestones: Vec::new(),
        risks: Vec::new(),
        dependencies: Vec::new(),
        money: Vec::new(),
        request: None,
        evidence: Vec::new(),
    }
}

fn workspace(over: Option<&str>, lang: Lang) -> (Parsed, Checked) {
    let mut files = BTreeMap::new();
    lay_over(&tests().join("good"), &tests().join("good"), &mut files);
    if let Some(code) = over {
        let folder = tests().join("broken").join(code);
        lay_over(&folder, &folder, &mut files);
    }
    files.remove("expected.txt");
    let held = coverage(&files.remove("coverage.txt").unwrap());
    let entered = register(&files.remove("register.txt").unwrap());
    let files: Vec<SourceFile> = files
        .into_iter()
        .map(|(path, bytes)| SourceFile {
            path: path.into(),
            bytes,
        })
        .collect();
    let parsed = parse(&files);
    let beside = Beside {
        coverage: &held,
        register: Some(&entered),
    };
    let checked = check(&parsed, &beside, lang);
    (parsed, checked)
}

#[test]
fn the_good_workspace_has_nothing_to_report_and_gives_definitions() {
    let (parsed, checked) = workspace(None, Lang::En);
    let look = Look {
        lang: Lang::En,
        ..Look::default()
    };
    assert_eq!(terminal(&checked.diagnostics, parsed.sources(), look), "");
    let definitions = checked.definitions.unwrap();
    assert_eq!(definitions.frameworks.len(), 2);
    assert_eq!(definitions.frameworks[0].id.as_str(), "oud");
    assert_eq!(definitions.frameworks[0].judged().count(), 3);
    assert_eq!(definitions.successions[0].steps.len(), 2);
    assert_eq!(definitions.indicators.len(), 2);
    assert_eq!(definitions.tests.len(), 2);
    assert_eq!(definitions.regions.len(), 6);
    assert_eq!(definitions.criteria.len(), 1);
    assert_eq!(definitions.aid_rules.len(), 1);
    assert_eq!(definitions.selections.len(), 1);
}

#[test]
fn every_rule_has_a_broken_example_that_it_alone_reports() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut failures = Vec::new();
    for rule in rules() {
        let code = rule.code.0;
        let folder = tests().join("broken").join(code);
        let (parsed, checked) = workspace(Some(code), Lang::En);
        let codes: BTreeSet<&str> = checked.diagnostics.iter().map(|found| found.code.0).collect();
        let look = Look {
            lang: Lang::En,
            ..Look::default()
        };
        let shown = terminal(&checked.diagnostics, parsed.sources(), look);
        if codes != BTreeSet::from([code]) {
            failures.push(format!("{code} {}: {codes:?} reported\n{shown}", rule.name));
            continue;
        }
        if checked.definitions.is_some() != (rule.severity != Severity::Error) {
            failures.push(format!("{code} {}: definitions", rule.name));
        }
        let path = folder.join("expected.txt");
        if update {
            std::fs::write(&path, &shown).unwrap();
        }
        if shown != std::fs::read_to_string(&path).unwrap() {
            failures.push(format!(
                "{code} {}: expected.txt differs from\n{shown}",
                rule.name
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_folder_of_broken_examples_belongs_to_a_rule() {
    let known: BTreeSet<String> = rules().iter().map(|rule| rule.code.0.to_owned()).collect();
    let folders: BTreeSet<String> = std::fs::read_dir(tests().join("broken"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert_eq!(folders, known);
}

#[test]
fn rules_stand_by_code_and_every_name_is_used_once() {
    let codes: Vec<&str> = rules().iter().map(|rule| rule.code.0).collect();
    assert!(codes.is_sorted(), "{codes:?}");
    let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), codes.len());
    for rule in rules() {
        for heading in [
            "## What it does",
            "## Why is this bad?",
            "## Example",
            "## Use instead",
        ] {
            assert!(rule.docs.contains(heading), "{} lacks {heading}", rule.code);
        }
    }
}

#[test]
fn findings_are_said_in_dutch_too() {
    for rule in rules() {
        let (_, dutch) = workspace(Some(rule.code.0), Lang::Nl);
        let (_, english) = workspace(Some(rule.code.0), Lang::En);
        assert_eq!(
            dutch.diagnostics.len(),
            english.diagnostics.len(),
            "{}",
            rule.code
        );
        for (nl, en) in dutch.diagnostics.iter().zip(&english.diagnostics) {
            assert_ne!(nl.message, en.message, "{}", rule.code);
            assert_eq!(nl.help.is_some(), en.help.is_some(), "{}", rule.code);
        }
    }
}
