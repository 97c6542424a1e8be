//! Asking for the best choice.

use super::certificate::Certificate;
use super::program::Program;
use super::search::Search;

/// How long to look. All limits are counts, so that the same question has the same answer on every machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Stop when what could still be won is at most this many millionths of the value found. 0 asks for the optimum.
    pub gap: u32,
    /// The most nodes of the tree.
    pub nodes: u64,
    /// The most iterations of the simplex, over all.
    pub iterations: u64,
    /// How much to look for good choices before the tree: 0 nothing but rounding, 1 local search, 2 also small restricted
    /// searches around the relaxation.
    pub effort: u8,
}

impl Default for Limits {
    /// A gap of 0.01 %, at most 20,000 nodes.
    fn default() -> Self {
        Self {
            gap: 100,
            nodes: 20_000,
            iterations: 2_000_000,
            effort: 2,
        }
    }
}

impl Limits {
    /// The optimum itself, whatever it takes up to a million nodes.
    #[must_use]
    pub fn exact() -> Self {
        Self {
            gap: 0,
            nodes: 1_000_000,
            iterations: 100_000_000,
            effort: 2,
        }
    }

    /// As the default with another gap, in millionths.
    #[must_use]
    pub fn within(gap: u32) -> Self {
        Self {
            gap,
            ..Self::default()
        }
    }
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// Per column, whether it is taken.
    pub chosen: Vec<bool>,
    /// What they are worth together.
    pub value: i128,
}

/// Why the search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The choice is proven to be the best.
    Optimal,
    /// The choice is proven to be within the gap asked for.
    WithinGap,
    /// It is proven that no choice keeps all rows.
    Empty,
    /// A limit was reached.
    Limit,
    /// The one who watched said to stop.
    Told,
}

/// The answer.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The best choice found.
    pub solution: Option<Solution>,
    /// What no choice can pass; none when no choice keeps all rows.
    pub bound: Option<i128>,
    /// The proof of the bound, for [`super::verify`].
    pub certificate: Certificate,
    /// Why the search ended.
    pub ended: Ended,
    /// Nodes looked at.
    pub nodes: u64,
    /// Iterations of the simplex.
    pub iterations: u64,
}

impl Outcome {
    /// What could still be won at most, as a share of the value found. None without a choice, or when its value is not positive
    /// while something could still be won.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        let (value, bound) = (self.solution.as_ref()?.value, self.bound?);
        #[expect(clippy::cast_precision_loss, reason = "a share to show")]
        match bound - value {
            ..=0 => Some(0.0),
            more if value > 0 => Some(more as f64 / value as f64),
            _ => None,
        }
    }
}

/// How far the search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The value of the best choice so far.
    pub value: Option<i128>,
    /// What no choice can pass.
    pub bound: Option<i128>,
    /// Nodes looked at.
    pub nodes: u64,
}

/// The best choice within the limits.
#[must_use]
pub fn solve(program: &Program, limits: &Limits) -> Outcome {
    solve_watched(program, limits, None, &mut |_| true)
}

/// As [`solve`], from a choice already known, and told at every node how far it is; it stops when `go_on` says no (a clock, a
/// visitor who left). The answer then depends on when that was, and says so: [`Ended::Told`].
#[must_use]
pub fn solve_watched(
    program: &Program,
    limits: &Limits,
    start: Option<&[bool]>,
    go_on: &mut dyn FnMut(Progress) -> bool,
) -> Outcome {
    let mut search = Search::new(program, limits);
    if let Some(start) = start {
        search.offer(start);
    }
    search.run(go_on)
}
