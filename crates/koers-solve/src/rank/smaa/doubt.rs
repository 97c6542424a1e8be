//! What doubt does to the order: the indices of SMAA-2, with their own uncertainty.

use crate::rank::order::Order;
use crate::rank::smaa::count::Count;
use crate::rank::weight_set::Sampling;

/// 1.96: nineteen times out of twenty.
const NINETEEN_OF_TWENTY: f64 = 1.959_963_984_540_054;

/// A share that was counted over draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// In how many draws.
    pub times: u64,
    /// Of how many draws; at least one.
    pub of: u64,
    /// How many draws count as one independent one: 1, but for a random walk.
    inflation: f64,
}

impl Share {
    pub(crate) fn new(times: u64, of: u64) -> Self {
        Self {
            times,
            of,
            inflation: 1.0,
        }
    }

    /// From 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss)]
    pub fn value(self) -> f64 {
        self.times as f64 / self.of as f64
    }

    /// Between what the share over all draws there could be lies, nineteen times out of twenty (Wilson 1927). Never empty, never
    /// below 0 or above 1. It is about the draws only: not about the numbers in the table.
    #[must_use]
    pub fn interval(self) -> (f64, f64) {
        let (share, count) = (self.value(), self.independent());
        let square = NINETEEN_OF_TWENTY * NINETEEN_OF_TWENTY / count;
        let middle = (share + square / 2.0) / (1.0 + square);
        let spread = share * (1.0 - share) / count + square / (4.0 * count);
        let half = NINETEEN_OF_TWENTY / (1.0 + square) * spread.sqrt();
        let low = if self.times == 0 {
            0.0
        } else {
            (middle - half).max(0.0)
        };
        let high = if self.times == self.of {
            1.0
        } else {
            (middle + half).min(1.0)
        };
        (low, high)
    }

    /// As how many independent draws they count.
    #[expect(clippy::cast_precision_loss)]
    fn independent(self) -> f64 {
        (self.of as f64 / self.inflation).max(1.0)
    }
}

/// Who takes which place how often, over all admissible weights and all numbers in the ranges of the table.
#[derive(Debug)]
pub struct Doubt {
    count: Count,
    central: Vec<Option<Vec<f64>>>,
    confidence: Vec<Option<Share>>,
    sampling: Sampling,
    inflation: f64,
}

impl Doubt {
    pub(crate) fn new(count: Count, confidence: Vec<Option<Share>>, sampling: Sampling) -> Self {
        let central = (0..count.alternatives)
            .map(|alternative| count.central(alternative))
            .collect();
        let inflation = inflation(&count);
        Self {
            count,
            central,
            confidence,
            sampling,
            inflation,
        }
    }

    /// How many alternatives there are.
    #[must_use]
    pub fn alternatives(&self) -> usize {
        self.count.alternatives
    }

    /// How many draws were done.
    #[must_use]
    pub fn draws(&self) -> u64 {
        self.count.draws
    }

    /// In how many draws any alternatives had the same place.
    #[must_use]
    pub fn tied(&self) -> u64 {
        self.count.tied
    }

    /// How the weights were drawn.
    #[must_use]
    pub fn sampling(&self) -> Sampling {
        self.sampling
    }

    /// How many draws count as one independent one: 1, but for a random walk, where it is how much more the walks differ than
    /// independent draws would, on average over the alternatives that are first now and then.
    #[must_use]
    pub fn inflation(&self) -> f64 {
        self.inflation
    }

    /// b: how often an alternative takes a place (from 1). When several share a place, it counts for each of them, and the next place
    /// for none. Nothing for an alternative or a place that is not there.
    #[must_use]
    pub fn acceptability(&self, alternative: usize, place: usize) -> Option<Share> {
        let row = self.row(alternative)?;
        row.get(place.checked_sub(1)?).map(|times| self.share(*times))
    }

    /// How often an alternative takes this place or a better one: among the first three, say.
    #[must_use]
    pub fn among_first(&self, alternative: usize, places: usize) -> Option<Share> {
        let row = self.row(alternative)?;
        Some(self.share(row.iter().take(places).sum()))
    }

