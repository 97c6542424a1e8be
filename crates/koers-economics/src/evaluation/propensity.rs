//! The chance to be of a group by what a unit was like: a logit, by Newton's method.

use crate::least_squares::LeastSquares;
use crate::lu::dot;

/// Where a best answer exists a dozen steps are enough; without one each step only moves the chances nearer to nought and one.
const STEPS: usize = 40;
/// Per unit, of what a step still gains: below this the next one, which is done too, is exact to rounding.
const SETTLED: f64 = 1e-22;

/// Chances p = 1 ÷ (1 + e^(−x′ b)) that make what is seen the likeliest.
pub(super) struct Propensity {
    /// Per unit.
    pub chances: Vec<f64>,
    /// (X′ W X)⁻¹ with W = p (1 − p), row after row.
    pub inverse: Vec<f64>,
}

impl Propensity {
    /// Of columns that tell each other apart. Where they tell members apart from others, so that no best answer exists, the chances at which it stopped.
    pub(super) fn fit(columns: &[Vec<f64>], member: impl Fn(usize) -> bool) -> Result<Self, Vec<f64>> {
        let count = columns[0].len();
        let member = |at: usize| if member(at) { 1.0 } else { 0.0 };
        let mut coefficients = vec![0.0; columns.len()];
        let mut state = State::at(columns, &coefficients, &member);
        for _ in 0..STEPS {
            let Some(step) = state.step(columns, &member) else {
                return Err(state.chances);
            };
            let gain = dot(&step.coefficients, &state.slope(columns, &member));
            let mut length = 1.0;
            let next = loop {
                let moved: Vec<f64> = coefficients
                    .iter()
                    .zip(&step.coefficients)
                    .map(|(own, by)| own + length * by)
                    .collect();
                let next = State::at(columns, &moved, &member);
                // Far from the best a whole step may lead too far. Near it both are the same but for rounding.
                if next.likelihood >= state.likelihood - 1e-12 * state.likelihood.abs() || length < 1e-9 {
                    coefficients = moved;
                    break next;
                }
                length /= 2.0;
            };
            state = next;
            if gain <= SETTLED * count as f64 {
                return match state.step(columns, &member) {
                    Some(last) => Ok(Self {
                        chances: state.chances,
                        inverse: last.inverse,
                    }),
                    None => Err(state.chances),
                };
            }
        }
        Err(state.chances)
    }
}

struct State {
    chances: Vec<f64>,
    /// p (1 − p), to full precision at both ends.
    weights: Vec<f64>,
    likelihood: f64,
}

impl State {
    fn at(columns: &[Vec<f64>], coefficients: &[f64], member: &impl Fn(usize) -> f64) -> Self {
        let mut state = Self {
            chances: Vec::new(),
            weights: Vec::new(),
            likelihood: 0.0,
        };
        for at in 0..columns[0].len() {
            let along: f64 = columns
                .iter()
                .zip(coefficients)
                .map(|(column, by)| column[at] * by)
                .sum();
            let (chance, other) = (1.0 / (1.0 + (-along).exp()), 1.0 / (1.0 + along.exp()));
            state.chances.push(chance);
            state.weights.push(chance * other);
            let against = if member(at) > 0.0 { -along } else { along };
            // −ln(1 + e^against), without overflow.
            state.likelihood -= against.max(0.0) + (-against.abs()).exp().ln_1p();
        }
        state
    }

    /// The slope of the likelihood: X′ (d − p).
    fn slope(&self, columns: &[Vec<f64>], member: &impl Fn(usize) -> f64) -> Vec<f64> {
        let off: Vec<f64> = self
            .chances
            .iter()
            .enumerate()
            .map(|(at, chance)| member(at) - chance)
            .collect();
        columns.iter().map(|column| dot(column, &off)).collect()
    }

    /// A step of Newton's method, as least squares; nothing when the weights leave nothing to tell columns apart by.
    fn step(&self, columns: &[Vec<f64>], member: &impl Fn(usize) -> f64) -> Option<LeastSquares> {
        let roots: Vec<f64> = self.weights.iter().map(|weight| weight.sqrt()).collect();
        let columns: Vec<Vec<f64>> = columns
            .iter()
            .map(|column| {
                column
                    .iter()
                    .zip(&roots)
                    .map(|(value, root)| value * root)
                    .collect()
            })
            .collect();
        let goal: Vec<f64> = roots
            .iter()
            .zip(&self.chances)
            .enumerate()
            .map(|(at, (root, chance))| {
                if *root > 0.0 {
                    (member(at) - chance) / root
                } else {
                    0.0
                }
            })
            .collect();
        LeastSquares::fit(&columns, &goal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_predictor_of_two_values_gives_the_shares() {
        // By hand: of four units with a nought one is a member, of five with a one three are.
        let values = [0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0];
        let members = [true, false, false, false, true, true, true, false, false];
        let columns = [vec![1.0; 9], values.to_vec()];
        let found = Propensity::fit(&columns, |at| members[at]).ok().unwrap();
        for (chance, value) in found.chances.iter().zip(values) {
            assert!((chance - if value > 0.0 { 0.6 } else { 0.25 }).abs() < 1e-14);
        }
        // The variance of a logit is 1 ÷ (n p (1 − p)).
        assert!(
            (found.inverse[0] - 1.0 / 0.75).abs() < 1e-12,
            "{:?}",
            found.inverse
        );
    }

    #[test]
    fn columns_that_tell_members_apart_have_no_best_answer() {
        let columns = [vec![1.0; 6], vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]];
        assert!(Propensity::fit(&columns, |at| at > 2).is_err());
        // Only almost: one other on the wrong side.
        assert!(Propensity::fit(&columns, |at| at > 2 && at != 4).is_ok());
        // One value that no member has.
        let columns = [vec![1.0; 6], vec![1.0, 0.0, 0.0, 0.0, 0.0, 0.0]];
        assert!(Propensity::fit(&columns, |at| at > 2).is_err());
    }
}
