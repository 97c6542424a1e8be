//! The snapshots of a workspace: append-only, named by the hash of their bytes.
//!
//! ```text
//! snapshots/
//!   3f9a….bytes              exactly as published
//!   3f9a….eurostat-gdp.json  the record: data set, form, origin, publisher's day, day we got it
//! ```

mod care;

pub use care::{Health, Unsound};

use crate::atomic;
use jiff::Timestamp;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::snapshot::{Format, Hash, Provenance};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

/// Version of the record's form. The first one had no stamp: nothing was fetched then.
const RECORD_VERSION: u32 = 2;

/// What can go wrong with the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file system says no.
    #[error("cannot {action} `{path}`: {source}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The bytes are not those that the name promises: something changed them after they were stored.
    #[error("snapshot `{path}` is damaged: its bytes have hash {found}, its name says {expected}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Hash in its name.
        expected: Hash,
        /// Hash of its bytes.
        found: Hash,
    },
    /// A record that cannot be read.
    #[error("snapshot record `{path}` cannot be read: {why}")]
    Record {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
}

fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError + use<> {
    let path = path.to_owned();
    move |source| StoreError::Io { action, path, source }
}

/// The record as it is written down.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    koers_snapshot: u32,
    dataset: String,
    sha256: String,
    size: u64,
    format: String,
    origin: String,
    published: Option<String>,
    retrieved: String,
    /// `null` for what people took over by hand.
    stamp: Option<String>,
    /// The instant of the import, in UTC. Of two publications of one day the one that was taken over last counts.
    stored: String,
}

impl Record {
    fn of(provenance: &Provenance, stored: Timestamp) -> Self {
        Self {
            koers_snapshot: RECORD_VERSION,
            dataset: provenance.dataset.to_string(),
            sha256: provenance.hash.to_string(),
            size: provenance.size,
            format: provenance.format.word().to_owned(),
            origin: provenance.origin.clone(),
            published: provenance.published.map(|day| day.to_string()),
            retrieved: provenance.retrieved.to_string(),
            stamp: provenance.stamp.clone(),
            stored: stored.to_string(),
        }
    }

    /// A record of any form that was ever written, in the form of today.
    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let mut written: Value = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if let Some(record) = written.as_object_mut()
            && record.get("koers_snapshot") == Some(&json!(1))
            && !record.contains_key("stamp")
        {
            record.insert("koers_snapshot".to_owned(), json!(RECORD_VERSION));
            record.insert("stamp".to_owned(), Value::Null);
        }
        serde_json::from_value(written).map_err(|error| error.to_string())
    }

    fn read(self) -> Result<(Timestamp, Provenance), String> {
        if self.koers_snapshot != RECORD_VERSION {
            return Err(format!(
                "it is of version {}, this Koers reads {RECORD_VERSION}",
                self.koers_snapshot
            ));
        }
        let day = |text: &str| {
            text.parse::<Date>()
                .map_err(|_| format!("`{text}` is not a date"))
        };
        let stored = self
            .stored
            .parse()
            .map_err(|_| format!("`{}` is not an instant", self.stored))?;
        let provenance = Provenance {
            dataset: Id::new(&self.dataset).map_err(|error| format!("data set: {error}"))?,
            hash: Hash::from_hex(&self.sha256)
                .ok_or_else(|| format!("`{}` is not a SHA-256", self.sha256))?,
            size: self.size,
            format: Format::from_word(&self.format)
                .ok_or_else(|| format!("unknown format `{}`", self.format))?,
            origin: self.origin,
            published: self.published.as_deref().map(day).transpose()?,
            retrieved: day(&self.retrieved)?,
            stamp: self.stamp,
        };
        Ok((stored, provenance))
    }
}

/// A record as it is written.
fn written(provenance: &Provenance, stored: Timestamp, path: &Path) -> Result<Vec<u8>, StoreError> {
    let record = serde_json::to_vec_pretty(&Record::of(provenance, stored));
    let mut record = record.map_err(|error| StoreError::Record {
        path: path.to_owned(),
        why: error.to_string(),
    })?;
    record.push(b'\n');
    Ok(record)
}

/// Whether an import brought anything new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Added {
    /// The snapshot was stored.
    New,
    /// The same bytes were stored for this data set before; nothing was changed.
    Already,
    /// The record was there, and its bytes were gone or changed: they were put back.
    Restored,
}

/// The snapshots of one workspace.
#[derive(Debug, Clone)]
pub struct SnapshotStore {
    folder: PathBuf,
}

