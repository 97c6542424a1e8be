//! What every amount of a second quantity (cost) could bring: the frontier.
//!
//! The epsilon constraint: the best value; then, of that value, the least cost; then the best value at a lower cost, and so on.
//! Doing both in turn instead of adding them up with a small factor (as AUGMECON2 does; Mavrotas and Florios 2013) keeps whole
//! numbers whole, and finds points that no weighted sum finds.

use super::program::{Fault, LARGEST, Program};
use super::solve::{Limits, solve};

/// A point of the frontier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Per column, whether it is taken.
    pub chosen: Vec<bool>,
    /// What they are worth together.
    pub value: i128,
    /// What they cost together.
    pub cost: i128,
    /// What no choice of at most this point's ceiling can pass; the value itself when proven.
    pub value_bound: i128,
    /// The least that a choice of this value can cost; the cost itself when proven.
    pub cost_bound: i128,
}

/// The frontier, from the dearest point to the cheapest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// The points: each is worth less and costs less than the one before.
    pub points: Vec<Point>,
    /// Whether all non-dominated points are here, each proven.
    pub complete: bool,
}

/// The frontier of value against `cost` (per column, not negative in sum), with at most about `most` points: when there may be
/// more, the ceilings are set evenly between the dearest and the cheapest, and the points found are still non-dominated as far
/// as they are proven.
///
/// # Errors
/// [`Fault::Length`], [`Fault::TooLarge`], [`Fault::Overflow`] when sums pass [`LARGEST`].
pub fn frontier(program: &Program, cost: &[i64], most: usize, limits: &Limits) -> Result<Frontier, Fault> {
    let n = program.columns();
    if cost.len() != n {
        return Err(Fault::Length {
            found: cost.len(),
            wanted: n,
        });
    }
    let negative: Vec<i64> = cost.iter().map(|c| -c).collect();
    let cheap = program.with_values(negative)?;
    let mut points: Vec<Point> = Vec::new();
    let Some(least) = solve(&cheap, limits).bound.map(|b| -b) else {
        return Ok(Frontier {
            points,
            complete: true,
        });
    };
    let mut complete = true;
    let mut ceiling: Option<i64> = None;
    let mut step = 1i128;
    loop {
        let mut under = program.clone();
        if let Some(c) = ceiling {
            under.row(cost.iter().copied().enumerate(), None, Some(c))?;
        }
        let best = solve(&under, limits);
        let (Some(solution), Some(value_bound)) = (best.solution, best.bound) else {
            complete &= best.bound.is_none();
            break;
        };
        // Of that value, the cheapest.
        let mut cheapest = cheap.clone();
        cheapest.row(
            program.values().iter().copied().enumerate(),
            Some(fit(solution.value)?),
            None,
        )?;
        let least_cost = solve(&cheapest, limits);
        let found = cheap.value(&solution.chosen);
        let chosen = match least_cost.solution {
            Some(s) if s.value >= found => s.chosen,
            _ => solution.chosen,
        };
        let (value, at) = (program.value(&chosen), -cheap.value(&chosen));
        let cost_bound = least_cost.bound.map_or(at, |b| -b);
        complete &= value_bound == value && cost_bound == at;
        points.push(Point {
            chosen,
            value,
            cost: at,
            value_bound,
            cost_bound,
        });
        if points.len() == 1 {
            let most = i128::try_from(most.max(1)).map_err(|_| Fault::Overflow)?;
            step = ((at - least) / most).max(1);
            complete &= step == 1;
        }
        if at - 1 < least {
            break;
        }
        ceiling = Some(fit((at - step).max(least))?);
    }
    // Where values were not proven a later point may be as good as an earlier one: the earlier is dominated then.
    let mut kept: Vec<Point> = Vec::new();
    for p in points {
        while kept.last().is_some_and(|k| k.value <= p.value) {
            kept.pop();
        }
        kept.push(p);
    }
    Ok(Frontier {
        points: kept,
        complete,
    })
}

fn fit(v: i128) -> Result<i64, Fault> {
    match i64::try_from(v) {
        Ok(v) if v.unsigned_abs() <= LARGEST.unsigned_abs() => Ok(v),
        _ => Err(Fault::Overflow),
    }
}
