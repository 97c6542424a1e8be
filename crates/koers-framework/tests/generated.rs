//! Schemas and rule pages in the tree are the ones that the code gives.
//!
//! `UPDATE=1 cargo test -p koers-framework --test generated` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_framework::{rule_pages, schemas};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// `whole`: nothing else may stand in the folder.
fn compare(folder: &str, files: &[(String, String)], whole: bool) {
    let folder = root().join(folder);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(&folder).unwrap();
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    let names: BTreeSet<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let there: BTreeSet<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.is_subset(&there), "{names:?} in {}", folder.display());
    if whole {
        assert_eq!(there, names, "{}", folder.display());
    }
    for (name, text) in files {
        let written = std::fs::read_to_string(folder.join(name)).unwrap();
        assert!(written == *text, "{name} is stale: run with UPDATE=1");
    }
}

#[test]
fn schemas_are_fresh() {
    // Other rooms add schemas of what they write.
    compare("schemas", &schemas(), false);
}

#[test]
fn rule_pages_are_fresh() {
    compare("docs/rules", &rule_pages(), true);
}
