//! Taking care of the store: look at every byte again, and throw away what nobody will ask for.

use super::{Record, SnapshotStore, StoreError, io_error};
use koers_model::snapshot::{Hash, Provenance};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What a look at every file found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Health {
    /// Snapshots whose bytes are those that were stored.
    pub whole: usize,
    /// How many bytes those have together; of bytes that are snapshots of several data sets, once.
    pub bytes: u64,
    /// What is not as it should be, in the order of the files.
    pub faults: Vec<Unsound>,
}

/// Something in the store that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsound {
    /// A record that cannot be read.
    Record {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A record without bytes.
    Gone {
        /// The record.
        path: PathBuf,
    },
    /// Bytes that are not those that were stored.
    Damaged {
        /// The file.
        path: PathBuf,
        /// Their hash now.
        found: Hash,
    },
    /// Bytes without a record: a run that was stopped left them, and they count for nothing.
    Stray {
        /// The file.
        path: PathBuf,
        /// How many.
        bytes: u64,
    },
}

impl Unsound {
    /// Whether answers rest on it: what was left over harms nothing.
    #[must_use]
    pub fn harms(&self) -> bool {
        !matches!(self, Self::Stray { .. })
    }
}

impl SnapshotStore {
    /// Reads every record and every byte again.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the folder cannot be read. What is wrong with single files is in the answer.
    pub fn verify(&self, told: &dyn Fn(usize, usize)) -> Result<Health, StoreError> {
        let files = self.files()?;
        let mut health = Health::default();
        let mut seen: BTreeMap<Hash, Result<u64, Unsound>> = BTreeMap::new();
        let mut named = BTreeSet::new();
        for (done, path) in files.iter().enumerate() {
            told(done, files.len());
            if !is(path, "json") {
                continue;
            }
            let provenance = match self.recorded(path) {
                Ok(provenance) => provenance,
                Err(why) => {
                    let path = path.clone();
                    health.faults.push(Unsound::Record { path, why });
                    continue;
                }
            };
            let bytes = self.bytes_path(&provenance.hash);
            named.insert(bytes.clone());
            let first = !seen.contains_key(&provenance.hash);
            let looked = seen
                .entry(provenance.hash)
                .or_insert_with(|| look(&bytes, &provenance, path));
            match looked {
                Ok(size) => {
                    health.whole += 1;
                    health.bytes += if first { *size } else { 0 };
                }
                Err(fault) => health.faults.push(fault.clone()),
            }
        }
        told(files.len(), files.len());
        for path in files
            .iter()
            .filter(|path| is(path, "bytes") && !named.contains(*path))
        {
            let bytes = fs::metadata(path).map_or(0, |meta| meta.len());
            let path = path.clone();
            health.faults.push(Unsound::Stray { path, bytes });
        }
        Ok(health)
    }

    /// Throws a snapshot away: first its record, from when on it counts no more, then its bytes when no other record has them. How many bytes
    /// that freed.
    ///
    /// # Errors
    /// [`StoreError::Io`], [`StoreError::Record`]; a snapshot without its record is bytes that count for nothing.
    pub fn remove(&self, provenance: &Provenance) -> Result<u64, StoreError> {
        // Bytes that a publisher went back to have several records; this one is known by all that it says.
        let files = self.files()?;
        let own =
            |path: &&PathBuf| is(path, "json") && self.recorded(path).is_ok_and(|one| one == *provenance);
        let record = files.iter().find(own).cloned();
        let record = record.unwrap_or_else(|| self.record_path(provenance));
        fs::remove_file(&record).map_err(io_error("remove", &record))?;
        let others = self.list()?;
        if others.iter().any(|other| other.hash == provenance.hash) {
            return Ok(0);
        }
        let bytes = self.bytes_path(&provenance.hash);
        match fs::remove_file(&bytes) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error("remove", &bytes)(error)),
            _ => Ok(provenance.size),
        }
    }

    /// The files of the store, sorted.
    fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(io_error("read the folder", &self.folder)(error)),
        };
        let mut files = Vec::new();
        for entry in entries {
            files.push(entry.map_err(io_error("read the folder", &self.folder))?.path());
        }
        files.sort();
        Ok(files)
    }

    /// The record in a file.
    fn recorded(&self, path: &Path) -> Result<Provenance, String> {
        let bytes = fs::read(path).map_err(|error| error.to_string())?;
        let (_, provenance) = Record::parse(&bytes).and_then(Record::read)?;
        match self.is_record_of(&provenance, path) {
            true => Ok(provenance),
            false => Err("its name does not fit its hash and data set".to_owned()),
        }
    }
}

