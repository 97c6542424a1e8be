//! Holds a register that came another way than by a book to what a book is held to, so that there is one place where it is said.

use crate::book::{Book, Making};
use crate::cell::Cell;
use crate::fault::CellFault;
use crate::import::{Which, row_at};
use crate::key;
use crate::known::Known;
use crate::sense::{since, stands};
use crate::stood::Stood;
use koers_model::portfolio::register::Register;
use koers_model::portfolio::sense::Contradiction;
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
    /// What makes no sense in a thing, in the field in which it shows.
    fn of(one: &Contradiction) -> Self {
        let (sheet, id) = stands(&one.at.thing);
        let fault = CellFault::sheet(sheet.word(), one.at.wanted.clone());
        Self {
            which: Which {
                sheet,
                key: id.to_string(),
            },
            column: Some(one.at.field.to_owned()),
            fault: fault.found(&Cell::text(&one.at.value)),
        }
    }
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
    // A book leaves alone what its lists leave out; this register has it no more, so it is looked at by itself.
    let mut unfit: Vec<RecordFault> = since(before, &after).iter().map(RecordFault::of).collect();
    let faults = match book.apply(before, known) {
        Ok(_) if unfit.is_empty() => {
            // Entered where nothing was, so that what is left out of a list does not come back.
            let alone = book.apply(&Register::default(), &Known::nothing());
            return Ok(alone.map_or(after, |import| import.after));
        }
        Ok(_) => return Err(unfit),
        Err(faults) => faults,
    };
    let stood = Stood::of(before);
    let placed = faults.list().iter().filter_map(|fault| {
        let table = book.tables.iter().find(|table| *table.name == *fault.sheet)?;
        let row = row_at(table, fault.line?)?;
        let sheet = table.spec.sheet;
        let key = key::key(table.spec, &row.cells)?;
        if stood.row(sheet, key.clone()) == Some(row.cells.as_slice()) {
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
    let placed: Vec<RecordFault> = placed.collect();
    let is_told = |one: &RecordFault| {
        placed
            .iter()
            .any(|other| (&one.which, &one.column) == (&other.which, &other.column))
    };
    unfit.retain(|one| !is_told(one));
    let faults = [placed, unfit].concat();
    if faults.is_empty() { Ok(after) } else { Err(faults) }
}
