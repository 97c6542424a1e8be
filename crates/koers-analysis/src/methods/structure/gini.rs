//! The Gini index over regions.

use super::people::{People, ROLES, VALUES_ARE};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use koers_economics::structure::gini;

/// Asks it.
pub const METHOD: Method = Method {
    id: "gini",
    family: Family::Structure,
    title: Words("Ongelijkheid (Gini)", "Inequality (Gini)"),
    asks: Words(
        "Hoe ongelijk is iets over regio’s verdeeld?",
        "How unevenly is something spread over regions?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[VALUES_ARE],
    page: "gini.md",
    source: "C. Gini (1912), Variabilità e mutabilità",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let people = People::of(question)?;
    // With people the value is what each has: its amount for each of them.
    let each = people.per_head()?;
    let found = gini(&each, people.populations.as_deref()).map_err(|fault| people.fault(fault))?;
    Ok(Answer {
        sentences: vec![say(
            "De Gini-index over {0} {1} is {2} ({3}): 0 is overal evenveel, 1 is alles op één plek.",
            "The Gini index over {0} {1} is {2} ({3}): 0 is the same everywhere, 1 is all in one place.",
            [
                people.regions.len().into(),
                Words("regio’s", "regions").into(),
                Slot::number(found.index, 3),
                people.when(),
            ],
        )],
        tables: vec![Rows {
            id: "inequality",
            title: Words("Ongelijkheid", "Inequality"),
            columns: vec![
                column("regions", "regio’s", "regions"),
                column("index", "index", "index"),
                column("adjusted", "voor een klein aantal", "for a small number"),
            ],
            rows: vec![vec![
                people.regions.len().into(),
                Item::number(found.index, 10),
                Item::number(found.adjusted, 10),
            ]],
        }],
        ..Answer::default()
    })
}
