//! What goes with each sector in turn.

use super::table::{FIXED, IMPORTS, JOBS, MONEY, OUTPUT, ROLES, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::input_output::extraction_of_each;

/// Asks it.
pub const METHOD: Method = Method {
    id: "extraction-of-each",
    family: Family::InputOutput,
    title: Words("Wat aan elke sector hangt", "What hangs on each sector"),
    asks: Words(
        "Hoeveel gaat er weg, in de sector zelf en elders, als hij verdwijnt?",
        "How much goes, in a sector itself and elsewhere, when it disappears?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[JOBS, MONEY, WITHOUT, OUTPUT, ABSENT],
    page: "extraction_of_each.md",
    source: "E. Dietzenbacher, J. A. van der Linden and A. E. Steenge (1993), Economic Systems Research 5",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let account = table.accounts(question)?.into_iter().next();
    let ones = vec![1.0; table.sectors.len()];
    let per_unit = account.as_ref().map_or(&ones, |account| &account.per_unit);
    let found = extraction_of_each(&table.flows, per_unit).map_err(|fault| table.fault(fault))?;
    let what = account
        .as_ref()
        .map_or(Slot::Words(Words("productie", "output")), |account| {
            (&account.name).into()
        });
    let mut ranked: Vec<usize> = (0..table.sectors.len()).collect();
    let of = |at: usize| {
        found
            .sectors
            .get(at)
            .map_or((0.0, 0.0), |one| (one.own, one.others))
    };
    let both = |at: usize| of(at).0 + of(at).1;
    ranked.sort_by(|a, b| both(*b).total_cmp(&both(*a)));
    let all: f64 = (0..table.sectors.len()).map(|at| of(at).0).sum();
    let first = ranked.first().copied().unwrap_or(0);
    let lean = ranked
        .iter()
        .copied()
        .filter(|at| of(*at).0 > 0.0)
        .max_by(|a, b| {
            let ratio = |at: usize| of(at).1 / of(at).0;
            ratio(*a).total_cmp(&ratio(*b))
        });
    let mut sentences = vec![say(
        "Van {1} gaat het meest weg als {0} verdwijnt: {2}, waarvan {3} in de sector zelf en {4} in andere. Dat is {5} van alles ({6}).",
        "Of {1} most goes when {0} disappears: {2}, of which {3} in the sector itself and {4} in others. That is {5} of all ({6}).",
        [
            table.name(first).into(),
            what.clone(),
            Slot::number(both(first), 1),
            Slot::number(of(first).0, 1),
            Slot::number(of(first).1, 1),
            Slot::percent((all > 0.0).then(|| both(first) / all), 1),
            table.when(),
        ],
    )];
    if let Some(at) = lean {
        sentences.push(say(
            "Naar verhouding gaat elders het meest weg met {0}: {1} voor elke eenheid in de sector zelf.",
            "In proportion most goes elsewhere with {0}: {1} for each unit in the sector itself.",
            [table.name(at).into(), Slot::number(of(at).1 / of(at).0, 2)],
        ));
    }
    let lost = ranked.iter().flat_map(|gone| {
        let (table, found) = (&table, &found);
        table.sectors.iter().enumerate().map(move |(row, name)| {
            vec![
                table.name(*gone).into(),
                name.into(),
                Item::number(found.output.get(row, *gone), 3),
            ]
        })
    });
    let part = |which: fn((f64, f64)) -> f64| ranked.iter().map(|at| Some(which(of(*at)))).collect();
    Ok(Answer {
        sentences,
        tables: vec![
            Rows {
                id: "sectors",
                title: Words("Wat weggaat met elke sector", "What goes with each sector"),
                columns: vec![
                    column("sector", "sector", "sector"),
                    column("own", "in de sector zelf", "in the sector itself"),
                    column("others", "in andere", "in others"),
                    column("together", "samen", "together"),
                    column("share", "van alles", "of all"),
                ],
                rows: ranked
                    .iter()
                    .map(|at| {
                        vec![
                            table.name(*at).into(),
                            Item::number(of(*at).0, 3),
                            Item::number(of(*at).1, 3),
                            Item::number(both(*at), 3),
                            Item::percent((all > 0.0).then(|| both(*at) / all), 1),
                        ]
                    })
                    .collect(),
            },
            Rows {
                id: "lost",
                title: Words("Productie die sectoren dan verliezen", "Output that sectors lose then"),
                columns: vec![
                    column("gone", "weg", "gone"),
                    column("sector", "sector", "sector"),
                    column("output", "verliest", "loses"),
                ],
                rows: lost.collect(),
            },
        ],
        assumptions: table.assumptions([
            Assumption::untested(
                "Wat wegvalt, wordt ingevoerd, en niemand neemt de leveranciers over. Verliezen van sectoren tellen niet op, want wat twee samen verliezen, staat bij allebei.",
                "What goes is imported, and nobody takes over its suppliers. Losses of sectors do not add up, since what two lose together stands with both.",
            ),
            FIXED,
            IMPORTS,
        ]),
        left_out: table.left_out(),
        drawing: Some(Drawing {
            title: Words("Wat aan elke sector hangt", "What hangs on each sector"),
            x: Words("sector", "sector"),
            y: Words("hoeveel weggaat", "how much goes"),
            shape: Shape::Bars {
                of: ranked.iter().map(|at| table.name(*at).to_owned()).collect(),
                parts: vec![
                    (Words("in de sector zelf", "in the sector itself"), part(|(own, _)| own)),
                    (Words("in andere sectoren", "in other sectors"), part(|(_, others)| others)),
                ],
            },
        }),
        effect: None,
    })
}
