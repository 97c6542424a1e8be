//! What a change does to the register, row by row and field by field, in words.

use crate::book::{Book, Making, Row};
use crate::cell::{Cell, shown};
use crate::decimal;
use crate::import::Which;
use crate::key;
use crate::layout::{Belongs, Column, Sheet, Spec};
use koers_model::id::Id;
use koers_model::portfolio::money::Money;
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It was not there: what it says, head and text.
    New(Vec<(Text, Text)>),
    /// It is there no more.
    Ended,
    /// It says something else: head, before, after.
    Changed(Vec<Change>),
}

/// A field that says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What stands above the column.
    pub head: Text,
    /// What it said.
    pub before: Text,
    /// What it will say.
    pub after: Text,
}

/// A row, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The row.
    pub which: Which,
    /// Its name or title, where it has one.
    pub title: Option<Text>,
    /// What becomes of it.
    pub what: What,
}

/// Everything that will change, by sheet and id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
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
        let mut counts = [0; 3];
        for step in &self.steps {
            let at = match step.what {
                What::New(_) => 0,
                What::Changed(_) => 1,
                What::Ended => 2,
            };
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        counts
    }
    /// For people: a head for each sheet, a line for each row, a line for each field.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let mut out = String::new();
        let [new, changed, ended] = self.counts();
        // Writing to a text does not fail.
        let _ = match lang {
            Lang::Nl => writeln!(out, "{new} nieuw, {changed} gewijzigd, {ended} beëindigd"),
            Lang::En => writeln!(out, "{new} new, {changed} changed, {ended} ended"),
        };
        let mut sheet = None;
        for step in &self.steps {
            if sheet != Some(step.which.sheet) {
                sheet = Some(step.which.sheet);
                let _ = writeln!(out, "\n{}", step.which.sheet.title(lang));
            }
            let word = match step.what {
                What::New(_) => lang.pick("nieuw", "new"),
                What::Changed(_) => lang.pick("gewijzigd", "changed"),
                What::Ended => lang.pick("beëindigd", "ended"),
            };
            let title = step
                .title
                .as_ref()
                .map(|title| format!(" ({})", shown(title.get(lang))));
            let _ = writeln!(out, "  {}{}: {word}", step.which.key, title.unwrap_or_default());
            match &step.what {
                What::Ended => {}
                What::New(fields) => {
                    for (head, says) in fields {
                        let _ = writeln!(out, "    {}: {}", head.get(lang), shown(says.get(lang)));
                    }
                }
                What::Changed(changes) => {
                    for change in changes {
                        let (head, before, after) = (&change.head, &change.before, &change.after);
                        let _ = writeln!(
                            out,
                            "    {}: {} → {}",
                            head.get(lang),
                            shown(before.get(lang)),
                            shown(after.get(lang))
                        );
                    }
                }
            }
        }
        out
    }
}

/// What will change. Rows without an id of their own are known again by what they say, and else by their number.
#[must_use]
pub fn preview(before: &Register, after: &Register) -> Preview {
    let (before, after) = differing(before, after);
    let (before, after) = (Pair::of(&before), Pair::of(&after));
    let mut steps = Vec::new();
    for sheet in Sheet::ALL {
        if let (Some(before), Some(after)) = (before.sheet(*sheet), after.sheet(*sheet)) {
            steps.extend(rows(sheet.spec(), before, after));
        }
    }
    Preview { steps }
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

/// A book in both languages: the same rows.
struct Pair {
    nl: Book,
    en: Book,
}

/// A row in both languages.
#[derive(Clone, Copy)]
struct Both<'a> {
    nl: &'a Row,
    en: &'a Row,
}

impl Pair {
    fn of(register: &Register) -> Self {
        Self {
            nl: Book::of(register, &Making::new(Lang::Nl)),
            en: Book::of(register, &Making::new(Lang::En)),
        }
    }
    fn sheet(&self, sheet: Sheet) -> Option<Vec<Both<'_>>> {
        let (nl, en) = (self.nl.table(sheet)?, self.en.table(sheet)?);
        Some(
            nl.rows
                .iter()
                .zip(&en.rows)
                .map(|(nl, en)| Both { nl, en })
                .collect(),
        )
    }
}

