//! What a number on a criterion is worth.

use crate::rank::table::{Direction, LARGEST, Table};

/// What a value function does outside its first and last point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// Stays at the value of that point.
    Level,
    /// Goes on in the straight line of the last piece.
    Extend,
}

/// Why points make no value function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ValueFault {
    /// Fewer than two points.
    #[error("a value function has at least two points")]
    TooFew,
    /// The number of a point is not above that of the one before, or one of its numbers is not finite.
    #[error("point {point} does not follow the one before, or is no finite number")]
    NotInOrder {
        /// Which point, from 0.
        point: usize,
    },
}

/// What a number on one criterion is worth: straight lines between points, usually from 0 (worst) to 1 (best).
#[derive(Debug, Clone, PartialEq)]
pub struct ValueFunction {
    points: Vec<(f64, f64)>,
    outside: Outside,
}

impl ValueFunction {
    /// Straight lines between (number, value) points, numbers ascending.
    ///
    /// # Errors
    /// For fewer than two points, numbers not ascending, or anything not finite.
    pub fn new(points: Vec<(f64, f64)>, outside: Outside) -> Result<Self, ValueFault> {
        if points.len() < 2 {
            return Err(ValueFault::TooFew);
        }
        for (point, (number, value)) in points.iter().enumerate() {
            let follows = point == 0 || points[point - 1].0 < *number;
            if !(follows && number.abs() <= LARGEST && value.abs() <= LARGEST) {
                return Err(ValueFault::NotInOrder { point });
            }
        }
        Ok(Self { points, outside })
    }

    /// A straight line from 0 at the worst to 1 at the best end of a range, level outside it.
    ///
    /// # Errors
    /// When `low` is not below `high`.
    pub fn linear(direction: Direction, low: f64, high: f64) -> Result<Self, ValueFault> {
        let (at_low, at_high) = match direction {
            Direction::More => (0.0, 1.0),
            Direction::Less => (1.0, 0.0),
        };
        Self::new(vec![(low, at_low), (high, at_high)], Outside::Level)
    }

    /// For each criterion a straight line over the numbers that the table has on it (a *local* scale). A criterion on which all
    /// alternatives are the same is worth nothing to any of them: it cannot tell them apart.
    ///
    /// A local scale moves when an alternative comes or goes. Give ranges that were fixed beforehand where that must not be.
    #[must_use]
    pub fn local(table: &Table) -> Vec<Self> {
        let flat = |at: f64| Self {
            points: vec![(at, 0.0), (at + 1.0, 0.0)],
            outside: Outside::Level,
        };
        let over = |(criterion, direction): (usize, &Direction)| {
            let (low, high) = table.span(criterion).unwrap_or((0.0, 0.0));
            Self::linear(*direction, low, high).unwrap_or_else(|_| flat(low))
        };
        table.directions().iter().enumerate().map(over).collect()
    }

    /// What a finite number is worth.
    #[must_use]
    pub fn at(&self, number: f64) -> f64 {
        let last = self.points.len() - 1;
        if self.outside == Outside::Level {
            if number <= self.points[0].0 {
                return self.points[0].1;
            }
            if number >= self.points[last].0 {
                return self.points[last].1;
            }
        }
        let piece = self
            .points
            .partition_point(|point| point.0 <= number)
            .clamp(1, last);
        let ((x0, y0), (x1, y1)) = (self.points[piece - 1], self.points[piece]);
        let share = (number - x0) / (x1 - x0);
        // Both ends exact, so that equal numbers at a point are equal values.
        y0 * (1.0 - share) + y1 * share
    }

    /// The least and the most value anywhere in a range of numbers.
    pub(crate) fn span(&self, low: f64, high: f64) -> (f64, f64) {
        let inner = self.points.iter().filter(|point| low < point.0 && point.0 < high);
        inner
            .map(|point| point.1)
            .chain([self.at(low), self.at(high)])
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
                (least.min(value), most.max(value))
            })
    }
}
