//! What a change does to the register, row by row and field by field, in words.

use crate::book::{Book, Making, Row};
use crate::cell::{Cell, shown};
use crate::decimal;
use crate::form::choices;
use crate::import::Which;
use crate::key;
use crate::known::{Known, Target};
use crate::layout::{Belongs, Column, Shape, Sheet, Spec};
use koers_model::id::Id;
use koers_model::portfolio::money::Money;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It was not there: what it says, head and text.
    New(Vec<(&'static str, String)>),
    /// It is there no more.
    Ended,
    /// It says something else: head, before, after.
    Changed(Vec<Change>),
}

impl What {
    /// In a word: `nieuw`, `gewijzigd`, `beëindigd`.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &'static str {
        match self {
            Self::New(_) => lang.pick("nieuw", "new"),
            Self::Changed(_) => lang.pick("gewijzigd", "changed"),
            Self::Ended => lang.pick("beëindigd", "ended"),
        }
    }
}

/// How many are new, are changed, and end.
fn counted<'a>(steps: impl Iterator<Item = &'a Step>) -> [usize; 3] {
    steps.fold([0; 3], |[new, changed, ended], step| match step.what {
        What::New(_) => [new + 1, changed, ended],
        What::Changed(_) => [new, changed + 1, ended],
        What::Ended => [new, changed, ended + 1],
    })
}

/// A field that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What stands above the column.
    pub head: &'static str,
    /// What it said.
    pub before: String,
    /// What it will say.
    pub after: String,
}

/// A row, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The row.
    pub which: Which,
    /// Its name or title, where it has one.
    pub title: Option<String>,
    /// What people know it by where names were asked for: its title, else what it is about, else its place in the list.
    pub name: Option<String>,
    /// What becomes of it.
    pub what: What,
}

/// Everything that will change, by sheet and id, in the words of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    lang: Lang,
    /// The rows that change, and no others.
    pub steps: Vec<Step>,
}

impl Preview {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
    /// How many rows are new, are changed, and end.
    #[must_use]
    pub fn counts(&self) -> [usize; 3] {
        counted(self.steps.iter())
    }
    /// A sheet with how many of its rows become what: `Acties: 2 nieuw, 1 gewijzigd`.
    #[must_use]
    pub fn headed(&self, sheet: Sheet) -> String {
        let lang = self.lang;
        let [new, changed, ended] = counted(self.steps.iter().filter(|step| step.which.sheet == sheet));
        let said = [
            (new, lang.pick("nieuw", "new")),
            (changed, lang.pick("gewijzigd", "changed")),
            (ended, lang.pick("beëindigd", "ended")),
        ];
        let said = said.into_iter().filter(|(count, _)| *count > 0);
        let said = said.map(|(count, word)| format!("{count} {word}"));
        format!("{}: {}", sheet.title(lang), said.collect::<Vec<_>>().join(", "))
    }
    /// The sheets of which a row changes, in their order.
    #[must_use]
    pub fn sheets(&self) -> Vec<Sheet> {
        let touched = |sheet: &&Sheet| self.steps.iter().any(|step| step.which.sheet == **sheet);
        Sheet::ALL.iter().filter(touched).copied().collect()
    }
    /// For people: a head for each sheet, a line for each row, a line for each field. Of more rows than `most` the rest is only counted: nobody
    /// reads ten thousand of them.
    #[must_use]
    pub fn say(&self, most: usize) -> String {
        let lang = self.lang;
        let mut out = String::new();
        let [new, changed, ended] = self.counts();
        // Writing to a text does not fail.
        let _ = match lang {
            Lang::Nl => writeln!(out, "{new} nieuw, {changed} gewijzigd, {ended} beëindigd"),
            Lang::En => writeln!(out, "{new} new, {changed} changed, {ended} ended"),
        };
        let mut sheet = None;
        for step in self.steps.iter().take(most) {
            if sheet != Some(step.which.sheet) {
                sheet = Some(step.which.sheet);
                let _ = writeln!(out, "\n{}", self.headed(step.which.sheet));
            }
            let word = step.what.label(lang);
            let title = step.title.as_ref().map(|title| format!(" ({})", shown(title)));
            let _ = writeln!(
                out,
                "  {}{}: {word}",
                step.which.said(lang),
                title.unwrap_or_default()
            );
            match &step.what {
                What::Ended => {}
                What::New(fields) => {
                    for (head, says) in fields {
                        let _ = writeln!(out, "    {head}: {}", shown(says));
                    }
                }
                What::Changed(changes) => {
                    for change in changes {
                        let (before, after) = (shown(&change.before), shown(&change.after));
                        let _ = writeln!(out, "    {}: {before} → {after}", change.head);
                    }
                }
            }
        }
        let more = self.steps.len().saturating_sub(most);
        if more > 0 {
            let _ = match lang {
                Lang::Nl => writeln!(out, "\nen nog {more} rijen"),
                Lang::En => writeln!(out, "\nand {more} rows more"),
            };
        }
        out
    }
}

