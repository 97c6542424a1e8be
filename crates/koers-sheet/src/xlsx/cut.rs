//! Texts longer than a cell of a workbook holds. None is entered any more; a register that was filled before may hold some, and one of them
//! is no reason to give no workbook at all.

use super::read::MOST_LETTERS;
use crate::cell::Cell;
use std::borrow::Cow;

/// So much of the text stays, as a workbook counts; the rest is for the mark.
const STAYS: usize = 32_000;

/// The beginning of a text that no cell can hold, with a mark that says so in both languages; `None` when it fits. Read back into the
/// register that it came from, it stands for the whole text.
pub(crate) fn shortened(text: &str) -> Option<String> {
    // As many bytes are never more letters.
    if text.len() <= MOST_LETTERS {
        return None;
    }
    let count = text.encode_utf16().count();
    if count <= MOST_LETTERS {
        return None;
    }
    let mut letters = 0;
    let fits = |letter: &char| {
        letters += letter.len_utf16();
        letters <= STAYS
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push_str(&format!(
        " [… afgekapt: {count} tekens; CSV en JSON bewaren alles / cut short: {count} characters; CSV and JSON hold all of it]"
    ));
    Some(short)
}

/// A cell as a workbook can hold it.
pub(crate) fn fitting(cell: &Cell) -> Cow<'_, Cell> {
    let short = match cell {
        Cell::Text(text) => shortened(text),
        _ => None,
    };
    short.map_or(Cow::Borrowed(cell), |short| Cow::Owned(Cell::text(&short)))
}
