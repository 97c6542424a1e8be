//! The shapes of the JSON contract `koers_status: 1`. A field may be added; none changes its meaning or goes away within version 1.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where everything stands for one region on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "koers status")]
pub struct StatusJson {
    /// Version of this contract.
    #[schemars(range(min = 1, max = 1))]
    pub koers_status: u32,
    /// Version of Koers that made this.
    pub koers: String,
    /// Name of the workspace.
    pub workspace: TextJson,
    /// The region judged.
    pub region: RegionJson,
    /// What was asked.
    pub question: QuestionJson,
    /// How many outcomes have each verdict, over all programmes.
    pub counts: CountsJson,
    /// The programmes, in order of their first day.
    pub frameworks: Vec<FrameworkJson>,
    /// Data sets behind it of which newer figures were due on the as-of day, the latest ones first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub late: Vec<LateJson>,
    /// Everything that went in, sorted by name.
    pub inputs: Vec<InputJson>,
}

/// A data set of which newer figures are due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LateJson {
    /// The data set.
    pub dataset: String,
    /// Its name.
    pub title: TextJson,
    /// The last period that is known.
    pub last: String,
    /// The last day on which newer figures were still on time.
    pub expected: String,
    /// How many days ago that was.
    pub days: u32,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TextJson {
    /// Dutch.
    pub nl: String,
    /// English, where there is a translation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub en: Option<String>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RegionJson {
    /// Its code, as the statistical office writes it: `PV22`.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuestionJson {
    /// The region judged.
    pub region: String,
    /// The day judged: periods that ended by then count. `2019-12-31`.
    pub on: String,
    /// What was known then: snapshots known by that day count.
    pub as_of: String,
    /// Only this line or theme, when given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<String>,
}

/// How many outcomes have each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct CountsJson {
    /// On course.
    pub on_course: usize,
    /// Off course.
    pub off_course: usize,
    /// Cannot be said.
    pub cannot_be_said: usize,
}

/// The three answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum VerdictJson {
    /// At or beyond the required path by more than the margin, or the end is reached.
    OnCourse,
    /// Short of the required path by more than the margin.
    OffCourse,
    /// The figures cannot carry a verdict; the reason says why.
    CannotBeSaid,
}

/// A file or snapshot that went in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InputJson {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    pub sha256: String,
}

/// A policy programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FrameworkJson {
    /// Id.
    pub id: String,
    /// Title.
    pub title: TextJson,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How many of its outcomes have each verdict.
    pub counts: CountsJson,
    /// Its lines or themes, in the order of the text.
    pub groups: Vec<GroupJson>,
}

/// A line or theme of a programme.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupJson {
    /// Id.
    pub id: String,
    /// Name.
    pub title: TextJson,
    /// Line under the name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subtitle: Option<TextJson>,
    /// What should change.
    pub outcomes: Vec<OutcomeJson>,
}

/// An outcome, or a commitment that is a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OutcomeJson {
    /// Id, unique within the programme.
    pub id: String,
    /// Name.
    pub title: TextJson,
    /// What it says, in our own words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<TextJson>,
    /// Where the programme says so: `koers#4.2/resultaten`.
    pub cite: Vec<String>,
    /// The answer.
    pub verdict: VerdictJson,
    /// Why.
    pub reason: ReasonJson,
    /// One for every indicator; empty when it is not measured by figures.
    pub measures: Vec<MeasureJson>,
    /// Levels of the rubric, worst first, when it is judged by hand.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub rubric: Vec<TextJson>,
    /// Why no figure can say it, when none can.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub why: Option<TextJson>,
    /// Which figure would do, when there is none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub would_do: Option<TextJson>,
    /// Activities of the programme that serve it.
    pub activities: Vec<ActivityJson>,
}

/// An activity of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ActivityJson {
    /// Id.
    pub id: String,
    /// Name.
    pub title: TextJson,
}

/// Why a verdict is what it is. Which of the other fields are there depends on the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReasonJson {
    /// Stable: `ahead_of_path`, `within_margin`, `series_break`, … New codes may be added.
    pub code: String,
    /// The reason as one plain sentence.
    pub sentence: TextJson,
    /// The period it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub period: Option<String>,
    /// Why a figure is missing: `suppressed`, `not-yet`, `not-available`, `impossible`, `not-applicable`, `absent`, `undefined`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub missing: Option<String>,
    /// Months between the end of the last reading and the day judged.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months: Option<u32>,
    /// The region it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub region: Option<String>,
    /// How many there are.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub have: Option<usize>,
    /// How many are needed, or of how many.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub of: Option<usize>,
    /// What is wrong with the definition.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub what: Option<String>,
}

