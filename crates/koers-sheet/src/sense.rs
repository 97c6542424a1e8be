//! Whether what was entered makes sense, which the model says, and in which cell it shows when it does not.

use crate::book::{Row, Table};
use crate::cell::Cell;
use crate::fault::CellFault;
use crate::import::Entering;
use crate::layout::Sheet;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::portfolio::sense::{Contradiction, Senseless, Thing, senseless};
use koers_model::text::{Lang, Text};
use std::collections::BTreeSet;

/// The sheet on which a thing stands, and its id.
pub(crate) fn stands(thing: &Thing) -> (Sheet, &Id) {
    match thing {
        Thing::FundingSource(id) => (Sheet::Funding, id),
        Thing::Estimate(id) => (Sheet::Estimates, id),
        Thing::Finding(id) => (Sheet::Findings, id),
        Thing::Appraisal(id) => (Sheet::Appraisals, id),
        Thing::Override(id) => (Sheet::Overrides, id),
        Thing::Control(id) => (Sheet::Controls, id),
        Thing::Loan(id) => (Sheet::Loans, id),
    }
}

/// What makes no sense in a register, and was not so before.
pub(crate) fn since(before: &Register, after: &Register) -> Vec<Contradiction> {
    let mut found = senseless(after);
    if !found.is_empty() {
        let old: BTreeSet<Contradiction> = senseless(before).into_iter().collect();
        found.retain(|one| !old.contains(one));
    }
    found
}

impl<'a> Entering<'a> {
    /// Finds values that make no sense and did not stand there before.
    pub(crate) fn sense(&mut self, before: &Register, after: &Register) {
        for one in &since(before, after) {
            let values = [Some(&one.at), one.or.as_ref()];
            let mut values = values.into_iter().flatten();
            let placed = values.find_map(|value| Some((value, self.cell_of(value)?)));
            match placed {
                Some((value, (table, row, index))) => {
                    let cell = row.cells.get(index).unwrap_or(&Cell::Empty);
                    self.fault(table, row.line, index, cell, value.wanted.clone());
                }
                None => self.log.faults.push(CellFault::book(elsewhere(&one.at))),
            }
        }
    }

    /// The cell of a value, where its row is in the book.
    fn cell_of(&self, value: &Senseless) -> Option<(&'a Table, &'a Row, usize)> {
        let (sheet, id) = stands(&value.thing);
        let table = self.book.table(sheet)?;
        let is_it =
            |row: &&Row| matches!(row.cells.first(), Some(Cell::Text(text)) if text.trim() == id.as_str());
        let row = table.rows.iter().find(is_it)?;
        let mut columns = table.spec.columns.iter();
        Some((table, row, columns.position(|column| column.key == value.field)?))
    }
}

/// The fault of a value whose row is not in the book.
fn elsewhere(value: &Senseless) -> Text {
    let (sheet, id) = stands(&value.thing);
    let said = |lang| {
        let mut columns = sheet.spec().columns.iter();
        let column = columns.find(|column| column.key == value.field);
        format!(
            "{} {id}, {}: {}",
            sheet.title(lang),
            column.map_or(value.field, |column| column.head.get(lang)),
            value.wanted.get(lang)
        )
    };
    Text::both(said(Lang::Nl), said(Lang::En))
}
