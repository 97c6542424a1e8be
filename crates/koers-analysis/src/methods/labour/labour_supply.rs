//! How many people will take part in the labour market.

use super::times::{Times, row, times};
use crate::answer::{Answer, Assumption, Item, Standing, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::grid::{Absent, Grid};
use crate::method::{Family, Method, Place, Question, Time};
use crate::methods::demography::ages;
use crate::role::{AGE, GOAL, PARTICIPATION, PERIOD, POPULATION, REGION, Role, SEX};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::Setting;
use koers_economics::labour::{LabourSupply, Participation, labour_supply};

/// Asks it.
pub const METHOD: Method = Method {
    id: "labour-supply",
    family: Family::Labour,
    title: Words("Beroepsbevolking van straks", "Labour force to come"),
    asks: Words(
        "Hoeveel mensen doen straks mee, en komt dat door de bevolking of door de deelname?",
        "How many people will take part, and is it the population or participation?",
    ),
    roles: &[
        (PERIOD, Need::Must),
        (AGE, Need::Must),
        (POPULATION, Need::Must),
        (PARTICIPATION, Need::Must),
        (SEX, Need::May),
        (REGION, Need::May),
        (GOAL, Need::May),
    ],
    place: Place::Maybe,
    reference: false,
    time: Time::Never,
    settings: &[
        Setting::choice(
            "scenario",
            Words("hoe de deelname verdergaat", "how participation goes on"),
            &[
                ("constant", Words("blijft zoals nu", "stays as now")),
                (
                    "trend",
                    Words("gaat verder zoals sinds `earlier`", "goes on as since `earlier`"),
                ),
                (
                    "toward",
                    Words(
                        "gaat in `periods` periodes naar de kolom `goal`",
                        "goes to the column `goal` in `periods` periods",
                    ),
                ),
                (
                    "generations",
                    Words(
                        "elke generatie neemt mee wat zij doet",
                        "each generation takes along what it does",
                    ),
                ),
            ],
            "constant",
        ),
        Setting::names(
            "now",
            Words(
                "de periode van nu; anders de laatste met deelname bij elke leeftijd",
                "the period of now; else the last one with participation at every age",
            ),
        ),
        Setting::names(
            "earlier",
            Words(
                "een eerdere periode met deelname, bij `trend` en `generations`; anders de eerste, of die voor nu",
                "an earlier period with participation, with `trend` and `generations`; else the first, or the one before now",
            ),
        ),
        Setting::whole(
            "periods",
            Words(
                "in hoeveel periodes, bij `toward`",
                "in how many periods, with `toward`",
            ),
            (1, 1000),
            Some("10"),
        ),
        Setting::number(
            "most",
            Words(
                "welk deel ten hoogste kan meedoen, bij `generations`",
                "what share can take part at most, with `generations`",
            ),
            (0.0, 1.0),
            Some("0.99"),
        ),
    ],
    page: "labour_supply.md",
    source: "J.-M. Burniaux, R. Duval and F. Jaumotte (2003), OECD Economics Department Working Papers 371",
    run,
};

/// People of one sex, or of both together.
struct Group {
    sex: Option<String>,
    people: Grid,
    found: LabourSupply,
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let frame = of_region(question)?;
    let ages = ages::in_order(frame.distinct(AGE)?);
    let sexes = if frame.has(SEX) {
        frame.distinct(SEX)?.into_iter().map(Some).collect()
    } else {
        vec![None]
    };
    let parts = sexes
        .into_iter()
        .map(|sex| {
            let part = match &sex {
                Some(name) => frame.with(SEX, &[name])?,
                None => frame.clone(),
            };
            Ok((sex, part))
        })
        .collect::<Result<Vec<(Option<String>, Frame)>, Fault>>()?;
    let times = times(question, &parts, &ages)?;
    let groups = parts
        .into_iter()
        .map(|(sex, part)| {
            let told = sex.clone();
            group(question, sex, &part, &ages, &times).map_err(|fault| of_sex(fault, told.as_deref()))
        })
        .collect::<Result<Vec<Group>, Fault>>()?;
    let sum = |of: &dyn Fn(&Group) -> f64| groups.iter().map(of).sum::<f64>();
    let at = |values: &[f64], period: usize| values.get(period).copied().unwrap_or(0.0);
    let last = times.coming.len().saturating_sub(1);
    let force = |period: usize| sum(&|group| at(&group.found.force, period));
    let people = |period: usize| sum(&|group| group.row(period).iter().sum());
    let by_people = |period: usize| sum(&|group| at(&group.found.by_people, period));
    let by_part = |period: usize| sum(&|group| at(&group.found.by_participation, period));
    let mut rates = Vec::new();
    for group in &groups {
        for (period, name) in times.coming.iter().enumerate() {
            for (age, label) in ages.iter().enumerate() {
                let (one, rate) = (
                    at(&group.row(period), age),
                    group.found.rates.get(period, age).unwrap_or(0.0),
                );
                rates.push(vec![
                    name.into(),
                    group.sex.as_ref().map_or(Item::Empty, Item::from),
                    label.into(),
                    Item::number(one, 0),
                    Item::percent(rate, 1),
                    Item::number(one * rate, 0),
                ]);
            }
        }
    }
    Ok(Answer {
        sentences: sentences(
            question,
            &times,
            [force(0), force(last)],
            [by_people(last), by_part(last)],
        ),
        tables: vec![
            Table {
                id: "force",
                title: Words("Beroepsbevolking", "Labour force"),
                columns: vec![
                    column("period", "periode", "period"),
                    column("people", "mensen", "people"),
                    column("force", "beroepsbevolking", "labour force"),
                    column("rate", "deelname", "participation"),
                    column("by_people", "door de bevolking", "by the population"),
                    column("by_participation", "door de deelname", "by participation"),
                ],
                rows: times
                    .coming
                    .iter()
                    .enumerate()
                    .map(|(period, name)| {
                        let all = people(period);
                        vec![
                            name.into(),
                            Item::number(all, 0),
                            Item::number(force(period), 1),
                            Item::percent((all > 0.0).then(|| force(period) / all), 1),
                            Item::signed(by_people(period), 1),
                            Item::signed(by_part(period), 1),
                        ]
                    })
                    .collect(),
            },
            Table {
                id: "rates",
                title: Words("Deelname naar leeftijd", "Participation by age"),
                columns: vec![
                    column("period", "periode", "period"),
                    column("sex", "geslacht", "sex"),
                    column("age", "leeftijd", "age"),
                    column("people", "mensen", "people"),
                    column("rate", "deelname", "participation"),
                    column("force", "beroepsbevolking", "labour force"),
                ],
                rows: rates,
            },
        ],
        assumptions: assumptions(question, &times, &ages),
        left_out: Vec::new(),
        drawing: Some(Drawing {
            title: Words("Beroepsbevolking", "Labour force"),
            x: Words("periode", "period"),
            y: Words("mensen", "people"),
            shape: Shape::Lines {
                at: times.coming.clone(),
                lines: vec![Line {
                    name: Named::Method(Words("beroepsbevolking", "labour force")),
                    weight: Weight::Main,
                    values: (0..times.coming.len())
                        .map(|period| Some(force(period)))
                        .collect(),
                }],
                band: None,
                from: None,
            },
        }),
        effect: None,
    })
}

impl Group {
    fn row(&self, period: usize) -> Vec<f64> {
        let number = |age| {
            self.people
                .cell(period, age)
                .number()
                .map_or(0.0, koers_model::value::Number::get)
        };
        (0..self.people.columns.len()).map(number).collect()
    }
}

/// The figures of the one region that is asked about.
fn of_region(question: &Question<'_>) -> Result<Frame, Fault> {
    if !question.frame.has(REGION) {
        return Ok(question.frame.clone());
    }
    if question.region.is_none() && question.frame.distinct(REGION)?.len() == 1 {
        return Ok(question.frame.clone());
    }
    question.frame.with(REGION, &[question.region()?])
}

fn group(
    question: &Question<'_>,
    sex: Option<String>,
    frame: &Frame,
    ages: &[String],
    times: &Times,
) -> Result<Group, Fault> {
    let settings = question.settings;
    let people = frame.laid_out(POPULATION, (PERIOD, times.coming.clone()), (AGE, ages.to_vec()))?;
    let matrix = people.matrix(Absent::Refused)?;
    let rates = |role: Role, period: &str| -> Result<Vec<f64>, Fault> {
        let values = row(frame, role, period, ages)?.values(Absent::Refused)?;
        match values.iter().position(|rate| !(0.0..=1.0).contains(rate)) {
            None => Ok(values),
            Some(at) => Err(Fault::Method(say(
                "{0} · {1}: {2} is {3}, en het moet een deel zijn van nul tot één (70% is 0.7)",
                "{0} · {1}: {2} is {3}, and it must be a share from nought to one (70% is 0.7)",
                [
                    period.into(),
                    ages.get(at).map_or("", String::as_str).into(),
                    role.title.into(),
                    Slot::number(values.get(at).copied(), 3),
                ],
            ))),
        }
    };
    let now = rates(PARTICIPATION, &times.now)?;
    let earlier = times
        .earlier
        .as_deref()
        .map(|period| rates(PARTICIPATION, period))
        .transpose()?;
    let scenario = match (settings.text("scenario"), earlier) {
        (Some("trend"), Some(earlier)) => Participation::Trend {
            earlier,
            periods: times.ago,
        },
        (Some("generations"), Some(earlier)) => Participation::Generations {
            earlier,
            most: settings.number("most")?,
        },
        (Some("toward"), _) => Participation::Toward {
            goal: rates(GOAL, &times.now)?,
            periods: settings.whole("periods")?,
        },
        _ => Participation::Constant,
    };
    let found = labour_supply(&matrix, &now, &scenario).map_err(|fault| told(fault, &people))?;
    Ok(Group { sex, people, found })
}

/// A fault of the library with names.
fn told(fault: koers_economics::Fault, people: &Grid) -> Fault {
    match fault {
        koers_economics::Fault::Setting {
            name: "most", value, ..
        } => Fault::Method(say(
            "`most` is {0}, en het moet ten minste elke deelname zijn, en ten hoogste 1",
            "`most` is {0}, and it must be at least every participation, and at most 1",
            [Slot::number(value, 3)],
        )),
        koers_economics::Fault::Setting {
            name: "rate", value, ..
        } => Fault::Method(say(
            "een deelname van {0} kan in dit scenario niet veranderen: zij moet tussen nul en één liggen",
            "a participation of {0} cannot change in this scenario: it must lie between nought and one",
            [Slot::number(value, 3)],
        )),
        other => people.fault(other),
    }
}

fn of_sex(fault: Fault, sex: Option<&str>) -> Fault {
    match (fault, sex) {
        (Fault::NoFigure { mut names, reason }, Some(sex)) => {
            names.insert(0, sex.to_owned());
            Fault::NoFigure { names, reason }
        }
        (other, _) => other,
    }
}

fn sentences(
    question: &Question<'_>,
    times: &Times,
    [now, then]: [f64; 2],
    [people, part]: [f64; 2],
) -> Vec<Sentence> {
    let last = times.coming.last().map_or("", String::as_str);
    let whom = question
        .region
        .map_or(Slot::Words(Words("deze cijfers", "these figures")), Slot::from);
    if times.coming.len() < 2 {
        return vec![say(
            "In {0} doen {1} mensen mee ({2}). Voor latere periodes staat er geen bevolking in de tabel.",
            "In {0} {1} people take part ({2}). For later periods the table has no population.",
            [times.now.as_str().into(), Slot::number(now, 0), whom],
        )];
    }
    vec![
        say(
            "De beroepsbevolking gaat van {0} in {1} naar {2} in {3}: {4} ({5}).",
            "The labour force goes from {0} in {1} to {2} in {3}: {4} ({5}).",
            [
                Slot::number(now, 1),
                times.now.as_str().into(),
                Slot::number(then, 1),
                last.into(),
                Slot::signed(then - now, 1),
                whom,
            ],
        ),
        say(
            "Doordat er meer of minder mensen zijn, of van een andere leeftijd: {0}. Doordat meer of minder van hen meedoen: {1}.",
            "Since there are more or fewer people, or of other ages: {0}. Since more or fewer of them take part: {1}.",
            [Slot::signed(people, 1), Slot::signed(part, 1)],
        ),
    ]
}

fn assumptions(question: &Question<'_>, times: &Times, ages: &[String]) -> Vec<Assumption> {
    let mut all = vec![Assumption::untested(
        "Dit is een scenario en geen voorspelling, dus geef er meer dan een.",
        "This is a scenario and no forecast, so give more than one.",
    )];
    let scenario = question.settings.text("scenario");
    if scenario == Some("trend") {
        all.push(Assumption {
            what: Words(
                "Wat de deelname deed, blijft zij doen; nieuwe regels voor het pensioen zitten er niet in.",
                "What participation did it goes on doing; new rules for pensions are not in it.",
            ),
            standing: Standing::Untested,
            found: Some(say(
                "Stappen terug waar de lijn uit komt: {0}; stappen vooruit: {1}.",
                "Steps back that the line comes of: {0}; steps ahead: {1}.",
                [times.ago.into(), times.coming.len().saturating_sub(1).into()],
            )),
        });
    }
    if scenario == Some("generations") {
        let year = |name: &str| name.parse::<f64>().ok();
        let earlier = times.earlier.as_deref().and_then(year);
        let what = Words(
            "Een stap is zo lang als een leeftijdsgroep breed is.",
            "A step is as long as an age group is wide.",
        );
        let span = earlier.zip(year(&times.now)).map(|(from, to)| to - from);
        all.push(match (span, ages::one_width(ages)) {
            (Some(span), Some(width)) => Assumption::tested(
                what,
                span == width && times.ago == 1,
                say(
                    "Groepen zijn {0} jaar breed, en van {1} tot {2} is {3} jaar.",
                    "In years groups have a width of {0}, and from {1} to {2} it is {3}.",
                    [
                        Slot::number(width, 0),
                        times.earlier.as_deref().unwrap_or_default().into(),
                        times.now.as_str().into(),
                        Slot::number(span, 0),
                    ],
                ),
            ),
            _ => Assumption {
                what,
                standing: Standing::Untested,
                found: None,
            },
        });
    }
    all.push(Assumption::untested(
        "Mensen van dezelfde leeftijd doen gelijk mee, ook wie hierheen verhuist.",
        "People of the same age take part alike, also those who move here.",
    ));
    all
}
