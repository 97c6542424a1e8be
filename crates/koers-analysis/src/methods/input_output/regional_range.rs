//! Lower, central and upper of what is asked of a derived regional table.

use super::region::{COUNTRY, DELTA, DERIVED, OWN, Sizes};
use super::table::{Account, FIXED, JOBS, MONEY, OUTPUT, PLANT_JOBS, ROLES, SECTOR, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::Span;
use koers_economics::input_output::{
    Leontief, Quotient, RegionalRange, regional_range, technical_coefficients,
};

/// Asks it.
pub const METHOD: Method = Method {
    id: "regional-range",
    family: Family::InputOutput,
    title: Words(
        "Multipliers van een regio, van laag tot hoog",
        "Multipliers of a region, from low to high",
    ),
    asks: Words(
        "Wat hangt er in de regio aan een sector, en hoe zeker is dat?",
        "What hangs on a sector in the region, and how sure is that?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[
        OWN,
        COUNTRY,
        DELTA,
        Setting::number(
            "low",
            Words("de laagste δ die nog kan", "the lowest δ that may still be"),
            (0.0, 0.99),
            Some("0.2"),
        ),
        Setting::number(
            "high",
            Words("de hoogste δ die nog kan", "the highest δ that may still be"),
            (0.0, 0.99),
            Some("0.4"),
        ),
        Setting::choice(
            "others",
            Words("wat ernaast wordt gezet", "what is set beside it"),
            &[
                (
                    "delta",
                    Words(
                        "FLQ met de laagste en de hoogste δ",
                        "FLQ with the lowest and the highest δ",
                    ),
                ),
                ("all", Words("ook AFLQ, CILQ en SLQ", "AFLQ, CILQ and SLQ too")),
            ],
            "delta",
        ),
        Setting::choice(
            "asks",
            Words("wat wordt gevraagd", "what is asked"),
            &[
                (
                    "demand",
                    Words(
                        "wat hangt aan een eenheid vraag naar elke sector",
                        "what hangs on a unit of demand for each sector",
                    ),
                ),
                (
                    "closure",
                    Words(
                        "wat elke sector verliest als in `sector` een eenheid productie wegvalt",
                        "what each sector loses when a unit of output goes in `sector`",
                    ),
                ),
            ],
            "demand",
        ),
        SECTOR,
        Setting::number(
            "amount",
            Words(
                "hoeveel vraag of productie, in de eenheid van de tabel",
                "how much demand or output, in the unit of the table",
            ),
            (0.0, 1e12),
            Some("1"),
        ),
        PLANT_JOBS,
        JOBS,
        MONEY,
        WITHOUT,
        OUTPUT,
        ABSENT,
    ],
    page: "regional_range.md",
    source: "A. T. Flegg and T. Tohmo (2013), Regional Studies 47",
    run,
};

/// One thing that is asked of the model, by sector.
struct Asked {
    account: Item,
    name: Slot,
    per_unit: Vec<f64>,
}

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let sizes = Sizes::of(question, &table)?;
    let settings = question.settings;
    let delta = settings.number(DELTA.word)?;
    let (low, high) = (settings.number("low")?, settings.number("high")?);
    if !(low..=high).contains(&delta) {
        return Err(Fault::Method(say(
            "`low`, `delta` en `high` lopen niet op: {0}, {1}, {2}",
            "`low`, `delta` and `high` do not rise: {0}, {1}, {2}",
            [low, delta, high].map(|one| Slot::number(one, 2)),
        )));
    }
    let mut others = vec![
        (
            "flq_low",
            Words("FLQ, laagste δ", "FLQ, lowest δ"),
            Quotient::Flegg { delta: low },
        ),
        (
            "flq_high",
            Words("FLQ, hoogste δ", "FLQ, highest δ"),
            Quotient::Flegg { delta: high },
        ),
    ];
    if settings.text("others") == Some("all") {
        others.push(("aflq", Words("AFLQ", "AFLQ"), Quotient::FleggAugmented { delta }));
        others.push(("cilq", Words("CILQ", "CILQ"), Quotient::CrossIndustry));
        others.push(("slq", Words("SLQ", "SLQ"), Quotient::Simple));
    }
    // Who says how large a plant is asks what goes when it closes.
    let closes = settings.text("asks") == Some("closure") || settings.text(PLANT_JOBS.word).is_some();
    let closure = closes.then(|| table.chosen(question)).transpose()?;
    let output = Asked {
        account: Item::Word("output", Words("productie", "output")),
        name: Words("productie", "output").into(),
        per_unit: vec![1.0; table.sectors.len()],
    };
    let accounts = table.accounts(question)?;
    let gone = Gone::of(question, &table, &sizes, &accounts)?;
    let amount = gone.output;
    let counted = accounts.into_iter().map(|account| Asked {
        account: (&account.name).into(),
        name: (&account.name).into(),
        per_unit: account.per_unit,
    });
    let mut asked: Vec<Asked> = std::iter::once(output).chain(counted).collect();
    // Who asks about jobs is answered in jobs first.
    if gone.is_in_jobs {
        asked.rotate_left(1);
    }
    let answers = |model: &Leontief| -> Result<Vec<f64>, koers_economics::Fault> {
        let mut all = Vec::new();
        for one in &asked {
            match closure {
                None => all.extend(model.needed(&one.per_unit)?.iter().map(|needed| needed * amount)),
                Some(sector) => all.extend(
                    lost(model, sector, amount)?
                        .iter()
                        .zip(&one.per_unit)
                        .map(|(lost, per_unit)| lost * per_unit),
                ),
            }
        }
        Ok(all)
    };
    let national = technical_coefficients(&table.flows);
    let quotients: Vec<Quotient> = others.iter().map(|(.., quotient)| *quotient).collect();
    let found = regional_range(
        &national,
        &sizes.own,
        &sizes.country,
        Quotient::Flegg { delta },
        &quotients,
        answers,
    )
    .map_err(|fault| sizes.fault(fault, &table))?;
    let count = table.sectors.len();
    let (mut rows, mut each) = (Vec::new(), Vec::new());
    for (at, (central, span)) in found.central.iter().zip(&found.spans).enumerate() {
        let Some(of) = asked.get(at / count) else { continue };
        let sector = table.name(at % count);
        rows.push(vec![
            of.account.clone(),
            sector.into(),
            Item::number(span.low, 4),
            Item::number(*central, 4),
            Item::number(span.high, 4),
        ]);
        for ((word, name, _), values) in others.iter().zip(&found.others) {
            each.push(vec![
                of.account.clone(),
                sector.into(),
                Item::Word(word, *name),
                Item::number(values.get(at).copied(), 4),
            ]);
        }
    }
    Ok(Answer {
        sentences: sentences(&table, &asked, &found, closure, &gone),
        tables: vec![
            Rows {
                id: "range",
                title: match closure {
                    None => Words("Wat hangt aan de vraag naar elke sector", "What hangs on the demand for each sector"),
                    Some(_) => Words("Wat elke sector verliest", "What each sector loses"),
                },
                columns: vec![
                    column("account", "wat", "what"),
                    column("sector", "sector", "sector"),
                    column("low", "laag", "low"),
                    column("central", "midden", "central"),
                    column("high", "hoog", "high"),
                ],
                rows,
            },
            Rows {
                id: "others",
                title: Words("Met elk ander quotiënt", "By each other quotient"),
                columns: vec![
                    column("account", "wat", "what"),
                    column("sector", "sector", "sector"),
                    column("quotient", "quotiënt", "quotient"),
                    column("value", "uitkomst", "result"),
                ],
                rows: each,
            },
        ],
        assumptions: table.assumptions(DERIVED.into_iter().chain([
            Assumption::untested(
                "De juiste δ ligt tussen de laagste en de hoogste. Dit is een bereik over manieren van afleiden, geen foutmarge: ze kunnen er allemaal dezelfde kant naast zitten.",
                "The right δ lies between the lowest and the highest. This is a range over ways to derive, no margin of error: all can be off the same way.",
            ),
            FIXED,
        ])),
        left_out: table.left_out(),
        drawing: Some(drawing(&table, &found, closure, &gone)),
        effect: None,
    })
}

