//! Figures with names: rows of names and numbers, each column in a role.

use crate::fault::Fault;
use crate::grid::Grid;
use crate::role::{PERIOD, Role, START};
use crate::say::Words;
use koers_model::period::Period;
use koers_model::value::{Cell, Missing};
use koers_table::plain::Plain;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Which column has which role, and what becomes of the columns that have none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Columns {
    /// Role and name of its column.
    pub roles: Vec<(String, String)>,
    /// The role of the headings of all other columns, whose cells are then the values: a wide table.
    pub wide: Option<String>,
}

/// Figures with names. Every column has as many rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    rows: usize,
    names: BTreeMap<&'static str, Vec<String>>,
    figures: BTreeMap<&'static str, Vec<Cell>>,
    /// Columns of roles that several can have: role, heading, cells.
    many: Vec<(&'static str, String, Vec<Cell>)>,
    /// Where each row stands in what it was read from.
    places: Vec<u64>,
}

impl Frame {
    /// A frame of columns that are already in their roles.
    ///
    /// # Errors
    /// [`Fault::Ragged`] when columns have different numbers of rows.
    pub fn new(
        names: impl IntoIterator<Item = (Role, Vec<String>)>,
        figures: impl IntoIterator<Item = (Role, Vec<Cell>)>,
    ) -> Result<Self, Fault> {
        let names: BTreeMap<_, _> = names
            .into_iter()
            .map(|(role, column)| (role.word, column))
            .collect();
        let figures: BTreeMap<_, _> = figures
            .into_iter()
            .map(|(role, column)| (role.word, column))
            .collect();
        let sizes: BTreeSet<usize> = names
            .values()
            .map(Vec::len)
            .chain(figures.values().map(Vec::len))
            .collect();
        let rows = sizes.first().copied().unwrap_or(0);
        if sizes.len() > 1 {
            return Err(Fault::Ragged);
        }
        let places = (1..).take(rows).collect();
        Ok(Self {
            rows,
            names,
            figures,
            many: Vec::new(),
            places,
        })
    }

    /// The columns of a table of one's own, in the roles that a method knows. A column whose heading is the word of a role has that role.
    ///
    /// # Errors
    /// A role that the method does not know, a column that is not there, a role that is missing, a cell that is no number.
    pub fn read(plain: &Plain, columns: &Columns, known: &[(Role, Need)]) -> Result<Self, Fault> {
        let role = |word: &str| {
            known
                .iter()
                .map(|(role, _)| *role)
                .find(|role| role.word == word)
                .ok_or_else(|| Fault::NoSuchRole {
                    word: word.to_owned(),
                    known: known.iter().map(|(role, _)| role.word.to_owned()).collect(),
                })
        };
        let mut of: Vec<(Role, usize)> = Vec::new();
        for (word, heading) in &columns.roles {
            let role = role(word)?;
            let at = plain.column(heading).ok_or_else(|| Fault::NoSuchColumn {
                name: heading.clone(),
                known: plain.header().to_vec(),
            })?;
            if !role.many && of.iter().any(|(other, _)| other.word == role.word) {
                return Err(Fault::RoleTwice { word: word.clone() });
            }
            of.push((role, at));
        }
        let wide = columns.wide.as_deref().map(role).transpose()?;
        if let Some(wide) = wide {
            // Headings are names, and one role cannot be in a column and in the headings.
            if !wide.is_name {
                return Err(Fault::WideFigure { word: wide.word });
            }
            if of.iter().any(|(other, _)| *other == wide) {
                return Err(Fault::RoleTwice {
                    word: wide.word.to_owned(),
                });
            }
        }
        for (role, _) in known {
            let is_free = of.iter().all(|(other, _)| other.word != role.word)
                && wide.is_none_or(|wide| wide.word != role.word);
            if let Some(at) = plain.column(role.word)
                && is_free
            {
                of.push((*role, at));
            }
        }
        for (role, need) in known {
            let stands = of.iter().any(|(other, _)| other.word == role.word)
                || wide.is_some_and(|wide| wide.word == role.word || role.word == "value");
            if *need == Need::Must && !stands {
                return Err(Fault::RoleMissing {
                    word: role.word,
                    known: plain.header().to_vec(),
                });
            }
        }
        match wide {
            Some(wide) => Self::melted(plain, &of, wide),
            None => Self::long(plain, &of),
        }
    }

    fn long(plain: &Plain, of: &[(Role, usize)]) -> Result<Self, Fault> {
        let mut names = BTreeMap::new();
        let mut figures = BTreeMap::new();
        let mut many = Vec::new();
        for (role, at) in of {
            if role.many {
                let heading = plain.header().get(*at).cloned().unwrap_or_default();
                many.push((role.word, heading, plain.cells(*at)?));
            } else if role.is_name {
                names.insert(role.word, written(plain, *at, *role));
            } else {
                figures.insert(role.word, plain.cells(*at)?);
            }
        }
        Ok(Self {
            rows: plain.len(),
            names,
            figures,
            many,
            places: plain.lines().to_vec(),
        })
    }

