//! Where the margin comes from, and the verdict from other base periods. All figures are made up unless a test says otherwise.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use jiff::civil::date;
use koers_model::period::Period;
use koers_model::target::{Baseline, Direction, Goal};
use koers_model::verdict::{MarginSource, Reason, Verdict};
use support::*;

const UP: Direction = Direction::Up;

#[test]
fn margins_come_from_the_first_source_that_has_one() {
    let source = |case: &Case| {
        case.judge()
            .margin
            .map(|margin| (margin.value.get(), margin.source))
    };
    let series = "1 2 3 4 5 6 7 8 9 10";
    assert_eq!(source(&change(series)), Some((0.0, MarginSource::Series)));
    let stated = with(change(series), |case| case.target.margin = Some(number(0.5)));
    assert_eq!(source(&stated), Some((0.5, MarginSource::Target)));
    // √(3² + 4²) = 5: both figures of a change have a margin.
    let published = with(change("1 2 3 4 5 6 7±4 8 9 10±3"), |case| {
        case.target.margin = Some(number(0.5))
    });
    assert_eq!(source(&published), Some((5.0, MarginSource::Published)));
    // A stated baseline has none.
    let one = with(published, |case| case.target.baseline.value = Some(number(7.0)));
    assert_eq!(source(&one), Some((3.0, MarginSource::Published)));
}

#[test]
fn other_bases_are_judged_by_the_same_rules() {
    // From 2016 it goes up, from 2012 it goes down: the choice of the base year decides.
    let mut case = change("9 9 20 19 18 6 5 8 11 14");
    case.target.margin = Some(number(1.0));
    case.target.also_from = vec![year(2012), year(2011), year(2003)];
    let judgement = case.judge();
    assert_eq!(judgement.verdict, Verdict::OnCourse);
    let told: Vec<_> = judgement
        .other_bases
        .iter()
        .map(|other| (other.period, other.reason.code()))
        .collect();
    assert_eq!(
        told,
        [
            (year(2012), "behind_path"),
            (year(2011), "ahead_of_path"),
            (year(2003), "baseline_missing")
        ]
    );
}

#[test]
fn quarters_are_compared_with_the_same_quarter_a_year_earlier() {
    // A strong season, no change from year to year: the margin is nil, and a rise of one is seen.
    let first = Period::quarter(2014, 1).unwrap();
    let series = from(first, "1 9 5 3 1 9 5 3 1 9 5 3 1 9 5 3 1 9 5 4");
    let mut case = Case::new(target(Goal::ChangeDirection, UP, 2016), series);
    case.target.baseline = Baseline {
        period: Period::quarter(2016, 4).unwrap(),
        value: None,
        cite: vec![],
    };
    case.target.by = date(2018, 12, 31);
    let judgement = case.judge();
    assert_eq!(judgement.reason, Reason::AheadOfPath, "{judgement:?}");
    // Sixteen changes, fifteen of 0 and one of 1: s = 0.25; two years: 1.2816 × 0.25 × √2 = 0.45311.
    // Second opinion, Python: 1.2816 * statistics.stdev([0] * 15 + [1]) * 2 ** 0.5 = 0.4531140253843397
    assert!((judgement.margin.unwrap().value.get() - 0.453_114_025_384_339_7).abs() < 1e-12);
}

#[test]
fn jobs_in_drenthe() {
    // Statistics Netherlands, table 83582NED, thousand jobs of employees in December: the ten sectors of CR07, CR08 and CR09 added
    // up. 2011 to 2015 are partly withheld.
    let series = years(
        2010,
        "193.7 x x x x x 190.8 195.4 201.7 205.1 203.0 210.3 215.2 218.3 220.1",
    );
    let mut case = Case::new(target(Goal::ChangeDirection, UP, 2016), series);
    case.target.also_from = vec![year(2010), year(2014)];
    let judgement = case.judge();
    // Eight changes from 2016 to 2024. Second opinion, Python:
    // 1.2816 * statistics.stdev([4.6, 6.3, 3.4, -2.1, 7.3, 4.9, 3.1, 1.8]) * 3 ** 0.5 = 6.4803905625157…
    let margin = judgement.margin.unwrap();
    assert!(
        (margin.value.get() - 6.480_390_562_515).abs() < 1e-9,
        "{margin:?}"
    );
    assert_eq!(
        (judgement.verdict, judgement.reason.code()),
        (Verdict::OnCourse, "ahead_of_path")
    );
    // 205.1 − 193.7 = 11.4 against 1.2816 × 2.9194 × √9 = 11.22: just on course from 2010 as well.
    let others: Vec<_> = judgement
        .other_bases
        .iter()
        .map(|other| other.reason.code())
        .collect();
    assert_eq!(others, ["ahead_of_path", "baseline_missing"]);
}
