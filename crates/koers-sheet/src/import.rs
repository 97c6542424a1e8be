//! From a book to the register as it will be: all of it, or a list of what is wrong.

use crate::book::{Book, Table};
use crate::cell::Cell;
use crate::fault::{CellFault, Faults};
use crate::known::{Known, Target};
use crate::layout::fields::{Bad, Fields, Log};
use crate::layout::rows::{About, Row};
use crate::layout::{Belongs, Sheet};
use crate::named::standing;
use crate::stood::Stood;
use koers_model::id::Id;
use koers_model::portfolio::action::{Milestone, MoneyLine, Risk};
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};

/// A row of the book or of the register, for people: the sheet, and the ids that tell which row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Which {
    /// The sheet.
    pub sheet: Sheet,
    /// The id of the thing; of a row that belongs to something: the id of that, and its own id or number.
    pub key: String,
}

impl Which {
    /// The key as people read it: what a source is the evidence of is said in their language.
    #[must_use]
    pub fn said(&self, lang: Lang) -> String {
        let about = self.key.split_once(' ').and_then(|(word, rest)| {
            let about = About::ALL.iter().find(|about| about.word() == word)?;
            Some(format!("{} {rest}", about.label(lang)))
        });
        about
            .filter(|_| self.sheet.belongs() == Belongs::ToSome)
            .unwrap_or_else(|| self.key.clone())
    }
}

/// What a book says, taken together with what was there.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The register as it will be.
    pub after: Register,
    /// What ends because its row says so.
    pub ended: Vec<Which>,
    /// What the register holds and the book does not, on sheets that are there. It stays as it is: a row that is gone ends nothing.
    pub left_alone: Vec<Which>,
    /// Sheets that are not in the book. What they would hold stays as it is.
    pub missing: Vec<Sheet>,
    /// Names of sheets that are not ours, and were not read.
    pub not_read: Vec<String>,
    /// The mark that was written into the book when it was made.
    pub stamp: Option<String>,
}

impl Book {
    /// Enters the book into a register: rows are added or changed, rows that say so end, and everything else stays.
    ///
    /// # Errors
    /// [`Faults`]: everything that is wrong, and then nothing is entered.
    pub fn apply(&self, before: &Register, known: &Known) -> Result<Import, Faults> {
        self.enter(before, known, &Faults::default(), false)
    }

    /// As [`Book::apply`], with what was found wrong before. With a sheet that is broken, nobody knows what is there to be named.
    pub(crate) fn enter(
        &self,
        before: &Register,
        known: &Known,
        faults: &Faults,
        broken: bool,
    ) -> Result<Import, Faults> {
        let strict = self.pass(before, known, faults, broken, Stood::default());
        // What stood there before need not be repaired: looked up only where something is wrong, for it is as much work as the book itself.
        strict.or_else(|_| self.pass(before, known, faults, broken, Stood::of(before)))
    }

    fn pass(
        &self,
        before: &Register,
        known: &Known,
        faults: &Faults,
        broken: bool,
        stood: Stood,
    ) -> Result<Import, Faults> {
        let mut entering = Entering {
            book: self,
            log: Log {
                faults: faults.clone(),
                uses: Vec::new(),
                scores: Vec::new(),
                stood,
            },
            attempted: BTreeSet::new(),
            ended_owners: BTreeSet::new(),
            ended: Vec::new(),
            ends_at: Vec::new(),
            left_alone: Vec::new(),
            missing: Vec::new(),
        };
        let after = entering.register(before);
        if !broken {
            entering.uses(&after, known);
            entering.still_named(&after);
            entering.yardsticks(before, &after, known);
            entering.sense(before, &after);
        }
        let Entering {
            mut log,
            ended,
            left_alone,
            missing,
            ..
        } = entering;
        log.faults.sort(self.tables.iter().map(|table| &*table.name));
        log.faults.or(Import {
            after,
            ended,
            left_alone,
            missing,
            not_read: self.not_read.clone(),
            stamp: self.stamp.clone(),
        })
    }
}

pub(crate) struct Entering<'a> {
    pub(crate) book: &'a Book,
    pub(crate) log: Log,
    /// Ids of rows, also of those with a fault: naming them is no second fault.
    pub(crate) attempted: BTreeSet<(Sheet, Id)>,
    /// What ends with all that belongs to it.
    pub(crate) ended_owners: BTreeSet<(Target, Id)>,
    pub(crate) ended: Vec<Which>,
    /// The rows of what ends, for saying where it stands.
    pub(crate) ends_at: Vec<(Sheet, Id, u32)>,
    pub(crate) left_alone: Vec<Which>,
    pub(crate) missing: Vec<Sheet>,
}

