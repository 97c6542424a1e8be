//! On the boundaries of which day the figures of a table are, period by period.
//!
//! A table uses one layout for all figures of a period, and it is worked out from the table itself: that of the last day of the period, when
//! every region with a figure existed then; else that of the first day (a table of 1 January 2022 has Weesp, which ended in March); else that
//! of the last day of the whole table (a table that the publisher restated to today's regions).

use crate::cube::{Cube, VALUE};
use jiff::civil::Date;
use koers_model::period::Period;
use koers_model::region::RegionRegistry;
use koers_model::value::Missing;

/// Which day of a period is tried first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// The last one: for regions of which the table itself shows whether they still existed.
    Last,
    /// The first one: for regions whose borders move while they exist. A yearly table is on the layout of 1 January.
    First,
}

/// For each period of a table, the day on whose boundaries the figures of some of its regions are; `None` when no day fits.
#[must_use]
pub fn days(cube: &Cube, registry: &RegionRegistry, rows: &[usize], first: First) -> Vec<Option<Date>> {
    let validities: Vec<_> = cube
        .regions()
        .iter()
        .map(|code| registry.get(code).map(|region| region.validity))
        .collect();
    let with_figure = rows_with_figure(cube, rows);
    let last = cube.periods().last().map(|period| period.end());
    let day = |(period, rows): (&Period, &Vec<usize>)| {
        let fits = |day: &Date| {
            let there = |row: &usize| validities.get(*row).copied().flatten();
            rows.iter()
                .all(|row| there(row).is_some_and(|validity| validity.holds_on(*day)))
        };
        let days = match first {
            First::Last => [Some(period.end()), Some(period.start()), last],
            First::First => [Some(period.start()), Some(period.end()), last],
        };
        days.into_iter().flatten().find(fits)
    };
    cube.periods().iter().zip(&with_figure).map(day).collect()
}

/// For each period, those of some rows that have a figure of any measure, withheld and coming ones included.
fn rows_with_figure(cube: &Cube, rows: &[usize]) -> Vec<Vec<usize>> {
    let (regions, periods) = (cube.regions().len(), cube.periods().len());
    let mut found = vec![false; regions * periods];
    let says = |kind: u8| kind == VALUE || kind == Missing::Suppressed as u8 || kind == Missing::NotYet as u8;
    for plane in cube.kinds().chunks_exact((regions * periods).max(1)) {
        for (found, &kind) in found.iter_mut().zip(plane) {
            *found |= says(kind);
        }
        // Most tables have figures of every region for their first measure.
        let all = |row: &usize| {
            let of = found.get(row * periods..(row + 1) * periods);
            of.is_some_and(|of| of.iter().all(|found| *found))
        };
        if rows.iter().all(all) {
            break;
        }
    }
    let has = |row: usize, period: usize| found.get(row * periods + period).copied().unwrap_or(false);
    (0..periods)
        .map(|period| rows.iter().copied().filter(|&row| has(row, period)).collect())
        .collect()
}
