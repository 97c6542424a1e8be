//! Whatever bytes come in: nothing panics, every finding has a place in the text, and definitions come out exactly when
//! no error does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_framework::render::{Look, json, sarif, terminal};
use koers_framework::{Checked, Parsed, SourceFile, check, parse};
use koers_model::diagnostic::Severity;
use koers_model::text::Lang;
use proptest::prelude::*;
use std::path::Path;

const PATHS: &[&str] = &[
    "koers.yaml",
    "framework/oud/kader.yaml",
    "framework/oud/werk.yaml",
    "framework/nieuw/kader.yaml",
    "framework/oud-naar-nieuw.succession.yaml",
    "indicators/banen.yaml",
    "indicators/banen.test.yaml",
    "indicators/breedband.yaml",
    "indicators/breedband.test.yaml",
    "catalogue/werk.yaml",
    "catalogue/breedband.yaml",
    "criteria/oud.1.yaml",
    "criteria/oud.2.yaml",
    "aid/de-minimis.yaml",
    "selections/keuze.yaml",
    "regions/regions.csv",
    "regions/hierarchy.csv",
    "regions/events.csv",
    "regions/tiles.csv",
    "figures/cijfers.csv",
];

fn good() -> Vec<SourceFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    let read = |path: &&str| SourceFile {
        path: (*path).into(),
        bytes: std::fs::read(folder.join(path)).unwrap(),
    };
    PATHS.iter().map(read).collect()
}

fn run(files: &[SourceFile]) -> (Parsed, Checked) {
    let parsed = parse(files);
    let checked = check(&parsed, &Default::default(), Lang::Nl);
    let errors = checked
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .count();
    assert_eq!(
        checked.definitions.is_some(),
        errors == 0,
        "{:#?}",
        checked.diagnostics
    );
    assert_eq!(checked.has_errors(), errors > 0);
    for found in &checked.diagnostics {
        for label in found.primary.iter().chain(&found.secondary) {
            let text = parsed.sources().text(&label.span.file).unwrap();
            assert!(text.get(label.span.start..label.span.end).is_some(), "{found:#?}");
        }
    }
    let _ = terminal(&checked.diagnostics, parsed.sources(), Look::default());
    let _ = json(&checked.diagnostics, parsed.sources());
    let _ = sarif(&checked.diagnostics, parsed.sources());
    (parsed, checked)
}

/// Text that looks like YAML now and then.
fn yamlish() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("id: ".to_owned()),
        Just("title: {nl: é, en: e}\n".to_owned()),
        Just("lines:\n".to_owned()),
        Just("  - ".to_owned()),
        Just("    ".to_owned()),
        Just("{".to_owned()),
        Just("}".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just(", ".to_owned()),
        Just(": ".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\t".to_owned()),
        Just("\"".to_owned()),
        Just("'".to_owned()),
        Just("# é\n".to_owned()),
        Just("|\n".to_owned()),
        Just("&a ".to_owned()),
        Just("*a".to_owned()),
        Just("<<: ".to_owned()),
        Just("!t ".to_owned()),
        Just("---\n".to_owned()),
        Just("? ".to_owned()),
        Just("\u{feff}".to_owned()),
        "[a-zé€0-9#/ -]{0,6}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_without_a_panic(
        at in 0..PATHS.len(),
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        run(&[SourceFile { path: PATHS[at].into(), bytes }]);
    }

    #[test]
    fn any_text_is_read_without_a_panic(at in 0..PATHS.len(), text in yamlish()) {
        run(&[SourceFile { path: PATHS[at].into(), bytes: text.into_bytes() }]);
    }

    #[test]
    fn a_good_workspace_with_a_line_changed_is_judged(
        file in 0..PATHS.len(),
        line in 0..60_usize,
        how in 0..6_usize,
        other in 0..60_usize,
        text in yamlish(),
    ) {
        let mut files = good();
        let old = String::from_utf8(files[file].bytes.clone()).unwrap();
        let mut lines: Vec<String> = old.lines().map(str::to_owned).collect();
        let (line, other) = (line % lines.len(), other % lines.len());
        match how {
            0 => { lines.remove(line); }
            1 => lines.swap(line, other),
            2 => { let copy = lines[line].clone(); lines.insert(other, copy); }
            3 => { let cut = lines[line].char_indices().nth(other).map_or(0, |(at, _)| at); lines[line].truncate(cut); }
            4 => lines[line].push_str(&text),
            _ => lines[line] = lines[line].replace(": ", ":\n      "),
        }
        files[file].bytes = lines.join("\n").into_bytes();
        run(&files);
    }

    #[test]
    fn the_order_of_the_files_does_not_matter(seed in any::<prop::sample::Index>(), cut in 0..PATHS.len()) {
        let mut files = good();
        files[cut].bytes.truncate(seed.index(200));
        let (_, first) = run(&files);
        files.rotate_left(seed.index(PATHS.len()));
        files.reverse();
        let (_, second) = run(&files);
        prop_assert_eq!(first.diagnostics, second.diagnostics);
        prop_assert_eq!(first.definitions, second.definitions);
    }
}

