//! How much work an answer may take. All counts, no clocks: the same question has the same answer on every machine.

use koers_solve::choose::Limits;
use std::num::NonZeroUsize;

/// Of no more proposals than this a page works out everything.
pub const DOZENS: usize = 40;

/// How much work the core index may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoreWork {
    /// It is left away.
    None,
    /// Where every portfolio can be looked at; elsewhere it is left away.
    Exact,
    /// Where not every portfolio can be looked at, over so many weights that are drawn.
    Drawn(usize),
}

/// How much work an answer may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Stop when what could still be won is at most this many millionths of the value found; 0 asks for the very best.
    pub gap: u32,
    /// The most nodes of one search.
    pub nodes: u64,
    /// For how many proposals that are left out, highest scores first, is worked out how much cheaper or better they must be.
    pub explain: usize,
    /// How many choices may be made anew in search of the smallest change of weights that turns a fate.
    pub turns: usize,
    /// How the core index is worked out.
    pub core: CoreWork,
    /// How many points of value for money.
    pub frontier: usize,
    /// How many clashes are looked for when nothing keeps all bounds.
    pub clashes: usize,
    /// How many threads draw weights. It does not change the answer.
    pub threads: NonZeroUsize,
}

impl Default for Effort {
    /// What answers some dozens of proposals in seconds, within 0.01 % of the best.
    fn default() -> Self {
        Self {
            gap: 100,
            nodes: 20_000,
            explain: 40,
            turns: 1_000,
            core: CoreWork::Drawn(200),
            frontier: 20,
            clashes: 24,
            threads: NonZeroUsize::MIN,
        }
    }
}

impl Effort {
    /// Only the choice itself with its proof and what stands in the way of others: for what-ifs and thousands of proposals, within 1 %.
    #[must_use]
    pub fn quick() -> Self {
        Self {
            gap: 10_000,
            nodes: 2_000,
            explain: 0,
            turns: 0,
            core: CoreWork::None,
            frontier: 0,
            // Of thousands each further clash may take minutes.
            clashes: 1,
            ..Self::default()
        }
    }

    /// What a page may take, with so many proposals tested: up to [`DOZENS`] what can be answered in fewer steps than [`Effort::default`]. The core
    /// index is there only where it is exact; of more proposals there is only what [`Effort::quick`] gives.
    #[must_use]
    pub fn page(proposals: usize) -> Self {
        if proposals > DOZENS {
            return Self::quick();
        }
        Self {
            nodes: 2_000,
            explain: 20,
            turns: 200,
            // Fewer draws would be another answer to the same question: then rather none.
            core: CoreWork::Exact,
            clashes: 8,
            ..Self::default()
        }
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            gap: self.gap,
            nodes: self.nodes,
            iterations: self.nodes.saturating_mul(100).max(100_000),
            effort: 2,
        }
    }

    /// For the hundreds of choices that only explain the one: looking long for a good one before the tree does not pay there.
    pub(super) fn aside(&self) -> Limits {
        Limits {
            effort: 1,
            ..self.limits()
        }
    }
}
