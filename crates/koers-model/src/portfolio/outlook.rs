//! What may be expected of an estimate: whether its effect could ever be seen, and how earlier ones came out.

use super::estimate::Range;
use crate::value::Number;

/// How an effect comes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    /// So much at once, in the indicator's unit, and it stays.
    Once(Number),
    /// So much more every year.
    Yearly(Number),
}

/// How much an indicator changes from one year to the next by itself, at the scale of one region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The sample standard deviation of its year-on-year changes, in its own unit.
    pub value: Number,
    /// How many changes that is made from.
    pub changes: usize,
}

/// Whether an effect could be seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Seen {
    /// From this many years on.
    After {
        /// Whole years, at least one.
        years: u32,
    },
    /// Not within the years asked for.
    NotWithin {
        /// The years asked for.
        years: u32,
        /// The smallest effect of the kind that would be seen within them.
        smallest: Number,
        /// The year from which it would be seen after all; `None`: never.
        later: Option<u32>,
    },
}

/// What earlier promises of the same kind say of a new one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OutsideView {
    /// Enough of them were checked.
    Offered(Correction),
    /// Fewer were checked than anything can be said from.
    TooFew {
        /// How many were checked.
        pairs: usize,
        /// How many it takes.
        needed: usize,
    },
}

/// A promise as it would be if it came out as the earlier ones did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correction {
    /// How many earlier promises of the kind were checked.
    pub pairs: usize,
    /// What was found for each unit promised: the middle of the earlier ones, and the range that holds that middle with at least 90% confidence.
    pub ratio: Range,
    /// The promise times that ratio. It says where the middle of such promises lies; a single one may come out farther off.
    pub corrected: Range,
}
