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
    let said = session.koers(["check", "--workspace", "gebied"]).exits(0);
    assert_eq!(said.out, "niets gevonden\n");
    session.koers(["status", "--workspace", "gebied"]).exits(0);
    session.koers(["new", "gebied"]).exits(2);
}

/// A programme of one page, made up, with the name that the files to begin with have.
const PROGRAMME: &str = "\
framework: programma
about:
  title: {nl: \"Programma (verzonnen)\", en: \"Programme (made up)\"}
  period: {from: 2027-01-01, to: 2030-12-31}
  region: PV21
  text: {nl: \"Een verzonnen programma.\", en: \"A made-up programme.\"}
  cite: programma#1
documents:
  - id: programma
    title: {nl: \"Programma (verzonnen)\", en: \"Programme (made up)\"}
    publisher: \"Een provincie (verzonnen)\"
    sections:
      - {id: \"1\", title: {nl: \"Begin\", en: \"Beginning\"}}
";

#[test]
fn the_yardstick_and_the_plan_of_a_new_workspace_check_as_soon_as_there_is_a_programme() {
    for (lang, end) in [("nl", "voorbeeld"), ("en", "example")] {
        let session = Session::empty();
        session
            .koers(["new", "gebied", "--region", "PV21", "--lang", lang])
            .exits(0);
        session.write("gebied/framework/programma/programma.yaml", PROGRAMME);
        let before = session.koers(["check", "--workspace", "gebied"]).exits(0);
        for file in ["criteria/meetlat.1.yaml", "selections/ronde.yaml"] {
            let given = session.path(&format!("gebied/{file}.{end}"));
            std::fs::rename(given, session.path(&format!("gebied/{file}"))).unwrap();
        }
        let after = session.koers(["check", "--workspace", "gebied"]).exits(0);
        assert_eq!(before.out, after.out);
    }
}
