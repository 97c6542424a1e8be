//! Tables at the doors of the room.

use crate::{Fault, check};

/// The largest size that a figure may have. With it no product of a method overflows.
pub const LARGEST: f64 = 1e50;
/// The smallest size, but for nought, that a figure may have.
pub const SMALLEST: f64 = 1e-50;

/// A table of finite numbers, row by row, with at least one row and one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix {
    columns: usize,
    values: Vec<f64>,
}

impl Matrix {
    /// A table from its values, row after row.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::Size`], [`Fault::NotFinite`], [`Fault::OutOfRange`].
    pub fn new(rows: usize, columns: usize, values: Vec<f64>) -> Result<Self, Fault> {
        if rows == 0 || columns == 0 {
            return Err(Fault::Empty { input: "table" });
        }
        check::size("table", "values", rows.saturating_mul(columns), values.len())?;
        for (at, &value) in values.iter().enumerate() {
            check::finite("table", at / columns, at % columns, value)?;
        }
        Ok(Self { columns, values })
    }

    /// A table from rows of the same length.
    ///
    /// # Errors
    /// As [`Matrix::new`]; a row of another length than the first is a [`Fault::Size`].
    pub fn from_rows<R: AsRef<[f64]>>(rows: &[R]) -> Result<Self, Fault> {
        let columns = rows.first().map_or(0, |row| row.as_ref().len());
        for row in rows {
            check::size("row of the table", "values", columns, row.as_ref().len())?;
        }
        Self::new(
            rows.len(),
            columns,
            rows.iter().flat_map(|row| row.as_ref()).copied().collect(),
        )
    }

    /// What a method has computed and knows to be finite and of the right size.
    pub(crate) fn computed(columns: usize, values: Vec<f64>) -> Self {
        debug_assert!(
            columns > 0
                && values.len().is_multiple_of(columns)
                && values.iter().all(|value| value.is_finite())
        );
        Self { columns, values }
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// A row, without copying. A row that is not there is empty.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        self.values.chunks(self.columns).nth(row).unwrap_or(&[])
    }

    /// A value, or nothing outside the table.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> Option<f64> {
        self.row(row).get(column).copied()
    }

    /// The rows from first to last.
    pub fn iter_rows(&self) -> impl ExactSizeIterator<Item = &[f64]> {
        self.values.chunks(self.columns)
    }

    /// All values, row after row.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// The sum of each row.
    #[must_use]
    pub fn row_totals(&self) -> Vec<f64> {
        self.iter_rows().map(|row| row.iter().sum()).collect()
    }

    /// The sum of each column.
    #[must_use]
    pub fn column_totals(&self) -> Vec<f64> {
        let mut totals = vec![0.0; self.columns];
        for row in self.iter_rows() {
            totals
                .iter_mut()
                .zip(row)
                .for_each(|(total, value)| *total += value);
        }
        totals
    }

    /// Rows as columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let values = (0..self.columns)
            .flat_map(|column| self.iter_rows().map(move |row| row[column]))
            .collect();
        Self {
            columns: self.rows(),
            values,
        }
    }

    /// Refuses a negative value, naming `input` in the fault.
    ///
    /// # Errors
    /// [`Fault::NegativeCell`].
    pub fn not_negative(&self, input: &'static str) -> Result<(), Fault> {
        self.iter_rows()
            .enumerate()
            .try_for_each(|(row, values)| check::not_negative(input, row, values))
    }
}

/// A table in which what is not defined is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct PartialMatrix {
    columns: usize,
    values: Vec<Option<f64>>,
}

impl PartialMatrix {
    pub(crate) fn computed(columns: usize, values: Vec<Option<f64>>) -> Self {
        debug_assert!(columns > 0 && values.iter().flatten().all(|value| value.is_finite()));
        Self { columns, values }
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// A row, without copying. A row that is not there is empty.
    #[must_use]
    pub fn row(&self, row: usize) -> &[Option<f64>] {
        self.values.chunks(self.columns).nth(row).unwrap_or(&[])
    }

    /// A value; nothing where it is not defined, or outside the table.
    #[must_use]
    pub fn get(&self, row: usize, column: usize) -> Option<f64> {
        self.row(row).get(column).copied().flatten()
    }

    /// The rows from first to last.
    pub fn iter_rows(&self) -> impl ExactSizeIterator<Item = &[Option<f64>]> {
        self.values.chunks(self.columns)
    }
}
