//! The basis of the relaxation, taken apart so that systems with it can be solved.
//!
//! Columns and rows with one entry left go first, which needs no arithmetic; what stays is small and is factorised densely with
//! partial pivoting. Exchanges of one column are kept as product-form updates until the next factorisation.

use super::matrix::Matrix;

/// Pivots smaller than this count as zero.
const SMALL: f64 = 1e-9;

#[derive(Clone, Debug)]
struct Update {
    place: usize,
    pivot: f64,
    others: Vec<(usize, f64)>,
}

/// A factorised basis.
#[derive(Clone, Debug, Default)]
pub(super) struct Factor {
    /// (row, place, pivot) of columns that had one entry left, in order.
    columns: Vec<(usize, usize, f64)>,
    /// (row, place, pivot) of rows that had one entry left, in order.
    rows: Vec<(usize, usize, f64)>,
    kernel_rows: Vec<usize>,
    kernel_places: Vec<usize>,
    /// Dense LU, row-major, of the kernel with its rows already exchanged.
    dense: Vec<f64>,
    updates: Vec<Update>,
    /// The basis as it was factorised.
    basis: Vec<usize>,
    scratch: Vec<f64>,
}

impl Factor {
    /// Factorises; where columns depend on each other, returns the places to give up and the rows whose own column should come
    /// in their stead.
    pub(super) fn build(&mut self, matrix: &Matrix, basis: &[usize]) -> Result<(), Vec<(usize, usize)>> {
        let m = basis.len();
        self.basis.clear();
        self.basis.extend_from_slice(basis);
        self.updates.clear();
        self.columns.clear();
        self.rows.clear();
        let mut by_row: Vec<Vec<usize>> = vec![Vec::new(); m];
        let mut row_count = vec![0usize; m];
        let mut col_count = vec![0usize; m];
        for (p, &j) in basis.iter().enumerate() {
            matrix.each(j, |i, _| {
                by_row[i].push(p);
                row_count[i] += 1;
                col_count[p] += 1;
            });
        }
        let mut row_open = vec![true; m];
        let mut col_open = vec![true; m];
        let mut stack: Vec<usize> = (0..m).filter(|&p| col_count[p] == 1).rev().collect();
        while let Some(p) = stack.pop() {
            if !col_open[p] || col_count[p] != 1 {
                continue;
            }
            let mut found = None;
            matrix.each(basis[p], |i, a| {
                if row_open[i] {
                    found = Some((i, a));
                }
            });
            let Some((i, a)) = found else { continue };
            if a.abs() < SMALL {
                continue;
            }
            self.columns.push((i, p, a));
            row_open[i] = false;
            col_open[p] = false;
            for &q in &by_row[i] {
                if col_open[q] {
                    col_count[q] -= 1;
                    if col_count[q] == 1 {
                        stack.push(q);
                    }
                }
            }
        }
        for (i, places) in by_row.iter().enumerate() {
            row_count[i] = places.iter().filter(|&&p| col_open[p]).count();
        }
        let mut stack: Vec<usize> = (0..m)
            .filter(|&i| row_open[i] && row_count[i] == 1)
            .rev()
            .collect();
        while let Some(i) = stack.pop() {
            if !row_open[i] || row_count[i] != 1 {
                continue;
            }
            let Some(&p) = by_row[i].iter().find(|&&p| col_open[p]) else {
                continue;
            };
            let mut pivot = 0.0;
            matrix.each(basis[p], |k, a| {
                if k == i {
                    pivot = a;
                }
            });
            if pivot.abs() < SMALL {
                continue;
            }
            self.rows.push((i, p, pivot));
            row_open[i] = false;
            col_open[p] = false;
            matrix.each(basis[p], |k, _| {
                if row_open[k] {
                    row_count[k] -= 1;
                    if row_count[k] == 1 {
                        stack.push(k);
                    }
                }
            });
        }
        self.kernel(matrix, basis, &row_open, &col_open)
    }

    fn kernel(
        &mut self,
        matrix: &Matrix,
        basis: &[usize],
        row_open: &[bool],
        col_open: &[bool],
    ) -> Result<(), Vec<(usize, usize)>> {
        let m = basis.len();
        self.kernel_rows = (0..m).filter(|&i| row_open[i]).collect();
        self.kernel_places = (0..m).filter(|&p| col_open[p]).collect();
        let k = self.kernel_rows.len();
        let mut at = vec![usize::MAX; m];
        for (r, &i) in self.kernel_rows.iter().enumerate() {
            at[i] = r;
        }
        self.dense.clear();
        self.dense.resize(k * k, 0.0);
        for (c, &p) in self.kernel_places.iter().enumerate() {
            matrix.each(basis[p], |i, a| {
                if at[i] != usize::MAX {
                    self.dense[at[i] * k + c] = a;
                }
            });
        }
        let mut lost = Vec::new();
        for c in 0..k {
            let mut best = c;
            for r in c + 1..k {
                if self.dense[r * k + c].abs() > self.dense[best * k + c].abs() {
                    best = r;
                }
            }
            if self.dense[best * k + c].abs() < SMALL {
                lost.push(c);
                // A unit column in its stead keeps the elimination going, so that all that are lost are found at once.
                for r in 0..k {
                    self.dense[r * k + c] = if r == c { 1.0 } else { 0.0 };
                }
                continue;
            }
            if best != c {
                let (a, b) = self.dense.split_at_mut(best * k);
                a[c * k..c * k + k].swap_with_slice(&mut b[..k]);
                self.kernel_rows.swap(c, best);
            }
            let (upper, lower) = self.dense.split_at_mut((c + 1) * k);
            let pivot_row = &upper[c * k..];
            let pivot = pivot_row[c];
            for row in lower.chunks_exact_mut(k) {
                if row[c] != 0.0 {
                    let f = row[c] / pivot;
                    row[c] = f;
                    for (x, u) in row[c + 1..].iter_mut().zip(&pivot_row[c + 1..]) {
                        *x -= f * u;
                    }
                }
            }
        }
        if lost.is_empty() {
            return Ok(());
        }
        Err(lost
            .into_iter()
            .map(|c| (self.kernel_places[c], self.kernel_rows[c]))
            .collect())
    }

