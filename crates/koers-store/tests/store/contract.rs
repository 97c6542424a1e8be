//! What holds for a store wherever it is kept. Every function here is run over the file and over a real PostgreSQL.

use crate::ground::{Ground, at, who, why, write};
use crate::made::{Dice, NASTY};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_store::event::Version;
use koers_store::{Change, Conflict, Error, Fault, Head, Kind, Proof, Record, Store, Verb};
use std::collections::BTreeMap;

pub type Check = fn(&dyn Ground);

/// Every check, with its name.
pub const SUITE: &[(&str, Check)] = &[
    ("starts_empty", starts_empty),
    ("tells_the_story_of_a_thing", tells_the_story_of_a_thing),
    (
        "keeps_a_batch_whole_or_not_at_all",
        keeps_a_batch_whole_or_not_at_all,
    ),
    (
        "refuses_what_was_not_seen_as_it_is",
        refuses_what_was_not_seen_as_it_is,
    ),
    ("makes_no_event_of_nothing", makes_no_event_of_nothing),
    (
        "keeps_what_was_acknowledged_by_two_at_once",
        keeps_what_was_acknowledged_by_two_at_once,
    ),
    (
        "folds_any_history_to_what_is_current",
        folds_any_history_to_what_is_current,
    ),
    ("finds_any_single_changed_field", finds_any_single_changed_field),
    ("finds_a_log_that_was_cut_off", finds_a_log_that_was_cut_off),
    ("is_only_added_to", is_only_added_to),
    (
        "keeps_ten_thousand_hostile_values",
        keeps_ten_thousand_hostile_values,
    ),
    ("refuses_a_newer_form", refuses_a_newer_form),
];

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

fn organisation(dice: &mut Dice, name: &str) -> Record {
    dice.organisation(id(name)).into()
}

fn conflict(answer: Result<koers_store::Written, Error>) -> Conflict {
    match answer {
        Err(Error::Conflict(conflict)) => conflict,
        other => panic!("{other:?}"),
    }
}

fn starts_empty(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let kept = store.kept().unwrap();
    assert!(kept.is_empty());
    assert_eq!(kept.head, Head::start());
    assert_eq!(
        store.verify(None).unwrap(),
        Proof::Chain {
            head: Head::start(),
            things: 0
        }
    );
    assert_eq!(store.events(0, 10).unwrap(), []);
    let written = write(&store, &[]).unwrap();
    assert_eq!((written.events.len(), written.head), (0, Head::start()));
}

fn tells_the_story_of_a_thing(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(1);
    let (first, second) = (organisation(&mut dice, "a"), organisation(&mut dice, "a"));
    let version = |store: &Store| {
        store
            .kept()
            .unwrap()
            .version(Kind::Organisation, &id("a"))
            .unwrap()
    };
    write(&store, &[Change::new(first.clone())]).unwrap();
    write(&store, &[Change::of(second.clone(), version(&store))]).unwrap();
    write(
        &store,
        &[Change::end(Kind::Organisation, id("a"), version(&store))],
    )
    .unwrap();
    let kept = store.kept().unwrap();
    assert!(kept.register.organisations.is_empty());
    assert_eq!(kept.ended.organisations.len(), 1);
    write(&store, &[Change::of(first.clone(), version(&store))]).unwrap();
    drop(store);

    let store = ground.open().unwrap();
    let story: Vec<_> = store
        .history(Kind::Organisation, &id("a"))
        .unwrap()
        .into_iter()
        .map(|event| {
            assert_eq!((event.who, event.at, event.reason), (who(), at(), why()));
            (event.seq, event.verb, event.before, event.after)
        })
        .collect();
    let (first, second) = (Some(first), Some(second));
    assert_eq!(
        story,
        [
            (1, Verb::Created, None, first.clone()),
            (2, Verb::Changed, first.clone(), second.clone()),
            (3, Verb::Ended, second, None),
            (4, Verb::Reopened, None, first),
        ]
    );
    let kept = store.kept().unwrap();
    assert_eq!(
        (kept.len(), kept.head, kept.ended),
        (1, store.head().unwrap(), Register::default())
    );
    assert_eq!(version(&store).seq(), 4);
    assert!(matches!(
        store.verify(Some(&kept.head)).unwrap(),
        Proof::Chain { things: 1, .. }
    ));
    assert_eq!(store.events(1, 2).unwrap().len(), 2);
}

