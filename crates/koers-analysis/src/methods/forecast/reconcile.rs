//! Forecasts of parts and totals that add up.

use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::grid::Grid;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{GROUP, PERIOD, REGION, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::Matrix;
use koers_economics::forecast::{Reconciled, Trust, reconcile};
use std::collections::{BTreeMap, BTreeSet};

const TRUST: Setting = Setting::choice(
    "trust",
    Words(
        "hoeveel op elke voorspelling wordt vertrouwd",
        "how far each forecast is trusted",
    ),
    &[
        ("alike", Words("op alle even veel", "all alike")),
        (
            "by-parts",
            Words(
                "op een totaal minder naarmate het meer delen heeft",
                "a total less, the more parts it has",
            ),
        ),
    ],
    "alike",
);

/// Asks it.
pub const METHOD: Method = Method {
    id: "reconcile",
    family: Family::Forecast,
    title: Words("Voorspellingen die optellen", "Forecasts that add up"),
    asks: Words(
        "Hoe tellen voorspellingen van delen en totalen, los van elkaar gemaakt, toch op?",
        "How do forecasts of parts and totals, made one by one, add up after all?",
    ),
    roles: &[
        (REGION, Need::Must),
        (GROUP, Need::Must),
        (PERIOD, Need::Must),
        (VALUE, Need::Must),
    ],
    place: Place::All,
    reference: false,
    time: Time::Span,
    settings: &[TRUST, ABSENT],
    page: "reconcile.md",
    source: "S. L. Wickramasuriya, G. Athanasopoulos and R. J. Hyndman (2019), Journal of the American Statistical Association 114",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let tree = Tree::of(question.frame)?;
    let absent = question.settings.absent();
    let names: Vec<String> = tree.totals.iter().chain(&tree.parts).cloned().collect();
    let grid = question
        .frame
        .laid_out(VALUE, (PERIOD, question.within()?), (REGION, names))?;
    let given = grid.matrix(absent)?;
    let trust = match question.settings.text(TRUST.word) {
        Some("by-parts") => Trust::ByParts,
        _ => Trust::Alike,
    };
    let found = reconcile(&given, &tree.members, trust)
        .map_err(|fault| Fault::method(fault, &tree.totals, &tree.parts))?;
    let numbers: Vec<f64> = given.iter_rows().flatten().copied().collect();
    let decimals = super::series::decimals(&numbers).saturating_add(1);
    let gaps = || {
        let rows = grid.rows.iter().zip(found.gaps.iter_rows());
        rows.flat_map(|(period, row)| {
            let gaps = tree.totals.iter().zip(row);
            gaps.map(move |(total, gap)| (period, total, *gap))
        })
    };
    let widest = gaps().max_by(|(.., one), (.., other)| one.abs().total_cmp(&other.abs()));
    let (period, total, gap) = widest.map_or(("", "", 0.0), |(period, total, gap)| {
        (period.as_str(), total.as_str(), gap)
    });
    Ok(Answer {
        sentences: vec![say(
            "Het verst van optellen was {0} in {1}: {2} naast de som van de delen. Nu tellen alle {3} totalen op.",
            "Furthest from adding up was {0} in {1}: {2} beside the sum of its parts. Now every total adds up, {3} in all.",
            [
                total.into(),
                period.into(),
                Slot::signed(gap, decimals),
                tree.totals.len().into(),
            ],
        )],
        tables: vec![
            forecasts(&grid, &given, &found, decimals),
            Table {
                id: "gaps",
                title: Words(
                    "Wat een totaal boven de som van zijn delen lag",
                    "What a total was above the sum of its parts",
                ),
                columns: vec![
                    column("period", "periode", "period"),
                    column("total", "totaal", "total"),
                    column("gap", "gat", "gap"),
                ],
                rows: gaps()
                    .map(|(period, total, gap)| {
                        vec![period.into(), total.into(), Item::signed(gap, decimals)]
                    })
                    .collect(),
            },
        ],
        assumptions: vec![
            below_nought(&given, &found),
            Assumption::untested(
                "De voorspellingen zijn gemiddeld goed: niet steeds te hoog of te laag.",
                "The forecasts are right on average: not always too high or too low.",
            ),
        ],
        left_out: crate::methods::structure::table::filled(&grid, absent)
            .into_iter()
            .collect(),
        drawing: None,
        effect: None,
    })
}

fn forecasts(grid: &Grid, given: &Matrix, found: &Reconciled, decimals: u8) -> Table {
    let both = given.iter_rows().zip(found.forecasts.iter_rows());
    let rows = grid.rows.iter().zip(both).flat_map(|(period, (given, values))| {
        let values = grid.columns.iter().zip(given.iter().zip(values));
        values.map(move |(name, (given, value))| {
            vec![
                period.into(),
                name.into(),
                Item::number(*given, decimals),
                Item::number(*value, decimals),
                Item::signed(value - given, decimals),
            ]
        })
    });
    Table {
        id: "forecasts",
        title: Words("De voorspellingen, optellend", "The forecasts, adding up"),
        columns: vec![
            column("period", "periode", "period"),
            column("region", "regio", "region"),
            column("given", "was", "was"),
            column("value", "wordt", "becomes"),
            column("moved", "verschil", "difference"),
        ],
        rows: rows.collect(),
    }
}

/// Whether no forecast that was nought or more fell below it.
fn below_nought(given: &Matrix, found: &Reconciled) -> Assumption {
    let given = given.iter_rows().flatten();
    let values = found.forecasts.iter_rows().flatten();
    let fell = given
        .zip(values)
        .filter(|(given, value)| **given >= 0.0 && **value < 0.0);
    let count = fell.count();
    Assumption::tested(
        Words(
            "Geen voorspelling zakt door het optellen onder nul.",
            "No forecast falls below nought by adding up.",
        ),
        count == 0,
        say(
            "Onder nul gezakt: {0}. Neem voor zulke delen aandelen van het totaal.",
            "Fallen below nought: {0}. Take shares of the total for such parts.",
            [count.into()],
        ),
    )
}

/// Totals, and which parts each has, also by way of other totals.
struct Tree {
    totals: Vec<String>,
    parts: Vec<String>,
    members: Vec<Vec<usize>>,
}

impl Tree {
    fn of(frame: &Frame) -> Result<Self, Fault> {
        let mut groups: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (name, written) in frame.names(REGION)?.iter().zip(frame.names(GROUP)?) {
            let own: BTreeSet<&str> = written
                .split(';')
                .map(str::trim)
                .filter(|group| !group.is_empty())
                .collect();
            let first = groups.entry(name).or_insert_with(|| own.clone());
            if *first != own {
                return Err(Fault::Method(say(
                    "{0} hoort niet in elke periode bij dezelfde totalen",
                    "{0} does not belong to the same totals in every period",
                    [name.into()],
                )));
            }
        }
        let known = frame.distinct(REGION)?;
        let named: BTreeSet<&str> = groups.values().flatten().copied().collect();
        if let Some(name) = named.iter().find(|name| !groups.contains_key(**name)) {
            return Err(Fault::NoSuchName {
                name: (*name).to_owned(),
                known,
            });
        }
        let (totals, parts): (Vec<String>, Vec<String>) =
            known.into_iter().partition(|name| named.contains(name.as_str()));
        if totals.is_empty() || parts.is_empty() {
            return Err(Fault::Method(say(
                "er zijn geen totalen met delen: zet bij elk deel in de kolom met de rol group het totaal waar het bij hoort, en geef het totaal zelf ook een rij",
                "there are no totals with parts: write beside each part, in the column with the role group, the total that it belongs to, and give the total a row too",
                [],
            )));
        }
        let above: Vec<BTreeSet<&str>> = parts.iter().map(|part| above(part, &groups)).collect();
        let members = totals
            .iter()
            .map(|total| {
                let own = above.iter().enumerate();
                own.filter(|(_, above)| above.contains(total.as_str()))
                    .map(|(part, _)| part)
                    .collect()
            })
            .collect();
        Ok(Self {
            totals,
            parts,
            members,
        })
    }
}

/// All totals that a part belongs to, also by way of others.
fn above<'a>(part: &str, groups: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut next: Vec<&str> = groups.get(part).into_iter().flatten().copied().collect();
    while let Some(name) = next.pop() {
        if let Some((name, own)) = groups.get_key_value(name)
            && found.insert(*name)
        {
            next.extend(own);
        }
    }
    found
}