    /// The mean of its places, from 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss)]
    pub fn mean_place(&self, alternative: usize) -> Option<f64> {
        let row = self.row(alternative)?.iter().zip(1_u128..);
        let sum: u128 = row.map(|(times, place)| u128::from(*times) * place).sum();
        Some(sum as f64 / self.count.draws as f64)
    }

    /// wᶜ: the mean of the weights under which the alternative is first: what somebody finds important for whom it is the best.
    /// Nothing when it never is.
    #[must_use]
    pub fn central_weights(&self, alternative: usize) -> Option<&[f64]> {
        self.central.get(alternative)?.as_deref()
    }

    /// pᶜ: how often the alternative is first under its own central weights, when only the numbers in the table are in doubt. Low:
    /// the numbers are not sharp enough to say so, even for who agrees with those weights. Nothing when it is never first.
    #[must_use]
    pub fn confidence(&self, alternative: usize) -> Option<Share> {
        *self.confidence.get(alternative)?
    }

    /// How often one alternative has a better place than another. Nothing when pairs were not counted, or for one that is not there.
    #[must_use]
    pub fn beats(&self, one: usize, other: usize) -> Option<Share> {
        let count = self.count.alternatives;
        if one >= count || other >= count {
            return None;
        }
        self.count
            .wins
            .get(one * count + other)
            .map(|times| self.share(*times))
    }

    /// How undecided the place of an alternative is, in bits: 0 when it is always the same, log₂ n when each of n is as likely.
    #[must_use]
    pub fn entropy(&self, alternative: usize) -> Option<f64> {
        let row = self.row(alternative)?;
        let term = |times: &u64| {
            let share = self.share(*times).value();
            if share > 0.0 { -share * share.log2() } else { 0.0 }
        };
        Some(row.iter().map(term).sum::<f64>().max(0.0))
    }

    /// By mean place, best first. A way to list the alternatives, not a verdict: see [`Doubt::beats`] before saying that one is better.
    #[must_use]
    pub fn order(&self) -> Order {
        let places: Vec<f64> = (0..self.alternatives())
            .filter_map(|a| self.mean_place(a))
            .collect();
        Order::ascending(&places)
    }

    fn row(&self, alternative: usize) -> Option<&[u64]> {
        self.count
            .places
            .chunks_exact(self.count.alternatives)
            .nth(alternative)
    }

    fn share(&self, times: u64) -> Share {
        Share {
            times,
            of: self.count.draws,
            inflation: self.inflation,
        }
    }
}

/// The variance of firsts between chunks, by that of independent draws.
#[expect(clippy::cast_precision_loss)]
fn inflation(count: &Count) -> f64 {
    if count.chunks < 2 {
        // Too short to tell: a walk of one chunk is taken for a tenth of it, which is on the safe side.
        return if count.squares.is_empty() { 1.0 } else { 10.0 };
    }
    let (chunks, size) = (count.chunks as f64, super::CHUNK as f64);
    let (mut found, mut independent) = (0.0, 0.0);
    for (alternative, squares) in count.squares.iter().enumerate() {
        let share = count.places[alternative * count.alternatives] as f64 / count.draws as f64;
        found += (*squares as f64 - chunks * (share * size).powi(2)).max(0.0) / (chunks - 1.0);
        independent += share * (1.0 - share) * size;
    }
    if independent > 0.0 {
        (found / independent).max(1.0)
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::Share;

    /// Wilson's interval for 1 out of 10 at 95 per cent, as textbooks give it: 0.0179 to 0.4042.
    #[test]
    fn an_interval_of_the_textbook() {
        let (low, high) = Share::new(1, 10).interval();
        assert!(
            (low - 0.0179).abs() < 0.0001 && (high - 0.4042).abs() < 0.0001,
            "{low} {high}"
        );
        let (none, some) = Share::new(0, 100_000).interval();
        assert!(none == 0.0 && some > 0.0 && some < 0.0001);
        assert_eq!(Share::new(5, 5).interval().1, 1.0);
    }
}
