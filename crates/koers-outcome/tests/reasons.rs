//! The reasons that a measure can have, each by a small case. All figures are made up.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use jiff::civil::date;
use koers_model::period::Period;
use koers_model::value::Missing;
use koers_model::verdict::Reason;
use support::*;

#[test]
fn change_in_a_direction() {
    // Changes of 1 and −1 by turns: s = 1.0954 (six of them) or a little more; over three years 1.2816 × s × √3 ≈ 2.4.
    let calm = "10 11 10 11 10 11 10 ";
    check(vec![
        (
            "far above",
            change(&format!("{calm} 12 14 20")),
            "on_course ahead_of_path",
        ),
        (
            "a little above",
            change(&format!("{calm} 11 10 11")),
            "cannot_be_said within_margin",
        ),
        (
            "far below",
            change(&format!("{calm} 8 6 0")),
            "off_course behind_path",
        ),
        (
            "no change at all, and no spread",
            change("5 5 5 5 5 5 5 5 5 5"),
            "off_course behind_path",
        ),
        (
            "a steady rise has no spread",
            change("1 2 3 4 5 6 7 8 9 10"),
            "on_course ahead_of_path",
        ),
        (
            "too few changes",
            change("- - - - - - 10 11 12 30"),
            "cannot_be_said too_few_points",
        ),
        (
            "gaps leave too few changes",
            change("1 - 3 - 5 - 7 - 9 99"),
            "cannot_be_said too_few_points",
        ),
    ]);
}

#[test]
fn where_a_figure_is_missing() {
    let quarter = |case: &mut Case| case.target.baseline.period = Period::quarter(2016, 1).unwrap();
    check(vec![
        (
            "no baseline",
            change("1 2 3 4 5 6 x 8 9 10"),
            "cannot_be_said baseline_missing",
        ),
        (
            "the series stops",
            change("1 2 3 4 5 6 7"),
            "cannot_be_said no_reading_since_baseline",
        ),
        (
            "withheld after the baseline",
            change("1 2 3 4 5 6 7 x x x"),
            "cannot_be_said reading_missing",
        ),
        (
            "the last one withheld: the one before decides",
            change("1 2 3 4 5 6 7 8 9 x"),
            "on_course ahead_of_path",
        ),
        (
            "nothing of the region at all",
            change("- - - - - - - - - -"),
            "cannot_be_said region_not_covered",
        ),
        (
            "the baseline is a quarter, the figures are yearly",
            with(change("1 2 3 4 5 6 7 8 9 9"), quarter),
            "cannot_be_said cannot_compute",
        ),
    ]);
    let told = change("1 2 3 4 5 6 7 . x -").judge().reason;
    assert_eq!(
        told,
        Reason::ReadingMissing {
            period: year(2018),
            missing: Missing::Suppressed
        }
    );
    let told = change("1 2 3 4 5 x 7").judge().reason;
    assert_eq!(
        told,
        Reason::NoReadingSinceBaseline {
            last: Some(year(2016))
        }
    );
    // The series stopped before the programme began: that its first year is not there follows from it.
    let told = change("1 2 3 4 5").judge().reason;
    assert_eq!(
        told,
        Reason::NoReadingSinceBaseline {
            last: Some(year(2014))
        }
    );
    let told = change("1 2 3 4 5 6 ?").judge().reason;
    assert_eq!(
        told,
        Reason::BaselineMissing {
            period: year(2016),
            missing: Missing::NotYet
        }
    );
}

#[test]
fn before_and_long_after() {
    let on = |day| move |case: &mut Case| case.on = day;
    let rise = || change("1 2 3 4 5 6 7 8 - -");
    check(vec![
        (
            "in the base year",
            with(rise(), on(date(2016, 7, 1))),
            "cannot_be_said not_started",
        ),
        (
            "on its last day",
            with(rise(), on(date(2016, 12, 31))),
            "cannot_be_said not_started",
        ),
        (
            "the next year, before any figure",
            with(rise(), on(date(2017, 12, 30))),
            "cannot_be_said nothing_due_yet",
        ),
        (
            "when the first figure is due",
            with(rise(), on(date(2017, 12, 31))),
            "on_course ahead_of_path",
        ),
        (
            "two years old",
            with(rise(), on(date(2019, 12, 31))),
            "on_course ahead_of_path",
        ),
        (
            "figures count for one year",
            with(rise(), |c| c.stale_after_months = 23),
            "cannot_be_said stale",
        ),
        // The target date has passed: the figure of 2017 is not older than it was then.
        (
            "ten years after the target",
            with(rise(), on(date(2029, 1, 1))),
            "on_course ahead_of_path",
        ),
        // What came after the target date does not count.
        (
            "a fall after the target",
            with(change("1 2 3 4 5 6 7 8 9 10 9 8"), on(date(2025, 1, 1))),
            "on_course ahead_of_path",
        ),
    ]);
    let stale = with(rise(), |c| c.stale_after_months = 23).judge();
    assert_eq!(
        stale.reason,
        Reason::Stale {
            period: year(2017),
            months: 24
        }
    );
    assert_eq!(stale.months_old, Some(24));
}

#[test]
fn breaks_and_provisional_figures() {
    let wide = |case: &mut Case| case.target.margin = Some(number(2.0));
    check(vec![
        (
            "a break after the baseline",
            change("1 2 3 4 5 6 7 8b 9 10"),
            "cannot_be_said series_break",
        ),
        (
            "a break in the base year lies before it",
            change("1 2 3 4 5 6 7b 8 9 10"),
            "on_course ahead_of_path",
        ),
        (
            "a break at a withheld figure counts too",
            change("1 2 3 4 5 6 7 xb 9 10"),
            "cannot_be_said series_break",
        ),
        (
            "a break after the reading does not",
            change("1 2 3 4 5 6 7 8 9 10 11b"),
            "on_course ahead_of_path",
        ),
        (
            "another definition",
            change("1 2 3 4 5 6 7 8 9d 10d"),
            "cannot_be_said series_break",
        ),
        (
            "another definition all along",
            change("1 2 3 4 5 6 7d 8d 9d 10d"),
            "on_course ahead_of_path",
        ),
        (
            "provisional and far away",
            with(change("1 2 3 4 5 6 7 8 9 10p"), wide),
            "on_course ahead_of_path",
        ),
        (
            "provisional, one margin away",
            with(change("1 2 3 4 5 6 7 8 9 9.5p"), wide),
            "cannot_be_said provisional_on_edge",
        ),
        (
            "definite, one margin away",
            with(change("1 2 3 4 5 6 7 8 9 9.5"), wide),
            "on_course ahead_of_path",
        ),
        (
            "estimated, one margin short",
            with(change("1 2 3 4 5 6 7 6 5 4.5e"), wide),
            "cannot_be_said provisional_on_edge",
        ),
    ]);
    assert_eq!(
        change("1 2 3 4 5 6 7 8 9d 10b").judge().reason,
        Reason::SeriesBreak { at: year(2018) }
    );
}
