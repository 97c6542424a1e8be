//! What the command line says of itself, and how it behaves on a terminal and in a pipe.

use crate::session::Session;
use std::io::Read as _;
use std::process::Stdio;

pub const COMMANDS: &[&str] = &[
    "demo",
    "new",
    "check",
    "status",
    "explain",
    "report",
    "serve",
    "import",
    "search",
    "add",
    "sync",
    "export",
    "boundaries",
    "regions",
    "regions history",
    "regions as-of",
    "regions restate",
    "regions import",
    "analyse",
    "evaluate",
    "revisions",
    "portfolio",
    "portfolio list",
    "portfolio show",
    "portfolio coverage",
    "portfolio aid",
    "portfolio check",
    "portfolio export",
    "portfolio import",
    "portfolio put",
    "portfolio end",
    "portfolio reopen",
    "appraise",
    "select",
    "promises",
    "promises due",
    "promises calibration",
    "promises total",
    "promises detect",
    "log",
    "log show",
    "log verify",
    "log backup",
    "log restore",
    "log export",
    "log import",
    "list",
    "test",
    "completions",
    "edition",
    "edition create",
    "edition list",
    "edition show",
    "edition diff",
    "edition verify",
    "store",
    "store stats",
    "store verify",
    // Throws away what examples above ask for.
    "store prune",
];

#[test]
fn every_command_explains_itself_in_both_languages() {
    let session = Session::empty();
    for lang in ["nl", "en"] {
        let mut pages = session.koers(["--help", "--lang", lang]).exits(0).out;
        for command in COMMANDS {
            pages.push_str(&format!("\n───── koers {command} ─────\n"));
            let words = command.split(' ').chain(["--help", "--lang", lang]);
            let page = session.koers(words).exits(0).out;
            let examples = if lang == "nl" { "Voorbeelden:" } else { "Examples:" };
            assert!(page.contains(examples), "{command} shows no examples");
            pages.push_str(&page);
        }
        insta::assert_snapshot!(format!("help_{lang}"), pages);
    }
}

#[test]
fn a_wrong_command_line_is_exit_code_2() {
    let session = Session::empty();
    session
        .koers(["statsu"])
        .exits(2)
        .complains(&["fout: er is geen opdracht", "bedoelt u `status`?"]);
    session
        .koers(["statsu", "--lang", "en"])
        .exits(2)
        .complains(&["error: there is no command", "did you mean `status`?"]);
    // Nothing that was typed steers the terminal.
    let steering = session.koers(["status", "--on", "\u{1b}[31mrood"]).exits(2);
    assert!(!steering.err.contains('\u{1b}'), "{}", steering.err);
    session
        .koers(["status", "--on", "31-12-2019"])
        .exits(2)
        .complains(&["JJJJ-MM-DD"]);
    session
        .koers(["status", "--format", "xml"])
        .exits(2)
        .complains(&["json"]);
    session.koers(["status"]).exits(2).complains(&["koers.yaml"]);
}

#[test]
fn what_is_not_there_is_named_with_what_is_like_it() {
    let session = Session::drenthe();
    session
        .on_drenthe(&["explain", "bannen"])
        .exits(2)
        .complains(&["bannen", "banen"]);
    session
        .on_drenthe(&["status", "--region", "PV2"])
        .exits(2)
        .complains(&["PV2"]);
    session
        .on_drenthe(&["status", "--line", "arbeidsmark"])
        .exits(2)
        .complains(&["arbeidsmarkt"]);
    session
        .on_drenthe(&["explain", "banen", "--period", "vorig jaar"])
        .exits(2)
        .complains(&["vorig jaar"]);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let session = Session::drenthe();
    let ask = ["status", "--workspace", "drenthe", "--on", "2019-12-31"];
    let plain = session.koers(ask).exits(0).out;
    assert!(!plain.contains('\u{1b}'), "no colour in a pipe");
    let forced = session.command(ask).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(forced.stdout.contains(&0x1b), "colour when asked for");
    let refused = session.command(ask).env("NO_COLOR", "1").output().unwrap();
    assert_eq!(String::from_utf8(refused.stdout).unwrap(), plain);
}

#[test]
fn completions_are_written_for_every_shell() {
    let session = Session::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = session.koers(["completions", shell]).exits(0).out;
        assert!(script.contains("koers") && script.contains("explain"), "{shell}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let session = Session::drenthe();
    let mut child = session
        .command(["list", "regions", "--workspace", "drenthe", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut first).unwrap();
    drop(out);
    let mut complaint = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut complaint)
        .unwrap();
    assert!(
        child.wait().unwrap().success() && complaint.is_empty(),
        "{complaint}"
    );
}
