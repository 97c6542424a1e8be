//! What was believed before: the two publications of one table of the example, held against the files themselves, and a verdict that a revision flips.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

mod drenthe;

use jiff::civil::date;
use koers_model::id::Id;
use koers_model::region::RegionCode;
use koers_model::revision::{DatasetRevisions, Fate, FlipReason, IndicatorRevisions, Revisions};
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_model::verdict::Verdict;
use koers_run::error::RunError;
use koers_run::import::{Import, import};
use koers_run::revisions::{Asked, revisions_of};
use koers_run::workspace;
use koers_run::world::World;
use std::collections::BTreeMap;

const EARLIER: &str = include_str!("../../../examples/drenthe/published/eurostat-nama-10r-3gdp.2022-04.csv");
const LATER: &str = include_str!("../../../examples/drenthe/published/eurostat-nama-10r-3gdp.csv");
const JOBS: &str = include_str!("../../../examples/drenthe/published/cbs-83582ned.csv");

fn ask(world: &dyn World, what: &str, asked: &Asked) -> Result<Revisions, RunError> {
    let workspace = workspace::read(world, Lang::Nl).unwrap();
    revisions_of(world, &workspace, what, asked)
}

fn of_indicator(world: &dyn World, what: &str, asked: &Asked) -> IndicatorRevisions {
    match ask(world, what, asked).unwrap() {
        Revisions::Indicator(found) => *found,
        Revisions::Dataset(_) => panic!("{what} is an indicator"),
    }
}

fn of_dataset(world: &dyn World, what: &str, asked: &Asked) -> DatasetRevisions {
    match ask(world, what, asked).unwrap() {
        Revisions::Dataset(found) => found,
        Revisions::Indicator(_) => panic!("{what} is a data set"),
    }
}

/// Value and status of every row of a file of our own form, by what it is about.
fn rows(text: &str) -> BTreeMap<(String, String, String), (Option<f64>, String)> {
    let rows = text.lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        let about = (cells[0].to_owned(), cells[1].to_owned(), cells[2].to_owned());
        (about, (cells[3].parse().ok(), cells[4].to_owned()))
    };
    rows.map(row).collect()
}

#[test]
fn a_data_set_is_as_its_two_files_say() {
    let world = drenthe::world();
    let found = of_dataset(&world, "eurostat-nama-10r-3gdp", &Asked::default());
    let (before, after) = (rows(EARLIER), rows(LATER));
    let [first, second] = found.steps.as_slice() else {
        panic!("{}", found.steps.len());
    };
    assert_eq!(
        (first.cells, first.new, first.revised.len()),
        (before.len(), before.len(), 0)
    );
    assert_eq!(second.cells, after.len());
    assert_eq!(
        second.new,
        after.keys().filter(|key| !before.contains_key(*key)).count()
    );
    assert_eq!(
        second.vanished,
        before.keys().filter(|key| !after.contains_key(*key)).count()
    );
    let both = || {
        before
            .iter()
            .filter_map(|(key, one)| Some((key, one, after.get(key)?)))
    };
    let revised: BTreeMap<_, f64> = both()
        .filter(|(_, one, other)| one.0 != other.0)
        .map(|(key, one, other)| (key.clone(), other.0.unwrap() - one.0.unwrap()))
        .collect();
    let told: BTreeMap<_, f64> = second
        .revised
        .iter()
        .map(|cell| {
            let region = match cell.region.as_str() {
                "EU27_2020" => "EU27_2020".to_owned(),
                other => other.to_owned(),
            };
            (
                (region, cell.period.to_string(), cell.measure.clone()),
                cell.by().unwrap().get(),
            )
        })
        .collect();
    assert_eq!(told.len(), revised.len());
    // The table names regions by NUTS code and Koers by those of Statistics Netherlands: sizes are held against each other.
    let sorted = |all: &BTreeMap<_, f64>| {
        let mut all: Vec<f64> = all.values().copied().collect();
        all.sort_by(f64::total_cmp);
        all
    };
    assert_eq!(sorted(&told), sorted(&revised));
    let marked = both()
        .filter(|(_, one, other)| one.0 == other.0 && one.1 != other.1)
        .count();
    assert_eq!(second.marked, marked);
    let sizes: Vec<f64> = both()
        .filter_map(|(_, one, other)| Some((other.0? - one.0?).abs()))
        .collect();
    let mean = sizes.iter().sum::<f64>() / sizes.len() as f64;
    assert!((second.mean_absolute.unwrap().get() - mean).abs() < 1e-9 * mean);
    assert!(!second.is_silent());
    let largest: Vec<f64> = second
        .revised
        .iter()
        .map(|cell| cell.by().unwrap().get().abs())
        .collect();
    assert!(largest.is_sorted_by(|one, other| one >= other));
}

