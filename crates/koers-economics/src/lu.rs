//! Dense systems: a triangular factorisation with row exchanges, in blocks, and solutions from it.
//!
//! The order of every sum is fixed by the blocks, never by the number of threads or by the processor's instructions, so that a run gives the same digits everywhere.

use std::ops::Range;

use fearless_simd::prelude::*;
use fearless_simd::{Level, Simd, dispatch, f64x8};
use rayon::prelude::*;

/// Columns that are factored together: what is packed beside them stays in the cache.
const BLOCK: usize = 48;
/// Columns of the inverse that are solved together.
const PANEL: usize = 64;
/// Rows of the tile that stays in registers.
const TILE: usize = 4;
/// Columns of that tile.
const WIDE: usize = 8;
/// A pivot this small beside the largest value is rounding only.
const NO_PIVOT: f64 = 1e-14;

/// P A = L U: L below the diagonal (ones on it), U on and above, row after row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lu {
    size: usize,
    values: Vec<f64>,
    /// Row `order[i]` of A stands in row i.
    order: Vec<usize>,
}

impl Lu {
    /// Of a square table, row after row; nothing when it is singular.
    pub fn of(size: usize, mut values: Vec<f64>) -> Option<Self> {
        let largest = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
        let mut order: Vec<usize> = (0..size).collect();
        for start in (0..size).step_by(BLOCK) {
            let block = start..size.min(start + BLOCK);
            narrow(&mut values, size, block.clone(), &mut order, NO_PIVOT * largest)?;
            let (above, below) = values.split_at_mut(block.end * size);
            let upper = &mut above[start * size..];
            // U to the right of the block: a triangular solve, row by row.
            for row in 1..block.len() {
                let (solved, own) = upper.split_at_mut(row * size);
                let (factors, own) = own[..size].split_at_mut(block.end);
                for (factor, line) in factors[start..].iter().zip(solved.chunks(size)) {
                    take(own, *factor, &line[block.end..]);
                }
            }
            let packed = packed(upper, size, block.end..size);
            below.par_chunks_mut(TILE * size).for_each(|rows| {
                let factors = factors(rows, size, block.clone());
                take_product(rows, size, block.end, &factors, &packed);
            });
        }
        Some(Self { size, values, order })
    }

