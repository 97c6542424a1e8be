//! Reading nodes into values, collecting every fault on the way.

use super::leaf::Leaf;
use super::record::{Field, Need};
use super::schema::Defs;
use crate::place::{Place, Sp};
use crate::yaml::{Entry, Kind, Node};
use koers_model::citation::Citation;
use serde_json::{Value, json};

/// What a field asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expected {
    /// In words: Dutch, English.
    Said(&'static str, &'static str),
    /// One of these words.
    OneOf(Vec<&'static str>),
}

/// Something that is wrong with the shape of a file, without words: those are chosen when it is reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A key that the record does not have.
    UnknownKey {
        at: Place,
        key: String,
        known: Vec<&'static str>,
    },
    /// A value of another type, or a text that does not say what the field asks for.
    WrongType {
        at: Place,
        expected: Expected,
        found: Found,
        /// What was probably meant.
        meant: Option<String>,
    },
    /// A required key is not there, or says nothing.
    MissingKey {
        at: Place,
        key: &'static str,
        /// What the key means, from its declaration (English).
        doc: &'static str,
    },
    /// None of a group of keys of which one is required.
    MissingOneOf {
        at: Place,
        keys: &'static [&'static str],
    },
    /// Two keys that exclude each other.
    Conflict {
        at: Place,
        first: Place,
        keys: [&'static str; 2],
    },
    /// A list or map without anything in it, where something is needed.
    Empty { at: Place, key: &'static str },
}

/// What stands where something else was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    Text(String),
    List,
    Map,
    Nothing,
}

impl Found {
    pub(crate) fn of(node: &Node) -> Self {
        match &node.kind {
            _ if node.is_null() => Self::Nothing,
            Kind::Scalar { text, .. } => Self::Text(text.clone()),
            Kind::Seq(_) => Self::List,
            Kind::Map(_) => Self::Map,
        }
    }
}

/// Collects faults.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    pub(crate) faults: Vec<Fault>,
    /// Every citation read, for the check that its document and section exist.
    pub(crate) citations: Vec<Sp<Citation>>,
    /// Places of names without an English translation.
    pub(crate) untranslated: Vec<Place>,
}

impl Decoder {
    /// Says that a node is something else than expected. Gives `None`, so that callers can end with it.
    pub(crate) fn wrong<T>(&mut self, node: &Node, expected: Expected) -> Option<T> {
        self.faults.push(Fault::WrongType {
            at: node.head(),
            expected,
            found: Found::of(node),
            meant: None,
        });
        None
    }

    /// Says that a text is no value of a kind.
    fn wrong_leaf<T: Leaf>(&mut self, node: &Node, text: &str) -> Option<Sp<T>> {
        self.faults.push(Fault::WrongType {
            at: node.head(),
            expected: T::expected(),
            found: Found::of(node),
            meant: T::meant(text),
        });
        None
    }

    /// The entries of a map.
    pub(crate) fn map<'n>(&mut self, node: &'n Node) -> Option<&'n [Entry]> {
        match &node.kind {
            Kind::Map(entries) => Some(entries),
            _ => self.wrong(node, MAP),
        }
    }

    /// Remembers a name without an English translation.
    pub(crate) fn translated(&mut self, entry: &Entry) {
        let Kind::Map(parts) = &entry.value.kind else {
            return;
        };
        let says = |key: &str| parts.iter().find(|part| part.key == key && !part.value.is_null());
        if matches!(entry.key.as_str(), "title" | "subtitle" | "name")
            && says("en").is_none()
            && let Some(dutch) = says("nl")
        {
            self.untranslated.push(dutch.value.at);
        }
    }

    /// Reports which of these keys are not there or say nothing.
    pub(crate) fn require<const N: usize>(
        &mut self,
        node: &Node,
        entries: &[Entry],
        keys: [(&'static str, &'static str); N],
    ) {
        for (key, doc) in keys {
            if !entries
                .iter()
                .any(|entry| entry.key == key && !entry.value.is_null())
            {
                self.faults.push(Fault::MissingKey {
                    at: node.head(),
                    key,
                    doc,
                });
            }
        }
    }

    /// The keys of a record were read; reports the ones that it does not have and the ones that it misses.
    pub(crate) fn close(
        &mut self,
        node: &Node,
        entries: &[Entry],
        fields: &'static [Field],
        tag: Option<&'static str>,
        one_of: &[(&'static [&'static str], bool)],
    ) {
        let present = |key: &str| {
            entries
                .iter()
                .find(|entry| entry.key == key && !entry.value.is_null())
        };
        // A record that is told apart by a word allows only the keys of that word.
        let word = tag.and_then(present).and_then(|entry| match &entry.value.kind {
            Kind::Scalar { text, .. } => Some(text.as_str()),
            _ => None,
        });
        let word_is_known = word.is_some_and(|word| {
            fields.iter().any(|field| field.only.contains(&word)) || says(fields, tag, word)
        });
        let allowed = |field: &Field| {
            field.only.is_empty() || !word_is_known || word.is_some_and(|word| field.only.contains(&word))
        };
        for entry in entries {
            if !fields
                .iter()
                .any(|field| field.key == entry.key && allowed(field))
            {
                self.faults.push(Fault::UnknownKey {
                    at: entry.key_at,
                    key: entry.key.clone(),
                    known: fields.iter().filter(|f| allowed(f)).map(|f| f.key).collect(),
                });
            }
        }
        for field in fields {
            let required = matches!(field.need, Need::Required | Need::Filled);
            let asked = field.only.is_empty() || word.is_some_and(|word| field.only.contains(&word));
            match present(field.key) {
                None if required && asked => self.faults.push(Fault::MissingKey {
                    at: node.head(),
                    key: field.key,
                    doc: field.doc,
                }),
                Some(entry) if field.need == Need::Filled && is_empty(&entry.value) => {
                    self.faults.push(Fault::Empty {
                        at: entry.key_at.to(entry.value.at),
                        key: field.key,
                    });
                }
                _ => {}
            }
        }
        for &(keys, needed) in one_of {
            let found: Vec<(&'static str, &Entry)> = keys
                .iter()
                .filter_map(|&key| present(key).map(|entry| (key, entry)))
                .collect();
            match found.as_slice() {
                [] if needed => self.faults.push(Fault::MissingOneOf {
                    at: node.head(),
                    keys,
                }),
                [(first_key, first), (second_key, second), ..] => self.faults.push(Fault::Conflict {
                    at: second.key_at,
                    first: first.key_at,
                    keys: [first_key, second_key],
                }),
                // The key was chosen: an empty one would say less than none.
                [(key, entry)] if is_empty(&entry.value) => self.faults.push(Fault::Empty {
                    at: entry.key_at.to(entry.value.at),
                    key,
                }),
                _ => {}
            }
        }
    }
}

