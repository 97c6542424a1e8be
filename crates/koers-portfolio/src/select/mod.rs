//! Choosing among proposals: which, at what level, under all budgets and bounds at once; and for each that is left out, why.
//!
//! Gates come before scores and scores before money: a proposal whose gate is closed, that nobody tested, or of which nobody knows what it asks, is
//! never chosen and never given a value of nought; it is listed with what bars it. How everything is computed: `docs/methods/selection.md`.
//!
//! This is the only folder that speaks the words of solvers. What comes out are words of policy, but for two: why a number does not fit, and what is
//! wrong with a proof.

mod answer;
mod ceiling;
mod check;
mod clashes;
mod doubt;
mod effort;
mod fault;
mod field;
mod grid;
mod model;
mod outline;
mod proof;
mod rule;
mod run;
mod tested;
mod turn;
mod what_if;
mod why;
pub mod words;
mod worth;

pub use answer::{
    Among, Better, BudgetUse, Cheaper, Clash, CoreIndex, Ended, Fate, Judged, Note, Outline, Part, Places,
    Ranking, Selection, Shift, Turn, ValueLine, ValuePoint,
};
pub use effort::{CoreWork, DOZENS, Effort};
pub use fault::SelectFault;
pub use field::Bar;
pub use koers_solve::choose::Certain;
pub use proof::{Proof, Shown};
pub use rule::{Measure, Obstacle, Rule};
pub use run::run;
pub use tested::Tested;
pub use what_if::{Difference, under, what_if};

use crate::appraise::Standing;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::CriteriaSet;
use koers_model::portfolio::register::Register;
use koers_model::portfolio::selection::SelectionPlan;
use koers_model::region::RegionRegistry;
use std::collections::BTreeMap;

/// Everything that an answer follows from.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// What is kept of proposals and actions.
    pub register: &'a Register,
    /// The criteria set, in the version that the plan asks for.
    pub set: &'a CriteriaSet,
    /// What is asked.
    pub plan: &'a SelectionPlan,
    /// The tests with that set, by proposal; see [`Tested`].
    pub standings: &'a BTreeMap<Id, Standing<'a>>,
    /// Which region lies in which.
    pub regions: &'a RegionRegistry,
}