    /// A x = b.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut x: Vec<f64> = self.order.iter().map(|&row| right[row]).collect();
        for (row, values) in self.values.chunks(self.size).enumerate() {
            x[row] -= dot(&values[..row], &x[..row]);
        }
        for (row, values) in self.values.chunks(self.size).enumerate().rev() {
            x[row] = (x[row] - dot(&values[row + 1..], &x[row + 1..])) / values[row];
        }
        x
    }

    /// Aᵀ y = b.
    pub fn solve_transposed(&self, right: &[f64]) -> Vec<f64> {
        let mut y = right.to_vec();
        for (row, values) in self.values.chunks(self.size).enumerate() {
            y[row] /= values[row];
            let factor = y[row];
            take(&mut y[row + 1..], factor, &values[row + 1..]);
        }
        for (row, values) in self.values.chunks(self.size).enumerate().rev() {
            let factor = y[row];
            take(&mut y[..row], factor, &values[..row]);
        }
        let mut solution = vec![0.0; self.size];
        for (&row, value) in self.order.iter().zip(y) {
            solution[row] = value;
        }
        solution
    }

    /// The inverse, row after row.
    pub fn inverse(&self) -> Vec<f64> {
        let starts: Vec<usize> = (0..self.size).step_by(PANEL).collect();
        let panels: Vec<Vec<f64>> = starts
            .par_iter()
            .map(|&start| self.inverse_columns(start..self.size.min(start + PANEL)))
            .collect();
        let mut inverse = Vec::with_capacity(self.size * self.size);
        for row in 0..self.size {
            for panel in &panels {
                let width = panel.len() / self.size;
                inverse.extend_from_slice(&panel[row * width..][..width]);
            }
        }
        inverse
    }

    /// Some columns of the inverse, row after row.
    fn inverse_columns(&self, columns: Range<usize>) -> Vec<f64> {
        let width = columns.len();
        let mut panel = vec![0.0; self.size * width];
        for (row, from) in self.order.iter().enumerate() {
            if columns.contains(from) {
                panel[row * width + from - columns.start] = 1.0;
            }
        }
        for start in (0..self.size).step_by(BLOCK) {
            let block = start..self.size.min(start + BLOCK);
            let (done, open) = panel.split_at_mut(block.end * width);
            for row in block.clone() {
                let (solved, own) = done.split_at_mut(row * width);
                for with in start..row {
                    take(
                        &mut own[..width],
                        self.at(row, with),
                        &solved[with * width..][..width],
                    );
                }
            }
            self.carry(open, block.end, block, &done[start * width..], width);
        }
        for start in (0..self.size).step_by(BLOCK).rev() {
            let block = start..self.size.min(start + BLOCK);
            let (open, done) = panel[..block.end * width].split_at_mut(start * width);
            for row in block.clone().rev() {
                let (own, solved) = done.split_at_mut((row + 1 - start) * width);
                let own = &mut own[(row - start) * width..];
                for (with, line) in (row + 1..block.end).zip(solved.chunks(width)) {
                    take(own, self.at(row, with), line);
                }
                let pivot = self.at(row, row);
                own.iter_mut().for_each(|value| *value /= pivot);
            }
            self.carry(open, 0, block, done, width);
        }
        panel
    }

    /// Takes what the solved rows of a block contribute out of the rows from `first` on.
    fn carry(&self, rows: &mut [f64], first: usize, block: Range<usize>, solved: &[f64], width: usize) {
        let packed = packed(solved, width, 0..width);
        for (at, rows) in rows.chunks_mut(TILE * width).enumerate() {
            let row = first + TILE * at;
            let count = rows.len() / width;
            let factors = factors(
                &self.values[row * self.size..(row + count) * self.size],
                self.size,
                block.clone(),
            );
            take_product(rows, width, 0, &factors, &packed);
        }
    }

    fn at(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.size + column]
    }
}

/// The factorisation of the columns of one block, from its diagonal down, with exchanges of whole rows. Nothing when a column has no pivot.
fn narrow(
    values: &mut [f64],
    size: usize,
    block: Range<usize>,
    order: &mut [usize],
    least: f64,
) -> Option<()> {
    for column in block.clone() {
        let pivot = (column..size)
            .map(|row| values[row * size + column].abs())
            .enumerate()
            // The first of the largest: an exchange only where it helps.
            .fold(
                (0, 0.0),
                |best, (row, value)| if value > best.1 { (row, value) } else { best },
            );
        if pivot.1 <= least {
            return None;
        }
        if pivot.0 > 0 {
            order.swap(column, column + pivot.0);
            let (above, below) = values.split_at_mut((column + pivot.0) * size);
            above[column * size..][..size].swap_with_slice(&mut below[..size]);
        }
        let (above, below) = values.split_at_mut((column + 1) * size);
        let line = &above[column * size..];
        for row in below.chunks_mut(size) {
            let factor = row[column] / line[column];
            row[column] = factor;
            take(
                &mut row[column + 1..block.end],
                factor,
                &line[column + 1..block.end],
            );
        }
    }
    Some(())
}

/// Columns of a few rows, in tiles, each tile row after row; short tiles are filled up with noughts.
fn packed(rows: &[f64], stride: usize, columns: Range<usize>) -> Vec<[f64; WIDE]> {
    let mut tiles = Vec::with_capacity(columns.len().div_ceil(WIDE) * rows.len() / stride);
    for first in columns.clone().step_by(WIDE) {
        let width = WIDE.min(columns.end - first);
        tiles.extend(rows.chunks(stride).map(|row| {
            let mut tile = [0.0; WIDE];
            tile[..width].copy_from_slice(&row[first..first + width]);
            tile
        }));
    }
    tiles
}

/// The columns of a block in up to four rows, mirrored.
fn factors(rows: &[f64], stride: usize, block: Range<usize>) -> Vec<[f64; TILE]> {
    let mut factors = vec![[0.0; TILE]; block.len()];
    for (at, row) in rows.chunks(stride).enumerate() {
        for (factor, value) in factors.iter_mut().zip(&row[block.clone()]) {
            factor[at] = *value;
        }
    }
    factors
}

