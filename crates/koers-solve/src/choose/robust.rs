//! Which columns stay chosen when the weights of the criteria are in doubt.
//!
//! Robust portfolio modelling (Liesiö, Mild and Salo 2007): weights may be anywhere in a polytope; a portfolio is dominated when
//! another is worth at least as much at every corner and more at some; the core index of a column is the share of the portfolios
//! not dominated that hold it. [`core_exact`] looks at every portfolio; [`core_sampled`] solves for weights that were drawn, which
//! is another question (portfolios that are best somewhere) and is labelled so.

use std::collections::BTreeSet;

use thiserror::Error;

use super::program::{Fault, Program};
use super::solve::{Ended, Limits, solve};

/// The most columns for which every portfolio is looked at.
pub const MOST_EXACT: usize = 20;

/// Why nothing is told about doubt.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unclear {
    /// A table does not fit, a number is too large.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// There are too many columns to look at every portfolio.
    #[error("{0} columns: every portfolio is looked at up to {MOST_EXACT}")]
    TooMany(usize),
    /// No weights are given, or some are negative, all zero, or do not add up to what the others add up to.
    #[error("weights {0} are missing, negative, all zero or add up to another total")]
    Weights(usize),
    /// No choice keeps the rows.
    #[error("no choice keeps all bounds")]
    Empty,
    /// No choice was found within the limits.
    #[error("no choice was found within the limits")]
    Undecided,
}

/// How a core index came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Of all portfolios that are not dominated.
    All,
    /// Of the portfolios that are best for weights that were drawn.
    Drawn {
        /// How many weights were drawn.
        weights: usize,
        /// For how many of them the portfolio was not proven to be the best.
        unproven: usize,
    },
}

/// The core index of every column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// In how many of the portfolios each column is.
    pub holds: Vec<usize>,
    /// How many portfolios there are (when drawn: how many draws, so that what is best for more weights counts more).
    pub portfolios: usize,
    /// How many different ones.
    pub different: usize,
    /// How it came about.
    pub how: How,
}

impl Core {
    /// The core index of a column: 1 in all portfolios, 0 in none, between: it depends on the weights.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a share to show")]
    pub fn index(&self, column: usize) -> Option<f64> {
        (self.portfolios > 0)
            .then(|| self.holds.get(column).map(|h| *h as f64 / self.portfolios as f64))
            .flatten()
    }
}

/// Per column its value on each criterion, weighed: Σ weight × value.
///
/// # Errors
/// [`Unclear::Fault`] when the table does not fit or a sum is too large.
pub fn weighed(program: &Program, criteria: &[Vec<i64>], weights: &[i64]) -> Result<Program, Unclear> {
    if criteria.len() != program.columns() {
        return Err(Fault::Length {
            found: criteria.len(),
            wanted: program.columns(),
        }
        .into());
    }
    let mut values = Vec::with_capacity(criteria.len());
    for on in criteria {
        if on.len() != weights.len() {
            return Err(Fault::Length {
                found: on.len(),
                wanted: weights.len(),
            }
            .into());
        }
        let sum: i128 = on
            .iter()
            .zip(weights)
            .map(|(v, w)| i128::from(*v) * i128::from(*w))
            .sum();
        values.push(i64::try_from(sum).map_err(|_| Fault::Overflow)?);
    }
    Ok(program.with_values(values)?)
}

pub(super) fn total(weights: &[i64], at: usize) -> Result<i128, Unclear> {
    let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if weights.iter().any(|w| *w < 0) || sum <= 0 {
        Err(Unclear::Weights(at))
    } else {
        Ok(sum)
    }
}

