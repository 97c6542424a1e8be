//! From a question to ranked documents, with the words that matched.

use crate::document::Document;
use crate::index::{DocId, Index, shelf};
use crate::passage::{Passage, passages};
use crate::plan::{Found as InDocument, How, Plan};
use crate::query::{Item, Query};
use crate::score::{frequency, rarity, saturated};
use crate::suggest::suggestion;
use koers_model::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// The most hits of one answer.
pub const MAX_HITS: usize = 1_000;
/// The most characters that [`Index::touched_by`] reads.
pub const MAX_PROPOSAL: usize = 20_000;
/// The most different words of them that it looks up.
const MAX_PROPOSAL_WORDS: usize = 400;

/// What to look in, and what to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options<K> {
    /// Only documents for readers of this language; both when `None`.
    pub lang: Option<Lang>,
    /// Only these kinds; every kind when empty.
    pub kinds: Vec<K>,
    /// How many hits to give, at most [`MAX_HITS`].
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
}

impl<K> Options<K> {
    /// The first twenty hits of every kind in one language.
    #[must_use]
    pub fn in_lang(lang: Lang) -> Self {
        Self {
            lang: Some(lang),
            ..Self::default()
        }
    }
}

impl<K> Default for Options<K> {
    fn default() -> Self {
        Self {
            lang: None,
            kinds: Vec::new(),
            limit: 20,
            offset: 0,
        }
    }
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'a, K> {
    /// How many documents of the kinds asked for were found.
    pub total: usize,
    /// How many there are of each kind, whatever kinds were asked for; sorted by kind.
    pub by_kind: Vec<(K, usize)>,
    /// Best first; with the same score in the order of their keys.
    pub hits: Vec<Hit<'a, K>>,
    /// No document has all words, so these have some of them.
    pub some_words: bool,
    /// The question with words that the collection does not know replaced by ones that it does, when no document has all words.
    pub did_you_mean: Option<String>,
    /// The question was longer than is read: see [`crate::MAX_CHARS`] and [`crate::MAX_WORDS`].
    pub cut: bool,
}

/// A document that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit<'a, K> {
    /// The document.
    pub document: &'a Document<K>,
    /// BM25F: only to be compared with other scores of the same answer. Above nought.
    pub score: f64,
    /// The question is the code of this document; it comes before all others.
    pub exact: bool,
    /// The words that matched, in the order of the question.
    pub matched: Vec<Match>,
    /// What was asked and is not in the document.
    pub missing: Vec<String>,
    /// Where the words stand, with a little of what stands around them.
    pub passages: Vec<Passage<'a>>,
}

impl<K> Hit<'_, K> {
    /// The words of the document that matched, each once.
    #[must_use]
    pub fn matched_words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = Vec::new();
        for found in &self.matched {
            if !words.contains(&found.found.as_str()) {
                words.push(&found.found);
            }
        }
        words
    }
}

/// A word of a document that answers a word of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// What was asked, as typed.
    pub asked: String,
    /// What the document has, in small letters.
    pub found: String,
    /// How the one answers the other.
    pub how: How,
}

/// What every item of a question finds, and how telling it is on each shelf.
struct Evaluated {
    plans: Vec<Plan>,
    found: Vec<BTreeMap<DocId, InDocument>>,
    rarities: Vec<[f64; 2]>,
}

/// A document with its score and what each item adds to it.
struct Scored {
    doc: DocId,
    score: f64,
    exact: bool,
    shares: Vec<(usize, f64)>,
}

impl<K: Copy + Ord> Index<K> {
    /// Looks for what a reader typed.
    ///
    /// Words are looked for in any of their forms, the last one also as a beginning, Dutch words also in and as compounds. Words in
    /// quotes must stand side by side as they are; a word after a minus must not be there. A document must have every word;
    /// when none has, some words are enough.
    #[must_use]
    pub fn find(&self, question: &str, options: &Options<K>) -> Answer<'_, K> {
        let both = [Lang::Nl, Lang::En];
        let langs = options
            .lang
            .as_ref()
            .map_or(both.as_slice(), std::slice::from_ref);
        let query = Query::read(question, langs);
        let without = self.without(&query.without);
        let (mut items, mut evaluated) = (query.items.clone(), self.evaluate(&query.items));
        let all = self.having_all(&evaluated, options.lang, &without);
        let some_words = all.is_empty() && !items.is_empty();
        let docs = if some_words {
            items = query.loosened().items;
            evaluated = self.evaluate(&items);
            self.having_some(&evaluated, options.lang, &without)
        } else {
            all
        };
        let did_you_mean = if some_words {
            suggestion(self, question, &query, options.lang)
        } else {
            None
        };

