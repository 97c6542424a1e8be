//! Files inside a zip, by name, with limits.

use crate::decode::read_limited;
use crate::error::{ReadError, code};
use std::io::Cursor;

/// More files than a bundle of code lists has.
const MOST_FILES: usize = 10_000;

/// The wanted files of a zip: name without folders, and bytes. Each name at most once.
pub(crate) fn files(
    bytes: &[u8],
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, ReadError> {
    let broken = |error: zip::result::ZipError| {
        ReadError::new(code::PACKED, format!("the zip file cannot be read: {error}"))
            .help("the file may have been cut off; fetch it again")
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_FILES {
        return Err(ReadError::new(
            code::PACKED,
            format!("the zip holds more than {MOST_FILES} files"),
        ));
    }
    let mut found: Vec<(String, Vec<u8>)> = Vec::new();
    let mut total = 0_u64;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(broken)?;
        let name = file
            .name()
            .map_err(broken)?
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or("")
            .to_owned();
        if !wanted(&name) {
            continue;
        }
        if found.iter().any(|(known, _)| *known == name) {
            return Err(ReadError::new(
                code::PACKED,
                format!("the zip holds two files named {name}"),
            ));
        }
        let unpacked = read_limited(file, bytes.len(), &name)?;
        total += unpacked.len() as u64;
        if total > crate::decode::limit(bytes.len()) {
            return Err(ReadError::new(
                code::PACKED,
                "the files of the zip unpack to far too much",
            ));
        }
        found.push((name, unpacked));
    }
    Ok(found)
}
