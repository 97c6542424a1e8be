//! Tables, regions and indicators for tests, written shortly. All figures are made up unless a test says otherwise.
#![allow(dead_code, reason = "every test file uses a part")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use jiff::civil::{Date, date};
use koers_indicator::{ReadingTable, Scope, Source, Tables, evaluate, explain};
use koers_model::dataset::{Dataset, MeasureInfo};
use koers_model::id::Id;
use koers_model::indicator::{Indicator, Level, Operand, Rule, Series, Yearly};
use koers_model::period::{Frequency, Period};
use koers_model::reading::Trace;
use koers_model::region::{Nesting, Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::snapshot::{Format, Hash, Provenance};
use koers_model::text::Text;
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Cell, Marks, Missing, Number};
use koers_table::builder::CubeBuilder;
use koers_table::cube::Cube;
use std::collections::BTreeMap;

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}
pub fn code(text: &str) -> RegionCode {
    RegionCode::new(text).unwrap()
}
pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}
pub fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}
pub fn unit(text: &str) -> &'static Unit {
    Unit::from_id(text).unwrap()
}

fn kind_of(code: &str) -> RegionKind {
    match &code[..2] {
        "GM" => RegionKind::Municipality,
        "CR" => RegionKind::Corop,
        "PV" => RegionKind::Province,
        "LD" => RegionKind::Part,
        "AM" => RegionKind::LabourMarket,
        "EU" => RegionKind::Foreign,
        _ => RegionKind::Country,
    }
}

/// A day, or none for `-`.
fn day(text: &str) -> Option<Date> {
    (text != "-").then(|| text.parse().unwrap())
}

/// Regions and nestings: `child parent [from to]`; a region is there as soon as it is named. `code . from to` gives a region its
/// own days.
pub fn registry(lines: &str) -> RegionRegistry {
    let mut regions: BTreeMap<String, Validity> = BTreeMap::new();
    let mut nestings = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = |n: usize| words.get(n).copied().unwrap_or("-");
        let validity = Validity {
            from: day(at(2)),
            to: day(at(3)),
        };
        if at(1) == "." {
            regions.insert(at(0).into(), validity);
            continue;
        }
        regions.entry(at(0).into()).or_default();
        regions.entry(at(1).into()).or_default();
        nestings.push(Nesting {
            child: code(at(0)),
            parent: code(at(1)),
            validity,
        });
    }
    let regions = regions.into_iter().map(|(name, validity)| Region {
        code: code(&name),
        kind: kind_of(&name),
        name: name.clone(),
        nuts: vec![],
        validity,
    });
    RegionRegistry::new(regions.collect(), nestings, vec![]).unwrap()
}

/// The north of the Netherlands in small: one country, one part, two provinces, three COROP areas.
pub fn north() -> RegionRegistry {
    registry("LD01 NL01\nPV21 LD01\nPV22 LD01\nCR06 PV21\nCR07 PV22\nCR08 PV22\nEU27 .")
}

/// One cell: a number with marks behind it (`p` provisional, `b` break, `d` definite, `e` estimated, `n` nil), `x` withheld,
/// `1..4` withheld between bounds, `?` not yet, `.` not available, `-` no row; `5±1` with a margin.
pub fn cell(text: &str) -> Cell {
    let marks: String = text
        .chars()
        .filter(|c| c.is_ascii_lowercase() && *c != 'x')
        .collect();
    let rest: String = text
        .chars()
        .filter(|c| !c.is_ascii_lowercase() || *c == 'x')
        .collect();
    let mut cell = match rest.as_str() {
        "x" => Cell::missing(Missing::Suppressed),
        "?" => Cell::missing(Missing::NotYet),
        "." => Cell::missing(Missing::NotAvailable),
        "-" => Cell::missing(Missing::Absent),
        other => match (other.split_once(".."), other.split_once('±')) {
            (Some((low, high)), _) => Cell::masked(Bounds {
                low: number(low.parse().unwrap()),
                high: number(high.parse().unwrap()),
            }),
            (_, Some((value, margin))) => Cell {
                margin: Some(number(margin.parse().unwrap())),
                ..Cell::value(number(value.parse().unwrap()))
            },
            _ => Cell::value(number(other.parse().unwrap())),
        },
    };
    for mark in marks.chars() {
        cell = cell.marked(match mark {
            'p' => Marks::PROVISIONAL,
            'b' => Marks::BREAK,
            'd' => Marks::DEFINITE,
            'e' => Marks::ESTIMATED,
            'n' => Marks::NIL,
            other => panic!("no mark {other}"),
        });
    }
    cell
}

