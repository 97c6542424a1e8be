//! Files that are named on the command line.

use crate::failure::Failure;
use std::fs;
use std::io::Read as _;
use std::path::Path;

/// A file as a whole, when it is not too large.
///
/// # Errors
/// [`Failure::Read`], [`Failure::TooLarge`].
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    let failed = |source| Failure::Read {
        path: path.to_owned(),
        source,
    };
    let file = fs::File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let too_large = |size| Failure::TooLarge {
        path: path.to_owned(),
        size,
        limit,
    };
    if size > limit {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // A pipe or a growing file tells no size beforehand.
    let read = file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)? as u64;
    if read > limit {
        Err(too_large(read))
    } else {
        Ok(bytes)
    }
}

/// The same as text.
///
/// # Errors
/// As [`read`]; also for bytes that are no UTF-8.
pub fn read_text(path: &Path, limit: u64) -> Result<String, Failure> {
    String::from_utf8(read(path, limit)?).map_err(|error| Failure::Read {
        path: path.to_owned(),
        source: std::io::Error::new(std::io::ErrorKind::InvalidData, error),
    })
}
