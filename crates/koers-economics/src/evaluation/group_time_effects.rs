use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::comparison::Comparison;
use super::{Adjustment, Estimate, Rollout};
use crate::Fault;
use crate::lu::{Lu, dot};

/// With whom treated units are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untreated {
    /// Units that are never treated.
    Never,
    /// Those, and units whose treatment comes later than both periods that are compared.
    NotYet,
}

/// The effect on the units that are treated from `start` on, in one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupTimeEffect {
    /// The first treated period of the group.
    pub start: usize,
    /// The period.
    pub period: usize,
    /// Before the start: what moved while nothing was done, since the period before.
    pub effect: Estimate,
    /// How many units the group has.
    pub treated: usize,
    /// How many units it is compared with.
    pub untreated: usize,
}

/// Whether the groups already went another way before treatment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PreTrend {
    /// Wald's W over all effects before treatment.
    pub statistic: f64,
    /// How many of these there are.
    pub degrees: usize,
    /// How often chance alone gives as much.
    pub p: f64,
}

/// What [`group_time_effects`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupTimeEffects {
    /// By start, then by period; a period for which nobody is left to compare with is left out.
    pub effects: Vec<GroupTimeEffect>,
    /// Nothing without periods before treatment, or where an error is not known.
    pub pre_trend: Option<PreTrend>,
    /// Per effect what each unit contributes to it, less the whole: Σ² ÷ n² is the variance.
    pub(super) influence: Vec<Vec<f64>>,
    pub(super) rollout: Rollout,
}

/// Effects by group and period: difference-in-differences that never compares with units that are treated already.
///
/// # What it measures
/// For units that became treated in the same period, and for each period: how much more they changed since the last period before treatment than those that are not treated.
///
/// # Formula
/// Δ = Y(t) − Y(g − 1) for t ≥ g; before treatment the same over one step, Δ = Y(t) − Y(t − 1). Without predictors ATT(g, t) is the mean of Δ over the group less that over the untreated. With predictors x (and a one):
/// - [`Adjustment::Regression`]: the mean over the group of Δ − x′ b, b of the regression of Δ on x among the untreated;
/// - [`Adjustment::Weighting`]: the mean of Δ over the group less that over the untreated with weights p ÷ (1 − p), together one, p the chance by x to be of the group and not untreated: a logit, by greatest likelihood;
/// - [`Adjustment::DoublyRobust`]: the same with Δ − x′ b for Δ.
///
/// What unit i of n contributes, ψᵢ, with e = Δ − x′ b (b of nought for weighting), w the weights (of nought for regression), x̄ and ē means over group (g) and untreated (w), and X the predictors of the untreated:
/// n ÷ n_g × (eᵢ − ē_g) in the group; − n wᵢ (eᵢ − ē_w) − n xᵢ′ (X′X)⁻¹ (x̄_g − x̄_w) eᵢ among the untreated (the second part when there is a line);
/// and for both when there are weights − n (dᵢ − pᵢ) xᵢ′ H⁻¹ Σ w (e − ē_w) x, d of one in the group, H = Σ p (1 − p) x x′. Error √(Σ ψ²) ÷ n, with ψ added up by cluster first.
/// Pre-trend: W = ATT′ V⁻¹ ATT over all (g, t) with t < g, against chi-squared.
///
/// # In and out
/// A [`Rollout`], with whom to compare, and how to allow for what units were like before ([`Adjustment`], with units × predictors) if trends may differ with it. [`super::aggregate_effects`] adds the effects up to one answer, or to a course over time; [`super::uniform_band`] says how far all of them together may be off.
///
/// # Assumptions
/// Without the measure each group would have changed by as much as the untreated, or as untreated with the same predictors would have. Nobody acts on the measure before it starts. With [`Untreated::NotYet`] the same is asked of units that are treated later.
/// With regression the line must be right, with weighting the logit; with both, one of the two.
///
/// # Limits
/// A pre-trend that is not found is no proof that there is none: with few units W finds little.
/// A line alone reaches also where no untreated unit is: a group that is unlike all untreated is compared with nobody real, and nothing warns. Weights do warn, by [`Fault::NoOverlap`]: leave out that unit, or the predictor, and say so. Predictors that the measure itself changes hide its effect.
/// Errors are for many units; a group or comparison from one cluster alone has no error. Clusters are counted as they are, without G ÷ (G − 1).
/// A p for each of many effects finds something sooner or later: look at the aggregates, or at the band.
///
/// How often there is a false alarm at 5%, in 500 made-up panels each of eight periods with noise of which 0.7 stays; and how often an effect of half a standard deviation is found. Units treated from the fourth period, from the sixth, and never:
///
/// | units | pre-trend | whole | any effect by itself | outside the band | outside the band of the event study | planted, whole |
/// |---|---|---|---|---|---|---|
/// | 10, 10, 10 | 22% | 6% | 58% | 15% | 10% | 37% |
/// | 10, 10, 70 | 24% | 6% | 64% | 25% | 15% | 59% |
/// | 30, 30, 30 | 9% | 8% | 51% | 7% | 7% | 81% |
/// | 100, 100, 100 | 6% | 4% | 42% | 5% | 6% | 100% |
///
/// So the whole keeps its word with ten units a group. The pre-trend test and the bands need thirty or more: with ten a group they cry two to five times too often, and more untreated units do not help.
///
/// # Withheld cells
/// Refused: the panel must be complete.
///
/// # Errors
/// [`Fault::TooFewDonors`], naming a treated unit, when no effect of any group has somebody to compare with; [`Fault::Size`]; [`Fault::SameEverywhere`] and [`Fault::NothingNew`], naming a predictor that does not tell the units of a comparison apart, or not beside those before it;
/// [`Fault::NoOverlap`], with weights, naming a unit whose chance to be of the group is 0.995 or more, or one that is told apart entirely, so that no logit fits best.
///
/// # Other programs
/// The package did 2.5 for R gives the same effects and errors to all digits without predictors and by regression (`base_period = "varying"`, `bstrap = FALSE`), csdid 0.4.3 for Python with all three forms (`est_method` "reg", "ipw" and "dr", its default), aggregates too; with `bstrap` they draw errors at random.
/// They give untreated units with a chance of 0.995 or more no weight, and no effect where a chance is 0.999 or more; this refuses from 0.995 on.
/// diff-diff 3.13 agrees to four or five digits, since it stops its logit earlier; its errors by cluster count G ÷ (G − 1).
///
/// # Sources
/// B. Callaway and P. H. C. Sant'Anna (2021), *Difference-in-differences with multiple time periods*, Journal of Econometrics 225, pp. 200-230.
/// P. H. C. Sant'Anna and J. Zhao (2020), *Doubly robust difference-in-differences estimators*, Journal of Econometrics 219, pp. 101-122 (the form for panels that they call traditional).
///
/// # Example
/// Made up: the first group rises by 5, the second by 2 a period later; nobody else moves. The published case (teen employment and minimum wages) is in the tests.
/// ```
/// use koers_economics::{Matrix, evaluation::{Adjustment, Panel, Rollout, Untreated, group_time_effects}};
/// let table = Matrix::from_rows(&[[1.0, 6.0, 6.0], [3.0, 8.0, 8.0], [2.0, 2.0, 4.0], [4.0, 4.0, 6.0], [7.0, 7.0, 7.0], [9.0, 9.0, 9.0]])?;
/// let starts = [Some(1), Some(1), Some(2), Some(2), None, None];
/// let found = group_time_effects(&Rollout::new(&Panel::from(&table), &starts)?, Untreated::NotYet, Adjustment::None)?;
/// let effects: Vec<_> = found.effects.iter().map(|one| (one.start, one.period, one.effect.value)).collect();
/// assert_eq!(effects, [(1, 1, 5.0), (1, 2, 5.0), (2, 1, 0.0), (2, 2, 2.0)]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn group_time_effects(
    rollout: &Rollout,
    untreated: Untreated,
    adjustment: Adjustment<'_>,
) -> Result<GroupTimeEffects, Fault> {
    adjustment.check(rollout.starts.len())?;
    let mut effects = Vec::new();
    let mut influence = Vec::new();
    for start in rollout.cohorts() {
        for period in 1..rollout.periods() {
            let group = units(rollout, |own| own == Some(start));
            let others = units(rollout, |own| match own {
                None => true,
                Some(own) => untreated == Untreated::NotYet && own > period && own != start,
            });
            if others.is_empty() {
                continue;
            }
            let base = start.min(period) - 1;
            let change = |unit: usize| rollout.outcomes[unit][period] - rollout.outcomes[unit][base];
            let comparison = Comparison {
                count: rollout.starts.len(),
                start,
                group: &group,
                others: &others,
            };
            let found = comparison.of(change, adjustment)?;
            let known = [&group, &others]
                .iter()
                .all(|units| rollout.clusters_of(units.iter().copied()) > 1);
            let all = rollout.starts.len() as f64;
            effects.push(GroupTimeEffect {
                start,
                period,
                effect: Estimate {
                    value: found.value,
                    error: known.then(|| rollout.square_by_cluster(&found.influence).sqrt() / all),
                    degrees: None,
                },
                treated: group.len(),
                untreated: others.len(),
            });
            influence.push(found.influence);
        }
    }
    if effects.is_empty() {
        return Err(Fault::TooFewDonors {
            unit: rollout
                .starts
                .iter()
                .position(Option::is_some)
                .unwrap_or_default(),
            found: 0,
            needed: 1,
        });
    }
    Ok(GroupTimeEffects {
        pre_trend: pre_trend(rollout, &effects, &influence),
        effects,
        influence,
        rollout: rollout.clone(),
    })
}

