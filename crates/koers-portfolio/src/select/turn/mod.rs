//! At which other weights a fate turns.
//!
//! From the weights as they are, lines go to where one criterion is as heavy or as light as it may be. Where values follow weights in a straight
//! line, the best value along such a line is convex and piecewise linear, so the choices on it are found one by one where their straight lines
//! cross (Eisner and Severance 1976). For other methods the line is looked at step by step. Every proposal is then read off the same choices.

mod bent;
mod straight;

use super::answer::Turn;
use super::doubt::{named, whole};
use super::effort::Effort;
use super::model::Model;
use koers_solve::choose::{Ended, Limits, Outcome};
use koers_solve::rank::WeightSet;
use std::collections::BTreeSet;
use std::rc::Rc;

/// In how many steps a line is divided.
const STEPS: i64 = 1000;
/// What weights are brought to here: both ends of a line are rounded to whole numbers of about this total, so that the line is where it is said to be
/// to a thousandth of a per cent. Ten times this, and values would grow too large to choose with ([`koers_solve::choose::LARGEST`]).
const FINE: i64 = 100_000;

/// A line, and how much work it may take.
struct Way<'a> {
    from: &'a [i64],
    to: &'a [i64],
    /// What both add up to.
    total: i64,
    /// What is chosen where it begins.
    chosen: Rc<[bool]>,
    limits: Limits,
}

/// What was found along a line.
struct Along {
    /// From which step on which choice is the best, in order.
    found: Vec<(i64, Rc<[bool]>)>,
    /// Whether each of them was proven to be the best.
    proven: bool,
}

/// Weights with one criterion as heavy or as light as its range and those of the others let it be, the others giving or taking in proportion
/// to the room they have.
#[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
fn lines(weights: &[i64], set: &WeightSet, total: i64) -> Vec<Vec<i64>> {
    let now: Vec<f64> = weights.iter().map(|w| *w as f64 / total as f64).collect();
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
    let chosen: Rc<[bool]> = solution.chosen.clone().into();
    // Both ends of a line have the same sum, and the weights as they are stay exactly what they are.
    let own: Vec<i64> = model.field.criteria.iter().map(|(_, w)| i64::from(*w)).collect();
    let sum: i64 = own.iter().sum();
    let times = (FINE / sum).max(1);
    let total = sum * times;
    let weights: Vec<i64> = own.iter().map(|weight| weight * times).collect();
    let mut turns: Vec<Option<(f64, Turn)>> = vec![None; model.of.len()];
    let mut left = effort.turns;
    for to in lines(&weights, set, total)
        .into_iter()
        .filter(|to| *to != weights)
    {
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
        let way = Way {
            from: &weights,
            to: &to,
            total,
            chosen: chosen.clone(),
            limits: effort.aside(),
        };
        let along = if model.worth.linear {
            straight::along(model, &way, &mut left)?
        } else {
            bent::along(model, &way, &mut left)?
        };
        for (at, columns) in model.of.iter().enumerate() {
            let level = |chosen: &[bool]| columns.clone().find(|column| chosen[*column]);
            let before = level(&chosen);
            let Some((step, best)) = along.found.iter().find(|(_, best)| level(best) != before) else {
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
                was: weights[most] as f64 / total as f64,
                weights: named(&model.field, &then),
                moved: all * share,
                level: level(best).map(|column| model.columns[column].level),
                proven: along.proven && outcome.ended == Ended::Optimal,
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
