//! A register as one text: out and in again, what is wrong with a text and where, and what changes when a file is taken over.

use crate::ground::{Ground, InFile, write};
use crate::made::{Dice, NASTY};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_store::exchange::{self, MOST_BYTES, MOST_RECORDS};
use koers_store::{Change, Kind, Record};
use serde_json::Value;

const GUIDE: &str = include_str!("../../../../docs/guide/register.md");

/// A register with a few of everything.
fn made(seed: u64) -> Register {
    let mut dice = Dice(seed);
    let mut register = Register::default();
    for _ in 0..dice.below(40) {
        dice.record().enter(&mut register);
    }
    register
}

/// What is said about a text.
fn said(text: &str) -> Vec<String> {
    exchange::read(text)
        .unwrap_err()
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// The same, without what nobody filled in.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .filter(|(_, field)| !field.is_null())
                .map(|(key, field)| (key, without_nulls(field)))
                .collect(),
        ),
        Value::Array(list) => Value::Array(list.into_iter().map(without_nulls).collect()),
        other => other,
    }
}

#[test]
fn what_is_written_reads_the_same_and_is_written_the_same() {
    for seed in 0..80 {
        let register = made(seed);
        let text = exchange::write(&register).unwrap();
        assert!(text.ends_with("}\n"));
        let back = exchange::read(&text).unwrap();
        assert_eq!(back, register, "seed {seed}");
        assert_eq!(exchange::write(&back).unwrap(), text, "seed {seed}");

        // Keys in another order, no spaces, nothing for what is empty: the same register. The reader used here for comparison is off by
        // the last bit of some floating-point numbers, so those are left out.
        let mut whole = register;
        whole.estimates.clear();
        whole.findings.clear();
        let text = exchange::write(&whole).unwrap();
        let loose = without_nulls(serde_json::from_str(&text).unwrap()).to_string();
        assert_eq!(exchange::read(&loose).unwrap(), whole, "seed {seed}");
    }
    let nothing = "{\n  \"koers_register\": 1,\n  \"records\": []\n}\n";
    assert_eq!(exchange::write(&Register::default()).unwrap(), nothing);
    assert_eq!(exchange::read(nothing), Ok(Register::default()));
}

#[test]
fn records_stand_by_kind_and_then_by_id() {
    let register = made(3);
    let keys = |records: &[Record]| -> Vec<(Kind, Id)> {
        records
            .iter()
            .map(|record| (record.kind(), record.id().clone()))
            .collect()
    };
    let all = keys(&Record::all(&register));
    let mut sorted = all.clone();
    sorted.sort();
    assert_eq!(all, sorted);
    assert!(all.len() > 10);
    for (kind, id) in all {
        assert_eq!(Record::of(&register, kind, &id).unwrap().id(), &id);
    }
}

#[test]
fn every_fault_is_told_in_its_place() {
    let text = r#"{
  "koers_register": 1,
  "records": [
    {"koers_record": 1, "organisation": {"id": "a", "name": "A", "kind": "firm"}},
    {"koers_record": 1, "organisation": {"id": "b", "name": "B", "kind": "bakery"}},
    {"koers_record": 1,
     "organisation": {
       "id": "c",
       "nom": "C",
       "kind": "firm"}},
    {"koers_record": 1, "organisation": {"id": "a", "name": "B", "kind": "firm"}},
    {"koers_record": 2, "organisation": {"id": "d", "name": "D", "kind": "firm"}},
    {"koers_record": 1, "bakery": {}},
    {"koers_record": 1},
    {"koers_record": 1, "organisation": {"id": "e", "id": "e", "name": "E", "kind": "firm"}},
    {"koers_record": 1, "organisation": {"id": "F", "name": "F", "kind": "firm"}},
    {"koers_record": 1, "loan": {"id": "g", "fund": "a", "borrower": "a", "principal": {"cents": 1.5},
      "repaid": "unknown", "written_off": "unknown", "evidence": []}},
    7
  ]
}"#;
    let expected = [
        "line 5: record 2, organisation `b`: kind: `bakery` is not one of its words",
        "line 9: record 3, organisation `c`: unknown field `nom`",
        "line 11: record 4, organisation `a`: it stands there already, as record 1",
        "line 12: record 5, organisation `d`: it does not say `\"koers_record\": 1`",
        "line 13: record 6: `bakery` is not known here",
        "line 14: record 7: it does not say what sort of thing it is",
        "line 15: record 8, organisation `e`: duplicate field `id`",
        "line 16: record 9, organisation `F`: id: `F` cannot stand in an id",
        "line 17: record 10, loan `g`: invalid type: floating point `1.5`",
        "line 19: record 11: invalid type: integer `7`",
    ];
    let said = said(text);
    assert_eq!(said.len(), expected.len(), "{said:#?}");
    for (said, expected) in said.iter().zip(expected) {
        assert!(
            said.starts_with(expected),
            "{said}\nshould begin with\n{expected}"
        );
        assert!(
            !said.contains(" column "),
            "a place within a part says nothing: {said}"
        );
    }
}

