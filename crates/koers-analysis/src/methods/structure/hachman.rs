//! The Hachman index of each region.

use super::ranking::Ranking;
use super::table::{ROLES, SAME_CLASSES, Table};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::structure::hachman;

/// Asks it.
pub const METHOD: Method = Method {
    id: "hachman",
    family: Family::Structure,
    title: Words("Gelijkenis (Hachman)", "Likeness (Hachman)"),
    asks: Words(
        "Hoe zeer lijkt de economie van een regio op het geheel?",
        "How much does the economy of a region resemble the whole?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: true,
    time: Time::One,
    settings: &[ABSENT],
    page: "hachman.md",
    source: "F. C. Hachman, Bureau of Economic and Business Research, University of Utah",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let found = hachman(&table.matrix()?, table.reference()).map_err(|fault| table.grid.fault(fault))?;
    let ranking = Ranking::of(question, &table.grid.rows, found, |one| *one)?;
    let [name, place, count] = ranking.placed();
    let part = Slot::percent(ranking.asked().copied(), 1);
    Ok(Answer {
        sentences: ranking.sentences(say(
            "{0} lijkt voor {1} op {2}, plaats {3} van {4} in gelijkenis ({5}).",
            "{0} resembles {2} for {1}, number {3} of {4} in likeness ({5}).",
            [name, part, table.compared(), place, count, table.when()],
        )),
        tables: vec![Rows {
            id: "likeness",
            title: Words("Gelijkenis van elke regio", "Likeness of each region"),
            columns: vec![
                column("region", "regio", "region"),
                column("index", "index (1 is gelijk)", "index (1 is the same)"),
            ],
            rows: ranking.rows(|one| vec![Item::number(one.copied(), 4)]),
        }],
        assumptions: vec![SAME_CLASSES],
        left_out: table.filled().into_iter().collect(),
        drawing: None,
        effect: None,
    })
}
