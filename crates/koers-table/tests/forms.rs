//! Every form as its publisher writes it, from bytes to cube.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it fails"
)]

mod support;

use jiff::civil::date;
use koers_model::period::Frequency;
use koers_model::snapshot::Format;
use koers_table::sniff;
use std::io::Write;
use support::{cell, dataset, fixture, keep, notes, read, said, table, told};

#[test]
fn our_own_csv() {
    let dataset = dataset(
        Frequency::Year,
        "region:cbs period:period sector:category value:value=jobs status:status margin:margin",
        &["jobs"],
    );
    let bytes = fixture("koers.csv");
    assert_eq!(sniff(&bytes), Some(Format::KoersCsv));
    let table = read(bytes, Format::KoersCsv, &dataset).unwrap();
    assert_eq!(table.published, Some(date(2025, 12, 1)));
    assert_eq!(
        told(&table),
        [
            "jobs A CR07 2019: 1.2 @8",
            "jobs A PV22 2019: 3.5 provisional break ±0.4 @10",
            "jobs A PV22 2020: not-yet @11",
            "jobs KZ CR07 2011: suppressed @9",
        ]
    );
    assert_eq!(notes(&table), [""; 0]);
}

#[test]
fn cbs_odata3_untyped() {
    let columns = "Bedrijfskenmerken:category RegioS:cbs Perioden:period OpenstaandeVacatures_1:value=open OntstaneVacatures_2:value=new";
    let dataset = dataset(Frequency::Quarter, columns, &["open", "new"]);
    let bytes = fixture("cbs-odata3-untyped.csv");
    assert_eq!(sniff(&bytes), Some(Format::CbsOdata3Csv));
    let table = read(bytes, Format::CbsOdata3Csv, &dataset).unwrap();
    assert_eq!(
        told(&table),
        [
            "new 301000 NL01 1997-Q1: 2 @7",
            "new T001081 NL01 1997-Q1: 152 @2",
            "new T001081 NL01 1997-Q2: 190 @3",
            "new T001081 PV22 1997-Q1: suppressed @5",
            "new T001081 PV22 1997-Q2: impossible @6",
            "open 301000 NL01 1997-Q1: 0 @7",
            "open T001081 NL01 1997-Q1: 89.8 @2",
            "open T001081 NL01 1997-Q2: 101.7 @3",
            "open T001081 PV22 1997-Q1: not-available @5",
            "open T001081 PV22 1997-Q2: 0 nil @6",
        ]
    );
    // The yearly row and the one with a period of its own were left out, and said so.
    assert_eq!(notes(&table), ["T100", "T101"]);
}

/// Second opinion on the whole published file (20,400 rows, one of them without a figure), with pandas 2:
/// `v = pd.read_csv("vacatures_regio.csv"); len(v), v.OpenstaandeVacatures.isna().sum(), v.OpenstaandeVacatures.sum()`
/// gives 20400, 1, 102265.4; this reader gives the same, and 1 note T104.
#[test]
fn cbs_odata3_typed() {
    let columns =
        "BedrijfstakkenBranchesSBI2008:category Regios:cbs Perioden:period OpenstaandeVacatures:value";
    let dataset = dataset(Frequency::Quarter, columns, &["open"]);
    let table = read(fixture("cbs-odata3-typed.csv"), Format::CbsOdata3Csv, &dataset).unwrap();
    let sector = |code| [("BedrijfstakkenBranchesSBI2008", code)];
    assert_eq!(
        said(&cell(&table, "open", &sector("T001081"), "PV22", "2023-Q2")),
        "10.6"
    );
    // A typed export does not say why a cell is blank.
    assert_eq!(
        said(&cell(&table, "open", &sector("300013"), "PV31", "2014-Q3")),
        "not-available"
    );
    assert_eq!(notes(&table), ["T104"]);
}

#[test]
fn cbs_odata3_json() {
    let columns = "RegioS:cbs Perioden:period Banen_1:value=jobs Lonen_2:value=wages";
    let dataset = dataset(Frequency::Year, columns, &["jobs", "wages"]);
    let bytes = fixture("cbs-odata3-untyped.json");
    assert_eq!(sniff(&bytes), Some(Format::CbsOdata3Json));
    let untyped = read(bytes, Format::CbsOdata3Json, &dataset).unwrap();
    assert_eq!(
        told(&untyped),
        [
            "jobs NL01 2022: 9020.8 @1",
            "jobs PV22 2022: not-available @2",
            "wages NL01 2022: 12 @1",
            "wages PV22 2022: suppressed @2",
        ]
    );
    assert_eq!(notes(&untyped), [""; 0]);
    let typed = read(fixture("cbs-odata3-typed.json"), Format::CbsOdata3Json, &dataset).unwrap();
    assert_eq!(said(&cell(&typed, "jobs", &[], "PV22", "2022")), "not-available");
    assert_eq!(said(&cell(&typed, "wages", &[], "PV22", "2022")), "3");
    assert_eq!(notes(&typed), ["T104"]);
}

const ODATA4: &str = "KenmerkenVanHuishoudens:category RegioS:cbs Perioden:period";

