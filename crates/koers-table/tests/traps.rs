//! Traps that the publishers set, each by name: what must be read, and what must never be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it fails"
)]

mod support;

use jiff::civil::date;
use koers_model::dataset::Dataset;
use koers_model::period::Frequency;
use koers_model::snapshot::Format;
use koers_table::Options;
use support::{dataset, keep, mask, notes, read, regions, told};

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

#[test]
fn tables_that_are_read() {
    let cases: &[(&str, Format, Dataset, &str, &[&str])] = &[
        (
            "keys are padded to the width of their table",
            Format::CbsOdata3Csv,
            v3(),
            "ID,RegioS,Perioden,Banen_1\n0,PV22  ,2020JJ00,1\n1,PV22      ,2021JJ00,2\n2,PV22,2022JJ00,3\n",
            &[
                "jobs PV22 2020: 1 @2",
                "jobs PV22 2021: 2 @3",
                "jobs PV22 2022: 3 @4",
            ],
        ),
        (
            "semicolons, decimal commas and a byte order mark",
            Format::CbsOdata3Csv,
            v3(),
            "\u{feff}ID;RegioS;Perioden;Banen_1\r\n0;PV22  ;2020JJ00;  1,5\r\n",
            &["jobs PV22 2020: 1.5 @2"],
        ),
        (
            "commas between cells, quoted decimal commas",
            Format::CbsOdata3Csv,
            v3(),
            "ID,RegioS,Perioden,Banen_1\n0,PV22,2020JJ00,\"1,5\"\n",
            &["jobs PV22 2020: 1.5 @2"],
        ),
        (
            "nil is zero and is marked; zero is zero and is not",
            Format::CbsOdata3Csv,
            v3(),
            "ID,RegioS,Perioden,Banen_1\n0,PV22,2020JJ00,-\n1,PV22,2021JJ00,0\n",
            &["jobs PV22 2020: 0 nil @2", "jobs PV22 2021: 0 @3"],
        ),
        (
            "blank cannot exist where the signs are used",
            Format::CbsOdata3Csv,
            v3(),
            "ID,RegioS,Perioden,Banen_1\n0,PV22,2020JJ00,.\n1,PV22,2021JJ00,\n",
            &[
                "jobs PV22 2020: not-available @2",
                "jobs PV22 2021: impossible @3",
            ],
        ),
        (
            "a year with rows and without figures exists",
            Format::CbsOdata3Csv,
            v3(),
            "ID,RegioS,Perioden,Banen_1\n0,PV22,2021JJ00,5\n1,PV22,2022JJ00,       .\n",
            &["jobs PV22 2021: 5 @2", "jobs PV22 2022: not-available @3"],
        ),
        (
            "columns in another order",
            Format::CbsOdata3Csv,
            v3(),
            "Banen_1,Perioden,RegioS,ID\n7,2020JJ00,PV22,0\n",
            &["jobs PV22 2020: 7 @2"],
        ),
        (
            "a text hides a number between bounds",
            Format::CbsOdata3Csv,
            mask(v3(), "4", 1.0, 4.0),
            "ID,RegioS,Perioden,Banen_1\n0,PV22,2020JJ00,     4\n1,PV22,2021JJ00,     5\n",
            &["jobs PV22 2020: suppressed 1..4 @2", "jobs PV22 2021: 5 @3"],
        ),
        (
            "the same mask in typed JSON",
            Format::CbsOdata3Json,
            mask(v3(), "4", 1.0, 4.0),
            r#"{"value":[{"ID":0,"RegioS":"PV22  ","Perioden":"2020JJ00","Banen_1":4}]}"#,
            &["jobs PV22 2020: suppressed 1..4 @1"],
        ),
        (
            "pages one after another in a list, keys in another order",
            Format::CbsOdata3Json,
            v3(),
            r#"[{"odata.metadata":"x","value":[{"ID":0,"RegioS":"PV22","Perioden":"2020JJ00","Banen_1":1}],"odata.nextLink":"https://x"},
               {"odata.metadata":"x","value":[{"Banen_1":2,"ID":1,"RegioS":"PV22","Perioden":"2021JJ00"}]}]"#,
            &["jobs PV22 2020: 1 @1", "jobs PV22 2021: 2 @2"],
        ),
        (
            "a decimal comma in the value, a blank for what is confidential",
            Format::CbsOdata4Csv,
            v4(),
            "Id;Measure;RegioS;Perioden;Value;StringValue;ValueAttribute\n0;M1;PV22;2020JJ00;1,5;;None\n1;M1;PV22;2021JJ00;;;Confidential\n2;M1;PV22;2022JJ00;;;None\n",
            &[
                "M1 PV22 2020: 1.5 @2",
                "M1 PV22 2021: suppressed @3",
                "M1 PV22 2022: not-available @4",
            ],
        ),
        (
            "value and flag in one cell, trailing spaces",
            Format::EurostatTsv,
            tsv(),
            "unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 \nMIO_EUR,NL13\t628 e\t: c\t0n \n",
            &[
                "MIO_EUR PV22 2019: 628 estimated @2",
                "MIO_EUR PV22 2020: suppressed @2",
                "MIO_EUR PV22 2021: 0 below-half-unit @2",
            ],
        ),
        (
            "two versions of NUTS in one table: the code that ended has no figures",
            Format::EurostatTsv,
            tsv(),
            "unit,geo\\TIME_PERIOD\t2015 \t2016 \nMIO_EUR,NL121\t5 \t: \nMIO_EUR,NL124\t: \t6 \n",
            &["MIO_EUR CR04 2015: 5 @2", "MIO_EUR CR04 2016: 6 @3"],
        ),
        (
            "the country code NA is a code",
            Format::SdmxCsv,
            sdmx(),
            "DATAFLOW,LAST UPDATE,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nX,01/02/26 11:00:00,MIO_EUR,NA,2020,5,\n",
            &["MIO_EUR NA 2020: 5 @2"],
        ),
        (
            "flags combine; confidential by its own column; a colon is no number",
            Format::SdmxCsv,
            sdmx(),
            "unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG,CONF_STATUS\nMIO_EUR,NL13,2019,66.5,bd,\nMIO_EUR,NL13,2020,:,p,N\nMIO_EUR,NL13,2021,:,,\nMIO_EUR,NL13,2022,0,n,F\n",
            &[
                "MIO_EUR PV22 2019: 66.5 break definition-differs @2",
                "MIO_EUR PV22 2020: suppressed provisional @3",
                "MIO_EUR PV22 2021: not-available @4",
                "MIO_EUR PV22 2022: 0 below-half-unit @5",
            ],
        ),
        (
            "JSON-stat with a list, null, and a status for all",
            Format::JsonStat,
            stat(),
            r#"{"version":"2.0","class":"dataset","id":["geo","time"],"size":[1,2],"value":[1.5,null],"status":"p",
               "dimension":{"geo":{"category":{"label":{"NL13":"Drenthe"}}},"time":{"category":{"index":{"2020":0,"2021":1}}}}}"#,
            &[
                "jobs PV22 2020: 1.5 provisional @1",
                "jobs PV22 2021: not-available provisional @2",
            ],
        ),
        (
            "JSON-stat with a list of statuses, one of them alone, and periods as CBS writes them",
            Format::JsonStat,
            stat(),
            r#"{"version":"2.0","class":"dataset","id":["geo","time"],"size":[1,3],"value":{"0":1},"status":[null,"m",null],
               "dimension":{"geo":{"category":{"index":["NL13"]}},"time":{"category":{"index":["2020JJ00","2021JJ00","2022JJ00"]}}}}"#,
            &["jobs PV22 2020: 1 @1", "jobs PV22 2021: impossible @2"],
        ),
        (
            "our own words, a margin, and a region without a row for a year",
            Format::KoersCsv,
            own(),
            "region,period,value,status\nPV22,2020,,not-applicable\nPV22,2021,3,nil imputed\nNL01,2021,-2.5,\n",
            &[
                "jobs NL01 2021: -2.5 @4",
                "jobs PV22 2020: not-applicable @2",
                "jobs PV22 2021: 3 imputed nil @3",
            ],
        ),
    ];
    for (name, format, dataset, text, expected) in cases {
        match read(text, *format, dataset) {
            Ok(table) => assert_eq!(told(&table), *expected, "{name}"),
            Err(errors) => panic!("{name}: {}", errors[0]),
        }
    }
}

