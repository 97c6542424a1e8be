//! CSV text to rows of cells with places: comma, RFC 4180 quotes, `#` lines before the header.

use super::decode::Expected;
use crate::place::{Place, Sp};
use std::collections::BTreeMap;

/// What is wrong with a CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CsvFault {
    /// There is no header line.
    NoHeader { at: Place },
    /// The header lacks a column.
    NoColumn { at: Place, column: &'static str },
    /// The header has a column that is not known.
    UnknownColumn {
        at: Place,
        column: String,
        known: &'static [&'static str],
    },
    /// A column stands twice in the header.
    ColumnTwice { at: Place, first: Place, column: String },
    /// A row has more or fewer cells than the header.
    Width { at: Place, columns: usize, cells: usize },
    /// A quote is opened and never closed.
    OpenQuote { at: Place },
    /// A cell that must say something is empty.
    EmptyCell { at: Place, column: &'static str },
    /// A cell says something else than its column asks for.
    WrongCell {
        at: Place,
        column: &'static str,
        expected: Expected,
        found: String,
    },
}

/// A table as read: the columns by name, and the rows.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Name and position of the columns.
    pub(crate) columns: BTreeMap<String, usize>,
    /// The header line.
    pub(crate) header: Place,
    pub(crate) rows: Vec<Row>,
}

/// A row of cells.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) at: Place,
    pub(crate) cells: Vec<Sp<String>>,
}

/// Reads a table. Rows that do not fit the header are reported and left out.
pub(crate) fn read(text: &str, file: u16, faults: &mut Vec<CsvFault>) -> Table {
    let mut scanner = Scanner {
        text,
        file,
        at: if text.starts_with('\u{feff}') { 3 } else { 0 },
    };
    scanner.skip_comments();
    let mut table = Table::default();
    let Some(header) = scanner.row(faults) else {
        faults.push(CsvFault::NoHeader {
            at: scanner.place(scanner.at, scanner.at),
        });
        return table;
    };
    table.header = header.at;
    for (position, cell) in header.cells.iter().enumerate() {
        if let Some(first) = table.columns.insert(cell.value.trim().to_owned(), position) {
            faults.push(CsvFault::ColumnTwice {
                at: cell.at,
                first: header.cells.get(first).map_or(header.at, |cell| cell.at),
                column: cell.value.clone(),
            });
        }
    }
    while let Some(row) = scanner.row(faults) {
        if row.cells.len() == header.cells.len() {
            table.rows.push(row);
        } else {
            faults.push(CsvFault::Width {
                at: row.at,
                columns: header.cells.len(),
                cells: row.cells.len(),
            });
        }
    }
    table
}

impl Table {
    /// The position of a column; reports it when the header lacks it.
    pub(crate) fn column(&self, name: &'static str, faults: &mut Vec<CsvFault>) -> Option<usize> {
        let found = self.columns.get(name).copied();
        if found.is_none() && !(self.columns.is_empty() && self.rows.is_empty()) {
            faults.push(CsvFault::NoColumn {
                at: self.header,
                column: name,
            });
        }
        found
    }
}

impl Row {
    /// The cell in a column, trimmed; `None` when it is empty.
    pub(crate) fn text(&self, column: usize) -> Option<Sp<&str>> {
        let cell = self.cells.get(column)?;
        let text = cell.value.trim();
        (!text.is_empty()).then(|| Sp::new(text, cell.at))
    }
}

struct Scanner<'t> {
    text: &'t str,
    file: u16,
    at: usize,
}

impl Scanner<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }
    fn place(&self, start: usize, end: usize) -> Place {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place {
            file: self.file,
            start: clamp(start),
            end: clamp(end),
        }
    }
    fn skip_comments(&mut self) {
        while self.rest().starts_with(['#', '\n', '\r']) {
            self.at += self.rest().find('\n').map_or(self.rest().len(), |at| at + 1);
        }
    }

    /// The next row that is not blank.
    fn row(&mut self, faults: &mut Vec<CsvFault>) -> Option<Row> {
        while self.rest().starts_with(['\n', '\r']) {
            self.at += 1;
        }
        if self.rest().is_empty() {
            return None;
        }
        let start = self.at;
        let mut cells = Vec::new();
        loop {
            let (cell, more) = self.cell(faults);
            cells.push(cell);
            if !more {
                break;
            }
        }
        let end = cells.last().map_or(start, |cell| cell.at.end as usize);
        Some(Row {
            at: self.place(start, end),
            cells,
        })
    }

    /// The next cell, and whether another one follows in this row.
    fn cell(&mut self, faults: &mut Vec<CsvFault>) -> (Sp<String>, bool) {
        let start = self.at;
        let mut value = String::new();
        if self.rest().starts_with('"') {
            self.at += 1;
            loop {
                let Some(quote) = self.rest().find('"') else {
                    faults.push(CsvFault::OpenQuote {
                        at: self.place(start, start + 1),
                    });
                    value.push_str(self.rest());
                    self.at = self.text.len();
                    break;
                };
                value.push_str(self.rest().get(..quote).unwrap_or(""));
                self.at += quote + 1;
                if self.rest().starts_with('"') {
                    value.push('"');
                    self.at += 1;
                } else {
                    break;
                }
            }
        }
        let stop = self.rest().find([',', '\n', '\r']).unwrap_or(self.rest().len());
        value.push_str(self.rest().get(..stop).unwrap_or(""));
        self.at += stop;
        let cell = Sp::new(value, self.place(start, self.at));
        let more = self.rest().starts_with(',');
        if more {
            self.at += 1;
        }
        (cell, more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_place() {
        let text = "# één\nregion,note\nPV22,\"a, \"\"b\"\"\"\n\nCR07\n";
        let mut faults = Vec::new();
        let table = read(text, 0, &mut faults);
        assert_eq!(table.rows.len(), 1);
        let note = &table.rows[0].cells[1];
        assert_eq!(note.value, "a, \"b\"");
        assert_eq!(
            &text[note.at.start as usize..note.at.end as usize],
            "\"a, \"\"b\"\"\""
        );
        assert!(matches!(
            faults[..],
            [CsvFault::Width {
                columns: 2,
                cells: 1,
                ..
            }]
        ));
    }
}
