//! A workspace in a place where nothing may be written: everything can be read, and what would be changed is refused with the reason.

use crate::session::Session;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Output};

/// Somebody who owns nothing.
const NOBODY: u32 = 65_534;

/// Takes away the right to write in a folder and in everything in it, or gives it back.
fn writable(folder: &Path, may: bool) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            writable(&path, may);
        } else {
            fs::set_permissions(&path, Permissions::from_mode(if may { 0o644 } else { 0o444 })).unwrap();
        }
    }
    fs::set_permissions(folder, Permissions::from_mode(if may { 0o755 } else { 0o555 })).unwrap();
}

/// A session whose workspace may only be read, and a copy of the binary that anybody may run.
fn read_only() -> Session {
    let session = Session::practice();
    let copy = session.path("koers");
    fs::copy(env!("CARGO_BIN_EXE_koers"), &copy).unwrap();
    fs::set_permissions(session.path(""), Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&copy, Permissions::from_mode(0o755)).unwrap();
    writable(&session.path("oefening"), false);
    session
}

/// Runs a command as somebody whom the rights hold: the one who may do everything becomes nobody.
fn run(session: &Session, arguments: &[&str]) -> Output {
    let mut command = Command::new(session.path("koers"));
    command
        .args(arguments)
        .args(["--workspace", "oefening"])
        .current_dir(session.path(""))
        .env_remove("KOERS_LANG")
        .env_remove("KOERS_DATABASE");
    if fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0) {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output().unwrap()
}

#[test]
fn a_register_that_may_not_be_written_is_read_and_not_changed() {
    let session = read_only();
    let before = session.listing("oefening");
    for arguments in [
        &["portfolio", "list"][..],
        &["portfolio", "check"],
        &["portfolio", "list", "--format", "json"],
        &["promises", "due"],
        &["log", "verify"],
        &["log", "show"],
    ] {
        let output = run(&session, arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        assert!(!output.stdout.is_empty(), "{arguments:?}");
    }
    let output = run(
        &session,
        &[
            "portfolio",
            "put",
            "organisations",
            "id=nieuw-bv",
            "name=Nieuw (verzonnen)",
            "kind=bedrijf",
            "--who",
            "toets",
            "--reason",
            "proef",
        ],
    );
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("lezen kan, wijzigen niet"), "{said}");
    assert_eq!(session.listing("oefening"), before);

    // Changes that are not in the file yet cannot be left out in silence.
    writable(&session.path("oefening"), true);
    fs::write(session.path("oefening/koers.db-wal"), b"wijzigingen").unwrap();
    writable(&session.path("oefening"), false);
    let output = run(&session, &["portfolio", "list"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("koers.db-wal"), "{said}");
    writable(&session.path("oefening"), true);
}
