//! Text files, one for each sheet (RFC 4180). A text that a spreadsheet would take for a formula has an apostrophe before it, which reading takes away.

use crate::book::{Book, Form, Table};
use crate::cell::Cell;
use crate::fault::{CellFault, Faults};
use crate::frame::{EXPLANATION, Grid, Line};
use crate::number::written;
use crate::xlsx::explain::FORM;
use koers_model::text::Text;
use std::borrow::Cow;
use std::sync::Arc;

/// All files together are no larger.
const MOST_BYTES: usize = 256 << 20;
/// All files together have no more rows.
const MOST_ROWS: usize = 250_000;
/// A row has no more cells.
const MOST_COLUMNS: usize = 1_000;

/// What makes a spreadsheet take a text for a formula (OWASP, CSV injection), when it stands first.
const GUARDED: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a text, apostrophes before it left out, begins as a formula does.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(GUARDED)
}

fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_dangerous(text) => rest,
        _ => text,
    }
}

impl Book {
    /// The book as text files: name and bytes, in the order of the book. The first row of each holds the keys of the columns. With a mark
    /// there is one more file, which says the form and the mark.
    #[must_use]
    pub fn to_csv(&self) -> Vec<(String, Vec<u8>)> {
        let file = |table: &Table| {
            (
                format!("{}.csv", table.spec.sheet.word()),
                file(table).into_bytes(),
            )
        };
        let explanation = self.stamp.as_deref().map(|stamp| {
            let name = format!("{EXPLANATION}.csv");
            (name, explanation(stamp).into_bytes())
        });
        self.tables.iter().map(file).chain(explanation).collect()
    }
}

/// What the sheet that explains says to the import, with the same keys.
fn explanation(stamp: &str) -> String {
    let mut out = String::new();
    let form = FORM.to_string();
    for (key, value) in [
        (format!("{EXPLANATION}.key"), format!("{EXPLANATION}.value")),
        ("form".to_owned(), form),
        ("stamp".to_owned(), stamp.to_owned()),
    ] {
        push_row(&mut out, [key, value].into_iter().map(Cow::Owned));
    }
    out
}

fn file(table: &Table) -> String {
    let mut out = String::new();
    let word = table.spec.sheet.word();
    let keys = table
        .spec
        .columns
        .iter()
        .zip(&table.units)
        .map(|(column, unit)| column.full_key(word, *unit));
    push_row(&mut out, keys.map(Cow::Owned));
    for row in &table.rows {
        let cells = row.cells.iter().zip(&table.spec.columns).zip(&table.units);
        push_row(
            &mut out,
            cells.map(|((cell, column), unit)| match cell {
                Cell::Text(text) if column.shape.is_money() => Cow::Borrowed(&**text),
                Cell::Text(text) => guarded(text),
                Cell::Number(number) if column.shape.is_money() => {
                    let digits = usize::try_from(unit.digits()).unwrap_or(2);
                    Cow::Owned(format!("{number:.digits$}"))
                }
                Cell::Number(number) => Cow::Owned(written(*number)),
                Cell::Date(date) => Cow::Owned(date.to_string()),
                Cell::Empty | Cell::Moment(_) | Cell::Flag(_) | Cell::Error(_) | Cell::Formula => {
                    Cow::Borrowed("")
                }
            }),
        );
    }
    out
}

fn push_row<'c>(out: &mut String, cells: impl Iterator<Item = Cow<'c, str>>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\r', '\n', ';', '\t', ' ']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

/// Files with their names, as they stand. Which kind a file is its first row says, else its name.
pub(crate) fn grids(files: &[(&str, &[u8])], faults: &mut Faults) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut rows = 0;
    let size: usize = files
        .iter()
        .map(|(_, bytes)| bytes.len())
        .fold(0, usize::saturating_add);
    if size > MOST_BYTES {
        faults.push(CellFault::book(Text::both(
            "samen hoogstens 256 MiB aan bestanden",
            "at most 256 MiB of files together",
        )));
        return grids;
    }
    for (name, bytes) in files {
        match grid(name, bytes, &mut rows) {
            Ok(grid) => grids.push(grid),
            Err(fault) => faults.push(*fault),
        }
    }
    grids
}

