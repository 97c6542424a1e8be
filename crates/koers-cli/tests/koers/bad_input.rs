//! Bad input of every kind: a clear finding with its place, the documented exit code, and nothing stored or lost.

use crate::session::Session;
use std::fmt::Write as _;

const HEAD: &str = "# publisher: made up\n# table: made up\n# published: 2020-01-01\n# retrieved: 2026-11-21\n# licence: CC0-1.0\n";
const COLUMNS: &str = "region,period,sector,value,status\n";

fn jobs(rows: &str) -> String {
    format!("{HEAD}{COLUMNS}{rows}")
}

/// Imports a file into the jobs data set, requires exit code 3 and these words, and that the store did not change.
#[track_caller]
fn refused(session: &Session, name: &str, bytes: impl AsRef<[u8]>, words: &[&str]) {
    let before = session.listing("drenthe/snapshots");
    let file = session.write(name, bytes);
    session
        .on_drenthe(&["import", file.to_str().unwrap(), "--dataset", "cbs-83582ned"])
        .exits(3)
        .complains(words);
    assert_eq!(
        session.listing("drenthe/snapshots"),
        before,
        "{name}: nothing is stored"
    );
}

#[test]
fn published_files_with_faults_are_refused_with_their_place() {
    let s = Session::drenthe();
    refused(
        &s,
        "latin1.csv",
        [jobs("").as_bytes(), b"CR07,2019,A,1.0,Frysl\xe2n\n"].concat(),
        &["UTF-8"],
    );
    refused(
        &s,
        "utf16.csv",
        [b"\xff\xfe".as_slice(), b"r\0e\0g\0"].concat(),
        &["UTF-16"],
    );
    refused(
        &s,
        "unknown-region.csv",
        jobs("CR77,2019,A,1.0,\n"),
        &["CR77", "7"],
    );
    refused(&s, "unknown-period.csv", jobs("CR07,20x9,A,1.0,\n"), &["20x9"]);
    refused(
        &s,
        "twice.csv",
        jobs("CR07,2019,A,1.0,\nCR07,2019,A,2.0,\n"),
        &["7", "8"],
    );
    refused(
        &s,
        "comma-decimals.csv",
        jobs("CR07,2019,A,\"1.234,5\",\n"),
        &["1.234,5"],
    );
    refused(&s, "words.csv", jobs("CR07,2019,A,many,\n"), &["many", "value"]);
    refused(&s, "nan.csv", jobs("CR07,2019,A,NaN,\n"), &["NaN"]);
    refused(&s, "infinite.csv", jobs("CR07,2019,A,1e999,\n"), &["1e999"]);
    refused(
        &s,
        "empty-without-reason.csv",
        jobs("CR07,2019,A,,\n"),
        &["status"],
    );
    refused(
        &s,
        "unknown-status.csv",
        jobs("CR07,2019,A,,secret\n"),
        &["secret", "suppressed"],
    );
    refused(
        &s,
        "lost-column.csv",
        format!("{HEAD}region,period,value,status\nCR07,2019,1.0,\n"),
        &["sector"],
    );
    refused(
        &s,
        "new-column.csv",
        format!("{HEAD}region,period,sector,size,value,status\nCR07,2019,A,x,1.0,\n"),
        &["size"],
    );
    refused(&s, "short-row.csv", jobs("CR07,2019,A\n"), &["7"]);
    refused(&s, "open-quote.csv", jobs("CR07,2019,\"A,1.0,\n"), &[]);
    refused(&s, "no-rows.csv", jobs(""), &[]);
    refused(&s, "empty.csv", "", &[]);
    refused(
        &s,
        "html.csv",
        "<!DOCTYPE html><html><body>Storing</body></html>",
        &[],
    );
    refused(
        &s,
        "queued.xml",
        "<env:Envelope xmlns:env=\"x\"><env:Body><queued><id>a801f1c5</id></queued></env:Body></env:Envelope>",
        &["a801f1c5"],
    );
}

#[test]
fn broken_containers_are_refused() {
    let s = Session::drenthe();
    // The beginning of a gzip stream, and no more.
    refused(
        &s,
        "cut.csv.gz",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c",
        &["gzip"],
    );
    refused(&s, "cut.zip", b"PK\x03\x04\x14\x00", &["zip"]);
    refused(
        &s,
        "cut.json",
        r#"{"version":"2.0","class":"dataset","id":["geo","time"],"size":[1,"#,
        &[],
    );
    refused(&s, "deep.json", "[".repeat(200_000), &[]);
    refused(
        &s,
        "deep-object.json",
        format!("{{\"value\":{}", "{\"a\":".repeat(100_000)),
        &[],
    );
}

