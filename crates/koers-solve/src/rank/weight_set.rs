//! Which weights are admissible.

use crate::rank::weights::Weights;

/// Numbers nearer than this are the same: a range as narrow as this has no width.
const NARROW: f64 = 1e-12;

/// "This criterion counts at least so many times as much as that one."
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtLeast {
    /// The criterion that counts more.
    pub criterion: usize,
    /// How many times; above nought.
    pub times: f64,
    /// The criterion that it is held against.
    pub of: usize,
}

impl AtLeast {
    /// Each criterion counts at least as much as the next: w₁ ≥ w₂ ≥ …
    #[must_use]
    pub fn in_order(criteria: &[usize]) -> Vec<Self> {
        criteria
            .windows(2)
            .map(|pair| Self {
                criterion: pair[0],
                times: 1.0,
                of: pair[1],
            })
            .collect()
    }
}

/// Why no weights, or hardly any, are admissible. It names the bounds that clash.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Clash {
    /// There is no criterion.
    #[error("weights are for at least one criterion")]
    NoCriteria,
    /// The range of a criterion is not 0 ≤ low ≤ high ≤ 1.
    #[error("the range of criterion {criterion} is not 0 ≤ low ≤ high ≤ 1")]
    Range {
        /// The criterion.
        criterion: usize,
    },
    /// A ratio names a criterion that is not there, names one twice, or is not a finite number above nought.
    #[error("ratio {ratio} does not name two criteria and a number above nought")]
    Ratio {
        /// Which of the ratios, from 0.
        ratio: usize,
    },
    /// The least of these criteria together is more than one.
    #[error("criteria {criteria:?} must count for {sum} at least, and all criteria count for 1")]
    TooMuch {
        /// The criteria that must count for something.
        criteria: Vec<usize>,
        /// What they must count for together.
        sum: f64,
    },
    /// The most of all criteria together is less than one.
    #[error("criteria {criteria:?} may count for {sum} at most, and all criteria count for 1")]
    TooLittle {
        /// The criteria that may not count for everything.
        criteria: Vec<usize>,
        /// What all may count for together.
        sum: f64,
    },
    /// Carried through the ratios, the least of one criterion is more than another may be.
    #[error("criterion {high} may not be as much as the ratios make of the least of criterion {low}")]
    Between {
        /// The criterion whose least is too much.
        low: usize,
        /// The criterion whose most is too little.
        high: usize,
    },
    /// Ratios go round: by way of the others, each of these must count at least as much as itself, or more.
    /// Criteria that must count the same are one criterion: make them one.
    #[error("the ratios between criteria {criteria:?} go round")]
    Circle {
        /// The criteria on the way round.
        criteria: Vec<usize>,
    },
}

/// How weights were drawn from a set, every admissible weight as likely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sampling {
    /// The set is one point.
    Point,
    /// Each draw is independent and none is thrown away.
    Direct,
    /// Each draw is independent; this share of the tries was admissible in a trial of 4,096.
    Rejection {
        /// The share, from 0.01 to 1.
        accepted: f64,
    },
    /// A random walk through the set, started anew for every 4,096 draws. Draws are not independent; the intervals of the results are
    /// widened by what the walks differ.
    HitAndRun {
        /// Steps before the first draw of a walk counts.
        burn_in: usize,
        /// Steps from one draw to the next.
        thinning: usize,
    },
}

/// Which weights are admissible: nought or more, together one, each within its range and all ratios kept.
///
/// A set that is made is never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightSet {
    /// What is left of each range once the others, the ratios and the sum are taken into account.
    pub(crate) low: Vec<f64>,
    pub(crate) high: Vec<f64>,
    pub(crate) ratios: Vec<AtLeast>,
}

impl WeightSet {
    /// All weights: nothing is known.
    ///
    /// # Errors
    /// For no criteria.
    pub fn all(criteria: usize) -> Result<Self, Clash> {
        Self::new(&vec![(0.0, 1.0); criteria], &[])
    }

    /// Weights within a share of given weights: each from (1 − share) to (1 + share) times its own.
    ///
    /// # Errors
    /// When the share is below nought or no number.
    pub fn around(weights: &Weights, share: f64) -> Result<Self, Clash> {
        let range = |weight: &f64| (weight * (1.0 - share).max(0.0), (weight * (1.0 + share)).min(1.0));
        let ranges: Vec<(f64, f64)> = weights.as_slice().iter().map(range).collect();
        Self::new(&ranges, &[])
    }

