//! A proof of how much any choice could reach, that can be checked with whole numbers and without the solver.
//!
//! The proof is a tree. A [`Node::Branch`] splits all choices in those without a column and those with it, so nothing can be
//! forgotten. A [`Node::Leaf`] gives one multiplier per row; whatever the multipliers are (of the right sign), no choice in that
//! leaf is worth more than
//!
//! > Σ y·b + Σ over groups of max(0, best c − yA) + Σ over other columns of max(0, c − yA)
//!
//! where b is the upper bound of a row with a positive multiplier and the lower bound of one with a negative. A
//! [`Node::Settled`] says of columns that their other value leads nowhere, each with the reason. Checked by
//! [`super::verify`].

/// One side of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The row's lower bound.
    Lower,
    /// The row's upper bound.
    Upper,
}

/// Multipliers of rows over one denominator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Multipliers {
    /// What every multiplier is divided by; positive.
    pub denominator: i128,
    /// Row and numerator, ascending by row: positive against the upper bound, negative against the lower. Others are zero.
    pub rows: Vec<(usize, i64)>,
}

/// Why a part of the tree needs no further looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// No choice here is worth more than these multipliers (an index in [`Certificate::multipliers`]) say.
    Bound(usize),
    /// No choice here keeps the rows: with the values left out, the multipliers give a bound below zero.
    Empty(usize),
    /// No choice here keeps this one row.
    Row(usize, Side),
}

/// A node of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Either the column is not taken (`without`) or it is (`with`); both are indices in [`Certificate::nodes`].
    Branch {
        /// The column that is decided here.
        column: usize,
        /// The node for choices without it.
        without: usize,
        /// The node for choices with it.
        with: usize,
    },
    /// Each column listed has the value listed; the other value is excluded by the proof. What remains is `rest`. The columns are
    /// settled one after the other, and a proof may use those before it.
    Settled {
        /// Column, its value, and why not the other.
        columns: Vec<(usize, bool, Proof)>,
        /// The node for what remains.
        rest: usize,
    },
    /// The end of a branch.
    Leaf(Proof),
}

/// The whole proof. Node 0 is the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// The tree; a node refers only to nodes after it.
    pub nodes: Vec<Node>,
    /// The multipliers that the proofs name.
    pub multipliers: Vec<Multipliers>,
}
