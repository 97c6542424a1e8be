//! What no text of people may be, in whatever column it stands: longer than anybody reads, empty where it is asked for, or with characters
//! that mislead. `docs/guide/register.md` says so to people.

use super::Column;
use super::blank::looks_empty;
use koers_model::letters::{misleading, number};
use koers_model::text::Text;

/// The most characters of a name: what stands in one line, in lists and above a page.
pub(crate) const LONGEST_NAME: usize = 500;
/// The most characters of any other text. A cell of a workbook holds 32,767.
pub(crate) const LONGEST_TEXT: usize = 20_000;

/// What is wanted instead of a text that cannot stand in a column; `None`: it can.
pub(crate) fn refusal(column: &Column, text: &str) -> Option<Text> {
    if let Some(letter) = misleading(text) {
        let number = number(letter);
        return Some(Text::both(
            format!("tekst zonder het verborgen teken {number}: typ de tekst opnieuw"),
            format!("text without the hidden character {number}: type the text again"),
        ));
    }
    if column.required && looks_empty(text.trim()) {
        return Some(Text::both(
            "een tekst, want dit kan niet leeg blijven",
            "a text, for this cannot stay empty",
        ));
    }
    let most = if column.is_name() {
        LONGEST_NAME
    } else {
        LONGEST_TEXT
    };
    // As many bytes are never more characters.
    let count = if text.len() > most {
        text.chars().count()
    } else {
        0
    };
    (count > most).then(|| {
        Text::both(
            format!("een tekst van hoogstens {most} tekens; deze heeft er {count}"),
            format!("a text of at most {most} characters; this one has {count}"),
        )
    })
}
