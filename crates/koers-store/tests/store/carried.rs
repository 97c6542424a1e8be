//! A log that is carried to another place: all of it arrives as it was, or nothing does.

use crate::contract::{id, organisation};
use crate::ground::{Ground, write};
use crate::made::Dice;
use koers_store::carry::{self, NoLog, read};
use koers_store::event::{Line, Version};
use koers_store::{Change, Error, Fault, Head, Kind, Proof, Store};

/// A register in which a thing came, changed, ended and came back, and another one stayed.
fn told(store: &Store) -> Head {
    let mut dice = Dice(11);
    let (first, second) = (organisation(&mut dice, "a"), organisation(&mut dice, "a"));
    let seen = Version::of_event;
    let steps = [
        Change::new(first),
        Change::of(second.clone(), seen(1)),
        Change::end(Kind::Organisation, id("a"), seen(2)),
        Change::of(second, seen(3)),
        Change::new(organisation(&mut dice, "b")),
    ];
    let heads = steps.map(|change| write(store, &[change]).unwrap().head);
    heads[4]
}

fn text(store: &Store) -> Vec<u8> {
    let mut text = Vec::new();
    store.carry_out(&mut text).unwrap();
    text
}

/// Out of one place and into the other, and out again: every byte is the same, and a head of before holds there.
pub fn carries_a_log_with_all_that_happened(ground: &dyn Ground) {
    let elsewhere = crate::ground::InFile::new();
    let from = elsewhere.open().unwrap();
    let head = told(&from);
    let written = text(&from);
    let to = ground.open().unwrap();
    assert_eq!(to.carry_in(&read(&written[..]).unwrap()).unwrap(), head);
    assert_eq!(text(&to), written);
    assert_eq!(to.kept().unwrap(), from.kept().unwrap());
    assert!(matches!(to.verify(Some(&head)).unwrap(), Proof::Chain { .. }));
    // It goes on where it was.
    let more = write(&to, &[Change::new(organisation(&mut Dice(12), "c"))]).unwrap();
    assert_eq!(more.head.seq, head.seq + 1);
    assert!(matches!(
        to.carry_in(&read(&written[..]).unwrap()),
        Err(Error::NotEmpty { things: 3 })
    ));
}

/// Whatever of a log is changed, taken out or swapped, nothing of it is taken over.
pub fn takes_over_no_log_that_was_changed(ground: &dyn Ground) {
    let elsewhere = crate::ground::InFile::new();
    let from = elsewhere.open().unwrap();
    told(&from);
    let whole = read(&text(&from)[..]).unwrap();
    let to = ground.open().unwrap();
    let refused = |lines: &[Line], at: u64| match to.carry_in(lines) {
        Err(Error::Foreign { seq, fault }) => {
            assert_eq!(seq, at, "{fault}");
            fault
        }
        other => panic!("{other:?}"),
    };
    for at in 0..whole.len() {
        let seq = u64::try_from(at).unwrap() + 1;
        let changed = |change: &dyn Fn(&mut Line)| {
            let mut lines = whole.clone();
            change(&mut lines[at]);
            lines
        };
        assert_eq!(refused(&changed(&|line| line.reason.push('!')), seq), Fault::Hash);
        assert_eq!(
            refused(&changed(&|line| line.who = "een ander".into()), seq),
            Fault::Hash
        );
        // Who also mends the hash is found by the next one, or by what stood there before.
        let mended = changed(&|line| {
            line.reason.push('!');
            line.hash = line.rightful_hash().to_string();
        });
        if at + 1 < whole.len() {
            assert_eq!(refused(&mended, seq + 1), Fault::Link);
        }
        if at + 1 < whole.len() {
            let mut without = whole.clone();
            without.remove(at);
            assert_eq!(refused(&without, seq), Fault::Missing);
        }
    }
    // No door here changes or ends an override: a log in which somebody did, with hashes that fit, is not one of Koers.
    let board = crate::ground::InFile::new();
    let board = board.open().unwrap();
    write(
        &board,
        &[Change::new(Dice(13).record_of(Kind::Override, id("a")))],
    )
    .unwrap();
    let mut ended = read(&text(&board)[..]).unwrap();
    let mut last = ended[0].clone();
    (last.seq, last.verb, last.prev) = (2, "ended".to_owned(), ended[0].hash.clone());
    (last.before, last.after) = (ended[0].after.clone(), None);
    last.hash = last.rightful_hash().to_string();
    ended.push(last);
    assert_eq!(refused(&ended, 2), Fault::Stands);
    let mut story = whole.clone();
    story[1].before = story[1].after.clone();
    story[1].hash = story[1].rightful_hash().to_string();
    assert_eq!(refused(&story, 2), Fault::Story);
    assert!(matches!(
        carry::prove(&story),
        Err(Error::Foreign {
            seq: 2,
            fault: Fault::Story
        })
    ));
    assert_eq!(
        carry::prove(&whole).unwrap().seq,
        u64::try_from(whole.len()).unwrap()
    );
    assert!(to.kept().unwrap().is_empty(), "nothing was kept");
    assert_eq!(to.head().unwrap(), Head::start());
}

#[test]
fn what_is_no_log_is_told_by_its_line() {
    let fault = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
    for not_one in [
        "",
        "\n",
        "{}",
        "[1]",
        "koers",
        "{\"koers_register\":1,\"records\":[]}",
    ] {
        assert!(
            matches!(read(not_one.as_bytes()), Err(NoLog::Opening)),
            "{not_one}"
        );
    }
    assert!(fault("{\"koers_log\":2}\n").contains("form 2"));
    for nothing in ["{\"koers_log\":1}\n", "{\"koers_log\":1}"] {
        assert!(
            matches!(read(nothing.as_bytes()), Err(NoLog::Nothing)),
            "{nothing}"
        );
    }
    assert!(fault("{\"koers_log\":1}\n\n").starts_with("line 2 is no change: it begins with `{`"));
    assert!(fault("{\"koers_log\":1}\n[1,2]\n").starts_with("line 2 is no change: it begins with `{`"));
    assert!(fault("{\"koers_log\":1}\n{\"seq\":1}\n").starts_with("line 2 is no change: missing field"));
    let dutch = match read(&b"{\"koers_log\":1}\n{\"seq\":1}\n"[..]) {
        Err(NoLog::Line { what, .. }) => what.nl,
        other => panic!("{other:?}"),
    };
    assert_eq!(dutch, "hier ontbreekt het veld `at`");
    let more = "{\"koers_log\":1}\n{\"seq\":1,\"extra\":1}";
    assert!(fault(more).contains("unknown field `extra`"));
}
