//! Characters that mislead who reads a text: control characters, and marks that turn the direction of reading (Unicode 16, chapter 23,
//! tables 23-1 and 23-3). No text that people write here needs one, so none is taken in, and what holds one is shown with its number.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character steers a screen or turns the direction of reading. Line ends and tabs do not; a `\r` does, but before a `\n`.
#[must_use]
pub const fn misleads(letter: char) -> bool {
    match letter {
        '\n' | '\t' => false,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        // C0, DEL and C1.
        other => other.is_ascii_control() || matches!(other, '\u{80}'..='\u{9f}'),
    }
}

/// The characters of a text, each with whether it misleads there. Lines may end as Windows ends them.
fn looked_at(text: &str) -> impl Iterator<Item = (char, bool)> + '_ {
    let mut letters = text.chars().peekable();
    std::iter::from_fn(move || {
        let letter = letters.next()?;
        let ends_line = letter == '\r' && letters.peek() == Some(&'\n');
        Some((letter, misleads(letter) && !ends_line))
    })
}

/// The first character of a text that [`misleads`]. Lines may end as Windows ends them.
#[must_use]
pub fn misleading(text: &str) -> Option<char> {
    looked_at(text).find_map(|(letter, misleads)| misleads.then_some(letter))
}

/// The number of a character as Unicode writes it: `U+202E`.
#[must_use]
pub fn number(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// A text in which nothing steers or turns: each character that [`misleads`] stands there as its number, `[U+202E]`.
///
/// ```
/// use koers_model::letters::visible;
/// assert_eq!(visible("koers\u{202e}gnp.exe\n"), "koers[U+202E]gnp.exe\n");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if misleading(text).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (letter, misleads) in looked_at(text) {
        if misleads {
            push_number(&mut out, letter);
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// Adds the number of a character as [`visible`] shows it.
pub fn push_number(out: &mut String, letter: char) {
    // Writing to a text does not fail.
    let _ = write!(out, "[{}]", number(letter));
}

/// The most letters of a value that a message repeats, and how many it shows of a longer one.
const REPEATED: usize = 200;
const SHOWN: usize = 60;

/// A message that repeats no endless value: of what stands between backticks, and of words without a blank, only the beginning when they are longer
/// than 200 letters.
///
/// ```
/// use koers_model::letters::brief;
/// assert_eq!(brief("there is no `pub`"), "there is no `pub`");
/// let long = format!("there is no `{}`", "pub ".repeat(1000));
/// assert_eq!(brief(&long), format!("there is no `{}…`", "pub ".repeat(15)));
/// ```
#[must_use]
pub fn brief(message: &str) -> Cow<'_, str> {
    if message.len() <= REPEATED {
        return Cow::Borrowed(message);
    }
    let mut out = String::new();
    for (at, piece) in message.split('`').enumerate() {
        if at > 0 {
            out.push('`');
        }
        if at % 2 == 1 {
            push_beginning(&mut out, piece);
        } else {
            for word in piece.split_inclusive(char::is_whitespace) {
                push_beginning(&mut out, word);
            }
        }
    }
    Cow::Owned(out)
}

fn push_beginning(out: &mut String, text: &str) {
    if text.chars().nth(REPEATED).is_some() {
        out.extend(text.chars().take(SHOWN).chain(['…']));
    } else {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_or_turns_is_shown_by_its_number() {
        let nasty = "a\0\u{1b}[31m\u{7f}\u{9b}\u{202e}\u{2066}\u{200f}\rb";
        let shown = "a[U+0000][U+001B][31m[U+007F][U+009B][U+202E][U+2066][U+200F][U+000D]b";
        assert_eq!(visible(nasty), shown);
        assert_eq!(misleading(nasty), Some('\0'));
        assert_eq!(misleading(shown), None);
    }

    #[test]
    fn lines_tabs_accents_and_joined_signs_stay() {
        for text in ["a\nb\tc", "a\r\nb", "é 日本 👩‍👩‍👧 \u{a0}", ""] {
            assert_eq!(misleading(text), None, "{text:?}");
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text:?}");
        }
    }
}
