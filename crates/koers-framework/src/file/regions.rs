//! `regions/*.csv`: regions, how they nest, how they changed, by which weights they are divided.

use super::csv::{CsvFault, Row, Table, read};
use super::leaf::Leaf;
use crate::place::{Place, Sp};
use jiff::civil::Date;
use koers_model::region::{
    Basis, Change, ChangeKind, Nesting, Region, RegionCode, RegionKind, RegionRegistry, RegistryError,
    Validity, Weight,
};
use koers_model::value::Number;
use std::collections::BTreeMap;

/// The files of regions as read, with the place of each row.
#[derive(Debug, Default)]
pub(crate) struct RegionFiles {
    pub(crate) regions: Vec<Sp<Region>>,
    pub(crate) nestings: Vec<Sp<Nesting>>,
    pub(crate) changes: Vec<Sp<Change>>,
    pub(crate) weights: Vec<Sp<Weight>>,
}

const REGIONS: &[&str] = &["code", "kind", "name", "nuts", "valid_from", "valid_to"];
const HIERARCHY: &[&str] = &["child", "parent", "valid_from", "valid_to"];
const EVENTS: &[&str] = &["date", "kind", "from", "to", "source"];
const WEIGHTS: &[&str] = &["date", "from", "to", "weight", "basis", "source"];

/// Reads the cells of one row; remembers whether one of them was wrong.
pub(super) struct Cells<'r> {
    row: &'r Row,
    faults: &'r mut Vec<CsvFault>,
    whole: bool,
}

impl<'r> Cells<'r> {
    pub(super) fn of(row: &'r Row, faults: &'r mut Vec<CsvFault>) -> Self {
        Self {
            row,
            faults,
            whole: true,
        }
    }
    /// Whether no cell was wrong so far.
    pub(super) fn whole(&self) -> bool {
        self.whole
    }
    pub(super) fn optional<T: Leaf>(&mut self, column: Option<usize>, name: &'static str) -> Option<T> {
        let cell = self.row.text(column?)?;
        let value = T::read(cell.value);
        if value.is_none() {
            self.whole = false;
            self.faults.push(CsvFault::WrongCell {
                at: cell.at,
                column: name,
                expected: T::expected(),
                found: cell.value.to_owned(),
            });
        }
        value
    }
    pub(super) fn required<T: Leaf>(&mut self, column: Option<usize>, name: &'static str) -> Option<T> {
        let column = column?;
        if self.row.text(column).is_none() {
            self.whole = false;
            self.faults.push(CsvFault::EmptyCell {
                at: self.row.at,
                column: name,
            });
        }
        self.optional(Some(column), name)
    }
    fn validity(&mut self, from: Option<usize>, to: Option<usize>) -> Validity {
        Validity {
            from: self.optional::<Date>(from, "valid_from"),
            to: self.optional::<Date>(to, "valid_to"),
        }
    }
}

impl RegionFiles {
    pub(crate) fn read_regions(&mut self, text: &str, file: u16, faults: &mut Vec<CsvFault>) {
        let table = read(text, file, faults);
        let [code, kind, name, nuts, from, to] = columns(&table, REGIONS, faults);
        for row in &table.rows {
            let mut cells = Cells::of(row, faults);
            let code = cells.required::<RegionCode>(code, "code");
            let kind = cells.required::<RegionKind>(kind, "kind");
            let name = cells.required::<String>(name, "name");
            let validity = cells.validity(from, to);
            let nuts = nuts.and_then(|nuts| row.text(nuts)).map_or("", |cell| cell.value);
            if let (Some(code), Some(kind), Some(name), true) = (code, kind, name, cells.whole) {
                let nuts = nuts.split([' ', ';', '|']).filter(|code| !code.is_empty());
                let region = Region {
                    code,
                    kind,
                    name,
                    nuts: nuts.map(str::to_owned).collect(),
                    validity,
                };
                self.regions.push(Sp::new(region, row.at));
            }
        }
    }

    pub(crate) fn read_hierarchy(&mut self, text: &str, file: u16, faults: &mut Vec<CsvFault>) {
        let table = read(text, file, faults);
        let [child, parent, from, to] = columns(&table, HIERARCHY, faults);
        for row in &table.rows {
            let mut cells = Cells::of(row, faults);
            let child = cells.required::<RegionCode>(child, "child");
            let parent = cells.required::<RegionCode>(parent, "parent");
            let validity = cells.validity(from, to);
            if let (Some(child), Some(parent), true) = (child, parent, cells.whole) {
                let nesting = Nesting {
                    child,
                    parent,
                    validity,
                };
                self.nestings.push(Sp::new(nesting, row.at));
            }
        }
    }

