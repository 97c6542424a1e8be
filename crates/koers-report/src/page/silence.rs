//! What cannot be said, put together by the kind of silence, with what would end it.

use super::{Phrase, anchor};
use crate::words;
use koers_model::status::Status;
use koers_model::text::Lang;
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
pub(crate) struct Silence {
    pub(crate) heading: &'static str,
    pub(crate) outcomes: Vec<Silent>,
}

/// An outcome of which it cannot be said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Silent {
    pub(crate) anchor: String,
    pub(crate) title: Phrase,
    pub(crate) reason: String,
    pub(crate) why: Option<Phrase>,
    pub(crate) would_do: Option<Phrase>,
    pub(crate) rubric: Vec<Phrase>,
}

/// All outcomes of which it cannot be said, by kind; kinds without outcomes are left out.
pub(crate) fn silences(status: &Status, lang: Lang) -> Vec<Silence> {
    let mut all: Vec<(Kind, Silent)> = Vec::new();
    for framework in &status.frameworks {
        for outcome in framework.groups.iter().flat_map(|group| &group.outcomes) {
            if outcome.verdict != Verdict::CannotBeSaid {
                continue;
            }
            let silent = Silent {
                anchor: anchor(framework, outcome),
                title: Phrase::new(&outcome.title, lang),
                reason: words::why(outcome, lang),
                why: outcome.why.as_ref().map(|text| Phrase::new(text, lang)),
                would_do: outcome.would_do.as_ref().map(|text| Phrase::new(text, lang)),
                rubric: outcome
                    .rubric
                    .iter()
                    .map(|text| Phrase::new(text, lang))
                    .collect(),
            };
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
