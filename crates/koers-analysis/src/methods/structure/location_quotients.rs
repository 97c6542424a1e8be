//! Location quotients with how sure they are.

use super::table::{ROLES, SAME_CLASSES, Table};
use crate::answer::{Answer, Assumption, Item, Standing, Table as Rows, column};
use crate::drawing::{Bubble, Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{PERIOD, REGION, SECTOR, VALUE};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{ABSENT, ONE, SEED, Setting};
use koers_economics::Matrix;
use koers_economics::structure::{
    Drawing as Draws, location_quotient_bounds, location_quotient_intervals, location_quotients,
};

/// Asks it.
pub const METHOD: Method = Method {
    id: "location-quotients",
    family: Family::Structure,
    title: Words("Locatiequotiënten", "Location quotients"),
    asks: Words(
        "Waar is een regio sterker in dan elders?",
        "What does a region have more of than elsewhere?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: true,
    time: Time::Span,
    settings: &[
        Setting::number(
            "together",
            Words(
                "hoeveel banen samen komen en gaan (een vestiging); meer maakt het minder zeker",
                "how many jobs come and go together (a plant); more makes it less sure",
            ),
            (1.0, 1e9),
            Some("20"),
        ),
        Setting::whole(
            "draws",
            Words(
                "hoe vaak wordt geloot: minstens 1000 keer, of 0 voor geen marges",
                "how often is drawn: at least 1000 times, or 0 for no margins",
            ),
            (0, 1_000_000),
            Some("2000"),
        ),
        ONE,
        SEED,
        ABSENT,
    ],
    page: "location_quotients.md",
    source: "P. S. Florence (1939), Report on the location of industry",
    run,
};

/// With fewer draws the ends of a margin of 95% are not known.
const LEAST_DRAWS: usize = 1000;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    if let Some(name) = question.region {
        table.grid.row(name)?;
    }
    let asked = |row: usize| {
        let name = table.grid.rows.get(row);
        question
            .region
            .is_none_or(|region| name.is_some_and(|name| name == region))
    };
    if table.grid.has_withheld() {
        return bounded(question, &table);
    }
    let matrix = table.matrix()?;
    let found = location_quotients(&matrix, table.reference()).map_err(|fault| table.grid.fault(fault))?;
    let draws = question.settings.whole("draws")?;
    if (1..LEAST_DRAWS).contains(&draws) {
        return Err(Fault::Setting {
            word: "draws",
            found: draws.to_string(),
            needs: Words("0, of minstens 1000", "0, or at least 1000"),
        });
    }
    // Margins are drawn of counts of the whole table, so they are those against all regions together.
    let without = match () {
        () if draws == 0 => Some(Words("er wordt niet geloot", "nothing is drawn")),
        () if table.given().is_some() => Some(Words(
            "zij zijn er alleen tegen alle regio’s samen",
            "there are only margins against all regions together",
        )),
        () if matrix.rows() < 2 => Some(Words("er is maar één regio", "there is one region only")),
        () => None,
    };
    let margins = if without.is_none() {
        let drawing = Draws {
            level: 0.95,
            together: question.settings.number("together")?,
            draws,
            seed: question.settings.seed()?,
        };
        let one = question.settings.number(ONE.word)?;
        let things: Vec<f64> = matrix.values().iter().map(|value| value * one).collect();
        let counts = Matrix::new(matrix.rows(), matrix.columns(), things);
        let drawn = counts.and_then(|counts| location_quotient_intervals(&counts, drawing));
        Some(drawn.map_err(|fault| table.grid.fault(fault))?)
    } else {
        None
    };
    let mut rows = Vec::new();
    let mut strongest: Option<(f64, &String, &String)> = None;
    let (mut sure, mut all) = (0, 0);
    for (row, region) in table.grid.rows.iter().enumerate().filter(|(row, _)| asked(*row)) {
        let size: f64 = matrix.row(row).iter().sum();
        for (at, sector) in table.grid.columns.iter().enumerate() {
            let quotient = found.quotients.get(row, at);
            let margin = margins
                .as_ref()
                .and_then(|margins| margins.get(row)?.get(at).copied().flatten());
            let value = matrix.get(row, at).unwrap_or(0.0);
            if let Some(quotient) = quotient {
                all += 1;
                sure += usize::from(margin.is_some_and(|margin| margin.low > 1.0 || margin.high < 1.0));
                if strongest.is_none_or(|(most, ..)| quotient > most) {
                    strongest = Some((quotient, region, sector));
                }
            }
            rows.push(vec![
                region.into(),
                sector.into(),
                Item::number(value, 1),
                Item::percent((size > 0.0).then(|| value / size), 1),
                Item::number(quotient, 2),
                margin.map_or(Item::Empty, |margin| Item::number(margin.low, 2)),
                margin.map_or(Item::Empty, |margin| Item::number(margin.high, 2)),
                standing(quotient, margin.map(|margin| (margin.low, margin.high))),
            ]);
        }
    }
    let mut sentences: Vec<Sentence> = strongest
        .map(|(most, region, sector)| {
            say(
                "{0} heeft naar verhouding het meest van {1}: {2} keer zo veel als {3} ({4}).",
                "{0} has relatively most of {1}: {2} times as much as {3} ({4}).",
                [
                    region.into(),
                    sector.into(),
                    Slot::number(most, 2),
                    table.compared(),
                    table.when(),
                ],
            )
        })
        .into_iter()
        .collect();
    if margins.is_some() {
        sentences.push(say(
            "Bij {0} van de {1} quotiënten is zeker (95%) of zij boven of onder 1 liggen.",
            "Of {0} of the {1} quotients it is sure (95%) whether they lie above or below 1.",
            [sure.into(), all.into()],
        ));
    }
    Ok(Answer {
        sentences,
        tables: vec![Rows {
            id: "quotients",
            title: Words("Locatiequotiënten", "Location quotients"),
            columns: vec![
                column("region", "regio", "region"),
                column("sector", "sector", "sector"),
                column("value", "waarde", "value"),
                column("share", "aandeel", "share"),
                column("quotient", "quotiënt", "quotient"),
                column("low", "laag", "low"),
                column("high", "hoog", "high"),
                column("standing", "is dat", "is that"),
            ],
            rows,
        }],
        assumptions: margins
            .is_some()
            .then(|| counted(question))
            .into_iter()
            .chain([
            SAME_CLASSES,
            Assumption::untested(
                "Wat ergens ontbreekt, wordt niet elders geteld: inwoners kopen overal ongeveer hetzelfde.",
                "What lacks here is not counted elsewhere: people buy about the same everywhere.",
            ),
        ])
            .collect(),
        left_out: table
            .filled()
            .into_iter()
            .chain(without.map(|why| {
                say(
                    "Geen marges: {0}.",
                    "No margins: {0}.",
                    [why.into()],
                )
            }))
            .collect(),
        drawing: bubbles(question, &table, &found.quotients)?,
        effect: None,
    })
}

/// What the margins count.
fn counted(question: &Question<'_>) -> Assumption {
    Assumption {
        what: Words(
            "De marges tellen wat de tabel telt, en dat komt en gaat per vestiging.",
            "The margins count what the table counts, and that comes and goes by the plant.",
        ),
        standing: Standing::Untested,
        found: Some(say(
            "Eén in de tabel is {0}; {1} komen en gaan samen.",
            "One in the table is {0}; {1} come and go together.",
            [
                Slot::number(question.settings.number(ONE.word).ok(), 0),
                Slot::number(question.settings.number("together").ok(), 0),
            ],
        )),
    }
}

/// Whether a quotient is surely above or below one.
fn standing(quotient: Option<f64>, margin: Option<(f64, f64)>) -> Item {
    match (quotient, margin) {
        (None, _) => Item::Empty,
        (Some(_), Some((low, _))) if low > 1.0 => Item::Word("more", Words("zeker meer", "surely more")),
        (Some(_), Some((_, high))) if high < 1.0 => Item::Word("less", Words("zeker minder", "surely less")),
        (Some(_), Some(_)) => Item::Word("open", Words("niet te zeggen", "cannot be said")),
        (Some(_), None) => Item::Empty,
    }
}

/// With withheld cells: bounds, against a reference that is known.
fn bounded(question: &Question<'_>, table: &Table) -> Result<Answer, Fault> {
    let Some(given) = table.given() else {
        return Err(Fault::Wanted {
            option: "--reference",
            known: table.grid.rows.clone(),
        });
    };
    let cells = table.grid.bounded(table.absent)?;
    let found = location_quotient_bounds(&cells, given).map_err(|fault| table.grid.fault(fault))?;
    let mut rows = Vec::new();
    let mut withheld = 0;
    for ((row, region), spans) in table.grid.rows.iter().enumerate().zip(&found) {
        if question.region.is_some_and(|asked| asked != region) {
            continue;
        }
        for ((at, sector), span) in table.grid.columns.iter().enumerate().zip(spans) {
            withheld += usize::from(table.grid.cell(row, at).number().is_none());
            rows.push(vec![
                region.into(),
                sector.into(),
                Item::number(span.map(|span| span.low), 2),
                Item::number(span.map(|span| span.high), 2),
                standing(span.map(|span| span.low), span.map(|span| (span.low, span.high))),
            ]);
        }
    }
    Ok(Answer {
        sentences: vec![say(
            "{0} cijfers zijn geheim: de quotiënten liggen zeker tussen de grenzen in de tabel.",
            "{0} figures are withheld: the quotients surely lie between the bounds in the table.",
            [withheld.into()],
        )],
        tables: vec![Rows {
            id: "bounds",
            title: Words(
                "Locatiequotiënten tussen grenzen",
                "Location quotients between bounds",
            ),
            columns: vec![
                column("region", "regio", "region"),
                column("sector", "sector", "sector"),
                column("low", "laag", "low"),
                column("high", "hoog", "high"),
                column("standing", "is dat", "is that"),
            ],
            rows,
        }],
        assumptions: vec![SAME_CLASSES],
        left_out: table.filled().into_iter().collect(),
        drawing: None,
        effect: None,
    })
}

/// Quotient against growth, where one region is asked about and there is an earlier period.
fn bubbles(
    question: &Question<'_>,
    table: &Table,
    quotients: &koers_economics::PartialMatrix,
) -> Result<Option<Drawing>, Fault> {
    let Some(region) = question.region else {
        return Ok(None);
    };
    if !question.frame.has(PERIOD) {
        return Ok(None);
    }
    let span = question.within()?;
    let (Some(first), Some(last)) = (span.first(), span.last()) else {
        return Ok(None);
    };
    if first == last {
        return Ok(None);
    }
    let row = table.grid.row(region)?;
    let at = |period: &str| {
        let frame = question.frame.with(PERIOD, &[period])?;
        frame.laid_out(
            VALUE,
            (REGION, vec![region.to_owned()]),
            (SECTOR, table.grid.columns.clone()),
        )
    };
    let (before, after) = (at(first)?, at(last)?);
    let point = |(at, sector): (usize, &String)| {
        let start = before.cell(0, at).number()?.get();
        let end = after.cell(0, at).number()?.get();
        (start > 0.0).then_some(())?;
        Some(Bubble {
            name: sector.clone(),
            x: quotients.get(row, at)?,
            y: 100.0 * (end / start - 1.0),
            size: end,
        })
    };
    let points: Vec<Bubble> = table.grid.columns.iter().enumerate().filter_map(point).collect();
    Ok((!points.is_empty()).then_some(Drawing {
        title: Words("Sterk en groeiend?", "Strong and growing?"),
        x: Words("locatiequotiënt", "location quotient"),
        y: Words("groei in %", "growth in %"),
        shape: Shape::Bubbles {
            points,
            axes: (1.0, 0.0),
        },
    }))
}