fn grid(file: &str, bytes: &[u8], rows: &mut usize) -> Result<Grid, Box<CellFault>> {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = name
        .strip_suffix(".csv")
        .or_else(|| name.strip_suffix(".CSV"))
        .unwrap_or(name);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or(&[]);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Box::new(CellFault::at(
            name,
            u32::try_from(line).unwrap_or(u32::MAX),
            None,
            Text::both(
                "tekst in UTF-8: kies bij het bewaren “CSV UTF-8”",
                "text in UTF-8: choose “CSV UTF-8” when saving",
            ),
        ))
    })?;
    // A line that tells a spreadsheet which mark separates.
    let (text, told) = match text.strip_prefix("sep=") {
        Some(rest) => {
            let mark = rest.chars().next();
            let rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
            (rest, mark)
        }
        None => (text, None),
    };
    let first = text.split(['\r', '\n']).next().unwrap_or("");
    let mark = match told {
        Some(mark @ (';' | ',')) => mark,
        _ if first.contains(';') => ';',
        None if first.contains(',') || !first.contains('\t') => ',',
        // How numbers are written cannot be told from a tab.
        _ => {
            let wanted = Text::both(
                "cellen met , of ; ertussen: kies bij het bewaren “CSV UTF-8”",
                "cells with , or ; in between: choose “CSV UTF-8” when saving",
            );
            return Err(Box::new(CellFault::at(name, 1, None, wanted)));
        }
    };
    let mut split = Split { rest: text, mark };
    let mut lines = Vec::new();
    let mut number = u32::from(told.is_some());
    while !split.rest.is_empty() {
        number = number.saturating_add(1);
        let cells = split
            .row()
            .map_err(|wanted| Box::new(CellFault::at(name, number, None, wanted)))?;
        if !cells.is_empty() {
            *rows += 1;
            if *rows > MOST_ROWS {
                let wanted = Text::both("samen hoogstens 250.000 rijen", "at most 250,000 rows together");
                return Err(Box::new(CellFault::at(name, number, None, wanted)));
            }
            lines.push(Line { number, cells });
        }
    }
    Ok(Grid {
        name: name.into(),
        form: if mark == ';' { Form::Commas } else { Form::Points },
        lines,
        merged: Vec::new(),
    })
}

/// Splits rows into cells.
struct Split<'a> {
    rest: &'a str,
    mark: char,
}

impl Split<'_> {
    /// The cells of the next row that hold something.
    fn row(&mut self) -> Result<Vec<(u16, Cell)>, Text> {
        let mut cells = Vec::new();
        for column in 0.. {
            if usize::from(column) >= MOST_COLUMNS {
                return Err(Text::both(
                    "hoogstens 1000 cellen in een rij",
                    "at most 1000 cells in a row",
                ));
            }
            let text = self.cell()?;
            let text = unguarded(&text);
            if !text.is_empty() {
                cells.push((column, Cell::Text(Arc::from(text))));
            }
            if let Some(rest) = self.rest.strip_prefix(self.mark) {
                self.rest = rest;
                // A mark at the very end of the file still begins a cell, which is empty.
                if rest.is_empty() {
                    return Ok(cells);
                }
                continue;
            }
            let rest = self.rest;
            self.rest = rest
                .strip_prefix("\r\n")
                .or_else(|| rest.strip_prefix(['\r', '\n']))
                .unwrap_or(rest);
            return Ok(cells);
        }
        Ok(cells)
    }
    fn cell(&mut self) -> Result<Cow<'static, str>, Text> {
        let Some(quoted) = self.rest.strip_prefix('"') else {
            let end = self.rest.find([self.mark, '\r', '\n']).unwrap_or(self.rest.len());
            let (cell, rest) = self.rest.split_at(end);
            self.rest = rest;
            return Ok(Cow::Owned(cell.to_owned()));
        };
        let mut text = String::new();
        let mut rest = quoted;
        loop {
            let Some(at) = rest.find('"') else {
                return Err(Text::both(
                    "een aanhalingsteken dat ook sluit",
                    "a quotation mark that closes too",
                ));
            };
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            rest = from.get(1..).unwrap_or("");
            match rest.strip_prefix('"') {
                Some(more) => {
                    text.push('"');
                    rest = more;
                }
                None => break,
            }
        }
        if !rest.is_empty() && !rest.starts_with([self.mark, '\r', '\n']) {
            return Err(Text::both(
                "niets tussen een sluitend aanhalingsteken en het einde van de cel",
                "nothing between a closing quotation mark and the end of the cell",
            ));
        }
        self.rest = rest;
        Ok(Cow::Owned(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_formula_is_guarded_and_comes_back() {
        for (text, stands) in [
            ("=1+1", "'=1+1"),
            ("+31", "'+31"),
            ("+1+1", "'+1+1"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            ("\tx", "'\tx"),
            ("-", "'-"),
            ("''", "''"),
            ("a=b", "a=b"),
            ("＝1", "'＝1"),
        ] {
            assert_eq!(guarded(text), stands);
            assert_eq!(unguarded(stands), text);
        }
    }

    #[test]
    fn rows_are_split_as_rfc_4180_says() {
        let mut split = Split {
            rest: "a,\"b \"\"c\"\"\r\nd\",,e\r\n\r\nf\n,\"\",g",
            mark: ',',
        };
        let row = |split: &mut Split<'_>| -> Vec<(u16, String)> {
            let cells = split.row().unwrap();
            cells
                .into_iter()
                .map(|(at, cell)| match cell {
                    Cell::Text(text) => (at, text.to_string()),
                    other => panic!("{other:?}"),
                })
                .collect()
        };
        assert_eq!(
            row(&mut split),
            [(0, "a".into()), (1, "b \"c\"\r\nd".into()), (3, "e".into())]
        );
        assert_eq!(row(&mut split), []);
        assert_eq!(row(&mut split), [(0, "f".into())]);
        assert_eq!(row(&mut split), [(2, "g".into())]);
        assert!(split.rest.is_empty());
        for bad in ["\"a", "\"a\"b,c"] {
            assert!(Split { rest: bad, mark: ',' }.row().is_err(), "{bad}");
        }
    }
}
