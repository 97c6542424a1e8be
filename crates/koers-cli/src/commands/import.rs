//! `koers import`: take over a published file.

use super::{print, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file;
use crate::waiting::Waiting;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::snapshot::Format;
use koers_model::text::Lang;
use koers_run::import::{Import, import};
use std::path::PathBuf;

/// A published file is read into memory as a whole; this is more than the largest table of a national statistical office.
pub(super) const MAX_BYTES: u64 = 2 * 1024 * 1024 * 1024;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Ok(Exit::Usage);
    };
    let waiting = Waiting::for_(format!(
        "{} {}",
        lang.pick("Overnemen:", "Taking over:"),
        path.display()
    ));
    let bytes = file::read(path, MAX_BYTES)?;
    let name = path
        .file_name()
        .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
    let what = Import {
        dataset: text(matches, "dataset"),
        bytes: &bytes,
        origin: &name,
        format: matches
            .get_one::<String>("as")
            .and_then(|word| Format::from_word(word)),
        published: matches.get_one::<Date>("published").copied(),
        stamp: None,
    };
    let imported = import(&world, &what);
    drop(waiting);
    let imported = imported?;
    for note in &imported.notes {
        tell(&format!("{} {note}", lang.pick("let op:", "note:")));
    }
    for remark in &imported.remarks {
        tell(&format!(
            "{} {}",
            lang.pick("let op:", "note:"),
            remark.sentence(lang)
        ));
    }
    let provenance = &imported.provenance;
    let stored = match (imported.new, lang) {
        (true, Lang::Nl) => "nieuwe momentopname",
        (true, Lang::En) => "new snapshot",
        (false, Lang::Nl) => "stond er al",
        (false, Lang::En) => "was there already",
    };
    let observations = lang.pick("waarnemingen", "observations");
    print(&format!(
        "{}: {} {observations}, {stored} {} ({})",
        provenance.dataset,
        imported.observations,
        provenance.hash.short(),
        provenance.format.word(),
    ))?;
    Ok(Exit::Done)
}
