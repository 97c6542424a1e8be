//! Where everything stands for one region on one day: what the terminal, the report, the interface and the pages show.

use crate::citation::Citation;
use crate::framework::MeasurePart;
use crate::freshness::Lateness;
use crate::id::Id;
use crate::indicator::Counted;
use crate::region::RegionCode;
use crate::snapshot::Hash;
use crate::text::Text;
use crate::unit::Unit;
use crate::value::Number;
use crate::verdict::{Judgement, Point, Reason, Verdict};
use crate::{framework, period::Period};
use jiff::civil::Date;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The region judged.
    pub region: RegionCode,
    /// The day judged: periods that ended by then count.
    pub on: Date,
    /// What was known then: snapshots known by that day count.
    pub as_of: Date,
    /// Only this line or theme, when given.
    pub line: Option<Id>,
}

/// Hashes of everything that went into a run. The same record gives the same bytes on any machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// Version of Koers.
    pub version: String,
    /// The question.
    pub question: Question,
    /// File or snapshot and the hash of its bytes, sorted by name.
    pub inputs: Vec<(String, Hash)>,
}

/// Where everything stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Status {
    /// How it came about.
    pub record: RunRecord,
    /// Name of the workspace.
    pub workspace: Text,
    /// Name of the region judged.
    pub region_name: String,
    /// Programme by programme, in order of their first day.
    pub frameworks: Vec<FrameworkStatus>,
    /// Data sets behind it of which newer figures were due on the as-of day, the latest ones first.
    pub late: Vec<Lateness>,
}

/// A programme.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameworkStatus {
    /// Id.
    pub id: Id,
    /// Title.
    pub title: Text,
    /// When it holds.
    pub period: framework::Span,
    /// The documents that it cites, by id, with their titles.
    pub documents: Vec<(Id, Text)>,
    /// Its lines or themes, in the order of the text.
    pub groups: Vec<GroupStatus>,
}

/// A line or a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupStatus {
    /// Id.
    pub id: Id,
    /// Name.
    pub title: Text,
    /// Line under the name.
    pub subtitle: Option<Text>,
    /// What should change.
    pub outcomes: Vec<OutcomeStatus>,
}

/// An outcome, or a commitment that is a result.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeStatus {
    /// Id.
    pub id: Id,
    /// Name.
    pub title: Text,
    /// What it says, in our own words.
    pub text: Option<Text>,
    /// Where the programme says so.
    pub cite: Vec<Citation>,
    /// The answer.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// One for every measure; empty when it is not measured by figures.
    pub measures: Vec<MeasureStatus>,
    /// Levels of the rubric, worst first, when it is judged by hand.
    pub rubric: Vec<Text>,
    /// Why no figure can say it, when none can.
    pub why: Option<Text>,
    /// Which figure would do, when there is none.
    pub would_do: Option<Text>,
    /// Activities that serve it.
    pub activities: Vec<(Id, Text)>,
}

/// A measure of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureStatus {
    /// The indicator.
    pub indicator: Id,
    /// Version of its definition.
    pub version: u32,
    /// Name of the indicator.
    pub title: Text,
    /// Unit of its readings.
    pub unit: &'static Unit,
    /// Decimals shown.
    pub decimals: u8,
    /// When in its period a reading was counted.
    pub counted: Counted,
    /// Main or supporting.
    pub part: MeasurePart,
    /// What of the outcome it measures.
    pub covers: Text,
    /// The judgement.
    pub judgement: Judgement,
    /// All readings of the region known on the as-of day, by period, missing ones included.
    pub series: Vec<Point>,
    /// The second look: region, name, readings.
    pub benchmarks: Vec<(RegionCode, String, Vec<Point>)>,
    /// The required path, from the baseline to the target; empty when there is none.
    pub path: Vec<(Period, Number)>,
    /// The sources used.
    pub sources: Vec<SourceNote>,
}

/// A source as it is shown beside a figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceNote {
    /// The data set.
    pub dataset: Id,
    /// What must be shown with the figures.
    pub attribution: Text,
    /// Licence.
    pub licence: String,
    /// The publisher's day, where it says so.
    pub published: Option<Date>,
    /// The day we got it.
    pub retrieved: Date,
    /// Hash of the snapshot.
    pub snapshot: Hash,
}

impl Status {
    /// How many outcomes have each verdict: on course, off course, cannot be said.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for outcome in self
            .frameworks
            .iter()
            .flat_map(|f| &f.groups)
            .flat_map(|g| &g.outcomes)
        {
            let at = match outcome.verdict {
                Verdict::OnCourse => 0,
                Verdict::OffCourse => 1,
                Verdict::CannotBeSaid => 2,
            };
            counts[at] += 1;
        }
        counts
    }
}
