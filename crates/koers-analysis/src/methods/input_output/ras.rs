//! RAS: a table brought to new totals.

use super::balancing::{SETTINGS, balanced};
use super::table::ROLES;
use crate::answer::Answer;
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::Words;
use koers_economics::input_output::ras;

/// Asks it.
pub const METHOD: Method = Method {
    id: "ras",
    family: Family::InputOutput,
    title: Words(
        "Tabel naar nieuwe totalen (RAS)",
        "Table brought to new totals (RAS)",
    ),
    asks: Words(
        "Hoe ziet een oude tabel eruit met de totalen van nu?",
        "What does an old table look like with the totals of now?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: SETTINGS,
    page: "ras.md",
    source: "R. Stone (1961), Input-output and national accounts; M. Bacharach (1970)",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    balanced(question, ras)
}
