//! What a visitor asks: an address taken apart.

use crate::answer::{Fault, Wrong};
use jiff::civil::Date;
use koers_model::region::RegionCode;
use koers_model::text::Lang;
use koers_run::status::Asked;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt::Write as _;

/// The prefix of English addresses.
pub const ENGLISH: &str = "/en";
/// No question is longer than this, in bytes.
pub const LONGEST_QUERY: usize = 2048;
/// Nor has it more keys.
pub const MOST_KEYS: usize = 32;

/// What stands unescaped in an address.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A question of a visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The language of the answer.
    pub lang: Lang,
    /// The address without the language: `/programmas/koers-2016-2019`.
    pub path: String,
    /// The parts of the address that the route names.
    parts: Vec<(String, String)>,
    /// Keys and values, in the order in which the route names its keys.
    query: Vec<(String, String)>,
}

impl Ask {
    /// From a path without its language, what the route captured, and the query string. Keys that the route does not know do not
    /// count: they are left out, so that the same question always has the same address.
    ///
    /// # Errors
    /// [`Fault::BadInput`] when the query is too long, has too many keys, or a known key twice.
    pub fn new(
        lang: Lang,
        path: &str,
        parts: Vec<(String, String)>,
        query: &str,
        known: &[&str],
    ) -> Result<Self, Fault> {
        if query.len() > LONGEST_QUERY {
            return Err(Wrong::new("", "de vraag is te lang", "the question is too long").into());
        }
        let mut given: Vec<(String, String)> = Vec::new();
        let mut twice = Vec::new();
        for (at, (key, value)) in form_urlencoded::parse(query.as_bytes()).enumerate() {
            if at >= MOST_KEYS {
                return Err(Wrong::new(
                    "",
                    "de vraag heeft te veel delen",
                    "the question has too many parts",
                )
                .into());
            }
            // A form sends the fields that were left empty.
            if value.is_empty() || !known.contains(&key.as_ref()) {
                continue;
            }
            if given.iter().any(|(other, _)| *other == key) {
                twice.push(Wrong::new(
                    &key,
                    "staat er meer dan een keer",
                    "stands more than once",
                ));
            }
            given.push((key.into_owned(), value.into_owned()));
        }
        if !twice.is_empty() {
            return Err(Fault::BadInput(twice));
        }
        given.sort_by_key(|(key, _)| known.iter().position(|other| other == key));
        Ok(Self {
            lang,
            path: path.to_owned(),
            parts,
            query: given,
        })
    }

    /// A part of the address that the route names; empty when the route has no such part.
    #[must_use]
    pub fn part(&self, name: &str) -> &str {
        self.parts
            .iter()
            .find(|(part, _)| part == name)
            .map_or("", |(_, value)| value)
    }

    /// The value of a key, when it was given.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(other, _)| other == key)
            .map(|(_, value)| value.as_str())
    }

    /// The keys that were given.
    pub fn given(&self) -> impl Iterator<Item = &str> {
        self.query.iter().map(|(key, _)| key.as_str())
    }

    /// A day.
    ///
    /// # Errors
    /// [`Wrong`] when the value is no day.
    pub fn day(&self, key: &str) -> Result<Option<Date>, Wrong> {
        self.get(key)
            .map(|text| koers_model::day::read(text).ok_or_else(|| Wrong::no_day(key)))
            .transpose()
    }

    /// What is asked of a status: `regio`, `lijn`, `op`, `bekendOp`. All faults are told at once.
    ///
    /// # Errors
    /// [`Fault::BadInput`] for values that have the wrong form, and for a `bekendOp` after today. Whether a region or line exists is for the
    /// answer to say.
    pub fn asked(&self, today: Date) -> Result<Asked, Fault> {
        let mut wrong = Vec::new();
        let mut day = |key| {
            self.day(key).unwrap_or_else(|fault| {
                wrong.push(fault);
                None
            })
        };
        let (on, as_of) = (day("op"), day("bekendOp"));
        wrong.extend(as_of.and_then(|day| known_later("bekendOp", day, today)));
        let region = self.get("regio").map(RegionCode::new);
        if region == Some(None) {
            wrong.push(Wrong::new(
                "regio",
                "is geen code van een gebied",
                "is no code of a region",
            ));
        }
        Fault::if_any(wrong)?;
        Ok(Asked {
            region: region.flatten(),
            line: self.get("lijn").map(str::to_owned),
            on,
            as_of,
        })
    }

    /// The address of another page, in the language of this one.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        in_language(self.lang, path)
    }

    /// The address of another page, with what this one was asked about region and days.
    #[must_use]
    pub fn carry(&self, path: &str) -> String {
        self.carry_with(path, &[])
    }

    /// As [`Ask::carry`], with keys that are given another value, or none.
    #[must_use]
    pub fn carry_with(&self, path: &str, other: &[(&str, Option<&str>)]) -> String {
        let carried = ["regio", "op", "bekendOp"]
            .into_iter()
            .filter(|key| other.iter().all(|(name, _)| name != key))
            .map(|key| (key, self.get(key)));
        address(self.lang, path, carried.chain(other.iter().copied()))
    }

    /// This address with a key given another value, or none.
    #[must_use]
    pub fn with(&self, key: &str, value: Option<&str>) -> String {
        let mut pairs: Vec<(&str, Option<&str>)> = self
            .query
            .iter()
            .map(|(name, old)| {
                (
                    name.as_str(),
                    if name == key { value } else { Some(old.as_str()) },
                )
            })
            .collect();
        if self.get(key).is_none() {
            pairs.push((key, value));
        }
        address(self.lang, &self.path, pairs)
    }

    /// This address without what some keys ask.
    #[must_use]
    pub fn without(&self, keys: &[&str]) -> String {
        let kept = self.query.iter().filter(|(key, _)| !keys.contains(&key.as_str()));
        let pairs = kept.map(|(key, value)| (key.as_str(), Some(value.as_str())));
        address(self.lang, &self.path, pairs)
    }

    /// This address, in a language. The same question always has the same address.
    #[must_use]
    pub fn here(&self, lang: Lang) -> String {
        let pairs = self
            .query
            .iter()
            .map(|(key, value)| (key.as_str(), Some(value.as_str())));
        address(lang, &self.path, pairs)
    }
}

