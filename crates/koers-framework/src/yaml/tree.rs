//! Builds the tree from the parser's events.

use super::lines::Lines;
use super::{DEEPEST, Entry, Kind, Node};
use crate::place::Place;
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// What stands between a text and its tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum YamlFault {
    /// The text is no YAML. `problem` is what the parser says, in English.
    Syntax { at: Place, problem: String },
    /// A part of YAML that policy files do not use.
    Feature { at: Place, feature: Feature },
    /// A key stands twice in one map.
    DuplicateKey { at: Place, first: Place, key: String },
    /// Maps and lists nest deeper than [`DEEPEST`].
    TooDeep { at: Place },
}

/// A part of YAML that policy files do not use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Feature {
    Anchor,
    Alias,
    MergeKey,
    Tag,
    SecondDocument,
    ComplexKey,
}

/// A map or list that is still open.
enum Open {
    Seq {
        start: usize,
        items: Vec<Node>,
    },
    Map {
        start: usize,
        entries: Vec<Entry>,
        key: Option<(String, Place)>,
        /// Only for large maps; small ones are searched.
        seen: HashMap<String, Place>,
    },
}

struct Builder<'t> {
    text: &'t str,
    file: u16,
    lines: Lines<'t>,
    stack: Vec<Open>,
    root: Option<Node>,
    faults: Vec<YamlFault>,
}

/// Reads a text. There is a tree unless the text is empty or is no YAML that we read; faults that leave a tree (a key that
/// stands twice: the first one counts) are reported beside it.
pub(crate) fn read(text: &str, file: u16) -> (Option<Node>, Vec<YamlFault>) {
    let mut builder = Builder {
        text,
        file,
        lines: Lines::new(text),
        stack: Vec::new(),
        root: None,
        faults: Vec::new(),
    };
    let whole = builder.run();
    let Builder { root, faults, .. } = builder;
    (root.filter(|_| whole), faults)
}

