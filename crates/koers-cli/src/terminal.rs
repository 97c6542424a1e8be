//! What the terminal can show, and what may go to it.

use koers_model::letters::visible;

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
        self.0.push_str(&visible(words));
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
        assert_eq!(
            said,
            "a[U+001B][31m[U+001B]]0;x[U+0007][U+009B]2J[U+202E][U+0008][U+000D][U+0000]é\t\r\nb"
        );
    }
}
