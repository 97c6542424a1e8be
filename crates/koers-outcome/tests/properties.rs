//! What must hold for all figures.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod support;

use jiff::civil::{Date, date};
use koers_model::period::{Frequency, Period};
use koers_model::target::{Baseline, Direction, Goal};
use koers_model::value::{Bounds, Cell, Content, Marks, Missing, Number};
use koers_model::verdict::{Point, Reason, Verdict};
use koers_outcome::required_path;
use proptest::prelude::*;
use support::*;

/// Eight to twelve figures from 2010 on, in quarters of a unit so that sums and differences are exact.
fn figures() -> impl Strategy<Value = Vec<f64>> {
    proptest::collection::vec((-400_i32..400).prop_map(|n| f64::from(n) / 4.0), 8..13)
}

fn goals() -> impl Strategy<Value = Goal> {
    prop_oneof![
        Just(Goal::ChangeDirection),
        (1..80_i32).prop_map(|n| Goal::ChangeAmount {
            amount: number(f64::from(n) / 4.0)
        }),
        (-400..400_i32).prop_map(|n| level(f64::from(n) / 4.0)),
    ]
}

fn directions() -> impl Strategy<Value = Direction> {
    prop_oneof![Just(Direction::Up), Just(Direction::Down)]
}

fn case(figures: &[f64], goal: Goal, direction: Direction) -> Case {
    let mut case = Case::new(target(goal, direction, 2013), values(2010, figures));
    case.target.by = date(2017, 12, 31);
    case.on = date(2017, 12, 31);
    case
}

/// How good a verdict is.
fn order(verdict: Verdict) -> i32 {
    match verdict {
        Verdict::OffCourse => 0,
        Verdict::CannotBeSaid => 1,
        Verdict::OnCourse => 2,
    }
}

fn map_goal(goal: &Goal, amount: impl Fn(f64) -> f64, value: impl Fn(f64) -> f64) -> Goal {
    match goal {
        Goal::ChangeAmount { amount: asked } => Goal::ChangeAmount {
            amount: number(amount(asked.get())),
        },
        Goal::Level { value: asked } => level(value(asked.get())),
        other => other.clone(),
    }
}

