//! The whole register out and in: as a workbook, as text files, as JSON.

use super::super::{print, tell};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::file;
use crate::register::{Ledger, head_of, keep_policy, now, reason, said_head, who};
use clap::ArgMatches;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_run::portfolio::nameable;
use koers_run::workspace;
use koers_run::world::World;
use koers_sheet::{Book, Faults, Import, Known, Making, Unit, check, preview, read_csv, read_xlsx};
use koers_source::atomic;
use koers_store::exchange::{self, MOST_BYTES};
use koers_store::{Change, Head, Kept, Record};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// So many rows of what changes are shown, unless all are asked for.
const MOST_SHOWN: usize = 1_000;
/// The beginning of every workbook: it is a zip file.
const ZIP: &[u8] = b"PK\x03\x04";
/// The beginning of workbooks of the form before that, and of those with a password.
const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

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
        stamp: Some(said_head(&kept.head)),
        ..Making::new(lang)
    };
    let book = || Book::of(&kept.register, &making);
    let keeps = !matches.get_flag("overwrite");
    // What somebody edits in a spreadsheet is work of hours.
    let free = |path: &Path| match keeps && path.exists() {
        true => Err(Failure::Usage(match lang {
            Lang::Nl => format!(
                "`{}` bestaat al: kies een andere naam, of --overwrite om wat erin staat te vervangen",
                path.display()
            ),
            Lang::En => format!(
                "`{}` is there already: choose another name, or --overwrite to replace what it holds",
                path.display()
            ),
        })),
        false => Ok(()),
    };
    let path = if let Some(path) = option("xlsx") {
        free(path)?;
        let known = known(&world as &dyn World, lang)?;
        let bytes = book()
            .to_xlsx(&known)
            .map_err(|error| Failure::Unfit(error.text().get(lang).to_owned()))?;
        write(path, &bytes)?;
        path
    } else if let Some(path) = option("csv") {
        fs::create_dir_all(path).map_err(|source| Failure::Write {
            path: path.clone(),
            source,
        })?;
        let files = book().to_csv();
        files.iter().try_for_each(|(name, _)| free(&path.join(name)))?;
        for (name, bytes) in files {
            write(&path.join(name), &bytes)?;
        }
        path
    } else if let Some(path) = option("json") {
        free(path)?;
        let text = exchange::write_marked(&kept.register, making.stamp.as_deref()).map_err(|error| {
            Failure::Unfit(match lang {
                Lang::Nl => format!("het register is niet op te schrijven ({error})"),
                Lang::En => format!("the register cannot be written down ({error})"),
            })
        })?;
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

/// What a file says the register should be, and of what state of it the file was made.
struct Said {
    after: Register,
    made_from: MadeFrom,
}

/// Of what state of the register a file was made.
enum MadeFrom {
    /// It does not say so.
    Unmarked,
    /// The head of the log at that moment.
    At(Head),
}

impl MadeFrom {
    fn said(mark: Option<&str>) -> Self {
        mark.and_then(head_of).map_or(Self::Unmarked, Self::At)
    }
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
    if !matches.get_flag("without-mark") {
        refuse_stale(&ledger, &before, &changes, &said.made_from, lang)?;
    }
    let most = if matches.get_flag("all") {
        usize::MAX
    } else {
        MOST_SHOWN
    };
    show_and_write(&world, &before, &said.after, &changes, matches, (most, lang))
}

/// Writes changes down and tells how far the log goes.
pub fn write_down(
    world: &DiskWorld,
    changes: &[Change],
    matches: &ArgMatches,
    lang: Lang,
) -> Result<Exit, Failure> {
    keep_policy(world.folder())?;
    let written = Ledger::asked(world.folder(), matches).open()?.write(
        changes,
        &who(matches, lang)?,
        now()?,
        &reason(matches, lang)?,
    )?;
    let (count, last) = (written.events.len(), written.head.seq);
    tell(&match (count, lang) {
        (1, Lang::Nl) => format!("1 wijziging overgenomen; het logboek loopt tot {last}."),
        (1, Lang::En) => format!("1 change taken over; the log goes to {last}."),
        (_, Lang::Nl) => format!("{count} wijzigingen overgenomen; het logboek loopt tot {last}."),
        (_, Lang::En) => format!("{count} changes taken over; the log goes to {last}."),
    });
    Ok(Exit::Done)
}

/// Shows what changes, `most` rows of it, and writes it down unless it is a trial.
pub fn show_and_write(
    world: &DiskWorld,
    before: &Kept,
    after: &Register,
    changes: &[Change],
    matches: &ArgMatches,
    (most, lang): (usize, Lang),
) -> Result<Exit, Failure> {
    if changes.is_empty() {
        print(lang.pick("Er verandert niets.", "Nothing changes."))?;
        return Ok(Exit::Done);
    }
    for change in changes {
        before.refuse_standing(change)?;
    }
    let shown = || preview(&before.register, after, lang).say(most);
    if matches.get_flag("dry-run") {
        let printed = print(&shown());
        tell(lang.pick(
            "Dit was een proef: er is niets veranderd.",
            "This was a trial: nothing was changed.",
        ));
        return printed.map(|()| Exit::Done);
    }
    // Told side by side, and written first: whoever stops reading what is shown did not stop the writing.
    std::thread::scope(|scope| {
        let shown = scope.spawn(shown);
        let done = write_down(world, changes, matches, lang)?;
        match shown.join() {
            Ok(shown) => print(&shown)?,
            Err(panic) => std::panic::resume_unwind(panic),
        }
        Ok(done)
    })
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

/// Refuses a file that would undo what somebody else changed after it was made, and one of which nobody can tell whether it would. A file
/// that only adds is welcome whoever made it.
fn refuse_stale(
    ledger: &Ledger,
    before: &Kept,
    changes: &[Change],
    made_from: &MadeFrom,
    lang: Lang,
) -> Result<(), Failure> {
    let touched = || {
        changes
            .iter()
            .filter_map(|change| Some((change, before.version(change.kind(), change.id())?)))
    };
    if touched().next().is_none() {
        return Ok(());
    }
    let names = |list: &mut dyn Iterator<Item = &Change>| {
        let names: Vec<String> = list
            .map(|change| format!("{} `{}`", change.kind(), change.id()))
            .collect();
        names.join(", ")
    };
    let why = match made_from {
        MadeFrom::Unmarked => lang.pick(
            "dit bestand zegt niet van welke stand van het register het is gemaakt (het blad Uitleg, explanation.csv of made_from in JSON ontbreekt of is gewijzigd)",
            "this file does not say of what state of the register it was made (the sheet Explanation, explanation.csv or made_from in JSON is missing or was changed)",
        ),
        MadeFrom::At(head) if !is_ours(ledger, head)? => lang.pick(
            "dit bestand is van een ander register, of van voordat er een kopie is teruggezet",
            "this file is of another register, or of before a backup was put back",
        ),
        MadeFrom::At(head) => {
            let later = names(
                &mut touched()
                    .filter(|(_, version)| version.seq() > head.seq)
                    .map(|(change, _)| change),
            );
            let seen = head.seq;
            return if later.is_empty() {
                Ok(())
            } else {
                Err(Failure::Unfit(match lang {
                    Lang::Nl => format!(
                        "na het maken van dit bestand (wijziging {seen}) is in het register veranderd: {later}; exporteer opnieuw en neem uw wijzigingen daarin over"
                    ),
                    Lang::En => format!(
                        "after this file was made (change {seen}) the register changed: {later}; export again and make your changes there"
                    ),
                }))
            };
        }
    };
    let touched = names(&mut touched().map(|(change, _)| change));
    Err(Failure::Unfit(match lang {
        Lang::Nl => format!(
            "{why}, en zou wijzigen wat er al is: {touched}; exporteer opnieuw en neem uw wijzigingen daarin over, of neem het toch over met --without-mark"
        ),
        Lang::En => format!(
            "{why}, and it would change what is there: {touched}; export again and make your changes there, or take it over all the same with --without-mark"
        ),
    }))
}

/// Whether the log of a register once went as far as this head.
fn is_ours(ledger: &Ledger, head: &Head) -> Result<bool, Failure> {
    let Some(before) = head.seq.checked_sub(1) else {
        return Ok(*head == Head::start());
    };
    let Some(store) = ledger.open_if_there()? else {
        return Ok(false);
    };
    let hash = head.hash.to_string();
    Ok(store
        .lines(before, 1)?
        .iter()
        .any(|line| line.seq == head.seq && line.hash == hash))
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
                made_from: MadeFrom::said(import.stamp.as_deref()),
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
    let bytes = file::read(path, MOST_BYTES as u64)?;
    if bytes.starts_with(ZIP) {
        return sheets(read_xlsx(&bytes, &before.register, &known()?));
    }
    if bytes.starts_with(OLD) {
        return Err(Failure::Unfit(
            lang.pick(
                "dit is een werkboek van een oude vorm (.xls) of met een wachtwoord: bewaar het als .xlsx zonder wachtwoord",
                "this is a workbook of an old form (.xls) or with a password: save it as .xlsx without a password",
            )
            .to_owned(),
        ));
    }
    let text = String::from_utf8(bytes).map_err(|_| not_ours(path, lang))?;
    // Some editors put a mark before UTF-8.
    match exchange::read_marked(text.trim_start_matches('\u{feff}')) {
        Ok(marked) => {
            // What a JSON file does not name stays as it is.
            let after = laid_over(&before.register, &marked.register);
            match check(after, &before.register, &known()?) {
                Ok(after) => Ok(Said {
                    after,
                    made_from: MadeFrom::said(marked.made_from.as_deref()),
                }),
                Err(faults) => {
                    for fault in &faults {
                        tell(&fault.say(lang));
                    }
                    Err(refused(faults.len(), lang))
                }
            }
        }
        Err(faults) => {
            for fault in &faults {
                tell(&format!("{}: {}", path.display(), fault.say(lang)));
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

/// The text files of a folder, by name.
fn text_files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        let name = path.file_name().and_then(OsStr::to_str).map(str::to_owned);
        if let Some(name) = name.filter(|name| name.to_ascii_lowercase().ends_with(".csv")) {
            let bytes = file::read(&path, MOST_BYTES as u64)?;
            files.push((name, bytes));
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
            Lang::Nl if count == 1 => {
                "1 rij staat niet in het werkboek en blijft zoals zij is: weglaten beëindigt niets".to_owned()
            }
            Lang::En if count == 1 => {
                "1 row is not in the workbook and stays as it is: leaving out ends nothing".to_owned()
            }
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
