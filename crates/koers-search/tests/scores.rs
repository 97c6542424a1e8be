//! The scores are those that others compute: `bm25.py` says who, `bm25.tsv` what.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should say where"
)]

use koers_model::text::Lang;
use koers_search::{Document, Field, Index, Options};
use std::collections::BTreeMap;

/// Scores by question and document.
type Scores = BTreeMap<String, BTreeMap<String, f64>>;

struct Told {
    /// Key, title, text.
    documents: Vec<[String; 3]>,
    scores: BTreeMap<String, Scores>,
}

fn told() -> Told {
    let mut told = Told {
        documents: Vec::new(),
        scores: BTreeMap::new(),
    };
    for line in include_str!("bm25.tsv").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [what, first, second, third] = cells[..] else {
            panic!("{line}")
        };
        if what == "document" {
            told.documents.push([first, second, third].map(str::to_owned));
        } else {
            let scores = told
                .scores
                .entry(what.to_owned())
                .or_default()
                .entry(first.to_owned())
                .or_default();
            scores.insert(second.to_owned(), third.parse().unwrap());
        }
    }
    assert_eq!((told.documents.len(), told.scores.len()), (40, 2));
    told
}

fn compare(index: &Index<()>, scores: &Scores) {
    let options = Options {
        limit: 1_000,
        ..Options::in_lang(Lang::Nl)
    };
    for (question, expected) in scores {
        // As running text, for then no document has to have every word.
        let found: BTreeMap<String, f64> = index
            .touched_by(question, Lang::Nl, &options)
            .into_iter()
            .map(|hit| (hit.document.key.clone(), hit.score))
            .collect();
        assert!(found.keys().eq(expected.keys()), "{question}: {found:?}");
        for (key, score) in &found {
            assert!(
                (score - expected[key]).abs() < 1e-9,
                "{question} {key}: {score}, not {}",
                expected[key]
            );
        }
        // Typed as a question, the documents with every word have the same scores.
        let answer = index.find(&format!("{question} "), &options);
        assert!(!answer.hits.is_empty());
        for hit in answer.hits {
            assert!((hit.score - expected[&hit.document.key]).abs() < 1e-9);
        }
    }
}

#[test]
fn one_field_is_bm25() {
    let told = told();
    let documents = told
        .documents
        .iter()
        .map(|[key, _, text]| Document::new(key.as_str(), (), Lang::Nl).with(Field::Text, text.as_str()));
    compare(&Index::build(documents.collect()), &told.scores["text"]);
}

#[test]
fn two_fields_are_bm25f() {
    let told = told();
    let documents = told.documents.iter().map(|[key, title, text]| {
        Document::new(key.as_str(), (), Lang::Nl)
            .with(Field::Title, title.as_str())
            .with(Field::Text, text.as_str())
    });
    compare(&Index::build(documents.collect()), &told.scores["fields"]);
}
