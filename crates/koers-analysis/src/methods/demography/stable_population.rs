//! What a population comes to in the end.

use super::columns::{BOYS, NEWBORN, RATES, WOMEN, YEARS};
use super::people::People;
use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::frame::Need;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{POPULATION, Role};
use crate::say::{Slot, Words, say};
use koers_economics::demography::stable_population;

/// Asks it.
pub const METHOD: Method = Method {
    id: "stable-population",
    family: Family::Demography,
    title: Words("Bevolking op den duur", "Population in the end"),
    asks: Words(
        "Welke groei en welke leeftijden zitten er in geboorte en sterfte zelf?",
        "What growth and which ages lie in births and deaths themselves?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[YEARS, BOYS, WOMEN, NEWBORN],
    page: "stable_population.md",
    source: "A. J. Lotka (1939), Théorie analytique des associations biologiques; P. H. Leslie (1945)",
    run,
};

const ROLES: &[(Role, Need)] = &[
    RATES[0],
    RATES[1],
    RATES[2],
    RATES[3],
    RATES[4],
    RATES[5],
    RATES[6],
    RATES[7],
    RATES[9],
    (POPULATION, Need::May),
];

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let people = People::of(question)?;
    let found = stable_population(&people.rates).map_err(|fault| match fault {
        koers_economics::Fault::NotSettled { .. } => Fault::Method(say(
            "met deze cijfers blijft er niemand over, of komt de bevolking niet tot rust",
            "by these figures nobody is left, or the population does not settle",
            [],
        )),
        other => people.fault(other),
    })?;
    let now = match people.has(POPULATION) {
        true => Some(people.population(Some(&people.women))?),
        false => None,
    };
    let all: Option<f64> = now.as_ref().map(|now| now.values().iter().sum());
    let today = |region: usize, age: usize| {
        let (now, all) = (now.as_ref()?, all.filter(|all| *all > 0.0)?);
        Some(now.get(region, age)? / all)
    };
    let mut rows = Vec::new();
    for region in 0..people.count() {
        for (age, label) in people.ages.iter().enumerate() {
            rows.push(vec![
                people.regions.get(region).map_or(Item::Empty, Item::from),
                label.into(),
                today(region, age).map_or(Item::Empty, |share| Item::percent(share, 2)),
                Item::percent(found.shares.get(region, age), 2),
            ]);
        }
    }
    let by_age = |of: &dyn Fn(usize, usize) -> Option<f64>| -> Vec<Option<f64>> {
        let one = |age| {
            (0..people.count())
                .map(|region| of(region, age))
                .sum::<Option<f64>>()
        };
        (0..people.ages.len()).map(one).collect()
    };
    let mut lines = vec![Line {
        name: Named::Method(Words("op den duur", "in the end")),
        weight: Weight::Main,
        values: by_age(&|region, age| found.shares.get(region, age)),
    }];
    if now.is_some() {
        lines.push(Line {
            name: Named::Method(Words("nu", "now")),
            weight: Weight::Beside,
            values: by_age(&today),
        });
    }
    let years = people.rates.years;
    let mut assumptions = vec![Assumption::untested(
        "De cijfers blijven generaties lang dezelfde, en van buiten komt niemand. Het is geen voorspelling, maar wat er in de cijfers zit.",
        "The rates stay the same for generations, and nobody comes from outside. It is no forecast, but what lies in the rates.",
    )];
    if people.count() > 1 {
        assumptions.push(Assumption::tested(
            Words(
                "De regio’s ruilen mensen, zodat ze op den duur even hard groeien.",
                "The regions exchange people, so that they grow alike in the end.",
            ),
            people.moves > 0,
            if people.moves > 0 {
                say("Er zijn rijen met verhuizingen.", "There are rows of moves.", [])
            } else {
                say(
                    "Niemand verhuist, dus op den duur blijft alleen de snelst groeiende regio over.",
                    "Nobody moves, so only the fastest growing region is left in the end.",
                    [],
                )
            },
        ));
    }
    Ok(Answer {
        sentences: vec![say(
            "Blijven geboorte, sterfte en verhuizen altijd zo, dan verandert het aantal vrouwen op den duur met {0} per jaar: maal {1} in elke stap van {2} jaar.",
            "If births, deaths and moves stay so for ever, the number of women changes by {0} a year in the end: times {1} in each step of {2} years.",
            [
                Slot::percent(found.rate.exp() - 1.0, 2),
                Slot::number(found.growth, 4),
                Slot::number(years, if years.fract() == 0.0 { 0 } else { 2 }),
            ],
        )],
        tables: vec![
            Table {
                id: "growth",
                title: Words("Groei op den duur", "Growth in the end"),
                columns: vec![
                    column("growth", "maal per stap", "times in a step"),
                    column("rate", "groeivoet per jaar", "yearly rate"),
                    column("steps", "stappen", "steps"),
                ],
                rows: vec![vec![
                    Item::number(found.growth, 10),
                    Item::number(found.rate, 9),
                    found.steps.into(),
                ]],
            },
            Table {
                id: "shares",
                title: Words("Aandeel van alle vrouwen", "Share of all women"),
                columns: vec![
                    column("region", "regio", "region"),
                    column("age", "leeftijd", "age"),
                    column("now", "nu", "now"),
                    column("in_the_end", "op den duur", "in the end"),
                ],
                rows,
            },
        ],
        assumptions,
        left_out: people.left_out(),
        drawing: Some(Drawing {
            title: Words("Vrouwen naar leeftijd", "Women by age"),
            x: Words("leeftijd", "age"),
            y: Words("aandeel", "share"),
            shape: Shape::Lines {
                at: people.ages.clone(),
                lines,
                band: None,
                from: None,
            },
        }),
        effect: None,
    })
}
