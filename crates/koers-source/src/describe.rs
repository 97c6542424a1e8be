//! What a table looks like, as its publisher tells: columns, codes, measures with their units. No figure is asked for, and nothing is decided.

mod cbs;
mod eurostat;

pub(crate) use cbs::is_stopped;

use crate::fetch::fault::{FetchFault, on_one_line};
use crate::fetch::{Asking, Fetcher};
use crate::site::Site;
use koers_model::letters::visible;
use koers_model::published::{PublishedTable, Publisher};

/// The largest answer with a part of a description.
const MOST: u64 = 32 << 20;
/// The longest title, in characters.
const TITLE: usize = 200;
/// The longest summary, in characters.
const SUMMARY: usize = 600;

/// Gives the answer of an address.
pub type Ask<'a> = dyn Fn(&str) -> Result<Vec<u8>, FetchFault> + 'a;

/// Asks a publisher what a table looks like. CBS is asked in OData v4, and in OData v3 when it does not have the table, or its figures, there.
///
/// # Errors
/// [`FetchFault`]; [`FetchFault::Status`] with 404 when there is no such table.
pub fn describe(fetcher: &Fetcher, site: &Site, table: &str) -> Result<PublishedTable, FetchFault> {
    let ask = |address: &str| {
        fetcher.small(&Asking {
            address,
            accept: "application/json",
            known: None,
            limit: MOST,
            gives_up_on: &[],
        })
    };
    described(&ask, site, table)
}

/// The same from answers that somebody else gives: tests, and bytes that nobody meant.
///
/// # Errors
/// As [`describe`].
pub fn described(ask: &Ask<'_>, site: &Site, table: &str) -> Result<PublishedTable, FetchFault> {
    match site.publisher() {
        Publisher::Cbs => match cbs::v4(ask, site, table) {
            Err(fault) if is_absent(&fault) => cbs::v3(ask, site, table),
            other => other,
        },
        Publisher::Eurostat => eurostat::table(ask, site, table),
    }
}

/// Whether a table can have this name at all: what people type goes into an address.
#[must_use]
pub fn is_table(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    !text.is_empty() && text.len() <= 60 && text.bytes().all(fits)
}

/// There is no such table.
fn is_absent(fault: &FetchFault) -> bool {
    matches!(
        fault,
        FetchFault::Status {
            status: 404 | 410,
            ..
        }
    )
}

fn misread(address: &str, why: impl Into<String>) -> FetchFault {
    FetchFault::Misread {
        address: address.to_owned(),
        why: why.into(),
    }
}

/// A title of a publisher on one line, with letters that mislead made visible.
pub(crate) fn title(text: &str) -> String {
    visible(&on_one_line(text, TITLE)).into_owned()
}

/// The same, or another text where it says nothing.
pub(crate) fn title_or(text: Option<&str>, otherwise: &str) -> String {
    let found = text.map(title).filter(|found| !found.is_empty());
    found.unwrap_or_else(|| title(otherwise))
}

/// A text of a publisher on one line, without marks of HTML.
pub(crate) fn summary(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        plain.push_str(before);
        // A sign that opens nothing is one of comparison.
        let is_tag = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        rest = match tag.split_once('>').filter(|_| is_tag) {
            Some((name, after)) => {
                let name = name.trim_start_matches('/').to_ascii_lowercase();
                // What begins a new line keeps words apart.
                if ["br", "p", "li", "div"]
                    .iter()
                    .any(|block| name.starts_with(block))
                {
                    plain.push(' ');
                }
                after
            }
            None => {
                plain.push('<');
                tag
            }
        };
    }
    plain.push_str(rest);
    visible(&on_one_line(&plain, SUMMARY)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_publishers_stand_on_one_line_without_marks() {
        assert_eq!(summary("a<br />b\r\n c < d"), "a b c < d");
        assert_eq!(summary("<a href='x'>Inkomen</a>. <"), "Inkomen. <");
        assert_eq!(title("koers\u{202e}gnp"), "koers[U+202E]gnp");
        assert_eq!(title_or(Some(" \n"), "M000001"), "M000001");
        assert_eq!(title_or(None, "M000001"), "M000001");
        assert_eq!(summary(&"woord ".repeat(500)).chars().count(), SUMMARY + 1);
    }

    #[test]
    fn names_of_tables_go_into_addresses() {
        for good in ["85224NED", "70072ned", "nama_10r_3gdp", "DS-045409"] {
            assert!(is_table(good), "{good}");
        }
        for bad in ["", "../x", "a b", "a/b", "a?b", "é"] {
            assert!(!is_table(bad), "{bad}");
        }
    }
}
