//! Holds appraisals to the set of criteria that they say they were made with.
//!
//! Only what the workspace knows is checked: of a set that nobody told of, nothing is said. What stood so already need not be repaired.

use crate::book::{Book, Row, Table};
use crate::cell::Cell;
use crate::decimal;
use crate::fault::CellFault;
use crate::import::{Entering, row_at};
use crate::known::{Known, Target};
use crate::layout::Sheet;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::Appraisal;
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Hash;
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};

/// What a version of a set of criteria holds appraisals to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yardstick {
    /// The hash of its file as it is now.
    pub hash: Hash,
    /// Its gates.
    pub gates: BTreeSet<Id>,
    /// Its criteria, each with the steps of its scale.
    pub criteria: BTreeMap<Id, BTreeSet<u8>>,
}

/// The columns of an appraisal that say what it was made with.
struct Columns {
    set: usize,
    version: usize,
    hash: usize,
}

impl Columns {
    fn of(table: &Table) -> Option<Self> {
        let at = |key: &str| table.spec.columns.iter().position(|column| column.key == key);
        Some(Self {
            set: at("set")?,
            version: at("version")?,
            hash: at("set-hash")?,
        })
    }
}

fn word(row: &Row, at: usize) -> Option<&str> {
    match row.cells.get(at) {
        Some(Cell::Text(text)) => Some(text.trim()),
        _ => None,
    }
}

/// The version that a cell says; `None` where it says none, which reading it finds.
fn version(row: &Row, at: usize) -> Option<u32> {
    match row.cells.get(at)? {
        Cell::Number(number) => decimal::exact(&number.to_string(), 0)?.try_into().ok(),
        Cell::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

impl Book {
    /// Fills in what nobody should have to type: the hash of the set that an appraisal says it was made with, where its cell is empty.
    pub(crate) fn fill(&mut self, known: &Known) {
        let Some(table) = self
            .tables
            .iter_mut()
            .find(|table| table.spec.sheet == Sheet::Appraisals)
        else {
            return;
        };
        let Some(at) = Columns::of(table) else { return };
        for row in &mut table.rows {
            let found = word(row, at.set)
                .zip(version(row, at.version))
                .and_then(|(set, version)| known.versions(set)?.get(&version));
            let hash = found.map(|yardstick| Cell::text(&yardstick.hash.to_string()));
            let blank = |cell: &Cell| match cell {
                Cell::Text(text) => text.trim().is_empty(),
                cell => cell.is_empty(),
            };
            if let (Some(hash), Some(cell)) = (hash, row.cells.get_mut(at.hash).filter(|cell| blank(cell))) {
                *cell = hash;
            }
        }
    }
}

/// What an appraisal said before, where it was made with the same version of the same set.
fn same<'b>(before: &'b Register, now: &Appraisal) -> Option<&'b Appraisal> {
    let old = before.appraisals.get(&now.id)?;
    (old.set == now.set && old.version == now.version).then_some(old)
}

