//! How many workers must be found for those who leave.

use super::ages;
use crate::answer::{Answer, Assumption, Item, Standing, Table, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{AGE, PERIOD, REGION, SECTOR, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::demography::{ReplacementDemand, replacement_demand};

/// Asks it.
pub const METHOD: Method = Method {
    id: "replacement-demand",
    family: Family::Demography,
    title: Words("Vervangingsvraag", "Replacement demand"),
    asks: Words(
        "Hoeveel mensen moeten er worden gevonden voor wie vertrekt, ook als er geen baan bij komt?",
        "How many people must be found for those who leave, also where no job is added?",
    ),
    roles: &[
        (AGE, Need::Must),
        (PERIOD, Need::Must),
        (VALUE, Need::Must),
        (SECTOR, Need::May),
        (REGION, Need::May),
    ],
    place: Place::Maybe,
    reference: false,
    time: Time::Span,
    settings: &[
        Setting::number(
            "growth",
            Words(
                "met welk deel het aantal banen in de komende periode verandert; -0.02 is 2% minder",
                "by what part the number of jobs changes in the coming stretch; -0.02 is 2% fewer",
            ),
            (-1.0, 10.0),
            Some("0"),
        ),
        ABSENT,
    ],
    page: "replacement_demand.md",
    source: "E. Willems and A. de Grip (1993), International Journal of Forecasting 9",
    run,
};

/// One occupation or sector.
struct One {
    name: Option<String>,
    earlier: Vec<f64>,
    now: Vec<f64>,
    found: ReplacementDemand,
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let frame = match question.frame.has(REGION) {
        false => question.frame.clone(),
        true if question.region.is_none() && question.frame.distinct(REGION)?.len() == 1 => {
            question.frame.clone()
        }
        true => question.frame.with(REGION, &[question.region()?])?,
    };
    let asked = Question {
        frame: &frame,
        ..*question
    };
    let span = asked.span()?;
    let (Some(first), Some(last)) = (span.first(), span.last()) else {
        return Err(Fault::NoSpan);
    };
    let ages = ages::in_order(frame.distinct(AGE)?);
    let names = if frame.has(SECTOR) {
        frame.distinct(SECTOR)?.into_iter().map(Some).collect()
    } else {
        vec![None]
    };
    let growth = question.settings.number("growth")?;
    let all = names
        .into_iter()
        .map(|name| {
            let part = match &name {
                Some(name) => frame.with(SECTOR, &[name])?,
                None => frame.clone(),
            };
            one(question, name, &part, [first, last], &ages, growth)
        })
        .collect::<Result<Vec<One>, Fault>>()?;
    let sum = |of: fn(&ReplacementDemand) -> f64| all.iter().map(|one| of(&one.found)).sum::<f64>();
    let workers: f64 = all.iter().flat_map(|one| &one.now).sum();
    let mut ranked: Vec<&One> = all.iter().collect();
    ranked.sort_by(|a, b| b.found.openings.total_cmp(&a.found.openings));
    let mut sentences = vec![say(
        "In de periode na {1}, even lang als van {0} tot {1}, zijn {2} mensen nodig: {3} voor wie vertrekt en {4} voor nieuwe banen. Dat is {5} van wie er nu werkt.",
        "In the stretch after {1}, as long as from {0} to {1}, {2} people are needed: {3} for those who leave and {4} for new jobs. That is {5} of those who work now.",
        [
            first.into(),
            last.into(),
            Slot::number(sum(|one| one.openings), 0),
            Slot::number(sum(|one| one.replacement), 0),
            Slot::number(sum(|one| one.expansion), 0),
            Slot::percent((workers > 0.0).then(|| sum(|one| one.openings) / workers), 1),
        ],
    )];
    if let (Some(most), true) = (ranked.first(), ranked.len() > 1) {
        sentences.push(say(
            "De meeste zijn nodig in {0}: {1}.",
            "Most are needed in {0}: {1}.",
            [
                most.name.as_ref().map_or(Slot::Undefined, Slot::from),
                Slot::number(most.found.openings, 0),
            ],
        ));
    }
    let name = |one: &One| one.name.as_ref().map_or(Item::Empty, Item::from);
    let mut rows = Vec::new();
    for one in &all {
        for (at, age) in ages.iter().enumerate() {
            let of = |values: &[f64]| values.get(at).copied();
            let flow = one.found.net_flow.get(at).copied().flatten();
            rows.push(vec![
                name(one),
                age.into(),
                Item::number(of(&one.earlier), 1),
                Item::number(of(&one.now), 1),
                Item::percent(flow, 1),
                Item::number(
                    flow.zip(of(&one.now)).map(|(flow, now)| (-flow).max(0.0) * now),
                    1,
                ),
            ]);
        }
    }
    let labels = ranked
        .iter()
        .map(|one| one.name.clone().unwrap_or_else(|| format!("{first}–{last}")));
    Ok(Answer {
        sentences,
        tables: vec![
            Table {
                id: "openings",
                title: Words("Mensen die nodig zijn", "People needed"),
                columns: vec![
                    column("sector", "sector of beroep", "sector or trade"),
                    column("now", "werkt nu", "work now"),
                    column("leaving", "vertrekt", "leave"),
                    column("replacement", "te vervangen", "to be replaced"),
                    column("expansion", "nieuwe banen", "new jobs"),
                    column("openings", "samen nodig", "needed together"),
                ],
                rows: ranked
                    .iter()
                    .map(|one| {
                        vec![
                            name(one),
                            Item::number(one.now.iter().sum::<f64>(), 1),
                            Item::number(one.found.leaving, 1),
                            Item::number(one.found.replacement, 1),
                            Item::number(one.found.expansion, 1),
                            Item::number(one.found.openings, 1),
                        ]
                    })
                    .collect(),
            },
            Table {
                id: "ages",
                title: Words("Wie vertrekt, naar leeftijd", "Who leaves, by age"),
                columns: vec![
                    column("sector", "sector of beroep", "sector or trade"),
                    column("age", "leeftijd", "age"),
                    column("earlier", "toen", "then"),
                    column("now", "nu", "now"),
                    column(
                        "net_flow",
                        "verandering bij ouder worden",
                        "change with growing older",
                    ),
                    column("leaving", "vertrekt", "leave"),
                ],
                rows,
            },
        ],
        assumptions: assumptions(&ages, first, last),
        left_out: vec![say(
            "Wie vertrekt en op dezelfde leeftijd een opvolger krijgt, is niet te zien: er zijn in werkelijkheid meer vacatures.",
            "Those who leave and are followed at the same age are not seen: in truth there are more openings.",
            [],
        )],
        drawing: Some(Drawing {
            title: Words("Mensen die nodig zijn", "People needed"),
            x: Words("sector of beroep", "sector or trade"),
            y: Words("mensen", "people"),
            shape: Shape::Bars {
                of: labels.collect(),
                parts: vec![
                    (
                        Words("te vervangen", "to be replaced"),
                        ranked.iter().map(|one| Some(one.found.replacement)).collect(),
                    ),
                    (
                        Words("nieuwe banen", "new jobs"),
                        ranked.iter().map(|one| Some(one.found.expansion)).collect(),
                    ),
                ],
            },
        }),
        effect: None,
    })
}

fn one(
    question: &Question<'_>,
    name: Option<String>,
    frame: &Frame,
    [first, last]: [&String; 2],
    ages: &[String],
    growth: f64,
) -> Result<One, Fault> {
    let grid = frame.laid_out(
        VALUE,
        (PERIOD, vec![first.clone(), last.clone()]),
        (AGE, ages.to_vec()),
    )?;
    let with_name = |fault: Fault| match (fault, &name) {
        (Fault::NoFigure { mut names, reason }, Some(name)) => {
            names.insert(0, name.clone());
            Fault::NoFigure { names, reason }
        }
        (other, _) => other,
    };
    let matrix = grid.matrix(question.settings.absent()).map_err(with_name)?;
    for (row, values) in matrix.iter_rows().enumerate() {
        if let Some(at) = values.iter().position(|value| *value < 0.0) {
            let names = [name.clone(), grid.rows.get(row).cloned(), ages.get(at).cloned()];
            return Err(Fault::Method(say(
                "{0}: {1} is negatief, en het aantal dat werkt is nul of meer",
                "{0}: {1} is negative, and the number who work is nought or more",
                [
                    Slot::Names(names.into_iter().flatten().collect()),
                    Slot::number(values.get(at).copied(), 1),
                ],
            )));
        }
    }
    let (earlier, now) = (matrix.row(0).to_vec(), matrix.row(1).to_vec());
    let expected = now.iter().sum::<f64>() * (1.0 + growth);
    let found = replacement_demand(&earlier, &now, expected).map_err(|fault| grid.fault(fault))?;
    Ok(One {
        name,
        earlier,
        now,
        found,
    })
}

fn assumptions(ages: &[String], first: &str, last: &str) -> Vec<Assumption> {
    let what = Words(
        "De periode is zo lang als een leeftijdsgroep breed is.",
        "The stretch is as long as an age group is wide.",
    );
    let year = |name: &str| name.parse::<f64>().ok();
    let span = year(first).zip(year(last)).map(|(from, to)| to - from);
    vec![
        match (span, ages::one_width(ages)) {
            (Some(span), Some(width)) => Assumption::tested(
                what,
                span == width,
                say(
                    "Groepen zijn {0} jaar breed, en van {1} tot {2} is {3} jaar.",
                    "In years groups have a width of {0}, and from {1} to {2} it is {3}.",
                    [
                        Slot::number(width, 0),
                        first.into(),
                        last.into(),
                        Slot::number(span, 0),
                    ],
                ),
            ),
            (Some(span), None) if ages::widths(ages).is_some() => Assumption::tested(
                what,
                false,
                say(
                    "De groepen zijn niet even breed, en van {0} tot {1} is {2} jaar.",
                    "The groups are not equally wide, and from {0} to {1} is {2} in years.",
                    [first.into(), last.into(), Slot::number(span, 0)],
                ),
            ),
            _ => Assumption {
                what,
                standing: Standing::Untested,
                found: None,
            },
        },
        Assumption::untested(
            "Elke leeftijd blijft vertrekken zoals in deze periode. Werkt men langer door, dan is dit te veel; een crisis in die jaren telt door.",
            "Each age goes on leaving as in this stretch. If people work longer, this says too many; a crisis in those years is carried on.",
        ),
        Assumption::untested(
            "Er zijn genoeg mensen in elke groep; van kleine aantallen uit een steekproef is de verandering toeval.",
            "There are people enough in each group; of small numbers of a sample the change is chance.",
        ),
    ]
}
