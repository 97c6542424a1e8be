//! Multipliers, type I and type II.

use super::table::{Account, FIXED, IMPORTS, JOBS, MONEY, OUTPUT, ROLES, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::input_output::{Households, Multiplier, multipliers};

/// Asks it.
pub const METHOD: Method = Method {
    id: "multipliers",
    family: Family::InputOutput,
    title: Words("Multipliers van sectoren", "Multipliers of sectors"),
    asks: Words(
        "Wat hangt er in alle sectoren aan een eenheid vraag, en aan een baan, in een sector?",
        "What hangs in all sectors on a unit of demand, and on a job, in one sector?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[
        JOBS,
        MONEY,
        Setting::names(
            "wages",
            Words(
                "de rij met de lonen van elke sector, voor type II",
                "the row with the wages of each sector, for type II",
            ),
        ),
        Setting::names(
            "households",
            Words(
                "de kolom met wat huishoudens kopen, voor type II",
                "the column with what households buy, for type II",
            ),
        ),
        WITHOUT,
        OUTPUT,
        ABSENT,
    ],
    page: "multipliers.md",
    source: "R. E. Miller and P. D. Blair (2009), Input-output analysis, chapter 6",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let model = table.model()?;
    let households = households(question, &table)?;
    let ones = vec![1.0; table.sectors.len()];
    let of = |per_unit: &[f64]| {
        multipliers(&model, per_unit, households.as_ref())
            .map_err(|fault| round(&fault).unwrap_or_else(|| table.fault(fault)))
    };
    let output = of(&ones)?;
    let accounts = table.accounts(question)?;
    let found = accounts
        .iter()
        .map(|account| Ok((account, of(&account.per_unit)?)))
        .collect::<Result<Vec<(&Account, Vec<Multiplier>)>, Fault>>()?;
    let row = |account: Item, (sector, one): (&String, &Multiplier)| {
        vec![
            account,
            sector.into(),
            Item::number(one.direct, 4),
            Item::number(one.total, 4),
            Item::number(one.type_i, 3),
            one.closed
                .map_or(Item::Empty, |closed| Item::number(closed.total, 4)),
            one.closed
                .map_or(Item::Empty, |closed| Item::number(closed.type_ii, 3)),
        ]
    };
    let word = Item::Word("output", Words("productie", "output"));
    let mut rows: Vec<Vec<Item>> = table
        .sectors
        .iter()
        .zip(&output)
        .map(|pair| row(word.clone(), pair))
        .collect();
    for (account, found) in &found {
        rows.extend(
            table
                .sectors
                .iter()
                .zip(found)
                .map(|pair| row((&account.name).into(), pair)),
        );
    }
    let shown = found.first().map_or(&output, |(_, found)| found);
    let part = |of: &dyn Fn(&Multiplier) -> Option<f64>| shown.iter().map(of).collect::<Vec<_>>();
    let mut parts = vec![
        (
            Words("in de sector zelf", "in the sector itself"),
            part(&|one| Some(one.direct)),
        ),
        (
            Words("bij leveranciers", "with suppliers"),
            part(&|one| Some(one.total - one.direct)),
        ),
    ];
    if households.is_some() {
        parts.push((
            Words("door bestede lonen", "by wages spent"),
            part(&|one| Some(one.closed?.total - one.total)),
        ));
    }
    Ok(Answer {
        sentences: sentences(&table, &output, &found),
        tables: vec![Rows {
            id: "multipliers",
            title: Words("Wat hangt aan een eenheid vraag naar elke sector", "What hangs on a unit of demand for each sector"),
            columns: vec![
                column("account", "wat", "what"),
                column("sector", "sector", "sector"),
                column("direct", "in de sector zelf", "in the sector itself"),
                column("total", "in alle sectoren", "in all sectors"),
                column("type_i", "multiplier, type I", "multiplier, type I"),
                column("total_ii", "met bestede lonen", "with wages spent"),
                column("type_ii", "multiplier, type II", "multiplier, type II"),
            ],
            rows,
        }],
        assumptions: table.assumptions(
            [
                FIXED,
                IMPORTS,
                Assumption::untested(
                    "Het gaat om een verandering van de vraag. Wie de hele productie van een bedrijf met de multiplier vermenigvuldigt, telt leveranciers dubbel en neemt beter `extraction`.",
                    "It is about a change of demand. Who multiplies the whole output of a firm by the multiplier counts suppliers twice and does better to use `extraction`.",
                ),
            ]
            .into_iter()
            .chain(households.is_some().then(|| {
                Assumption::untested(
                    "Elke euro loon wordt besteed zoals de gemiddelde, meteen en in dit gebied. Dat overdrijft, dus type I is een ondergrens en type II een bovengrens.",
                    "Every euro of wages is spent as the average one, at once and in this area. That exaggerates, so type I is a lower and type II an upper end.",
                )
            })),
        ),
        left_out: table.left_out(),
        drawing: Some(Drawing {
            title: Words("Wat hangt aan een eenheid vraag", "What hangs on a unit of demand"),
            x: Words("sector", "sector"),
            y: Words("voor een eenheid vraag", "for one unit of demand"),
            shape: Shape::Bars {
                of: table.sectors.clone(),
                parts,
            },
        }),
        effect: None,
    })
}

fn sentences(table: &Table, output: &[Multiplier], found: &[(&Account, Vec<Multiplier>)]) -> Vec<Sentence> {
    let most = |of: &[Multiplier]| {
        let ratio = |(at, one): (usize, &Multiplier)| Some((at, one.type_i?));
        of.iter()
            .enumerate()
            .filter_map(ratio)
            .max_by(|(_, a), (_, b)| a.total_cmp(b))
    };
    let mut sentences = Vec::new();
    if let Some((at, ratio)) = most(output) {
        sentences.push(say(
            "Een eenheid vraag naar {0} geeft de meeste productie: {1} in alle sectoren samen, die eenheid meegeteld ({2}).",
            "A unit of demand for {0} gives most output: {1} in all sectors together, that unit counted in ({2}).",
            [table.name(at).into(), Slot::number(ratio, 2), table.when()],
        ));
    }
    for (account, found) in found {
        let Some((at, ratio)) = most(found) else { continue };
        sentences.push(say(
            "Van {0} is de multiplier het hoogst in {1}: {2} in alle sectoren voor elke eenheid in de sector zelf. Dat kan ook komen doordat daar per eenheid weinig van is ({3}).",
            "Of {0} the multiplier is highest in {1}: {2} in all sectors for each unit in the sector itself. That may also be since there is little of it per unit ({3}).",
            [
                (&account.name).into(),
                table.name(at).into(),
                Slot::number(ratio, 2),
                Slot::number(found.get(at).map(|one| one.direct), 4),
            ],
        ));
    }
    sentences
}

/// Households as a sector, where settings name their rows and columns.
fn households(question: &Question<'_>, table: &Table) -> Result<Option<Households>, Fault> {
    let name = |word| question.settings.names(word).first().copied();
    let (wages, buys) = match (name("wages"), name("households")) {
        (None, None) => return Ok(None),
        (Some(wages), Some(buys)) => (wages, buys),
        _ => {
            return Err(Fault::Method(say(
                "voor type II zijn `wages` en `households` allebei nodig",
                "type II needs both `wages` and `households`",
                [],
            )));
        }
    };
    let paid = table.along(wages)?;
    let bought = table.along(buys)?;
    // Income is all that is paid in wages: by sectors, and by final demand where the table says so.
    let mut income: f64 = paid.iter().sum();
    for kind in &table.kinds {
        income += table.paid(wages, kind)?;
    }
    if income <= 0.0 {
        return Err(Fault::Method(say(
            "{0}: samen nul, dus er is geen inkomen om te besteden",
            "{0}: nought together, so there is no income to spend",
            [wages.into()],
        )));
    }
    Ok(Some(Households {
        wages: table.flows.per_unit(&paid).map_err(|fault| table.fault(fault))?,
        spending: bought.iter().map(|amount| amount / income).collect(),
        own: table.paid(wages, buys)? / income,
    }))
}

/// A round of income that feeds itself, in words.
fn round(fault: &koers_economics::Fault) -> Option<Fault> {
    match fault {
        koers_economics::Fault::Setting {
            name: "the round of income",
            value,
            ..
        } => Some(Fault::Method(say(
            "uit elke euro loon komt {0} euro nieuw loon, en dat kan niet zonder einde doorgaan: de bestedingen zijn te groot voor de lonen, bijvoorbeeld doordat inkomen uit winst en uitkeringen niet in de lonen zit",
            "each euro of wages brings {0} euro of new wages, and that cannot go on without end: spending is too large for the wages, for instance since income from profit and benefits is not in them",
            [Slot::number(*value, 3)],
        ))),
        _ => None,
    }
}
