//! Moran's I.

use super::neighbours::{Map, ROLES, SETTINGS};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use koers_economics::structure::moran;

/// Asks it.
pub const METHOD: Method = Method {
    id: "moran",
    family: Family::Structure,
    title: Words("Lijken buren op elkaar? (Moran)", "Are neighbours alike? (Moran)"),
    asks: Words(
        "Liggen hoge en lage waarden bij elkaar op de kaart?",
        "Do high and low values lie together on the map?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: SETTINGS,
    page: "moran.md",
    source: "P. A. P. Moran (1950), Biometrika 37",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let map = Map::of(question)?;
    let found = moran(
        &map.values,
        &map.neighbours,
        question.settings.whole("permutations")?,
        question.settings.seed()?,
    )
    .map_err(|fault| map.fault(fault))?;
    let p = Slot::p(found.p_two_sided);
    let sentence = match (found.p_two_sided < 0.05, found.index > found.expected) {
        (true, true) => say(
            "Buren lijken op elkaar, en dat is geen toeval: Moran’s I is {0} ({1}, {2}).",
            "Neighbours are alike, and that is no chance: Moran’s I is {0} ({1}, {2}).",
            [Slot::number(found.index, 3), p, map.when()],
        ),
        (true, false) => say(
            "Buren verschillen juist, en dat is geen toeval: Moran’s I is {0} ({1}, {2}).",
            "Neighbours differ, and that is no chance: Moran’s I is {0} ({1}, {2}).",
            [Slot::number(found.index, 3), p, map.when()],
        ),
        (false, _) => say(
            "Of buren op elkaar lijken, is niet van toeval te onderscheiden: Moran’s I is {0} ({1}, {2}).",
            "Whether neighbours are alike cannot be told from chance: Moran’s I is {0} ({1}, {2}).",
            [Slot::number(found.index, 3), p, map.when()],
        ),
    };
    let islands = map.islands();
    Ok(Answer {
        sentences: vec![sentence],
        tables: vec![Rows {
            id: "moran",
            title: Words("Moran’s I", "Moran’s I"),
            columns: vec![
                column("index", "index", "index"),
                column("expected", "bij toeval", "by chance"),
                column("variance", "variantie bij normaal", "variance if normal"),
                column("z", "z", "z"),
                column("p", "p (twee kanten)", "p (two-sided)"),
                column("p_alike", "p (op elkaar)", "p (alike)"),
                column("p_error", "fout door loten", "error of drawing"),
                column("permutations", "keren geloot", "times drawn"),
            ],
            rows: vec![vec![
                Item::number(found.index, 6),
                Item::number(found.expected, 6),
                Item::number(found.variance_normal, 6),
                Item::number(found.z_normal, 3),
                Item::number(found.p_two_sided, 4),
                Item::number(found.p_alike, 4),
                Item::number(found.p_error, 4),
                found.permutations.into(),
            ]],
        }],
        assumptions: vec![Assumption::untested(
            "Elke waarde had bij elke regio kunnen staan.",
            "Each value could have stood at each region.",
        )],
        left_out: left_out(islands),
        drawing: None,
        effect: None,
    })
}

/// That regions have no neighbour.
pub(super) fn left_out(islands: Vec<String>) -> Vec<crate::say::Sentence> {
    if islands.is_empty() {
        return Vec::new();
    }
    vec![say(
        "Zonder buren, en daarom zonder gewicht: {0}.",
        "Without neighbours, and therefore without weight: {0}.",
        [Slot::Names(islands)],
    )]
}