#[test]
fn one_endless_line_fails_early() {
    let s = Session::drenthe();
    let mut line = jobs("");
    // 64 MiB stand in for the gigabyte: the limit on a line is far below both.
    line.push_str(&"x".repeat(64 * 1024 * 1024));
    refused(&s, "endless.csv", line, &[]);
}

#[test]
fn a_date_in_the_future_is_remarked_on() {
    let s = Session::drenthe();
    let file = s.write("future.csv", jobs("CR07,2099,A,1.0,\n"));
    s.on_drenthe(&["import", file.to_str().unwrap(), "--dataset", "cbs-83582ned"])
        .exits(0)
        .complains(&["2099"]);
}

#[test]
fn a_data_set_that_is_not_in_the_catalogue_is_named() {
    let s = Session::drenthe();
    let file = s.write("x.csv", jobs("CR07,2019,A,1.0,\n"));
    s.on_drenthe(&["import", file.to_str().unwrap(), "--dataset", "cbs-83582"])
        .exits(2)
        .complains(&["cbs-83582ned"]);
    s.on_drenthe(&["import", "not-there.csv", "--dataset", "cbs-83582ned"])
        .exits(2)
        .complains(&["not-there.csv"]);
}

#[test]
fn the_same_file_twice_is_one_snapshot() {
    let s = Session::drenthe();
    let file = s.write("x.csv", jobs("CR07,2019,A,1.0,\n"));
    let import = ["import", file.to_str().unwrap(), "--dataset", "cbs-83582ned"];
    s.on_drenthe(&import).exits(0);
    let after = s.listing("drenthe/snapshots");
    assert!(s.on_drenthe(&import).exits(0).out.contains("stond er al"));
    assert_eq!(s.listing("drenthe/snapshots"), after);
}

#[test]
fn a_snapshot_that_was_changed_is_noticed() {
    let s = Session::drenthe();
    let (record, _) = s
        .listing("drenthe/snapshots")
        .into_iter()
        .find(|(name, _)| name.ends_with(".cbs-83582ned.json"))
        .unwrap();
    let bytes = s.path(&format!(
        "drenthe/snapshots/{}.bytes",
        record.split('.').next().unwrap()
    ));
    let text = std::fs::read_to_string(&bytes).unwrap();
    std::fs::write(&bytes, text.replacen("2019,A,", "2019,A,9", 1)).unwrap();
    // With the cache and without it, and by the check too.
    s.on_drenthe(&["status", "--on", "2019-12-31"])
        .exits(4)
        .complains(&["hash"]);
    s.on_drenthe(&["explain", "banen", "--period", "2019"])
        .exits(4)
        .complains(&["hash"]);
    s.on_drenthe(&["check"]).exits(4).complains(&["hash"]);
    std::fs::remove_dir_all(s.path("drenthe/cache")).unwrap();
    s.on_drenthe(&["status", "--on", "2019-12-31"])
        .exits(4)
        .complains(&["hash"]);
    // The same publication once more puts the bytes back.
    let file = s.write("again.csv", text);
    s.on_drenthe(&["import", file.to_str().unwrap(), "--dataset", "cbs-83582ned"])
        .exits(0);
    s.on_drenthe(&["status", "--on", "2019-12-31"]).exits(0);
    s.on_drenthe(&["check"]).exits(0);
}

/// Made-up home values, one figure.
fn homes(published: &str, value: u32) -> String {
    format!(
        "# publisher: made up\n# table: made up\n# published: {published}\n# retrieved: 2026-11-21\n# licence: CC0-1.0\nregion,period,value,status\nPV22,2025,{value},\n"
    )
}

#[test]
fn of_two_imports_of_one_day_the_last_counts() {
    let s = Session::drenthe();
    for value in [600, 500, 400, 300, 200, 100, 250] {
        let file = s.write(&format!("{value}.csv"), homes("unknown", value));
        s.on_drenthe(&["import", file.to_str().unwrap(), "--dataset", "cbs-woz"])
            .exits(0);
        let told = s
            .on_drenthe(&["explain", "woz-waarde", "--period", "2025"])
            .exits(0)
            .out;
        assert!(
            told.contains(&format!("{value} ")),
            "not the last import, {value}:\n{told}"
        );
    }
}

