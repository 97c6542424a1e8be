//! Writes every table of the example in every form, with the packed file of all: `cargo run -p koers-run --example publish -- FOLDER`.
//! With them goes a made-up table whose names and codes are as awkward as they can be. For `tests/formats/`, and for whoever wants to see what is published without a server. Says how long each form took.
#![allow(clippy::unwrap_used, reason = "an example may stop where it fails")]

#[path = "../tests/drenthe/mod.rs"]
mod drenthe;

use jiff::civil::date;
use koers_model::id::Id;
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionCode;
use koers_model::text::{Lang, Text};
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Cell, Marks, Missing, Number};
use koers_run::publish::{
    Description, Form, Licence, MeasureDescription, Package, Published, bundle, dataset, readings,
};
use koers_table::builder::CubeBuilder;
use koers_table::publish::{Bundle, DimensionDescription};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

fn main() {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: publish FOLDER");
        std::process::exit(2);
    };
    std::fs::create_dir_all(&folder).unwrap();
    let held = drenthe::held();
    let definitions = held.definitions().unwrap();
    let mut tables: Vec<Published> = Vec::new();
    for id in definitions.datasets.keys() {
        let href = Some(format!("https://example.org/api/v1/cijfers/{id}"));
        tables.extend(dataset(&held, id.as_str(), None, href).unwrap());
    }
    for id in definitions.indicators.keys() {
        let href = Some(format!("https://example.org/api/v1/indicatoren/{id}"));
        tables.push(readings(&held, id.as_str(), None, href).unwrap());
    }
    tables.push(awkward());
    for table in &tables {
        let mut told = format!(
            "{:<28} {:>7} rows",
            table.cube.dataset(),
            table.cube.observation_count()
        );
        for form in Form::all() {
            let start = Instant::now();
            let bytes = table.write(form, Lang::Nl).unwrap();
            let took = start.elapsed().as_secs_f64() * 1000.0;
            told.push_str(&format!(
                "  {} {} kB {took:.1} ms",
                form.word(),
                bytes.len() / 1024
            ));
            std::fs::write(folder.join(table.file_name(form)), bytes).unwrap();
        }
        println!("{told}");
    }
    let start = Instant::now();
    let (bytes, _) = bundle(
        &held,
        None,
        Some("https://example.org".to_owned()),
        Lang::Nl,
        Vec::new(),
    )
    .unwrap();
    println!(
        "all tables, packed: {} kB {:.1} ms",
        bytes.len() / 1024,
        start.elapsed().as_secs_f64() * 1000.0
    );
    std::fs::write(folder.join("koers.zip"), bytes).unwrap();

    let table = awkward();
    let mut packed = Bundle::new(Vec::new(), Lang::Nl);
    packed
        .add("verzonnen.csv", &table.cube, &table.description)
        .unwrap();
    let package = Package {
        name: "verzonnen".into(),
        title: table.description.title.clone(),
        about: table.description.notes[0].clone(),
        href: None,
        as_of: date(2026, 11, 21),
    };
    std::fs::write(folder.join("verzonnen.zip"), packed.finish(&package).unwrap()).unwrap();
}

/// A made-up table: names that look like formulas, hold separators, quotes, line ends, markup and letters of other scripts; every reason,
/// every mark, very big and very small numbers.
fn awkward() -> Published {
    let dimensions = ["=som(\"A1\"), of zo", "value", "_naam met ruimte", "value_"];
    let codes = [
        "-1",
        "=1+1",
        "a;b,c",
        "aan \"halen\"",
        "regel\r\neinde",
        "<script>",
        "\u{202e}om",
        "'al",
        "ß漢字",
    ];
    let number = |value| Number::new(value).unwrap();
    let mut builder = CubeBuilder::new(Id::new("verzonnen").unwrap(), Frequency::Quarter, &dimensions);
    let mut cells: Vec<Cell> = [
        0.1 + 0.2,
        1e300,
        -5e-324,
        9_007_199_254_740_993.0,
        0.0,
        -1.0 / 3.0,
    ]
    .into_iter()
    .map(|value| Cell::value(number(value)))
    .collect();
    cells.extend(Missing::ALL.into_iter().map(Cell::missing));
    cells.extend(
        Marks::WORDS
            .into_iter()
            .map(|(mark, _)| Cell::value(number(1.5)).marked(mark)),
    );
    cells.push(
        Cell::masked(Bounds {
            low: number(1.0),
            high: number(4.0),
        })
        .marked(Marks::BREAK.with(Marks::PROVISIONAL)),
    );
    cells.push(Cell {
        margin: Some(number(0.25)),
        ..Cell::value(number(2.0))
    });
    let mut next = cells.into_iter().cycle();
    for (at, code) in codes.into_iter().enumerate() {
        for quarter in 1..=4 {
            let region = RegionCode::new(["NL01", "PV22", "CR07"][at % 3]).unwrap();
            let period = Period::quarter(2019, quarter).unwrap();
            let row = [code, "vast", codes[at / 2], "ook"];
            builder
                .add("=maat, 'x'", &row, region, period, next.next().unwrap(), 0)
                .unwrap();
        }
    }
    let about = MeasureDescription {
        title: Text::both("Aantal \"<b>banen</b>\"", "Number of \"<b>jobs</b>\""),
        unit: Unit::from_id("jobs").unwrap(),
        decimals: 1,
    };
    let labels = DimensionDescription {
        title: Some(Text::dutch("=som")),
        codes: codes
            .iter()
            .map(|code| ((*code).to_owned(), Text::dutch(format!("{code} in woorden"))))
            .collect(),
    };
    Published {
        cube: Arc::new(builder.build().unwrap()),
        description: Description {
            title: Text::dutch("Verzonnen, \"met\" <tekens>"),
            notes: vec![Text::both(
                "Verzonnen cijfers, om vormen mee te toetsen.",
                "Made-up figures, to test forms with.",
            )],
            publisher: "niemand".into(),
            attribution: Text::both("Bron: verzonnen", "Source: made up"),
            licence: Licence::new("eigen woorden; zie \"tekst\""),
            updated: None,
            href: None,
            dimensions: BTreeMap::from([(dimensions[0].to_owned(), labels)]),
            regions: BTreeMap::from([(RegionCode::new("PV22").unwrap(), "@Drenthe\t".to_owned())]),
            parts: BTreeMap::new(),
            measures: BTreeMap::from([("=maat, 'x'".to_owned(), about)]),
        },
        as_of: None,
    }
}
