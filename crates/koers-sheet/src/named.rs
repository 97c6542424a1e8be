//! Whether what a row names is there.

use crate::book::{Book, Making};
use crate::cell::Cell;
use crate::fault::CellFault;
use crate::import::{Entering, row_at};
use crate::key;
use crate::known::{Known, Target};
use crate::layout::Sheet;
use crate::layout::fields::Use;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use std::collections::BTreeMap;

/// For so many unknown ids near ones are looked up.
const MOST_NEAR: usize = 20;

impl Entering<'_> {
    /// Finds what names something that is not there.
    pub(crate) fn uses(&mut self, before: &Register, after: &Register, known: &Known) {
        let mut old: Option<BTreeMap<(Sheet, String), Vec<Cell>>> = None;
        let mut looked_up = 0;
        let uses = std::mem::take(&mut self.log.uses);
        for named in &uses {
            if self.is_there(named, after, known) {
                continue;
            }
            let old = old.get_or_insert_with(|| stood(before));
            if stood_so(self.book, named, old) {
                continue;
            }
            if self.log.faults.is_full() {
                self.log.faults.count_one();
                continue;
            }
            looked_up += 1;
            let near = if looked_up > MOST_NEAR {
                Vec::new()
            } else if named.target.is_inside() {
                near(&named.id, inside(after, named.target))
            } else {
                known
                    .of(named.target)
                    .map_or_else(Vec::new, |set| near(&named.id, set.keys().map(String::as_str)))
            };
            let said = named.target.wanted();
            let wanted = Text::both(
                format!("het id van {}", said.nl),
                format!("the id of {}", said.get(Lang::En)),
            );
            let fault = CellFault::at(&named.name, named.line, named.column, wanted);
            self.log
                .faults
                .push(fault.found(&Cell::text(&named.id)).near(near));
        }
    }

    fn is_there(&self, named: &Use, after: &Register, known: &Known) -> bool {
        let id = &*named.id;
        let attempted = |sheet| Id::new(id).is_ok_and(|id| self.attempted.contains(&(sheet, id)));
        match named.target {
            Target::Organisation => after.organisations.contains_key(id) || attempted(Sheet::Organisations),
            Target::FundingSource => after.funding_sources.contains_key(id) || attempted(Sheet::Funding),
            Target::Action => after.actions.contains_key(id) || attempted(Sheet::Actions),
            Target::Appraisal => after.appraisals.contains_key(id) || attempted(Sheet::Appraisals),
            Target::Estimate => after.estimates.contains_key(id) || attempted(Sheet::Estimates),
            Target::Decision => after.decisions.contains_key(id) || attempted(Sheet::Decisions),
            Target::Loan => after.loans.contains_key(id) || attempted(Sheet::Loans),
            outside => known.of(outside).is_none_or(|set| set.contains_key(id)),
        }
    }
}

fn inside(after: &Register, target: Target) -> Vec<&str> {
    fn ids<T>(map: &BTreeMap<Id, T>) -> Vec<&str> {
        map.keys().map(Id::as_str).collect()
    }
    match target {
        Target::Organisation => ids(&after.organisations),
        Target::FundingSource => ids(&after.funding_sources),
        Target::Action => ids(&after.actions),
        Target::Appraisal => ids(&after.appraisals),
        Target::Estimate => ids(&after.estimates),
        Target::Decision => ids(&after.decisions),
        Target::Loan => ids(&after.loans),
        _ => Vec::new(),
    }
}

/// The rows as they were, by their keys.
fn stood(before: &Register) -> BTreeMap<(Sheet, String), Vec<Cell>> {
    let book = Book::of(before, &Making::new(Lang::Nl));
    let rows = book.tables.into_iter().flat_map(|table| {
        let keyed = table.rows.into_iter().filter_map(move |row| {
            let key = key::key(table.spec, &row.cells)?;
            Some(((table.spec.sheet, key), row.cells))
        });
        keyed.collect::<Vec<_>>()
    });
    rows.collect()
}

/// Whether the same cell named the same thing before. Whoever did not touch it need not repair it.
fn stood_so(book: &Book, named: &Use, old: &BTreeMap<(Sheet, String), Vec<Cell>>) -> bool {
    let sheet = named.spec.sheet;
    let Some(table) = book.table(sheet) else {
        return false;
    };
    let Some(row) = row_at(table, named.line) else {
        return false;
    };
    let Some(key) = key::key(table.spec, &row.cells) else {
        return false;
    };
    match old.get(&(sheet, key)).and_then(|cells| cells.get(named.index)) {
        Some(Cell::Text(text)) => text.split(';').any(|id| id.trim() == &*named.id),
        _ => false,
    }
}
