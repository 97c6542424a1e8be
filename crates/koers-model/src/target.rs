//! Where an outcome should be, and when.

use crate::citation::Citation;
use crate::period::Period;
use crate::region::{RegionCode, RegionKind};
use crate::text::Text;
use crate::value::Number;
use jiff::civil::Date;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

impl Direction {
    /// `+1` when more is better, `−1` when less is.
    #[must_use]
    pub fn sign(self) -> f64 {
        match self {
            Self::Up => 1.0,
            Self::Down => -1.0,
        }
    }
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// Where we start: a period whose figure is looked up, or a figure that the source text states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The period of the starting figure.
    pub period: Period,
    /// The figure as the text states it; `None`: look it up in the indicator's readings.
    pub value: Option<Number>,
    /// Where the text states it.
    pub cite: Vec<Citation>,
}

/// What kind of end is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// A value on a date.
    Level {
        /// In the indicator's unit.
        value: Number,
    },
    /// Everyone (or a stated share) on a date: a level that has a natural end.
    Coverage {
        /// In the indicator's unit.
        value: Number,
    },
    /// Up or down from the baseline, by how much is not said.
    ChangeDirection,
    /// Up or down from the baseline by at least an amount, in the indicator's unit.
    ChangeAmount {
        /// Positive.
        amount: Number,
    },
    /// Up or down from the baseline by at least this many percent of it.
    ChangeRelative {
        /// Positive, in percent.
        percent: Number,
    },
    /// No further than `within` from another region, in the indicator's unit.
    Gap {
        /// The region that is looked up to.
        benchmark: RegionCode,
        /// The distance that is still accepted; zero or more.
        within: Number,
    },
    /// A place among peers.
    Rank {
        /// The lowest place that is good enough.
        top: u32,
        /// Among which regions. For an indicator that is itself a place in a published ranking, the ranking decides.
        among: RegionKind,
    },
}

impl Goal {
    /// The word in files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Level { .. } => "level",
            Self::Coverage { .. } => "coverage",
            Self::ChangeDirection | Self::ChangeAmount { .. } | Self::ChangeRelative { .. } => "change",
            Self::Gap { .. } => "gap",
            Self::Rank { .. } => "rank",
        }
    }
}

/// What an outcome promises of one indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Which end.
    pub goal: Goal,
    /// Which way is better.
    pub direction: Direction,
    /// Where we start.
    pub baseline: Baseline,
    /// The day by which.
    pub by: Date,
    /// Where the programme says so.
    pub cite: Vec<Citation>,
    /// A margin that the file states, in the indicator's unit; it stands over the one computed from the series.
    pub margin: Option<Number>,
    /// Other base periods shown beside the verdict, because the choice of the base year can flip a sign.
    pub also_from: Vec<Period>,
    /// A remark on the choices made.
    pub note: Option<Text>,
}
