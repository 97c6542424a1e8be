//! Least squares by orthogonal columns: the coefficients, and what their errors are made of.

use crate::lu::dot;

/// A column that keeps less than this of its length beside the others lies in their plane.
const IN_PLANE: f64 = 1e-11;

/// min ‖y − X b‖² for columns that tell each other apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LeastSquares {
    /// b.
    pub coefficients: Vec<f64>,
    /// y − X b.
    pub residuals: Vec<f64>,
    /// (X′X)⁻¹, row after row.
    pub inverse: Vec<f64>,
}

impl LeastSquares {
    /// Of columns of the same length as `goal`; nothing when one lies in the plane of those before it.
    pub(crate) fn fit(columns: &[Vec<f64>], goal: &[f64]) -> Option<Self> {
        let count = columns.len();
        let mut basis: Vec<Vec<f64>> = Vec::with_capacity(count);
        // R of X = Q R, by columns: `triangle[c][r]` for r ≤ c.
        let mut triangle: Vec<Vec<f64>> = Vec::with_capacity(count);
        for column in columns {
            let (mut rest, mut along) = (column.clone(), vec![0.0; basis.len()]);
            // Twice is enough to be orthogonal to rounding.
            for _ in 0..2 {
                take_out(&basis, &mut rest, &mut along);
            }
            let (whole, length) = (dot(column, column).sqrt(), dot(&rest, &rest).sqrt());
            if length <= IN_PLANE * whole {
                return None;
            }
            rest.iter_mut().for_each(|value| *value /= length);
            along.push(length);
            triangle.push(along);
            basis.push(rest);
        }
        let (mut residuals, mut right) = (goal.to_vec(), vec![0.0; count]);
        for _ in 0..2 {
            take_out(&basis, &mut residuals, &mut right);
        }
        // R⁻¹ by its columns; (X′X)⁻¹ = R⁻¹ R⁻¹′.
        let inverses: Vec<Vec<f64>> = (0..count)
            .map(|at| {
                let mut unit = vec![0.0; count];
                unit[at] = 1.0;
                back(&triangle, unit)
            })
            .collect();
        let inverse = (0..count * count)
            .map(|at| {
                inverses
                    .iter()
                    .map(|column| column[at / count] * column[at % count])
                    .sum()
            })
            .collect();
        Some(Self {
            coefficients: back(&triangle, right),
            residuals,
            inverse,
        })
    }
    /// The standard error of a mix `of` coefficients, by Newey and West with n ÷ (n − k): with a = X (X′X)⁻¹ c, the square root of Σ over lags of what a_t ε_t and
    /// a_(t−l) ε_(t−l) have in common, a lag l counted for 1 − l ÷ (L + 1). A lag of nought allows for unequal spread only.
    pub(crate) fn newey_west(&self, columns: &[Vec<f64>], lag: usize, of: &[f64]) -> f64 {
        let size = columns.len();
        let direction: Vec<f64> = self.inverse.chunks(size).map(|row| dot(row, of)).collect();
        let scores: Vec<f64> = self
            .residuals
            .iter()
            .enumerate()
            .map(|(at, residual)| {
                let along: f64 = columns
                    .iter()
                    .zip(&direction)
                    .map(|(column, by)| column[at] * by)
                    .sum();
                along * residual
            })
            .collect();
        let count = scores.len() as f64;
        let variance: f64 = (0..=lag)
            .map(|by| {
                let common = dot(&scores[by..], &scores[..scores.len() - by]);
                let weight = 1.0 - by as f64 / (lag + 1) as f64;
                if by == 0 { common } else { 2.0 * weight * common }
            })
            .sum();
        // Never below nought but for rounding.
        (count / (count - size as f64) * variance.max(0.0)).sqrt()
    }
}

/// Takes out of `rest` what lies along each column of the basis, and adds that to `along`.
fn take_out(basis: &[Vec<f64>], rest: &mut [f64], along: &mut [f64]) {
    for (column, sum) in basis.iter().zip(along) {
        let part = dot(column, rest);
        *sum += part;
        rest.iter_mut()
            .zip(column)
            .for_each(|(value, base)| *value -= part * base);
    }
}

/// R b = right.
fn back(triangle: &[Vec<f64>], mut right: Vec<f64>) -> Vec<f64> {
    for (at, column) in triangle.iter().enumerate().rev() {
        right[at] /= column[at];
        let own = right[at];
        right[..at]
            .iter_mut()
            .zip(column)
            .for_each(|(value, above)| *value -= own * above);
    }
    right
}

#[cfg(test)]
mod tests {
    use super::LeastSquares;

    #[test]
    fn hard_columns_of_powers_are_fitted() {
        // Longley-like: powers of the year, whose sums of squares alone would lose every digit.
        let years: Vec<f64> = (0..16).map(|at| 1947.0 + f64::from(at)).collect();
        let columns: Vec<Vec<f64>> = (0..3)
            .map(|power| years.iter().map(|year| year.powi(power)).collect())
            .collect();
        let goal: Vec<f64> = years
            .iter()
            .map(|year| 3.0 + 2.0 * year - 0.5 * year * year)
            .collect();
        let found = LeastSquares::fit(&columns, &goal).unwrap();
        assert!(
            (found.coefficients[2] + 0.5).abs() < 1e-7,
            "{:?}",
            found.coefficients
        );
        let doubled = [columns[1].clone(), columns[1].iter().map(|x| 2.0 * x).collect()];
        assert_eq!(LeastSquares::fit(&doubled, &goal), None);
    }

    #[test]
    fn the_inverse_is_that_of_the_normal_equations() {
        let columns = [vec![1.0; 4], vec![1.0, 2.0, 3.0, 4.0]];
        let found = LeastSquares::fit(&columns, &[2.0, 3.0, 5.0, 6.0]).unwrap();
        // By hand: X′X = [4 10; 10 30], its determinant 20.
        for (value, known) in found.inverse.iter().zip([1.5, -0.5, -0.5, 0.2]) {
            assert!((value - known).abs() < 1e-12);
        }
        for (value, known) in found.coefficients.iter().zip([0.5, 1.4]) {
            assert!((value - known).abs() < 1e-12);
        }
    }
}
