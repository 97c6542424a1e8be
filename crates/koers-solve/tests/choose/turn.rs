//! The smallest move of weights, against a second formulation: every choice listed, and for three criteria the nearest corner of each polygon of
//! weights at which a choice is the best.

use super::made::{all, small};
use koers_solve::choose::{
    Certain, Ended, Limits, MILLION, Program, Room, Turning, Turns, solve, turns, weighed,
};
use proptest::prelude::*;
use std::ops::Range;

/// All of so few choices.
const ALL: usize = 1000;

/// A question with three criteria.
#[derive(Clone, Debug)]
struct Asked {
    program: Program,
    criteria: Vec<Vec<i64>>,
    weights: Vec<i64>,
    ranges: Vec<(i64, i64)>,
}

prop_compose! {
    fn asked()(
        program in small(7),
        criteria in prop::collection::vec(prop::collection::vec(0_i64..=20, 3), 7),
        weights in prop::collection::vec(1_i64..=60, 3),
        lower in prop::collection::vec(0_i64..=1000, 3),
        raise in prop::collection::vec(0_i64..=1000, 3),
    ) -> Asked {
        let sum: i64 = weights.iter().sum();
        let ranges = (0..3).map(|at| {
            let (low, high) = (weights[at] * 1000 / sum, weights[at] * 1000 / sum + 1);
            (low * lower[at] / 1000, high + (1000 - high) * raise[at] / 1000)
        });
        let ranges = ranges.collect();
        let criteria = criteria[..program.columns()].to_vec();
        Asked { program, criteria, weights, ranges }
    }
}

impl Asked {
    /// What is chosen now; nothing when nothing keeps the rows.
    fn chosen(&self) -> Option<Vec<bool>> {
        let program = weighed(&self.program, &self.criteria, &self.weights).unwrap();
        let outcome = solve(&program, &Limits::exact());
        assert!(matches!(outcome.ended, Ended::Optimal | Ended::Empty));
        Some(outcome.solution?.chosen)
    }

    /// Each column by itself, or the columns of a group together.
    fn parts(&self) -> Vec<Range<usize>> {
        (0..self.program.columns())
            .map(|column| column..column + 1)
            .collect()
    }

    fn turns(&self, chosen: &[bool], listed: usize) -> Vec<(Turning, Certain)> {
        let room = Room::new(&self.weights, &self.ranges).unwrap();
        let asked = Turns {
            program: &self.program,
            criteria: &self.criteria,
            room: &room,
            parts: &self.parts(),
            chosen,
            known: &Vec::new,
            limits: &Limits::exact(),
            listed,
            choices: 1000,
            nodes: 1_000_000,
            programs: 100_000,
        };
        turns(&asked).unwrap()
    }

    fn worth(&self, chosen: &[bool]) -> Vec<i64> {
        let on = |criterion: usize| {
            let taken = self.criteria.iter().zip(chosen).filter(|(_, taken)| **taken);
            taken.map(|(worth, _)| worth[criterion]).sum()
        };
        (0..3).map(on).collect()
    }

    fn now(&self) -> [f64; 3] {
        let sum: i64 = self.weights.iter().sum();
        [0, 1, 2].map(|at| float(self.weights[at]) / float(sum))
    }

    /// The least that must move before some choice with `column` otherwise is worth at least as much as every other; none: never.
    ///
    /// In the plane of the first two weights the weights at which it is lie within straight lines, and what moves is straight between the lines on
    /// which a weight is what it was: the least lies where two of all these lines cross, or where things are now.
    fn least(&self, chosen: &[bool], column: usize) -> Option<f64> {
        let every: Vec<(bool, Vec<i64>)> = all(&self.program)
            .map(|choice| (choice[column] != chosen[column], self.worth(&choice)))
            .collect();
        let now = self.now();
        // a · first + b · second + c ≥ 0, for the third weight is what the others leave.
        let line = |one: &[i64], other: &[i64]| {
            let gain = |at: usize| float(one[at] - other[at]);
            (gain(0) - gain(2), gain(1) - gain(2), gain(2))
        };
        let mut inside = Vec::new();
        let mut still = Vec::new();
        for (at, (low, high)) in self.ranges.iter().enumerate() {
            let unit = |value: f64, sign: f64| match at {
                0 => (sign, 0.0, -sign * value),
                1 => (0.0, sign, -sign * value),
                _ => (-sign, -sign, sign * (1.0 - value)),
            };
            inside.extend([unit(float(*low) / 1000.0, 1.0), unit(float(*high) / 1000.0, -1.0)]);
            still.push(unit(now[at], 1.0));
        }
        let mut least: Option<f64> = None;
        for (_, one) in every.iter().filter(|(turns, _)| *turns) {
            let ahead = every.iter().map(|(_, other)| line(one, other));
            let bounds: Vec<_> = inside.iter().copied().chain(ahead).collect();
            let lines: Vec<_> = bounds.iter().chain(&still).copied().collect();
            let mut points = vec![(now[0], now[1])];
            for (k, first) in lines.iter().enumerate() {
                for second in &lines[..k] {
                    let across = first.0 * second.1 - first.1 * second.0;
                    if across.abs() > 1e-9 {
                        points.push((
                            (first.1 * second.2 - second.1 * first.2) / across,
                            (second.0 * first.2 - first.0 * second.2) / across,
                        ));
                    }
                }
            }
            for (x, y) in points {
                if bounds.iter().all(|(a, b, c)| a * x + b * y + c >= -1e-9) {
                    let moved =
                        ((x - now[0]).abs() + (y - now[1]).abs() + (now[0] + now[1] - x - y).abs()) / 2.0;
                    least = Some(least.map_or(moved, |before| before.min(moved)));
                }
            }
        }
        least
    }

