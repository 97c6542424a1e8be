//! `koers import`: take over a published file.

use super::{print, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::waiting::Waiting;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::snapshot::Format;
use koers_model::text::Lang;
use koers_run::import::{Import, import};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// A published file is read into memory as a whole; this is more than the largest table of a national statistical office.
const MAX_BYTES: u64 = 2 * 1024 * 1024 * 1024;

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
    let bytes = read(path)?;
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

/// A file as a whole, when it is not too large.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |source| Failure::Read {
        path: path.to_owned(),
        source,
    };
    let file = fs::File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let too_large = |size| Failure::TooLarge {
        path: path.to_owned(),
        size,
        limit: MAX_BYTES,
    };
    if size > MAX_BYTES {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // A pipe or a growing file tells no size beforehand.
    let read = file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(failed)? as u64;
    if read > MAX_BYTES {
        Err(too_large(read))
    } else {
        Ok(bytes)
    }
}
