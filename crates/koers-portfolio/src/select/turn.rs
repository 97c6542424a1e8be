//! At which other weights a fate turns.
//!
//! From the weights as they are, lines go to where one criterion is as heavy or as light as it may be. Along a line the best value is convex
//! and piecewise linear, so the choices on it are found one by one where their straight lines cross (Eisner and Severance 1976); every
//! proposal is then read off the same choices.

use super::answer::Turn;
use super::doubt::{FINE, named, table, whole};
use super::effort::Effort;
use super::model::Model;
use koers_solve::choose::{Ended, Limits, Outcome, Program, solve_watched, weighed};
use koers_solve::rank::WeightSet;
use std::collections::BTreeSet;
use std::rc::Rc;

/// In how many steps a line is divided.
const STEPS: i64 = 1000;

/// A choice with what it is worth at both ends of a line; in between that is a straight line.
#[derive(Clone)]
struct Best {
    chosen: Rc<[bool]>,
    start: i128,
    end: i128,
}

impl Best {
    /// [`STEPS`] times the worth at a step.
    fn at(&self, step: i64) -> i128 {
        self.start * i128::from(STEPS - step) + self.end * i128::from(step)
    }
}

/// A line with the choices found on it.
struct Line<'a> {
    program: &'a Program,
    criteria: &'a [Vec<i64>],
    from: &'a [i64],
    to: Vec<i64>,
    limits: Limits,
    /// How many choices may still be made.
    left: usize,
    proven: bool,
    /// From which step on which choice is the best.
    found: Vec<(i64, Best)>,
}

impl Line<'_> {
    /// The best choice at a step; nothing when the work allowed is used up or numbers are too large.
    fn solve(&mut self, step: i64, start: Option<&Best>) -> Option<Best> {
        self.left = self.left.checked_sub(1)?;
        let between = |(from, to): (&i64, &i64)| {
            i64::try_from(i128::from(*from) * i128::from(STEPS - step) + i128::from(*to) * i128::from(step))
                .ok()
        };
        let weights: Option<Vec<i64>> = self.from.iter().zip(&self.to).map(between).collect();
        let program = weighed(self.program, self.criteria, &weights?).ok()?;
        let start = start.map(|best| &*best.chosen);
        let outcome = solve_watched(&program, &self.limits, start, &mut |_| true);
        self.proven &= outcome.ended == Ended::Optimal;
        let chosen = outcome.solution?.chosen;
        let worth =
            |weights: &[i64]| Some(weighed(self.program, self.criteria, weights).ok()?.value(&chosen));
        Some(Best {
            start: worth(self.from)?,
            end: worth(&self.to)?,
            chosen: chosen.into(),
        })
    }

    /// Finds all choices after `low` up to `high`, and says which holds there.
    fn trace(&mut self, low: (i64, Best), high: (i64, Best)) -> Option<Best> {
        let ((first, a), (last, b)) = (low, high);
        // The one that is still as good at the other end is the best all the way.
        if a.at(last) >= b.at(last) {
            return Some(a);
        }
        if last - first <= 1 {
            self.found.push((last, b.clone()));
            return Some(b);
        }
        if b.at(first) >= a.at(first) {
            self.found.push((first + 1, b.clone()));
            return Some(b);
        }
        // Up to `before` the one is as good as the other, from the step after that it is worse.
        let ahead = (a.at(first) - b.at(first)) * i128::from(last - first);
        let rise = (b.at(last) - a.at(last)) + (a.at(first) - b.at(first));
        let before = i64::try_from(ahead.div_euclid(rise)).ok()?;
        let before = first + before.clamp(0, last - first - 1);
        if before > first {
            let middle = self.solve(before, Some(&a))?;
            if middle.at(before) > a.at(before) {
                let held = self.trace((first, a), (before, middle))?;
                return self.trace((before, held), (last, b));
            }
        }
        let after = before + 1;
        if after < last {
            let middle = self.solve(after, Some(&b))?;
            if middle.at(after) > b.at(after) {
                let held = self.trace((before, a), (after, middle))?;
                return self.trace((after, held), (last, b));
            }
        }
        self.found.push((after, b.clone()));
        Some(b)
    }
}

