//! Fitness of regions and complexity of activities.

use super::presence::{THERE, THRESHOLD, THRESHOLD_MATTERS, There};
use super::ranking::Ranking;
use super::table::ROLES;
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::structure::{Settled, fitness};

/// Asks it.
pub const METHOD: Method = Method {
    id: "fitness",
    family: Family::Structure,
    title: Words("Fitheid van regio’s", "Fitness of regions"),
    asks: Words(
        "Welke regio’s hebben veel wat alleen sterke regio’s hebben?",
        "Which regions have much that only strong regions have?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[
        THERE,
        THRESHOLD,
        Setting::whole(
            "steps",
            Words("hoeveel stappen ten hoogste", "how many steps at most"),
            (1, 1_000_000),
            Some("10000"),
        ),
        ABSENT,
    ],
    page: "fitness.md",
    source: "A. Tacchella and others (2012), Scientific Reports 2:723",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let there = There::of(question)?;
    let found =
        fitness(&there.presence, question.settings.whole("steps")?).map_err(|fault| there.fault(fault))?;
    let ranking = Ranking::of(question, &there.regions, found.regions.iter().copied(), |one| {
        *one
    })?;
    let [name, place, count] = ranking.placed();
    let rest = match found.settled {
        Settled::Values => Words("de waarden zijn tot rust gekomen", "the values have settled"),
        Settled::Order => Words(
            "alleen de volgorde is tot rust gekomen: lees de waarden niet",
            "only the order has settled: do not read the values",
        ),
        Settled::No => Words(
            "niets is tot rust gekomen: gebruik dit niet",
            "nothing has settled: do not use this",
        ),
    };
    let mut activities: Vec<_> = there.sectors.iter().zip(&found.activities).collect();
    activities.sort_by(|(_, a), (_, b)| b.unwrap_or(f64::MIN).total_cmp(&a.unwrap_or(f64::MIN)));
    Ok(Answer {
        sentences: ranking.sentences(say(
            "{0} staat op plaats {1} van {2} in fitheid ({3}); {4}.",
            "{0} is number {1} of {2} in fitness ({3}); {4}.",
            [name, place, count, there.table.when(), rest.into()],
        )),
        tables: vec![
            Rows {
                id: "regions",
                title: Words("Elke regio", "Each region"),
                columns: vec![
                    column("region", "regio", "region"),
                    column("fitness", "fitheid (gemiddeld 1)", "fitness (mean 1)"),
                ],
                rows: ranking.rows(|one| vec![Item::number(one.copied(), 6)]),
            },
            Rows {
                id: "activities",
                title: Words("Elke activiteit", "Each activity"),
                columns: vec![
                    column("sector", "activiteit", "activity"),
                    column("complexity", "complexiteit (gemiddeld 1)", "complexity (mean 1)"),
                ],
                rows: activities
                    .into_iter()
                    .map(|(name, one)| vec![name.into(), Item::number(*one, 6)])
                    .collect(),
            },
        ],
        assumptions: vec![
            Assumption::tested(
                Words(
                    "Zeldzame activiteiten zitten waar alles zit.",
                    "Rare activities are where everything is.",
                ),
                found.settled == Settled::Values,
                say(
                    "Na {0} stappen: {1}; bij {2} regio’s valt de waarde naar nul.",
                    "After {0} steps: {1}; of {2} regions the value falls to nought.",
                    [found.steps.into(), rest.into(), found.vanishing.len().into()],
                ),
            ),
            THRESHOLD_MATTERS,
        ],
        left_out: there.left_out(),
        drawing: None,
        effect: None,
    })
}
