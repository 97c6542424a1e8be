//! The addresses of things, Dutch and without a query: one place, so that a page never spells the address of another.

use crate::ask::escape;

/// A programme.
#[must_use]
pub fn programme(programme: &str) -> String {
    format!("/programmas/{}", escape(programme))
}

/// An element of a programme under the word for its kind: `opgaven`, `kerngedachten`, `swot`, …
#[must_use]
pub fn element(programme: &str, kind: &str, id: &str) -> String {
    format!("/programmas/{}/{kind}/{}", escape(programme), escape(id))
}

/// A line or theme.
#[must_use]
pub fn line(programme: &str, id: &str) -> String {
    element(programme, "lijnen", id)
}

/// An objective.
#[must_use]
pub fn objective(programme: &str, id: &str) -> String {
    element(programme, "doelstellingen", id)
}

/// An outcome, or a commitment that is a result.
#[must_use]
pub fn outcome(programme: &str, id: &str) -> String {
    element(programme, "resultaten", id)
}

/// Where the verdict on an outcome comes from.
#[must_use]
pub fn outcome_trace(programme: &str, id: &str) -> String {
    format!("{}/herkomst", outcome(programme, id))
}

/// An activity, or a commitment to do something.
#[must_use]
pub fn activity(programme: &str, id: &str) -> String {
    element(programme, "activiteiten", id)
}

/// An indicator.
#[must_use]
pub fn indicator(id: &str) -> String {
    format!("/indicatoren/{}", escape(id))
}

/// Where a reading of an indicator comes from.
#[must_use]
pub fn trace(indicator: &str) -> String {
    format!("/indicatoren/{}/herkomst", escape(indicator))
}

/// A data set.
#[must_use]
pub fn dataset(id: &str) -> String {
    format!("/cijfers/{}", escape(id))
}

/// A method of the regional economy.
#[must_use]
pub fn method(id: &str) -> String {
    format!("/economie/{}", escape(id))
}

/// A plan to evaluate.
#[must_use]
pub fn evaluation(id: &str) -> String {
    format!("/evaluaties/{}", escape(id))
}

/// An action or proposal.
#[must_use]
pub fn action(id: &str) -> String {
    format!("/acties/{}", escape(id))
}

/// Where something new is entered; `kind` is the word for its kind: `acties`, `besluiten`, …
#[must_use]
pub fn enter(kind: &str) -> String {
    format!("/invoeren/{kind}")
}

/// Where one thing of the register is changed; `kind` is the word for its kind: `acties`, `besluiten`, …
#[must_use]
pub fn change(kind: &str, id: &str) -> String {
    format!("{}/{}", enter(kind), escape(id))
}

/// Where one thing of the register ends, or is reopened.
#[must_use]
pub fn end(kind: &str, id: &str) -> String {
    format!("{}/einde", change(kind, id))
}

/// Everything that happened to one thing of the register.
#[must_use]
pub fn history(kind: &str, id: &str) -> String {
    format!("/logboek/{kind}/{}", escape(id))
}

/// The tests of a proposal.
#[must_use]
pub fn appraisal(action: &str) -> String {
    format!("{}/toets", self::action(action))
}

/// A selection plan.
#[must_use]
pub fn selection(plan: &str) -> String {
    format!("/keuze/{}", escape(plan))
}

/// An entry in the memory of decisions.
#[must_use]
pub fn decision(id: &str) -> String {
    format!("/besluiten/{}", escape(id))
}
