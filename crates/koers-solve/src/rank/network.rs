//! A sorting network: the same comparisons whatever the numbers are (Batcher's odd–even merge sort; Knuth, The Art of Computer
//! Programming 3, 5.2.2). So many lists are sorted side by side without a single branch, which a sort of one list after the other
//! cannot be.

use fearless_simd::prelude::*;
use fearless_simd::{Simd, i32x16};

/// What a network sorts: so many numbers side by side, each with the one in the same place of another. The larger and the smaller of two must be
/// one instruction each. Written out as a comparison and a choice they were not: a compiler may make stores of that which write only what changes,
/// and those are slow.
pub(crate) trait Exchange: Copy {
    /// In each place the larger of two numbers.
    fn larger(self, other: Self) -> Self;
    /// In each place the smaller of two numbers.
    fn smaller(self, other: Self) -> Self;
}

impl<S: Simd> Exchange for i32x16<S> {
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        self.max(other)
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        self.min(other)
    }
}

impl<const N: usize> Exchange for [f64; N] {
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane].max(other[lane]))
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        std::array::from_fn(|lane| self[lane].min(other[lane]))
    }
}

/// Rows that are sorted without being put away in between.
pub(crate) const NEAR: usize = 8;

/// Sorts lists side by side, highest first: list j is number j of every row. Where there are not that many rows, the last ones are filled up with
/// what is below all others.
///
/// Blocks are sorted each by itself, and sorted runs of blocks are merged two by two. In a merge, rows a stride apart are compared. Strides of a block
/// and more compare whole blocks; the last three, of less than a block, are done in one pass.
#[inline(always)]
pub(crate) fn descending<T: Exchange>(blocks: &mut [[T; NEAR]]) {
    for block in &mut *blocks {
        sort(block);
    }
    let count = blocks.len();
    let mut run = 1;
    while run < count {
        let mut stride = run;
        while stride > 0 {
            let mut from = stride % run;
            while from + stride < count {
                let (upper, lower) = blocks.split_at_mut(from + stride);
                // What begins with a merge of its own is not compared with the one before.
                if !(from + stride).is_multiple_of(2 * run) {
                    for (high, low) in upper[from..].iter_mut().zip(lower) {
                        for (high, low) in high.iter_mut().zip(low) {
                            (*high, *low) = (high.larger(*low), high.smaller(*low));
                        }
                    }
                }
                from += 2 * stride;
            }
            stride /= 2;
        }
        for merged in blocks.chunks_mut(2 * run) {
            finish(merged);
        }
        run *= 2;
    }
}

/// The larger of two rows to the first.
#[inline(always)]
fn exchange<T: Exchange, const N: usize>(rows: &mut [T; N], high: usize, low: usize) {
    (rows[high], rows[low]) = (rows[high].larger(rows[low]), rows[high].smaller(rows[low]));
}

/// Sorts one block: 19 comparisons.
#[inline(always)]
fn sort<T: Exchange>(block: &mut [T; NEAR]) {
    let mut rows = *block;
    for (high, low) in [(0, 1), (2, 3), (4, 5), (6, 7)] {
        exchange(&mut rows, high, low);
    }
    for (high, low) in [(0, 2), (1, 3), (4, 6), (5, 7), (1, 2), (5, 6)] {
        exchange(&mut rows, high, low);
    }
    for (high, low) in [
        (0, 4),
        (1, 5),
        (2, 6),
        (3, 7),
        (2, 4),
        (3, 5),
        (1, 2),
        (3, 4),
        (5, 6),
    ] {
        exchange(&mut rows, high, low);
    }
    *block = rows;
}

