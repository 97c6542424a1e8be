//! Finer points of single rules, and that one fault does not drag others along.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use koers_framework::{Beside, SourceFile, check, parse};
use koers_model::dataset::Coverage;
use koers_model::id::Id;
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use std::collections::BTreeMap;
use std::path::Path;

/// The good workspace with some files replaced or added; an empty text takes a file away.
fn with(changes: &[(&str, &str)]) -> Vec<SourceFile> {
    fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
        for path in std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
        {
            if path.is_dir() {
                collect(root, &path, files);
            } else {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    for (path, text) in changes {
        if text.is_empty() {
            files.remove(*path);
        } else {
            files.insert((*path).to_owned(), text.as_bytes().to_vec());
        }
    }
    files
        .into_iter()
        .map(|(path, bytes)| SourceFile {
            path: path.into(),
            bytes,
        })
        .collect()
}

fn good(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    std::fs::read_to_string(root.join(path)).unwrap()
}

fn codes_with(files: &[SourceFile], coverage: &BTreeMap<Id, Coverage>) -> Vec<String> {
    let beside = Beside {
        coverage,
        register: None,
    };
    check(&parse(files), &beside, Lang::En)
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code, found.message))
        .collect()
}

fn codes(files: &[SourceFile]) -> Vec<String> {
    codes_with(files, &BTreeMap::new())
}

