//! What each alternative scores, for several draws at once.

use crate::rank::fault::Fault;
use crate::rank::generator::{Purpose, Stream};
use crate::rank::table::{Cell, Table};
use crate::rank::value::ValueFunction;

/// How many draws are done side by side.
pub(crate) const LANES: usize = 16;

/// One number for each of the draws done side by side.
pub(crate) type Lanes = [f64; LANES];

/// What every cell is worth, from 0 to 1 over the whole table; for a range, how it is drawn.
#[derive(Debug)]
pub(crate) struct Worth {
    criteria: usize,
    fixed: Vec<f64>,
    uncertain: Vec<(usize, Cell)>,
    values: Vec<ValueFunction>,
    least: f64,
    span: f64,
}

impl Worth {
    /// Refuses missing cells.
    pub(crate) fn new(table: &Table, values: &[ValueFunction]) -> Result<Self, Fault> {
        let criteria = table.criteria();
        let mut fixed = Vec::with_capacity(criteria * table.alternatives());
        let mut uncertain = Vec::new();
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        for (alternative, row) in table.rows().enumerate() {
            for (criterion, cell) in row.iter().enumerate() {
                let (low, high) = cell.bounds().ok_or(Fault::Missing {
                    alternative,
                    criterion,
                })?;
                let (bottom, top) = values[criterion].span(low, high);
                (least, most) = (least.min(bottom), most.max(top));
                if low < high {
                    uncertain.push((fixed.len(), *cell));
                }
                fixed.push(values[criterion].at(low));
            }
        }
        // Weights add up to one, so that the same shift and stretch of all values changes no order.
        let span = if most > least { most - least } else { 1.0 };
        for value in &mut fixed {
            *value = (*value - least) / span;
        }
        Ok(Self {
            criteria,
            fixed,
            uncertain,
            values: values.to_vec(),
            least,
            span,
        })
    }

    pub(crate) fn criteria(&self) -> usize {
        self.criteria
    }

    pub(crate) fn alternatives(&self) -> usize {
        self.fixed.len() / self.criteria
    }

    /// Whether every cell is one number.
    pub(crate) fn is_certain(&self) -> bool {
        self.uncertain.is_empty()
    }

    /// Room for what is drawn; empty when nothing is.
    pub(crate) fn cells(&self) -> Vec<Lanes> {
        if self.is_certain() {
            Vec::new()
        } else {
            self.fixed.iter().map(|value| [*value; LANES]).collect()
        }
    }

    /// Draws the cells in doubt of one lane.
    pub(crate) fn draw(&self, cells: &mut [Lanes], lane: usize, seed: u64, purpose: Purpose, draw: u64) {
        if self.is_certain() {
            return;
        }
        let mut stream = Stream::new(seed, purpose, draw);
        for (place, cell) in &self.uncertain {
            let value = self.values[place % self.criteria].at(drawn(*cell, stream.coarse()));
            cells[*place][lane] = (value - self.least) / self.span;
        }
    }

    /// The weighted sum of one alternative, from 0 to 1.
    #[inline(always)]
    pub(crate) fn score(&self, cells: &[Lanes], weights: &[Lanes], alternative: usize) -> Lanes {
        let mut sum = [0.0; LANES];
        let cell = alternative * self.criteria;
        if self.is_certain() {
            for (value, weight) in self.fixed[cell..].iter().zip(weights) {
                for lane in 0..LANES {
                    sum[lane] += value * weight[lane];
                }
            }
        } else {
            for (value, weight) in cells[cell..].iter().zip(weights) {
                for lane in 0..LANES {
                    sum[lane] += value[lane] * weight[lane];
                }
            }
        }
        sum
    }
}

/// The number below which a share of the distribution of a cell lies.
fn drawn(cell: Cell, share: f64) -> f64 {
    match cell {
        // Missing cells were refused.
        Cell::Missing => 0.0,
        Cell::Point(value) => value,
        Cell::Between { low, high } => low + share * (high - low),
        Cell::Triangular { low, central, high } => {
            let (left, right, all) = (central - low, high - central, high - low);
            if share * all < left {
                low + (share * all * left).sqrt()
            } else {
                high - ((1.0 - share) * all * right).sqrt()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::drawn;
    use crate::rank::table::Cell;

    /// The median of a triangle with its top on the left third: high − √(½ · all · right).
    #[test]
    fn shares_of_distributions() {
        let triangle = Cell::Triangular {
            low: 0.0,
            central: 1.0,
            high: 3.0,
        };
        assert!((drawn(triangle, 1.0 / 3.0) - 1.0).abs() < 1e-12);
        assert!((drawn(triangle, 0.5) - (3.0 - 3.0_f64.sqrt())).abs() < 1e-12);
        assert!((drawn(Cell::Between { low: 2.0, high: 4.0 }, 0.25) - 2.5).abs() < 1e-12);
    }
}