/// What will change. Rows without an id of their own are known again by what they say, and else by their number.
#[must_use]
pub fn preview(before: &Register, after: &Register, lang: Lang) -> Preview {
    changes(before, after, &Names::none(lang))
}

/// As [`preview()`], with the names of things instead of their ids: for who fills in a form, and never sees an id alone.
#[must_use]
pub fn preview_by_name(before: &Register, after: &Register, names: &Names) -> Preview {
    changes(before, after, names)
}

/// What things are called in a language.
#[derive(Debug, Clone)]
pub struct Names {
    lang: Lang,
    /// `None`: by their ids.
    by_target: Option<BTreeMap<Target, BTreeMap<String, String>>>,
}

impl Names {
    fn none(lang: Lang) -> Self {
        Self {
            lang,
            by_target: None,
        }
    }
    /// Those of what stands in registers, of two names the later, and of what is known outside them.
    #[must_use]
    pub fn of(registers: &[&Register], known: &Known, lang: Lang) -> Self {
        let of_target = |target: &Target| {
            let lists = registers
                .iter()
                .map(|register| choices(*target, register, known, lang));
            let all = lists.flatten().flatten();
            (*target, all.map(|one| (one.id, one.name)).collect())
        };
        Self {
            lang,
            by_target: Some(Target::ALL.iter().map(of_target).collect()),
        }
    }
    fn are_asked(&self) -> bool {
        self.by_target.is_some()
    }
    fn name(&self, target: Target, id: &str) -> Option<&str> {
        let names = self.by_target.as_ref()?.get(&target)?;
        names.get(id).map(String::as_str)
    }
    /// What a cell says.
    fn text(&self, row: &Row, at: usize, column: &Column) -> String {
        let plain = text(row, at, column, self.lang);
        let (Shape::Ref(target) | Shape::Refs(target)) = column.shape else {
            return plain;
        };
        let names = plain.split(';').map(str::trim);
        let names: Vec<&str> = names.map(|id| self.name(target, id).unwrap_or(id)).collect();
        names.join("; ")
    }
    /// What a row is known by.
    fn row(&self, spec: &Spec, row: &Row, title: Option<&String>) -> Option<String> {
        self.by_target.as_ref()?;
        if let Some(title) = title {
            return Some(title.clone());
        }
        let own = |at: usize| match row.cells.get(at)? {
            Cell::Text(text) => Some(text.to_string()),
            Cell::Number(number) => Some(format!("{} {number}", self.lang.pick("rij", "row"))),
            _ => None,
        };
        match spec.sheet.belongs() {
            Belongs::Itself => {
                let id = own(0)?;
                let name = spec.sheet.names().and_then(|target| self.name(target, &id));
                Some(name.map_or(id.clone(), str::to_owned))
            }
            Belongs::Once(target) => {
                let id = own(0)?;
                Some(self.name(target, &id).map_or(id.clone(), str::to_owned))
            }
            Belongs::ById(_) => own(spec.before),
            Belongs::ByNumber(_) | Belongs::ToSome => own(spec.before.checked_sub(1)?),
        }
    }
}

fn changes(before: &Register, after: &Register, names: &Names) -> Preview {
    let lang = names.lang;
    let (before, after) = differing(before, after);
    let book = |register| Book::of(register, &Making::new(lang));
    let (before, after) = (book(&before), book(&after));
    let mut steps = Vec::new();
    for sheet in Sheet::ALL {
        if let (Some(before), Some(after)) = (before.table(*sheet), after.table(*sheet)) {
            steps.extend(rows(sheet.spec(), &before.rows, &after.rows, names));
        }
    }
    Preview { lang, steps }
}