#[test]
fn a_publication_of_the_future_does_not_count_yet() {
    let s = Session::drenthe();
    let ask = ["status", "--on", "2026-01-01", "--format", "json"];
    let before = s.on_drenthe(&ask).exits(0).out;
    let file = s.write("future.csv", homes("2999-01-01", 999));
    s.on_drenthe(&["import", file.to_str().unwrap(), "--dataset", "cbs-woz"])
        .exits(0)
        .complains(&["2999-01-01"]);
    assert_eq!(s.on_drenthe(&ask).exits(0).out, before);
    let told = s
        .on_drenthe(&["explain", "woz-waarde", "--period", "2025"])
        .exits(0)
        .out;
    assert!(!told.contains("999"), "{told}");
}

#[test]
fn hand_entered_figures_are_checked_like_tables() {
    let s = Session::drenthe();
    let path = s.path("drenthe/figures/beleidstekst.csv");
    let whole = std::fs::read_to_string(&path).unwrap();
    let faults = [
        ("PV22,2014,nww-rate,12.1,", "PV22,2014,nww-rate,\"12,1\",", "12,1"),
        ("PV22,2014,nww-rate,12.1,", "PV99,2014,nww-rate,12.1,", "PV99"),
        ("PV22,2014,nww-rate,12.1,", "PV22,2014,nww-rat,12.1,", "nww-rat"),
    ];
    for (from, to, word) in faults {
        std::fs::write(&path, whole.replacen(from, to, 1)).unwrap();
        let said = s.on_drenthe(&["check"]).exits(1);
        assert!(
            said.out.contains("figures/beleidstekst.csv") && said.out.contains(word),
            "{word}:\n{}",
            said.out
        );
    }
    // Before the first figure of the text was known there is no figure, which is no fault.
    std::fs::write(&path, &whole).unwrap();
    let other = s.write("drenthe/figures/andere.csv", whole);
    assert!(
        s.on_drenthe(&["check"])
            .exits(1)
            .out
            .contains("catalogue/andere.yaml")
    );
    std::fs::remove_file(other).unwrap();
    s.on_drenthe(&["status", "--on", "2019-12-31", "--as-of", "2014-01-01"])
        .exits(0);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read_and_not_replaced() {
    let s = Session::drenthe();
    std::os::unix::fs::symlink("/dev/zero", s.path("drenthe/indicators/endless.yaml")).unwrap();
    s.on_drenthe(&["check"]).exits(4).complains(&["endless.yaml"]);
    std::fs::remove_file(s.path("drenthe/indicators/endless.yaml")).unwrap();
    let banen = s.path("drenthe/indicators/banen.yaml");
    let misnamed = s.path("drenthe/indicators/banen.yml");
    std::fs::rename(&banen, &misnamed).unwrap();
    assert!(s.on_drenthe(&["check"]).exits(1).out.contains("banen.yml"));
    std::fs::rename(&misnamed, &banen).unwrap();
    let target = s.write("target.html", "old");
    std::os::unix::fs::symlink(&target, s.path("link.html")).unwrap();
    s.on_drenthe(&["report", "--output", "link.html"]).exits(0);
    assert!(s.path("link.html").symlink_metadata().unwrap().is_symlink());
    assert!(
        std::fs::read_to_string(target)
            .unwrap()
            .starts_with("<!doctype html>")
    );
    s.on_drenthe(&["report", "--output", "x.pdf"]).exits(2);
}

#[test]
fn a_disk_that_cannot_be_written_loses_nothing() {
    let s = Session::drenthe();
    // A file where the folder should be: the same for every user, root included.
    std::fs::rename(s.path("drenthe/snapshots"), s.path("drenthe/aside")).unwrap();
    s.write("drenthe/snapshots", "in the way");
    let file = s.write("x.csv", jobs("CR07,2019,A,1.0,\n"));
    s.on_drenthe(&["import", file.to_str().unwrap(), "--dataset", "cbs-83582ned"])
        .exits(4)
        .complains(&["snapshots"]);
    std::fs::remove_file(s.path("drenthe/snapshots")).unwrap();
    std::fs::rename(s.path("drenthe/aside"), s.path("drenthe/snapshots")).unwrap();
    s.on_drenthe(&["status", "--on", "2019-12-31"]).exits(0);
    // A cache that cannot be written costs time only.
    std::fs::remove_dir_all(s.path("drenthe/cache")).unwrap();
    s.write("drenthe/cache", "in the way");
    s.on_drenthe(&["status", "--on", "2019-12-31"]).exits(0);
    s.on_drenthe(&["report", "--output", "no/such/folder/x.html"])
        .exits(4);
}

/// A full disk: a file system of 256 kB in memory, where the system lets us make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let s = Session::drenthe();
    let snapshots = s.path("drenthe/snapshots");
    let mount = std::process::Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=256k", "koers-test"])
        .arg(&snapshots)
        .output();
    if !mount.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this user cannot mount a small file system");
        return;
    }
    let mut large = jobs("");
    for year in 1000..3000 {
        for sector in ["A", "BE", "FZ", "GI"] {
            let _ = writeln!(large, "CR07,{year},{sector},1.0,");
            let _ = writeln!(large, "CR08,{year},{sector},1.0,");
        }
    }
    let file = s.write("large.csv", large);
    let first = s.write("small.csv", jobs("CR07,2019,A,1.0,\n"));
    let import = |file: &std::path::Path| {
        s.on_drenthe(&["import", file.to_str().unwrap(), "--dataset", "cbs-83582ned"])
    };
    let (small, large) = (import(&first), import(&file));
    let left = s.listing("drenthe/snapshots");
    let unmounted = std::process::Command::new("umount").arg(&snapshots).status();
    small.exits(0);
    large.exits(4);
    assert!(unmounted.is_ok_and(|status| status.success()));
    assert_eq!(
        left.len(),
        2,
        "the small snapshot with its record, and no temporary file: {left:?}"
    );
}

