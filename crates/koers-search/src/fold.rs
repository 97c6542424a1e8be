//! From text to words: small letters without diacritics, each with its place in the text.

use std::ops::Range;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// No word is longer than this many letters; the rest of a longer run still belongs to it, unread.
pub(crate) const MAX_LETTERS: usize = 64;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Small letters and digits, without diacritics.
    pub word: String,
    /// Where it stands, in bytes of the text. Both ends are borders of characters.
    pub place: Range<usize>,
    /// One connecting sign, and nothing else, stands between this word and the one before: `noord-nederland`.
    pub joined: bool,
}

/// Signs that join two words into one name or code when nothing else stands between them.
/// A slash or a colon rather means "or" and "namely", so it parts.
fn joins(sign: char, before: Option<char>, after: char) -> bool {
    match sign {
        '-' | '_' | '.' | '&' | '\'' | '’' | '–' | '‐' | '‑' => true,
        ',' => before.is_some_and(|c| c.is_ascii_digit()) && after.is_ascii_digit(),
        _ => false,
    }
}

/// Signs without a shape of their own, which editors leave inside words.
fn invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Letters whose sound is written with others where the letter is not on the keyboard. Unicode does not decompose them.
fn respelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

/// Adds a character to a word, folded.
fn fold_into(word: &mut String, c: char) {
    if c.is_ascii_alphanumeric() {
        word.push(c.to_ascii_lowercase());
        return;
    }
    decompose_compatible(c, |part| {
        if !part.is_alphanumeric() {
            return;
        }
        for small in part.to_lowercase().filter(|small| small.is_alphanumeric()) {
            match respelled(small) {
                Some(spelling) => word.push_str(spelling),
                None => word.push(small),
            }
        }
    });
}

/// The words of a text, in order. An ending after an apostrophe (`regio's`, `zzp'er`) belongs to the word before it, and says
/// nothing that the word itself does not.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::new();
    for token in runs(text) {
        match kept.last_mut() {
            Some(before)
                if token.joined
                    && matches!(token.word.as_str(), "s" | "er" | "ers")
                    && matches!(text.get(before.place.end..token.place.start), Some("'" | "’")) =>
            {
                before.place.end = token.place.end;
            }
            _ => kept.push(token),
        }
    }
    kept
}

/// The runs of letters and digits of a text.
fn runs(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut open: Option<(Token, usize)> = None;
    // What stood since the last word ended: how many characters, the last of them, and the character before.
    let (mut gap, mut sign, mut last) = (usize::MAX, ' ', None);
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // Some marks count as letters for Unicode, so a mark is looked for first.
        let mark = is_combining_mark(c);
        if let Some((token, letters)) = &mut open {
            if mark || invisible(c) {
                if mark {
                    token.place.end = end;
                }
                continue;
            }
            if c.is_alphanumeric() {
                if *letters < MAX_LETTERS {
                    fold_into(&mut token.word, c);
                    *letters += 1;
                }
                token.place.end = end;
                last = Some(c);
                continue;
            }
        }
        if let Some((token, _)) = open.take() {
            if !token.word.is_empty() {
                found.push(token);
            }
            gap = 0;
        }
        if c.is_alphanumeric() && !mark {
            let joined = gap == 1 && joins(sign, last, c) && !found.is_empty();
            let mut token = Token {
                word: String::new(),
                place: at..end,
                joined,
            };
            fold_into(&mut token.word, c);
            last = Some(c);
            open = Some((token, 1));
        } else {
            gap = gap.saturating_add(1);
            sign = c;
        }
    }
    found.extend(
        open.map(|(token, _)| token)
            .filter(|token| !token.word.is_empty()),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.word).collect()
    }

    #[test]
    fn diacritics_capitals_and_ligatures_fold() {
        assert_eq!(
            words("Fryslân COÖPERATIE ŒUVRE ﬁets ĳs Straße"),
            ["fryslan", "cooperatie", "oeuvre", "fiets", "ijs", "strasse"]
        );
        // The same word in composed and decomposed form.
        assert_eq!(words("cre\u{301}atief"), words("créatief"));
        assert_eq!(words("be\u{ad}leid"), ["beleid"]);
    }

    #[test]
    fn codes_keep_letters_and_digits_together() {
        assert_eq!(words("PV22, 83582NED"), ["pv22", "83582ned"]);
        let joined: Vec<bool> = tokens("2016-2019 cbs-83582ned a - b HBO/WO R&D 3,5 a,b")
            .into_iter()
            .map(|token| token.joined)
            .collect();
        let expected = [0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0].map(|joined| joined == 1);
        assert_eq!(joined, expected);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "  Ideeën: regio’s!";
        let found: Vec<&str> = tokens(text).into_iter().map(|token| &text[token.place]).collect();
        assert_eq!(found, ["Ideeën", "regio’s"]);
        assert_eq!(
            words("regio's zzp'ers 's avonds"),
            ["regio", "zzp", "s", "avonds"]
        );
    }

    #[test]
    fn a_run_without_end_is_one_bounded_word() {
        let found = tokens(&"x".repeat(10_000));
        assert_eq!((found.len(), found[0].word.len()), (1, MAX_LETTERS));
        assert_eq!(found[0].place, 0..10_000);
    }
}
