//! `koers boundaries`: take over boundaries for the map.

use super::import::MAX_BYTES;
use super::{print, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::outline::Provenance;
use koers_model::region::RegionKind;
use koers_model::text::Lang;
use koers_run::boundaries::{BoundaryFile, import};
use std::path::PathBuf;

/// More findings than this are counted, not told one by one.
const MOST_TOLD: usize = 20;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let (Some(path), Some(kind), Some(on)) = (
        matches.get_one::<PathBuf>("file"),
        RegionKind::from_word(text(matches, "kind")),
        matches.get_one::<Date>("on"),
    ) else {
        return Ok(Exit::Usage);
    };
    let bytes = file::read(path, MAX_BYTES)?;
    let name = path
        .file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let kept = import(
        &world,
        &BoundaryFile {
            bytes: &bytes,
            origin: &name,
            kind,
            code: matches.get_one::<String>("code").map(String::as_str),
            provenance: Provenance {
                source: text(matches, "source").to_owned(),
                licence: text(matches, "licence").to_owned(),
                attribution: text(matches, "attribution").to_owned(),
                valid_on: *on,
            },
        },
    )?;
    for finding in kept.findings.iter().take(MOST_TOLD) {
        tell(&format!(
            "{} {}",
            lang.pick("let op:", "note:"),
            finding.message(lang)
        ));
    }
    if let Some(more @ 1..) = kept.findings.len().checked_sub(MOST_TOLD) {
        tell(&match lang {
            Lang::Nl => format!("let op: en nog {more} van zulke opmerkingen"),
            Lang::En => format!("note: and {more} more such remarks"),
        });
    }
    let (before, after) = kept.corners;
    let (regions, kind, bytes) = (kept.regions, kind.plural(lang), kept.bytes);
    print(&match lang {
        Lang::Nl => format!(
            "{}: {regions} {kind}, {after} van {before} hoekpunten, {bytes} bytes",
            kept.name
        ),
        Lang::En => format!(
            "{}: {regions} {kind}, {after} of {before} corners, {bytes} bytes",
            kept.name
        ),
    })?;
    Ok(Exit::Done)
}
