//! Looking after the snapshots.

use crate::session::Session;
use serde_json::Value;

const EARLIER: &str = "eurostat-nama-10r-3gdp";

fn snapshots(session: &Session) -> Vec<String> {
    let names = session
        .listing("drenthe/snapshots")
        .into_iter()
        .map(|(name, _)| name);
    names.filter(|name| name.ends_with(".json")).collect()
}

#[test]
fn every_data_set_is_counted() {
    let session = Session::drenthe();
    let said = session
        .on_drenthe(&["store", "stats", "--format", "json"])
        .exits(0);
    let rows: Vec<Value> = serde_json::from_str(&said.out).unwrap();
    let row = rows.iter().find(|row| row["dataset"] == EARLIER).unwrap();
    assert_eq!(row["snapshots"], 2);
    let all: i64 = rows.iter().map(|row| row["snapshots"].as_i64().unwrap()).sum();
    assert_eq!(all as usize, snapshots(&session).len());
    session
        .on_drenthe(&["store", "stats"])
        .exits(0)
        .complains(&["momentopnamen, ", "MB"]);
}

#[test]
fn harm_is_found() {
    let session = Session::drenthe();
    session
        .on_drenthe(&["store", "verify"])
        .exits(0)
        .complains(&["heel: 19 momentopnamen"]);
    let record = snapshots(&session)
        .into_iter()
        .find(|name| name.contains(EARLIER))
        .unwrap();
    let hash = record.split('.').next().unwrap();
    session.write(&format!("drenthe/snapshots/{hash}.bytes"), "x");
    let said = session
        .on_drenthe(&["store", "verify"])
        .exits(3)
        .complains(&["niet heel: 1"]);
    assert!(
        said.out.contains(hash) && said.out.contains("veranderd"),
        "{}",
        said.out
    );
}

#[test]
fn what_is_old_goes_only_when_asked_for_twice() {
    let session = Session::drenthe();
    let before = snapshots(&session);
    let prune = |more: &[&str]| session.on_drenthe(&[&["store", "prune", "--keep", "1"][..], more].concat());
    prune(&[]).exits(0).complains(&["1 momentopname (", "--yes"]);
    assert_eq!(snapshots(&session), before);
    prune(&["--yes", "--dataset", "cbs-woz"]).exits(0);
    assert_eq!(snapshots(&session), before);
    prune(&["--yes", "--dataset", "cbs-woo"])
        .exits(2)
        .complains(&["cbs-woz"]);
    prune(&["--yes"]).exits(0);
    assert_eq!(snapshots(&session).len(), before.len() - 1);
    session.on_drenthe(&["store", "verify"]).exits(0);
    session.on_drenthe(&["status", "--on", "2019-12-31"]).exits(0);
    session.on_drenthe(&["store", "prune", "--keep", "0"]).exits(2);
}
