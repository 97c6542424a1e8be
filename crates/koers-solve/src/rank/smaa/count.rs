//! Counting places, in whole numbers only: sums do not depend on who adds up first.

use crate::rank::smaa::score::Lanes;
use crate::rank::smaa::sort::Sorter;

/// Draws of which the places are kept before pairs are compared.
pub(crate) const BLOCK: usize = 128;

/// Weights are added up in units of 2⁻⁵³.
const UNIT: f64 = 9_007_199_254_740_992.0;

/// What was counted over all draws.
#[derive(Debug)]
pub(crate) struct Count {
    pub(crate) alternatives: usize,
    pub(crate) criteria: usize,
    pub(crate) draws: u64,
    /// Draws in which some alternatives tied.
    pub(crate) tied: u64,
    /// Row by alternative, column by place.
    pub(crate) places: Vec<u64>,
    /// Row by winner, column by loser; empty when not asked for.
    pub(crate) wins: Vec<u64>,
    /// Row by alternative, column by criterion: weights under which it was first, added up.
    pub(crate) weights: Vec<u128>,
    /// For walks: how many chunks, and for each alternative the squares of its firsts in each.
    pub(crate) chunks: u64,
    pub(crate) squares: Vec<u128>,
}

impl Count {
    /// Adds what another thread has counted.
    pub(crate) fn add(&mut self, other: &Self) {
        self.draws += other.draws;
        self.tied += other.tied;
        self.chunks += other.chunks;
        sum(&mut self.places, &other.places);
        sum(&mut self.wins, &other.wins);
        sum(&mut self.weights, &other.weights);
        sum(&mut self.squares, &other.squares);
    }

    /// The mean of the weights under which an alternative was first; nothing when it never was.
    pub(crate) fn central(&self, alternative: usize) -> Option<Vec<f64>> {
        let first = self.places[alternative * self.alternatives];
        let sums = &self.weights[alternative * self.criteria..][..self.criteria];
        // Sums are divided by their own size: exact to rounding.
        #[expect(clippy::cast_precision_loss)]
        let mean = |sum: &u128| *sum as f64 / UNIT / first as f64;
        (first > 0).then(|| sums.iter().map(mean).collect())
    }
}

fn sum<T: Copy + std::ops::AddAssign>(into: &mut [T], from: &[T]) {
    for (into, from) in into.iter_mut().zip(from) {
        *into += *from;
    }
}

/// What one thread counts, and the places of the last draws.
pub(crate) struct Counter {
    count: Count,
    /// Of this chunk, row by alternative; a chunk is small.
    places: Vec<u32>,
    ranks: Option<Ranks>,
    filled: usize,
    block_tied: bool,
    walks: bool,
}

/// Places of a block of draws, row by alternative. Bytes where they are large enough, because twice as many are compared at once.
enum Ranks {
    Few(Vec<[u8; BLOCK]>),
    Many(Vec<[i16; BLOCK]>),
}

impl Counter {
    pub(crate) fn new(alternatives: usize, criteria: usize, pairs: bool, walks: bool) -> Self {
        let square = alternatives * alternatives;
        let count = Count {
            alternatives,
            criteria,
            draws: 0,
            tied: 0,
            places: vec![0; square],
            wins: vec![0; if pairs { square } else { 0 }],
            weights: vec![0; alternatives * criteria],
            chunks: 0,
            squares: vec![0; if walks { alternatives } else { 0 }],
        };
        let ranks = pairs.then(|| {
            if alternatives <= 256 {
                Ranks::Few(vec![[0; BLOCK]; alternatives])
            } else {
                Ranks::Many(vec![[0; BLOCK]; alternatives])
            }
        });
        Self {
            count,
            places: vec![0; square],
            ranks,
            filled: 0,
            block_tied: false,
            walks,
        }
    }

