//! From a book to the register as it will be: all of it, or a list of what is wrong.

use crate::book::{Book, Table};
use crate::cell::Cell;
use crate::fault::{CellFault, Faults};
use crate::known::{Known, Target};
use crate::layout::fields::{Bad, Fields, Log};
use crate::layout::leaf::Leaf;
use crate::layout::rows::{About, Row};
use crate::layout::{Belongs, Sheet};
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Evidence, Milestone, MoneyLine, Request, Risk};
use koers_model::portfolio::register::Register;
use koers_model::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// A row of the book or of the register, for people: the sheet, and the ids that tell which row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Which {
    /// The sheet.
    pub sheet: Sheet,
    /// The id of the thing; of a row that belongs to something: the id of that, and its own id or number.
    pub key: String,
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
        self.enter(before, known, Faults::default(), false)
    }

    /// As [`Book::apply`], with what was found wrong before. With a sheet that is broken, nobody knows what is there to be named.
    pub(crate) fn enter(
        &self,
        before: &Register,
        known: &Known,
        faults: Faults,
        broken: bool,
    ) -> Result<Import, Faults> {
        let mut entering = Entering {
            book: self,
            log: Log {
                faults,
                uses: Vec::new(),
            },
            attempted: BTreeSet::new(),
            ended_owners: BTreeSet::new(),
            ended: Vec::new(),
            left_alone: Vec::new(),
            missing: Vec::new(),
        };
        let after = entering.register(before);
        if !broken {
            entering.uses(before, &after, known);
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
    ended_owners: BTreeSet<(Target, Id)>,
    ended: Vec<Which>,
    left_alone: Vec<Which>,
    missing: Vec<Sheet>,
}

/// A row that belongs to something.
struct Entry<T> {
    line: u32,
    number: Option<u32>,
    id: Option<Id>,
    /// `None`: it ends.
    item: Option<T>,
}

type Groups<T> = BTreeMap<Id, Vec<Entry<T>>>;

/// Something in a list, on its way to its place.
struct Slot<T> {
    order: (u32, u32, Option<Id>, u32),
    item: T,
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

    fn table(&mut self, sheet: Sheet) -> Option<&'a Table> {
        let table = self.book.table(sheet);
        if table.is_none() {
            self.missing.push(sheet);
        }
        table
    }
    fn fault(&mut self, table: &Table, line: u32, index: usize, cell: &Cell, wanted: Text) {
        let column = table.columns.get(index).copied().flatten();
        let fault = CellFault::at(&table.name, line, column, wanted);
        self.log.faults.push(fault.found(cell));
    }
    fn nothing_to_end(&mut self, table: &Table, row: &crate::book::Row) {
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
    fn twice(&mut self, table: &Table, row: &crate::book::Row, index: usize, other: u32) {
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
    fn things<T: Row + Clone>(
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
            match (ends, item) {
                (Ok(true), _) => {
                    if after.remove(&id).is_none() {
                        self.nothing_to_end(table, row);
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
                    if let Some(old) = before.get(&id) {
                        item.adopt(old);
                    }
                    after.insert(id, item);
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

    /// Reads the rows that belong to something.
    fn entries<T: Row>(&mut self, table: &'a Table, target: Target, by_id: bool) -> Groups<T> {
        let mut groups = Groups::new();
        for row in &table.rows {
            let mut fields = Fields::new(table, row, &mut self.log);
            let owner = Id::take(&mut fields);
            if owner
                .as_ref()
                .is_ok_and(|owner| self.ended_owners.contains(&(target, owner.clone())))
            {
                // It goes with what it belongs to.
                fields.forget();
                continue;
            }
            let number = match table.spec.sheet.belongs() {
                Belongs::Once(_) => Ok(None),
                _ => <Option<u32> as Leaf>::take(&mut fields),
            };
            if let Some((owner, entry)) = entry(&mut fields, owner, number, by_id) {
                groups.entry(owner).or_default().push(entry);
            }
        }
        groups
    }

    /// A list that stands on a sheet of its own.
    fn list<O, T: Row + Clone>(
        &mut self,
        sheet: Sheet,
        owners: &mut BTreeMap<Id, O>,
        list: fn(&mut O) -> &mut Vec<T>,
        id: Option<fn(&T) -> &Id>,
    ) {
        let Some(table) = self.table(sheet) else { return };
        let (Belongs::ById(target) | Belongs::ByNumber(target)) = sheet.belongs() else {
            return;
        };
        let mut groups = self.entries::<T>(table, target, id.is_some());
        for (owner, thing) in owners.iter_mut() {
            let entries = groups.remove(owner).unwrap_or_default();
            self.merge(table, owner.as_str(), list(thing), entries, id);
        }
        // What is left belongs to nothing that is there; the cell that names it is found wrong.
    }

    fn merge<T: Clone>(
        &mut self,
        table: &Table,
        owner: &str,
        list: &mut Vec<T>,
        entries: Vec<Entry<T>>,
        id: Option<fn(&T) -> &Id>,
    ) {
        let sheet = table.spec.sheet;
        let mut slots: Vec<Option<Slot<T>>> = Vec::new();
        for (at, item) in list.iter().enumerate() {
            let order = (place(at), 0, id.map(|id| id(item).clone()), 0);
            slots.push(Some(Slot {
                order,
                item: item.clone(),
            }));
        }
        let by_id: BTreeMap<Id, usize> = match id {
            Some(id) => list
                .iter()
                .enumerate()
                .rev()
                .map(|(at, item)| (id(item).clone(), at))
                .collect(),
            None => BTreeMap::new(),
        };
        let had = slots.len();
        let mut touched: BTreeMap<usize, u32> = BTreeMap::new();
        let mut fresh: BTreeMap<(Option<Id>, Option<u32>), u32> = BTreeMap::new();
        for entry in entries {
            let found = match (&entry.id, entry.number) {
                (Some(id), _) => by_id.get(id).copied(),
                (None, Some(number)) => usize::try_from(number)
                    .ok()
                    .and_then(|n| n.checked_sub(1))
                    .filter(|n| *n < had),
                (None, None) => None,
            };
            let own = if id.is_some() {
                table.spec.before
            } else {
                table.spec.before.saturating_sub(1)
            };
            let key = (entry.id.clone(), entry.number.filter(|_| id.is_none()));
            let other = match found {
                Some(at) => touched.insert(at, entry.line),
                None if key == (None, None) => None,
                None => fresh.insert(key, entry.line),
            };
            let row = row_at(table, entry.line);
            if let (Some(other), Some(row)) = (other, row) {
                self.twice(table, row, own, other);
                continue;
            }
            let Some(item) = entry.item else {
                match found.and_then(|at| slots.get_mut(at)).map(Option::take) {
                    Some(_) => self.ended.push(Which {
                        sheet,
                        key: which(owner, entry.id.as_ref(), entry.number),
                    }),
                    None => {
                        if let Some(row) = row {
                            self.nothing_to_end(table, row);
                        }
                    }
                }
                continue;
            };
            match found {
                Some(at) => {
                    let order = (entry.number.unwrap_or_else(|| place(at)), 0, entry.id, 0);
                    if let Some(slot) = slots.get_mut(at) {
                        *slot = Some(Slot { order, item });
                    }
                }
                None => {
                    // Without a number it comes last; those with an id by that, the others as they stand in the book.
                    let order = (entry.number.unwrap_or(u32::MAX), 1, entry.id, entry.line);
                    slots.push(Some(Slot { order, item }));
                }
            }
        }
        for (at, item) in list
            .iter()
            .enumerate()
            .filter(|(at, _)| !touched.contains_key(at))
        {
            let key = which(owner, id.map(|id| id(item)), Some(place(at)));
            self.left_alone.push(Which { sheet, key });
        }
        let mut slots: Vec<Slot<T>> = slots.into_iter().flatten().collect();
        slots.sort_by(|a, b| a.order.cmp(&b.order));
        *list = slots.into_iter().map(|slot| slot.item).collect();
    }

    fn requests(&mut self, actions: &mut BTreeMap<Id, Action>) {
        let sheet = Sheet::Requests;
        let Some(table) = self.table(sheet) else { return };
        let mut groups = self.entries::<Request>(table, Target::Action, false);
        for (id, action) in actions.iter_mut() {
            let mut entries = groups.remove(id).unwrap_or_default().into_iter();
            let Some(entry) = entries.next() else {
                if action.request.is_some() {
                    self.left_alone.push(Which {
                        sheet,
                        key: id.to_string(),
                    });
                }
                continue;
            };
            for more in entries {
                if let Some(row) = row_at(table, more.line) {
                    self.twice(table, row, 0, entry.line);
                }
            }
            if entry.item.is_none() {
                match (&action.request, row_at(table, entry.line)) {
                    (None, Some(row)) => self.nothing_to_end(table, row),
                    _ => self.ended.push(Which {
                        sheet,
                        key: id.to_string(),
                    }),
                }
            }
            action.request = entry.item;
        }
    }

    fn evidence(&mut self, after: &mut Register) {
        let Some(table) = self.table(Sheet::Evidence) else {
            return;
        };
        let mut groups: BTreeMap<About, Groups<Evidence>> = BTreeMap::new();
        for row in &table.rows {
            let mut fields = Fields::new(table, row, &mut self.log);
            let about = About::take(&mut fields);
            let index = fields.here();
            let owner = Id::take(&mut fields);
            if let (Ok(about), Ok(owner)) = (about, &owner) {
                if self.ended_owners.contains(&(about.target(), owner.clone())) {
                    fields.forget();
                    continue;
                }
                fields.note(index, about.target(), owner.as_str());
            }
            let number = <Option<u32> as Leaf>::take(&mut fields);
            if let (Some((owner, entry)), Ok(about)) = (entry(&mut fields, owner, number, false), about) {
                groups
                    .entry(about)
                    .or_default()
                    .entry(owner)
                    .or_default()
                    .push(entry);
            }
        }
        /// The sources of one kind of thing.
        macro_rules! of {
            ($about:ident, $kind:ident) => {
                let mut of = groups.remove(&About::$about).unwrap_or_default();
                for (id, thing) in &mut after.$kind {
                    let entries = of.remove(id).unwrap_or_default();
                    let owner = format!("{} {id}", About::$about.word());
                    self.merge(table, &owner, &mut thing.evidence, entries, None);
                }
            };
        }
        of!(Action, actions);
        of!(FundingSource, funding_sources);
        of!(Decision, decisions);
        of!(Loan, loans);
    }
}

/// The rest of a row that belongs to something.
fn entry<T: Row>(
    fields: &mut Fields<'_>,
    owner: Result<Id, Bad>,
    number: Result<Option<u32>, Bad>,
    by_id: bool,
) -> Option<(Id, Entry<T>)> {
    let line = fields.row.line;
    let own = fields.here();
    let ends = fields.ends();
    let id = match (by_id, fields.cell(own)) {
        (true, Cell::Text(text)) => Id::new(text.trim()).ok(),
        _ => None,
    };
    let item = match ends {
        Ok(true) if by_id && id.is_none() => Err(fields.missing(own)),
        Ok(true) => Ok(None),
        _ => T::take(fields).map(Some),
    };
    let (owner, number, item, _) = (owner.ok()?, number.ok()?, item.ok()?, ends.ok()?);
    Some((
        owner,
        Entry {
            line,
            number,
            id,
            item,
        },
    ))
}

/// The row of the file with that number.
pub(crate) fn row_at(table: &Table, line: u32) -> Option<&crate::book::Row> {
    let at = table.rows.binary_search_by_key(&line, |row| row.line).ok()?;
    table.rows.get(at)
}

/// The number of something in a list.
fn place(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

fn which(owner: &str, id: Option<&Id>, number: Option<u32>) -> String {
    match (id, number) {
        (Some(id), _) => format!("{owner} {id}"),
        (None, Some(number)) => format!("{owner} {number}"),
        (None, None) => owner.to_owned(),
    }
}
