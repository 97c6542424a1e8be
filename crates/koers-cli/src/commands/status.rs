//! `koers status`: where everything stands.

use super::{asked, caution, print, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal;
use clap::ArgMatches;
use koers_model::text::Lang;
use koers_report::Style;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = koers_run::workspace::read(&world, lang)?;
    let status = koers_run::status::status_of(&world, &workspace, &asked(matches)?)?;
    caution(&workspace, &status, lang);
    print(&match text(matches, "format") {
        "json" => koers_report::status_json(&status),
        "csv" => koers_report::status_csv(&status, lang),
        "md" => koers_report::status_md(&status, lang),
        _ => koers_report::status_table(&status, lang, style()),
    })?;
    Ok(Exit::Done)
}

/// How tables look on this terminal.
pub fn style() -> Style {
    Style {
        colour: terminal::colour(),
        width: terminal::width(),
    }
}
