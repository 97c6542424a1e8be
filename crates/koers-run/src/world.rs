//! The one door to files, snapshots and the clock.

use jiff::civil::Date;
use koers_framework::SourceFile;
use koers_model::edition::Edition;
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Provenance;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Something outside failed. It carries the message of the room that knows, and is mapped to an exit code at the edge.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct WorldError {
    /// What failed, in one sentence, with the file's name.
    pub message: String,
}

impl WorldError {
    /// From any error of the world's own.
    pub fn new(error: &dyn std::error::Error) -> Self {
        Self {
            message: error.to_string(),
        }
    }
}

/// Policy files of an earlier day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFiles {
    /// The day on which they were kept. Until the next time they were kept, nothing was entered beside others.
    pub kept: Date,
    /// The files.
    pub files: Vec<SourceFile>,
}

/// What a run needs from outside. The command line gives a folder on disk, tests give [`Memory`]. Several runs may use one world at
/// the same time, as the server does.
pub trait World: Send + Sync {
    /// Every file that people write, by name.
    ///
    /// # Errors
    /// When one cannot be read.
    fn policy_files(&self) -> Result<Vec<SourceFile>, WorldError>;
    /// The records of all snapshots.
    ///
    /// # Errors
    /// When one cannot be read.
    fn snapshots(&self) -> Result<Vec<Provenance>, WorldError>;
    /// The bytes of a snapshot, checked against their hash.
    ///
    /// # Errors
    /// When they are gone or changed.
    fn snapshot_bytes(&self, provenance: &Provenance) -> Result<Vec<u8>, WorldError>;
    /// Stores a snapshot; `false` when it was there already.
    ///
    /// # Errors
    /// When it cannot be stored; nothing is then changed.
    fn add_snapshot(&self, provenance: &Provenance, bytes: &[u8]) -> Result<bool, WorldError>;
    /// Stores bytes once more that were a snapshot of the same data set before: they count again from the day of this record.
    ///
    /// # Errors
    /// When it cannot be stored; nothing is then changed.
    fn add_again(&self, provenance: &Provenance, bytes: &[u8]) -> Result<(), WorldError>;
    /// Something derived that was kept before.
    fn cached(&self, key: &str) -> Option<Vec<u8>>;
    /// Keeps something derived. May do nothing.
    fn keep(&self, key: &str, bytes: &[u8]);
    /// The files of boundaries, for maps. They are no policy, and nothing but maps reads them.
    ///
    /// # Errors
    /// When one cannot be read.
    fn boundaries(&self) -> Result<Vec<SourceFile>, WorldError> {
        Ok(Vec::new())
    }
    /// Keeps a file of boundaries under a name; an earlier one of that name is replaced.
    ///
    /// # Errors
    /// When it cannot be kept; the earlier one is then still there.
    fn keep_boundaries(&self, name: &str, _: &[u8]) -> Result<(), WorldError> {
        Err(WorldError {
            message: format!("there is no place for {name}"),
        })
    }
    /// What people entered about proposals and actions, as it stands now. A world without a register has an empty one.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn register(&self) -> Result<Arc<Register>, WorldError> {
        Ok(Arc::default())
    }
    /// What people entered as it stood at the end of a day; `None` where what was is not kept.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    fn register_on(&self, _: Date) -> Result<Option<Register>, WorldError> {
        Ok(None)
    }
    /// The policy files as they were kept last by the end of a day; `None` where none were kept by then.
    ///
    /// # Errors
    /// When they are there and cannot be read, or are no longer what was kept.
    fn policy_on(&self, _: Date) -> Result<Option<PolicyFiles>, WorldError> {
        Ok(None)
    }
    /// The records of all editions, by id.
    ///
    /// # Errors
    /// When one cannot be read.
    fn editions(&self) -> Result<Vec<Edition>, WorldError> {
        Ok(Vec::new())
    }
    /// A file of an edition, held against its hash.
    ///
    /// # Errors
    /// When it is gone or was changed.
    fn edition_file(&self, edition: &Edition, name: &str) -> Result<Vec<u8>, WorldError> {
        Err(WorldError {
            message: format!("there is no place for {name} of {}", edition.id),
        })
    }
    /// Keeps an edition. It is never changed.
    ///
    /// # Errors
    /// When one of that id is there, or it cannot be kept; nothing is then changed.
    fn keep_edition(&self, edition: &Edition, _: &[(String, Vec<u8>)]) -> Result<(), WorldError> {
        Err(WorldError {
            message: format!("there is no place for {}", edition.id),
        })
    }
    /// The day it is.
    fn today(&self) -> Date;
    /// A mark that is another one when any policy file or snapshot is, without reading them all. What was made from the world under
    /// another mark is out of date.
    ///
    /// # Errors
    /// When the world cannot be looked at.
    fn mark(&self) -> Result<String, WorldError>;
    /// Tells how far a long task is: what, how many steps of how many.
    fn progress(&self, what: &str, done: usize, of: usize);
}

