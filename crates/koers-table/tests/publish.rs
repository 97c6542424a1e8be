//! What is published says what the cube says: read back, no figure, reason or mark is lost, and nothing new is there.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it fails"
)]

mod support;

use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::{Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::snapshot::{Format, Hash};
use koers_model::text::{Lang, Text};
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Cell, Content, Marks, Missing, Number};
use koers_table::builder::CubeBuilder;
use koers_table::cube::Cube;
use koers_table::publish::{
    Bundle, CsvVariant, Description, DimensionDescription, Licence, MeasureDescription, Package, Resource,
    csv, csvw, data_package, decimals_in, json_stat, parquet, rows,
};
use koers_table::{Options, Selection};
use parquet::file::reader::{FileReader, SerializedFileReader};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::{dataset, made};

/// A description of a made-up table.
fn description(measures: &[&str]) -> Description {
    let about = MeasureDescription {
        title: Text::both("Banen, verzonnen", "Jobs, made up"),
        unit: Unit::from_id("thousand-jobs").unwrap(),
        decimals: 1,
    };
    Description {
        title: Text::both("Verzonnen \"banen\"", "Made-up \"jobs\""),
        notes: vec![Text::dutch("Dit zijn verzonnen cijfers.")],
        publisher: "Niemand".into(),
        attribution: Text::both("Bron: verzonnen", "Source: made up"),
        licence: Licence::new("CC0-1.0"),
        updated: Some("2026-11-21T00:00:00Z".parse().unwrap()),
        href: Some("https://example.org/cijfers/verzonnen".into()),
        dimensions: BTreeMap::new(),
        regions: BTreeMap::new(),
        parts: BTreeMap::new(),
        measures: measures
            .iter()
            .map(|&key| (key.to_owned(), about.clone()))
            .collect(),
    }
}

fn municipalities() -> RegionRegistry {
    let region = |n: u8| Region {
        code: RegionCode::new(&format!("GM{n:04}")).unwrap(),
        kind: RegionKind::Municipality,
        name: format!("Gemeente {n}"),
        nuts: vec![],
        validity: Validity::default(),
    };
    RegionRegistry::new((0..20).map(region).collect(), vec![], vec![]).unwrap()
}

/// Measure, codes, region, period and cell of every observation.
type Said = Vec<(String, Vec<String>, RegionCode, Period, Cell)>;

fn said(cube: &Cube) -> Said {
    let one = |o: koers_table::cube::Observation<'_>| {
        let codes = o.key.codes.iter().map(|(_, code)| (*code).to_owned()).collect();
        (
            o.key.measure.to_owned(),
            codes,
            o.key.region.clone(),
            o.key.period,
            o.cell,
        )
    };
    cube.observations().map(one).collect()
}

fn back(bytes: &[u8], format: Format, dataset: &Dataset) -> Said {
    let table = koers_table::read(bytes, format, dataset, &municipalities(), Options::default());
    said(&table.unwrap_or_else(|errors| panic!("{errors:?}")).cube)
}

fn frequency(quarters: bool) -> Frequency {
    if quarters {
        Frequency::Quarter
    } else {
        Frequency::SchoolYear
    }
}

