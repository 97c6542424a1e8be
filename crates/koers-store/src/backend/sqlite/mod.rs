//! The file: SQLite in one file, with a write-ahead log beside it while it is open.

pub mod backup;
mod open;
mod read_only;
mod rows;

use crate::backend::{Backend, Work};
use crate::error::{BadCopy, Error};
use rusqlite::{Connection, ErrorCode, TransactionBehavior, ffi};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another one.
const WAIT: Duration = Duration::from_secs(5);
/// `KOER`: what the file says it is, in its header.
const APPLICATION: i32 = 0x4B4F_4552;
/// The forms, oldest first. Their numbers are those of PostgreSQL too.
const FORMS: &[&str] = &[include_str!("0001-log.sql"), include_str!("0002-views.sql")];

/// What keeps other programs from changing the log.
const GUARDS: &str = include_str!("guards.sql");
/// How many of them there are.
const GUARDED: i64 = 4;

/// An open file.
pub(crate) struct File {
    path: PathBuf,
    connection: Connection,
}

impl File {
    /// Opens a file, or makes it.
    pub(crate) fn open(path: &Path) -> Result<Self, Error> {
        open::open(path)
    }

    fn transaction(&mut self, behaviour: TransactionBehavior, work: &mut Work<'_>) -> Result<(), Error> {
        let path = &self.path;
        let said = |error| said(path, &error);
        let transaction = self
            .connection
            .transaction_with_behavior(behaviour)
            .map_err(said)?;
        work(&mut rows::Within {
            path,
            connection: &transaction,
        })?;
        transaction.commit().map_err(said)
    }
}

impl Backend for File {
    fn read(&mut self, work: &mut Work<'_>) -> Result<(), Error> {
        self.transaction(TransactionBehavior::Deferred, work)
    }
    fn write(&mut self, work: &mut Work<'_>) -> Result<(), Error> {
        if self
            .connection
            .is_readonly("main")
            .map_err(|error| said(&self.path, &error))?
        {
            return Err(Error::ReadOnly {
                path: self.path.clone(),
            });
        }
        // Taking the lock first: a reader that turns writer is told that it is busy without being let wait.
        self.transaction(TransactionBehavior::Immediate, work)
    }
    fn backup(&mut self) -> Result<Option<PathBuf>, Error> {
        backup::make(&self.path, &self.connection).map(Some)
    }
}

/// What SQLite says, in our words.
fn said(path: &Path, error: &rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Error::Busy { waited: WAIT },
        Some(ErrorCode::DiskFull) => Error::Full {
            path: path.to_owned(),
        },
        Some(ErrorCode::ReadOnly) => Error::ReadOnly {
            path: path.to_owned(),
        },
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            corrupt(path, BadCopy::Said(error.to_string()))
        }
        Some(ErrorCode::SystemIoFailure) if no_room(error) => Error::Full {
            path: path.to_owned(),
        },
        _ if spoilt(error) => corrupt(path, BadCopy::Said(error.to_string())),
        _ => Error::Database(error.to_string()),
    }
}

/// Whether the disk is so full that not even the files can be made that reading needs.
fn no_room(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error().map(|error| error.extended_code),
        Some(ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE)
    )
}

/// Whether a file of ours says what Koers never wrote: another type or bytes that are no text, or a table or column that is gone. Our
/// own questions name only what the form of the file has.
fn spoilt(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as E;
    match error {
        E::Utf8Error(..)
        | E::InvalidColumnType(..)
        | E::FromSqlConversionFailure(..)
        | E::IntegralValueOutOfRange(..) => true,
        E::SqliteFailure(_, Some(what)) => what.starts_with("no such "),
        E::SqlInputError { msg, .. } => msg.starts_with("no such "),
        _ => false,
    }
}

/// A damaged file, with the newest good backup.
fn corrupt(path: &Path, what: BadCopy) -> Error {
    Error::Corrupt {
        path: path.to_owned(),
        what,
        backup: backup::good_backups(path).into_iter().next(),
    }
}
