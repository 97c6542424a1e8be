//! Small searches around the best choice so far, to find better ones early. They prove nothing and keep no tree.

use std::rc::Rc;

use super::{Search, WHOLE};
use crate::choose::domain::Domain;
use crate::choose::improve::Improver;
use crate::choose::simplex::Simplex;
use crate::choose::solve::Limits;

/// The most nodes of a small search.
const ROUND_NODES: u64 = 60;

/// The root as it was solved, to start small searches from.
pub(super) struct Start {
    pub(super) simplex: Simplex,
    pub(super) domain: Domain,
    pub(super) part: Vec<f64>,
    pub(super) reduced: Vec<f64>,
    pub(super) y: Vec<f64>,
}

/// A number in [0, 1), always the same for the same round and column (SplitMix64's mixing).
fn shake(round: u64, column: usize) -> f64 {
    let mut z = round.wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (column as u64)
            .wrapping_add(1)
            .wrapping_mul(0xD1B5_4A32_D192_ED03);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    f64::from(u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or(0)) / 4_294_967_296.0
}

impl Search<'_> {
    /// Small searches: most columns stay as they are in the best choice so far, those of which the relaxation is least sure are
    /// chosen again. Which those are is varied a little from round to round, always in the same way.
    pub(super) fn narrow(&mut self, rounds: u64) {
        let Some(start) = self.start.take() else { return };
        let fractional = start
            .part
            .iter()
            .filter(|p| (**p - p.round()).abs() > WHOLE)
            .count();
        if fractional > 0 {
            for _ in 0..rounds {
                self.round += 1;
                self.one_round(&start, fractional);
                if self.near_enough(self.ceiling(self.root_bound)) {
                    break;
                }
            }
        }
        self.start = Some(start);
    }

    fn one_round(&mut self, start: &Start, fractional: usize) {
        let vary = self.round > 1;
        let mut free: Vec<(f64, usize)> = (0..start.part.len())
            .filter(|&j| start.domain.fixed[j].is_none())
            .map(|j| {
                let by = if vary {
                    0.1 + 1.9 * shake(self.round, j)
                } else {
                    1.0
                };
                (start.reduced[j].abs() * by, j)
            })
            .collect();
        free.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let size = if vary {
            120 + 30 * usize::try_from(self.round % 3).unwrap_or(0)
        } else {
            fractional * 2 + 40
        };
        let limits = Limits {
            gap: 0,
            nodes: ROUND_NODES,
            iterations: 10_000,
            effort: 1,
        };
        let mut inner = start.domain.clone();
        let best = self.best.as_ref().filter(|_| vary).map(|b| b.chosen.clone());
        let keep = free.iter().skip(size).map(|f| f.1);
        // What is taken first: it also settles the rest of its group.
        let (taken, left): (Vec<usize>, Vec<usize>) =
            keep.partition(|&j| best.as_ref().map_or(start.part[j] > 0.5, |b| b[j]));
        for (columns, value) in [(taken, true), (left, false)] {
            for j in columns {
                if inner.fixed[j].is_none() {
                    inner.set(self.program, j, value);
                }
            }
        }
        let mut search = Search::with_matrix(self.program, &limits, Rc::clone(&self.matrix), inner, false);
        search.simplex = start.simplex.clone();
        let before = search.simplex.iterations;
        if let Some(best) = &self.best {
            search.best = Some(best.clone());
        }
        let found = search.run(&mut |_| true);
        self.spent += found.iterations - before;
        if let Some(s) = found.solution
            && self.best.as_ref().is_none_or(|b| s.value > b.value)
        {
            let chosen = Improver::new(self.program, &start.y).improve(s.chosen);
            self.offer(&chosen);
        }
    }
}