#[test]
fn large_workspaces_are_read_on_several_threads_with_the_same_result() {
    let mut files = good();
    for number in 0..300 {
        let text = format!(
            "{}\n# {}\n",
            String::from_utf8_lossy(&files[5].bytes)
                .replace("indicator: banen", &format!("indicator: b{number}")),
            "x".repeat(900),
        );
        files.push(SourceFile {
            path: format!("indicators/b{number}.yaml").into(),
            bytes: text.into_bytes(),
        });
    }
    let (_, once) = run(&files);
    let (_, again) = run(&files);
    assert_eq!(once.diagnostics, again.diagnostics);
    assert_eq!(once.definitions.unwrap().indicators.len(), 302);
}

#[test]
fn scalars_are_what_they_say() {
    let mut files = good();
    let text = String::from_utf8(files[9].bytes.clone()).unwrap();
    files[9].bytes = text
        .replace("table: W1", "table: 0118")
        .replace("CC0-1.0", "no")
        .into_bytes();
    let (_, checked) = run(&files);
    let definitions = checked.definitions.unwrap();
    let set = &definitions.datasets["werk"];
    assert_eq!((set.table.as_str(), set.licence.as_str()), ("0118", "no"));
}

/// Made-up weights of a made-up split of Assen (GM0106).
#[test]
fn weights_are_held_against_the_changes_that_they_are_about() {
    let mut files: Vec<SourceFile> = good();
    files.retain(|file| !file.path.starts_with("regions/"));
    let mut with = |name: &str, text: &str| {
        files.retain(|file| *file.path != *name);
        files.push(SourceFile {
            path: name.into(),
            bytes: text.as_bytes().into(),
        });
        let found = check(&parse(&files), &Default::default(), Lang::Nl).diagnostics;
        let about = found
            .iter()
            .filter(|found| ["K015", "K016"].contains(&found.code.to_string().as_str()));
        about.map(|found| found.message.clone()).collect::<Vec<_>>()
    };
    with(
        "regions/regions.csv",
        "code,kind,name,nuts,valid_from,valid_to\nA,municipality,A,,,2011-12-31\nB,municipality,B,,,\nC,municipality,C,,,\n",
    );
    let events = "date,kind,from,to,source\n2012-01-01,split,A,B,verzonnen\n2012-01-01,split,A,C,verzonnen\n";
    assert!(with("regions/events.csv", events).is_empty());
    let head = "date,from,to,weight,basis,source\n";
    let weights = |rows: &str| format!("{head}{rows}");
    let sound = "2012-01-01,A,B,0.25,jobs,verzonnen\n2012-01-01,A,C,0.75,jobs,verzonnen\n";
    assert!(with("regions/weights.csv", &weights(sound)).is_empty());
    let faults = [
        (
            "2012-01-01,A,B,0.25,jobs,verzonnen\n",
            "de gewichten van `A` op 2012-01-01 naar banen missen `C`",
        ),
        (
            "2012-01-01,A,B,0.5,area,x\n2012-01-01,A,C,0.25,area,x\n",
            "de gewichten van `A` op 2012-01-01 naar oppervlakte tellen op tot 0,75",
        ),
        (
            "2013-01-01,A,B,1,jobs,x\n",
            "geen verandering van 2013-01-01 in regions/events.csv gaat over `A` en `B`",
        ),
    ];
    for (rows, said) in faults {
        assert_eq!(with("regions/weights.csv", &weights(rows)), [said]);
    }
    let wrong = with("regions/weights.csv", &weights("2012-01-01,A,B,veel,jobs,x\n"));
    assert_eq!(wrong.len(), 1, "{wrong:?}");
}
