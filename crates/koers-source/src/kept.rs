//! The files that people write, as they were when something was entered: what was weighed can then be shown along the plan and the yardstick
//! of that day.
//!
//! In the folder `kept` of a workspace: `files/<sha-256>` holds the bytes of each file that ever counted, once; each `20261122T174924125Z.json`
//! says which files there were at that moment, by name and hash. A moment at which nothing had changed makes no list. Nothing in it is ever
//! changed or taken away by Koers.

use crate::atomic;
use crate::folder::{Folder, FolderError, MAX_POLICY_FILE, NamedBytes};
use jiff::Timestamp;
use koers_model::snapshot::Hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// The form of a list.
const FORM: u32 = 1;
/// How the name of a list says its moment: thousandths of a second, in UTC.
const NAMED: &str = "%Y%m%dT%H%M%S%3fZ";
/// A list longer than this was not written by Koers.
const LONGEST_LIST: u64 = 4 * 1024 * 1024;

/// Which files there were at a moment.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    koers_kept: u32,
    /// The moment, as RFC 3339 writes it.
    at: String,
    files: BTreeMap<String, String>,
}

/// The files that counted at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFiles {
    /// When they were kept: nothing that was entered before the next time was entered beside others.
    pub at: Timestamp,
    /// The files, sorted by name.
    pub files: Vec<NamedBytes>,
}

/// Why what was kept cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// The workspace, or the file system.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A list that is not one of Koers, or names a file outside the workspace.
    #[error("`{0}` is not a list of kept files")]
    List(PathBuf),
    /// The bytes are not those that were kept.
    #[error("`{0}` is not as it was kept")]
    Changed(PathBuf),
}

impl Folder {
    /// Keeps the files that people write as they are now, unless they are as they were kept last. Whether they were kept.
    ///
    /// # Errors
    /// [`KeptError`]; what was kept before is untouched.
    pub fn keep_policy(&self, now: Timestamp) -> Result<bool, KeptError> {
        let files = self.policy_files()?;
        let hashed = |(name, bytes): &NamedBytes| (name.to_string(), Hash::of(bytes).to_string());
        let list = List {
            koers_kept: FORM,
            at: now.to_string(),
            files: files.iter().map(hashed).collect(),
        };
        let root = self.root().join("kept");
        let store = root.join("files");
        fs::create_dir_all(&store).map_err(io_error("make the folder", &store))?;
        atomic::clear_leftovers(&store);
        atomic::clear_leftovers(&root);
        for ((_, bytes), hash) in files.iter().zip(list.files.values()) {
            let path = store.join(hash);
            // Looked into each time: what was spoilt since is whole again.
            if read_bounded(&path, MAX_POLICY_FILE).ok().as_ref() != Some(bytes) {
                atomic::write(&path, bytes).map_err(io_error("write", &path))?;
            }
        }
        // A list of a later moment is one of a clock that ran ahead: it says nothing of now. One that cannot be read says nothing either.
        let name = now.strftime(NAMED).to_string();
        let mut earlier = moments(&root)?;
        earlier.retain(|other| *other <= name);
        let last = earlier.pop().and_then(|last| read_list(&root, &last).ok());
        if last.is_some_and(|(_, last)| last.files == list.files) {
            return Ok(false);
        }
        // The list comes last: where one is, everything that it names is.
        let path = root.join(format!("{name}.json"));
        let text = serde_json::to_vec_pretty(&list).map_err(|_| KeptError::List(path.clone()))?;
        atomic::write_new(&path, &text).map_err(io_error("write", &path))?;
        Ok(true)
    }

    /// The files that people write as they were last kept at or before a moment; `None` where nothing was kept yet.
    ///
    /// # Errors
    /// [`KeptError`] when they cannot be read, or are no longer what was kept.
    pub fn policy_on(&self, moment: Timestamp) -> Result<Option<KeptFiles>, KeptError> {
        let root = self.root().join("kept");
        let last = moment.strftime(NAMED).to_string();
        for name in moments(&root)?.into_iter().rev() {
            if name > last {
                continue;
            }
            let (at, list) = read_list(&root, &name)?;
            if at > moment {
                continue;
            }
            let file = |(name, hash): (String, String)| {
                let path = root.join("files").join(&hash);
                let bytes = read_bounded(&path, MAX_POLICY_FILE)?;
                if Hash::of(&bytes).to_string() != hash {
                    return Err(KeptError::Changed(path));
                }
                Ok((name.into(), bytes))
            };
            let files: Result<_, KeptError> = list.files.into_iter().map(file).collect();
            return Ok(Some(KeptFiles { at, files: files? }));
        }
        Ok(None)
    }
}

