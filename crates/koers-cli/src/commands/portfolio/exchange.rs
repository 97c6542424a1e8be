//! The whole register out and in: as a workbook, as text files, as JSON.

use super::super::{print, tell};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::register::{Ledger, now, reason, who};
use clap::ArgMatches;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_run::portfolio::nameable;
use koers_run::workspace;
use koers_run::world::World;
use koers_sheet::{Book, Faults, Import, Known, Making, Unit, preview, read_csv, read_xlsx};
use koers_source::atomic;
use koers_store::exchange::{self, MOST_BYTES};
use koers_store::{Change, Kept, Record};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// The beginning of every workbook: it is a zip file.
const ZIP: &[u8] = b"PK\x03\x04";

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> Failure + '_ {
    |source| Failure::Read {
        path: path.to_owned(),
        source,
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    atomic::write(path, bytes).map_err(|source| Failure::Write {
        path: path.to_owned(),
        source,
    })
}

/// What a book may name outside the register.
pub fn known(world: &dyn World, lang: Lang) -> Result<Known, Failure> {
    let workspace = workspace::read(world, lang)?;
    Ok(nameable(workspace.definitions()?, lang))
}

/// What is kept in the register of a workspace; nothing where nobody entered anything.
pub fn kept(ledger: &Ledger) -> Result<Kept, Failure> {
    match ledger.open_if_there()? {
        Some(store) => Ok(store.kept()?),
        None => Ok(Kept::nothing()),
    }
}

pub fn export(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = super::super::world(matches)?;
    let kept = kept(&Ledger::asked(world.folder(), matches))?;
    let option = |name: &str| matches.get_one::<PathBuf>(name);
    let making = Making {
        unit: if matches.get_flag("thousands") {
            Unit::ThousandEuro
        } else {
            Unit::Euro
        },
        // Whoever hands the book back hands back how far the log went when it was made.
        stamp: Some(kept.head.seq.to_string()),
        ..Making::new(lang)
    };
    let book = || Book::of(&kept.register, &making);
    let path = if let Some(path) = option("xlsx") {
        let known = known(&world as &dyn World, lang)?;
        let bytes = book()
            .to_xlsx(&known)
            .map_err(|error| Failure::Unfit(error.to_string()))?;
        write(path, &bytes)?;
        path
    } else if let Some(path) = option("csv") {
        fs::create_dir_all(path).map_err(|source| Failure::Write {
            path: path.clone(),
            source,
        })?;
        for (name, bytes) in book().to_csv() {
            write(&path.join(name), &bytes)?;
        }
        path
    } else if let Some(path) = option("json") {
        let text = exchange::write(&kept.register).map_err(|error| Failure::Unfit(error.to_string()))?;
        write(path, text.as_bytes())?;
        path
    } else {
        return Ok(Exit::Usage);
    };
    tell(&match lang {
        Lang::Nl => format!("Geschreven: {}", path.display()),
        Lang::En => format!("Written: {}", path.display()),
    });
    Ok(Exit::Done)
}

/// What a file says the register should be, and how far the log went when the file was made, where it says so.
struct Said {
    after: Register,
    seen: Option<u64>,
}

pub fn import(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Ok(Exit::Usage);
    };
    let world = super::super::world(matches)?;
    let ledger = Ledger::asked(world.folder(), matches);
    let before = kept(&ledger)?;
    let said = read(path, &before, || known(&world as &dyn World, lang), lang)?;
    let changes = changes(&before, &said.after);
    refuse_stale(&before, &changes, said.seen, lang)?;
    show_and_write(&ledger, &before, &said.after, &changes, matches, lang)
}

/// Writes changes down and tells how far the log goes.
pub fn write_down(
    ledger: &Ledger,
    changes: &[Change],
    matches: &ArgMatches,
    lang: Lang,
) -> Result<Exit, Failure> {
    let written = ledger
        .open()?
        .write(changes, &who(matches)?, now()?, &reason(matches)?)?;
    let (count, last) = (written.events.len(), written.head.seq);
    tell(&match (count, lang) {
        (1, Lang::Nl) => format!("1 wijziging overgenomen; het logboek loopt tot {last}."),
        (1, Lang::En) => format!("1 change taken over; the log goes to {last}."),
        (_, Lang::Nl) => format!("{count} wijzigingen overgenomen; het logboek loopt tot {last}."),
        (_, Lang::En) => format!("{count} changes taken over; the log goes to {last}."),
    });
    Ok(Exit::Done)
}

/// Shows what changes, and writes it down unless it is a trial.
pub fn show_and_write(
    ledger: &Ledger,
    before: &Kept,
    after: &Register,
    changes: &[Change],
    matches: &ArgMatches,
    lang: Lang,
) -> Result<Exit, Failure> {
    if changes.is_empty() {
        print(lang.pick("Er verandert niets.", "Nothing changes."))?;
        return Ok(Exit::Done);
    }
    print(&preview(&before.register, after).say(lang))?;
    if matches.get_flag("dry-run") {
        tell(lang.pick(
            "Dit was een proef: er is niets veranderd.",
            "This was a trial: nothing was changed.",
        ));
        return Ok(Exit::Done);
    }
    write_down(ledger, changes, matches, lang)
}

