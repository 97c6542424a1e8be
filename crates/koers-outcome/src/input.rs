//! What a verdict is made from.

use jiff::civil::Date;
use koers_model::indicator::Counted;
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionCode;
use koers_model::target::{Goal, Target};
use koers_model::unit::{Kind, Unit};
use koers_model::verdict::Point;

/// What a verdict is made from.
#[derive(Debug, Clone, Copy)]
pub struct JudgeInput<'a> {
    /// What was promised.
    pub target: &'a Target,
    /// All readings of the region that are known, by period, missing ones included.
    pub series: &'a [Point],
    /// All readings of the region that a gap looks up to; `None` for other goals.
    pub benchmark: Option<&'a [Point]>,
    /// The other regions of a ranking, the region judged left out; empty for other goals.
    pub peers: &'a [Peer],
    /// The day judged.
    pub on: Date,
    /// A reading that is older on the day judged says nothing any more.
    pub stale_after_months: u32,
    /// When in its period a reading was counted.
    pub counted: Counted,
    /// Unit of the readings.
    pub unit: &'static Unit,
}

/// Another region of a ranking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// Which region.
    pub region: RegionCode,
    /// Its readings, by period.
    pub series: Vec<Point>,
}

impl JudgeInput<'_> {
    /// The day by which figures must be there: the day judged, and never a day after the target date. What happened later
    /// does not change whether the target was reached in time.
    pub(crate) fn due(&self) -> Date {
        self.on.min(self.target.by)
    }

    /// The last period that ended by the target date: the one whose reading decides in the end.
    pub(crate) fn target_period(&self, frequency: Frequency) -> Option<Period> {
        let period = Period::containing(frequency, self.target.by)?;
        Some(if period.end() <= self.target.by {
            period
        } else {
            period.plus(-1)
        })
    }

    /// `+1` when a bigger figure is better, `−1` when a smaller one is. In a ranking the first place is the best.
    pub(crate) fn sign(&self) -> f64 {
        if self.is_place() {
            -1.0
        } else {
            self.target.direction.sign()
        }
    }

    /// Whether the indicator is itself a place in a published ranking, and the goal asks for a place.
    pub(crate) fn is_place(&self) -> bool {
        matches!(self.target.goal, Goal::Rank { .. }) && self.unit.kind == Kind::Rank
    }
}