    pub(crate) fn read_events(&mut self, text: &str, file: u16, faults: &mut Vec<CsvFault>) {
        let table = read(text, file, faults);
        let [date, kind, from, to, source] = columns(&table, EVENTS, faults);
        for row in &table.rows {
            let mut cells = Cells::of(row, faults);
            let date = cells.required::<Date>(date, "date");
            let kind = cells.required::<ChangeKind>(kind, "kind");
            let from = cells.required::<RegionCode>(from, "from");
            let to = cells.required::<RegionCode>(to, "to");
            let source = cells.required::<String>(source, "source");
            if let (Some(date), Some(kind), Some(from), Some(to), Some(source), true) =
                (date, kind, from, to, source, cells.whole)
            {
                let change = Change {
                    date,
                    kind,
                    from,
                    to,
                    source,
                };
                self.changes.push(Sp::new(change, row.at));
            }
        }
    }

    pub(crate) fn read_weights(&mut self, text: &str, file: u16, faults: &mut Vec<CsvFault>) {
        let table = read(text, file, faults);
        let [date, from, to, weight, basis, source] = columns(&table, WEIGHTS, faults);
        for row in &table.rows {
            let mut cells = Cells::of(row, faults);
            let date = cells.required::<Date>(date, "date");
            let from = cells.required::<RegionCode>(from, "from");
            let to = cells.required::<RegionCode>(to, "to");
            let share = cells.required::<Number>(weight, "weight");
            let basis = cells.required::<Basis>(basis, "basis");
            let source = cells.required::<String>(source, "source");
            if let (Some(date), Some(from), Some(to), Some(share), Some(basis), Some(source), true) =
                (date, from, to, share, basis, source, cells.whole)
            {
                let weight = Weight {
                    date,
                    from,
                    to,
                    share,
                    basis,
                    source,
                };
                self.weights.push(Sp::new(weight, row.at));
            }
        }
    }

    /// Puts what another file said with this.
    pub(crate) fn add(&mut self, other: Self) {
        self.regions.extend(other.regions);
        self.nestings.extend(other.nestings);
        self.changes.extend(other.changes);
        self.weights.extend(other.weights);
    }

    /// The registry, or every fault with the rows that it is about.
    pub(crate) fn build(&self) -> Result<RegionRegistry, Vec<(RegistryError, Vec<Place>)>> {
        let built = RegionRegistry::new(
            self.regions.iter().map(|region| region.value.clone()).collect(),
            self.nestings
                .iter()
                .map(|nesting| nesting.value.clone())
                .collect(),
            self.changes.iter().map(|change| change.value.clone()).collect(),
        );
        let weights = || self.weights.iter().map(|weight| weight.value.clone()).collect();
        let built = built.and_then(|registry| registry.with_weights(weights()));
        built.map_err(|errors| {
            let mut rows: BTreeMap<&RegionCode, Vec<Place>> = BTreeMap::new();
            for region in &self.regions {
                rows.entry(&region.value.code).or_default().push(region.at);
            }
            errors
                .into_iter()
                .map(|error| {
                    let places = self.places(&error, &rows);
                    (error, places)
                })
                .collect()
        })
    }

    fn places(&self, error: &RegistryError, rows: &BTreeMap<&RegionCode, Vec<Place>>) -> Vec<Place> {
        let of = |code: &RegionCode| rows.get(code).cloned().unwrap_or_default();
        match error {
            RegistryError::Twice(code) => of(code),
            RegistryError::NutsTwice { first, second, .. } => {
                of(first).into_iter().chain(of(second)).collect()
            }
            RegistryError::Unknown(code) | RegistryError::Circle(code) => {
                let nestings = self
                    .nestings
                    .iter()
                    .filter(|nesting| nesting.value.child == *code || nesting.value.parent == *code)
                    .map(|nesting| nesting.at);
                let changes = self
                    .changes
                    .iter()
                    .filter(|change| change.value.from == *code || change.value.to == *code)
                    .map(|change| change.at);
                nestings.chain(changes).collect()
            }
            RegistryError::WeightWithoutChange { date, from, to } => {
                self.weight_places(|weight| weight.date == *date && weight.from == *from && weight.to == *to)
            }
            RegistryError::Weights {
                date, from, basis, ..
            } => self.weight_places(|weight| {
                weight.date == *date && weight.from == *from && weight.basis == *basis
            }),
            _ => Vec::new(),
        }
    }

    fn weight_places(&self, about: impl Fn(&Weight) -> bool) -> Vec<Place> {
        let about = self.weights.iter().filter(|weight| about(&weight.value));
        about.map(|weight| weight.at).collect()
    }
}

/// The positions of the columns; reports the ones that are missing and the ones that are not known.
pub(super) fn columns<const N: usize>(
    table: &Table,
    known: &'static [&'static str],
    faults: &mut Vec<CsvFault>,
) -> [Option<usize>; N] {
    let mut found = [None; N];
    for (slot, name) in found.iter_mut().zip(known) {
        *slot = table.column(name, faults);
    }
    for name in table.columns.keys() {
        if !known.contains(&name.as_str()) {
            faults.push(CsvFault::UnknownColumn {
                at: table.header,
                column: name.clone(),
                known,
            });
        }
    }
    found
}
