//! Text for a terminal: how wide it is, where it breaks, and colour only where it is asked for.

use koers_model::letters::visible;
use koers_model::verdict::Verdict;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Narrower than this no table can be read.
const NARROWEST: usize = 40;

/// How to write for this terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether colour may be used. Nothing is ever said by colour alone.
    pub colour: bool,
    /// How many columns there are.
    pub width: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            colour: false,
            width: 80,
        }
    }
}

/// What a piece of text is, for those who see colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// A heading.
    Strong,
    /// Less important.
    Soft,
    /// A verdict.
    Of(Verdict),
}

impl Style {
    /// The columns that can be used.
    pub(crate) fn columns(self) -> usize {
        self.width.max(NARROWEST)
    }

    /// The text in that ink, or bare when there is no colour.
    pub(crate) fn paint(self, ink: Ink, text: &str) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Strong => "1",
            Ink::Soft => "2",
            Ink::Of(Verdict::OnCourse) => "32",
            Ink::Of(Verdict::OffCourse) => "31",
            Ink::Of(Verdict::CannotBeSaid) => "35",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// How many columns a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text on one line, in which nothing steers a terminal or turns the direction of reading: names come from files of others.
pub(crate) fn clean(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in visible(text).split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Breaks a text between words into lines of at most `columns`. A longer word is cut.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
        let gap = usize::from(!line.is_empty());
        if width(&line) + gap + width(word) <= columns {
            if gap == 1 {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if !line.is_empty() && width(&line) + c.width().unwrap_or(0) > columns {
                lines.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// The text with spaces behind it up to `columns`.
pub(crate) fn left(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text with spaces before it up to `columns`.
pub(crate) fn right(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_between_words_and_cuts_long_ones() {
        assert_eq!(
            wrap("Stijging van de werkgelegenheid", 16),
            ["Stijging van de", "werkgelegenheid"]
        );
        assert_eq!(wrap("arbeidsmarktregio's", 8), ["arbeidsm", "arktregi", "o's"]);
        assert_eq!(wrap("", 10), [""]);
        // A wide character takes two columns.
        assert_eq!(wrap("日本語", 4), ["日本", "語"]);
    }

    #[test]
    fn names_cannot_steer_the_terminal() {
        assert_eq!(clean("a\u{1b}[31mb\nc\u{202e}d"), "a[U+001B][31mb c[U+202E]d");
    }

    #[test]
    fn no_colour_unless_asked() {
        let bare = Style::default();
        assert_eq!(bare.paint(Ink::Strong, "x"), "x");
        let coloured = Style { colour: true, ..bare };
        assert_eq!(coloured.paint(Ink::Strong, "x"), "\u{1b}[1mx\u{1b}[0m");
    }
}
