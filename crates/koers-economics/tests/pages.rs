//! The page of every method has its headings, in the order that `lib.rs` lays down.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

use std::path::Path;

const ORDER: [&str; 10] = [
    "What it measures",
    "Formula",
    "In and out",
    "Assumptions",
    "Limits",
    "Withheld cells",
    "Errors",
    "Other programs",
    "Sources",
    "Example",
];
/// What no page can do without.
const NEEDED: [&str; 6] = [
    "What it measures",
    "Formula",
    "In and out",
    "Limits",
    "Sources",
    "Example",
];

/// The headings of each page in a source file: of each run of doc comments that says what is measured.
fn pages(source: &str) -> Vec<Vec<&str>> {
    let mut pages = vec![Vec::new()];
    let mut in_example = false;
    for line in source.lines() {
        in_example ^= line.starts_with("/// ```");
        if in_example {
            continue;
        }
        match line.strip_prefix("///").map(|text| text.strip_prefix(" # ")) {
            Some(Some(heading)) => pages.last_mut().unwrap().push(heading),
            Some(None) => {}
            None => pages.push(Vec::new()),
        }
    }
    pages.retain(|headings| headings.contains(&NEEDED[0]));
    pages
}

#[test]
fn every_method_has_a_page_in_order() {
    let mut found = 0;
    for family in [
        "structure",
        "growth",
        "input_output",
        "evaluation",
        "demography",
        "labour",
        "forecast",
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(family);
        for file in std::fs::read_dir(folder).unwrap() {
            let file = file.unwrap().path();
            let source = std::fs::read_to_string(&file).unwrap();
            let pages = pages(&source);
            assert!(pages.len() <= 1, "{}: one file, one method", file.display());
            for headings in pages {
                let places: Vec<Option<usize>> = headings
                    .iter()
                    .map(|heading| ORDER.iter().position(|known| known == heading))
                    .collect();
                assert!(
                    places.iter().all(Option::is_some),
                    "{}: {headings:?}",
                    file.display()
                );
                assert!(places.is_sorted(), "{}: {headings:?}", file.display());
                assert!(
                    NEEDED.iter().all(|needed| headings.contains(needed)),
                    "{}: {headings:?}",
                    file.display()
                );
                found += 1;
            }
        }
    }
    assert_eq!(found, 73);
}
