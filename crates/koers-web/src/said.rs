//! A text that somebody wrote, with the language it is really in.

use koers_model::text::{Lang, Text};
use koers_report::words;

/// A text on a page, with its language where that is not the page's: a Dutch text that was never translated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Its language, when it is another one than the page's.
    other: Option<Lang>,
}

impl Said {
    /// A text in the language of the page, or in Dutch where there is no translation.
    #[must_use]
    pub fn new(text: &Text, lang: Lang) -> Self {
        Self::in_language(text.get(lang), words::language_of(text, lang), lang)
    }
    /// A text in a known language.
    #[must_use]
    pub fn in_language(text: &str, real: Lang, lang: Lang) -> Self {
        Self {
            text: text.to_owned(),
            other: (real != lang).then_some(real),
        }
    }
    /// A wording of our own, which is always in the language of the page.
    #[must_use]
    pub fn own(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            other: None,
        }
    }
    /// The `lang` attribute with a space before it, or nothing.
    #[must_use]
    pub fn attribute(&self) -> &'static str {
        match self.other {
            Some(Lang::Nl) => " lang=\"nl\"",
            Some(Lang::En) => " lang=\"en\"",
            None => "",
        }
    }
}
