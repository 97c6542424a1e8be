//! Rows that somebody changed behind our back.

use crate::contract::{id, organisation};
use crate::ground::{Ground, write};
use crate::made::Dice;
use koers_store::event::Version;
use koers_store::{Change, Error, Fault, Kind, Proof};

pub fn finds_any_single_changed_field(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(6);
    write(
        &store,
        &[
            Change::new(organisation(&mut dice, "a")),
            Change::new(organisation(&mut dice, "b")),
        ],
    )
    .unwrap();
    write(
        &store,
        &[Change::of(organisation(&mut dice, "a"), Version::of_event(1))],
    )
    .unwrap();
    write(
        &store,
        &[Change::end(Kind::Organisation, id("b"), Version::of_event(2))],
    )
    .unwrap();
    write(
        &store,
        &[Change::of(organisation(&mut dice, "b"), Version::of_event(4))],
    )
    .unwrap();
    let chain = store.verify(None).unwrap();
    assert!(matches!(chain, Proof::Chain { .. }));
    let schema = ground.schema();
    let whole = ground
        .rows(&format!("SELECT * FROM {schema}event ORDER BY seq"))
        .unwrap();
    let mut found = 0;
    for (row, seq) in whole.iter().zip(1_u64..) {
        let columns = [
            "at", "who", "kind", "id", "verb", "before", "after", "reason", "prev", "hash",
        ];
        for (column, was) in columns.iter().zip(row.iter().skip(1)) {
            let quote = |text: &Option<String>| match text {
                None => "NULL".to_owned(),
                Some(text) => format!("'{}'", text.replace('\'', "''")),
            };
            let other = match (was, *column) {
                (None, _) => Some("{}".to_owned()),
                (Some(_), "at") => Some("2026-11-21T09:30:00.000001Z".to_owned()),
                (Some(_), "verb") => Some(
                    if row[5].as_deref() == Some("created") {
                        "reopened"
                    } else {
                        "created"
                    }
                    .to_owned(),
                ),
                (Some(text), "prev" | "hash") => {
                    let digit = if text.starts_with('0') { "1" } else { "0" };
                    Some(format!("{digit}{}", &text[1..]))
                }
                (Some(text), _) => Some(format!("{text}x")),
            };
            let set = |value: &Option<String>| {
                format!(
                    "UPDATE {schema}event SET \"{column}\" = {} WHERE seq = {seq}",
                    quote(value)
                )
            };
            // A table may refuse by itself what cannot be; what it takes has to be found.
            if ground.spoil(&set(&other)).is_ok() {
                let Proof::Broken { seq: at, .. } = store.verify(None).unwrap() else {
                    panic!("{column} of event {seq} was changed and nobody saw it");
                };
                assert_eq!(at, seq, "{column}");
                ground.spoil(&set(was)).unwrap();
                found += 1;
            }
        }
    }
    assert!(found > 40, "{found}");
    assert_eq!(store.verify(None).unwrap(), chain);

    // What is current is checked too.
    let yes = if schema.is_empty() { "1" } else { "true" };
    let no = if schema.is_empty() { "0" } else { "false" };
    for (spoil, mend) in [
        (format!("ended = {yes}"), format!("ended = {no}")),
        ("version = 2".to_owned(), "version = 3".to_owned()),
        ("id = 'z'".to_owned(), "id = 'a'".to_owned()),
        ("body = body || ' '".to_owned(), "body = rtrim(body)".to_owned()),
    ] {
        let set = |what: &str, name: &str| format!("UPDATE {schema}object SET {what} WHERE id = '{name}'");
        ground.spoil(&set(&spoil, "a")).unwrap();
        let proof = store.verify(None).unwrap();
        assert!(
            matches!(
                proof,
                Proof::Broken {
                    fault: Fault::Current,
                    ..
                }
            ),
            "{spoil}: {proof:?}"
        );
        ground
            .spoil(&set(&mend, if spoil.starts_with("id") { "z" } else { "a" }))
            .unwrap();
    }
    assert_eq!(store.verify(None).unwrap(), chain);
}

pub fn finds_a_log_that_was_cut_off(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(7);
    let first = write(&store, &[Change::new(organisation(&mut dice, "a"))])
        .unwrap()
        .head;
    let second = write(&store, &[Change::new(organisation(&mut dice, "b"))])
        .unwrap()
        .head;
    assert!(matches!(store.verify(Some(&first)).unwrap(), Proof::Chain { .. }));
    let schema = ground.schema();
    let cut = |seq: u64, name: &str| {
        let sql = format!(
            "DELETE FROM {schema}event WHERE seq = {seq}; DELETE FROM {schema}object WHERE id = '{name}'"
        );
        ground.spoil(&sql).unwrap();
    };
    cut(2, "b");
    // By itself it is a log, only shorter: who noted how far it went sees it.
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));
    let known = |head| store.verify(Some(head)).unwrap();
    let fault = Fault::Known;
    assert_eq!(known(&second), Proof::Broken { seq: 2, fault });
    write(&store, &[Change::new(organisation(&mut dice, "c"))]).unwrap();
    assert_eq!(known(&second), Proof::Broken { seq: 2, fault });
    assert!(matches!(known(&first), Proof::Chain { .. }));
    cut(1, "a");
    assert_eq!(
        known(&first),
        Proof::Broken {
            seq: 1,
            fault: Fault::Missing
        }
    );
}

pub fn writes_nothing_after_a_log_whose_end_was_taken_away(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(10);
    for name in ["a", "b", "c"] {
        write(&store, &[Change::new(organisation(&mut dice, name))]).unwrap();
    }
    let schema = ground.schema();
    ground
        .spoil(&format!("DELETE FROM {schema}event WHERE seq > 1"))
        .unwrap();
    let cut = Proof::Broken {
        seq: 2,
        fault: Fault::Cut,
    };
    assert_eq!(store.verify(None).unwrap(), cut);
    // Neither something new, nor what the rest of the log still tells rightly.
    let new = Change::new(organisation(&mut dice, "d"));
    let known = Change::of(organisation(&mut dice, "a"), Version::of_event(1));
    for change in [new, known] {
        let refused = write(&store, &[change]).unwrap_err();
        assert!(
            matches!(
                refused,
                Error::Broken {
                    seq: 2,
                    fault: Fault::Cut
                }
            ),
            "{refused}"
        );
    }
    assert_eq!(store.head().unwrap().seq, 1);
    // What nobody can hold against its event is not given out either.
    let unproven = store.kept().unwrap_err();
    assert!(
        matches!(
            unproven,
            Error::Broken {
                fault: Fault::Cut,
                ..
            }
        ),
        "{unproven}"
    );
}

pub fn is_only_added_to(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(8);
    write(&store, &[Change::new(organisation(&mut dice, "a"))]).unwrap();
    let schema = ground.schema();
    for sql in [
        "UPDATE {}event SET who = 'x'",
        "DELETE FROM {}event",
        "DELETE FROM {}object",
        r#"INSERT INTO {}event SELECT seq + 5, "at", who, kind, id, verb, "before", "after", reason, prev, hash FROM {}event"#,
    ] {
        let sql = sql.replace("{}", schema);
        assert!(ground.rows(&sql).is_err(), "{sql}");
    }
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));
}
