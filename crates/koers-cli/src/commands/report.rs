//! `koers report`: the page for the council.

use super::{asked, caution, print, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::text::Lang;
use std::path::{Path, PathBuf};

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    if let Some(path) = matches.get_one::<PathBuf>("output") {
        refuse_other_forms(path, text(matches, "format"), lang)?;
    }
    let workspace = koers_run::workspace::read(&world, lang)?;
    let status = koers_run::status::status_of(&world, &workspace, &asked(matches)?)?;
    caution(&workspace, &status, lang);
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
    // A link is followed, so that it stays a link; a pipe or a device is written to, not replaced.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let special = std::fs::metadata(&target).is_ok_and(|meta| !meta.is_file());
    let written = if special {
        std::fs::write(&target, page)
    } else {
        koers_source::atomic::write(&target, page.as_bytes())
    };
    written.map_err(|source| Failure::Write {
        path: path.to_owned(),
        source,
    })
}

/// A name that ends like another form than the one that is written would mislead whoever opens the file.
fn refuse_other_forms(path: &Path, format: &str, lang: Lang) -> Result<(), Failure> {
    let Some(ending) = path.extension().and_then(|ending| ending.to_str()) else {
        return Ok(());
    };
    let fitting: &[&str] = if format == "md" {
        &["md", "markdown", "txt"]
    } else {
        &["html", "htm"]
    };
    if fitting.contains(&ending.to_lowercase().as_str()) {
        return Ok(());
    }
    Err(Failure::Usage(match lang {
        Lang::Nl => format!(
            "`{}` eindigt op .{ending}, maar het verslag wordt geschreven als {format}",
            path.display()
        ),
        Lang::En => format!(
            "`{}` ends in .{ending}, but the report is written as {format}",
            path.display()
        ),
    }))
}
