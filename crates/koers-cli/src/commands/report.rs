//! `koers report`: the page for the council.

use super::{asked, print, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::text::Lang;
use std::path::{Path, PathBuf};

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let status = koers_run::status::status(&world, &asked(matches)?, lang)?;
    let page = match text(matches, "format") {
        "md" => koers_report::markdown(&status, lang),
        _ => koers_report::html(&status, lang),
    };
    match matches.get_one::<PathBuf>("output") {
        Some(path) => {
            write(path, &page)?;
            tell(&format!(
                "{} {}",
                lang.pick("Verslag:", "Report:"),
                path.display()
            ));
        }
        None => print(&page)?,
    }
    Ok(Exit::Done)
}

/// Writes a page so that there is never half of one.
pub fn write(path: &Path, page: &str) -> Result<(), Failure> {
    koers_source::atomic::write(path, page.as_bytes()).map_err(|source| Failure::Write {
        path: path.to_owned(),
        source,
    })
}
