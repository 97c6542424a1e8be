//! The import table in ARCHITECTURE.md and `cargo metadata` say the same.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should say where")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

type Arrows = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// The names between backticks in a table cell.
fn names(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn drawn() -> Arrows {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let table = page
        .split("<!-- layers:begin -->")
        .nth(1)
        .unwrap()
        .split("<!-- layers:end -->")
        .next()
        .unwrap();
    table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let mut cells = line.trim_matches('|').split('|');
            let room = names(cells.next().unwrap()).pop_first().unwrap();
            (room, names(cells.next().unwrap_or_default()))
        })
        .collect()
}

fn built() -> Arrows {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: BTreeSet<&str> = packages
        .iter()
        .map(|package| package["name"].as_str().unwrap())
        .collect();
    packages
        .iter()
        .map(|package| {
            let arrows = package["dependencies"].as_array().unwrap().iter();
            // Tests may look into any room; the house is what is built from.
            let arrows = arrows.filter(|dependency| dependency["kind"].is_null());
            let arrows = arrows.map(|dependency| dependency["name"].as_str().unwrap());
            let arrows = arrows
                .filter(|name| ours.contains(name))
                .map(str::to_owned)
                .collect();
            (package["name"].as_str().unwrap().to_owned(), arrows)
        })
        .collect()
}

#[test]
fn the_import_table_is_true() {
    let (drawn, built) = (drawn(), built());
    assert!(drawn.len() >= 8, "the table in ARCHITECTURE.md was not found");
    assert_eq!(drawn, built, "left: ARCHITECTURE.md, right: cargo metadata");
}

#[test]
fn only_the_folder_room_and_the_edge_touch_files() {
    // `run` and the rooms below it are handed bytes. `source` and `cli` are the two that open files.
    let forbidden = [
        "std::fs",
        "std::net",
        "std::env::var",
        "SystemTime::now",
        "Instant::now",
        "Zoned::now",
    ];
    let pure = [
        "model",
        "framework",
        "table",
        "indicator",
        "outcome",
        "report",
        "run",
    ];
    let mut found = Vec::new();
    for room in pure {
        let mut folders = vec![root().join("crates").join(format!("koers-{room}")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let text = std::fs::read_to_string(&path).unwrap();
                    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
                    found.extend(
                        forbidden
                            .iter()
                            .filter(|word| code.contains(*word))
                            .map(|word| format!("{}: {word}", path.display())),
                    );
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
