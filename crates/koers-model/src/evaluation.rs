//! A plan to evaluate: what is compared with what, how, and what would count as an effect, written down before anybody looks.

use crate::id::Id;
use crate::text::Text;
use crate::value::Number;
use jiff::civil::Date;

/// A plan to evaluate.
#[derive(Debug, Clone, PartialEq)]
pub struct EvaluationPlan {
    /// Id.
    pub id: Id,
    /// Name.
    pub title: Text,
    /// The question that it answers.
    pub question: Text,
    /// What must be known beside it.
    pub text: Option<Text>,
    /// The day on which it was written.
    pub written: Date,
    /// Which policy it is about.
    pub about: Option<About>,
    /// What is looked at.
    pub outcome: Outcome,
    /// Whether regions are compared as they are or as an index.
    pub scale: Scale,
    /// The regions with the measure: codes, or names in a table of one's own.
    pub units: Vec<String>,
    /// With whom they are compared, and why.
    pub donors: Vec<Pool>,
    /// With whom they are not compared, and why.
    pub without: Vec<Pool>,
    /// From when to when.
    pub periods: Span,
    /// The method that decides.
    pub method: Way,
    /// Methods that stand beside it and do not decide.
    pub beside: Vec<Way>,
    /// What counts as an effect.
    pub effect: Criterion,
}

/// Which policy an evaluation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The programme.
    pub framework: Id,
    /// Its elements.
    pub elements: Vec<Id>,
}

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// An indicator of the workspace.
    Indicator(Id),
    /// A table of one's own, beside the plan.
    Table(OwnTable),
}

/// A table of one's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTable {
    /// Its file, from the folder of the plan.
    pub file: String,
    /// Which column is what: role and heading.
    pub columns: Vec<(String, String)>,
    /// The role of the headings of all other columns.
    pub wide: Option<String>,
}

/// Whether regions are compared as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As they are.
    AsIs,
    /// With the mean of each region before the measure as 100.
    Index,
}

impl Scale {
    /// Every scale with its word in files.
    pub const WORDS: [(Self, &'static str); 2] = [(Self::AsIs, "figures"), (Self::Index, "index")];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(scale, _)| *scale == self)
            .map_or("", |(_, word)| word)
    }
}

/// Regions that take part, or do not, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// Which: codes, or names in a table of one's own.
    pub regions: Vec<String>,
    /// Why.
    pub why: Text,
}

/// From when to when, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The first period before the measure.
    pub from: String,
    /// The first period with the measure.
    pub start: String,
    /// The last period.
    pub to: String,
}

/// The methods that find an effect, by their words: what a plan can name.
pub const METHODS: [&str; 6] = [
    "synthetic-control",
    "augmented-synthetic-control",
    "synthetic-did",
    "difference-in-differences",
    "group-time-effects",
    "interrupted-time-series",
];

/// A method with what is set of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Its word.
    pub method: String,
    /// What is set, by word.
    pub settings: Vec<(String, String)>,
}

/// What counts as an effect.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Which way.
    pub direction: Side,
    /// From what size on, in the unit of the outcome (points of the index, where regions are compared as an index).
    pub at_least: Number,
    /// Up to which p.
    pub level: Number,
    /// How far the comparison may be off before the measure, as a part of how much the region itself moves around its mean then; where it is
    /// off further nothing is said. `None` where the plan asks nothing.
    pub fit: Option<Number>,
}

/// Which way an effect goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// More than without.
    Higher,
    /// Less than without.
    Lower,
    /// Either of these.
    Either,
}

impl Side {
    /// Every side with its word in files.
    pub const WORDS: [(Self, &'static str); 3] = [
        (Self::Higher, "higher"),
        (Self::Lower, "lower"),
        (Self::Either, "either"),
    ];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(side, _)| *side == self)
            .map_or("", |(_, word)| word)
    }
}
