//! What is lost when a plant or a sector goes.

use super::table::{Account, FIXED, IMPORTS, JOBS, MONEY, OUTPUT, PLANT_JOBS, ROLES, SECTOR, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::input_output::{Loss, extraction};

/// Asks it.
pub const METHOD: Method = Method {
    id: "extraction",
    family: Family::InputOutput,
    title: Words("Een bedrijf of sector valt weg", "A plant or sector goes"),
    asks: Words(
        "Wat gaat er verloren als een vestiging of een hele sector verdwijnt?",
        "What is lost when a plant or a whole sector disappears?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[
        SECTOR,
        Setting::number(
            "part",
            Words(
                "welk deel van de sector wegvalt, tot 1",
                "what part of the sector goes, up to 1",
            ),
            (0.0, 1.0),
            None,
        ),
        Setting::number(
            "amount",
            Words(
                "of hoeveel productie wegvalt, in de eenheid van de tabel",
                "or how much output goes, in the unit of the table",
            ),
            (0.0, 1e15),
            None,
        ),
        PLANT_JOBS,
        JOBS,
        MONEY,
        WITHOUT,
        OUTPUT,
        ABSENT,
    ],
    page: "extraction.md",
    source: "E. Dietzenbacher, J. A. van der Linden and A. E. Steenge (1993), Economic Systems Research 5",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let sector = table.chosen(question)?;
    let accounts = table.accounts(question)?;
    let share = share(question, &table, sector, &accounts)?;
    let found = extraction(&table.flows, sector, share).map_err(|fault| table.fault(fault))?;
    let (low, high) = (&found.rest_holds, &found.rest_follows);
    let whole = share >= 1.0;
    let name = table.name(sector);
    let gone = if whole {
        say(
            "Zonder {0} verliezen alle sectoren samen {1} aan productie: {2} in de sector zelf en {3} in de andere ({4}).",
            "Without {0} all sectors together lose {1} of output: {2} in the sector itself and {3} in the others ({4}).",
            [
                name.into(),
                Slot::number(low.own + low.others, 1),
                Slot::number(low.own, 1),
                Slot::number(low.others, 1),
                table.when(),
            ],
        )
    } else {
        say(
            "Valt {1} van {0} weg ({2} aan productie), dan verliezen de andere sectoren {3} tot {4} aan productie ({5}).",
            "When {1} of {0} goes ({2} of output), the other sectors lose {3} to {4} of output ({5}).",
            [
                name.into(),
                Slot::percent(share, 1),
                Slot::number(share * table.output(sector), 1),
                Slot::number(low.others.min(high.others), 1),
                Slot::number(low.others.max(high.others), 1),
                table.when(),
            ],
        )
    };
    let mut sentences = vec![gone];
    if !whole {
        sentences.push(say(
            "Het is het minst als de rest van {0} zijn productie houdt en elders verkoopt, en het meest als de rest ook orders verliest.",
            "It is least when the rest of {0} keeps its output and sells elsewhere, and most when the rest loses orders too.",
            [name.into()],
        ));
    }
    let mut rows = Vec::new();
    for account in &accounts {
        let of = |loss: &Loss| -> Result<(f64, f64), Fault> {
            let all = loss
                .of_account(&account.per_unit)
                .map_err(|fault| table.fault(fault))?;
            let own = loss.own * account.per_unit.get(sector).copied().unwrap_or(0.0);
            Ok((own, all - own))
        };
        let ((own, others), (own_high, others_high)) = (of(low)?, of(high)?);
        sentences.push(if whole {
            say(
                "Van {0} gaat {1} weg: {2} in {4} en {3} in de andere sectoren.",
                "Of {0} {1} goes: {2} in {4} and {3} in the other sectors.",
                [
                    (&account.name).into(),
                    Slot::number(own + others, 1),
                    Slot::number(own, 1),
                    Slot::number(others, 1),
                    name.into(),
                ],
            )
        } else {
            say(
                "Van {0} gaat {1} weg in {4}, en in de andere sectoren {2} tot {3}.",
                "Of {0} {1} goes in {4}, and {2} to {3} in the other sectors.",
                [
                    (&account.name).into(),
                    Slot::number(own, 1),
                    Slot::number(others, 1),
                    Slot::number(others_high, 1),
                    name.into(),
                ],
            )
        });
        rows.push(vec![
            (&account.name).into(),
            Item::number(own, 3),
            Item::number(others, 3),
            Item::number(own_high, 3),
            Item::number(others_high, 3),
        ]);
    }
    let mut tables = vec![Rows {
        id: "loss",
        title: Words("Productie die verloren gaat", "Output that is lost"),
        columns: vec![
            column("sector", "sector", "sector"),
            column("low", "als de rest blijft", "if the rest stays"),
            column("high", "als de rest meebeweegt", "if the rest follows"),
            column("share_low", "van de productie, minst", "of output, least"),
            column("share_high", "van de productie, meest", "of output, most"),
        ],
        rows: table
            .sectors
            .iter()
            .enumerate()
            .zip(low.output.iter().zip(&high.output))
            .map(|((at, name), (low, high))| {
                let now = table.output(at);
                let part = |lost: f64| Item::percent((now > 0.0).then(|| lost / now), 2);
                vec![
                    name.into(),
                    Item::number(*low, 3),
                    Item::number(*high, 3),
                    part(*low),
                    part(*high),
                ]
            })
            .collect(),
    }];
    if !rows.is_empty() {
        tables.push(Rows {
            id: "accounts",
            title: Words("Wat daarmee weggaat", "What goes with it"),
            columns: vec![
                column("account", "wat", "what"),
                column(
                    "own_low",
                    "in de sector, als de rest blijft",
                    "in the sector, if the rest stays",
                ),
                column(
                    "others_low",
                    "elders, als de rest blijft",
                    "elsewhere, if the rest stays",
                ),
                column(
                    "own_high",
                    "in de sector, als de rest meebeweegt",
                    "in the sector, if the rest follows",
                ),
                column(
                    "others_high",
                    "elders, als de rest meebeweegt",
                    "elsewhere, if the rest follows",
                ),
            ],
            rows,
        });
    }
    let mut parts = vec![(
        if whole {
            Words("verlies", "loss")
        } else {
            Words("als de rest blijft", "if the rest stays")
        },
        low.output.iter().copied().map(Some).collect::<Vec<_>>(),
    )];
    if !whole {
        let more = high
            .output
            .iter()
            .zip(&low.output)
            .map(|(high, low)| Some(high - low))
            .collect();
        parts.push((
            Words("daarbij als de rest meebeweegt", "on top if the rest follows"),
            more,
        ));
    }
    Ok(Answer {
        sentences,
        tables,
        assumptions: table.assumptions([
            Assumption::untested(
                "Wat wegvalt, koopt en verkoopt zoals de sector gemiddeld, en wordt voortaan ingevoerd; niemand neemt de leveranciers over.",
                "What goes buys and sells as its sector does on average, and is imported from then on; nobody takes over its suppliers.",
            ),
            Assumption::untested(
                "Lonen die niet meer worden besteed, zitten er niet in, en ook niet wie niet verder kan zonder wat wegvalt. Na jaren vinden mensen ander werk.",
                "Wages that are no longer spent are not in it, nor those who cannot go on without what goes. Over years people find other work.",
            ),
            FIXED,
            IMPORTS,
        ]),
        left_out: table.left_out(),
        drawing: Some(Drawing {
            title: Words("Productie die verloren gaat", "Output that is lost"),
            x: Words("sector", "sector"),
            y: Words("productie", "output"),
            shape: Shape::Bars {
                of: table.sectors.clone(),
                parts,
            },
        }),
        effect: None,
    })
}

/// What part of the sector goes: one way of saying it, or all of it.
fn share(question: &Question<'_>, table: &Table, sector: usize, accounts: &[Account]) -> Result<f64, Fault> {
    let said: Vec<&'static str> = ["part", "amount", "plant_jobs"]
        .into_iter()
        .filter(|word| question.settings.text(word).is_some())
        .collect();
    let way = match said.as_slice() {
        [] => return Ok(1.0),
        [way] => *way,
        _ => {
            return Err(Fault::Method(say(
                "kies een van `part`, `amount` en `plant_jobs`, niet meer",
                "choose one of `part`, `amount` and `plant_jobs`, no more",
                [],
            )));
        }
    };
    let value = question.settings.number(way)?;
    let whole = match way {
        "part" => 1.0,
        "amount" => table.output(sector),
        _ => {
            let account = table.jobs(question, accounts)?;
            account.amounts.get(sector).copied().unwrap_or(0.0)
        }
    };
    if value > 0.0 && value <= whole {
        return Ok(value / whole);
    }
    Err(Fault::Method(say(
        "`{0}` is {1}, en het moet meer dan nul zijn en ten hoogste wat {2} nu heeft: {3}",
        "`{0}` is {1}, and it must be more than nought and at most what {2} has now: {3}",
        [
            way.into(),
            Slot::number(value, 3),
            table.name(sector).into(),
            Slot::number(whole, 3),
        ],
    )))
}
