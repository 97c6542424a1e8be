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
                    // The parser counts open brackets itself and stops at 255.
                    let too_deep = error.info().contains("recursion limit");
                    self.faults.push(if too_deep {
                        YamlFault::TooDeep { at }
                    } else {
                        YamlFault::Syntax {
                            at,
                            problem: error.info().to_owned(),
                        }
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
        let length = match style {
            // The parser's end of a quoted scalar takes in a comment behind it.
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted_length(written),
            _ => written.trim_end().len(),
        };
        let end = start + length;
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

/// The length of a quoted scalar with its quotes, at the beginning of a text.
fn quoted_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let Some(&quote) = bytes.first() else {
        return 0;
    };
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1);
        if (quote == b'"' && byte == b'\\') || (quote == b'\'' && byte == quote && next == Some(&quote)) {
            at += 2;
        } else if byte == quote {
            return at + 1;
        } else {
            at += 1;
        }
    }
    text.trim_end().len()
}

/// Maps up to this size are searched for a duplicate key, larger ones looked up.
const SMALL: usize = 16;

fn first_of(entries: &[Entry], seen: &HashMap<String, Place>, key: &str) -> Option<Place> {
    let small = entries.iter().take(SMALL).find(|entry| entry.key == key);
    small.map(|entry| entry.key_at).or_else(|| seen.get(key).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every scalar and key with the text at its place.
    fn places(text: &str) -> Vec<(String, String)> {
        fn visit(node: &Node, text: &str, found: &mut Vec<(String, String)>) {
            let at = |place: Place| text[place.start as usize..place.end as usize].to_owned();
            match &node.kind {
                Kind::Scalar { text: value, .. } => found.push((value.clone(), at(node.at))),
                Kind::Seq(items) => items.iter().for_each(|item| visit(item, text, found)),
                Kind::Map(entries) => {
                    for entry in entries {
                        found.push((entry.key.clone(), at(entry.key_at)));
                        visit(&entry.value, text, found);
                    }
                }
            }
        }
        let (root, faults) = read(text, 0);
        assert_eq!(faults, []);
        let mut found = Vec::new();
        visit(&root.unwrap(), text, &mut found);
        found
    }

    fn only_fault(text: &str) -> YamlFault {
        let (_, mut faults) = read(text, 0);
        assert_eq!(faults.len(), 1, "{text:?}: {faults:?}");
        faults.remove(0)
    }

    #[test]
    fn plain_scalars_stand_where_they_are_written() {
        // Comments with accents make the parser's own index wrong; carriage returns and a byte order mark shift it.
        let text = "# één\r\nnaam: Súdwest  # €\r\nlijst: [é, 2019, {a: no}]\r\n# ü\r\nlaatste: x  \r\n";
        for (value, written) in places(text) {
            assert_eq!(value, written);
        }
        for (value, written) in places(&format!("\u{feff}{text}")) {
            assert_eq!(value, written);
        }
    }

    #[test]
    fn quoted_and_block_scalars_know_their_place_too() {
        let text =
            "a: \"é \\u20AC\" # c\nb: 'it''s'\nc: |\n  één\n  twee\nd: >-\n  drie\n  vier\ne: vijf\n  zes\n";
        let found = places(text);
        let written = |key: &str| {
            let at = found.iter().position(|(value, _)| value == key).unwrap();
            found[at + 1].clone()
        };
        assert_eq!(written("a"), ("é €".into(), "\"é \\u20AC\"".into()));
        assert_eq!(written("b"), ("it's".into(), "'it''s'".into()));
        assert_eq!(written("c").0, "één\ntwee\n");
        assert!(written("c").1.ends_with("twee"));
        assert_eq!(written("d").0, "drie vier");
        assert_eq!(written("e"), ("vijf zes".into(), "vijf\n  zes".into()));
    }

    #[test]
    fn blocks_end_where_their_last_part_ends() {
        let text = "a:\n  b: 1\n  c: [2,\n    3]\n\n# later\nd: 4\n";
        let (root, _) = read(text, 0);
        let Kind::Map(entries) = root.unwrap().kind else {
            panic!("a map");
        };
        let at = entries[0].value.at;
        assert_eq!(
            &text[at.start as usize..at.end as usize],
            "b: 1\n  c: [2,\n    3]"
        );
    }

    #[test]
    fn what_is_not_used_is_refused() {
        let feature = |text: &str| match only_fault(text) {
            YamlFault::Feature { feature, .. } => feature,
            other => panic!("{text:?}: {other:?}"),
        };
        assert_eq!(feature("a: &x 1\n"), Feature::Anchor);
        assert_eq!(feature("a: {b: &x [1]}\n"), Feature::Anchor);
        assert_eq!(feature("a: !!str 1\n"), Feature::Tag);
        assert_eq!(feature("a: !own {b: 1}\n"), Feature::Tag);
        assert_eq!(feature("<<: {a: 1}\n"), Feature::MergeKey);
        assert_eq!(feature("a: 1\n---\nb: 2\n"), Feature::SecondDocument);
        assert_eq!(feature("? [a]\n: 1\n"), Feature::ComplexKey);
        assert_eq!(feature("{a: 1}: 2\n"), Feature::ComplexKey);
        // An alias without its anchor stops the parser itself.
        assert!(matches!(only_fault("a: *x\n"), YamlFault::Syntax { .. }));
    }

    #[test]
    fn keys_that_stand_twice_are_found_in_small_and_large_maps() {
        let large: String = (0..50).map(|n| format!("k{n}: {n}\n")).collect();
        for twice in ["k3", "k40"] {
            let text = format!("{large}{twice}: again\n");
            let YamlFault::DuplicateKey { at, first, key } = only_fault(&text) else {
                panic!("{twice}");
            };
            assert_eq!(key, twice);
            assert!(first.start < at.start);
            let (root, _) = read(&text, 0);
            let Kind::Map(entries) = root.unwrap().kind else {
                panic!("a map");
            };
            assert_eq!(entries.len(), 50);
        }
    }

    #[test]
    fn depth_is_bounded() {
        assert!(read(&"[".repeat(60), 0).1.len() == 1);
        let deep = |n: usize| format!("{}{}", "[".repeat(n), "]".repeat(n));
        assert_eq!(read(&deep(DEEPEST), 0).1, []);
        assert!(matches!(
            only_fault(&deep(DEEPEST + 1)),
            YamlFault::TooDeep { .. }
        ));
        assert!(matches!(
            only_fault(&"- ".repeat(5000)),
            YamlFault::TooDeep { .. }
        ));
        assert!(matches!(
            only_fault(&"{a: ".repeat(5000)),
            YamlFault::TooDeep { .. }
        ));
    }

    #[test]
    fn nothing_is_no_tree() {
        assert_eq!(read("", 0), (None, vec![]));
        assert_eq!(read("# only a comment\n", 0), (None, vec![]));
        assert!(matches!(only_fault("a:\n\tb: 1\n"), YamlFault::Syntax { .. }));
    }
}