#[test]
fn units_follow_from_rules() {
    let set = |unit: &str| {
        format!(
            "dataset: set\ntitle: {{nl: S, en: S}}\npublisher: P\ntable: T\nlicence: CC0-1.0\n\
             attribution: {{nl: P, en: P}}\nfrequency: year\ncolumns:\n\
             \x20 - {{column: region, role: region, codes: cbs}}\n  - {{column: period, role: period}}\n\
             \x20 - {{column: a, role: value, measure: a}}\n  - {{column: p, role: value, measure: p}}\n\
             \x20 - {{column: q, role: value, measure: q}}\nmeasures:\n\
             \x20 a: {{title: {{nl: A, en: A}}, unit: {unit}, additive: true}}\n\
             \x20 p: {{title: {{nl: P, en: P}}, unit: persons, additive: true}}\n\
             \x20 q: {{title: {{nl: Q, en: Q}}, unit: percent, additive: false}}\n"
        )
    };
    let fits = |published: &str, rule: &str, unit: &str| {
        let rule = rule
            .replace("$a", "{dataset: set, measure: a}")
            .replace("$p", "{dataset: set, measure: p}")
            .replace("$q", "{dataset: set, measure: q}");
        let indicator = good("indicators/breedband.yaml")
            .replace(
                "rule: {kind: measure, of: {dataset: breedband, measure: broadband}}",
                &format!("rule: {rule}"),
            )
            .replace("unit: percent", &format!("unit: {unit}"));
        let target = good("framework/oud/werk.yaml").replace("kind: coverage", "kind: level");
        let found = codes(&with(&[
            ("indicators/breedband.yaml", &indicator),
            ("framework/oud/werk.yaml", &target),
            ("catalogue/set.yaml", &set(published)),
        ]));
        let others: Vec<&String> = found
            .iter()
            .filter(|code| !code.starts_with("K210") && !code.starts_with("K203"))
            .collect();
        assert!(others.is_empty(), "{rule} {unit}: {others:?}");
        !found.iter().any(|code| code.starts_with("K210"))
    };
    let cases = [
        ("thousand-jobs", "{kind: measure, of: $a}", "thousand-jobs", true),
        ("thousand-jobs", "{kind: measure, of: $a}", "jobs", true),
        ("thousand-jobs", "{kind: measure, of: $a}", "persons", false),
        (
            "thousand-jobs",
            "{kind: growth, of: $a, over: 1}",
            "percent-change",
            true,
        ),
        (
            "thousand-jobs",
            "{kind: growth, of: $a, over: 1}",
            "percent",
            true,
        ),
        ("thousand-jobs", "{kind: growth, of: $a, over: 1}", "index", false),
        (
            "thousand-jobs",
            "{kind: index, of: $a, base: 2015}",
            "index",
            true,
        ),
        (
            "thousand-jobs",
            "{kind: relative, of: $a, benchmark: NL01}",
            "index",
            true,
        ),
        (
            "thousand-jobs",
            "{kind: relative, of: $a, benchmark: NL01}",
            "percent",
            true,
        ),
        (
            "thousand-jobs",
            "{kind: relative, of: $a, benchmark: NL01}",
            "jobs",
            false,
        ),
        ("persons", "{kind: share, part: $a, whole: $p}", "percent", true),
        ("persons", "{kind: share, part: $a, whole: $p}", "ratio", false),
        (
            "thousand-persons",
            "{kind: share, part: $a, whole: $p}",
            "percent",
            false,
        ),
        ("jobs", "{kind: share, part: $a, whole: $p}", "percent", false),
        (
            "percent",
            "{kind: difference, of: $a, minus: $q}",
            "percentage-points",
            true,
        ),
        (
            "percent",
            "{kind: difference, of: $a, minus: $q}",
            "percent",
            false,
        ),
        ("jobs", "{kind: difference, of: $a, minus: $p}", "jobs", false),
        (
            "establishments",
            "{kind: per-head, of: $a, population: $p, per: 1000}",
            "per-thousand-inhabitants",
            true,
        ),
        (
            "establishments",
            "{kind: per-head, of: $a, population: $p, per: 100}",
            "per-thousand-inhabitants",
            false,
        ),
        (
            "establishments",
            "{kind: per-head, of: $a, population: $p, per: 1}",
            "eur-per-inhabitant",
            false,
        ),
        (
            "million-eur",
            "{kind: per-head, of: $a, population: $p, per: 1000000}",
            "eur-per-inhabitant",
            true,
        ),
        (
            "million-eur",
            "{kind: per-head, of: $a, population: $p, per: 1}",
            "eur-per-inhabitant",
            false,
        ),
        (
            "persons",
            "{kind: ratio, numerator: $a, denominator: $p, times: 100}",
            "percent",
            true,
        ),
        (
            "persons",
            "{kind: ratio, numerator: $a, denominator: $p, times: 1}",
            "percent",
            false,
        ),
        (
            "persons",
            "{kind: ratio, numerator: $a, denominator: $p, times: 1}",
            "ratio",
            true,
        ),
        (
            "jobs",
            "{kind: ratio, numerator: $p, denominator: $a, times: 1000}",
            "per-thousand-jobs",
            true,
        ),
        (
            "thousand-jobs",
            "{kind: ratio, numerator: $p, denominator: $a, times: 1}",
            "per-thousand-jobs",
            true,
        ),
        (
            "thousand-eur",
            "{kind: ratio, numerator: $a, denominator: $p, times: 1000}",
            "eur",
            true,
        ),
        (
            "jobs",
            "{kind: growth, of: {rule: {kind: ratio, numerator: $a, denominator: $p, times: 1}}, over: 1}",
            "percent",
            true,
        ),
    ];
    for (published, rule, unit, expected) in cases {
        assert_eq!(fits(published, rule, unit), expected, "{published} {rule} {unit}");
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_drag_others_along() {
    for path in [
        "framework/oud/werk.yaml",
        "framework/nieuw/kader.yaml",
        "indicators/banen.yaml",
        "catalogue/werk.yaml",
    ] {
        let found = codes(&with(&[(path, "a: [\n")]));
        assert_eq!(found.len(), 1, "{path}: {found:?}");
        assert!(found[0].starts_with("K001"), "{found:?}");
    }
}

#[test]
fn a_record_with_a_fault_is_still_known_by_its_id() {
    let broken = good("framework/oud/werk.yaml").replace("        number: 1\n", "");
    let found = codes(&with(&[("framework/oud/werk.yaml", &broken)]));
    assert_eq!(found, ["K012 the key `number` is missing"]);
}

#[test]
fn every_fault_of_every_file_is_found_in_one_pass() {
    let found = codes(&with(&[
        (
            "koers.yaml",
            "koers: 2\nname: {nl: V, en: E}\nregion: PV22\nlanguages: [fr]\n",
        ),
        (
            "framework/oud/werk.yaml",
            &good("framework/oud/werk.yaml").replace("[kg-1]", "[kg-9]"),
        ),
        (
            "indicators/banen.yaml",
            &good("indicators/banen.yaml").replace("direction: up", "direction: omhoog"),
        ),
        ("figures/cijfers.csv", "region,value\nPV22,1\n"),
    ]));
    let codes: Vec<&str> = found.iter().map(|found| &found[..4]).collect();
    assert_eq!(
        codes,
        ["K404", "K404", "K305", "K102", "K011", "K011", "K011"],
        "{found:#?}"
    );
}

fn covered(regions: &[&str], first: &str, last: &str) -> Coverage {
    Coverage {
        regions: regions
            .iter()
            .map(|code| RegionCode::new(code).unwrap())
            .collect(),
        periods: Some((Period::parse(first).unwrap(), Period::parse(last).unwrap())),
        ..Coverage::default()
    }
}

#[test]
fn parts_stand_for_their_whole_where_figures_add_up() {
    let with_parts = |regions: &[&str]| {
        let mut coverage = BTreeMap::new();
        coverage.insert(Id::new("werk").unwrap(), covered(regions, "2010", "2024"));
        codes_with(&with(&[]), &coverage)
    };
    assert_eq!(with_parts(&["CR07", "CR08", "CR09", "PV20"]), [""; 0]);
    assert_eq!(with_parts(&["PV22", "PV20"]), [""; 0]);
    assert!(!with_parts(&["CR07", "CR08", "PV20"]).is_empty());
    // Percentages do not add up.
    let mut coverage = BTreeMap::new();
    let parts = covered(&["CR07", "CR08", "CR09", "PV20"], "2010", "2024");
    coverage.insert(Id::new("breedband").unwrap(), parts);
    assert_eq!(codes_with(&with(&[]), &coverage).len(), 1);
}

#[test]
fn a_series_that_is_only_waited_for_does_not_end_early() {
    let ends = |last: &str, newest: &str| {
        let mut coverage = BTreeMap::new();
        coverage.insert(
            Id::new("werk").unwrap(),
            covered(&["PV20", "PV22"], "2010", newest),
        );
        coverage.insert(
            Id::new("breedband").unwrap(),
            covered(&["PV20", "PV22"], "2010", last),
        );
        let found = codes_with(&with(&[]), &coverage);
        found
            .iter()
            .any(|code| code.starts_with("K212") && code.contains("breedband"))
    };
    // In 2018 the figures of 2016 are the newest there are; in 2024 they are the last.
    assert!(!ends("2016", "2017"));
    assert!(ends("2016", "2024"));
    // The target is for the end of 2019: the figure of 2019 can decide, the one of 2018 cannot, once 2019 is over.
    assert!(!ends("2019", "2024"));
    assert!(ends("2018", "2024"));
}

fn published(extra: &str) -> Vec<SourceFile> {
    let before = good("koers.yaml");
    let before = before.split("publication:").next().unwrap();
    let settings = format!(
        "{before}publication:\n  publisher: {{name: {{nl: V, en: V}}}}\n  \
         contact: {{name: {{nl: T, en: T}}, email: t@example.org}}\n  licence: CC0-1.0\n{extra}"
    );
    with(&[("koers.yaml", &settings)])
}

#[test]
fn a_workspace_says_how_it_is_published() {
    use koers_model::publication::{Assessors, Conformance, Gaps, OpenLicence};
    let published_as = |files: &[SourceFile]| {
        let checked = check(&parse(files), &Beside::default(), Lang::En);
        checked.definitions.unwrap().workspace.publication
    };
    let whole = published_as(&with(&[])).unwrap();
    assert_eq!(whole.url.unwrap().as_str(), "https://koers.example.org");
    assert_eq!(whole.licence, OpenLicence::Cc0);
    assert_eq!(whole.gaps, Gaps::Public);
    assert_eq!(whole.assessors, Assessors::Named);
    let security: Vec<String> = whole
        .security
        .iter()
        .flat_map(|s| &s.contacts)
        .map(|c| c.uri())
        .collect();
    assert_eq!(
        security,
        ["mailto:veilig@example.org", "https://www.example.org/veilig"]
    );
    let accessibility = whole.accessibility.unwrap();
    assert_eq!(accessibility.status, Conformance::B);
    assert_eq!(accessibility.limits.len(), 1);
    assert_eq!(whole.theme.unwrap().as_str(), "theme/koers-theme.css");

    let least = published_as(&published("")).unwrap();
    assert_eq!((least.url, least.security), (None, None));
    assert_eq!(least.gaps, Gaps::Staff);
    assert_eq!(least.assessors, Assessors::Numbered);

    let before = good("koers.yaml");
    let silent = before.split("publication:").next().unwrap();
    assert_eq!(published_as(&with(&[("koers.yaml", silent)])), None);
}

#[test]
fn an_address_for_leaks_expires_when_newer_figures_tell_so() {
    let newest = |last: &str| {
        let mut coverage = BTreeMap::new();
        let periods = Some((Period::parse("2010").unwrap(), Period::parse(last).unwrap()));
        coverage.insert(
            Id::new("werk").unwrap(),
            Coverage {
                periods,
                ..Coverage::default()
            },
        );
        coverage
    };
    let files = |expires: &str| {
        published(&format!(
            "  security: {{contact: \"mailto:v@example.org\", expires: {expires}}}\n"
        ))
    };
    let warned = |files: &[SourceFile], coverage: &BTreeMap<Id, Coverage>| {
        let found = codes_with(files, coverage);
        found.iter().any(|found| found.starts_with("K602"))
    };
    let expired = |expires: &str, last: &str| warned(&files(expires), &newest(last));
    assert!(expired("2019-12-31", "2020"));
    // The year 2020 may still be going on.
    assert!(!expired("2020-01-01", "2020"));
    assert!(expired("2020-06-30", "2020-Q3"));
    assert!(!warned(&files("2019-12-31"), &BTreeMap::new()));
}

#[test]
fn the_address_of_the_site_is_given_in_one_way_only() {
    let found = |url: &str| {
        let files = published(&format!("  url: {url}\n"));
        let checked = check(&parse(&files), &Beside::default(), Lang::En);
        let finding = checked
            .diagnostics
            .into_iter()
            .find(|found| found.code.0 == "K601");
        finding.and_then(|finding| finding.help)
    };
    assert_eq!(found("https://koers.example.org"), None);
    assert_eq!(found("https://example.org/koers"), None);
    for wrong in [
        "http://koers.example.org",
        "https://koers.example.org/",
        "\"https://koers.example.org/?lang=nl\"",
        "\"http://koers.example.org/#top\"",
    ] {
        assert_eq!(
            found(wrong).unwrap(),
            "write `https://koers.example.org`",
            "{wrong}"
        );
    }
}
