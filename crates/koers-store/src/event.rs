//! One line of the log: who changed what, when and why, what it was and what it became, chained to the line before.

use crate::record::{Kind, Record};
use crate::wire;
use jiff::Timestamp;
use koers_model::id::Id;
use koers_model::letters::{misleading, number, visible};
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Hash;
use koers_model::text::Lang;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A moment, in whole microseconds, between the years 1 and 9999. Whoever writes gives it: the store has no clock.
///
/// The order of events is the order of their numbers. Moments come from several machines and may run back a little.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At(Timestamp);

impl At {
    /// That moment, cut off to microseconds; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn new(moment: Timestamp) -> Option<Self> {
        let micro = moment.as_nanosecond().div_euclid(1000);
        let cut = Timestamp::from_microsecond(i64::try_from(micro).ok()?).ok()?;
        let year = cut.strftime("%Y").to_string().parse::<i16>().ok()?;
        (1..=9999).contains(&year).then_some(Self(cut))
    }
    /// The moment.
    #[must_use]
    pub const fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl fmt::Display for At {
    /// RFC 3339 in UTC, always six digits behind the point: `2026-11-21T09:30:00.000000Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m-%dT%H:%M:%S%.6fZ"))
    }
}

/// Why a text is not an [`At`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a moment written as 2026-11-21T09:30:00.000000Z")]
pub struct NoMoment(pub String);

impl FromStr for At {
    type Err = NoMoment;
    fn from_str(text: &str) -> Result<Self, NoMoment> {
        let read = text.parse().ok().and_then(Self::new);
        read.filter(|at| at.to_string() == text)
            .ok_or_else(|| NoMoment(text.to_owned()))
    }
}

/// Why a text cannot stand beside a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Nothing but blanks.
    #[error("it cannot be empty")]
    Empty,
    /// Longer than it may be.
    #[error("it has at most {most} characters")]
    TooLong {
        /// The most.
        most: usize,
    },
    /// A control character, or a mark that turns the direction of reading.
    #[error("it holds the hidden character {}: type it again", number(*.0))]
    Misleading(char),
}

fn note(text: &str, most: usize, lines: bool) -> Result<Box<str>, NoteError> {
    if text.trim().is_empty() {
        return Err(NoteError::Empty);
    }
    if text.chars().count() > most {
        return Err(NoteError::TooLong { most });
    }
    // PostgreSQL keeps no NUL in a text, and the others would only mislead who reads the log.
    let line_end = || text.chars().find(|letter| !lines && letter.is_control());
    match misleading(text).or_else(line_end) {
        Some(letter) => Err(NoteError::Misleading(letter)),
        None => Ok(text.into()),
    }
}

/// A note as it stands in the log: earlier ones may turn the direction of reading, which is shown.
fn noted(text: &str, most: usize, lines: bool) -> Result<Box<str>, NoteError> {
    match visible(text) {
        Cow::Borrowed(text) => note(text, most, lines),
        // The numbers make it longer than it was when it was taken in.
        Cow::Owned(shown) => note(&shown, usize::MAX, lines),
    }
}

/// Who changes: the name of an account or of a function.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Author(Box<str>);

impl Author {
    const MOST: usize = 200;

    /// Keeps a name of at most 200 characters on one line.
    ///
    /// # Errors
    /// [`NoteError`] when it is blank, too long or holds a character that misleads.
    pub fn new(name: &str) -> Result<Self, NoteError> {
        note(name, Self::MOST, false).map(Self)
    }
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why something changes, in the words of who changes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason(Box<str>);

impl Reason {
    const MOST: usize = 4000;

    /// Keeps a reason of at most 4,000 characters; it may have lines.
    ///
    /// # Errors
    /// [`NoteError`] when it is blank, too long or holds a character that misleads.
    pub fn new(text: &str) -> Result<Self, NoteError> {
        note(text, Self::MOST, true).map(Self)
    }
    /// The reason.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What happened to a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verb {
    /// It was not there before.
    Created,
    /// It became something else.
    Changed,
    /// It is no longer current. What it was is kept.
    Ended,
    /// It had ended, and is current again.
    Reopened,
}

impl Verb {
    /// Every verb.
    pub const ALL: &'static [Self] = &[Self::Created, Self::Changed, Self::Ended, Self::Reopened];