/// The names of the lists, oldest first: they sort as their moments do.
fn moments(root: &Path) -> Result<Vec<String>, KeptError> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io_error("read the folder", root)(error).into()),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry.map_err(io_error("read the folder", root))?.file_name();
        let name = name.to_str().and_then(|name| name.strip_suffix(".json"));
        names.extend(name.filter(|name| is_moment(name)).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

/// Whether a name is that of a moment. What else somebody puts in the folder is passed over.
fn is_moment(name: &str) -> bool {
    let shape = |(at, letter): (usize, u8)| match at {
        8 => letter == b'T',
        18 => letter == b'Z',
        _ => letter.is_ascii_digit(),
    };
    name.len() == 19 && name.bytes().enumerate().all(shape)
}

/// Whether a name is that of a file in the workspace.
fn is_inside(name: &str) -> bool {
    let mut parts = Path::new(name).components();
    !name.is_empty() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// A list and its moment, which is the one that its name says.
fn read_list(root: &Path, name: &str) -> Result<(Timestamp, List), KeptError> {
    let path = root.join(format!("{name}.json"));
    let bytes = read_bounded(&path, LONGEST_LIST)?;
    let read = || {
        let list: List = serde_json::from_slice(&bytes).ok()?;
        let at: Timestamp = list.at.parse().ok()?;
        let hex = |hash: &String| Hash::from_hex(hash).is_some();
        let is_ours = list.koers_kept == FORM
            && at.strftime(NAMED).to_string() == name
            && list.files.values().all(hex)
            && list.files.keys().all(|name| is_inside(name));
        is_ours.then_some((at, list))
    };
    read().ok_or(KeptError::List(path))
}

fn read_bounded(path: &Path, limit: u64) -> Result<Vec<u8>, FolderError> {
    let meta = fs::metadata(path).map_err(io_error("read", path))?;
    if !meta.is_file() {
        return Err(FolderError::NotAFile(path.to_owned()));
    }
    let size = meta.len();
    if size > limit {
        let path = path.to_owned();
        return Err(FolderError::TooLarge { path, size, limit });
    }
    fs::read(path).map_err(io_error("read", path))
}

fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> FolderError + use<> {
    let path = path.to_owned();
    move |source| FolderError::Io { action, path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn plan(kept: &KeptFiles) -> &[u8] {
        let found = kept.files.iter().find(|(name, _)| &**name == "selections/a.yaml");
        &found.unwrap().1
    }

    #[test]
    fn what_counted_then_comes_back_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("w");
        let files = [("koers.yaml", &b"koers: 1\n"[..]), ("selections/a.yaml", b"one")];
        let folder = Folder::create(&root, files).unwrap();
        assert_eq!(folder.policy_on(at("2026-01-01T00:00:00Z")).unwrap(), None);
        assert!(folder.keep_policy(at("2026-01-02T10:00:00.5Z")).unwrap());
        assert!(
            !folder.keep_policy(at("2026-01-03T10:00:00Z")).unwrap(),
            "it is the same"
        );
        fs::write(root.join("selections/a.yaml"), "two").unwrap();
        assert!(folder.keep_policy(at("2026-02-01T10:00:00Z")).unwrap());
        // And back to what it was: a moment of its own, and no second copy.
        fs::write(root.join("selections/a.yaml"), "one").unwrap();
        assert!(folder.keep_policy(at("2026-03-01T10:00:00Z")).unwrap());
        assert_eq!(fs::read_dir(root.join("kept/files")).unwrap().count(), 3);
        assert_eq!(folder.policy_on(at("2026-01-02T10:00:00Z")).unwrap(), None);
        for (moment, text) in [
            ("2026-01-02T10:00:00.5Z", "one"),
            ("2026-01-31T23:59:59Z", "one"),
            ("2026-02-20T00:00:00Z", "two"),
            ("2030-01-01T00:00:00Z", "one"),
        ] {
            let kept = folder.policy_on(at(moment)).unwrap().unwrap();
            assert_eq!(plan(&kept), text.as_bytes(), "{moment}");
        }
        // A file that is gone since is there again.
        fs::remove_file(root.join("selections/a.yaml")).unwrap();
        folder.keep_policy(at("2026-04-01T10:00:00Z")).unwrap();
        let kept = folder.policy_on(at("2026-05-01T00:00:00Z")).unwrap().unwrap();
        assert_eq!(kept.files.len(), 1);
        assert_eq!(kept.at, at("2026-04-01T10:00:00Z"));
    }

    #[test]
    fn what_was_changed_afterwards_is_not_given_out() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("w");
        let folder = Folder::create(&root, [("koers.yaml", &b"koers: 1\n"[..])]).unwrap();
        let (then, later) = (at("2026-01-02T10:00:00Z"), at("2026-01-03T10:00:00Z"));
        folder.keep_policy(then).unwrap();
        let bytes = root.join("kept/files").join(Hash::of(b"koers: 1\n").to_string());
        fs::write(&bytes, "koers: 2\n").unwrap();
        assert!(matches!(folder.policy_on(later), Err(KeptError::Changed(path)) if path == bytes));
        fs::remove_file(&bytes).unwrap();
        assert!(matches!(folder.policy_on(later), Err(KeptError::Folder(_))));
        let list = root.join("kept/20260102T100000000Z.json");
        for spoilt in [
            "",
            "{}",
            r#"{"koers_kept":2,"at":"2026-01-02T10:00:00Z","files":{}}"#,
            r#"{"koers_kept":1,"at":"2025-01-02T10:00:00Z","files":{}}"#,
            r#"{"koers_kept":1,"at":"2026-01-02T10:00:00Z","files":{"a":"../../x"}}"#,
            r#"{"koers_kept":1,"at":"2026-01-02T10:00:00Z","files":{"../a":"HASH"}}"#,
        ] {
            let spoilt = spoilt.replace("HASH", &Hash::of(b"koers: 1\n").to_string());
            fs::write(&list, &spoilt).unwrap();
            assert!(
                matches!(folder.policy_on(later), Err(KeptError::List(_))),
                "{spoilt}"
            );
        }
        // It goes on from there: the next moment is kept, with its files whole.
        assert!(folder.keep_policy(later).unwrap());
        assert_eq!(folder.policy_on(later).unwrap().unwrap().files.len(), 1);
    }

    #[test]
    fn what_is_of_another_or_of_later_does_not_count() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("w");
        let files = [("koers.yaml", &b"koers: 1\n"[..]), ("selections/a.yaml", b"one")];
        let folder = Folder::create(&root, files).unwrap();
        // The clock ran ahead once, and the plan was another one for a while.
        folder.keep_policy(at("2031-01-01T00:00:00Z")).unwrap();
        fs::write(root.join("selections/a.yaml"), "two").unwrap();
        assert!(folder.keep_policy(at("2026-01-02T10:00:00Z")).unwrap());
        fs::write(root.join("selections/a.yaml"), "one").unwrap();
        assert!(folder.keep_policy(at("2026-01-03T10:00:00Z")).unwrap());
        // What a program that keeps folders the same lays beside it is passed over, and so is what is no file.
        for name in ["notes.json", "20260103T100000000Z (copy).json", "files.json"] {
            fs::write(root.join("kept").join(name), "x").unwrap();
        }
        fs::create_dir(root.join("kept/20260104T100000000Z.json")).unwrap();
        assert!(!folder.keep_policy(at("2026-01-03T11:00:00Z")).unwrap());
        for (moment, text) in [("2026-01-02T23:00:00Z", "two"), ("2026-01-03T23:00:00Z", "one")] {
            let kept = folder.policy_on(at(moment)).unwrap().unwrap();
            assert_eq!(plan(&kept), text.as_bytes(), "{moment}");
        }
    }
}
