//! What stood in a register before, row by row: whoever did not touch a cell need not repair it.

use crate::book::{Book, Making, Row, Table};
use crate::cell::Cell;
use crate::key;
use crate::layout::Sheet;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use std::collections::BTreeMap;

/// The rows of a register, by their keys.
#[derive(Debug, Default)]
pub(crate) struct Stood(BTreeMap<(Sheet, String), Vec<Cell>>);

impl Stood {
    pub(crate) fn of(before: &Register) -> Self {
        let book = Book::of(before, &Making::new(Lang::Nl));
        let rows = book.tables.into_iter().flat_map(|table| {
            let keyed = table.rows.into_iter().filter_map(move |row| {
                let key = key::key(table.spec, &row.cells)?;
                Some(((table.spec.sheet, key), row.cells))
            });
            keyed.collect::<Vec<_>>()
        });
        Self(rows.collect())
    }
    /// The cells of the row with that key.
    pub(crate) fn row(&self, sheet: Sheet, key: String) -> Option<&[Cell]> {
        self.0.get(&(sheet, key)).map(Vec::as_slice)
    }
    /// What stood in a cell of the same row.
    pub(crate) fn cell(&self, table: &Table, row: &Row, index: usize) -> Option<&Cell> {
        let key = key::key(table.spec, &row.cells)?;
        self.row(table.spec.sheet, key)?.get(index)
    }
}
