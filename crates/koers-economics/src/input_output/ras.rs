use super::balance::{Balanced, Stop, margins, residual};
use crate::{Fault, Matrix, check};

/// RAS: brings a table to given row and column totals.
///
/// # What it measures
/// The table nearest to an old one (in the sense of information) that has the totals of now.
///
/// # Formula
/// xᵢⱼ = rᵢ aᵢⱼ sⱼ, rows and columns brought to their totals in turn until both hold.
///
/// # In and out
/// A seed without negative cells, the totals of rows and columns, and when to stop ([`Stop`]; [`Stop::default`] asks for twelve digits). Out the table, the factors, the steps and the largest part by which a margin is still off.
///
/// # Assumptions
/// What is nought stays nought. A row that is used more (rᵢ) is used more by all, a column that needs less (sⱼ) needs less of all.
///
/// # Limits
/// It keeps proportions, and knows nothing of what really changed; a cell that is known better belongs outside the seed, its value taken off the totals. For negative cells there is [`super::gras()`].
/// Single cells can be far off where sums and multipliers are near.
///
/// # Withheld cells
/// The use of it: put an estimate in the place of withheld cells (their middle, or a neighbour's recipe) and let the published totals correct it. What comes out is an estimate and must be labelled so.
///
/// # Errors
/// [`Fault::NegativeCell`], [`Fault::Size`], [`Fault::MarginsDiffer`]. [`Fault::Infeasible`] names rows or columns whose totals the zeros forbid, with the proof in it: they must make more than those they meet may take. [`Fault::NotSettled`] otherwise:
/// also when totals only fit with a cell at nought that is not, for that limit is never reached.
///
/// # Sources
/// R. Stone (1961), *Input-output and national accounts*. M. Bacharach (1970), *Biproportional matrices and input-output change*. R. E. Miller and P. D. Blair (2009), *Input-output analysis*, 2nd edition, section 7.4.
///
/// # Example
/// Miller and Blair, section 7.4.2: coefficients times output of now as seed; the coefficients that come out.
/// ```
/// use koers_economics::{Matrix, input_output::{Stop, ras}};
/// let (old, output) = ([[0.12, 0.10, 0.049], [0.21, 0.247, 0.265], [0.026, 0.249, 0.145]], [421.0, 284.0, 283.0]);
/// let seed: Vec<Vec<f64>> = old.iter().map(|row| row.iter().zip(output).map(|(a, x)| a * x).collect()).collect();
/// let found = ras(&Matrix::from_rows(&seed)?, &[245.0, 136.0, 159.0], &[251.0, 107.0, 182.0], &Stop::default())?;
/// let first: Vec<String> = found.table.row(0).iter().zip(output).map(|(flow, x)| format!("{:.4}", flow / x)).collect();
/// assert_eq!(first, ["0.3924", "0.1219", "0.1596"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn ras(seed: &Matrix, rows: &[f64], columns: &[f64], stop: &Stop) -> Result<Balanced, Fault> {
    seed.not_negative("seed")?;
    margins(seed, rows, columns, stop)?;
    check::not_negative("row totals", 0, rows)?;
    check::not_negative("column totals", 0, columns)?;
    possible(seed, rows, columns, 0..seed.rows(), 1)?;
    possible(&seed.transposed(), columns, rows, 0..seed.columns(), 1).map_err(as_columns)?;

    let mut row_factors = vec![1.0; rows.len()];
    let mut column_factors = vec![1.0; columns.len()];
    let mut left = f64::INFINITY;
    for steps in 1..=stop.most_steps {
        for ((factor, row), total) in row_factors.iter_mut().zip(seed.iter_rows()).zip(rows) {
            *factor = part(
                *total,
                row.iter().zip(&column_factors).map(|(value, s)| value * s).sum(),
            );
        }
        let mut sums = vec![0.0; columns.len()];
        for (factor, row) in row_factors.iter().zip(seed.iter_rows()) {
            sums.iter_mut()
                .zip(row)
                .for_each(|(sum, value)| *sum += factor * value);
        }
        for ((factor, sum), total) in column_factors.iter_mut().zip(sums).zip(columns) {
            *factor = part(*total, sum);
        }
        let values: Vec<f64> = seed
            .iter_rows()
            .zip(&row_factors)
            .flat_map(|(row, r)| {
                row.iter()
                    .zip(&column_factors)
                    .map(move |(value, s)| r * value * s)
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
    // Where totals cannot be, the factors of those that ask too much run away: they stand in front, and the proof is at hand.
    possible(seed, rows, columns, by_size(&row_factors), rows.len())?;
    possible(
        &seed.transposed(),
        columns,
        rows,
        by_size(&column_factors),
        columns.len(),
    )
    .map_err(as_columns)?;
    Err(Fault::NotSettled {
        steps: stop.most_steps,
        residual: left,
    })
}

/// A row of noughts keeps the factor nought: its total is nought too, or it was refused.
fn part(total: f64, sum: f64) -> f64 {
    if total > 0.0 { total / sum } else { 0.0 }
}

/// From the largest factor to the smallest; equal ones by index.
fn by_size(factors: &[f64]) -> impl Iterator<Item = usize> + use<> {
    let mut order: Vec<usize> = (0..factors.len()).collect();
    order.sort_by(|&a, &b| factors[b].total_cmp(&factors[a]));
    order.into_iter()
}

/// Looks whether the first one, two, … up to `most` rows in an order, or each alone when `most` is one, need more than the columns that they meet may take.
fn possible(
    seed: &Matrix,
    rows: &[f64],
    columns: &[f64],
    order: impl Iterator<Item = usize>,
    most: usize,
) -> Result<(), Fault> {
    let (mut places, mut met, mut need) = (Vec::new(), vec![false; columns.len()], 0.0);
    for row in order {
        if places.len() == most {
            places.clear();
            met.fill(false);
            need = 0.0;
        }
        places.push(row);
        need += rows[row];
        met.iter_mut()
            .zip(seed.row(row))
            .for_each(|(met, value)| *met |= *value > 0.0);
        let reach: f64 = columns
            .iter()
            .zip(&met)
            .filter(|(_, met)| **met)
            .map(|(total, _)| total)
            .sum();
        if need > reach * (1.0 + 1e-9) {
            places.sort_unstable();
            return Err(Fault::Infeasible {
                input: "rows",
                places,
                need,
                reach,
            });
        }
    }
    Ok(())
}

fn as_columns(fault: Fault) -> Fault {
    match fault {
        Fault::Infeasible {
            places, need, reach, ..
        } => Fault::Infeasible {
            input: "columns",
            places,
            need,
            reach,
        },
        other => other,
    }
}
