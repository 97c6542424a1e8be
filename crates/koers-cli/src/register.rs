//! Where a workspace keeps what people enter: `koers.db` in its folder, or a PostgreSQL server.

use crate::cli::portfolio::SERVER;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_source::folder::Folder;
use koers_store::{At, Author, Error, Reason, Store, good_backups};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The file in the workspace.
const FILE: &str = "koers.db";

/// Where the register is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ledger {
    /// In this file, which may not be there yet.
    File(PathBuf),
    /// On the server of this connection string.
    Server(String),
}

impl Ledger {
    /// That of a workspace: on the server that is named, else in its folder.
    pub fn of(folder: &Folder, server: Option<&str>) -> Self {
        match server {
            Some(address) if !address.trim().is_empty() => Self::Server(address.to_owned()),
            _ => Self::File(folder.root().join(FILE)),
        }
    }

    /// The one that a command line names; of a command that has no such option, the one that the environment names.
    pub fn asked(folder: &Folder, matches: &ArgMatches) -> Self {
        let named = matches.try_get_one::<String>("database").ok().flatten().cloned();
        let server = named.or_else(|| std::env::var(SERVER).ok());
        Self::of(folder, server.as_deref())
    }

    /// Opens it; a file that is not there is made.
    ///
    /// # Errors
    /// As [`Store::open`] and [`Store::connect`].
    pub fn open(&self) -> Result<Store, Error> {
        match self {
            Self::File(path) => Store::open(path),
            Self::Server(address) => Store::connect(address),
        }
    }

    /// Opens it to read; `None` when nobody entered anything yet, so that looking makes no file.
    ///
    /// # Errors
    /// As [`Ledger::open`].
    pub fn open_if_there(&self) -> Result<Option<Store>, Error> {
        match self {
            // A file that is gone and has copies is a fault, not a fresh start.
            Self::File(path) if !path.exists() && good_backups(path).is_empty() => Ok(None),
            _ => self.open().map(Some),
        }
    }

    /// The file, where it is one.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Server(_) => None,
        }
    }
}

/// A register that is opened when it is first asked for and then stays open; its clones share it.
#[derive(Debug, Clone)]
pub struct Shared {
    ledger: Ledger,
    open: Arc<Mutex<Option<Arc<Store>>>>,
}

impl Shared {
    /// Not opened yet.
    pub fn new(ledger: Ledger) -> Self {
        Self {
            ledger,
            open: Arc::default(),
        }
    }
    /// The register, where somebody entered something.
    ///
    /// # Errors
    /// When it is there and cannot be opened.
    pub fn store(&self) -> Result<Option<Arc<Store>>, Error> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.is_none() {
            *open = self.ledger.open_if_there()?.map(Arc::new);
        }
        Ok(open.clone())
    }
}

impl koers_web::pen::Ledger for Shared {
    fn there(&self) -> Result<Option<Arc<Store>>, Error> {
        self.store()
    }
    fn made(&self) -> Result<Arc<Store>, Error> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        match &*open {
            Some(store) => Ok(Arc::clone(store)),
            None => Ok(Arc::clone(open.insert(Arc::new(self.ledger.open()?)))),
        }
    }
    fn now(&self) -> Option<At> {
        At::new(jiff::Timestamp::now())
    }
}

/// Who changes: the name given, else the user of this machine.
pub fn who(matches: &ArgMatches) -> Result<Author, Failure> {
    let given = matches.get_one::<String>("who").cloned();
    let name = given
        .or_else(|| std::env::var("USER").ok())
        .or_else(|| std::env::var("LOGNAME").ok())
        .ok_or_else(|| Failure::Usage("--who: ?".to_owned()))?;
    Author::new(&name).map_err(|error| Failure::Usage(format!("--who `{name}`: {error}")))
}

/// Why it changes.
pub fn reason(matches: &ArgMatches) -> Result<Reason, Failure> {
    let text = matches.get_one::<String>("reason").map_or("", String::as_str);
    Reason::new(text).map_err(|error| Failure::Usage(format!("--reason: {error}")))
}

/// The moment it is.
pub fn now() -> Result<At, Failure> {
    At::new(jiff::Timestamp::now())
        .ok_or_else(|| Failure::Usage("the clock of this machine is far off".to_owned()))
}