fn units(rollout: &Rollout, wanted: impl Fn(Option<usize>) -> bool) -> Vec<usize> {
    let starts = rollout.starts.iter().enumerate();
    starts
        .filter(|(_, start)| wanted(**start))
        .map(|(unit, _)| unit)
        .collect()
}

fn pre_trend(rollout: &Rollout, effects: &[GroupTimeEffect], influence: &[Vec<f64>]) -> Option<PreTrend> {
    let before: Vec<usize> = (0..effects.len())
        .filter(|&at| effects[at].period < effects[at].start)
        .collect();
    if before.is_empty() || before.iter().any(|&at| effects[at].effect.error.is_none()) {
        return None;
    }
    let by_cluster: Vec<Vec<f64>> = before
        .iter()
        .map(|&at| rollout.by_cluster(&influence[at]))
        .collect();
    let all = rollout.starts.len() as f64;
    let variance: Vec<f64> = by_cluster
        .iter()
        .flat_map(|a| by_cluster.iter().map(move |b| dot(a, b) / (all * all)))
        .collect();
    let values: Vec<f64> = before.iter().map(|&at| effects[at].effect.value).collect();
    let statistic = dot(&values, &Lu::of(values.len(), variance)?.solve(&values));
    let chi = ChiSquared::new(values.len() as f64).ok()?;
    // A table that is hardly regular can turn the sign; then there is no answer.
    (statistic.is_finite() && statistic >= 0.0).then(|| PreTrend {
        statistic,
        degrees: values.len(),
        p: chi.sf(statistic),
    })
}
