//! What stands in a cell, and where.

use jiff::civil::Date;
use koers_model::text::Text;
use std::fmt::Write;
use std::sync::Arc;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(Arc<str>),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// A day with an hour, or one that no calendar has, as the workbook counts it.
    Moment(f64),
    /// True or false.
    Flag(bool),
    /// What a spreadsheet shows when it cannot compute: `#REF!`.
    Error(Arc<str>),
    /// A formula, whatever it came to.
    Formula,
}

impl Cell {
    /// Text; nothing at all when it is empty.
    pub(crate) fn text(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.into())
        }
    }
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
    /// As a finding shows it, in both languages.
    pub(crate) fn said(&self) -> Text {
        match self {
            Self::Empty => Text::both("niets", "nothing"),
            Self::Text(text) => {
                let text = shown(text);
                Text::both(format!("de tekst “{text}”"), format!("the text “{text}”"))
            }
            Self::Number(number) => Text::both(format!("het getal {number}"), format!("the number {number}")),
            Self::Date(date) => Text::both(format!("de datum {date}"), format!("the date {date}")),
            Self::Moment(_) => Text::both(
                "een datum met een tijd of buiten de kalender",
                "a date with a time or outside the calendar",
            ),
            Self::Flag(true) => Text::both("WAAR", "TRUE"),
            Self::Flag(false) => Text::both("ONWAAR", "FALSE"),
            Self::Error(error) => {
                let error = shown(error);
                Text::both(format!("de fout {error}"), format!("the error {error}"))
            }
            Self::Formula => Text::both("een formule", "a formula"),
        }
    }
}

/// Longest text that a finding repeats, in characters.
const SHOWN: usize = 60;

/// A text in one line, short, without anything that turns or hides letters. A line end is a `↵`.
pub(crate) fn shown(text: &str) -> String {
    let mut out = String::new();
    for (at, letter) in text.chars().enumerate() {
        if at == SHOWN {
            out.push('…');
            break;
        }
        let hides = letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
        if letter == '\n' {
            out.push_str(" ↵ ");
        } else if hides {
            // Writing to a text does not fail.
            let _ = write!(out, "\\u{{{:x}}}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out
}

/// The letters of a column, from 0: `A`, `Z`, `AA`.
pub(crate) fn letters(column: u16) -> String {
    let mut left = u32::from(column) + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// Column from 0 and line from 1 of `AB12`; `None` for anything else, also outside what a workbook has.
pub(crate) fn place(reference: &str) -> Option<(u16, u32)> {
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (name, line) = (reference.get(..digits)?, reference.get(digits..)?);
    let mut column = 0_u32;
    if name.is_empty() || name.len() > 3 {
        return None;
    }
    for letter in name.bytes() {
        let value = letter
            .to_ascii_uppercase()
            .checked_sub(b'A')
            .filter(|v| *v < 26)?;
        column = column * 26 + u32::from(value) + 1;
    }
    let line: u32 = line.parse().ok()?;
    let fits = (1..=1_048_576).contains(&line) && column <= 16_384;
    fits.then_some((u16::try_from(column - 1).ok()?, line))
}

/// The name of a sheet as it stands before a `!`.
pub(crate) fn sheet_name(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && name.chars().next().is_some_and(char::is_alphabetic)
        && place(name).is_none();
    if plain {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters_as_in_every_spreadsheet() {
        for (column, name) in [
            (0, "A"),
            (25, "Z"),
            (26, "AA"),
            (701, "ZZ"),
            (702, "AAA"),
            (16_383, "XFD"),
        ] {
            assert_eq!(letters(column), name);
            assert_eq!(place(&format!("{name}7")), Some((column, 7)));
        }
        for bad in ["", "A", "7", "A0", "XFE1", "A1048577", "AAAA1", "é1", "A-1"] {
            assert_eq!(place(bad), None, "{bad}");
        }
    }

    #[test]
    fn names_of_sheets_are_quoted_where_they_must() {
        assert_eq!(sheet_name("Geld"), "Geld");
        assert_eq!(sheet_name("Risico's"), "'Risico''s'");
        assert_eq!(sheet_name("A1"), "'A1'");
        assert_eq!(sheet_name("Geld (2)"), "'Geld (2)'");
    }

    #[test]
    fn hidden_letters_are_shown_by_their_number() {
        assert_eq!(shown("a\u{202e}b\nc"), "a\\u{202e}b ↵ c");
        assert_eq!(shown(&"x".repeat(100)).chars().count(), SHOWN + 1);
    }
}