const MEASURES: [&str; 3] = ["m0", "m1", "m2"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn json_stat_says_all_that_the_cube_says(rows in made::rows(), quarters: bool) {
        prop_assume!(!rows.is_empty());
        let cube = made::cube(rows, quarters);
        let file = json_stat(&cube, &description(&MEASURES), Lang::Nl).unwrap();
        let columns = "measure:measure sector:category value_:category region:cbs period:period";
        let dataset = dataset(frequency(quarters), columns, &MEASURES);
        prop_assert_eq!(back(&file, Format::JsonStat, &dataset), said(&cube));
        prop_assert_eq!(json_stat(&cube, &description(&MEASURES), Lang::Nl).unwrap(), file);
    }

    #[test]
    fn csv_says_all_but_the_bounds(rows in made::rows(), quarters: bool) {
        prop_assume!(!rows.is_empty());
        let cube = made::cube(rows, quarters);
        let file = csv(&cube, &description(&MEASURES), Lang::En, CsvVariant::Plain);
        let columns = "region:cbs region_name:ignore period:period period_start:ignore sector:category value_:category \
                       measure:measure unit:ignore value:value status:status margin:margin low:ignore high:ignore";
        let dataset = dataset(frequency(quarters), columns, &MEASURES);
        let mut expected = said(&cube);
        for row in &mut expected {
            if let Content::Missing { bounds, .. } = &mut row.4.content {
                *bounds = None;
            }
        }
        prop_assert_eq!(back(&file, Format::KoersCsv, &dataset), expected);
    }

    /// The variant for a Dutch Excel holds the same cells; only signs differ.
    #[test]
    fn excel_gets_the_same_cells(rows in made::rows()) {
        let cube = made::cube(rows, true);
        let plain = String::from_utf8(csv(&cube, &description(&[]), Lang::Nl, CsvVariant::Plain)).unwrap();
        let excel = String::from_utf8(csv(&cube, &description(&[]), Lang::Nl, CsvVariant::ExcelNl)).unwrap();
        let excel = excel.strip_prefix('\u{feff}').unwrap();
        prop_assert_eq!(excel.replace(',', ".").replace(';', ","), plain);
    }

    /// A part says of each of its cells what the whole says, and has all cells that were asked for.
    #[test]
    fn a_part_is_what_the_whole_says(rows in made::rows(), code in 0_u8..5, odd: bool, from in 2000_i16..2010) {
        let cube = made::cube(rows, true);
        let region = |region: &RegionCode| region.as_str().ends_with(['1', '3', '5', '7', '9']) == odd;
        let selection = Selection {
            measures: Some(["m0".to_owned(), "m2".to_owned()].into()),
            codes: BTreeMap::from([("sector".to_owned(), [format!("s{code}")].into())]),
            regions: Some(cube.regions().iter().filter(|code| region(code)).cloned().collect()),
            from: Some(jiff::civil::date(from, 2, 1)),
            to: Some(jiff::civil::date(2006, 12, 31)),
        };
        let mut expected = said(&cube);
        expected.retain(|(measure, codes, code_of, period, _)| {
            measure != "m1"
                && codes[0] == format!("s{code}")
                && region(code_of)
                && period.start() > jiff::civil::date(from, 1, 31)
                && period.end() < jiff::civil::date(2007, 1, 1)
        });
        prop_assert_eq!(said(&cube.selected(&selection)), expected);
        prop_assert_eq!(cube.selected(&Selection::default()), cube);
    }

    #[test]
    fn parquet_says_all_that_the_cube_says(rows in made::rows(), quarters: bool) {
        let cube = made::cube(rows, quarters);
        let file = parquet(&cube, &description(&MEASURES), Lang::Nl).unwrap();
        let reader = SerializedFileReader::new(bytes::Bytes::from(file)).unwrap();
        let mut told = Vec::new();
        for row in reader.get_row_iter(None).unwrap() {
            let row: BTreeMap<String, String> =
                row.unwrap().get_column_iter().map(|(name, field)| (name.clone(), field.to_string())).collect();
            told.push(row);
        }
        let expected: Vec<BTreeMap<String, String>> = said(&cube).iter().map(as_fields).collect();
        prop_assert_eq!(told, expected);
    }
}