impl<'a> Entering<'a> {
    fn register(&mut self, before: &Register) -> Register {
        let mut after = Register {
            organisations: self.things(Sheet::Organisations, None, &before.organisations),
            funding_sources: self.things(
                Sheet::Funding,
                Some(Target::FundingSource),
                &before.funding_sources,
            ),
            actions: self.things(Sheet::Actions, Some(Target::Action), &before.actions),
            estimates: self.things(Sheet::Estimates, None, &before.estimates),
            findings: self.things(Sheet::Findings, None, &before.findings),
            decisions: self.things(Sheet::Decisions, Some(Target::Decision), &before.decisions),
            appraisals: self.things(Sheet::Appraisals, Some(Target::Appraisal), &before.appraisals),
            overrides: self.things(Sheet::Overrides, None, &before.overrides),
            aid: self.things(Sheet::Aid, None, &before.aid),
            controls: self.things(Sheet::Controls, None, &before.controls),
            loans: self.things(Sheet::Loans, Some(Target::Loan), &before.loans),
        };
        let actions = &mut after.actions;
        self.requests(actions);
        self.list(Sheet::Partners, actions, |action| &mut action.partners, None);
        self.list(Sheet::Places, actions, |action| &mut action.places, None);
        self.list(
            Sheet::Milestones,
            actions,
            |action| &mut action.milestones,
            Some(|item: &Milestone| &item.id),
        );
        self.list(
            Sheet::Risks,
            actions,
            |action| &mut action.risks,
            Some(|item: &Risk| &item.id),
        );
        self.list(
            Sheet::Dependencies,
            actions,
            |action| &mut action.dependencies,
            None,
        );
        self.list(
            Sheet::Money,
            actions,
            |action| &mut action.money,
            Some(|item: &MoneyLine| &item.id),
        );
        self.list(
            Sheet::Subjects,
            &mut after.decisions,
            |decision| &mut decision.about,
            None,
        );
        self.list(
            Sheet::Gates,
            &mut after.appraisals,
            |appraisal| &mut appraisal.gates,
            None,
        );
        self.list(
            Sheet::Scores,
            &mut after.appraisals,
            |appraisal| &mut appraisal.scores,
            None,
        );
        self.evidence(&mut after);
        after
    }

    pub(crate) fn table(&mut self, sheet: Sheet) -> Option<&'a Table> {
        let table = self.book.table(sheet);
        if table.is_none() {
            self.missing.push(sheet);
        }
        table
    }
    pub(crate) fn fault(&mut self, table: &Table, line: u32, index: usize, cell: &Cell, wanted: Text) {
        let column = table.columns.get(index).copied().flatten();
        let fault = CellFault::at(&table.name, line, column, wanted);
        self.log.faults.push(fault.found(cell));
    }
    pub(crate) fn nothing_to_end(&mut self, table: &Table, row: &crate::book::Row) {
        let end = table.spec.end();
        self.fault(
            table,
            row.line,
            end,
            row.cells.get(end).unwrap_or(&Cell::Empty),
            Text::both(
                "niets: er is niets met dit id of nummer dat kan eindigen",
                "nothing: there is nothing with this id or number that can end",
            ),
        );
    }
    /// A row that would change or end what stands forever.
    fn stands(&mut self, table: &Table, row: &crate::book::Row, index: usize) {
        let cell = row.cells.get(index).unwrap_or(&Cell::Empty);
        let why = standing();
        let wanted = Text::both(
            format!("niets anders dan er staat: {}", why.get(Lang::Nl)),
            format!("nothing but what stands there: {}", why.get(Lang::En)),
        );
        self.fault(table, row.line, index, cell, wanted);
    }
    pub(crate) fn twice(&mut self, table: &Table, row: &crate::book::Row, index: usize, other: u32) {
        self.fault(
            table,
            row.line,
            index,
            row.cells.get(index).unwrap_or(&Cell::Empty),
            Text::both(
                format!("elk id of nummer één keer; dit staat ook in rij {other}"),
                format!("every id or number once; this one stands in row {other} too"),
            ),
        );
    }

    /// Things with an id of their own.
    fn things<T: Row + Clone + PartialEq>(
        &mut self,
        sheet: Sheet,
        owns: Option<Target>,
        before: &BTreeMap<Id, T>,
    ) -> BTreeMap<Id, T> {
        let mut after = before.clone();
        let Some(table) = self.table(sheet) else {
            return after;
        };
        let mut seen: BTreeMap<Id, u32> = BTreeMap::new();
        for row in &table.rows {
            let id = match row.cells.first() {
                Some(Cell::Text(text)) => Id::new(text.trim()).ok(),
                _ => None,
            };
            let mut fields = Fields::new(table, row, &mut self.log);
            let ends = fields.ends();
            let item = match ends {
                Ok(true) => Err(Bad),
                _ => T::take(&mut fields),
            };
            let Some(id) = id else {
                if ends == Ok(true) {
                    self.nothing_to_end(table, row);
                }
                continue;
            };
            if let Some(other) = seen.insert(id.clone(), row.line) {
                self.twice(table, row, 0, other);
                continue;
            }
            let there = before.get(&id);
            match (ends, item) {
                (Ok(true), _) if sheet.stands() && there.is_some() => {
                    self.stands(table, row, table.spec.end());
                }
                (Ok(true), _) => {
                    if after.remove(&id).is_none() {
                        self.nothing_to_end(table, row);
                    } else {
                        self.ends_at.push((sheet, id.clone(), row.line));
                    }
                    self.ended.push(Which {
                        sheet,
                        key: id.to_string(),
                    });
                    if let Some(target) = owns {
                        self.ended_owners.insert((target, id));
                    }
                }
                (Ok(false), Ok(mut item)) => {
                    if let Some(old) = there {
                        item.adopt(old);
                    }
                    if sheet.stands() && there.is_some_and(|old| *old != item) {
                        self.stands(table, row, 0);
                    } else {
                        after.insert(id, item);
                    }
                }
                _ => {
                    self.attempted.insert((sheet, id));
                }
            }
        }
        for id in before.keys().filter(|id| !seen.contains_key(*id)) {
            self.left_alone.push(Which {
                sheet,
                key: id.to_string(),
            });
        }
        after
    }
}

/// The row of the file with that number.
pub(crate) fn row_at(table: &Table, line: u32) -> Option<&crate::book::Row> {
    let at = table.rows.binary_search_by_key(&line, |row| row.line).ok()?;
    table.rows.get(at)
}
