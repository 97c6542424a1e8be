//! Krugman's index of specialisation.

use super::ranking::Ranking;
use super::table::{ROLES, SAME_CLASSES, Table};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::structure::{Comparison, krugman};

/// Asks it.
pub const METHOD: Method = Method {
    id: "krugman",
    family: Family::Structure,
    title: Words("Specialisatie (Krugman)", "Specialisation (Krugman)"),
    asks: Words(
        "Hoe anders is de economie van een regio dan die van andere?",
        "How different is the economy of a region from that of others?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: true,
    time: Time::One,
    settings: &[
        Setting::choice(
            "against",
            Words("waarmee wordt vergeleken", "what it is compared with"),
            &[
                (
                    "others",
                    Words("alle andere regio’s samen", "all other regions together"),
                ),
                ("all", Words("alle regio’s samen", "all regions together")),
                (
                    "mean-of-others",
                    Words(
                        "het gemiddelde van de andere, elk even zwaar",
                        "the mean of the others, each counting the same",
                    ),
                ),
            ],
            "others",
        ),
        ABSENT,
    ],
    page: "krugman.md",
    source: "P. Krugman (1991), Geography and trade",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let comparison = match (table.given(), question.settings.text("against")) {
        (Some(given), _) => Comparison::Given(given),
        (None, Some("all")) => Comparison::All,
        (None, Some("mean-of-others")) => Comparison::MeanOfOthers,
        (None, _) => Comparison::Others,
    };
    let against: Slot = match comparison {
        Comparison::Given(_) | Comparison::All => table.compared(),
        Comparison::Others => Words("alle andere regio’s samen", "all other regions together").into(),
        Comparison::MeanOfOthers => Words(
            "het gemiddelde van de andere regio’s",
            "the mean of the other regions",
        )
        .into(),
    };
    let found = krugman(&table.matrix()?, comparison).map_err(|fault| table.grid.fault(fault))?;
    let ranking = Ranking::of(question, &table.grid.rows, found, |one| one.index)?;
    let [name, place, count] = ranking.placed();
    let part = Slot::percent(ranking.asked().map(|one| one.coefficient), 1);
    Ok(Answer {
        sentences: ranking.sentences(say(
            "Om op {1} te lijken zou {2} van {0} van sector moeten wisselen: plaats {3} van {4} in bijzonderheid ({5}).",
            "To resemble {1}, {2} of {0} would have to change sector: number {3} of {4} in being special ({5}).",
            [name, against, part, place, count, table.when()],
        )),
        tables: vec![Rows {
            id: "specialisation",
            title: Words("Specialisatie van elke regio", "Specialisation of each region"),
            columns: vec![
                column("region", "regio", "region"),
                column("index", "index (0 tot 2)", "index (0 to 2)"),
                column("part", "deel dat anders is", "part that differs"),
            ],
            rows: ranking.rows(|one| {
                vec![
                    Item::number(one.map(|one| one.index), 4),
                    Item::percent(one.map(|one| one.coefficient), 1),
                ]
            }),
        }],
        assumptions: vec![SAME_CLASSES],
        left_out: table.filled().into_iter().collect(),
        drawing: None,
        effect: None,
    })
}