/// The core index over all portfolios that are not dominated, for the weights between these corners (each adding up to the same).
///
/// # Errors
/// [`Unclear`].
pub fn core_exact(program: &Program, criteria: &[Vec<i64>], corners: &[Vec<i64>]) -> Result<Core, Unclear> {
    let n = program.columns();
    if n > MOST_EXACT {
        return Err(Unclear::TooMany(n));
    }
    let first = total(corners.first().map_or(&[], Vec::as_slice), 0)?;
    let mut values = Vec::new();
    for (at, corner) in corners.iter().enumerate() {
        if total(corner, at)? != first {
            return Err(Unclear::Weights(at));
        }
        values.push(weighed(program, criteria, corner)?);
    }
    // Every portfolio that keeps the rows, by Gray code: from one to the next a single column changes.
    let mut chosen = vec![false; n];
    let mut activity: Vec<i128> = vec![0; program.rows().len()];
    let mut worth: Vec<i128> = vec![0; corners.len()];
    let mut by_column = vec![Vec::new(); n];
    for (i, row) in program.rows().iter().enumerate() {
        for &(j, a) in &row.entries {
            by_column[j].push((i, i128::from(a)));
        }
    }
    let mut all: Vec<(Vec<i128>, u32)> = Vec::new();
    for count in 0u32..1 << n {
        if count > 0 {
            let j = count.trailing_zeros() as usize;
            chosen[j] = !chosen[j];
            let sign = if chosen[j] { 1 } else { -1 };
            for &(i, a) in &by_column[j] {
                activity[i] += sign * a;
            }
            for (w, p) in worth.iter_mut().zip(&values) {
                *w += sign * i128::from(p.values()[j]);
            }
        }
        let keeps = program.rows().iter().zip(&activity).all(|(row, a)| row.holds(*a))
            && program
                .groups()
                .iter()
                .all(|g| g.iter().filter(|&&j| chosen[j]).count() <= 1);
        if keeps {
            all.push((worth.clone(), count ^ (count >> 1)));
        }
    }
    if all.is_empty() {
        return Err(Unclear::Empty);
    }
    // From high to low a portfolio can only be dominated by one before it.
    all.sort_by(|a, b| b.cmp(a));
    let mut front: Vec<(Vec<i128>, u32)> = Vec::new();
    for (worth, bits) in all {
        let dominated = front
            .iter()
            .any(|(w, _)| *w != worth && w.iter().zip(&worth).all(|(a, b)| a >= b));
        if !dominated {
            front.push((worth, bits));
        }
    }
    let holds = (0..n)
        .map(|j| front.iter().filter(|(_, bits)| bits >> j & 1 == 1).count())
        .collect();
    Ok(Core {
        holds,
        portfolios: front.len(),
        different: front.len(),
        how: How::All,
    })
}

/// The share of drawn weights for which each column is in the portfolio that is best then.
///
/// # Errors
/// [`Unclear`].
pub fn core_sampled(
    program: &Program,
    criteria: &[Vec<i64>],
    drawn: &[Vec<i64>],
    limits: &Limits,
) -> Result<Core, Unclear> {
    let weigh = |(at, weights): (usize, &Vec<i64>)| {
        total(weights, at)?;
        weighed(program, criteria, weights)
    };
    core_of(drawn.iter().enumerate().map(weigh), limits)
}

/// The share of programmes, the same but for their values, whose best portfolio holds each column: for values that do not follow weights in a
/// straight line. One programme for each weight that was drawn.
///
/// # Errors
/// [`Unclear`].
pub fn core_of(
    programs: impl IntoIterator<Item = Result<Program, Unclear>>,
    limits: &Limits,
) -> Result<Core, Unclear> {
    let mut holds = Vec::new();
    let mut different = BTreeSet::new();
    let (mut count, mut unproven) = (0, 0);
    for program in programs {
        let program = program?;
        let outcome = solve(&program, limits);
        let Some(solution) = outcome.solution else {
            return Err(if outcome.ended == Ended::Empty {
                Unclear::Empty
            } else {
                Unclear::Undecided
            });
        };
        count += 1;
        unproven += usize::from(outcome.ended != Ended::Optimal);
        holds.resize(program.columns(), 0);
        for (h, c) in holds.iter_mut().zip(&solution.chosen) {
            *h += usize::from(*c);
        }
        different.insert(solution.chosen);
    }
    if count == 0 {
        return Err(Unclear::Weights(0));
    }
    Ok(Core {
        holds,
        portfolios: count,
        different: different.len(),
        how: How::Drawn {
            weights: count,
            unproven,
        },
    })
}
