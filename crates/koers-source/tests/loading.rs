//! Fetching tables from a publisher on loopback that behaves, and that misbehaves in every way that publishers do.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

use koers_model::address::{Host, WebAddress};
use koers_model::provider::{Connector, Provider};
use koers_model::snapshot::Format;
use koers_source::fetch::door::Door;
use koers_source::fetch::fault::FetchFault;
use koers_source::fetch::{Asking, Bounds, Fetcher};
use koers_source::load::{Loaded, Table, Whole};
use publisher_stub::fault::{Fault, Fit};
use publisher_stub::{Setting, Stub, table};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

const ODATA4: (&str, Connector) = ("odata4", Connector::CbsOdata4);
const FEED3: (&str, Connector) = ("feed3", Connector::CbsOdata3);
const SDMX: (&str, Connector) = ("sdmx", Connector::Eurostat);
const FILE: (&str, Connector) = ("file", Connector::File);
/// Every protocol: its word for the stub, and how it is asked.
const ALL: [(&str, Connector); 5] = [ODATA4, FEED3, ("api3", Connector::CbsOdata3), SDMX, FILE];

/// 3 regions × 4 kinds × 5 years, in pages of 7 rows.
fn stub() -> Stub {
    let setting = Setting { page: 7, cap: 7 };
    Stub::listen(0, vec![table::Table::made("T1", 3, 4, 5)], setting).unwrap()
}

fn provider(stub: &Stub, (service, connector): (&str, Connector)) -> Provider {
    Provider {
        connector,
        address: WebAddress::new(&stub.address(service, "T1")).unwrap(),
        filter: None,
    }
}

fn bounds() -> Bounds {
    Bounds {
        connect: Duration::from_secs(5),
        begin: Duration::from_millis(400),
        silence: Duration::from_millis(400),
        whole: Duration::from_secs(5),
        tries: 3,
        longest_pause: Duration::from_millis(1500),
        first_pause: Duration::from_millis(1),
    }
}

fn fetcher(provider: &Provider) -> Fetcher {
    let own = [Host::new(provider.address.host()).unwrap()];
    Fetcher::new(Door::new([&provider.address], &own), bounds())
}

fn load(provider: &Provider, folder: &Path, known: Option<&str>) -> Result<Loaded, FetchFault> {
    let table = Table {
        provider,
        known,
        folder,
    };
    table.load(&fetcher(provider), &|_| ())
}

fn whole(provider: &Provider, folder: &Path) -> Whole {
    match load(provider, folder, None) {
        Ok(Loaded::Whole(whole)) => *whole,
        other => panic!("{other:?}"),
    }
}

fn rows_asked(stub: &Stub) -> usize {
    let asked = stub.asked();
    asked
        .iter()
        .filter(|asked| asked.contains("Observations"))
        .count()
}

/// The files of a bundle, by name.
fn unpacked(path: &Path) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.insert(file.name().unwrap().into_owned(), text);
    }
    files
}

#[test]
fn every_protocol_brings_the_whole_table() {
    let stub = stub();
    for one in ALL {
        let folder = tempfile::tempdir().unwrap();
        let provider = provider(&stub, one);
        let found = whole(&provider, folder.path());
        let sets: &[&str] = match found.format {
            Some(Format::CbsOdata4Pages) => &[
                "Properties",
                "MeasureCodes",
                "Dimensions",
                "PeriodenCodes",
                "SoortCodes",
            ],
            Some(Format::CbsOdata3Pages) => &["TableInfos", "DataProperties", "RegioS", "Soort", "Perioden"],
            _ => &[],
        };
        if sets.is_empty() {
            let text = std::fs::read_to_string(&found.file).unwrap();
            let rows = text.lines().filter(|line| line.contains("S0000")).count();
            assert_eq!(rows, 60, "{one:?}");
        } else {
            let files = unpacked(&found.file);
            assert_eq!(found.rows, 60, "{one:?}");
            for name in sets {
                assert!(files.contains_key(&format!("{name}.json")), "{one:?} {name}");
            }
        }
        assert!(found.about.stamp.is_some(), "{one:?}");
        // The same table gives the same bytes, also elsewhere.
        let other = tempfile::tempdir().unwrap();
        let again = whole(&provider, other.path());
        assert_eq!(
            std::fs::read(&found.file).unwrap(),
            std::fs::read(again.file).unwrap()
        );
        // What did not change costs one question.
        let _ = stub.asked();
        let known = found.about.stamp.as_deref();
        let next = load(&provider, folder.path(), known);
        assert!(matches!(next, Ok(Loaded::Same(_))), "{one:?}");
        assert!(one != FILE || !folder.path().exists(), "nothing is left");
        assert_eq!(stub.asked().len(), 1, "{one:?}");
    }
}