impl Entering<'_> {
    /// Finds versions that are not there, gates and criteria that are of another set or stand there twice, and scores off the scale.
    pub(crate) fn yardsticks(&mut self, before: &Register, after: &Register, known: &Known) {
        self.versions(before, known);
        self.named(Sheet::Gates, before, after, known);
        self.named(Sheet::Scores, before, after, known);
        self.off_scale(before, after, known);
    }

    fn versions(&mut self, before: &Register, known: &Known) {
        let Some(table) = self.book.table(Sheet::Appraisals) else {
            return;
        };
        let Some(at) = Columns::of(table) else { return };
        for row in &table.rows {
            let (Some(set), Some(version)) = (word(row, at.set), version(row, at.version)) else {
                continue;
            };
            let Some(versions) = known.versions(set) else {
                continue;
            };
            let stood = || {
                let old = Id::new(word(row, 0)?).ok()?;
                let old = before.appraisals.get(&old)?;
                Some(old.set.as_str() == set && old.version == version)
            };
            if versions.contains_key(&version) || stood() == Some(true) || ends(table, row) {
                continue;
            }
            let all: Vec<String> = versions.keys().map(u32::to_string).collect();
            let all = all.join(", ");
            let wanted = Text::both(
                format!("een versie van “{set}” die er is: {all}"),
                format!("a version of “{set}” that is there: {all}"),
            );
            self.fault(
                table,
                row.line,
                at.version,
                row.cells.get(at.version).unwrap_or(&Cell::Empty),
                wanted,
            );
        }
    }

    /// The rows of a list of appraisals that name a gate or criterion, and do not end.
    fn naming(&self, sheet: Sheet) -> Vec<(u32, Id, Id)> {
        let Some(table) = self.book.table(sheet) else {
            return Vec::new();
        };
        let named = table
            .rows
            .iter()
            .filter(|row| !ends(table, row))
            .filter_map(|row| {
                let owner = Id::new(word(row, 0)?).ok()?;
                let id = Id::new(word(row, table.spec.before)?).ok()?;
                Some((row.line, owner, id))
            });
        named.collect()
    }

    fn named(&mut self, sheet: Sheet, before: &Register, after: &Register, known: &Known) {
        let Some(table) = self.book.table(sheet) else {
            return;
        };
        let at = table.spec.before;
        let rows = self.naming(sheet);
        let mut lines: BTreeMap<(&Id, &Id), Vec<u32>> = BTreeMap::new();
        for (line, owner, id) in &rows {
            lines.entry((owner, id)).or_default().push(*line);
        }
        let (had, has) = (times(before, sheet), times(after, sheet));
        for (line, owner, id) in &rows {
            let (line, name) = (*line, (owner, id));
            let Some(now) = after.appraisals.get(owner) else {
                continue;
            };
            let old = same(before, now);
            let cell = Cell::text(id.as_str());
            let had = old.and(had.get(&name)).copied().unwrap_or(0);
            let has = has.get(&name).copied().unwrap_or(0);
            if has > 1 && has > had {
                // Of several rows the later ones; of one row, what the register holds besides.
                match lines.get(&name).map_or(&[][..], Vec::as_slice) {
                    [_] => self.fault(table, line, at, &cell, once(sheet, None)),
                    [one, ..] if *one != line => self.fault(table, line, at, &cell, once(sheet, Some(*one))),
                    _ => {}
                }
                continue;
            }
            let Some(yardstick) = known
                .versions(now.set.as_str())
                .and_then(|versions| versions.get(&now.version))
            else {
                continue;
            };
            let target = match sheet {
                Sheet::Gates => Target::Gate,
                _ => Target::Criterion,
            };
            let (is_there, all): (bool, Vec<&str>) = match sheet {
                Sheet::Gates => (
                    yardstick.gates.contains(id),
                    yardstick.gates.iter().map(Id::as_str).collect(),
                ),
                _ => (
                    yardstick.criteria.contains_key(id),
                    yardstick.criteria.keys().map(Id::as_str).collect(),
                ),
            };
            // What no set has is found already where names are looked up.
            let elsewhere = known.of(target).is_some_and(|set| set.contains_key(id.as_str()));
            if is_there || had > 0 || !elsewhere {
                continue;
            }
            let said = target.wanted();
            let (set, version) = (&now.set, now.version);
            let wanted = Text::both(
                format!("{} “{set}”, versie {version}", said.nl),
                format!("{} “{set}”, version {version}", said.get(Lang::En)),
            );
            let column = table.columns.get(at).copied().flatten();
            let fault = CellFault::at(&table.name, line, column, wanted).found(&cell);
            self.log.faults.push(fault.near(near(id.as_str(), all)));
        }
    }

    fn off_scale(&mut self, before: &Register, after: &Register, known: &Known) {
        let Some(table) = self.book.table(Sheet::Scores) else {
            return;
        };
        let at = table.spec.columns.iter().position(|column| column.key == "score");
        let Some(at) = at else { return };
        for (line, score) in std::mem::take(&mut self.log.scores) {
            let Some(row) = row_at(table, line) else { continue };
            let read = || {
                let owner = Id::new(word(row, 0)?).ok()?;
                let criterion = Id::new(word(row, table.spec.before)?).ok()?;
                Some((after.appraisals.get(&owner)?, criterion))
            };
            let Some((now, criterion)) = read() else { continue };
            let scale = known
                .versions(now.set.as_str())
                .and_then(|versions| versions.get(&now.version)?.criteria.get(&criterion));
            let Some(scale) = scale.filter(|scale| !scale.contains(&score)) else {
                continue;
            };
            let stood = same(before, now).is_some_and(|old| {
                let mut scores = old.scores.iter();
                scores.any(|one| one.criterion == criterion && one.score == Some(score))
            });
            if stood {
                continue;
            }
            let steps: Vec<String> = scale.iter().map(u8::to_string).collect();
            let steps = steps.join(", ");
            let wanted = Text::both(
                format!("een stap van de schaal van “{criterion}”: {steps}, of “niet te zeggen”"),
                format!("a step of the scale of “{criterion}”: {steps}, or “cannot be said”"),
            );
            self.fault(table, line, at, row.cells.get(at).unwrap_or(&Cell::Empty), wanted);
        }
    }
}

/// How often an appraisal answers a gate or scores a criterion, by appraisal and gate or criterion.
fn times(register: &Register, sheet: Sheet) -> BTreeMap<(&Id, &Id), usize> {
    let mut times = BTreeMap::new();
    for appraisal in register.appraisals.values() {
        let ids: Vec<&Id> = match sheet {
            Sheet::Gates => appraisal.gates.iter().map(|one| &one.gate).collect(),
            _ => appraisal.scores.iter().map(|one| &one.criterion).collect(),
        };
        for id in ids {
            *times.entry((&appraisal.id, id)).or_default() += 1;
        }
    }
    times
}

fn ends(table: &Table, row: &Row) -> bool {
    row.cells
        .get(table.spec.end())
        .is_some_and(|cell| !cell.is_empty())
}

fn once(sheet: Sheet, other: Option<u32>) -> Text {
    let (nl, en) = match sheet {
        Sheet::Gates => ("elke poort", "every gate"),
        _ => ("elk criterium", "every criterion"),
    };
    match other {
        Some(other) => Text::both(
            format!("{nl} één keer in een toetsing; dit staat ook in rij {other}"),
            format!("{en} once in an appraisal; this one stands in row {other} too"),
        ),
        None => Text::both(
            format!(
                "{nl} één keer in een toetsing; dit staat al in het register: wijzig die rij, met haar nummer"
            ),
            format!(
                "{en} once in an appraisal; this one stands in the register: change that row, by its number"
            ),
        ),
    }
}