/// An observation as a row of Parquet is shown.
fn as_fields(
    (measure, codes, region, period, cell): &(String, Vec<String>, RegionCode, Period, Cell),
) -> BTreeMap<String, String> {
    let quoted = |text: &str| format!("\"{text}\"");
    let number = |number: Option<Number>| {
        number.map_or("null".to_owned(), |n| {
            parquet::record::Field::Double(n.get()).to_string()
        })
    };
    let words = cell.marks.words().collect::<Vec<_>>().join(" ");
    let bounds = match cell.content {
        Content::Missing { bounds, .. } => bounds,
        Content::Value(_) => None,
    };
    let start = period.start();
    BTreeMap::from([
        ("measure".to_owned(), quoted(measure)),
        ("sector".to_owned(), quoted(&codes[0])),
        ("value_".to_owned(), quoted(&codes[1])),
        ("region".to_owned(), quoted(region.as_str())),
        ("region_name".to_owned(), "null".to_owned()),
        ("period".to_owned(), quoted(&period.to_string())),
        ("period_start".to_owned(), format!("{start}")),
        ("unit".to_owned(), quoted("thousand-jobs")),
        ("value".to_owned(), number(cell.number())),
        (
            "status".to_owned(),
            cell.missing_reason()
                .map_or("null".to_owned(), |reason| quoted(reason.word())),
        ),
        (
            "marks".to_owned(),
            if words.is_empty() {
                "null".to_owned()
            } else {
                quoted(&words)
            },
        ),
        ("margin".to_owned(), number(cell.margin)),
        ("low".to_owned(), number(bounds.map(|b| b.low))),
        ("high".to_owned(), number(bounds.map(|b| b.high))),
    ])
}

/// Two regions, one of them part of the other, three years; a gap, a withheld figure, marks, a margin.
fn small() -> (Cube, Description) {
    let mut builder = CubeBuilder::new(Id::new("verzonnen").unwrap(), Frequency::Year, &["sector"]);
    let number = |value| Number::new(value).unwrap();
    let mut add = |code: &str, region: &str, year, cell: Cell| {
        let region = RegionCode::new(region).unwrap();
        builder
            .add("jobs", &[code], region, Period::year(year).unwrap(), cell, 0)
            .unwrap();
    };
    add(
        "A",
        "PV22",
        2019,
        Cell {
            margin: Some(number(0.4)),
            ..Cell::value(number(12.5))
        },
    );
    add(
        "A",
        "PV22",
        2020,
        Cell::value(number(-3.0)).marked(Marks::PROVISIONAL.with(Marks::BREAK)),
    );
    add(
        "A",
        "CR07",
        2019,
        Cell::masked(Bounds {
            low: number(1.0),
            high: number(4.0),
        }),
    );
    add(
        "=1+1",
        "PV22",
        2020,
        Cell::missing(Missing::NotYet).marked(Marks::PROVISIONAL),
    );
    let cube = builder.build().unwrap();
    let mut description = description(&["jobs"]);
    let code = |text: &str| RegionCode::new(text).unwrap();
    description.regions.insert(code("PV22"), "Drenthe".into());
    description
        .parts
        .insert(code("PV22"), vec![code("CR07"), code("CR08")]);
    description.dimensions.insert(
        "sector".into(),
        DimensionDescription {
            title: Some(Text::both("Sector", "Industry")),
            codes: BTreeMap::from([(
                "A".to_owned(),
                Text::both("Landbouw; visserij", "Farming; fishing"),
            )]),
        },
    );
    (cube, description)
}

#[test]
fn a_small_csv() {
    let (cube, description) = small();
    assert_eq!(
        String::from_utf8(csv(&cube, &description, Lang::Nl, CsvVariant::Plain)).unwrap(),
        "region,region_name,period,period_start,sector,sector_name,measure,unit,value,status,marks,margin,low,high\r\n\
         PV22,Drenthe,2020,2020-01-01,'=1+1,,jobs,thousand-jobs,,not-yet,provisional,,,\r\n\
         CR07,,2019,2019-01-01,A,\"Landbouw; visserij\",jobs,thousand-jobs,,suppressed,,,1,4\r\n\
         PV22,Drenthe,2019,2019-01-01,A,\"Landbouw; visserij\",jobs,thousand-jobs,12.5,,,0.4,,\r\n\
         PV22,Drenthe,2020,2020-01-01,A,\"Landbouw; visserij\",jobs,thousand-jobs,-3,,provisional break,,,\r\n"
    );
}

