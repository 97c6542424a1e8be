//! Where in the source text something stands.

use crate::id::Id;
use std::fmt;

/// A place in a source document: document and section, written `koers#4.2/activiteiten`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// The document, declared in a framework file.
    pub document: Id,
    /// The section of that document, declared with it: `4.2/activiteiten`.
    pub section: String,
}

/// Why a text is not a [`Citation`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CitationError {
    /// No `#` between document and section.
    #[error("a citation is written `document#section`")]
    NoSection,
    /// The part before `#` is not an id.
    #[error("the document in a citation is an id: {0}")]
    Document(#[from] crate::id::IdError),
}

impl Citation {
    /// Reads `document#section`.
    ///
    /// # Errors
    /// [`CitationError`] when there is no `#`, no section behind it, or no id before it.
    pub fn parse(text: &str) -> Result<Self, CitationError> {
        let (document, section) = text.split_once('#').ok_or(CitationError::NoSection)?;
        let section = section.trim();
        if section.is_empty() {
            return Err(CitationError::NoSection);
        }
        Ok(Self {
            document: Id::new(document.trim())?,
            section: section.to_owned(),
        })
    }

    /// The chapter that the section belongs to: what stands before the first `.` or `/`.
    #[must_use]
    pub fn chapter(&self) -> &str {
        self.section.split(['.', '/']).next().unwrap_or(&self.section)
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.document, self.section)
    }
}
