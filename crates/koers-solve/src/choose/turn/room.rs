//! Where weights may go from where they are, and the nearest place at which one choice is ahead of others.

use super::super::program::{Fault, Program};
use super::super::relaxed::{Relaxed, relax};
use super::super::robust::{Unclear, total};
use super::MILLION;
use std::collections::BTreeMap;

/// How many times corners are looked for: those of twelve weights.
const WAYS: usize = 12 << 11;

/// Weights with the range that each may lie in; together they stay what they are.
///
/// Reckoned in whole units of which all weight has about a million. Ranges are rounded to the wide side: what is proven of the wider room holds for
/// the room itself, and weights that are given are held against the ranges as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    from: Vec<i64>,
    low: Vec<i64>,
    high: Vec<i64>,
    /// The ranges as they are, in thousandths.
    ranges: Vec<(i64, i64)>,
}

/// What weights must bring: Σ weight × `gain` of at least `least`.
pub(super) struct Ahead {
    pub(super) gain: Vec<i64>,
    pub(super) least: i64,
}

/// The nearest weights that bring all that is wanted.
pub(super) enum Nearest {
    /// There are such weights.
    At {
        /// The weights, in floating point.
        weights: Vec<f64>,
        /// How much weight must go from some criteria to others at the least: proven in whole numbers.
        least: i64,
    },
    /// There are none: proven in whole numbers.
    Nowhere,
    /// It could not be told.
    Unclear,
}

impl Room {
    /// Weights in any unit, of at most a million together, with the lowest and the highest that each may be in thousandths of all weight.
    ///
    /// # Errors
    /// [`Unclear::Fault`] when there are not as many ranges as weights or the weights are too large; [`Unclear::Weights`] when they are no weights
    /// (0) or one lies outside its range (1).
    pub fn new(weights: &[i64], ranges: &[(i64, i64)]) -> Result<Self, Unclear> {
        if ranges.len() != weights.len() {
            return Err(Fault::Length {
                found: ranges.len(),
                wanted: weights.len(),
            }
            .into());
        }
        let sum = i64::try_from(total(weights, 0)?).map_err(|_| Fault::Overflow)?;
        if sum > MILLION {
            return Err(Fault::TooLarge(sum).into());
        }
        let inside = |(weight, (low, high)): (&i64, &(i64, i64))| {
            0 <= *low && *high <= 1000 && low * sum <= weight * 1000 && weight * 1000 <= high * sum
        };
        if !weights.iter().zip(ranges).all(inside) {
            return Err(Unclear::Weights(1));
        }
        let times = MILLION / sum;
        let whole = sum * times;
        Ok(Self {
            from: weights.iter().map(|weight| weight * times).collect(),
            low: ranges.iter().map(|(low, _)| low * whole / 1000).collect(),
            high: ranges
                .iter()
                .map(|(_, high)| (high * whole + 999) / 1000)
                .collect(),
            ranges: ranges.to_vec(),
        })
    }

    /// The weights as they are.
    pub(super) fn from(&self) -> &[i64] {
        &self.from
    }

    /// What all weights are together.
    pub(super) fn whole(&self) -> i64 {
        self.from.iter().sum()
    }

    /// Which weights can move.
    pub(super) fn free(&self) -> impl Iterator<Item = usize> {
        (0..self.from.len()).filter(|at| self.low[*at] < self.high[*at])
    }

