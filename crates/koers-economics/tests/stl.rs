//! Trend and seasons apart: numbers of statsmodels, identities and bad input.
//!
//! `stl.tsv` beside this file is written by `stl.py`.

#![allow(clippy::unwrap_used, reason = "a test may stop at once")]

mod support;

use koers_economics::Fault;
use koers_economics::forecast::{SeasonWindow, Stl, stl};
use proptest::prelude::*;
use support::series;

const CYCLE: usize = 12;

/// A line of `stl.tsv`: the series, the window, whether extremes are held off, the part, and its first year, one in the middle and its last.
struct Line {
    of: &'static str,
    window: usize,
    robust: bool,
    part: &'static str,
    values: Vec<f64>,
}

fn lines() -> impl Iterator<Item = Line> {
    include_str!("stl.tsv").lines().map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        Line {
            of: fields[0],
            window: fields[1].parse().unwrap(),
            robust: fields[2] == "1",
            part: fields[3],
            values: fields[4].split(' ').map(|value| value.parse().unwrap()).collect(),
        }
    })
}

/// What statsmodels gives of a part.
fn told(values: &[f64]) -> Vec<f64> {
    let middle = values.len() / 2;
    let years = [0, middle, values.len() - CYCLE];
    years
        .iter()
        .flat_map(|at| values[*at..at + CYCLE].to_vec())
        .collect()
}

#[test]
fn every_part_is_that_of_statsmodels() {
    let mut compared = 0;
    for line in lines() {
        let series = series(line.of);
        // Fixed seasons are means over the cycles, which statsmodels does not take: they are held against R's definition below.
        if line.window > series.len() {
            continue;
        }
        let found = stl(&series, CYCLE, SeasonWindow::Cycles(line.window), line.robust).unwrap();
        let part = match line.part {
            "seasonal" => &found.seasonal,
            "trend" => &found.trend,
            _ => &found.weights,
        };
        let size = if line.part == "weights" { 1.0 } else { series[0] };
        for (found, theirs) in told(part).iter().zip(&line.values) {
            assert!(
                (found - theirs).abs() <= 1e-9 * size,
                "{} {} {}: {found} is not {theirs}",
                line.of,
                line.window,
                line.part
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 2 * 2 * 2 * 3 * 3 * CYCLE);
}

#[test]
fn fixed_seasons_are_means_over_the_years() {
    for line in lines().filter(|line| line.part == "trend") {
        let series = series(line.of);
        if line.window < series.len() {
            continue;
        }
        let found = stl(&series, CYCLE, SeasonWindow::Fixed, line.robust).unwrap();
        for (found, theirs) in told(&found.trend).iter().zip(&line.values) {
            assert!(
                (found - theirs).abs() <= 1e-9 * series[0],
                "{}: {found} is not {theirs}",
                line.of
            );
        }
        for at in CYCLE..series.len() {
            assert_eq!(found.seasonal[at], found.seasonal[at - CYCLE]);
        }
        // So wide a window leaves next to nothing to take the mean of.
        let of = lines().find(|one| {
            (one.of, one.window, one.robust, one.part) == (line.of, line.window, line.robust, "seasonal")
        });
        for (found, theirs) in told(&found.seasonal).iter().zip(&of.unwrap().values) {
            assert!(
                (found - theirs).abs() <= 2e-2 * series[0],
                "{}: {found} is not near {theirs}",
                line.of
            );
        }
    }
}

proptest! {
    #[test]
    fn parts_add_up_and_follow_the_unit(values in proptest::collection::vec(-1e3..1e3_f64, 25..80), cycle in 2..12_usize, robust: bool) {
        let found = stl(&values, cycle, SeasonWindow::Cycles(7), robust).unwrap();
        let Stl { trend, seasonal, remainder, adjusted, weights, trend_strength, seasonal_strength } = &found;
        for (at, value) in values.iter().enumerate() {
            prop_assert!((trend[at] + seasonal[at] + remainder[at] - value).abs() < 1e-9);
            prop_assert!((adjusted[at] + seasonal[at] - value).abs() < 1e-9);
            prop_assert!((0.0..=1.0).contains(&weights[at]));
        }
        for strength in [trend_strength, seasonal_strength] {
            prop_assert!(strength.is_none_or(|strength| (0.0..=1.0).contains(&strength)));
        }
        // Another level and unit is another level and unit of the trend.
        let other: Vec<f64> = values.iter().map(|value| 4.0 * value + 1000.0).collect();
        let other = stl(&other, cycle, SeasonWindow::Cycles(7), false).unwrap();
        let plain = stl(&values, cycle, SeasonWindow::Cycles(7), false).unwrap();
        for at in 0..values.len() {
            prop_assert!((other.trend[at] - 4.0 * plain.trend[at] - 1000.0).abs() < 1e-7);
            prop_assert!((other.seasonal[at] - 4.0 * plain.seasonal[at]).abs() < 1e-7);
        }
    }
}

#[test]
fn what_cannot_be_taken_apart_is_refused() {
    let series = series("AirPassengers");
    for window in [0, 5, 8] {
        let fault = stl(&series, CYCLE, SeasonWindow::Cycles(window), false).unwrap_err();
        assert!(matches!(fault, Fault::Setting { name: "window", .. }), "{fault}");
    }
    for cycle in [0, 1] {
        let fault = stl(&series, cycle, SeasonWindow::Fixed, false).unwrap_err();
        assert!(matches!(fault, Fault::Setting { name: "cycle", .. }), "{fault}");
    }
    let needed = |cycle| stl(&series[..24], cycle, SeasonWindow::Fixed, false).unwrap_err();
    assert!(matches!(
        needed(12),
        Fault::TooShort {
            found: 24,
            needed: 25
        }
    ));
    assert!(matches!(needed(usize::MAX), Fault::TooShort { .. }));
    assert!(stl(&[f64::NAN; 30], 4, SeasonWindow::Fixed, false).is_err());
    let flat = stl(&[3.0; 30], 4, SeasonWindow::Fixed, true).unwrap();
    assert!(flat.seasonal_strength.is_none_or(|strength| strength <= 1.0));
    assert!(flat.trend.iter().all(|trend| (trend - 3.0).abs() < 1e-12));
}