#[test]
fn a_small_json_stat() {
    let (cube, description) = small();
    let file = json_stat(&cube, &description, Lang::En).unwrap();
    let expected = r#"{"version":"2.0","class":"dataset","href":"https://example.org/cijfers/verzonnen","label":"Made-up \"jobs\"",
"source":"Source: made up","updated":"2026-11-21T00:00:00Z","note":["Dit zijn verzonnen cijfers."],
"link":{"license":[{"href":"https://creativecommons.org/publicdomain/zero/1.0/"}]},
"id":["measure","sector","region","period"],"size":[1,2,2,2],
"role":{"time":["period"],"geo":["region"],"metric":["measure"]},"dimension":{
"measure":{"label":"Measure","category":{"index":["jobs"],"label":{"jobs":"Jobs, made up"},"unit":{"jobs":{"decimals":1,"label":"thousand jobs"}}}},
"sector":{"label":"Industry","category":{"index":["=1+1","A"],"label":{"=1+1":"=1+1","A":"Farming; fishing"}}},
"region":{"label":"Region","category":{"index":["CR07","PV22"],"label":{"CR07":"CR07","PV22":"Drenthe"},"child":{"PV22":["CR07"]}}},
"period":{"label":"Period","category":{"index":["2019","2020"]}}},
"value":{"6":12.5,"7":-3},
"status":{"3":"not-yet provisional","4":"suppressed","7":"provisional break"},
"extension":{"koers":{"version":1,"dataset":"verzonnen","frequency":"year"},
"licence":{"name":"CC0-1.0","url":"https://creativecommons.org/publicdomain/zero/1.0/"},"units":{"jobs":"thousand-jobs"},
"status":{"suppressed":"withheld","not-yet":"not yet published","provisional":"provisional","break":"break in series"},
"bounds":{"4":[1,4]},"margin":{"6":0.4}}}"#;
    assert_eq!(String::from_utf8(file).unwrap(), expected.replace('\n', ""));
}

