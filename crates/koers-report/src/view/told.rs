//! What can be said of an outcome, in one line: for a short list of the outcomes that have a verdict.

use super::Phrase;
use crate::{date, number, words};
use koers_model::framework::MeasurePart;
use koers_model::status::{FrameworkStatus, MeasureStatus, OutcomeStatus};
use koers_model::target::{Direction, Goal};
use koers_model::text::Lang;
use koers_model::verdict::{Judgement, Verdict};

/// An outcome of which something can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Phrase,
    /// The verdict: on course or off course.
    pub verdict: Verdict,
    /// The figure that decided, what it was, and what is aimed at: `49,8 per duizend banen in 2022, was 29,1 in 2019; doel: lager`.
    pub figure: String,
}

/// Another outcome of the programme that rests on the same figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Phrase,
}

/// The outcomes of a programme that are on course, then those that are off course, each in the order of the text.
#[must_use]
pub fn told(framework: &FrameworkStatus, lang: Lang) -> Vec<Told> {
    [Verdict::OnCourse, Verdict::OffCourse]
        .into_iter()
        .flat_map(|verdict| outcomes(framework).filter(move |outcome| outcome.verdict == verdict))
        .map(|outcome| Told {
            id: outcome.id.to_string(),
            title: Phrase::new(&outcome.title, lang),
            verdict: outcome.verdict,
            figure: deciding(outcome)
                .map_or_else(|| words::why(outcome, lang), |measure| line(measure, lang)),
        })
        .collect()
}

/// The other outcomes of a programme whose verdict rests on the same indicator: they do not count as two figures. Nobody rests on a figure that
/// says nothing, so there are none where it cannot be said.
#[must_use]
pub fn same_figure(framework: &FrameworkStatus, of: &str, lang: Lang) -> Vec<Same> {
    let rests_on = |outcome: &OutcomeStatus| {
        let says = outcome.verdict != Verdict::CannotBeSaid;
        says.then(|| deciding(outcome).map(|measure| measure.indicator.clone()))
            .flatten()
    };
    let Some(indicator) = outcomes(framework)
        .find(|outcome| outcome.id.as_str() == of)
        .and_then(rests_on)
    else {
        return Vec::new();
    };
    outcomes(framework)
        .filter(|other| other.id.as_str() != of && rests_on(other).as_ref() == Some(&indicator))
        .map(|other| Same {
            id: other.id.to_string(),
            title: Phrase::new(&other.title, lang),
        })
        .collect()
}

fn outcomes(framework: &FrameworkStatus) -> impl Iterator<Item = &OutcomeStatus> {
    framework.groups.iter().flat_map(|group| &group.outcomes)
}

/// The measure that decided: the first main measure with the verdict of the outcome.
fn deciding(outcome: &OutcomeStatus) -> Option<&MeasureStatus> {
    outcome
        .measures
        .iter()
        .find(|measure| measure.part == MeasurePart::Main && measure.judgement.verdict == outcome.verdict)
}

fn line(measure: &MeasureStatus, lang: Lang) -> String {
    let was = was(measure, lang);
    let goal = match (&measure.judgement.target.goal, measure.judgement.target.direction) {
        // The period that it is compared with stands before it already.
        (Goal::ChangeDirection, Direction::Up) if was.is_some() => lang.pick("hoger", "higher").to_owned(),
        (Goal::ChangeDirection, Direction::Down) if was.is_some() => lang.pick("lager", "lower").to_owned(),
        _ => words::goal(measure, lang),
    };
    let mut out = words::reading(measure, lang).unwrap_or_default();
    for part in [was, Some(format!("; {} {goal}", lang.pick("doel:", "target:")))] {
        out.push_str(&part.unwrap_or_default());
    }
    out
}

/// What the figure was at the start; nothing where the reading is no figure of the region alone.
fn was(measure: &MeasureStatus, lang: Lang) -> Option<String> {
    let Judgement { target, baseline, .. } = &measure.judgement;
    if matches!(target.goal, Goal::Gap { .. } | Goal::Rank { .. }) {
        return None;
    }
    let point = (*baseline)?;
    let value = number::number(point.cell.number()?, measure.decimals, lang);
    Some(format!(
        ", {} {value} {}",
        lang.pick("was", "it was"),
        date::in_period(point.period, lang)
    ))
}
