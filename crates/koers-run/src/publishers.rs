//! Publishers as a run asks them: the door to the network.

use jiff::civil::Date;
use koers_model::dataset::Dataset;
use koers_model::snapshot::Format;
use koers_model::text::{Lang, Text};

/// What a publisher says of a table before any of its rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableState {
    /// How this state of the table is told from another.
    pub stamp: Option<String>,
    /// The day of its last change.
    pub changed: Option<Date>,
    /// How many rows it has.
    pub rows: Option<u64>,
    /// What the publisher calls it.
    pub title: Option<String>,
}

/// How far the fetching of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Rows that are here.
    pub rows: u64,
    /// Rows that there are, where the publisher says so.
    pub of: Option<u64>,
}

/// What came of asking for a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// It is the state that is here already.
    Same(TableState),
    /// Its bytes.
    Whole {
        /// What the publisher says of it.
        state: TableState,
        /// The bytes as they came.
        bytes: Vec<u8>,
        /// Their form; `None`: what they look like.
        format: Option<Format>,
    },
}

/// Why a publisher gave no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfetched {
    /// What happened, in one sentence.
    pub what: Text,
    /// What can be done about it.
    pub help: Option<Text>,
    /// Whether it is this machine that fails, and not the publisher.
    pub is_ours: bool,
}

impl Unfetched {
    /// One or two sentences.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let what = self.what.get(lang);
        match &self.help {
            None => what.to_owned(),
            Some(help) => format!("{what}; {}", help.get(lang)),
        }
    }
}

/// Publishers, as a run asks them. The command line asks over the network; tests have tables in memory.
pub trait Publishers: Sync {
    /// What the publisher says of a table; `None` where only the table itself tells.
    ///
    /// # Errors
    /// [`Unfetched`].
    fn state(&self, dataset: &Dataset) -> Result<Option<TableState>, Unfetched>;
    /// Fetches a table, unless it is the state that is known.
    ///
    /// # Errors
    /// [`Unfetched`].
    fn fetch(
        &self,
        dataset: &Dataset,
        known: Option<&str>,
        told: &dyn Fn(Progress),
    ) -> Result<Fetched, Unfetched>;
    /// What was fetched of a table stands in the store, or is of no use: it need not be kept for a next time.
    fn forget(&self, dataset: &Dataset);
}
