//! Technical coefficients.

use super::table::{FIXED, IMPORTS, OUTPUT, ROLES, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;

/// Asks it.
pub const METHOD: Method = Method {
    id: "technical-coefficients",
    family: Family::InputOutput,
    title: Words("Recepten van sectoren", "Recipes of sectors"),
    asks: Words(
        "Wat koopt elke sector van elke andere, voor een eenheid van wat hij maakt?",
        "What does each sector buy of each other, for one unit of what it makes?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[WITHOUT, OUTPUT, ABSENT],
    page: "technical_coefficients.md",
    source: "W. Leontief (1936), Review of Economics and Statistics 18",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let model = table.model()?;
    let coefficients = model.coefficients();
    let bought = coefficients.column_totals();
    let ranked = |a: &usize, b: &usize| {
        let of = |at: &usize| bought.get(*at).copied().unwrap_or(0.0);
        of(a).total_cmp(&of(b))
    };
    let made = || (0..table.sectors.len()).filter(|at| table.output(*at) > 0.0);
    let (most, least) = (
        made().max_by(ranked).unwrap_or(0),
        made().min_by(ranked).unwrap_or(0),
    );
    let span = model.spectral_radius();
    let mut rows = Vec::new();
    for (row, from) in table.sectors.iter().enumerate() {
        for (at, to) in table.sectors.iter().enumerate() {
            rows.push(vec![
                from.into(),
                to.into(),
                Item::number(table.flows.between().get(row, at), 1),
                Item::number(coefficients.get(row, at), 4),
            ]);
        }
    }
    let sectors = table.sectors.iter().enumerate().map(|(at, name)| {
        let share = (table.output(at) > 0.0)
            .then(|| bought.get(at).copied())
            .flatten();
        vec![
            name.into(),
            Item::number(table.output(at), 1),
            Item::percent(share, 1),
            Item::percent(share.map(|share| 1.0 - share), 1),
        ]
    });
    Ok(Answer {
        sentences: vec![say(
            "{0} koopt het meest van andere sectoren en van zichzelf: {1} van wat het maakt. {2} koopt het minst: {3} ({4}).",
            "{0} buys most of other sectors and of itself: {1} of what it makes. {2} buys least: {3} ({4}).",
            [
                table.name(most).into(),
                Slot::percent(bought.get(most).copied(), 1),
                table.name(least).into(),
                Slot::percent(bought.get(least).copied(), 1),
                table.when(),
            ],
        )],
        tables: vec![
            Rows {
                id: "coefficients",
                title: Words(
                    "Wat een sector van een andere koopt, voor een eenheid productie",
                    "What a sector buys of another, for one unit of output",
                ),
                columns: vec![
                    column("from", "van", "from"),
                    column("to", "naar", "to"),
                    column("flow", "levering", "delivery"),
                    column("coefficient", "voor een eenheid", "for one unit"),
                ],
                rows,
            },
            Rows {
                id: "sectors",
                title: Words("Elke sector", "Each sector"),
                columns: vec![
                    column("sector", "sector", "sector"),
                    column("output", "productie", "output"),
                    column("bought", "gekocht van sectoren", "bought of sectors"),
                    column(
                        "other",
                        "andere invoer en toegevoegde waarde",
                        "other inputs and value added",
                    ),
                ],
                rows: sectors.collect(),
            },
        ],
        assumptions: table.assumptions([
            Assumption::tested(
                Words(
                    "Geen keten van leveranciers verbruikt meer dan zij maakt.",
                    "No chain of suppliers uses up more than it makes.",
                ),
                true,
                say(
                    "Elke ronde van leveranciers is op den duur {0} tot {1} keer zo groot als de vorige, en dooft dus uit.",
                    "Each round of suppliers is {0} to {1} times as large as the one before in the long run, and so dies out.",
                    [Slot::number(span.low, 3), Slot::number(span.high, 3)],
                ),
            ),
            FIXED,
            IMPORTS,
        ]),
        left_out: table.left_out(),
        drawing: None,
        effect: None,
    })
}
