//! On course, off course, or cannot be said: always with the reason.

use crate::period::Period;
use crate::region::RegionCode;
use crate::target::Target;
use crate::text::Lang;
use crate::value::{Cell, Missing, Number};

/// The three answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// At or beyond the required path by more than the margin, or the end is reached.
    OnCourse,
    /// Short of the required path by more than the margin.
    OffCourse,
    /// The figures cannot carry a verdict.
    CannotBeSaid,
}

impl Verdict {
    /// The word in files and interfaces.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::OnCourse => "on_course",
            Self::OffCourse => "off_course",
            Self::CannotBeSaid => "cannot_be_said",
        }
    }
    /// What people read.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::OnCourse => lang.pick("op koers", "on course"),
            Self::OffCourse => lang.pick("uit koers", "off course"),
            Self::CannotBeSaid => lang.pick("niet te zeggen", "cannot be said"),
        }
    }
}

/// Why a verdict is what it is. The code is stable; the sentence is made from it in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Beyond the required value by at least the margin.
    AheadOfPath,
    /// The final target itself is reached.
    TargetReached,
    /// Short of the required value by at least the margin.
    BehindPath,
    /// The difference with the required value is smaller than the margin.
    WithinMargin,
    /// Provisional, and too near the edge.
    ProvisionalOnEdge,
    /// Fewer figures than a margin can be computed from.
    TooFewPoints {
        /// How many year-on-year changes there are.
        changes: usize,
        /// How many are needed.
        needed: usize,
    },
    /// The series breaks between the baseline and the reading.
    SeriesBreak {
        /// At which period.
        at: Period,
    },
    /// The starting figure is missing.
    BaselineMissing {
        /// Which period.
        period: Period,
        /// Why it is missing.
        missing: Missing,
    },
    /// The indicator gives no reading after the baseline by the day judged.
    NoReadingSinceBaseline {
        /// The last period that has a figure, if any.
        last: Option<Period>,
    },
    /// On the day judged no period after the baseline had ended yet; the series goes on later.
    NothingDueYet {
        /// The last period that had ended with a figure, if any.
        last: Option<Period>,
    },
    /// The reading that should decide is missing.
    ReadingMissing {
        /// Which period.
        period: Period,
        /// Why it is missing.
        missing: Missing,
    },
    /// The last reading is too old for the day judged.
    Stale {
        /// Its period.
        period: Period,
        /// Months between its end and the day judged.
        months: u32,
    },
    /// The benchmark region has no figure for the period.
    BenchmarkMissing {
        /// Which region.
        region: RegionCode,
        /// Why.
        missing: Missing,
    },
    /// Too few peers have a figure to speak of a rank.
    TooFewPeers {
        /// How many have one.
        with_figure: usize,
        /// Of how many.
        of: usize,
    },
    /// The base period had not ended on the day judged: there is nothing to compare with yet.
    NotStarted,
    /// The data set has no figures known on the as-of day.
    NothingKnownYet,
    /// The data set has no region like this one.
    RegionNotCovered,
    /// A definition that the rule of the indicator needs is not there.
    CannotCompute {
        /// What is wrong, in one clause.
        what: String,
    },
    /// The outcome is scored by hand with a rubric, and nobody has.
    Qualitative,
    /// No figure exists; the file says which one would do.
    Unmeasured,
    /// The outcome has no measure at all.
    NoMeasure,
    /// It has supporting measures only: none covers it well enough to speak for it.
    OnlySupporting,
    /// Main measures of the outcome say different things.
    MeasuresDisagree,
    /// All main measures say the same.
    MeasuresAgree,
    /// All main measures say the same, a supporting one says the opposite.
    SupportingDisagrees,
    /// A main measure of the outcome cannot speak.
    MainMeasureSilent,
}