#[test]
fn an_indicator_tells_what_was_first_and_what_is_now() {
    let world = drenthe::world();
    let found = of_indicator(&world, "brp", &Asked::default());
    let days: Vec<String> = found
        .vintages
        .iter()
        .map(|vintage| vintage.known.to_string())
        .collect();
    assert_eq!(days, ["2022-04-18", "2024-05-24"]);
    let value = |text: &str| {
        let rows = rows(text);
        rows.get(&("NL13".to_owned(), "2020".to_owned(), "MIO_EUR".to_owned()))
            .unwrap()
            .0
            .unwrap()
    };
    let row = found
        .rows
        .iter()
        .find(|row| row.period.to_string() == "2020")
        .unwrap();
    assert_eq!(row.fate, Fate::Revised);
    assert_eq!(row.first.map(Number::get), Some(value(EARLIER)));
    assert_eq!(row.last.map(Number::get), Some(value(LATER)));
    let (by, n) = (value(LATER) - value(EARLIER), 21.0);
    let summary = &found.summary;
    assert_eq!(
        (summary.compared, summary.revised, summary.lowered, summary.new),
        (21, 1, 1, 2)
    );
    assert!((summary.mean.unwrap().get() - by / n).abs() < 1e-9);
    assert!((summary.mean_absolute.unwrap().get() - by.abs() / n).abs() < 1e-9);
    // What changed since a day begins with what was known on it; what was known by a day ends there.
    let since = |since, as_of| {
        let asked = Asked {
            since,
            as_of,
            ..Asked::default()
        };
        of_indicator(&world, "brp", &asked).vintages.len()
    };
    assert_eq!(since(Some(date(2022, 12, 31)), None), 2);
    assert_eq!(since(Some(date(2025, 1, 1)), None), 1);
    assert_eq!(since(None, Some(date(2022, 12, 31))), 1);
    assert_eq!(since(None, Some(date(2020, 1, 1))), 0);
}

#[test]
fn a_revision_that_flips_a_verdict_is_told_with_its_reason() {
    let world = drenthe::world();
    // Made up: an earlier publication, in which fewer people worked in 2019.
    let lower = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        match cells.as_slice() {
            ["CR07" | "CR08" | "CR09", "2019", "OPQ", value, status] => {
                let value: f64 = value.parse().unwrap();
                format!("CR{},2019,OPQ,{:.1},{status}", &cells[0][2..], value - 10.0)
            }
            _ => line.replace("# published: unknown", "# published: 2020-06-01"),
        }
    };
    let earlier: Vec<String> = JOBS.lines().map(lower).collect();
    let earlier = earlier.join("\n") + "\n";
    let what = Import {
        dataset: "cbs-83582ned",
        bytes: earlier.as_bytes(),
        origin: "made-up.csv",
        format: None,
        published: None,
        stamp: None,
    };
    assert!(import(&world, &what).unwrap().new);
    let asked = Asked {
        on: Some(date(2019, 12, 31)),
        ..Asked::default()
    };
    let found = of_indicator(&world, "banen", &asked);
    assert_eq!(found.vintages.len(), 2);
    let flip = found
        .flips
        .iter()
        .find(|flip| flip.outcome.0 == Id::new("ck-werkgelegenheid").unwrap())
        .unwrap();
    // So large a fall widens the margin too: it could not be said.
    assert_eq!(
        (flip.before, flip.after),
        (Verdict::CannotBeSaid, Verdict::OnCourse)
    );
    let FlipReason::Revised { period, from, to } = flip.why else {
        panic!("{:?}", flip.why);
    };
    assert_eq!(period.to_string(), "2019");
    assert!((to.get() - from.get() - 30.0).abs() < 1e-9);
}

#[test]
fn what_is_not_there_is_named() {
    let world = drenthe::world();
    let unknown = |what| match ask(&world, what, &Asked::default()) {
        Err(RunError::Unknown { near, .. }) => near,
        other => panic!("{other:?}"),
    };
    assert_eq!(unknown("bannen"), ["banen"]);
    assert!(unknown("cbs-83582nde").contains(&"cbs-83582ned".to_owned()));
    let asked = Asked {
        region: Some(RegionCode::new("XX99").unwrap()),
        ..Asked::default()
    };
    assert!(matches!(
        ask(&world, "brp", &asked),
        Err(RunError::Unknown { what: "region", .. })
    ));
}
