//! The register of the example workspace: it reads, every name in it leads somewhere, and its money is what the sources print.

use crate::ground::{Ground, InFile, write};
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Place, Side, Step};
use koers_model::portfolio::decision::Subject;
use koers_model::portfolio::estimate::{EffectOn, EvidenceGrade};
use koers_model::portfolio::money::{Money, Total};
use koers_model::portfolio::register::Register;
use koers_model::text::Text;
use koers_store::{Record, exchange};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn example(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/drenthe")
        .join(part)
}

fn text() -> String {
    fs::read_to_string(example("portfolio/register.json")).unwrap()
}

fn register() -> Register {
    exchange::read(&text()).unwrap()
}

/// Every id that a programme's files declare. This room cannot read frameworks; an id always stands behind `id:`.
fn declared(framework: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for file in fs::read_dir(example("framework").join(framework)).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        for (at, _) in text.match_indices("id: ") {
            let whole = text[..at].ends_with([' ', '{', '\n']);
            let name: String = text[at + 4..]
                .trim_start_matches('"')
                .chars()
                .take_while(|c| !matches!(c, '"' | ',' | '}' | '\n' | ' '))
                .collect();
            if whole {
                ids.insert(name);
            }
        }
    }
    ids
}

#[test]
fn it_reads_and_is_written_as_it_stands() {
    let register = register();
    assert_eq!(exchange::write(&register).unwrap(), text());
    let ground = InFile::new();
    let store = ground.open().unwrap();
    let changes = exchange::changes(&store.kept().unwrap(), &register);
    write(&store, &changes).unwrap();
    let kept = store.kept().unwrap();
    assert_eq!(kept.register, register);
    assert_eq!(exchange::changes(&kept, &register), []);
    assert!(kept.len() > 150, "{}", kept.len());
}