#[test]
fn policy_files_with_traps_are_found_out() {
    let s = Session::drenthe();
    let check = |name: &str, text: &str, words: &[&str]| {
        let path = format!("drenthe/indicators/{name}.yaml");
        s.write(&path, text);
        let said = s.on_drenthe(&["check", "--lang", "en"]).exits(1);
        for word in words {
            assert!(said.out.contains(word), "{name}: no `{word}` in:\n{}", said.out);
        }
        assert!(
            said.out.contains(&format!("indicators/{name}.yaml:")),
            "{name}: no place in:\n{}",
            said.out
        );
        std::fs::remove_file(s.path(&path)).unwrap();
    };
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nindicator: *c\n";
    check("bomb", bomb, &["1:4"]);
    check("twice", "indicator: twice\nindicator: twice\n", &["2:1"]);
    check("deep", &format!("indicator: {}", "[".repeat(5000)), &[]);
    check("tab", "indicator:\tx\n\tversion: 1\n", &[]);
    check(
        "unknown",
        "indicator: unknown\nverison: 1\n",
        &["verison", "version"],
    );
    check("list", "- a\n- b\n", &[]);
    check("empty", "", &[]);
    // Warnings of the example itself do not fail the check.
    s.on_drenthe(&["check"]).exits(0);
}

#[test]
fn a_refusal_says_what_to_do() {
    let session = Session::practice();
    // Outside a workspace: where was looked, and the ways out.
    let outside = session.koers(["status"]).exits(2);
    let here = std::fs::canonicalize(session.path(".")).unwrap();
    outside.complains(&[
        &here.display().to_string(),
        "-w MAP",
        "cd MAP",
        "koers demo --practice",
    ]);
    session
        .on_practice(&["select", "ronde-2028"])
        .exits(2)
        .complains(&["geen keuze `ronde-2028` in selections/; bedoelt u ronde-2027?"]);
    // A key is known by its heading too.
    let put = [
        "portfolio",
        "put",
        "actions",
        "id=fietspont",
        "stand=toegekend",
        "--reason",
        "proef",
    ];
    session
        .on_practice(&put)
        .exits(2)
        .complains(&["bedoelt u stage? Er zijn:"]);
    // A comma is read as on a form, and what may be two numbers is not read.
    let detect =
        |effect| session.on_practice(&["promises", "detect", "--indicator", "banen", "--effect", effect]);
    assert_eq!(detect("0,2").exits(0).out, detect("0.2").exits(0).out);
    detect("-0,2").exits(0);
    detect("1.234").exits(2).complains(&["kan het twee dingen zijn"]);
    detect("veel").exits(2).complains(&["een getal, zoals 0,2"]);
}

#[test]
fn a_plan_that_names_what_nobody_entered_is_told_where_it_stands() {
    let session = Session::practice();
    session.on_practice(&["check"]).exits(0);
    let path = "oefening/selections/ronde-2027.yaml";
    let text = std::fs::read_to_string(session.path(path)).unwrap();
    session.write(
        path,
        text.replace("source: streekreserve", "source: streekresreve"),
    );
    // A warning: the rest of the workspace works, and what is missing may still have to be entered.
    let said = session.on_practice(&["check"]).exits(0).out;
    for part in [
        "K714",
        "`streekresreve`",
        "selections/ronde-2027.yaml:17:",
        "bedoelt u `streekreserve`?",
    ] {
        assert!(said.contains(part), "no {part} in:\n{said}");
    }
    session
        .on_practice(&["select", "ronde-2027", "--quick"])
        .exits(2)
        .complains(&["streekresreve"]);
}
