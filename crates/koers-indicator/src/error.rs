//! Why an indicator cannot be computed. A figure that is missing is no error: it is a cell with a reason.

use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_table::plane::SelectError;

/// Why an indicator cannot be computed from these tables.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvaluateError {
    /// No table of the data set was given: it is not in the catalogue, or nothing of it was known on the as-of day.
    #[error("there is no table of data set `{dataset}`")]
    NoTable {
        /// The data set.
        dataset: Id,
    },
    /// The catalogue gives the data set no such measure.
    #[error("data set `{dataset}` has no measure `{measure}`")]
    UnknownMeasure {
        /// The data set.
        dataset: Id,
        /// The measure.
        measure: String,
    },
    /// The table has no such dimension or code.
    #[error(transparent)]
    Select(#[from] SelectError),
    /// Several codes where one is needed. Only the rule `sum` adds codes up.
    #[error("rule `{rule}` needs one code of `{dimension}`, {codes} are listed; only `sum` adds codes up")]
    SeveralCodes {
        /// The rule.
        rule: &'static str,
        /// The dimension.
        dimension: String,
        /// How many codes are listed.
        codes: usize,
    },
    /// A rule over codes that is given another rule, which has none.
    #[error("rule `{rule}` needs a series with a list of codes, not another rule")]
    ListNeeded {
        /// The rule.
        rule: &'static str,
    },
    /// Two operands of different frequency.
    #[error(
        "one operand has a figure per {}, the other per {}: `yearly` turns quarters or months into years",
        .first.word(), .second.word()
    )]
    Frequencies {
        /// Frequency of the first.
        first: Frequency,
        /// Frequency of the second.
        second: Frequency,
    },
    /// `yearly` on figures that do not divide a calendar year.
    #[error("figures per {} do not divide a calendar year", .frequency.word())]
    NotYearly {
        /// The frequency.
        frequency: Frequency,
    },
    /// The base period of an index has another frequency than the series.
    #[error("the base period {base} is no {}", .frequency.word())]
    Base {
        /// The base period.
        base: Period,
        /// Frequency of the series.
        frequency: Frequency,
    },
    /// A period was asked for that the indicator does not know.
    #[error("{period} was asked for, but there is a figure per {}", .frequency.word())]
    Period {
        /// The period.
        period: Period,
        /// Frequency of the indicator.
        frequency: Frequency,
    },
    /// A look back over no period, or over more than a century of months.
    #[error("a rule looks back over 1 to 1200 periods")]
    Over,
    /// The figures count something else than the indicator says.
    #[error("figures in `{from}` do not convert to `{to}`")]
    Unit {
        /// Unit of the figures.
        from: &'static str,
        /// Unit that is needed.
        to: &'static str,
    },
    /// Several regions to hold others against, of a measure of which no sum can be taken.
    #[error(
        "figures of `{measure}` in `{dataset}` do not add up over regions: name one region to hold others against"
    )]
    NotAdditive {
        /// The data set.
        dataset: Id,
        /// The measure.
        measure: String,
    },
    /// A method on figures by activity that is given one activity.
    #[error(
        "rule `{rule}` needs a list of at least two codes of one dimension in `where`, {codes} are listed"
    )]
    Activities {
        /// The rule.
        rule: &'static str,
        /// How many codes are listed in the longest list; two lists count as none.
        codes: usize,
    },
}
