//! An outcome at a glance: what fits on a card or in a row of a list.

use super::Phrase;
use super::outcome::Shown;
use crate::chart::Chart;
use crate::{date, number, words};
use koers_model::period::Period;
use koers_model::status::{MeasureStatus, OutcomeStatus, Status};
use koers_model::text::Lang;
use koers_model::verdict::{Reason, Verdict};

/// An outcome at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Phrase,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, as a sentence.
    pub why: String,
    /// The first measure, which stands for the outcome where there is room for one only.
    pub glance: Option<Glance>,
    /// How many other measures there are.
    pub more: usize,
}

/// A measure at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// The id of the indicator.
    pub indicator: String,
    /// The name of the indicator.
    pub title: Phrase,
    /// Before, number, after. Without a number the words for what is missing.
    pub figure: Option<(String, String, String)>,
    /// Whether there is a number.
    pub has_number: bool,
    /// What the publisher says of the figure.
    pub remarks: String,
    /// The period of that figure.
    pub period: Option<Period>,
    /// The chart in the size of a word; empty when there is no series.
    pub spark: String,
    /// The first and the last period of that chart.
    pub ends: Option<(String, String)>,
    /// What is aimed at, and by when.
    pub target: String,
    /// Another region in the same period: `Nederland: 3,4%`.
    pub compare: Option<String>,
    /// How old the figure is on the day judged: `7 jaar oud`.
    pub age: Option<String>,
    /// Whether it is too old to say anything.
    pub stale: bool,
    /// Who published the figures; no name twice.
    pub sources: Vec<Phrase>,
}

impl Card {
    /// An outcome in a status.
    #[must_use]
    pub fn of(status: &Status, outcome: &OutcomeStatus, lang: Lang) -> Self {
        Self {
            id: outcome.id.to_string(),
            title: Phrase::new(&outcome.title, lang),
            verdict: outcome.verdict,
            why: words::why(outcome, lang),
            glance: outcome
                .measures
                .first()
                .map(|measure| Glance::of(status, measure, lang)),
            more: outcome.measures.len().saturating_sub(1),
        }
    }
}

impl Glance {
    fn of(status: &Status, measure: &MeasureStatus, lang: Lang) -> Self {
        let on = status.record.question.on;
        let shown = Shown::of(measure, on, lang);
        let chart = Chart::of(measure, &status.region_name, String::new(), lang);
        let mut sources: Vec<Phrase> = Vec::new();
        for note in &measure.sources {
            let phrase = Phrase::new(&note.attribution, lang);
            if !sources.contains(&phrase) {
                sources.push(phrase);
            }
        }
        Self {
            indicator: measure.indicator.to_string(),
            title: Phrase::new(&measure.title, lang),
            spark: chart.sparkline(),
            ends: chart
                .ends()
                .map(|(first, last)| (first.to_string(), last.to_string())),
            target: words::target(measure, lang),
            compare: shown.period.and_then(|period| compare(measure, period, lang)),
            age: shown
                .period
                .filter(|_| shown.has_number)
                .map(|period| words::age_of(period, measure.counted, on, lang)),
            stale: matches!(
                measure.judgement.reason,
                Reason::Stale { .. } | Reason::NoReadingSinceBaseline { .. }
            ),
            period: shown.period,
            figure: shown.parts,
            has_number: shown.has_number,
            remarks: shown.remarks,
            sources,
        }
    }
}

/// The first of the other regions that has a figure for the period.
fn compare(measure: &MeasureStatus, period: Period, lang: Lang) -> Option<String> {
    measure.benchmarks.iter().find_map(|(_, name, points)| {
        let point = points.iter().find(|point| point.period == period)?;
        let value = point.cell.number()?;
        let figure = number::figure(value, measure.decimals, measure.unit, lang);
        Some(format!("{name}: {figure} {}", date::in_period(period, lang)))
    })
}
