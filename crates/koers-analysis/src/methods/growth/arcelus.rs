//! Shift-share of Arcelus.

use super::panels::{Panels, ROLES, stays};
use super::shift_share::REGIONAL;
use crate::answer::{Answer, Column, Item, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::growth::{ArcelusEffects, arcelus};

/// Asks it.
pub const METHOD: Method = Method {
    id: "arcelus",
    family: Family::Growth,
    title: Words("Groei ontleed (Arcelus)", "Growth taken apart (Arcelus)"),
    asks: Words(
        "Groeit hier alles, of groeien hier bepaalde sectoren?",
        "Does everything grow here, or do certain sectors?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: true,
    time: Time::Span,
    settings: &[ABSENT],
    page: "arcelus.md",
    source: "F. J. Arcelus (1984), Growth and Change 15",
    run,
};

const COLUMNS: &[Column] = &[
    column("national_homothetic", "land", "country"),
    column("national_differential", "land, bijzonder", "country, special"),
    column("mix_homothetic", "mix", "mix"),
    column("mix_differential", "mix, bijzonder", "mix, special"),
    column("regional_homothetic", "hele regio", "whole region"),
    column(
        "regional_differential",
        "hele regio, bijzonder",
        "whole region, special",
    ),
    column("regional_mix_homothetic", "sector hier", "sector here"),
    column(
        "regional_mix_differential",
        "sector hier, bijzonder",
        "sector here, special",
    ),
    column("unsplit", "niet te splitsen", "not to be split"),
    column("change", "verandering", "change"),
];

fn items(one: &ArcelusEffects) -> Vec<Item> {
    [one.national, one.mix, one.regional, one.regional_mix]
        .iter()
        .flat_map(|parts| [parts.homothetic, parts.differential])
        .chain([one.unsplit, one.change])
        .map(|effect| Item::signed(effect, 1))
        .collect()
}

/// That sectors which began with nought have no pace.
pub(super) fn from_nought(panels: &Panels, left_out: &[usize]) -> Option<Sentence> {
    let names: Vec<String> = left_out
        .iter()
        .filter_map(|at| panels.sectors.get(*at).cloned())
        .collect();
    (!names.is_empty()).then(|| {
        say(
            "Begonnen met nul, en daarom niet te splitsen: {0}.",
            "Begun with nought, and therefore not to be split: {0}.",
            [Slot::Names(names)],
        )
    })
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let panels = Panels::of(question)?;
    let found =
        arcelus(&panels.numbers()?, &panels.whole, 0, panels.end()).map_err(|fault| panels.fault(fault))?;
    let mut answer = super::panels::answer(
        vec![
            say(
                "Van {1} tot {2} deed dat alles in {0} sneller of langzamer groeit {3}, en dat bepaalde sectoren dat doen {4}, op een verandering van {5}.",
                "From {1} to {2} everything in {0} growing faster or slower did {3}, and certain sectors doing so {4}, of a change of {5}.",
                [
                    (&panels.region).into(),
                    panels.first(),
                    panels.last(),
                    Slot::signed(found.total.regional.total(), 1),
                    Slot::signed(found.total.regional_mix.total(), 1),
                    Slot::signed(found.total.change, 1),
                ],
            ),
            stays(found.regional_sign, REGIONAL),
        ],
        vec![
            panels.sectors(&found.activities, &found.total, COLUMNS, items),
            panels.base_years(&found.base_years, COLUMNS, items),
        ],
        &panels,
        found.regional_sign,
    );
    answer.left_out.extend(from_nought(&panels, &found.left_out));
    Ok(answer)
}
