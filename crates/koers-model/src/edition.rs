//! Editions: what was told on a day, kept as it was told, and what is different in another one.

use crate::id::Id;
use crate::period::Period;
use crate::snapshot::{Hash, Provenance};
use crate::status::Question;
use crate::text::Text;
use crate::unit::Unit;
use crate::value::Cell;
use crate::verdict::{Point, Verdict};
use jiff::civil::Date;

/// The record of an edition: everything that it rests on and everything that it holds, by hash.
///
/// There is no moment and no machine in it, so that making it once more from the same workspace gives the same bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its id, which is the name of its folder.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Version of Koers that made it.
    pub version: String,
    /// The question that it answers, with nothing left out.
    pub question: Question,
    /// The snapshots that its figures come from, by data set.
    pub snapshots: Vec<Provenance>,
    /// Its files by name, with the hashes of their bytes: the answer, its texts, and the policy files as they were.
    pub files: Vec<(String, Hash)>,
}

/// What an edition says, measure by measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The outcomes of all programmes, in the order of the texts.
    pub outcomes: Vec<ToldOutcome>,
}

/// What is said of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldOutcome {
    /// The programme.
    pub framework: Id,
    /// Its id in that programme.
    pub id: Id,
    /// Name.
    pub title: Text,
    /// The answer.
    pub verdict: Verdict,
    /// Why, in one sentence.
    pub reason: Text,
    /// What its measures say.
    pub measures: Vec<ToldMeasure>,
}

/// What is said of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct ToldMeasure {
    /// The indicator.
    pub indicator: Id,
    /// Name.
    pub title: Text,
    /// Unit of the readings.
    pub unit: &'static Unit,
    /// Decimals shown.
    pub decimals: u8,
    /// The target in one sentence.
    pub target: Text,
    /// All terms of the target, written so that equal targets have equal texts.
    pub terms: String,
    /// All readings of the region.
    pub series: Vec<Point>,
}

/// What is different between two editions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EditionDiff {
    /// Outcomes whose verdict is another one.
    pub flips: Vec<VerdictFlip>,
    /// Outcomes that only the later one has, and those that only the earlier one has.
    pub outcomes: Vec<(Side, Id, Id, Text)>,
    /// Targets that ask something else.
    pub targets: Vec<TargetChange>,
    /// Figures that came, went, or are other ones.
    pub figures: Vec<FigureChange>,
    /// Definitions that are other ones.
    pub definitions: Vec<DefinitionChange>,
    /// Data sets of which another snapshot counts.
    pub sources: Vec<SourceChange>,
    /// Policy files that are other ones.
    pub files: Vec<(String, FileChange)>,
    /// The editions in whose policy files this version of Koers finds errors, so that their definitions were not held side by side.
    pub unread: Vec<Side>,
}

impl EditionDiff {
    /// Whether they say the same, from the same definitions, figures and texts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// In which of two editions something stands that the other one has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// In the earlier one: it went.
    Before,
    /// In the later one: it came.
    After,
}

/// A verdict that is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerdictFlip {
    /// The programme.
    pub framework: Id,
    /// The outcome.
    pub outcome: Id,
    /// Its name.
    pub title: Text,
    /// What it was, and why.
    pub before: (Verdict, Text),
    /// What it is, and why.
    pub after: (Verdict, Text),
    /// Whether its target or the definition of one of its indicators is another one too.
    pub is_redefined: bool,
}

/// A target that asks something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetChange {
    /// The programme.
    pub framework: Id,
    /// The outcome.
    pub outcome: Id,
    /// The indicator.
    pub indicator: Id,
    /// What it asked.
    pub before: Text,
    /// What it asks.
    pub after: Text,
}

/// A figure of the region that came, went, or is another one.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureChange {
    /// The indicator.
    pub indicator: Id,
    /// Its name.
    pub title: Text,
    /// Unit of the later one.
    pub unit: &'static Unit,
    /// Decimals shown.
    pub decimals: u8,
    /// The period.
    pub period: Period,
    /// What it was; `None` where the period was not there.
    pub before: Option<Cell>,
    /// What it is; `None` where the period is not there.
    pub after: Option<Cell>,
    /// Whether the definition of the indicator is another one, so that this is no change of the facts alone.
    pub is_redefined: bool,
}

/// What a definition is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Defines {
    /// An indicator.
    Indicator,
    /// A row of the catalogue.
    Dataset,
}

/// A part of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DefinedPart {
    /// How it is computed.
    Rule,
    /// The unit.
    Unit,
    /// Which way is better.
    Direction,
    /// When in a period it is counted, and from and until when it makes sense.
    Period,
    /// How old a reading may be.
    Age,
    /// The regions beside it.
    Benchmarks,
    /// Its name and what it says of itself.
    Words,
    /// Where it comes from, and how its columns are read.
    Source,
}

impl DefinedPart {
    /// Every part with its word in interfaces.
    pub const WORDS: [(Self, &'static str); 8] = [
        (Self::Rule, "rule"),
        (Self::Unit, "unit"),
        (Self::Direction, "direction"),
        (Self::Period, "period"),
        (Self::Age, "age"),
        (Self::Benchmarks, "benchmarks"),
        (Self::Words, "words"),
        (Self::Source, "source"),
    ];

    /// The word in interfaces.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(part, _)| *part == self)
            .map_or("", |(_, word)| word)
    }

    /// Whether figures can come out otherwise by it.
    #[must_use]
    pub fn moves_figures(self) -> bool {
        matches!(self, Self::Rule | Self::Unit | Self::Period | Self::Source)
    }
}

/// A definition that came, went, or is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionChange {
    /// What it is of.
    pub of: Defines,
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// The version it had; `None` when it came, and of what has no versions.
    pub before: Option<u32>,
    /// The version it has; `None` when it went, and of what has no versions.
    pub after: Option<u32>,
    /// In which one it stands, where only one has it.
    pub only: Option<Side>,
    /// What is different.
    pub parts: Vec<DefinedPart>,
}

impl DefinitionChange {
    /// Whether figures can come out otherwise by it.
    #[must_use]
    pub fn moves_figures(&self) -> bool {
        self.only.is_some() || self.parts.iter().any(|part| part.moves_figures())
    }
}

/// A data set of which another snapshot counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceChange {
    /// The data set.
    pub dataset: Id,
    /// The snapshot that counted, and since when it was known.
    pub before: Option<(Hash, Date)>,
    /// The snapshot that counts, and since when it is known.
    pub after: Option<(Hash, Date)>,
}

/// What became of a policy file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileChange {
    /// It came.
    Came,
    /// It went.
    Went,
    /// Its bytes are other ones.
    Changed,
}

impl FileChange {
    /// The word in interfaces.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Came => "came",
            Self::Went => "went",
            Self::Changed => "changed",
        }
    }
}