    /// Each column without a role becomes rows: its heading in the role `wide`, its cells the values.
    fn melted(plain: &Plain, of: &[(Role, usize)], wide: Role) -> Result<Self, Fault> {
        let rest: Vec<usize> = (0..plain.header().len())
            .filter(|at| of.iter().all(|(_, used)| used != at))
            .collect();
        let mut names: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let mut values = Vec::new();
        let mut places = Vec::new();
        for &at in &rest {
            for (role, own) in of {
                if !role.is_name {
                    return Err(Fault::WideFigure { word: role.word });
                }
                names
                    .entry(role.word)
                    .or_default()
                    .extend(written(plain, *own, *role));
            }
            let heading = plain.header().get(at).cloned().unwrap_or_default();
            names
                .entry(wide.word)
                .or_default()
                .extend(std::iter::repeat_n(heading, plain.len()));
            values.extend(plain.cells(at)?);
            places.extend_from_slice(plain.lines());
        }
        Ok(Self {
            rows: values.len(),
            names,
            figures: BTreeMap::from([("value", values)]),
            many: Vec::new(),
            places,
        })
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }
    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }
    /// Whether a column has the role.
    #[must_use]
    pub fn has(&self, role: Role) -> bool {
        self.names.contains_key(role.word) || self.figures.contains_key(role.word)
    }

    /// The names in a role, row by row.
    ///
    /// # Errors
    /// [`Fault::RoleMissing`].
    pub fn names(&self, role: Role) -> Result<&[String], Fault> {
        let column = self.names.get(role.word).ok_or_else(|| self.lacks(role))?;
        Ok(column)
    }

    /// The figures in a role, row by row.
    ///
    /// # Errors
    /// [`Fault::RoleMissing`].
    pub fn figures(&self, role: Role) -> Result<&[Cell], Fault> {
        let column = self.figures.get(role.word).ok_or_else(|| self.lacks(role))?;
        Ok(column)
    }

    /// The headings and figures of a role that several columns can have.
    pub fn columns(&self, role: Role) -> impl Iterator<Item = (&str, &[Cell])> {
        let of = self.many.iter().filter(move |(word, ..)| *word == role.word);
        of.map(|(_, heading, column)| (heading.as_str(), column.as_slice()))
    }

    fn lacks(&self, role: Role) -> Fault {
        Fault::RoleMissing {
            word: role.word,
            known: self
                .names
                .keys()
                .chain(self.figures.keys())
                .map(|word| (*word).to_owned())
                .collect(),
        }
    }

    /// The names that occur in a role, each once: periods in the order of time, all others in the order in which they stand.
    ///
    /// # Errors
    /// [`Fault::RoleMissing`].
    pub fn distinct(&self, role: Role) -> Result<Vec<String>, Fault> {
        let mut seen = BTreeSet::new();
        let mut out: Vec<String> = Vec::new();
        for name in self.names(role)? {
            if seen.insert(name.as_str()) {
                out.push(name.clone());
            }
        }
        if role == PERIOD {
            in_time(&mut out);
        }
        Ok(out)
    }

    /// Only the rows that are asked for.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(usize) -> bool) -> Self {
        let kept: Vec<usize> = (0..self.rows).filter(|row| wanted(*row)).collect();
        fn take<T: Clone>(column: &[T], kept: &[usize]) -> Vec<T> {
            kept.iter().filter_map(|row| column.get(*row).cloned()).collect()
        }
        Self {
            rows: kept.len(),
            names: self
                .names
                .iter()
                .map(|(word, column)| (*word, take(column, &kept)))
                .collect(),
            figures: self
                .figures
                .iter()
                .map(|(word, column)| (*word, take(column, &kept)))
                .collect(),
            many: self
                .many
                .iter()
                .map(|(word, heading, column)| (*word, heading.clone(), take(column, &kept)))
                .collect(),
            places: take(&self.places, &kept),
        }
    }

    /// Only the rows with one of these names in a role.
    ///
    /// # Errors
    /// [`Fault::RoleMissing`].
    pub fn with(&self, role: Role, names: &[&str]) -> Result<Self, Fault> {
        let column = self.names(role)?;
        Ok(self.only(|row| column.get(row).is_some_and(|name| names.contains(&name.as_str()))))
    }

    /// The same rows with other figures in a role.
    ///
    /// # Errors
    /// [`Fault::Ragged`].
    pub fn having(mut self, role: Role, figures: Vec<Cell>) -> Result<Self, Fault> {
        if figures.len() != self.rows {
            return Err(Fault::Ragged);
        }
        self.figures.insert(role.word, figures);
        Ok(self)
    }

    /// The same rows with names in a role.
    ///
    /// # Errors
    /// [`Fault::Ragged`].
    pub fn named(mut self, role: Role, names: Vec<String>) -> Result<Self, Fault> {
        if names.len() != self.rows {
            return Err(Fault::Ragged);
        }
        self.names.insert(role.word, names);
        Ok(self)
    }

    /// The figures of a role laid out by two roles of names.
    ///
    /// # Errors
    /// [`Fault::RoleMissing`]; [`Fault::Twice`] where two rows are about the same cell.
    pub fn grid(&self, figures: Role, down: Role, across: Role) -> Result<Grid, Fault> {
        let (rows, columns) = (self.distinct(down)?, self.distinct(across)?);
        self.laid_out(figures, (down, rows), (across, columns))
    }

    /// The same with the names given: those that do not occur have absent cells, rows of other names are left out.
    ///
    /// # Errors
    /// As [`Frame::grid`].
    pub fn laid_out(
        &self,
        figures: Role,
        (down, rows): (Role, Vec<String>),
        (across, columns): (Role, Vec<String>),
    ) -> Result<Grid, Fault> {
        let at = |names: &[String]| -> HashMap<String, usize> {
            names
                .iter()
                .enumerate()
                .map(|(at, name)| (name.clone(), at))
                .collect()
        };
        let (row_at, column_at) = (at(&rows), at(&columns));
        let mut cells = vec![Cell::missing(Missing::Absent); rows.len() * columns.len()];
        let mut filled = vec![None; cells.len()];
        let (downs, acrosses, values) = (self.names(down)?, self.names(across)?, self.figures(figures)?);
        for (((one, other), cell), place) in downs.iter().zip(acrosses).zip(values).zip(&self.places) {
            let (Some(row), Some(column)) = (row_at.get(one), column_at.get(other)) else {
                continue;
            };
            let position = row * columns.len() + column;
            if let Some(first) = filled.get(position).copied().flatten() {
                return Err(Fault::Twice {
                    names: vec![one.clone(), other.clone()],
                    places: [first, *place],
                });
            }
            if let (Some(into), Some(seen)) = (cells.get_mut(position), filled.get_mut(position)) {
                *into = *cell;
                *seen = Some(*place);
            }
        }
        Ok(Grid::new(rows, columns, cells))
    }

    /// The figures of a role, one for each name of another role, in the order of [`Frame::distinct`].
    ///
    /// # Errors
    /// [`Fault::RoleMissing`], [`Fault::Twice`].
    pub fn series(&self, figures: Role, along: Role) -> Result<Grid, Fault> {
        let names = self.distinct(along)?;
        let mut first: HashMap<&str, u64> = HashMap::new();
        let mut found: HashMap<&str, Cell> = HashMap::new();
        for ((name, cell), place) in self
            .names(along)?
            .iter()
            .zip(self.figures(figures)?)
            .zip(&self.places)
        {
            if let Some(other) = first.insert(name, *place) {
                return Err(Fault::Twice {
                    names: vec![name.clone()],
                    places: [other, *place],
                });
            }
            found.insert(name, *cell);
        }
        let cells = names
            .iter()
            .map(|name| {
                found
                    .get(name.as_str())
                    .copied()
                    .unwrap_or(Cell::missing(Missing::Absent))
            })
            .collect();
        Ok(Grid::new(names, vec![figures.word.to_owned()], cells))
    }
}

