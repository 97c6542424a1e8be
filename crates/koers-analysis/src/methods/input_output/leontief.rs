//! What must be made for a demand.

use super::table::{FIXED, IMPORTS, JOBS, MONEY, OUTPUT, ROLES, SECTOR, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{ABSENT, Setting};

/// Asks it.
pub const METHOD: Method = Method {
    id: "leontief",
    family: Family::InputOutput,
    title: Words(
        "Meer of minder vraag (Leontief)",
        "More or less demand (Leontief)",
    ),
    asks: Words(
        "Wat maken alle sectoren als de vraag naar een sector verandert?",
        "What do all sectors make when the demand for one changes?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[
        SECTOR,
        AMOUNT,
        Setting::names(
            "demand",
            Words(
                "kolommen van finale vraag die samen de vraag zijn, in plaats van een sector",
                "columns of final demand that together are the demand, instead of a sector",
            ),
        ),
        JOBS,
        MONEY,
        WITHOUT,
        OUTPUT,
        ABSENT,
    ],
    page: "leontief.md",
    source: "W. Leontief (1936), Review of Economics and Statistics 18",
    run,
};

/// How much changes.
pub(super) const AMOUNT: Setting = Setting::number(
    "amount",
    Words(
        "hoeveel erbij komt, of met een min eraf gaat, in de eenheid van de tabel",
        "how much is added, or with a minus taken off, in the unit of the table",
    ),
    (-1e12, 1e12),
    Some("1"),
);

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let (demand, first) = demand(question, &table)?;
    let model = table.model()?;
    let output = model.output_for(&demand).map_err(|fault| table.fault(fault))?;
    let (asked, total): (f64, f64) = (demand.iter().sum(), output.iter().sum());
    let mut sentences = vec![
        first,
        say(
            "Alle sectoren samen maken daarvoor {0}: {1} voor de vraag zelf en {2} als leverancier van elkaar.",
            "All sectors together make {0} for it: {1} for the demand itself and {2} as suppliers of each other.",
            [
                Slot::signed(total, 1),
                Slot::signed(asked, 1),
                Slot::signed(total - asked, 1),
            ],
        ),
    ];
    let mut rows = Vec::new();
    for account in table.accounts(question)? {
        let each: Vec<f64> = account
            .per_unit
            .iter()
            .zip(&output)
            .map(|(per_unit, output)| per_unit * output)
            .collect();
        sentences.push(say(
            "Uitgedrukt in {1} is dat {0}.",
            "Counted in {1} that is {0}.",
            [Slot::signed(each.iter().sum::<f64>(), 1), (&account.name).into()],
        ));
        for (sector, amount) in table.sectors.iter().zip(each) {
            rows.push(vec![
                (&account.name).into(),
                sector.into(),
                Item::signed(amount, 3),
            ]);
        }
    }
    let mut tables = vec![Rows {
        id: "output",
        title: Words("Wat elke sector daarvoor maakt", "What each sector makes for it"),
        columns: vec![
            column("sector", "sector", "sector"),
            column("demand", "vraag", "demand"),
            column("output", "productie", "output"),
            column(
                "share",
                "van wat de sector nu maakt",
                "of what the sector makes now",
            ),
        ],
        rows: table
            .sectors
            .iter()
            .enumerate()
            .zip(demand.iter().zip(&output))
            .map(|((at, sector), (demand, output))| {
                let now = table.output(at);
                vec![
                    sector.into(),
                    Item::signed(*demand, 3),
                    Item::signed(*output, 3),
                    Item::percent((now > 0.0).then(|| output / now), 2),
                ]
            })
            .collect(),
    }];
    if !rows.is_empty() {
        tables.push(super::account_table(rows));
    }
    let drawing = Drawing {
        title: Words(
            "Wat elke sector voor de vraag maakt",
            "What each sector makes for the demand",
        ),
        x: Words("sector", "sector"),
        y: Words("productie", "output"),
        shape: Shape::Bars {
            of: table.sectors.clone(),
            parts: vec![
                (
                    Words("voor de vraag zelf", "for the demand itself"),
                    demand.iter().copied().map(Some).collect(),
                ),
                (
                    Words("als leverancier", "as a supplier"),
                    output
                        .iter()
                        .zip(&demand)
                        .map(|(output, demand)| Some(output - demand))
                        .collect(),
                ),
            ],
        },
    };
    Ok(Answer {
        sentences,
        tables,
        assumptions: table.assumptions([
            FIXED,
            IMPORTS,
            Assumption::untested(
                "Prijzen bewegen niet en tijd speelt geen rol; dit is wat aan de vraag hangt, niet wat er volgend jaar gebeurt.",
                "Prices do not move and time plays no part; this is what hangs on the demand, not what happens next year.",
            ),
        ]),
        left_out: table.left_out(),
        drawing: Some(drawing),
        effect: None,
    })
}

/// The demand that is asked about, and what it is in words.
fn demand(question: &Question<'_>, table: &Table) -> Result<(Vec<f64>, Sentence), Fault> {
    let kinds = question.settings.names("demand");
    if kinds.is_empty() {
        let (sector, amount) = (table.chosen(question)?, question.settings.number(AMOUNT.word)?);
        let mut demand = vec![0.0; table.sectors.len()];
        if let Some(place) = demand.get_mut(sector) {
            *place = amount;
        }
        let said = say(
            "De vraag naar {0} verandert met {1} ({2}).",
            "The demand for {0} changes by {1} ({2}).",
            [table.name(sector).into(), Slot::signed(amount, 1), table.when()],
        );
        return Ok((demand, said));
    }
    if !question.settings.names(SECTOR.word).is_empty() {
        return Err(Fault::Method(say(
            "kies `sector` of `demand`, niet allebei",
            "choose `sector` or `demand`, not both",
            [],
        )));
    }
    let mut demand = vec![0.0; table.sectors.len()];
    for kind in &kinds {
        if table.sectors.iter().any(|sector| sector == kind) {
            return Err(Fault::Method(say(
                "`{0}` is een sector, en `demand` vraagt kolommen van finale vraag: {1}",
                "`{0}` is a sector, and `demand` asks for columns of final demand: {1}",
                [(*kind).into(), Slot::Names(table.kinds.clone())],
            )));
        }
        let one = table.along(kind)?;
        demand.iter_mut().zip(one).for_each(|(sum, one)| *sum += one);
    }
    let said = say(
        "De vraag is {0}: samen {1} ({2}).",
        "The demand is {0}: {1} together ({2}).",
        [
            Slot::Names(kinds.iter().map(|kind| (*kind).to_owned()).collect()),
            Slot::number(demand.iter().sum::<f64>(), 1),
            table.when(),
        ],
    );
    Ok((demand, said))
}