impl Reason {
    /// The stable code in the contract.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::AheadOfPath => "ahead_of_path",
            Self::TargetReached => "target_reached",
            Self::BehindPath => "behind_path",
            Self::WithinMargin => "within_margin",
            Self::ProvisionalOnEdge => "provisional_on_edge",
            Self::TooFewPoints { .. } => "too_few_points",
            Self::SeriesBreak { .. } => "series_break",
            Self::BaselineMissing { .. } => "baseline_missing",
            Self::NoReadingSinceBaseline { .. } => "no_reading_since_baseline",
            Self::NothingDueYet { .. } => "nothing_due_yet",
            Self::ReadingMissing { .. } => "reading_missing",
            Self::Stale { .. } => "stale",
            Self::BenchmarkMissing { .. } => "benchmark_missing",
            Self::TooFewPeers { .. } => "too_few_peers",
            Self::NotStarted => "not_started",
            Self::NothingKnownYet => "nothing_known_yet",
            Self::RegionNotCovered => "region_not_covered",
            Self::CannotCompute { .. } => "cannot_compute",
            Self::Qualitative => "qualitative",
            Self::Unmeasured => "unmeasured",
            Self::NoMeasure => "no_measure",
            Self::OnlySupporting => "only_supporting",
            Self::MeasuresDisagree => "measures_disagree",
            Self::MeasuresAgree => "measures_agree",
            Self::SupportingDisagrees => "supporting_disagrees",
            Self::MainMeasureSilent => "main_measure_silent",
        }
    }

    /// The reason as one plain sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let missing = |reason: Missing| reason.label(lang);
        match self {
            Self::AheadOfPath => lang
                .pick(
                    "Het cijfer ligt verder dan nodig, en het verschil is groter dan de marge.",
                    "The figure is beyond what is needed, by more than the margin.",
                )
                .into(),
            Self::TargetReached => lang.pick("Het doel is bereikt.", "The target is reached.").into(),
            Self::BehindPath => lang
                .pick(
                    "Het cijfer blijft achter bij wat nodig is, en het verschil is groter dan de marge.",
                    "The figure falls short of what is needed, by more than the margin.",
                )
                .into(),
            Self::WithinMargin => lang
                .pick(
                    "Het verschil met wat nodig is, is kleiner dan de marge: het kan toeval zijn.",
                    "The difference with what is needed is smaller than the margin: it may be chance.",
                )
                .into(),
            Self::ProvisionalOnEdge => lang
                .pick(
                    "Het cijfer is voorlopig en ligt te dicht bij de grens.",
                    "The figure is provisional and too near the edge.",
                )
                .into(),
            Self::TooFewPoints { changes, needed } => {
                let found = match (*changes, lang) {
                    (0, Lang::Nl) => "geen jaarlijkse verandering".to_owned(),
                    (0, Lang::En) => "no yearly change".to_owned(),
                    (1, Lang::Nl) => "1 jaarlijkse verandering".to_owned(),
                    (1, Lang::En) => "1 yearly change".to_owned(),
                    (more, Lang::Nl) => format!("{more} jaarlijkse veranderingen"),
                    (more, Lang::En) => format!("{more} yearly changes"),
                };
                match lang {
                    Lang::Nl => format!(
                        "Er zijn te weinig cijfers om de marge te bepalen: {found}, nodig zijn er {needed}."
                    ),
                    Lang::En => {
                        format!("There are too few figures for a margin: {found}, {needed} are needed.")
                    }
                }
            }
            Self::SeriesBreak { at } => match lang {
                Lang::Nl => {
                    format!("De reeks heeft een breuk in {at}: ervoor en erna is niet te vergelijken.")
                }
                Lang::En => format!("The series breaks in {at}: before and after cannot be compared."),
            },
            Self::BaselineMissing {
                period,
                missing: reason,
            } => match lang {
                Lang::Nl => format!("De nulmeting van {period} ontbreekt ({}).", missing(*reason)),
                Lang::En => format!("The baseline of {period} is missing ({}).", missing(*reason)),
            },
            Self::NoReadingSinceBaseline { last: Some(last) } => match lang {
                Lang::Nl => format!("De reeks stopt in {last}, er is geen cijfer van na de nulmeting."),
                Lang::En => format!("The series stops in {last}; there is no figure after the baseline."),
            },
            Self::NoReadingSinceBaseline { last: None } => lang
                .pick(
                    "Er is geen cijfer van na de nulmeting.",
                    "There is no figure after the baseline.",
                )
                .into(),
            Self::NothingDueYet { last: Some(last) } => match lang {
                Lang::Nl => format!("Op de peildatum was na {last} nog geen nieuwe periode voorbij."),
                Lang::En => format!("On the day judged no new period had ended after {last}."),
            },
            Self::NothingDueYet { last: None } => lang
                .pick(
                    "Op de peildatum was nog geen periode na de nulmeting voorbij.",
                    "On the day judged no period after the baseline had ended.",
                )
                .into(),
            Self::ReadingMissing {
                period,
                missing: reason,
            } => match lang {
                Lang::Nl => format!("Het cijfer van {period} ontbreekt ({}).", missing(*reason)),
                Lang::En => format!("The figure of {period} is missing ({}).", missing(*reason)),
            },
            Self::Stale { period, months } => match lang {
                Lang::Nl => format!("Het laatste cijfer gaat over {period} en is {months} maanden oud."),
                Lang::En => format!("The last figure is about {period} and {months} months old."),
            },
            Self::BenchmarkMissing {
                region,
                missing: reason,
            } => match lang {
                Lang::Nl => format!(
                    "Er is geen cijfer van {region} om mee te vergelijken ({}).",
                    missing(*reason)
                ),
                Lang::En => format!(
                    "There is no figure of {region} to compare with ({}).",
                    missing(*reason)
                ),
            },
            Self::TooFewPeers { with_figure, of } => match lang {
                Lang::Nl => format!(
                    "Van {with_figure} van de {of} gebieden is een cijfer bekend: te weinig voor een plaats."
                ),
                Lang::En => format!("{with_figure} of {of} regions have a figure: too few for a rank."),
            },
            Self::NotStarted => lang
                .pick(
                    "Op de peildatum was de periode van de nulmeting nog niet voorbij: er is nog niets om mee te vergelijken.",
                    "On the day judged the period of the baseline was not over: there is nothing to compare with yet.",
                )
                .into(),
            Self::NothingKnownYet => lang
                .pick(
                    "Van deze cijfers is geen publicatie van op of voor de bekend-op-datum bewaard.",
                    "Of these figures no publication of or before the as-of day was kept.",
                )
                .into(),
            Self::RegionNotCovered => lang
                .pick(
                    "De bron heeft geen cijfers over dit gebied.",
                    "The source has no figures about this region.",
                )
                .into(),
            Self::CannotCompute { what } => match lang {
                Lang::Nl => format!("De maatstaf is niet te berekenen: {what}."),
                Lang::En => format!("The measure cannot be computed: {what}."),
            },
            Self::Qualitative => lang
                .pick(
                    "Dit wordt met een beschrijving beoordeeld, en dat is nog niet gedaan.",
                    "This is judged with a rubric, and nobody has done so yet.",
                )
                .into(),
            Self::Unmeasured => lang
                .pick("Er is geen cijfer dat dit kan zeggen.", "No figure can say this.")
                .into(),
            Self::NoMeasure => lang
                .pick(
                    "Dit resultaat heeft geen maatstaf.",
                    "This outcome has no measure.",
                )
                .into(),
            Self::OnlySupporting => lang
                .pick(
                    "Er zijn alleen nevenmaten: geen ervan dekt het resultaat genoeg om ervoor te spreken.",
                    "There are supporting measures only: none covers the outcome well enough to speak for it.",
                )
                .into(),
            Self::MeasuresDisagree => lang
                .pick(
                    "De hoofdmaten zeggen niet hetzelfde.",
                    "The main measures do not say the same.",
                )
                .into(),
            Self::MeasuresAgree => lang
                .pick(
                    "Alle hoofdmaten zeggen hetzelfde.",
                    "All main measures say the same.",
                )
                .into(),
            Self::SupportingDisagrees => lang
                .pick(
                    "De hoofdmaten zeggen hetzelfde, maar een nevenmaat zegt iets anders.",
                    "The main measures say the same, but a supporting one says otherwise.",
                )
                .into(),
            Self::MainMeasureSilent => lang
                .pick(
                    "Over een hoofdmaat is niets te zeggen.",
                    "Nothing can be said about a main measure.",
                )
                .into(),
        }
    }
}

