//! An import that is stopped at any moment leaves the store as it was, or with the whole new snapshot.

use crate::session::Session;
use std::fmt::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// A made-up publication of jobs, large enough that an import takes a while, and different for every number.
fn publication(number: u32) -> String {
    let mut text = format!(
        "# publisher: made up\n# table: made up\n# published: 2020-01-01\n# retrieved: 2026-11-21\n# licence: CC0-1.0\n# note: {number}\n"
    );
    text.push_str("region,period,sector,value,status\n");
    for region in 1..=40 {
        for year in 1950..=2024 {
            for sector in ["A", "BE", "FZ", "GI", "JZ", "KZ", "LZ", "MN", "OPQ", "RSU"] {
                let _ = writeln!(
                    text,
                    "CR{region:02},{year},{sector},{}.{},",
                    (region * year) % 97,
                    number % 10
                );
            }
        }
    }
    text
}

/// Every snapshot that is recorded is whole; bytes without a record count for nothing.
#[track_caller]
fn store_is_whole(session: &Session) -> usize {
    let records: Vec<String> = session
        .listing("drenthe/snapshots")
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.ends_with(".json"))
        .collect();
    for record in &records {
        let text = std::fs::read_to_string(session.path(&format!("drenthe/snapshots/{record}"))).unwrap();
        let record: serde_json::Value = serde_json::from_str(&text).expect("a record is never half-written");
        let hash = record["sha256"].as_str().unwrap();
        let bytes = std::fs::read(session.path(&format!("drenthe/snapshots/{hash}.bytes"))).unwrap();
        assert_eq!(bytes.len() as u64, record["size"].as_u64().unwrap());
    }
    session.on_drenthe(&["list", "datasets"]).exits(0);
    records.len()
}

#[test]
fn kill_9_in_the_middle_of_an_import_loses_nothing() {
    let session = Session::drenthe();
    let before = store_is_whole(&session);
    let import = |number: u32| {
        let file = session.write(&format!("{number}.csv"), publication(number));
        session.command([
            "import",
            file.to_str().unwrap(),
            "--dataset",
            "cbs-83582ned",
            "--workspace",
            "drenthe",
        ])
    };
    // How long a whole import takes here decides when to kill.
    let start = Instant::now();
    assert!(
        import(1000)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap()
            .success()
    );
    let whole = start.elapsed();
    let moments = 16;
    for moment in 0..moments {
        let mut child = import(moment)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * moment / moments + Duration::from_micros(200));
        child.kill().unwrap();
        child.wait().unwrap();
        let records = store_is_whole(&session);
        assert!(
            (before + 1..=before + 2 + moment as usize).contains(&records),
            "{records}"
        );
    }
    // What was cut off can be done again.
    let said = import(3).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    session.on_drenthe(&["status", "--on", "2019-12-31"]).exits(0);
}

#[cfg(unix)]
#[test]
fn ctrl_c_in_the_middle_of_an_import_loses_nothing() {
    let session = Session::drenthe();
    let before = store_is_whole(&session);
    let file = session.write("new.csv", publication(7));
    let mut child = session
        .command([
            "import",
            file.to_str().unwrap(),
            "--dataset",
            "cbs-83582ned",
            "--workspace",
            "drenthe",
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(3));
    let interrupted = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    child.wait().unwrap();
    assert!(interrupted.is_ok());
    assert!((before..=before + 1).contains(&store_is_whole(&session)));
}
