//! A whole register as one JSON text, for keeping it beside other files, for moving it, and for other programs.
//!
//! `{"koers_register": 1, "made_from": "42:9f86…", "records": [ {"koers_record": 1, "organisation": {…}}, … ]}`
//!
//! `made_from` is the mark of the register that the text was made of: how far its log went. Who writes such a text by hand may leave it out.
//! What is written is canonical: sorted by kind and then by id, every field there, two spaces for each level, a newline at the end. What is
//! read may stand in any order, and may leave out what nobody filled in (`null`); a key that is not known, and a thing that stands there
//! twice, are refused. Faults are told all together, each with its place. `docs/guide/register.md` has the fields.

use crate::change::Change;
use crate::record::{Kind, Record};
use crate::store::{Kept, LARGEST};
use crate::wire::{self, FormError, Unread};
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// The form of the whole. Each record in it says its own form.
pub const FORM: u32 = 1;
/// The most bytes that a text may have.
pub const MOST_BYTES: usize = 64 << 20;
/// The most records that a text may hold.
pub const MOST_RECORDS: usize = 200_000;
/// The most characters of the mark of a register.
const LONGEST_MARK: usize = 200;
/// More keys than any object of ours has, so that a hostile one ends early.
const MOST_KEYS: usize = 100;

/// Something wrong in a text, with its place as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedFault {
    /// The line of the text, from one.
    pub line: Option<usize>,
    /// The record, counted from one.
    pub record: Option<usize>,
    /// What sort of thing it is, where the text says so.
    pub kind: Option<Kind>,
    /// Its id as written, where the text has one.
    pub id: Option<Box<str>>,
    /// The field, with the fields around it: `money.0.source`.
    pub field: Option<Box<str>>,
    /// What is wrong.
    pub what: Text,
}

impl PlacedFault {
    fn whole(nl: impl fmt::Display, en: impl fmt::Display) -> Self {
        Self {
            line: None,
            record: None,
            kind: None,
            id: None,
            field: None,
            what: Text::both(nl.to_string(), en.to_string()),
        }
    }
    fn unread(unread: Unread) -> Self {
        Self {
            line: unread.line,
            field: unread.field.map(Into::into),
            what: unread.what,
            ..Self::whole("", "")
        }
    }
    /// In one sentence, with its place. Kinds and fields have the names that the file has.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let mut said = String::new();
        if let Some(line) = self.line {
            said.push_str(&format!("{} {line}: ", lang.pick("regel", "line")));
        }
        if let Some(record) = self.record {
            said.push_str(&format!("{} {record}", lang.pick("ding", "record")));
            if let Some(kind) = self.kind {
                said.push_str(&format!(", {kind}"));
            }
            if let Some(id) = &self.id {
                said.push_str(&format!(" `{id}`"));
            }
            said.push_str(": ");
        }
        if let Some(field) = &self.field {
            said.push_str(&format!("{}{field}: ", lang.pick("veld ", "")));
        }
        said + self.what.get(lang)
    }
}

impl fmt::Display for PlacedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

impl std::error::Error for PlacedFault {}

/// The canonical text of a register, without a mark.
///
/// # Errors
/// [`FormError`] when a record cannot be written; no value of the model is known that cannot.
pub fn write(register: &Register) -> Result<String, FormError> {
    write_marked(register, None)
}

/// The canonical text of a register, with the mark of what it was made of.
///
/// # Errors
/// As [`write()`].
pub fn write_marked(register: &Register, made_from: Option<&str>) -> Result<String, FormError> {
    let records: Result<Vec<String>, FormError> = Record::all(register).iter().map(Record::encode).collect();
    let mark = match made_from {
        None => String::new(),
        Some(mark) => {
            let mark = serde_json::to_string(mark).map_err(|error| FormError::Shape(error.to_string()))?;
            format!(",\"made_from\":{mark}")
        }
    };
    let text = format!(
        "{{\"koers_register\":{FORM}{mark},\"records\":[{}]}}",
        records?.join(",")
    );
    Ok(spread(&text))
}

/// JSON without spaces, spread over lines.
fn spread(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut rest = text.chars().peekable();
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    };
    while let Some(c) = rest.next() {
        if quoted {
            out.push(c);
            quoted = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '{' | '[' => {
                out.push(c);
                if let Some(end) = rest.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            _ => {
                out.push(c);
                quoted = c == '"';
            }
        }
    }
    out.push('\n');
    out
}

