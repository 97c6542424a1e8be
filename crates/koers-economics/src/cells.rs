//! Tables in which the publisher withheld cells: known values, or bounds, with known totals of rows.

use crate::{Fault, Matrix, check};

/// From the least to the most that something can be. Both ends can be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
}

impl Span {
    /// One value only.
    #[must_use]
    pub fn point(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    /// How far the ends lie apart.
    #[must_use]
    pub fn width(self) -> f64 {
        self.high - self.low
    }

    /// The sum of two things that do not bind each other.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    /// Times a fixed number.
    pub(crate) fn times(self, factor: f64) -> Self {
        let (a, b) = (self.low * factor, self.high * factor);
        Self {
            low: a.min(b),
            high: a.max(b),
        }
    }
}

/// A cell as published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A value.
    Known(f64),
    /// Withheld, but certainly from `low` to `high`. Rounding fits here too: 0.4 is 0.35 to 0.45.
    Withheld {
        /// The least that it can be.
        low: f64,
        /// The most that it can be.
        high: f64,
    },
}

impl Cell {
    /// From the least to the most, not knowing the total.
    #[must_use]
    pub fn span(self) -> Span {
        match self {
            Self::Known(value) => Span::point(value),
            Self::Withheld { low, high } => Span { low, high },
        }
    }
}

/// How far cells may miss a known total and still be taken to make it, relative to the total: adding up rounds.
const SLACK: f64 = 1e-9;

/// A table of amounts (nought or more) some of which are withheld.
///
/// A known total of a row binds the withheld cells of that row together. Totals of columns do not come in: bounds under both would need a
/// linear programme, and no method here could then promise that they are exact.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    columns: usize,
    cells: Vec<Cell>,
    totals: Vec<Option<f64>>,
}

impl Cells {
    /// A table from its cells, row after row, with no total known.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::Size`], [`Fault::NotFinite`], [`Fault::OutOfRange`], [`Fault::NegativeCell`], [`Fault::BoundsReversed`].
    pub fn new(rows: usize, columns: usize, cells: Vec<Cell>) -> Result<Self, Fault> {
        let input = "table";
        if rows == 0 || columns == 0 {
            return Err(Fault::Empty { input });
        }
        check::size(input, "values", rows.saturating_mul(columns), cells.len())?;
        for (at, cell) in cells.iter().enumerate() {
            let (row, column) = (at / columns, at % columns);
            let Span { low, high } = cell.span();
            for value in [low, high] {
                check::finite(input, row, column, value)?;
                if value < 0.0 {
                    return Err(Fault::NegativeCell {
                        input,
                        row,
                        column,
                        value,
                    });
                }
            }
            if low > high {
                return Err(Fault::BoundsReversed {
                    input,
                    row,
                    column,
                    low,
                    high,
                });
            }
        }
        Ok(Self {
            columns,
            cells,
            totals: vec![None; rows],
        })
    }

    /// A table in which nothing is withheld.
    ///
    /// # Errors
    /// [`Fault::NegativeCell`].
    pub fn known(table: &Matrix) -> Result<Self, Fault> {
        let cells = table.values().iter().map(|&value| Cell::Known(value)).collect();
        Self::new(table.rows(), table.columns(), cells)
    }

    /// The same cells with the totals of rows that are known.
    ///
    /// # Errors
    /// [`Fault::Size`], [`Fault::NotFinite`], [`Fault::OutOfRange`]; [`Fault::TotalClash`] for a total that the cells cannot make.
    pub fn with_totals(mut self, totals: Vec<Option<f64>>) -> Result<Self, Fault> {
        check::size("totals", "values", self.totals.len(), totals.len())?;
        for (row, total) in totals.iter().enumerate() {
            let Some(total) = *total else { continue };
            check::finite("totals", 0, row, total)?;
            let Span { low, high } = self
                .row(row)
                .iter()
                .fold(Span::point(0.0), |sum, cell| sum.plus(cell.span()));
            let slack = SLACK * total.abs();
            if total < low - slack || total > high + slack {
                return Err(Fault::TotalClash {
                    input: "table",
                    row,
                    total,
                    low,
                    high,
                });
            }
        }
        self.totals = totals;
        Ok(self)
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.totals.len()
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// A row, without copying. A row that is not there is empty.
    #[must_use]
    pub fn row(&self, row: usize) -> &[Cell] {
        self.cells.chunks(self.columns).nth(row).unwrap_or(&[])
    }

    /// The known total of a row.
    #[must_use]
    pub fn total(&self, row: usize) -> Option<f64> {
        self.totals.get(row).copied().flatten()
    }

    /// The table, for a method that cannot carry withheld cells.
    ///
    /// # Errors
    /// [`Fault::WithheldCell`] names the first. A cell whose bounds are the same is known.
    pub fn complete(&self) -> Result<Matrix, Fault> {
        let mut values = Vec::with_capacity(self.cells.len());
        for (at, cell) in self.cells.iter().enumerate() {
            let Span { low, high } = cell.span();
            if low < high {
                return Err(Fault::WithheldCell {
                    input: "table",
                    row: at / self.columns,
                    column: at % self.columns,
                });
            }
            values.push(low);
        }
        Matrix::new(self.rows(), self.columns, values)
    }

    /// What the cells of a row together can make: exactly the total when that is known.
    #[must_use]
    pub fn row_span(&self, row: usize) -> Span {
        match self.total(row) {
            Some(total) => Span::point(total),
            None => self
                .row(row)
                .iter()
                .fold(Span::point(0.0), |sum, cell| sum.plus(cell.span())),
        }
    }

    /// What one cell can be, the total of its row taken into account. Nothing outside the table.
    #[must_use]
    pub fn span(&self, row: usize, column: usize) -> Option<Span> {
        let own = self.row(row).get(column)?.span();
        let Some(total) = self.total(row) else {
            return Some(own);
        };
        let others = self
            .row(row)
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != column);
        let others = others.fold(Span::point(0.0), |sum, (_, cell)| sum.plus(cell.span()));
        let low = own.low.max(total - others.high).min(own.high);
        Some(Span {
            low,
            high: own.high.min(total - others.low).max(low),
        })
    }

