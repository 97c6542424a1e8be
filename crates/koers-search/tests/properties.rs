//! What holds for every collection and every question.

use koers_model::text::Lang;
use koers_search::{Document, Field, Index, MAX_CHARS, Options};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Words with forms, compounds, codes, capitals and diacritics, in two languages.
const WORDS: [&str; 30] = [
    "arbeid",
    "markt",
    "markten",
    "arbeidsmarkt",
    "arbeidsmarktregio",
    "regio",
    "regio's",
    "woning",
    "woningen",
    "bouw",
    "woningbouw",
    "woningbouwopgaven",
    "opgave",
    "bedrijf",
    "bedrijven",
    "Bedrijventerreinen",
    "terrein",
    "Fryslân",
    "PV22",
    "cbs-83582ned",
    "2016-2019",
    "ideeën",
    "overheden",
    "over",
    "de",
    "een",
    "jobs",
    "job",
    "industries",
    "CoÖperatie",
];

fn text(words: impl Strategy<Value = &'static str>) -> impl Strategy<Value = String> {
    prop::collection::vec(words, 0..12).prop_map(|words| words.join(" "))
}

fn lang() -> impl Strategy<Value = Lang> {
    prop::sample::select(vec![Lang::Nl, Lang::En])
}

fn documents() -> impl Strategy<Value = Vec<Document<u8>>> {
    let words = || text(prop::sample::select(WORDS.to_vec()));
    let document = (0u8..3, lang(), words(), words());
    prop::collection::vec(document, 0..12).prop_map(|documents| {
        let numbered = documents.into_iter().enumerate();
        numbered
            .map(|(number, (kind, lang, title, text))| {
                Document::new(format!("d{number:02}"), kind, lang)
                    .with(Field::Title, title)
                    .with(Field::Text, text)
            })
            .collect()
    })
}

fn all() -> Options<u8> {
    Options {
        limit: 1_000,
        ..Options::default()
    }
}

/// The words that match, by document.
fn matched(index: &Index<u8>, question: &str) -> BTreeMap<String, BTreeSet<String>> {
    let words =
        |hit: &koers_search::Hit<'_, u8>| hit.matched_words().into_iter().map(str::to_owned).collect();
    let hits = index.touched_by(question, Lang::Nl, &all());
    hits.iter()
        .map(|hit| (hit.document.key.clone(), words(hit)))
        .collect()
}

