//! Writing files so that a stop at any moment leaves either the old file or the new one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// The beginning of the name of every temporary file.
const PREFIX: &str = ".koers-tmp-";

/// Temporary files older than this are left over from a run that was stopped.
const LEFTOVER_AGE: Duration = Duration::from_secs(3600);

/// Tells the temporary files of one process apart.
static COUNTER: AtomicU64 = AtomicU64::new(0);

/// A temporary file that is removed again unless it is put in place.
struct Temporary {
    path: PathBuf,
    armed: bool,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if self.armed {
            // Nothing to be done when even this fails: the name says what it is, and the next import clears it away.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Writes `bytes` to `path`: to a temporary file in the same folder, `fsync`, rename, `fsync` of the folder.
///
/// # Errors
/// Whatever the file system says: no room, read-only, no permission. The old file is then untouched.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, |file| file.write_all(bytes))
}

/// Like [`write()`], with bytes that are made while they are written.
///
/// # Errors
/// As [`write()`], and whatever the making of the bytes says.
pub fn write_with(path: &Path, make: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    place(path, make, |from, to| fs::rename(from, to))
}

/// Like [`write()`], but fails with [`io::ErrorKind::AlreadyExists`] when there is a file of that name.
///
/// # Errors
/// As [`write()`], and `AlreadyExists`.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A hard link fails when the name is taken, where a rename would replace it.
    place(
        path,
        |file| file.write_all(bytes),
        |from, to| {
            match fs::hard_link(from, to) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
                // Some file systems have no hard links; there the check and the rename are two steps.
                Err(_) if !to.exists() => fs::rename(from, to),
                Err(error) => Err(error),
                Ok(()) => fs::remove_file(from),
            }
        },
    )
}

fn place(
    path: &Path,
    make: impl FnOnce(&mut File) -> io::Result<()>,
    put: impl FnOnce(&Path, &Path) -> io::Result<()>,
) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let number = COUNTER.fetch_add(1, Ordering::Relaxed);
    let mut temporary = Temporary {
        path: folder.join(format!("{PREFIX}{}-{number}", std::process::id())),
        armed: true,
    };
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&temporary.path)?;
    // Who could read the old file can read the new one, and nobody else.
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    make(&mut file)?;
    file.sync_all()?;
    drop(file);
    put(&temporary.path, path)?;
    temporary.armed = false;
    sync_folder(folder)
}

/// Makes a rename in a folder last through a power cut. Windows cannot open a folder and needs no such step.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        Ok(())
    } else {
        File::open(folder)?.sync_all()
    }
}

/// Removes temporary files that a stopped run left in a folder. What cannot be removed stays: it does no harm.
pub fn clear_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let ours = entry
            .file_name()
            .to_str()
            .is_some_and(|name| name.starts_with(PREFIX));
        let old = entry.metadata().and_then(|meta| meta.modified()).is_ok_and(|at| {
            SystemTime::now()
                .duration_since(at)
                .is_ok_and(|age| age > LEFTOVER_AGE)
        });
        if ours && old {
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_never_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write_new(&path, b"one").unwrap();
        assert_eq!(
            write_new(&path, b"two").unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