fn is(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|own| own == extension)
}

/// Whether bytes are those of a record; how many they are.
fn look(bytes: &Path, provenance: &Provenance, record: &Path) -> Result<u64, Unsound> {
    let found = File::open(bytes).and_then(|mut file| Hash::of_all(&mut file));
    match found {
        Ok(hash) if hash == provenance.hash => Ok(provenance.size),
        Ok(found) => Err(Unsound::Damaged {
            path: bytes.to_owned(),
            found,
        }),
        Err(_) => Err(Unsound::Gone {
            path: record.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::made_up;
    use super::*;

    fn snapshot(store: &SnapshotStore, dataset: &str, bytes: &[u8]) -> Provenance {
        let provenance = made_up(bytes, dataset);
        store.add(&provenance, bytes).unwrap();
        provenance
    }

    fn faults(store: &SnapshotStore) -> Vec<Unsound> {
        store.verify(&|_, _| ()).unwrap().faults
    }

    #[test]
    fn every_kind_of_harm_is_found() {
        let home = tempfile::tempdir().unwrap();
        let store = SnapshotStore::new(home.path().join("snapshots"));
        assert_eq!(store.verify(&|_, _| ()).unwrap(), Health::default());
        let (one, two, three) = (
            snapshot(&store, "a", b"one"),
            snapshot(&store, "b", b"two"),
            snapshot(&store, "c", b"three"),
        );
        // The same bytes for two data sets count once.
        snapshot(&store, "d", b"one");
        let health = store.verify(&|_, _| ()).unwrap();
        assert_eq!((health.whole, health.bytes, health.faults.len()), (4, 11, 0));
        fs::write(store.bytes_path(&two.hash), b"tw0").unwrap();
        fs::remove_file(store.bytes_path(&three.hash)).unwrap();
        fs::write(store.folder.join(format!("{}.bytes", Hash::of(b"x"))), b"x").unwrap();
        fs::write(store.record_path(&one), b"{}").unwrap();
        let found = faults(&store);
        let kinds: Vec<bool> = found.iter().map(Unsound::harms).collect();
        assert_eq!(found.len(), 4, "{found:?}");
        assert_eq!(kinds.iter().filter(|harms| **harms).count(), 3);
        assert!(
            found
                .iter()
                .any(|one| matches!(one, Unsound::Damaged { found, .. } if *found == Hash::of(b"tw0")))
        );
        assert!(
            found
                .iter()
                .any(|one| matches!(one, Unsound::Stray { bytes: 1, .. }))
        );
    }

    #[test]
    fn bytes_go_with_their_last_record() {
        let home = tempfile::tempdir().unwrap();
        let store = SnapshotStore::new(home.path().join("snapshots"));
        let one = snapshot(&store, "a", b"one");
        let other = snapshot(&store, "b", b"one");
        assert_eq!(store.remove(&one).unwrap(), 0);
        assert_eq!(store.read(&other).unwrap(), b"one");
        assert_eq!(store.remove(&other).unwrap(), 3);
        assert_eq!(store.list().unwrap(), []);
        assert!(faults(&store).is_empty());
        assert!(store.remove(&other).is_err());
    }
}
