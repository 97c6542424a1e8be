//! A workspace in which nobody entered anything yet.

use crate::session::Session;

fn fresh() -> Session {
    let session = Session::empty();
    session
        .koers(["new", "leeg", "--name", "Leeg (verzonnen)", "--region", "PV22"])
        .exits(0);
    session
}

#[test]
fn a_copy_of_nothing_is_no_error_and_what_is_not_there_is_said() {
    let session = fresh();
    let before = session.listing("leeg");
    let said = session.koers(["log", "backup", "-w", "leeg"]).exits(0);
    assert!(
        said.out.is_empty() && said.err.contains("nog niets ingevoerd"),
        "{}",
        said.err
    );
    for verb in ["show", "verify"] {
        session
            .koers(["log", verb, "-w", "leeg"])
            .exits(2)
            .complains(&["nog niets ingevoerd"]);
    }
    session
        .koers(["log", "restore", "weg.db", "-w", "leeg"])
        .exits(2)
        .complains(&["weg.db"]);
    assert_eq!(session.listing("leeg"), before, "looking makes no file");
}

#[test]
fn a_copy_goes_back_into_a_workspace_that_has_nothing() {
    let (from, to) = (Session::drenthe(), fresh());
    let copy = from.on_drenthe(&["log", "backup"]).exits(0).out;
    let copy = from.path("").join(copy.trim());
    to.koers(["log", "restore", copy.to_str().unwrap(), "-w", "leeg"])
        .exits(0);
    to.koers(["log", "verify", "-w", "leeg"]).exits(0);
}

#[test]
fn a_register_on_a_server_is_copied_by_the_server() {
    let session = fresh();
    for words in [&["log", "backup"][..], &["log", "restore", "kopie.db"]] {
        let said = session
            .command(words.iter().chain(&["-w", "leeg"]))
            .env("KOERS_DATABASE", "host=/bestaat-niet dbname=koers")
            .output()
            .unwrap();
        let why = String::from_utf8(said.stderr).unwrap();
        assert_eq!(said.status.code(), Some(2), "{why}");
        assert!(why.contains("pg_dump"), "{why}");
    }
}
