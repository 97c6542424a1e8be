//! How long people would live by the rates of one period.

use super::ages;
use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::grid::Absent;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{AGE, DEATHS, LIVED, MORTALITY, PERIOD, POPULATION, REGION, Role, SEX, WIDTH};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::Setting;
use koers_economics::demography::{LifeTable, life_table};

/// Asks it.
pub const METHOD: Method = Method {
    id: "life-table",
    family: Family::Demography,
    title: Words("Overlevingstafel", "Life table"),
    asks: Words(
        "Hoe oud worden mensen als de sterfte blijft zoals in deze periode?",
        "How long do people live if mortality stays as in this period?",
    ),
    roles: &[
        (AGE, Need::Must),
        (MORTALITY, Need::May),
        (DEATHS, Need::May),
        (POPULATION, Need::May),
        (LIVED, Need::May),
        (WIDTH, Need::May),
        (SEX, Need::May),
        (REGION, Need::May),
        (PERIOD, Need::May),
    ],
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[Setting::number(
        "infant",
        Words(
            "hoeveel van het eerste jaar wie dan sterft gemiddeld leeft, als `lived` ontbreekt",
            "how much of the first year those who die in it live on average, where `lived` is missing",
        ),
        (0.0, 1.0),
        Some("0.1"),
    )],
    page: "life_table.md",
    source: "S. H. Preston, P. Heuveline and M. Guillot (2001), Demography, chapter 3",
    run,
};

/// The table of one region and sex.
struct Lives {
    region: Option<String>,
    sex: Option<String>,
    rates: Vec<f64>,
    deaths: Option<f64>,
    found: LifeTable,
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let (mut frame, period) = question.at_one()?;
    if question.region.is_some() {
        frame = frame.with(REGION, &[question.region()?])?;
    }
    let ages = ages::in_order(frame.distinct(AGE)?);
    let parts = split(&frame)?;
    let lives = parts
        .into_iter()
        .map(|(region, sex, part)| lives(question, region, sex, &part, &ages))
        .collect::<Result<Vec<Lives>, Fault>>()?;
    let mut rows = Vec::new();
    for one in &lives {
        for (at, age) in ages.iter().enumerate() {
            let of = |values: &[f64]| values.get(at).copied();
            rows.push(vec![
                name(one.region.as_ref()),
                name(one.sex.as_ref()),
                age.into(),
                Item::number(of(&one.rates), 5),
                Item::number(of(&one.found.dying), 5),
                Item::number(of(&one.found.reaching), 5),
                Item::number(of(&one.found.lived), 5),
                Item::number(of(&one.found.expectation), 2),
            ]);
        }
    }
    let lines = lives.iter().enumerate().map(|(at, one)| Line {
        name: match called(one) {
            Some(name) => Named::Figures(name),
            None => Named::Method(Words("nog in leven", "still alive")),
        },
        weight: if at == 0 { Weight::Main } else { Weight::Beside },
        values: one.found.reaching.iter().copied().map(Some).collect(),
    });
    let few = lives.iter().filter_map(|one| one.deaths).reduce(f64::min);
    let has_lived = frame.has(LIVED);
    let infant = question.settings.number("infant")?;
    let by_infant = begins_with_a_year(&ages);
    Ok(Answer {
        sentences: sentences(&lives, &ages, period.as_deref()),
        tables: vec![Table {
            id: "life",
            title: Words("Overlevingstafel, van één pasgeborene", "Life table, of one newborn"),
            columns: vec![
                column("region", "regio", "region"),
                column("sex", "geslacht", "sex"),
                column("age", "leeftijd", "age"),
                column("rate", "sterftecijfer", "death rate"),
                column("dying", "sterft in de groep", "dies in the group"),
                column("reaching", "haalt de groep", "reaches the group"),
                column("lived", "jaren in de groep", "years in the group"),
                column("expectation", "jaren nog te leven", "years left to live"),
            ],
            rows,
        }],
        assumptions: vec![
            match few {
                Some(few) => Assumption::tested(
                    Words(
                        "Er zijn genoeg sterfgevallen om niet op toeval te rusten.",
                        "There are deaths enough not to rest on chance.",
                    ),
                    few >= 300.0,
                    say(
                        "Het minste aantal in een tafel is {0}; onder 300 kan toeval de levensverwachting al een jaar verschuiven.",
                        "The least number in a table is {0}; under 300 chance can move life expectancy by a year.",
                        [Slot::number(few, 0)],
                    ),
                ),
                None => Assumption::untested(
                    "Er zijn genoeg sterfgevallen om niet op toeval te rusten.",
                    "There are deaths enough not to rest on chance.",
                ),
            },
            Assumption::untested(
                "De sterfte van deze periode geldt een leven lang. Het is geen voorspelling.",
                "The mortality of this period holds for a whole life. It is no forecast.",
            ),
        ],
        left_out: (!has_lived)
            .then(|| match by_infant {
                true => say(
                    "Hoelang wie sterft in de groep leefde, staat er niet. Genomen is de helft van de groep, en {0} van het eerste levensjaar.",
                    "How long those who die in a group lived in it is not there. Half of the group was taken, and {0} of the first year of life.",
                    [Slot::number(infant, 2)],
                ),
                false => say(
                    "Hoelang wie sterft in de groep leefde, staat er niet. Genomen is de helft van de groep; van jonge kinderen is dat te veel.",
                    "How long those who die in a group lived in it is not there. Half of the group was taken; of young children that is too much.",
                    [],
                ),
            })
            .into_iter()
            .collect(),
        drawing: Some(Drawing {
            title: Words("Welk deel de leeftijd haalt", "What part reaches the age"),
            x: Words("leeftijd", "age"),
            y: Words("deel van de pasgeborenen", "part of the newborns"),
            shape: Shape::Lines {
                at: ages.clone(),
                lines: lines.collect(),
                band: None,
                from: None,
            },
        }),
        effect: None,
    })
}