/// Weights with one criterion as heavy or as light as its range and those of the others let it be, the others giving or taking in proportion
/// to the room they have.
#[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
fn lines(model: &Model<'_>, set: &WeightSet, total: i64) -> Vec<Vec<i64>> {
    let now: Vec<f64> = model
        .worth
        .weights
        .iter()
        .map(|w| *w as f64 / model.worth.whole as f64)
        .collect();
    let ranges: Vec<(f64, f64)> = set.ranges().collect();
    let mut found = BTreeSet::new();
    for at in 0..now.len() {
        for end in [ranges[at].1, ranges[at].0] {
            let moved = end - now[at];
            let room = |other: usize| {
                let (low, high) = ranges[other];
                if moved > 0.0 {
                    now[other] - low
                } else {
                    high - now[other]
                }
                .max(0.0)
            };
            let all: f64 = (0..now.len()).filter(|other| *other != at).map(room).sum();
            if all < moved.abs() - 1e-9 || moved.abs() < 1e-9 {
                continue;
            }
            let mut weights = now.clone();
            for (other, weight) in weights.iter_mut().enumerate() {
                *weight += if other == at {
                    moved
                } else {
                    -moved * room(other) / all
                };
            }
            found.insert(whole(&weights, total));
        }
    }
    found.into_iter().collect()
}

/// What change of weights turns the fate of each candidate that can be chosen; nothing when the work allowed was used up.
#[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
pub(super) fn turns(
    model: &Model<'_>,
    set: &WeightSet,
    outcome: &Outcome,
    effort: &Effort,
) -> Option<Vec<Option<Turn>>> {
    let solution = outcome.solution.as_ref()?;
    // Both ends of a line have the same sum, and the weights as they are stay exactly what they are.
    let times = (FINE / model.worth.whole).max(1);
    let total = model.worth.whole * times;
    let weights: Vec<i64> = model.worth.weights.iter().map(|weight| weight * times).collect();
    let criteria = table(model);
    let mut turns: Vec<Option<(f64, Turn)>> = vec![None; model.of.len()];
    let mut left = effort.turns;
    for to in lines(model, set, total).into_iter().filter(|to| *to != weights) {
        let moves: Vec<f64> = weights
            .iter()
            .zip(&to)
            .map(|(from, to)| (to - from) as f64 / total as f64)
            .collect();
        let all = moves.iter().map(|moved| moved.abs()).sum::<f64>() / 2.0;
        let most = (0..moves.len()).max_by(|one, other| {
            let size = |at: usize| moves[at].abs();
            size(*one).total_cmp(&size(*other)).then(other.cmp(one))
        })?;
        let mut line = Line {
            program: &model.program,
            criteria: &criteria,
            from: &weights,
            to,
            limits: effort.aside(),
            left,
            proven: outcome.ended == Ended::Optimal,
            found: Vec::new(),
        };
        let worth = |weights: &[i64]| {
            Some(
                weighed(&model.program, &criteria, weights)
                    .ok()?
                    .value(&solution.chosen),
            )
        };
        let start = Best {
            start: worth(&weights)?,
            end: worth(&line.to)?,
            chosen: solution.chosen.clone().into(),
        };
        let end = line.solve(STEPS, Some(&start))?;
        line.trace((0, start), (STEPS, end))?;
        left = line.left;
        for (at, columns) in model.of.iter().enumerate() {
            let level = |chosen: &[bool]| columns.clone().find(|column| chosen[*column]);
            let before = level(&solution.chosen);
            let Some((step, best)) = line.found.iter().find(|(_, best)| level(&best.chosen) != before) else {
                continue;
            };
            let share = *step as f64 / STEPS as f64;
            if turns[at].as_ref().is_some_and(|(least, _)| *least <= all * share) {
                continue;
            }
            let then: Vec<f64> = weights
                .iter()
                .zip(&moves)
                .map(|(from, moved)| *from as f64 / total as f64 + moved * share)
                .collect();
            let turn = Turn::At {
                criterion: model.field.criteria[most].0.id.clone(),
                weights: named(&model.field, &then),
                moved: all * share,
                level: level(&best.chosen).map(|column| model.columns[column].level),
                proven: line.proven,
            };
            turns[at] = Some((all * share, turn));
        }
    }
    let open = |at: usize| !model.of[at].is_empty();
    let turns = turns.into_iter().enumerate();
    Some(
        turns
            .map(|(at, turn)| open(at).then(|| turn.map_or(Turn::None, |(_, turn)| turn)))
            .collect(),
    )
}
