//! What cannot be said, put together by the kind of silence, with what would end it.

use super::{Phrase, anchor};
use crate::words;
use koers_model::status::{FrameworkStatus, OutcomeStatus, Status};
use koers_model::text::{Lang, Text};
use koers_model::verdict::{Reason, Verdict};

/// The kinds of silence, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Undecided,
    NoFigure,
    ByHand,
    Unmeasured,
    NotStarted,
}

impl Kind {
    const ALL: [Self; 5] = [
        Self::Undecided,
        Self::NoFigure,
        Self::ByHand,
        Self::Unmeasured,
        Self::NotStarted,
    ];

    fn of(reason: &Reason) -> Self {
        match reason {
            Reason::BaselineMissing { .. }
            | Reason::NoReadingSinceBaseline { .. }
            | Reason::ReadingMissing { .. }
            | Reason::Stale { .. }
            | Reason::BenchmarkMissing { .. }
            | Reason::TooFewPeers { .. }
            | Reason::NothingKnownYet
            | Reason::RegionNotCovered
            | Reason::CannotCompute { .. } => Self::NoFigure,
            Reason::Qualitative => Self::ByHand,
            Reason::Unmeasured | Reason::NoMeasure => Self::Unmeasured,
            Reason::NotStarted | Reason::NothingDueYet { .. } => Self::NotStarted,
            _ => Self::Undecided,
        }
    }

    fn heading(self, lang: Lang) -> &'static str {
        match self {
            Self::Undecided => lang.pick("De cijfers geven geen uitsluitsel", "The figures do not decide"),
            Self::NoFigure => lang.pick(
                "Het cijfer ontbreekt of is te oud",
                "The figure is missing or too old",
            ),
            Self::ByHand => lang.pick(
                "Dit moet iemand met de hand beoordelen",
                "Somebody has to judge this by hand",
            ),
            Self::Unmeasured => lang.pick("Er bestaat geen cijfer", "There is no figure"),
            Self::NotStarted => lang.pick("Nog niets om mee te vergelijken", "Nothing to compare with yet"),
        }
    }
}

/// One kind of silence with its outcomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Silence {
    /// Which kind.
    pub heading: &'static str,
    /// Its outcomes.
    pub outcomes: Vec<Silent>,
}

/// An outcome of which it cannot be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Silent {
    /// The ids of the programme and the outcome.
    pub ids: (String, String),
    /// Where it stands on the report.
    pub anchor: String,
    /// Its name.
    pub title: Phrase,
    /// Why it cannot be said.
    pub reason: String,
    /// Why no figure can say it, when none can.
    pub why: Option<Phrase>,
    /// Which figure would do.
    pub would_do: Option<Phrase>,
    /// Levels of the rubric, worst first.
    pub rubric: Vec<Phrase>,
}

impl Silent {
    /// Why nothing can be said of an outcome, and what would help.
    #[must_use]
    pub fn of(framework: &FrameworkStatus, outcome: &OutcomeStatus, lang: Lang) -> Self {
        let phrase = |text: &Text| Phrase::new(text, lang);
        Self {
            ids: (framework.id.to_string(), outcome.id.to_string()),
            anchor: anchor(framework, outcome),
            title: phrase(&outcome.title),
            reason: words::why(outcome, lang),
            why: outcome.why.as_ref().map(phrase),
            would_do: outcome.would_do.as_ref().map(phrase),
            rubric: outcome.rubric.iter().map(phrase).collect(),
        }
    }
}

/// All outcomes of which it cannot be said, by kind; kinds without outcomes are left out.
#[must_use]
pub fn silences(status: &Status, lang: Lang) -> Vec<Silence> {
    let mut all: Vec<(Kind, Silent)> = Vec::new();
    for framework in &status.frameworks {
        for outcome in framework.groups.iter().flat_map(|group| &group.outcomes) {
            if outcome.verdict != Verdict::CannotBeSaid {
                continue;
            }
            let silent = Silent::of(framework, outcome, lang);
            all.push((Kind::of(words::telling_reason(outcome)), silent));
        }
    }
    Kind::ALL
        .into_iter()
        .map(|kind| Silence {
            heading: kind.heading(lang),
            outcomes: all
                .iter()
                .filter(|(of, _)| *of == kind)
                .map(|(_, silent)| silent.clone())
                .collect(),
        })
        .filter(|silence| !silence.outcomes.is_empty())
        .collect()
}
