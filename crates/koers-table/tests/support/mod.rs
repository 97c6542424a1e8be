//! Data sets and regions for tests, written in one line.
#![allow(dead_code, reason = "every test file uses another part")]

pub mod made;

use koers_model::dataset::{Column, ColumnRole, Dataset, Mask, MeasureInfo, RegionCodes};
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::{Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::snapshot::Format;
use koers_model::text::Text;
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Cell, Number};
use koers_table::error::ReadError;
use koers_table::{Options, Table};

/// A data set with columns in words: `geo:nuts time:period unit:measure sector:category freq=A Banen_1:value=jobs`.
pub fn dataset(frequency: Frequency, columns: &str, measures: &[&str]) -> Dataset {
    let column = |text: &str| {
        let (name, role) = text.split_once([':', '=']).unwrap_or((text, "category"));
        let role = match role
            .split_once('=')
            .map_or((role, None), |(role, rest)| (role, Some(rest)))
        {
            ("cbs", _) => ColumnRole::Region(RegionCodes::Cbs),
            ("nuts", _) => ColumnRole::Region(RegionCodes::Nuts),
            ("period", _) => ColumnRole::Period,
            ("category", _) => ColumnRole::Category,
            ("measure", _) => ColumnRole::Measure,
            ("value", measure) => ColumnRole::Value(measure.map(str::to_owned)),
            ("status", _) => ColumnRole::Status,
            ("margin", _) => ColumnRole::Margin,
            ("ignore", _) => ColumnRole::Ignore,
            (fixed, _) => ColumnRole::Fixed(fixed.to_owned()),
        };
        Column {
            name: name.replace('~', " "),
            role,
            title: None,
        }
    };
    let info = MeasureInfo {
        title: Text::dutch("x"),
        unit: Unit::from_id("jobs").unwrap(),
        additive: true,
    };
    Dataset {
        id: Id::new("made-up").unwrap(),
        title: Text::dutch("Verzonnen"),
        publisher: "CBS".into(),
        table: "83582NED".into(),
        licence: "CC-BY-4.0".into(),
        attribution: Text::dutch("CBS"),
        url: None,
        from: None,
        frequency,
        columns: columns.split_whitespace().map(column).collect(),
        measures: measures
            .iter()
            .map(|&key| (key.to_owned(), info.clone()))
            .collect(),
        keep: std::collections::BTreeMap::new(),
        masks: Vec::new(),
    }
}

/// The same with codes to keep.
pub fn keep(mut dataset: Dataset, column: &str, codes: &[&str]) -> Dataset {
    dataset
        .keep
        .insert(column.into(), codes.iter().map(|&code| code.to_owned()).collect());
    dataset
}

/// The same with a text that hides a number.
pub fn mask(mut dataset: Dataset, text: &str, low: f64, high: f64) -> Dataset {
    let number = |value| Number::new(value).unwrap();
    dataset.masks.push(Mask {
        text: text.into(),
        bounds: Bounds {
            low: number(low),
            high: number(high),
        },
    });
    dataset
}

/// The same for another table.
pub fn table(mut dataset: Dataset, name: &str) -> Dataset {
    dataset.table = name.into();
    dataset
}

/// Some regions; Fryslân and a part of it have old and new NUTS codes, and `NA` is one too.
pub fn regions() -> RegionRegistry {
    let region = |(code, kind, nuts): (&str, RegionKind, &[&str])| Region {
        code: RegionCode::new(code).unwrap(),
        kind,
        name: code.into(),
        nuts: nuts.iter().map(|&code| code.to_owned()).collect(),
        validity: Validity::default(),
    };
    let list: [(&str, RegionKind, &[&str]); 8] = [
        ("NL01", RegionKind::Country, &["NL"]),
        ("PV20", RegionKind::Province, &["NL11"]),
        ("PV21", RegionKind::Province, &["NL12"]),
        ("PV22", RegionKind::Province, &["NL13"]),
        ("PV31", RegionKind::Province, &["NL42"]),
        ("CR07", RegionKind::Corop, &["NL131"]),
        ("CR04", RegionKind::Corop, &["NL121", "NL124"]),
        ("NA", RegionKind::Foreign, &["NA"]),
    ];
    RegionRegistry::new(list.map(region).to_vec(), vec![], vec![]).unwrap()
}

pub fn read(text: impl AsRef<[u8]>, format: Format, dataset: &Dataset) -> Result<Table, Vec<ReadError>> {
    koers_table::read(text.as_ref(), format, dataset, &regions(), Options::default())
}

/// A small table in the syntax of a publisher.
pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A cell by region, period, measure and codes.
pub fn cell(table: &Table, measure: &str, codes: &[(&str, &str)], region: &str, period: &str) -> Cell {
    let cube = &table.cube;
    let plane = cube.plane(measure, codes).unwrap();
    let region = cube
        .region_index(&RegionCode::new(region).unwrap())
        .expect("region");
    let period = cube.period_index(Period::parse(period).unwrap()).expect("period");
    plane.cell(region, period)
}

/// What a cell says, in words: `12.5 provisional`, `suppressed`, `suppressed 1..4`.
pub fn said(cell: &Cell) -> String {
    let mut words = match (cell.number(), cell.missing_reason()) {
        (Some(number), _) => vec![number.to_string()],
        (None, Some(reason)) => vec![reason.word().to_owned()],
        (None, None) => vec![],
    };
    if let (None, Some(bounds)) = (cell.number(), cell.interval()) {
        words.push(format!("{}..{}", bounds.low, bounds.high));
    }
    words.extend(cell.marks.words().map(str::to_owned));
    words.extend(cell.margin.map(|margin| format!("±{margin}")));
    words.join(" ")
}

/// The whole cube, a line per observation: measure, codes, region, period, what it says, place.
pub fn told(table: &Table) -> Vec<String> {
    let line = |o: koers_table::cube::Observation<'_>| {
        let codes: Vec<&str> = o.key.codes.iter().map(|(_, code)| *code).collect();
        let place = o.place.map_or(String::new(), |place| format!(" @{place}"));
        format!(
            "{} {} {} {}: {}{place}",
            o.key.measure,
            codes.join("/"),
            o.key.region,
            o.key.period,
            said(&o.cell)
        )
        .replace("  ", " ")
    };
    table.cube.observations().map(line).collect()
}

/// The codes of the notes.
pub fn notes(table: &Table) -> Vec<&'static str> {
    table.notes.iter().map(|note| note.code.0).collect()
}
