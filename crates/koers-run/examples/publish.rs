//! Writes every table of the example in every form, with the packed file of all: `cargo run -p koers-run --example publish -- FOLDER`.
//! For `tests/formats/`, and for whoever wants to see what is published without a server. Says how long each form took.
#![allow(clippy::unwrap_used, reason = "an example may stop where it fails")]

#[path = "../tests/drenthe/mod.rs"]
mod drenthe;

use koers_model::text::Lang;
use koers_run::publish::{Form, Published, bundle, dataset, readings};
use std::path::PathBuf;
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
}
