//! Which activities are found together.

use super::presence::{THERE, THRESHOLD, THRESHOLD_MATTERS, There};
use super::table::ROLES;
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::structure::{Likeness, proximity};

/// Asks it.
pub const METHOD: Method = Method {
    id: "proximity",
    family: Family::Structure,
    title: Words("Wat bij elkaar voorkomt", "What is found together"),
    asks: Words(
        "Welke activiteiten zitten in dezelfde regio’s?",
        "Which activities are in the same regions?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[THERE, THRESHOLD, LIKENESS, ABSENT],
    page: "proximity.md",
    source: "C. A. Hidalgo and others (2007), Science 317",
    run,
};

/// How near is reckoned.
pub(super) const LIKENESS: Setting = Setting::choice(
    "likeness",
    Words("hoe gelijkenis wordt gerekend", "how likeness is reckoned"),
    &[
        (
            "smaller-chance",
            Words("de kleinste van de twee kansen", "the smaller of the two chances"),
        ),
        ("cosine", Words("cosinus", "cosine")),
        ("jaccard", Words("Jaccard", "Jaccard")),
    ],
    "smaller-chance",
);

/// What was set of it.
pub(super) fn likeness(question: &Question<'_>) -> Likeness {
    match question.settings.text("likeness") {
        Some("cosine") => Likeness::Cosine,
        Some("jaccard") => Likeness::Jaccard,
        _ => Likeness::SmallerChance,
    }
}

/// In fewer regions nearly everything is together by chance.
const FEW: usize = 30;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let there = There::of(question)?;
    let found = proximity(&there.presence, likeness(question));
    let mut pairs = Vec::new();
    for (one, name) in there.sectors.iter().enumerate() {
        for (other, second) in there.sectors.iter().enumerate().skip(one + 1) {
            pairs.push((name, second, found.values.get(one, other).unwrap_or(0.0)));
        }
    }
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2));
    let sentence = pairs.first().map(|(one, other, near)| {
        say(
            "{0} en {1} zitten het vaakst in dezelfde regio’s: {2} op een schaal van 0 tot 1 ({3}).",
            "{0} and {1} are most often in the same regions: {2} on a scale of 0 to 1 ({3}).",
            [
                (*one).into(),
                (*other).into(),
                Slot::number(*near, 2),
                there.table.when(),
            ],
        )
    });
    Ok(Answer {
        sentences: sentence.into_iter().collect(),
        tables: vec![Rows {
            id: "pairs",
            title: Words("Elk paar activiteiten", "Each pair of activities"),
            columns: vec![
                column("first", "activiteit", "activity"),
                column("second", "met", "with"),
                column("proximity", "nabijheid", "proximity"),
            ],
            rows: pairs
                .iter()
                .map(|(one, other, near)| vec![(*one).into(), (*other).into(), Item::number(*near, 6)])
                .collect(),
        }],
        assumptions: vec![enough(&there), THRESHOLD_MATTERS],
        left_out: there.left_out(),
        drawing: None,
        effect: None,
    })
}

/// That there are regions enough for being together to mean something.
pub(super) fn enough(there: &There) -> Assumption {
    Assumption::tested(
        Words(
            "Er zijn genoeg regio’s om samen voorkomen iets te laten zeggen.",
            "There are regions enough for being together to mean something.",
        ),
        there.regions.len() >= FEW,
        say(
            "Het zijn er {0}; onder {1} is veel toeval.",
            "There are {0}; below {1} much is chance.",
            [there.regions.len().into(), FEW.into()],
        ),
    )
}