/// A world in memory.
#[derive(Debug)]
pub struct Memory {
    files: Vec<SourceFile>,
    snapshots: Mutex<Vec<(Provenance, Vec<u8>)>>,
    cache: Mutex<BTreeMap<String, Vec<u8>>>,
    register: Arc<Register>,
    earlier: BTreeMap<Date, Register>,
    earlier_files: BTreeMap<Date, Vec<SourceFile>>,
    today: Date,
}

impl Memory {
    /// A world with these files, no snapshots, on this day.
    #[must_use]
    pub fn new(files: Vec<SourceFile>, today: Date) -> Self {
        Self {
            files,
            snapshots: Mutex::default(),
            cache: Mutex::default(),
            register: Arc::default(),
            earlier: BTreeMap::new(),
            earlier_files: BTreeMap::new(),
            today,
        }
    }
    /// The same world, with what people entered.
    #[must_use]
    pub fn with_register(self, register: Register) -> Self {
        Self {
            register: Arc::new(register),
            ..self
        }
    }
    /// The same world, with what people had entered by the end of a day, until the next day that is told.
    #[must_use]
    pub fn with_register_on(mut self, day: Date, register: Register) -> Self {
        self.earlier.insert(day, register);
        self
    }
    /// The same world, with the policy files as they were kept on a day.
    #[must_use]
    pub fn with_policy_on(mut self, day: Date, files: Vec<SourceFile>) -> Self {
        self.earlier_files.insert(day, files);
        self
    }
}

/// What a lock guards. Every writer here leaves its map whole, so a panic elsewhere while it was held spoils nothing.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl World for Memory {
    fn policy_files(&self) -> Result<Vec<SourceFile>, WorldError> {
        Ok(self.files.clone())
    }
    fn snapshots(&self) -> Result<Vec<Provenance>, WorldError> {
        Ok(locked(&self.snapshots)
            .iter()
            .map(|(provenance, _)| provenance.clone())
            .collect())
    }
    fn snapshot_bytes(&self, provenance: &Provenance) -> Result<Vec<u8>, WorldError> {
        locked(&self.snapshots)
            .iter()
            .find(|(other, _)| other == provenance)
            .map(|(_, bytes)| bytes.clone())
            .ok_or_else(|| WorldError {
                message: format!("there is no snapshot {}", provenance.hash),
            })
    }
    fn add_snapshot(&self, provenance: &Provenance, bytes: &[u8]) -> Result<bool, WorldError> {
        let mut snapshots = locked(&self.snapshots);
        let there = snapshots
            .iter()
            .any(|(p, _)| p.hash == provenance.hash && p.dataset == provenance.dataset);
        if !there {
            snapshots.push((provenance.clone(), bytes.to_vec()));
        }
        Ok(!there)
    }
    fn add_again(&self, provenance: &Provenance, bytes: &[u8]) -> Result<(), WorldError> {
        locked(&self.snapshots).push((provenance.clone(), bytes.to_vec()));
        Ok(())
    }
    fn cached(&self, key: &str) -> Option<Vec<u8>> {
        locked(&self.cache).get(key).cloned()
    }
    fn keep(&self, key: &str, bytes: &[u8]) {
        locked(&self.cache).insert(key.to_owned(), bytes.to_vec());
    }
    fn register(&self) -> Result<Arc<Register>, WorldError> {
        Ok(Arc::clone(&self.register))
    }
    fn register_on(&self, day: Date) -> Result<Option<Register>, WorldError> {
        let known = self.earlier.range(..=day).next_back();
        Ok(known.map(|(_, register)| register.clone()))
    }
    fn policy_on(&self, day: Date) -> Result<Option<PolicyFiles>, WorldError> {
        let known = self.earlier_files.range(..=day).next_back();
        Ok(known.map(|(kept, files)| PolicyFiles {
            kept: *kept,
            files: files.clone(),
        }))
    }
    fn today(&self) -> Date {
        self.today
    }
    fn mark(&self) -> Result<String, WorldError> {
        let snapshots = locked(&self.snapshots);
        Ok(snapshots
            .iter()
            .map(|(provenance, _)| provenance.hash.to_string())
            .collect())
    }
    fn progress(&self, _: &str, _: usize, _: usize) {}
}
