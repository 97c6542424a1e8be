//! ELECTRE III: who outranks whom (Roy 1978).

use crate::rank::fault::Fault;
use crate::rank::order::Order;
use crate::rank::points::Points;
use crate::rank::table::Table;
use crate::rank::weights::Weights;

/// More alternatives would take minutes: the work grows with the third power.
const MOST: usize = 1_000;

/// From when on a difference on a criterion counts, in the unit of the criterion. Differences are held against them as they are: where steps of a
/// scale are as wide as a threshold, give whole numbers, for 0.4 − 0.3 is more than 0.1 and 0.8 − 0.7 is less.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// Up to here a difference says nothing.
    pub indifference: f64,
    /// From here it says all there is to say.
    pub preference: f64,
    /// From here one criterion alone forbids to call the lesser alternative at least as good. Nothing: never.
    pub veto: Option<f64>,
}

impl Thresholds {
    fn in_order(self) -> bool {
        let veto = self.veto.unwrap_or(f64::INFINITY);
        0.0 <= self.indifference
            && self.indifference <= self.preference
            && self.preference.is_finite()
            && self.preference <= veto
    }

    /// How far the criterion says that one is at least as good as another that is better by `deficit`.
    fn concordance(self, deficit: f64) -> f64 {
        if deficit <= self.indifference {
            1.0
        } else if deficit >= self.preference {
            0.0
        } else {
            (self.preference - deficit) / (self.preference - self.indifference)
        }
    }

    /// How far the criterion speaks against it.
    fn discordance(self, deficit: f64) -> f64 {
        match self.veto {
            Some(veto) if deficit > self.preference => {
                if deficit >= veto {
                    1.0
                } else {
                    (deficit - self.preference) / (veto - self.preference)
                }
            }
            _ => 0.0,
        }
    }
}

/// How two alternatives stand to each other when both distillations are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Not worse in either, better in at least one.
    Better,
    /// The other way round.
    Worse,
    /// The same in both.
    Same,
    /// Better in one, worse in the other: the method does not compare them.
    Incomparable,
}

/// What ELECTRE III says.
#[derive(Debug, Clone, PartialEq)]
pub struct Electre {
    /// C(a, b): the weighted share of criteria on which a is at least as good as b.
    pub concordance: Vec<Vec<f64>>,
    /// σ(a, b): the same, weakened by every criterion that speaks against it more than C speaks for it; to the nearest 2⁻⁴⁰.
    pub credibility: Vec<Vec<f64>>,
    /// The order made by taking the best first.
    pub descending: Order,
    /// The order made by taking the worst first; also best first.
    pub ascending: Order,
    /// By the sum of the places in both orders. It never contradicts [`Electre::relation`], but it does compare what that does not.
    pub order: Order,
}

impl Electre {
    /// How alternative `a` stands to `b`, or nothing when one of them is not in the table.
    #[must_use]
    pub fn relation(&self, a: usize, b: usize) -> Option<Relation> {
        let place = |order: &Order| Some(order.ranks().get(a)?.cmp(order.ranks().get(b)?));
        let (one, other) = (place(&self.descending)?, place(&self.ascending)?);
        Some(
            match (one.is_lt() || other.is_lt(), one.is_gt() || other.is_gt()) {
                (true, true) => Relation::Incomparable,
                (true, false) => Relation::Better,
                (false, true) => Relation::Worse,
                (false, false) => Relation::Same,
            },
        )
    }
}

/// Credibility σ = C · Π (1 − D) ÷ (1 − C) over the criteria with D > C, then two distillations with the cut s(λ) = 0.3 − 0.15 λ.
///
/// The distillations compare with all other alternatives: one more or less can turn the order of others round.
///
/// # Errors
/// When a cell is missing or a range, when thresholds or weights are not one for each criterion, when thresholds are not in order,
/// or for more than a thousand alternatives.
pub fn electre3(table: &Table, thresholds: &[Thresholds], weights: &Weights) -> Result<Electre, Fault> {
    Fault::width("thresholds", table.criteria(), thresholds.len())?;
    Fault::width("weights", table.criteria(), weights.as_slice().len())?;
    if let Some(criterion) = thresholds.iter().position(|thresholds| !thresholds.in_order()) {
        return Err(Fault::Thresholds { criterion });
    }
    let points = table.points()?;
    if points.alternatives() > MOST {
        return Err(Fault::TooManyAlternatives {
            found: points.alternatives(),
            most: MOST,
        });
    }

    let concordance = square(&points, &|a, b| agreement(a, b, thresholds, weights));
    let credibility = square(&points, &|a, b| {
        let concordance = agreement(a, b, thresholds, weights);
        let mut credibility = concordance;
        for ((a, b), thresholds) in a.iter().zip(b).zip(thresholds) {
            let discordance = thresholds.discordance(b - a);
            if discordance > concordance {
                credibility *= (1.0 - discordance) / (1.0 - concordance);
            }
        }
        even(credibility)
    });
    let descending = distil(&credibility, true);
    let ascending = distil(&credibility, false);
    // Ranks are small whole numbers.
    #[expect(clippy::cast_precision_loss)]
    let places: Vec<f64> = descending
        .ranks()
        .iter()
        .zip(ascending.ranks())
        .map(|(one, other)| (one + other) as f64)
        .collect();
    Ok(Electre {
        order: Order::ascending(&places),
        concordance,
        credibility,
        descending,
        ascending,
    })
}

