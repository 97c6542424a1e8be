//! Sorting the alternatives of several draws at once.
//!
//! A network of exchanges (Batcher's merge exchange; Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M) does the same
//! comparisons whatever the numbers are. So eight draws are sorted side by side without a single branch, which a sort of one draw
//! after the other cannot be.

use crate::rank::smaa::score::Lanes;

/// Sorts a fixed number of alternatives by score, highest first.
#[derive(Debug)]
pub(crate) struct Sorter {
    exchanges: Vec<(u16, u16)>,
    mask: u64,
    bits: u32,
}

impl Sorter {
    /// For up to 2¹² alternatives.
    pub(crate) fn new(alternatives: usize) -> Self {
        let bits = usize::BITS - alternatives.saturating_sub(1).leading_zeros();
        Self {
            exchanges: exchanges(alternatives),
            mask: (1 << bits) - 1,
            bits,
        }
    }

    /// Turns scores from 0 to 1 of the alternatives in turn into keys, and sorts those, highest first.
    ///
    /// A key is a number between 1 and 2 (all of one size, so that all have the same precision) whose last bits are not score but say
    /// which alternative it is.
    pub(crate) fn sort(&self, scores: &mut [Lanes]) {
        for (alternative, row) in scores.iter_mut().enumerate() {
            for score in row {
                let whole = (1.0 + *score).to_bits() & !self.mask;
                *score = f64::from_bits(whole | alternative as u64);
            }
        }
        for &(high, low) in &self.exchanges {
            let (one, other) = (scores[usize::from(high)], scores[usize::from(low)]);
            scores[usize::from(high)] = std::array::from_fn(|lane| {
                if one[lane] < other[lane] {
                    other[lane]
                } else {
                    one[lane]
                }
            });
            scores[usize::from(low)] = std::array::from_fn(|lane| {
                if one[lane] < other[lane] {
                    one[lane]
                } else {
                    other[lane]
                }
            });
        }
    }

    /// Which alternative a key is of, and its score as a whole number.
    pub(crate) fn open(&self, key: f64) -> (usize, u64) {
        let bits = key.to_bits();
        // At most twelve bits.
        #[expect(clippy::cast_possible_truncation)]
        let alternative = (bits & self.mask) as usize;
        (alternative, bits >> self.bits)
    }
}

/// Which places to compare, one after the other; the larger goes to the first of the two.
fn exchanges(count: usize) -> Vec<(u16, u16)> {
    let mut exchanges = Vec::new();
    if count < 2 {
        return exchanges;
    }
    let top = count.next_power_of_two() / 2;
    let mut p = top;
    while p > 0 {
        let (mut q, mut r, mut d) = (top, 0, p);
        loop {
            for place in 0..count - d {
                if place & p == r {
                    // Fewer than 2¹² places.
                    #[expect(clippy::cast_possible_truncation)]
                    exchanges.push((place as u16, (place + d) as u16));
                }
            }
            if q == p {
                break;
            }
            (d, q, r) = (q - p, q / 2, p);
        }
        p /= 2;
    }
    exchanges
}

#[cfg(test)]
mod tests {
    use super::Sorter;
    use crate::rank::smaa::score::LANES;

    /// A network that sorts every row of noughts and ones sorts everything (Knuth's 0–1 principle).
    #[test]
    fn every_row_of_noughts_and_ones() {
        for count in 1..=12_usize {
            let sorter = Sorter::new(count);
            for pattern in 0..1_u32 << count {
                let bit = |place: usize| f64::from(pattern >> place & 1);
                let mut scores: Vec<_> = (0..count).map(|place| [bit(place); LANES]).collect();
                sorter.sort(&mut scores);
                let opened: Vec<_> = scores.iter().map(|row| sorter.open(row[0])).collect();
                assert!(opened.is_sorted_by_key(|(_, score)| std::cmp::Reverse(*score)));
                let mut seen: Vec<usize> = opened.iter().map(|(alternative, _)| *alternative).collect();
                seen.sort_unstable();
                assert!(seen.into_iter().eq(0..count));
            }
        }
    }

    #[test]
    fn many_alternatives_in_every_lane() {
        for count in [200, 256, 257, 2_048] {
            let sorter = Sorter::new(count);
            let mut scores: Vec<[f64; LANES]> = (0..count)
                .map(|place| std::array::from_fn(|lane| ((place * 7 + lane * 31) % 997) as f64 / 997.0))
                .collect();
            sorter.sort(&mut scores);
            for lane in 0..LANES {
                assert!(scores.is_sorted_by(|one, next| one[lane] > next[lane]));
            }
        }
    }
}
