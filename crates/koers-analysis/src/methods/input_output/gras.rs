//! GRAS: a table with negative cells brought to new totals.

use super::balancing::{SETTINGS, balanced};
use super::table::ROLES;
use crate::answer::Answer;
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::Words;
use koers_economics::input_output::gras;

/// Asks it.
pub const METHOD: Method = Method {
    id: "gras",
    family: Family::InputOutput,
    title: Words(
        "Tabel met negatieve cijfers naar nieuwe totalen (GRAS)",
        "Table with negative figures brought to new totals (GRAS)",
    ),
    asks: Words(
        "Hoe ziet een oude tabel met negatieve cijfers eruit met de totalen van nu?",
        "What does an old table with negative figures look like with the totals of now?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: SETTINGS,
    page: "gras.md",
    source: "T. Junius and J. Oosterhaven (2003), Economic Systems Research 15",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    balanced(question, gras)
}