    /// Weights within ranges from (low, high), and with ratios between criteria.
    ///
    /// # Errors
    /// When no weights are admissible, with the bounds that clash; when a bound is no number; or when ratios go round.
    pub fn new(ranges: &[(f64, f64)], ratios: &[AtLeast]) -> Result<Self, Clash> {
        if ranges.is_empty() {
            return Err(Clash::NoCriteria);
        }
        let proper = |range: &(f64, f64)| 0.0 <= range.0 && range.0 <= range.1 && range.1 <= 1.0;
        if let Some(criterion) = ranges.iter().position(|range| !proper(range)) {
            return Err(Clash::Range { criterion });
        }
        let stands = |ratio: &AtLeast| {
            let there =
                ratio.criterion < ranges.len() && ratio.of < ranges.len() && ratio.criterion != ratio.of;
            there && ratio.times > 0.0 && ratio.times.is_finite()
        };
        if let Some(ratio) = ratios.iter().position(|ratio| !stands(ratio)) {
            return Err(Clash::Ratio { ratio });
        }
        if let Some(criteria) = circle(ranges.len(), ratios) {
            return Err(Clash::Circle { criteria });
        }
        let mut set = Self {
            low: ranges.iter().map(|range| range.0).collect(),
            high: ranges.iter().map(|range| range.1).collect(),
            ratios: ratios.to_vec(),
        };
        set.carry()?;
        // The weights that keep ranges and ratios have a least and a greatest member, because a ratio that holds for two members holds
        // for the larger and the smaller of each weight. In between the sum takes every value, so the sums of the two decide.
        let least: f64 = set.low.iter().sum();
        if least > 1.0 + NARROW {
            let criteria = (0..set.low.len())
                .filter(|&criterion| set.low[criterion] > 0.0)
                .collect();
            return Err(Clash::TooMuch { criteria, sum: least });
        }
        let most: f64 = set.high.iter().sum();
        if most < 1.0 - NARROW {
            let criteria = (0..set.high.len())
                .filter(|&criterion| set.high[criterion] < 1.0)
                .collect();
            return Err(Clash::TooLittle { criteria, sum: most });
        }
        set.tighten(least, most);
        Ok(set)
    }

    /// How many criteria there are.
    #[must_use]
    pub fn criteria(&self) -> usize {
        self.low.len()
    }

    /// What is left of the range of each criterion when the other bounds are kept too.
    pub fn ranges(&self) -> impl Iterator<Item = (f64, f64)> {
        self.low.iter().copied().zip(self.high.iter().copied())
    }

    /// Whether weights are admissible.
    #[must_use]
    pub fn holds(&self, weights: &Weights) -> bool {
        weights.as_slice().len() == self.criteria() && self.admits(weights.as_slice(), NARROW)
    }

    /// Whether numbers that add up to one keep all bounds, give or take `slack`.
    pub(crate) fn admits(&self, weights: &[f64], slack: f64) -> bool {
        let ranges = self.low.iter().zip(&self.high).zip(weights);
        let mut ranges =
            ranges.map(|((low, high), weight)| low - slack <= *weight && *weight <= high + slack);
        let ratio = |ratio: &AtLeast| weights[ratio.criterion] + slack >= ratio.times * weights[ratio.of];
        ranges.all(|holds| holds) && self.ratios.iter().all(ratio)
    }

    /// Whether the criterion has any room.
    pub(crate) fn is_free(&self, criterion: usize) -> bool {
        self.high[criterion] - self.low[criterion] > NARROW
    }

    /// Carries bounds through the ratios until nothing changes. No ratios go round, so one turn for each criterion is enough.
    fn carry(&mut self) -> Result<(), Clash> {
        let mut from_low: Vec<usize> = (0..self.low.len()).collect();
        let mut from_high = from_low.clone();
        for _ in 0..self.low.len() {
            for &AtLeast { criterion, times, of } in &self.ratios {
                if self.low[criterion] < times * self.low[of] {
                    self.low[criterion] = times * self.low[of];
                    from_low[criterion] = from_low[of];
                }
                if self.high[of] > self.high[criterion] / times {
                    self.high[of] = self.high[criterion] / times;
                    from_high[of] = from_high[criterion];
                }
            }
        }
        for criterion in 0..self.low.len() {
            if self.low[criterion] > self.high[criterion] + NARROW {
                return Err(Clash::Between {
                    low: from_low[criterion],
                    high: from_high[criterion],
                });
            }
            self.low[criterion] = self.low[criterion].min(self.high[criterion]);
        }
        Ok(())
    }

    /// Takes the sum into account: what the others must or may leave.
    fn tighten(&mut self, least: f64, most: f64) {
        if least >= 1.0 - NARROW {
            self.high.clone_from(&self.low);
        } else if most <= 1.0 + NARROW {
            self.low.clone_from(&self.high);
        } else {
            for criterion in 0..self.low.len() {
                let (low, high) = (self.low[criterion], self.high[criterion]);
                self.low[criterion] = low.max(1.0 - (most - high));
                self.high[criterion] = high.min(1.0 - (least - low));
            }
        }
    }
}