    /// The least and the most of Σ factor × cell over everything that the row can be.
    ///
    /// Without a total every cell is free. With one the cells share what the total leaves above their lower bounds, and a linear form is
    /// least when the smallest factors take of it first: the fractional knapsack, whose greedy answer is exact (Dantzig 1957).
    pub(crate) fn linear_span(&self, row: usize, factors: &[f64]) -> Span {
        let cells = self
            .row(row)
            .iter()
            .map(|cell| cell.span())
            .zip(factors.iter().copied());
        let Some(total) = self.total(row) else {
            return cells.fold(Span::point(0.0), |sum, (cell, factor)| {
                sum.plus(cell.times(factor))
            });
        };
        let mut free: Vec<(f64, f64)> = cells
            .clone()
            .map(|(cell, factor)| (factor, cell.width()))
            .collect();
        let floor: f64 = cells.clone().map(|(cell, factor)| cell.low * factor).sum();
        let spare = total - cells.map(|(cell, _)| cell.low).sum::<f64>();
        free.retain(|&(_, room)| room > 0.0);
        free.sort_by(|a, b| a.0.total_cmp(&b.0));
        let fill = |order: &mut dyn Iterator<Item = &(f64, f64)>| {
            let mut left = spare.max(0.0);
            order.fold(floor, |sum, &(factor, room)| {
                let taken = room.min(left);
                left -= taken;
                sum + factor * taken
            })
        };
        let low = fill(&mut free.iter());
        Span {
            low,
            high: fill(&mut free.iter().rev()).max(low),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every corner of what a row can be: all cells but one at a bound, that one as the total asks.
    fn corners(spans: &[Span], total: f64) -> Vec<Vec<f64>> {
        let mut found = Vec::new();
        for open in 0..spans.len() {
            for choice in 0..1_u32 << spans.len() {
                let mut corner: Vec<f64> = spans
                    .iter()
                    .enumerate()
                    .map(|(at, span)| {
                        if choice >> at & 1 == 1 {
                            span.high
                        } else {
                            span.low
                        }
                    })
                    .collect();
                corner[open] = 0.0;
                corner[open] = total - corner.iter().sum::<f64>();
                if corner[open] >= spans[open].low - 1e-9 && corner[open] <= spans[open].high + 1e-9 {
                    found.push(corner);
                }
            }
        }
        found
    }

    proptest! {
        #[test]
        fn bounds_are_those_of_the_corners(
            cells in prop::collection::vec((0_u32..40, 0_u32..30, -9_i32..10), 1..6),
            part in 0.0_f64..=1.0,
        ) {
            let spans: Vec<Span> = cells.iter()
                .map(|&(low, room, _)| Span { low: f64::from(low), high: f64::from(low + room) }).collect();
            let factors: Vec<f64> = cells.iter().map(|&(_, _, factor)| f64::from(factor)).collect();
            let (low, high) = spans.iter().fold((0.0, 0.0), |(low, high), span| (low + span.low, high + span.high));
            let total = low + part * (high - low);
            let table = spans.iter().map(|span| Cell::Withheld { low: span.low, high: span.high }).collect();
            let table = Cells::new(1, spans.len(), table).unwrap().with_totals(vec![Some(total)]).unwrap();
            let of = |corner: &Vec<f64>| corner.iter().zip(&factors).map(|(value, factor)| value * factor).sum::<f64>();
            let made: Vec<f64> = corners(&spans, total).iter().map(of).collect();
            let span = table.linear_span(0, &factors);
            prop_assert!((span.low - made.iter().copied().fold(f64::INFINITY, f64::min)).abs() < 1e-7);
            prop_assert!((span.high - made.iter().copied().fold(f64::NEG_INFINITY, f64::max)).abs() < 1e-7);
            for column in 0..spans.len() {
                let mut unit = vec![0.0; spans.len()];
                unit[column] = 1.0;
                let (one, linear) = (table.span(0, column).unwrap(), table.linear_span(0, &unit));
                prop_assert!((one.low - linear.low).abs() < 1e-7 && (one.high - linear.high).abs() < 1e-7);
            }
        }
    }

    #[test]
    fn what_cannot_be_is_refused_by_name() {
        let cells = vec![Cell::Known(2.0), Cell::Withheld { low: 0.0, high: 3.0 }];
        let table = Cells::new(1, 2, cells).unwrap();
        assert_eq!(
            table.clone().with_totals(vec![Some(6.0)]),
            Err(Fault::TotalClash {
                input: "table",
                row: 0,
                total: 6.0,
                low: 2.0,
                high: 5.0
            })
        );
        assert_eq!(
            table.complete(),
            Err(Fault::WithheldCell {
                input: "table",
                row: 0,
                column: 1
            })
        );
        assert_eq!(
            table.with_totals(vec![Some(4.0)]).unwrap().span(0, 1),
            Some(Span::point(2.0))
        );
        let reversed = Cells::new(1, 1, vec![Cell::Withheld { low: 2.0, high: 1.0 }]);
        assert!(matches!(reversed, Err(Fault::BoundsReversed { column: 0, .. })));
    }
}
