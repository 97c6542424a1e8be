//! SPOTIS: distance from an ideal inside bounds given beforehand (Dezert, Tchamova, Han and Tacnet 2020).

use crate::rank::fault::Fault;
use crate::rank::order::{Order, Scored};
use crate::rank::table::{Cell, Direction, Table};
use crate::rank::weights::Weights;

/// What can be expected on one criterion, whatever the alternatives are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The least.
    pub low: f64,
    /// The most.
    pub high: f64,
    /// The best, when that is not the end that the direction of the criterion says (in the paper: ESP, expected solution point).
    pub ideal: Option<f64>,
}

impl Bounds {
    /// Bounds with the ideal at the better end.
    #[must_use]
    pub fn new(low: f64, high: f64) -> Self {
        Self {
            low,
            high,
            ideal: None,
        }
    }
}

/// Distance = Σ w · |x − ideal| ÷ (high − low): 0 is ideal, and **less is better**.
///
/// Each distance depends on the bounds and its own row only: an alternative more or less cannot turn an order round.
///
/// # Errors
/// When a cell is missing or a range, when bounds or weights are not one for each criterion, or when bounds are no range around
/// the cells and the ideal.
pub fn spotis(table: &Table, bounds: &[Bounds], weights: &Weights) -> Result<Scored, Fault> {
    Fault::width("bounds", table.criteria(), bounds.len())?;
    Fault::width("weights", table.criteria(), weights.as_slice().len())?;
    table.points()?;
    let mut ideals = Vec::with_capacity(bounds.len());
    for (criterion, (bound, direction)) in bounds.iter().zip(table.directions()).enumerate() {
        let best = match direction {
            Direction::More => bound.high,
            Direction::Less => bound.low,
        };
        let ideal = bound.ideal.unwrap_or(best);
        let holds = |value: f64| bound.low <= value && value <= bound.high;
        let cells = table
            .span(criterion)
            .is_none_or(|(least, most)| holds(least) && holds(most));
        let range = (bound.high - bound.low).is_finite() && bound.low < bound.high;
        if !(range && holds(ideal) && cells) {
            return Err(Fault::Bounds { criterion });
        }
        ideals.push(ideal);
    }
    let score = |row: &[Cell]| -> f64 {
        let mut distance = 0.0;
        for (criterion, cell) in row.iter().enumerate() {
            if let Cell::Point(value) = cell {
                let Bounds { low, high, .. } = bounds[criterion];
                distance += weights.as_slice()[criterion] * (value - ideals[criterion]).abs() / (high - low);
            }
        }
        distance
    };
    let scores: Vec<f64> = table.rows().map(score).collect();
    Ok(Scored {
        order: Order::ascending(&scores),
        scores,
    })
}
