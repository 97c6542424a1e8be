//! Where something stands: small, copyable places while reading, turned into spans of the model when something is said.

use koers_model::diagnostic::Span;
use std::sync::Arc;

/// A stretch of one of the files that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Place {
    /// Number of the file in [`Sources`].
    pub file: u16,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Place {
    /// The stretch from the beginning of this place to the end of another in the same file.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self {
            end: self.end.max(other.end),
            ..self
        }
    }
}

/// A value with the place where it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sp<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub at: Place,
}

impl<T> Sp<T> {
    /// A value with its place.
    pub fn new(value: T, at: Place) -> Self {
        Self { value, at }
    }
}

/// One file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the workspace, with `/` between folders.
    pub path: Arc<str>,
    /// Its text; empty when it could not be read as text.
    pub text: Arc<str>,
}

/// The files that were read, by number and by path.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// How many files one workspace can have: the number of a file is kept in two bytes.
    pub(crate) const MOST: usize = u16::MAX as usize;

    /// Adds a file and gives its number. Files past [`Sources::MOST`] share the last number.
    pub(crate) fn add(&mut self, path: Arc<str>, text: Arc<str>) -> u16 {
        self.files.push(Source { path, text });
        u16::try_from(self.files.len() - 1).unwrap_or(u16::MAX)
    }
    /// The file with that number.
    #[must_use]
    pub fn file(&self, number: u16) -> Option<&Source> {
        self.files.get(usize::from(number))
    }
    /// The text of the file with that path.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files
            .iter()
            .find(|source| &*source.path == path)
            .map(|source| &*source.text)
    }
    /// All files, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }
    /// The text at a place.
    #[must_use]
    pub fn slice(&self, place: Place) -> &str {
        self.file(place.file)
            .and_then(|source| source.text.get(place.start as usize..place.end as usize))
            .unwrap_or("")
    }
    /// The place as a span of the model.
    #[must_use]
    pub fn span(&self, place: Place) -> Span {
        Span {
            file: self
                .file(place.file)
                .map_or_else(|| Arc::from(""), |source| Arc::clone(&source.path)),
            start: place.start as usize,
            end: place.end as usize,
        }
    }
}