/// Whether a word is one of those that the tag of a record may be. Some of them bring no key of their own.
fn says(fields: &[Field], tag: Option<&str>, word: &str) -> bool {
    let tag = fields.iter().find(|field| Some(field.key) == tag);
    let schema = tag.map(|field| (field.schema)(&mut Defs::default()));
    let words = schema.as_ref().and_then(|schema| schema["enum"].as_array());
    words.is_some_and(|words| words.iter().any(|known| known == word))
}

fn is_empty(node: &Node) -> bool {
    match &node.kind {
        Kind::Scalar { .. } => false,
        Kind::Seq(items) => items.is_empty(),
        Kind::Map(entries) => entries.is_empty(),
    }
}

const MAP: Expected = Expected::Said("een blok met sleutels", "a map with keys");
const LIST: Expected = Expected::Said("een lijst", "a list");

/// A value that can be read from a node.
pub(crate) trait Decode: Sized {
    /// The value; `None` when it cannot be read, which is then reported.
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self>;
    /// Its JSON Schema.
    fn schema(defs: &mut Defs) -> Value;
}

/// What a field of a record holds: nothing, one value, or several.
pub(crate) trait Slot: Default {
    fn fill(node: &Node, decoder: &mut Decoder) -> Self;
    fn schema(defs: &mut Defs) -> Value;
}

impl<T: Decode> Slot for Option<T> {
    fn fill(node: &Node, decoder: &mut Decoder) -> Self {
        if node.is_null() {
            return None;
        }
        T::decode(node, decoder)
    }
    fn schema(defs: &mut Defs) -> Value {
        T::schema(defs)
    }
}

impl<T: Decode> Slot for Vec<T> {
    fn fill(node: &Node, decoder: &mut Decoder) -> Self {
        if node.is_null() {
            return Self::new();
        }
        match &node.kind {
            Kind::Seq(items) => items.iter().filter_map(|item| T::decode(item, decoder)).collect(),
            _ => decoder.wrong(node, LIST).unwrap_or_default(),
        }
    }
    fn schema(defs: &mut Defs) -> Value {
        json!({"type": "array", "items": T::schema(defs)})
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        Some(Slot::fill(node, decoder))
    }
    fn schema(defs: &mut Defs) -> Value {
        <Self as Slot>::schema(defs)
    }
}

/// One value, or a list of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Many<T>(pub(crate) Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Decode> Slot for Many<T> {
    fn fill(node: &Node, decoder: &mut Decoder) -> Self {
        if node.is_null() {
            return Self::default();
        }
        Self(match &node.kind {
            Kind::Seq(items) => items.iter().filter_map(|item| T::decode(item, decoder)).collect(),
            _ => T::decode(node, decoder).into_iter().collect(),
        })
    }
    fn schema(defs: &mut Defs) -> Value {
        let one = T::schema(defs);
        json!({"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]})
    }
}

impl<T: Decode> Decode for Many<T> {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        Some(Self::fill(node, decoder))
    }
    fn schema(defs: &mut Defs) -> Value {
        <Self as Slot>::schema(defs)
    }
}

/// A map whose keys are names that the file chooses.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Keyed<T>(pub(crate) Vec<(Sp<String>, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Decode> Slot for Keyed<T> {
    fn fill(node: &Node, decoder: &mut Decoder) -> Self {
        if node.is_null() {
            return Self::default();
        }
        let entries = decoder.map(node).unwrap_or_default();
        Self(
            entries
                .iter()
                .filter_map(|entry| {
                    let value = T::decode(&entry.value, decoder)?;
                    Some((Sp::new(entry.key.clone(), entry.key_at), value))
                })
                .collect(),
        )
    }
    fn schema(defs: &mut Defs) -> Value {
        json!({"type": "object", "additionalProperties": T::schema(defs)})
    }
}

impl<T: Decode> Decode for Keyed<T> {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        Some(Self::fill(node, decoder))
    }
    fn schema(defs: &mut Defs) -> Value {
        <Self as Slot>::schema(defs)
    }
}

impl<T: Leaf> Decode for Sp<T> {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { text, .. } if !node.is_null() => match T::read(text) {
                Some(value) => Some(Self::new(value, node.at)),
                None => decoder.wrong_leaf(node, text),
            },
            _ => decoder.wrong(node, T::expected()),
        }
    }
    fn schema(_: &mut Defs) -> Value {
        T::schema()
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        T::decode(node, decoder).map(Self::new)
    }
    fn schema(defs: &mut Defs) -> Value {
        T::schema(defs)
    }
}
