//! Theil's indices over regions, between and within groups.

use super::people::{People, VALUES_ARE};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::frame::Need;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{GROUP, PERIOD, POPULATION, REGION, VALUE};
use crate::say::{Slot, Words, say};
use koers_economics::structure::{Split, theil};

/// Asks it.
pub const METHOD: Method = Method {
    id: "theil",
    family: Family::Structure,
    title: Words(
        "Ongelijkheid tussen en binnen groepen (Theil)",
        "Inequality between and within groups (Theil)",
    ),
    asks: Words(
        "Zit de ongelijkheid tussen landsdelen of erbinnen?",
        "Does inequality lie between parts of the country or within them?",
    ),
    roles: &[
        (REGION, Need::Must),
        (VALUE, Need::Must),
        (POPULATION, Need::May),
        (GROUP, Need::May),
        (PERIOD, Need::May),
    ],
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[VALUES_ARE],
    page: "theil.md",
    source: "H. Theil (1967), Economics and information theory",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let people = People::of(question)?;
    let names = people.groups.clone().map(|groups| {
        let mut names: Vec<String> = Vec::new();
        for group in &groups {
            if !names.contains(group) {
                names.push(group.clone());
            }
        }
        names
    });
    let groups: Option<Vec<usize>> = names.as_ref().zip(people.groups.as_ref()).map(|(names, groups)| {
        groups
            .iter()
            .filter_map(|group| names.iter().position(|name| name == group))
            .collect()
    });
    let found =
        theil(&people.amounts, &people.people(), groups.as_deref()).map_err(|fault| people.fault(fault))?;
    let between = |split: Option<Split>| {
        split.and_then(|split| (split.total > 0.0).then(|| split.between / split.total))
    };
    let mut sentences = vec![say(
        "Theil T is {0} en Theil L {1} over {2} regio’s ({3}); 0 is naar {4} gelijk verdeeld.",
        "Theil T is {0} and Theil L {1} over {2} regions ({3}); 0 is spread as {4} are.",
        [
            Slot::number(found.t.map(|split| split.total), 4),
            Slot::number(found.l.map(|split| split.total), 4),
            people.regions.len().into(),
            people.when(),
            people.against(),
        ],
    )];
    if let Some(names) = &names {
        sentences.push(say(
            "Van de ongelijkheid ligt {0} tussen de {1} groepen (naar T), de rest erbinnen.",
            "Of the inequality {0} lies between the {1} groups (by T), the rest within them.",
            [Slot::percent(between(found.t), 0), names.len().into()],
        ));
    }
    let split = |word: &'static str, split: Option<Split>| {
        vec![
            Item::from(word),
            Item::number(split.map(|split| split.total), 10),
            Item::number(split.map(|split| split.between), 10),
            Item::number(split.map(|split| split.within), 10),
        ]
    };
    let mut tables = vec![Rows {
        id: "inequality",
        title: Words("Ongelijkheid", "Inequality"),
        columns: vec![
            column("index", "index", "index"),
            column("total", "samen", "together"),
            column("between", "tussen groepen", "between groups"),
            column("within", "binnen groepen", "within groups"),
        ],
        rows: vec![split("T", found.t), split("L", found.l)],
    }];
    if let Some(names) = &names {
        tables.push(Rows {
            id: "groups",
            title: Words("Elke groep", "Each group"),
            columns: vec![
                column("group", "groep", "group"),
                column("amount_share", "aandeel in het bedrag", "share of the amount"),
                column(
                    "population_share",
                    "aandeel in de inwoners",
                    "share of the people",
                ),
                column("t", "T", "T"),
                column("l", "L", "L"),
            ],
            rows: names
                .iter()
                .zip(&found.groups)
                .map(|(name, part)| {
                    vec![
                        name.into(),
                        Item::percent(part.amount_share, 1),
                        Item::percent(part.population_share, 1),
                        Item::number(part.t, 6),
                        Item::number(part.l, 6),
                    ]
                })
                .collect(),
        });
    }
    Ok(Answer {
        sentences,
        tables,
        ..Answer::default()
    })
}