impl SnapshotStore {
    /// The store in a folder, which need not exist yet.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn bytes_path(&self, hash: &Hash) -> PathBuf {
        self.folder.join(format!("{hash}.bytes"))
    }

    fn record_path(&self, provenance: &Provenance) -> PathBuf {
        // Ids can hold `/`; a file name cannot.
        let dataset = provenance.dataset.as_str().replace('/', "_");
        self.folder.join(format!("{}.{dataset}.json", provenance.hash))
    }

    /// The records that bytes can have for a data set, when a publisher went back to them: the first, and those after it.
    fn again_path(&self, provenance: &Provenance, time: u32) -> PathBuf {
        let dataset = provenance.dataset.as_str().replace('/', "_");
        self.folder
            .join(format!("{}.{dataset}.{time}.json", provenance.hash))
    }

    /// Whether a file can be the record of a snapshot.
    fn is_record_of(&self, provenance: &Provenance, path: &Path) -> bool {
        let first = self.record_path(provenance);
        let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let (Some(own), Some(base)) = (stem(path), stem(&first)) else {
            return false;
        };
        let again = own.strip_prefix(&base).and_then(|rest| rest.strip_prefix('.'));
        own == base || again.is_some_and(|time| time.parse::<u32>().is_ok_and(|time| time > 1))
    }

    /// Stores bytes with one more record beside those that they have for the data set.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn add_again(&self, provenance: &Provenance, bytes: &[u8]) -> Result<(), StoreError> {
        self.add(provenance, bytes)?;
        let record = written(
            provenance,
            self.moment(&provenance.dataset)?,
            &self.record_path(provenance),
        )?;
        for time in 2..u32::MAX {
            let path = self.again_path(provenance, time);
            match atomic::write_new(&path, &record) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(io_error("write", &path)(error)),
            }
        }
        Ok(())
    }

    /// Stores bytes with their record. Storing the same bytes for the same data set again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Io`]; the store is then as it was, but for bytes without a record, which count for nothing.
    pub fn add(&self, provenance: &Provenance, bytes: &[u8]) -> Result<Added, StoreError> {
        fs::create_dir_all(&self.folder).map_err(io_error("make the folder", &self.folder))?;
        atomic::clear_leftovers(&self.folder);
        let record_path = self.record_path(provenance);
        let bytes_path = self.bytes_path(&provenance.hash);
        let whole = fs::read(&bytes_path).is_ok_and(|stored| Hash::of(&stored) == provenance.hash);
        if !whole {
            atomic::write(&bytes_path, bytes).map_err(io_error("write", &bytes_path))?;
        }
        if record_path.exists() {
            return Ok(if whole { Added::Already } else { Added::Restored });
        }
        let record = written(provenance, self.moment(&provenance.dataset)?, &record_path)?;
        match atomic::write_new(&record_path, &record) {
            Ok(()) => Ok(Added::New),
            // Another process stored the same at the same moment.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Added::Already),
            Err(error) => Err(io_error("write", &record_path)(error)),
        }
    }

    /// Every record, by data set, then the day since when it could be known, then the instant of the import.
    ///
    /// # Errors
    /// [`StoreError`] for the first record that cannot be read: a store with a damaged record is not silently smaller.
    pub fn list(&self) -> Result<Vec<Provenance>, StoreError> {
        let mut found = self.records()?;
        let order =
            |(stored, p): &(Timestamp, Provenance)| (p.dataset.clone(), p.known_since(), *stored, p.hash);
        found.sort_by_cached_key(order);
        Ok(found.into_iter().map(|(_, provenance)| provenance).collect())
    }

    /// The instant of an import that happens now: also by a clock that was set back it is later than every one before it.
    fn moment(&self, dataset: &Id) -> Result<Timestamp, StoreError> {
        let records = self.records()?;
        let own = records.iter().filter(|(_, record)| record.dataset == *dataset);
        let last = own.map(|(stored, _)| *stored).max();
        let after = last.and_then(|last| last.checked_add(Duration::from_nanos(1)).ok());
        Ok(after.map_or_else(Timestamp::now, |after| after.max(Timestamp::now())))
    }

    /// Every record with the instant of its import.
    fn records(&self) -> Result<Vec<(Timestamp, Provenance)>, StoreError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io_error("read the folder", &self.folder)(error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let path = entry.map_err(io_error("read the folder", &self.folder))?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let bytes = fs::read(&path).map_err(io_error("read", &path))?;
            let read = Record::parse(&bytes).and_then(Record::read);
            let (stored, provenance) = read.map_err(|why| StoreError::Record {
                path: path.clone(),
                why,
            })?;
            if !self.is_record_of(&provenance, &path) {
                let why = "its name does not fit its hash and data set".to_owned();
                return Err(StoreError::Record { path, why });
            }
            found.push((stored, provenance));
        }
        Ok(found)
    }

    /// The bytes of a snapshot, after checking that they are those that were stored.
    ///
    /// # Errors
    /// [`StoreError::Io`] when they are gone, [`StoreError::Damaged`] when they are no longer the same.
    pub fn read(&self, provenance: &Provenance) -> Result<Vec<u8>, StoreError> {
        let path = self.bytes_path(&provenance.hash);
        let bytes = fs::read(&path).map_err(io_error("read", &path))?;
        let found = Hash::of(&bytes);
        if found == provenance.hash {
            Ok(bytes)
        } else {
            Err(StoreError::Damaged {
                path,
                expected: provenance.hash,
                found,
            })
        }
    }
}

