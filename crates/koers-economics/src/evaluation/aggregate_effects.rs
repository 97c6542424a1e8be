use super::{Estimate, GroupTimeEffects};
use crate::Fault;

/// Over what effects by group and period are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// All of them, by the size of the groups.
    Everything,
    /// A part for each group; the whole by the size of the groups. What a treated unit gained on average.
    Groups,
    /// A part for each number of periods since the start (below nought: before it); the whole is the plain mean from nought on. An event study.
    Exposure,
    /// A part for each period; the whole is the plain mean.
    Periods,
}

/// One part of [`AggregateEffects`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartEffect {
    /// The start of the group, the number of periods since the start, or the period.
    pub at: isize,
    /// The effect.
    pub effect: Estimate,
}

/// What [`aggregate_effects`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct AggregateEffects {
    /// The whole, over what is treated.
    pub whole: Estimate,
    /// The parts, in order. Empty for [`Over::Everything`].
    pub parts: Vec<PartEffect>,
    /// Per part what each cluster contributes to it; nothing where its error is not known.
    pub(super) scores: Vec<Option<Vec<f64>>>,
}

/// One answer, or a course over time, from effects by group and period.
///
/// # What it measures
/// The mean of [`super::group_time_effects`], by the size of the groups.
///
/// # Formula
/// Σ p_g ATT(g, t) ÷ Σ p_g over the effects that belong together, p_g the share of the group among all units. Its error counts that these shares are drawn too:
/// ψ = Σ w ψ(g, t) + Σ ATT(g, t) × what unit i contributes to w.
///
/// # In and out
/// Effects by group and period, and over what to add up. Effects before treatment count in [`Over::Exposure`] only, and never in a whole.
///
/// # Assumptions
/// As [`super::group_time_effects`].
///
/// # Limits
/// In [`Over::Exposure`] other groups stand behind each part: only early ones are seen for long, so a course can come from who is in it. The parts before treatment are steps from one period to the next, not a distance to the last period before it.
/// The whole of [`Over::Exposure`] gives the longest exposure, that few groups have, as much weight as the first.
/// Without an error of one effect the aggregate has none.
///
/// # Withheld cells
/// Refused: the panel must be complete.
///
/// # Errors
/// [`Fault::TooFewDonors`], naming a treated unit, when there is no effect after the start of any group.
///
/// # Other programs
/// `aggte` of the package did 2.5 for R gives the same to all digits (`bstrap = FALSE`).
///
/// # Sources
/// B. Callaway and P. H. C. Sant'Anna (2021), Journal of Econometrics 225, pp. 200-230, section 3.
///
/// # Example
/// Made up: two units gain 5 in both periods, two others 2 in the second. (5 + 5 + 2) ÷ 3.
/// ```
/// use koers_economics::{Matrix, evaluation::{Adjustment, Over, Panel, Rollout, Untreated, aggregate_effects, group_time_effects}};
/// let table = Matrix::from_rows(&[[1.0, 6.0, 6.0], [3.0, 8.0, 8.0], [2.0, 2.0, 4.0], [4.0, 4.0, 6.0], [7.0, 7.0, 7.0], [9.0, 9.0, 9.0]])?;
/// let starts = [Some(1), Some(1), Some(2), Some(2), None, None];
/// let effects = group_time_effects(&Rollout::new(&Panel::from(&table), &starts)?, Untreated::Never, Adjustment::None)?;
/// assert!((aggregate_effects(&effects, Over::Everything)?.whole.value - 4.0).abs() < 1e-12);
/// let course = aggregate_effects(&effects, Over::Exposure)?;
/// let values: Vec<_> = course.parts.iter().map(|part| (part.at, part.effect.value)).collect();
/// assert_eq!(values, [(-1, 0.0), (0, 3.5), (1, 5.0)]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn aggregate_effects(effects: &GroupTimeEffects, over: Over) -> Result<AggregateEffects, Fault> {
    let count = effects.effects.len();
    let treated: Vec<usize> = (0..count)
        .filter(|&at| effects.effects[at].period >= effects.effects[at].start)
        .collect();
    if treated.is_empty() {
        return Err(Fault::TooFewDonors {
            unit: effects
                .rollout
                .starts
                .iter()
                .position(Option::is_some)
                .unwrap_or_default(),
            found: 0,
            needed: 1,
        });
    }
    let key = |at: usize| -> isize {
        let one = &effects.effects[at];
        match over {
            Over::Everything => 0,
            Over::Groups => one.start.cast_signed(),
            Over::Exposure => one.period.cast_signed() - one.start.cast_signed(),
            Over::Periods => one.period.cast_signed(),
        }
    };
    let counted: Vec<usize> = match over {
        Over::Exposure => (0..count).collect(),
        _ => treated,
    };
    let mut keys: Vec<isize> = counted.iter().map(|&at| key(at)).collect();
    keys.sort_unstable();
    keys.dedup();
    let parts: Vec<(isize, Sum)> = keys
        .into_iter()
        .map(|own| {
            let members: Vec<usize> = counted.iter().copied().filter(|&at| key(at) == own).collect();
            (own, by_size(effects, &members))
        })
        .collect();
    let whole = match over {
        Over::Everything => parts[0].1.estimate(effects),
        Over::Groups => {
            let starts: Vec<usize> = parts.iter().map(|(start, _)| start.unsigned_abs()).collect();
            let sums: Vec<&Sum> = parts.iter().map(|(_, sum)| sum).collect();
            weighted(effects, &starts, &sums).estimate(effects)
        }
        Over::Exposure | Over::Periods => {
            let from_start: Vec<&Sum> = parts
                .iter()
                .filter(|(at, _)| *at >= 0)
                .map(|(_, sum)| sum)
                .collect();
            plain(effects.rollout.starts.len(), &from_start).estimate(effects)
        }
    };
    let shown = match over {
        Over::Everything => &[][..],
        _ => &parts[..],
    };
    Ok(AggregateEffects {
        whole,
        parts: shown
            .iter()
            .map(|(at, sum)| PartEffect {
                at: *at,
                effect: sum.estimate(effects),
            })
            .collect(),
        scores: shown
            .iter()
            .map(|(_, sum)| Some(effects.rollout.by_cluster(sum.influence.as_ref()?)))
            .collect(),
    })
}