#[test]
fn every_name_in_it_leads_somewhere() {
    let register = register();
    let frameworks: BTreeMap<&str, BTreeSet<String>> = ["koers-2016-2019", "akkoord-2019-2023"]
        .into_iter()
        .map(|name| (name, declared(name)))
        .collect();
    let regions = fs::read_to_string(example("regions/regions.csv")).unwrap();
    let regions: BTreeSet<&str> = regions
        .lines()
        .map(|line| line.split(',').next().unwrap())
        .collect();
    let mut lost = Vec::new();
    let mut check = |there: bool, by: &Id, what: &str| {
        if !there {
            lost.push(format!("{by}: {what}"));
        }
    };
    for organisation in register.organisations.values() {
        let known = |id: &Id| frameworks["koers-2016-2019"].contains(id.as_str());
        let there = organisation.partner.as_ref().is_none_or(known);
        check(there, &organisation.id, "partner");
    }
    for action in register.actions.values() {
        let ids = &frameworks[action.framework.as_str()];
        let of_programme = [
            &action.lines,
            &action.objectives,
            &action.carries_out,
            &action.serves,
            &action.roles,
            &action.domains,
        ];
        for id in of_programme.into_iter().flatten().chain(&action.scale) {
            check(ids.contains(id.as_str()), &action.id, id.as_str());
        }
        for partner in &action.partners {
            let there = register.organisations.contains_key(&partner.organisation);
            check(there, &action.id, partner.organisation.as_str());
        }
        for place in &action.places {
            let Place::Region(code) = place else {
                panic!("{}: a point that nobody published", action.id)
            };
            check(regions.contains(code.as_str()), &action.id, code.as_str());
        }
        for line in &action.money {
            let there = register.funding_sources.contains_key(&line.source);
            check(there, &action.id, line.source.as_str());
        }
        check(!action.evidence.is_empty(), &action.id, "evidence");
    }
    for estimate in register.estimates.values() {
        let action = &register.actions[&estimate.action];
        let EffectOn::Outcome(outcome) = &estimate.on else {
            panic!("{}: no source names an indicator", estimate.id)
        };
        check(action.serves.contains(outcome), &estimate.id, outcome.as_str());
        let there = register.organisations.contains_key(&estimate.author);
        check(there, &estimate.id, estimate.author.as_str());
    }
    for finding in register.findings.values() {
        let there = register.estimates.contains_key(&finding.estimate);
        check(there, &finding.id, finding.estimate.as_str());
        let there = register.organisations.contains_key(&finding.author);
        check(there, &finding.id, finding.author.as_str());
    }
    for decision in register.decisions.values() {
        let there = register.organisations.contains_key(&decision.by);
        check(there, &decision.id, decision.by.as_str());
        for subject in &decision.about {
            let (there, name) = match subject {
                Subject::Action(id) => (register.actions.contains_key(id), id),
                Subject::Element { framework, element } => {
                    let ids = &frameworks[framework.as_str()];
                    (ids.contains(element.as_str()), element)
                }
            };
            check(there, &decision.id, name.as_str());
        }
        check(!decision.evidence.is_empty(), &decision.id, "evidence");
    }
    for loan in register.loans.values() {
        let there = register.funding_sources.contains_key(&loan.fund)
            && register.organisations.contains_key(&loan.borrower)
            && loan
                .action
                .as_ref()
                .is_some_and(|id| register.actions.contains_key(id));
        check(there, &loan.id, "fund, borrower or action");
    }
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn every_row_of_annexes_3_and_4_is_one_action() {
    let register = register();
    let rows: BTreeSet<String> = declared("koers-2016-2019")
        .into_iter()
        .filter(|id| id.starts_with("prog-") || id.starts_with("mx-"))
        .collect();
    assert_eq!(rows.len(), 13 + 80);
    let mut times: BTreeMap<&str, usize> = rows.iter().map(|row| (row.as_str(), 0)).collect();
    for id in register.actions.values().flat_map(|action| &action.carries_out) {
        if let Some(times) = times.get_mut(id.as_str()) {
            *times += 1;
        }
    }
    // The only row without an action refers to another cell.
    let odd: Vec<_> = times.into_iter().filter(|(_, times)| *times != 1).collect();
    assert_eq!(odd, [("mx-l-vk-01", 0)]);
}

#[test]
fn its_money_is_what_the_sources_print() {
    let register = register();
    let total = |action: &str, step: Step| {
        let action: &Action = &register.actions[action];
        let lines = action.money.iter().filter(|line| line.step == step);
        Total::of(lines.map(|line| line.amount)).unwrap().exact()
    };
    let euro = |euro: i64| Money::euro(euro);
    // The annexes print no money. The annual report 2016 prints what the council released for each project. For cycling it prints
    // 6,755,000, and amounts per year that come to 5,000 less.
    for (action, printed) in [
        ("breedband", 9_000_000),
        ("gebiedsontwikkeling-eelde", 6_550_000),
        ("drenthe-fietsprovincie", 6_755_000 - 5_000),
    ] {
        assert_eq!(total(action, Step::Original), euro(printed), "{action}");
        assert_eq!(total(action, Step::Amended), euro(printed), "{action}");
    }
    assert_eq!(total("bedrijvenregeling-ipr", Step::Original), euro(7_000_000));
    assert_eq!(total("egf-detailhandel", Step::Committed), euro(3_031_250));
    assert_eq!(
        total("bedrijvenregeling-dutch-techzone-2020", Step::Original),
        euro(4_968_505)
    );
    // The European part is exactly the rate of its source.
    let egf = &register.actions["egf-detailhandel"].money;
    let european = egf
        .iter()
        .find(|line| line.source.as_str() == "egf-2014-2020")
        .unwrap();
    let rate = register.funding_sources["egf-2014-2020"].rate.unwrap();
    assert_eq!(
        european.amount.known(),
        euro(3_031_250).map(|whole| whole.part(rate))
    );

    for action in register.actions.values() {
        let annexes_only = action
            .evidence
            .iter()
            .all(|evidence| evidence.title.contains("bijlage"));
        assert!(
            action.money.is_empty() || !annexes_only,
            "{}: the annexes print no money",
            action.id
        );
        for line in &action.money {
            assert_ne!(line.amount.known(), Some(Money::ZERO), "{}", action.id);
            assert_eq!(line.side, Side::Cost, "{}", action.id);
        }
    }
    for loan in register.loans.values() {
        assert_ne!(loan.principal.known(), Some(Money::ZERO), "{}", loan.id);
        assert_eq!(
            (loan.repaid.known(), loan.written_off.known()),
            (None, None),
            "{}",
            loan.id
        );
    }
    assert!(register.aid.is_empty() && register.controls.is_empty());
}

#[test]
fn it_says_everything_twice_and_promises_only_what_was_stated() {
    let register = register();
    let twice = |text: &Text, by: &Id| {
        let english = text.en.as_deref().unwrap_or_default();
        assert!(!text.nl.is_empty() && !english.is_empty(), "{by}");
    };
    for action in register.actions.values() {
        twice(&action.title, &action.id);
        twice(action.summary.as_ref().unwrap(), &action.id);
    }
    for source in register.funding_sources.values() {
        twice(&source.title, &source.id);
    }
    for decision in register.decisions.values() {
        twice(&decision.title, &decision.id);
        twice(decision.text.as_ref().unwrap(), &decision.id);
    }
    for estimate in register.estimates.values() {
        twice(&estimate.method, &estimate.id);
        assert!(estimate.method.nl.starts_with("Opgave"), "{}", estimate.id);
        assert_eq!(estimate.grade, EvidenceGrade::Stated, "{}", estimate.id);
        assert!(estimate.amount.is_single(), "{}", estimate.id);
    }
    for finding in register.findings.values() {
        twice(&finding.method, &finding.id);
    }
}

#[test]
fn the_guide_counts_what_is_there() {
    let guide = include_str!("../../../../docs/guide/register.md");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for record in Record::all(&register()) {
        *counts.entry(record.kind().word()).or_default() += 1;
    }
    for (kind, count) in counts {
        let row = guide
            .lines()
            .find(|line| line.starts_with(&format!("| `{kind}` |")))
            .unwrap();
        assert!(row.ends_with(&format!("| {count} |")), "{row}: {count}");
    }
}