/// The strides of four, two and one of a merge. What is half a block further is compared first; three rows wait for the block after them.
#[inline(always)]
fn finish<T: Exchange>(blocks: &mut [[T; NEAR]]) {
    let rows = blocks.as_flattened_mut();
    let Some((first, rest)) = rows.split_at_mut_checked(NEAR / 2) else {
        return;
    };
    let (windows, end) = rest.as_chunks_mut::<NEAR>();
    // Row 0 of all is the highest already.
    let mut waiting = [first[1], first[2], first[3]];
    let mut into = &mut first[1..];
    for window in windows {
        let [a, b, c, d, e, f, g, h] = *window;
        let mut rows = [waiting[0], waiting[1], waiting[2], a, b, c, d, e, f, g, h];
        for (high, low) in [(3, 7), (4, 8), (5, 9), (6, 10)] {
            exchange(&mut rows, high, low);
        }
        for (high, low) in [(1, 3), (2, 4), (5, 7), (6, 8)] {
            exchange(&mut rows, high, low);
        }
        for (high, low) in [(0, 1), (2, 3), (4, 5), (6, 7)] {
            exchange(&mut rows, high, low);
        }
        let [x, y, z, a, b, c, d, e, f, g, h] = rows;
        into.copy_from_slice(&[x, y, z]);
        let (done, later) = window.split_at_mut(NEAR - 3);
        done.copy_from_slice(&[a, b, c, d, e]);
        (waiting, into) = ([f, g, h], later);
    }
    if let [a, b, c, d] = *end {
        let mut rows = [waiting[0], waiting[1], waiting[2], a, b, c, d];
        for (high, low) in [(1, 3), (2, 4), (0, 1), (2, 3), (4, 5)] {
            exchange(&mut rows, high, low);
        }
        into.copy_from_slice(&rows[..3]);
        end.copy_from_slice(&rows[3..]);
    }
}

#[cfg(test)]
mod tests {
    use super::{NEAR, descending};

    /// A network that sorts every row of noughts and ones sorts everything (Knuth's 0–1 principle).
    #[test]
    fn every_row_of_noughts_and_ones() {
        for blocks in 0..=2_u32 {
            let count = blocks * NEAR as u32;
            for first in (0..1_u32 << count).step_by(16) {
                let bit = |row: u32| -> [f64; 16] {
                    std::array::from_fn(|lane| f64::from((first + lane as u32) >> row & 1))
                };
                let mut rows: Vec<[f64; 16]> = (0..count).map(bit).collect();
                descending(rows.as_chunks_mut().0);
                for lane in 0..16 {
                    assert!(rows.is_sorted_by(|one, next| one[lane] >= next[lane]));
                    let ones: f64 = rows.iter().map(|row| row[lane]).sum();
                    let given = (first + lane as u32) & ((1 << count) - 1);
                    assert_eq!(ones, f64::from(given.count_ones()));
                }
            }
        }
    }

    /// Noughts and ones in all runs of a list, from one row to another: every merge of sorted halves, also where a half is cut off.
    #[test]
    fn runs_of_ones_in_longer_lists() {
        for blocks in 3..=9 {
            let count = blocks * NEAR;
            for from in 0..count {
                let one = |row: usize, to: usize| f64::from(u8::from((from..to).contains(&row)));
                let mut rows: Vec<[f64; 80]> = (0..count)
                    .map(|row| std::array::from_fn(|to| one(row, to)))
                    .collect();
                descending(rows.as_chunks_mut().0);
                for (row, sorted) in rows.iter().enumerate() {
                    let ones = |to: usize| to.min(count).saturating_sub(from);
                    let wanted: [f64; 80] = std::array::from_fn(|to| f64::from(u8::from(row < ones(to))));
                    assert_eq!(*sorted, wanted);
                }
            }
        }
    }

    #[test]
    fn many_rows_in_every_lane() {
        for count in [32, 200, 256, 264, 2_048] {
            let mut rows: Vec<[f64; 3]> = (0..count)
                .map(|place| std::array::from_fn(|lane| ((place * 7 + lane * 31) % 997) as f64))
                .collect();
            let mut wanted: Vec<f64> = rows.iter().map(|row| row[1]).collect();
            wanted.sort_by(|one, next| next.total_cmp(one));
            descending(rows.as_chunks_mut().0);
            assert!(rows.iter().map(|row| row[1]).eq(wanted));
        }
    }
}
