//! Opening a file: is it ours, is it whole, is its form one that we know?

use super::{APPLICATION, FORMS, File, GUARDED, GUARDS, WAIT, backup, corrupt, read_only, said};
use crate::error::{BadCopy, Error};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::Path;
use std::time::{Duration, Instant};

/// The newest form that is known.
pub(super) fn newest() -> u32 {
    u32::try_from(FORMS.len()).unwrap_or(u32::MAX)
}

/// Opens a file, or makes it.
pub(super) fn open(path: &Path) -> Result<File, Error> {
    let there = path.exists();
    if !there && let Some(backup) = backup::good_backups(path).into_iter().next() {
        let path = path.to_owned();
        return Err(Error::Missing { path, backup });
    }
    let said = |error| said(path, &error);
    let mut connection = Connection::open_with_flags(
        path,
        // The store takes turns itself.
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(said)?;
    connection.busy_timeout(WAIT).map_err(said)?;
    // In one transaction: another process may be making the file right now.
    let read = |connection: &mut Connection| connection.transaction().and_then(|within| form(&within));
    let form = match read(&mut connection) {
        Err(error) if there && read_only::stopped(&error) => {
            connection = read_only::open(path)?;
            read(&mut connection).map_err(said)?
        }
        form => form.map_err(said)?,
    };
    whose(path, form)?;
    // An emptied file that has copies is a fault, not a fresh start.
    if there && form.is_blank() && !backup::good_backups(path).is_empty() {
        return Err(corrupt(path, BadCopy::Empty));
    }
    whole(path, &connection)?;
    harden(&connection).map_err(said)?;
    if connection.is_readonly("main").map_err(said)? {
        // An older form is read as it is: what it has not is not asked for.
        let path = path.to_owned();
        return Ok(File { path, connection });
    }
    settle(&connection).map_err(said)?;
    if form.number < newest() {
        if form.number > 0 {
            backup::make(path, &connection)?;
        }
        migrate(path, &mut connection)?;
    } else {
        guard(&mut connection).map_err(said)?;
    }
    Ok(File {
        path: path.to_owned(),
        connection,
    })
}

/// What the header of a file says.
#[derive(Clone, Copy)]
pub(super) struct Form {
    application: i32,
    number: u32,
    tables: u32,
}

impl Form {
    /// Its number; nil for a file without tables.
    pub(super) const fn number(self) -> u32 {
        self.number
    }
    /// Whether nothing was ever written in the file.
    const fn is_blank(self) -> bool {
        self.application == 0 && self.number == 0 && self.tables == 0
    }
}

/// Reads the header.
pub(super) fn form(connection: &Connection) -> rusqlite::Result<Form> {
    let ask = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    Ok(Form {
        application: ask("PRAGMA application_id")?.try_into().unwrap_or(0),
        number: ask("PRAGMA user_version")?.try_into().unwrap_or(u32::MAX),
        tables: ask("SELECT count(*) FROM sqlite_schema")?
            .try_into()
            .unwrap_or(u32::MAX),
    })
}

/// Refuses what is not ours or is too new.
pub(super) fn whose(path: &Path, form: Form) -> Result<(), Error> {
    let place = path.display().to_string();
    if !form.is_blank() && form.application != APPLICATION {
        return Err(Error::NotOurs { place });
    }
    if form.number > newest() {
        return Err(Error::Newer {
            place,
            found: form.number,
            known: newest(),
        });
    }
    Ok(())
}

/// Refuses a damaged file.
pub(super) fn whole(path: &Path, connection: &Connection) -> Result<(), Error> {
    let found: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| said(path, &error))?;
    if found == "ok" {
        Ok(())
    } else {
        Err(corrupt(path, BadCopy::Said(found)))
    }
}

/// The settings that the promises rest on: an acknowledged write is on the disk, and readers never wait for a writer.
fn settle(connection: &Connection) -> rusqlite::Result<()> {
    let started = Instant::now();
    // Two processes that both make the file meet here, and SQLite does not let the second one wait by itself.
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && started.elapsed() < WAIT =>
            {
                std::thread::sleep(Duration::from_millis(20));
            }
            other => break other?,
        }
    }
    connection.pragma_update(None, "synchronous", "FULL")
}

/// The settings for a file that somebody handed over.
fn harden(connection: &Connection) -> rusqlite::Result<()> {
    // Its views and triggers run no function that could do harm.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)
}

/// Brings a file up to date, in one transaction.
fn migrate(path: &Path, connection: &mut Connection) -> Result<(), Error> {
    let said = |error| said(path, &error);
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(said)?;
    // Somebody else may have done it while we waited.
    let now = form(&transaction).map_err(said)?;
    whose(path, now)?;
    for (sql, number) in FORMS.iter().zip(1_u32..) {
        if number > now.number {
            transaction.execute_batch(sql).map_err(said)?;
            transaction
                .pragma_update(None, "user_version", number)
                .map_err(said)?;
        }
    }
    transaction.execute_batch(GUARDS).map_err(said)?;
    transaction
        .pragma_update(None, "application_id", APPLICATION)
        .map_err(said)?;
    transaction.commit().map_err(said)
}

/// Puts back what keeps other programs from changing the log, where somebody took it away.
fn guard(connection: &mut Connection) -> rusqlite::Result<()> {
    let there: i64 = connection.query_row(
        "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'",
        [],
        |row| row.get(0),
    )?;
    if there >= GUARDED {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(GUARDS)?;
    transaction.commit()
}