    /// Counts draws that were sorted side by side.
    pub(crate) fn take(&mut self, sorted: &[Lanes], weights: &[Lanes], active: usize, sorter: &Sorter) {
        let alternatives = self.count.alternatives;
        for lane in 0..active {
            let (mut rank, mut before, mut tied) = (0, u64::MAX, false);
            let column = self.filled + lane;
            for (place, row) in sorted.iter().enumerate() {
                let (alternative, score) = sorter.open(row[lane]);
                if score == before {
                    tied = true;
                } else {
                    rank = place;
                    before = score;
                }
                self.places[alternative * alternatives + rank] += 1;
                if rank == 0 {
                    let sums = &mut self.count.weights[alternative * weights.len()..];
                    for (sum, weight) in sums.iter_mut().zip(weights) {
                        // From 0 to 1: at most 2⁵³.
                        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                        let whole = (weight[lane].max(0.0) * UNIT) as u64;
                        *sum += u128::from(whole);
                    }
                }
                // A rank is below the number of alternatives: 256 for bytes, 2,048 for the others.
                #[expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap)]
                match &mut self.ranks {
                    Some(Ranks::Few(rows)) => rows[alternative][column] = rank as u8,
                    Some(Ranks::Many(rows)) => rows[alternative][column] = rank as i16,
                    None => {}
                }
            }
            self.count.tied += u64::from(tied);
            self.block_tied |= tied;
        }
        self.count.draws += active as u64;
        self.filled += active;
        if self.filled == BLOCK {
            self.end_of_block();
        }
    }

    /// Compares the pairs of the draws kept.
    fn end_of_block(&mut self) {
        match &mut self.ranks {
            Some(Ranks::Few(rows)) => pairs(rows, &mut self.count.wins, self.filled, self.block_tied),
            Some(Ranks::Many(rows)) => pairs(rows, &mut self.count.wins, self.filled, self.block_tied),
            None => {}
        }
        self.filled = 0;
        self.block_tied = false;
    }

    /// Takes the counts of a chunk over into those of the thread.
    pub(crate) fn end_of_chunk(&mut self, draws: u64) {
        if self.filled > 0 {
            self.end_of_block();
        }
        let alternatives = self.count.alternatives;
        // Only whole chunks say something about how chunks differ.
        if self.walks && draws == super::CHUNK {
            self.count.chunks += 1;
            for (square, row) in self
                .count
                .squares
                .iter_mut()
                .zip(self.places.chunks_exact(alternatives))
            {
                *square += u128::from(row[0]) * u128::from(row[0]);
            }
        }
        for (into, from) in self.count.places.iter_mut().zip(&mut self.places) {
            *into += u64::from(std::mem::take(from));
        }
    }

    /// What the thread has counted.
    pub(crate) fn finish(self) -> Count {
        self.count
    }
}

/// Counts for each pair in how many of the first `filled` draws the one has a better place than the other.
fn pairs<T: Copy + PartialOrd + Default>(
    ranks: &mut [[T; BLOCK]],
    wins: &mut [u64],
    filled: usize,
    tied: bool,
) {
    let count = ranks.len();
    // What is left of earlier draws would count; all the same, it does not.
    for row in &mut *ranks {
        row[filled..].fill(T::default());
    }
    for one in 0..count {
        let row = ranks[one];
        for other in 0..one {
            let before = better(&row, &ranks[other]);
            let after = if tied {
                better(&ranks[other], &row)
            } else {
                filled as u64 - before
            };
            wins[one * count + other] += before;
            wins[other * count + one] += after;
        }
    }
}

/// In how many draws the one has a smaller rank than the other.
fn better<T: Copy + PartialOrd>(one: &[T; BLOCK], other: &[T; BLOCK]) -> u64 {
    // At most 128: fits a byte, and bytes are added sixteen at a time.
    let sum = one
        .iter()
        .zip(other)
        .fold(0_u8, |sum, (one, other)| sum + u8::from(one < other));
    u64::from(sum)
}