#[test]
fn all_errors_are_found_in_one_pass() {
    let text =
        "region,period,value,status\nPV22,2020,x,\nPV99,2020,1,\nPV22,20-20,1,\nPV22,2021,,\nPV22,2022\n";
    let errors = read(text, Format::KoersCsv, &own()).unwrap_err();
    let found: Vec<String> = errors
        .iter()
        .map(|e| format!("{} {}", e.code, e.place.unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            "T040 line 2",
            "T030 line 3",
            "T031 line 4",
            "T044 line 5",
            "T007 line 6"
        ]
    );
    assert_eq!(errors[0].offset, Some(11));
    assert_eq!(errors[0].span, Some(37..38));
}

#[test]
fn unknown_regions_are_listed_together_and_at_most_twenty() {
    let rows: String = (100..130).map(|n| format!("0,GM0{n},2020JJ00,1\n")).collect();
    let text = format!("ID,RegioS,Perioden,Banen_1\n{rows}");
    let errors = read(text, Format::CbsOdata3Csv, &v3()).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].message.contains("30 regions") && errors[0].message.contains("30 rows"),
        "{}",
        errors[0]
    );
    let found = errors[0].found.as_deref().unwrap();
    assert!(
        found.contains("`GM0100`") && found.ends_with("and 10 more"),
        "{found}"
    );
}

