//! Names of things: framework elements, indicators, data sets.

use std::fmt;
use std::str::FromStr;

/// An identifier: lower-case letters (with or without accents), digits, `-`, `_`, `.` and `/`, beginning with a letter or a digit.
///
/// Ids are compared as text; they are never parsed for meaning.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Box<str>);

/// Why a text is not an [`Id`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing was given.
    #[error("an id cannot be empty")]
    Empty,
    /// A character that ids do not have.
    #[error("`{character}` cannot stand in an id (lower-case letters, digits, `-`, `_`, `.`, `/`)")]
    Character {
        /// The first offending character.
        character: char,
    },
    /// Longer than 120 characters.
    #[error("an id has at most 120 characters, this one has {length}")]
    TooLong {
        /// Its length in characters.
        length: usize,
    },
}

impl Id {
    /// Checks and keeps a text as an id.
    ///
    /// # Errors
    /// [`IdError`] when it is empty, too long, or holds another character than ids have.
    pub fn new(text: &str) -> Result<Self, IdError> {
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        let length = text.chars().count();
        if length > 120 {
            return Err(IdError::TooLong { length });
        }
        let allowed = |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | '/');
        if let Some(character) = text.chars().find(|&c| !allowed(c)) {
            return Err(IdError::Character { character });
        }
        match text.chars().next() {
            Some(first) if first.is_alphanumeric() => Ok(Self(text.into())),
            Some(character) => Err(IdError::Character { character }),
            None => Err(IdError::Empty),
        }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Id {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::new(text)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.0)
    }
}

impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words() {
        for good in [
            "kg-1",
            "ck-ondernemersklimaat",
            "2016",
            "ge/biobased",
            "fryslân",
            "cbs-83582ned",
        ] {
            assert!(Id::new(good).is_ok(), "{good}");
        }
        for bad in ["", "KG-1", "-a", "a b", "é É"] {
            assert!(Id::new(bad).is_err(), "{bad}");
        }
    }
}