    /// The corners of the room: all weights that can move but one at an end of their range, and that one within its own. With each at which ends
    /// it lies: twice the place of a weight for the lowest it may be, and one more for the highest. Nothing when there are more than `most`, or too
    /// many to look for.
    pub(super) fn corners(&self, most: usize) -> Option<BTreeMap<Vec<i64>, Vec<usize>>> {
        let free: Vec<usize> = self.free().collect();
        let others = free.len().checked_sub(1)?;
        let ways = 1_usize.checked_shl(u32::try_from(others).ok()?)?;
        if ways.checked_mul(free.len())? > WAYS {
            return None;
        }
        let mut corners = BTreeMap::new();
        for rest in &free {
            for way in 0..ways {
                let mut weights = self.low.clone();
                let others = free.iter().filter(|at| *at != rest).enumerate();
                for (_, at) in others.filter(|(nth, _)| way >> nth & 1 == 1) {
                    weights[*at] = self.high[*at];
                }
                weights[*rest] += self.whole() - weights.iter().sum::<i64>();
                if (self.low[*rest]..=self.high[*rest]).contains(&weights[*rest]) {
                    let ends = free.iter().flat_map(|at| {
                        let low = (weights[*at] == self.low[*at]).then_some(2 * at);
                        let high = (weights[*at] == self.high[*at]).then_some(2 * at + 1);
                        low.into_iter().chain(high)
                    });
                    let ends = ends.collect();
                    corners.insert(weights, ends);
                }
            }
        }
        (corners.len() <= most).then_some(corners)
    }

    /// The nearest whole millionths of all weight, together a million; nothing when they do not keep the ranges.
    pub(super) fn millionths(&self, weights: &[f64]) -> Option<Vec<i64>> {
        let found = self.rounded(weights);
        let inside =
            |(weight, (low, high)): (&i64, &(i64, i64))| low * 1000 <= *weight && *weight <= high * 1000;
        found.iter().zip(&self.ranges).all(inside).then_some(found)
    }

