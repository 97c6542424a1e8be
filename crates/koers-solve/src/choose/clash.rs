//! Which bounds cannot be kept together.
//!
//! The deletion filter (Chinneck and Dravnieks 1991): leave a bound away; when the rest still cannot be kept it was not needed.
//! The proof of each emptiness names the rows that it leans on, so most bounds are left away at once. What remains is
//! irreducible: without any one of them there is a choice. It need not be the smallest of all such sets.

use thiserror::Error;

use super::certificate::{Certificate, Node, Proof, Side};
use super::program::{Fault, Program};
use super::solve::{Ended, Limits, solve};
use super::why::Bound;

/// Why no clash is told.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum NoClash {
    /// A choice keeps all rows: nothing clashes.
    #[error("a choice keeps all bounds")]
    Feasible,
    /// Within the limits it was not found whether there is a choice.
    #[error("not decided within the limits")]
    Undecided,
    /// A programme could not be built.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// An irreducible set of bounds of rows that cannot be kept together, ascending. That at most one column of a group is taken holds throughout: it is
/// what the columns are, and nobody set it.
///
/// # Errors
/// [`NoClash`].
pub fn clash(program: &Program, limits: &Limits) -> Result<Vec<Bound>, NoClash> {
    let mut all = Vec::new();
    for (i, row) in program.rows().iter().enumerate() {
        all.extend(row.lower.map(|_| Bound::Lower(i)));
        all.extend(row.upper.map(|_| Bound::Upper(i)));
    }
    all.sort_unstable();
    let mut kept = match empty(program, &all, limits)? {
        Some(named) => named,
        None => return Err(NoClash::Feasible),
    };
    let mut at = 0;
    while at < kept.len() {
        let mut without = kept.clone();
        let left = without.remove(at);
        match empty(program, &without, limits)? {
            // Those before have been seen to be needed, and stay so in a smaller set that holds them.
            Some(named) => {
                at = named.iter().position(|b| *b > left).unwrap_or(named.len());
                kept = named;
            }
            None => at += 1,
        }
    }
    Ok(kept)
}

/// When these bounds cannot be kept: those of them that the proof leans on.
fn empty(program: &Program, bounds: &[Bound], limits: &Limits) -> Result<Option<Vec<Bound>>, NoClash> {
    let mut part = Program::new();
    for _ in 0..program.columns() {
        part.column(0)?;
    }
    // Per row of the part: which row it came from.
    let mut from = Vec::new();
    for (i, row) in program.rows().iter().enumerate() {
        let lower = row
            .lower
            .filter(|_| bounds.binary_search(&Bound::Lower(i)).is_ok());
        let upper = row
            .upper
            .filter(|_| bounds.binary_search(&Bound::Upper(i)).is_ok());
        if lower.is_some() || upper.is_some() {
            part.row(row.entries.iter().copied(), lower, upper)?;
            from.push(i);
        }
    }
    for group in program.groups() {
        part.group(group.iter().copied())?;
    }
    let outcome = solve(&part, limits);
    match outcome.ended {
        Ended::Empty => {}
        _ if outcome.solution.is_some() => return Ok(None),
        _ => return Err(NoClash::Undecided),
    }
    let mut named = leaned_on(&outcome.certificate, &from);
    named.sort_unstable();
    named.dedup();
    Ok(Some(named))
}

/// The bounds that the proofs of a tree lean on.
fn leaned_on(certificate: &Certificate, from: &[usize]) -> Vec<Bound> {
    let mut named = Vec::new();
    let mut lean = |proof: &Proof| match proof {
        Proof::Row(i, side) => named.extend(from.get(*i).map(|&i| match side {
            Side::Lower => Bound::Lower(i),
            Side::Upper => Bound::Upper(i),
        })),
        Proof::Bound(m) | Proof::Empty(m) => {
            let rows = certificate.multipliers.get(*m).map_or(&[][..], |m| &m.rows);
            named.extend(rows.iter().filter_map(|&(i, y)| {
                from.get(i)
                    .map(|&i| if y > 0 { Bound::Upper(i) } else { Bound::Lower(i) })
            }));
        }
    };
    for node in &certificate.nodes {
        match node {
            Node::Leaf(proof) => lean(proof),
            Node::Settled { columns, .. } => columns.iter().for_each(|(_, _, proof)| lean(proof)),
            Node::Branch { .. } => {}
        }
    }
    named
}
