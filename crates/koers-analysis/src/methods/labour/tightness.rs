//! Vacancies for each unemployed person.

use super::places::{ONE_SOURCE, Places, ROLES};
use crate::answer::{Answer, Assumption, Column, Item, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::PERIOD;
use crate::say::{Sentence, Slot, Words, say};
use koers_economics::labour::{Tightness, tightness};

/// Asks it.
pub const METHOD: Method = Method {
    id: "tightness",
    family: Family::Labour,
    title: Words("Spanning op de arbeidsmarkt", "Tightness of the labour market"),
    asks: Words(
        "Hoeveel vacatures zijn er voor elke werkloze?",
        "How many vacancies are there for each unemployed person?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[],
    page: "tightness.md",
    source: "C. A. Pissarides (2000), Equilibrium unemployment theory",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let places = Places::of(question)?;
    let found = tightness(&places.vacancies, &places.unemployed).map_err(|fault| places.fault(fault))?;
    let nobody: Vec<String> = places
        .names
        .iter()
        .zip(&found.each)
        .filter(|(_, each)| each.is_none())
        .map(|(name, _)| name.clone())
        .collect();
    let rows = places.names.iter().enumerate().map(|(at, name)| {
        vec![
            name.into(),
            Item::number(places.vacancies.get(at).copied(), 0),
            Item::number(places.unemployed.get(at).copied(), 0),
            Item::number(found.each.get(at).copied().flatten(), 2),
            Item::percent(found.weight.get(at).copied().flatten(), 1),
        ]
    });
    let drawn = found.each.clone();
    Ok(Answer {
        sentences: sentences(&places, &found),
        tables: vec![Table {
            id: "tightness",
            title: Words(
                "Vacatures voor elke werkloze",
                "Vacancies for each unemployed person",
            ),
            columns: vec![
                Column {
                    key: "name",
                    title: places.title(),
                },
                column("vacancies", "vacatures", "vacancies"),
                column("unemployed", "werklozen", "unemployed"),
                column(
                    "tightness",
                    "vacatures per werkloze",
                    "vacancies per unemployed person",
                ),
                column("weight", "aandeel in de werklozen", "share of the unemployed"),
            ],
            rows: rows.collect(),
        }],
        assumptions: vec![
            Assumption::untested(
                "Vacatures en werklozen horen bij elkaar (hetzelfde werk, binnen bereik).",
                "Vacancies and unemployed people are meant for each other (the same work, within reach).",
            ),
            ONE_SOURCE,
        ],
        left_out: (!nobody.is_empty())
            .then(|| {
                say(
                    "Zonder werklozen, en dus zonder spanning: {0}.",
                    "Without unemployed people, and so without tightness: {0}.",
                    [Slot::Names(nobody)],
                )
            })
            .into_iter()
            .collect(),
        drawing: Some(Drawing {
            title: Words(
                "Vacatures voor elke werkloze",
                "Vacancies for each unemployed person",
            ),
            x: places.title(),
            y: Words("vacatures per werkloze", "vacancies per unemployed person"),
            shape: if places.along == PERIOD {
                Shape::Lines {
                    at: places.names.clone(),
                    lines: vec![Line {
                        name: Named::Method(Words("spanning", "tightness")),
                        weight: Weight::Main,
                        values: drawn,
                    }],
                    band: None,
                    from: None,
                }
            } else {
                Shape::Bars {
                    of: places.names.clone(),
                    parts: vec![(Words("spanning", "tightness"), drawn)],
                }
            },
        }),
        effect: None,
    })
}

fn sentences(places: &Places, found: &Tightness) -> Vec<Sentence> {
    let mut ranked: Vec<(usize, f64)> = found
        .each
        .iter()
        .enumerate()
        .filter_map(|(at, each)| Some((at, (*each)?)))
        .collect();
    if places.along == PERIOD {
        let (Some(first), Some(last)) = (ranked.first(), ranked.last()) else {
            return vec![say(NOBODY.0, NOBODY.1, [])];
        };
        return vec![say(
            "In {0} waren er {1} vacatures voor elke werkloze, in {2} {3} ({4}).",
            "In {0} there were {1} vacancies for each unemployed person, in {2} {3} ({4}).",
            [
                places.name(first.0).into(),
                Slot::number(first.1, 2),
                places.name(last.0).into(),
                Slot::number(last.1, 2),
                places.of_what(),
            ],
        )];
    }
    ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let (Some(first), Some(last), Some(whole)) = (ranked.first(), ranked.last(), found.whole) else {
        return vec![say(NOBODY.0, NOBODY.1, [])];
    };
    vec![say(
        "Er zijn samen {0} vacatures voor elke werkloze ({5}). Het krapst is het in {1} ({2}), het ruimst in {3} ({4}).",
        "There are {0} vacancies for each unemployed person together ({5}). It is tightest in {1} ({2}), slackest in {3} ({4}).",
        [
            Slot::number(whole, 2),
            places.name(first.0).into(),
            Slot::number(first.1, 2),
            places.name(last.0).into(),
            Slot::number(last.1, 2),
            places.of_what(),
        ],
    )]
}

/// That nobody is unemployed.
const NOBODY: Words = Words(
    "Nergens is iemand werkloos, dus er is geen spanning te berekenen.",
    "Nobody is unemployed anywhere, so there is no tightness to compute.",
);