/// The figures of each region and sex.
type Part = (Option<String>, Option<String>, Frame);

fn split(frame: &Frame) -> Result<Vec<Part>, Fault> {
    let of = |frame: &Frame, role: Role| -> Result<Vec<(Option<String>, Frame)>, Fault> {
        if !frame.has(role) {
            return Ok(vec![(None, frame.clone())]);
        }
        let names = frame.distinct(role)?.into_iter();
        names
            .map(|name| {
                let part = frame.with(role, &[&name])?;
                Ok((Some(name), part))
            })
            .collect()
    };
    let mut parts = Vec::new();
    for (region, frame) in of(frame, REGION)? {
        for (sex, frame) in of(&frame, SEX)? {
            parts.push((region.clone(), sex, frame));
        }
    }
    Ok(parts)
}

/// A rate or another figure by age.
fn by_age(frame: &Frame, role: Role, ages: &[String]) -> Result<Vec<f64>, Fault> {
    let grid = frame.series(role, AGE)?;
    let values = grid.values(Absent::Refused)?;
    ages.iter()
        .map(|age| grid.row(age).map(|at| values.get(at).copied().unwrap_or(0.0)))
        .collect()
}

fn lives(
    question: &Question<'_>,
    region: Option<String>,
    sex: Option<String>,
    frame: &Frame,
    ages: &[String],
) -> Result<Lives, Fault> {
    let with_names = |fault: Fault| match fault {
        Fault::NoFigure { names, reason } => Fault::NoFigure {
            names: region.iter().chain(&sex).cloned().chain(names).collect(),
            reason,
        },
        other => other,
    };
    let read = |role: Role| by_age(frame, role, ages).map_err(with_names);
    let (rates, deaths) = if frame.has(MORTALITY) {
        (read(MORTALITY)?, None)
    } else {
        let (deaths, people) = (read(DEATHS)?, read(POPULATION)?);
        if let Some(at) = people.iter().position(|people| *people <= 0.0) {
            return Err(Fault::Method(say(
                "{0}: er wonen {1} mensen, dus er is geen sterftecijfer. Voeg leeftijden samen",
                "{0}: {1} people live there, so there is no death rate. Put ages together",
                [
                    ages.get(at).map_or("", String::as_str).into(),
                    Slot::number(people.get(at).copied(), 0),
                ],
            )));
        }
        let rates = deaths
            .iter()
            .zip(&people)
            .map(|(deaths, people)| deaths / people)
            .collect();
        (rates, Some(deaths.iter().sum()))
    };
    let closed = ages.len().saturating_sub(1);
    let widths = if frame.has(WIDTH) {
        let all = frame.series(WIDTH, AGE)?;
        let of = |age: &String| -> Result<f64, Fault> {
            let at = all.row(age)?;
            all.cell(at, 0)
                .number()
                .map(koers_model::value::Number::get)
                .ok_or_else(|| Fault::NoFigure {
                    names: vec![age.clone()],
                    reason: all
                        .cell(at, 0)
                        .missing_reason()
                        .unwrap_or(koers_model::value::Missing::Absent),
                })
        };
        ages.iter()
            .take(closed)
            .map(of)
            .collect::<Result<Vec<f64>, Fault>>()?
    } else {
        ages::widths(ages).ok_or_else(|| {
            Fault::Method(say(
                "uit de namen van de leeftijden blijkt niet hoe breed zij zijn ({0}): geef een kolom met de rol `width`, in jaren",
                "the names of the ages do not say how wide they are ({0}): give a column in the role `width`, in years",
                [Slot::Names(ages.iter().take(6).cloned().collect())],
            ))
        })?
    };
    let early = if frame.has(LIVED) {
        let all = frame.series(LIVED, AGE)?;
        let of = |(age, width): (&String, &f64)| -> Result<f64, Fault> {
            let at = all.row(age)?;
            // In the open group, or where nobody said, half of the width serves.
            Ok(all
                .cell(at, 0)
                .number()
                .map_or(width / 2.0, koers_model::value::Number::get))
        };
        ages.iter()
            .zip(&widths)
            .map(of)
            .collect::<Result<Vec<f64>, Fault>>()?
    } else {
        let infant = question.settings.number("infant")?;
        let by_infant = begins_with_a_year(ages);
        widths
            .iter()
            .enumerate()
            .map(|(at, width)| if at == 0 && by_infant { infant } else { width / 2.0 })
            .collect()
    };
    let found = life_table(&rates, &early, &widths).map_err(|fault| match fault {
        koers_economics::Fault::NoTotal { .. } => Fault::Method(say(
            "{0}: in de laatste groep sterft niemand, dus er is geen einde aan het leven. Voeg leeftijden samen",
            "{0}: nobody dies in the last group, so there is no end of life. Put ages together",
            [ages.last().map_or("", String::as_str).into()],
        )),
        other => Fault::method(other, ages, &[]),
    })?;
    Ok(Lives {
        region,
        sex,
        rates,
        deaths,
        found,
    })
}

