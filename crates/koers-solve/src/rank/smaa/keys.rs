//! Scores as keys that can be sorted without a branch, sixteen of them at once.
//!
//! What counts is the *fine* score of an alternative: the first bits of 1 + score, a number between 1 and 2, so that all have the same
//! precision. A key has a *coarse* score, its first bits, and behind it the number of the alternative. It is 32 bits wide, so that
//! twice as many fit side by side as of fine ones. Where coarse scores differ, fine ones differ in the same way. Where they do not, the fine
//! ones are computed again and decide: the order is that of fine scores, always.

use crate::rank::network::{NEAR, descending};
use crate::rank::smaa::score::{LANES, Lanes};
use fearless_simd::prelude::*;
use fearless_simd::{Simd, i32x16};

/// A key for each of the draws done side by side; none is negative.
pub(crate) type Row<S> = i32x16<S>;

/// Room for the keys of so many alternatives, whole blocks of rows: those past the last alternative stay below all keys.
pub(crate) fn room<S: Simd>(simd: S, alternatives: usize) -> Vec<[Row<S>; NEAR]> {
    vec![[Row::splat(simd, -1); NEAR]; alternatives.div_ceil(NEAR)]
}

/// Bits of a key.
const WIDTH: u32 = 31;
/// Bits behind the point of a number between 1 and 2.
const FRACTION: u32 = 52;
/// The largest number below 2.
const BELOW_TWO: f64 = 2.0 - f64::EPSILON;

/// An alternative that shares a better place than the one that it was sorted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tie {
    pub(crate) alternative: usize,
    pub(crate) sorted: usize,
    pub(crate) place: usize,
}

/// Keys of a fixed number of alternatives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keys {
    /// How many bits say which alternative it is.
    bits: u32,
}

impl Keys {
    /// For up to 2¹² alternatives.
    pub(crate) fn new(alternatives: usize) -> Self {
        Self {
            bits: usize::BITS - alternatives.saturating_sub(1).leading_zeros(),
        }
    }

    /// The keys of one alternative.
    #[inline(always)]
    pub(crate) fn of<S: Simd>(self, simd: S, alternative: usize, scores: &Lanes) -> Row<S> {
        let coarse = WIDTH - self.bits;
        // Below 2¹².
        #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
        let alternative = alternative as i32;
        let mut row = [alternative; LANES];
        for (key, score) in row.iter_mut().zip(scores) {
            let above = 1.0 + score;
            // Rounding of weights can bring a score a trifle below 0 or above 1: coarsely that is 0 or 1.
            let above = if above > 1.0 { above } else { 1.0 };
            let above = if above < BELOW_TWO { above } else { BELOW_TWO };
            // What is cut off is the sign and the size, the same for all.
            #[expect(clippy::cast_possible_truncation)]
            let whole = (above.to_bits() >> (FRACTION - coarse)) as i32 & (i32::MAX >> self.bits);
            *key |= whole << self.bits;
        }
        Row::simd_from(simd, row)
    }

    /// Of which alternative a key is.
    #[inline(always)]
    pub(crate) fn alternative(self, key: i32) -> u32 {
        (key & ((1 << self.bits) - 1)).cast_unsigned()
    }

    /// Sorts by coarse score, highest first, and says of each draw whether some coarse scores are the same.
    #[inline(always)]
    pub(crate) fn sort<S: Simd>(
        self,
        simd: S,
        alternatives: usize,
        blocks: &mut [[Row<S>; NEAR]],
    ) -> [bool; LANES] {
        descending(blocks);
        let rows = &blocks.as_flattened()[..alternatives];
        let mut least = Row::splat(simd, i32::MAX);
        for (one, next) in rows.iter().zip(rows.iter().skip(1)) {
            least = least.min(*one ^ *next);
        }
        std::array::from_fn(|lane| least[lane] >> self.bits == 0)
    }

    /// Puts those of one draw that have the same coarse score in the order of their fine ones, and tells which are the same by those too.
    pub(crate) fn settle<S: Simd>(
        self,
        rows: &mut [Row<S>],
        lane: usize,
        mut score: impl FnMut(usize) -> f64,
        ties: &mut Vec<Tie>,
    ) {
        let mut run: Vec<(u64, u32)> = Vec::new();
        let mut from = 0;
        while from < rows.len() {
            let coarse = rows[from][lane] >> self.bits;
            let same = |row: &&Row<S>| row[lane] >> self.bits == coarse;
            let count = rows[from..].iter().take_while(same).count();
            if count > 1 {
                run.clear();
                for row in &rows[from..from + count] {
                    let alternative = self.alternative(row[lane]);
                    run.push((
                        (1.0 + score(alternative as usize)).to_bits() >> self.bits,
                        alternative,
                    ));
                }
                run.sort_unstable_by(|one, next| next.cmp(one));
                let mut place = from;
                for (at, (fine, alternative)) in run.iter().enumerate() {
                    let sorted = from + at;
                    rows[sorted][lane] = coarse << self.bits | alternative.cast_signed();
                    if at == 0 || run[at - 1].0 != *fine {
                        place = sorted;
                    } else {
                        ties.push(Tie {
                            alternative: *alternative as usize,
                            sorted,
                            place,
                        });
                    }
                }
            }
            from += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Keys, room};
    use crate::rank::smaa::score::LANES;
    use fearless_simd::{Level, Simd, dispatch};

    /// Scores that differ in the last bit that counts, in one that does not, at both ends and beyond them.
    #[test]
    fn the_order_of_fine_scores() {
        dispatch!(Level::new(), simd => order_of_fine_scores(simd));
    }

    fn order_of_fine_scores<S: Simd>(simd: S) {
        let unit = 2.0_f64.powi(-44);
        for count in [2_usize, 8, 200, 256] {
            let keys = Keys::new(count);
            let unit = if count == 2 { 2.0_f64.powi(-51) } else { unit };
            let score = |alternative: usize| match alternative {
                0 => 1.0,
                1 => 1.0 - unit,
                2 => 0.5 + unit / 4.0,
                3 => 0.5,
                4 => 0.5 + unit * 16.0,
                5 => -1e-15,
                6 => 0.0,
                7 => 1.0 + 1e-15,
                other => 0.25 + 0.001 * (other % 50) as f64,
            };
            let mut blocks = room(simd, count);
            for (a, row) in blocks.as_flattened_mut()[..count].iter_mut().enumerate() {
                *row = keys.of(simd, a, &[score(a); LANES]);
            }
            assert_eq!(keys.sort(simd, count, &mut blocks), [true; LANES]);
            let rows = &mut blocks.as_flattened_mut()[..count];
            let mut ties = Vec::new();
            keys.settle(rows, 3, score, &mut ties);
            let order: Vec<usize> = rows.iter().map(|row| keys.alternative(row[3]) as usize).collect();
            let mut wanted: Vec<usize> = (0..count).collect();
            let fine = |a: usize| (1.0 + score(a)).to_bits() >> keys.bits;
            wanted.sort_by_key(|a| std::cmp::Reverse((fine(*a), *a)));
            assert_eq!(order, wanted);
            for tie in &ties {
                assert_eq!(order[tie.sorted], tie.alternative);
                assert_eq!(fine(order[tie.place]), fine(tie.alternative));
                assert!(tie.place == 0 || fine(order[tie.place - 1]) > fine(tie.alternative));
            }
            let alike = order
                .windows(2)
                .filter(|pair| fine(pair[0]) == fine(pair[1]))
                .count();
            assert_eq!(ties.len(), alike);
        }
    }
}
