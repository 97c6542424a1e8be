//! CSV after RFC 4180 that a spreadsheet cannot be tricked with.

use std::borrow::Cow;

/// A cell of a CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Text that somebody wrote: guarded against being read as a formula.
    Text(String),
    /// A number, date or word of our own: written as it is.
    Own(String),
}

impl Cell {
    /// No content.
    pub(crate) fn empty() -> Self {
        Self::Own(String::new())
    }
}

/// Spreadsheets run what begins like this as a formula. An apostrophe before it makes it text again.
fn guarded(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn quoted(text: &str) -> Cow<'_, str> {
    if text.contains([',', '"', '\r', '\n', ';', '\t']) {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

/// Adds a row, ended by CRLF.
pub(crate) fn push_row(out: &mut String, cells: &[Cell]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        match cell {
            Cell::Text(text) => out.push_str(&quoted(&guarded(text))),
            Cell::Own(text) => out.push_str(&quoted(text)),
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_guards() {
        let mut out = String::new();
        push_row(
            &mut out,
            &[
                Cell::Text("=HYPERLINK(\"x\")".into()),
                Cell::Own("-0.5".into()),
                Cell::Text("a, \"b\"\nc".into()),
                Cell::empty(),
                Cell::Text("@x".into()),
            ],
        );
        assert_eq!(
            out,
            "\"'=HYPERLINK(\"\"x\"\")\",-0.5,\"a, \"\"b\"\"\nc\",,'@x\r\n"
        );
    }
}
