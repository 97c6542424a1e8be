//! Shift-share of Esteban-Marquillas.

use super::panels::{Panels, ROLES, stays};
use crate::answer::{Answer, Column, Item, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::growth::{HomotheticEffects, esteban_marquillas};

/// Asks it.
pub const METHOD: Method = Method {
    id: "esteban-marquillas",
    family: Family::Growth,
    title: Words(
        "Groei ontleed (Esteban-Marquillas)",
        "Growth taken apart (Esteban-Marquillas)",
    ),
    asks: Words(
        "Groeit de regio sneller, of is zij groot in wat hier goed gaat?",
        "Does the region grow faster, or is it large in what does well here?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: true,
    time: Time::Span,
    settings: &[ABSENT],
    page: "esteban_marquillas.md",
    source: "J. M. Esteban-Marquillas (1972), Regional and Urban Economics 2",
    run,
};

const COMPETITIVE: Words = Words("het eigen tempo van de regio", "the region’s own pace");

const COLUMNS: &[Column] = &[
    column("national", "land", "country"),
    column("mix", "mix van sectoren", "mix of sectors"),
    column("competitive", "eigen tempo", "own pace"),
    column("allocation", "groot in wat goed gaat", "large in what does well"),
    column("unsplit", "niet te splitsen", "not to be split"),
    column("change", "verandering", "change"),
];

fn items(one: &HomotheticEffects) -> Vec<Item> {
    [
        one.national,
        one.mix,
        one.competitive,
        one.allocation,
        one.unsplit,
        one.change,
    ]
    .map(|effect| Item::signed(effect, 1))
    .to_vec()
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let panels = Panels::of(question)?;
    let found = esteban_marquillas(&panels.numbers()?, &panels.whole, 0, panels.end())
        .map_err(|fault| panels.fault(fault))?;
    let mut answer = super::panels::answer(
        vec![
            say(
                "Van {1} tot {2} deed het eigen tempo van {0} {3}, en dat zij groot is in wat hier goed gaat {4}, op een verandering van {5}.",
                "From {1} to {2} the own pace of {0} did {3}, and being large in what does well here {4}, of a change of {5}.",
                [
                    (&panels.region).into(),
                    panels.first(),
                    panels.last(),
                    Slot::signed(found.total.competitive, 1),
                    Slot::signed(found.total.allocation, 1),
                    Slot::signed(found.total.change, 1),
                ],
            ),
            stays(found.competitive_sign, COMPETITIVE),
        ],
        vec![
            panels.sectors(&found.activities, &found.total, COLUMNS, items),
            panels.base_years(&found.base_years, COLUMNS, items),
        ],
        &panels,
        found.competitive_sign,
    );
    answer
        .left_out
        .extend(super::arcelus::from_nought(&panels, &found.left_out));
    Ok(answer)
}
