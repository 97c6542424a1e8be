//! The text of a record in which nothing steers a screen or turns the direction of reading.
//!
//! None is entered any more. A register that was filled before may hold some: it stays as it was written, and every reader of records gets
//! them shown by their number.

use koers_model::letters::{misleads, push_number};
use std::borrow::Cow;

/// A canonical text with each character that misleads as its number, `[U+202E]`; otherwise the same, and canonical still.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    // JSON writes what stands below the blank as an escape; the others stand there as they are.
    let escapes = ["\\u00", "\\b", "\\f", "\\r"];
    if !text.contains(misleads) && !escapes.iter().any(|escape| text.contains(escape)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (length, meant) = match rest.as_bytes() {
            [b'\\', b'b', ..] => (2, Some('\u{8}')),
            [b'\\', b'f', ..] => (2, Some('\u{c}')),
            // The end of a line as Windows writes it.
            [b'\\', b'r', b'\\', b'n', ..] => (4, None),
            [b'\\', b'r', ..] => (2, Some('\r')),
            [b'\\', b'u', ..] => (6, escaped(rest)),
            [b'\\', ..] => (2, None),
            _ => (letter.len_utf8(), Some(letter)),
        };
        match meant.filter(|letter| misleads(*letter)) {
            Some(letter) => push_number(&mut out, letter),
            None => out.push_str(rest.get(..length).unwrap_or(rest)),
        }
        rest = rest.get(length..).unwrap_or("");
    }
    Cow::Owned(out)
}

/// The character of `\u0000`.
fn escaped(text: &str) -> Option<char> {
    let digits = text.get(2..6)?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::letters;

    #[test]
    fn a_text_in_json_is_shown_as_the_text_itself_is() {
        for text in [
            "a\0b\u{8}\u{c}\u{1b}[31m\u{7f}\u{9b}\r",
            "\u{202e}gnp.exe \u{2066}x\u{2069}",
            "\\u0000 \\b \\\\b \"\\r\" a\r\nb\rc\td\n",
            "é 日本 👩‍👩‍👧",
            "",
        ] {
            let json = serde_json::to_string(text).unwrap();
            let back: String = serde_json::from_str(&visible(&json)).unwrap();
            assert_eq!(back, letters::visible(text), "{text:?}");
        }
        assert!(matches!(visible(r#""gewoon\n""#), Cow::Borrowed(_)));
    }
}
