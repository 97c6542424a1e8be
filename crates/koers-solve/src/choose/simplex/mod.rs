//! The relaxation (every column may be taken in part), solved by a bounded dual simplex.
//!
//! All columns lie between 0 and 1, so any basis is dual feasible once each column stands at the bound its reduced cost asks
//! for: there is no first phase, and after a column is fixed the last basis still serves. Dual steepest edge (Forrest and
//! Goldfarb 1992), the bound-flipping ratio test (Maros 2003), product-form updates. Numerical doubt can cost time here, never
//! truth: every bound is computed again from the multipliers in whole numbers.

mod factor;
mod matrix;
mod run;

use factor::Factor;
pub(in crate::choose) use matrix::Matrix;

/// How a relaxation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::choose) enum End {
    /// Solved.
    Optimal,
    /// No point keeps the rows; the ray proves it.
    Empty,
    /// The bound fell to the cut-off: no need to go on.
    Cut,
    /// The iterations ran out, or the numbers were too hard. The multipliers are still multipliers.
    Stopped,
}

/// A basis to come back to.
#[derive(Clone, Debug)]
pub(in crate::choose) struct Basis {
    basic: Vec<u32>,
    at_upper: Vec<u64>,
}

/// The state of the simplex. It can be asked for the point, the multipliers and, when empty, the ray.
#[derive(Clone, Debug)]
pub(in crate::choose) struct Simplex {
    lower: Vec<f64>,
    upper: Vec<f64>,
    basic: Vec<usize>,
    /// Place in the basis, or `OUT`.
    place: Vec<usize>,
    at_upper: Vec<bool>,
    x: Vec<f64>,
    reduced: Vec<f64>,
    weight: Vec<f64>,
    factor: Factor,
    fresh: bool,
    ray: Vec<f64>,
    /// Whether the ray pushes the row's amount up (the leaving one was below its bound) or down.
    ray_up: bool,
    objective: f64,
    /// Iterations so far.
    pub(in crate::choose) iterations: u64,
    work: Work,
}

#[derive(Clone, Debug, Default)]
struct Work {
    by_row: Vec<f64>,
    by_place: Vec<f64>,
    rho: Vec<f64>,
    column: Vec<f64>,
    tau: Vec<f64>,
    line: Vec<f64>,
    candidates: Vec<(f64, usize)>,
    flips: Vec<usize>,
}

const OUT: usize = usize::MAX;
/// How far outside a bound a basic column may be.
const FEASIBLE: f64 = 1e-7;
/// Entries of the pivot row smaller than this are not pivoted on.
const PIVOT: f64 = 1e-7;
/// Exchanges between factorisations.
const UPDATES: usize = 60;

impl Simplex {
    /// A start with every row's own column in the basis.
    pub(in crate::choose) fn new(matrix: &Matrix) -> Self {
        let (n, m) = (matrix.structural, matrix.height);
        let mut s = Self {
            lower: matrix.lower.clone(),
            upper: matrix.upper.clone(),
            basic: (n..n + m).collect(),
            place: vec![OUT; n + m],
            at_upper: vec![false; n + m],
            x: vec![0.0; n + m],
            reduced: vec![0.0; n + m],
            weight: vec![1.0; m],
            factor: Factor::default(),
            fresh: false,
            ray: Vec::new(),
            ray_up: false,
            objective: f64::NEG_INFINITY,
            iterations: 0,
            work: Work::default(),
        };
        for i in 0..m {
            s.place[n + i] = i;
        }
        s
    }

    /// Sets the bounds of a column: free between 0 and 1, or fixed.
    pub(in crate::choose) fn bound(&mut self, column: usize, value: Option<bool>) {
        let (l, u) = match value {
            None => (0.0, 1.0),
            Some(false) => (0.0, 0.0),
            Some(true) => (1.0, 1.0),
        };
        #[expect(clippy::float_cmp, reason = "these are exactly 0 and 1")]
        if self.lower[column] != l || self.upper[column] != u {
            (self.lower[column], self.upper[column]) = (l, u);
            self.fresh = false;
        }
    }

    /// The basis, to come back to.
    pub(in crate::choose) fn basis(&self) -> Basis {
        let mut at_upper = vec![0u64; self.at_upper.len().div_ceil(64)];
        for (j, up) in self.at_upper.iter().enumerate() {
            if *up {
                at_upper[j / 64] |= 1 << (j % 64);
            }
        }
        Basis {
            basic: self
                .basic
                .iter()
                .map(|&j| u32::try_from(j).unwrap_or(u32::MAX))
                .collect(),
            at_upper,
        }
    }

    /// Goes back to a basis. The bounds stay as they are.
    pub(in crate::choose) fn restore(&mut self, matrix: &Matrix, basis: &Basis) {
        self.place.fill(OUT);
        for (p, &j) in basis.basic.iter().enumerate() {
            self.basic[p] = j as usize;
            self.place[j as usize] = p;
        }
        for (j, up) in self.at_upper.iter_mut().enumerate() {
            *up = basis.at_upper[j / 64] >> (j % 64) & 1 == 1;
        }
        self.weight.fill(1.0);
        self.refactor(matrix);
    }

    /// How much of a column the relaxation takes.
    pub(in crate::choose) fn point(&self, column: usize) -> f64 {
        self.x[column].clamp(0.0, 1.0)
    }

    /// The relaxation's value, in the programme's units.
    pub(in crate::choose) fn value(&self, matrix: &Matrix) -> f64 {
        matrix.as_value(self.objective)
    }

    /// What one unit more of the column's full reduced value would bring, in the programme's units: positive at 1, negative at 0.
    pub(in crate::choose) fn reduced(&self, matrix: &Matrix, column: usize) -> f64 {
        matrix.as_value(self.reduced[column])
    }

    /// The multiplier of each of the first `rows` rows in the programme's units: positive against the upper bound. Of the true
    /// values, without the disturbance.
    pub(in crate::choose) fn multipliers(&mut self, matrix: &Matrix, rows: usize) -> Vec<f64> {
        let m = matrix.height;
        let mut by_place: Vec<f64> = self.basic.iter().map(|&j| matrix.true_cost(j)).collect();
        let mut by_row = vec![0.0; m];
        self.factor.backward(matrix, &mut by_place, &mut by_row);
        // A basic row's dual is zero but for rounding.
        (0..rows)
            .map(|i| {
                if self.place[matrix.structural + i] == OUT {
                    matrix.unscaled(i, -by_row[i])
                } else {
                    0.0
                }
            })
            .collect()
    }

    /// After [`End::Empty`]: multipliers that prove it (any positive scale).
    pub(in crate::choose) fn ray(&self, matrix: &Matrix, rows: usize) -> Vec<f64> {
        let sign = if self.ray_up { 1.0 } else { -1.0 };
        (0..rows)
            .map(|i| self.ray.get(i).map_or(0.0, |r| matrix.unscaled(i, sign * r)))
            .collect()
    }
}