/// Only the things that are not the same, so that what stays costs nothing.
fn differing(before: &Register, after: &Register) -> (Register, Register) {
    fn pick<T: Clone + PartialEq>(from: &BTreeMap<Id, T>, other: &BTreeMap<Id, T>) -> BTreeMap<Id, T> {
        let differs = |(id, thing): &(&Id, &T)| other.get(*id) != Some(*thing);
        let found = from.iter().filter(differs);
        found.map(|(id, thing)| (id.clone(), thing.clone())).collect()
    }
    let one = |from: &Register, other: &Register| Register {
        organisations: pick(&from.organisations, &other.organisations),
        funding_sources: pick(&from.funding_sources, &other.funding_sources),
        actions: pick(&from.actions, &other.actions),
        appraisals: pick(&from.appraisals, &other.appraisals),
        overrides: pick(&from.overrides, &other.overrides),
        estimates: pick(&from.estimates, &other.estimates),
        findings: pick(&from.findings, &other.findings),
        decisions: pick(&from.decisions, &other.decisions),
        aid: pick(&from.aid, &other.aid),
        controls: pick(&from.controls, &other.controls),
        loans: pick(&from.loans, &other.loans),
    };
    (one(before, after), one(after, before))
}

/// What a cell says.
fn text(row: &Row, at: usize, column: &Column, lang: Lang) -> String {
    let cell = row.cells.get(at).unwrap_or(&Cell::Empty);
    if let Some(money) = cents(cell).filter(|_| column.shape.is_money()).map(Money::cents) {
        return money.said(lang);
    }
    match (cell, lang) {
        (Cell::Text(text), _) => text.to_string(),
        (Cell::Number(number), Lang::Nl) => crate::number::written(*number).replace('.', ","),
        (Cell::Number(number), Lang::En) => crate::number::written(*number),
        (Cell::Date(date), _) => date.to_string(),
        _ => lang.pick("(niet ingevuld)", "(not filled in)").to_owned(),
    }
}

/// The cents of an amount in euro.
fn cents(cell: &Cell) -> Option<i64> {
    match cell {
        Cell::Number(number) => decimal::cents(*number, 2),
        // More than a number can hold.
        Cell::Text(text) => decimal::exact(text, 2),
        _ => None,
    }
}

/// What a row says, without its number.
fn says<'a>(spec: &Spec, row: &'a Row) -> &'a [Cell] {
    row.cells.get(spec.before..).unwrap_or(&[])
}

fn rows(spec: &'static Spec, before: &[Row], after: &[Row], names: &Names) -> Vec<Step> {
    let numbered = matches!(spec.sheet.belongs(), Belongs::ByNumber(_) | Belongs::ToSome);
    let mut steps = Vec::new();
    if !numbered {
        let stays = in_order(spec, before, after);
        let mut old: BTreeMap<String, &Row> = before
            .iter()
            .filter_map(|row| Some((key::key(spec, &row.cells)?, row)))
            .collect();
        let mut pairs = Vec::new();
        for row in after {
            if let Some(key) = key::key(spec, &row.cells) {
                let was = old.remove(&key);
                pairs.push((key, was, Some(row)));
            }
        }
        pairs.extend(old.into_iter().map(|(key, row)| (key, Some(row), None)));
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        for (key, was, is) in pairs {
            let still = was
                .and_then(|row| key::owner(spec, &row.cells))
                .is_some_and(|owner| stays.contains(&owner));
            steps.extend(step(spec, key, (was, is), still, names));
        }
        return steps;
    }
    let mut owners: BTreeMap<String, [Vec<&Row>; 2]> = BTreeMap::new();
    for (at, list) in [before, after].into_iter().enumerate() {
        for row in list {
            let Some(owner) = key::owner(spec, &row.cells) else {
                continue;
            };
            if let Some(rows) = owners.entry(owner).or_default().get_mut(at) {
                rows.push(row);
            }
        }
    }
    for [before, after] in owners.into_values() {
        // What says the same is the same, wherever it stands.
        let mut left: Vec<Option<&Row>> = before.iter().copied().map(Some).collect();
        let mut fresh = Vec::new();
        let mut moved = Vec::new();
        for row in after {
            let same = left
                .iter_mut()
                .find(|old| old.is_some_and(|old| says(spec, old) == says(spec, row)));
            match same.and_then(Option::take) {
                Some(old) => moved.push((old, row)),
                None => fresh.push(row),
            }
        }
        let gone: Vec<&Row> = left.into_iter().flatten().collect();
        if gone.is_empty() && fresh.is_empty() {
            for (old, row) in moved {
                if let Some(key) = key::key(spec, &old.cells) {
                    steps.extend(step(spec, key, (Some(old), Some(row)), false, names));
                }
            }
            continue;
        }
        let most = gone.len().max(fresh.len());
        for at in 0..most {
            let (was, is) = (gone.get(at).copied(), fresh.get(at).copied());
            let key = was.or(is).and_then(|row| key::key(spec, &row.cells));
            if let Some(key) = key {
                steps.extend(step(spec, key, (was, is), true, names));
            }
        }
    }
    steps
}

