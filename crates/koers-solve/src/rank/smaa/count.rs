//! Counting places, in whole numbers only: sums do not depend on who adds up first.

use crate::rank::smaa::keys::{Keys, Row, Tie};
use crate::rank::smaa::score::{LANES, Lanes};
use fearless_simd::Simd;

/// Draws of which the order is kept before places are counted: so many of one place are counted together.
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

/// A number of an alternative or of a place: a byte where that is large enough, because twice as many are compared at once.
pub(crate) trait Small: Copy + Default + PartialOrd {
    /// A number that is known to fit.
    fn of(number: u32) -> Self;

    fn whole(self) -> usize;
}

impl Small for u8 {
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation)]
    fn of(number: u32) -> Self {
        number as Self
    }

    #[inline(always)]
    fn whole(self) -> usize {
        usize::from(self)
    }
}

impl Small for u16 {
    #[inline(always)]
    #[expect(clippy::cast_possible_truncation)]
    fn of(number: u32) -> Self {
        number as Self
    }

    #[inline(always)]
    fn whole(self) -> usize {
        usize::from(self)
    }
}

/// What one thread counts, and the order of the last draws. There is `ROOM` for alternatives: a power of two, so that looking up the
/// count of one needs no check.
pub(crate) struct Counter<T, const ROOM: usize> {
    count: Count,
    keys: Keys,
    /// Row by place, column by alternative. There are fewer draws than 2³².
    places: Vec<[u32; ROOM]>,
    /// Of a block, row by place, column by draw: who was sorted to it.
    sorted: Vec<[T; BLOCK]>,
    /// Ties of a block, each with its draw: these do not have the place that they were sorted to.
    ties: Vec<(usize, Tie)>,
    /// Of a block, row by alternative, column by draw: which place it has. Empty when pairs are not asked for.
    ranks: Vec<[T; BLOCK]>,
    filled: usize,
    /// For walks: how often each alternative was first before this chunk.
    before: Vec<u32>,
}

impl<T: Small, const ROOM: usize> Counter<T, ROOM> {
    pub(crate) fn new(alternatives: usize, criteria: usize, pairs: bool, walks: bool) -> Self {
        let count = Count {
            alternatives,
            criteria,
            draws: 0,
            tied: 0,
            places: Vec::new(),
            wins: vec![0; if pairs { alternatives * alternatives } else { 0 }],
            weights: vec![0; alternatives * criteria],
            chunks: 0,
            squares: vec![0; if walks { alternatives } else { 0 }],
        };
        Self {
            count,
            keys: Keys::new(alternatives),
            places: vec![[0; ROOM]; alternatives],
            sorted: vec![[T::default(); BLOCK]; alternatives],
            ties: Vec::new(),
            ranks: vec![[T::default(); BLOCK]; if pairs { alternatives } else { 0 }],
            filled: 0,
            before: vec![0; if walks { alternatives } else { 0 }],
        }
    }

    /// Counts the first `active` draws that were sorted side by side; `ties` are those of each.
    #[inline(always)]
    pub(crate) fn take<S: Simd>(
        &mut self,
        rows: &[Row<S>],
        ties: &[Vec<Tie>; LANES],
        weights: &[Lanes],
        active: usize,
    ) {
        let keys = self.keys;
        for (sorted, row) in self.sorted.iter_mut().zip(rows) {
            let alternatives = row.map(|key| T::of(keys.alternative(key)));
            sorted[self.filled..][..LANES].copy_from_slice(&alternatives);
        }
        for lane in 0..active {
            if let Some(row) = rows.first() {
                self.first(keys.alternative(row[lane]) as usize, lane, weights);
            }
            for tie in &ties[lane] {
                if tie.place == 0 {
                    self.first(tie.alternative, lane, weights);
                }
                self.ties.push((self.filled + lane, *tie));
            }
            self.count.tied += u64::from(!ties[lane].is_empty());
        }
        self.count.draws += active as u64;
        self.filled += active;
        if self.filled == BLOCK {
            self.end_of_block();
        }
    }

    /// Adds up the weights under which an alternative is first.
    #[inline(always)]
    fn first(&mut self, alternative: usize, lane: usize, weights: &[Lanes]) {
        let sums = &mut self.count.weights[alternative * weights.len()..];
        for (sum, weight) in sums.iter_mut().zip(weights) {
            // From 0 to 1: at most 2⁵³.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let whole = (weight[lane].max(0.0) * UNIT) as u64;
            *sum += u128::from(whole);
        }
    }

    /// Counts the places of the draws kept, and compares their pairs.
    #[inline(always)]
    fn end_of_block(&mut self) {
        for (places, sorted) in self.places.iter_mut().zip(&self.sorted) {
            for alternative in &sorted[..self.filled] {
                places[alternative.whole() % ROOM] += 1;
            }
        }
        for (_, tie) in &self.ties {
            self.places[tie.sorted][tie.alternative] -= 1;
            self.places[tie.place][tie.alternative] += 1;
        }
        if !self.ranks.is_empty() {
            for (place, sorted) in (0..).zip(&self.sorted) {
                for (draw, alternative) in sorted[..self.filled].iter().enumerate() {
                    self.ranks[alternative.whole()][draw] = T::of(place);
                }
            }
            for (draw, tie) in &self.ties {
                // A place is a number below that of the alternatives.
                #[expect(clippy::cast_possible_truncation)]
                let place = tie.place as u32;
                self.ranks[tie.alternative][*draw] = T::of(place);
            }
            pairs(
                &mut self.ranks,
                &mut self.count.wins,
                self.filled,
                !self.ties.is_empty(),
            );
        }
        self.ties.clear();
        self.filled = 0;
    }

    /// Ends what belongs to a chunk of so many draws.
    #[inline(always)]
    pub(crate) fn end_of_chunk(&mut self, draws: u64) {
        if self.filled > 0 {
            self.end_of_block();
        }
        let Some(first) = self.places.first() else { return };
        // Only whole chunks say something about how chunks differ.
        let whole = draws == super::CHUNK;
        self.count.chunks += u64::from(whole && !self.before.is_empty());
        for ((before, now), square) in self.before.iter_mut().zip(first).zip(&mut self.count.squares) {
            let firsts = u128::from(*now - *before);
            *before = *now;
            *square += if whole { firsts * firsts } else { 0 };
        }
    }

    /// What the thread has counted.
    pub(crate) fn finish(mut self) -> Count {
        let places = |alternative: usize| self.places.iter().map(move |row| u64::from(row[alternative]));
        self.count.places = (0..self.count.alternatives).flat_map(places).collect();
        self.count
    }
}

/// Counts for each pair in how many of the first `filled` draws the one has a better place than the other.
#[inline(always)]
fn pairs<T: Small>(ranks: &mut [[T; BLOCK]], wins: &mut [u64], filled: usize, tied: bool) {
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
#[inline(always)]
fn better<T: Small>(one: &[T; BLOCK], other: &[T; BLOCK]) -> u64 {
    // At most 128: fits a byte, and bytes are added many at a time.
    let sum = one
        .iter()
        .zip(other)
        .fold(0_u8, |sum, (one, other)| sum + u8::from(one < other));
    u64::from(sum)
}