/// As many decimals as an amount that was asked needs.
fn decimals(amount: f64) -> u8 {
    match amount {
        whole if whole.fract() == 0.0 => 0,
        part if part < 1.0 => 3,
        _ => 1,
    }
}

/// How much is asked about: output, or the jobs of a plant with the output that they make.
struct Gone {
    output: f64,
    /// As it was asked.
    said: f64,
    what: Slot,
    is_in_jobs: bool,
}

impl Gone {
    fn of(
        question: &Question<'_>,
        table: &Table,
        sizes: &Sizes,
        accounts: &[Account],
    ) -> Result<Self, Fault> {
        let plant = question.settings.maybe_number(PLANT_JOBS.word)?;
        if plant.is_some() && question.settings.is_given("amount") {
            return Err(Fault::Method(say(
                "kies een van `amount` en `plant_jobs`, niet allebei",
                "choose one of `amount` and `plant_jobs`, not both",
                [],
            )));
        }
        let Some(jobs) = plant else {
            let output = question.settings.number("amount")?;
            return Ok(Self {
                output,
                said: output,
                what: Words("productie", "output").into(),
                is_in_jobs: false,
            });
        };
        let account = table.jobs(question, accounts)?;
        let sector = table.chosen(question)?;
        let each = account.per_unit.get(sector).copied().filter(|each| *each > 0.0);
        let each = each.ok_or_else(|| {
            Fault::Method(say(
                "{0} heeft geen {1}",
                "{0} has no {1}",
                [table.name(sector).into(), (&account.name).into()],
            ))
        })?;
        // Where the row of jobs is the row that tells how large sectors are, the region has so many itself.
        let here = sizes.own.get(sector).copied().unwrap_or(0.0);
        if account.name == sizes.of_country && jobs > here {
            return Err(Fault::Method(say(
                "een vestiging van {0} {1} kan niet: {3} heeft er in {2} {4}",
                "a plant of {0} {1} cannot be: {3} has {4} of them in {2}",
                [
                    Slot::number(jobs, decimals(jobs)),
                    (&account.name).into(),
                    (&sizes.name).into(),
                    table.name(sector).into(),
                    Slot::number(here, decimals(here)),
                ],
            )));
        }
        Ok(Self {
            output: jobs / each,
            said: jobs,
            what: (&account.name).into(),
            is_in_jobs: true,
        })
    }
}

