//! Why a column is left out, and what would bring it in.
//!
//! Three answers, from quick to exact. [`in_the_way`]: what adding it to the choice as it stands would break. [`estimate`]: what
//! it brings less what its room is worth at the prices of the relaxation. [`raise`] and [`cheaper`]: by solving again with the
//! column forced in. With V the best value and Vⱼ the best value among choices with column j, j is in a best choice exactly when
//! its value is V − Vⱼ higher: those without it stay worth V, those with it all gain the same.

use std::collections::BTreeMap;

use super::program::{Fault, Program};
use super::solve::{Limits, Outcome, Root, solve};

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

/// What the relaxation's prices say about a column. An estimate: in the relaxation columns may be taken in part.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// Its value less the price of its room and of its place in its group. Negative: it does not pay.
    pub net: f64,
    /// Per row that has a price, what the column's room there costs, dearest first.
    pub costs: Vec<(usize, f64)>,
    /// The share of its coefficients with which it would just pay; none when it asks nothing that has a price.
    pub share: Option<f64>,
}

/// Weighs a column at the relaxation's prices. None when the column does not exist.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "an estimate")]
pub fn estimate(program: &Program, root: &Root, column: usize) -> Option<Estimate> {
    let gain = |j: usize| {
        let mut costs = Vec::new();
        for (i, row) in program.rows().iter().enumerate() {
            let price = root.prices.get(i).copied().unwrap_or(0.0);
            if price != 0.0
                && let Ok(at) = row.entries.binary_search_by_key(&j, |e| e.0)
            {
                costs.push((i, price * row.entries[at].1 as f64));
            }
        }
        let total: f64 = costs.iter().map(|c| c.1).sum();
        (costs, total)
    };
    let value = *program.values().get(column)? as f64;
    let (mut costs, total) = gain(column);
    let place = program.group_of(column).map_or(0.0, |g| {
        let others = program.groups()[g].iter().filter(|&&k| k != column);
        others
            .map(|&k| program.values()[k] as f64 - gain(k).1)
            .fold(0.0, f64::max)
    });
    costs.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let share = (total > 0.0).then(|| ((value - place) / total).max(0.0));
    Some(Estimate {
        net: value - total - place,
        costs,
        share,
    })
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

/// How much less a column would have to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cheaper {
    /// With this many thousandths of its coefficients it is surely in a best choice; none when not even with nothing.
    pub surely: Option<u16>,
    /// With more thousandths than this it surely is not; none when even with nothing it is not.
    pub at_most: Option<u16>,
    /// Whether less is always better: its coefficients in these rows are positive and the rows have no lower bound. Otherwise the
    /// thousandths are some that do, not surely the largest.
    pub monotone: bool,
}

/// The largest share of its coefficients in `rows`, in whole thousandths (rounded down to whole units), with which a column is in
/// a best choice. Each step solves again: some ten to twenty times.
///
/// # Errors
/// [`Fault::NoColumn`], [`Fault::NoRow`].
pub fn cheaper(
    program: &Program,
    outcome: &Outcome,
    column: usize,
    rows: &[usize],
    limits: &Limits,
) -> Result<Cheaper, Fault> {
    if column >= program.columns() {
        return Err(Fault::NoColumn(column));
    }
    let mut monotone = true;
    for &i in rows {
        let row = program.rows().get(i).ok_or(Fault::NoRow(i))?;
        let a = row
            .entries
            .binary_search_by_key(&column, |e| e.0)
            .map_or(0, |at| row.entries[at].1);
        monotone &= a >= 0 && (row.lower.is_none() || a == 0);
    }
    // Without the column nothing changes, so the best without it stays what it is.
    let (value, bound) = (outcome.solution.as_ref().map(|s| s.value), outcome.bound);
    let mut known: BTreeMap<u16, (Option<i128>, Option<i128>)> = BTreeMap::new();
    let mut largest = |good: &dyn Fn(Option<i128>, Option<i128>) -> bool| -> Result<Option<u16>, Fault> {
        let mut test = |share: u16| -> Result<bool, Fault> {
            if let Some(&(v, b)) = known.get(&share) {
                return Ok(good(v, b));
            }
            let found = forced(&program.with_share(column, rows, share)?, column, limits)?;
            let pair = (found.solution.map(|s| s.value), found.bound);
            known.insert(share, pair);
            Ok(good(pair.0, pair.1))
        };
        if test(1000)? {
            return Ok(Some(1000));
        }
        if !test(0)? {
            return Ok(None);
        }
        let (mut yes, mut no) = (0, 1000);
        while no - yes > 1 {
            let middle = u16::midpoint(yes, no);
            if test(middle)? { yes = middle } else { no = middle }
        }
        Ok(Some(yes))
    };
    let surely = largest(&|v, _| v.is_some_and(|v| bound.is_none_or(|b| v >= b)))?;
    let at_most = largest(&|_, b| b.is_some_and(|b| value.is_none_or(|v| b >= v)))?;
    Ok(Cheaper {
        surely,
        at_most,
        monotone,
    })
}
