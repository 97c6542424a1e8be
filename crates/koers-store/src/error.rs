//! What can go wrong between a change and its being kept.

use crate::event::Version;
use crate::record::Kind;
use crate::verify::Fault;
use crate::wire::FormError;
use koers_model::id::Id;
use std::path::PathBuf;
use std::time::Duration;

/// Somebody else was first: the thing is no longer as it was seen. Nothing of the batch was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} `{id}` has changed in the meantime: look at it again")]
pub struct Conflict {
    /// What sort of thing.
    pub kind: Kind,
    /// Which one.
    pub id: Id,
    /// The version that was seen; `None`: it was taken for new.
    pub seen: Option<Version>,
    /// The version that is there; `None`: there is none.
    pub found: Option<Version>,
}

/// Why something was not done. Unless an error says otherwise, nothing was kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Somebody else was first.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// A thing of a kind that neither changes nor ends: [`Kind::stands`]. What is to hold from a later day is entered beside it.
    #[error(
        "{kind} `{id}` stands as it was entered: it cannot be changed and cannot end; a later decision that says otherwise is entered beside it"
    )]
    Stands {
        /// What sort of thing.
        kind: Kind,
        /// Which one.
        id: Id,
    },
    /// One batch changes the same thing twice.
    #[error("one batch changes {kind} `{id}` twice")]
    Twice {
        /// What sort of thing.
        kind: Kind,
        /// Which one.
        id: Id,
    },
    /// One thing larger than what is kept.
    #[error("{kind} `{id}` takes {size} bytes; the most is {most}")]
    TooLarge {
        /// What sort of thing.
        kind: Kind,
        /// Which one.
        id: Id,
        /// Its size in bytes as written.
        size: usize,
        /// The most.
        most: usize,
    },
    /// A record that cannot be written down.
    #[error("{kind} `{id}` cannot be written: {source}")]
    Unwritable {
        /// What sort of thing.
        kind: Kind,
        /// Which one.
        id: Id,
        /// Why.
        source: FormError,
    },
    /// Somebody else kept writing for longer than we wait.
    #[error("somebody else is writing; waited {} seconds", waited.as_secs())]
    Busy {
        /// How long was waited.
        waited: Duration,
    },
    /// No room left on the disk, or no more than the file may grow.
    #[error("no room left for {}: nothing was kept", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file may be read and not written.
    #[error("{} may not be written: it can be read and not changed", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file stands where nothing may be written, and what it holds is not all of it.
    #[error(
        "{} may not be written, and {} holds changes that are not in it yet: open it once where it may be written",
        path.display(), log.display()
    )]
    Unfinished {
        /// The file.
        path: PathBuf,
        /// The write-ahead log beside it.
        log: PathBuf,
    },
    /// The file is damaged.
    #[error("{} is damaged ({what}){}", path.display(), offer(backup.as_ref()))]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: BadCopy,
        /// The newest good backup beside it.
        backup: Option<PathBuf>,
    },
    /// The file is gone, and backups of it are there: starting empty would hide that.
    #[error("{} is not there, and a backup of it is: {}", path.display(), backup.display())]
    Missing {
        /// The file.
        path: PathBuf,
        /// The newest good backup.
        backup: PathBuf,
    },
    /// A database of somebody else.
    #[error("{place} is a database, and not one of Koers")]
    NotOurs {
        /// The file or the server.
        place: String,
    },
    /// Written by a newer Koers.
    #[error("{place} has format {found}; this Koers knows formats up to {known}: use a newer one")]
    Newer {
        /// The file or the server.
        place: String,
        /// Its format.
        found: u32,
        /// The newest that is known here.
        known: u32,
    },
    /// A backup that is not a good one.
    #[error("{} cannot be used as a backup: {what}", path.display())]
    BadBackup {
        /// The file.
        path: PathBuf,
        /// Why.
        what: BadCopy,
    },
    /// A row that is not as Koers writes it. `koers log verify` says which is the first.
    #[error("{kind} `{id}` in the database cannot be read: {what}")]
    Unreadable {
        /// Word of the kind.
        kind: String,
        /// Its id.
        id: String,
        /// What is wrong.
        what: String,
    },
    /// What is there was changed outside Koers, so nothing is added to it. Nothing was kept.
    #[error("the log is broken at change {seq}: {fault}; nothing was kept")]
    Broken {
        /// The event that does not fit.
        seq: u64,
        /// What does not fit.
        fault: Fault,
    },
    /// A log is taken over into a register in which nothing was ever entered; this one is not.
    #[error("{things} things are kept here already: a log is taken over into an empty register")]
    NotEmpty {
        /// How many, ended ones included.
        things: usize,
    },
    /// A log that is to be taken over does not fit. Nothing was kept.
    #[error("the log that is to be taken over is not whole: at change {seq}: {fault}; nothing was kept")]
    Foreign {
        /// The first event that does not fit.
        seq: u64,
        /// What does not fit.
        fault: Fault,
    },
    /// The text of a log could not be written.
    #[error("the log cannot be written: {0}")]
    Carried(std::io::Error),
    /// The connection broke while the change was being confirmed: it may have been kept or not. Look before trying again.
    #[error(
        "the connection broke while the change was being confirmed; look whether it was kept before trying again"
    )]
    Unconfirmed,
    /// A connection string that cannot be used.
    #[error("this address of a server cannot be used: {0}")]
    Address(String),
    /// A file could not be read, copied or renamed.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The database said something else.
    #[error("the database says: {0}")]
    Database(String),
}

/// Why a file is no good backup, or is damaged where it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCopy {
    /// Nothing stands in it.
    #[error("it is empty")]
    Empty,
    /// A database of somebody else.
    #[error("it is a database, and not one of Koers")]
    NotOurs,
    /// Written by a newer Koers.
    #[error("it has format {found}; this Koers knows formats up to {known}")]
    Newer {
        /// Its format.
        found: u32,
        /// The newest that is known here.
        known: u32,
    },
    /// Its name cannot be handed to the database.
    #[error("its name is not Unicode")]
    Name,
    /// Its log does not verify.
    #[error("change {seq}: {fault}")]
    Broken {
        /// The first event that does not fit.
        seq: u64,
        /// What does not fit.
        fault: Fault,
    },
    /// What the database says of it.
    #[error("{0}")]
    Said(String),
}

fn offer(backup: Option<&PathBuf>) -> String {
    match backup {
        Some(path) => format!("; the newest good backup is {}", path.display()),
        None => "; there is no good backup beside it".to_owned(),
    }
}
