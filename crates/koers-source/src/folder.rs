//! A workspace on disk: which files it has and where they stand.

use crate::atomic;
use crate::editions::RECORD;
use crate::store::SnapshotStore;
use koers_model::id::Id;
use koers_model::snapshot::Hash;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;
use std::{fs, io};

/// The file that makes a folder a workspace.
pub const MARKER: &str = "koers.yaml";

/// A policy file larger than this is a mistake.
pub const MAX_POLICY_FILE: u64 = 16 * 1024 * 1024;

/// A file of boundaries larger than this was not written by Koers.
pub const MAX_BOUNDARIES: u64 = 64 * 1024 * 1024;

/// What can go wrong with a workspace folder.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FolderError {
    /// No `koers.yaml` here or above.
    #[error("`{0}` is not in a Koers workspace: there is no koers.yaml there or in a folder above it")]
    NoWorkspace(PathBuf),
    /// The folder to be made is there already.
    #[error("`{0}` is there already; Koers does not overwrite it")]
    Exists(PathBuf),
    /// A file to be added is there already.
    #[error("`{0}` is there already; Koers does not write over it")]
    FileExists(PathBuf),
    /// Something that is no file where a policy file should be: a folder, a pipe, a device.
    #[error("`{0}` is not a file")]
    NotAFile(PathBuf),
    /// A file that is too large to be what it should be.
    #[error("`{path}` has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        size: u64,
        /// What is read at most.
        limit: u64,
    },
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
}

impl FolderError {
    /// What the file system said, when something was tried on a file.
    pub(crate) fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        Self::Io { action, path, source }
    }
}

fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FolderError + use<> {
    let path = path.to_owned();
    move |source| FolderError::Io { action, path, source }
}

/// A file of the workspace: its name relative to the folder, with `/` between folders, and its bytes.
pub type NamedBytes = (Arc<str>, Vec<u8>);

