//! Figures laid out by two kinds of names, ready for a method.

use crate::fault::Fault;
use koers_economics::{Cells, Matrix, cells};
use koers_model::value::{Bounds, Cell, Content, Missing};

/// What becomes of a combination of names that the figures have no row for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// It is refused: nobody said that it is nought.
    Refused,
    /// It is nought, because whoever asks says so.
    Nought,
}

/// Figures laid out by two kinds of names.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The names down.
    pub rows: Vec<String>,
    /// The names across.
    pub columns: Vec<String>,
    cells: Vec<Cell>,
}

impl Grid {
    /// Row after row. Cells that are too few are absent; too many are left out.
    #[must_use]
    pub(crate) fn new(rows: Vec<String>, columns: Vec<String>, mut cells: Vec<Cell>) -> Self {
        cells.resize(rows.len() * columns.len(), Cell::missing(Missing::Absent));
        Self { rows, columns, cells }
    }

    /// One cell; absent where there is no such place.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        let stands = column < self.columns.len();
        let found = stands.then(|| self.cells.get(row * self.columns.len() + column).copied());
        found.flatten().unwrap_or(Cell::missing(Missing::Absent))
    }

    /// Row after row.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The place of a name down.
    ///
    /// # Errors
    /// [`Fault::NoSuchName`].
    pub fn row(&self, name: &str) -> Result<usize, Fault> {
        place(&self.rows, name)
    }

    /// The place of a name across.
    ///
    /// # Errors
    /// [`Fault::NoSuchName`].
    pub fn column(&self, name: &str) -> Result<usize, Fault> {
        place(&self.columns, name)
    }

    /// Only these rows, in this order.
    #[must_use]
    pub(crate) fn only_rows(&self, kept: &[usize]) -> Self {
        let width = self.columns.len();
        let row = |row: &usize| self.cells.get(row * width..(row + 1) * width).unwrap_or_default();
        Self {
            rows: kept
                .iter()
                .filter_map(|row| self.rows.get(*row).cloned())
                .collect(),
            columns: self.columns.clone(),
            cells: kept.iter().flat_map(row).copied().collect(),
        }
    }

    /// How many combinations have no row.
    #[must_use]
    pub fn absent(&self) -> usize {
        let absent = |cell: &&Cell| cell.missing_reason() == Some(Missing::Absent);
        self.cells.iter().filter(absent).count()
    }

    /// Whether a cell holds no number though a row is there for it.
    #[must_use]
    pub fn has_withheld(&self) -> bool {
        self.cells.iter().any(|cell| {
            cell.missing_reason()
                .is_some_and(|reason| reason != Missing::Absent)
        })
    }

    /// Whether a cell can be used: it holds a number, is nought by saying so, or, where `bounded`, has bounds.
    #[must_use]
    pub(crate) fn has(&self, row: usize, column: usize, absent: Absent, bounded: bool) -> bool {
        match self.cell(row, column).content {
            Content::Value(_) => true,
            Content::Missing {
                reason: Missing::Absent,
                ..
            } => absent == Absent::Nought,
            Content::Missing { bounds, .. } => bounded && bounds.is_some(),
        }
    }

    /// All as numbers, row after row: of a grid of one column, the series.
    ///
    /// # Errors
    /// [`Fault::NoFigure`].
    pub fn values(&self, absent: Absent) -> Result<Vec<f64>, Fault> {
        let one = |(at, cell): (usize, &Cell)| match (cell.content, absent) {
            (Content::Value(number), _) => Ok(number.get()),
            (
                Content::Missing {
                    reason: Missing::Absent,
                    ..
                },
                Absent::Nought,
            ) => Ok(0.0),
            (Content::Missing { reason, .. }, _) => Err(Fault::NoFigure {
                names: self.named(at),
                reason,
            }),
        };
        self.cells.iter().enumerate().map(one).collect()
    }

    /// All as numbers.
    ///
    /// # Errors
    /// [`Fault::NoFigure`] for the first cell without one; what a matrix refuses.
    pub fn matrix(&self, absent: Absent) -> Result<Matrix, Fault> {
        let numbers = self.values(absent)?;
        Matrix::new(self.rows.len(), self.columns.len(), numbers).map_err(|fault| self.fault(fault))
    }

    /// Numbers, and bounds for what is withheld.
    ///
    /// # Errors
    /// [`Fault::NoFigure`] for a cell without number or bounds; what cells refuse.
    pub fn bounded(&self, absent: Absent) -> Result<Cells, Fault> {
        let one = |(at, cell): (usize, &Cell)| match (cell.content, absent) {
            (Content::Value(number), _) => Ok(cells::Cell::Known(number.get())),
            (
                Content::Missing {
                    bounds: Some(Bounds { low, high }),
                    ..
                },
                _,
            ) => Ok(cells::Cell::Withheld {
                low: low.get(),
                high: high.get(),
            }),
            (
                Content::Missing {
                    reason: Missing::Absent,
                    ..
                },
                Absent::Nought,
            ) => Ok(cells::Cell::Known(0.0)),
            (Content::Missing { reason, .. }, _) => Err(Fault::NoFigure {
                names: self.named(at),
                reason,
            }),
        };
        let bounded = self.cells.iter().enumerate().map(one).collect::<Result<_, _>>()?;
        Cells::new(self.rows.len(), self.columns.len(), bounded).map_err(|fault| self.fault(fault))
    }

    fn named(&self, at: usize) -> Vec<String> {
        let width = self.columns.len().max(1);
        let row = self.rows.get(at / width).cloned();
        // A series has one column, whose name says nothing.
        let column = (width > 1)
            .then(|| self.columns.get(at % width).cloned())
            .flatten();
        row.into_iter().chain(column).collect()
    }

    /// A fault of a method that was handed this grid, with its names.
    #[must_use]
    pub fn fault(&self, fault: koers_economics::Fault) -> Fault {
        Fault::method(fault, &self.rows, &self.columns)
    }
}

/// The place of a name among others.
///
/// # Errors
/// [`Fault::NoSuchName`].
pub(crate) fn place(names: &[String], name: &str) -> Result<usize, Fault> {
    names
        .iter()
        .position(|one| one == name)
        .ok_or_else(|| Fault::NoSuchName {
            name: name.to_owned(),
            known: names.to_vec(),
        })
}
