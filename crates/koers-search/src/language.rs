//! What two languages ask: words that carry no meaning, and the stem that forms of a word share.

use frostem::{Algorithm, Stemmer};
use koers_model::text::Lang;

/// Words that say nothing about the subject, without diacritics, sorted. A question keeps them only when it has no other.
const STOP_NL: [&str; 101] = [
    "aan", "al", "alle", "alleen", "als", "andere", "bij", "binnen", "boven", "buiten", "daar", "dan", "dat",
    "de", "deze", "die", "dit", "doen", "doet", "door", "dus", "echter", "een", "eens", "elk", "elke", "en",
    "er", "ge", "geen", "had", "heb", "hebben", "heeft", "hem", "het", "hier", "hij", "hoe", "hun", "ik",
    "in", "is", "ja", "je", "jij", "kan", "kunnen", "maar", "meer", "men", "met", "mij", "mijn", "moet",
    "moeten", "na", "naar", "niet", "nog", "nu", "of", "om", "omdat", "onder", "ons", "onze", "ook", "op",
    "over", "per", "s", "t", "te", "ten", "ter", "toch", "toen", "tot", "tussen", "u", "uit", "van",
    "vanuit", "veel", "via", "voor", "waar", "was", "wat", "we", "welke", "wie", "wij", "worden", "wordt",
    "zal", "ze", "zich", "zijn", "zo",
];

/// The same for English.
const STOP_EN: [&str; 74] = [
    "a", "about", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can",
    "do", "does", "each", "for", "from", "had", "has", "have", "he", "how", "i", "if", "in", "into", "is",
    "it", "its", "may", "more", "must", "no", "not", "of", "on", "only", "or", "our", "out", "over", "s",
    "she", "should", "so", "some", "such", "t", "than", "that", "the", "their", "them", "then", "there",
    "these", "they", "this", "those", "to", "under", "was", "we", "were", "what", "when", "where", "which",
    "who", "will", "with",
];

/// Whether a word carries no meaning in a language.
pub(crate) fn is_stop(lang: Lang, word: &str) -> bool {
    lang.pick(STOP_NL.as_slice(), &STOP_EN)
        .binary_search(&word)
        .is_ok()
}

/// Which algorithm made a stem. Stems of different algorithms say nothing about each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum By {
    /// Kraaij and Pohlmann, which Snowball calls `dutch`.
    Dutch,
    /// The older Snowball algorithm, `dutch_porter`.
    DutchPorter,
    /// Porter's second, `english`.
    English,
}

/// What the forms of a word share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Stem {
    pub by: By,
    pub text: String,
}

/// The stemmers of both languages.
pub(crate) struct Stemmers {
    dutch: Stemmer,
    porter: Stemmer,
    english: Stemmer,
}

impl Stemmers {
    pub(crate) fn new() -> Self {
        Self {
            dutch: Stemmer::new(Algorithm::Dutch),
            porter: Stemmer::new(Algorithm::DutchPorter),
            english: Stemmer::new(Algorithm::English),
        }
    }

    /// The stems of a folded word. Two words are forms of one word when they share a stem.
    ///
    /// Dutch has two: each algorithm misses plurals that the other knows (`bedrijf`–`bedrijven` is only in the first,
    /// `sector`–`sectoren` only in the second). Codes, numbers and words in other scripts have none, nor have stop words:
    /// `overheden` stems to `over`, and every text has that.
    pub(crate) fn stems(&self, lang: Lang, word: &str) -> Vec<Stem> {
        if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) || is_stop(lang, word) {
            return Vec::new();
        }
        match lang {
            Lang::Nl => {
                let word = without_diaeresis_plural(word);
                let dutch = settled(&self.dutch, word);
                let porter = Stem {
                    by: By::DutchPorter,
                    text: settled(&self.porter, word),
                };
                if lost_prefix(word, &dutch) && !is_participle(word, &dutch) {
                    return vec![porter];
                }
                let dutch = Stem {
                    by: By::Dutch,
                    text: dutch,
                };
                vec![dutch, porter]
            }
            Lang::En => vec![Stem {
                by: By::English,
                text: settled(&self.english, word),
            }],
        }
    }
}

/// `ideeën`, `industrieën`: without diacritics an ending that no other Dutch word has, and that neither algorithm knows.
fn without_diaeresis_plural(word: &str) -> &str {
    if word.ends_with("eeen") || word.ends_with("ieen") {
        &word[..word.len() - 2]
    } else {
        word
    }
}

/// Whether the first algorithm took `ge` off the beginning: `gewoon` → `woon`, which is not what `woningen` are.
fn lost_prefix(word: &str, stem: &str) -> bool {
    word.strip_prefix("ge")
        .and_then(|rest| rest.chars().next())
        .is_some_and(|first| stem.starts_with(first) && (first != 'g' || !stem.starts_with("geg")))
}

/// Whether `ge` makes a form of the same word: a regular participle, `gewerkt` of `werken`. Its ending must have gone with the
/// prefix, and be the one that the letter before it asks for: `gebied` is no form of `bieden`, nor `gemeente` of `mening`.
fn is_participle(word: &str, stem: &str) -> bool {
    let word = word.strip_suffix('e').unwrap_or(word);
    let voiceless = |rest: &str| rest.ends_with(['k', 'f', 's', 'p', 'h']);
    let rest = match (word.strip_suffix('t'), word.strip_suffix('d')) {
        (Some(rest), _) if voiceless(rest) => rest,
        (_, Some(rest)) if !voiceless(rest) => rest,
        _ => return false,
    };
    rest.len() >= stem.len() + 2
}

/// A shorter stem is shared by chance: `em` by Emmen and the Ems.
const LEAST: usize = 4;