/// A workspace on disk.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The workspace that a path lies in: the path itself or the nearest folder above it that has a `koers.yaml`.
    ///
    /// # Errors
    /// [`FolderError::NoWorkspace`] when there is none, [`FolderError::Io`] when the path cannot be resolved.
    pub fn find(start: &Path) -> Result<Self, FolderError> {
        let full = fs::canonicalize(start).map_err(io_error("open", start))?;
        full.ancestors()
            .find(|folder| folder.join(MARKER).is_file())
            .map(|root| Self {
                root: if root == full {
                    start.to_owned()
                } else {
                    root.to_owned()
                },
            })
            .ok_or_else(|| FolderError::NoWorkspace(full.clone()))
    }

    /// Makes a new workspace from files. It is put together beside its place and moved there as a whole, so that there is
    /// never half a workspace.
    ///
    /// # Errors
    /// [`FolderError::Exists`] when something is there already, [`FolderError::Io`].
    pub fn create<'a>(
        root: &Path,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<Self, FolderError> {
        if root.symlink_metadata().is_ok() {
            return Err(FolderError::Exists(root.to_owned()));
        }
        let name = root
            .file_name()
            .map_or_else(|| "workspace".into(), |name| name.to_string_lossy().into_owned());
        let beside = root.with_file_name(format!(".koers-tmp-{}-{name}", std::process::id()));
        let made = Self::fill(&beside, files)
            .and_then(|()| fs::rename(&beside, root).map_err(io_error("make the folder", root)));
        if let Err(error) = made {
            let _ = fs::remove_dir_all(&beside);
            return Err(if root.symlink_metadata().is_ok() {
                FolderError::Exists(root.to_owned())
            } else {
                error
            });
        }
        Ok(Self {
            root: root.to_owned(),
        })
    }

    fn fill<'a>(
        root: &Path,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Result<(), FolderError> {
        for (name, bytes) in files {
            let path = root.join(name);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder).map_err(io_error("make the folder", folder))?;
            }
            // No fsync for each file: the workspace counts only once the whole folder has its name.
            fs::write(&path, bytes).map_err(io_error("write", &path))?;
        }
        Ok(())
    }

    /// Where it stands.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Its snapshots.
    #[must_use]
    pub fn snapshots(&self) -> SnapshotStore {
        SnapshotStore::new(self.root.join("snapshots"))
    }

    /// Every file that people write, sorted by name. Hidden files and editors' leftovers are passed over.
    ///
    /// # Errors
    /// [`FolderError`] for the first file that cannot be read or is too large.
    pub fn policy_files(&self) -> Result<Vec<NamedBytes>, FolderError> {
        let names = self.policy_names()?;
        names.into_iter().map(|name| self.read_policy(name)).collect()
    }

    /// The files of boundaries for maps, sorted by name. Read by those who draw maps only: they are large, and say nothing of policy.
    ///
    /// # Errors
    /// [`FolderError`] for the first file that cannot be read or is too large.
    pub fn boundaries(&self) -> Result<Vec<NamedBytes>, FolderError> {
        let mut names = Vec::new();
        self.collect("boundaries", &["geojson"], 0, &mut names)?;
        names.sort();
        let read = |name| self.read_file(name, MAX_BOUNDARIES);
        names.into_iter().map(read).collect()
    }

    /// Keeps a file of boundaries. At any moment either the old file is there or the new one.
    ///
    /// # Errors
    /// [`FolderError::Io`]; the old file is then untouched.
    pub fn keep_boundaries(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let folder = self.root.join("boundaries");
        fs::create_dir_all(&folder).map_err(io_error("make the folder", &folder))?;
        atomic::clear_leftovers(&folder);
        let path = folder.join(name);
        atomic::write(&path, bytes).map_err(io_error("write", &path))
    }

    /// Adds files that people will go on with, in this order, and never over one that is there. When one cannot be written, those before it
    /// are taken away again.
    ///
    /// # Errors
    /// [`FolderError::FileExists`] when one is there already, [`FolderError::Io`]; nothing is then added.
    pub fn add_files(&self, files: &[(String, String)]) -> Result<(), FolderError> {
        let there = files.iter().map(|(name, _)| self.root.join(name));
        if let Some(path) = there.into_iter().find(|path| path.symlink_metadata().is_ok()) {
            return Err(FolderError::FileExists(path));
        }
        let mut added: Vec<PathBuf> = Vec::new();
        for (name, text) in files {
            let path = self.root.join(name);
            let written = path.parent().map_or(Ok(()), fs::create_dir_all);
            if let Err(error) = written.and_then(|()| atomic::write_new(&path, text.as_bytes())) {
                for path in &added {
                    let _ = fs::remove_file(path);
                }
                return Err(match error.kind() {
                    io::ErrorKind::AlreadyExists => FolderError::FileExists(path),
                    _ => io_error("write", &path)(error),
                });
            }
            added.push(path);
        }
        Ok(())
    }

    fn policy_names(&self) -> Result<Vec<String>, FolderError> {
        let mut names = vec![MARKER.to_owned()];
        // Also names that are nearly right: the check says that they are not read.
        let yaml = ["yaml", "yml"];
        self.collect("framework", &yaml, 4, &mut names)?;
        self.collect("indicators", &yaml, 2, &mut names)?;
        self.collect("catalogue", &yaml, 2, &mut names)?;
        self.collect("criteria", &yaml, 2, &mut names)?;
        self.collect("aid", &yaml, 2, &mut names)?;
        self.collect("analyses", &yaml, 2, &mut names)?;
        self.collect("evaluations", &yaml, 2, &mut names)?;
        self.collect("selections", &yaml, 2, &mut names)?;
        self.collect("regions", &["csv"], 0, &mut names)?;
        self.collect("figures", &["csv"], 0, &mut names)?;
        self.collect("theme", &["css"], 0, &mut names)?;
        names.sort();
        Ok(names)
    }

    /// A mark that is another one when any file that counts is another one: names, sizes and times of change, nothing is read. Files
    /// that are being written (they have hidden names) do not count yet.
    ///
    /// # Errors
    /// [`FolderError`] when a folder or file cannot be looked at.
    pub fn mark(&self) -> Result<Hash, FolderError> {
        let mut names = self.policy_names()?;
        self.collect("snapshots", &["json"], 1, &mut names)?;
        self.collect("boundaries", &["geojson"], 0, &mut names)?;
        let mut editions = Vec::new();
        self.collect("editions", &["json"], 1, &mut editions)?;
        names.extend(editions.into_iter().filter(|name| name.ends_with(RECORD)));
        names.sort();
        let mut seen = String::new();
        for name in names {
            let path = self.root.join(&name);
            let meta = fs::metadata(&path).map_err(io_error("read", &path))?;
            let changed = meta.modified().map_err(io_error("read", &path))?;
            // A change from before 1970 is the same change every time.
            let since = changed
                .duration_since(UNIX_EPOCH)
                .map_or(0, |since| since.as_nanos());
            seen.push_str(&format!("{name} {} {since}\n", meta.len()));
        }
        Ok(Hash::of(seen.as_bytes()))
    }

    fn read_policy(&self, name: String) -> Result<NamedBytes, FolderError> {
        self.read_file(name, MAX_POLICY_FILE)
    }

    fn read_file(&self, name: String, limit: u64) -> Result<NamedBytes, FolderError> {
        let path = self.root.join(&name);
        let meta = fs::metadata(&path).map_err(io_error("read", &path))?;
        if !meta.is_file() {
            return Err(FolderError::NotAFile(path));
        }
        let size = meta.len();
        if size > limit {
            return Err(FolderError::TooLarge { path, size, limit });
        }
        let bytes = fs::read(&path).map_err(io_error("read", &path))?;
        Ok((name.into(), bytes))
    }

    fn collect(
        &self,
        folder: &str,
        extensions: &[&str],
        depth: usize,
        names: &mut Vec<String>,
    ) -> Result<(), FolderError> {
        let path = self.root.join(folder);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(io_error("read the folder", &path)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(io_error("read the folder", &path))?;
            let file_name = entry.file_name();
            let Some(name) = file_name.to_str().filter(|name| !name.starts_with('.')) else {
                continue;
            };
            let name_in_root = format!("{folder}/{name}");
            let kind = entry.file_type().map_err(io_error("read", &entry.path()))?;
            // Links to folders are not followed: they can lead out of the workspace or into themselves.
            if kind.is_dir() && depth > 0 {
                self.collect(&name_in_root, extensions, depth - 1, names)?;
            } else if !kind.is_dir()
                && Path::new(name)
                    .extension()
                    .and_then(|e| e.to_str())
                    .is_some_and(|e| extensions.iter().any(|x| e.eq_ignore_ascii_case(x)))
            {
                names.push(name_in_root);
            }
        }
        Ok(())
    }

    /// Where a table is kept while it is fetched. Throwing it away costs no more than fetching it again.
    #[must_use]
    pub fn fetching(&self, dataset: &Id) -> PathBuf {
        // No id has a per cent sign, so no two share a folder.
        let name = dataset.as_str().replace('/', "%2F");
        self.root.join("cache").join("fetching").join(name)
    }

    /// Keeps every other run from fetching into this folder, until what is given is dropped, also by `kill -9`. `None`: another run does it.
    ///
    /// # Errors
    /// [`FolderError::Io`].
    pub fn lock_fetching(&self) -> Result<Option<File>, FolderError> {
        let folder = self.root.join("cache");
        fs::create_dir_all(&folder).map_err(io_error("make the folder", &folder))?;
        let path = folder.join("fetching.lock");
        let file = File::create(&path).map_err(io_error("write", &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(io_error("lock", &path)(error)),
        }
    }

    /// Something derived that was kept before, if it is still there.
    #[must_use]
    pub fn cached(&self, key: &str) -> Option<Vec<u8>> {
        fs::read(self.root.join("cache").join(key)).ok()
    }

    /// Keeps something derived. When that does not work (full or read-only disk) nothing is lost but time, so it is no error.
    pub fn keep(&self, key: &str, bytes: &[u8]) {
        let folder = self.root.join("cache");
        if fs::create_dir_all(&folder).is_ok() {
            atomic::clear_leftovers(&folder);
            let _ = atomic::write(&folder.join(key), bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> [(&'static str, &'static [u8]); 4] {
        [
            ("koers.yaml", b"koers: 1\n"),
            ("framework/a/lines.yaml", b"x"),
            ("framework/.hidden.yaml", b"x"),
            ("indicators/banen.yaml", b"x"),
        ]
    }

    #[test]
    fn a_workspace_is_made_as_a_whole_and_found_from_inside() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("drenthe");
        let folder = Folder::create(&root, files()).unwrap();
        let names: Vec<_> = folder
            .policy_files()
            .unwrap()
            .into_iter()
            .map(|(name, _)| name.to_string())
            .collect();
        assert_eq!(
            names,
            ["framework/a/lines.yaml", "indicators/banen.yaml", "koers.yaml"]
        );
        assert!(Folder::find(&root.join("framework/a")).is_ok());
        assert!(matches!(
            Folder::create(&root, files()),
            Err(FolderError::Exists(_))
        ));
        assert!(matches!(
            Folder::find(home.path()),
            Err(FolderError::NoWorkspace(_))
        ));
        assert_eq!(
            fs::read_dir(home.path()).unwrap().count(),
            1,
            "no temporary folder is left"
        );
    }

    #[test]
    fn the_mark_tells_a_change() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::create(&home.path().join("w"), files()).unwrap();
        let before = folder.mark().unwrap();
        assert_eq!(folder.mark().unwrap(), before);
        fs::write(folder.root().join("indicators/.banen.yaml.swp"), b"y").unwrap();
        assert_eq!(folder.mark().unwrap(), before, "a hidden file does not count");
        fs::write(folder.root().join("indicators/banen.yaml"), b"xy").unwrap();
        assert_ne!(folder.mark().unwrap(), before);
    }

    #[test]
    fn files_are_added_together_or_not_at_all() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::create(&home.path().join("w"), files()).unwrap();
        let file = |name: &str| (name.to_owned(), "x".to_owned());
        folder
            .add_files(&[file("catalogue/a.yaml"), file("indicators/a.yaml")])
            .unwrap();
        // The second one is there, so the first is not written either.
        let there = folder.add_files(&[file("catalogue/b.yaml"), file("indicators/a.yaml")]);
        assert!(matches!(there, Err(FolderError::FileExists(_))));
        assert!(!folder.root().join("catalogue/b.yaml").exists());
        // A name that no file can have: what came before it goes again.
        let wrong = folder.add_files(&[file("catalogue/c.yaml"), file("koers.yaml/d.yaml")]);
        assert!(wrong.is_err());
        assert!(!folder.root().join("catalogue/c.yaml").exists());
    }

    #[test]
    fn boundaries_are_kept_apart_from_policy() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::create(&home.path().join("w"), files()).unwrap();
        assert_eq!(folder.boundaries().unwrap(), []);
        let before = folder.mark().unwrap();
        folder.keep_boundaries("corop-2021-01-01.geojson", b"{}").unwrap();
        folder
            .keep_boundaries("corop-2021-01-01.geojson", b"{ }")
            .unwrap();
        assert_ne!(folder.mark().unwrap(), before);
        let kept = folder.boundaries().unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(
            (&*kept[0].0, kept[0].1.as_slice()),
            ("boundaries/corop-2021-01-01.geojson", b"{ }".as_slice())
        );
        assert_eq!(folder.policy_files().unwrap().len(), 3);
    }

    #[test]
    fn the_cache_forgives() {
        let home = tempfile::tempdir().unwrap();
        let folder = Folder::create(&home.path().join("w"), files()).unwrap();
        assert_eq!(folder.cached("a"), None);
        folder.keep("a", b"1");
        assert_eq!(folder.cached("a").as_deref(), Some(b"1".as_slice()));
    }
}