/// Takes factors × tiles out of up to four rows, from column `first` on: as many numbers at a time as the processor can, each sum in the same order.
fn take_product(
    rows: &mut [f64],
    stride: usize,
    first: usize,
    factors: &[[f64; TILE]],
    tiles: &[[f64; WIDE]],
) {
    dispatch!(Level::new(), simd => take_tiles(simd, rows, stride, first, factors, tiles));
}

#[inline(always)]
fn take_tiles<S: Simd>(
    simd: S,
    rows: &mut [f64],
    stride: usize,
    first: usize,
    factors: &[[f64; TILE]],
    tiles: &[[f64; WIDE]],
) {
    for (at, tile) in tiles.chunks_exact(factors.len()).enumerate() {
        let mut sums = [f64x8::splat(simd, 0.0); TILE];
        for (factor, line) in factors.iter().zip(tile) {
            let line = f64x8::simd_from(simd, *line);
            for (sum, factor) in sums.iter_mut().zip(factor) {
                // Not in one instruction: that rounds once where others round twice.
                *sum += line * f64x8::splat(simd, *factor);
            }
        }
        for (row, sum) in rows.chunks_mut(stride).zip(&sums) {
            // The last tile may be wider than the row: `zip` stops at its end.
            for (value, sum) in row[first + WIDE * at..].iter_mut().zip(sum.as_slice()) {
                *value -= sum;
            }
        }
    }
}

/// Takes a multiple of a row out of another.
fn take(row: &mut [f64], factor: f64, other: &[f64]) {
    if factor != 0.0 {
        for (value, other) in row.iter_mut().zip(other) {
            *value -= factor * other;
        }
    }
}

/// Σ a b in four sums, so that a processor can do four at a time in the same order everywhere.
pub(crate) fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; TILE];
    let (mut left, mut right) = (a.chunks_exact(TILE), b.chunks_exact(TILE));
    for (a, b) in left.by_ref().zip(right.by_ref()) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let rest = left.remainder().iter().zip(right.remainder());
    sums.iter().sum::<f64>() + rest.map(|(a, b)| a * b).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random;
    use rand_chacha::rand_core::RngCore;

    fn drawn(size: usize, seed: u64) -> Vec<f64> {
        let mut generator = random::stream(seed, size as u64);
        (0..size * size)
            .map(|_| f64::from(generator.next_u32()) / f64::from(u32::MAX) - 0.5)
            .collect()
    }

    #[test]
    fn solves_any_table_with_row_exchanges() {
        for size in [1, 2, 3, 7, 47, 48, 49, 97, 130, 203] {
            let values = drawn(size, 7);
            let lu = Lu::of(size, values.clone()).unwrap();
            let known: Vec<f64> = (0..size).map(|at| (at as f64).sin() + 2.0).collect();
            let right: Vec<f64> = values.chunks(size).map(|row| dot(row, &known)).collect();
            let below: Vec<f64> = (0..size)
                .map(|column| {
                    (0..size)
                        .map(|row| values[row * size + column] * known[row])
                        .sum()
                })
                .collect();
            let inverse = lu.inverse();
            let third: Vec<f64> = inverse.chunks(size).map(|row| dot(row, &right)).collect();
            for found in [lu.solve(&right), lu.solve_transposed(&below), third] {
                let worst = found
                    .iter()
                    .zip(&known)
                    .fold(0.0_f64, |most, (a, b)| most.max((a - b).abs()));
                assert!(worst < 1e-8, "{size}: {worst:e}");
            }
        }
    }

    #[test]
    fn a_pivot_of_nought_is_passed_and_a_singular_table_refused() {
        let turned = Lu::of(2, vec![0.0, 2.0, 4.0, 0.0]).unwrap();
        assert_eq!(turned.solve(&[2.0, 4.0]), [1.0, 1.0]);
        assert_eq!(Lu::of(2, vec![1.0, 2.0, 2.0, 4.0]), None);
        assert_eq!(Lu::of(1, vec![0.0]), None);
    }
}
