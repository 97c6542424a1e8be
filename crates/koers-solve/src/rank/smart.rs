//! SMART: a weighted sum of values (Edwards 1977; Edwards and Barron 1994).

use crate::rank::fault::Fault;
use crate::rank::order::{Order, Scored};
use crate::rank::table::{Cell, Table};
use crate::rank::value::ValueFunction;
use crate::rank::weights::Weights;

/// V(a) = Σ w · v(a): the score is between the least and the most that the value functions give, usually 0 and 1.
///
/// With value functions that are fixed beforehand, an alternative more or less changes nothing in the scores of the others.
///
/// # Errors
/// When a cell is missing or a range, or when weights or values are not one for each criterion.
pub fn smart(table: &Table, values: &[ValueFunction], weights: &Weights) -> Result<Scored, Fault> {
    Fault::width("value functions", table.criteria(), values.len())?;
    Fault::width("weights", table.criteria(), weights.as_slice().len())?;
    // Refuses gaps and ranges; the numbers themselves are taken as they stand, because a value function knows its direction.
    table.points()?;
    let score = |row: &[Cell]| -> f64 {
        let worth = row.iter().zip(values).zip(weights.as_slice());
        worth
            .map(|((cell, value), weight)| match cell {
                Cell::Point(number) => weight * value.at(*number),
                _ => 0.0,
            })
            .sum()
    };
    let scores: Vec<f64> = table.rows().map(score).collect();
    Ok(Scored {
        order: Order::descending(&scores),
        scores,
    })
}
