//! The Williamson index over regions.

use super::people::{People, VALUES_ARE, WITH_PEOPLE};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use koers_economics::structure::williamson;

/// Asks it.
pub const METHOD: Method = Method {
    id: "williamson",
    family: Family::Structure,
    title: Words(
        "Verschil per inwoner (Williamson)",
        "Difference per head (Williamson)",
    ),
    asks: Words(
        "Hoe ver liggen regio’s per inwoner uit elkaar?",
        "How far apart do regions lie per head?",
    ),
    roles: WITH_PEOPLE,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[VALUES_ARE],
    page: "williamson.md",
    source: "J. G. Williamson (1965), Economic Development and Cultural Change 13",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let people = People::of(question)?;
    let populations = people.people();
    let each = people.per_head()?;
    let found = williamson(&each, &populations).map_err(|fault| people.fault(fault))?;
    let rows = people
        .regions
        .iter()
        .zip(&each)
        .map(|(name, one)| vec![name.into(), Item::number(*one, 4)])
        .collect();
    Ok(Answer {
        sentences: vec![say(
            "Regio’s liggen per inwoner gemiddeld {0} van het gemiddelde af ({1} regio’s, {2}).",
            "Regions lie {0} from the mean per head on average ({1} regions, {2}).",
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
                title: Words("Elke regio, per inwoner", "Each region, per head"),
                columns: vec![
                    column("region", "regio", "region"),
                    column("per_head", "per inwoner", "per head"),
                ],
                rows,
            },
        ],
        ..Answer::default()
    })
}
