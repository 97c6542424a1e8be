//! From cells as they stand in a file to tables: which sheet it is, and which column is which.

use crate::book::{Form, Row, Table};
use crate::cell::Cell;
use crate::fault::{CellFault, Faults};
use crate::layout::{Sheet, Spec, Unit};
use koers_model::spelling::near;
use koers_model::text::{Lang, Text};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One sheet or file, as it stands there: only cells that hold something.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) name: Arc<str>,
    pub(crate) form: Form,
    /// By number, from 1, rising; the cells by column, from 0, rising.
    pub(crate) lines: Vec<Line>,
    /// Merged cells: first and last column and line.
    pub(crate) merged: Vec<[(u16, u32); 2]>,
}

#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) number: u32,
    pub(crate) cells: Vec<(u16, Cell)>,
}

impl Line {
    fn at(&self, column: u16) -> &Cell {
        let found = self.cells.binary_search_by_key(&column, |(at, _)| *at);
        found
            .ok()
            .and_then(|at| self.cells.get(at))
            .map_or(&Cell::Empty, |(_, cell)| cell)
    }
}

/// What a sheet turns out to be.
pub(crate) enum Framed {
    /// One of ours.
    Table(Table),
    /// The sheet that explains, with what it says in words: key and value.
    Explanation(Vec<Said>),
    /// Somebody's own notes.
    NotOurs,
    /// One of ours that cannot be read; the faults say why.
    Broken,
}

/// A cell of the explanation that is read.
pub(crate) struct Said {
    pub(crate) key: String,
    pub(crate) value: Cell,
    pub(crate) line: u32,
    pub(crate) column: u16,
}

/// The first part of keys on the sheet that explains.
pub(crate) const EXPLANATION: &str = "explanation";

/// A column of the file that holds a column of the sheet.
struct Match {
    /// Which column of the sheet.
    index: usize,
    unit: Unit,
}

pub(crate) fn frame(grid: &Grid, faults: &mut Faults) -> Framed {
    let empty = Line {
        number: 1,
        cells: Vec::new(),
    };
    let first = grid.lines.first().unwrap_or(&empty);
    let keys = || {
        first.cells.iter().filter_map(|(column, cell)| match cell {
            Cell::Text(text) => text
                .trim()
                .split_once('.')
                .map(|(sheet, key)| (*column, sheet, key)),
            _ => None,
        })
    };
    if keys().any(|(_, sheet, _)| sheet == EXPLANATION) {
        return Framed::Explanation(explanation(grid, first));
    }
    let keyed = keys().find_map(|(_, sheet, _)| Sheet::from_word(sheet));
    let Some(sheet) = keyed.or_else(|| Sheet::named(&grid.name)) else {
        return Framed::NotOurs;
    };
    if keyed.is_none() && first.cells.is_empty() {
        // A sheet of ours without anything: nothing is said of it.
        return Framed::NotOurs;
    }
    let reading = Reading {
        grid,
        spec: sheet.spec(),
        first,
        keyed: keyed.is_some(),
    };
    reading.table(faults).map_or(Framed::Broken, Framed::Table)
}

fn explanation(grid: &Grid, first: &Line) -> Vec<Said> {
    let column = |wanted: &str| {
        first.cells.iter().find_map(|(column, cell)| match cell {
            Cell::Text(text) if text.trim().strip_prefix(EXPLANATION) == Some(wanted) => Some(*column),
            _ => None,
        })
    };
    let (Some(keys), Some(values)) = (column(".key"), column(".value")) else {
        return Vec::new();
    };
    let said = |line: &Line| match line.at(keys) {
        Cell::Text(key) => Some(Said {
            key: key.trim().to_owned(),
            value: line.at(values).clone(),
            line: line.number,
            column: values,
        }),
        _ => None,
    };
    grid.lines.iter().skip(1).filter_map(said).collect()
}

struct Reading<'a> {
    grid: &'a Grid,
    spec: &'static Spec,
    first: &'a Line,
    keyed: bool,
}

