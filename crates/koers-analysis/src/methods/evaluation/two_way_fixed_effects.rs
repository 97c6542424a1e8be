//! Difference-in-differences.

use super::design::NO_SPILL;
use super::rollout::{PARALLEL, ROLES, Spread};
use super::synthetic_control::LEVEL;
use crate::answer::{Against, Answer, Assumption, Effect, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use koers_economics::evaluation::two_way_fixed_effects;

/// Asks it.
pub const METHOD: Method = Method {
    id: "difference-in-differences",
    family: Family::Evaluation,
    title: Words("Verschil in verschillen", "Difference-in-differences"),
    asks: Words(
        "Veranderden wie de maatregel kregen meer dan wie haar niet kregen?",
        "Did those who had the measure change more than those who had not?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::Span,
    settings: &[LEVEL],
    page: "two_way_fixed_effects.md",
    source: "M. Bertrand, E. Duflo and S. Mullainathan (2004), Quarterly Journal of Economics 119",
    run,
};

/// With fewer treated clusters the error is too small.
const FEW: usize = 10;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let spread = Spread::of(question)?;
    let level = question.settings.number(LEVEL.word)?;
    let found = two_way_fixed_effects(&spread.rollout).map_err(|fault| spread.fault(fault))?;
    let interval = found.effect.interval(1.0 - level).ok().flatten();
    let p = found.effect.p();
    let slots = [
        Slot::signed(found.effect.value, 4),
        spread.treated.into(),
        (spread.units.len() - spread.treated).into(),
        Slot::p(p),
    ];
    let sentence = match p {
        Some(p) if p <= level => say(
            "De {1} met de maatregel veranderden {0} meer dan de {2} zonder, meer dan toeval ({3}).",
            "The {1} with the measure changed {0} more than the {2} without, more than chance ({3}).",
            slots,
        ),
        Some(_) => say(
            "Dat de {1} met de maatregel {0} meer veranderden dan de {2} zonder, is niet van toeval te onderscheiden ({3}).",
            "That the {1} with the measure changed {0} more than the {2} without cannot be told from chance ({3}).",
            slots,
        ),
        None => say(
            "De {1} met de maatregel veranderden {0} meer dan de {2} zonder; of dat toeval is, is met zo weinig niet te zeggen.",
            "The {1} with the measure changed {0} more than the {2} without; whether that is chance cannot be said with so few.",
            slots,
        ),
    };
    Ok(Answer {
        sentences: vec![sentence],
        tables: vec![Table {
            id: "effect",
            title: Words("Het effect", "The effect"),
            columns: vec![
                column("effect", "effect", "effect"),
                column("error", "standaardfout", "standard error"),
                column("low", "laag", "low"),
                column("high", "hoog", "high"),
                column("p", "p", "p"),
                column("treated", "met maatregel", "with the measure"),
                column("clusters", "groepen samen", "clusters in all"),
                column("negative_weight", "gewicht onder nul", "weight below nought"),
            ],
            rows: vec![vec![
                Item::signed(found.effect.value, 11),
                Item::number(found.effect.error, 11),
                Item::signed(interval.map(|span| span.0), 4),
                Item::signed(interval.map(|span| span.1), 4),
                Item::number(p, 4),
                found.treated_clusters.into(),
                found.clusters.into(),
                Item::number(found.negative_weight, 4),
            ]],
        }],
        assumptions: vec![
            PARALLEL,
            Assumption::tested(
                Words(
                    "Geen enkel effect telt met een gewicht onder nul.",
                    "No effect counts with a weight below nought.",
                ),
                found.negative_weight == 0.0,
                say(
                    "Onder nul telt {0}; bij verschillende beginnen is group-time-effects beter.",
                    "Below nought counts {0}; with different starts group-time-effects is better.",
                    [Slot::number(found.negative_weight, 3)],
                ),
            ),
            Assumption::tested(
                Words(
                    "Er zijn genoeg die de maatregel kregen om de fout te kennen.",
                    "There are enough with the measure to know the error.",
                ),
                found.treated_clusters >= FEW,
                say(
                    "Het zijn er {0}; onder {1} is de fout te klein.",
                    "There are {0}; below {1} the error is too small.",
                    [found.treated_clusters.into(), FEW.into()],
                ),
            ),
            NO_SPILL,
        ],
        left_out: spread.left_out(),
        drawing: None,
        effect: Effect::new(found.effect.value, p, Against::Change),
    })
}
