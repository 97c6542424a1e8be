//! YAML text to a tree that knows its places.
//!
//! Only the plain part of YAML is read: maps, lists and scalars. Anchors, aliases, merge keys, tags and further documents
//! are refused, because a reader of a policy file should see what it says without resolving anything. Scalars stay text:
//! `no`, `0118` and `2019` mean what they say until a field asks for a number.

mod lines;
mod tree;

pub(crate) use tree::{Feature, YamlFault, read};

use crate::place::Place;

/// How deep maps and lists may nest.
pub(crate) const DEEPEST: usize = 64;

/// A part of a YAML file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    pub at: Place,
    pub kind: Kind,
}

/// What a part of a YAML file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text. Plain `~`, `null` and nothing at all are text too: [`Node::is_null`] tells.
    Scalar { text: String, quoted: bool },
    /// A list.
    Seq(Vec<Node>),
    /// A map, in the order of the file. Keys are unique.
    Map(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub key: String,
    pub key_at: Place,
    pub value: Node,
}

impl Node {
    /// Whether this is YAML's way to say nothing: empty, `~` or `null`, without quotes.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, quoted: false } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// A place that says where this node begins without covering pages of text: its first line.
    pub(crate) fn head(&self) -> Place {
        match &self.kind {
            Kind::Scalar { .. } => self.at,
            Kind::Seq(items) => items.first().map_or(self.at, |first| {
                let head = first.head();
                Place {
                    start: self.at.start,
                    ..head
                }
            }),
            Kind::Map(entries) => entries.first().map_or(self.at, |first| {
                let head = match first.value.kind {
                    Kind::Scalar { .. } => first.value.at,
                    _ => first.key_at,
                };
                Place {
                    start: self.at.start,
                    ..head
                }
            }),
        }
    }
}
