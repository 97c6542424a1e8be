use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::{Estimate, Rollout};
use crate::least_squares::LeastSquares;
use crate::lu::{Lu, dot};
use crate::{Fault, Matrix, check};

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
/// ATT(g, t) = mean over the group of Δ − x′ b, with Δ = Y(t) − Y(g − 1) for t ≥ g, and b of the regression of Δ on the predictors x (with a one) among the untreated. Before treatment: the same over one step, Δ = Y(t) − Y(t − 1).
/// Without predictors: the mean of Δ over the group less that over the untreated.
/// What unit i contributes: ψᵢ = n ÷ n_g × (Δᵢ − xᵢ′ b − ATT) in the group, − n xᵢ′ (X′X)⁻¹ x̄_g × residual among the untreated; error √(Σ ψ²) ÷ n, with ψ added up by cluster first.
/// Pre-trend: W = ATT′ V⁻¹ ATT over all (g, t) with t < g, against chi-squared.
///
/// # In and out
/// A [`Rollout`], with whom to compare, and what units were like before (units × predictors) if trends may differ with it. [`super::aggregate_effects`] adds the effects up to one answer, or to a course over time.
///
/// # Assumptions
/// Without the measure each group would have changed by as much as the untreated, or as untreated with the same predictors would have. Nobody acts on the measure before it starts. With [`Untreated::NotYet`] the same is asked of units that are treated later.
///
/// # Limits
/// A pre-trend that is not found is no proof that there is none: with few units W finds little.
/// Predictors enter by a straight line: groups that are unlike all untreated are compared with nobody real. Predictors that the measure itself changes hide its effect. Errors are for many units; a group or comparison from one cluster alone has no error.
/// A p for each of many effects finds something sooner or later: look at the aggregates.
///
/// # Withheld cells
/// Refused: the panel must be complete.
///
/// # Errors
/// [`Fault::TooFewDonors`], naming a treated unit, when no effect of any group has somebody to compare with; [`Fault::Size`]; [`Fault::NoContrast`] when predictors do not tell the untreated apart.
///
/// # Other programs
/// The package did 2.5 for R gives the same effects and errors to all digits (`est_method = "reg"`, `base_period = "varying"`, `bstrap = FALSE`). With predictors its default is another, doubly robust method, which differs in the third digit on the published case; and it draws errors at random.
///
/// # Sources
/// B. Callaway and P. H. C. Sant'Anna (2021), *Difference-in-differences with multiple time periods*, Journal of Econometrics 225, pp. 200-230.
///
/// # Example
/// Made up: the first group rises by 5, the second by 2 a period later; nobody else moves. The published case (teen employment and minimum wages) is in the tests.
/// ```
/// use koers_economics::{Matrix, evaluation::{Panel, Rollout, Untreated, group_time_effects}};
/// let table = Matrix::from_rows(&[[1.0, 6.0, 6.0], [3.0, 8.0, 8.0], [2.0, 2.0, 4.0], [4.0, 4.0, 6.0], [7.0, 7.0, 7.0], [9.0, 9.0, 9.0]])?;
/// let starts = [Some(1), Some(1), Some(2), Some(2), None, None];
/// let found = group_time_effects(&Rollout::new(&Panel::from(&table), &starts)?, Untreated::NotYet, None)?;
/// let effects: Vec<_> = found.effects.iter().map(|one| (one.start, one.period, one.effect.value)).collect();
/// assert_eq!(effects, [(1, 1, 5.0), (1, 2, 5.0), (2, 1, 0.0), (2, 2, 2.0)]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn group_time_effects(
    rollout: &Rollout,
    untreated: Untreated,
    predictors: Option<&Matrix>,
) -> Result<GroupTimeEffects, Fault> {
    if let Some(predictors) = predictors {
        check::size("predictors", "rows", rollout.starts.len(), predictors.rows())?;
    }
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
            let (value, own) = compare(rollout.starts.len(), &group, &others, change, predictors)?;
            let known = [&group, &others]
                .iter()
                .all(|units| rollout.clusters_of(units.iter().copied()) > 1);
            let all = rollout.starts.len() as f64;
            effects.push(GroupTimeEffect {
                start,
                period,
                effect: Estimate {
                    value,
                    error: known.then(|| rollout.square_by_cluster(&own).sqrt() / all),
                    degrees: None,
                },
                treated: group.len(),
                untreated: others.len(),
            });
            influence.push(own);
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

/// How much more the group changed than the others would have with its predictors, and what each of `count` units contributes to that.
fn compare(
    count: usize,
    group: &[usize],
    others: &[usize],
    change: impl Fn(usize) -> f64,
    predictors: Option<&Matrix>,
) -> Result<(f64, Vec<f64>), Fault> {
    let like = |unit: usize| -> Vec<f64> {
        let row = predictors.map_or(&[][..], |predictors| predictors.row(unit));
        [1.0].iter().chain(row).copied().collect()
    };
    let columns: Vec<Vec<f64>> = (0..=predictors.map_or(0, Matrix::columns))
        .map(|column| others.iter().map(|&unit| like(unit)[column]).collect())
        .collect();
    let changes: Vec<f64> = others.iter().map(|&unit| change(unit)).collect();
    let fit = LeastSquares::fit(&columns, &changes).ok_or(Fault::NoContrast { input: "predictors" })?;
    let beyond: Vec<f64> = group
        .iter()
        .map(|&unit| change(unit) - dot(&like(unit), &fit.coefficients))
        .collect();
    let value = beyond.iter().sum::<f64>() / group.len() as f64;
    let mean: Vec<f64> = (0..columns.len())
        .map(|column| group.iter().map(|&unit| like(unit)[column]).sum::<f64>() / group.len() as f64)
        .collect();
    let direction: Vec<f64> = fit
        .inverse
        .chunks(columns.len())
        .map(|row| dot(row, &mean))
        .collect();
    let all = count as f64;
    let mut own = vec![0.0; count];
    for (&unit, beyond) in group.iter().zip(&beyond) {
        own[unit] = all / group.len() as f64 * (beyond - value);
    }
    for (&unit, residual) in others.iter().zip(&fit.residuals) {
        own[unit] = -all * dot(&like(unit), &direction) * residual;
    }
    Ok((value, own))
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
        .map(|&at| {
            let mut sums = vec![0.0; rollout.cluster_count];
            for (cluster, value) in rollout.clusters.iter().zip(&influence[at]) {
                sums[*cluster] += value;
            }
            sums
        })
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
