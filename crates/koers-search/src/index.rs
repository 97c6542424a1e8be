//! What is built once: every word of the collection, where it stands, and which words belong together.

use crate::compound::Compounds;
use crate::document::{Document, Field, MAX_TEXT, PerField};
use crate::fold::{Token, tokens};
use crate::language::{Stem, Stemmers};
use crate::score::Parameters;
use koers_model::text::Lang;
use std::collections::BTreeMap;
use std::ops::Range;

/// The place of a word in [`Index::words`].
pub(crate) type WordId = u32;
/// The place of a document in [`Index::documents`], which is the order of keys.
pub(crate) type DocId = u32;

/// A word of the collection in one language.
#[derive(Debug)]
pub(crate) struct Word {
    pub lang: Lang,
    /// Folded.
    pub text: String,
    /// As a text writes it, in small letters: what a suggestion shows.
    pub shown: String,
    /// Which documents have it, in which fields, how often. Sorted by document.
    pub postings: Vec<(DocId, PerField<u32>)>,
}

/// A word where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub word: WordId,
    start: u32,
    end: u32,
}

impl Place {
    /// In bytes of the text.
    pub(crate) fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What is known of the documents in one language together.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    pub documents: usize,
    /// The average length of each field, in words, over all documents on the shelf.
    pub averages: PerField<f64>,
}

/// A collection of documents that can be asked.
///
/// Built once, never changed, held in memory, free to be asked from many threads.
pub struct Index<K> {
    /// Sorted by key.
    pub(crate) documents: Vec<Document<K>>,
    /// For each document, for each of its texts, its words in order.
    pub(crate) texts: Vec<Vec<Vec<Place>>>,
    pub(crate) lengths: Vec<PerField<u32>>,
    /// Sorted by language and text.
    pub(crate) words: Vec<Word>,
    /// The words with a stem.
    pub(crate) stems: BTreeMap<Stem, Vec<WordId>>,
    /// The Dutch words with a part of that stem, and the share of their letters that the part has.
    pub(crate) wholes: BTreeMap<Stem, Vec<(WordId, f64)>>,
    /// For the parts of words that are asked about.
    compounds: Compounds,
    pub(crate) shelves: [Shelf; 2],
    pub(crate) stemmers: Stemmers,
    pub(crate) parameters: Parameters,
}

/// The place of a language in [`Index::shelves`].
pub(crate) fn shelf(lang: Lang) -> usize {
    lang.pick(0, 1)
}

/// The first bytes of a text that are read.
fn head(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The share of its letters that a word has of a longer one.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    // Words are at most 64 letters of at most four bytes.
    #[expect(clippy::cast_precision_loss)]
    let share = part as f64 / whole.max(1) as f64;
    share.min(1.0)
}

impl<K: Copy + Ord> Index<K> {
    /// Takes documents in, in any order.
    #[must_use]
    pub fn build(documents: Vec<Document<K>>) -> Self {
        Self::build_with(documents, Parameters::default())
    }

    /// Takes documents in, with other parameters than the usual.
    #[must_use]
    pub fn build_with(mut documents: Vec<Document<K>>, parameters: Parameters) -> Self {
        documents.sort_by(|one, other| one.key.cmp(&other.key));
        let read: Vec<Vec<Vec<Token>>> = documents
            .iter()
            .map(|document| {
                document
                    .fields
                    .iter()
                    .map(|field| tokens(head(&field.text)))
                    .collect()
            })
            .collect();

        let mut words = collect(&documents, &read);
        let mut texts = Vec::with_capacity(documents.len());
        let mut lengths = Vec::with_capacity(documents.len());
        for (doc, (document, read)) in (0..).zip(documents.iter().zip(read)) {
            let mut length = PerField::<u32>::default();
            let mut places = Vec::with_capacity(read.len());
            for (field, tokens) in document.fields.iter().zip(read) {
                let slot = field.field.slot();
                let mut of_text = Vec::with_capacity(tokens.len());
                for token in tokens {
                    let Some(id) = find(&words, field.lang, &token.word) else {
                        continue;
                    };
                    let word = &mut words[id as usize];
                    if word.postings.last().is_none_or(|(last, _)| *last != doc) {
                        word.postings.push((doc, PerField::default()));
                    }
                    if let Some((_, counts)) = word.postings.last_mut() {
                        counts[slot] += 1;
                    }
                    length[slot] += 1;
                    // A text is at most `MAX_TEXT` bytes, so both fit.
                    let at = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
                    of_text.push(Place {
                        word: id,
                        start: at(token.place.start),
                        end: at(token.place.end),
                    });
                }
                places.push(of_text);
            }
            texts.push(places);
            lengths.push(length);
        }

        let stemmers = Stemmers::new();
        let shelves = shelves(&documents, &lengths);
        let mut stems: BTreeMap<Stem, Vec<WordId>> = BTreeMap::new();
        let mut wholes: BTreeMap<Stem, Vec<(WordId, f64)>> = BTreeMap::new();
        let dutch = words.iter().filter(|word| word.lang == Lang::Nl);
        let compounds = Compounds::new(dutch.map(|word| word.text.as_str()), &stemmers);
        for (id, word) in (0..).zip(&words) {
            for stem in stemmers.stems(word.lang, &word.text) {
                stems.entry(stem).or_default().push(id);
            }
            if word.lang == Lang::Nl {
                for (stem, letters) in compounds.parts(&word.text, &stemmers) {
                    wholes
                        .entry(stem)
                        .or_default()
                        .push((id, share(letters, word.text.len())));
                }
            }
        }
        Self {
            documents,
            texts,
            lengths,
            words,
            stems,
            wholes,
            compounds,
            shelves,
            stemmers,
            parameters,
        }
    }

