//! Identifiers that can be written as they are.

use koers_model::address::{MailAddress, WebAddress};
use std::borrow::Cow;
use std::fmt;
use std::fmt::Write as _;

/// An absolute identifier: a web address, a mail address, or a term of a vocabulary. It holds nothing that an `IRIREF` of Turtle
/// cannot hold, whichever way it was made.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iri(Cow<'static, str>);

impl Iri {
    /// The web address that a text says; `None` when it says none.
    #[must_use]
    pub fn web(text: &str) -> Option<Self> {
        WebAddress::new(text).map(|address| Self::from(&address))
    }
    /// A term of a vocabulary, as it stands in this program.
    pub(super) const fn term(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }
    /// Something that is described within what this names: `…#name`. A fragment that was there gives way.
    #[must_use]
    pub fn fragment(&self, name: &str) -> Self {
        let whole = self.0.split('#').next().unwrap_or("");
        Self(Cow::Owned(format!("{whole}#{}", segment(name))))
    }
    /// A part of what this names, below the same address: `…#dataset` has a part `…#dataset-csv`.
    #[must_use]
    pub fn part(&self, name: &str) -> Self {
        match self.0.split_once('#') {
            Some((whole, of)) => Self(Cow::Owned(format!("{whole}#{of}-{}", segment(name)))),
            None => self.fragment(name),
        }
    }
    /// The address with a path behind it, one segment for each part: `https://…/cijfers/banen`. What stands in a part stays in it: `/` becomes `%2F`.
    #[must_use]
    pub fn below(&self, parts: &[&str]) -> Self {
        let mut whole = self.0.trim_end_matches('/').to_owned();
        for part in parts {
            whole.push('/');
            whole.push_str(&segment(part));
        }
        Self(Cow::Owned(whole))
    }
    /// The address with a key and a value in its query.
    #[must_use]
    pub fn with_query(&self, key: &str, value: &str) -> Self {
        let mark = if self.0.contains('?') { '&' } else { '?' };
        Self(Cow::Owned(format!(
            "{}{mark}{}={}",
            self.0,
            segment(key),
            segment(value)
        )))
    }
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&WebAddress> for Iri {
    fn from(address: &WebAddress) -> Self {
        Self(Cow::Owned(address.to_string()))
    }
}

impl From<&MailAddress> for Iri {
    fn from(address: &MailAddress) -> Self {
        Self(Cow::Owned(format!("mailto:{address}")))
    }
}

impl fmt::Display for Iri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text as one segment of a path: everything but letters and digits of ASCII and `-._~` in its bytes, `%C3%A2` (RFC 3986, 2.3).
#[must_use]
pub fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_put_in_stays_one_segment() {
        let base = Iri::web("https://koers.example.org/").unwrap();
        assert_eq!(
            base.below(&["cijfers", "ge/fryslân>.\n"]).as_str(),
            "https://koers.example.org/cijfers/ge%2Ffrysl%C3%A2n%3E.%0A"
        );
        let asked = base.below(&["a"]).with_query("bekendOp", "2022-04-15");
        assert_eq!(asked.as_str(), "https://koers.example.org/a?bekendOp=2022-04-15");
        assert_eq!(
            asked.with_query("x y", "&").as_str(),
            "https://koers.example.org/a?bekendOp=2022-04-15&x%20y=%26"
        );
        assert_eq!(
            asked.fragment("a").fragment("b c").as_str(),
            "https://koers.example.org/a?bekendOp=2022-04-15#b%20c"
        );
        assert_eq!(
            asked.part("a").part("b c").as_str(),
            "https://koers.example.org/a?bekendOp=2022-04-15#a-b%20c"
        );
    }
}
