//! The chain: what hangs together with one element, from what society asks to what should change.

use super::named::{Elements, Named};
use crate::answer::Fault;
use crate::ask::Ask;
use crate::standing::Standing;
use koers_model::element::ElementKind;
use koers_model::framework::Confidence;
use koers_model::id::Id;
use koers_model::tie::{Step, Ties};
use koers_report::words::{self, capital, programme};
use koers_report::{html, number};

/// One column of the chain.
pub struct Column {
    /// What stands in it.
    pub heading: String,
    /// How many.
    pub count: String,
    /// The elements.
    pub items: Vec<Link>,
    /// Whether it holds only the element that the chain is about.
    pub own: bool,
}

/// An element in the chain.
pub struct Link {
    /// The element.
    pub named: Named,
    /// Whether it is the one that the chain is about.
    pub own: bool,
    /// How sure, where the text does not say it.
    pub sure: Option<(&'static str, &'static str)>,
    /// How it stands, for an outcome: a shape and a word.
    pub verdict: Option<(String, String)>,
}

/// The chain of an element; empty for one that stands outside it.
///
/// # Errors
/// As [`Standing::outcome`].
pub fn of(
    ties: &Ties,
    elements: &Elements<'_>,
    id: &Id,
    standing: &Standing,
    ask: &Ask,
) -> Result<Vec<Column>, Fault> {
    let Some(chain) = ties.chain(id) else {
        return Ok(Vec::new());
    };
    let columns = [
        (ElementKind::Challenge, chain.challenges),
        (ElementKind::Principle, chain.principles),
        (ElementKind::Objective, chain.objectives),
        (ElementKind::Activity, chain.activities),
        (ElementKind::Outcome, chain.outcomes),
    ];
    // An element alone is no chain.
    if columns.iter().filter(|(_, steps)| !steps.is_empty()).count() < 2 {
        return Ok(Vec::new());
    }
    Ok(columns
        .into_iter()
        .map(|(kind, steps)| Column {
            heading: capital(programme::kinds(kind, ask.lang)),
            count: number::count(steps.len(), ask.lang),
            own: matches!(steps.as_slice(), [only] if only.id == *id),
            items: steps
                .iter()
                .filter_map(|step| link(step, elements, id, standing, ask))
                .collect(),
        })
        .collect())
}

fn link(step: &Step, elements: &Elements<'_>, id: &Id, standing: &Standing, ask: &Ask) -> Option<Link> {
    let outcome = standing.outcome(step.id.as_str()).ok();
    Some(Link {
        named: elements.named(&step.id, ask)?,
        own: step.id == *id,
        sure: (step.confidence != Confidence::Stated).then(|| {
            (
                step.confidence.word(),
                programme::confidence(step.confidence, ask.lang),
            )
        }),
        verdict: outcome.map(|(_, outcome)| {
            let word = words::verdict(outcome.verdict, ask.lang);
            (html::shape(outcome.verdict), word)
        }),
    })
}
