//! Text that people read, in two languages.

use std::fmt;
use std::str::FromStr;

/// A language that Koers speaks. Dutch comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Nederlands.
    Nl,
    /// English.
    En,
}

impl Lang {
    /// The BCP 47 tag: `nl` or `en`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }
    /// Chooses between a Dutch and an English wording.
    #[must_use]
    pub fn pick<T>(self, nl: T, en: T) -> T {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(text: &str) -> Result<Self, UnknownLang> {
        match text {
            "nl" => Ok(Self::Nl),
            "en" => Ok(Self::En),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

/// A language that Koers does not speak.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}` (nl, en)")]
pub struct UnknownLang(pub String);

/// A text in Dutch, and in English where there is a translation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    /// Dutch: always there.
    pub nl: String,
    /// English, when somebody translated it.
    pub en: Option<String>,
}

impl Text {
    /// A text in both languages.
    #[must_use]
    pub fn both(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            nl: nl.into(),
            en: Some(en.into()),
        }
    }
    /// A text that stands in Dutch only.
    #[must_use]
    pub fn dutch(nl: impl Into<String>) -> Self {
        Self {
            nl: nl.into(),
            en: None,
        }
    }
    /// The wording in a language; Dutch when there is no translation.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.nl,
        }
    }
}