/// Whether a method cannot do without a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be there.
    Must,
    /// It may be there.
    May,
}

impl Need {
    /// What people read.
    #[must_use]
    pub const fn label(self) -> Words {
        match self {
            Self::Must => Words("nodig", "needed"),
            Self::May => Words("mag", "optional"),
        }
    }
}

/// The names of a column. Periods that another program wrote as numbers with decimals (`1970.0`) are the years that they are.
fn written(plain: &Plain, at: usize, role: Role) -> Vec<String> {
    let texts = plain.texts(at);
    if role != PERIOD && role != START {
        return texts;
    }
    texts
        .into_iter()
        .map(|text| {
            let whole = text
                .split_once('.')
                .filter(|(whole, rest)| {
                    let is_year = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
                    is_year && !rest.is_empty() && rest.bytes().all(|byte| byte == b'0')
                })
                .map(|(whole, _)| whole.to_owned());
            whole.unwrap_or(text)
        })
        .collect()
}

/// Puts periods in the order of time, where all of them are numbers or all are periods; otherwise they stay as they stand.
fn in_time(periods: &mut [String]) {
    let numbers: Option<Vec<f64>> = periods
        .iter()
        .map(|text| text.parse::<f64>().ok().filter(|value| value.is_finite()))
        .collect();
    if numbers.is_some() {
        periods.sort_by(|a, b| number(a).total_cmp(&number(b)));
        return;
    }
    if periods.iter().all(|text| Period::parse(text).is_ok()) {
        periods.sort_by_key(|text| Period::parse(text).ok().map(Period::start));
    }
}

/// A period that is a number; only asked where it is one.
fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::MAX)
}
