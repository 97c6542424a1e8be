//! Starts the publisher for clients that are not ours.

use clap::{Arg, ArgAction, Command, value_parser};
use publisher_stub::fault::Fault;
use publisher_stub::table::Table;
use publisher_stub::{Setting, Stub};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn command() -> Command {
    let path = || value_parser!(PathBuf);
    Command::new("publisher-stub")
        .about("Speaks the protocols of CBS and Eurostat on loopback, and misbehaves on demand")
        .after_help(
            "Examples:\n  publisher-stub --table examples/drenthe/published/cbs-83582ned.csv\n  publisher-stub --port 8123 --made 3MILJOEN=345,435,20 --fail Observations=cut-off:1000*2",
        )
        .arg(Arg::new("port").long("port").value_parser(value_parser!(u16)).default_value("0").help("The port; 0: any free one"))
        .arg(Arg::new("table").long("table").action(ArgAction::Append).value_parser(path()).help("A file in our own CSV; its name is the number of the table"))
        .arg(Arg::new("made").long("made").action(ArgAction::Append).value_name("ID=REGIONS,CATEGORIES,YEARS").help("A made-up table"))
        .arg(Arg::new("fail").long("fail").action(ArgAction::Append).value_name("TEXT=KIND[:NUMBER][*TIMES]").help(
            "What goes wrong with addresses that have a text in them: slow, cut-off, drop, status, busy, wrong-length, page, error, circle, same-page, endless, queued, empty, garbage",
        ))
        .arg(Arg::new("page").long("page").value_parser(value_parser!(usize)).help("Rows in a page of OData v4"))
        .arg(Arg::new("cap").long("cap").value_parser(value_parser!(usize)).help("The most rows in an answer of OData v3"))
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let matches = command().get_matches();
    let mut tables = Vec::new();
    for path in matches.get_many::<PathBuf>("table").into_iter().flatten() {
        tables.push(read(path)?);
    }
    for text in matches.get_many::<String>("made").into_iter().flatten() {
        tables.push(made(text).ok_or_else(|| format!("`{text}`: write ID=REGIONS,CATEGORIES,YEARS"))?);
    }
    let mut setting = Setting::default();
    if let Some(page) = matches.get_one::<usize>("page") {
        setting.page = *page;
    }
    if let Some(cap) = matches.get_one::<usize>("cap") {
        setting.cap = *cap;
    }
    let port = matches.get_one::<u16>("port").copied().unwrap_or(0);
    let ids: Vec<String> = tables.iter().map(|table: &Table| table.id.clone()).collect();
    let stub = Stub::listen(port, tables, setting).map_err(|error| error.to_string())?;
    for text in matches.get_many::<String>("fail").into_iter().flatten() {
        stub.fail(Fault::parse(text).ok_or_else(|| format!("`{text}`: write TEXT=KIND[:NUMBER][*TIMES]"))?);
    }
    println!("{}", stub.host());
    for id in ids {
        for service in ["odata4", "feed3", "api3", "sdmx", "file"] {
            println!("{service:7} {}", stub.address(service, &id));
        }
    }
    loop {
        std::thread::park();
    }
}

fn read(path: &Path) -> Result<Table, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let id = path
        .file_stem()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Table::from_csv(&id, &text)
        .ok_or_else(|| format!("{}: no CSV with region, period and value", path.display()))
}

fn made(text: &str) -> Option<Table> {
    let (id, sizes) = text.split_once('=')?;
    let sizes: Vec<usize> = sizes
        .split(',')
        .map(|size| size.parse().ok())
        .collect::<Option<_>>()?;
    match sizes.as_slice() {
        [regions, categories, years] => Some(Table::made(id, *regions, *categories, *years)),
        _ => None,
    }
}
