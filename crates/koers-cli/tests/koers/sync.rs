//! Figures that come in by themselves, from a publisher on loopback.

use crate::session::{Said, Session};
use publisher_stub::fault::{Fault, Fit};
use publisher_stub::table::Table;
use publisher_stub::{Setting, Stub};
use serde_json::Value;
use std::process::Stdio;
use std::time::{Duration, Instant};

const JOBS: &str = include_str!("../../../../examples/drenthe/published/cbs-83582ned.csv");
const INDICATOR: &str = include_str!("../../../../examples/drenthe/indicators/banen.yaml");

/// The protocols, each with how its columns map.
const ALL: [(&str, &str, &str); 4] = [
    ("odata4", "cbs-odata4", COLUMNS_4),
    ("feed3", "cbs-odata3", COLUMNS_3),
    ("api3", "cbs-odata3", COLUMNS_3),
    ("file", "file", COLUMNS_OWN),
];
const COLUMNS_4: &str = "  - {column: RegioS, role: region, codes: cbs}
  - {column: Perioden, role: period}
  - {column: Sector, role: category}
";
const COLUMNS_3: &str = "  - {column: RegioS, role: region, codes: cbs}
  - {column: Perioden, role: period}
  - {column: Sector, role: category}
  - {column: Banen_1, role: value, measure: M000001}
";
const COLUMNS_OWN: &str = "  - {column: region, role: region, codes: cbs}
  - {column: period, role: period}
  - {column: sector, role: category}
  - {column: value, role: value, measure: M000001}
  - {column: status, role: status}
";

fn stub() -> Stub {
    let table = Table::from_csv("T1", JOBS).expect("the example's own CSV");
    let setting = Setting {
        page: 1000,
        cap: 1000,
    };
    Stub::listen(0, vec![table], setting).unwrap()
}