impl Reading<'_> {
    fn fault(&self, line: u32, column: u16, wanted: Text) -> CellFault {
        CellFault::at(&self.grid.name, line, Some(column), wanted)
    }
    fn table(&self, faults: &mut Faults) -> Option<Table> {
        let before = faults.list().len() + faults.more();
        let matches = if self.keyed {
            self.by_key(faults)
        } else {
            self.by_head(faults)
        };
        let width = self.spec.columns.len();
        let (mut columns, mut units) = (vec![None; width], vec![Unit::Euro; width]);
        let mut used = BTreeSet::new();
        for (column, found) in &matches {
            let column = *column;
            used.insert(column);
            let place = columns.get_mut(found.index);
            match place {
                Some(Some(other)) => {
                    let other = crate::cell::letters(*other);
                    faults.push(self.fault(
                        self.first.number,
                        column,
                        Text::both(
                            format!("elke kolom één keer; deze staat ook in kolom {other}"),
                            format!("every column once; this one stands in column {other} too"),
                        ),
                    ));
                }
                Some(place) => {
                    *place = Some(column);
                    if let Some(kept) = units.get_mut(found.index) {
                        *kept = found.unit;
                    }
                }
                None => {}
            }
        }
        for (column, place) in self.spec.columns.iter().zip(&columns) {
            if place.is_none() {
                let head = &column.head;
                let key = column.full_key(self.spec.sheet.word(), Unit::Euro);
                faults.push(CellFault::sheet(
                    &self.grid.name,
                    Text::both(
                        format!(
                            "de kolom “{}” ontbreekt (sleutel {key} in de eerste rij)",
                            head.nl
                        ),
                        format!(
                            "the column “{}” is missing (key {key} in the first row)",
                            head.get(Lang::En)
                        ),
                    ),
                ));
            }
        }
        // In a workbook with keys, heads for people stand below them.
        let heads = self.keyed && !self.grid.form.is_text();
        let data = self.first.number.saturating_add(if heads { 1 } else { 0 });
        let is_clear = faults.list().len() + faults.more() == before;
        if heads {
            for (column, found) in &matches {
                self.head(*column, found, faults);
            }
        }
        self.merged(data, faults);
        self.strays(data, &used, faults);
        // When it is clear which column is which, the cells are looked at whatever else is wrong.
        if !is_clear {
            return None;
        }
        let rows = self.grid.lines.iter().filter(|line| line.number > data);
        let rows = rows.map(|line| Row {
            line: line.number,
            cells: columns
                .iter()
                .map(|column| column.map_or(Cell::Empty, |column| line.at(column).clone()))
                .collect(),
        });
        Some(Table {
            spec: self.spec,
            name: Arc::clone(&self.grid.name),
            form: self.grid.form,
            rows: rows.filter(|row| !row.cells.iter().all(Cell::is_empty)).collect(),
            columns,
            units,
        })
    }
    /// Which column is which by the keys in the first row; the heads below must be those of the keys.
    fn by_key(&self, faults: &mut Faults) -> Vec<(u16, Match)> {
        let word = self.spec.sheet.word();
        let mut matches = Vec::new();
        for (column, cell) in &self.first.cells {
            if faults.is_full() {
                faults.count_one();
                continue;
            }
            let Cell::Text(text) = cell else {
                faults.push(
                    self.fault(
                        self.first.number,
                        *column,
                        Text::both("de sleutel van een kolom", "the key of a column"),
                    )
                    .found(cell),
                );
                continue;
            };
            let known = |index: usize, unit: Unit| {
                let column = self.spec.columns.get(index)?;
                (column.full_key(word, unit) == text.trim()).then_some(Match { index, unit })
            };
            let found = (0..self.spec.columns.len())
                .flat_map(|index| Unit::ALL.iter().map(move |unit| (index, *unit)))
                .find_map(|(index, unit)| known(index, unit));
            let Some(found) = found else {
                let keys: Vec<String> = self
                    .spec
                    .columns
                    .iter()
                    .map(|column| column.full_key(word, Unit::Euro))
                    .collect();
                faults.push(
                    self.fault(
                        self.first.number,
                        *column,
                        Text::both(
                            "de sleutel van een kolom van dit blad",
                            "the key of a column of this sheet",
                        ),
                    )
                    .found(cell)
                    .near(near(text, keys.iter().map(String::as_str))),
                );
                continue;
            };
            matches.push((*column, found));
        }
        matches
    }
    /// Checks the head below a key.
    fn head(&self, column: u16, found: &Match, faults: &mut Faults) {
        let number = self.first.number.saturating_add(1);
        let line = self.grid.lines.iter().find(|line| line.number == number);
        let cell = line.map_or(&Cell::Empty, |line| line.at(column));
        let Some(spec) = self.spec.columns.get(found.index) else {
            return;
        };
        let said = match cell {
            Cell::Text(text) => plain(text),
            _ => String::new(),
        };
        let is = |unit: Unit| {
            [Lang::Nl, Lang::En]
                .iter()
                .any(|lang| plain(&spec.title(*lang, unit)) == said)
        };
        if is(found.unit) {
            return;
        }
        let wanted = |lang| spec.title(lang, found.unit);
        let other_unit = spec.shape.is_money() && Unit::ALL.iter().any(|unit| is(*unit));
        let wanted = if other_unit {
            Text::both(
                format!(
                    "“{}”: dit boek is gemaakt in {}; de bedragen eronder worden niet omgerekend",
                    wanted(Lang::Nl),
                    found.unit.label(Lang::Nl)
                ),
                format!(
                    "“{}”: this book was made in {}; the amounts below are not converted",
                    wanted(Lang::En),
                    found.unit.label(Lang::En)
                ),
            )
        } else {
            Text::both(
                format!(
                    "het kopje “{}”: de kolom is te herkennen aan beide rijen",
                    wanted(Lang::Nl)
                ),
                format!(
                    "the head “{}”: both rows tell which column it is",
                    wanted(Lang::En)
                ),
            )
        };
        faults.push(self.fault(number, column, wanted).found(cell));
    }
    /// Which column is which by the heads, where there are no keys.
    fn by_head(&self, faults: &mut Faults) -> Vec<(u16, Match)> {
        let mut matches = Vec::new();
        for (column, cell) in &self.first.cells {
            if faults.is_full() {
                faults.count_one();
                continue;
            }
            let said = match cell {
                Cell::Text(text) => plain(text),
                _ => continue,
            };
            let mut titles = Vec::new();
            for (index, spec) in self.spec.columns.iter().enumerate() {
                for (lang, unit) in [Lang::Nl, Lang::En]
                    .into_iter()
                    .flat_map(|lang| Unit::ALL.iter().map(move |unit| (lang, *unit)))
                {
                    titles.push((index, unit, spec.title(lang, unit)));
                }
            }
            match titles.iter().find(|(_, _, title)| plain(title) == said) {
                Some((index, unit, _)) => matches.push((
                    *column,
                    Match {
                        index: *index,
                        unit: *unit,
                    },
                )),
                None => faults.push(
                    self.fault(
                        self.first.number,
                        *column,
                        Text::both(
                            "het kopje van een kolom van dit blad; met een bedrag staat de eenheid erbij",
                            "the head of a column of this sheet; with an amount the unit stands beside it",
                        ),
                    )
                    .found(cell)
                    .near(near(&said, titles.iter().map(|(_, _, title)| title.as_str()))),
                ),
            }
        }
        matches
    }
    fn merged(&self, data: u32, faults: &mut Faults) {
        for [(column, line), (_, last)] in &self.grid.merged {
            if *last > data {
                faults.push(self.fault(
                    *line,
                    *column,
                    Text::both(
                        "geen samengevoegde cellen: elke rij zegt alles zelf",
                        "no merged cells: every row says everything itself",
                    ),
                ));
            }
        }
    }
    /// Cells in columns that are none of ours.
    fn strays(&self, data: u32, used: &BTreeSet<u16>, faults: &mut Faults) {
        let mut seen = BTreeSet::new();
        for line in self.grid.lines.iter().filter(|line| line.number > data) {
            for (column, cell) in &line.cells {
                if !used.contains(column) && seen.insert(*column) {
                    faults.push(
                        self.fault(
                            line.number,
                            *column,
                            Text::both(
                                "niets: deze kolom hoort niet bij het blad. Zet aantekeningen op een eigen blad",
                                "nothing: this column is not part of the sheet. Keep notes on a sheet of your own",
                            ),
                        )
                        .found(cell),
                    );
                }
            }
        }
    }
}

/// Without capitals and with single blanks.
fn plain(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
