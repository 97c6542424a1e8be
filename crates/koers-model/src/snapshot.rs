//! Bytes exactly as published, with what the publisher said of them and when we got them.

use crate::id::Id;
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::{self, Read};

/// SHA-256 of the bytes of a snapshot.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

/// A hash of bytes that come piece by piece.
#[derive(Debug, Clone, Default)]
pub struct Hashing(Sha256);

impl Hashing {
    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
    /// The hash of all of them.
    #[must_use]
    pub fn finish(self) -> Hash {
        Hash(self.0.finalize().into())
    }
}

impl Hash {
    /// The hash of bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
    /// The hash of all that a source gives, piece by piece.
    ///
    /// # Errors
    /// Whatever the source says.
    pub fn of_all(source: &mut impl Read) -> io::Result<Self> {
        let mut hashing = Hashing::default();
        let mut piece = vec![0; 64 << 10];
        loop {
            match source.read(&mut piece) {
                Ok(0) => return Ok(hashing.finish()),
                Ok(read) => hashing.update(piece.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
    /// From 64 hexadecimal digits.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() != 64 || !hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut bytes = [0; 32];
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }
    /// The first twelve digits, for people.
    #[must_use]
    pub fn short(&self) -> String {
        self.to_string().chars().take(12).collect()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The form of the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Our own long CSV.
    KoersCsv,
    /// CBS OData v3, CSV.
    CbsOdata3Csv,
    /// CBS OData v3, JSON.
    CbsOdata3Json,
    /// CBS OData v3, all answers of one table in a zip.
    CbsOdata3Pages,
    /// CBS OData v4, observations as CSV, or a zip of them with their code lists.
    CbsOdata4Csv,
    /// CBS OData v4, JSON.
    CbsOdata4Json,
    /// CBS OData v4, all answers of one table in a zip.
    CbsOdata4Pages,
    /// Eurostat TSV.
    EurostatTsv,
    /// SDMX-CSV.
    SdmxCsv,
    /// JSON-stat 2.0.
    JsonStat,
}

impl Format {
    /// Every format with its word in files and options.
    pub const WORDS: [(Self, &'static str); 10] = [
        (Self::KoersCsv, "koers-csv"),
        (Self::CbsOdata3Csv, "cbs-odata3-csv"),
        (Self::CbsOdata3Json, "cbs-odata3-json"),
        (Self::CbsOdata3Pages, "cbs-odata3-pages"),
        (Self::CbsOdata4Csv, "cbs-odata4-csv"),
        (Self::CbsOdata4Json, "cbs-odata4-json"),
        (Self::CbsOdata4Pages, "cbs-odata4-pages"),
        (Self::EurostatTsv, "eurostat-tsv"),
        (Self::SdmxCsv, "sdmx-csv"),
        (Self::JsonStat, "json-stat"),
    ];
    /// The word in files and options.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|(format, _)| *format == self)
            .map_or("", |(_, word)| word)
    }
    /// The format with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .into_iter()
            .find(|(_, name)| *name == word)
            .map(|(format, _)| format)
    }
}

/// What is known of a snapshot besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// The data set it belongs to.
    pub dataset: Id,
    /// SHA-256 of the bytes.
    pub hash: Hash,
    /// How many bytes.
    pub size: u64,
    /// Their form.
    pub format: Format,
    /// The file or address they came from, as given.
    pub origin: String,
    /// The day the publisher says it published or modified them; `None` when it does not say.
    pub published: Option<Date>,
    /// The day we got them.
    pub retrieved: Date,
    /// How the publisher tells this state of the table from another, where it was fetched: the moment of its last change, or a tag.
    pub stamp: Option<String>,
}

impl Provenance {
    /// Since when these figures could be known: the publisher's day, else the day we got them. As-of questions go by it.
    #[must_use]
    pub fn known_since(&self) -> Date {
        self.published.unwrap_or(self.retrieved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sha_256_of_abc_is_the_one_of_fips_180() {
        // FIPS 180-4, example "abc".
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Hash::of(b"abc").to_string(), expected);
        assert_eq!(Hash::from_hex(expected), Some(Hash::of(b"abc")));
        assert_eq!(Hash::from_hex(&expected.to_uppercase()), None);
    }
}