/// A record of some bytes, for tests.
#[cfg(test)]
fn made_up(bytes: &[u8], dataset: &str) -> Provenance {
    Provenance {
        dataset: Id::new(dataset).unwrap(),
        hash: Hash::of(bytes),
        size: bytes.len() as u64,
        format: Format::KoersCsv,
        origin: "made-up.csv".into(),
        published: Some(jiff::civil::date(2022, 4, 18)),
        retrieved: jiff::civil::date(2026, 11, 21),
        stamp: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, SnapshotStore) {
        let folder = tempfile::tempdir().unwrap();
        let store = SnapshotStore::new(folder.path().join("snapshots"));
        (folder, store)
    }

    #[test]
    fn what_is_stored_comes_back_and_storing_twice_changes_nothing() {
        let (_folder, store) = store();
        let record = made_up(b"a,b\n", "cbs/85224ned");
        assert_eq!(store.add(&record, b"a,b\n").unwrap(), Added::New);
        assert_eq!(store.add(&record, b"a,b\n").unwrap(), Added::Already);
        assert_eq!(store.list().unwrap(), std::slice::from_ref(&record));
        assert_eq!(store.read(&record).unwrap(), b"a,b\n");
        // The same bytes can be a snapshot of two data sets.
        assert_eq!(
            store.add(&made_up(b"a,b\n", "other"), b"a,b\n").unwrap(),
            Added::New
        );
        assert_eq!(store.list().unwrap().len(), 2);
    }

    #[test]
    fn changed_bytes_are_noticed() {
        let (_folder, store) = store();
        let record = made_up(b"a,b\n", "x");
        store.add(&record, b"a,b\n").unwrap();
        fs::write(store.bytes_path(&record.hash), b"a,c\n").unwrap();
        assert!(matches!(store.read(&record), Err(StoreError::Damaged { .. })));
        assert_eq!(store.add(&record, b"a,b\n").unwrap(), Added::Restored);
        assert_eq!(store.read(&record).unwrap(), b"a,b\n");
    }

    #[test]
    fn of_one_day_the_last_import_stands_last() {
        let (_folder, store) = store();
        for number in 0..20 {
            let bytes = format!("{number}\n");
            store
                .add(&made_up(bytes.as_bytes(), "x"), bytes.as_bytes())
                .unwrap();
        }
        let order: Vec<Hash> = store
            .list()
            .unwrap()
            .iter()
            .map(|provenance| provenance.hash)
            .collect();
        let stored: Vec<Hash> = (0..20)
            .map(|number| Hash::of(format!("{number}\n").as_bytes()))
            .collect();
        assert_eq!(order, stored);
    }

    #[test]
    fn bytes_without_a_record_count_for_nothing_and_are_mended_by_the_next_import() {
        let (_folder, store) = store();
        let record = made_up(b"a,b\n", "x");
        fs::create_dir_all(&store.folder).unwrap();
        // What a run leaves that was killed before its record was written, on a file system that cut the file short.
        fs::write(store.bytes_path(&record.hash), b"a,").unwrap();
        assert!(store.list().unwrap().is_empty());
        assert_eq!(store.add(&record, b"a,b\n").unwrap(), Added::New);
        assert_eq!(store.read(&record).unwrap(), b"a,b\n");
    }

    #[test]
    fn a_record_of_the_first_form_is_read() {
        let (_folder, store) = store();
        let record = made_up(b"a", "x");
        store.add(&record, b"a").unwrap();
        let path = store.record_path(&record);
        let text = fs::read_to_string(&path).unwrap();
        let first = text
            .replace("\"koers_snapshot\": 2", "\"koers_snapshot\": 1")
            .replace("  \"stamp\": null,\n", "");
        assert_ne!(first, text);
        fs::write(&path, first).unwrap();
        assert_eq!(store.list().unwrap(), [record]);
    }

    #[test]
    fn a_record_with_an_unknown_key_is_refused() {
        let (_folder, store) = store();
        store.add(&made_up(b"a", "x"), b"a").unwrap();
        let path = store.record_path(&made_up(b"a", "x"));
        let text = fs::read_to_string(&path)
            .unwrap()
            .replace("\"origin\"", "\"orgin\"");
        fs::write(&path, text).unwrap();
        assert!(matches!(store.list(), Err(StoreError::Record { .. })));
    }
}
