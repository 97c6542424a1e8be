//! What every amount of a second quantity (cost) could bring: the frontier.
//!
//! The epsilon constraint: the best value; then, of that value, the least cost; then the best value at a lower cost, and so on.
//! Doing both in turn instead of adding them up with a small factor (as AUGMECON2 does; Mavrotas and Florios 2013) keeps whole
//! numbers whole, and finds points that no weighted sum finds.

use super::program::{Fault, LARGEST, Program};
use super::solve::{Limits, Solution, solve};

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
    let cheap = costing(program, cost)?;
    let mut points: Vec<Point> = Vec::new();
    let Some(lowest) = solve(&cheap, limits).bound.map(|b| -b) else {
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
        let (Solution { chosen, value }, at, cost_bound) = least(program, &cheap, solution, limits)?;
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
            step = ((at - lowest) / most).max(1);
            complete &= step == 1;
        }
        if at - 1 < lowest {
            break;
        }
        ceiling = Some(fit((at - step).max(lowest))?);
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

/// Of the choices that are worth at least as much as one, the one that costs least as far as the work allowed finds it: never a dearer one.
///
/// # Errors
/// As [`frontier`].
pub fn cheapest(program: &Program, cost: &[i64], than: Solution, limits: &Limits) -> Result<Solution, Fault> {
    let cheap = costing(program, cost)?;
    least(program, &cheap, than, limits).map(|(found, _, _)| found)
}

/// The same rows, with what columns cost for a value, turned: the most of it is the least cost.
fn costing(program: &Program, cost: &[i64]) -> Result<Program, Fault> {
    if cost.len() != program.columns() {
        return Err(Fault::Length {
            found: cost.len(),
            wanted: program.columns(),
        });
    }
    program.with_values(cost.iter().map(|cost| -cost).collect())
}

/// The cheapest choice that is worth as much as one, with what it costs and the least that any such choice can cost.
fn least(
    program: &Program,
    cheap: &Program,
    than: Solution,
    limits: &Limits,
) -> Result<(Solution, i128, i128), Fault> {
    let mut as_good = cheap.clone();
    as_good.row(
        program.values().iter().copied().enumerate(),
        Some(fit(than.value)?),
        None,
    )?;
    let found = solve(&as_good, limits);
    let chosen = match found.solution {
        Some(other) if other.value >= cheap.value(&than.chosen) => other.chosen,
        _ => than.chosen,
    };
    let cost = -cheap.value(&chosen);
    let bound = found.bound.map_or(cost, |bound| -bound);
    let value = program.value(&chosen);
    Ok((Solution { chosen, value }, cost, bound))
}

fn fit(v: i128) -> Result<i64, Fault> {
    match i64::try_from(v) {
        Ok(v) if v.unsigned_abs() <= LARGEST.unsigned_abs() => Ok(v),
        _ => Err(Fault::Overflow),
    }
}