/// What owns rows that stand in the same order as before, new ones and ended ones left out.
fn in_order(spec: &Spec, before: &[Row], after: &[Row]) -> BTreeSet<String> {
    let keys = |rows: &[Row]| -> Vec<(String, String)> {
        let pair = |row: &Row| Some((key::owner(spec, &row.cells)?, key::key(spec, &row.cells)?));
        rows.iter().filter_map(pair).collect()
    };
    let (before, after) = (keys(before), keys(after));
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (before.iter().collect(), after.iter().collect());
    let grouped = |list: &[(String, String)], other: &BTreeSet<&(String, String)>| {
        let mut groups: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pair in list.iter().filter(|pair| other.contains(pair)) {
            groups.entry(pair.0.clone()).or_default().push(pair.1.clone());
        }
        groups
    };
    let (old, new) = (grouped(&before, &new), grouped(&after, &old));
    old.into_iter()
        .filter(|(owner, list)| new.get(owner) == Some(list))
        .map(|(owner, _)| owner)
        .collect()
}

fn step(
    spec: &'static Spec,
    key: String,
    (was, is): (Option<&Row>, Option<&Row>),
    still: bool,
    names: &Names,
) -> Option<Step> {
    let lang = names.lang;
    let title = is.or(was).and_then(|row| title(spec, row, lang));
    // The last column, which ends things, is empty in both.
    let columns = || spec.columns.iter().enumerate().take(spec.end());
    // What the row belongs to is the thing of the form itself.
    let own = |at: usize| spec.sheet.is_of_things() || at >= spec.before || !names.are_asked();
    let what = match (was, is) {
        (None, Some(row)) => {
            let filled = columns()
                .filter(|(at, _)| own(*at) && row.cells.get(*at).is_some_and(|cell| !cell.is_empty()));
            What::New(
                filled
                    .map(|(at, column)| (column.head.get(lang), names.text(row, at, column)))
                    .collect(),
            )
        }
        (Some(_), None) => What::Ended,
        (Some(was), Some(is)) => {
            // When the order stays, the numbers only close up.
            let number = |at: usize| still && spec.columns.get(at).is_some_and(|column| column.key == "nr");
            let differs = columns().filter(|(at, _)| !number(*at) && was.cells.get(*at) != is.cells.get(*at));
            let change = |(at, column): (usize, &'static Column)| {
                let (before, after) = (names.text(was, at, column), names.text(is, at, column));
                // Two things of one name are told apart by their ids.
                let (before, after) = match before == after {
                    true => (text(was, at, column, lang), text(is, at, column, lang)),
                    false => (before, after),
                };
                Change {
                    head: column.head.get(lang),
                    before,
                    after,
                }
            };
            let changes: Vec<Change> = differs.map(change).collect();
            if changes.is_empty() {
                return None;
            }
            What::Changed(changes)
        }
        (None, None) => return None,
    };
    let which = Which {
        sheet: spec.sheet,
        key,
    };
    let name = is.or(was).and_then(|row| names.row(spec, row, title.as_ref()));
    Some(Step {
        which,
        title,
        name,
        what,
    })
}

/// The title or name in a row.
fn title(spec: &Spec, row: &Row, lang: Lang) -> Option<String> {
    let said = |key: &str| {
        let at = spec.columns.iter().position(|column| column.key == key)?;
        match row.cells.get(at)? {
            Cell::Text(text) => Some(text.to_string()),
            _ => None,
        }
    };
    let own = || said("title").or_else(|| said("name"));
    match lang {
        Lang::Nl => own(),
        Lang::En => said("title-en").or_else(own),
    }
}