/// Reads a register. Of each record the first fault is told, and of all records with a fault.
///
/// # Errors
/// Every fault, in the order of the text. Nothing is read when there is one.
pub fn read(text: &str) -> Result<Register, Vec<PlacedFault>> {
    read_marked(text).map(|marked| marked.register)
}

/// What a text holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The register.
    pub register: Register,
    /// The mark of what it was made of, where the text has one.
    pub made_from: Option<String>,
}

/// Reads a register with its mark.
///
/// # Errors
/// As [`read`].
pub fn read_marked(text: &str) -> Result<Marked, Vec<PlacedFault>> {
    let mut lines = Lines { text, at: 0, line: 1 };
    let (rows, made_from) = rows(text, &mut lines).map_err(|fault| vec![fault])?;
    let mut register = Register::default();
    let mut seen: BTreeMap<(Kind, Id), usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for (number, raw) in (1..).zip(rows) {
        let first = lines.of(raw.get());
        let read = record(raw).and_then(|record| {
            let key = (record.kind(), record.id().clone());
            match seen.insert(key, number) {
                None => Ok(record),
                Some(earlier) => Err(PlacedFault {
                    kind: Some(record.kind()),
                    id: Some(record.id().as_str().into()),
                    ..PlacedFault::whole(
                        format_args!("dit staat er al, als ding {earlier}"),
                        format_args!("it stands there already, as record {earlier}"),
                    )
                }),
            }
        });
        match read {
            Ok(record) => record.enter(&mut register),
            Err(fault) => faults.push(PlacedFault {
                // A reader counts from the first line of the record.
                line: Some(first + fault.line.unwrap_or(1).saturating_sub(1)),
                record: Some(number),
                ..fault
            }),
        }
    }
    if faults.is_empty() {
        Ok(Marked { register, made_from })
    } else {
        Err(faults)
    }
}

/// The changes after which a store holds what a register holds. Nothing ends because the register does not have it; what had ended and is
/// there, is current again.
#[must_use]
pub fn changes(before: &Kept, after: &Register) -> Vec<Change> {
    let mut changes = Vec::new();
    for record in Record::all(after) {
        let (kind, id) = (record.kind(), record.id().clone());
        match before.version(kind, &id) {
            None => changes.push(Change::new(record)),
            Some(_) if Record::of(&before.register, kind, &id).as_ref() == Some(&record) => {}
            Some(seen) => changes.push(Change::of(record, seen)),
        }
    }
    changes
}

/// The records of the whole, unread, and its mark.
fn rows<'a>(
    text: &'a str,
    lines: &mut Lines<'a>,
) -> Result<(Vec<&'a RawValue>, Option<String>), PlacedFault> {
    if text.len() > MOST_BYTES {
        let size = text.len();
        return Err(PlacedFault::whole(
            format_args!("het bestand heeft {size} bytes; hoogstens {MOST_BYTES} worden gelezen"),
            format_args!("it has {size} bytes; the most is {MOST_BYTES}"),
        ));
    }
    let unread = |error: serde_json::Error| PlacedFault::unread(error.into());
    let Entries(entries) = serde_json::from_str(text).map_err(unread)?;
    let (mut form, mut mark, mut rows) = (None, None, None);
    for (key, raw) in entries {
        let known = match key.as_str() {
            "koers_register" => form.replace(raw),
            "made_from" => mark.replace(raw),
            "records" => rows.replace(raw),
            _ => {
                return Err(PlacedFault::whole(
                    format_args!("`{key}` is hier niet bekend"),
                    format_args!("`{key}` is not known here"),
                ));
            }
        };
        if known.is_some() {
            return Err(PlacedFault::whole(
                format_args!("`{key}` staat er twee keer"),
                format_args!("`{key}` stands there twice"),
            ));
        }
    }
    if form.map(RawValue::get) != Some("1") {
        return Err(PlacedFault::whole(
            format_args!(
                "er staat niet `\"koers_register\": {FORM}`: dit is geen register, of een van een nieuwere Koers"
            ),
            format_args!(
                "it does not say `\"koers_register\": {FORM}`: it is no register, or one of a newer Koers"
            ),
        ));
    }
    let made_from = mark.map(mark_of).transpose()?;
    let rows = rows.ok_or_else(|| PlacedFault::whole("`records` ontbreekt", "`records` is not there"))?;
    let Rows(list) = serde_json::from_str(rows.get()).map_err(|error| {
        let fault = unread(error);
        let first = lines.of(rows.get());
        PlacedFault {
            line: fault.line.map(|line| first + line.saturating_sub(1)),
            field: Some("records".into()),
            ..fault
        }
    })?;
    Ok((list, made_from))
}