fn keeps_a_batch_whole_or_not_at_all(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(2);
    let mut batch: Vec<Change> = (0..20)
        .map(|number| Change::new(organisation(&mut dice, &format!("o{number}"))))
        .collect();
    batch.push(Change::of(organisation(&mut dice, "x"), Version::of_event(7)));
    let conflict = conflict(write(&store, &batch));
    assert_eq!((conflict.id, conflict.found), (id("x"), None));
    assert!(store.kept().unwrap().is_empty());
    assert_eq!(store.head().unwrap(), Head::start());
    batch.pop();
    let written = write(&store, &batch).unwrap();
    assert_eq!(written.events.len(), 20);
    assert_eq!(store.head().unwrap(), written.head);
    let again = Change::new(organisation(&mut dice, "y"));
    assert!(matches!(
        write(&store, &[again.clone(), again]),
        Err(Error::Twice { .. })
    ));
    let mut large = dice.organisation(id("large"));
    large.name = "x".repeat(5 << 20);
    assert!(matches!(
        write(&store, &[Change::new(large)]),
        Err(Error::TooLarge { .. })
    ));
    assert_eq!(store.head().unwrap(), written.head);
}

fn refuses_what_was_not_seen_as_it_is(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let other = ground.open().unwrap();
    let mut dice = Dice(3);
    let seen = write(&store, &[Change::new(organisation(&mut dice, "a"))])
        .unwrap()
        .head
        .seq;
    let (seen, mine, theirs) = (
        Version::of_event(seen),
        organisation(&mut dice, "a"),
        organisation(&mut dice, "a"),
    );
    write(&other, &[Change::of(theirs, seen)]).unwrap();
    let late = conflict(write(&store, &[Change::of(mine.clone(), seen)]));
    assert_eq!(
        late,
        Conflict {
            kind: Kind::Organisation,
            id: id("a"),
            seen: Some(seen),
            found: Some(Version::of_event(2)),
        }
    );
    assert_eq!(conflict(write(&store, &[Change::new(mine)])).seen, None);
    let end = Change::end(Kind::Organisation, id("a"), seen);
    assert_eq!(conflict(write(&store, &[end])).seen, Some(seen));
    // The same id of another kind is another thing.
    write(&store, &[Change::new(dice.action(id("a")))]).unwrap();
}

fn makes_no_event_of_nothing(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(4);
    let record = organisation(&mut dice, "a");
    write(&store, &[Change::new(record.clone())]).unwrap();
    let version = Version::of_event(1);
    assert_eq!(write(&store, &[Change::of(record, version)]).unwrap().events, []);
    let end = |version| Change::end(Kind::Organisation, id("a"), version);
    assert_eq!(write(&store, &[end(version)]).unwrap().events.len(), 1);
    assert_eq!(write(&store, &[end(Version::of_event(2))]).unwrap().events, []);
    assert_eq!(store.head().unwrap().seq, 2);
}

