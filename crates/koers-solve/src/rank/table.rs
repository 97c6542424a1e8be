//! What is known of each alternative on each criterion.

use crate::rank::fault::Fault;
use crate::rank::points::Points;

/// The largest number a cell may hold. Squares and differences of such numbers stay finite.
pub const LARGEST: f64 = 1e100;

/// Whether more of a criterion is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More is better: a yield.
    More,
    /// Less is better: a cost.
    Less,
}

/// What is known of one alternative on one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// Nothing. No method fills it in.
    Missing,
    /// One number.
    Point(f64),
    /// Anywhere between two numbers, every value as likely.
    Between {
        /// The least it can be.
        low: f64,
        /// The most it can be.
        high: f64,
    },
    /// Between two numbers, most likely the central one, with a density that falls off in straight lines to both sides.
    Triangular {
        /// The least it can be.
        low: f64,
        /// Where it is most likely.
        central: f64,
        /// The most it can be.
        high: f64,
    },
}

impl Cell {
    /// The least and the most it can be, or nothing for a missing cell.
    #[must_use]
    pub fn bounds(self) -> Option<(f64, f64)> {
        match self {
            Self::Missing => None,
            Self::Point(value) => Some((value, value)),
            Self::Between { low, high } | Self::Triangular { low, high, .. } => Some((low, high)),
        }
    }

    /// Whether its numbers are finite, no larger than [`LARGEST`] and in order.
    fn fits(self) -> bool {
        let fine = |value: f64| value.abs() <= LARGEST;
        match self {
            Self::Missing => true,
            Self::Point(value) => fine(value),
            Self::Between { low, high } => fine(low) && fine(high) && low <= high,
            Self::Triangular { low, central, high } => {
                fine(low) && fine(high) && low <= central && central <= high
            }
        }
    }
}

/// Why something is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    /// There is no alternative.
    #[error("a table has at least one alternative")]
    NoAlternatives,
    /// There is no criterion.
    #[error("a table has at least one criterion")]
    NoCriteria,
    /// A row does not have one cell for each criterion.
    #[error("alternative {alternative} has {found} cells, for {criteria} criteria")]
    Ragged {
        /// The row.
        alternative: usize,
        /// How many cells it has.
        found: usize,
        /// How many criteria there are.
        criteria: usize,
    },
    /// A cell holds something that is not a finite number up to [`LARGEST`], or bounds that are not in order.
    #[error("the cell of alternative {alternative} on criterion {criterion} is no number or no range")]
    NotANumber {
        /// The row.
        alternative: usize,
        /// The column.
        criterion: usize,
    },
}

/// Alternatives × criteria. Every number in it is finite, every range is in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    directions: Vec<Direction>,
    cells: Vec<Cell>,
}

impl Table {
    /// A table with one row of cells for each alternative and one direction for each criterion.
    ///
    /// # Errors
    /// Without alternatives or criteria, when a row has another length, or when a cell is no finite number.
    pub fn new(directions: Vec<Direction>, rows: &[Vec<Cell>]) -> Result<Self, TableFault> {
        if rows.is_empty() {
            return Err(TableFault::NoAlternatives);
        }
        let criteria = directions.len();
        if criteria == 0 {
            return Err(TableFault::NoCriteria);
        }
        for (alternative, row) in rows.iter().enumerate() {
            if row.len() != criteria {
                return Err(TableFault::Ragged {
                    alternative,
                    found: row.len(),
                    criteria,
                });
            }
            if let Some(criterion) = row.iter().position(|cell| !cell.fits()) {
                return Err(TableFault::NotANumber {
                    alternative,
                    criterion,
                });
            }
        }
        Ok(Self {
            directions,
            cells: rows.concat(),
        })
    }

    /// A table in which every cell is one number.
    ///
    /// # Errors
    /// As [`Table::new`].
    pub fn of_numbers(directions: Vec<Direction>, rows: &[Vec<f64>]) -> Result<Self, TableFault> {
        let rows: Vec<Vec<Cell>> = rows
            .iter()
            .map(|row| row.iter().copied().map(Cell::Point).collect())
            .collect();
        Self::new(directions, &rows)
    }

    /// How many alternatives there are; at least one.
    #[must_use]
    pub fn alternatives(&self) -> usize {
        self.cells.len() / self.criteria()
    }

    /// How many criteria there are; at least one.
    #[must_use]
    pub fn criteria(&self) -> usize {
        self.directions.len()
    }

    /// Which way each criterion is better.
    #[must_use]
    pub fn directions(&self) -> &[Direction] {
        &self.directions
    }

    /// The rows, one for each alternative.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks_exact(self.criteria())
    }

    /// The least and the most that any alternative can have on a criterion, or nothing when all its cells are missing.
    #[must_use]
    pub fn span(&self, criterion: usize) -> Option<(f64, f64)> {
        let cells = self.cells.iter().skip(criterion).step_by(self.criteria());
        cells
            .filter_map(|cell| cell.bounds())
            .reduce(|(low, high), (least, most)| (low.min(least), high.max(most)))
    }

    /// Only numbers, turned so that more is better; the fault names the first cell that is not one.
    pub(crate) fn points(&self) -> Result<Points, Fault> {
        let mut values = Vec::with_capacity(self.cells.len());
        for (alternative, row) in self.rows().enumerate() {
            for (criterion, (cell, direction)) in row.iter().zip(&self.directions).enumerate() {
                let value = match cell {
                    Cell::Point(value) => *value,
                    Cell::Missing => {
                        return Err(Fault::Missing {
                            alternative,
                            criterion,
                        });
                    }
                    _ => {
                        return Err(Fault::Uncertain {
                            alternative,
                            criterion,
                        });
                    }
                };
                values.push(match direction {
                    Direction::More => value,
                    Direction::Less => -value,
                });
            }
        }
        Ok(Points::new(self.criteria(), values))
    }
}
