//! What proposals are worth, in the whole numbers that choices are made with.
//!
//! A value goes from nothing to one. On each criterion it is kept in millionths at the level of funding; with weights w of together W the
//! value of a choice is Σ w · v, in units of 1 ÷ (10⁶ · W). Rounding moves the value of one proposal by at most half a millionth.
//!
//! That holds for SMART; for SPOTIS, which on these scales is the same sum; and for PROMETHEE II, where v is the flow on one criterion, moved up:
//! with weights that add up to one, φ is the weighted sum of the flows on each. TOPSIS and ELECTRE III are no sums: they have one value, under
//! given weights.
//!
//! PROMETHEE II and ELECTRE III hold differences against thresholds, and a threshold may be as wide as a step of the scale: they get whole numbers
//! ([`grid`](super::grid)), so that equal steps count as equal on every scale.

use super::fault::SelectFault;
use super::field::{Candidate, Field};
use super::grid::Grid;
use koers_model::portfolio::money::Share;
use koers_model::portfolio::selection::{Thresholds, ValueMethod};
use koers_solve::rank::{
    self, Direction, Fault, Normalisation, Preference, Table, Weights, electre3, promethee2, topsis,
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
        let who = open(field);
        let own: Vec<i64> = field
            .criteria
            .iter()
            .map(|(_, weight)| i64::from(*weight))
            .collect();
        let (weights, scores) = match field.question.plan.method {
            ValueMethod::Smart | ValueMethod::Spotis => (own, rows(field, &who)),
            ValueMethod::Promethee(thresholds) => (own, flows(field, &who, thresholds)?),
            ValueMethod::Topsis | ValueMethod::Electre(_) => {
                let given: Vec<f64> = field
                    .criteria
                    .iter()
                    .map(|(_, weight)| f64::from(*weight))
                    .collect();
                (vec![1], scores(field, &who, &given)?)
            }
        };
        Ok(Self::of(field, who, scores, weights))
    }

    /// The same under other weights, for a method that is no sum; nothing where it gives no values.
    pub(super) fn under(field: &Field<'_>, weights: &[f64]) -> Option<Self> {
        let who = open(field);
        let scores = scores(field, &who, weights).ok()?;
        Some(Self::of(field, who, scores, vec![1]))
    }

    fn of(field: &Field<'_>, who: Vec<usize>, scores: Vec<Vec<f64>>, weights: Vec<i64>) -> Self {
        let mut values = vec![None; field.candidates.len()];
        for (at, row) in who.into_iter().zip(scores) {
            values[at] = Some(row.into_iter().map(millionths).collect());
        }
        Self {
            values,
            whole: weights.iter().sum(),
            weights,
            linear: linear(field),
        }
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

/// Those that can be chosen.
fn open(field: &Field<'_>) -> Vec<usize> {
    let open = |at: &usize| field.candidates[*at].bars.is_empty();
    (0..field.candidates.len()).filter(open).collect()
}

/// Their values on each criterion.
fn rows(field: &Field<'_>, who: &[usize]) -> Vec<Vec<f64>> {
    let row = |at: &usize| {
        field.candidates[*at]
            .values
            .iter()
            .map(|value| value.mean.value())
            .collect()
    };
    who.iter().map(row).collect()
}

/// Whether a value is a weighted sum over the criteria.
fn linear(field: &Field<'_>) -> bool {
    match field.question.plan.method {
        ValueMethod::Smart | ValueMethod::Spotis | ValueMethod::Promethee(_) => true,
        ValueMethod::Topsis | ValueMethod::Electre(_) => false,
    }
}

fn fault(field: &Field<'_>) -> impl Fn(Fault) -> SelectFault + use<> {
    let method = field.question.plan.method.word();
    move |fault| SelectFault::Method { method, fault }
}

/// The net flow of each on one criterion after the other, brought to between nothing and one.
fn flows(field: &Field<'_>, who: &[usize], thresholds: Thresholds) -> Result<Vec<Vec<f64>>, SelectFault> {
    let fault = fault(field);
    let open = candidates(field, who);
    let alone = Weights::equal(1).map_err(|_| SelectFault::NoWeights)?;
    let mut found = vec![Vec::new(); open.len()];
    for criterion in (0..field.criteria.len()).filter(|_| !open.is_empty()) {
        let grid = Grid::new(&open, criterion, thresholds).ok_or_else(|| too_fine(field, criterion))?;
        let preference = [preference(&grid).ok_or(SelectFault::Thresholds)?];
        let column: Vec<Vec<f64>> = grid.values.iter().map(|value| vec![*value]).collect();
        let table =
            Table::of_numbers(vec![Direction::More], &column).map_err(|_| fault(Fault::AllTheSame))?;
        let flows = promethee2(&table, &preference, &alone).map_err(&fault)?;
        for (row, net) in found.iter_mut().zip(flows.net) {
            row.push((net + 1.0) / 2.0);
        }
    }
    Ok(found)
}

/// The one score of each by the methods that are no sum, brought to between nothing and one.
fn scores(field: &Field<'_>, who: &[usize], given: &[f64]) -> Result<Vec<Vec<f64>>, SelectFault> {
    let fault = fault(field);
    if who.is_empty() {
        return Ok(Vec::new());
    }
    // What weighs nothing has no say: without this the veto of ELECTRE III would still speak for it.
    let heard: Vec<usize> = (0..given.len()).filter(|at| given[*at] > 0.0).collect();
    let weighing = |row: &[f64]| -> Vec<f64> { heard.iter().map(|at| row[*at]).collect() };
    let weights = Weights::new(&weighing(given)).map_err(|_| SelectFault::NoWeights)?;
    let table = |rows: &[Vec<f64>]| {
        let directions = vec![Direction::More; heard.len()];
        Table::of_numbers(directions, rows).map_err(|_| fault(Fault::AllTheSame))
    };
    let scores = if let ValueMethod::Electre(thresholds) = field.question.plan.method {
        let open = candidates(field, who);
        let mut rows = vec![Vec::new(); open.len()];
        let mut each = Vec::new();
        for &criterion in &heard {
            let grid = Grid::new(&open, criterion, thresholds).ok_or_else(|| too_fine(field, criterion))?;
            for (row, value) in rows.iter_mut().zip(&grid.values) {
                row.push(*value);
            }
            each.push(rank::Thresholds {
                indifference: grid.indifference,
                preference: grid.preference,
                veto: grid.veto,
            });
        }
        let found = electre3(&table(&rows)?, &each, &weights).map_err(&fault)?;
        evenly(found.order.groups(), rows.len())
    } else {
        let rows: Vec<Vec<f64>> = rows(field, who).iter().map(|row| weighing(row)).collect();
        topsis(&table(&rows)?, &weights, Normalisation::Vector)
            .map_err(&fault)?
            .scores
    };
    Ok(scores.into_iter().map(|score| vec![score]).collect())
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

fn preference(grid: &Grid) -> Option<Preference> {
    if grid.indifference < grid.preference {
        Preference::linear(grid.indifference, grid.preference).ok()
    } else {
        Preference::u_shape(grid.preference).ok()
    }
}

fn candidates<'f, 'a>(field: &'f Field<'a>, who: &[usize]) -> Vec<&'f Candidate<'a>> {
    who.iter().map(|at| &field.candidates[*at]).collect()
}

fn too_fine(field: &Field<'_>, criterion: usize) -> SelectFault {
    SelectFault::TooFine(field.criteria[criterion].0.id.clone())
}