    /// The nearest whole millionths of all weight, together a million; a weight may end a millionth outside its range.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "parts of a million"
    )]
    pub(super) fn rounded(&self, weights: &[f64]) -> Vec<i64> {
        let unit = MILLION as f64 / self.whole() as f64;
        let exact: Vec<f64> = weights.iter().map(|weight| weight.max(0.0) * unit).collect();
        let mut found: Vec<i64> = exact.iter().map(|weight| weight.round() as i64).collect();
        let mut over = found.iter().sum::<i64>() - MILLION;
        // What rounding gave or took too much goes back where it was furthest off.
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by(|one, other| {
            let off = |at: usize| found[at] as f64 - exact[at];
            off(*other).total_cmp(&off(*one)).then(one.cmp(other))
        });
        if over < 0 {
            order.reverse();
        }
        for at in order {
            let step = over.signum();
            found[at] -= step;
            over -= step;
        }
        found
    }

    /// How much weight goes from some criteria to others, as a part of all weight.
    #[expect(clippy::cast_precision_loss, reason = "a share to show")]
    pub(super) fn moved(&self, millionths: &[i64]) -> f64 {
        let whole = self.whole();
        let moves = self.from.iter().zip(millionths);
        let all: i128 = moves
            .map(|(from, to)| (product(*to, whole) - product(*from, MILLION)).abs())
            .sum();
        all as f64 / (2.0 * MILLION as f64 * whole as f64)
    }

    /// The most that Σ weight × `gain` can come to.
    pub(super) fn most(&self, gain: &[i64]) -> i128 {
        brings(&self.heaviest(gain), gain)
    }

    /// The weights with the most of `gain`.
    pub(super) fn heaviest(&self, gain: &[i64]) -> Vec<i64> {
        let mut order: Vec<usize> = (0..gain.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(gain[*at]));
        let mut weights = self.low.clone();
        let mut left = self.whole() - self.low.iter().sum::<i64>();
        for at in order {
            let more = left.min(self.high[at] - self.low[at]);
            weights[at] += more;
            left -= more;
        }
        weights
    }

    /// How much weight must move at the least, rounded down, before Σ weight × `gain` is `wanted`; none when it never is.
    ///
    /// Weight goes from where the gain is lowest to where it is highest for as long as there is room: a fractional knapsack.
    pub(super) fn least_move(&self, gain: &[i64], wanted: i128) -> Option<i64> {
        let mut lacks = wanted - brings(&self.from, gain);
        let mut order: Vec<usize> = (0..gain.len()).collect();
        order.sort_by_key(|at| gain[*at]);
        let (mut giver, mut taker) = (0, order.len().checked_sub(1)?);
        let gives = |at: usize| self.from[at] - self.low[at];
        let takes = |at: usize| self.high[at] - self.from[at];
        let (mut given, mut taken) = (0, 0);
        let mut moved = 0_i64;
        while lacks > 0 {
            let (out, into) = (order[giver], order[taker]);
            let per_unit = i128::from(gain[into]) - i128::from(gain[out]);
            if per_unit <= 0 {
                return None;
            }
            let step = (gives(out) - given).min(takes(into) - taken);
            if per_unit * i128::from(step) >= lacks {
                return Some(moved + i64::try_from(lacks / per_unit).ok()?);
            }
            lacks -= per_unit * i128::from(step);
            (moved, given, taken) = (moved + step, given + step, taken + step);
            if given == gives(out) {
                (giver, given) = (giver + 1, 0);
            }
            if taken == takes(into) {
                (taker, taken) = (taker.checked_sub(1)?, 0);
            }
            if giver >= order.len() {
                return None;
            }
        }
        Some(moved)
    }

    /// The nearest weights at which all that is wanted is there: the least Σ |weight − weight now| ÷ 2, by a linear programme.
    ///
    /// Per criterion what its weight gains and what it loses are two columns, each taken in a part from nothing to all the room there is.
    pub(super) fn nearest(&self, wanted: &[Ahead]) -> Result<Nearest, Fault> {
        let mut program = Program::new();
        let count = self.from.len();
        let room: Vec<(i64, i64)> = (0..count)
            .map(|at| (self.high[at] - self.from[at], self.from[at] - self.low[at]))
            .collect();
        for (up, down) in &room {
            program.column(-up)?;
            program.column(-down)?;
        }
        let row = |gain: &dyn Fn(usize) -> i64| -> Result<Vec<(usize, i64)>, Fault> {
            let mut entries = Vec::with_capacity(2 * count);
            for (at, (up, down)) in room.iter().enumerate() {
                let times = |room: i64| gain(at).checked_mul(room).ok_or(Fault::Overflow);
                entries.push((2 * at, times(*up)?));
                entries.push((2 * at + 1, -times(*down)?));
            }
            Ok(entries)
        };
        program.row(row(&|_| 1)?, Some(0), Some(0))?;
        for Ahead { gain, least } in wanted {
            let lacks =
                i64::try_from(i128::from(*least) - brings(&self.from, gain)).map_err(|_| Fault::Overflow)?;
            program.row(row(&|at| gain[at])?, Some(lacks), None)?;
        }
        Ok(match relax(&program) {
            Relaxed::Best { point, most } => Nearest::At {
                weights: self.at(&point),
                // Half of what all columns together lose, rounded up: a part of a unit more is allowed to be lost.
                least: i64::try_from((-most).max(0) / 2).map_err(|_| Fault::Overflow)?,
            },
            Relaxed::Empty => Nearest::Nowhere,
            Relaxed::Unclear => Nearest::Unclear,
        })
    }

    #[expect(clippy::cast_precision_loss, reason = "weights below 2^53")]
    fn at(&self, point: &[f64]) -> Vec<f64> {
        let weight = |at: usize| {
            let up = (self.high[at] - self.from[at]) as f64 * point[2 * at];
            let down = (self.from[at] - self.low[at]) as f64 * point[2 * at + 1];
            self.from[at] as f64 + up - down
        };
        (0..self.from.len()).map(weight).collect()
    }
}

/// What weights bring: Σ weight × `gain`.
pub(super) fn brings(weights: &[i64], gain: &[i64]) -> i128 {
    weights
        .iter()
        .zip(gain)
        .map(|(weight, gain)| product(*weight, *gain))
        .sum()
}

fn product(one: i64, other: i64) -> i128 {
    i128::from(one) * i128::from(other)
}
