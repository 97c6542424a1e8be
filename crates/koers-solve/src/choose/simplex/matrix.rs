//! The programme in floating point, scaled: what the relaxation computes with. Proofs are made with the whole numbers.

use crate::choose::program::Program;

/// Rows are the programme's rows, then its groups. Columns are the programme's columns, then one per row (what the row comes to,
/// entering with −1).
#[derive(Clone, Debug)]
pub(in crate::choose) struct Matrix {
    pub(super) structural: usize,
    pub(super) height: usize,
    start: Vec<usize>,
    index: Vec<u32>,
    entry: Vec<f64>,
    row_start: Vec<usize>,
    row_index: Vec<u32>,
    row_entry: Vec<f64>,
    /// What to minimise: minus the scaled value, a little disturbed so that ties do not make the simplex cycle. The proofs use
    /// the true values, so this costs nothing in truth.
    pub(super) cost: Vec<f64>,
    plain: Vec<f64>,
    pub(super) lower: Vec<f64>,
    pub(super) upper: Vec<f64>,
    row_scale: Vec<f64>,
    value_scale: f64,
}

#[expect(
    clippy::cast_precision_loss,
    reason = "an approximation is what is wanted here"
)]
fn float(v: i64) -> f64 {
    v as f64
}

/// A number in [0.5, 1) from an index, the same everywhere (SplitMix64's mixing, Steele et al. 2014).
fn noise(i: usize) -> f64 {
    let mut z = (i as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^= z >> 31;
    0.5 + 0.5 * f64::from(u32::try_from(z >> 32).unwrap_or(0)) / 4_294_967_296.0
}

/// The power of two nearest below, so that scaling does not round.
fn power(x: f64) -> f64 {
    if x > 0.0 && x.is_finite() {
        x.log2().floor().exp2()
    } else {
        1.0
    }
}

impl Matrix {
    pub(in crate::choose) fn new(program: &Program) -> Self {
        let n = program.columns();
        let (rows, groups) = (program.rows(), program.groups());
        let m = rows.len() + groups.len();
        let mut lower = vec![0.0; n];
        let mut upper = vec![1.0; n];
        let mut row_scale = Vec::with_capacity(m);
        let mut lines: Vec<Vec<(u32, f64)>> = Vec::with_capacity(m);
        for row in rows {
            // The geometric middle of the smallest and largest coefficient becomes about one.
            let (mut low, mut high) = (f64::INFINITY, 0.0f64);
            for &(_, a) in &row.entries {
                low = low.min(float(a).abs());
                high = high.max(float(a).abs());
            }
            let scale = if high > 0.0 {
                1.0 / power((low * high).sqrt())
            } else {
                1.0
            };
            row_scale.push(scale);
            lines.push(
                row.entries
                    .iter()
                    .map(|&(j, a)| (u32::try_from(j).unwrap_or(u32::MAX), float(a) * scale))
                    .collect(),
            );
            lower.push(row.lower.map_or(f64::NEG_INFINITY, |l| float(l) * scale));
            upper.push(row.upper.map_or(f64::INFINITY, |u| float(u) * scale));
        }
        for group in groups {
            row_scale.push(1.0);
            lines.push(
                group
                    .iter()
                    .map(|&j| (u32::try_from(j).unwrap_or(u32::MAX), 1.0))
                    .collect(),
            );
            lower.push(f64::NEG_INFINITY);
            upper.push(1.0);
        }
        let mut counts = vec![0usize; n + 1];
        let (mut row_start, mut row_index, mut row_entry) = (vec![0], Vec::new(), Vec::new());
        for line in &lines {
            for &(j, a) in line {
                counts[j as usize + 1] += 1;
                row_index.push(j);
                row_entry.push(a);
            }
            row_start.push(row_index.len());
        }
        for j in 0..n {
            counts[j + 1] += counts[j];
        }
        let start = counts.clone();
        let mut index = vec![0u32; row_index.len()];
        let mut entry = vec![0.0; row_index.len()];
        for (i, line) in lines.iter().enumerate() {
            for &(j, a) in line {
                let at = &mut counts[j as usize];
                index[*at] = u32::try_from(i).unwrap_or(u32::MAX);
                entry[*at] = a;
                *at += 1;
            }
        }
        let most = program
            .values()
            .iter()
            .map(|v| float(*v).abs())
            .fold(0.0, f64::max);
        let value_scale = if most > 0.0 { 64.0 / power(most) } else { 1.0 };
        let plain: Vec<f64> = program
            .values()
            .iter()
            .map(|&v| -float(v) * value_scale)
            .collect();
        let cost = plain
            .iter()
            .enumerate()
            .map(|(j, c)| c + (c.abs() + 1.0) * 2e-8 * (noise(j) - 0.75));
        let cost = cost.chain(std::iter::repeat_n(0.0, m)).collect();
        Self {
            structural: n,
            height: m,
            start,
            index,
            entry,
            row_start,
            row_index,
            row_entry,
            cost,
            plain,
            lower,
            upper,
            row_scale,
            value_scale,
        }
    }

    /// Every entry of a column.
    #[inline]
    pub(super) fn each(&self, j: usize, mut f: impl FnMut(usize, f64)) {
        if j < self.structural {
            let range = self.start[j]..self.start[j + 1];
            for (i, a) in self.index[range.clone()].iter().zip(&self.entry[range]) {
                f(*i as usize, *a);
            }
        } else {
            f(j - self.structural, -1.0);
        }
    }

    /// Every entry of a row, without the row's own column.
    #[inline]
    pub(super) fn each_in_row(&self, i: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.row_start[i]..self.row_start[i + 1];
        self.row_index[range.clone()]
            .iter()
            .zip(&self.row_entry[range])
            .map(|(j, a)| (*j as usize, *a))
    }

    /// What to minimise, undisturbed.
    pub(super) fn true_cost(&self, j: usize) -> f64 {
        self.plain.get(j).copied().unwrap_or(0.0)
    }

    /// A dual value in the programme's own units: value per unit of the row.
    pub(super) fn unscaled(&self, row: usize, dual: f64) -> f64 {
        dual * self.row_scale[row] / self.value_scale
    }

    /// An objective to minimise, as a value to maximise in the programme's own units.
    pub(super) fn as_value(&self, objective: f64) -> f64 {
        -objective / self.value_scale
    }

    /// A value in the programme's own units as an objective to minimise.
    pub(super) fn as_objective(&self, value: f64) -> f64 {
        -value * self.value_scale
    }
}