    /// The documents, sorted by key.
    #[must_use]
    pub fn documents(&self) -> &[Document<K>] {
        &self.documents
    }

    /// How many different words the collection has, counted by language.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.words.len()
    }

    /// The word with exactly these folded letters.
    pub(crate) fn word(&self, lang: Lang, text: &str) -> Option<WordId> {
        find(&self.words, lang, text)
    }

    /// The words of a language that begin with these folded letters.
    pub(crate) fn beginning(&self, lang: Lang, start: &str) -> impl Iterator<Item = WordId> {
        let from = self
            .words
            .partition_point(|word| (word.lang, word.text.as_str()) < (lang, start));
        let found = self.words.get(from..).unwrap_or_default().iter();
        (0..)
            .skip(from)
            .zip(found)
            .take_while(move |(_, word)| word.lang == lang && word.text.starts_with(start))
            .map(|(id, _)| id)
    }

    /// The words that are parts of a Dutch word, which need not be in the collection itself, with their shares of its letters.
    pub(crate) fn parts(&self, whole: &str) -> Vec<(WordId, f64)> {
        let mut found = Vec::new();
        for (stem, letters) in self.compounds.parts(whole, &self.stemmers) {
            for &id in self.stems.get(&stem).into_iter().flatten() {
                found.push((id, share(letters, whole.len())));
            }
        }
        found
    }
}

fn find(words: &[Word], lang: Lang, text: &str) -> Option<WordId> {
    let at = words
        .binary_search_by(|word| (word.lang, word.text.as_str()).cmp(&(lang, text)))
        .ok()?;
    WordId::try_from(at).ok()
}

/// Every different word, still without postings.
fn collect<K>(documents: &[Document<K>], read: &[Vec<Vec<Token>>]) -> Vec<Word> {
    let mut found: BTreeMap<(Lang, &str), String> = BTreeMap::new();
    for (document, read) in documents.iter().zip(read) {
        for (field, tokens) in document.fields.iter().zip(read) {
            for token in tokens {
                let written = field.text[token.place.clone()].to_lowercase();
                found
                    .entry((field.lang, &token.word))
                    .and_modify(|shown| {
                        if written < *shown {
                            shown.clone_from(&written);
                        }
                    })
                    .or_insert(written);
            }
        }
    }
    found
        .into_iter()
        .map(|((lang, text), shown)| Word {
            lang,
            text: text.to_owned(),
            shown,
            postings: Vec::new(),
        })
        .collect()
}

fn shelves<K>(documents: &[Document<K>], lengths: &[PerField<u32>]) -> [Shelf; 2] {
    let mut shelves = <[Shelf; 2]>::default();
    for (document, length) in documents.iter().zip(lengths) {
        let on = &mut shelves[shelf(document.lang)];
        on.documents += 1;
        for field in Field::ALL {
            on.averages[field.slot()] += f64::from(length[field.slot()]);
        }
    }
    for on in &mut shelves {
        // Counts of documents are far below 2⁵³.
        #[expect(clippy::cast_precision_loss)]
        let count = on.documents.max(1) as f64;
        for sum in &mut on.averages {
            *sum /= count;
        }
    }
    shelves
}
