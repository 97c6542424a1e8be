//! When nothing keeps all bounds: the smallest set found of those that cannot be kept together.
//!
//! One irreducible set comes from leaving bounds away. Others come from leaving away, in turn, each bound of one that was found, and asking again
//! (Reiter's hitting-set tree, 1987). When the tree ends by itself every irreducible set was seen, and the shortest is the smallest there is.

use super::answer::Clash;
use super::model::Model;
use koers_solve::choose::{Bound, LARGEST, Limits, NoClash, Program, clash};
use std::collections::{BTreeSet, VecDeque};

/// The most ways of leaving bounds away.
const MOST_SEEN: usize = 10_000;

pub(super) fn smallest(model: &Model<'_>, limits: &Limits, most: usize) -> Option<Clash> {
    let mut found: BTreeSet<(usize, Vec<Bound>)> = BTreeSet::new();
    let mut seen: BTreeSet<BTreeSet<Bound>> = BTreeSet::new();
    let mut open: VecDeque<BTreeSet<Bound>> = VecDeque::from([BTreeSet::new()]);
    let (mut asked, mut all) = (0, true);
    while let Some(away) = open.pop_front() {
        // A set that was found and keeps clear of what is away still stands there.
        let known = found
            .iter()
            .find(|(_, set)| set.iter().all(|bound| !away.contains(bound)));
        let next = match known {
            Some((_, set)) => Some(set.clone()),
            None if asked >= most.max(1) => {
                all = false;
                break;
            }
            None => {
                asked += 1;
                match without(&model.program, &away).map(|program| clash(&program, limits)) {
                    Some(Ok(set)) => Some(set),
                    Some(Err(NoClash::Feasible)) => None,
                    _ => {
                        all = false;
                        None
                    }
                }
            }
        };
        let Some(set) = next else { continue };
        for bound in &set {
            let mut further = away.clone();
            further.insert(*bound);
            if seen.len() >= MOST_SEEN {
                all = false;
            } else if seen.insert(further.clone()) {
                open.push_back(further);
            }
        }
        found.insert((set.len(), set));
    }
    let rules = |set: &Vec<Bound>| {
        set.iter()
            .filter_map(|bound| model.rule(*bound))
            .collect::<Vec<_>>()
    };
    let mut sets = found.iter().map(|(_, set)| rules(set));
    Some(Clash {
        rules: sets.next()?,
        smallest: all,
        others: sets.collect(),
    })
}

/// The programme with these bounds so wide that they no longer bind.
fn without(program: &Program, away: &BTreeSet<Bound>) -> Option<Program> {
    let mut left = program.clone();
    for bound in away {
        let (Bound::Lower(row) | Bound::Upper(row)) = *bound else {
            return None;
        };
        let entries = &program.rows().get(row)?.entries;
        let size: i128 = entries.iter().map(|(_, a)| i128::from(a.unsigned_abs())).sum();
        let size = i64::try_from(size).ok().filter(|size| *size <= LARGEST)?;
        let (lower, upper) = match bound {
            Bound::Lower(_) => (Some(-size), None),
            _ => (None, Some(size)),
        };
        left = left.with_bounds(row, lower, upper).ok()?;
    }
    Some(left)
}