    /// How many exchanges were made since the last factorisation.
    pub(super) fn updates(&self) -> usize {
        self.updates.len()
    }

    /// Puts `column` (already solved with the basis) in place `place`.
    pub(super) fn exchange(&mut self, place: usize, column: &[f64]) {
        let others = column
            .iter()
            .enumerate()
            .filter(|&(i, a)| i != place && a.abs() > 1e-14)
            .map(|(i, a)| (i, *a))
            .collect();
        self.updates.push(Update {
            place,
            pivot: column[place],
            others,
        });
    }

    /// Solves B z = v. In: by row; out: by place in the basis. `v` is used up.
    pub(super) fn forward(&mut self, matrix: &Matrix, v: &mut [f64], z: &mut [f64]) {
        for &(i, p, a) in &self.rows {
            let t = v[i] / a;
            z[p] = t;
            if t != 0.0 {
                matrix.each(self.basis[p], |k, b| v[k] -= b * t);
            }
        }
        let k = self.kernel_rows.len();
        if k > 0 {
            let w = &mut self.scratch;
            w.clear();
            w.extend(self.kernel_rows.iter().map(|&i| v[i]));
            for r in 0..k {
                let row = &self.dense[r * k..r * k + r];
                let s: f64 = row.iter().zip(w.iter()).map(|(a, b)| a * b).sum();
                w[r] -= s;
            }
            for r in (0..k).rev() {
                let row = &self.dense[r * k..(r + 1) * k];
                let s: f64 = row[r + 1..].iter().zip(&w[r + 1..]).map(|(a, b)| a * b).sum();
                w[r] = (w[r] - s) / row[r];
            }
            for (c, &p) in self.kernel_places.iter().enumerate() {
                let t = w[c];
                z[p] = t;
                if t != 0.0 {
                    matrix.each(self.basis[p], |k, b| v[k] -= b * t);
                }
            }
        }
        for &(i, p, a) in self.columns.iter().rev() {
            let t = v[i] / a;
            z[p] = t;
            if t != 0.0 {
                matrix.each(self.basis[p], |k, b| v[k] -= b * t);
            }
        }
        for u in &self.updates {
            let t = z[u.place] / u.pivot;
            z[u.place] = t;
            if t != 0.0 {
                for &(i, a) in &u.others {
                    z[i] -= a * t;
                }
            }
        }
    }

    /// Solves Bᵀ w = e. In: by place; out: by row. `e` is used up.
    pub(super) fn backward(&mut self, matrix: &Matrix, e: &mut [f64], w: &mut [f64]) {
        for u in self.updates.iter().rev() {
            let s: f64 = u.others.iter().map(|&(i, a)| a * e[i]).sum();
            e[u.place] = (e[u.place] - s) / u.pivot;
        }
        w.fill(0.0);
        let basis = &self.basis;
        let rest = |p: usize, w: &[f64], e: &[f64]| {
            let mut s = e[p];
            matrix.each(basis[p], |k, b| s -= b * w[k]);
            s
        };
        // Rows not solved yet hold zero, so the whole column may be subtracted.
        for &(i, p, a) in &self.columns {
            w[i] = rest(p, w, e) / a;
        }
        let k = self.kernel_rows.len();
        if k > 0 {
            let t = &mut self.scratch;
            t.clear();
            t.extend(self.kernel_places.iter().map(|&p| rest(p, w, e)));
            for c in 0..k {
                let (row, x) = (&self.dense[c * k..(c + 1) * k], t[c] / self.dense[c * k + c]);
                t[c] = x;
                if x != 0.0 {
                    for (y, a) in t[c + 1..].iter_mut().zip(&row[c + 1..]) {
                        *y -= a * x;
                    }
                }
            }
            for r in (0..k).rev() {
                let x = t[r];
                if x != 0.0 {
                    for (y, a) in t[..r].iter_mut().zip(&self.dense[r * k..r * k + r]) {
                        *y -= a * x;
                    }
                }
            }
            for (r, &i) in self.kernel_rows.iter().enumerate() {
                w[i] = t[r];
            }
        }
        for &(i, p, a) in self.rows.iter().rev() {
            w[i] = rest(p, w, e) / a;
        }
    }
}
