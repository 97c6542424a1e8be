//! Classic shift-share, with bounds where cells are withheld.

use super::panels::{Panels, ROLES, stays};
use crate::answer::{Answer, Column, Item, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::Span;
use koers_economics::growth::{EffectSpans, Effects, shift_share, shift_share_bounds};

/// Asks it.
pub const METHOD: Method = Method {
    id: "shift-share",
    family: Family::Growth,
    title: Words("Groei ontleed (shift-share)", "Growth taken apart (shift-share)"),
    asks: Words(
        "Komt de groei door het land, door de mix van sectoren of door de regio zelf?",
        "Is it the country, the mix of sectors, or the region itself?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: true,
    time: Time::Span,
    settings: &[ABSENT],
    page: "shift_share.md",
    source: "E. S. Dunn (1960), Papers of the Regional Science Association 6",
    run,
};

/// What people read for what a region does itself.
pub(super) const REGIONAL: Words = Words("het effect van de regio zelf", "the effect of the region itself");

/// The effects as columns.
pub(super) const COLUMNS: &[Column] = &[
    column("national", "land", "country"),
    column("mix", "mix van sectoren", "mix of sectors"),
    column("regional", "regio zelf", "region itself"),
    column("change", "verandering", "change"),
];

/// The effects as items.
pub(super) fn items(effects: &Effects) -> Vec<Item> {
    [effects.national, effects.mix, effects.regional, effects.change]
        .map(|effect| Item::signed(effect, 1))
        .to_vec()
}

/// The customary bars.
pub(super) fn bars(panels: &Panels, found: &[Effects]) -> Drawing {
    let part = |of: fn(&Effects) -> f64| found.iter().map(|one| Some(of(one))).collect();
    Drawing {
        title: Words("Groei ontleed, per sector", "Growth taken apart, by sector"),
        x: Words("sector", "sector"),
        y: Words("verandering", "change"),
        shape: Shape::Bars {
            of: panels.sectors.clone(),
            parts: vec![
                (Words("land", "country"), part(|one| one.national)),
                (Words("mix van sectoren", "mix of sectors"), part(|one| one.mix)),
                (Words("regio zelf", "region itself"), part(|one| one.regional)),
            ],
        },
    }
}

/// The answer in a sentence.
pub(super) fn sentence(panels: &Panels, total: &Effects) -> crate::say::Sentence {
    say(
        "Van {1} tot {2} veranderde {0} met {3}: {4} door het tempo van {7}, {5} door de mix van sectoren en {6} door de regio zelf.",
        "From {1} to {2} {0} changed by {3}: {4} by the pace of {7}, {5} by the mix of sectors and {6} by the region itself.",
        [
            (&panels.region).into(),
            panels.first(),
            panels.last(),
            Slot::signed(total.change, 1),
            Slot::signed(total.national, 1),
            Slot::signed(total.mix, 1),
            Slot::signed(total.regional, 1),
            panels.compared(),
        ],
    )
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let panels = Panels::of(question)?;
    if panels.own.has_withheld() {
        return bounded(&panels);
    }
    let found = shift_share(&panels.numbers()?, &panels.whole, 0, panels.end())
        .map_err(|fault| panels.fault(fault))?;
    let new: Vec<String> = found
        .new_activities
        .iter()
        .filter_map(|at| panels.sectors.get(*at).cloned())
        .collect();
    let mut answer = super::panels::answer(
        vec![
            sentence(&panels, &found.total),
            stays(found.regional_sign, REGIONAL),
        ],
        vec![
            panels.sectors(&found.activities, &found.total, COLUMNS, items),
            panels.base_years(&found.base_years, COLUMNS, items),
        ],
        &panels,
        found.regional_sign,
    );
    if !new.is_empty() {
        answer.left_out.push(say(
            "Nieuw in de vergelijking, en daarom geteld bij de regio zelf: {0}.",
            "New in what is compared with, and therefore counted with the region itself: {0}.",
            [Slot::Names(new)],
        ));
    }
    answer.drawing = Some(bars(&panels, &found.activities));
    Ok(answer)
}

/// With withheld cells: from the least to the most.
fn bounded(panels: &Panels) -> Result<Answer, Fault> {
    let cells = panels.own.bounded(panels.absent)?;
    let found =
        shift_share_bounds(&cells, &panels.whole, 0, panels.end()).map_err(|fault| panels.fault(fault))?;
    let columns = [
        column("national_low", "land, minst", "country, least"),
        column("national_high", "land, meest", "country, most"),
        column("mix_low", "mix, minst", "mix, least"),
        column("mix_high", "mix, meest", "mix, most"),
        column("regional_low", "regio zelf, minst", "region itself, least"),
        column("regional_high", "regio zelf, meest", "region itself, most"),
        column("change_low", "verandering, minst", "change, least"),
        column("change_high", "verandering, meest", "change, most"),
    ];
    let spans = |one: &EffectSpans| -> Vec<Item> {
        [one.national, one.mix, one.regional, one.change]
            .iter()
            .flat_map(|Span { low, high }| [Item::signed(*low, 1), Item::signed(*high, 1)])
            .collect()
    };
    let total = &found.total;
    Ok(super::panels::answer(
        vec![
            say(
                "Door geheime cijfers staat het effect van de regio zelf in {0} van {1} tot {2} alleen vast tussen {3} en {4}.",
                "Because of withheld figures the effect of the region itself in {0} from {1} to {2} is only certain between {3} and {4}.",
                [
                    (&panels.region).into(),
                    panels.first(),
                    panels.last(),
                    Slot::signed(total.regional.low, 1),
                    Slot::signed(total.regional.high, 1),
                ],
            ),
            stays(found.regional_sign, REGIONAL),
        ],
        vec![
            panels.sectors(&found.activities, total, &columns, spans),
            panels.base_years(&found.base_years, &columns, spans),
        ],
        panels,
        found.regional_sign,
    ))
}
