//! What must hold for every table: nothing panics, nothing withheld comes out as a number, and a cube survives Parquet.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it fails"
)]

mod support;

use koers_model::period::Frequency;
use koers_model::snapshot::Format;
use koers_model::value::{Content, Missing, Number};
use koers_table::cache::{CacheError, coverage_from_parquet, from_parquet, to_parquet};
use proptest::prelude::*;
use std::io::Write as _;
use support::made::{cube, number, rows};
use support::{dataset, fixture, read, regions};

proptest! {
    #[test]
    fn a_cube_survives_parquet(rows in rows(), quarters: bool) {
        let cube = cube(rows, quarters);
        let file = to_parquet(&cube).unwrap();
        prop_assert_eq!(&from_parquet(&file).unwrap(), &cube);
        prop_assert_eq!(coverage_from_parquet(&file).unwrap(), cube.coverage());
        prop_assert_eq!(to_parquet(&cube).unwrap(), file);
    }

    #[test]
    fn a_damaged_cache_is_refused(rows in rows(), at: prop::sample::Index, flip in 1_u8..) {
        let mut file = to_parquet(&cube(rows, true)).unwrap();
        let at = at.index(file.len());
        file[at] ^= flip;
        prop_assert!(from_parquet(&file).is_err());
        prop_assert!(coverage_from_parquet(&file).is_err());
        file.truncate(at);
        prop_assert!(from_parquet(&file).is_err());
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        any_reader(&bytes);
    }

    #[test]
    fn no_change_of_a_table_makes_a_reader_panic(
        which in 0..FILES.len(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut: prop::sample::Index,
    ) {
        let mut bytes = fixture(FILES[which]);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        any_reader(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        any_reader(&bytes);
    }

    #[test]
    fn no_change_of_a_bundle_makes_a_reader_panic(
        fourth: bool,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        inside in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
        cut: prop::sample::Index,
    ) {
        let (files, page): (&[(&str, &str)], _) = if fourth { (&BESIDE_4, "cbs-odata4.json") } else { (&BESIDE_3, "cbs-odata3-untyped.json") };
        let mut rows = fixture(page);
        for (at, byte) in inside {
            let at = at.index(rows.len());
            rows[at] = byte;
        }
        let mut bytes = bundle(files, if fourth { "Observations-00001.json" } else { "UntypedDataSet-00001.json" }, &rows);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        any_reader(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        any_reader(&bytes);
    }

    /// Whatever stands around it, what a publisher withholds never comes out as a number.
    #[test]
    fn suppressed_stays_suppressed(
        figures in proptest::collection::vec(proptest::option::of(-9999_i32..9999), 1..40),
        form in 0..4_usize,
    ) {
        let (text, format, columns) = withheld(&figures, form);
        let table = read(text, format, &dataset(Frequency::Year, columns, &["jobs"])).unwrap();
        let plane = table.cube.plane("jobs", &[]).unwrap();
        for (at, figure) in figures.iter().enumerate() {
            let cell = plane.cell(0, at);
            match figure {
                Some(hundredths) => prop_assert_eq!(cell.number().map(Number::get), Some(f64::from(*hundredths) / 100.0)),
                None => prop_assert_eq!(cell.content, Content::Missing { reason: Missing::Suppressed, bounds: None }),
            }
        }
    }

    /// Every number that can be written comes back to the last bit.
    #[test]
    fn numbers_come_back(numbers in proptest::collection::vec(number(), 1..30)) {
        let rows: String =
            numbers.iter().enumerate().map(|(at, n)| format!("PV22,{},{n},\n", 1900 + at)).collect();
        let own = dataset(Frequency::Year, "region:cbs period:period value:value status:status", &["jobs"]);
        let table = read(format!("region,period,value,status\n{rows}"), Format::KoersCsv, &own).unwrap();
        let plane = table.cube.plane("jobs", &[]).unwrap();
        let back: Vec<Option<Number>> = (0..numbers.len()).map(|at| plane.cell(0, at).number()).collect();
        prop_assert_eq!(back, numbers.into_iter().map(Some).collect::<Vec<_>>());
    }
}

const FILES: [&str; 15] = [
    "cbs-odata3-untyped.csv",
    "cbs-odata3-typed.csv",
    "cbs-odata3-untyped.json",
    "cbs-odata3-typed.json",
    "cbs-odata4-Observations.csv",
    "cbs-odata4.json",
    "eurostat.tsv",
    "eurostat-old.tsv",
    "sdmx-2.1.csv",
    "sdmx-3.0.csv",
    "json-stat.json",
    "json-stat-published.json",
    "koers.csv",
    "koers-published.csv",
    "eurostat-queued.xml",
];

const BESIDE_4: [(&str, &str); 3] = [
    ("Properties.json", r#"{"Modified":"2022-05-03T02:00:00+01:00"}"#),
    (
        "MeasureCodes.json",
        r#"{"value":[{"Identifier":"M001534","Title":"x","Unit":"aantal"}]}"#,
    ),
    (
        "PeriodenCodes.json",
        r#"{"value":[{"Identifier":"2021JJ00","Status":"Voorlopig"}]}"#,
    ),
];
const BESIDE_3: [(&str, &str); 3] = [
    (
        "TableInfos.json",
        r#"{"value":[{"Modified":"2022-05-03T02:00:00"}]}"#,
    ),
    (
        "DataProperties.json",
        r#"{"value":[{"Key":"Banen_1","Title":"x","Unit":"aantal"}]}"#,
    ),
    (
        "Perioden.json",
        r#"{"value":[{"Key":"2021JJ00","Status":"Voorlopig"}]}"#,
    ),
];

/// A bundle of answers, as fetching packs them.
fn bundle(beside: &[(&str, &str)], name: &str, rows: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let files = beside.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, bytes) in files.chain([(name, rows)]) {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A bundle says what its page says, and besides when the table changed and which periods are provisional.
#[test]
fn a_bundle_is_its_pages_with_what_stands_beside_them() {
    for (beside, name, page, alone, format, columns) in [
        (
            &BESIDE_4,
            "Observations-00001.json",
            "cbs-odata4.json",
            Format::CbsOdata4Json,
            Format::CbsOdata4Pages,
            "RegioS:cbs Perioden:period",
        ),
        (
            &BESIDE_3,
            "UntypedDataSet-00001.json",
            "cbs-odata3-untyped.json",
            Format::CbsOdata3Json,
            Format::CbsOdata3Pages,
            "RegioS:cbs Perioden:period Banen_1:value=jobs Lonen_2:value=M001534",
        ),
    ] {
        let dataset = dataset(Frequency::Year, columns, &["jobs", "M001534"]);
        let rows = fixture(page);
        let read = |bytes: &[u8], format| {
            let options = koers_table::Options::default();
            koers_table::read(bytes, format, &dataset, &regions(), options).unwrap()
        };
        let (one, whole) = (read(&rows, alone), bundle(beside, name, &rows));
        assert_eq!(koers_table::sniff(&whole), Some(format));
        let other = read(&whole, format);
        assert_eq!(one.cube.values().len(), other.cube.values().len());
        assert_eq!(one.cube.kinds(), other.cube.kinds());
        assert_eq!(
            other.published.map(|day| day.to_string()).as_deref(),
            Some("2022-05-03")
        );
        assert_eq!(koers_table::units(&whole, format).len(), 1);
    }
}

/// Every form with a data set that fits the small tables.
fn any_reader(bytes: &[u8]) {
    let _ = koers_table::sniff(bytes);
    let _ = koers_table::stamp(bytes);
    let _ = from_parquet(bytes);
    let _ = coverage_from_parquet(bytes);
    for (_, format) in koers_model::snapshot::Format::WORDS.map(|(format, word)| (word, format)) {
        let columns = match format {
            Format::KoersCsv => {
                "region:cbs period:period sector:category value:value=jobs status:status margin:margin"
            }
            Format::CbsOdata3Csv => {
                "Bedrijfskenmerken:category RegioS:cbs Perioden:period OpenstaandeVacatures_1:value=jobs OntstaneVacatures_2:value=M001534"
            }
            Format::CbsOdata3Json | Format::CbsOdata3Pages => {
                "RegioS:cbs Perioden:period Banen_1:value=jobs Lonen_2:value=M001534"
            }
            Format::CbsOdata4Csv => "KenmerkenVanHuishoudens:category RegioS:cbs Perioden:period",
            Format::CbsOdata4Json | Format::CbsOdata4Pages => "RegioS:cbs Perioden:period",
            Format::EurostatTsv | Format::SdmxCsv | Format::JsonStat => "freq=A unit:measure geo:nuts",
        };
        let measures = ["jobs", "M001534", "1050010_1", "1050010_2", "MIO_EUR", "EUR_HAB"];
        let dataset = dataset(Frequency::Year, columns, &measures);
        if let Err(errors) = koers_table::read(
            bytes,
            format,
            &dataset,
            &regions(),
            koers_table::Options::default(),
        ) {
            for error in errors {
                let _ = error.render("file");
                let _ = error.diagnostic("file");
            }
        }
    }
}

/// A table in which `None` is written as its form writes a withheld figure.
fn withheld(figures: &[Option<i32>], form: usize) -> (String, Format, &'static str) {
    let number = |hundredths: i32| f64::from(hundredths) / 100.0;
    let each = |row: &dyn Fn(usize, Option<f64>) -> String| -> String {
        figures
            .iter()
            .enumerate()
            .map(|(at, figure)| row(1990 + at, figure.map(number)))
            .collect()
    };
    match form {
        0 => {
            let rows = each(&|year, figure| {
                format!(
                    "0;PV22  ;{year}JJ00;{}\n",
                    figure.map_or("      x".into(), |n| format!("{n:>8.2}").replace('.', ","))
                )
            });
            (
                format!("ID;RegioS;Perioden;A_1\n{rows}"),
                Format::CbsOdata3Csv,
                "RegioS:cbs Perioden:period A_1:value",
            )
        }
        1 => {
            let rows = each(&|year, figure| {
                format!(
                    "0;jobs;PV22;{year}JJ00;{}\n",
                    figure.map_or(";;Confidential".into(), |n| format!("{n};;None")
                        .replace('.', ","))
                )
            });
            (
                format!("Id;Measure;RegioS;Perioden;Value;StringValue;ValueAttribute\n{rows}"),
                Format::CbsOdata4Csv,
                "RegioS:cbs Perioden:period",
            )
        }
        2 => {
            let head = each(&|year, _| format!("\t{year} "));
            let cells = each(&|_, figure| figure.map_or("\t: c".into(), |n| format!("\t{n} ")));
            (
                format!("geo\\TIME_PERIOD{head}\nNL13{cells}\n"),
                Format::EurostatTsv,
                "geo:nuts",
            )
        }
        _ => {
            let rows = each(&|year, figure| {
                format!(
                    "NL13,{year},{},,{}\n",
                    figure.map_or(String::new(), |n| n.to_string()),
                    if figure.is_some() { "F" } else { "C" }
                )
            });
            (
                format!("geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\n{rows}"),
                Format::SdmxCsv,
                "geo:nuts",
            )
        }
    }
}

#[test]
fn other_files_are_no_cache() {
    assert_eq!(from_parquet(b"").unwrap_err(), CacheError::Damaged);
    assert_eq!(from_parquet(b"PAR1PAR1").unwrap_err(), CacheError::Damaged);
    assert_eq!(
        from_parquet(b"=crc32:00000000PAR1").unwrap_err(),
        CacheError::Damaged
    );
}