/// Second opinion on a whole published file, with pandas 2: `pd.read_csv("Observations.csv", sep=";", decimal=",")` has 11,460
/// rows, none empty, sum of Value 762848.1; this reader gives the same.
#[test]
fn cbs_odata4() {
    let dataset = dataset(Frequency::Year, ODATA4, &["1050010_1", "1050010_2"]);
    let bytes = fixture("cbs-odata4-Observations.csv");
    assert_eq!(sniff(&bytes), Some(Format::CbsOdata4Csv));
    let table = read(bytes, Format::CbsOdata4Csv, &dataset).unwrap();
    assert_eq!(
        told(&table),
        [
            "1050010_1 1050010 NL01 2021: 481.8 @2",
            "1050010_1 1050010 NL01 2022: 562.3 @6",
            "1050010_1 1050010 PV22 2021: 8 @4",
            "1050010_2 1050010 NL01 2021: 6.9 @3",
            "1050010_2 1050010 NL01 2022: impossible @7",
            "1050010_2 1050010 PV22 2021: suppressed @5",
        ]
    );
    // A row that is not there says nothing, and is not zero.
    let codes = [("KenmerkenVanHuishoudens", "1050010")];
    assert_eq!(said(&cell(&table, "1050010_1", &codes, "PV22", "2022")), "absent");
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn cbs_odata4_bulk_zip() {
    let dataset = dataset(Frequency::Year, ODATA4, &["1050010_1", "1050010_2"]);
    let bundle = zip(&[
        (
            "83841NED/Observations.csv",
            fixture("cbs-odata4-Observations.csv"),
        ),
        (
            "83841NED/PeriodenCodes.csv",
            fixture("cbs-odata4-PeriodenCodes.csv"),
        ),
        ("83841NED/Properties.csv", fixture("cbs-odata4-Properties.csv")),
        ("83841NED/LinkProvenances.csv", b"not read: \xff".to_vec()),
    ]);
    assert_eq!(sniff(&bundle), Some(Format::CbsOdata4Csv));
    let table = read(bundle, Format::CbsOdata4Csv, &dataset).unwrap();
    assert_eq!(table.published, Some(date(2023, 11, 8)));
    let codes = [("KenmerkenVanHuishoudens", "1050010")];
    assert_eq!(
        said(&cell(&table, "1050010_1", &codes, "NL01", "2021")),
        "481.8 definite"
    );
    assert_eq!(
        said(&cell(&table, "1050010_1", &codes, "NL01", "2022")),
        "562.3 provisional"
    );
    assert_eq!(
        said(&cell(&table, "1050010_2", &codes, "NL01", "2022")),
        "impossible provisional"
    );
    assert_eq!(said(&cell(&table, "1050010_1", &codes, "PV22", "2022")), "absent");

    // One period without a status among others is noted.
    let codes_without = "Identifier;Status\n2021JJ00;Definitief\n2022JJ00;\n";
    let bundle = zip(&[
        ("Observations.csv", fixture("cbs-odata4-Observations.csv")),
        ("PeriodenCodes.csv", codes_without.as_bytes().to_vec()),
    ]);
    let without = read(bundle, Format::CbsOdata4Csv, &dataset).unwrap();
    assert_eq!((notes(&without), without.published), (vec!["T112"], None));
    assert!(without.notes[0].message.contains("2022"));

    let bomb = zip(&[("Observations.csv", vec![b'0'; 80 << 20])]);
    assert_eq!(
        read(bomb, Format::CbsOdata4Csv, &dataset).unwrap_err()[0].code.0,
        "T002"
    );
    let other = zip(&[("data.csv", b"a,b\n".to_vec())]);
    assert_eq!(
        read(other, Format::CbsOdata4Csv, &dataset).unwrap_err()[0].code.0,
        "T003"
    );
    let twice = zip(&[("a/Observations.csv", vec![]), ("b/Observations.csv", vec![])]);
    assert_eq!(
        read(twice, Format::CbsOdata4Csv, &dataset).unwrap_err()[0].code.0,
        "T002"
    );
    assert_eq!(
        read(b"PK\x03\x04 cut off", Format::CbsOdata4Csv, &dataset).unwrap_err()[0]
            .code
            .0,
        "T002"
    );
}

#[test]
fn cbs_odata4_json() {
    let dataset = dataset(Frequency::Year, "RegioS:cbs Perioden:period", &["M001534"]);
    let bytes = fixture("cbs-odata4.json");
    assert_eq!(sniff(&bytes), Some(Format::CbsOdata4Json));
    let table = read(bytes, Format::CbsOdata4Json, &dataset).unwrap();
    assert_eq!(
        told(&table),
        ["M001534 NL01 1995: 93750 @1", "M001534 PV22 2021: impossible @2"]
    );
}

/// Second opinion on the whole published table (12,453 lines), with pandas 2: after `read_csv(sep="\t", dtype=str)`, `melt`,
/// `str.split(" ")` and `to_numeric` there are 286,419 cells, 17,925 of them `:`, 20,694 with a flag, sum 10584905022.04, and
/// NL13 in 2020 is 15438.33 million euro. This reader gives the same numbers.
#[test]
fn eurostat_tsv() {
    let plain = dataset(
        Frequency::Year,
        "freq=A unit:measure geo:nuts",
        &["MIO_EUR", "EUR_HAB"],
    );
    let bytes = fixture("eurostat.tsv");
    assert_eq!(sniff(&bytes), Some(Format::EurostatTsv));
    // The union stands among the regions: an error unless it is kept out.
    let errors = read(&bytes, Format::EurostatTsv, &plain).unwrap_err();
    assert_eq!((errors.len(), errors[0].code.0), (1, "T030"));
    assert!(errors[0].found.as_deref() == Some("`EU27_2020`"), "{}", errors[0]);
    let kept = keep(plain, "geo", &["NL", "NL13", "NL131"]);
    let table = read(&bytes, Format::EurostatTsv, &kept).unwrap();
    assert_eq!(said(&cell(&table, "MIO_EUR", &[], "PV22", "2020")), "15438.33");
    assert_eq!(
        said(&cell(&table, "MIO_EUR", &[], "PV22", "2021")),
        "16896.98 provisional"
    );
    assert_eq!(
        said(&cell(&table, "MIO_EUR", &[], "CR07", "2022")),
        "not-available"
    );
    assert_eq!(said(&cell(&table, "EUR_HAB", &[], "CR07", "2020")), "absent");
    assert_eq!(
        table
            .cube
            .place(table.cube.observations().last().unwrap().position),
        Some(5)
    );
}

#[test]
fn eurostat_tsv_of_the_archive() {
    let dataset = dataset(
        Frequency::Year,
        "unit=PC geo:nuts TIME_PERIOD:period OBS_VALUE:value=rate OBS_FLAG:status",
        &["rate"],
    );
    let table = read(fixture("eurostat-old.tsv"), Format::EurostatTsv, &dataset).unwrap();
    assert_eq!(
        told(&table),
        [
            "rate CR07 2008: not-available low-reliability @3",
            "rate CR07 2009: 3.2 imputed @3",
            "rate CR07 2010: impossible @3",
            "rate PV22 2008: 0 below-half-unit @2",
            "rate PV22 2009: suppressed @2",
            "rate PV22 2010: 4.5 break @2",
        ]
    );
}

#[test]
fn sdmx_csv() {
    let columns =
        "freq=A unit:measure geo:nuts TIME_PERIOD:period OBS_VALUE:value OBS_FLAG:status CONF_STATUS:status";
    let dataset = table(dataset(Frequency::Year, columns, &["MIO_EUR"]), "nama_10r_3gdp");
    let bytes = fixture("sdmx-2.1.csv");
    assert_eq!(sniff(&bytes), Some(Format::SdmxCsv));
    let table = read(bytes, Format::SdmxCsv, &dataset).unwrap();
    // Day, month, year: the 18th of April.
    assert_eq!(table.published, Some(date(2022, 4, 18)));
    assert_eq!(
        told(&table),
        [
            "MIO_EUR CR07 2019: not-available @4",
            "MIO_EUR CR07 2020: suppressed @5",
            "MIO_EUR NA 2020: impossible @6",
            "MIO_EUR PV22 2019: 15716.94 provisional @2",
            "MIO_EUR PV22 2020: 15584.19 break definition-differs @3",
        ]
    );
    assert_eq!(notes(&table), [""; 0]);
    let later = read(fixture("sdmx-3.0.csv"), Format::SdmxCsv, &dataset).unwrap();
    assert_eq!(told(&later), ["MIO_EUR PV22 2020: 15438.33 @2"]);
    assert_eq!(later.published, None);
}

#[test]
fn json_stat() {
    let dataset = table(
        dataset(
            Frequency::Year,
            "freq=A unit:measure geo:nuts TIME_PERIOD:period OBS_VALUE:value OBS_FLAG:status",
            &["MIO_EUR"],
        ),
        "nama_10r_3gdp",
    );
    let bytes = fixture("json-stat.json");
    assert_eq!(sniff(&bytes), Some(Format::JsonStat));
    let table = read(bytes, Format::JsonStat, &dataset).unwrap();
    // The offset of the stamp has no colon.
    assert_eq!(table.published, Some(date(2026, 9, 17)));
    assert_eq!(
        told(&table),
        [
            "MIO_EUR CR07 2019: suppressed @3",
            "MIO_EUR CR07 2020: 5892.92 @4",
            "MIO_EUR PV22 2019: 15716.94 @1",
            "MIO_EUR PV22 2020: 15438.33 provisional @2",
        ]
    );
}

#[test]
fn gzip_around_any_form() {
    let dataset = dataset(Frequency::Year, "RegioS:cbs Perioden:period", &["M001534"]);
    let plain = fixture("cbs-odata4.json");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&plain).unwrap();
    let packed = packed.finish().unwrap();
    assert_eq!(sniff(&packed), Some(Format::CbsOdata4Json));
    assert_eq!(
        told(&read(packed, Format::CbsOdata4Json, &dataset).unwrap()),
        told(&read(plain, Format::CbsOdata4Json, &dataset).unwrap())
    );
}
