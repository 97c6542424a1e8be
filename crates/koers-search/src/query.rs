//! What a reader typed, taken apart.

use crate::fold::tokens;
use crate::language::is_stop;
use koers_model::text::Lang;
use std::collections::BTreeSet;
use std::ops::Range;

/// The most characters of a question that are read.
pub const MAX_CHARS: usize = 200;
/// The most words of a question that are read.
pub const MAX_WORDS: usize = 16;

/// One thing asked for: a word, or words that must stand side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// Folded.
    pub words: Vec<String>,
    /// Where each stands in the question.
    pub places: Vec<Range<usize>>,
    /// As typed, without quotes.
    pub asked: String,
    /// In quotes: these words and no other forms.
    pub quoted: bool,
    /// The reader may still be typing the last word.
    pub unfinished: bool,
}

impl Item {
    /// The different words of a running text that say something, at most `most` of them, in order.
    pub(crate) fn of_text(text: &str, lang: Lang, most: usize) -> Vec<Self> {
        let mut seen = BTreeSet::new();
        let mut items = Vec::new();
        for token in tokens(text) {
            if items.len() >= most {
                break;
            }
            if token.word.len() < 2 || is_stop(lang, &token.word) || !seen.insert(token.word.clone()) {
                continue;
            }
            items.push(Self {
                asked: text[token.place.clone()].to_owned(),
                words: vec![token.word],
                places: vec![token.place],
                quoted: false,
                unfinished: false,
            });
        }
        items
    }
}

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    pub items: Vec<Item>,
    /// What documents must not have.
    pub without: Vec<Item>,
    /// Every word asked for, with spaces between: compared with codes.
    pub whole: String,
    /// Longer than is read.
    pub cut: bool,
    /// How many bytes were read.
    pub read: usize,
}

impl Query {
    /// Reads a question. Stop words of `langs` are left out, unless nothing else is asked.
    pub(crate) fn read(text: &str, langs: &[Lang]) -> Self {
        let mut query = Self::default();
        let end = text
            .char_indices()
            .nth(MAX_CHARS)
            .map_or(text.len(), |(at, _)| at);
        query.cut = end < text.len();
        query.read = end;
        let text = &text[..end];

        let mut read = 0;
        let (mut items, mut without) = (Vec::new(), Vec::new());
        for piece in pieces(text) {
            let inner = &text[piece.place.clone()];
            let mut open: Option<Item> = None;
            for token in tokens(inner) {
                read += 1;
                if read > MAX_WORDS {
                    query.cut = true;
                    break;
                }
                let place = piece.place.start + token.place.start..piece.place.start + token.place.end;
                match &mut open {
                    Some(item) if piece.quoted || token.joined => {
                        item.words.push(token.word);
                        item.places.push(place);
                    }
                    _ => {
                        let next = Item {
                            words: vec![token.word],
                            places: vec![place],
                            asked: String::new(),
                            quoted: piece.quoted,
                            unfinished: false,
                        };
                        if piece.minus { &mut without } else { &mut items }.extend(open.replace(next));
                    }
                }
            }
            if piece.minus { &mut without } else { &mut items }.extend(open);
        }
        for item in items.iter_mut().chain(&mut without) {
            if let (Some(first), Some(last)) = (item.places.first(), item.places.last()) {
                item.asked = text[first.start..last.end].to_owned();
            }
        }
        let whole: Vec<&str> = items
            .iter()
            .flat_map(|item| &item.words)
            .map(String::as_str)
            .collect();
        query.whole = whole.join(" ");
        // A word at the very end, where the cursor stands.
        if let Some(last) = items.last_mut() {
            last.unfinished = !last.quoted && last.places.last().is_some_and(|place| place.end == text.len());
        }
        let says = |item: &Item| {
            item.quoted || item.words.len() > 1 || !langs.iter().any(|&lang| is_stop(lang, &item.words[0]))
        };
        if items.iter().any(says) {
            items.retain(says);
        }
        for item in items {
            let same = |kept: &&mut Item| kept.words == item.words && kept.quoted == item.quoted;
            match query.items.iter_mut().find(same) {
                Some(kept) => kept.unfinished |= item.unfinished,
                None => query.items.push(item),
            }
        }
        query.without = without;
        query
    }