/// A figure: `value`, or `missing` with the reason. Never both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PointJson {
    /// The period: `2019`, `2019-Q3`, `2019-03`, `2019/2020`.
    pub period: String,
    /// The number, in the unit of the measure.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<f64>,
    /// Why there is no number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub missing: Option<String>,
    /// Between which bounds a withheld number lies, both inclusive, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub between: Option<(f64, f64)>,
    /// What the publisher says of it: `provisional`, `break`, …
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub marks: Vec<String>,
    /// The published margin, plus or minus, 95%.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub margin: Option<f64>,
}

/// A number on the required path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PathJson {
    /// The period.
    pub period: String,
    /// What is required.
    pub value: f64,
}

/// A margin and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarginJson {
    /// Plus or minus, in the unit of the measure.
    pub value: f64,
    /// `published` with the figure, stated with the `target`, or computed from the `series`.
    pub source: String,
}

/// What an outcome promises of one indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TargetJson {
    /// `level`, `coverage`, `change`, `gap` or `rank`.
    pub kind: String,
    /// Which way is better: `up` or `down`.
    pub direction: String,
    /// The day by which.
    pub by: String,
    /// The target in words.
    pub sentence: TextJson,
    /// Where we start.
    pub baseline: BaselineJson,
    /// For `level` and `coverage`: the value.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub value: Option<f64>,
    /// For `change`: by how much, in the unit of the measure.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub amount: Option<f64>,
    /// For `change`: by how many percent of the baseline.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub relative: Option<f64>,
    /// For `gap`: the region that is looked up to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub benchmark: Option<String>,
    /// For `gap`: the distance that is still accepted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within: Option<f64>,
    /// For `rank`: the lowest place that is good enough.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub top: Option<u32>,
    /// For `rank`: among which regions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub among: Option<String>,
    /// A margin that the file states.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub margin: Option<f64>,
    /// Other base periods that are shown beside the verdict.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub also_from: Vec<String>,
    /// Where the programme says so.
    pub cite: Vec<String>,
    /// A remark on the choices made.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<TextJson>,
}

/// Where a target starts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BaselineJson {
    /// The period.
    pub period: String,
    /// The figure as the programme states it; left out when it is looked up in the series.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stated: Option<f64>,
    /// Where the programme states it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cite: Vec<String>,
}

/// The verdict from another base period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OtherBaseJson {
    /// The other base period.
    pub period: String,
    /// The verdict from there.
    pub verdict: VerdictJson,
    /// Its reason.
    pub reason: ReasonJson,
}

/// The series of another region.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BenchmarkJson {
    /// The region.
    pub region: RegionJson,
    /// Its readings, by period.
    pub series: Vec<PointJson>,
}

/// A source as it must be shown beside the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceJson {
    /// The data set.
    pub dataset: String,
    /// What must be shown.
    pub attribution: TextJson,
    /// Licence.
    pub licence: String,
    /// The publisher's day, where it gives one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub published: Option<String>,
    /// The day it was retrieved.
    pub retrieved: String,
    /// SHA-256 of the snapshot.
    pub snapshot: String,
}

/// One indicator of an outcome, judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MeasureJson {
    /// The indicator.
    pub indicator: String,
    /// Version of its definition.
    pub version: u32,
    /// Name of the indicator.
    pub title: TextJson,
    /// The word for the unit: `thousand-jobs`.
    pub unit: String,
    /// The unit as people read it.
    pub unit_label: TextJson,
    /// Decimals shown to people; the numbers here are not rounded.
    pub decimals: u8,
    /// `main` or `supporting`.
    pub part: String,
    /// What of the outcome it measures, and what not.
    pub covers: TextJson,
    /// The answer of this measure.
    pub verdict: VerdictJson,
    /// Why.
    pub reason: ReasonJson,
    /// The reading that decided. For a gap the difference with the benchmark, for a rank the value of the region.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reading: Option<PointJson>,
    /// The starting figure.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub baseline: Option<PointJson>,
    /// What was required at the period of the reading.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub required: Option<f64>,
    /// The margin used.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub margin: Option<MarginJson>,
    /// The place, for a rank.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rank: Option<u32>,
    /// Verdicts from other base periods.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub other_bases: Vec<OtherBaseJson>,
    /// Months between the end of the reading's period and the day judged.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub months_old: Option<u32>,
    /// The target that was judged.
    pub target: TargetJson,
    /// All readings of the region known on the as-of day, missing ones included.
    pub series: Vec<PointJson>,
    /// The required path; empty when there is none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub path: Vec<PathJson>,
    /// The second look.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub benchmarks: Vec<BenchmarkJson>,
    /// The sources used.
    pub sources: Vec<SourceJson>,
}
