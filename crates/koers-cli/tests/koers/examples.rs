//! Every example that the help, the README and the guides show works when it is copied.

use crate::help::COMMANDS;
use crate::session::Session;
use std::path::{Path, PathBuf};

/// Examples that are not run here, by how they begin, and why.
const NOT_HERE: &[(&str, &str)] = &[
    (
        "demo",
        "makes the workspaces in which the others run, and is tested by itself",
    ),
    ("serve", "does not end by itself"),
    ("import", "takes a file that a publisher brings out"),
    ("boundaries", "takes a file that a publisher brings out"),
    ("regions import", "takes a file that a publisher brings out"),
    (
        "search",
        "asks publishers, and is tested with one on this machine",
    ),
    ("add", "asks publishers, and is tested with one on this machine"),
    (
        "sync werkloosheid",
        "names a data set that the example before it adds",
    ),
    (
        "analyse synthetic-control --input",
        "takes a published table that is not ours to hand on; the room holds it against one",
    ),
    ("log restore", "names a copy, and each copy has a name of its own"),
    (
        "log import",
        "needs a register in which nothing was entered, and often a server",
    ),
    (
        "log verify --known",
        "names a state of the log that only the reader wrote down",
    ),
];

/// Tables that examples take and none makes, made up but for the last: the regions of Farhauer and Kröll (2013).
const TABLES: [(&str, &str); 4] = [
    ("bbp.csv", "land,bbp,inwoners\nA,10,1\nB,20,3\nC,70,4\n"),
    ("banen.csv", "regio,industrie,zorg\nA,10,30\nB,40,20\n"),
    (
        "b.csv",
        "region,sector,2000,2001\nB,industrie,60,85\nB,bouw,30,55\nB,handel,30,40\nB,diensten,40,35\n",
    ),
    (
        "regions.csv",
        "region,sector,2000,2001\nA,i1,90,100\nA,i2,20,40\nA,i3,10,10\nA,i4,60,55\nB,i1,60,85\nB,i2,30,55\nB,i3,30,40\nB,i4,40,35\nC,i1,250,255\nC,i2,100,115\nC,i3,110,85\nC,i4,300,390\n",
    ),
];

/// The words of a line as a shell splits it, up to a comment, a redirection or the next command.
fn words(line: &str) -> Vec<String> {
    let (mut all, mut word, mut quoted, mut begun) = (Vec::new(), String::new(), false, false);
    for sign in line.chars() {
        match sign {
            '"' => (quoted, begun) = (!quoted, true),
            '#' | '>' | '|' | '&' if !quoted && !begun => break,
            ' ' if !quoted => {
                if begun {
                    all.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            _ => {
                word.push(sign);
                begun = true;
            }
        }
    }
    if begun {
        all.push(word);
    }
    all
}

/// Runs one example, in the folder of a workspace unless it names a folder itself. Whether it was run.
#[track_caller]
fn run(session: &Session, line: &str, workspace: &str, place: &str) -> bool {
    let words = words(line);
    let command = words.join(" ");
    if NOT_HERE.iter().any(|(not, _)| command.starts_with(not)) {
        return false;
    }
    let names_one =
        command.starts_with("new ") || words.iter().any(|word| word == "-w" || word == "--workspace");
    let folder = session.path(if names_one { "" } else { workspace });
    for (name, table) in TABLES {
        if words.iter().any(|word| word == name) {
            std::fs::write(folder.join(name), table).unwrap();
        }
    }
    if words.iter().any(|word| word == "plan.yaml") {
        for (name, text) in crate::evaluate::beside() {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    // A text that an example takes and no example makes.
    if words.iter().any(|word| word == "voorstel.txt") {
        std::fs::write(folder.join("voorstel.txt"), "Mensen vinden werk in de techniek.").unwrap();
    }
    let said = session
        .command(&words)
        .env("KOERS_WHO", "proef")
        .current_dir(&folder)
        .output()
        .unwrap();
    let why = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{place}: koers {line}: {why}");
    true
}

#[test]
fn every_example_of_the_help_works() {
    let session = Session::both();
    let mut ran = 0;
    for command in std::iter::once(&"").chain(COMMANDS) {
        // Each page begins anew: no file is written over unasked.
        for name in ["register.json", "register.xlsx", "logboek.jsonl"] {
            let _ = std::fs::remove_file(session.path("drenthe").join(name));
        }
        let asked = command.split_whitespace().chain(["--help"]);
        let page = session.koers(asked).exits(0).out;
        let examples = page.lines().skip_while(|line| *line != "Voorbeelden:").skip(1);
        for line in examples.take_while(|line| !line.is_empty()) {
            let example = line.strip_prefix("  koers ");
            let example = example.unwrap_or_else(|| panic!("{command}: `{line}` is no whole example"));
            ran += usize::from(run(&session, example, "drenthe", command));
        }
    }
    assert!(ran > 40, "only {ran} examples were found");
}

/// The pages of the documentation with examples.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut pages = vec![root.join("README.md")];
    for folder in ["docs/guide", "docs/methods"] {
        let entries = std::fs::read_dir(root.join(folder)).unwrap();
        pages.extend(entries.map(|entry| entry.unwrap().path()));
    }
    pages.retain(|page| page.extension().is_some_and(|kind| kind == "md"));
    pages.sort();
    pages
}

#[test]
fn every_example_of_the_documentation_works() {
    let mut ran = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap().replace("\\\n", " ");
        let name = page.file_name().unwrap().to_str().unwrap();
        let workspace = match name {
            "practice.md" | "entry.md" => "oefening",
            _ => "drenthe",
        };
        let (mut fenced, mut session) = (false, None);
        for line in text.lines() {
            fenced ^= line.starts_with("```");
            let line = line.strip_prefix("$ ").unwrap_or(line);
            let Some(line) = line.strip_prefix("koers ").filter(|_| fenced) else {
                continue;
            };
            let session = session.get_or_insert_with(Session::both);
            ran += usize::from(run(session, line, workspace, name));
        }
    }
    assert!(ran >= 60, "only {ran} examples were found");
}