fn check(index: &Index<u8>, question: &str, options: &Options<u8>) -> Result<(), TestCaseError> {
    let answer = index.find(question, options);
    prop_assert!(answer.hits.len() <= answer.total.min(options.limit));
    prop_assert!(answer.by_kind.is_sorted());
    let ordered = answer.hits.is_sorted_by(|one, next| {
        let rank = |hit: &koers_search::Hit<'_, u8>| (hit.exact, hit.score);
        rank(one) > rank(next) || (rank(one) == rank(next) && one.document.key <= next.document.key)
    });
    prop_assert!(ordered);
    for hit in &answer.hits {
        prop_assert!(hit.score.is_finite() && hit.score > 0.0);
        prop_assert!(!hit.matched.is_empty() && !hit.passages.is_empty());
        prop_assert!(answer.some_words || hit.missing.is_empty());
        for passage in &hit.passages {
            let pieces: String = passage.pieces().map(|(_, piece)| piece).collect();
            prop_assert_eq!(&pieces, &passage.text[passage.shown.clone()]);
            let marked = passage.pieces().filter(|(marked, _)| *marked).count();
            prop_assert!(marked > 0 && marked == passage.marks.len());
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_question_has_an_answer(
        documents in documents(),
        question in "\\PC{0,60}|([a-z\"\\- ]{0,20}(markt|bedrijf|PV22|é|\u{301})){0,9}",
        lang in prop::option::of(lang()),
        offset in 0usize..4,
    ) {
        let index = Index::build(documents);
        check(&index, &question, &Options { lang, offset, kinds: vec![0, 2], limit: 5 })?;
        check(&index, &question, &all())?;
    }

    #[test]
    fn any_text_can_be_taken_in(texts in prop::collection::vec("\\PC{0,80}", 1..5), question in "\\PC{1,8}") {
        let documents = texts.iter().zip(0u8..).map(|(text, kind)| {
            Document::new(kind.to_string(), kind, Lang::Nl).with(Field::Text, text.as_str())
        });
        let index = Index::build(documents.collect());
        check(&index, &question, &all())?;
        for text in &texts {
            check(&index, text, &all())?;
        }
    }

    /// The words of the collection decide which compounds are taken apart, so a new word can make a document match more.
    #[test]
    fn a_document_more_takes_no_matched_word_from_another(
        documents in documents(),
        more in text(prop::sample::select(WORDS.to_vec())),
        question in text(prop::sample::select(WORDS.to_vec())),
    ) {
        let before = Index::build(documents.clone());
        let after = documents.into_iter().chain([Document::new("more", 9, Lang::Nl).with(Field::Text, more)]);
        let after = matched(&Index::build(after.collect()), &question);
        for (key, words) in matched(&before, &question) {
            prop_assert!(after.get(&key).is_some_and(|now| now.is_superset(&words)), "{key}: {words:?}, {after:?}");
        }
    }

    /// A document without new words changes nothing at all about which words of the others match.
    #[test]
    fn a_document_of_known_words_changes_no_matched_word(
        documents in documents(),
        pick in any::<prop::sample::Index>(),
        question in text(prop::sample::select(WORDS.to_vec())),
    ) {
        prop_assume!(!documents.is_empty());
        let before = matched(&Index::build(documents.clone()), &question);
        let mut copy = pick.get(&documents).clone();
        copy.key = "more".into();
        let mut after = matched(&Index::build(documents.into_iter().chain([copy]).collect()), &question);
        after.remove("more");
        prop_assert_eq!(before, after);
    }

    #[test]
    fn the_order_of_documents_does_not_matter(documents in documents(), question in text(prop::sample::select(WORDS.to_vec()))) {
        let turned = documents.iter().rev().cloned().collect();
        let (index, turned) = (Index::build(documents), Index::build(turned));
        prop_assert_eq!(index.find(&question, &all()), turned.find(&question, &all()));
    }

    #[test]
    fn a_document_is_found_by_its_own_words(documents in documents()) {
        let index = Index::build(documents);
        for document in index.documents() {
            for word in document.fields.iter().flat_map(|field| field.text.split(' ')) {
                let answer = index.find(word, &all());
                prop_assert!(!answer.some_words && answer.did_you_mean.is_none());
                prop_assert!(answer.hits.iter().any(|hit| hit.document.key == document.key), "{word}");
            }
        }
    }

    #[test]
    fn pages_follow_each_other(documents in documents(), question in text(prop::sample::select(WORDS.to_vec()))) {
        let index = Index::build(documents);
        let whole = index.find(&question, &all());
        let mut paged = Vec::new();
        for offset in (0..whole.total).step_by(3) {
            paged.extend(index.find(&question, &Options { limit: 3, offset, ..all() }).hits);
        }
        prop_assert_eq!(whole.hits, paged);
    }

    #[test]
    fn advice_on_one_word_finds_something(documents in documents(), at in 0usize..WORDS.len(), slip in 0usize..20) {
        let mut letters: Vec<char> = WORDS[at].chars().collect();
        letters.remove(slip % letters.len());
        let typed: String = letters.into_iter().chain([' ']).collect();
        let index = Index::build(documents);
        let answer = index.find(&typed, &all());
        if let Some(meant) = answer.did_you_mean {
            prop_assert_eq!(answer.total, 0);
            prop_assert!(index.find(&meant, &all()).total > 0, "{typed} {meant}");
        }
    }
}

#[test]
fn a_question_as_long_as_can_be_is_answered() {
    let index = Index::build(vec![
        Document::new("a", 0u8, Lang::Nl).with(Field::Text, "woord".repeat(50)),
    ]);
    for question in [
        "woord".repeat(MAX_CHARS),
        "\"".repeat(MAX_CHARS),
        "-".repeat(MAX_CHARS),
        "a-".repeat(MAX_CHARS),
    ] {
        assert!(index.find(&question, &all()).cut || question.len() == MAX_CHARS);
    }
}