/// A value and what each unit contributes to it; nothing known of its error where one of its parts has none.
struct Sum {
    value: f64,
    influence: Option<Vec<f64>>,
}

impl Sum {
    fn estimate(&self, effects: &GroupTimeEffects) -> Estimate {
        let units = effects.rollout.starts.len() as f64;
        Estimate {
            value: self.value,
            error: self
                .influence
                .as_ref()
                .map(|influence| effects.rollout.square_by_cluster(influence).sqrt() / units),
            degrees: None,
        }
    }
}

/// The mean of some effects by the size of their groups. Within one group all weigh the same, and that is known.
fn by_size(effects: &GroupTimeEffects, members: &[usize]) -> Sum {
    let starts: Vec<usize> = members.iter().map(|&at| effects.effects[at].start).collect();
    let sums: Vec<Sum> = members
        .iter()
        .map(|&at| {
            let effect = effects.effects[at].effect;
            Sum {
                value: effect.value,
                influence: effect.error.map(|_| effects.influence[at].clone()),
            }
        })
        .collect();
    weighted(effects, &starts, &sums.iter().collect::<Vec<_>>())
}

/// The mean of sums by the size of the groups that they belong to, with the chance in these sizes.
fn weighted(effects: &GroupTimeEffects, starts: &[usize], sums: &[&Sum]) -> Sum {
    let units = &effects.rollout.starts;
    let all = units.len() as f64;
    let shares: Vec<f64> = starts
        .iter()
        .map(|start| units.iter().filter(|own| **own == Some(*start)).count() as f64 / all)
        .collect();
    let total: f64 = shares.iter().sum();
    let value = shares
        .iter()
        .zip(sums)
        .map(|(share, sum)| share / total * sum.value)
        .sum::<f64>();
    let influence = (0..units.len())
        .map(|unit| {
            let (mut own, mut drawn) = (0.0, 0.0);
            for ((start, share), sum) in starts.iter().zip(&shares).zip(sums) {
                own += share / total * sum.influence.as_ref()?[unit];
                let member = if units[unit] == Some(*start) { 1.0 } else { 0.0 };
                // The derivative of a weighted mean by one of its weights.
                drawn += (member - share) / total * (sum.value - value);
            }
            Some(own + drawn)
        })
        .collect();
    Sum { value, influence }
}

/// The plain mean.
fn plain(units: usize, sums: &[&Sum]) -> Sum {
    let count = sums.len() as f64;
    let mean = |unit: usize| -> Option<f64> {
        let each = sums.iter().map(|sum| Some(sum.influence.as_ref()?[unit]));
        each.sum::<Option<f64>>().map(|sum| sum / count)
    };
    Sum {
        value: sums.iter().map(|sum| sum.value).sum::<f64>() / count,
        influence: (0..units).map(mean).collect(),
    }
}
