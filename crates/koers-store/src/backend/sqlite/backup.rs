//! Copies of the file, and going back to one.

use super::open::{form, whole, whose};
use super::rows::Within;
use super::said;
use crate::error::{BadCopy, Error};
use crate::event::Head;
use crate::verify::{Proof, verify};
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::path::{Path, PathBuf};

/// How many copies stay; older ones make room.
pub const KEPT_BACKUPS: usize = 10;

/// The folder beside the file.
fn folder(path: &Path) -> PathBuf {
    path.with_file_name("backups")
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn at(path: &Path) -> impl Fn(std::io::Error) -> Error + '_ {
    move |source| match source.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::FileTooLarge => Error::Full {
            path: path.to_owned(),
        },
        _ => Error::File {
            path: path.to_owned(),
            source,
        },
    }
}

/// Every file that is named as a copy of this one, newest first. The name holds how far its log goes: `koers-000000000042-1f3a5c7e.db`.
fn copies(path: &Path) -> Vec<PathBuf> {
    let stem = stem(path);
    let named = |copy: &PathBuf| {
        let name = copy.file_name().and_then(|name| name.to_str());
        let rest = name
            .and_then(|name| name.strip_prefix(&stem)?.strip_prefix('-')?.strip_suffix(".db"))
            .and_then(|rest| rest.split_once('-'));
        rest.is_some_and(|(seq, hash)| {
            seq.len() == 12 && hash.len() == 8 && seq.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let mut copies: Vec<PathBuf> = fs::read_dir(folder(path))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(named)
        .collect();
    copies.sort();
    copies.reverse();
    copies
}

/// How far the log of a good copy goes; what is wrong with a bad one.
fn examine(copy: &Path) -> Result<Head, BadCopy> {
    let bad = |error: Error| BadCopy::Said(error.to_string());
    let said = |error: rusqlite::Error| BadCopy::Said(error.to_string());
    let connection = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(said)?;
    let form = form(&connection).map_err(said)?;
    if form.number() == 0 {
        return Err(BadCopy::Empty);
    }
    whose(copy, form).map_err(bad)?;
    let found: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(said)?;
    if found != "ok" {
        return Err(BadCopy::Said(found));
    }
    let mut rows = Within {
        path: copy,
        connection: &connection,
    };
    match verify(&mut rows, None).map_err(bad)? {
        Proof::Chain { head, .. } => Ok(head),
        Proof::Broken { seq, fault } => Err(BadCopy::Broken { seq, fault }),
    }
}

/// The copies of this file that can be gone back to, newest first: each is whole, is ours, and its log verifies.
#[must_use]
pub fn good_backups(path: &Path) -> Vec<PathBuf> {
    copies(path)
        .into_iter()
        .filter(|copy| examine(copy).is_ok())
        .collect()
}

/// Waits until what was renamed in a folder is on the disk.
fn settle(folder: &Path) -> Result<(), Error> {
    let opened = fs::File::open(folder).map_err(at(folder))?;
    // Not every file system lets a folder be waited for; the file itself was.
    let _ = opened.sync_all();
    Ok(())
}

/// Makes a copy, looks whether it is good, gives it its name, and lets the oldest go.
pub(super) fn make(path: &Path, connection: &Connection) -> Result<PathBuf, Error> {
    let folder = folder(path);
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let fresh = folder.join(format!(".{}-new-{}", stem(path), std::process::id()));
    let made = copy(path, connection, &fresh);
    if made.is_err() {
        let _ = fs::remove_file(&fresh);
    }
    let head = made?;
    let hash: String = head.hash.to_string().chars().take(8).collect();
    let name = folder.join(format!("{}-{:012}-{hash}.db", stem(path), head.seq));
    fs::rename(&fresh, &name).map_err(at(&name))?;
    settle(&folder)?;
    for old in copies(path).into_iter().skip(KEPT_BACKUPS) {
        if old != name {
            fs::remove_file(&old).map_err(at(&old))?;
        }
    }
    Ok(name)
}

fn copy(path: &Path, connection: &Connection, fresh: &Path) -> Result<Head, Error> {
    match fs::remove_file(fresh) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(at(fresh)(error)),
        _ => {}
    }
    whole(path, connection)?;
    let Some(name) = fresh.to_str() else {
        return Err(Error::BadBackup {
            path: fresh.to_owned(),
            what: BadCopy::Name,
        });
    };
    connection
        .execute("VACUUM INTO ?1", [name])
        .map_err(|error| said(fresh, &error))?;
    // Somebody may have written since, so the copy itself is asked how far it goes.
    let head = examine(fresh).map_err(|what| Error::BadBackup {
        path: fresh.to_owned(),
        what,
    })?;
    let written = fs::File::open(fresh).map_err(at(fresh))?;
    written.sync_all().map_err(at(fresh))?;
    Ok(head)
}

/// What going back came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How far the log goes now.
    pub head: Head,
    /// Where the file that was there has gone; `None` when there was none.
    pub aside: Option<PathBuf>,
}

/// Goes back to a copy. The file that was there is put aside, not deleted. Nobody may have it open.
///
/// # Errors
/// [`Error::BadBackup`] when the copy is not a good one; nothing was touched then.
pub fn restore(path: &Path, backup: &Path) -> Result<Restored, Error> {
    let head = examine(backup).map_err(|what| Error::BadBackup {
        path: backup.to_owned(),
        what,
    })?;
    let beside = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let fresh = beside(".restoring");
    fs::copy(backup, &fresh).map_err(at(&fresh))?;
    let written = fs::OpenOptions::new()
        .write(true)
        .open(&fresh)
        .map_err(at(&fresh))?;
    written.sync_all().map_err(at(&fresh))?;
    let aside = (1..)
        .map(|number: u32| beside(&format!(".damaged-{number}")))
        .find(|name| !name.exists())
        .filter(|_| path.exists());
    if let Some(aside) = &aside {
        fs::copy(path, aside).map_err(at(aside))?;
    }
    // The write-ahead log first: it belongs to the old file, and SQLite would play it into the new one.
    for suffix in ["-wal", "-shm"] {
        let old = beside(suffix);
        if old.exists() {
            let mut name = aside
                .clone()
                .unwrap_or_else(|| beside(".damaged"))
                .into_os_string();
            name.push(suffix);
            fs::rename(&old, &name).map_err(at(&old))?;
        }
    }
    fs::rename(&fresh, path).map_err(at(path))?;
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        settle(folder)?;
    }
    Ok(Restored { head, aside })
}
