//! The kinds of goal, each by small cases. All figures are made up.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use jiff::civil::date;
use koers_model::target::{Direction, Goal};
use koers_model::value::Missing;
use koers_model::verdict::Reason;
use support::*;

const UP: Direction = Direction::Up;
const DOWN: Direction = Direction::Down;

#[test]
fn levels_and_coverage() {
    let to = |value: f64, series: &str| Case::new(target(level(value), UP, 2015), years(2010, series));
    let cover = |series: &str| {
        let mut case = Case::new(
            target(Goal::Coverage { value: number(100.0) }, UP, 2015),
            years(2010, series),
        );
        case.unit = unit("percent");
        case
    };
    let early = |case: &mut Case| case.on = date(2018, 1, 1);
    check(vec![
        (
            "reached",
            to(75.0, "60 62 61 63 64 65 66 70 72 75"),
            "on_course target_reached",
        ),
        // From 65 in 2015 to 75 in 2019: 70 in 2017.
        (
            "on the path halfway",
            with(to(75.0, "60 61 62 63 64 65 67 75"), early),
            "on_course target_reached",
        ),
        (
            "halfway and short",
            with(to(85.0, "60 61 62 63 64 65 66 67"), early),
            "off_course behind_path",
        ),
        (
            "halfway and near",
            with(to(75.0, "60 63 60 64 62 65 66 69"), early),
            "cannot_be_said within_margin",
        ),
        (
            "already better than asked",
            to(50.0, "60 61 62 63 64 65 60 55 54 53"),
            "on_course target_reached",
        ),
        (
            "without a baseline, but at the end",
            to(75.0, "60 62 61 63 64 x 66 70 72 50"),
            "off_course behind_path",
        ),
        (
            "without a baseline, and reached on the way",
            with(to(66.0, "60 62 61 63 64 x 66 70"), early),
            "on_course target_reached",
        ),
        (
            "without a baseline, on the way",
            with(to(90.0, "60 62 61 63 64 x 66 70"), early),
            "cannot_be_said baseline_missing",
        ),
        (
            "reached, with too few figures for a margin",
            to(75.0, "- - - - - 65 - - - 76"),
            "on_course target_reached",
        ),
        (
            "reached, but within the published margin",
            to(75.0, "60 62 61 63 64 65±2 66 70 72 76±2"),
            "cannot_be_said within_margin",
        ),
        (
            "reached by more than the published margin",
            to(75.0, "60 62 61 63 64 65 66 70 72 78±2"),
            "on_course target_reached",
        ),
        (
            "everyone: the unit ends there",
            cover("90 91 92 93 94 95 96 97 99 100±2"),
            "on_course target_reached",
        ),
        (
            "nearly everyone",
            cover("90 91 92 93 94 95 96 97 99 99.5±2"),
            "cannot_be_said within_margin",
        ),
        (
            "everyone, provisionally",
            cover("90 91 92 93 94 95 96 97 99 100p"),
            "cannot_be_said within_margin",
        ),
    ]);
}

#[test]
fn a_reached_level_that_may_be_revised_needs_half_a_margin_more() {
    let case = |last: &str| {
        let mut case = Case::new(
            target(level(75.0), UP, 2015),
            years(2010, &format!("60 62 61 63 64 65 66 70 72 {last}")),
        );
        case.target.margin = Some(number(2.0));
        case.told()
    };
    assert_eq!(case("77"), "on_course target_reached");
    assert_eq!(case("77p"), "cannot_be_said provisional_on_edge");
    assert_eq!(case("78p"), "on_course target_reached");
}