impl Both<'_> {
    fn cell(self, at: usize, column: &Column) -> Text {
        let empty = Text::both("(niet ingevuld)", "(not filled in)");
        let (Some(nl), Some(en)) = (self.nl.cells.get(at), self.en.cells.get(at)) else {
            return empty;
        };
        if let Some(money) = cents(nl).filter(|_| column.shape.is_money()).map(Money::cents) {
            return Text::both(money.said(Lang::Nl), money.said(Lang::En));
        }
        match (nl, en) {
            (Cell::Text(nl), Cell::Text(en)) => Text::both(&**nl, &**en),
            (Cell::Number(number), _) => {
                let number = crate::number::written(*number);
                Text::both(number.replace('.', ","), number)
            }
            (Cell::Date(date), _) => Text::both(date.to_string(), date.to_string()),
            _ => empty,
        }
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

fn rows(spec: &'static Spec, before: Vec<Both<'_>>, after: Vec<Both<'_>>) -> Vec<Step> {
    let numbered = matches!(spec.sheet.belongs(), Belongs::ByNumber(_) | Belongs::ToSome);
    let mut steps = Vec::new();
    if !numbered {
        let stays = in_order(spec, &before, &after);
        let mut old: BTreeMap<String, Both<'_>> = before
            .iter()
            .filter_map(|row| Some((key::key(spec, &row.nl.cells)?, *row)))
            .collect();
        let mut pairs = Vec::new();
        for row in after {
            if let Some(key) = key::key(spec, &row.nl.cells) {
                let was = old.remove(&key);
                pairs.push((key, was, Some(row)));
            }
        }
        pairs.extend(old.into_iter().map(|(key, row)| (key, Some(row), None)));
        pairs.sort_by(|a, b| a.0.cmp(&b.0));
        for (key, was, is) in pairs {
            let still = was
                .and_then(|row| key::owner(spec, &row.nl.cells))
                .is_some_and(|owner| stays.contains(&owner));
            steps.extend(step(spec, key, was, is, still));
        }
        return steps;
    }
    let mut owners: BTreeMap<String, [Vec<Both<'_>>; 2]> = BTreeMap::new();
    for (at, list) in [before, after].into_iter().enumerate() {
        for row in list {
            let Some(owner) = key::owner(spec, &row.nl.cells) else {
                continue;
            };
            if let Some(rows) = owners.entry(owner).or_default().get_mut(at) {
                rows.push(row);
            }
        }
    }
    for [before, after] in owners.into_values() {
        // What says the same is the same, wherever it stands.
        let mut left: Vec<Option<Both<'_>>> = before.iter().copied().map(Some).collect();
        let mut fresh = Vec::new();
        let mut moved = Vec::new();
        for row in &after {
            let same = left
                .iter_mut()
                .find(|old| old.is_some_and(|old| says(spec, old.nl) == says(spec, row.nl)));
            match same.and_then(Option::take) {
                Some(old) => moved.push((old, *row)),
                None => fresh.push(*row),
            }
        }
        let gone: Vec<Both<'_>> = left.into_iter().flatten().collect();
        if gone.is_empty() && fresh.is_empty() {
            for (old, row) in moved {
                if let Some(key) = key::key(spec, &old.nl.cells) {
                    steps.extend(step(spec, key, Some(old), Some(row), false));
                }
            }
            continue;
        }
        let most = gone.len().max(fresh.len());
        for at in 0..most {
            let (was, is) = (gone.get(at).copied(), fresh.get(at).copied());
            let key = was.or(is).and_then(|row| key::key(spec, &row.nl.cells));
            if let Some(key) = key {
                steps.extend(step(spec, key, was, is, true));
            }
        }
    }
    steps
}

/// What owns rows that stand in the same order as before, new ones and ended ones left out.
fn in_order(spec: &Spec, before: &[Both<'_>], after: &[Both<'_>]) -> BTreeSet<String> {
    let keys = |rows: &[Both<'_>]| -> Vec<(String, String)> {
        let pair = |row: &Both<'_>| Some((key::owner(spec, &row.nl.cells)?, key::key(spec, &row.nl.cells)?));
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
    was: Option<Both<'_>>,
    is: Option<Both<'_>>,
    still: bool,
) -> Option<Step> {
    let title = is.or(was).and_then(|row| title(spec, row));
    // The last column, which ends things, is empty in both.
    let columns = || spec.columns.iter().enumerate().take(spec.end());
    let what = match (was, is) {
        (None, Some(row)) => {
            let filled =
                columns().filter(|(at, _)| row.nl.cells.get(*at).is_some_and(|cell| !cell.is_empty()));
            What::New(
                filled
                    .map(|(at, column)| (column.head.clone(), row.cell(at, column)))
                    .collect(),
            )
        }
        (Some(_), None) => What::Ended,
        (Some(was), Some(is)) => {
            // When the order stays, the numbers only close up.
            let number = |at: usize| still && spec.columns.get(at).is_some_and(|column| column.key == "nr");
            let differs =
                columns().filter(|(at, _)| !number(*at) && was.nl.cells.get(*at) != is.nl.cells.get(*at));
            let change = |(at, column): (usize, &Column)| Change {
                head: column.head.clone(),
                before: was.cell(at, column),
                after: is.cell(at, column),
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
    Some(Step { which, title, what })
}

/// The title or name in a row, in both languages.
fn title(spec: &Spec, row: Both<'_>) -> Option<Text> {
    let at = |key: &str| spec.columns.iter().position(|column| column.key == key);
    let text = |at: usize| match row.nl.cells.get(at)? {
        Cell::Text(text) => Some(text.to_string()),
        _ => None,
    };
    let nl = at("title").or_else(|| at("name")).and_then(text)?;
    let en = at("title-en").and_then(text);
    Some(Text { nl, en })
}
