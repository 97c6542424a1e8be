//! Growth contributions.

use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{PERIOD, REGION, SECTOR, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::growth::contributions;

/// Asks it.
pub const METHOD: Method = Method {
    id: "contributions",
    family: Family::Growth,
    title: Words("Bijdragen aan de groei", "Contributions to growth"),
    asks: Words(
        "Welke sectoren maakten de groei?",
        "Which sectors made the growth?",
    ),
    roles: super::panels::ROLES,
    place: Place::One,
    reference: false,
    time: Time::Span,
    settings: &[ABSENT],
    page: "contributions.md",
    source: "Eurostat (2013), Handbook on quarterly national accounts",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let region = question.region()?;
    let span = question.span()?;
    let (Some(first), Some(last)) = (span.first(), span.last()) else {
        return Err(Fault::NoSpan);
    };
    let sectors = question.frame.distinct(SECTOR)?;
    let absent = question.settings.absent();
    let grid = question.frame.with(REGION, &[region])?.laid_out(
        VALUE,
        (PERIOD, vec![first.clone(), last.clone()]),
        (SECTOR, sectors.clone()),
    )?;
    let matrix = grid.matrix(absent)?;
    let found = contributions(matrix.row(0), matrix.row(1))
        .map_err(|fault| Fault::method(fault, &grid.rows, &grid.columns))?;
    let mut ranked: Vec<(usize, f64)> = found.activities.iter().copied().enumerate().collect();
    ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let name = |at: usize| sectors.get(at).map_or("", String::as_str);
    let most = ranked.first().copied().unwrap_or((0, 0.0));
    let least = ranked.last().copied().unwrap_or((0, 0.0));
    Ok(Answer {
        sentences: vec![say(
            "Van {1} tot {2} groeide {0} met {3}; {4} droeg het meest bij ({5} procentpunt), {6} het minst ({7}).",
            "From {1} to {2} {0} grew by {3}; {4} added most ({5} percentage points), {6} least ({7}).",
            [
                region.into(),
                first.into(),
                last.into(),
                Slot::percent(found.growth, 1),
                name(most.0).into(),
                Slot::signed(100.0 * most.1, 1),
                name(least.0).into(),
                Slot::signed(100.0 * least.1, 1),
            ],
        )],
        tables: vec![Table {
            id: "contributions",
            title: Words("Bijdrage van elke sector", "Contribution of each sector"),
            columns: vec![
                column("sector", "sector", "sector"),
                column("start", "begin", "start"),
                column("end", "eind", "end"),
                column("points", "procentpunten", "percentage points"),
            ],
            rows: ranked
                .iter()
                .map(|(at, part)| {
                    vec![
                        name(*at).into(),
                        Item::number(matrix.get(0, *at), 1),
                        Item::number(matrix.get(1, *at), 1),
                        Item::signed(100.0 * part, 2),
                    ]
                })
                .collect(),
        }],
        assumptions: vec![Assumption::untested(
            "De cijfers van de sectoren tellen op tot het geheel, in één prijspeil.",
            "The figures of the sectors add up to the whole, in the prices of one year.",
        )],
        left_out: crate::methods::structure::table::filled(&grid, absent)
            .into_iter()
            .collect(),
        drawing: Some(Drawing {
            title: Words("Bijdragen aan de groei", "Contributions to growth"),
            x: Words("sector", "sector"),
            y: Words("procentpunten", "percentage points"),
            shape: Shape::Bars {
                of: ranked.iter().map(|(at, _)| name(*at).to_owned()).collect(),
                parts: vec![(
                    Words("bijdrage", "contribution"),
                    ranked.iter().map(|(_, part)| Some(100.0 * part)).collect(),
                )],
            },
        }),
        effect: None,
    })
}
