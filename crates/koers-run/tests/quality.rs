//! Whether a new snapshot can take the place of the last one. All figures are made up.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod drenthe;

use koers_framework::parse;
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionCode;
use koers_model::value::{Cell, Number};
use koers_run::world::World as _;
use koers_table::builder::CubeBuilder;
use koers_table::cube::Cube;
use koers_table::quality::{Rule, Seen, Units, examine};

/// The figure of a region in a year; `None` for no row.
type Figure<'f> = dyn Fn(&str, i32) -> Option<f64> + 'f;

fn cube(years: std::ops::Range<i32>, figure: &Figure<'_>) -> Cube {
    let id = Id::new("made-up").unwrap();
    let mut builder = CubeBuilder::new(id, Frequency::Year, &[]).with_measure("jobs");
    for code in ["PV22", "CR07", "CR08", "CR09"] {
        for year in years.clone() {
            let Some(value) = figure(code, year) else { continue };
            let region = RegionCode::new(code).unwrap();
            let period = Period::parse(&year.to_string()).unwrap();
            let cell = Cell::value(Number::new(value).unwrap());
            builder.add("jobs", &[], region, period, cell, 0).unwrap();
        }
    }
    builder.build().unwrap()
}

/// Parts of 20,000, 30,000 and 40,000, a little more each year, and their sum.
fn sound(code: &str, year: i32) -> Option<f64> {
    let part = |base: f64| base + 100.0 * f64::from(year - 2010) + f64::from(year % 3);
    Some(match code {
        "CR07" => part(20_001.0),
        "CR08" => part(30_002.0),
        "CR09" => part(40_003.0),
        _ => part(20_001.0) + part(30_002.0) + part(40_003.0),
    })
}

fn rules(before: &Cube, after: &Cube) -> Vec<Rule> {
    let world = drenthe::world();
    let files = world.policy_files().unwrap();
    let parsed = parse(&files);
    let dataset: Dataset = parsed.datasets().get("cbs-83582ned").unwrap().clone();
    let units = Units::new();
    let seen = |cube| Seen { cube, units: &units };
    let found = examine(seen(before), seen(after), &dataset, parsed.regions());
    found.into_iter().map(|finding| finding.rule).collect()
}

#[test]
fn each_fault_is_found_and_nothing_else() {
    let before = cube(2010..2020, &sound);
    let with = |figure: &Figure| rules(&before, &cube(2010..2021, figure));
    assert_eq!(with(&sound), []);
    // A part that is revised without the whole.
    assert_eq!(
        with(&|code, year| sound(code, year)
            .map(|own| own + f64::from(u8::from(code == "CR08" && year == 2015)) * 50.0)),
        [Rule::Total]
    );
    // The same in a new year, where it is a jump as well.
    assert_eq!(
        with(&|code, year| sound(code, year)
            .map(|own| own + f64::from(u8::from(code == "CR08" && year == 2020)) * 50.0)),
        [Rule::Total, Rule::Jump]
    );
    // All of them in thousands.
    assert!(with(&|code, year| sound(code, year).map(|own| own / 1000.0)).contains(&Rule::Scale));
    // A region gone, which is a quarter.
    assert_eq!(
        with(&|code, year| sound(code, year).filter(|_| code != "CR09")),
        [Rule::Vanished]
    );
    // A new year that is another story, for the whole and its parts alike.
    assert_eq!(
        with(&|code, year| sound(code, year).map(|own| if year == 2020 { own * 2.0 } else { own })),
        [Rule::Jump]
    );
}

#[test]
fn rounding_and_a_publisher_whose_parts_never_added_up_are_no_faults() {
    let rounded = |to: f64| move |code: &str, year: i32| sound(code, year).map(|own| (own / to).round() * to);
    for to in [5.0, 10.0, 100.0] {
        let before = cube(2010..2020, &rounded(to));
        // An ordinary revision: everything two promille more, and rounded again.
        let after = move |code: &str, year: i32| sound(code, year).map(|own| (own * 1.002 / to).round() * to);
        assert_eq!(rules(&before, &cube(2010..2021, &after)), [], "{to}");
    }
    let apart =
        |code: &str, year: i32| sound(code, year).map(|own| if code == "PV22" { own + 77.0 } else { own });
    let before = cube(2010..2020, &apart);
    let after =
        |code: &str, year: i32| apart(code, year).map(|own| if code == "PV22" { own + 11.0 } else { own });
    assert_eq!(rules(&before, &cube(2010..2021, &after)), []);
}