#[test]
fn what_fails_for_a_moment_is_tried_again() {
    let stub = stub();
    for one in ALL {
        let provider = provider(&stub, one);
        let clean = tempfile::tempdir().unwrap();
        let wanted = std::fs::read(whole(&provider, clean.path()).file).unwrap();
        let at = match one.0 {
            "odata4" => "Observations?$skip=14",
            "feed3" => "$skip=21",
            "api3" => "UntypedDataSet",
            "sdmx" => "format=SDMX-CSV",
            _ => "T1.csv",
        };
        for fit in [
            Fit::Status(503, None),
            Fit::Status(429, Some("0".to_owned())),
            Fit::Status(429, Some("1".to_owned())),
            Fit::Drop,
            Fit::CutOff(20),
            Fit::WrongLength,
            Fit::Slow(Duration::from_millis(900)),
        ] {
            stub.fail(Fault::once(at, fit.clone()));
            let _ = stub.asked();
            let folder = tempfile::tempdir().unwrap();
            let found = whole(&provider, folder.path());
            assert_eq!(std::fs::read(found.file).unwrap(), wanted, "{one:?} {fit:?}");
            let hit = stub.asked().iter().filter(|asked| asked.contains(at)).count();
            assert!(hit > 1, "{one:?} {fit:?}");
            stub.behave();
        }
    }
}

#[test]
fn what_fails_for_good_is_told_and_leaves_nothing_half() {
    let stub = stub();
    let faults = [
        (
            Fit::Status(404, None),
            "Status",
            "status: 404, said: None, wait: None, tried: 1",
        ),
        (
            Fit::Status(503, None),
            "Status",
            "status: 503, said: None, wait: None, tried: 3",
        ),
        (
            Fit::Status(429, Some("3600".to_owned())),
            "Status",
            "wait: Some(3600s), tried: 1",
        ),
        (Fit::WebPage, "Page", "Onderhoud"),
        (Fit::ErrorBody, "Refused", "Too many results"),
        (Fit::Garbage, "Misread", ""),
        (Fit::Circle, "Circle", ""),
        (Fit::SamePage, "SamePage", ""),
        (Fit::Endless, "Rows", "said: 60"),
        (Fit::Empty, "Rows", "got: 0"),
        (Fit::CutOff(30), "CutOff", "tried: 3"),
    ];
    for (one, rows) in [(ODATA4, "Observations"), (FEED3, "UntypedDataSet")] {
        let provider = provider(&stub, one);
        for (fit, kind, part) in &faults {
            stub.fail(Fault::always(rows, fit.clone()));
            let folder = tempfile::tempdir().unwrap();
            let told = format!("{:?}", load(&provider, folder.path(), None).unwrap_err());
            assert!(
                told.starts_with(kind) && told.contains(part),
                "{one:?} {fit:?}: {told}"
            );
            assert!(!folder.path().join("whole.zip").exists());
            stub.behave();
            // Afterwards the table comes in whole.
            assert_eq!(whole(&provider, folder.path()).rows, 60, "{one:?} {fit:?}");
        }
    }
    for (one, at) in [(SDMX, "format=SDMX-CSV"), (FILE, "T1.csv")] {
        let provider = provider(&stub, one);
        for (fit, kind) in [
            (Fit::WebPage, "Page"),
            (Fit::ErrorBody, "Refused"),
            (Fit::Empty, "Nothing"),
            (Fit::Status(404, None), "Status"),
        ] {
            stub.fail(Fault::always(at, fit.clone()));
            let folder = tempfile::tempdir().unwrap();
            let told = format!("{:?}", load(&provider, folder.path(), None).unwrap_err());
            assert!(told.starts_with(kind), "{one:?} {fit:?}: {told}");
            stub.behave();
        }
    }
}

#[test]
fn who_stops_halfway_goes_on_there() {
    let stub = stub();
    let provider = provider(&stub, ODATA4);
    let folder = tempfile::tempdir().unwrap();
    let stop = || {
        stub.fail(Fault::always("$skip=28", Fit::Status(404, None)));
        assert!(load(&provider, folder.path(), None).is_err());
        stub.behave();
        let _ = stub.asked();
    };
    stop();
    assert_eq!(whole(&provider, folder.path()).rows, 60);
    let asked = stub.asked();
    let rows = asked
        .iter()
        .filter(|asked| asked.contains("Observations"))
        .count();
    assert_eq!(rows, 5, "pages 5 to 9 only: {asked:?}");
    assert!(!asked.iter().any(|asked| asked.contains("Codes")), "{asked:?}");
    // A page that was changed on disk counts for nothing.
    std::fs::remove_dir_all(folder.path()).unwrap();
    stop();
    std::fs::write(folder.path().join("00005"), b"{}").unwrap();
    assert_eq!(whole(&provider, folder.path()).rows, 60);
    assert_eq!(rows_asked(&stub), 9);
    // What was left of another state of the table is not used.
    std::fs::remove_dir_all(folder.path()).unwrap();
    stop();
    let mut changed = stub.table("T1").unwrap();
    changed.modified = "2026-05-05T02:00:00".to_owned();
    stub.publish(changed);
    assert_eq!(whole(&provider, folder.path()).rows, 60);
    assert_eq!(rows_asked(&stub), 9);
}