/// Where a margin comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarginSource {
    /// The publisher states it with the figure.
    Published,
    /// The target's file states it.
    Target,
    /// Computed from the spread of the series' own year-on-year changes.
    Series,
}

impl MarginSource {
    /// The word in the contract.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Target => "target",
            Self::Series => "series",
        }
    }
}

/// A margin and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Margin {
    /// Plus or minus, in the indicator's unit (for a gap or rank: of the difference).
    pub value: Number,
    /// Where it comes from.
    pub source: MarginSource,
}

/// A point of a path or series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// The period.
    pub period: Period,
    /// The figure.
    pub cell: Cell,
}

/// What the verdict would have been from another base period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherBase {
    /// The other base period.
    pub period: Period,
    /// The verdict from there.
    pub verdict: Verdict,
    /// Its reason.
    pub reason: Reason,
}

/// The judgement of one measure of an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The answer.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// The reading that decided (for a gap: the difference with the benchmark; for a rank: the value of the region).
    pub reading: Option<Point>,
    /// The starting figure.
    pub baseline: Option<Point>,
    /// What was required at the period of the reading.
    pub required: Option<Number>,
    /// The margin used.
    pub margin: Option<Margin>,
    /// The place, for a rank.
    pub rank: Option<u32>,
    /// Verdicts from the other base periods that the target names.
    pub other_bases: Vec<OtherBase>,
    /// Months between the end of the reading's period and the day judged.
    pub months_old: Option<u32>,
    /// The target that was judged.
    pub target: Target,
}
