//! The server: PostgreSQL, in a schema of its own.

mod open;
mod rows;

use crate::backend::{Backend, Work};
use crate::error::{BadCopy, Error};
use postgres::error::SqlState;
use postgres::{Client, Config, IsolationLevel, Statement};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// How long a writer waits for another one.
const WAIT: Duration = Duration::from_secs(5);
/// The forms, oldest first. Their numbers are those of the file too.
const FORMS: &[&str] = &[include_str!("0001-log.sql"), include_str!("0002-views.sql")];

/// A server that is connected to.
pub(crate) struct Server {
    config: Config,
    client: Client,
    prepared: Prepared,
}

/// What the server was told to get ready, by its text.
type Prepared = BTreeMap<&'static str, Statement>;

impl Server {
    /// Connects, and brings the tables up to date.
    pub(crate) fn connect(address: &str) -> Result<Self, Error> {
        let config = open::config(address)?;
        let client = open::open(&config)?;
        Ok(Self {
            config,
            client,
            prepared: Prepared::new(),
        })
    }

    /// Connects anew when the server was restarted.
    fn wake(&mut self) -> Result<(), Error> {
        if self.client.is_closed() {
            self.client = open::open(&self.config)?;
            self.prepared.clear();
        }
        Ok(())
    }
}

impl Backend for Server {
    fn read(&mut self, work: &mut Work<'_>) -> Result<(), Error> {
        // All that is read in one go is from one moment.
        self.wake()?;
        let mut transaction = self
            .client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()
            .map_err(|error| said(&error))?;
        work(&mut rows::Within {
            transaction: &mut transaction,
            prepared: &mut self.prepared,
        })?;
        transaction.commit().map_err(|error| said(&error))
    }

    fn write(&mut self, work: &mut Work<'_>) -> Result<(), Error> {
        self.wake()?;
        // Each statement sees what was committed before it began, so that after the lock the head is the newest one.
        let mut transaction = self
            .client
            .build_transaction()
            .isolation_level(IsolationLevel::ReadCommitted)
            .start()
            .map_err(|error| said(&error))?;
        transaction
            .batch_execute("LOCK TABLE koers.event IN SHARE ROW EXCLUSIVE MODE")
            .map_err(|error| said(&error))?;
        work(&mut rows::Within {
            transaction: &mut transaction,
            prepared: &mut self.prepared,
        })?;
        transaction.commit().map_err(|error| match error.as_db_error() {
            Some(_) => said(&error),
            None => Error::Unconfirmed,
        })
    }

    fn backup(&mut self) -> Result<Option<PathBuf>, Error> {
        Ok(None)
    }
}

/// What PostgreSQL says, in our words.
fn said(error: &postgres::Error) -> Error {
    let Some(said) = error.as_db_error() else {
        return Error::Database(told(error));
    };
    let code = said.code();
    if [SqlState::LOCK_NOT_AVAILABLE, SqlState::T_R_DEADLOCK_DETECTED].contains(code) {
        return Error::Busy { waited: WAIT };
    }
    if *code == SqlState::DISK_FULL {
        return Error::Full {
            path: PathBuf::from("PostgreSQL"),
        };
    }
    if [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED].contains(code) {
        return Error::Corrupt {
            path: PathBuf::from("PostgreSQL"),
            what: BadCopy::Said(said.message().to_owned()),
            backup: None,
        };
    }
    Error::Database(format!("{} ({})", said.message(), code.code()))
}

/// An error with its cause, which `postgres` keeps apart.
fn told(error: &postgres::Error) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}
