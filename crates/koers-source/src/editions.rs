//! Editions on disk: a folder for each, made as a whole and never changed.
//!
//! ```text
//! editions/<id>/
//!   edition.json      the record: the question, the snapshots, and every other file with its hash
//!   status.json …     what was told
//!   policy/…          the policy files as they were
//! ```

use crate::folder::{Folder, FolderError};
use jiff::civil::Date;
use koers_model::edition::Edition;
use koers_model::id::Id;
use koers_model::region::RegionCode;
use koers_model::snapshot::{Format, Hash, Provenance};
use koers_model::status::Question;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The name of the record.
pub const RECORD: &str = "edition.json";
/// The form of the record that is written and read.
const RECORD_VERSION: u32 = 1;
/// A record that is larger was not written by Koers.
const MOST_RECORD: u64 = 16 << 20;

/// What can go wrong with an edition.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EditionError {
    /// The folder cannot be read or made.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A record that cannot be read.
    #[error("`{path}` cannot be read: {why}")]
    Record {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file that is gone or was changed since.
    #[error("`{path}` is no longer what it was: an edition is never changed")]
    Changed {
        /// The file.
        path: PathBuf,
    },
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    koers_edition: u32,
    id: String,
    title: String,
    koers: String,
    question: Asked,
    snapshots: Vec<Cited>,
    files: Vec<Named>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    region: String,
    on: String,
    as_of: String,
    line: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cited {
    dataset: String,
    sha256: String,
    size: u64,
    format: String,
    origin: String,
    published: Option<String>,
    retrieved: String,
    stamp: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    sha256: String,
}

impl Record {
    fn of(edition: &Edition) -> Self {
        let question = &edition.question;
        Self {
            koers_edition: RECORD_VERSION,
            id: edition.id.to_string(),
            title: edition.title.clone(),
            koers: edition.version.clone(),
            question: Asked {
                region: question.region.to_string(),
                on: question.on.to_string(),
                as_of: question.as_of.to_string(),
                line: question.line.as_ref().map(ToString::to_string),
            },
            snapshots: edition.snapshots.iter().map(Cited::of).collect(),
            files: edition
                .files
                .iter()
                .map(|(name, hash)| Named {
                    name: name.clone(),
                    sha256: hash.to_string(),
                })
                .collect(),
        }
    }

    fn read(self) -> Result<Edition, String> {
        if self.koers_edition != RECORD_VERSION {
            let version = self.koers_edition;
            return Err(format!(
                "it is of version {version}, this Koers reads {RECORD_VERSION}"
            ));
        }
        let line = self.question.line.as_deref().map(id).transpose()?;
        let region = &self.question.region;
        let region = RegionCode::new(region).ok_or_else(|| format!("`{region}` is no region"))?;
        let file = |file: Named| match is_inside(&file.name) {
            true => Ok((file.name, hash(&file.sha256)?)),
            false => Err(format!("`{}` does not lie in the edition", file.name)),
        };
        Ok(Edition {
            id: id(&self.id)?,
            title: self.title,
            version: self.koers,
            question: Question {
                region,
                on: day(&self.question.on)?,
                as_of: day(&self.question.as_of)?,
                line,
            },
            snapshots: self
                .snapshots
                .into_iter()
                .map(Cited::read)
                .collect::<Result<_, _>>()?,
            files: self.files.into_iter().map(file).collect::<Result<_, _>>()?,
        })
    }
}

impl Cited {
    fn of(provenance: &Provenance) -> Self {
        Self {
            dataset: provenance.dataset.to_string(),
            sha256: provenance.hash.to_string(),
            size: provenance.size,
            format: provenance.format.word().to_owned(),
            origin: provenance.origin.clone(),
            published: provenance.published.map(|day| day.to_string()),
            retrieved: provenance.retrieved.to_string(),
            stamp: provenance.stamp.clone(),
        }
    }

    fn read(self) -> Result<Provenance, String> {
        let format = Format::from_word(&self.format);
        Ok(Provenance {
            dataset: id(&self.dataset)?,
            hash: hash(&self.sha256)?,
            size: self.size,
            format: format.ok_or_else(|| format!("`{}` is no form that Koers reads", self.format))?,
            origin: self.origin,
            published: self.published.as_deref().map(day).transpose()?,
            retrieved: day(&self.retrieved)?,
            stamp: self.stamp,
        })
    }
}

fn id(text: &str) -> Result<Id, String> {
    Id::new(text).map_err(|error| error.to_string())
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("`{text}` is not a date"))
}