/// A credibility to the nearest 2⁻⁴⁰, about 10⁻¹². The distillations ask which levels are the same: two that differ only in the order in which the
/// same weights were added up must not be two levels.
fn even(credibility: f64) -> f64 {
    const LEVELS: f64 = 1_099_511_627_776.0;
    (credibility * LEVELS).round() / LEVELS
}

/// What `judge` says of each pair of rows.
fn square(points: &Points, judge: &dyn Fn(&[f64], &[f64]) -> f64) -> Vec<Vec<f64>> {
    points
        .rows()
        .map(|a| points.rows().map(|b| judge(a, b)).collect())
        .collect()
}

/// C(a, b).
fn agreement(a: &[f64], b: &[f64], thresholds: &[Thresholds], weights: &Weights) -> f64 {
    let deficits = a.iter().zip(b).map(|(a, b)| b - a);
    let each = deficits
        .zip(thresholds)
        .map(|(deficit, thresholds)| thresholds.concordance(deficit));
    // Rounding must not make a sum of all weights more than one.
    each.zip(weights.as_slice())
        .map(|(share, weight)| share * weight)
        .sum::<f64>()
        .min(1.0)
}

/// The group of the best (or worst) again and again, until none is left; the order returned is best first.
fn distil(credibility: &[Vec<f64>], best_first: bool) -> Order {
    let mut left: Vec<usize> = (0..credibility.len()).collect();
    let mut groups = Vec::new();
    while !left.is_empty() {
        let group = extreme(credibility, &left, best_first);
        left.retain(|alternative| !group.contains(alternative));
        groups.push(group);
    }
    if !best_first {
        groups.reverse();
    }
    Order::of_groups(groups)
}

/// One distillation: those with the highest (or lowest) qualification, asked again among themselves at ever lower levels.
fn extreme(credibility: &[Vec<f64>], among: &[usize], best: bool) -> Vec<usize> {
    let between = |group: &[usize], below: f64| -> f64 {
        let others = |&a: &usize| {
            group
                .iter()
                .filter(move |&&b| b != a)
                .map(move |&b| credibility[a][b])
        };
        group
            .iter()
            .flat_map(others)
            .filter(|&level| level < below)
            .fold(0.0, f64::max)
    };
    let mut group = among.to_vec();
    let mut level = between(&group, f64::INFINITY);
    while group.len() > 1 && level > 0.0 {
        let cut = between(&group, level - slack(level));
        let scores: Vec<i64> = group
            .iter()
            .map(|&a| qualification(credibility, &group, a, cut))
            .collect();
        let wanted = if best {
            scores.iter().max()
        } else {
            scores.iter().min()
        };
        let kept = group
            .iter()
            .zip(&scores)
            .filter(|(_, score)| Some(*score) == wanted);
        group = kept.map(|(&alternative, _)| alternative).collect();
        level = cut;
    }
    group
}

/// How many of the group it outranks at this cut, less how many outrank it.
fn qualification(credibility: &[Vec<f64>], group: &[usize], a: usize, cut: f64) -> i64 {
    let outranks = |a: usize, b: usize| {
        let (there, back) = (credibility[a][b], credibility[b][a]);
        there > cut && there > back + slack(there)
    };
    group
        .iter()
        .filter(|&&b| b != a)
        .map(|&b| i64::from(outranks(a, b)) - i64::from(outranks(b, a)))
        .sum()
}

/// s(λ) = 0.3 − 0.15 λ: how much nearer two levels may be and still say the same.
fn slack(level: f64) -> f64 {
    0.3 - 0.15 * level
}
