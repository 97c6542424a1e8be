//! Economic complexity of regions and activities.

use super::presence::{SETTINGS, THRESHOLD_MATTERS, There};
use super::ranking::Ranking;
use super::table::ROLES;
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use koers_economics::structure::complexity;

/// Asks it.
pub const METHOD: Method = Method {
    id: "complexity",
    family: Family::Structure,
    title: Words(
        "Economische complexiteit (ECI en PCI)",
        "Economic complexity (ECI and PCI)",
    ),
    asks: Words(
        "Welke regio’s kunnen veel wat zeldzaam is?",
        "Which regions can do many rare things?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: SETTINGS,
    page: "complexity.md",
    source: "C. A. Hidalgo and R. Hausmann (2009), PNAS 106",
    run,
};

/// How near second and third eigenvalue may be before the order is doubtful.
const GAP: f64 = 0.05;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let there = There::of(question)?;
    let found = complexity(&there.presence).map_err(|fault| there.fault(fault))?;
    let diversity = there.presence.diversity();
    let pairs = found
        .regions
        .iter()
        .zip(&diversity)
        .map(|(eci, count)| eci.map(|eci| (eci, *count)));
    let ranking = Ranking::of(question, &there.regions, pairs, |(eci, _)| *eci)?;
    let [name, place, count] = ranking.placed();
    let gap = found.third.map(|third| found.second - third);
    let mut activities: Vec<_> = there
        .sectors
        .iter()
        .zip(&found.activities)
        .zip(there.presence.ubiquity())
        .collect();
    activities.sort_by(|((_, a), _), ((_, b), _)| b.unwrap_or(f64::MIN).total_cmp(&a.unwrap_or(f64::MIN)));
    Ok(Answer {
        sentences: ranking.sentences(say(
            "{0} staat op plaats {1} van {2} in complexiteit, met ECI {3} ({4}).",
            "{0} is number {1} of {2} in complexity, with ECI {3} ({4}).",
            [
                name,
                place,
                count,
                Slot::number(ranking.asked().map(|(eci, _)| *eci), 3),
                there.table.when(),
            ],
        )),
        tables: vec![
            Rows {
                id: "regions",
                title: Words("Elke regio", "Each region"),
                columns: vec![
                    column("region", "regio", "region"),
                    column("eci", "ECI", "ECI"),
                    column("diversity", "activiteiten", "activities"),
                ],
                rows: ranking.rows(|one| {
                    vec![
                        Item::number(one.map(|(eci, _)| *eci), 8),
                        one.map_or(Item::Empty, |(_, count)| (*count).into()),
                    ]
                }),
            },
            Rows {
                id: "activities",
                title: Words("Elke activiteit", "Each activity"),
                columns: vec![
                    column("sector", "activiteit", "activity"),
                    column("pci", "PCI", "PCI"),
                    column("ubiquity", "regio’s", "regions"),
                ],
                rows: activities
                    .into_iter()
                    .map(|((name, pci), count)| vec![name.into(), Item::number(*pci, 8), count.into()])
                    .collect(),
            },
        ],
        assumptions: vec![
            Assumption::tested(
                Words(
                    "Er is één hoofdrichting in wie wat heeft.",
                    "There is one main direction in who has what.",
                ),
                gap.is_none_or(|gap| gap > GAP),
                say(
                    "De tweede eigenwaarde is {0} en de derde {1}.",
                    "The second eigenvalue is {0} and the third {1}.",
                    [Slot::number(found.second, 4), Slot::number(found.third, 4)],
                ),
            ),
            Assumption::tested(
                Words(
                    "Wie veel kan, staat aan de kant van plus.",
                    "Who can do much stands on the side of plus.",
                ),
                found.diversity_correlation > 0.1,
                say(
                    "De samenhang met het aantal activiteiten is {0}.",
                    "The correlation with the number of activities is {0}.",
                    [Slot::number(found.diversity_correlation, 2)],
                ),
            ),
            THRESHOLD_MATTERS,
        ],
        left_out: there.left_out(),
        drawing: None,
        effect: None,
    })
}