fn hash(text: &str) -> Result<Hash, String> {
    Hash::from_hex(text).ok_or_else(|| format!("`{text}` is not a hash"))
}

/// Whether a name stays in its folder, wherever it is read.
fn is_inside(name: &str) -> bool {
    let plain = |part| matches!(part, Component::Normal(_));
    !name.is_empty() && !name.contains('\\') && Path::new(name).components().all(plain)
}

/// The record as it is written. The same edition gives the same bytes.
#[must_use]
pub fn record(edition: &Edition) -> Vec<u8> {
    // Texts and numbers only: there is nothing in it that JSON cannot hold.
    let mut bytes = serde_json::to_vec_pretty(&Record::of(edition)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// The editions of a workspace.
#[derive(Debug, Clone)]
pub struct Editions {
    root: PathBuf,
}

impl Editions {
    /// Those of a folder.
    #[must_use]
    pub fn of(folder: &Folder) -> Self {
        Self {
            root: folder.root().join("editions"),
        }
    }

    fn folder(&self, id: &Id) -> PathBuf {
        self.root.join(id.as_str())
    }

    /// The records of all editions, by id.
    ///
    /// # Errors
    /// [`EditionError`] for the first one that cannot be read: one that is passed over would be missed by nobody.
    pub fn list(&self) -> Result<Vec<Edition>, EditionError> {
        let entries = match fs::read_dir(&self.root) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(FolderError::io("read the folder", &self.root, error).into()),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|error| FolderError::io("read the folder", &self.root, error))?;
            let name = entry.file_name();
            // What has a hidden name is being made.
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
                continue;
            };
            if entry.path().is_dir() {
                found.push(self.read(name)?);
            }
        }
        found.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(found)
    }

    fn read(&self, name: &str) -> Result<Edition, EditionError> {
        let path = self.root.join(name).join(RECORD);
        let wrong = |why: String| EditionError::Record {
            path: path.clone(),
            why,
        };
        let size = fs::metadata(&path).map_err(|error| FolderError::io("read", &path, error))?;
        if size.len() > MOST_RECORD {
            return Err(wrong(format!("it has {} bytes", size.len())));
        }
        let bytes = fs::read(&path).map_err(|error| FolderError::io("read", &path, error))?;
        let record: Record = serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
        let edition = record.read().map_err(wrong)?;
        match edition.id.as_str() == name {
            true => Ok(edition),
            false => Err(wrong(format!("it is of `{}`", edition.id))),
        }
    }

    /// A file of an edition, held against its hash.
    ///
    /// # Errors
    /// [`EditionError::Changed`] when it is gone or another one.
    pub fn file(&self, edition: &Edition, name: &str) -> Result<Vec<u8>, EditionError> {
        let path = self.folder(&edition.id).join(name);
        let bytes = fs::read(&path).ok();
        let told = edition.files.iter().find(|(file, _)| file == name);
        match (bytes, told) {
            (Some(bytes), Some((_, hash))) if Hash::of(&bytes) == *hash => Ok(bytes),
            _ => Err(EditionError::Changed { path }),
        }
    }

    /// Keeps an edition. It is put together beside its place and moved there as a whole, so that there is never half of one.
    ///
    /// # Errors
    /// [`FolderError::Exists`] when one of that id is there: an edition is never changed. [`FolderError::Io`].
    pub fn add(&self, edition: &Edition, files: &[(String, Vec<u8>)]) -> Result<(), EditionError> {
        fs::create_dir_all(&self.root)
            .map_err(|error| FolderError::io("make the folder", &self.root, error))?;
        let written = record(edition);
        let all = files
            .iter()
            .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        let all = all.chain([(RECORD, written.as_slice())]);
        Folder::create(&self.folder(&edition.id), all)?;
        Ok(())
    }
}
