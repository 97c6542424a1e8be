//! At which other weights a fate turns.
//!
//! Where values follow weights in a straight line the smallest move of weight is looked for in every direction at once
//! ([`koers_solve::choose::turns`]). For other methods lines are looked at step by step: to where one criterion is as heavy or as light as it may
//! be, and to weights that were drawn at which a fate is another. Every proposal is then read off the same choices.

mod bent;
mod straight;

use super::answer::{Shift, Turn};
use super::doubt::whole;
use super::effort::Effort;
use super::model::Model;
use koers_model::portfolio::money::Share;
use koers_solve::choose::{Certain, Limits, Outcome};
use koers_solve::rank::WeightSet;
use std::collections::BTreeSet;
use std::rc::Rc;

/// In how many steps a line is divided.
const STEPS: i64 = 1000;
/// What weights are brought to here: both ends of a line are rounded to whole numbers of about this total, so that the line is where it is said to be
/// to a thousandth of a per cent. Ten times this, and values would grow too large to choose with ([`koers_solve::choose::LARGEST`]).
const FINE: i64 = 100_000;

/// Where lines begin.
struct Start {
    /// The weights as they are.
    weights: Vec<i64>,
    /// What they add up to, as both ends of each line do.
    total: i64,
    /// What is chosen there.
    chosen: Rc<[bool]>,
}

/// A line, and how much work it may take.
struct Way<'a> {
    from: &'a Start,
    to: &'a [i64],
    limits: &'a Limits,
}

impl Way<'_> {
    /// Each weight where the line begins and where it ends.
    fn ends(&self) -> impl Iterator<Item = (i64, i64)> {
        self.from.weights.iter().copied().zip(self.to.iter().copied())
    }
}

impl Start {
    fn new(model: &Model<'_>, chosen: &[bool]) -> Self {
        let own = own(model);
        let sum: i64 = own.iter().sum();
        // The weights as they are stay exactly what they are.
        let times = (FINE / sum).max(1);
        Self {
            weights: own.iter().map(|weight| weight * times).collect(),
            total: sum * times,
            chosen: chosen.into(),
        }
    }

    /// Weights with one criterion as heavy or as light as its range and those of the others let it be, the others giving or taking in proportion
    /// to the room they have.
    #[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
    fn lines(&self, set: &WeightSet) -> Vec<Vec<i64>> {
        let now: Vec<f64> = self
            .weights
            .iter()
            .map(|w| *w as f64 / self.total as f64)
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
                found.insert(whole(&weights, self.total));
            }
        }
        found.remove(&self.weights);
        found.into_iter().collect()
    }
}

/// What the criteria weigh, in the smallest whole numbers.
fn own(model: &Model<'_>) -> Vec<i64> {
    model.field.criteria.iter().map(|(_, w)| i64::from(*w)).collect()
}

/// A turn at weights in whole numbers.
#[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
fn turn(
    model: &Model<'_>,
    weights: &[i64],
    level: Option<Share>,
    (best, certain): (bool, Certain),
) -> (f64, Turn) {
    let parts = |weights: &[i64]| -> Vec<f64> {
        let sum: i64 = weights.iter().sum();
        weights.iter().map(|weight| *weight as f64 / sum as f64).collect()
    };
    let (was, then) = (parts(&own(model)), parts(weights));
    let moved = was
        .iter()
        .zip(&then)
        .map(|(was, then)| (then - was).abs())
        .sum::<f64>()
        / 2.0;
    let criteria = model.field.criteria.iter();
    let shifts = criteria
        .zip(was.into_iter().zip(then))
        .map(|((criterion, _), (was, then))| Shift {
            criterion: criterion.id.clone(),
            was,
            then,
        });
    let turn = Turn::At {
        weights: shifts.collect(),
        moved,
        level,
        best,
        certain,
    };
    (moved, turn)
}

/// What change of weights turns the fate of each candidate that can be chosen; nothing when the work allowed was used up or numbers are too large.
pub(super) fn turns(
    model: &Model<'_>,
    set: &WeightSet,
    outcome: &Outcome,
    effort: &Effort,
) -> Option<Vec<Option<Turn>>> {
    outcome.solution.as_ref()?;
    let found = if model.worth.linear {
        straight::turns(model, set, outcome, effort)?
    } else {
        bent::turns(model, set, outcome, effort)?
    };
    let open = |at: usize| !model.of[at].is_empty();
    let found = found.into_iter().enumerate();
    Some(found.map(|(at, turn)| open(at).then_some(turn)).collect())
}
