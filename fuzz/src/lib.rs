//! What the fuzz targets share: data sets and regions that fit the seeds, and what must hold for every table.

pub mod workbook;

use koers_model::dataset::{Column, ColumnRole, Dataset, Mask, MeasureInfo, RegionCodes};
use koers_model::id::Id;
use koers_model::period::Frequency;
use koers_model::region::{Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::snapshot::Format;
use koers_model::text::Text;
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Number};
use koers_table::Options;
use std::collections::BTreeMap;
use std::sync::OnceLock;

fn dataset(frequency: Frequency, columns: Vec<(&str, ColumnRole)>, measures: &[&str]) -> Dataset {
    let info = MeasureInfo {
        title: Text::dutch("Banen"),
        unit: Unit::from_id("jobs").expect("a unit"),
        additive: true,
    };
    let number = |value| Number::new(value).expect("finite");
    Dataset {
        id: Id::new("made-up").expect("an id"),
        title: Text::dutch("Verzonnen"),
        publisher: "CBS".into(),
        table: "83582NED".into(),
        licence: "CC-BY-4.0".into(),
        attribution: Text::dutch("CBS"),
        url: None,
        from: None,
        frequency,
        columns: columns
            .into_iter()
            .map(|(name, role)| Column {
                name: name.into(),
                role,
                title: None,
            })
            .collect(),
        measures: measures.iter().map(|&key| (key.to_owned(), info.clone())).collect(),
        keep: BTreeMap::new(),
        masks: vec![Mask {
            text: "4".into(),
            bounds: Bounds {
                low: number(1.0),
                high: number(4.0),
            },
        }],
    }
}

fn for_format(format: Format) -> Dataset {
    use ColumnRole::{Category, Fixed, Ignore, Margin, Measure, Period, Status, Value};
    let cbs = || ColumnRole::Region(RegionCodes::Cbs);
    let nuts = || ColumnRole::Region(RegionCodes::Nuts);
    let value = |key: &str| Value(Some(key.to_owned()));
    let fixed = || Fixed("A".to_owned());
    let year = Frequency::Year;
    match format {
        Format::KoersCsv => dataset(
            year,
            vec![
                ("region", cbs()),
                ("period", Period),
                ("sector", Category),
                ("value", value("jobs")),
                ("status", Status),
                ("margin", Margin),
            ],
            &["jobs"],
        ),
        Format::CbsOdata3Csv | Format::CbsOdata3Json | Format::CbsOdata3Pages => dataset(
            Frequency::Quarter,
            vec![
                ("Bedrijfskenmerken", Category),
                ("RegioS", cbs()),
                ("Perioden", Period),
                ("eenheid", Ignore),
                ("Open_1", value("open")),
                ("Nieuw_2", value("new")),
            ],
            &["new", "open"],
        ),
        Format::CbsOdata4Csv | Format::CbsOdata4Json | Format::CbsOdata4Pages => dataset(
            year,
            vec![("Kenmerken", Category), ("RegioS", cbs()), ("Perioden", Period)],
            &["M1", "M2"],
        ),
        Format::EurostatTsv | Format::SdmxCsv | Format::JsonStat => {
            dataset(year, vec![("freq", fixed()), ("unit", Measure), ("geo", nuts())], &["EUR_HAB", "MIO_EUR"])
        }
    }
}

fn regions() -> RegionRegistry {
    let region = |(code, nuts): (&str, &[&str])| Region {
        code: RegionCode::new(code).expect("a code"),
        kind: RegionKind::Foreign,
        name: code.into(),
        nuts: nuts.iter().map(|&code| code.to_owned()).collect(),
        validity: Validity::default(),
    };
    let list: [(&str, &[&str]); 4] =
        [("NL01", &["NL"]), ("PV22", &["NL13"]), ("CR07", &["NL131"]), ("CR04", &["NL121", "NL124"])];
    RegionRegistry::new(list.map(region).to_vec(), vec![], vec![]).expect("a registry")
}

/// Reads bytes as a form. Whatever they are, nothing panics; every number that comes out is finite; every error can be shown; and
/// a cube that comes out survives the cache.
pub fn read(bytes: &[u8], format: Format) {
    static SETS: OnceLock<(BTreeMap<Format, Dataset>, RegionRegistry)> = OnceLock::new();
    let (sets, regions) = SETS.get_or_init(|| {
        let sets = Format::WORDS.map(|(format, _)| (format, for_format(format)));
        (sets.into(), self::regions())
    });
    match koers_table::read(bytes, format, &sets[&format], regions, Options::default()) {
        Ok(table) => {
            for observation in table.cube.observations() {
                let cell = observation.cell;
                assert!(cell.number().is_some() != cell.missing_reason().is_some());
                assert!(cell.number().is_none_or(|number| number.get().is_finite()));
                assert!(observation.place.is_some());
            }
            if table.cube.len() < 100_000 {
                let file = koers_table::cache::to_parquet(&table.cube).expect("can be kept");
                assert_eq!(koers_table::cache::from_parquet(&file).expect("can be read back"), table.cube);
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty() && errors.len() <= 51);
            for error in errors {
                assert!(error.render("file").starts_with("file"));
                let _ = error.diagnostic("file");
            }
        }
    }
}