/// What each sector loses when so much output goes in one: its column of the inverse, over its own place in it.
fn lost(model: &Leontief, sector: usize, amount: f64) -> Result<Vec<f64>, koers_economics::Fault> {
    let mut unit = vec![0.0; model.sectors()];
    if let Some(place) = unit.get_mut(sector) {
        *place = 1.0;
    }
    let column = model.output_for(&unit)?;
    let own = column.get(sector).copied().unwrap_or(1.0);
    Ok(column.iter().map(|value| value / own * amount).collect())
}

fn sentences(
    table: &Table,
    asked: &[Asked],
    found: &RegionalRange,
    closure: Option<usize>,
    gone: &Gone,
) -> Vec<Sentence> {
    let count = table.sectors.len();
    let mut said = Vec::new();
    for (nth, one) in asked.iter().enumerate() {
        let part = |values: Vec<f64>| {
            values
                .get(nth * count..(nth + 1) * count)
                .map(<[f64]>::to_vec)
                .unwrap_or_default()
        };
        let central = part(found.central.clone());
        let low = part(found.spans.iter().map(|span: &Span| span.low).collect());
        let high = part(found.spans.iter().map(|span| span.high).collect());
        if let Some(sector) = closure {
            // The sum over sectors of one way to derive: ends of single sectors need not come from the same one.
            let elsewhere = |values: &[f64]| {
                values
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != sector)
                    .map(|(_, value)| value)
                    .sum::<f64>()
            };
            let mut ends: Vec<f64> = found
                .others
                .iter()
                .map(|values| elsewhere(&part(values.clone())))
                .collect();
            ends.push(elsewhere(&central));
            let told = |decimals: u8| {
                [
                    table.name(sector).into(),
                    Slot::number(gone.said, self::decimals(gone.said)),
                    Slot::number(elsewhere(&central), decimals),
                    Slot::number(ends.iter().copied().reduce(f64::min), decimals),
                    Slot::number(ends.iter().copied().reduce(f64::max), decimals),
                    one.name.clone(),
                    gone.what.clone(),
                    table.when(),
                ]
            };
            said.push(match (gone.is_in_jobs, nth) {
                (false, _) => say(
                    "Valt in {0} {1} aan {6} weg, dan verliezen de andere sectoren in de regio naar schatting {2} ({5}), tussen {3} en {4} ({7}).",
                    "When {1} of {6} goes in {0}, the other sectors in the region lose {2} by estimate ({5}), between {3} and {4} ({7}).",
                    told(3),
                ),
                (true, 0) => say(
                    "Vallen in {0} {1} {6} weg, dan verliezen de andere sectoren in de regio er naar schatting {2}, tussen {3} en {4} ({7}).",
                    "When {1} {6} go in {0}, the other sectors in the region lose {2} by estimate, between {3} and {4} ({7}).",
                    told(1),
                ),
                (true, _) => say(
                    "Uitgedrukt in {5} verliezen die andere {2}, tussen {3} en {4}.",
                    "Told in {5} those others lose {2}, between {3} and {4}.",
                    told(3),
                ),
            });
            continue;
        }
        let most = (0..count).max_by(|a, b| {
            let of = |at: usize| central.get(at).copied().unwrap_or(0.0);
            of(*a).total_cmp(&of(*b))
        });
        let Some(at) = most else { continue };
        said.push(say(
            "Aan {4} vraag naar {0} hangt in de regio het meest ({5}): naar schatting {1}, tussen {2} en {3} ({6}).",
            "On {4} of demand for {0} most hangs in the region ({5}): {1} by estimate, between {2} and {3} ({6}).",
            [
                table.name(at).into(),
                Slot::number(central.get(at).copied(), 3),
                Slot::number(low.get(at).copied(), 3),
                Slot::number(high.get(at).copied(), 3),
                Slot::number(gone.output, 0),
                one.name.clone(),
                table.when(),
            ],
        ));
    }
    said
}

