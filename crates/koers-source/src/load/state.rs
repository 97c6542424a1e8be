//! How far the fetching of a table is, on disk.

use crate::atomic;
use crate::connector::Ask;
use koers_model::provider::Provider;
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Version of the form.
const VERSION: u32 = 2;
const FILE: &str = "state.json";

/// An answer that is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub(super) set: String,
    pub(super) file: String,
    pub(super) address: String,
    pub(super) is_rows: bool,
    pub(super) rows: u64,
    /// The hash of its rows by themselves, where they stand among other things.
    pub(super) rows_sha256: Option<String>,
    pub(super) check: Check,
}

/// By what an answer that was cut off or changed on the disk is told: nobody else signs it, and its rows are counted and read afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    bytes: u64,
    crc32: u32,
}

impl Check {
    /// That of all that a source gives.
    pub(super) fn of(mut source: impl Read) -> io::Result<Self> {
        let mut hasher = crc32fast::Hasher::new();
        let mut bytes = 0;
        let mut piece = vec![0; 64 << 10];
        loop {
            match source.read(&mut piece) {
                Ok(0) => {
                    let crc32 = hasher.finalize();
                    return Ok(Self { bytes, crc32 });
                }
                Ok(read) => {
                    bytes += read as u64;
                    hasher.update(piece.get(..read).unwrap_or_default());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// How far the fetching of a table is.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    koers_fetching: u32,
    /// Where and what is asked, and in which state the table was: of another, nothing here fits.
    address: String,
    connector: String,
    filter: Option<String>,
    stamp: Option<String>,
    pub(super) stage: usize,
    pub(super) todo: VecDeque<Ask>,
    pub(super) kept: Vec<Kept>,
}

impl State {
    /// What an earlier run left of the same state of the same table, when all of it is still as it was; else nothing.
    pub(super) fn open(folder: &Path, provider: &Provider, stamp: Option<&str>) -> Self {
        let fresh = Self {
            koers_fetching: VERSION,
            address: provider.address.to_string(),
            connector: provider.connector.word().to_owned(),
            filter: provider.filter.clone(),
            stamp: stamp.map(str::to_owned),
            stage: 0,
            todo: VecDeque::new(),
            kept: Vec::new(),
        };
        let left = fs::read(folder.join(FILE)).ok();
        let left: Option<Self> = left.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        // Without a stamp nobody can say that what is here is of the same state.
        let fits = |left: &Self| {
            stamp.is_some()
                && left.koers_fetching == VERSION
                && left.address == fresh.address
                && left.connector == fresh.connector
                && left.filter == fresh.filter
                && left.stamp == fresh.stamp
                && left.kept.iter().all(|one| is_whole(folder, one))
        };
        left.filter(fits).unwrap_or(fresh)
    }

    /// Writes down how far it is.
    pub(super) fn save(&self, folder: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec(self).map_err(io::Error::other)?;
        atomic::write(&folder.join(FILE), &bytes)
    }

    /// Rows that are here.
    pub(super) fn rows(&self) -> u64 {
        self.kept
            .iter()
            .filter(|one| one.is_rows)
            .map(|one| one.rows)
            .sum()
    }

    /// Throws everything away. The state goes first: what is left behind it counts for nothing.
    pub(super) fn forget(folder: &Path) -> io::Result<()> {
        let gone = |result: io::Result<()>| match result {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        gone(fs::remove_file(folder.join(FILE)))?;
        gone(fs::remove_dir_all(folder))
    }
}

/// Whether an answer is still what it was.
fn is_whole(folder: &Path, kept: &Kept) -> bool {
    let is_own = kept.file.bytes().all(|byte| byte.is_ascii_digit());
    let found = File::open(folder.join(&kept.file)).and_then(Check::of);
    is_own && found.is_ok_and(|check| check == kept.check)
}
