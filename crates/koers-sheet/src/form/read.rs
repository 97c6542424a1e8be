//! From what was filled in to the register as it will be, by the reading of the import.

use super::{Form, Part, Role, field_name, says_nothing};
use crate::book::{Book, Form as Written, Row as Line, Table};
use crate::cell::Cell;
use crate::fault::CellFault;
use crate::known::Known;
use crate::layout::rows::About;
use crate::layout::{Belongs, ENDS, Sheet, Unit};
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use std::collections::BTreeSet;

/// Something wrong in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFault {
    /// The sheet of its part.
    pub sheet: Sheet,
    /// The row of the part, from one.
    pub row: usize,
    /// The key of the field; `None`: the row as a whole.
    pub key: Option<&'static str>,
    /// What stands above the field.
    pub head: Option<Text>,
    fault: CellFault,
}

impl FieldFault {
    /// The name of the field on a page, where it is one field.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.key.map(|key| field_name(self.sheet, self.row, key))
    }
    /// What is wrong, in one sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        self.fault.sentence(lang)
    }
}

impl Form {
    /// The register as it will be with what was filled in. Rows of lists in which nothing was filled in are left out; what somebody
    /// ended that was never there, too.
    ///
    /// # Errors
    /// Every fault, with the field it belongs to. Then nothing is entered.
    pub fn read(&self, before: &Register, known: &Known) -> Result<Register, Vec<FieldFault>> {
        let has_request = before
            .actions
            .get(self.id())
            .is_some_and(|action| action.request.is_some());
        let mut book = Book {
            lang: self.lang,
            unit: Unit::Euro,
            stamp: None,
            tables: self
                .parts
                .iter()
                .map(|part| self.table(part, has_request))
                .collect(),
            not_read: Vec::new(),
        };
        book.fill(known);
        match book.apply(before, known) {
            Ok(import) => Ok(import.after),
            Err(faults) => {
                let all: Vec<FieldFault> = faults
                    .list()
                    .iter()
                    .filter_map(|fault| self.placed(fault))
                    .collect();
                let asked: Vec<FieldFault> =
                    all.iter().filter(|fault| self.is_asked(fault)).cloned().collect();
                // Of what the form fills in itself, the fault is that of the field it was taken from.
                Err(if asked.is_empty() { all } else { asked })
            }
        }
    }

    /// A fault of the id of the thing itself, which only who keeps the register can know.
    #[must_use]
    pub fn own_fault(&self, wanted: Text) -> Option<FieldFault> {
        let part = self.own()?;
        let text = part.rows.first()?.texts.first()?;
        let fault = CellFault::at(part.sheet.word(), 1, Some(0), wanted);
        self.placed(&fault.found(&Cell::text(text)))
    }

    fn is_asked(&self, fault: &FieldFault) -> bool {
        let field = self
            .part(fault.sheet)
            .zip(fault.key)
            .and_then(|(part, key)| part.fields.iter().find(|field| field.key == key));
        field.is_none_or(|field| matches!(field.role, Role::Asked | Role::End))
    }

    fn placed(&self, fault: &CellFault) -> Option<FieldFault> {
        let part = self.parts.iter().find(|part| part.sheet.word() == fault.sheet);
        // What shows at another thing, which this form does not hold, is a fault of this thing as a whole.
        let part = part.or_else(|| self.own())?;
        let field = fault
            .column
            .and_then(|column| part.fields.get(usize::from(column)));
        Some(FieldFault {
            sheet: part.sheet,
            row: usize::try_from(fault.line.unwrap_or(1)).ok()?,
            key: field.map(|field| field.key),
            head: field.map(|field| field.head.clone()),
            fault: fault.clone(),
        })
    }

    fn table(&self, part: &Part, has_request: bool) -> Table {
        let spec = part.sheet.spec();
        let width = u16::try_from(spec.columns.len()).unwrap_or(u16::MAX);
        let mut taken = taken(part);
        let mut rows = Vec::new();
        for (line, row) in (1..).zip(&part.rows) {
            let mut cells: Vec<Cell> = row.texts.iter().map(|text| Cell::text(text)).collect();
            if part.sheet.is_of_things() {
                rows.push(Line { line, cells });
                continue;
            }
            let number = part.fields.iter().position(|field| field.role == Role::Number);
            let is_new = match number {
                Some(at) => cells.get(at).is_none_or(says_nothing),
                // What is there at most once has no number: it is there or it is not.
                None => !has_request,
            };
            let ends = cells.get(spec.end()).is_some_and(|cell| !cell.is_empty());
            // A new row in which nothing was filled in, or that ends before it began.
            if is_new && (ends || part.is_blank(row)) {
                continue;
            }
            self.own_cells(part.sheet, &mut cells);
            if let Belongs::ById(_) = part.sheet.belongs()
                && let Some(own) = cells.get_mut(spec.before).filter(|cell| says_nothing(cell))
            {
                *own = Cell::text(&fresh(part.sheet, &mut taken));
            }
            rows.push(Line { line, cells });
        }
        Table {
            spec,
            name: part.sheet.word().into(),
            form: Written::Commas,
            columns: (0..width).map(Some).collect(),
            units: vec![Unit::Euro; spec.columns.len()],
            rows,
        }
    }

    /// Fills in what a row belongs to.
    fn own_cells(&self, sheet: Sheet, cells: &mut [Cell]) {
        let mut own = Vec::new();
        if sheet.belongs() == Belongs::ToSome {
            let target = self.own().and_then(|part| part.sheet.names());
            let about = About::ALL.iter().find(|about| Some(about.target()) == target);
            own.push(Cell::text(about.map_or("", |about| about.word())));
        }
        own.push(Cell::text(self.id()));
        for (cell, own) in cells.iter_mut().zip(own) {
            *cell = own;
        }
    }
}

/// The ids of the rows of a part.
fn taken(part: &Part) -> BTreeSet<String> {
    let at = part.sheet.spec().before;
    let ids = part.rows.iter().filter_map(|row| row.texts.get(at));
    ids.map(|id| id.trim().to_owned()).collect()
}

/// An id that no row of the list has yet.
fn fresh(sheet: Sheet, taken: &mut BTreeSet<String>) -> String {
    let free = (1_u32..)
        .map(|number| format!("{}-{number}", sheet.word()))
        .find(|id| !taken.contains(id))
        .unwrap_or_default();
    taken.insert(free.clone());
    free
}

/// The word that ends a row.
#[must_use]
pub fn end_word(lang: Lang) -> &'static str {
    lang.pick(ENDS.0, ENDS.1)
}
