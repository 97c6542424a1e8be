//! What a reader may have meant, when what was typed is nowhere.

use crate::index::Index;
use crate::language::is_stop;
use crate::plan::Plan;
use crate::query::{Item, Query};
use koers_model::text::Lang;
use std::cmp::Reverse;
use std::ops::Range;

/// The question with every unknown word replaced by the nearest one that the collection has. `None` when every word is known,
/// or nothing is near.
pub(crate) fn suggestion<K: Copy + Ord>(
    index: &Index<K>,
    question: &str,
    query: &Query,
    lang: Option<Lang>,
) -> Option<String> {
    let mut replaced: Vec<(Range<usize>, &str)> = Vec::new();
    for item in &query.items {
        for (word, place) in item.words.iter().zip(&item.places) {
            let alone = Item {
                words: vec![word.clone()],
                places: vec![place.clone()],
                ..item.clone()
            };
            if Plan::new(index, &alone, true).is_unknown()
                && let Some(near) = nearest(index, word, lang)
            {
                replaced.push((place.clone(), near));
            }
        }
    }
    if replaced.is_empty() {
        return None;
    }
    replaced.sort_by_key(|(place, _)| place.start);
    let mut meant = String::with_capacity(question.len());
    let mut from = 0;
    for (place, near) in &replaced {
        meant.push_str(question.get(from..place.start)?);
        meant.push_str(near);
        from = place.end;
    }
    // What lies beyond the bound was not read and is not suggested.
    meant.push_str(question.get(from..query.read)?.trim_end());
    let langs = [Lang::Nl, Lang::En];
    let asked = Query::read(
        &meant,
        lang.as_ref().map_or(langs.as_slice(), std::slice::from_ref),
    );
    // Some of the words may still not be together in one document; a suggestion of one word always finds something.
    (index.has_all(&asked, lang) || query.items.len() > 1).then_some(meant)
}

/// The nearest word of the collection: one slip away in a word of four letters or more, two in one of eight or more. A slip is a
/// letter too many, too few, wrong, or swapped with the next. Of the nearest, the one in most documents, then the first in the
/// alphabet. Codes are not guessed: one digit further is another code.
fn nearest<'a, K: Copy + Ord>(index: &'a Index<K>, typed: &str, lang: Option<Lang>) -> Option<&'a str> {
    let letters = typed.chars().count();
    let slips = match letters {
        0..=3 => return None,
        4..=7 => 1,
        _ => 2,
    };
    if typed.chars().any(char::is_numeric) {
        return None;
    }
    let mut best: Option<(usize, Reverse<usize>, &str, &str)> = None;
    for word in &index.words {
        let difference = word.text.chars().count().abs_diff(letters);
        if difference > slips || is_stop(word.lang, &word.text) || word.text.chars().any(char::is_numeric) {
            continue;
        }
        let distance = strsim::osa_distance(typed, &word.text);
        if distance > slips {
            continue;
        }
        let documents = word
            .postings
            .iter()
            .filter(|(doc, _)| index.is_for(*doc, lang))
            .count();
        if documents == 0 {
            continue;
        }
        let found = (
            distance,
            Reverse(documents),
            word.text.as_str(),
            word.shown.as_str(),
        );
        if best.is_none_or(|best| found < best) {
            best = Some(found);
        }
    }
    best.map(|(_, _, _, shown)| shown)
}