/// The batch that makes the register what a file or a row says: what is new or differs, and what its row ends.
pub fn changes(before: &Kept, after: &Register) -> Vec<Change> {
    let mut changes = exchange::changes(before, after);
    for record in Record::all(&before.register) {
        let (kind, id) = (record.kind(), record.id().clone());
        if Record::of(after, kind, &id).is_none()
            && let Some(seen) = before.version(kind, &id)
        {
            changes.push(Change::end(kind, id, seen));
        }
    }
    changes
}

/// Refuses a file that would undo what somebody else changed after it was made.
fn refuse_stale(before: &Kept, changes: &[Change], seen: Option<u64>, lang: Lang) -> Result<(), Failure> {
    let Some(seen) = seen else { return Ok(()) };
    let later: Vec<String> = changes
        .iter()
        .filter(|change| {
            let version = before.version(change.kind(), change.id());
            version.is_some_and(|version| version.seq() > seen)
        })
        .map(|change| format!("{} `{}`", change.kind(), change.id()))
        .collect();
    if later.is_empty() {
        return Ok(());
    }
    let later = later.join(", ");
    Err(Failure::Unfit(match lang {
        Lang::Nl => format!(
            "na het maken van dit werkboek (wijziging {seen}) is in het register veranderd: {later}; exporteer opnieuw en neem uw wijzigingen daarin over"
        ),
        Lang::En => format!(
            "after this workbook was made (change {seen}) the register changed: {later}; export again and make your changes there"
        ),
    }))
}

/// Reads a workbook, a folder of text files, or JSON: told apart by what it is, not by its name.
fn read(
    path: &Path,
    before: &Kept,
    known: impl FnOnce() -> Result<Known, Failure>,
    lang: Lang,
) -> Result<Said, Failure> {
    let meta = fs::metadata(path).map_err(unreadable(path))?;
    let sheets = |read: Result<Import, Faults>| match read {
        Ok(import) => {
            warn(&import, lang);
            Ok(Said {
                seen: import.stamp.as_deref().and_then(|stamp| stamp.parse().ok()),
                after: import.after,
            })
        }
        Err(faults) => {
            for fault in faults.list() {
                tell(&fault.say(lang));
            }
            Err(refused(faults.list().len() + faults.more(), lang))
        }
    };
    if meta.is_dir() {
        let files = text_files(path)?;
        let files: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
            .collect();
        return sheets(read_csv(&files, &before.register, &known()?));
    }
    let bytes = bounded(path, meta.len())?;
    if bytes.starts_with(ZIP) {
        return sheets(read_xlsx(&bytes, &before.register, &known()?));
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidData, error))
        .map_err(unreadable(path))
        .map_err(|_| not_ours(path, lang))?;
    match exchange::read(&text) {
        // What a JSON file does not name stays as it is.
        Ok(register) => Ok(Said {
            after: laid_over(&before.register, &register),
            seen: None,
        }),
        Err(faults) => {
            for fault in &faults {
                tell(&format!("{}: {fault}", path.display()));
            }
            Err(refused(faults.len(), lang))
        }
    }
}

pub fn refused(count: usize, lang: Lang) -> Failure {
    Failure::Unfit(match (count, lang) {
        (1, Lang::Nl) => "1 fout; er is niets overgenomen".to_owned(),
        (1, Lang::En) => "1 fault; nothing was taken over".to_owned(),
        (_, Lang::Nl) => format!("{count} fouten; er is niets overgenomen"),
        (_, Lang::En) => format!("{count} faults; nothing was taken over"),
    })
}

fn not_ours(path: &Path, lang: Lang) -> Failure {
    let name = path.display();
    Failure::Unfit(match lang {
        Lang::Nl => format!("`{name}` is geen werkboek (.xlsx) en geen JSON"),
        Lang::En => format!("`{name}` is no workbook (.xlsx) and no JSON"),
    })
}

fn bounded(path: &Path, size: u64) -> Result<Vec<u8>, Failure> {
    let limit = MOST_BYTES as u64;
    if size > limit {
        return Err(Failure::TooLarge {
            path: path.to_owned(),
            size,
            limit,
        });
    }
    fs::read(path).map_err(unreadable(path))
}

/// The text files of a folder, by name.
fn text_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let name = path.file_name().and_then(OsStr::to_str).map(str::to_owned);
        if let Some(name) = name.filter(|name| name.to_ascii_lowercase().ends_with(".csv")) {
            let size = fs::metadata(&path).map_err(unreadable(&path))?.len();
            files.push((name, bounded(&path, size)?));
        }
    }
    files.sort();
    Ok(files)
}

/// A register with another one laid over it.
fn laid_over(before: &Register, over: &Register) -> Register {
    let mut after = before.clone();
    for record in Record::all(over) {
        record.enter(&mut after);
    }
    after
}

/// Tells what of a book was not used.
fn warn(import: &Import, lang: Lang) {
    if !import.left_alone.is_empty() {
        let count = import.left_alone.len();
        tell(&match lang {
            Lang::Nl => format!(
                "{count} rijen staan niet in het werkboek en blijven zoals zij zijn: weglaten beëindigt niets"
            ),
            Lang::En => {
                format!("{count} rows are not in the workbook and stay as they are: leaving out ends nothing")
            }
        });
    }
    if !import.not_read.is_empty() {
        let names = import.not_read.join(", ");
        tell(&match lang {
            Lang::Nl => format!("niet gelezen, want niet van Koers: {names}"),
            Lang::En => format!("not read, as it is none of Koers: {names}"),
        });
    }
}
