//! The code of a region.

use std::cmp::Ordering;
use std::fmt;

/// The code of a region, as the national statistical office writes it, without padding: `PV22`, `GM0106`.
///
/// Codes are compared and copied all the time, so they lie in place and not on the heap, in words that a processor
/// compares at once. Behind the code stand zero bytes, which come before every letter, so codes are ordered as texts are.
#[derive(Clone, PartialEq, Eq)]
pub struct RegionCode {
    words: [[u8; 8]; 3],
    length: u8,
}

impl RegionCode {
    /// Keeps a code, trimmed of the padding that CBS adds; `None` when nothing is left or it holds other than letters, digits, `_` and `-`.
    #[must_use]
    pub fn new(code: &str) -> Option<Self> {
        let code = code.trim();
        let fits = !code.is_empty()
            && code
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
        let mut words = [[0; 8]; 3];
        let place = words.as_flattened_mut().get_mut(..code.len());
        place.filter(|_| fits)?.copy_from_slice(code.as_bytes());
        Some(Self {
            words,
            length: u8::try_from(code.len()).ok()?,
        })
    }
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let code = self.words.as_flattened().get(..usize::from(self.length));
        // Always text: it was when it came in.
        std::str::from_utf8(code.unwrap_or(&[])).unwrap_or("")
    }
}

impl Ord for RegionCode {
    fn cmp(&self, other: &Self) -> Ordering {
        self.words
            .map(u64::from_be_bytes)
            .cmp(&other.words.map(u64::from_be_bytes))
    }
}

impl PartialOrd for RegionCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::hash::Hash for RegionCode {
    /// As a text, by which it can be looked up.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("RegionCode").field(&self.as_str()).finish()
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::borrow::Borrow<str> for RegionCode {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_ordered_and_found_as_texts() {
        let texts = ["A", "A-1", "A_", "AB", "GM0003", "GM01", "GM1", "PV22", "a"];
        let mut codes: Vec<RegionCode> = texts.iter().filter_map(|text| RegionCode::new(text)).collect();
        codes.sort();
        let mut sorted = texts;
        sorted.sort_unstable();
        assert!(codes.iter().map(RegionCode::as_str).eq(sorted));
        let set: std::collections::HashSet<RegionCode> = codes.into_iter().collect();
        assert!(texts.iter().all(|text| set.contains(*text)));
        assert!(RegionCode::new("ABCDEFGHIJKLMNOPQRSTUVWX").is_some());
        assert_eq!(RegionCode::new("ABCDEFGHIJKLMNOPQRSTUVWXY"), None);
        assert_eq!(RegionCode::new("  "), None);
        assert_eq!(RegionCode::new("é"), None);
    }
}
