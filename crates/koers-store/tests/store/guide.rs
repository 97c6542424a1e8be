//! The script of `docs/guide/log.md`, which anybody can run without Koers, comes to the same.

use crate::ground::{Ground, InFile, write};
use crate::made::Dice;
use koers_store::Change;
use std::io::Write;
use std::process::Command;

const GUIDE: &str = include_str!("../../../../docs/guide/log.md");

#[test]
fn the_script_in_the_guide_comes_to_the_same() {
    let script = GUIDE
        .split("```python\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    assert!(script.lines().count() <= 25, "short enough to be read");
    if !Command::new("python3")
        .arg("--version")
        .output()
        .is_ok_and(|told| told.status.success())
    {
        let text = "NOT TESTED: the script in docs/guide/log.md; python3 is not installed\n";
        std::io::stderr().write_all(text.as_bytes()).unwrap();
        return;
    }
    let ground = InFile::new();
    let store = ground.open().unwrap();
    let mut dice = Dice(21);
    for _ in 0..60 {
        let record = dice.record();
        let seen = store.kept().unwrap().version(record.kind(), record.id());
        let change = match seen {
            None => Change::new(record),
            Some(_) if record.kind().stands() => continue,
            Some(seen) if dice.flip() => Change::end(record.kind(), record.id().clone(), seen),
            Some(seen) => Change::of(record, seen),
        };
        write(&store, &[change]).unwrap();
    }
    let run = || {
        let told = Command::new("python3")
            .args(["-c", script])
            .arg(ground.path())
            .output()
            .unwrap();
        let text = String::from_utf8(told.stdout).unwrap() + &String::from_utf8(told.stderr).unwrap();
        (told.status.success(), text.trim().to_owned())
    };
    let head = store.head().unwrap();
    assert_eq!(run(), (true, format!("{} {}", head.seq, head.hash)));
    drop(store);
    ground
        .spoil("UPDATE event SET who = 'iemand anders' WHERE seq = 7")
        .unwrap();
    let (fits, said) = run();
    assert!(!fits && said.contains("event 7"), "{said}");
}