        let mut counts: BTreeMap<K, usize> = BTreeMap::new();
        let mut scored = Vec::new();
        for doc in docs {
            let Some(document) = self.documents.get(doc as usize) else {
                continue;
            };
            *counts.entry(document.kind).or_default() += 1;
            if options.kinds.is_empty() || options.kinds.contains(&document.kind) {
                scored.push(self.score(doc, &evaluated, &query.whole));
            }
        }
        Answer {
            total: scored.len(),
            by_kind: counts.into_iter().collect(),
            hits: self.hits(scored, &items, &evaluated, options),
            // One word that is nowhere leaves nothing to be partly right about.
            some_words: some_words && items.len() > 1,
            did_you_mean,
            cut: query.cut,
        }
    }

    /// Ranks documents by the words that they share with a longer text, such as a proposal: a suggestion where to look, never a
    /// measure of anything. Only whole words and their forms and compounds count; [`Hit::matched`] begins with the word that
    /// tells most. Reads the first [`MAX_PROPOSAL`] characters.
    #[must_use]
    pub fn touched_by(&self, text: &str, lang: Lang, options: &Options<K>) -> Vec<Hit<'_, K>> {
        let end = text
            .char_indices()
            .nth(MAX_PROPOSAL)
            .map_or(text.len(), |(at, _)| at);
        let items = Item::of_text(&text[..end], lang, MAX_PROPOSAL_WORDS);
        let evaluated = self.evaluate(&items);
        let scored: Vec<Scored> = self
            .having_some(&evaluated, options.lang, &BTreeSet::new())
            .into_iter()
            .filter(|&doc| {
                let kind = self.documents.get(doc as usize).map(|document| document.kind);
                options.kinds.is_empty() || kind.is_some_and(|kind| options.kinds.contains(&kind))
            })
            .map(|doc| {
                let mut scored = self.score(doc, &evaluated, "");
                scored
                    .shares
                    .sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
                scored
            })
            .collect();
        let mut hits = self.hits(scored, &items, &evaluated, options);
        for hit in &mut hits {
            // Nobody asks that an outcome has every word of a proposal.
            hit.missing.clear();
        }
        hits
    }

    fn evaluate(&self, items: &[Item]) -> Evaluated {
        let plans: Vec<Plan> = items.iter().map(|item| Plan::new(self, item, true)).collect();
        let found: Vec<_> = plans.iter().map(|plan| plan.find(self)).collect();
        let rarities = found
            .iter()
            .map(|found| {
                let mut full = [0; 2];
                let mut any = [0; 2];
                for (doc, of) in found {
                    let Some(document) = self.documents.get(*doc as usize) else {
                        continue;
                    };
                    any[shelf(document.lang)] += 1;
                    full[shelf(document.lang)] += usize::from(of.full);
                }
                // Parts of a word are more common than the word, and should not make it less telling.
                [0, 1].map(|on| {
                    rarity(
                        self.shelves[on].documents,
                        if full[on] > 0 { full[on] } else { any[on] },
                    )
                })
            })
            .collect();
        Evaluated {
            plans,
            found,
            rarities,
        }
    }

    fn without(&self, items: &[Item]) -> BTreeSet<DocId> {
        items
            .iter()
            .flat_map(|item| Plan::new(self, item, false).find(self).into_keys())
            .collect()
    }

    pub(crate) fn is_for(&self, doc: DocId, lang: Option<Lang>) -> bool {
        let document = self.documents.get(doc as usize);
        document.is_some_and(|document| lang.is_none_or(|lang| document.lang == lang))
    }

    fn having_all(&self, evaluated: &Evaluated, lang: Option<Lang>, without: &BTreeSet<DocId>) -> Vec<DocId> {
        let Some((first, others)) = evaluated.found.split_first() else {
            return Vec::new();
        };
        first
            .keys()
            .copied()
            .filter(|doc| others.iter().all(|found| found.contains_key(doc)))
            .filter(|doc| self.is_for(*doc, lang) && !without.contains(doc))
            .collect()
    }

    fn having_some(
        &self,
        evaluated: &Evaluated,
        lang: Option<Lang>,
        without: &BTreeSet<DocId>,
    ) -> Vec<DocId> {
        let docs: BTreeSet<DocId> = evaluated
            .found
            .iter()
            .flat_map(|found| found.keys().copied())
            .collect();
        docs.into_iter()
            .filter(|doc| self.is_for(*doc, lang) && !without.contains(doc))
            .collect()
    }

    /// Whether some document in the language has every word of a question.
    pub(crate) fn has_all(&self, query: &Query, lang: Option<Lang>) -> bool {
        let without = self.without(&query.without);
        !self
            .having_all(&self.evaluate(&query.items), lang, &without)
            .is_empty()
    }

    fn score(&self, doc: DocId, evaluated: &Evaluated, whole: &str) -> Scored {
        let mut scored = Scored {
            doc,
            score: 0.0,
            exact: false,
            shares: Vec::new(),
        };
        let at = doc as usize;
        let (Some(document), Some(lengths)) = (self.documents.get(at), self.lengths.get(at)) else {
            return scored;
        };
        let on = shelf(document.lang);
        for (number, (found, rarities)) in evaluated.found.iter().zip(&evaluated.rarities).enumerate() {
            if let Some(of) = found.get(&doc) {
                let x = frequency(&of.tf, lengths, &self.shelves[on].averages, self.parameters.b);
                let share = rarities[on] * saturated(x, self.parameters.k1);
                scored.score += share;
                scored.shares.push((number, share));
            }
        }
        scored.exact = !whole.is_empty() && self.codes(doc).any(|code| code == whole);
        scored
    }

    /// The codes of a document, folded.
    fn codes(&self, doc: DocId) -> impl Iterator<Item = String> {
        let at = doc as usize;
        let fields = self
            .documents
            .get(at)
            .into_iter()
            .flat_map(|document| &document.fields);
        let texts = self.texts.get(at).into_iter().flatten();
        fields
            .zip(texts)
            .filter(|(field, _)| field.field == crate::Field::Code)
            .map(|(_, places)| {
                let words: Vec<&str> = places
                    .iter()
                    .filter_map(|place| self.words.get(place.word as usize))
                    .map(|word| word.text.as_str())
                    .collect();
                words.join(" ")
            })
    }

    /// Ranks, takes the part asked for, and shows the words.
    fn hits(
        &self,
        mut scored: Vec<Scored>,
        items: &[Item],
        evaluated: &Evaluated,
        options: &Options<K>,
    ) -> Vec<Hit<'_, K>> {
        // Documents are numbered by key.
        scored.sort_by(|one, other| {
            let exact = other.exact.cmp(&one.exact);
            exact
                .then(other.score.total_cmp(&one.score))
                .then(one.doc.cmp(&other.doc))
        });
        let asked = scored
            .into_iter()
            .skip(options.offset)
            .take(options.limit.min(MAX_HITS));
        asked
            .filter_map(|scored| self.hit(scored, items, &evaluated.plans))
            .collect()
    }

    fn hit(&self, scored: Scored, items: &[Item], plans: &[Plan]) -> Option<Hit<'_, K>> {
        let document = self.documents.get(scored.doc as usize)?;
        let texts = self.texts.get(scored.doc as usize)?;
        let mut matched: Vec<Match> = Vec::new();
        // For each text, which word answers which item.
        let mut marks: Vec<Vec<(usize, usize)>> = vec![Vec::new(); texts.len()];
        for &(number, _) in &scored.shares {
            let (Some(item), Some(plan)) = (items.get(number), plans.get(number)) else {
                continue;
            };
            for ((field, places), marks) in document.fields.iter().zip(texts).zip(&mut marks) {
                for (at, how) in plan.marks(places) {
                    marks.push((at, number));
                    let found = field
                        .text
                        .get(places[at].range())
                        .unwrap_or_default()
                        .to_lowercase();
                    let word = Match {
                        asked: item.asked.clone(),
                        found,
                        how,
                    };
                    if !matched.contains(&word) {
                        matched.push(word);
                    }
                }
            }
        }
        let missing = items
            .iter()
            .enumerate()
            .filter(|(number, _)| !scored.shares.iter().any(|(shared, _)| shared == number))
            .map(|(_, item)| item.asked.clone())
            .collect();
        Some(Hit {
            document,
            score: scored.score,
            exact: scored.exact,
            matched,
            missing,
            passages: passages(&document.fields, texts, marks),
        })
    }
}
