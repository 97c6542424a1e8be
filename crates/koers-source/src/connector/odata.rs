//! Answers of OData, of both versions: how many rows, where they go on, or what is wrong.

use super::Said;
use crate::fetch::fault::{page_title, reason, shown};
use koers_model::snapshot::{Hash, Hashing};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

/// What an answer says of itself, without looking at its rows.
pub(crate) fn read(body: &[u8]) -> Result<Said, String> {
    let start = body.trim_ascii_start();
    if start.starts_with(b"<") {
        let head = String::from_utf8_lossy(start.get(..start.len().min(4096)).unwrap_or(start));
        return Ok(Said::WebPage(page_title(&head)));
    }
    let page: Page = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    if page.is_refused {
        return Ok(Said::Refused(reason(body).unwrap_or_else(|| "?".to_owned())));
    }
    match page.rows {
        Some(rows) => Ok(Said::Page {
            rows,
            next: page.next,
            hash: page.hash,
        }),
        None => Err("no list `value`".to_owned()),
    }
}

/// The rows of a small set.
pub(crate) fn rows(body: &[u8]) -> Result<Vec<Value>, String> {
    let mut whole: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    match whole.get_mut("value").map(Value::take) {
        Some(Value::Array(rows)) => Ok(rows),
        _ => Err("no list `value`".to_owned()),
    }
}

/// The rows of all pages of a small set.
pub(super) fn all_rows(pages: Option<Vec<Vec<u8>>>) -> Result<Vec<Value>, String> {
    let mut found = Vec::new();
    for page in pages.unwrap_or_default() {
        found.extend(rows(&page)?);
    }
    Ok(found)
}

/// A text of a row.
pub(crate) fn text<'v>(row: &'v Value, key: &str) -> Option<&'v str> {
    row.get(key)?.as_str().filter(|text| !text.is_empty())
}

/// A count of a row; some services write numbers as texts.
pub(crate) fn count(row: &Value, key: &str) -> Option<u64> {
    let found = row.get(key)?;
    found.as_u64().or_else(|| found.as_str()?.trim().parse().ok())
}

/// A name of a set or dimension as it stands in an address; anything else was not published so.
pub(crate) fn name(text: &str) -> Result<&str, String> {
    let fits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    fits.then_some(text)
        .ok_or_else(|| format!("`{}` is no name of a set", shown(text)))
}

#[derive(Default)]
struct Page {
    rows: Option<u64>,
    next: Option<String>,
    hash: Option<Hash>,
    is_refused: bool,
}

impl<'de> Deserialize<'de> for Page {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_map(PageVisitor)
    }
}

struct PageVisitor;

impl<'de> Visitor<'de> for PageVisitor {
    type Value = Page;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a list `value`")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page, A::Error> {
        let mut page = Page::default();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "value" if page.rows.is_some() => return Err(A::Error::custom("`value` stands twice")),
                "value" => {
                    let mut rows = Rows::default();
                    map.next_value_seed(&mut rows)?;
                    page.rows = Some(rows.count);
                    page.hash = Some(rows.hash.finish());
                }
                "@odata.nextLink" | "odata.nextLink" => page.next = map.next_value()?,
                "error" | "odata.error" => {
                    page.is_refused = true;
                    map.next_value::<IgnoredAny>()?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(page)
    }
}

/// How many rows a list has, and the hash of them as they are written.
#[derive(Default)]
struct Rows {
    count: u64,
    hash: Hashing,
}

impl<'de> DeserializeSeed<'de> for &mut Rows {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for &mut Rows {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(row) = list.next_element::<&RawValue>()? {
            self.count += 1;
            self.hash.update(row.get().as_bytes());
            self.hash.update(b",");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_say_what_they_are() {
        let read = |body: &[u8]| match read(body) {
            // Its hash is that of the rows as they stand there.
            Ok(Said::Page { rows, next, .. }) => Ok(Said::Page {
                rows,
                next,
                hash: None,
            }),
            other => other,
        };
        let page = |rows, next: Option<&str>| {
            Ok(Said::Page {
                rows,
                next: next.map(str::to_owned),
                hash: None,
            })
        };
        for (body, said) in [
            (r#"{"value":[]}"#, page(0, None)),
            (
                r#"{"@odata.context":"x","value":[{"a":[1]},{}],"@odata.nextLink":"https://a/b"}"#,
                page(2, Some("https://a/b")),
            ),
            (
                r#"{"odata.metadata":"x","value":[{}],"odata.nextLink":"https://a/b"}"#,
                page(1, Some("https://a/b")),
            ),
            (
                r#"{"odata.error":{"code":"","message":{"lang":"en","value":"too many"}}}"#,
                Ok(Said::Refused("too many".to_owned())),
            ),
            (
                "<!doctype html><title>Storing</title>",
                Ok(Said::WebPage(Some("Storing".to_owned()))),
            ),
            ("{}", Err("no list `value`".to_owned())),
        ] {
            assert_eq!(read(body.as_bytes()), said, "{body}");
        }
        for broken in [
            "",
            "[]",
            r#"{"value":[{]"#,
            r#"{"value":3}"#,
            r#"{"value":[],"value":[]}"#,
            "{\"value\":[",
        ] {
            assert!(read(broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