#[test]
fn a_text_that_is_no_register_is_refused() {
    for (text, expected) in [
        ("", "line 1: EOF"),
        ("[]", "line 1: invalid type"),
        ("{\n\"records\": []}", "it does not say `\"koers_register\": 1`"),
        (
            r#"{"koers_register": 2, "records": []}"#,
            "it does not say `\"koers_register\": 1`",
        ),
        (r#"{"koers_register": 1}"#, "`records` is not there"),
        (
            r#"{"koers_register": 1, "records": [], "record": []}"#,
            "`record` is not known here",
        ),
        (
            r#"{"koers_register": 1, "records": [], "records": []}"#,
            "`records` stands there twice",
        ),
        (
            "{\"koers_register\": 1,\n\n\"records\": {}}",
            "line 3: records: invalid type",
        ),
        (r#"{"koers_register": 1, "records": [] } x"#, "line 1: trailing"),
    ] {
        let said = said(text);
        assert!(
            said.len() == 1 && said[0].starts_with(expected),
            "{text}: {said:?}"
        );
    }
    let large = " ".repeat(MOST_BYTES + 1);
    assert!(said(&large)[0].contains("the most is"));
    let many = format!(
        "{{\"koers_register\":1,\"records\":[0{}]}}",
        ",0".repeat(MOST_RECORDS)
    );
    assert!(said(&many)[0].contains("more than 200000 records"));
    let keys: String = (0..200).map(|number| format!("\"k{number}\":0,")).collect();
    assert!(said(&format!("{{{keys}\"records\":[]}}"))[0].contains("more keys"));
    let deep = format!(
        "{{\"koers_register\":1,\"records\":{}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(exchange::read(&deep).is_err());
}

#[test]
fn spoilt_texts_end_in_a_fault_or_in_a_register() {
    let mut dice = Dice(77);
    for seed in 0..12 {
        let text = exchange::write(&made(seed)).unwrap();
        for _ in 0..60 {
            let mut spoilt: Vec<char> = text.chars().collect();
            let at = dice.below(spoilt.len());
            match dice.below(3) {
                0 => spoilt.truncate(at),
                1 => spoilt[at] = dice.one(&['"', '\\', '{', '}', '[', ']', ',', ':', '0', '\0', 'é']),
                _ => {
                    let nasty: Vec<char> = dice.one(NASTY).chars().collect();
                    spoilt.splice(at..at, nasty);
                }
            }
            let spoilt: String = spoilt.into_iter().collect();
            match exchange::read(&spoilt) {
                Ok(register) => drop(exchange::write(&register).unwrap()),
                Err(faults) => assert!(faults.iter().all(|fault| !fault.to_string().is_empty())),
            }
        }
    }
}

#[test]
fn a_file_taken_over_changes_what_differs_and_ends_nothing() {
    let ground = InFile::new();
    let store = ground.open().unwrap();
    let register = made(5);
    let first = exchange::changes(&store.kept().unwrap(), &register);
    assert_eq!(first.len(), Record::all(&register).len());
    write(&store, &first).unwrap();
    let kept = store.kept().unwrap();
    assert_eq!(kept.register, register);
    assert_eq!(exchange::changes(&kept, &register), []);

    // One thing differs, one has ended, one is not in the file: two changes, and the third stays.
    let mut names: Vec<(Kind, Id)> = Record::all(&register)
        .iter()
        .map(|record| (record.kind(), record.id().clone()))
        .collect();
    let mut after = register.clone();
    let organisation = Dice(1).organisation("nieuw".parse().unwrap());
    after
        .organisations
        .insert(organisation.id.clone(), organisation.clone());
    let (kind, ended) = names.pop().unwrap();
    let seen = kept.version(kind, &ended).unwrap();
    write(&store, &[Change::end(kind, ended.clone(), seen)]).unwrap();
    let kept = store.kept().unwrap();
    assert!(Record::of(&kept.register, kind, &ended).is_none());
    let second = exchange::changes(&kept, &after);
    let changed: Vec<_> = second.iter().map(|change| (change.kind(), change.id())).collect();
    assert_eq!(changed, [(Kind::Organisation, &organisation.id), (kind, &ended)]);
    write(&store, &second).unwrap();
    assert_eq!(store.kept().unwrap().register, after);
    assert_eq!(
        exchange::changes(&store.kept().unwrap(), &Register::default()),
        []
    );
    assert_eq!(store.kept().unwrap().register, after);
}

#[test]
fn the_guide_shows_a_register_and_names_every_field() {
    let shown = GUIDE.split("```json\n").nth(1).unwrap();
    let shown = shown.split("```").next().unwrap();
    let register = exchange::read(shown).unwrap();
    assert_eq!(exchange::write(&register).unwrap(), shown);

    let mut dice = Dice(4);
    for kind in Kind::ALL {
        assert!(GUIDE.contains(&format!("`{kind}`")), "{kind}");
        let record = dice.record_of(*kind, "een".parse().unwrap());
        let value: Value = serde_json::from_str(&record.encode().unwrap()).unwrap();
        for field in value[kind.word()].as_object().unwrap().keys() {
            assert!(GUIDE.contains(&format!("`{field}`")), "{kind}: {field}");
        }
    }
}