fn keeps_what_was_acknowledged_by_two_at_once(ground: &dyn Ground) {
    ground.open().unwrap();
    let writer = |number: u64| {
        let store = ground.open().unwrap();
        let mut dice = Dice(number);
        let mut acknowledged = Vec::new();
        for turn in 0..20 {
            let own = dice.organisation(id(&format!("w{number}-{turn}")));
            // And one thing that all of them change, over and over.
            let shared: Record = dice.organisation(id("shared")).into();
            loop {
                let seen = store.kept().unwrap().version(Kind::Organisation, &id("shared"));
                let change = match seen {
                    None => Change::new(shared.clone()),
                    Some(seen) => Change::of(shared.clone(), seen),
                };
                match write(&store, &[Change::new(own.clone()), change]) {
                    Ok(written) => break acknowledged.push(written.head),
                    Err(Error::Conflict(_)) => {}
                    Err(error) => panic!("{error}"),
                }
            }
        }
        acknowledged
    };
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..=3)
            .map(|number| scope.spawn(move || writer(number)))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let store = ground.open().unwrap();
    let kept = store.kept().unwrap();
    assert_eq!(kept.register.organisations.len(), 3 * 20 + 1);
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));
    let log: BTreeMap<u64, _> = store
        .events(0, u32::MAX)
        .unwrap()
        .into_iter()
        .map(|event| (event.seq, event.hash))
        .collect();
    for head in outcomes.into_iter().flatten() {
        assert_eq!(log.get(&head.seq), Some(&head.hash));
    }
}

fn folds_any_history_to_what_is_current(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut expected: BTreeMap<(Kind, Id), (Record, bool)> = BTreeMap::new();
    let mut dice = Dice(5);
    for _ in 0..70 {
        let versions = store.kept().unwrap();
        let mut batch: BTreeMap<(Kind, Id), Change> = BTreeMap::new();
        for _ in 0..=dice.below(4) {
            let record = dice.record();
            let name = (record.kind(), record.id().clone());
            let seen = versions.version(name.0, &name.1);
            let ends = dice.below(3) == 0;
            let change = match seen {
                None => Change::new(record),
                Some(seen) if ends => Change::end(name.0, name.1.clone(), seen),
                Some(seen) => Change::of(record, seen),
            };
            batch.insert(name, change);
        }
        let batch: Vec<Change> = batch.into_values().collect();
        write(&store, &batch).unwrap();
        for change in batch {
            match change {
                Change::Put { record, .. } => {
                    expected.insert((record.kind(), record.id().clone()), (record, false));
                }
                Change::End { kind, id, .. } => {
                    if let Some((_, ended)) = expected.get_mut(&(kind, id)) {
                        *ended = true;
                    }
                }
            }
        }
    }
    let kept = store.kept().unwrap();
    let (mut register, mut ended) = (Register::default(), Register::default());
    for (record, has_ended) in expected.into_values() {
        record.enter(if has_ended { &mut ended } else { &mut register });
    }
    assert_eq!((&kept.register, &kept.ended), (&register, &ended));
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));

    // And the events alone come to the same.
    let (mut register, mut ended) = (Register::default(), Register::default());
    let mut last: BTreeMap<(Kind, Id), (Record, bool)> = BTreeMap::new();
    for event in store.events(0, u32::MAX).unwrap() {
        let over = event.after.is_none();
        let record = event.after.or(event.before).unwrap();
        last.insert((event.kind, event.id), (record, over));
    }
    for (record, has_ended) in last.into_values() {
        record.enter(if has_ended { &mut ended } else { &mut register });
    }
    assert_eq!((kept.register, kept.ended), (register, ended));
}

fn finds_any_single_changed_field(ground: &dyn Ground) {
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

fn finds_a_log_that_was_cut_off(ground: &dyn Ground) {
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

fn is_only_added_to(ground: &dyn Ground) {
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

fn keeps_ten_thousand_hostile_values(ground: &dyn Ground) {
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
            entered.organisations.insert(record.id.clone(), record.clone());
            Change::new(record)
        })
        .collect();
    write(&store, &all).unwrap();
    assert!(values >= 10_000, "{values}");
    drop(store);
    let store = ground.open().unwrap();
    assert_eq!(store.kept().unwrap().register, entered);
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

fn refuses_a_newer_form(ground: &dyn Ground) {
    ground.open().unwrap();
    ground.age();
    assert!(matches!(ground.open(), Err(Error::Newer { found: 99, .. })));
}
