//! What may be chosen: columns with a value, groups of which at most one may be taken, and rows with bounds. Whole numbers only.

use thiserror::Error;

/// The largest magnitude of a value, a coefficient or a bound: 10^15. In cents that is ten thousand billion; below it sums of
/// products stay within 128 bits, which the proofs need.
pub const LARGEST: i64 = 1_000_000_000_000_000;
/// The most columns, rows or groups of one programme.
pub const MOST: usize = 1 << 20;

/// Why a programme is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Fault {
    /// A number is larger than [`LARGEST`].
    #[error("{0} is too large: at most {LARGEST}")]
    TooLarge(i64),
    /// There are more than [`MOST`] columns, rows or groups.
    #[error("too many columns, rows or groups: at most {MOST}")]
    TooMany,
    /// A row or group names a column that does not exist.
    #[error("column {0} does not exist")]
    NoColumn(usize),
    /// A row that does not exist is asked for.
    #[error("row {0} does not exist")]
    NoRow(usize),
    /// A row or group names a column twice.
    #[error("column {0} is named twice")]
    Twice(usize),
    /// A row has neither a lower nor an upper bound.
    #[error("a row needs a lower or an upper bound")]
    NoBound,
    /// A row's lower bound lies above its upper bound.
    #[error("the lower bound {lower} lies above the upper bound {upper}")]
    Crossed {
        /// The lower bound.
        lower: i64,
        /// The upper bound.
        upper: i64,
    },
    /// A column is in two groups; write the second one as a row.
    #[error("column {0} is already in a group; write the second as a row")]
    InTwoGroups(usize),
    /// A list does not have one entry per column (or per row, where it says so).
    #[error("{found} entries given where {wanted} are needed")]
    Length {
        /// Entries given.
        found: usize,
        /// Entries needed.
        wanted: usize,
    },
    /// A sum or product does not fit the whole numbers used.
    #[error("the numbers are too large together")]
    Overflow,
}

/// A row: the weighted number of columns taken, kept between two bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Column and coefficient, ascending by column, without zeros.
    pub entries: Vec<(usize, i64)>,
    /// What it must reach.
    pub lower: Option<i64>,
    /// What it may not pass.
    pub upper: Option<i64>,
}

/// A binary programme: take columns so that their value together is as high as it can be, within every row and group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Program {
    values: Vec<i64>,
    rows: Vec<Row>,
    groups: Vec<Vec<usize>>,
    group_of: Vec<Option<usize>>,
}

impl Program {
    /// A programme without columns.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column with its value (which may be negative) and returns its index.
    ///
    /// # Errors
    /// [`Fault::TooLarge`], [`Fault::TooMany`].
    pub fn column(&mut self, value: i64) -> Result<usize, Fault> {
        fits(value)?;
        if self.values.len() >= MOST {
            return Err(Fault::TooMany);
        }
        self.values.push(value);
        self.group_of.push(None);
        Ok(self.values.len() - 1)
    }

    /// Adds a row and returns its index. Zero coefficients are left away.
    ///
    /// # Errors
    /// [`Fault`] when a column does not exist or is named twice, a number is too large, or the bounds miss or cross.
    pub fn row(
        &mut self,
        entries: impl IntoIterator<Item = (usize, i64)>,
        lower: Option<i64>,
        upper: Option<i64>,
    ) -> Result<usize, Fault> {
        if self.rows.len() >= MOST {
            return Err(Fault::TooMany);
        }
        let mut entries: Vec<(usize, i64)> = entries.into_iter().collect();
        for &(_, a) in &entries {
            fits(a)?;
        }
        self.sorted(&mut entries, |e| e.0)?;
        entries.retain(|e| e.1 != 0);
        bounds(lower, upper)?;
        self.rows.push(Row {
            entries,
            lower,
            upper,
        });
        Ok(self.rows.len() - 1)
    }

    /// Adds a group: at most one of these columns is taken. Returns its index.
    ///
    /// # Errors
    /// [`Fault`] when a column does not exist, is named twice or is in another group already.
    pub fn group(&mut self, columns: impl IntoIterator<Item = usize>) -> Result<usize, Fault> {
        if self.groups.len() >= MOST {
            return Err(Fault::TooMany);
        }
        let mut columns: Vec<usize> = columns.into_iter().collect();
        self.sorted(&mut columns, |&c| c)?;
        if let Some(&c) = columns.iter().find(|&&c| self.group_of[c].is_some()) {
            return Err(Fault::InTwoGroups(c));
        }
        for &c in &columns {
            self.group_of[c] = Some(self.groups.len());
        }
        self.groups.push(columns);
        Ok(self.groups.len() - 1)
    }

    /// The same programme with other bounds on one row: a what-if.
    ///
    /// # Errors
    /// [`Fault`] when the row does not exist or the bounds miss, cross or are too large.
    pub fn with_bounds(&self, row: usize, lower: Option<i64>, upper: Option<i64>) -> Result<Self, Fault> {
        bounds(lower, upper)?;
        let mut other = self.clone();
        let place = other.rows.get_mut(row).ok_or(Fault::NoRow(row))?;
        (place.lower, place.upper) = (lower, upper);
        Ok(other)
    }