/// Whether a word is the plainest plural of a stem of three letters, which is no chance: `wegen`, `wetten`, `jobs`.
fn is_plural(word: &str, stem: &str) -> bool {
    stem.len() == 3
        && word.strip_prefix(stem).is_some_and(|ending| {
            matches!(ending, "s" | "en")
                || (ending.len() == 3 && ending.ends_with("en") && ending[..1] == stem[2..])
        })
}

/// Stems until nothing changes, so that a singular that itself looks like a plural meets its plural:
/// `kansen` → `kans` → `kan`, `kans` → `kan`. A round that leaves too little is not made. Each round but a rare one shortens the
/// word; the bound is for the rare one.
fn settled(stemmer: &Stemmer, word: &str) -> String {
    let mut stem = word.to_owned();
    for _ in 0..8 {
        let next = stemmer.stem(&stem);
        if *next == *stem || (next.len() < LEAST && !is_plural(&stem, &next)) {
            break;
        }
        stem = next.into();
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SNOWBALL_DUTCH: [(&str, &str); 12] = [
        ("bedrijf", "bedrijf"),
        ("bedrijven", "bedrijf"),
        ("economische", "economisch"),
        ("gemeenten", "meen"),
        ("huizen", "huis"),
        ("kansen", "kans"),
        ("lichamelijkheden", "lichamelijk"),
        ("mogelijkheden", "molijk"),
        ("opglimlachten", "opglimlacht"),
        ("sectoren", "sectoor"),
        ("werkgelegenheid", "werklegen"),
        ("woningen", "woon"),
    ];
    const SNOWBALL_DUTCH_PORTER: [(&str, &str); 8] = [
        ("bedrijf", "bedrijf"),
        ("bedrijven", "bedrijv"),
        ("gemeenten", "gemeent"),
        ("huizen", "huiz"),
        ("lichamelijkheden", "licham"),
        ("sectoren", "sector"),
        ("werkgelegenheid", "werkgeleg"),
        ("woningen", "woning"),
    ];
    const SNOWBALL_ENGLISH: [(&str, &str); 8] = [
        ("consigned", "consign"),
        ("consistency", "consist"),
        ("economic", "econom"),
        ("employed", "employ"),
        ("growing", "grow"),
        ("knightly", "knight"),
        ("knives", "knive"),
        ("university", "universiti"),
    ];

    fn share(lang: Lang, one: &str, other: &str) -> bool {
        let stemmers = Stemmers::new();
        let of_one = stemmers.stems(lang, one);
        stemmers
            .stems(lang, other)
            .iter()
            .any(|stem| of_one.contains(stem))
    }

    #[test]
    fn stop_words_are_sorted_for_the_search_in_them() {
        assert!(STOP_NL.is_sorted() && STOP_EN.is_sorted());
    }

    /// Pairs of word and stem from the published vocabularies of the Snowball project (`snowball-data`, folders `dutch`,
    /// `dutch_porter` and `english`, files `voc.txt` and `output.txt`). All 133,989 pairs were compared once: none differs.
    #[test]
    fn stems_are_those_that_snowball_publishes() {
        for (algorithm, pairs) in [
            (Algorithm::Dutch, SNOWBALL_DUTCH.as_slice()),
            (Algorithm::DutchPorter, &SNOWBALL_DUTCH_PORTER),
            (Algorithm::English, &SNOWBALL_ENGLISH),
        ] {
            let stemmer = Stemmer::new(algorithm);
            for (word, stem) in pairs {
                assert_eq!(stemmer.stem(word), *stem, "{word}");
            }
        }
    }

    proptest! {
        /// A stem is its own stem, in either language, so what is in the index can be looked up by its stem.
        #[test]
        fn stemming_again_changes_nothing(word in "[a-z]{3,24}|[a-z]{2,8}(en|s|heid|heden|ing|ingen|baar|elijk|atie|ed|ing|ies|ness)") {
            let stemmers = Stemmers::new();
            for lang in [Lang::Nl, Lang::En] {
                for stem in stemmers.stems(lang, &word) {
                    let stemmer = match stem.by {
                        By::Dutch => &stemmers.dutch,
                        By::DutchPorter => &stemmers.porter,
                        By::English => &stemmers.english,
                    };
                    prop_assert_eq!(settled(stemmer, &stem.text), stem.text);
                }
            }
        }
    }

    #[test]
    fn forms_of_a_word_meet() {
        for (one, other) in [
            ("bedrijf", "bedrijven"),
            ("sector", "sectoren"),
            ("kans", "kansen"),
            ("fonds", "fondsen"),
            ("woning", "woningen"),
            ("opgave", "opgaven"),
            ("provincie", "provincies"),
            ("werkloos", "werkloosheid"),
            ("industrie", "industrieen"),
            ("idee", "ideeen"),
            ("gewerkt", "werken"),
            ("gemaakte", "maken"),
            ("gemeente", "gemeenten"),
            ("gebied", "gebieden"),
            ("weg", "wegen"),
            ("wet", "wetten"),
            ("baan", "banen"),
        ] {
            assert!(share(Lang::Nl, one, other), "{one} {other}");
        }
        for (one, other) in [
            ("job", "jobs"),
            ("industry", "industries"),
            ("employed", "employing"),
        ] {
            assert!(share(Lang::En, one, other), "{one} {other}");
        }
        for (one, other) in [
            ("overheden", "over"),
            ("kans", "kan"),
            ("bank", "banen"),
            ("pv22", "pv23"),
            ("gewoon", "woningen"),
            ("gewoon", "wonen"),
            ("gebied", "bieden"),
            ("gemeente", "meningen"),
            ("gegevens", "geven"),
            ("emmen", "ems"),
            ("assen", "as"),
        ] {
            assert!(!share(Lang::Nl, one, other), "{one} {other}");
        }
    }
}
