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
    // The one file that an example takes and no example makes.
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