    /// The same programme with other values.
    ///
    /// # Errors
    /// [`Fault::Length`], [`Fault::TooLarge`].
    pub fn with_values(&self, values: Vec<i64>) -> Result<Self, Fault> {
        if values.len() != self.values.len() {
            return Err(Fault::Length {
                found: values.len(),
                wanted: self.values.len(),
            });
        }
        for &v in &values {
            fits(v)?;
        }
        let mut other = self.clone();
        other.values = values;
        Ok(other)
    }

    /// The same programme with so many thousandths of a column's coefficients in some rows, rounded down: a what-if.
    ///
    /// # Errors
    /// [`Fault::NoRow`].
    pub fn with_share(&self, column: usize, rows: &[usize], thousandths: u16) -> Result<Self, Fault> {
        let mut other = self.clone();
        for &i in rows {
            let entries = &mut other.rows.get_mut(i).ok_or(Fault::NoRow(i))?.entries;
            if let Ok(at) = entries.binary_search_by_key(&column, |e| e.0) {
                let a = (i128::from(entries[at].1) * i128::from(thousandths)).div_euclid(1000);
                entries[at].1 = i64::try_from(a).map_err(|_| Fault::Overflow)?;
            }
            entries.retain(|e| e.1 != 0);
        }
        other
            .rows
            .iter()
            .flat_map(|r| &r.entries)
            .try_for_each(|e| fits(e.1))?;
        Ok(other)
    }

    /// The value of each column.
    #[must_use]
    pub fn values(&self) -> &[i64] {
        &self.values
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The groups, each ascending by column.
    #[must_use]
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// The group a column is in.
    #[must_use]
    pub fn group_of(&self, column: usize) -> Option<usize> {
        self.group_of.get(column).copied().flatten()
    }

    /// How many columns there are.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.values.len()
    }

    /// What the chosen columns are worth together.
    #[must_use]
    pub fn value(&self, chosen: &[bool]) -> i128 {
        self.values
            .iter()
            .zip(chosen)
            .filter(|(_, x)| **x)
            .map(|(v, _)| i128::from(*v))
            .sum()
    }

    /// What the chosen columns come to in one row.
    #[must_use]
    pub fn activity(&self, row: usize, chosen: &[bool]) -> i128 {
        self.rows.get(row).map_or(0, |r| r.activity(chosen))
    }

    /// Whether a choice keeps every row and group.
    #[must_use]
    pub fn keeps(&self, chosen: &[bool]) -> bool {
        chosen.len() == self.values.len()
            && self
                .groups
                .iter()
                .all(|g| g.iter().filter(|&&c| chosen[c]).count() <= 1)
            && self.rows.iter().all(|r| r.holds(r.activity(chosen)))
    }

    /// The largest whole number by which all values can be divided (at least 1): no value in between can be reached.
    #[must_use]
    pub fn step(&self) -> i128 {
        let shared = self
            .values
            .iter()
            .fold(0, |shared, v| gcd(shared, v.unsigned_abs()));
        i128::from(shared.max(1))
    }

    fn sorted<T>(&self, entries: &mut [T], column: impl Fn(&T) -> usize) -> Result<(), Fault> {
        entries.sort_by_key(&column);
        for (i, e) in entries.iter().enumerate() {
            let c = column(e);
            if c >= self.values.len() {
                return Err(Fault::NoColumn(c));
            }
            if i > 0 && column(&entries[i - 1]) == c {
                return Err(Fault::Twice(c));
            }
        }
        Ok(())
    }
}

impl Row {
    /// What the chosen columns come to.
    #[must_use]
    pub fn activity(&self, chosen: &[bool]) -> i128 {
        self.entries
            .iter()
            .filter(|e| chosen.get(e.0).copied().unwrap_or(false))
            .map(|e| i128::from(e.1))
            .sum()
    }

    /// Whether an amount lies within the bounds.
    #[must_use]
    pub fn holds(&self, activity: i128) -> bool {
        self.lower.is_none_or(|l| activity >= i128::from(l))
            && self.upper.is_none_or(|u| activity <= i128::from(u))
    }
}

/// The largest whole number by which both can be divided (Euclid); of nought and a number, that number.
#[must_use]
pub fn gcd<N>(one: N, other: N) -> N
where
    N: Copy + Default + PartialEq + std::ops::Rem<Output = N>,
{
    if other == N::default() {
        one
    } else {
        gcd(other, one % other)
    }
}

fn fits(v: i64) -> Result<(), Fault> {
    if v.unsigned_abs() > LARGEST.unsigned_abs() {
        Err(Fault::TooLarge(v))
    } else {
        Ok(())
    }
}

fn bounds(lower: Option<i64>, upper: Option<i64>) -> Result<(), Fault> {
    match (lower, upper) {
        (None, None) => return Err(Fault::NoBound),
        (Some(lower), Some(upper)) if lower > upper => return Err(Fault::Crossed { lower, upper }),
        _ => {}
    }
    lower.into_iter().chain(upper).try_for_each(fits)
}
