//! What holds for a store wherever it is kept. Every function here is run over the file and over a real PostgreSQL.

use crate::carried::{carries_a_log_with_all_that_happened, takes_over_no_log_that_was_changed};
use crate::ground::{Ground, at, who, why, write};
use crate::hostile::keeps_ten_thousand_hostile_values;
use crate::made::Dice;
use crate::pages::gives_the_log_in_pages;
use crate::spoilt::{
    finds_a_log_that_was_cut_off, finds_any_single_changed_field, is_only_added_to,
    writes_nothing_after_a_log_whose_end_was_taken_away,
};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_store::event::Version;
use koers_store::{At, Change, Conflict, Error, Head, Kind, Proof, Record, Store, Verb};
use std::collections::BTreeMap;

pub type Check = fn(&dyn Ground);

/// Every check, with its name.
pub const SUITE: &[(&str, Check)] = &[
    ("starts_empty", starts_empty),
    ("tells_the_story_of_a_thing", tells_the_story_of_a_thing),
    (
        "tells_what_stood_there_at_a_moment",
        tells_what_stood_there_at_a_moment,
    ),
    (
        "keeps_a_batch_whole_or_not_at_all",
        keeps_a_batch_whole_or_not_at_all,
    ),
    (
        "refuses_what_was_not_seen_as_it_is",
        refuses_what_was_not_seen_as_it_is,
    ),
    (
        "keeps_what_stands_as_it_was_entered",
        keeps_what_stands_as_it_was_entered,
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
    (
        "writes_nothing_after_a_log_whose_end_was_taken_away",
        writes_nothing_after_a_log_whose_end_was_taken_away,
    ),
    ("is_only_added_to", is_only_added_to),
    (
        "keeps_ten_thousand_hostile_values",
        keeps_ten_thousand_hostile_values,
    ),
    (
        "shows_analysts_the_same_everywhere",
        shows_analysts_the_same_everywhere,
    ),
    ("gives_the_log_in_pages", gives_the_log_in_pages),
    ("refuses_a_newer_form", refuses_a_newer_form),
    (
        "carries_a_log_with_all_that_happened",
        carries_a_log_with_all_that_happened,
    ),
    (
        "takes_over_no_log_that_was_changed",
        takes_over_no_log_that_was_changed,
    ),
];

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn organisation(dice: &mut Dice, name: &str) -> Record {
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

fn tells_what_stood_there_at_a_moment(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(7);
    let (first, second) = (organisation(&mut dice, "a"), organisation(&mut dice, "a"));
    let moments: Vec<At> = ["09", "10", "11"]
        .iter()
        .map(|hour| format!("2026-11-21T{hour}:00:00.000000Z").parse().unwrap())
        .collect();
    let version = |store: &Store| {
        let kept = store.kept().unwrap();
        kept.version(Kind::Organisation, &id("a")).unwrap()
    };
    store
        .write(&[Change::new(first.clone())], &who(), moments[0], &why())
        .unwrap();
    store
        .write(
            &[Change::of(second.clone(), version(&store))],
            &who(),
            moments[1],
            &why(),
        )
        .unwrap();
    let end = Change::end(Kind::Organisation, id("a"), version(&store));
    store.write(&[end], &who(), moments[2], &why()).unwrap();
    let stood = |moment: At| Record::all(&store.as_of(moment).unwrap());
    let before = "2026-11-21T08:59:59.999999Z".parse().unwrap();
    assert_eq!(stood(before), []);
    assert_eq!(stood(moments[0]), [first]);
    assert_eq!(stood(moments[1]), [second]);
    assert_eq!(stood(moments[2]), []);
    assert_eq!(store.as_of(moments[2]).unwrap(), store.kept().unwrap().register);
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

/// An override is entered once: it is not changed and does not end, and another one stands beside it.
fn keeps_what_stands_as_it_was_entered(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let mut dice = Dice(31);
    let first = dice.record_of(Kind::Override, id("a"));
    let (other, beside) = (
        dice.record_of(Kind::Override, id("a")),
        dice.record_of(Kind::Override, id("b")),
    );
    assert_ne!(first, other);
    write(&store, &[Change::new(first.clone())]).unwrap();
    let kept = store.kept().unwrap();
    let seen = kept.version(Kind::Override, &id("a")).unwrap();
    for change in [
        Change::of(other, seen),
        Change::end(Kind::Override, id("a"), seen),
    ] {
        assert!(matches!(kept.refuse_standing(&change), Err(Error::Stands { .. })));
        // Whole or not at all: what comes with it is not kept either.
        let batch = [Change::new(beside.clone()), change];
        assert!(matches!(
            write(&store, &batch),
            Err(Error::Stands { kind: Kind::Override, id: refused }) if refused == id("a")
        ));
    }
    assert_eq!(store.kept().unwrap(), kept);
    // The same once more is no change, and a later one is entered beside it.
    let same = Change::of(first.clone(), seen);
    assert!(kept.refuse_standing(&same).is_ok());
    assert_eq!(write(&store, &[same]).unwrap().events, []);
    write(&store, &[Change::new(beside.clone())]).unwrap();
    let register = store.kept().unwrap().register;
    assert_eq!(Record::all(&register), [first, beside]);
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
                Some(_) if name.0.stands() => continue,
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

fn refuses_a_newer_form(ground: &dyn Ground) {
    ground.open().unwrap();
    ground.age();
    assert!(matches!(ground.open(), Err(Error::Newer { found: 99, .. })));
}

/// The query of the guide and some others come to the same on both databases: what is written in `form-1.jsonl`.
fn shows_analysts_the_same_everywhere(ground: &dyn Ground) {
    let store = ground.open().unwrap();
    let written = include_str!("form-1.jsonl").lines().map(|line| {
        let kind = line.split('"').nth(3).and_then(Kind::from_word).unwrap();
        Change::new(Record::decode(kind, line).unwrap())
    });
    let head = write(&store, &written.collect::<Vec<_>>()).unwrap().head;
    let ended = store.kept().unwrap().version(Kind::Action, &id("0")).unwrap();
    write(&store, &[Change::end(Kind::Action, id("0"), ended)]).unwrap();
    let show = |sql: &str| -> Vec<String> {
        let rows = ground.rows(&sql.replace("{}", ground.schema())).unwrap();
        let row = |row: Vec<Option<String>>| {
            let cells: Vec<String> = row
                .into_iter()
                .map(|cell| cell.unwrap_or_else(|| "-".to_owned()))
                .collect();
            cells.join(" | ")
        };
        rows.into_iter().map(row).collect()
    };
    assert_eq!(
        show(
            "SELECT action, year, step, sum(cents), count(*) - count(cents) FROM {}money_line WHERE side = 'cost' GROUP BY action, year, step ORDER BY year"
        ),
        [
            "werkplaats | 2017 | original | 12345678901 | 0",
            "werkplaats | 2018 | original | - | 1"
        ]
    );
    assert_eq!(
        show("SELECT id, title, title_en, stage, first_day, last_day, applicant, received FROM {}action"),
        ["werkplaats | Werkplaats (verzonnen) | - | proposed | 2017-01-01 | - | molen | 2016-09-01"]
    );
    assert_eq!(
        show("SELECT id, name, register_number FROM {}organisation ORDER BY id DESC"),
        [
            "molen | De Molen (verzonnen) | 00000000".to_owned(),
            "kring-é | Kring \"Noord\"; =SUM(A1) \u{fffd} <b> | -".to_owned(),
        ]
    );
    assert_eq!(
        show("SELECT title_en, rate FROM {}funding_source"),
        ["Reserve (made up) | 400000"]
    );
    assert_eq!(
        show("SELECT criterion, score FROM {}score ORDER BY criterion"),
        ["c1 | 4", "c2 | -"]
    );
    assert_eq!(
        show("SELECT id, outcome, indicator, unit, first_year, last_year, share FROM {}estimate ORDER BY id"),
        [
            "e1 | uk-1 | - | jobs-created-12h | 2018 | - | 250000",
            "e2 | - | banen | indicator | 2018 | 2020 | -",
        ]
    );
    let exact = "SELECT id FROM {}estimate WHERE low = 0.5 AND central = 12 AND high = 10000000000000000";
    assert_eq!(show(exact), ["e1"]);
    assert_eq!(show("SELECT id, central FROM {}finding ORDER BY id").len(), 2);
    assert_eq!(
        show(
            "SELECT decision, action, framework, element FROM {}decision_subject ORDER BY coalesce(element, '')"
        ),
        ["b1 | werkplaats | - | -", "b1 | - | programma-2016 | mkb"]
    );
    assert_eq!(
        show("SELECT cents FROM {}aid UNION ALL SELECT principal_cents FROM {}loan"),
        ["-9223372036854775808", "9223372036854775807"]
    );
    assert_eq!(
        show("SELECT interest, repaid_cents, written_off_cents FROM {}loan"),
        ["25000 | 0 | -"]
    );
    assert_eq!(show("SELECT gate, answer FROM {}gate_result"), ["p1 | unknown"]);
    assert_eq!(
        show("SELECT gate, answer, decision FROM {}override"),
        ["p1 | yes | b1"]
    );
    assert_eq!(
        show("SELECT parent, child, last_day FROM {}control"),
        ["kring-é | molen | 2015-12-31"]
    );
    assert_eq!(
        show("SELECT organisation, role FROM {}action_partner ORDER BY role DESC"),
        ["molen | lead", "kring-é | adviser"]
    );
    assert!(head.seq > 10);
}