/// The mark of what a text was made of.
fn mark_of(raw: &RawValue) -> Result<String, PlacedFault> {
    let mark: Option<String> = serde_json::from_str(raw.get()).ok();
    let mark = mark.filter(|mark| mark.chars().count() <= LONGEST_MARK);
    mark.ok_or_else(|| PlacedFault {
        field: Some("made_from".into()),
        ..PlacedFault::whole(
            format_args!("dit is een tekst van hoogstens {LONGEST_MARK} tekens"),
            format_args!("this is a text of at most {LONGEST_MARK} characters"),
        )
    })
}

/// One record. The line of a fault is counted within it.
fn record(raw: &RawValue) -> Result<Record, PlacedFault> {
    let Entries(entries) =
        serde_json::from_str(raw.get()).map_err(|error| PlacedFault::unread(error.into()))?;
    let mut form = None;
    let mut found: Option<(Kind, &RawValue)> = None;
    for (key, value) in entries {
        if key == "koers_record" && form.is_none() {
            form = Some(value.get());
        } else if let (Some(kind), None) = (Kind::from_word(&key), &found) {
            found = Some((kind, value));
        } else {
            return Err(PlacedFault::whole(
                format_args!("`{key}` is hier niet bekend, of staat er een keer te veel"),
                format_args!("`{key}` is not known here, or there is one too many"),
            ));
        }
    }
    let Some((kind, value)) = found else {
        return Err(PlacedFault::whole(
            "er staat niet wat voor ding het is",
            "it does not say what sort of thing it is",
        ));
    };
    let placed = |fault: PlacedFault| PlacedFault {
        kind: Some(kind),
        id: id(value),
        ..fault
    };
    if form != Some("1") {
        let form = wire::FORM;
        return Err(placed(PlacedFault::whole(
            format_args!("er staat niet `\"koers_record\": {form}`"),
            format_args!("it does not say `\"koers_record\": {form}`"),
        )));
    }
    let record = Record::read(kind, value.get()).map_err(|unread| {
        let mut inside = Lines {
            text: raw.get(),
            at: 0,
            line: 1,
        };
        let first = inside.of(value.get());
        let line = Some(first + unread.line.unwrap_or(1).saturating_sub(1));
        placed(PlacedFault {
            line,
            ..PlacedFault::unread(unread)
        })
    })?;
    match record.encode() {
        Ok(text) if text.len() <= LARGEST => Ok(record),
        Ok(text) => {
            let size = text.len();
            Err(placed(PlacedFault::whole(
                format_args!("het neemt {size} bytes; hoogstens {LARGEST} kan"),
                format_args!("it takes {size} bytes; the most is {LARGEST}"),
            )))
        }
        Err(error) => Err(placed(PlacedFault::whole("dit is niet op te schrijven", error))),
    }
}

/// The id of a thing that may have other faults.
fn id(value: &RawValue) -> Option<Box<str>> {
    let Entries(entries) = serde_json::from_str(value.get()).ok()?;
    let (_, id) = entries.into_iter().find(|(key, _)| key == "id")?;
    serde_json::from_str(id.get()).ok()
}

/// Counts lines up to parts of a text that come in its order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line on which a part of the text begins.
    fn of(&mut self, part: &str) -> usize {
        let start = part.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        let passed = self.text.as_bytes().get(self.at..start).unwrap_or_default();
        self.line += passed.iter().filter(|&&byte| byte == b'\n').count();
        self.at = self.at.max(start);
        self.line
    }
}

/// The keys of an object as they stand there, with the text behind each.
struct Entries<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<'de>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    if entries.len() == MOST_KEYS {
                        return Err(A::Error::custom("more keys than any object has"));
                    }
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// The texts of a list.
struct Rows<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for Rows<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Rows<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Rows<'de>, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = list.next_element()? {
                    if rows.len() == MOST_RECORDS {
                        let what = format!("more than {MOST_RECORDS} records");
                        return Err(A::Error::custom(what));
                    }
                    rows.push(row);
                }
                Ok(Rows(rows))
            }
        }
        deserializer.deserialize_seq(Reader)
    }
}
