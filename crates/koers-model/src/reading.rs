//! One computed value of one indicator for one region and period, with the way back to the bytes it came from.

use crate::id::Id;
use crate::period::Period;
use crate::region::RegionCode;
use crate::snapshot::Hash;
use crate::value::Cell;
use jiff::civil::Date;

/// One value of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The indicator.
    pub indicator: Id,
    /// The region.
    pub region: RegionCode,
    /// The period.
    pub period: Period,
    /// The figure, or why there is none.
    pub cell: Cell,
}

/// A step of a computation, as built while computing.
#[derive(Debug, Clone, PartialEq)]
pub enum Trace {
    /// A cell of a published table.
    Published {
        /// The data set.
        dataset: Id,
        /// Hash of the snapshot.
        snapshot: Hash,
        /// When the publisher published it, where it says so.
        published: Option<Date>,
        /// When we got it.
        retrieved: Date,
        /// The measure.
        measure: String,
        /// Category dimension and code, in the order of the cube.
        codes: Vec<(String, String)>,
        /// The region.
        region: RegionCode,
        /// The period.
        period: Period,
        /// Where the figure stands in the snapshot: line of a text, or position in a list, counted from one.
        place: Option<u64>,
        /// The figure as read.
        cell: Cell,
    },
    /// A figure computed from others.
    Computed {
        /// The rule in words: `sum over 10 codes of sector`, `100 × part ÷ whole`.
        rule: String,
        /// The region.
        region: RegionCode,
        /// The period.
        period: Period,
        /// The figure that came out.
        cell: Cell,
        /// What went in, in the order of the formula.
        inputs: Vec<Trace>,
    },
}

impl Trace {
    /// The figure of this step.
    #[must_use]
    pub fn cell(&self) -> &Cell {
        match self {
            Self::Published { cell, .. } | Self::Computed { cell, .. } => cell,
        }
    }
    /// Every published cell that went in, in order.
    #[must_use]
    pub fn published(&self) -> Vec<&Trace> {
        match self {
            Self::Published { .. } => vec![self],
            Self::Computed { inputs, .. } => inputs.iter().flat_map(Trace::published).collect(),
        }
    }
    /// The hashes of the snapshots that went in, sorted, each once.
    #[must_use]
    pub fn snapshots(&self) -> Vec<Hash> {
        let mut hashes: Vec<Hash> = self
            .published()
            .into_iter()
            .filter_map(|trace| match trace {
                Self::Published { snapshot, .. } => Some(*snapshot),
                Self::Computed { .. } => None,
            })
            .collect();
        hashes.sort();
        hashes.dedup();
        hashes
    }
}
