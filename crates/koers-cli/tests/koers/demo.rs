//! What a newcomer does first.

use crate::session::Session;

#[test]
fn the_loop_runs_on_drenthe_in_one_command() {
    let session = Session::empty();
    let said = session.koers(["demo", "--no-serve"]).exits(0);
    for line in [
        "Concurrentiekracht",
        "Groene economie",
        "Vestigingsklimaat",
        "Arbeidsmarkt",
    ] {
        assert!(
            said.out.to_lowercase().contains(&line.to_lowercase()),
            "no {line} in the table:\n{}",
            said.out
        );
    }
    for verdict in ["op koers", "niet te zeggen"] {
        assert!(
            said.out.to_lowercase().contains(verdict),
            "no {verdict} in the table"
        );
    }
    // Each programme on its own last day, as the dashboard shows it.
    for day in ["31 december 2019", "31 december 2023"] {
        assert!(said.out.contains(day), "no {day}:\n{}", said.out);
    }
    for title in ["Economische Koers", "Collegeakkoord"] {
        assert_eq!(said.out.matches(title).count(), 1, "{title} once:\n{}", said.out);
    }
    assert!(said.err.contains("drenthe/verslag.html"), "{}", said.err);
    let report = std::fs::read_to_string(session.path("drenthe/verslag.html")).unwrap();
    assert!(report.starts_with("<!doctype html>") && report.contains("<html lang=\"nl\""));
    assert!(
        !report.contains("http://") || !report.contains("src=\"http"),
        "the page asks for nothing from outside"
    );
}

#[test]
fn what_is_there_is_not_overwritten() {
    let session = Session::empty();
    session.write("drenthe/mine.txt", "mine");
    session
        .koers(["demo", "--no-serve"])
        .exits(2)
        .complains(&["drenthe"]);
    assert_eq!(session.listing("drenthe"), [("mine.txt".to_owned(), 4)]);
}

#[test]
fn the_same_question_gives_the_same_bytes_anywhere() {
    let (here, there) = (Session::empty(), Session::drenthe());
    here.koers(["demo", "--no-serve"]).exits(0);
    for arguments in [
        vec!["report", "--on", "2019-12-31", "--as-of", "2026-11-21"],
        vec![
            "status",
            "--on",
            "2019-12-31",
            "--as-of",
            "2026-11-21",
            "--format",
            "json",
        ],
        vec![
            "report",
            "--on",
            "2019-12-31",
            "--as-of",
            "2026-11-21",
            "--format",
            "md",
            "--lang",
            "en",
        ],
    ] {
        assert_eq!(
            here.on_drenthe(&arguments).exits(0).out,
            there.on_drenthe(&arguments).exits(0).out
        );
    }
}

#[test]
fn without_its_cache_a_workspace_gives_the_same_answer() {
    let session = Session::drenthe();
    let ask = ["status", "--on", "2019-12-31", "--format", "json"];
    let with = session.on_drenthe(&ask).exits(0).out;
    std::fs::remove_dir_all(session.path("drenthe/cache")).unwrap();
    assert_eq!(session.on_drenthe(&ask).exits(0).out, with);
    assert!(
        !session.listing("drenthe/cache").is_empty(),
        "the cache is made anew"
    );
}

#[test]
fn the_golden_tests_of_the_example_pass() {
    let said = Session::drenthe().on_drenthe(&["test"]).exits(0);
    assert!(
        said.out.lines().count() > 50,
        "there are two tests or more for each of the 30-odd indicators"
    );
}

#[test]
fn a_new_workspace_checks() {
    let session = Session::empty();
    session
        .koers(["new", "gebied", "--name", "Het \"gebied\"", "--region", "PV21"])
        .exits(0);
    session.koers(["check", "--workspace", "gebied"]).exits(0);
    session.koers(["status", "--workspace", "gebied"]).exits(0);
    session.koers(["new", "gebied"]).exits(2);
}
