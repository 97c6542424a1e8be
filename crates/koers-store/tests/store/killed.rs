//! Writers that are killed, that write at once, and that run out of room. Each is a process of its own: this test program, started again.

use crate::ground::{Ground, InFile, write};
use crate::made::Dice;
use koers_model::id::Id;
use koers_store::{Change, Error, Head, Proof, Store};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

const PLACE: &str = "KOERS_STORE_CHILD";
const SEED: &str = "KOERS_STORE_SEED";

/// Opens what a child was told: a server's address or a file.
fn opened(place: &str) -> Result<Store, Error> {
    #[cfg(feature = "postgres")]
    if place.starts_with("host=") {
        return Store::connect(place);
    }
    Store::open(Path::new(place))
}

/// The other process: writes 500 random things and says of each that it is kept, as soon as it was told so. A test that does nothing by itself.
#[test]
fn child() {
    let Ok(place) = std::env::var(PLACE) else {
        return;
    };
    let seed: u64 = std::env::var(SEED).unwrap().parse().unwrap();
    let store = opened(&place).unwrap();
    let mut dice = Dice(seed);
    let mut out = std::io::stdout();
    writeln!(out, "\nready").unwrap();
    for turn in 0..500 {
        let own = dice.action(Id::new(&format!("c{seed}-{turn}")).unwrap());
        match write(&store, &[Change::new(own)]) {
            Ok(written) => writeln!(out, "kept {} {}", written.head.seq, written.head.hash).unwrap(),
            Err(error) => {
                writeln!(out, "refused {error:?}").unwrap();
                break;
            }
        }
        out.flush().unwrap();
    }
    // Whoever could not write can still read, and what was kept is there.
    assert!(matches!(store.verify(None).unwrap(), Proof::Chain { .. }));
    writeln!(out, "whole").unwrap();
}

