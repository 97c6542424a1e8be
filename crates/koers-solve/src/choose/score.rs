//! What going down a list would have chosen: the plain way, to stand beside the best.

use std::cmp::Ordering;

use super::program::{Fault, Program};

/// What to do at a column that no longer fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Pass over it and go on.
    Skip,
    /// End there.
    Stop,
}

/// What going down the list chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByScore {
    /// Per column, whether it was taken.
    pub chosen: Vec<bool>,
    /// What they are worth together.
    pub value: i128,
    /// The first column that did not fit.
    pub first_out: Option<usize>,
    /// Rows whose lower bound is not reached: the list does not look at those.
    pub unreached: Vec<usize>,
}

/// Columns from the highest key to the lowest; of equal keys the earlier column first.
#[must_use]
pub fn order_by(keys: &[i64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| keys[b].cmp(&keys[a]).then(a.cmp(&b)));
    order
}

/// Columns by key per unit, compared exactly. What asks nothing (a unit of zero or less) comes first, by key.
///
/// # Errors
/// [`Fault::Length`] when there is not a unit for each key.
pub fn order_by_ratio(keys: &[i64], units: &[i64]) -> Result<Vec<usize>, Fault> {
    if keys.len() != units.len() {
        return Err(Fault::Length {
            found: units.len(),
            wanted: keys.len(),
        });
    }
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| {
        let by = match (units[a] > 0, units[b] > 0) {
            (true, true) => (i128::from(keys[b]) * i128::from(units[a]))
                .cmp(&(i128::from(keys[a]) * i128::from(units[b]))),
            (false, false) => keys[b].cmp(&keys[a]),
            (a_asks, _) => {
                if a_asks {
                    Ordering::Greater
                } else {
                    Ordering::Less
                }
            }
        };
        by.then(a.cmp(&b))
    });
    Ok(order)
}

/// Goes down `order` and takes what still fits the upper bounds and groups (and, where a column takes away from a row, its
/// lower bound once that has been reached).
///
/// # Errors
/// [`Fault::NoColumn`], [`Fault::Twice`].
pub fn by_score(program: &Program, order: &[usize], then: Then) -> Result<ByScore, Fault> {
    let n = program.columns();
    let mut by_column = vec![Vec::new(); n];
    for (i, row) in program.rows().iter().enumerate() {
        for &(j, a) in &row.entries {
            by_column[j].push((i, i128::from(a)));
        }
    }
    let mut chosen = vec![false; n];
    let mut seen = vec![false; n];
    let mut taken = vec![false; program.groups().len()];
    let mut activity = vec![0i128; program.rows().len()];
    let mut first_out = None;
    for &j in order {
        if j >= n {
            return Err(Fault::NoColumn(j));
        }
        if std::mem::replace(&mut seen[j], true) {
            return Err(Fault::Twice(j));
        }
        let free = program.group_of(j).is_none_or(|g| !taken[g]);
        let fits = by_column[j].iter().all(|&(i, a)| {
            let (row, after) = (&program.rows()[i], activity[i] + a);
            if a > 0 {
                row.upper.is_none_or(|u| after <= i128::from(u))
            } else {
                row.lower
                    .is_none_or(|l| activity[i] < i128::from(l) || after >= i128::from(l))
            }
        });
        if free && fits {
            chosen[j] = true;
            if let Some(g) = program.group_of(j) {
                taken[g] = true;
            }
            for &(i, a) in &by_column[j] {
                activity[i] += a;
            }
        } else if free {
            // Another level of what was taken already is no reason to stop.
            first_out = first_out.or(Some(j));
            if then == Then::Stop {
                break;
            }
        }
    }
    let unreached = program.rows().iter().zip(&activity).enumerate();
    let unreached = unreached
        .filter(|(_, (row, a))| row.lower.is_some_and(|l| **a < i128::from(l)))
        .map(|(i, _)| i)
        .collect();
    Ok(ByScore {
        value: program.value(&chosen),
        chosen,
        first_out,
        unreached,
    })
}
