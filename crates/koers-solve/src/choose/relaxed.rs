//! The relaxation by itself: what the best would be worth if every column could be taken in any part.

use super::bound::{exact, rounded};
use super::program::Program;
use super::simplex::{End, Matrix, Simplex};

/// The most iterations.
const ITERATIONS: u64 = 200_000;

/// How a relaxation came out.
pub(super) enum Relaxed {
    /// Solved.
    Best {
        /// How much of each column is taken, in floating point.
        point: Vec<f64>,
        /// What nothing can pass: reckoned again from the multipliers in whole numbers.
        most: i128,
    },
    /// Nothing keeps the rows: shown in whole numbers.
    Empty,
    /// The iterations ran out, or whole numbers do not bear out what floating point says.
    Unclear,
}

/// Solves the relaxation, with its bound proven in whole numbers.
pub(super) fn relax(program: &Program) -> Relaxed {
    let matrix = Matrix::new(program);
    let mut simplex = Simplex::new(&matrix);
    let end = simplex.solve(&matrix, None, ITERATIONS);
    let rows = program.rows().len();
    let free = vec![None; program.columns()];
    let proven =
        |multipliers: &[f64], valued: bool| exact(program, &free, &rounded(program, multipliers), valued);
    match end {
        End::Optimal => match proven(&simplex.multipliers(&matrix, rows), true) {
            Some(bound) => Relaxed::Best {
                point: (0..program.columns())
                    .map(|column| simplex.point(column))
                    .collect(),
                most: bound.in_parts(),
            },
            None => Relaxed::Unclear,
        },
        End::Empty => match proven(&simplex.ray(&matrix, rows), false) {
            Some(bound) if bound.negative() => Relaxed::Empty,
            _ => Relaxed::Unclear,
        },
        End::Cut | End::Stopped => Relaxed::Unclear,
    }
}

/// The highest value when each column may be taken in any part from nothing to its whole, within every row and group and nothing else: what
/// cannot be taken as a whole still counts. In floating point, and no proof of anything. None when nothing keeps the rows, or the iterations
/// run out.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a figure to show")]
pub fn relaxed(program: &Program) -> Option<f64> {
    let Relaxed::Best { point, .. } = relax(program) else {
        return None;
    };
    // Of the true values: the simplex itself works with values that are disturbed a little.
    let values = program.values().iter().zip(point);
    Some(values.map(|(value, part)| *value as f64 * part).sum())
}
