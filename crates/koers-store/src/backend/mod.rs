//! What a database has to be able to do. Everything else is done once, above it.

#[cfg(feature = "postgres")]
pub(crate) mod postgres;
pub(crate) mod sqlite;

use crate::error::Error;
use crate::event::Line;
use crate::sought::{Sought, Survey};

/// A thing as it stands in the table of current things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Object {
    pub kind: String,
    pub id: String,
    pub body: String,
    /// Number of the event that last touched it.
    pub version: u64,
    pub ended: bool,
}

/// The rows, within one transaction.
pub(crate) trait Rows {
    /// Number and hash of the last event.
    fn last(&mut self) -> Result<Option<(u64, String)>, Error>;
    /// At most so many events after a number, in order.
    fn lines(&mut self, after: u64, most: u32) -> Result<Vec<Line>, Error>;
    /// How much there is of what is looked for.
    fn survey(&mut self, sought: Sought<'_>) -> Result<Survey, Error>;
    /// At most so many of the events that are looked for, newest first, after passing over so many.
    fn newest(&mut self, sought: Sought<'_>, over: u64, most: u32) -> Result<Vec<Line>, Error>;
    /// The events of one thing, in order.
    fn history(&mut self, kind: &str, id: &str) -> Result<Vec<Line>, Error>;
    /// One thing.
    fn object(&mut self, kind: &str, id: &str) -> Result<Option<Object>, Error>;
    /// The highest version of all things: no lower than the number of the last event, and no higher.
    fn newest_version(&mut self) -> Result<u64, Error>;
    /// The version of a thing that is not as its last event left it; `None` when all are.
    fn changed_outside(&mut self) -> Result<Option<u64>, Error>;
    /// All things.
    fn objects(&mut self) -> Result<Vec<Object>, Error>;
    /// Adds an event.
    fn append(&mut self, line: &Line) -> Result<(), Error>;
    /// Adds or replaces a thing.
    fn keep(&mut self, object: &Object) -> Result<(), Error>;
}

/// What is done within one transaction.
pub(crate) type Work<'a> = dyn FnMut(&mut dyn Rows) -> Result<(), Error> + 'a;

/// A database.
pub(crate) trait Backend: Send {
    /// Reads, all from one moment.
    fn read(&mut self, work: &mut Work<'_>) -> Result<(), Error>;
    /// Writes, alone, and all of it or nothing.
    fn write(&mut self, work: &mut Work<'_>) -> Result<(), Error>;
    /// Copies the database to a file beside it, where it is a file.
    fn backup(&mut self) -> Result<Option<std::path::PathBuf>, Error>;
}
