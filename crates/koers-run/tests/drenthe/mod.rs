//! The example workspace in memory, with its figures taken over.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
#![allow(dead_code, reason = "every suite uses some of it")]

use jiff::civil::{Date, date};
use koers_framework::SourceFile;
use koers_model::text::Lang;
use koers_run::held::Held;
use koers_run::import::{Import, import};
use koers_run::world::Memory;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The day it is in the tests.
pub const TODAY: Date = date(2026, 11, 21);

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    all.sort();
    for path in all {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// Reads the example and takes its published files over.
pub fn world() -> Memory {
    world_with(&[])
}

/// The same with files beside those of the example.
pub fn world_with(beside: &[(&str, &str)]) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/drenthe");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let named = |path: &PathBuf| {
        let name = path
            .strip_prefix(&root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        (name, std::fs::read(path).unwrap())
    };
    let beside = beside
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
    let (published, written): (Vec<_>, Vec<_>) = paths
        .iter()
        .map(named)
        .chain(beside)
        .partition(|(name, _)| name.starts_with("published/"));
    let written = written.into_iter().map(|(name, bytes)| SourceFile {
        path: name.into(),
        bytes,
    });
    let world = Memory::new(written.collect(), TODAY);
    for (origin, bytes) in &published {
        let stem = origin.trim_start_matches("published/");
        import(
            &world,
            &Import {
                dataset: stem.split('.').next().unwrap(),
                bytes,
                origin,
                format: None,
                published: None,
                stamp: None,
            },
        )
        .unwrap();
    }
    world
}

/// The example, held.
pub fn held() -> Held {
    Held::read(Arc::new(world()), Lang::Nl).unwrap()
}