impl Builder<'_> {
    /// Whether the tree is whole.
    fn run(&mut self) -> bool {
        let mut documents = 0;
        for event in Parser::new_from_str(self.text) {
            let (event, span) = match event {
                Ok(event) => event,
                Err(error) => {
                    let marker = error.marker();
                    let start = self.lines.offset(marker.line(), marker.col());
                    let at = self.place(start, self.end_of_character(start));
                    self.faults.push(YamlFault::Syntax {
                        at,
                        problem: error.info().to_owned(),
                    });
                    return false;
                }
            };
            let going_on = match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    documents == 1 || self.refuse(span, Feature::SecondDocument)
                }
                Event::Alias(_) => self.refuse(span, Feature::Alias),
                Event::Scalar(_, _, anchor, _)
                | Event::SequenceStart(anchor, _)
                | Event::MappingStart(anchor, _)
                    if anchor != 0 =>
                {
                    self.refuse(span, Feature::Anchor)
                }
                Event::Scalar(_, _, _, Some(_))
                | Event::SequenceStart(_, Some(_))
                | Event::MappingStart(_, Some(_)) => self.refuse(span, Feature::Tag),
                Event::Scalar(text, style, _, _) => self.scalar(text.into_owned(), style, span),
                Event::SequenceStart(..) | Event::MappingStart(..) => {
                    self.open(span, matches!(event, Event::MappingStart(..)))
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(span),
                _ => true,
            };
            if !going_on {
                return false;
            }
        }
        true
    }

    fn refuse(&mut self, span: Span, feature: Feature) -> bool {
        let start = self.lines.offset(span.start.line(), span.start.col());
        let end = self.lines.offset(span.end.line(), span.end.col());
        let at = self.place(start, end.max(self.end_of_character(start)));
        self.faults.push(YamlFault::Feature { at, feature });
        false
    }

    fn scalar(&mut self, text: String, style: ScalarStyle, span: Span) -> bool {
        let start = self.lines.offset(span.start.line(), span.start.col());
        let end = self.lines.offset(span.end.line(), span.end.col());
        let quoted = style != ScalarStyle::Plain;
        let written = self.text.get(start..end).unwrap_or("");
        let end = start + written.trim_end().len();
        let at = self.place(start, end);
        if let Some(Open::Map { key: key @ None, .. }) = self.stack.last_mut() {
            if text == "<<" && !quoted {
                return self.refuse(span, Feature::MergeKey);
            }
            *key = Some((text, at));
            return true;
        }
        self.attach(Node {
            at,
            kind: Kind::Scalar { text, quoted },
        })
    }

    fn open(&mut self, span: Span, map: bool) -> bool {
        let start = self.lines.offset(span.start.line(), span.start.col());
        if let Some(Open::Map { key: None, .. }) = self.stack.last() {
            return self.refuse(span, Feature::ComplexKey);
        }
        if self.stack.len() >= DEEPEST {
            let at = self.place(start, self.end_of_character(start));
            self.faults.push(YamlFault::TooDeep { at });
            return false;
        }
        self.stack.push(if map {
            Open::Map {
                start,
                entries: Vec::new(),
                key: None,
                seen: HashMap::new(),
            }
        } else {
            Open::Seq {
                start,
                items: Vec::new(),
            }
        });
        true
    }

    fn close(&mut self, span: Span) -> bool {
        // The end of `[…]` and `{…}` is a character; the end of an indented block is only seen where the next thing
        // begins, so there the last part says where the block ends.
        let from = self.lines.offset(span.start.line(), span.start.col());
        let to = self.lines.offset(span.end.line(), span.end.col());
        let node = match self.stack.pop() {
            Some(Open::Seq { start, items }) => {
                let last = items.last().map_or(start, |item| item.at.end as usize);
                let end = if to > from { to } else { last };
                Node {
                    at: self.place(start, end),
                    kind: Kind::Seq(items),
                }
            }
            Some(Open::Map { start, entries, .. }) => {
                let start = entries
                    .first()
                    .map_or(start, |entry| start.min(entry.key_at.start as usize));
                let last = entries.last().map_or(start, |entry| {
                    (entry.value.at.end as usize).max(entry.key_at.end as usize)
                });
                let end = if to > from { to } else { last };
                Node {
                    at: self.place(start, end),
                    kind: Kind::Map(entries),
                }
            }
            None => return false,
        };
        self.attach(node)
    }

    fn attach(&mut self, node: Node) -> bool {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Open::Seq { items, .. }) => items.push(node),
            Some(Open::Map {
                entries, key, seen, ..
            }) => {
                let Some((key, key_at)) = key.take() else {
                    return false;
                };
                if let Some(first) = first_of(entries, seen, &key) {
                    self.faults.push(YamlFault::DuplicateKey {
                        at: key_at,
                        first,
                        key,
                    });
                } else {
                    if entries.len() >= SMALL {
                        seen.insert(key.clone(), key_at);
                    }
                    entries.push(Entry {
                        key,
                        key_at,
                        value: node,
                    });
                }
            }
        }
        true
    }

    fn place(&self, start: usize, end: usize) -> Place {
        let clamp = |at: usize| u32::try_from(at.min(self.text.len())).unwrap_or(u32::MAX);
        Place {
            file: self.file,
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    fn end_of_character(&self, start: usize) -> usize {
        self.text
            .get(start..)
            .and_then(|rest| rest.chars().next())
            .filter(|c| !matches!(c, '\n' | '\r'))
            .map_or(start, |c| start + c.len_utf8())
    }
}

/// Maps up to this size are searched for a duplicate key, larger ones looked up.
const SMALL: usize = 16;

fn first_of(entries: &[Entry], seen: &HashMap<String, Place>, key: &str) -> Option<Place> {
    let small = entries.iter().take(SMALL).find(|entry| entry.key == key);
    small.map(|entry| entry.key_at).or_else(|| seen.get(key).copied())
}