/// A table, ready to be looked into.
#[derive(Debug)]
pub struct Published {
    pub cube: Cube,
    pub provenance: Provenance,
    pub dataset: Dataset,
}

/// A measure: name, unit, whether it adds up.
pub type MeasureRow = (&'static str, &'static str, bool);

/// A table of rows `measure [code …] region first-period cell cell cell …`: cells of periods that follow each other.
pub fn table(
    name: &str,
    frequency: Frequency,
    measures: &[MeasureRow],
    dimensions: &[&str],
    rows: &str,
) -> Published {
    let mut builder = CubeBuilder::new(id(name), frequency, dimensions);
    let mut place = 0;
    for line in rows.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let codes = &words[1..=dimensions.len()];
        let (region, first) = (words[dimensions.len() + 1], period(words[dimensions.len() + 2]));
        for (step, text) in (0..).zip(&words[dimensions.len() + 3..]) {
            place += 1;
            builder
                .add(words[0], codes, code(region), first.plus(step), cell(text), place)
                .unwrap();
        }
    }
    published(name, frequency, measures, builder.build().unwrap())
}

pub fn published(name: &str, frequency: Frequency, measures: &[MeasureRow], cube: Cube) -> Published {
    let info = |&(key, unit_id, additive): &MeasureRow| {
        (
            key.to_owned(),
            MeasureInfo {
                title: Text::dutch(key),
                unit: unit(unit_id),
                additive,
            },
        )
    };
    Published {
        provenance: Provenance {
            dataset: id(name),
            hash: Hash::of(name.as_bytes()),
            size: 1,
            format: Format::KoersCsv,
            origin: format!("{name}.csv"),
            published: Some(date(2021, 3, 4)),
            retrieved: date(2021, 5, 6),
            stamp: None,
        },
        dataset: Dataset {
            id: id(name),
            title: Text::dutch(name),
            publisher: "Verzonnen".into(),
            table: name.into(),
            licence: "CC0-1.0".into(),
            attribution: Text::dutch("verzonnen"),
            url: None,
            from: None,
            frequency,
            columns: vec![],
            measures: measures.iter().map(info).collect(),
            keep: BTreeMap::new(),
            masks: vec![],
        },
        cube,
    }
}