    /// Its word in the log.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Ended => "ended",
            Self::Reopened => "reopened",
        }
    }
    /// What people read: what was done with it.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Created => lang.pick("ingevoerd", "entered"),
            Self::Changed => lang.pick("gewijzigd", "changed"),
            Self::Ended => lang.pick("beëindigd", "ended"),
            Self::Reopened => lang.pick("heropend", "reopened"),
        }
    }
    /// The verb with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|verb| verb.word() == word)
    }
}

/// The number of the event that last touched a thing: what whoever changes it says to have seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub(crate) u64);

impl Version {
    /// The version that an event with that number made; for forms and workbooks that carry the number along.
    #[must_use]
    pub const fn of_event(seq: u64) -> Self {
        Self(seq)
    }
    /// The number.
    #[must_use]
    pub const fn seq(self) -> u64 {
        self.0
    }
}

/// How far the log goes: its last number, and the hash that stands for everything up to there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Head {
    /// The number of the last event; nil when nothing was ever written.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
}

impl Head {
    /// The head of an empty log: 64 zeros, which is what the first event is chained to.
    #[must_use]
    pub fn start() -> Self {
        let hash = Hash::from_hex(&"0".repeat(64)).unwrap_or_else(|| Hash::of(b""));
        Self { seq: 0, hash }
    }
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its number, from one, without gaps.
    pub seq: u64,
    /// When, as whoever wrote it said.
    pub at: At,
    /// Who.
    pub who: Author,
    /// What sort of thing.
    pub kind: Kind,
    /// Which thing.
    pub id: Id,
    /// What happened to it.
    pub verb: Verb,
    /// What it was; `None` when it was not current.
    pub before: Option<Record>,
    /// What it became; `None` when it ended.
    pub after: Option<Record>,
    /// Why.
    pub reason: Reason,
    /// The hash of the event before.
    pub prev: Hash,
    /// Its own hash.
    pub hash: Hash,
}

impl Event {
    /// What there was and what there is since, each as a register with that thing alone, so that what changed can be told field by field.
    #[must_use]
    pub fn sides(&self) -> [Register; 2] {
        [&self.before, &self.after].map(|record| {
            let mut register = Register::default();
            if let Some(record) = record {
                record.clone().enter(&mut register);
            }
            register
        })
    }
}

/// An event as it stands in the table: texts only, so that a spoilt one can still be looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Its number.
    pub seq: u64,
    /// When.
    pub at: String,
    /// Who.
    pub who: String,
    /// Word of the kind.
    pub kind: String,
    /// Id of the thing.
    pub id: String,
    /// Word of the verb.
    pub verb: String,
    /// Canonical text before.
    #[serde(deserialize_with = "present")]
    pub before: Option<String>,
    /// Canonical text after.
    #[serde(deserialize_with = "present")]
    pub after: Option<String>,
    /// Why.
    pub reason: String,
    /// Hash of the event before, in hexadecimal digits.
    pub prev: String,
    /// Its own hash.
    pub hash: String,
}

/// What may be `null` and may not be left away.
fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(from)
}

impl Line {
    /// The hash that belongs to the other fields: SHA-256 over the eleven parts below, each written as its length in bytes, a colon, its bytes
    /// and a comma (a *netstring*), or as `-` where there is nothing. No two lines give the same bytes.
    #[must_use]
    pub fn rightful_hash(&self) -> Hash {
        let seq = self.seq.to_string();
        let parts = [
            Some("koers log 1"),
            Some(&self.prev),
            Some(&seq),
            Some(&self.at),
            Some(&self.who),
            Some(&self.kind),
            Some(&self.id),
            Some(&self.verb),
            self.before.as_deref(),
            self.after.as_deref(),
            Some(&self.reason),
        ];
        let mut bytes = Vec::new();
        for part in parts {
            match part {
                Some(text) => {
                    bytes.extend_from_slice(format!("{}:", text.len()).as_bytes());
                    bytes.extend_from_slice(text.as_bytes());
                    bytes.push(b',');
                }
                None => bytes.push(b'-'),
            }
        }
        Hash::of(&bytes)
    }

