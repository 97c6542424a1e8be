//! For whose demand jobs, value added or emissions arise.

use super::table::{FIXED, IMPORTS, JOBS, MONEY, OUTPUT, ROLES, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::input_output::footprint;

/// Asks it.
pub const METHOD: Method = Method {
    id: "footprint",
    family: Family::InputOutput,
    title: Words("Voetafdruk van de vraag", "Footprint of demand"),
    asks: Words(
        "Voor wiens vraag ontstaan banen, toegevoegde waarde of uitstoot?",
        "For whose demand do jobs, value added or emissions arise?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[JOBS, MONEY, WITHOUT, OUTPUT, ABSENT],
    page: "footprint.md",
    source: "R. E. Miller and P. D. Blair (2009), Input-output analysis, chapter 10",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let account = table.first_account(question)?;
    let Some(demand) = table.demand()? else {
        return Err(Fault::Method(say(
            "er is geen finale vraag in de tabel: geen kolom die niet ook een rij is",
            "there is no final demand in the table: no column that is no row as well",
            [],
        )));
    };
    let found = footprint(&table.flows, &account.amounts, &demand).map_err(|fault| table.fault(fault))?;
    let all: f64 = account.amounts.iter().sum();
    let spent = demand.column_totals();
    let mut ranked: Vec<(usize, f64)> = found.by_demand.iter().copied().enumerate().collect();
    ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let kind = |at: usize| table.kinds.get(at).map_or("", String::as_str);
    let (first, most) = ranked.first().copied().unwrap_or((0, 0.0));
    let part = |of: f64| (all > 0.0).then(|| of / all);
    let arises = table.sectors.iter().enumerate().flat_map(|(row, sector)| {
        let (table, found) = (&table, &found);
        table.kinds.iter().enumerate().map(move |(at, kind)| {
            vec![
                sector.into(),
                kind.into(),
                Item::number(found.arises.get(row, at), 3),
            ]
        })
    });
    let bars = table.sectors.iter().zip(&account.amounts).zip(&found.by_sector);
    Ok(Answer {
        sentences: vec![say(
            "Van {0} (samen {1}) ontstaat het meest voor {2}: {3}, dat is {4} ({5}).",
            "Of {0} ({1} together) most arises for {2}: {3}, that is {4} ({5}).",
            [
                (&account.name).into(),
                Slot::number(all, 1),
                kind(first).into(),
                Slot::number(most, 1),
                Slot::percent(part(most), 1),
                table.when(),
            ],
        )],
        tables: vec![
            Rows {
                id: "kinds",
                title: Words("Elke soort vraag", "Each kind of demand"),
                columns: vec![
                    column("kind", "vraag", "demand"),
                    column("demand", "hoeveel wordt gevraagd", "how much is asked"),
                    column("amount", "wat ervoor ontstaat", "what arises for it"),
                    column("share", "van alles", "of all"),
                    column("per_unit", "voor een eenheid vraag", "for one unit of demand"),
                ],
                rows: ranked
                    .iter()
                    .map(|(at, amount)| {
                        let asked = spent.get(*at).copied().unwrap_or(0.0);
                        vec![
                            kind(*at).into(),
                            Item::number(asked, 1),
                            Item::number(*amount, 3),
                            Item::percent(part(*amount), 1),
                            Item::number((asked != 0.0).then(|| amount / asked), 4),
                        ]
                    })
                    .collect(),
            },
            Rows {
                id: "sectors",
                title: Words("Waar het ontstaat", "Where it arises"),
                columns: vec![
                    column("sector", "sector", "sector"),
                    column("account", "in de tabel", "in the table"),
                    column("arises", "ontstaat voor deze vraag", "arises for this demand"),
                ],
                rows: bars
                    .map(|((sector, own), arises)| {
                        vec![sector.into(), Item::number(*own, 3), Item::number(*arises, 3)]
                    })
                    .collect(),
            },
            Rows {
                id: "arises",
                title: Words("Waar het ontstaat, en waarvoor", "Where it arises, and for what"),
                columns: vec![
                    column("sector", "sector", "sector"),
                    column("kind", "vraag", "demand"),
                    column("amount", "hoeveel", "how much"),
                ],
                rows: arises.collect(),
            },
        ],
        assumptions: table.assumptions([
            Assumption::tested(
                Words("Alle finale vraag staat in de tabel.", "All final demand is in the table."),
                found.not_given.abs() <= 0.005 * all.abs(),
                say(
                    "Van {0} hoort {1} bij vraag die er niet in staat ({2}).",
                    "Of {0} {1} belongs to demand that is not in it ({2}).",
                    [
                        (&account.name).into(),
                        Slot::number(found.not_given, 1),
                        Slot::percent(part(found.not_given), 1),
                    ],
                ),
            ),
            Assumption::untested(
                "Wie iets koopt, krijgt het van alle makers in dezelfde verhouding. Wat huishoudens zelf uitstoten, komt er nog bij.",
                "Who buys something gets it of all makers in the same proportion. What households emit themselves comes on top.",
            ),
            FIXED,
            IMPORTS,
        ]),
        left_out: table.left_out(),
        drawing: Some(Drawing {
            title: Words("Voor welke vraag het ontstaat", "For which demand it arises"),
            x: Words("vraag", "demand"),
            y: Words("wat ervoor ontstaat", "what arises for it"),
            shape: Shape::Bars {
                of: ranked.iter().map(|(at, _)| kind(*at).to_owned()).collect(),
                parts: vec![(
                    Words("wat ervoor ontstaat", "what arises for it"),
                    ranked.iter().map(|(_, amount)| Some(*amount)).collect(),
                )],
            },
        }),
        effect: None,
    })
}