pub fn tables<'a>(registry: &'a RegionRegistry, published: &[&'a Published]) -> Tables<'a> {
    let mut tables = Tables::new(registry);
    for one in published {
        tables.insert(Source {
            cube: &one.cube,
            provenance: &one.provenance,
            dataset: &one.dataset,
        });
    }
    tables
}

/// A series: data set, measure, `dimension=code,code`, yearly.
pub fn series(dataset: &str, measure: &str, codes: &[&str], yearly: Option<Yearly>) -> Operand {
    let codes = codes.iter().map(|text| {
        let (dimension, list) = text.split_once('=').unwrap();
        (dimension.to_owned(), list.split(',').map(str::to_owned).collect())
    });
    Operand::Series(Series {
        dataset: id(dataset),
        measure: measure.into(),
        codes: codes.collect(),
        yearly,
    })
}

pub fn plain(dataset: &str, measure: &str) -> Operand {
    series(dataset, measure, &[], None)
}

pub fn nested(rule: Rule) -> Operand {
    Operand::Rule(Box::new(rule))
}

pub fn indicator(unit_id: &str, rule: Rule) -> Indicator {
    Indicator {
        id: id("proef"),
        version: 1,
        title: Text::dutch("Proef"),
        text: None,
        unit: unit(unit_id),
        decimals: 1,
        direction: None,
        level: Level::Outcome,
        owner: Text::dutch("Team Economie"),
        valid_from: None,
        valid_to: None,
        benchmarks: vec![],
        stale_after_months: 24,
        counted: koers_model::indicator::Counted::Over,
        rule,
        source: Text::dutch("verzonnen"),
    }
}

/// A cell in a few characters: the number, or the word of the reason; marks behind it.
pub fn short(cell: &Cell) -> String {
    let mut text = match (cell.number(), cell.missing_reason(), cell.interval()) {
        (Some(number), ..) => format!("{}", (number.get() * 1e9).round() / 1e9),
        (_, Some(reason), Some(bounds)) => format!("{} {}..{}", reason.word(), bounds.low, bounds.high),
        (_, Some(reason), _) => reason.word().to_owned(),
        _ => String::new(),
    };
    if let Some(margin) = cell.margin {
        text.push_str(&format!("±{margin}"));
    }
    for word in cell.marks.words() {
        text.push(' ');
        text.push_str(word);
    }
    text
}

/// All readings of a region, as `period: cell`.
pub fn told(table: &ReadingTable, region: &str) -> Vec<String> {
    table
        .series(&code(region))
        .iter()
        .map(|point| format!("{}: {}", point.period, short(&point.cell)))
        .collect()
}

/// Everything that an indicator gives for all regions; and [`explain`] says the same for every cell of it.
pub fn readings(indicator: &Indicator, tables: &Tables<'_>) -> ReadingTable {
    let table = evaluate(indicator, tables, &Scope::All).unwrap();
    for reading in table.readings() {
        let (explained, trace) = explain(indicator, tables, &reading.region, reading.period).unwrap();
        assert_eq!(explained, reading, "explain and evaluate differ");
        assert_eq!(*trace.cell(), reading.cell, "{}", tree(&trace));
    }
    table
}

/// A trace as indented lines.
pub fn tree(trace: &Trace) -> String {
    fn lines(trace: &Trace, depth: usize, out: &mut Vec<String>) {
        let indent = "  ".repeat(depth);
        match trace {
            Trace::Published {
                dataset,
                measure,
                codes,
                region,
                period,
                place,
                cell,
                ..
            } => {
                let codes: String = codes
                    .iter()
                    .map(|(name, code)| format!(" {name}={code}"))
                    .collect();
                let place = place.map_or("nowhere".to_owned(), |place| format!("line {place}"));
                out.push(format!(
                    "{indent}{region} {period} {dataset} {measure}{codes}, {place}: {}",
                    short(cell)
                ));
            }
            Trace::Computed {
                rule,
                region,
                period,
                cell,
                inputs,
            } => {
                out.push(format!("{indent}{region} {period} {rule}: {}", short(cell)));
                inputs.iter().for_each(|input| lines(input, depth + 1, out));
            }
        }
    }
    let mut out = Vec::new();
    lines(trace, 0, &mut out);
    out.join("\n")
}

pub const JOBS: &[MeasureRow] = &[("jobs", "thousand-jobs", true)];

/// Jobs in two sectors and three areas.
pub fn jobs() -> Published {
    let rows = "
        jobs A  CR06 2018 1 2   3
        jobs A  CR07 2018 4 x   6p
        jobs A  CR08 2018 7 8   9
        jobs BE CR06 2018 10 20 30
        jobs BE CR07 2018 40 50 60d
        jobs BE CR08 2018 70 80 90d";
    table("banen", Frequency::Year, JOBS, &["sector"], rows)
}
