//! The written form: it loses nothing, there is one way to write a record, and what was written once is read for ever.

use crate::made::Dice;
use koers_store::wire::FormError;
use koers_store::{Kind, Record};
use proptest::prelude::*;

/// Records of every kind as form 1 wrote them. Lines are only ever added.
const WRITTEN: &str = include_str!("form-1.jsonl");

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_the_same(seed: u64) {
        let record = Dice(seed).record();
        let text = record.encode().unwrap();
        prop_assert_eq!(Record::decode(record.kind(), &text).unwrap(), record.clone());
        prop_assert_eq!(Record::decode(record.kind(), &text).unwrap().encode().unwrap(), text.clone());
        // Nothing raw that a terminal, a log or a database could stumble over.
        prop_assert!(!text.contains(|c: char| c < ' '));
    }

    #[test]
    fn a_spoilt_text_is_refused_or_says_something_else(seed: u64, at: prop::sample::Index, with: char) {
        let record = Dice(seed).record();
        let text = record.encode().unwrap();
        let mut letters: Vec<char> = text.chars().collect();
        let place = at.index(letters.len());
        letters[place] = with;
        let spoilt: String = letters.into_iter().collect();
        if spoilt != text && let Ok(read) = Record::decode(record.kind(), &spoilt) {
            prop_assert_ne!(read, record);
        }
    }
}

#[test]
fn what_was_written_once_is_read_for_ever() {
    for kind in Kind::ALL {
        let opening = format!("{{\"koers_record\":1,\"{kind}\":");
        let mut lines = WRITTEN
            .lines()
            .filter(|line| line.starts_with(&opening))
            .peekable();
        assert!(lines.peek().is_some(), "no example of {kind}");
        for line in lines {
            let record = Record::decode(*kind, line).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert_eq!(record.kind(), *kind);
        }
    }
}

#[test]
fn there_is_one_way_to_write_a_record() {
    let decode = |text: &str| Record::decode(Kind::Organisation, text);
    let good = r#"{"koers_record":1,"organisation":{"id":"a","name":"A","kind":"firm","register_number":null,"partner":null}}"#;
    assert!(decode(good).is_ok());
    let with = |from: &str, to: &str| decode(&good.replace(from, to));
    assert_eq!(with("record\":1", "record\":2"), Err(FormError::Version));
    assert_eq!(with("\"organisation\"", "\"action\""), Err(FormError::Version));
    assert_eq!(with(r#","partner":null"#, ""), Err(FormError::NotCanonical));
    assert_eq!(
        with(r#""name":"A","kind":"firm""#, r#""kind":"firm","name":"A""#),
        Err(FormError::NotCanonical)
    );
    assert_eq!(with("\"A\"", "\"\\u0041\""), Err(FormError::NotCanonical));
    assert!(matches!(with("null}", "null }"), Err(FormError::NotCanonical)));
    assert!(matches!(
        with(r#""partner":null"#, r#""partner":null,"x":1"#),
        Err(FormError::Shape(_))
    ));
    assert!(matches!(with("\"firm\"", "\"Firm\""), Err(FormError::Field { path, .. }) if path == "kind"));
    assert!(matches!(with("\"a\"", "\"A b\""), Err(FormError::Field { path, .. }) if path == "id"));
}

#[test]
fn a_fault_deep_inside_is_named_by_its_place() {
    let line = WRITTEN
        .lines()
        .find(|line| line.contains("\"estimate\":{") && line.contains("\"low\":0.5"));
    let spoilt = line.unwrap().replace("\"low\":0.5", "\"low\":1e9");
    let Err(FormError::Field { path, what }) = Record::decode(Kind::Estimate, &spoilt) else {
        panic!("{spoilt}");
    };
    assert_eq!(
        (path.as_str(), what.as_str()),
        ("amount", "a range goes from low over central to high")
    );
}
