//! Related and unrelated variety of each region.

use super::ranking::Ranking;
use super::table::Table;
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::frame::Need;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{GROUP, PERIOD, REGION, SECTOR, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::structure::variety;
use std::collections::BTreeMap;

/// Asks it.
pub const METHOD: Method = Method {
    id: "variety",
    family: Family::Structure,
    title: Words("Verwante en andere variëteit", "Related and unrelated variety"),
    asks: Words(
        "Is een regio breed in wat bij elkaar hoort, of in wat niets met elkaar heeft?",
        "Is a region broad in what belongs together, or in what has nothing in common?",
    ),
    roles: &[
        (REGION, Need::Must),
        (SECTOR, Need::Must),
        (GROUP, Need::Must),
        (VALUE, Need::Must),
        (PERIOD, Need::May),
    ],
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[ABSENT],
    page: "variety.md",
    source: "K. Frenken, F. van Oort and T. Verburg (2007), Regional Studies 41",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let groups = groups(question, &table.grid.columns)?;
    let found = table.each(|amounts| variety(amounts, &groups))?;
    let ranking = Ranking::of(question, &table.grid.rows, found, |one| one.related)?;
    let [name, place, count] = ranking.placed();
    let related = ranking
        .asked()
        .and_then(|one| (one.total > 0.0).then(|| one.related / one.total));
    Ok(Answer {
        sentences: ranking.sentences(say(
            "In {0} komt {1} van de variëteit van wat bij elkaar hoort, plaats {2} van {3} in verwante variëteit ({4}).",
            "In {0} {1} of the variety is of what belongs together, number {2} of {3} in related variety ({4}).",
            [name, Slot::percent(related, 0), place, count, table.when()],
        )),
        tables: vec![Rows {
            id: "variety",
            title: Words(
                "Variëteit van elke regio, in bits",
                "Variety of each region, in bits",
            ),
            columns: vec![
                column("region", "regio", "region"),
                column("related", "verwant", "related"),
                column("unrelated", "niet verwant", "unrelated"),
                column("total", "samen", "together"),
            ],
            rows: ranking.rows(|one| {
                vec![
                    Item::number(one.map(|one| one.related), 4),
                    Item::number(one.map(|one| one.unrelated), 4),
                    Item::number(one.map(|one| one.total), 4),
                ]
            }),
        }],
        assumptions: vec![Assumption::untested(
            "Wat in dezelfde groep staat, is aan elkaar verwant.",
            "What is in one group is related.",
        )],
        left_out: table.filled().into_iter().collect(),
        drawing: None,
        effect: None,
    })
}

/// The number of the group of each sector. A sector in two groups is refused.
fn groups(question: &Question<'_>, sectors: &[String]) -> Result<Vec<usize>, Fault> {
    let known = question.frame.distinct(GROUP)?;
    let mut of: BTreeMap<&str, &str> = BTreeMap::new();
    for (sector, group) in question
        .frame
        .names(SECTOR)?
        .iter()
        .zip(question.frame.names(GROUP)?)
    {
        let before = of.insert(sector, group);
        if before.is_some_and(|before| before != group) {
            return Err(Fault::Method(say(
                "{0} staat in twee groepen: {1} en {2}",
                "{0} is in two groups: {1} and {2}",
                [sector.into(), before.unwrap_or("").into(), group.into()],
            )));
        }
    }
    Ok(sectors
        .iter()
        .map(|sector| {
            let group = of.get(sector.as_str());
            known
                .iter()
                .position(|one| group.is_some_and(|group| one == group))
                .unwrap_or(0)
        })
        .collect())
}
