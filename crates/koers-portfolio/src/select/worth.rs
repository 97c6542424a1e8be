//! What proposals are worth, in the whole numbers that choices are made with.
//!
//! A value goes from nothing to one. On each criterion it is kept in millionths at the level of funding; with weights w of together W the
//! value of a choice is Σ w · v, in units of 1 ÷ (10⁶ · W). Rounding moves the value of one proposal by at most half a millionth.

use super::fault::SelectFault;
use super::field::Field;
use koers_model::portfolio::money::Share;
use koers_model::portfolio::selection::{Thresholds, ValueMethod};
use koers_solve::rank::{
    self, Bounds, Direction, Fault, Normalisation, Preference, Table, Weights, electre3, promethee2, spotis,
    topsis,
};

/// Millionths.
pub(super) const PARTS: f64 = 1_000_000.0;

/// What each candidate is worth.
pub(super) struct Worth {
    /// Per candidate its values in millionths: on each criterion, or (for a method that is no sum) one value; none when it is barred.
    pub(super) values: Vec<Option<Vec<i64>>>,
    /// What each of them weighs.
    pub(super) weights: Vec<i64>,
    /// What they weigh together.
    pub(super) whole: i64,
    /// Whether a value is the weighted sum over the criteria, so that other weights give other values in a straight line.
    pub(super) linear: bool,
}

impl Worth {
    pub(super) fn new(field: &Field<'_>) -> Result<Self, SelectFault> {
        let plan = field.question.plan;
        let open = |at: &usize| field.candidates[*at].bars.is_empty();
        let who: Vec<usize> = (0..field.candidates.len()).filter(open).collect();
        let linear = plan.method == ValueMethod::Smart;
        let (weights, scores): (Vec<i64>, Vec<Vec<f64>>) = if linear {
            let rows = who
                .iter()
                .map(|at| field.candidates[*at].values.iter().map(|v| v.0).collect());
            let weights = field
                .criteria
                .iter()
                .map(|(_, weight)| i64::from(*weight))
                .collect();
            (weights, rows.collect())
        } else {
            let scores = if who.is_empty() {
                Vec::new()
            } else {
                scores(field, &who)?
            };
            (vec![1], scores.into_iter().map(|score| vec![score]).collect())
        };
        let mut values = vec![None; field.candidates.len()];
        for (at, row) in who.into_iter().zip(scores) {
            values[at] = Some(row.into_iter().map(millionths).collect());
        }
        Ok(Self {
            values,
            whole: weights.iter().sum(),
            weights,
            linear,
        })
    }

    /// The values of a candidate at a level.
    pub(super) fn at(&self, candidate: usize, level: Share) -> Vec<i64> {
        let values = self
            .values
            .get(candidate)
            .and_then(Option::as_deref)
            .unwrap_or(&[]);
        let part = |value: &i64| {
            let exact = i128::from(*value) * i128::from(level.in_millionths());
            // Never more than the value itself.
            i64::try_from((exact + 500_000) / 1_000_000).unwrap_or(*value)
        };
        values.iter().map(part).collect()
    }

    /// The value of a candidate at a level, for the solver.
    pub(super) fn value(&self, candidate: usize, level: Share) -> i64 {
        self.at(candidate, level)
            .iter()
            .zip(&self.weights)
            .map(|(value, weight)| value * weight)
            .sum()
    }

    /// A value of the solver as people read it: one for a proposal with full marks.
    #[expect(clippy::cast_precision_loss, reason = "a figure to show")]
    pub(super) fn shown(&self, value: i128) -> f64 {
        value as f64 / (PARTS * self.whole as f64)
    }
}

/// A value from nothing to one in millionths.
#[expect(clippy::cast_possible_truncation, reason = "from nothing to a million")]
fn millionths(value: f64) -> i64 {
    (value.clamp(0.0, 1.0) * PARTS).round() as i64
}

/// The scores of the methods that are no plain sum, brought to between nothing and one.
fn scores(field: &Field<'_>, who: &[usize]) -> Result<Vec<f64>, SelectFault> {
    let method = field.question.plan.method;
    let fault = |fault: Fault| SelectFault::Method {
        method: method.word(),
        fault,
    };
    let rows: Vec<Vec<f64>> = who
        .iter()
        .map(|at| field.candidates[*at].values.iter().map(|v| v.0).collect())
        .collect();
    let criteria = field.criteria.len();
    let table =
        Table::of_numbers(vec![Direction::More; criteria], &rows).map_err(|_| fault(Fault::AllTheSame))?;
    let given: Vec<f64> = field
        .criteria
        .iter()
        .map(|(_, weight)| f64::from(*weight))
        .collect();
    let weights = Weights::new(&given).map_err(|_| SelectFault::NoWeights)?;
    Ok(match method {
        ValueMethod::Smart | ValueMethod::Spotis => {
            let distances =
                spotis(&table, &vec![Bounds::new(0.0, 1.0); criteria], &weights).map_err(fault)?;
            distances.scores.iter().map(|distance| 1.0 - distance).collect()
        }
        ValueMethod::Topsis => {
            topsis(&table, &weights, Normalisation::Vector)
                .map_err(fault)?
                .scores
        }
        ValueMethod::Promethee(thresholds) => {
            let preference = preference(thresholds).ok_or(SelectFault::Thresholds)?;
            let flows = promethee2(&table, &vec![preference; criteria], &weights).map_err(fault)?;
            flows.net.iter().map(|net| (net + 1.0) / 2.0).collect()
        }
        ValueMethod::Electre(thresholds) => {
            let thresholds = rank::Thresholds {
                indifference: share(thresholds.indifference),
                preference: share(thresholds.preference),
                veto: thresholds.veto.map(share),
            };
            let found = electre3(&table, &vec![thresholds; criteria], &weights).map_err(fault)?;
            evenly(found.order.groups(), who.len())
        }
    })
}

/// Places evenly spaced from one (the first) to nothing (the last); those that tie share the middle of their places.
#[expect(clippy::cast_precision_loss, reason = "at most a thousand places")]
fn evenly(groups: &[Vec<usize>], count: usize) -> Vec<f64> {
    let mut values = vec![1.0; count];
    let mut before = 0;
    for group in groups {
        let middle = before as f64 + (group.len() as f64 - 1.0) / 2.0;
        for &at in group {
            if count > 1 {
                values[at] = 1.0 - middle / (count - 1) as f64;
            }
        }
        before += group.len();
    }
    values
}

fn preference(thresholds: Thresholds) -> Option<Preference> {
    let (from, full) = (share(thresholds.indifference), share(thresholds.preference));
    if from < full {
        Preference::linear(from, full).ok()
    } else {
        Preference::u_shape(full).ok()
    }
}

fn share(share: Share) -> f64 {
    f64::from(share.in_millionths()) / PARTS
}
