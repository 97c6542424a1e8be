//! The entropy of each region.

use super::ranking::Ranking;
use super::table::{ROLES, SAME_CLASSES, Table};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::structure::entropy;

/// Asks it.
pub const METHOD: Method = Method {
    id: "entropy",
    family: Family::Structure,
    title: Words("Breedte (entropie)", "Breadth (entropy)"),
    asks: Words(
        "Hoe breed is de economie van een regio?",
        "How broad is the economy of a region?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[ABSENT],
    page: "entropy.md",
    source: "C. E. Shannon (1948), A mathematical theory of communication",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let found = table.each(entropy)?;
    let ranking = Ranking::of(question, &table.grid.rows, found, |one| one.bits)?;
    let [name, place, count] = ranking.placed();
    let equivalent = Slot::number(ranking.asked().map(|one| one.equivalent), 1);
    Ok(Answer {
        sentences: ranking.sentences(say(
            "{0} is zo breed als een economie van {1} even grote sectoren, plaats {2} van {3} in breedte ({4}).",
            "{0} is as broad as an economy of {1} sectors of one size, number {2} of {3} in breadth ({4}).",
            [name, equivalent, place, count, table.when()],
        )),
        tables: vec![Rows {
            id: "breadth",
            title: Words("Breedte van elke regio", "Breadth of each region"),
            columns: vec![
                column("region", "regio", "region"),
                column("bits", "bits", "bits"),
                column("evenness", "van 0 tot 1", "from 0 to 1"),
                column("equivalent", "even grote sectoren", "sectors of one size"),
            ],
            rows: ranking.rows(|one| {
                vec![
                    Item::number(one.map(|one| one.bits), 4),
                    Item::number(one.and_then(|one| one.evenness), 4),
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
