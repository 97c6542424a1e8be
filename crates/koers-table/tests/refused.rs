//! One broken example of every error: what is refused, with which code, and what the message says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it fails"
)]

mod support;

use koers_model::dataset::Dataset;
use koers_model::period::Frequency;
use koers_model::snapshot::Format;
use support::{dataset, fixture, keep, read, told};

fn v3() -> Dataset {
    dataset(
        Frequency::Year,
        "RegioS:cbs Perioden:period Banen_1:value",
        &["jobs"],
    )
}
fn tsv() -> Dataset {
    dataset(Frequency::Year, "unit:measure geo:nuts", &["MIO_EUR"])
}
fn sdmx() -> Dataset {
    dataset(Frequency::Year, "unit:measure geo:nuts", &["MIO_EUR"])
}
fn own() -> Dataset {
    dataset(
        Frequency::Year,
        "region:cbs period:period value:value status:status",
        &["jobs"],
    )
}
fn v4() -> Dataset {
    dataset(Frequency::Year, "RegioS:cbs Perioden:period", &["M1"])
}
fn stat() -> Dataset {
    dataset(Frequency::Year, "geo:nuts time:period", &["jobs"])
}

type Broken = (&'static str, Format, Dataset, Vec<u8>, &'static str, &'static str);

/// Every error: name, form, data set, bytes, code, and a word that the message must hold.
fn broken() -> Vec<Broken> {
    use Format::{CbsOdata3Csv, CbsOdata3Json, CbsOdata4Csv, EurostatTsv, JsonStat, KoersCsv, SdmxCsv};
    let v3_rows = |rows: &str| format!("ID,RegioS,Perioden,Banen_1\n{rows}").into_bytes();
    let text = |text: &str| text.as_bytes().to_vec();
    let own_rows = |rows: &str| format!("region,period,value,status\n{rows}").into_bytes();
    let jobs_and_unit = dataset(
        Frequency::Year,
        "region:cbs period:period unit:ignore value:value status:status",
        &["jobs"],
    );
    let wide = dataset(
        Frequency::Year,
        "region:cbs period:period a:category b:category value:value status:status margin:margin",
        &["jobs"],
    );
    let sparse: String = (0..2500).map(|n| format!("PV22,2020,a{n},b{n},1,,\n")).collect();
    vec![
        (
            "Windows-1252",
            KoersCsv,
            own(),
            b"region,period,value,status\nFrysl\xe2n,2020,1,\n".to_vec(),
            "T001",
            "Windows-1252",
        ),
        (
            "a broken gzip",
            KoersCsv,
            own(),
            vec![0x1f, 0x8b, 8, 0, 1],
            "T002",
            "gzip",
        ),
        (
            "a web page",
            CbsOdata3Csv,
            v3(),
            text("<!DOCTYPE html><html>"),
            "T003",
            "web page",
        ),
        (
            "JSON where CSV was said",
            CbsOdata3Csv,
            v3(),
            text("{\"odata.metadata\":1}"),
            "T003",
            "cbs-odata3-json",
        ),
        (
            "CSV where JSON was said",
            JsonStat,
            stat(),
            text("a,b\n"),
            "T003",
            "no JSON",
        ),
        (
            "a collection",
            JsonStat,
            stat(),
            text(r#"{"version":"2.0","class":"collection"}"#),
            "T003",
            "collection",
        ),
        (
            "JSON-stat of version 1",
            JsonStat,
            stat(),
            text(r#"{"dataset":{"value":[1]}}"#),
            "T003",
            "2.0",
        ),
        (
            "the asynchronous answer",
            EurostatTsv,
            tsv(),
            fixture("eurostat-queued.xml"),
            "T004",
            "a801f1c5",
        ),
        (
            "a cell without end",
            KoersCsv,
            own(),
            own_rows(&"9".repeat(1_100_000)),
            "T005",
            "longer",
        ),
        (
            "a quote that is not closed",
            KoersCsv,
            own(),
            own_rows("\"PV22,2020,1,\n"),
            "T006",
            "not closed",
        ),
        (
            "a short row",
            CbsOdata3Csv,
            v3(),
            v3_rows("0,PV22,2020JJ00\n"),
            "T007",
            "3",
        ),
        (
            "a decimal comma that splits a cell",
            CbsOdata3Csv,
            v3(),
            v3_rows("0,PV22,2020JJ00,1,5\n"),
            "T007",
            "comma",
        ),
        (
            "codes of a TSV that do not fit its header",
            EurostatTsv,
            tsv(),
            text("unit,geo\\TIME_PERIOD\t2020\nNL13\t5\n"),
            "T007",
            "unit,geo",
        ),
        ("an empty file", KoersCsv, own(), vec![], "T008", "empty"),
        (
            "a header and nothing else",
            CbsOdata3Csv,
            v3(),
            v3_rows(""),
            "T008",
            "no figure",
        ),
        (
            "an answer without values",
            JsonStat,
            stat(),
            text(
                r#"{"version":"2.0","class":"dataset","id":["geo","time"],"size":[1,1],"value":{},"dimension":{"geo":{"category":{"index":["NL13"]}},"time":{"category":{"index":["2020"]}}}}"#,
            ),
            "T008",
            "no figure",
        ),
        (
            "JSON that was cut off",
            CbsOdata3Json,
            v3(),
            text(r#"{"value":[{"ID":0,"RegioS":"PV2"#),
            "T009",
            "cut off",
        ),
        (
            "a position outside the table",
            JsonStat,
            stat(),
            text(
                r#"{"version":"2.0","class":"dataset","id":["geo","time"],"size":[1,1],"value":{"7":1},"dimension":{"geo":{"category":{"index":["NL13"]}},"time":{"category":{"index":["2020"]}}}}"#,
            ),
            "T009",
            "position 7",
        ),
        (
            "categories that do not fit the size",
            JsonStat,
            stat(),
            text(
                r#"{"version":"2.0","class":"dataset","id":["geo","time"],"size":[2,1],"value":[1,2],"dimension":{"geo":{"category":{"index":["NL13"]}},"time":{"category":{"index":["2020"]}}}}"#,
            ),
            "T009",
            "geo",
        ),
        (
            "the first page alone",
            CbsOdata3Json,
            v3(),
            text(
                r#"{"value":[{"ID":0,"RegioS":"PV22","Perioden":"2020JJ00","Banen_1":1}],"odata.nextLink":"https://x"}"#,
            ),
            "T010",
            "next",
        ),
        (
            "more than 10,000 records",
            CbsOdata3Json,
            v3(),
            text(
                r#"{"odata.error":{"code":"","message":{"lang":"","value":"The query exceeds the limit"}}}"#,
            ),
            "T011",
            "10,000",
        ),
        (
            "an error of Eurostat",
            JsonStat,
            stat(),
            text(r#"{"error":[{"status":413,"id":130,"label":"EXTRACTION_TOO_BIG"}]}"#),
            "T011",
            "413",
        ),
        (
            "a column that nobody named",
            CbsOdata3Csv,
            v3(),
            text("ID,RegioS,Perioden,Banen_1,Geslacht\n0,PV22,2020JJ00,1,T\n"),
            "T020",
            "Geslacht",
        ),
        (
            "a column that is gone",
            CbsOdata3Csv,
            v3(),
            text("ID,RegioS,Perioden\n0,PV22,2020JJ00\n"),
            "T021",
            "Banen_1",
        ),
        (
            "a column under another number",
            CbsOdata3Csv,
            v3(),
            text("ID,RegioS,Perioden,Banen_2\n0,PV22,2020JJ00,1\n"),
            "T022",
            "Banen_2",
        ),
        (
            "a column that stands twice",
            CbsOdata3Csv,
            v3(),
            text("ID,RegioS,Perioden,Banen_1,Banen_1\n0,PV22,2020JJ00,1,2\n"),
            "T023",
            "twice",
        ),
        (
            "a catalogue row without a period",
            KoersCsv,
            dataset(Frequency::Year, "region:cbs period:ignore value:value", &["jobs"]),
            text("region,period,value\nPV22,2020,1\n"),
            "T024",
            "period",
        ),
        (
            "a catalogue row that does not say which measure",
            KoersCsv,
            dataset(
                Frequency::Year,
                "region:cbs period:period value:value",
                &["a", "b"],
            ),
            text("region,period,value\nPV22,2020,1\n"),
            "T024",
            "which of the measures",
        ),
        (
            "codes to keep of no column",
            KoersCsv,
            keep(own(), "sector", &["A"]),
            own_rows("PV22,2020,1,\n"),
            "T024",
            "sector",
        ),
        (
            "regions that nobody knows",
            CbsOdata3Csv,
            v3(),
            v3_rows("0,PV99,2020JJ00,1\n1,PV222,2020JJ00,1\n"),
            "T030",
            "near: PV22",
        ),
        (
            "a period that is none",
            CbsOdata3Csv,
            v3(),
            v3_rows("0,PV22,2020KW07,1\n"),
            "T031",
            "2020KW07",
        ),
        (
            "a period of CBS in our own form",
            KoersCsv,
            own(),
            own_rows("PV22,2020JJ00,1,\n"),
            "T031",
            "2020JJ00",
        ),
        (
            "a measure that the catalogue does not have",
            SdmxCsv,
            sdmx(),
            text("unit,geo,TIME_PERIOD,OBS_VALUE\nMIO_EURO,NL13,2020,1\n"),
            "T032",
            "near: MIO_EUR",
        ),
        (
            "another code in a fixed column",
            SdmxCsv,
            dataset(Frequency::Year, "freq=A unit:measure geo:nuts", &["MIO_EUR"]),
            text("freq,unit,geo,TIME_PERIOD,OBS_VALUE\nQ,MIO_EUR,NL13,2020,1\n"),
            "T033",
            "`Q`",
        ),
        (
            "a row without a region",
            KoersCsv,
            own(),
            own_rows(",2020,1,\n"),
            "T034",
            "no code",
        ),
        (
            "a figure that is a word",
            CbsOdata3Csv,
            v3(),
            v3_rows("0,PV22,2020JJ00,onbekend\n"),
            "T040",
            "onbekend",
        ),
        (
            "a decimal comma in a form with points",
            KoersCsv,
            own(),
            own_rows("PV22,2020,\"1,5\",\n"),
            "T041",
            "decimal",
        ),
        (
            "two decimal signs in one file",
            CbsOdata3Csv,
            v3(),
            text("ID;RegioS;Perioden;Banen_1\n0;PV22;2020JJ00;1,5\n1;PV22;2021JJ00;1.234\n"),
            "T041",
            "line 2",
        ),
        (
            "marks for thousands",
            CbsOdata3Csv,
            v3(),
            text("ID;RegioS;Perioden;Banen_1\n0;PV22;2020JJ00;1.234,5\n"),
            "T042",
            "thousands",
        ),
        (
            "a flag that nobody explains",
            EurostatTsv,
            tsv(),
            text("unit,geo\\TIME_PERIOD\t2020\nMIO_EUR,NL13\t5 q\n"),
            "T043",
            "5 q",
        ),
        (
            "an attribute that nobody explains",
            CbsOdata4Csv,
            v4(),
            text(
                "Id;Measure;RegioS;Perioden;Value;StringValue;ValueAttribute\n0;M1;PV22;2020JJ00;;;Rounded\n",
            ),
            "T043",
            "Rounded",
        ),
        (
            "a status word with a slip",
            KoersCsv,
            own(),
            own_rows("PV22,2020,,supressed\n"),
            "T043",
            "suppressed",
        ),
        (
            "a number that is said to be withheld",
            SdmxCsv,
            sdmx(),
            text("unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\nMIO_EUR,NL13,2020,5,,C\n"),
            "T044",
            "suppressed",
        ),
        (
            "an empty value without a reason",
            KoersCsv,
            own(),
            own_rows("PV22,2020,,provisional\n"),
            "T044",
            "no reason",
        ),
        (
            "a number too large",
            KoersCsv,
            own(),
            own_rows("PV22,2020,1e999,\n"),
            "T045",
            "large",
        ),
        (
            "a figure that is a text",
            CbsOdata4Csv,
            v4(),
            text(
                "Id;Measure;RegioS;Perioden;Value;StringValue;ValueAttribute\n0;M1;PV22;2020JJ00;;veel;None\n",
            ),
            "T046",
            "veel",
        ),
        (
            "a margin below zero",
            KoersCsv,
            wide.clone(),
            text("region,period,a,b,value,status,margin\nPV22,2020,x,y,1,,-2\n"),
            "T047",
            "below zero",
        ),
        (
            "a margin without a figure",
            KoersCsv,
            wide.clone(),
            text("region,period,a,b,value,status,margin\nPV22,2020,x,y,,suppressed,2\n"),
            "T047",
            "without a figure",
        ),
        (
            "two figures for one cell",
            KoersCsv,
            own(),
            own_rows("PV22,2020,1,\nPV22,2020,2,\n"),
            "T050",
            "line 2",
        ),
        (
            "a unit that changes inside a series",
            KoersCsv,
            jobs_and_unit,
            text("region,period,unit,value,status\nPV22,2020,x 1,1000,\nPV22,2021,x 1 000,1.1,\n"),
            "T051",
            "x 1 000",
        ),
        (
            "dimensions that multiply to far too much",
            KoersCsv,
            wide,
            format!("region,period,a,b,value,status,margin\n{sparse}").into_bytes(),
            "T052",
            "2500 of a",
        ),
        (
            "a day of publication that is none",
            KoersCsv,
            own(),
            text("# published: 31-12-2019\nregion,period,value,status\nPV22,2020,1,\n"),
            "T053",
            "31-12-2019",
        ),
        (
            "more errors than anybody reads",
            KoersCsv,
            own(),
            own_rows(
                &(0..80)
                    .map(|n| format!("PV22,{},x,\n", 1950 + n))
                    .collect::<String>(),
            ),
            "T099",
            "and 30 more",
        ),
    ]
}

#[test]
fn tables_that_are_refused() {
    for (name, format, dataset, bytes, code, word) in broken() {
        let errors = match read(&bytes, format, &dataset) {
            Ok(table) => panic!("{name}: was read as {:?}", told(&table)),
            Err(errors) => errors,
        };
        let error = errors.iter().find(|error| error.code.0 == code);
        let Some(error) = error else {
            panic!("{name}: {}", errors[0].render("file"))
        };
        let rendered = error.render("file");
        assert!(rendered.contains(word), "{name}: {rendered}");
        assert!(rendered.starts_with("file:"), "{name}: {rendered}");
    }
}

#[test]
fn every_error_code_has_an_example() {
    let shown: std::collections::BTreeSet<&str> = broken().iter().map(|case| case.4).collect();
    let source = include_str!("../src/error.rs");
    let declared = source
        .split("Code(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    for code in declared.filter(|code| code.starts_with("T0")) {
        assert!(shown.contains(code), "no example for {code}");
    }
}

/// The page of the codes names every code with the sentence that stands beside it in the source.
#[test]
fn every_code_stands_on_its_page() {
    let page = include_str!("../../../docs/readers/codes.md");
    let source = include_str!("../src/error.rs");
    let mut said = "";
    let mut count = 0;
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("/// ") {
            said = text;
        }
        if let Some((_, rest)) = line.split_once("Code = Code(\"") {
            let code = rest.split('"').next().unwrap();
            count += 1;
            assert!(
                page.contains(&format!("| `{code}` | {said} |\n")),
                "{code}: {said}"
            );
        }
    }
    assert!(count > 40, "{count} codes");
}
