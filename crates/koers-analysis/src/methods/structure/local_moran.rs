//! Local Moran's I.

use super::moran::left_out;
use super::neighbours::{Map, ROLES, SETTINGS};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use koers_economics::structure::{Quadrant, local_moran};

/// Asks it.
pub const METHOD: Method = Method {
    id: "local-moran",
    family: Family::Structure,
    title: Words("Kernen op de kaart (LISA)", "Hearts on the map (LISA)"),
    asks: Words(
        "Welke regio’s zijn de kern van een gebied met hoge of lage waarden?",
        "Which regions are the heart of an area of high or low values?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: SETTINGS,
    page: "local_moran.md",
    source: "L. Anselin (1995), Local indicators of spatial association",
    run,
};

/// The share of false alarms that is accepted.
const ALARM: f64 = 0.05;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let map = Map::of(question)?;
    let found = local_moran(
        &map.values,
        &map.neighbours,
        question.settings.whole("permutations")?,
        question.settings.seed()?,
    )
    .map_err(|fault| map.fault(fault))?;
    let hearts: Vec<String> = map
        .regions
        .iter()
        .zip(&found.units)
        .filter(|(_, unit)| unit.is_some_and(|unit| unit.p_adjusted < ALARM))
        .map(|(name, _)| name.clone())
        .collect();
    let sentence = if hearts.is_empty() {
        say(
            "Geen enkele regio is zeker een kern of een uitzondering ({0}).",
            "No region is surely a heart or an exception ({0}).",
            [map.when()],
        )
    } else {
        say(
            "{0} van de {1} regio’s zijn zeker een kern of een uitzondering ({2}): {3}.",
            "{0} of the {1} regions are surely a heart or an exception ({2}): {3}.",
            [
                hearts.len().into(),
                map.regions.len().into(),
                map.when(),
                Slot::Names(hearts),
            ],
        )
    };
    let rows = map
        .regions
        .iter()
        .zip(&map.values)
        .zip(&found.units)
        .map(|((name, value), unit)| {
            vec![
                name.into(),
                Item::number(*value, 3),
                unit.map_or(Item::Empty, |unit| Item::number(unit.index, 4)),
                unit.map_or(Item::Empty, |unit| quadrant(unit.quadrant)),
                unit.map_or(Item::Empty, |unit| Item::number(unit.p, 4)),
                unit.map_or(Item::Empty, |unit| Item::number(unit.p_adjusted, 4)),
                unit.map_or(Item::Empty, |unit| Item::YesNo(unit.p_adjusted < ALARM)),
            ]
        })
        .collect();
    Ok(Answer {
        sentences: vec![sentence],
        tables: vec![Rows {
            id: "regions",
            title: Words("Elke regio", "Each region"),
            columns: vec![
                column("region", "regio", "region"),
                column("value", "waarde", "value"),
                column("index", "index", "index"),
                column("lies", "ligt", "lies"),
                column("p", "p", "p"),
                column("p_adjusted", "p voor veel regio’s", "p for many regions"),
                column("sure", "zeker", "sure"),
            ],
            rows,
        }],
        assumptions: vec![Assumption::untested(
            "De hele kaart loopt niet in één richting op of af.",
            "The map as a whole does not slope.",
        )],
        left_out: left_out(map.islands()),
        drawing: None,
        effect: None,
    })
}

fn quadrant(quadrant: Quadrant) -> Item {
    match quadrant {
        Quadrant::HighHigh => Item::Word("high-high", Words("hoog tussen hoog", "high among high")),
        Quadrant::LowLow => Item::Word("low-low", Words("laag tussen laag", "low among low")),
        Quadrant::HighLow => Item::Word("high-low", Words("hoog tussen laag", "high among low")),
        Quadrant::LowHigh => Item::Word("low-high", Words("laag tussen hoog", "low among high")),
    }
}
