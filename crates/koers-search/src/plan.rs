//! Which words of the collection answer what is asked, and how well.

use crate::document::PerField;
use crate::index::{DocId, Index, Place, WordId};
use crate::language::is_stop;
use crate::query::Item;
use koers_model::text::Lang;
use std::collections::BTreeMap;

/// How a word of a document answers a word of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// It is the same word, but for capitals and diacritics.
    Same,
    /// It is another form of it: `bedrijven` for `bedrijf`.
    Form,
    /// One is a part of the other: `woningbouwopgave` for `woningbouw`, `arbeidsmarkt` for `arbeidsmarktregio`.
    Part,
    /// It begins with what was typed last: `werkgelegenheid` for `werkg`.
    Start,
    /// The words stand side by side.
    Phrase,
}

/// What another form counts for: what was typed comes well before it.
const FORM: f64 = 0.7;
/// What a part or a beginning counts for, times the share of the longer word's letters that both have.
const PARTLY: f64 = 0.6;
/// The fewest letters of a beginning; a code with a digit needs fewer.
const START: usize = 3;

/// The words that answer a word, with what they count for.
type Answers = BTreeMap<WordId, (f64, How)>;

/// The ways in which an item can be answered: by one word, or by words side by side.
pub(crate) struct Plan {
    ways: Vec<Vec<Answers>>,
}

/// What an item finds in one document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Found {
    pub tf: PerField<f64>,
    /// The word itself, a form of it or the phrase, and not only a part.
    pub full: bool,
}

impl Plan {
    /// Looks the words of an item up. `partly` also takes compounds and beginnings.
    pub(crate) fn new<K: Copy + Ord>(index: &Index<K>, item: &Item, partly: bool) -> Self {
        let forms = !item.quoted;
        let last = item.words.len().saturating_sub(1);
        let single = last == 0;
        let way = item
            .words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let starts = partly && item.unfinished && at == last;
                answers(index, word, forms, partly && forms && single, starts)
            })
            .collect();
        let mut ways = vec![way];
        if !single && forms {
            // `noord-nederland` is also `noordnederland`.
            ways.push(vec![answers(index, &item.words.concat(), true, false, false)]);
        }
        Self { ways }
    }

    /// No word of the collection answers it.
    pub(crate) fn is_unknown(&self) -> bool {
        self.ways.iter().all(|way| way.iter().any(Answers::is_empty))
    }

    /// The documents that answer it.
    pub(crate) fn find<K: Copy + Ord>(&self, index: &Index<K>) -> BTreeMap<DocId, Found> {
        let mut found: BTreeMap<DocId, Found> = BTreeMap::new();
        for way in &self.ways {
            if let [answers] = way.as_slice() {
                for (&id, &(weight, how)) in answers {
                    let Some(word) = index.words.get(id as usize) else {
                        continue;
                    };
                    for (doc, counts) in &word.postings {
                        let of = found.entry(*doc).or_default();
                        of.full |= matches!(how, How::Same | How::Form);
                        for (sum, &count) in of.tf.iter_mut().zip(counts) {
                            *sum += weight * f64::from(count);
                        }
                    }
                }
            } else {
                for doc in having_all(index, way) {
                    let Some(document) = index.documents.get(doc as usize) else {
                        continue;
                    };
                    let places = index.texts.get(doc as usize).into_iter().flatten();
                    for (field, places) in document.fields.iter().zip(places) {
                        for weight in phrases(way, places).map(|(_, weight)| weight) {
                            let of = found.entry(doc).or_default();
                            of.full = true;
                            of.tf[field.field.slot()] += weight;
                        }
                    }
                }
            }
        }
        found
    }

    /// Where in one text it is answered: the numbers of the words, and how. A word may be named twice.
    pub(crate) fn marks(&self, places: &[Place]) -> Vec<(usize, How)> {
        let mut marks = Vec::new();
        for way in &self.ways {
            if let [answers] = way.as_slice() {
                for (at, place) in places.iter().enumerate() {
                    if let Some(&(_, how)) = answers.get(&place.word) {
                        marks.push((at, how));
                    }
                }
            } else {
                for (at, _) in phrases(way, places) {
                    marks.extend((at..at + way.len()).map(|at| (at, How::Phrase)));
                }
            }
        }
        marks
    }
}

/// Where words stand side by side, and what that counts for: what the weakest of them does.
fn phrases<'a>(way: &'a [Answers], places: &'a [Place]) -> impl Iterator<Item = (usize, f64)> + 'a {
    places
        .windows(way.len().max(1))
        .enumerate()
        .filter_map(move |(at, window)| {
            let mut weakest = f64::INFINITY;
            for (answers, place) in way.iter().zip(window) {
                weakest = weakest.min(answers.get(&place.word)?.0);
            }
            weakest.is_finite().then_some((at, weakest))
        })
}

/// The documents that have an answer to every word.
fn having_all<K: Copy + Ord>(index: &Index<K>, way: &[Answers]) -> Vec<DocId> {
    let mut counts: BTreeMap<DocId, usize> = BTreeMap::new();
    for (before, answers) in way.iter().enumerate() {
        for &id in answers.keys() {
            for (doc, _) in index
                .words
                .get(id as usize)
                .into_iter()
                .flat_map(|word| &word.postings)
            {
                let count = counts.entry(*doc).or_default();
                // Once for each word of the phrase, and only when the ones before were there.
                if *count == before {
                    *count += 1;
                }
            }
        }
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count == way.len())
        .map(|(doc, _)| doc)
        .collect()
}

/// The words of the collection that answer a word, in both languages: a document may have texts in both.
fn answers<K: Copy + Ord>(index: &Index<K>, word: &str, forms: bool, parts: bool, starts: bool) -> Answers {
    let mut found = Answers::new();
    let mut add = |id: WordId, weight: f64, how: How| {
        let kept = found.entry(id).or_insert((weight, how));
        if weight > kept.0 {
            *kept = (weight, how);
        }
    };
    for lang in [Lang::Nl, Lang::En] {
        if let Some(id) = index.word(lang, word) {
            add(id, 1.0, How::Same);
        }
        if forms {
            for stem in index.stemmers.stems(lang, word) {
                for &id in index.stems.get(&stem).into_iter().flatten() {
                    add(id, FORM, How::Form);
                }
                for &(id, share) in index.wholes.get(&stem).into_iter().flatten().filter(|_| parts) {
                    add(id, PARTLY * share, How::Part);
                }
            }
        }
        let enough =
            word.len() >= START || (word.len() >= 2 && word.bytes().any(|byte| byte.is_ascii_digit()));
        if starts && enough {
            for id in index.beginning(lang, word) {
                let whole = index.words.get(id as usize).map_or(0, |word| word.text.len());
                add(id, PARTLY * crate::index::share(word.len(), whole), How::Start);
            }
        }
    }
    if parts && !is_stop(Lang::Nl, word) {
        for (id, share) in index.parts(word) {
            add(id, PARTLY * share, How::Part);
        }
    }
    found
}