proptest! {
    /// A better reading never makes the verdict worse, as long as the margin stands by itself.
    #[test]
    fn better_is_never_worse(
        figures in figures(), goal in goals(), direction in directions(),
        better in 0..200_i32, margin in 0..40_i32, provisional: bool, published: bool,
    ) {
        let mut before = case(&figures, goal, direction);
        let margin = number(f64::from(margin) / 4.0);
        before.target.margin = Some(margin);
        let cell = &mut before.series[7].cell;
        if provisional { *cell = cell.marked(Marks::PROVISIONAL); }
        if published { cell.margin = Some(margin); }
        let mut after = before.clone();
        let moved = figures[7] + direction.sign() * f64::from(better) / 4.0;
        after.series[7].cell.content = Content::Value(number(moved));
        prop_assert!(order(after.judge().verdict) >= order(before.judge().verdict));
    }

    /// With a margin from the series a better reading also widens the margin, but never turns on course into off course.
    #[test]
    fn better_never_turns_on_course_into_off_course(
        figures in figures(), goal in goals(), direction in directions(), better in 0..200_i32,
    ) {
        let before = case(&figures, goal, direction);
        let mut after = before.clone();
        let moved = figures[7] + direction.sign() * f64::from(better) / 4.0;
        after.series[7].cell.content = Content::Value(number(moved));
        if before.judge().verdict == Verdict::OnCourse {
            prop_assert_ne!(after.judge().verdict, Verdict::OffCourse);
        }
    }

    /// A change does not care where zero lies.
    #[test]
    fn a_constant_added_to_all_figures_changes_nothing(
        figures in figures(), goal in goals(), direction in directions(), constant in -400..400_i32,
    ) {
        let constant = f64::from(constant) / 4.0;
        let before = case(&figures, goal.clone(), direction);
        let moved: Vec<f64> = figures.iter().map(|x| x + constant).collect();
        let after = case(&moved, map_goal(&goal, |x| x, |x| x + constant), direction);
        prop_assert_eq!(before.told(), after.told());
    }

    /// A verdict does not care about the unit.
    #[test]
    fn another_unit_changes_nothing(
        figures in figures(), goal in goals(), direction in directions(), power in -6..7_i32,
    ) {
        let factor = 2.0_f64.powi(power);
        let before = case(&figures, goal.clone(), direction);
        let scaled: Vec<f64> = figures.iter().map(|x| x * factor).collect();
        let after = case(&scaled, map_goal(&goal, |x| x * factor, |x| x * factor), direction);
        prop_assert_eq!(before.told(), after.told());
    }

    /// Percentages of change do not care about the unit either.
    #[test]
    fn percentages_do_not_care_about_the_unit(
        figures in figures(), percent in 1..50_i32, direction in directions(), power in -6..7_i32,
    ) {
        let goal = Goal::ChangeRelative { percent: number(f64::from(percent)) };
        let scaled: Vec<f64> = figures.iter().map(|x| x * 2.0_f64.powi(power)).collect();
        let before = case(&figures, goal.clone(), direction);
        prop_assert_eq!(before.told(), case(&scaled, goal, direction).told());
    }

    /// Up and down are mirror images.
    #[test]
    fn the_mirror_image_gets_the_same_verdict(figures in figures(), goal in goals()) {
        let up = case(&figures, goal.clone(), Direction::Up);
        let mirrored: Vec<f64> = figures.iter().map(|x| -x).collect();
        let down = case(&mirrored, map_goal(&goal, |x| x, |x| -x), Direction::Down);
        prop_assert_eq!(up.told(), down.told());
    }

    /// A gap to a benchmark that stands still at zero is a level.
    #[test]
    fn a_gap_to_zero_is_a_level(figures in figures(), within in 0..40_i32, direction in directions()) {
        let within = f64::from(within) / 4.0;
        let as_level = case(&figures, level(-direction.sign() * within), direction);
        let mut as_gap = case(&figures, gap(within), direction);
        as_gap.benchmark = Some(values(2010, &vec![0.0; figures.len()]));
        prop_assert_eq!(as_level.told(), as_gap.told());
    }

    /// The path begins at the baseline, and ends at the value asked for unless the baseline is already better.
    #[test]
    fn the_path_leads_from_the_baseline_to_the_target(
        figures in figures(), value in -400..400_i32, direction in directions(),
    ) {
        let value = f64::from(value) / 4.0;
        let case = case(&figures, level(value), direction);
        let path = required_path(&case.input());
        prop_assert_eq!(path.len(), 5);
        let better = direction.sign() * figures[3] >= direction.sign() * value;
        prop_assert_eq!(path[0], (year(2013), number(if better { value } else { figures[3] })));
        prop_assert_eq!(path[4], (year(2017), number(value)));
    }

    /// Whatever goes in, an answer comes out; and the same goes in, the same comes out.
    #[test]
    fn nothing_panics(
        cells in proptest::collection::vec(any_cell(), 0..14),
        other in proptest::collection::vec(any_cell(), 0..14),
        frequency in 0..7_usize, first in -3..3_i32, baseline in -6..20_i32, from in 0..7_usize,
        goal in any_goal(), direction in directions(), on in any_date(), by in any_date(),
        months in 0..60_u32, stated in proptest::option::of(any_number()), unit_at in 0..5_usize,
    ) {
        let start = |at: usize| Period::containing(Frequency::WORDS[at].0, date(2012, 5, 5)).unwrap();
        let points = |cells: &[Cell], start: Period| -> Vec<Point> {
            let steps = first..;
            cells.iter().zip(steps).map(|(&cell, step)| Point { period: start.plus(step), cell }).collect()
        };
        let mut case = Case::new(target(goal, direction, 2013), points(&cells, start(frequency)));
        case.target.baseline = Baseline { period: start(from).plus(baseline), value: stated, cite: vec![] };
        case.target.also_from = vec![start(frequency), start(from)];
        case.target.by = by;
        case.target.margin = stated;
        case.benchmark = Some(points(&other, start(frequency)));
        case.peers = (0..3).map(|n| peer(&format!("PV{n}"), points(&other, start(frequency).plus(n)))).collect();
        case.on = on;
        case.stale_after_months = months;
        case.unit = unit(["percent", "rank", "jobs", "index", "years"][unit_at]);
        let told = case.judge();
        prop_assert_eq!(&told, &case.judge());
        prop_assert_ne!(&told.reason, &Reason::NoMeasure);
        let spoken = told.verdict != Verdict::CannotBeSaid;
        let good = matches!(told.reason, Reason::AheadOfPath | Reason::TargetReached);
        prop_assert_eq!(spoken, good || told.reason == Reason::BehindPath);
        prop_assert_eq!(told.verdict == Verdict::OnCourse, good);
        prop_assert!(required_path(&case.input()).windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}

fn any_number() -> impl Strategy<Value = Number> {
    prop_oneof![
        (-100..100_i32).prop_map(|n| number(f64::from(n))),
        any::<f64>().prop_filter_map("finite", Number::new),
    ]
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let content = prop_oneof![
        4 => any_number().prop_map(Content::Value),
        1 => (0..7_usize, proptest::option::of((any_number(), any_number()))).prop_map(|(at, bounds)| Content::Missing {
            reason: Missing::ALL[at],
            bounds: bounds.map(|(low, high)| Bounds { low, high }),
        }),
    ];
    let marks = prop_oneof![3 => Just(0_u16), 1 => any::<u16>()];
    (content, marks, proptest::option::weighted(0.2, any_number())).prop_map(|(content, marks, margin)| {
        Cell {
            content,
            marks: Marks::from_bits(marks),
            margin,
        }
    })
}

fn any_goal() -> impl Strategy<Value = Goal> {
    prop_oneof![
        goals(),
        any_number().prop_map(|value| Goal::Coverage { value }),
        any_number().prop_map(|percent| Goal::ChangeRelative { percent }),
        (0..40_i32).prop_map(|n| gap(f64::from(n))),
        (0..5_u32).prop_map(rank),
    ]
}

fn any_date() -> impl Strategy<Value = Date> {
    prop_oneof![
        (0..12_i16, 1..13_i8, 1..29_i8).prop_map(|(y, m, d)| date(2008 + y, m, d)),
        Just(Date::MIN),
        Just(Date::MAX),
    ]
}
