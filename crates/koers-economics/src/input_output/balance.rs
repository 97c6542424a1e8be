//! What the ways to balance a table share.

use crate::{Fault, Matrix, check};

/// When an iteration stops.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// How far a margin may be off, as a part of what its cells make together without their signs.
    pub tolerance: f64,
    /// After so many steps the answer is refused.
    pub most_steps: usize,
}

impl Default for Stop {
    fn default() -> Self {
        Self {
            tolerance: 1e-12,
            most_steps: 10_000,
        }
    }
}

/// A table that has been brought to its totals.
#[derive(Debug, Clone, PartialEq)]
pub struct Balanced {
    /// The table.
    pub table: Matrix,
    /// What each row was multiplied by (what is negative in it: divided by).
    pub row_factors: Vec<f64>,
    /// What each column was multiplied by.
    pub column_factors: Vec<f64>,
    /// How many steps it took.
    pub steps: usize,
    /// The largest part by which a margin is still off.
    pub residual: f64,
}

/// Margins with different sums are no slip of rounding from here on.
const SLACK: f64 = 1e-9;

/// Totals of the right number, with one sum.
pub(super) fn margins(seed: &Matrix, rows: &[f64], columns: &[f64], stop: &Stop) -> Result<(), Fault> {
    check::values("row totals", rows)?;
    check::values("column totals", columns)?;
    check::size("row totals", "values", seed.rows(), rows.len())?;
    check::size("column totals", "values", seed.columns(), columns.len())?;
    if !(stop.tolerance > 0.0 && stop.tolerance < 1.0) {
        return Err(Fault::Setting {
            name: "tolerance",
            value: stop.tolerance,
            needs: "it must be over 0 and under 1",
        });
    }
    let sums = [rows, columns].map(|totals| totals.iter().sum::<f64>());
    let size: f64 = rows.iter().chain(columns).map(|total| total.abs()).sum();
    if (sums[0] - sums[1]).abs() > SLACK * size {
        return Err(Fault::MarginsDiffer {
            rows: sums[0],
            columns: sums[1],
        });
    }
    Ok(())
}

/// The largest part by which the margins of a table are off.
pub(super) fn residual(table: &Matrix, rows: &[f64], columns: &[f64]) -> f64 {
    let mut size = vec![0.0; columns.len()];
    let mut worst = 0.0_f64;
    for (row, total) in table.iter_rows().zip(rows) {
        size.iter_mut()
            .zip(row)
            .for_each(|(size, value)| *size += value.abs());
        let own: f64 = row.iter().map(|value| value.abs()).sum();
        worst = worst.max(off(row.iter().sum(), *total, own));
    }
    for ((sum, total), own) in table.column_totals().into_iter().zip(columns).zip(size) {
        worst = worst.max(off(sum, *total, own));
    }
    worst
}

fn off(sum: f64, total: f64, size: f64) -> f64 {
    let size = size.max(total.abs());
    if size > 0.0 {
        (sum - total).abs() / size
    } else {
        0.0
    }
}