#[test]
fn amounts_and_percentages() {
    let percent = |value: f64, direction, series: &str| {
        Case::new(
            target(
                Goal::ChangeRelative {
                    percent: number(value),
                },
                direction,
                2016,
            ),
            years(2010, series),
        )
    };
    check(vec![
        (
            "five more, and more than that",
            amount("1 2 3 4 5 6 7 9 11 13", 5.0),
            "on_course target_reached",
        ),
        (
            "five more, exactly",
            amount("1 2 3 4 5 6 7 8 9 12", 5.0),
            "on_course target_reached",
        ),
        (
            "nine more, not enough",
            amount("1 2 3 4 5 6 7 8 9 10", 9.0),
            "off_course behind_path",
        ),
        (
            "ten percent more",
            percent(10.0, UP, "100 100 100 100 100 100 100 104 107 110"),
            "on_course target_reached",
        ),
        (
            "ten percent less",
            percent(10.0, DOWN, "100 100 100 100 100 100 100 96 93 90"),
            "on_course target_reached",
        ),
        (
            "ten percent less, not reached",
            percent(10.0, DOWN, "100 100 100 100 100 100 100 100 100 100"),
            "off_course behind_path",
        ),
        (
            "ten percent up from below zero is ten percent of its size",
            percent(10.0, UP, "-100 -100 -100 -100 -100 -100 -100 -97 -94 -90"),
            "on_course target_reached",
        ),
    ]);
    let halfway = with(amount("1 2 3 4 5 6 7 8 - -", 9.0), |case| {
        case.on = date(2018, 6, 1)
    })
    .judge();
    assert_eq!(
        halfway.required,
        Some(number(10.0)),
        "a third of the way from 7 to 16"
    );
}

#[test]
fn gaps() {
    // The benchmark is 50 all along; the gap shrinks from −10 in 2015 to 0 in 2019: −5 is asked for in 2017.
    let case = |within: f64, series: &str, benchmark: &str| {
        let mut case = Case::new(target(gap(within), UP, 2015), years(2010, series));
        case.benchmark = Some(years(2010, benchmark));
        case
    };
    let flat = "50 50 50 50 50 50 50 50 50 50";
    let early = |case: &mut Case| case.on = date(2018, 1, 1);
    check(vec![
        (
            "closed",
            case(0.0, "38 39 38 39 38 40 43 46 48 50", flat),
            "on_course target_reached",
        ),
        (
            "two away is accepted",
            case(2.0, "38 39 38 39 38 40 43 46 47 48", flat),
            "on_course target_reached",
        ),
        (
            "not closed",
            case(0.0, "38 39 38 39 38 40 40 40 40 41", flat),
            "off_course behind_path",
        ),
        (
            "the benchmark runs away",
            case(
                0.0,
                "38 39 38 39 38 40 43 46 48 50",
                "50 50 50 50 50 50 53 56 58 60",
            ),
            "off_course behind_path",
        ),
        (
            "no benchmark this time",
            case(0.0, "38 39 38 39 38 40 43 46 48 50", "50 50 50 50 50 50 x x x x"),
            "cannot_be_said benchmark_missing",
        ),
        (
            "no benchmark at the baseline",
            with(
                case(0.0, "38 39 38 39 38 40 43 46", "50 50 50 50 50 . 50 50"),
                early,
            ),
            "cannot_be_said benchmark_missing",
        ),
        (
            "the last benchmark is late: the year before decides",
            case(
                0.0,
                "38 39 38 39 38 40 43 46 50 51",
                "50 50 50 50 50 50 50 50 50 ?",
            ),
            "on_course target_reached",
        ),
        (
            "the benchmark breaks",
            case(
                0.0,
                "38 39 38 39 38 40 43 46 48 50",
                "50 50 50 50 50 50 50 50b 50 50",
            ),
            "cannot_be_said series_break",
        ),
        (
            "the benchmark is provisional and the gap near",
            case(
                0.0,
                "38 39 38 39 38 40 43 46 48 50",
                "50 50 50 50 50 50 50 50 50 50p",
            ),
            "cannot_be_said within_margin",
        ),
    ]);
    let halfway = with(case(0.0, "38 39 38 39 38 40 43 46", flat), early).judge();
    assert_eq!(halfway.reading.unwrap().cell.number(), Some(number(-4.0)));
    assert_eq!(
        (halfway.baseline.unwrap().cell.number(), halfway.required),
        (Some(number(-10.0)), Some(number(-5.0)))
    );
    let told = case(0.0, "38 39 38 39 38 40 43 46 48 50", "50 50 50 50 50 50 . . . x")
        .judge()
        .reason;
    assert!(
        matches!(
            told,
            Reason::BenchmarkMissing {
                missing: Missing::Suppressed,
                ..
            }
        ),
        "{told:?}"
    );
}

