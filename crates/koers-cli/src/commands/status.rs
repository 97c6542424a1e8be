//! `koers status`: where everything stands.

use super::{asked, caution, print, print_page, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::terminal::{self, Page};
use clap::ArgMatches;
use koers_model::text::Lang;
use koers_report::Style;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = koers_run::workspace::read(&world, lang)?;
    let status = koers_run::status::status_of(&world, &workspace, &asked(matches)?)?;
    caution(&workspace, &status, lang);
    match text(matches, "format") {
        "json" => print(&koers_report::status_json(&status))?,
        "csv" => print(&koers_report::status_csv(&status, lang))?,
        "md" => print(&koers_report::status_md(&status, lang))?,
        _ => print_page(&Page::drawn(koers_report::status_table(&status, lang, style())))?,
    }
    Ok(Exit::Done)
}

/// How tables look on this terminal.
pub fn style() -> Style {
    Style {
        colour: terminal::colour(),
        width: terminal::width(),
    }
}
