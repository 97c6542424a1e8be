//! The relaxation by itself: what the best would be worth if every column could be taken in any part.

use super::program::Program;
use super::simplex::{End, Matrix, Simplex};

/// The most iterations.
const ITERATIONS: u64 = 200_000;

/// The highest value when each column may be taken in any part from nothing to its whole, within every row and group and nothing else: what
/// cannot be taken as a whole still counts. In floating point, and no proof of anything. None when nothing keeps the rows, or the iterations
/// run out.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a figure to show")]
pub fn relaxed(program: &Program) -> Option<f64> {
    let matrix = Matrix::new(program);
    let mut simplex = Simplex::new(&matrix);
    if simplex.solve(&matrix, None, ITERATIONS) != End::Optimal {
        return None;
    }
    // Of the true values: the simplex itself works with values that are disturbed a little.
    let values = program.values().iter().enumerate();
    Some(
        values
            .map(|(column, value)| *value as f64 * simplex.point(column))
            .sum(),
    )
}