/// A path in a language: Dutch stands at the root.
#[must_use]
pub fn in_language(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::Nl, _) => path.to_owned(),
        (Lang::En, "/") => ENGLISH.to_owned(),
        (Lang::En, _) => format!("{ENGLISH}{path}"),
    }
}

/// The language of an address, and the rest of it.
#[must_use]
pub fn language_of(path: &str) -> (Lang, &str) {
    match path.strip_prefix(ENGLISH) {
        Some("") => (Lang::En, "/"),
        // `/en/` is no address: there is one for every page.
        Some(rest) if rest.starts_with('/') && rest.len() > 1 => (Lang::En, rest),
        _ => (Lang::Nl, path),
    }
}

/// An address with a query, without a `?` where there is none.
pub fn address<'a>(
    lang: Lang,
    path: &str,
    pairs: impl IntoIterator<Item = (&'a str, Option<&'a str>)>,
) -> String {
    let mut address = in_language(lang, path);
    let mut mark = '?';
    for (key, value) in pairs {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = write!(address, "{mark}{key}={}", escape(value));
            mark = '&';
        }
    }
    address
}

/// A text as a part of an address.
#[must_use]
pub fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// What is wrong with asking for what was known on a day: nobody can say today what will be known tomorrow.
#[must_use]
pub fn known_later(key: &str, day: Date, today: Date) -> Option<Wrong> {
    (day > today).then(|| {
        Wrong::new(
            key,
            "is een dag die nog moet komen; wat dan bekend is, weet niemand",
            "is a day still to come; nobody knows what will be known then",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(query: &str) -> Result<Ask, Fault> {
        Ask::new(
            Lang::En,
            "/kaart",
            vec![],
            query,
            &["regio", "op", "bekendOp", "q"],
        )
    }

    #[test]
    fn the_same_question_has_one_address() {
        let one = ask("op=2019-12-31&utm=x&regio=PV22&q=").unwrap();
        assert_eq!(one.here(Lang::Nl), "/kaart?regio=PV22&op=2019-12-31");
        assert_eq!(one.with("regio", None), "/en/kaart?op=2019-12-31");
        assert_eq!(
            one.with("q", Some("a b&c")),
            "/en/kaart?regio=PV22&op=2019-12-31&q=a%20b%26c"
        );
        assert_eq!(one.carry("/"), "/en?regio=PV22&op=2019-12-31");
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let Err(Fault::BadInput(wrong)) = ask("op=morgen&bekendOp=20191231")
            .unwrap()
            .asked(jiff::civil::date(2026, 11, 21))
        else {
            panic!("two faults")
        };
        assert_eq!(wrong.len(), 2);
        assert!(matches!(ask("op=1&op=2"), Err(Fault::BadInput(_))));
        assert!(matches!(ask(&"q=1&".repeat(99)), Err(Fault::BadInput(_))));
        assert!(matches!(ask(&"x".repeat(3000)), Err(Fault::BadInput(_))));
    }

    #[test]
    fn languages() {
        assert_eq!(language_of("/en"), (Lang::En, "/"));
        assert_eq!(language_of("/en/kaart"), (Lang::En, "/kaart"));
        assert_eq!(language_of("/energie"), (Lang::Nl, "/energie"));
        assert_eq!(language_of("/en/"), (Lang::Nl, "/en/"));
    }
}
