//! What only a file has to stand: damage, going back to a backup, older and foreign files, somebody who keeps the lock.

use crate::ground::{Ground, InFile, write};
use crate::made::Dice;
use koers_model::id::Id;
use koers_store::event::Version;
use koers_store::{Change, Error, KEPT_BACKUPS, Kind, Proof, good_backups, restore};
use std::fs;

fn fill(ground: &InFile, from: u64, number: u64) {
    let store = ground.open().unwrap();
    let mut dice = Dice(from);
    for at in from..from + number {
        let id = Id::new(&format!("a{at}")).unwrap();
        write(&store, &[Change::new(dice.action(id))]).unwrap();
    }
}

#[test]
fn flipped_bytes_never_pass_for_the_truth() {
    let ground = InFile::new();
    fill(&ground, 0, 30);
    let store = ground.open().unwrap();
    let truth = (store.kept().unwrap(), store.events(0, u32::MAX).unwrap());
    let backup = store.backup().unwrap().unwrap();
    drop(store);
    let path = ground.path();
    let whole = fs::read(&path).unwrap();
    let mut dice = Dice(12);
    let (mut at_the_door, mut by_the_log, mut harmless) = (0, 0, 0);
    for _ in 0..150 {
        let mut bytes = whole.clone();
        let at = dice.below(bytes.len());
        bytes[at] ^= 1 << dice.below(8);
        fs::write(&path, &bytes).unwrap();
        match ground.open() {
            Err(Error::Corrupt { backup: offered, .. }) => {
                assert_eq!(offered.as_ref(), Some(&backup));
                at_the_door += 1;
            }
            Err(Error::NotOurs { .. } | Error::Newer { .. } | Error::Database(_)) => at_the_door += 1,
            Err(error) => panic!("byte {at}: {error:?}"),
            Ok(store) => {
                let kept = store.kept();
                // Whatever fell over, nothing else than what was entered is ever given out.
                if let Ok(kept) = &kept {
                    assert_eq!(kept.register, truth.0.register, "byte {at}");
                }
                match (store.verify(Some(&truth.0.head)), kept) {
                    (Ok(Proof::Chain { .. }), Ok(kept)) => {
                        // A byte that nothing is kept in: everything is still as it was.
                        assert_eq!(kept, truth.0, "byte {at}");
                        assert_eq!(store.events(0, u32::MAX).unwrap(), truth.1, "byte {at}");
                        harmless += 1;
                    }
                    (_, Err(_)) => at_the_door += 1,
                    _ => by_the_log += 1,
                }
            }
        }
        for suffix in ["-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(format!("{}{suffix}", path.display()));
        }
    }
    // Most bytes are texts, which SQLite has no sum over: what is current is seen beside its event, older events and who wrote them by the chain.
    println!("seen at the door {at_the_door}, by the log {by_the_log}, harmless {harmless}");
    assert!(at_the_door > 50 && by_the_log > 0);
}

#[test]
fn a_damaged_file_is_seen_and_a_backup_brings_it_back() {
    let ground = InFile::new();
    let path = ground.path();
    fill(&ground, 0, 20);
    let first = ground.open().unwrap().backup().unwrap().unwrap();
    fill(&ground, 20, 20);
    let store = ground.open().unwrap();
    let (kept, backup) = (store.kept().unwrap(), store.backup().unwrap().unwrap());
    // A copy of the same log has the same name.
    assert_eq!(store.backup().unwrap().unwrap(), backup);
    drop(store);
    assert_eq!(good_backups(&path), [backup.clone(), first.clone()]);

    // Half of the file is gone.
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let Err(error @ Error::Corrupt { .. }) = ground.open() else {
        panic!("half a file was opened");
    };
    assert!(error.to_string().contains(backup.to_str().unwrap()), "{error}");
    // A backup that is damaged too is not offered.
    let good = fs::read(&backup).unwrap();
    let mut bad = good.clone();
    // Every one of them: a page may hold leftovers that nobody reads.
    let text = b"koers_record";
    for at in 0..bad.len() - text.len() {
        if bad[at..].starts_with(text) {
            bad[at] = b'K';
        }
    }
    fs::write(&backup, bad).unwrap();
    assert_eq!(good_backups(&path), [first]);
    assert!(matches!(restore(&path, &backup), Err(Error::BadBackup { .. })));
    fs::write(&backup, good).unwrap();

    let restored = restore(&path, &backup).unwrap();
    assert_eq!(restored.head, kept.head);
    assert_eq!(fs::read(restored.aside.unwrap()).unwrap().len(), whole.len() / 2);
    let store = ground.open().unwrap();
    assert_eq!(store.kept().unwrap(), kept);
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));
    let next = Dice(3).organisation(Id::new("later").unwrap());
    write(&store, &[Change::new(next)]).unwrap();
}