/// Criteria on a way round through the ratios on which each counts at least as much as itself, if there is one.
///
/// "Between half and twice as much" is two ratios that go round too, but they leave room: the product of the ratios decides.
fn circle(criteria: usize, ratios: &[AtLeast]) -> Option<Vec<usize>> {
    // Bellman and Ford, on logarithms: what still grows after as many turns as there are criteria goes round.
    let mut size = vec![0.0_f64; criteria];
    let mut from: Vec<Option<usize>> = vec![None; criteria];
    let mut grown = None;
    for _ in 0..=criteria {
        grown = None;
        for ratio in ratios {
            // A product of one would leave a set without volume: the margin finds that too.
            let reach = size[ratio.of] + ratio.times.ln() + 1e-9;
            if reach > size[ratio.criterion] {
                size[ratio.criterion] = reach;
                from[ratio.criterion] = Some(ratio.of);
                grown = Some(ratio.criterion);
            }
        }
        grown?;
    }
    let mut at = grown?;
    for _ in 0..criteria {
        at = from[at]?;
    }
    let mut round = vec![at];
    while let Some(next) = from[round[round.len() - 1]].filter(|next| *next != at) {
        round.push(next);
    }
    Some(round)
}

#[cfg(test)]
mod tests {
    use super::{AtLeast, Clash, WeightSet};

    #[test]
    fn bounds_are_carried_to_what_is_left() {
        let set = WeightSet::new(&[(0.5, 1.0), (0.0, 1.0), (0.1, 1.0)], &[]).unwrap();
        let ranges: Vec<(f64, f64)> = set.ranges().collect();
        for (found, wanted) in ranges.iter().zip([(0.5, 0.9), (0.0, 0.4), (0.1, 0.5)]) {
            assert!(
                (found.0 - wanted.0).abs() < 1e-12 && (found.1 - wanted.1).abs() < 1e-12,
                "{ranges:?}"
            );
        }
    }

    #[test]
    fn a_clash_names_its_bounds() {
        let twice = |criterion, of| AtLeast {
            criterion,
            times: 2.0,
            of,
        };
        let free = (0.0, 1.0);
        let clash = |ranges: &[(f64, f64)], ratios: &[AtLeast]| WeightSet::new(ranges, ratios).unwrap_err();
        assert!(
            matches!(clash(&[(0.6, 1.0), free, (0.5, 1.0)], &[]), Clash::TooMuch { criteria, .. } if criteria == [0, 2])
        );
        assert!(
            matches!(clash(&[(0.0, 0.2), (0.0, 0.3)], &[]), Clash::TooLittle { criteria, .. } if criteria == [0, 1])
        );
        assert_eq!(clash(&[free, (0.7, 0.6)], &[]), Clash::Range { criterion: 1 });
        assert_eq!(
            clash(&[free, (f64::NAN, 1.0)], &[]),
            Clash::Range { criterion: 1 }
        );
        assert_eq!(clash(&[free, free], &[twice(0, 2)]), Clash::Ratio { ratio: 0 });
        // 0 ≥ 2 · 1 ≥ 4 · 2, so 2 at .2 wants .8 of 0, which may be .5.
        let chain = [twice(0, 1), twice(1, 2)];
        assert_eq!(
            clash(&[(0.0, 0.5), free, (0.2, 1.0)], &chain),
            Clash::Between { low: 2, high: 0 }
        );
        let round = [twice(0, 1), twice(1, 2), twice(2, 0), twice(0, 3)];
        assert!(matches!(clash(&[free; 4], &round), Clash::Circle { criteria } if criteria.len() == 3));
        let equal = [
            AtLeast {
                times: 1.0,
                ..twice(0, 1)
            },
            AtLeast {
                times: 1.0,
                ..twice(1, 0)
            },
        ];
        assert!(matches!(clash(&[free; 2], &equal), Clash::Circle { .. }));
        assert_eq!(clash(&[], &[]), Clash::NoCriteria);
    }

    #[test]
    fn from_half_to_twice_as_much_leaves_room() {
        let half = |criterion, of| AtLeast {
            criterion,
            times: 0.5,
            of,
        };
        let set = WeightSet::new(&[(0.0, 1.0), (0.0, 0.25)], &[half(0, 1), half(1, 0)]);
        let clash = Clash::TooLittle {
            criteria: vec![0, 1],
            sum: 0.75,
        };
        assert_eq!(set, Err(clash));
        assert!(WeightSet::new(&[(0.0, 1.0); 2], &[half(0, 1), half(1, 0)]).is_ok());
    }
}
