//! Finding tables in the lists of publishers on loopback.

use crate::add::session;
use crate::session::{Said, Session};
use publisher_stub::fault::{Fault, Fit};
use publisher_stub::table::Table;
use publisher_stub::{Setting, Stub};
use serde_json::Value;

fn stub() -> Stub {
    let table = |id: &str, title: &str, summary: &str| Table {
        title: title.to_owned(),
        summary: summary.to_owned(),
        ..Table::made(id, 3, 2, 20)
    };
    let tables = vec![
        table(
            "90001NED",
            "Banen van werknemers; regio",
            "Werkgelegenheid in Fryslân",
        ),
        table("90002NED", "Bevolking; regio", "Inwoners en hun banen"),
        table("90003NED", "Jobs by region", "Made up"),
    ];
    Stub::listen(0, tables, Setting::default()).unwrap()
}

fn search(session: &Session, stub: &Stub, more: &[&str]) -> Said {
    let from = format!("http://{}", stub.host());
    session.on_drenthe(&[&["search", "--from", &from], more].concat())
}

fn ids(said: &Said) -> Vec<String> {
    let rows: Vec<Value> = serde_json::from_str(&said.out).expect("a list as JSON");
    rows.iter()
        .map(|row| row["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn tables_are_found_by_their_words_and_their_number() {
    let stub = stub();
    let session = session(&stub);
    let json = |words: &[&str]| {
        search(
            &session,
            &stub,
            &[words, &["--format", "json", "--publisher", "cbs"]].concat(),
        )
        .exits(0)
    };
    assert_eq!(ids(&json(&["banen"])), ["cbs/90001NED", "cbs/90002NED"]);
    assert_eq!(ids(&json(&["BANEN", "fryslan"])), ["cbs/90001NED"]);
    assert_eq!(ids(&json(&["banen", "woningen"])), Vec::<String>::new());
    assert_eq!(ids(&json(&["90002ned"])), ["cbs/90002NED"]);
    assert_eq!(ids(&json(&["regio", "--limit", "1"])).len(), 1);
    let rows: Value = serde_json::from_str(&json(&["90002NED"]).out).unwrap();
    assert_eq!(rows[0]["periods"], "1900-1919");
    assert_eq!(rows[0]["changed_on"], "2026-02-24");
    assert_eq!(rows[0]["add"], "koers add cbs/90002NED");
    // Of both publishers, in words; what is in the workspace is told.
    session
        .on_drenthe(&[
            "add",
            "cbs/90001NED",
            "--from",
            &format!("http://{}", stub.host()),
        ])
        .exits(3);
    let both = search(&session, &stub, &["jobs", "region"])
        .exits(0)
        .complains(&["2 van 6 tabellen", "koers add"]);
    assert!(
        both.out.contains("cbs/90003NED") && both.out.contains("eurostat/90003ned"),
        "{}",
        both.out
    );
    search(&session, &stub, &["werkgelegenheit"])
        .exits(0)
        .complains(&["werkgelegenheid"]);
    search(&session, &stub, &[]).exits(2);
}

#[test]
fn a_list_is_fetched_once_and_serves_without_a_network() {
    let stub = stub();
    let session = session(&stub);
    search(&session, &stub, &["banen"]).exits(0);
    assert_eq!(stub.asked().len(), 3);
    let kept = session.listing("drenthe/cache");
    let kept: Vec<_> = kept
        .iter()
        .filter(|(name, _)| name.starts_with("catalogue-"))
        .collect();
    assert_eq!(kept.len(), 3, "{kept:?}");
    // Asked again, and not sent again: a tag that fits is answered without a list.
    search(&session, &stub, &["banen"]).exits(0);
    assert_eq!(stub.asked().len(), 3);
    let mut other = stub.table("90002NED").unwrap();
    other.title = "Vacatures; regio".to_owned();
    stub.publish(other);
    let said = search(
        &session,
        &stub,
        &["vacatures", "--format", "json", "--publisher", "cbs"],
    )
    .exits(0);
    assert_eq!(ids(&said), ["cbs/90002NED"]);
    // The publisher is away: what is kept serves, and its day is told.
    let today = std::fs::read_to_string(session.path("drenthe/cache/catalogue-cbs-4.json")).unwrap();
    let today: Value = serde_json::from_str(&today).unwrap();
    stub.fail(Fault::always("", Fit::Status(503, None)));
    let said = search(&session, &stub, &["vacatures", "--publisher", "cbs"])
        .exits(0)
        .complains(&["503", "hier staat wat CBS op", today["on"].as_str().unwrap()]);
    assert!(said.out.contains("cbs/90002NED"));
    // What is kept of another address is of no use.
    let from = stub.host().replace("127.0.0.1", "localhost");
    session
        .on_drenthe(&[
            "search",
            "banen",
            "--from",
            &format!("https://{from}"),
            "--publisher",
            "cbs",
        ])
        .exits(5);
    // A file in the cache that is none is fetched anew.
    stub.behave();
    session.write("drenthe/cache/catalogue-cbs-4.json", "{\"koers_catalogue\":1}");
    search(&session, &stub, &["vacatures", "--publisher", "cbs"]).exits(0);
}

#[test]
fn a_publisher_that_misbehaves_is_told_and_keeps_no_other_from_answering() {
    let stub = stub();
    let session = session(&stub);
    for (fit, told) in [
        (Fit::WebPage, "webpagina"),
        (Fit::Garbage, "andere vorm"),
        (Fit::CutOff(50), "brak af"),
        (Fit::Empty, "andere vorm"),
        (Fit::Circle, "opnieuw"),
        (Fit::ErrorBody, "Too many results"),
    ] {
        stub.fail(Fault::always("Datasets", fit));
        // The older service of CBS has the tables as well.
        let said = search(&session, &stub, &["banen", "--publisher", "cbs"])
            .exits(5)
            .complains(&[told]);
        assert!(said.out.contains("cbs/90001NED"), "{}", said.out);
        stub.behave();
        assert!(!session.path("drenthe/cache/catalogue-cbs-4.json").exists());
    }
    // Nobody listens.
    session
        .on_drenthe(&[
            "search",
            "banen",
            "--from",
            "https://127.0.0.1:1",
            "--publisher",
            "eurostat",
        ])
        .exits(5)
        .complains(&["own_hosts"]);
}