#[test]
fn a_write_ahead_log_of_the_damaged_file_is_not_played_into_the_restored_one() {
    let ground = InFile::new();
    let path = ground.path();
    fill(&ground, 0, 5);
    let backup = ground.open().unwrap().backup().unwrap().unwrap();
    // A process that died leaves its write-ahead log behind.
    let left = ground.open().unwrap();
    let mut dice = Dice(9);
    write(&left, &[Change::new(dice.organisation(Id::new("x").unwrap()))]).unwrap();
    let wal = format!("{}-wal", path.display());
    let log = fs::read(&wal).unwrap();
    assert!(!log.is_empty());
    drop(left);
    fs::write(&wal, log).unwrap();
    let restored = restore(&path, &backup).unwrap();
    let store = ground.open().unwrap();
    assert_eq!(store.head().unwrap(), restored.head);
    assert_eq!(restored.head.seq, 5);
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));
}

#[test]
fn what_stands_in_the_write_ahead_log_of_a_copy_comes_back_too() {
    let ground = InFile::new();
    let path = ground.path();
    fill(&ground, 0, 5);
    // Copied while it is open, as a guide for backups says: all files together.
    let store = ground.open().unwrap();
    fill(&ground, 5, 4);
    let copy = path.with_file_name("copy.db");
    fs::copy(&path, &copy).unwrap();
    let beside = |of: &std::path::Path| format!("{}-wal", of.display());
    fs::copy(beside(&path), beside(&copy)).unwrap();
    assert!(fs::metadata(beside(&copy)).unwrap().len() > 0);
    drop(store);
    let restored = restore(&path, &copy).unwrap();
    assert_eq!(restored.head.seq, 9);
    let store = ground.open().unwrap();
    assert_eq!(store.head().unwrap(), restored.head);
    assert_eq!(store.kept().unwrap().len(), 9);
}

#[test]
fn a_file_that_is_gone_is_not_quietly_begun_anew() {
    let ground = InFile::new();
    fill(&ground, 0, 3);
    let backup = ground.open().unwrap().backup().unwrap().unwrap();
    fs::remove_file(ground.path()).unwrap();
    let Err(Error::Missing { backup: offered, .. }) = ground.open() else {
        panic!("an empty file was made");
    };
    assert_eq!(offered, backup);
    let restored = restore(&ground.path(), &backup).unwrap();
    assert_eq!((restored.head.seq, restored.aside), (3, None));
    assert_eq!(ground.open().unwrap().kept().unwrap().len(), 3);
}

#[test]
fn so_many_backups_stay() {
    let ground = InFile::new();
    for number in 0..KEPT_BACKUPS as u64 + 3 {
        fill(&ground, number, 1);
        ground.open().unwrap().backup().unwrap();
    }
    let left = good_backups(&ground.path());
    assert_eq!(left.len(), KEPT_BACKUPS);
    assert!(left[0].to_str().unwrap().contains("-000000000013-"));
    let folder = ground.path().with_file_name("backups");
    assert_eq!(
        fs::read_dir(folder).unwrap().count(),
        KEPT_BACKUPS,
        "nothing half-made stays"
    );
}

#[test]
fn an_older_form_is_backed_up_and_brought_up_to_date() {
    let ground = InFile::new();
    ground.raw().execute_batch(include_str!("form-1.sql")).unwrap();
    let store = ground.open().unwrap();
    let head = store.head().unwrap();
    assert_eq!(
        head.hash.to_string(),
        "de0e81605dca65550dbf70170c86db1c69581b68f84c3bee809e3f2b3f095cb9"
    );
    assert!(matches!(
        store.verify(None).unwrap(),
        Proof::Chain { things: 2, .. }
    ));
    let story = store
        .history(Kind::Organisation, &Id::new("molen").unwrap())
        .unwrap();
    assert_eq!(story.len(), 3);
    let shown = ground.rows("SELECT title, rate FROM funding_source").unwrap();
    assert_eq!(
        shown,
        [[Some("Fonds (verzonnen)".to_owned()), Some("400000".to_owned())]]
    );
    // What it was before lies beside it, and is still of the older form.
    let [backup] = &good_backups(&ground.path())[..] else {
        panic!("one backup was expected");
    };
    let old = rusqlite::Connection::open(backup).unwrap();
    let form: u32 = old
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .unwrap();
    assert_eq!(form, 1);
    // Nothing is done a second time.
    drop(store);
    let store = ground.open().unwrap();
    assert_eq!(
        (store.head().unwrap(), good_backups(&ground.path()).len()),
        (head, 1)
    );
    let again = Change::of(story[0].after.clone().unwrap(), Version::of_event(4));
    assert_eq!(write(&store, &[again]).unwrap().head.seq, 5);
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let ground = InFile::new();
    ground
        .raw()
        .execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    let before = fs::read(ground.path()).unwrap();
    assert!(matches!(ground.open(), Err(Error::NotOurs { .. })));
    assert_eq!(fs::read(ground.path()).unwrap(), before);
    fs::write(ground.path(), "koers: 1\nname: Drenthe\n".repeat(100)).unwrap();
    assert!(matches!(ground.open(), Err(Error::Corrupt { backup: None, .. })));
}

