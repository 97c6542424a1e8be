//! The Hoover index over regions.

use super::people::{People, VALUES_ARE, WITH_PEOPLE};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use koers_economics::structure::hoover;

/// Asks it.
pub const METHOD: Method = Method {
    id: "hoover",
    family: Family::Structure,
    title: Words("Scheve verdeling (Hoover)", "Uneven spread (Hoover)"),
    asks: Words(
        "Welk deel zou moeten verhuizen om verdeeld te zijn als de inwoners?",
        "What part would have to move to be spread as people are?",
    ),
    roles: WITH_PEOPLE,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[VALUES_ARE],
    page: "hoover.md",
    source: "E. M. Hoover (1936), The measurement of industrial localization",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let people = People::of(question)?;
    let populations = people.people();
    let found = hoover(&people.amounts, &populations).map_err(|fault| people.fault(fault))?;
    let (amount, population): (f64, f64) = (people.amounts.iter().sum(), populations.iter().sum());
    let rows = people
        .regions
        .iter()
        .zip(people.amounts.iter().zip(&populations))
        .map(|(name, (one, own))| {
            vec![
                name.into(),
                Item::percent(one / amount, 2),
                Item::percent(own / population, 2),
                Item::signed(100.0 * (one / amount - own / population), 2),
            ]
        })
        .collect();
    Ok(Answer {
        sentences: vec![say(
            "Om verdeeld te zijn als de inwoners zou {0} naar een andere regio moeten ({1} regio’s, {2}).",
            "To be spread as people are, {0} would have to move to another region ({1} regions, {2}).",
            [
                Slot::percent(found, 1),
                people.regions.len().into(),
                people.when(),
            ],
        )],
        tables: vec![
            Rows {
                id: "index",
                title: Words("Index", "Index"),
                columns: vec![column("index", "index", "index")],
                rows: vec![vec![Item::number(found, 10)]],
            },
            Rows {
                id: "regions",
                title: Words("Elke regio", "Each region"),
                columns: vec![
                    column("region", "regio", "region"),
                    column("amount_share", "aandeel", "share"),
                    column(
                        "population_share",
                        "aandeel in de inwoners",
                        "share of the people",
                    ),
                    column(
                        "difference",
                        "verschil in procentpunten",
                        "difference in percentage points",
                    ),
                ],
                rows,
            },
        ],
        ..Answer::default()
    })
}