#[test]
fn values_stand_in_a_list_where_that_is_shorter() {
    let mut builder = CubeBuilder::new(Id::new("verzonnen").unwrap(), Frequency::Year, &[]);
    for year in 2000..2010 {
        let region = RegionCode::new("PV22").unwrap();
        let cell = if year == 2004 {
            Cell::missing(Missing::Undefined)
        } else {
            Cell::value(Number::ZERO)
        };
        builder
            .add("jobs", &[], region, Period::year(year).unwrap(), cell, 0)
            .unwrap();
    }
    let file = json_stat(&builder.build().unwrap(), &description(&[]), Lang::Nl).unwrap();
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains(r#""value":[0,0,0,0,null,0,0,0,0,0]"#), "{text}");
    assert!(
        text.contains(r#""status":{"undefined":"niet te berekenen"}"#),
        "{text}"
    );
    assert!(!text.contains("bounds") && !text.contains("margin"), "{text}");
}

#[test]
fn rows_carry_names_and_units() {
    let (cube, description) = small();
    let all: Vec<String> = rows(&cube, &description, Lang::Nl)
        .map(|row| {
            let codes: Vec<_> = row
                .codes
                .iter()
                .map(|code| code.label.unwrap_or(code.code))
                .collect();
            let unit = row.about.map_or("", |about| about.unit.id);
            format!(
                "{} {codes:?} {} {unit} {}",
                row.region_name.unwrap_or("?"),
                row.period,
                support::said(&row.cell)
            )
        })
        .collect();
    assert_eq!(
        all[1],
        "? [\"Landbouw; visserij\"] 2019 thousand-jobs suppressed 1..4"
    );
    assert_eq!(all.len(), 4);
}

#[test]
fn decimals_are_those_that_were_published() {
    assert_eq!(
        (decimals_in(&small().0, "jobs"), decimals_in(&small().0, "other")),
        (1, 0)
    );
}

#[test]
fn metadata_name_every_column_of_the_csv() {
    let (cube, description) = small();
    let file = csv(&cube, &description, Lang::Nl, CsvVariant::Plain);
    let text = String::from_utf8(file.clone()).unwrap();
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let read = |bytes: Vec<u8>| serde_json::from_slice::<serde_json::Value>(&bytes).unwrap();
    let csvw = read(csvw(&cube, &description, Lang::Nl, "verzonnen.csv").unwrap());
    let columns = csvw["tableSchema"]["columns"].as_array().unwrap();
    let titles: Vec<&str> = columns
        .iter()
        .map(|column| column["titles"].as_str().unwrap())
        .collect();
    assert_eq!(titles, header);
    assert_eq!(
        csvw["tableSchema"]["primaryKey"],
        serde_json::json!(["region", "period", "sector", "measure"])
    );

    let package = Package {
        name: "verzonnen".into(),
        title: Text::dutch("Verzonnen"),
        about: Text::dutch("Verzonnen cijfers."),
        href: None,
        as_of: "2026-11-21".parse().unwrap(),
    };
    let resource = Resource {
        path: "data/verzonnen.csv",
        bytes: file.len(),
        hash: Hash::of(&file),
        cube: &cube,
        description: &description,
    };
    let package = read(data_package(&package, &[resource], Lang::Nl).unwrap());
    let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap();
    let names: Vec<&str> = fields
        .iter()
        .map(|field| field["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, header);
}

#[test]
fn a_bundle_is_a_package_that_can_be_unpacked() {
    let (cube, description) = small();
    let package = Package {
        name: "verzonnen".into(),
        title: Text::dutch("Verzonnen"),
        about: Text::dutch("Verzonnen cijfers."),
        href: Some("https://example.org".into()),
        as_of: "2026-11-21".parse().unwrap(),
    };
    let pack = || {
        let mut bundle = Bundle::new(Vec::new(), Lang::Nl);
        bundle.add("cijfers/verzonnen.csv", &cube, &description).unwrap();
        bundle.finish(&package).unwrap()
    };
    let packed = pack();
    assert_eq!(packed, pack());
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(packed)).unwrap();
    let mut file = |name: &str| {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_name(name).unwrap(), &mut bytes).unwrap();
        bytes
    };
    let table = file("cijfers/verzonnen.csv");
    assert_eq!(table, csv(&cube, &description, Lang::Nl, CsvVariant::Plain));
    let list: serde_json::Value = serde_json::from_slice(&file("datapackage.json")).unwrap();
    let resource = &list["resources"][0];
    assert_eq!(resource["path"], "cijfers/verzonnen.csv");
    assert_eq!(resource["hash"], format!("sha256:{}", Hash::of(&table)));
    assert_eq!(resource["bytes"], table.len());
    let mut twice = Bundle::new(Vec::new(), Lang::Nl);
    twice.add("a.csv", &cube, &description).unwrap();
    assert!(twice.add("a.csv", &cube, &description).is_err());
}

#[test]
fn names_that_look_like_formulas_are_harmless_and_the_same_everywhere() {
    let mut builder = CubeBuilder::new(Id::new("verzonnen").unwrap(), Frequency::Year, &["=x", "unit"]);
    let (region, year) = (RegionCode::new("PV22").unwrap(), Period::year(2020).unwrap());
    builder
        .add("jobs", &["-", "+1"], region, year, Cell::value(Number::ZERO), 0)
        .unwrap();
    let (cube, about) = (builder.build().unwrap(), description(&["jobs"]));
    let table = String::from_utf8(csv(&cube, &about, Lang::Nl, CsvVariant::Plain)).unwrap();
    assert!(
        table.starts_with("region,region_name,period,period_start,'=x,unit_,measure,unit,"),
        "{table}"
    );
    assert!(table.contains(",'-,'+1,jobs,"), "{table}");
    let text = String::from_utf8(csvw(&cube, &about, Lang::Nl, "x.csv").unwrap()).unwrap();
    assert!(
        text.contains(r#""titles": "'=x""#) && text.contains(r#""name": "%3Dx""#),
        "{text}"
    );
    // Where nothing runs text, it stands as it is.
    let text = String::from_utf8(json_stat(&cube, &about, Lang::Nl).unwrap()).unwrap();
    assert!(
        text.contains(r#""id":["measure","=x","unit_","region","period"]"#),
        "{text}"
    );
}

proptest! {
    /// No change of a published table makes a reader panic.
    #[test]
    fn a_published_table_that_was_changed_is_read_or_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
        cut: prop::sample::Index,
    ) {
        let (cube, about) = small();
        let columns = "measure:measure sector:category region:cbs period:period region_name:ignore period_start:ignore \
                       sector_name:ignore unit:ignore value:value status:status margin:margin low:ignore high:ignore";
        let dataset = dataset(Frequency::Year, columns, &["jobs"]);
        for (format, mut bytes) in [
            (Format::JsonStat, json_stat(&cube, &about, Lang::Nl).unwrap()),
            (Format::KoersCsv, csv(&cube, &about, Lang::Nl, CsvVariant::Plain)),
        ] {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let _ = support::read(&bytes, format, &dataset);
            bytes.truncate(cut.index(bytes.len()));
            let _ = support::read(&bytes, format, &dataset);
        }
    }
}

#[test]
fn an_empty_table_is_a_table_without_rows() {
    let cube = CubeBuilder::new(Id::new("verzonnen").unwrap(), Frequency::Year, &[])
        .build()
        .unwrap();
    let about = description(&[]);
    assert_eq!(
        csv(&cube, &about, Lang::Nl, CsvVariant::Plain)
            .iter()
            .filter(|byte| **byte == b'\n')
            .count(),
        1
    );
    let text = String::from_utf8(json_stat(&cube, &about, Lang::Nl).unwrap()).unwrap();
    assert!(
        text.contains(r#""size":[0,0,0]"#) && text.contains(r#""value":[]"#),
        "{text}"
    );
    let reader =
        SerializedFileReader::new(bytes::Bytes::from(parquet(&cube, &about, Lang::Nl).unwrap())).unwrap();
    assert_eq!(reader.metadata().file_metadata().num_rows(), 0);
}

#[test]
fn a_published_table_is_read_under_the_names_of_the_catalogue() {
    let read = |file: &str, format, columns| {
        let dataset = dataset(Frequency::Year, columns, &["MIO_EUR"]);
        support::told(&support::read(support::fixture(file), format, &dataset).unwrap())
    };
    assert_eq!(
        read(
            "json-stat-published.json",
            Format::JsonStat,
            "freq=A unit:measure geo:nuts"
        ),
        [
            "MIO_EUR CR07 2019: suppressed 1..4 @3",
            "MIO_EUR CR07 2020: undefined @4",
            "MIO_EUR PV22 2019: 12.5 ±0.4 @1",
            "MIO_EUR PV22 2020: -3 provisional break @2",
        ]
    );
    let columns = "region:cbs period:period sector:category value:value=MIO_EUR status:status margin:margin";
    assert_eq!(
        read("koers-published.csv", Format::KoersCsv, columns),
        [
            "MIO_EUR '=1+1 CR07 2019: suppressed provisional @4",
            "MIO_EUR A PV22 2019: 12.5 provisional break ±0.4 @2",
            "MIO_EUR A PV22 2020: undefined @3",
        ]
    );
}

#[test]
fn a_table_of_another_version_is_refused() {
    let (cube, about) = small();
    let text = String::from_utf8(json_stat(&cube, &about, Lang::Nl).unwrap()).unwrap();
    let dataset = dataset(
        Frequency::Year,
        "measure:measure sector:category region:cbs period:period",
        &["jobs"],
    );
    let read = |text: &str| support::read(text, Format::JsonStat, &dataset);
    assert!(read(&text).is_ok());
    for (from, to) in [
        (r#""koers":{"version":1"#, r#""koers":{"version":2"#),
        (r#""bounds":{"4":[1,4]}"#, r#""bounds":{"4":[1]}"#),
        (r#""bounds":{"4":[1,4]}"#, r#""bounds":[]"#),
        (r#""margin":{"6":0.4}"#, r#""margin":{"six":0.4}"#),
        (r#""4":"suppressed""#, r#""4":"supressed""#),
        (r#""4":"suppressed""#, r#""4":"provisional""#),
        (r#""4":"suppressed""#, r#""4":"absent""#),
        (r#""7":"provisional break""#, r#""7":"suppressed""#),
    ] {
        assert!(text.contains(from), "{from}");
        assert!(read(&text.replace(from, to)).is_err(), "{to}");
    }
}