/// Whether the first group is the first year of life.
fn begins_with_a_year(ages: &[String]) -> bool {
    let first = ages::widths(ages).and_then(|widths| widths.first().copied());
    ages::youngest(ages) == Some(0) && first == Some(1.0)
}

fn name(name: Option<&String>) -> Item {
    name.map_or(Item::Empty, Item::from)
}

fn called(one: &Lives) -> Option<String> {
    let parts: Vec<&str> = one.region.iter().chain(&one.sex).map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn sentences(lives: &[Lives], ages: &[String], period: Option<&str>) -> Vec<Sentence> {
    let when = period.map_or(Slot::Words(Words("deze cijfers", "these figures")), Slot::from);
    let at_first = |one: &Lives| one.found.expectation.first().copied().unwrap_or(0.0);
    let mut ranked: Vec<&Lives> = lives.iter().collect();
    ranked.sort_by(|a, b| at_first(b).total_cmp(&at_first(a)));
    let (Some(first), Some(last)) = (ranked.first(), ranked.last()) else {
        return Vec::new();
    };
    let whom = |one: &Lives| called(one).map_or(Slot::Words(Words("iedereen", "everybody")), Slot::Name);
    let age = ages.first().map_or("", String::as_str);
    let from_birth = ages::youngest(ages) == Some(0);
    let most = [Slot::number(at_first(first), 2), whom(first)];
    let least = [Slot::number(at_first(last), 2), whom(last)];
    let said = match (ranked.len(), from_birth) {
        (1, true) => say(
            "Bij deze sterfte wordt een pasgeborene gemiddeld {0} jaar ({1}; {2}).",
            "At this mortality a newborn lives {0} years on average ({1}; {2}).",
            most.into_iter().chain([when]),
        ),
        (1, false) => say(
            "Wie de groep {3} haalt, heeft bij deze sterfte gemiddeld nog {0} jaar te leven ({1}; {2}).",
            "Who reaches the group {3} has {0} years left to live on average at this mortality ({1}; {2}).",
            most.into_iter().chain([when, age.into()]),
        ),
        (_, true) => say(
            "Bij deze sterfte wordt een pasgeborene gemiddeld het oudst in de groep {1}: {0} jaar, en het minst oud in de groep {3}: {2} jaar ({4}).",
            "At this mortality a newborn lives longest on average in the group {1}: {0} years, and shortest in the group {3}: {2} years ({4}).",
            most.into_iter().chain(least).chain([when]),
        ),
        (_, false) => say(
            "Wie de groep {5} haalt, heeft bij deze sterfte gemiddeld nog het langst te leven in de groep {1}: {0} jaar, en het kortst in de groep {3}: {2} jaar ({4}).",
            "Who reaches the group {5} has longest left to live on average at this mortality in the group {1}: {0} years, and shortest in the group {3}: {2} years ({4}).",
            most.into_iter().chain(least).chain([when, age.into()]),
        ),
    };
    vec![said]
}
