//! Shift-share by factors.

use super::panels::{Panels, ROLES, stays};
use crate::answer::{Answer, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::growth::{Factors, gerfin};

/// Asks it.
pub const METHOD: Method = Method {
    id: "gerfin",
    family: Family::Growth,
    title: Words("Groei in factoren (Gerfin)", "Growth in factors (Gerfin)"),
    asks: Words(
        "Met welke factor werken mix en plaats door in de groei?",
        "By which factor do mix and place work on growth?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: true,
    time: Time::Span,
    settings: &[ABSENT],
    page: "gerfin.md",
    source: "H. Gerfin (1964), Kyklos 17",
    run,
};

fn items(one: &Factors) -> Vec<Item> {
    [one.structure, one.location, one.regional]
        .map(|factor| Item::number(factor, 6))
        .to_vec()
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let panels = Panels::of(question)?;
    let found =
        gerfin(&panels.numbers()?, &panels.whole, 0, panels.end()).map_err(|fault| panels.fault(fault))?;
    let columns = [
        column("structure", "mix", "mix"),
        column("location", "plaats", "place"),
        column("regional", "samen", "together"),
    ];
    let table = Table {
        id: "factors",
        title: Words("Factoren; 1 doet niets", "Factors; 1 does nothing"),
        columns: columns.to_vec(),
        rows: vec![items(&found.factors)],
    };
    Ok(super::panels::answer(
        vec![
            say(
                "Van {1} tot {2} groeide {0} {3} keer zo hard als {6}: de mix deed {4}, de plaats {5}.",
                "From {1} to {2} {0} grew {3} times as much as {6}: the mix did {4}, the place {5}.",
                [
                    (&panels.region).into(),
                    panels.first(),
                    panels.last(),
                    Slot::number(found.factors.regional, 3),
                    Slot::number(found.factors.structure, 3),
                    Slot::number(found.factors.location, 3),
                    panels.compared(),
                ],
            ),
            stays_around_one(&found),
        ],
        vec![table, panels.base_years(&found.base_years, &columns, items)],
        &panels,
        found.location_sign,
    ))
}

/// The sign is that of the distance to one.
fn stays_around_one(found: &koers_economics::growth::Gerfin) -> crate::say::Sentence {
    stays(
        found.location_sign,
        Words("wat de plaats boven 1 doet", "what the place does above 1"),
    )
}
