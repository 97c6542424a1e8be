#![no_main]
//! The first line is a question, every other line a document: a title, and after a tab its text.

use koers_model::text::Lang;
use koers_search::{Document, Field, Index, Options};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (question, documents) = text.split_once('\n').unwrap_or((&text, ""));
    let documents = documents.lines().take(200).enumerate().map(|(number, line)| {
        let (title, text) = line.split_once('\t').unwrap_or((line, ""));
        let lang = if number % 3 == 2 { Lang::En } else { Lang::Nl };
        Document::new(format!("{number:03}"), number % 2, lang).with(Field::Title, title).with(Field::Text, text)
    });
    let index = Index::build(documents.collect());
    for options in [Options { limit: 1_000, ..Options::default() }, Options { offset: 1, ..Options::in_lang(Lang::Nl) }] {
        let answer = index.find(question, &options);
        assert!(answer.hits.len() <= answer.total);
        for pair in answer.hits.windows(2) {
            assert!((pair[0].exact, pair[0].score) >= (pair[1].exact, pair[1].score));
        }
        for hit in answer.hits.iter().chain(&index.touched_by(question, Lang::Nl, &options)) {
            assert!(hit.score.is_finite() && hit.score > 0.0);
            assert!(!hit.matched.is_empty());
            for passage in &hit.passages {
                let shown: String = passage.pieces().map(|(_, piece)| piece).collect();
                assert_eq!(shown, passage.text[passage.shown.clone()]);
                assert_eq!(passage.pieces().filter(|(marked, _)| *marked).count(), passage.marks.len());
            }
        }
        if let Some(meant) = answer.did_you_mean {
            assert_ne!(meant, question);
            let _ = index.find(&meant, &options);
        }
    }
});
