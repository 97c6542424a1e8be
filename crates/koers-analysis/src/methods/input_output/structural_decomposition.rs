//! What changed output, jobs or emissions between two years.

use super::table::{IMPORTS, JOBS, MONEY, OUTPUT, ROLES, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::Matrix;
use koers_economics::input_output::{Factor, Orders, structural_decomposition, technical_coefficients};

/// Asks it.
pub const METHOD: Method = Method {
    id: "structural-decomposition",
    family: Family::InputOutput,
    title: Words("Verandering ontleed (SDA)", "Change taken apart (SDA)"),
    asks: Words(
        "Veranderden productie, banen of uitstoot door de vraag, door recepten of door hoeveel er per eenheid nodig is?",
        "Did output, jobs or emissions change by demand, by recipes or by how much is needed per unit?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::Span,
    settings: &[
        JOBS,
        MONEY,
        Setting::choice(
            "demand",
            Words("hoe de vraag wordt ontleed", "how demand is taken apart"),
            &[
                ("whole", Words("als één oorzaak", "as one cause")),
                (
                    "mix",
                    Words(
                        "de hoogte apart van waar het naartoe gaat",
                        "its level apart from what it goes to",
                    ),
                ),
            ],
            "whole",
        ),
        Setting::choice(
            "orders",
            Words(
                "over welke volgordes wordt gemiddeld",
                "over which orders is averaged",
            ),
            &[
                ("all", Words("over alle", "over all")),
                ("polar", Words("over de twee uiterste", "over the two ends")),
            ],
            "all",
        ),
        WITHOUT,
        OUTPUT,
        ABSENT,
    ],
    page: "structural_decomposition.md",
    source: "E. Dietzenbacher and B. Los (1998), Economic Systems Research 10",
    run,
};

/// One year: the factors from left to right, and the vector at the end.
struct Year {
    factors: Vec<Factor>,
    vector: Vec<f64>,
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let span = question.span()?;
    let (Some(first), Some(last)) = (span.first(), span.last()) else {
        return Err(Fault::NoSpan);
    };
    let (before, after) = (Table::at(question, first)?, Table::at(question, last)?);
    if before.sectors.iter().any(|name| !after.sectors.contains(name))
        || before.sectors.len() != after.sectors.len()
    {
        let only = |one: &Table, other: &Table| {
            let names: Vec<String> = one
                .sectors
                .iter()
                .filter(|name| !other.sectors.contains(name))
                .cloned()
                .collect();
            if names.is_empty() {
                Slot::Words(Words("niets", "nothing"))
            } else {
                Slot::Names(names)
            }
        };
        return Err(Fault::Method(say(
            "de sectoren zijn niet dezelfde. Alleen in {0}: {1}. Alleen in {2}: {3}",
            "the sectors are not the same. In {0} only: {1}. In {2} only: {3}",
            [
                first.into(),
                only(&before, &after),
                last.into(),
                only(&after, &before),
            ],
        )));
    }
    if before.sectors != after.sectors {
        return Err(Fault::Method(say(
            "de sectoren staan in {0} in een andere volgorde dan in {1}: zet de rijen van elk jaar gelijk",
            "the sectors of {0} stand in another order than those of {1}: lay out the rows of each year the same",
            [first.into(), last.into()],
        )));
    }
    let mix = question.settings.text("demand") == Some("mix");
    let orders = match question.settings.text("orders") {
        Some("polar") => Orders::Polar,
        _ => Orders::All,
    };
    let (old, account) = year(question, &before, mix)?;
    let (new, _) = year(question, &after, mix)?;
    let found = structural_decomposition(&old.factors, &old.vector, &new.factors, &new.vector, orders)
        .map_err(|fault| before.fault(fault))?;
    let mut names: Vec<(&'static str, Words)> = Vec::new();
    if account.is_some() {
        names.push((
            "per_unit",
            Words(
                "hoeveel er per eenheid productie is",
                "how much there is per unit of output",
            ),
        ));
    }
    names.push(("recipes", Words("recepten", "recipes")));
    if mix {
        names.push(("mix", Words("waar de vraag naartoe gaat", "what demand goes to")));
        names.push(("level", Words("de hoogte van de vraag", "the level of demand")));
    } else {
        names.push(("demand", Words("finale vraag", "final demand")));
    }
    let total: f64 = found.change.iter().sum();
    let by: Vec<f64> = found.effects.iter().map(|effects| effects.iter().sum()).collect();
    let what = account
        .as_ref()
        .map_or(Slot::Words(Words("de productie", "output")), Slot::from);
    let mut sentences = vec![say(
        "Van {0} tot {1} veranderde {2} met {3}.",
        "From {0} to {1} {2} changed by {3}.",
        [first.into(), last.into(), what, Slot::signed(total, 1)],
    )];
    let mut ranked: Vec<(&(&str, Words), f64)> = names.iter().zip(by.iter().copied()).collect();
    ranked.sort_by(|(_, a), (_, b)| b.abs().total_cmp(&a.abs()));
    for ((_, name), effect) in ranked {
        sentences.push(say(
            "Door {0}: {1}.",
            "By {0}: {1}.",
            [(*name).into(), Slot::signed(effect, 1)],
        ));
    }
    let mut rows = Vec::new();
    for (sector, name) in before.sectors.iter().enumerate() {
        for ((word, factor), effects) in names.iter().zip(&found.effects) {
            rows.push(vec![
                name.into(),
                Item::Word(word, *factor),
                Item::signed(effects.get(sector).copied(), 3),
            ]);
        }
        rows.push(vec![
            name.into(),
            Item::Word("together", Words("samen", "together")),
            Item::signed(found.change.get(sector).copied(), 3),
        ]);
    }
    Ok(Answer {
        sentences,
        tables: vec![
            Rows {
                id: "causes",
                title: Words("Elke oorzaak", "Each cause"),
                columns: vec![
                    column("cause", "oorzaak", "cause"),
                    column("effect", "verandering", "change"),
                    column("share", "van alle verandering", "of all change"),
                ],
                rows: names
                    .iter()
                    .zip(&by)
                    .map(|((word, name), effect)| {
                        vec![
                            Item::Word(word, *name),
                            Item::signed(*effect, 3),
                            Item::percent((total != 0.0).then(|| effect / total), 1),
                        ]
                    })
                    .collect(),
            },
            Rows {
                id: "effects",
                title: Words("Elke oorzaak in elke sector", "Each cause in each sector"),
                columns: vec![
                    column("sector", "sector", "sector"),
                    column("cause", "oorzaak", "cause"),
                    column("effect", "verandering", "change"),
                ],
                rows,
            },
        ],
        assumptions: before.assumptions(after.assumptions([]).into_iter().chain([
            Assumption::untested(
                "Beide tabellen staan in de prijzen van één jaar. Is dat niet zo, dan lijken duurdere producten andere recepten.",
                "Both tables are in the prices of one year. If they are not, dearer products look like other recipes.",
            ),
            Assumption::untested(
                "Oorzaken veranderen los van elkaar. Waar ze samen veranderen, is de verdeling een afspraak.",
                "Causes change apart from each other. Where they change together, the split is a convention.",
            ),
            IMPORTS,
        ])),
        left_out: before.left_out(),
        drawing: Some(Drawing {
            title: Words("Verandering ontleed, per sector", "Change taken apart, by sector"),
            x: Words("sector", "sector"),
            y: Words("verandering", "change"),
            shape: Shape::Bars {
                of: before.sectors.clone(),
                parts: names
                    .iter()
                    .zip(&found.effects)
                    .map(|((_, name), effects)| (*name, effects.iter().copied().map(Some).collect()))
                    .collect(),
            },
        }),
        effect: None,
    })
}

/// The factors of one year, and the account that they make.
fn year(question: &Question<'_>, table: &Table, mix: bool) -> Result<(Year, Option<String>), Fault> {
    let account = table.accounts(question)?.into_iter().next();
    let name = account.as_ref().map(|account| account.name.clone());
    let mut factors: Vec<Factor> = account
        .map(|account| Factor::PerUnit(account.per_unit))
        .into_iter()
        .collect();
    factors.push(Factor::Recipes(technical_coefficients(&table.flows)));
    let demand = table.flows.final_demand();
    if !mix {
        return Ok((
            Year {
                factors,
                vector: demand,
            },
            name,
        ));
    }
    let level: f64 = demand.iter().sum();
    if level <= 0.0 {
        return Err(Fault::Method(say(
            "de finale vraag is in {0} samen {1}, dus er is geen verdeling van te maken",
            "final demand is {1} together in {0}, so there are no shares of it",
            [table.when(), Slot::number(level, 1)],
        )));
    }
    let shares: Vec<f64> = demand.iter().map(|one| one / level).collect();
    let shares = Matrix::new(demand.len(), 1, shares).map_err(|fault| table.fault(fault))?;
    factors.push(Factor::Mix(shares));
    Ok((
        Year {
            factors,
            vector: vec![level],
        },
        name,
    ))
}
