//! Why a column is left out, and what would bring it in.
//!
//! Two answers. [`in_the_way`]: what adding it to the choice as it stands would break. [`raise`]: by solving again with the column
//! forced in. With V the best value and Vⱼ the best value among choices with column j, j is in a best choice exactly when its value
//! is V − Vⱼ higher: those without it stay worth V, those with it all gain the same.

use super::program::{Fault, Program};
use super::solve::{Limits, Outcome, solve};

/// A bound of the programme: what can clash, bind or stand in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// The lower bound of a row.
    Lower(usize),
    /// The upper bound of a row.
    Upper(usize),
    /// A group: at most one of its columns.
    Group(usize),
}

/// A bound that adding a column would break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Which bound.
    pub bound: Bound,
    /// The room there is (for a group: 0).
    pub room: i128,
    /// The room the column needs (for a group: 1).
    pub need: i128,
}

/// Which bounds simply adding the column to this choice would break, by row, the group last. Empty when it would fit, and when it
/// is chosen already.
#[must_use]
pub fn in_the_way(program: &Program, chosen: &[bool], column: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    if chosen.get(column).copied().unwrap_or(true) {
        return blocks;
    }
    for (i, row) in program.rows().iter().enumerate() {
        let Ok(at) = row.entries.binary_search_by_key(&column, |e| e.0) else {
            continue;
        };
        let a = i128::from(row.entries[at].1);
        let activity = row.activity(chosen);
        if let Some(u) = row.upper.map(i128::from)
            && a > 0
            && activity + a > u
        {
            blocks.push(Block {
                bound: Bound::Upper(i),
                room: u - activity,
                need: a,
            });
        }
        if let Some(l) = row.lower.map(i128::from)
            && a < 0
            && activity + a < l
        {
            blocks.push(Block {
                bound: Bound::Lower(i),
                room: activity - l,
                need: -a,
            });
        }
    }
    if let Some(g) = program.group_of(column)
        && program.groups()[g]
            .iter()
            .any(|&k| chosen.get(k).copied().unwrap_or(false))
    {
        blocks.push(Block {
            bound: Bound::Group(g),
            room: 0,
            need: 1,
        });
    }
    blocks
}

/// How much more a column would have to be worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raise {
    /// It is in a best choice when its value is higher by an amount between these; equal when both searches were proven.
    Between {
        /// At least this much (it may be in already: 0).
        low: i128,
        /// This much is surely enough; none when no choice with it was found.
        high: Option<i128>,
    },
    /// No choice with it keeps the rows, whatever it is worth.
    Never,
}

/// The smallest raise of a column's value with which it is in a best choice.
///
/// # Errors
/// [`Fault::NoColumn`].
pub fn raise(program: &Program, outcome: &Outcome, column: usize, limits: &Limits) -> Result<Raise, Fault> {
    let forced = forced(program, column, limits)?;
    let Some(most) = forced.bound else {
        return Ok(Raise::Never);
    };
    let value = outcome.solution.as_ref().map(|s| s.value);
    let low = value.map_or(0, |v| (v - most).max(0));
    let high = forced
        .solution
        .zip(outcome.bound)
        .map(|(s, b)| (b - s.value).max(low));
    Ok(Raise::Between { low, high })
}

fn forced(program: &Program, column: usize, limits: &Limits) -> Result<Outcome, Fault> {
    let mut with = program.clone();
    with.row([(column, 1)], Some(1), None)?;
    Ok(solve(&with, limits))
}