/// All but one.
fn without<T>(all: &[T], one: Option<usize>) -> impl Iterator<Item = &T> {
    all.iter()
        .enumerate()
        .filter(move |(at, _)| Some(*at) != one)
        .map(|(_, one)| one)
}

fn drawing(table: &Table, found: &RegionalRange, closure: Option<usize>, gone: &Gone) -> Drawing {
    let spans: Vec<(&Span, &f64)> = found
        .spans
        .iter()
        .zip(&found.central)
        .take(table.sectors.len())
        .collect();
    Drawing {
        title: match closure {
            None => Words(
                "Productie in de regio voor de vraag, van laag tot hoog",
                "Output in the region for the demand, from low to high",
            ),
            Some(_) if gone.is_in_jobs => Words(
                "Banen die in andere sectoren verloren gaan",
                "Jobs that are lost in other sectors",
            ),
            Some(_) => Words(
                "Productie die in andere sectoren verloren gaat",
                "Output that is lost in other sectors",
            ),
        },
        x: Words("sector", "sector"),
        y: match gone.is_in_jobs {
            true => Words("banen", "jobs"),
            false => Words("productie", "output"),
        },
        shape: Shape::Ranges {
            of: without(&table.sectors, closure).cloned().collect(),
            values: without(&spans, closure)
                .map(|(span, central)| (span.low, **central, span.high))
                .collect(),
        },
    }
}