/// The command that starts the other process.
fn command(program: &str, before: &[String], place: &str, seed: u64) -> (Child, BufReader<ChildStdout>) {
    let mut child = Command::new(program)
        .args(before)
        .args(["killed::child", "--exact", "--nocapture", "--test-threads=1"])
        .env(PLACE, place)
        .env(SEED, seed.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    (child, lines)
}

fn start(place: &str, seed: u64) -> (Child, BufReader<ChildStdout>) {
    command(&this_program(), &[], place, seed)
}

fn this_program() -> String {
    std::env::current_exe().unwrap().to_str().unwrap().to_owned()
}

fn kept(line: &str) -> Option<Head> {
    let (seq, hash) = line.strip_prefix("kept ")?.split_once(' ')?;
    Some(Head {
        seq: seq.parse().ok()?,
        hash: koers_model::snapshot::Hash::from_hex(hash)?,
    })
}

/// Kills writers in the middle, again and again, and looks each time whether every acknowledged write is there.
pub fn survives(place: &str) {
    let mut acknowledged: Vec<Head> = Vec::new();
    let mut dice = Dice(11);
    for round in 1..=6 {
        let (mut child, lines) = start(place, round);
        let enough = 5 + dice.below(40);
        let mut lines = lines.lines();
        let mut now = 0;
        while now < enough {
            let line = lines.next().expect("the writer stopped by itself").unwrap();
            if let Some(head) = kept(&line) {
                acknowledged.push(head);
                now += 1;
            }
        }
        // On Unix this is SIGKILL: nothing of the writer runs any more.
        child.kill().unwrap();
        // What it said before it died counts too. The last line may be torn.
        acknowledged.extend(lines.map_while(Result::ok).filter_map(|line| kept(&line)));
        assert!(!child.wait().unwrap().success());

        let store = opened(place).unwrap();
        assert!(matches!(
            store.verify(acknowledged.last()).unwrap(),
            Proof::Chain { .. }
        ));
        let log = store.events(0, u32::MAX).unwrap();
        for head in &acknowledged {
            let event = &log[usize::try_from(head.seq).unwrap() - 1];
            assert_eq!((event.seq, event.hash), (head.seq, head.hash));
        }
        assert_eq!(store.kept().unwrap().register.actions.len(), log.len());
    }
    assert!(acknowledged.len() > 30);
}

#[test]
fn a_killed_writer_loses_nothing_that_was_acknowledged() {
    let ground = InFile::new();
    survives(ground.path().to_str().unwrap());
}

#[test]
fn two_processes_write_at_once() {
    let ground = InFile::new();
    let path = ground.path();
    let children: Vec<_> = [1, 2].map(|seed| start(path.to_str().unwrap(), seed)).into();
    let mut acknowledged = 0;
    for (mut child, lines) in children {
        let said: Vec<String> = lines.lines().map(Result::unwrap).collect();
        acknowledged += said.iter().filter(|line| kept(line).is_some()).count();
        assert!(said.iter().any(|line| line == "whole"), "{:?}", said.last());
        assert!(child.wait().unwrap().success());
    }
    let store = ground.open().unwrap();
    assert_eq!(acknowledged, 1000);
    assert_eq!(store.kept().unwrap().register.actions.len(), 1000);
    assert!(matches!(
        store.verify(None).unwrap(),
        Proof::Chain { things: 1000, .. }
    ));
}

/// What a writer said that ran out of room: how much was kept, and how it was refused.
fn ran_out(lines: BufReader<ChildStdout>) -> (Vec<Head>, Vec<String>) {
    let said: Vec<String> = lines.lines().map(Result::unwrap).collect();
    let heads = said.iter().filter_map(|line| kept(line)).collect();
    (heads, said)
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_grow_keeps_what_was_acknowledged() {
    let ground = InFile::new();
    let path = ground.path();
    // 300 blocks of 1 kB; with the signal ignored, the write itself fails.
    let script = "trap '' XFSZ; ulimit -f 300; exec \"$@\"";
    let before = ["-c", script, "sh"].map(str::to_owned);
    let program = this_program();
    let before: Vec<String> = before.into_iter().chain([program]).collect();
    let (mut child, lines) = command("bash", &before, path.to_str().unwrap(), 1);
    let (heads, said) = ran_out(lines);
    assert!(child.wait().unwrap().success(), "{said:?}");
    assert!(said.iter().any(|line| line.starts_with("refused ")), "{said:?}");
    assert!(said.iter().any(|line| line == "whole"), "{said:?}");
    // With room again it goes on.
    let store = ground.open().unwrap();
    assert!(!heads.is_empty());
    assert!(matches!(store.verify(heads.last()).unwrap(), Proof::Chain { .. }));
    let next = Dice(1).organisation(Id::new("later").unwrap());
    assert_eq!(write(&store, &[Change::new(next)]).unwrap().events.len(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_called_a_full_disk() {
    // A disk of one megabyte, seen by the other process only.
    let disk = tempfile::tempdir().unwrap();
    let at = disk.path().to_str().unwrap();
    let may = Command::new("unshare")
        .args(["-rm", "mount", "-t", "tmpfs", "-o", "size=1m", "none", at])
        .output();
    if !may.is_ok_and(|may| may.status.success()) {
        let text = "NOT TESTED: a full disk; this machine does not let `unshare -rm mount -t tmpfs` make a small one\n";
        std::io::stderr().write_all(text.as_bytes()).unwrap();
        return;
    }
    let script = format!("mount -t tmpfs -o size=1m none '{at}' && exec \"$@\"");
    let before = ["-rm", "bash", "-c", &script, "sh", &this_program()].map(str::to_owned);
    let place = format!("{at}/koers.db");
    let (mut child, lines) = command("unshare", &before, &place, 1);
    let (heads, said) = ran_out(lines);
    assert!(child.wait().unwrap().success(), "{said:?}");
    assert!(!heads.is_empty());
    let refused = said.iter().find(|line| line.starts_with("refused "));
    assert!(refused.is_some_and(|line| line.contains("Full")), "{refused:?}");
    assert!(said.iter().any(|line| line == "whole"), "{said:?}");
}
