//! A check sum inside the file that it covers.

use super::CacheError;

/// Key of the check sum in the metadata; eight hexadecimal digits follow.
pub(super) const KEY: &str = "koers-crc32";
/// The value before the sum is known, and while it is computed.
pub(super) const OPEN: &str = "=crc32:00000000";
const MARK: &[u8] = b"=crc32:";
const DIGITS: usize = 8;
/// The metadata stand at the end of the file, behind the rows.
const TAIL: &[u8] = b"PAR1";

/// Where the digits stand: at the last mark of the file.
fn digits_at(file: &[u8]) -> Option<usize> {
    let at = memchr::memmem::rfind(file, MARK)? + MARK.len();
    (file.ends_with(TAIL) && at + DIGITS <= file.len()).then_some(at)
}

fn sum(file: &[u8], at: usize) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&file[..at]);
    crc.update(&[b'0'; DIGITS]);
    crc.update(&file[at + DIGITS..]);
    crc.finalize()
}

/// Writes the check sum in a file in which it is still open.
pub(super) fn seal(file: &mut [u8]) -> Result<(), CacheError> {
    let at = digits_at(file).ok_or(CacheError::Damaged)?;
    let digits = format!("{:08x}", sum(file, at));
    file[at..at + DIGITS].copy_from_slice(digits.as_bytes());
    Ok(())
}

/// Whether the file is as it was sealed.
pub(super) fn check(file: &[u8]) -> Result<(), CacheError> {
    let at = digits_at(file).ok_or(CacheError::Damaged)?;
    let said = std::str::from_utf8(&file[at..at + DIGITS])
        .ok()
        .and_then(|hex| u32::from_str_radix(hex, 16).ok());
    if said == Some(sum(file, at)) {
        Ok(())
    } else {
        Err(CacheError::Damaged)
    }
}
