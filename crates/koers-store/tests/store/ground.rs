//! What the suite stands on: a database that can be opened again, looked into, and spoilt behind our back.

use koers_store::{At, Author, Change, Error, Reason, Store, Written};
use rusqlite::types::Value;
use std::path::PathBuf;

/// A fresh database for one test.
pub trait Ground: Sync {
    /// Opens it (again).
    fn open(&self) -> Result<Store, Error>;
    /// Runs SQL on it as anybody with access could, and gives rows as texts.
    fn rows(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, String>;
    /// Runs SQL on it as its owner could: triggers and checks off.
    fn spoil(&self, sql: &str) -> Result<(), String>;
    /// The tables' prefix.
    fn schema(&self) -> &'static str;
    /// Says that a newer Koers was here.
    fn age(&self);
}

pub fn who() -> Author {
    Author::new("steunpunt").unwrap()
}

pub fn at() -> At {
    "2026-11-21T09:30:00.000000Z".parse().unwrap()
}

pub fn why() -> Reason {
    Reason::new("een proef, verzonnen").unwrap()
}

pub fn write(store: &Store, changes: &[Change]) -> Result<Written, Error> {
    store.write(changes, &who(), at(), &why())
}

/// A file in a folder of its own.
pub struct InFile {
    folder: tempfile::TempDir,
}

impl InFile {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("koers.db")
    }
    pub fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path()).unwrap()
    }
}

impl Ground for InFile {
    fn open(&self) -> Result<Store, Error> {
        Store::open(&self.path())
    }
    fn rows(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, String> {
        let connection = self.raw();
        let ask = || -> rusqlite::Result<_> {
            let mut statement = connection.prepare(sql)?;
            let columns = statement.column_count();
            let rows = statement.query_map([], |row| {
                (0..columns)
                    .map(|at| {
                        Ok(match row.get::<_, Value>(at)? {
                            Value::Null => None,
                            Value::Integer(number) => Some(number.to_string()),
                            Value::Real(number) => Some(number.to_string()),
                            Value::Text(text) => Some(text),
                            Value::Blob(_) => panic!("no bytes are kept"),
                        })
                    })
                    .collect()
            })?;
            rows.collect()
        };
        ask().map_err(|error| error.to_string())
    }
    fn spoil(&self, sql: &str) -> Result<(), String> {
        let connection = self.raw();
        let drops = "PRAGMA ignore_check_constraints = ON;
            DROP TRIGGER IF EXISTS event_is_not_changed; DROP TRIGGER IF EXISTS event_is_not_deleted;
            DROP TRIGGER IF EXISTS event_follows; DROP TRIGGER IF EXISTS object_is_not_deleted;";
        let run = connection
            .execute_batch(drops)
            .and_then(|()| connection.execute_batch(sql));
        run.map_err(|error| error.to_string())
    }
    fn schema(&self) -> &'static str {
        ""
    }
    fn age(&self) {
        self.raw().pragma_update(None, "user_version", 99).unwrap();
    }
}