#[test]
fn waiting_for_another_writer_ends() {
    let ground = InFile::new();
    fill(&ground, 0, 1);
    let store = ground.open().unwrap();
    let other = ground.raw();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    // Readers go on meanwhile.
    assert_eq!(store.kept().unwrap().len(), 1);
    let next = Change::new(Dice(3).organisation(Id::new("later").unwrap()));
    assert!(matches!(
        write(&store, std::slice::from_ref(&next)),
        Err(Error::Busy { .. })
    ));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(write(&store, &[next]).unwrap().head.seq, 2);
}

#[test]
fn several_make_the_file_at_once() {
    for _ in 0..8 {
        let ground = InFile::new();
        std::thread::scope(|scope| {
            let opened: Vec<_> = (0..4).map(|_| scope.spawn(|| ground.open().map(drop))).collect();
            for thread in opened {
                thread.join().unwrap().unwrap();
            }
        });
        assert!(matches!(
            ground.open().unwrap().verify(None).unwrap(),
            Proof::Chain { things: 0, .. }
        ));
    }
}

#[test]
fn an_emptied_file_with_copies_is_damaged_and_one_without_is_new() {
    let ground = InFile::new();
    fs::write(ground.path(), "").unwrap();
    fill(&ground, 0, 3);
    let backup = ground.open().unwrap().backup().unwrap().unwrap();
    fs::write(ground.path(), "").unwrap();
    match ground.open() {
        Err(Error::Corrupt { backup: offered, .. }) => assert_eq!(offered, Some(backup)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_written_onto_what_was_changed_behind_our_back() {
    let change = |at: &str| Change::new(Dice(1).action(Id::new(at).unwrap()));
    for spoilt in [
        "UPDATE event SET reason = 'anders' WHERE seq = 3",
        "DELETE FROM event WHERE seq = 2; UPDATE event SET seq = 2 WHERE seq = 3",
    ] {
        let ground = InFile::new();
        fill(&ground, 0, 3);
        ground.spoil(spoilt).unwrap();
        let store = ground.open().unwrap();
        let refused = write(&store, &[change("nieuw")]);
        assert!(matches!(refused, Err(Error::Broken { .. })), "{refused:?}");
    }
    // The thing itself, in the table of what is current.
    let ground = InFile::new();
    fill(&ground, 0, 3);
    ground
        .spoil("UPDATE object SET body = replace(body, 'a0', 'a9') WHERE id = 'a0'")
        .unwrap();
    let store = ground.open().unwrap();
    let end = Change::end(Kind::Action, Id::new("a0").unwrap(), Version::of_event(1));
    assert!(matches!(write(&store, &[end]), Err(Error::Broken { seq: 1, .. })));
    write(&store, &[change("nieuw")]).unwrap();
}

#[test]
fn what_guards_the_log_is_put_back_when_the_file_is_opened() {
    let ground = InFile::new();
    fill(&ground, 0, 2);
    ground.spoil("").unwrap();
    assert!(
        ground
            .rows("DELETE FROM event WHERE seq = 9 RETURNING seq")
            .is_ok()
    );
    ground.open().unwrap();
    let refused = ground.rows("DELETE FROM event WHERE seq = 2 RETURNING seq");
    assert!(refused.unwrap_err().contains("only added to"));
}

#[test]
fn bytes_that_are_no_text_and_a_column_that_is_gone_are_damage() {
    for spoilt in [
        "UPDATE event SET hash = CAST(x'ff' AS TEXT) WHERE seq = 2",
        "ALTER TABLE event RENAME COLUMN hash TO has",
    ] {
        let ground = InFile::new();
        fill(&ground, 0, 2);
        ground.spoil(spoilt).unwrap();
        let said = ground.open().and_then(|store| store.head());
        assert!(matches!(said, Err(Error::Corrupt { .. })), "{said:?}");
    }
}
