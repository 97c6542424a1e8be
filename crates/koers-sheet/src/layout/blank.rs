//! How a text that is there and is empty stands in a cell.

use crate::cell::Cell;
use koers_model::text::Lang;

/// What an empty text looks like, and the cells that look like it.
const EMPTY: (&str, &str) = ("leeg", "empty");

fn brackets(text: &str) -> Option<usize> {
    let open = text.chars().take_while(|c| *c == '(').count();
    let inner = text.get(open..)?.strip_suffix(&")".repeat(open))?;
    (open > 0 && (inner == EMPTY.0 || inner == EMPTY.1)).then_some(open)
}

/// Whether a text says nothing, or only that it is empty.
pub(crate) fn looks_empty(text: &str) -> bool {
    text.is_empty() || brackets(text).is_some()
}

/// How a text stands in a cell: itself; `(leeg)` when it is empty, with one more pair of brackets when it looks like that.
pub(crate) fn written(text: &str, lang: Lang) -> Cell {
    if text.is_empty() {
        Cell::text(&format!("({})", lang.pick(EMPTY.0, EMPTY.1)))
    } else if brackets(text).is_some() {
        Cell::text(&format!("({text})"))
    } else {
        Cell::text(text)
    }
}

/// The text that a cell holds.
pub(crate) fn meant(text: &str) -> &str {
    match brackets(text) {
        None => text,
        Some(1) => "",
        Some(_) => text
            .strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
            .unwrap_or(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_read_as_it_was_written() {
        for text in [
            "", "a", "(leeg)", "((leeg))", "(empty)", "(leeg", "leeg)", "((leeg)", "()", "(", " ",
        ] {
            for lang in [Lang::Nl, Lang::En] {
                match written(text, lang) {
                    Cell::Text(cell) => assert_eq!(meant(&cell), text, "{cell}"),
                    other => panic!("{other:?}"),
                }
            }
        }
    }
}
