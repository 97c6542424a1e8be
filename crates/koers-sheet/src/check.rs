//! Holds a register that came another way than by a book to what a book is held to, so that there is one place where it is said.

use crate::book::{Book, Making};
use crate::fault::CellFault;
use crate::import::{Which, row_at};
use crate::key;
use crate::known::Known;
use crate::stood::Stood;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use std::fmt;

/// Something in a register that a book would be refused for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFault {
    /// The row that it would be.
    pub which: Which,
    /// The key of the column, where it is one.
    pub column: Option<String>,
    fault: CellFault,
}

impl RecordFault {
    /// In one sentence, with its place.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let (sheet, key) = (self.which.sheet.word(), &self.which.key);
        let column = self
            .column
            .as_deref()
            .map_or_else(String::new, |key| format!(", {key}"));
        format!("{sheet} {key}{column}: {}", self.fault.sentence(lang))
    }
}

impl fmt::Display for RecordFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.say(Lang::En))
    }
}

/// The register as a book would give it: what holds blanks alone and may stay empty, is empty.
///
/// # Errors
/// What a book with this register would be refused for, entered into what was there before. What stood so already need not be repaired.
pub fn check(after: Register, before: &Register, known: &Known) -> Result<Register, Vec<RecordFault>> {
    let book = Book::of(&after, &Making::new(Lang::Nl));
    let Err(faults) = book.apply(before, known) else {
        // Entered where nothing was, so that what is left out of a list does not come back.
        let alone = book.apply(&Register::default(), &Known::nothing());
        return Ok(alone.map_or(after, |import| import.after));
    };
    let stood = Stood::of(before);
    let placed = faults.list().iter().filter_map(|fault| {
        let table = book.tables.iter().find(|table| *table.name == *fault.sheet)?;
        let row = row_at(table, fault.line?)?;
        let sheet = table.spec.sheet;
        let key = key::key(table.spec, &row.cells)?;
        let is_as_it_was = || stood.row(sheet, key.clone()) == Some(row.cells.as_slice());
        if !fault.of_now && is_as_it_was() {
            return None;
        }
        let column = fault
            .column
            .and_then(|at| table.spec.columns.get(usize::from(at)));
        Some(RecordFault {
            which: Which { sheet, key },
            column: column.map(|column| column.key.clone()),
            fault: fault.clone(),
        })
    });
    let faults: Vec<RecordFault> = placed.collect();
    if faults.is_empty() { Ok(after) } else { Err(faults) }
}
