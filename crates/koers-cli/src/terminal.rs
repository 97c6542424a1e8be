//! What the terminal can show, and what may go to it.

use std::borrow::Cow;

/// Narrower tables cannot be read, wider ones are tiring.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

/// Width when the output is no terminal, or one that does not tell.
const USUAL_WIDTH: usize = 100;

/// Whether standard output is a terminal that wants colour: no `NO_COLOR`, no `TERM=dumb`, or `CLICOLOR_FORCE`.
pub fn colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// Columns to use.
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    let told = terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    asked
        .or(told)
        .unwrap_or(USUAL_WIDTH)
        .clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// Marks that turn the direction of reading.
const fn turns(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text that steers no terminal and hides nothing: control characters and marks that turn the direction of reading are shown as U+FFFD.
/// Names come from files of others. Line ends and tabs stay.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |letter: char| (letter.is_control() && !matches!(letter, '\n' | '\t')) || turns(letter);
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        // A text file of a table ends its lines so.
        let ends_line = letter == '\r' && letters.peek() == Some(&'\n');
        out.push(if steers(letter) && !ends_line {
            char::REPLACEMENT_CHARACTER
        } else {
            letter
        });
    }
    Cow::Owned(out)
}

/// What goes to the terminal as it stands: words that were made harmless, and tables with our own colours in them.
#[derive(Debug, Default)]
pub struct Page(String);

impl Page {
    /// What was drawn by who makes every text harmless that it draws, as tables and findings are.
    pub const fn drawn(painted: String) -> Self {
        Self(painted)
    }
    /// Adds words.
    pub fn say(&mut self, words: &str) {
        self.0.push_str(&harmless(words));
    }
    /// Adds what was drawn, as [`Page::drawn`].
    pub fn draw(&mut self, painted: &str) {
        self.0.push_str(painted);
    }
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_steers_the_terminal() {
        let nasty = "a\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{8}\r\0é\t\r\nb";
        let mut page = Page::default();
        page.say(nasty);
        let said = page.as_str();
        assert!(said.starts_with('a') && said.ends_with("é\t\r\nb"), "{said}");
        assert!(
            !said.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{8}', '\0']),
            "{said}"
        );
        assert_eq!(said.matches('\r').count(), 1);
        assert!(matches!(harmless("gewoon\n"), Cow::Borrowed(_)));
    }
}