    /// The same question with every joined name taken apart: `emmen-coevorden` asks for two words.
    pub(crate) fn loosened(&self) -> Self {
        let mut items: Vec<Item> = Vec::new();
        for item in &self.items {
            if item.quoted {
                items.push(item.clone());
                continue;
            }
            let last = item.words.len().saturating_sub(1);
            for (at, (word, place)) in item.words.iter().zip(&item.places).enumerate() {
                if items
                    .iter()
                    .any(|kept| !kept.quoted && kept.words == [word.as_str()])
                {
                    continue;
                }
                items.push(Item {
                    words: vec![word.clone()],
                    places: vec![place.clone()],
                    asked: if last == 0 {
                        item.asked.clone()
                    } else {
                        word.clone()
                    },
                    quoted: false,
                    unfinished: item.unfinished && at == last,
                });
            }
        }
        Self {
            items,
            ..self.clone()
        }
    }
}

/// A stretch of a question between white space, or between quotes.
struct Piece {
    place: Range<usize>,
    quoted: bool,
    minus: bool,
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Cuts a question into pieces. Quotes that are never closed run to the end.
fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let minus = c == '-'
            && chars
                .peek()
                .is_some_and(|&(_, next)| next.is_alphanumeric() || is_quote(next));
        let mut first = (at, c);
        if minus && let Some(next) = chars.next() {
            first = next;
        }
        let quoted = is_quote(first.1);
        let start = if quoted {
            first.0 + first.1.len_utf8()
        } else {
            first.0
        };
        let mut end = text.len();
        while let Some(&(at, c)) = chars.peek() {
            if quoted && is_quote(c) {
                end = at;
                chars.next();
                break;
            }
            if !quoted && (c.is_whitespace() || is_quote(c)) {
                end = at;
                break;
            }
            chars.next();
        }
        found.push(Piece {
            place: start..end.max(start),
            quoted,
            minus,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> (Vec<String>, Vec<String>) {
        let query = Query::read(text, &[Lang::Nl]);
        let say = |item: &Item| {
            let words = item.words.join("+");
            if item.quoted {
                format!("\"{words}\"")
            } else {
                words
            }
        };
        (
            query.items.iter().map(say).collect(),
            query.without.iter().map(say).collect(),
        )
    }

    #[test]
    fn words_phrases_and_exclusions() {
        let (items, without) = show("de Banen in \"groene economie\" -Assen cbs-83582NED -\"het noorden\"");
        assert_eq!(items, ["banen", "\"groene+economie\"", "cbs+83582ned"]);
        assert_eq!(without, ["assen", "\"het+noorden\""]);
        // Stop words stay when there is nothing else.
        assert_eq!(show("de het").0, ["de", "het"]);
        assert_eq!(show("\"nooit gesloten").0, ["\"nooit+gesloten\""]);
        assert_eq!(show("- -- \"\" -\"").0, [""; 0]);
        assert_eq!(show("banen banen").0, ["banen"]);
    }

    #[test]
    fn a_question_is_bounded() {
        let long = Query::read(&"woord1 woord2 ".repeat(100), &[]);
        assert!(long.cut && long.items.len() == 2);
        let many: String = (0..30).map(|n| format!("w{n} ")).collect();
        let many = Query::read(&many, &[]);
        assert!(many.cut && many.items.len() == MAX_WORDS);
        assert!(!Query::read(&"é".repeat(MAX_CHARS), &[]).cut);
    }

    #[test]
    fn the_last_word_is_unfinished_until_something_follows() {
        let unfinished = |text| Query::read(text, &[]).items.last().map(|item| item.unfinished);
        assert_eq!(unfinished("werkgel"), Some(true));
        assert_eq!(unfinished("werkgel "), Some(false));
        assert_eq!(unfinished("\"werkgel"), Some(false));
    }
}