#[test]
fn a_table_that_changes_on_the_way_is_fetched_once_more() {
    let stub = stub();
    let provider = provider(&stub, ODATA4);
    let folder = tempfile::tempdir().unwrap();
    let change = |modified: &str| {
        let mut changed = stub.table("T1").unwrap();
        changed.modified = modified.to_owned();
        stub.publish(changed);
    };
    let told = |moment: &str| {
        whole(&provider, folder.path())
            .about
            .stamp
            .unwrap()
            .starts_with(moment)
    };
    // Once: while the fifth page is made.
    std::thread::scope(|scope| {
        stub.fail(Fault::once("$skip=28", Fit::Slow(Duration::from_millis(300))));
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(150));
            change("2026-05-05T02:00:00");
        });
        assert!(told("2026-05-05"));
    });
    assert_eq!(rows_asked(&stub), 18, "all nine pages again");
    // And again, while it is fetched once more.
    std::fs::remove_dir_all(folder.path()).unwrap();
    let stopped = &std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        stub.fail(Fault::always("$skip=28", Fit::Slow(Duration::from_millis(200))));
        scope.spawn(|| {
            for at in 1..=28 {
                if !stopped.load(std::sync::atomic::Ordering::Relaxed) {
                    change(&format!("2026-06-{at:02}T02:00:00"));
                    std::thread::sleep(Duration::from_millis(70));
                }
            }
        });
        let fault = load(&provider, folder.path(), None).unwrap_err();
        stopped.store(true, std::sync::atomic::Ordering::Relaxed);
        assert!(matches!(fault, FetchFault::Changing { .. }), "{fault:?}");
    });
}

#[test]
fn a_table_that_is_being_made_is_waited_for() {
    let stub = stub();
    let provider = provider(&stub, SDMX);
    let folder = tempfile::tempdir().unwrap();
    stub.fail(Fault::once("format=SDMX-CSV", Fit::Queued));
    let found = whole(&provider, folder.path());
    let text = std::fs::read_to_string(found.file).unwrap();
    assert_eq!(text.lines().count(), 61);
    let asked = stub.asked();
    assert_eq!(
        asked
            .iter()
            .filter(|asked| asked.contains("async/status"))
            .count(),
        3
    );
}

#[test]
fn a_filter_asks_for_its_rows_only() {
    let stub = stub();
    for (one, filter, rows) in [
        (ODATA4, "RegioS eq 'GM0001'", 20),
        (FEED3, "startswith(Soort,'S00003')", 15),
    ] {
        let mut provider = provider(&stub, one);
        provider.filter = Some(filter.to_owned());
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(whole(&provider, folder.path()).rows, rows, "{filter}");
    }
}

#[test]
fn no_host_is_asked_that_may_not_be() {
    let (stub, other) = (stub(), stub());
    let provider = provider(&stub, ODATA4);
    let asked = |fetcher: &Fetcher, address: &str| {
        let asking = Asking {
            address,
            accept: "application/json",
            known: None,
            limit: 1 << 20,
            gives_up_on: &[],
        };
        format!("{:?}", fetcher.small(&asking).unwrap_err())
    };
    // A link that leads to a host that the catalogue does not name.
    assert!(asked(&fetcher(&provider), &other.address("odata4", "T1")).starts_with("OtherHost"));
    // A host inside that is not named as one's own.
    let outside = Fetcher::new(Door::new([&provider.address], &[]), bounds());
    assert!(asked(&outside, provider.address.as_str()).starts_with("NotEncrypted"));
    // A name that leads inside.
    let port = stub.host().rsplit_once(':').unwrap().1.to_owned();
    let named = WebAddress::new(&format!("https://localhost:{port}/x")).unwrap();
    let outside = Fetcher::new(Door::new([&named], &[]), bounds());
    assert!(asked(&outside, named.as_str()).starts_with("PrivateAddress"));
    assert_eq!((stub.asked(), other.asked()), (Vec::new(), Vec::new()));
}

#[test]
fn an_answer_that_is_too_large_is_not_taken() {
    let stub = stub();
    let provider = provider(&stub, FILE);
    let asking = Asking {
        address: provider.address.as_str(),
        accept: "*/*",
        known: None,
        limit: 100,
        gives_up_on: &[],
    };
    let found = fetcher(&provider).small(&asking);
    assert!(
        matches!(found, Err(FetchFault::TooLarge { limit: 100, .. })),
        "{found:?}"
    );
}
