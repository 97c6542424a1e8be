//! Texts that have broken programs before, and numbers at the end of what can be counted: kept as they are, shown without harm.

use crate::contract::id;
use crate::ground::{Ground, write};
use crate::made::{Dice, NASTY};
use koers_model::letters::{misleading, visible};
use koers_model::portfolio::register::Register;
use koers_store::{Change, Kind, Proof};

pub fn keeps_ten_thousand_hostile_values(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(9);
    let mut entered = Register::default();
    let mut values = 0;
    for batch in 0..25 {
        let mut changes = Vec::new();
        for number in 0..40 {
            let name = id(&format!("r{batch}-{number}"));
            let kind = Kind::ALL[(batch + number) % Kind::ALL.len()];
            let record = dice.record_of(kind, name);
            values += record.encode().unwrap().matches(':').count();
            record.clone().enter(&mut entered);
            changes.push(Change::new(record));
        }
        write(&store, &changes).unwrap();
    }
    // Ids and whole texts one by one, so that no draw leaves one out.
    let all: Vec<Change> = NASTY
        .iter()
        .zip(0..)
        .map(|(text, number)| {
            let mut record = dice.organisation(id(&format!("nasty-{number}")));
            record.name = (*text).to_owned();
            let mut shown = record.clone();
            shown.name = visible(text).into_owned();
            entered.organisations.insert(record.id.clone(), shown);
            Change::new(record)
        })
        .collect();
    write(&store, &all).unwrap();
    assert!(values >= 10_000, "{values}");
    drop(store);
    let store = ground.open().unwrap();
    assert_eq!(store.kept().unwrap().register, entered);
    let end = "9999-01-01T00:00:00.000000Z".parse().unwrap();
    assert_eq!(store.as_of(end).unwrap(), entered);
    for event in store.events(0, u32::MAX).unwrap() {
        let text = event.after.unwrap().encode().unwrap();
        assert_eq!(misleading(&text), None, "{text}");
    }
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));

    // Analysts can read all of it.
    let schema = ground.schema();
    let count = |view: &str| {
        let rows = ground.rows(&format!("SELECT * FROM {schema}{view}")).unwrap();
        rows.len()
    };
    assert_eq!(count("organisation"), entered.organisations.len());
    assert_eq!(count("funding_source"), entered.funding_sources.len());
    assert_eq!(count("action"), entered.actions.len());
    assert_eq!(count("appraisal"), entered.appraisals.len());
    assert_eq!(count("override"), entered.overrides.len());
    assert_eq!(count("estimate"), entered.estimates.len());
    assert_eq!(count("finding"), entered.findings.len());
    assert_eq!(count("decision"), entered.decisions.len());
    assert_eq!(count("aid"), entered.aid.len());
    assert_eq!(count("control"), entered.controls.len());
    assert_eq!(count("loan"), entered.loans.len());
    let actions = || entered.actions.values();
    assert_eq!(
        count("money_line"),
        actions().map(|action| action.money.len()).sum::<usize>()
    );
    assert_eq!(
        count("action_partner"),
        actions().map(|action| action.partners.len()).sum::<usize>()
    );
    let appraisals = || entered.appraisals.values();
    assert_eq!(
        count("gate_result"),
        appraisals().map(|test| test.gates.len()).sum::<usize>()
    );
    assert_eq!(
        count("score"),
        appraisals().map(|test| test.scores.len()).sum::<usize>()
    );
    assert_eq!(
        count("decision_subject"),
        entered
            .decisions
            .values()
            .map(|entry| entry.about.len())
            .sum::<usize>()
    );
    // To the cent, and unknown is not nil.
    let shown = ground
        .rows(&format!("SELECT id, cents FROM {schema}aid"))
        .unwrap();
    for row in shown {
        let (name, cents) = (row[0].clone().unwrap(), row[1].clone().unwrap());
        assert_eq!(entered.aid[name.as_str()].amount.in_cents().to_string(), cents);
    }
    let shown = ground
        .rows(&format!("SELECT id, principal_cents FROM {schema}loan"))
        .unwrap();
    for row in shown {
        let principal = entered.loans[row[0].as_deref().unwrap()].principal.known();
        assert_eq!(principal.map(|money| money.in_cents().to_string()), row[1]);
    }
}