    /// The most that a choice with `column` as it is, and with it otherwise, is worth.
    fn best(&self, chosen: &[bool], column: usize, weights: &[i64]) -> (Option<i64>, Option<i64>) {
        let value = |choice: &[bool]| {
            self.worth(choice)
                .iter()
                .zip(weights)
                .map(|(v, w)| v * w)
                .sum::<i64>()
        };
        let with = |turned: bool| {
            all(&self.program)
                .filter(|choice| (choice[column] != chosen[column]) == turned)
                .map(|choice| value(&choice))
                .max()
        };
        (with(false), with(true))
    }
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn float(number: i64) -> f64 {
    number as f64
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    /// What is told turns the decision, nothing less does, and where nothing is told nothing does.
    #[test]
    fn no_smaller_move_turns_a_decision(asked in asked()) {
        let Some(chosen) = asked.chosen() else { return Ok(()) };
        let now = asked.now();
        for (column, (turning, certain)) in asked.turns(&chosen, ALL).into_iter().enumerate() {
            let least = asked.least(&chosen, column);
            match turning {
                Turning::At { weights, moved, taken, best } => {
                    prop_assert!(best);
                    prop_assert_eq!(weights.iter().sum::<i64>(), MILLION);
                    for (weight, (low, high)) in weights.iter().zip(&asked.ranges) {
                        prop_assert!(low * 1000 <= *weight && *weight <= high * 1000);
                    }
                    let (same, other) = asked.best(&chosen, column, &weights);
                    prop_assert!(other > same, "{:?} {:?}", same, other);
                    prop_assert_eq!(taken.is_some(), !chosen[column]);
                    let all: f64 = weights.iter().zip(now).map(|(then, was)| (float(*then) / 1e6 - was).abs()).sum();
                    prop_assert!((moved - all / 2.0).abs() < 1e-12);
                    let least = least.unwrap();
                    prop_assert!(moved >= least - 1e-9, "{} {}", moved, least);
                    prop_assert!(certain == Certain::Found || moved <= least + 1e-4, "{} {}", moved, least);
                }
                // Worth as much, on an edge, is not worth more.
                Turning::Nowhere if certain == Certain::Proven => {
                    for first in 0..=100 {
                        for second in 0..=100 - first {
                            let weights = [first, second, 100 - first - second];
                            let within = weights.iter().zip(&asked.ranges).all(|(w, (low, high))| (*low..=*high).contains(&(w * 10)));
                            if within {
                                let (same, other) = asked.best(&chosen, column, &weights);
                                prop_assert!(other.is_none() || other <= same);
                            }
                        }
                    }
                }
                Turning::Nowhere => {}
            }
        }
    }
}

/// On the same made-up questions nearly everything is proven: what is not lies between edges nearer to each other than whole millionths.
#[test]
fn nearly_all_is_proven() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut proven, mut all, mut turned) = (0, 0, 0);
    for _ in 0..900 {
        let asked = asked().new_tree(&mut runner).unwrap().current();
        let Some(chosen) = asked.chosen() else { continue };
        for (turning, certain) in asked.turns(&chosen, ALL) {
            all += 1;
            proven += usize::from(certain == Certain::Proven);
            turned += usize::from(turning != Turning::Nowhere);
        }
    }
    assert!(
        all > 1000 && turned > 100 && proven * 100 >= all * 98,
        "{proven} of {all}, {turned} turn"
    );
}

/// Where choices are not listed what is proven is what a list proves, what is told turns the decision, and it is mostly the smallest.
#[test]
fn what_is_found_turns_it_and_is_mostly_the_smallest() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut same, mut proven, mut all) = (0, 0, 0);
    for _ in 0..300 {
        let asked = asked().new_tree(&mut runner).unwrap().current();
        let Some(chosen) = asked.chosen() else { continue };
        let found = asked.turns(&chosen, 0);
        for (column, ((smallest, sure), (turning, certain))) in
            asked.turns(&chosen, ALL).into_iter().zip(found).enumerate()
        {
            if let Turning::At { weights, moved, .. } = &turning {
                let (with, without) = asked.best(&chosen, column, weights);
                assert!(without > with);
                assert!(
                    asked
                        .least(&chosen, column)
                        .is_some_and(|least| *moved >= least - 1e-9)
                );
            }
            let far = |turning: &Turning| match turning {
                Turning::Nowhere => 1.0,
                Turning::At { moved, .. } => *moved,
            };
            if certain == Certain::Proven {
                let apart = (far(&turning) - far(&smallest)).abs();
                assert!(
                    sure == Certain::Found || apart <= 1e-4,
                    "{turning:?} {smallest:?}"
                );
                proven += 1;
            }
            all += 1;
            same += usize::from(far(&turning) <= far(&smallest) + 1e-4);
        }
    }
    assert!(
        all > 500 && same * 100 >= all * 97 && proven * 100 >= all * 95,
        "{same} and {proven} of {all}"
    );
}