#[test]
fn gap_that_is_better_when_smaller() {
    // Unemployment: less is better; at most one point above the benchmark is accepted.
    let mut case = Case::new(
        target(gap(1.0), DOWN, 2015),
        years(2010, "7 7 7 7 7 7 6.5 6 5.5 5"),
    );
    case.benchmark = Some(years(2010, "4 4 4 4 4 4 4 4 4 4"));
    assert_eq!(case.told(), "on_course target_reached");
    case.series = years(2010, "7 7 7 7 7 7 7 7 7 7");
    assert_eq!(case.told(), "off_course behind_path");
}

#[test]
fn places_among_peers() {
    let steady = |value: f64| values(2010, &[value; 10]);
    let case = |own: &str, others: &[f64]| {
        let mut case = Case::new(target(rank(2), UP, 2015), years(2010, own));
        case.peers = others
            .iter()
            .enumerate()
            .map(|(at, &value)| peer(&format!("PV{at}"), steady(value)))
            .collect();
        case
    };
    let calm = "20 21 20 21 20 21 20 21 20 ";
    check(vec![
        (
            "second, far from the third",
            case(&format!("{calm} 30"), &[40.0, 10.0, 5.0]),
            "on_course target_reached",
        ),
        (
            "second, near the third",
            case(&format!("{calm} 21"), &[40.0, 20.5, 5.0]),
            "cannot_be_said within_margin",
        ),
        (
            "third, far from the second",
            case(&format!("{calm} 20"), &[40.0, 30.0, 5.0]),
            "off_course behind_path",
        ),
        (
            "equal with the second, nothing moves",
            case("20 20 20 20 20 20 20 20 20 20", &[40.0, 20.0, 5.0]),
            "on_course target_reached",
        ),
        (
            "too few others",
            with(case(&format!("{calm} 30"), &[40.0, 10.0, 5.0]), |c| {
                c.peers[0].series.clear();
                c.peers[1].series.clear();
            }),
            "cannot_be_said too_few_peers",
        ),
        (
            "one of three may be missing",
            with(case(&format!("{calm} 30"), &[40.0, 10.0]), |c| {
                c.peers[0].series.clear()
            }),
            "on_course target_reached",
        ),
        (
            "the own figure is missing",
            case("20 21 20 21 20 21 x x x x", &[40.0, 10.0, 5.0]),
            "cannot_be_said reading_missing",
        ),
        (
            "no margin without a series",
            case("- - - - - - - - - 30", &[40.0, 10.0, 5.0]),
            "cannot_be_said too_few_points",
        ),
        (
            "no others than good places",
            case("- - - - - - - - - 30", &[40.0]),
            "on_course target_reached",
        ),
    ]);
    let second = case(&format!("{calm} 30"), &[40.0, 10.0, 5.0]).judge();
    assert_eq!((second.rank, second.required), (Some(2), Some(number(10.0))));
    let told = with(case("1 1 1 1 1 1 1 1 1 1", &[1.0, 2.0, 3.0, 4.0]), |c| {
        c.peers.iter_mut().take(2).for_each(|peer| peer.series.clear());
    });
    assert_eq!(
        told.judge().reason,
        Reason::TooFewPeers {
            with_figure: 3,
            of: 5
        }
    );
}

#[test]
fn places_in_a_published_ranking() {
    // From place 8 in 2015 to place 4 in 2019. A lower place is better, whatever the direction says.
    let case = |series: &str| {
        let mut case = Case::new(target(rank(4), UP, 2015), years(2010, series));
        case.unit = unit("rank");
        case
    };
    check(vec![
        ("fourth", case("8 8 9 8 9 8 7 6 5 4"), "on_course target_reached"),
        ("ninth", case("8 8 8 8 8 8 8 8 9 9"), "off_course behind_path"),
        (
            "one figure only",
            case("- - - - 8 7"),
            "cannot_be_said no_reading_since_baseline",
        ),
    ]);
    let halfway = with(case("8 8 9 8 9 8 7 7"), |c| c.on = date(2018, 1, 1)).judge();
    assert_eq!((halfway.rank, halfway.required), (Some(7), Some(number(6.0))));
}