/// A workspace with a data set `werk` that the publisher has, and an indicator on it.
fn session(stub: &Stub, (service, connector, columns): (&str, &str, &str)) -> Session {
    let session = Session::drenthe();
    let category = if service == "file" { "sector" } else { "Sector" };
    session.write(
        "drenthe/catalogue/werk.yaml",
        format!(
            "dataset: werk
title: {{nl: Banen, en: Jobs}}
publisher: CBS
table: T1
licence: CC-BY-4.0
attribution: {{nl: \"Bron: CBS\"}}
from: {{connector: {connector}, address: \"{}\"}}
frequency: year
columns:
{columns}measures:
  M000001: {{title: {{nl: Banen, en: Jobs}}, unit: thousand-jobs, additive: true}}
",
            stub.address(service, "T1")
        ),
    );
    let own = INDICATOR
        .replace("indicator: banen", "indicator: werk")
        .replace("cbs-83582ned, measure: jobs", "werk, measure: M000001")
        .replace("where: {sector:", &format!("where: {{{category}:"));
    session.write("drenthe/indicators/werk.yaml", own);
    let settings = std::fs::read_to_string(session.path("drenthe/koers.yaml")).unwrap();
    session.write(
        "drenthe/koers.yaml",
        format!("{settings}own_hosts: [\"{}\"]\n", stub.host()),
    );
    session.on_drenthe(&["check"]).exits(0);
    session
}

fn sync(session: &Session, more: &[&str]) -> Said {
    session.on_drenthe(&[&["sync", "--format", "json"], more].concat())
}

/// The row of the data set that is synced.
fn row(said: &Said) -> Value {
    let rows: Vec<Value> = serde_json::from_str(&said.out).expect("a list as JSON");
    let found = rows.into_iter().find(|row| row["dataset"] == "werk");
    found.expect("a row of the data set")
}

fn reading(session: &Session, indicator: &str) -> Value {
    let said = session
        .on_drenthe(&[
            "explain", indicator, "--region", "PV22", "--period", "2019", "--format", "json",
        ])
        .exits(0);
    let told: Value = serde_json::from_str(&said.out).unwrap();
    told["figure"]["value"].clone()
}

/// Publishes the table with the figure of the first row changed, on another day or on the same.
fn revise(stub: &Stub, modified: Option<&str>) {
    let mut table = stub.table("T1").unwrap();
    table.revise(0, |number| number + 1.0);
    if let Some(modified) = modified {
        table.modified = modified.to_owned();
    }
    stub.publish(table);
}

#[test]
fn every_protocol_brings_the_same_figures() {
    let stub = stub();
    for one in ALL {
        let session = session(&stub, one);
        let said = sync(&session, &[]).exits(0);
        let found = row(&said);
        assert_eq!(found["outcome"], "new", "{one:?} {found}");
        assert_eq!(found["cells"], 6000, "{one:?} {found}");
        let value = reading(&session, "werk");
        assert!(value.is_number(), "{one:?}");
        assert_eq!(value, reading(&session, "banen"), "{one:?}");
        // What did not change costs one question.
        let _ = stub.asked();
        let said = sync(&session, &[]).exits(0);
        assert_eq!(row(&said)["outcome"], "current", "{one:?}");
        assert_eq!(stub.asked().len(), 1, "{one:?}");
    }
}

#[test]
fn a_new_state_stands_beside_the_old_one() {
    let stub = stub();
    let session = session(&stub, ALL[0]);
    sync(&session, &[]).exits(0);
    revise(&stub, Some("2026-03-03T02:00:00"));
    let dry = row(&sync(&session, &["--dry-run"]).exits(0));
    assert_eq!(
        (&dry["outcome"], &dry["known_since"]),
        (&"would".into(), &"2026-03-03".into())
    );
    let found = row(&sync(&session, &[]).exits(0));
    assert_eq!(found["outcome"], "new");
    assert_eq!((&found["revised"], &found["vanished"]), (&1.into(), &0.into()));
    let said = session
        .on_drenthe(&["revisions", "werk", "--format", "json"])
        .exits(0);
    assert!(
        said.out.contains("2026-02-24") && said.out.contains("2026-03-03"),
        "{}",
        said.out
    );
    // A change that the publisher does not tell of shows by the bytes, for who looks.
    revise(&stub, None);
    assert_eq!(row(&sync(&session, &[]).exits(0))["outcome"], "current");
    let silent = sync(&session, &["--all"]).exits(0);
    assert_eq!(row(&silent)["revised"], 1);
    assert!(
        silent.out.contains("geen latere publicatiedatum"),
        "{}",
        silent.out
    );
    let same = row(&sync(&session, &["--all"]).exits(0));
    assert_eq!(same["outcome"], "same");
}

#[test]
fn what_is_not_sound_is_not_used() {
    let stub = stub();
    let session = session(&stub, ALL[0]);
    sync(&session, &[]).exits(0);
    let before = reading(&session, "werk");
    let sound = stub.table("T1").unwrap();
    let publish = |change: &dyn Fn(&mut Table)| {
        let mut table = sound.clone();
        table.modified = "2026-04-04T02:00:00".to_owned();
        change(&mut table);
        stub.publish(table);
    };
    // Another unit.
    publish(&|table| table.measures[0].unit = "aantal".to_owned());
    let said = sync(&session, &[]).exits(3);
    assert_eq!(row(&said)["outcome"], "unsound");
    assert!(said.out.contains("`aantal`"), "{}", said.out);
    // Another column.
    publish(&|table| table.dimensions[1].name = "Bedrijfstak".to_owned());
    let said = sync(&session, &[]).exits(3);
    assert_eq!(row(&said)["outcome"], "failed");
    assert!(said.out.contains("Bedrijfstak"), "{}", said.out);
    // Half of the figures gone.
    publish(&|table| {
        if let publisher_stub::table::Figures::Listed(rows) = &mut table.figures {
            rows.truncate(rows.len() / 2);
        }
    });
    let said = sync(&session, &[]).exits(3);
    assert_eq!(row(&said)["outcome"], "unsound");
    assert_eq!(reading(&session, "werk"), before);
    // Who has looked takes it over.
    let said = sync(&session, &["--accept", "werk"]).exits(0);
    assert_eq!(row(&said)["cells"], 3000);
}

#[test]
fn a_publisher_that_fails_keeps_no_other_from_coming_in() {
    let stub = stub();
    let session = session(&stub, ALL[0]);
    let other = std::fs::read_to_string(session.path("drenthe/catalogue/werk.yaml")).unwrap();
    let other = other
        .replace("dataset: werk", "dataset: weg")
        .replace("CBS/T1", "CBS/T2");
    session.write("drenthe/catalogue/weg.yaml", other);
    let said = session.on_drenthe(&["sync"]).exits(5);
    for word in ["niet opgehaald", "404", "Dataset not found", "nieuw"] {
        assert!(said.out.contains(word), "no {word} in {}", said.out);
    }
    assert!(said.err.contains("1 nieuw, 1 niet gelukt"), "{}", said.err);
    session
        .on_drenthe(&["sync", "wegg"])
        .exits(2)
        .complains(&["wegg", "bedoelt u"]);
    session
        .on_drenthe(&["sync", "cbs-83582ned"])
        .exits(2)
        .complains(&["met `from:`"]);
    session.on_drenthe(&["--lang", "en", "sync", "weg"]).exits(5);
}

#[test]
fn two_at_once_do_not_get_in_each_others_way() {
    let stub = stub();
    let session = session(&stub, ALL[0]);
    stub.fail(Fault::always(
        "Observations",
        Fit::Slow(Duration::from_millis(300)),
    ));
    let start = || {
        session
            .command(["sync", "--workspace", "drenthe"])
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let mut first = start();
    let begin = Instant::now();
    while stub.asked().is_empty() && begin.elapsed() < Duration::from_secs(10) {
        std::thread::sleep(Duration::from_millis(5));
    }
    let second = start().wait_with_output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&second.stderr).contains("een andere `koers sync`"));
    assert!(first.wait().unwrap().success());
    assert!(reading(&session, "werk").is_number());
}

/// Stops at 200 moments of a sync: the store is whole, nothing half is in it, and the next run goes on.
#[test]
fn kill_9_at_any_moment_loses_nothing() {
    let stub = stub();
    let session = session(&stub, ALL[0]);
    let begin = Instant::now();
    sync(&session, &[]).exits(0);
    let whole = begin.elapsed();
    let moments = 200;
    let mut seen = std::collections::BTreeSet::new();
    for moment in 0..moments {
        let month = moment / 28 + 3;
        revise(
            &stub,
            Some(&format!("2026-{month:02}-{:02}T02:00:00", moment % 28 + 1)),
        );
        let mut child = session
            .command(["sync", "--workspace", "drenthe"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * moment / moments);
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, _) in session.listing("drenthe/snapshots") {
            let Some(hash) = name.strip_suffix(".werk.json").filter(|_| !seen.contains(&name)) else {
                continue;
            };
            let bytes = std::fs::read(session.path(&format!("drenthe/snapshots/{hash}.bytes"))).unwrap();
            assert_eq!(koers_model::snapshot::Hash::of(&bytes).to_string(), hash);
            seen.insert(name);
        }
    }
    let found = row(&sync(&session, &[]).exits(0));
    assert!(
        found["outcome"] == "new" || found["outcome"] == "current",
        "{found}"
    );
    let said = session
        .on_drenthe(&["revisions", "werk", "--format", "json"])
        .exits(0);
    let told: Value = serde_json::from_str(&said.out).unwrap();
    let last = told["vintages"].as_array().unwrap().last().unwrap();
    assert_eq!(last["known_since"], stub.table("T1").unwrap().modified[..10]);
    session.on_drenthe(&["store", "verify"]).exits(0);
    // Nothing is left of the fetching.
    assert!(!session.path("drenthe/cache/fetching/werk").exists());
}

#[test]
fn what_the_publisher_says_last_is_what_counts() {
    let stub = stub();
    let session = session(&stub, ALL[3]);
    let first = stub.table("T1").unwrap();
    sync(&session, &[]).exits(0);
    let before = reading(&session, "werk");
    // Another figure on a later day, in what Drenthe had in 2019; then the publisher goes back.
    let mut other = first.clone();
    let at = (0..other.rows())
        .find(|at| {
            let (places, _) = other.row(*at).unwrap();
            (other.code(0, &places), other.code(2, &places)) == ("CR07", "2019JJ00")
        })
        .unwrap();
    other.revise(at, |number| number + 5.0);
    other.modified = "2026-03-03T02:00:00".to_owned();
    stub.publish(other);
    assert_eq!(row(&sync(&session, &[]).exits(0))["revised"], 1);
    assert_ne!(reading(&session, "werk"), before);
    stub.publish(first);
    let back = row(&sync(&session, &[]).exits(0));
    assert_eq!((&back["outcome"], &back["revised"]), (&"new".into(), &1.into()));
    assert!(
        back["says"].to_string().contains("geen latere publicatiedatum"),
        "{back}"
    );
    assert_eq!(reading(&session, "werk"), before);
    assert_eq!(row(&sync(&session, &[]).exits(0))["outcome"], "current");
    session.on_drenthe(&["store", "verify"]).exits(0);
}

#[test]
fn another_question_is_asked_and_a_faulty_row_is_told() {
    let stub = stub();
    let session = session(&stub, ALL[0]);
    sync(&session, &[]).exits(0);
    let path = session.path("drenthe/catalogue/werk.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    let filtered = text.replace("T1\"}", "T1\", filter: \"startswith(RegioS,'CR0')\"}");
    assert_ne!(filtered, text);
    std::fs::write(&path, filtered).unwrap();
    let found = row(&sync(&session, &["--accept", "werk"]).exits(0));
    assert_eq!(
        (&found["outcome"], &found["cells"]),
        (&"new".into(), &1350.into())
    );
    // A row that cannot be read takes no part, and that is told.
    session.write(
        "drenthe/catalogue/stuk.yaml",
        text.replace("thousand-jobs", "bananen"),
    );
    sync(&session, &[])
        .exits(1)
        .complains(&["catalogue/stuk.yaml heeft fouten"]);
}

#[test]
fn a_row_of_another_form_takes_over_from_the_old_one() {
    let stub = stub();
    let session = session(&stub, ALL[3]);
    sync(&session, &[]).exits(0);
    let other = self::session(&stub, ALL[0]);
    for file in ["catalogue/werk.yaml", "indicators/werk.yaml"] {
        std::fs::copy(
            other.path(&format!("drenthe/{file}")),
            session.path(&format!("drenthe/{file}")),
        )
        .unwrap();
    }
    let found = row(&sync(&session, &[]).exits(0));
    assert_eq!(found["outcome"], "new");
    assert!(
        found["says"].to_string().contains("niet mee vergeleken"),
        "{found}"
    );
    assert_eq!(reading(&session, "werk"), reading(&session, "banen"));
}

/// A clock that ran ahead, and was set right since: what comes later counts all the same, and the days stay in order.
#[test]
fn a_clock_that_goes_backwards_hides_no_figures() {
    let stub = stub();
    let session = session(&stub, ALL[3]);
    sync(&session, &[]).exits(0);
    let records = session.listing("drenthe/snapshots");
    let mut records = records.iter().filter(|(name, _)| name.ends_with(".werk.json"));
    let (name, _) = records.next().unwrap();
    let path = format!("drenthe/snapshots/{name}");
    let text = std::fs::read_to_string(session.path(&path)).unwrap();
    let mut record: Value = serde_json::from_str(&text).unwrap();
    for (key, value) in [
        ("retrieved", "2099-01-01".into()),
        ("stored", "2099-01-01T12:00:00Z".into()),
        ("published", Value::Null),
    ] {
        record[key] = value;
    }
    session.write(&path, record.to_string());
    // The figures of Drenthe, without a later day; then those of a second revision.
    let mut table = stub.table("T1").unwrap();
    let at = (0..table.rows())
        .find(|at| {
            let (places, _) = table.row(*at).unwrap();
            (table.code(0, &places), table.code(2, &places)) == ("CR07", "2019JJ00")
        })
        .unwrap();
    let known = ["--as-of", "2099-12-31"];
    let value = || {
        let question = [
            "explain", "werk", "--region", "PV22", "--period", "2019", "--format", "json",
        ];
        let said = session.on_drenthe(&[&question[..], &known].concat()).exits(0);
        let told: Value = serde_json::from_str(&said.out).unwrap();
        told["figure"]["value"].as_f64().unwrap()
    };
    let mut last = value();
    for _ in 0..2 {
        table.revise(at, |number| number + 5.0);
        stub.publish(table.clone());
        let found = row(&sync(&session, &["--all"]).exits(0));
        assert_eq!((&found["outcome"], &found["revised"]), (&"new".into(), &1.into()));
        assert!(
            found["says"].to_string().contains("de klok van deze computer"),
            "{found}"
        );
        assert_eq!(value(), last + 5.0);
        last = value();
    }
    session.on_drenthe(&["store", "verify"]).exits(0);
}

/// No room for a page, or for all of them together: that is said, nothing half stands in the store, and with room the next run brings it in.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_costs_nothing() {
    let table = Table::from_csv("T1", JOBS).expect("the example's own CSV");
    let small = Setting { page: 200, cap: 200 };
    let stub = Stub::listen(0, vec![table], small).unwrap();
    let session = session(&stub, ALL[0]);
    let asked = session.command(["sync", "werk", "--workspace", "drenthe"]);
    // No file may grow beyond so many blocks of 512 bytes; a write that would fails as it does on a full disk.
    for blocks in ["20", "80"] {
        let mut limited = std::process::Command::new("sh");
        limited
            .args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", blocks])
            .arg(asked.get_program())
            .args(asked.get_args())
            .current_dir(asked.get_current_dir().unwrap());
        for (key, value) in asked.get_envs() {
            match value {
                Some(value) => limited.env(key, value),
                None => limited.env_remove(key),
            };
        }
        let ended = limited.output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr) + String::from_utf8_lossy(&ended.stdout);
        assert_eq!(ended.status.code(), Some(4), "{blocks}: {said}");
        assert!(said.contains("File too large"), "{blocks}: {said}");
        session.on_drenthe(&["store", "verify"]).exits(0);
        let files = session.listing("drenthe/snapshots");
        assert!(!files.iter().any(|(name, _)| name.ends_with(".werk.json")));
    }
    // What came before the disk was full is not asked again.
    let _ = stub.asked();
    let found = row(&sync(&session, &["werk"]).exits(0));
    assert_eq!(
        (&found["outcome"], &found["cells"]),
        (&"new".into(), &6000.into())
    );
    let pages = stub
        .asked()
        .iter()
        .filter(|one| one.contains("Observations"))
        .count();
    assert!(pages < 6000 / 200, "{pages}");
    session.on_drenthe(&["store", "verify"]).exits(0);
}
