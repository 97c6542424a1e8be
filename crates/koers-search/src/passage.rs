//! The stretch of a text that shows why it was found.

use crate::document::{Field, FieldText};
use crate::index::Place;
use std::collections::BTreeSet;
use std::ops::Range;

/// A running text with at most this many words is shown whole.
const WHOLE: usize = 45;
/// How many words of a longer one are shown.
const SHOWN: usize = 35;
/// How many words stand before the first that matched.
const BEFORE: usize = 6;
/// How many running texts of one document are shown.
const TEXTS: usize = 2;

/// A stretch of one text of a document, with the words that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// What the text is of its document.
    pub field: Field,
    /// The place of the text among those of the document.
    pub entry: usize,
    /// The text as a whole.
    pub text: &'a str,
    /// The stretch to show, in bytes of the text, on borders of characters.
    pub shown: Range<usize>,
    /// The words that matched within the stretch, in bytes of the text, in order, apart from each other.
    pub marks: Vec<Range<usize>>,
}

impl<'a> Passage<'a> {
    /// The stretch in pieces: `true` for a piece that matched. Together they are the stretch.
    pub fn pieces(&self) -> impl Iterator<Item = (bool, &'a str)> {
        let mut cuts = Vec::with_capacity(2 * self.marks.len() + 1);
        let mut from = self.shown.start;
        for mark in &self.marks {
            cuts.push((false, from..mark.start));
            cuts.push((true, mark.clone()));
            from = mark.end;
        }
        cuts.push((false, from..self.shown.end));
        let text = self.text;
        cuts.into_iter()
            .map(move |(marked, range)| (marked, text.get(range).unwrap_or_default()))
            .filter(|(_, piece)| !piece.is_empty())
    }

    /// Something of the text stands before the stretch.
    #[must_use]
    pub fn cut_before(&self) -> bool {
        self.shown.start > 0
    }

    /// Something of the text stands after the stretch.
    #[must_use]
    pub fn cut_after(&self) -> bool {
        self.shown.end < self.text.len()
    }
}

/// The passages of a document: every short text with a mark, and the running texts that answer most. `marks` has for each text
/// which word answers which part of the question.
pub(crate) fn passages<'a>(
    fields: &'a [FieldText],
    texts: &[Vec<Place>],
    marks: Vec<Vec<(usize, usize)>>,
) -> Vec<Passage<'a>> {
    let mut found: Vec<(usize, Passage<'a>)> = Vec::new();
    for (entry, ((field, places), mut marks)) in fields.iter().zip(texts).zip(marks).enumerate() {
        if marks.is_empty() {
            continue;
        }
        marks.sort_unstable();
        let words = if field.field == Field::Text && places.len() > WHOLE {
            window(&marks, places.len())
        } else {
            0..places.len()
        };
        let within = || marks.iter().filter(|(at, _)| words.contains(at));
        let answered: BTreeSet<usize> = within().map(|&(_, item)| item).collect();
        let marked: BTreeSet<usize> = within().map(|&(at, _)| at).collect();
        let start = if words.start == 0 {
            0
        } else {
            places[words.start].range().start
        };
        let end = if words.end == places.len() {
            field.text.len()
        } else {
            places[words.end - 1].range().end
        };
        found.push((
            answered.len(),
            Passage {
                field: field.field,
                entry,
                text: &field.text,
                shown: start..end,
                marks: marked.into_iter().map(|at| places[at].range()).collect(),
            },
        ));
    }
    let mut texts: Vec<(usize, usize)> = found
        .iter()
        .filter(|(_, passage)| passage.field == Field::Text)
        .map(|(answered, passage)| (*answered, passage.entry))
        .collect();
    texts.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let left_out: BTreeSet<usize> = texts.into_iter().skip(TEXTS).map(|(_, entry)| entry).collect();
    found
        .into_iter()
        .map(|(_, passage)| passage)
        .filter(|passage| !left_out.contains(&passage.entry))
        .collect()
}

/// The words to show: the stretch that answers most parts of the question, then the one with most marks, then the first.
fn window(marks: &[(usize, usize)], words: usize) -> Range<usize> {
    let mut best = (0, 0, 0..SHOWN.min(words));
    for &(first, _) in marks {
        let start = first.saturating_sub(BEFORE).min(words.saturating_sub(SHOWN));
        let shown = start..(start + SHOWN).min(words);
        let from = marks.partition_point(|(at, _)| *at < shown.start);
        let inside = marks[from..].iter().take_while(|(at, _)| *at < shown.end);
        let answered = inside
            .clone()
            .map(|(_, item)| item)
            .collect::<BTreeSet<_>>()
            .len();
        let count = inside.count();
        if (answered, count) > (best.0, best.1) {
            best = (answered, count, shown);
        }
    }
    best.2
}
