use super::balance::{Balanced, Stop, margins, residual};
use crate::{Fault, Matrix};

/// GRAS: RAS for tables with negative cells.
///
/// # What it measures
/// The table nearest to an old one that has the totals of now, where cells may be negative: subsidies, stocks that shrink, corrections.
///
/// # Formula
/// With P and N the positive and the negative cells without sign: X = r P s − N ÷ (r s). In turn, for each column, s = (v + √(v² + 4 p n)) ÷ 2p with p = Σ rᵢ Pᵢⱼ, n = Σ Nᵢⱼ ÷ rᵢ and v its total; for rows the same.
/// For v under nought it is computed as 2n ÷ (√(v² + 4 p n) − v), which does not lose digits; without positive cells s = −n ÷ v.
///
/// # In and out
/// A seed, totals of any sign, and when to stop. Out as [`super::ras()`], of which this is the same answer where nothing is negative.
///
/// # Assumptions
/// Cells keep their sign; what is nought stays nought. A row or column with cells of one sign and a total of nought becomes nought.
///
/// # Limits
/// As [`super::ras()`]. What is made smaller is the form of Lenzen, Wood and Gallego (2007): a table that fits already stays as it is.
///
/// # Withheld cells
/// As [`super::ras()`].
///
/// # Errors
/// [`Fault::Size`], [`Fault::MarginsDiffer`]; [`Fault::Infeasible`] for a row or column with a total of a sign that its cells have not; [`Fault::NotSettled`] where zeros forbid the totals otherwise.
///
/// # Sources
/// T. Junius and J. Oosterhaven (2003), *The solution of updating or regionalizing a matrix with both positive and negative entries*, Economic Systems Research 15, pp. 87-96. M. Lenzen, R. Wood and B. Gallego (2007), *Some comments on the GRAS method*, Economic Systems Research 19, pp. 461-465.
/// U. Temurshoev, R. E. Miller and M. C. Bouwmeester (2013), *A note on the GRAS method*, Economic Systems Research 25, pp. 361-367.
///
/// # Example
/// The table of Junius and Oosterhaven (2003).
/// ```
/// use koers_economics::{Matrix, input_output::{Stop, gras}};
/// let seed = Matrix::from_rows(&[[7.0, 3.0, 5.0, -3.0], [2.0, 9.0, 8.0, 0.0], [-2.0, 0.0, 2.0, 0.0]])?;
/// let found = gras(&seed, &[15.0, 26.0, -1.0], &[9.0, 16.0, 17.0, -2.0], &Stop::default())?;
/// let first: Vec<String> = found.table.row(0).iter().map(|value| format!("{value:.2}")).collect();
/// assert_eq!(first, ["8.42", "3.38", "5.20", "-2.00"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn gras(seed: &Matrix, rows: &[f64], columns: &[f64], stop: &Stop) -> Result<Balanced, Fault> {
    margins(seed, rows, columns, stop)?;
    let open = without_noughts(seed, rows, columns);
    let turned = open.transposed();
    reachable("rows", &open, rows)?;
    reachable("columns", &turned, columns)?;

    let mut row_factors = vec![1.0; rows.len()];
    let mut column_factors = vec![1.0; columns.len()];
    let mut left = f64::INFINITY;
    for steps in 1..=stop.most_steps {
        rescale(&turned, columns, &row_factors, &mut column_factors);
        rescale(&open, rows, &column_factors, &mut row_factors);
        let values: Vec<f64> = open
            .iter_rows()
            .zip(&row_factors)
            .flat_map(|(row, r)| {
                row.iter()
                    .zip(&column_factors)
                    .map(move |(&value, s)| scaled(value, r * s))
            })
            .collect();
        if values.iter().any(|value| !value.is_finite()) {
            break;
        }
        let table = Matrix::computed(columns.len(), values);
        left = residual(&table, rows, columns);
        if left <= stop.tolerance {
            return Ok(Balanced {
                table,
                row_factors,
                column_factors,
                steps,
                residual: left,
            });
        }
    }
    Err(Fault::NotSettled {
        steps: stop.most_steps,
        residual: left,
    })
}

fn scaled(value: f64, factor: f64) -> f64 {
    match value {
        0.0 => 0.0,
        _ if value > 0.0 => value * factor,
        _ => value / factor,
    }
}

/// The factors of the rows that bring each to its total, those of the columns as they are.
fn rescale(table: &Matrix, totals: &[f64], others: &[f64], factors: &mut [f64]) {
    for ((row, &total), factor) in table.iter_rows().zip(totals).zip(factors) {
        let (mut up, mut down) = (0.0, 0.0);
        for (&value, other) in row.iter().zip(others) {
            if value > 0.0 {
                up += value * other;
            } else {
                down -= scaled(value, *other);
            }
        }
        let root = (total * total + 4.0 * up * down).sqrt();
        *factor = match () {
            () if up == 0.0 && down == 0.0 => 1.0,
            () if up == 0.0 => -down / total,
            () if total >= 0.0 => (total + root) / (2.0 * up),
            () => 2.0 * down / (root - total),
        };
    }
}

/// The seed, with those rows and columns at nought that can only be nought: cells of one sign and a total of nought. One may bring on another.
fn without_noughts(seed: &Matrix, rows: &[f64], columns: &[f64]) -> Matrix {
    let mut open = seed.clone();
    loop {
        let lines = closed(&open, rows);
        let mirrored = closed(&open.transposed(), columns);
        if !lines.iter().chain(&mirrored).any(|&closed| closed) {
            return open;
        }
        let values = open.iter_rows().zip(&lines).flat_map(|(row, line)| {
            row.iter()
                .zip(&mirrored)
                .map(move |(&value, column)| if *line || *column { 0.0 } else { value })
        });
        open = Matrix::computed(columns.len(), values.collect());
    }
}

/// Which rows have cells of one sign, at least one, and a total of nought.
fn closed(table: &Matrix, totals: &[f64]) -> Vec<bool> {
    let one = |(row, &total): (&[f64], &f64)| {
        let (up, down) = (
            row.iter().any(|&value| value > 0.0),
            row.iter().any(|&value| value < 0.0),
        );
        total == 0.0 && up != down
    };
    table.iter_rows().zip(totals).map(one).collect()
}

/// A total of each sign needs a cell of it.
fn reachable(input: &'static str, table: &Matrix, totals: &[f64]) -> Result<(), Fault> {
    let missing = |(row, &total): (&[f64], &f64)| {
        (total > 0.0 && row.iter().all(|&value| value <= 0.0))
            || (total < 0.0 && row.iter().all(|&value| value >= 0.0))
    };
    match table.iter_rows().zip(totals).position(missing) {
        Some(at) => Err(Fault::Infeasible {
            input,
            places: vec![at],
            need: totals[at],
            reach: 0.0,
        }),
        None => Ok(()),
    }
}
