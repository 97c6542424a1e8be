//! What belongs to something and stands on a sheet of its own: lists, requests, evidence.

use crate::book::Table;
use crate::cell::Cell;
use crate::import::{Entering, Which, row_at};
use crate::known::Target;
use crate::layout::fields::{Bad, Fields};
use crate::layout::leaf::Leaf;
use crate::layout::rows::{About, Row};
use crate::layout::{Belongs, Sheet};
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Evidence, Request};
use koers_model::portfolio::register::Register;
use std::collections::BTreeMap;

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
    pub(crate) fn list<O, T: Row + Clone>(
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

    pub(crate) fn requests(&mut self, actions: &mut BTreeMap<Id, Action>) {
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

    pub(crate) fn evidence(&mut self, after: &mut Register) {
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
