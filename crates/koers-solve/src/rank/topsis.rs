//! TOPSIS: near to the best and far from the worst (Hwang and Yoon 1981).

use crate::rank::fault::Fault;
use crate::rank::order::{Order, Scored};
use crate::rank::points::Points;
use crate::rank::table::Table;
use crate::rank::weights::Weights;

/// How numbers of different units are made comparable. Another choice can give another order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Normalisation {
    /// Divided by the length of the column, √Σx²: the choice of the book.
    Vector,
    /// (x − least) ÷ (most − least).
    MinMax,
}

/// Closeness = d⁻ ÷ (d⁺ + d⁻), between 0 (the worst on everything) and 1 (the best on everything), where d⁺ and d⁻ are the
/// Euclidean distances to the best and to the worst weighted, normalised value on each criterion.
///
/// An alternative more or less moves the ideal and can turn the order of the others round.
///
/// # Errors
/// When a cell is missing or a range, when the weights are not one for each criterion, or when all alternatives are the same.
pub fn topsis(table: &Table, weights: &Weights, normalisation: Normalisation) -> Result<Scored, Fault> {
    let criteria = table.criteria();
    Fault::width("weights", criteria, weights.as_slice().len())?;
    let points = table.points()?;
    let scales: Vec<(f64, f64)> = (0..criteria).map(|k| scale(&points, k, normalisation)).collect();
    let weighted = points.map(|criterion, value| {
        let (origin, unit) = scales[criterion];
        weights.as_slice()[criterion] * (value - origin) / unit
    });
    let spans: Vec<(f64, f64)> = (0..criteria).map(|criterion| weighted.span(criterion)).collect();
    if spans.iter().all(|(worst, best)| worst == best) {
        return Err(Fault::AllTheSame);
    }
    let score = |row: &[f64]| {
        let away = |from: fn(&(f64, f64)) -> f64| -> f64 {
            let squares = row
                .iter()
                .zip(&spans)
                .map(|(value, span)| (value - from(span)).powi(2));
            squares.sum::<f64>().sqrt()
        };
        let (to_worst, to_best) = (away(|span| span.0), away(|span| span.1));
        to_worst / (to_best + to_worst)
    };
    let scores: Vec<f64> = weighted.rows().map(score).collect();
    Ok(Scored {
        order: Order::descending(&scores),
        scores,
    })
}

/// What is taken off a column, and what it is then divided by. A column without size or spread stays what it is: nought.
fn scale(points: &Points, criterion: usize, normalisation: Normalisation) -> (f64, f64) {
    let (low, high) = points.span(criterion);
    let (origin, unit) = match normalisation {
        Normalisation::MinMax => (low, high - low),
        Normalisation::Vector => {
            // Squares of the share of the largest, so that very small and very large numbers keep their length.
            let most = low.abs().max(high.abs());
            let shares = points.column(criterion).map(|value| (value / most).powi(2));
            (
                0.0,
                if most > 0.0 {
                    most * shares.sum::<f64>().sqrt()
                } else {
                    0.0
                },
            )
        }
    };
    (origin, if unit > 0.0 { unit } else { 1.0 })
}
