//! What going down a list would have chosen: the plain way, to stand beside the best.

use std::collections::BTreeSet;

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
    /// Rows that the list as a whole does not keep: a lower bound that is not reached, and a bound of a row about the whole that is passed.
    pub unreached: Vec<usize>,
}

/// Goes down `order` and takes what still fits the upper bounds and groups (and, where a column takes away from a row, its
/// lower bound once that has been reached).
///
/// Rows of `whole` are not looked at on the way: they compare parts of the whole list, such as two shares of all money, and the first that is
/// taken is all of it. Whether the list keeps them is said at the end.
///
/// # Errors
/// [`Fault::NoColumn`], [`Fault::NoRow`], [`Fault::Twice`].
pub fn by_score(
    program: &Program,
    order: &[usize],
    then: Then,
    whole: &BTreeSet<usize>,
) -> Result<ByScore, Fault> {
    if let Some(row) = whole.last().filter(|row| **row >= program.rows().len()) {
        return Err(Fault::NoRow(*row));
    }
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
        let on_the_way = by_column[j].iter().filter(|(i, _)| !whole.contains(i));
        let fits = on_the_way.copied().all(|(i, a)| {
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
    let missed = |row: usize| {
        let (bounds, at) = (&program.rows()[row], activity[row]);
        bounds.lower.is_some_and(|l| at < i128::from(l))
            || (whole.contains(&row) && bounds.upper.is_some_and(|u| at > i128::from(u)))
    };
    let unreached = (0..program.rows().len()).filter(|row| missed(*row)).collect();
    Ok(ByScore {
        value: program.value(&chosen),
        chosen,
        first_out,
        unreached,
    })
}
