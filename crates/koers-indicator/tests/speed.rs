//! How long it takes to evaluate a hundred indicators that together read fifteen million figures of 345 municipalities.
//!
//! `cargo test --release -p koers-indicator --test speed -- --ignored --nocapture`
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use koers_indicator::{Scope, evaluate_all};
use koers_model::indicator::{Indicator, Rule};
use koers_model::period::{Frequency, Period};
use koers_model::value::Cell;
use koers_table::builder::CubeBuilder;
use std::time::Instant;
use support::*;

const MUNICIPALITIES: usize = 345;
const YEARS: i32 = 15;
const CODES: usize = 29;
const MEASURES: [&str; 10] = ["m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"];

#[test]
#[ignore = "measures time; run it in release"]
fn a_hundred_indicators_over_fifteen_million_figures() {
    let mut lines = String::new();
    for n in 0..MUNICIPALITIES {
        lines.push_str(&format!("GM{n:04} CR{:02}\n", n % 40));
    }
    for n in 0..40 {
        lines.push_str(&format!("CR{n:02} PV{:02}\n", n % 12));
    }
    for n in 0..12 {
        lines.push_str(&format!("PV{n:02} LD{:02}\n", n % 4));
    }
    for n in 0..4 {
        lines.push_str(&format!("LD{n:02} NL01\n"));
    }
    let regions = registry(&lines);
    let codes: Vec<String> = (0..CODES).map(|n| format!("c{n:02}")).collect();
    let mut builder = CubeBuilder::new(id("groot"), Frequency::Year, &["code"]);
    for measure in MEASURES {
        for code_of in &codes {
            for region in 0..MUNICIPALITIES {
                for year in 0..YEARS {
                    let cell = Cell::value(number(f64::from(year)));
                    let region = code(&format!("GM{region:04}"));
                    builder
                        .add(
                            measure,
                            &[code_of],
                            region,
                            Period::year(2010 + year).unwrap(),
                            cell,
                            1,
                        )
                        .unwrap();
                }
            }
        }
    }
    let rows: Vec<MeasureRow> = MEASURES.iter().map(|name| (*name, "jobs", true)).collect();
    let data = published("groot", Frequency::Year, &rows, builder.build().unwrap());
    let list = format!("code={}", codes.join(","));
    let all: Vec<Indicator> = (0..100)
        .map(|n| {
            indicator(
                "jobs",
                Rule::Sum {
                    of: series("groot", MEASURES[n % 10], &[&list], None),
                },
            )
        })
        .collect();
    let borrowed: Vec<&Indicator> = all.iter().collect();
    let read = 100 * CODES * MUNICIPALITIES * YEARS as usize;
    for run in ["first", "second", "third"] {
        let tables = tables(&regions, &[&data]);
        let start = Instant::now();
        let told = evaluate_all(&borrowed, &tables, &Scope::All);
        let spent = start.elapsed();
        let given: usize = told.iter().flatten().map(|table| table.values().len()).sum();
        eprintln!("{run}: {read} figures read, {given} readings, {spent:?}");
        assert_eq!(told.iter().flatten().count(), 100);
    }
}
