//! Reading a file in a place that may not be written: a medium or a folder that is mounted to be read.
//!
//! SQLite makes two files beside a file with a write-ahead log, also to read it. Where it cannot, the file is opened as one that nobody
//! changes (`immutable`), which needs neither. Then changes that are still in the write-ahead log would not be seen, so with one that holds
//! any the file is refused.

use super::said;
use crate::error::Error;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Whether the files beside a file could not be made or opened.
pub(super) fn stopped(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly)
    )
}

/// Opens a file that nobody changes.
pub(super) fn open(path: &Path) -> Result<Connection, Error> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    let log = PathBuf::from(log);
    if std::fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        return Err(Error::Unfinished {
            path: path.to_owned(),
            log,
        });
    }
    Connection::open_with_flags(
        address(path),
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .map_err(|error| said(path, &error))
}

/// The address of a file as SQLite reads one, with what it is.
fn address(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(byte) {
            address.push(char::from(*byte));
        } else {
            // Writing to a text does not fail.
            let _ = write!(address, "%{byte:02X}");
        }
    }
    address + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_file_is_taken_for_a_setting() {
        assert_eq!(
            address(Path::new("/a b/één?mode=rwc#x%41.db")),
            "file:/a%20b/%C3%A9%C3%A9n%3Fmode%3Drwc%23x%2541.db?immutable=1"
        );
    }
}
