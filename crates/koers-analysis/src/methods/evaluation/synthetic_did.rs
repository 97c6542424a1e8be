//! Synthetic difference-in-differences.

use super::design::{DONORS, Design, NO_SPILL, NOTHING_ELSE, ROLES, START, WITHOUT};
use super::smallest_effect::told;
use super::synthetic_control::{LEVEL, POWER};
use crate::answer::{Against, Answer, Effect, Item, Smallest, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use koers_economics::evaluation::{smallest_effect_by_spread, synthetic_did};

/// Asks it.
pub const METHOD: Method = Method {
    id: "synthetic-did",
    family: Family::Evaluation,
    title: Words(
        "Verschil in verschillen, gewogen",
        "Synthetic difference-in-differences",
    ),
    asks: Words(
        "Veranderde de regio meer dan een mix van andere, ook als zij op een ander niveau ligt?",
        "Did the region change more than a mix of others, even if it lies on another level?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: false,
    time: Time::Span,
    settings: &[START, DONORS, WITHOUT, LEVEL, POWER],
    page: "synthetic_did.md",
    source: "D. Arkhangelsky and others (2021), American Economic Review 111",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let design = Design::of(question)?;
    let found = synthetic_did(&design.study).map_err(|fault| design.fault(fault))?;
    let level = question.settings.number(LEVEL.word)?;
    let decimals = design.decimals();
    // How many of the regions where nothing was done lie as far out, the region itself counted.
    let further = found
        .placebos
        .iter()
        .filter(|placebo| placebo.abs() >= found.effect.abs())
        .count()
        + 1;
    let all = found.placebos.len() + 1;
    let p = further as f64 / all as f64;
    let slots = [
        (&design.unit).into(),
        design.first(),
        Slot::signed(found.effect, decimals),
        Slot::number(found.error, decimals),
        further.into(),
        all.into(),
        Slot::p(p),
    ];
    let power = question.settings.number(POWER.word)?;
    let mut left_out = design.left_out();
    let smallest = smallest_effect_by_spread(&found.placebos, level, power)
        .map_err(|fault| {
            left_out.push(say(
                "Het kleinste effect dat te zien is zoeken kon niet: {0}",
                "Looking for the smallest effect that can be seen could not be done: {0}",
                [design.fault(fault).into()],
            ));
        })
        .ok();
    let sentence = if p <= level {
        say(
            "{0} veranderde vanaf {1} {2} meer dan de vergelijking, en dat valt op: plaats {4} van {5} ({6}, standaardfout {3}).",
            "{0} changed {2} more than the comparison from {1} on, and that stands out: number {4} of {5} ({6}, standard error {3}).",
            slots,
        )
    } else {
        say(
            "Dat {0} vanaf {1} {2} meer veranderde dan de vergelijking, is niet van toeval te onderscheiden: plaats {4} van {5} ({6}, standaardfout {3}).",
            "That {0} changed {2} more than the comparison from {1} on cannot be told from chance: number {4} of {5} ({6}, standard error {3}).",
            slots,
        )
    };
    let mut times: Vec<(&String, f64)> = design
        .periods
        .iter()
        .zip(found.time_weights.iter().copied())
        .filter(|(_, weight)| *weight > 1e-6)
        .collect();
    times.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let rows = design.donors.iter().zip(&found.placebos);
    let mut placebos: Vec<(&String, f64)> = rows.map(|(name, one)| (name, *one)).collect();
    placebos.push((&design.unit, found.effect));
    placebos.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
    let mut sentences = vec![sentence];
    sentences.extend(smallest.map(|one| told((one.rise, one.fall, one.least_p), (level, power), decimals)));
    Ok(Answer {
        sentences,
        tables: vec![
            Table {
                id: "effect",
                title: Words("Het effect", "The effect"),
                columns: vec![
                    column("effect", "effect", "effect"),
                    column("error", "standaardfout", "standard error"),
                    column("p", "p", "p"),
                    column(
                        "synthetic_control",
                        "zonder eigen niveau",
                        "without a level of its own",
                    ),
                    column("plain", "zonder gewichten", "without weights"),
                ],
                rows: vec![vec![
                    Item::signed(found.effect, decimals),
                    Item::number(found.error, decimals),
                    Item::number(p, 4),
                    Item::signed(found.synthetic_control, decimals),
                    Item::signed(found.plain, decimals),
                ]],
            },
            design.weights(&found.unit_weights),
            Table {
                id: "times",
                title: Words("Periodes ervoor die tellen", "Periods before that count"),
                columns: vec![
                    column("period", "periode", "period"),
                    column("weight", "gewicht", "weight"),
                ],
                rows: times
                    .into_iter()
                    .map(|(name, weight)| vec![name.into(), Item::percent(weight, 1)])
                    .collect(),
            },
            Table {
                id: "placebos",
                title: Words(
                    "Elke regio alsof zij de maatregel had",
                    "Each region as if it had the measure",
                ),
                columns: vec![
                    column("region", "regio", "region"),
                    column("effect", "effect", "effect"),
                    column("treated", "echt", "real"),
                ],
                rows: placebos
                    .into_iter()
                    .map(|(name, effect)| {
                        vec![
                            name.into(),
                            Item::signed(effect, decimals),
                            Item::YesNo(*name == design.unit),
                        ]
                    })
                    .collect(),
            },
        ],
        assumptions: vec![NO_SPILL, NOTHING_ELSE],
        left_out,
        drawing: None,
        effect: Effect::new(found.effect, Some(p), Against::Change).map(|effect| {
            let seen = smallest.and_then(|one| Smallest::new(one.rise, one.fall, power));
            effect.seen_from(seen)
        }),
    })
}
