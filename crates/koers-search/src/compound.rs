//! Dutch writes compounds as one word. Which parts a word has follows from the other words of the collection.

use crate::language::{Stem, Stemmers, is_stop};
use koers_model::text::Lang;
use std::collections::{BTreeMap, HashSet};
use std::ops::RangeInclusive;

/// A word as short as `ondo` has no parts; a word longer than this is no word.
const LETTERS: RangeInclusive<usize> = 7..=40;
/// A part that a question can find has at least this many letters: three-letter parts stand in words by chance.
const PART: usize = 4;
/// So has every word around it, but for the first, which may have three when the collection has it as a word: `topsector`,
/// `vakmensen`. Elsewhere three letters are rather an ending.
const FIRST: usize = 3;
/// Sounds between two parts: `arbeidsmarkt`, `ondernemingenpeil`.
const LINKS: [&str; 2] = ["s", "en"];
/// Prefixes that make a new word and are no part of a compound, although a text may have them as a word.
const PREFIXES: [&str; 6] = ["be", "ge", "her", "non", "ont", "ver"];
/// Endings that make a new word, likewise.
const SUFFIXES: [&str; 16] = [
    "achtig", "atie", "baar", "bare", "eren", "ende", "heden", "heid", "iteit", "lijk", "lijke", "loos",
    "loze", "schap", "ster", "zaam",
];

/// What the collection knows about Dutch words.
pub(crate) struct Compounds {
    pieces: HashSet<String>,
    stems: HashSet<Stem>,
}

impl Compounds {
    /// Takes in the words of the collection.
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str>, stemmers: &Stemmers) -> Self {
        let is_piece = |word: &str, least: usize| {
            word.len() >= least
                && word.bytes().all(|byte| byte.is_ascii_lowercase())
                && !PREFIXES.contains(&word)
                && !SUFFIXES.contains(&word)
                && !is_stop(Lang::Nl, word)
        };
        let mut pieces: HashSet<String> = words
            .filter(|word| is_piece(word, FIRST))
            .map(str::to_owned)
            .collect();
        let stems: HashSet<Stem> = pieces
            .iter()
            .flat_map(|word| stemmers.stems(Lang::Nl, word))
            .collect();
        // A plural makes its singular known: `woningen`, `woning`.
        let plural = |word: &&String| word.ends_with("en") || word.ends_with('s');
        let singulars: Vec<String> = pieces
            .iter()
            .filter(plural)
            .flat_map(|word| {
                let stems = stemmers.stems(Lang::Nl, word).into_iter().map(|stem| stem.text);
                stems.filter(|stem| is_piece(stem, PART) && stem.len() + 3 >= word.len())
            })
            .collect();
        pieces.extend(singulars);
        Self { pieces, stems }
    }

    /// The parts of a word, by their stems, each with its number of letters: every stretch of at least four letters of which
    /// what stands before and after is made of words of the collection.
    ///
    /// More words in the collection never take a part away.
    pub(crate) fn parts(&self, word: &str, stemmers: &Stemmers) -> BTreeMap<Stem, usize> {
        let mut found = BTreeMap::new();
        let n = word.len();
        if !LETTERS.contains(&n) || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return found;
        }
        let heads = self.heads(word);
        let tails = self.tails(word, stemmers);
        for start in (0..=n - PART).filter(|&start| heads[start]) {
            for end in (start + PART..=n).filter(|&end| tails[end] && (start, end) != (0, n)) {
                let part = &word[start..end];
                let without_link = LINKS
                    .iter()
                    .filter(|_| end < n)
                    .filter_map(|link| part.strip_suffix(link).filter(|rest| rest.len() >= PART));
                for part in without_link.chain([part]) {
                    // `banen` is a part and `ing` of `vestigingen` is not.
                    for stem in stemmers.stems(Lang::Nl, part).into_iter().filter(is_long) {
                        let letters = found.entry(stem).or_insert(part.len());
                        *letters = part.len().max(*letters);
                    }
                }
            }
        }
        found
    }

    /// Whether a stretch can stand before another part: a known word of so many letters, with or without a linking sound.
    fn linked(&self, stretch: &str, least: usize) -> bool {
        let known = |word: &str| word.len() >= least && self.pieces.contains(word);
        known(stretch)
            || LINKS
                .iter()
                .any(|link| stretch.strip_suffix(link).is_some_and(known))
    }

    /// For each place of a word, whether what stands before it is nothing or known words.
    fn heads(&self, word: &str) -> Vec<bool> {
        let mut heads = vec![false; word.len() + 1];
        heads[0] = true;
        for end in FIRST..word.len() {
            heads[end] = self.linked(&word[..end], FIRST)
                || (1..=end.saturating_sub(PART))
                    .any(|start| heads[start] && self.linked(&word[start..end], PART));
        }
        heads
    }

    /// For each place of a word, whether what stands after it is nothing or known words, the last in any form.
    fn tails(&self, word: &str, stemmers: &Stemmers) -> Vec<bool> {
        let n = word.len();
        let mut tails = vec![false; n + 1];
        tails[n] = true;
        for start in (1..=n - PART).rev() {
            let last = &word[start..];
            tails[start] = self.pieces.contains(last)
                || (start + PART..=n - PART).any(|end| tails[end] && self.linked(&word[start..end], PART))
                || stemmers
                    .stems(Lang::Nl, last)
                    .iter()
                    .any(|stem| self.stems.contains(stem));
        }
        tails
    }
}

/// A stem can be shorter than its word; a short one stands in words by chance.
fn is_long(stem: &Stem) -> bool {
    stem.text.len() >= PART
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(words: &[&str], word: &str, part: &str) -> bool {
        let stemmers = Stemmers::new();
        let compounds = Compounds::new(words.iter().copied(), &stemmers);
        let parts = compounds.parts(word, &stemmers);
        stemmers
            .stems(Lang::Nl, part)
            .iter()
            .any(|stem| parts.contains_key(stem))
    }

    #[test]
    fn parts_are_found_where_the_rest_is_known() {
        assert!(has(&["opgave"], "woningbouwopgave", "woningbouw"));
        assert!(has(&["opgave"], "woningbouwopgaven", "woningbouw"));
        assert!(has(&["woningbouw"], "woningbouwopgave", "opgaven"));
        assert!(has(&["woning", "opgave"], "woningbouwopgave", "bouw"));
        assert!(has(&["regio"], "arbeidsmarktregio", "arbeidsmarkt"));
        assert!(has(&["markt", "regio"], "arbeidsmarktregio", "arbeid"));
        assert!(has(&["arbeid", "regio"], "arbeidsmarktregio", "markt"));
        assert!(has(&["woningen", "bouw"], "woningbouwopgave", "opgave"));
        assert!(has(&["boer"], "boerenkool", "kool"));
        assert!(has(&["top"], "topsectoren", "sector"));
    }

    #[test]
    fn parts_are_not_guessed() {
        assert!(!has(&["opgave"], "woningbouwplannen", "woningbouw"));
        // `onder` is a stop word and `ver` a prefix.
        assert!(!has(&["onder", "zoek"], "onderzoek", "zoek"));
        assert!(!has(&["ver", "zoek"], "verzoeken", "zoeken"));
        // Three letters are too few.
        assert!(!has(&["snel"], "snelweg", "weg"));
        assert!(!has(&["snel", "weg", "aanleg"], "snelwegaanleg", "snel"));
        assert!(!has(&["ge", "gewoon", "wonen"], "gewoonte", "woon"));
        assert!(!has(&["be", "ont"], "ontbossing", "bossing"));
    }
}