    /// The event that this line says. What in its texts would steer a screen or turn the direction of reading is shown by its number.
    ///
    /// # Errors
    /// The name of the first field that cannot be read.
    pub fn event(&self) -> Result<Event, &'static str> {
        let kind = Kind::from_word(&self.kind).ok_or("kind")?;
        let record = |text: &Option<String>, field| match text {
            None => Ok(None),
            Some(text) => Record::decode(kind, &wire::visible(text))
                .map(Some)
                .map_err(|_| field),
        };
        Ok(Event {
            seq: self.seq,
            at: self.at.parse().map_err(|_| "at")?,
            who: noted(&self.who, Author::MOST, false)
                .map(Author)
                .map_err(|_| "who")?,
            kind,
            id: Id::new(&self.id).map_err(|_| "id")?,
            verb: Verb::from_word(&self.verb).ok_or("verb")?,
            before: record(&self.before, "before")?,
            after: record(&self.after, "after")?,
            reason: noted(&self.reason, Reason::MOST, true)
                .map(Reason)
                .map_err(|_| "reason")?,
            prev: Hash::from_hex(&self.prev).ok_or("prev")?,
            hash: Hash::from_hex(&self.hash).ok_or("hash")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_one_way() {
        let at: At = "2026-11-21T09:30:00.000000Z".parse().unwrap();
        assert_eq!(at.to_string(), "2026-11-21T09:30:00.000000Z");
        assert_eq!(
            At::new(Timestamp::UNIX_EPOCH).unwrap().to_string(),
            "1970-01-01T00:00:00.000000Z"
        );
        for (nanoseconds, text) in [
            (-1, "1969-12-31T23:59:59.999999Z"),
            (1999, "1970-01-01T00:00:00.000001Z"),
        ] {
            let moment = Timestamp::from_nanosecond(nanoseconds).unwrap();
            assert_eq!(At::new(moment).unwrap().to_string(), text);
        }
        for bad in [
            "",
            "2026-11-21T09:30:00Z",
            "2026-11-21T09:30:00.000000+00:00",
            "2026-11-21",
        ] {
            assert!(bad.parse::<At>().is_err(), "{bad}");
        }
        assert_eq!(At::new(Timestamp::MIN), None);
    }

    #[test]
    fn names_and_reasons_say_something() {
        assert_eq!(Author::new(" \t"), Err(NoteError::Empty));
        assert_eq!(Author::new("a\nb"), Err(NoteError::Misleading('\n')));
        assert_eq!(Author::new("a\u{202e}b"), Err(NoteError::Misleading('\u{202e}')));
        assert_eq!(
            Author::new(&"a".repeat(201)),
            Err(NoteError::TooLong { most: 200 })
        );
        assert!(Reason::new("a\nb").is_ok());
        assert_eq!(Reason::new("a\0b"), Err(NoteError::Misleading('\0')));
        assert_eq!(
            NoteError::Misleading('\0').to_string(),
            "it holds the hidden character U+0000: type it again"
        );
    }

    #[test]
    fn a_hash_knows_where_one_field_ends_and_the_next_begins() {
        let line = |who: &str, kind: &str, before: Option<&str>, after: Option<&str>| Line {
            seq: 1,
            at: String::new(),
            who: who.into(),
            kind: kind.into(),
            id: "x".into(),
            verb: "created".into(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            reason: String::new(),
            prev: String::new(),
            hash: String::new(),
        };
        let hashes: std::collections::BTreeSet<_> = [
            line("ab", "c", None, None),
            line("a", "bc", None, None),
            line("ab", "c", Some(""), None),
            line("ab", "c", None, Some("")),
            line("ab", "c", Some("-"), None),
        ]
        .iter()
        .map(Line::rightful_hash)
        .collect();
        assert_eq!(hashes.len(), 5);
    }
}