#[test]
fn codes_that_are_kept_out_are_not_looked_at() {
    let kept = keep(v3(), "RegioS", &["PV22", "PV23"]);
    let text = "ID,RegioS,Perioden,Banen_1\n0,GM0999,garbage,also garbage\n1,PV22,2020JJ00,5\n";
    let table = read(text, Format::CbsOdata3Csv, &kept).unwrap();
    assert_eq!(told(&table), ["jobs PV22 2020: 5 @3"]);
    // A code to keep that never comes is a warning, with words near it.
    assert_eq!(notes(&table), ["T105"]);
    assert!(table.notes[0].message.contains("PV22"), "{}", table.notes[0]);
}

#[test]
fn the_same_figure_twice_is_noted() {
    let text = "region,period,value,status\nPV22,2020,1.5,\nPV22,2020,1.50,\n";
    let table = read(text, Format::KoersCsv, &own()).unwrap();
    assert_eq!(
        (told(&table), notes(&table)),
        (vec!["jobs PV22 2020: 1.5 @2".to_owned()], vec!["T102"])
    );
}

#[test]
fn two_codes_of_one_region_with_different_figures_contradict_each_other() {
    let text = "unit,geo\\TIME_PERIOD\t2015 \nMIO_EUR,NL121\t5 \nMIO_EUR,NL124\t6 \n";
    let errors = read(text, Format::EurostatTsv, &tsv()).unwrap_err();
    assert_eq!(errors[0].code.0, "T050");
    assert!(
        errors[0].help.as_deref().unwrap().contains("`NL121` and `NL124`"),
        "{}",
        errors[0]
    );
}

#[test]
fn periods_after_the_day_of_retrieval_are_noted() {
    let text = "region,period,value,status\nPV22,2025,1,\nPV22,2027,2,forecast\n";
    let options = Options {
        retrieved: Some(date(2026, 11, 21)),
        known_by: None,
    };
    let table = koers_table::read(text.as_bytes(), Format::KoersCsv, &own(), &regions(), options).unwrap();
    assert_eq!(notes(&table), ["T103"]);
    assert!(table.notes[0].message.contains("2027"));
}

#[test]
fn hand_entered_figures_are_known_since_their_own_day() {
    let dataset = dataset(
        Frequency::Year,
        "region:cbs period:period value:value status:status source:ignore published:ignore",
        &["jobs"],
    );
    let text = "region,period,value,status,source,published\nPV22,2014,12.1,,koers#2.1.3,2016-02-17\nPV22,2014,12.4,,made up,2018-01-01\n";
    let known_by = |day| {
        let options = Options {
            retrieved: None,
            known_by: day,
        };
        koers_table::read(text.as_bytes(), Format::KoersCsv, &dataset, &regions(), options)
    };
    assert_eq!(
        told(&known_by(Some(date(2017, 1, 1))).unwrap()),
        ["jobs PV22 2014: 12.1 @2"]
    );
    assert_eq!(told(&known_by(None).unwrap()), ["jobs PV22 2014: 12.4 @3"]);
    assert_eq!(notes(&known_by(None).unwrap()), ["T109"]);
    assert_eq!(known_by(Some(date(2016, 1, 1))).unwrap_err()[0].code.0, "T008");
}

#[test]
fn other_notes_are_given() {
    let cases: &[(&str, Format, Dataset, &str, &[&str])] = &[
        (
            "no number at all",
            Format::KoersCsv,
            own(),
            "region,period,value,status\nPV22,2020,,suppressed\n",
            &["T108"],
        ),
        (
            "another table",
            Format::KoersCsv,
            own(),
            "# table: 70072ned\nregion,period,value,status\nPV22,2020,1,\n",
            &["T110"],
        ),
        (
            "the old flag r",
            Format::EurostatTsv,
            tsv(),
            "unit,geo\\TIME_PERIOD\t2020\nMIO_EUR,NL13\t5 r\n",
            &["T111"],
        ),
        (
            "an ignored column is gone",
            Format::CbsOdata3Csv,
            dataset(
                Frequency::Year,
                "RegioS:cbs Perioden:period Banen_1:value Titel:ignore",
                &["jobs"],
            ),
            "ID,RegioS,Perioden,Banen_1\n0,PV22,2020JJ00,1\n",
            &["T106"],
        ),
        (
            "two codes of one region",
            Format::EurostatTsv,
            tsv(),
            "unit,geo\\TIME_PERIOD\t2015\nMIO_EUR,NL121\t5\nMIO_EUR,NL124\t:\n",
            &["T107"],
        ),
        (
            "another data flow",
            Format::SdmxCsv,
            sdmx(),
            "DATAFLOW,unit,geo,TIME_PERIOD,OBS_VALUE\nESTAT:TGS00010(1.0),MIO_EUR,NL13,2020,1\n",
            &["T110"],
        ),
    ];
    for (name, format, dataset, text, expected) in cases {
        let table = read(text, *format, dataset).unwrap_or_else(|errors| panic!("{name}: {}", errors[0]));
        assert_eq!(notes(&table), *expected, "{name}");
    }
}
