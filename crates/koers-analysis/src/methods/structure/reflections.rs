//! The method of reflections.

use super::presence::{THERE, THRESHOLD, THRESHOLD_MATTERS, There};
use super::table::ROLES;
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::grid::place;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::Matrix;
use koers_economics::structure::reflections;

/// Asks it.
pub const METHOD: Method = Method {
    id: "reflections",
    family: Family::Structure,
    title: Words("Spiegelingen", "Method of reflections"),
    asks: Words(
        "Hoe zeldzaam is wat een regio heeft, en hoe veelzijdig zijn de regio’s die dat ook hebben?",
        "How rare is what a region has, and how diverse are the regions that have it too?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[
        THERE,
        THRESHOLD,
        Setting::whole(
            "steps",
            Words("hoeveel spiegelingen", "how many reflections"),
            (1, 1000),
            Some("2"),
        ),
        ABSENT,
    ],
    page: "reflections.md",
    source: "C. A. Hidalgo and R. Hausmann (2009), PNAS 106",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let there = There::of(question)?;
    let steps = question.settings.whole("steps")?;
    let found = reflections(&there.presence, steps).map_err(|fault| there.fault(fault))?;
    let asked = match question.region {
        None => 0,
        Some(name) => place(&there.regions, name)?,
    };
    let of = |step: usize| Slot::number(found.regions.get(step, asked), 1);
    let rows = |names: &[String], table: &Matrix| {
        names
            .iter()
            .enumerate()
            .flat_map(|(at, name)| {
                (0..table.rows())
                    .map(move |step| vec![name.into(), step.into(), Item::number(table.get(step, at), 6)])
            })
            .collect()
    };
    Ok(Answer {
        sentences: vec![say(
            "{0} heeft {1} activiteiten, die gemiddeld in {2} regio’s zitten ({3}).",
            "{0} has {1} activities, which are in {2} regions on average ({3}).",
            [
                there.regions.get(asked).map_or("", String::as_str).into(),
                Slot::number(found.regions.get(0, asked), 0),
                of(1),
                there.table.when(),
            ],
        )],
        tables: vec![
            Rows {
                id: "regions",
                title: Words("Elke regio", "Each region"),
                columns: vec![
                    column("region", "regio", "region"),
                    column("step", "spiegeling", "reflection"),
                    column("value", "waarde", "value"),
                ],
                rows: rows(&there.regions, &found.regions),
            },
            Rows {
                id: "activities",
                title: Words("Elke activiteit", "Each activity"),
                columns: vec![
                    column("sector", "activiteit", "activity"),
                    column("step", "spiegeling", "reflection"),
                    column("value", "waarde", "value"),
                ],
                rows: rows(&there.sectors, &found.activities),
            },
        ],
        assumptions: vec![THRESHOLD_MATTERS],
        left_out: there.left_out(),
        drawing: None,
        effect: None,
    })
}
