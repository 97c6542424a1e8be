//! Revisions: what was known of figures before, what is known now, and which verdicts that changed.

use crate::id::Id;
use crate::indicator::Indicator;
use crate::period::Period;
use crate::region::RegionCode;
use crate::snapshot::{Hash, Provenance};
use crate::text::Text;
use crate::value::{Cell, Number};
use crate::verdict::Verdict;
use jiff::civil::Date;

/// What became of the figure of a period, from the first vintage in which it had one to the last vintage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is what it was.
    Stays,
    /// It came with the last vintage: there is nothing to hold it against.
    New,
    /// It is another number now.
    Revised,
    /// It had a number and has none now.
    Vanished,
    /// It never had a number.
    Never,
}

impl Fate {
    /// Every fate with its word in interfaces.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::Stays, "stays"),
        (Self::New, "new"),
        (Self::Revised, "revised"),
        (Self::Vanished, "vanished"),
        (Self::Never, "never"),
    ];

    /// The word in interfaces.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(fate, _)| *fate == self)
            .map_or("", |(_, word)| word)
    }
}

/// The figure of a period in every vintage.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodRevision {
    /// The period.
    pub period: Period,
    /// Its cell in each vintage, the oldest first.
    pub cells: Vec<Cell>,
    /// The number that was known first.
    pub first: Option<Number>,
    /// The number that is known last.
    pub last: Option<Number>,
    /// What became of it.
    pub fate: Fate,
}

impl PeriodRevision {
    /// By how much it was revised: last − first, where it can be held against something.
    #[must_use]
    pub fn by(&self) -> Option<Number> {
        match self.fate {
            Fate::Stays | Fate::Revised => Number::new(self.last?.get() - self.first?.get()),
            Fate::New | Fate::Vanished | Fate::Never => None,
        }
    }
}

/// All revisions of a series in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RevisionSummary {
    /// Periods with a number first and last, in different vintages.
    pub compared: usize,
    /// Those of them with another number.
    pub revised: usize,
    /// Those that were raised.
    pub raised: usize,
    /// Those that were lowered.
    pub lowered: usize,
    /// Periods that came with the last vintage.
    pub new: usize,
    /// Periods that have no number any more.
    pub vanished: usize,
    /// Mean of last − first over those compared, so that a lasting bias shows; `None` where none is.
    pub mean: Option<Number>,
    /// Mean of |last − first| over those compared.
    pub mean_absolute: Option<Number>,
    /// Sum of |last − first| over the sum of |last|; `None` where that sum is nought.
    pub relative: Option<Number>,
}

/// What became of figures.
#[derive(Debug, Clone)]
pub enum Revisions {
    /// Of an indicator in one region.
    Indicator(Box<IndicatorRevisions>),
    /// Of all cells of a data set.
    Dataset(DatasetRevisions),
}

/// What was known from a day on, until the next vintage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vintage {
    /// Since when it was known.
    pub known: Date,
    /// The snapshots that came with it.
    pub came: Vec<(Id, Hash)>,
}

/// What became of the figures of an indicator in one region.
#[derive(Debug, Clone)]
pub struct IndicatorRevisions {
    /// The indicator.
    pub indicator: Indicator,
    /// The region: code and name.
    pub region: (RegionCode, String),
    /// The day on which verdicts were judged.
    pub on: Date,
    /// The vintages, the oldest first.
    pub vintages: Vec<Vintage>,
    /// Every period, in each vintage.
    pub rows: Vec<PeriodRevision>,
    /// In numbers.
    pub summary: RevisionSummary,
    /// The verdicts that changed from one vintage to the next.
    pub flips: Vec<Flip>,
    /// Whether rows of hand-entered figures, which have days of their own, take part: those days are no vintages here.
    pub has_own_figures: bool,
}

/// A verdict that another vintage changed.
#[derive(Debug, Clone)]
pub struct Flip {
    /// The programme.
    pub framework: Id,
    /// The outcome: id and name.
    pub outcome: (Id, Text),
    /// With which vintage it changed.
    pub known: Date,
    /// What it was.
    pub before: Verdict,
    /// What it became.
    pub after: Verdict,
    /// Why.
    pub why: FlipReason,
}

/// Why a verdict changed while definitions stayed the same.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FlipReason {
    /// Before, there was no figure to judge.
    Known,
    /// There is no figure to judge any more.
    Gone,
    /// A later period became known.
    Later {
        /// The period judged before.
        from: Period,
        /// The period judged since.
        to: Period,
    },
    /// The figure of the period was revised.
    Revised {
        /// The period.
        period: Period,
        /// What it was.
        from: Number,
        /// What it became.
        to: Number,
    },
    /// The starting figure changed, and with it what is required.
    Baseline,
    /// What it is compared with, or how far figures spread.
    Around,
}

/// What became of all cells of a data set.
#[derive(Debug, Clone)]
pub struct DatasetRevisions {
    /// Id and name.
    pub dataset: (Id, Text),
    /// From each snapshot to the next, the oldest first.
    pub steps: Vec<VintageStep>,
}

/// From one snapshot of a data set to the next.
#[derive(Debug, Clone)]
pub struct VintageStep {
    /// The earlier one; `None` for the first.
    pub before: Option<Provenance>,
    /// The later one.
    pub after: Provenance,
    /// Cells with a row in the later one.
    pub cells: usize,
    /// Periods that the later one has and the earlier one does not.
    pub new_periods: Vec<Period>,
    /// Cells that came.
    pub new: usize,
    /// Cells that have a row no more.
    pub vanished: usize,
    /// Cells of which only the marks changed: from provisional to definite.
    pub marked: usize,
    /// Cells with another number, or a number where there was none, or the other way round; the largest change first.
    pub revised: Vec<CellRevision>,
    /// Mean of |after − before| over cells that have a number in both.
    pub mean_absolute: Option<Number>,
}

impl VintageStep {
    /// Whether the publisher changed what it had published under the same day or the same stamp: history that changed in silence.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        let same = |before: &Provenance| {
            let day = before.published.is_some() && before.published == self.after.published;
            day || (before.stamp.is_some() && before.stamp == self.after.stamp)
        };
        self.before.as_ref().is_some_and(same) && (!self.revised.is_empty() || self.vanished > 0)
    }
}

/// A cell that says something else than before.
#[derive(Debug, Clone, PartialEq)]
pub struct CellRevision {
    /// The measure.
    pub measure: String,
    /// Category dimension and code.
    pub codes: Vec<(String, String)>,
    /// The region.
    pub region: RegionCode,
    /// The period.
    pub period: Period,
    /// What it said.
    pub before: Cell,
    /// What it says.
    pub after: Cell,
}

impl CellRevision {
    /// After − before, where both are numbers.
    #[must_use]
    pub fn by(&self) -> Option<Number> {
        Number::new(self.after.number()?.get() - self.before.number()?.get())
    }
}
