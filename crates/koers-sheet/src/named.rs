//! Whether what a row names is there.

use crate::book::{Book, Making};
use crate::cell::Cell;
use crate::fault::CellFault;
use crate::import::{Entering, Which, row_at};
use crate::key;
use crate::known::{Known, Target};
use crate::layout::fields::Use;
use crate::layout::{Shape, Sheet};
use crate::stood::Stood;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use std::collections::BTreeMap;

/// For so many unknown ids near ones are looked up.
const MOST_NEAR: usize = 20;

impl Entering<'_> {
    /// Finds what names something that is not there.
    pub(crate) fn uses(&mut self, after: &Register, known: &Known) {
        let mut looked_up = 0;
        let uses = std::mem::take(&mut self.log.uses);
        for named in &uses {
            if self.is_there(named, after, known) && !self.is_itself(named) {
                continue;
            }
            if stood_so(self.book, named, &self.log.stood) {
                continue;
            }
            if self.log.faults.is_full() {
                self.log.faults.count_one();
                continue;
            }
            if self.is_itself(named) {
                let wanted = Text::both("een andere actie", "another action");
                let fault = CellFault::at(&named.name, named.line, named.column, wanted);
                self.log.faults.push(fault.found(&Cell::text(&named.id)));
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
                .push(fault.found(&Cell::text(&named.id)).near(near).of_column());
        }
    }

    /// Finds what ends while something that stays names it.
    pub(crate) fn still_named(&mut self, after: &Register) {
        if self.ends_at.is_empty() {
            return;
        }
        let namers = Namers::of(after);
        for (sheet, id, line) in std::mem::take(&mut self.ends_at) {
            let named = namers.naming(sheet, &id);
            if named.is_empty() {
                continue;
            }
            let Some((table, row)) = self
                .book
                .table(sheet)
                .and_then(|table| Some((table, row_at(table, line)?)))
            else {
                continue;
            };
            let (end, why) = (table.spec.end(), still(named));
            let wanted = Text::both(
                format!("niets: {}", why.nl),
                format!("nothing: {}", why.get(Lang::En)),
            );
            self.fault(
                table,
                line,
                end,
                row.cells.get(end).unwrap_or(&Cell::Empty),
                wanted,
            );
        }
    }

    /// Whether an action hangs on itself.
    fn is_itself(&self, named: &Use) -> bool {
        let sheet = Sheet::Dependencies;
        let is_owner =
            |cells: &[Cell]| matches!(cells.first(), Some(Cell::Text(owner)) if owner.trim() == &*named.id);
        // The first column is the owner itself.
        named.spec.sheet == sheet
            && named.index > 0
            && self
                .book
                .table(sheet)
                .and_then(|table| row_at(table, named.line))
                .is_some_and(|row| is_owner(&row.cells))
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

/// Whether the same cell named the same thing before. Whoever did not touch it need not repair it.
fn stood_so(book: &Book, named: &Use, old: &Stood) -> bool {
    let Some(table) = book.table(named.spec.sheet) else {
        return false;
    };
    let row = row_at(table, named.line);
    match row.and_then(|row| old.cell(table, row, named.index)) {
        Some(Cell::Text(text)) => text.split(';').any(|id| id.trim() == &*named.id),
        _ => false,
    }
}

/// So many of those that name something are listed.
const MOST_NAMERS: usize = 10;

/// Why a row of a sheet that [stands](Sheet::stands) is not changed and does not end, and what to do instead.
pub(crate) fn standing() -> Text {
    Text::both(
        "een afwijking blijft staan zoals zij is ingevoerd, met haar reden; besluit het bestuur later anders, voer dan dat besluit in met een afwijking van zichzelf",
        "an override stands as it was entered, with its reason; where the board decides otherwise later, enter that decision with an override of its own",
    )
}

/// Why something that is named cannot end.
fn still(named: &[Which]) -> Text {
    let list = |lang| {
        let said = |which: &Which| format!("{} {}", which.sheet.title(lang), which.said(lang));
        let list: Vec<String> = named.iter().take(MOST_NAMERS).map(said).collect();
        list.join(", ")
    };
    let more = named.len().saturating_sub(MOST_NAMERS);
    let (and_nl, and_en) = match more {
        0 => (String::new(), String::new()),
        _ => (format!(" en nog {more}"), format!(" and {more} more")),
    };
    Text::both(
        format!(
            "het wordt nog genoemd door {}{and_nl}; wijzig of beëindig die eerst",
            list(Lang::Nl)
        ),
        format!(
            "it is still named by {}{and_en}; change or end those first",
            list(Lang::En)
        ),
    )
}

/// Who in a register names what: the one place where it is told whether something can end.
#[derive(Debug)]
pub struct Namers {
    named: BTreeMap<(Sheet, String), Vec<Which>>,
}

impl Namers {
    /// Everything that is named in a register, by what stands in the cells of its sheets. What belongs to a thing and names it does not count:
    /// it ends with it.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let mut named: BTreeMap<(Sheet, String), Vec<Which>> = BTreeMap::new();
        for table in Book::of(register, &Making::new(Lang::Nl)).tables {
            let spec = table.spec;
            for row in &table.rows {
                let Some(key) = key::key(spec, &row.cells) else {
                    continue;
                };
                for (cell, column) in row.cells.iter().zip(&spec.columns).skip(spec.before) {
                    let (Shape::Ref(target) | Shape::Refs(target)) = column.shape else {
                        continue;
                    };
                    let (Some(sheet), Cell::Text(text)) = (target.sheet(), cell) else {
                        continue;
                    };
                    if row.cells.first() == Some(cell) {
                        continue;
                    }
                    for id in text.split(';').map(str::trim).filter(|id| !id.is_empty()) {
                        named.entry((sheet, id.to_owned())).or_default().push(Which {
                            sheet: spec.sheet,
                            key: key.clone(),
                        });
                    }
                }
            }
        }
        Self { named }
    }
    /// What names this thing.
    #[must_use]
    pub fn naming(&self, sheet: Sheet, id: &Id) -> &[Which] {
        let key = (sheet, id.as_str().to_owned());
        self.named.get(&key).map_or(&[], Vec::as_slice)
    }
    /// Why this thing cannot end: it stands forever, or somebody still names it. `None`: it can.
    #[must_use]
    pub fn refusal(&self, sheet: Sheet, id: &Id) -> Option<Text> {
        if sheet.stands() {
            return Some(standing());
        }
        let named = self.naming(sheet, id);
        (!named.is_empty()).then(|| still(named))
    }
}
