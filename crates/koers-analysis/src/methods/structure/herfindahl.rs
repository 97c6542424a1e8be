//! The Herfindahl index of each region.

use super::ranking::Ranking;
use super::table::{ROLES, SAME_CLASSES, Table};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::structure::herfindahl;

/// Asks it.
pub const METHOD: Method = Method {
    id: "herfindahl",
    family: Family::Structure,
    title: Words("Concentratie (Herfindahl)", "Concentration (Herfindahl)"),
    asks: Words(
        "Leunt een regio op weinig sectoren?",
        "Does a region lean on few sectors?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[ABSENT],
    page: "herfindahl.md",
    source: "O. C. Herfindahl (1950), Concentration in the steel industry",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let found = table.each(herfindahl)?;
    let ranking = Ranking::of(question, &table.grid.rows, found, |one| one.index)?;
    let [name, place, count] = ranking.placed();
    let equivalent = Slot::number(ranking.asked().map(|one| one.equivalent), 1);
    Ok(Answer {
        sentences: ranking.sentences(say(
            "{0} is zo geconcentreerd als een economie van {1} even grote sectoren, plaats {2} van {3} ({4}).",
            "{0} is as concentrated as an economy of {1} sectors of one size, number {2} of {3} ({4}).",
            [name, equivalent, place, count, table.when()],
        )),
        tables: vec![Rows {
            id: "concentration",
            title: Words("Concentratie van elke regio", "Concentration of each region"),
            columns: vec![
                column("region", "regio", "region"),
                column("index", "index", "index"),
                column("normalised", "van 0 tot 1", "from 0 to 1"),
                column("equivalent", "even grote sectoren", "sectors of one size"),
            ],
            rows: ranking.rows(|one| {
                vec![
                    Item::number(one.map(|one| one.index), 4),
                    Item::number(one.and_then(|one| one.normalised), 4),
                    Item::number(one.map(|one| one.equivalent), 2),
                ]
            }),
        }],
        assumptions: vec![SAME_CLASSES],
        left_out: table.filled().into_iter().collect(),
        drawing: None,
        effect: None,
    })
}
