use super::{Estimate, Rollout};
use crate::Fault;

/// What [`two_way_fixed_effects`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoWayFixedEffects {
    /// β, in the unit of the outcome. No error where only one cluster is treated, or only one is not.
    pub effect: Estimate,
    /// How many clusters in all.
    pub clusters: usize,
    /// How many clusters have a treated unit. With few of them the error is too small, whatever the number of others.
    pub treated_clusters: usize,
    /// The sum of the weights below nought that β gives to the effects of treated units in treated periods (all weights together are one).
    /// Where it is not nought β may lie outside all the effects that it stands for: see [`super::group_time_effects`].
    pub negative_weight: f64,
}

/// Difference-in-differences: the change of the treated beyond that of the others.
///
/// # What it measures
/// How much more the outcome rose in treated units than in others, with a level for each unit and a shock for each period taken out.
/// With one start for all it is the classic comparison: (after − before) of the treated less (after − before) of the others.
///
/// # Formula
/// Y = αᵢ + λₜ + β D + ε. With D̃ = D − D̄ᵢ − D̄ₜ + D̄ and Ỹ likewise: β = Σ D̃ Ỹ ÷ Σ D̃².
/// Error: √(c Σ over clusters (Σ D̃ ε)²) ÷ Σ D̃², c = G ÷ (G − 1) × (N − 1) ÷ (N − 1 − T) with G clusters, N cells and T periods; Student's t with G − 1 degrees of freedom.
/// The weight of the effect of a treated cell is D̃ ÷ the sum of D̃ over treated cells.
///
/// # In and out
/// A [`Rollout`]; an effect in the unit of the outcome.
///
/// # Assumptions
/// Without the measure, treated and others would have changed by as much (parallel trends). The effect is the same for every unit and in every period, or all start at once.
/// Treatment does not reach the others.
///
/// # Limits
/// **With different starts β mixes good comparisons with bad ones**: units that are treated already serve as controls, and some effects count with a weight below nought. `negative_weight` says how much.
/// The error needs many clusters on both sides. Of 2,000 made-up panels of 60 units over 8 periods without an effect, p was under 5% in 32% with 2 treated units, 20% with 3, 12% with 5, 6.5% with 10 and 4.6% with 30.
/// With one treated unit there is no error at all: use [`super::placebos_in_space`].
///
/// # Withheld cells
/// Refused: the panel must be complete.
///
/// # Errors
/// [`Fault::NoContrast`] when all are treated from the same period, so that nobody is left to compare with.
///
/// # Other programs
/// pyfixest 0.60 (`feols`, errors clustered by unit) gives the same effect and error in the published case. Programs count degrees of freedom in more than one way, which moves the error by a factor near one.
///
/// # Sources
/// M. Bertrand, E. Duflo and S. Mullainathan (2004), *How much should we trust differences-in-differences estimates?*, Quarterly Journal of Economics 119, pp. 249-275 (errors by cluster).
/// C. de Chaisemartin and X. D'Haultfœuille (2020), *Two-way fixed effects estimators with heterogeneous treatment effects*, American Economic Review 110, pp. 2964-2996 (the weights).
/// A. Goodman-Bacon (2021), *Difference-in-differences with variation in treatment timing*, Journal of Econometrics 225, pp. 254-277.
///
/// # Example
/// Made up: the first two rise by 5 and 7, the others by 1 and 3. So 6 less 2.
/// The published case (teen employment and minimum wages, −0.0365) is in the tests.
/// ```
/// use koers_economics::{Matrix, evaluation::{Panel, Rollout, two_way_fixed_effects}};
/// let table = Matrix::from_rows(&[[10.0, 15.0], [20.0, 27.0], [8.0, 9.0], [30.0, 33.0]])?;
/// let rollout = Rollout::new(&Panel::from(&table), &[Some(1), Some(1), None, None])?;
/// let found = two_way_fixed_effects(&rollout)?;
/// assert!((found.effect.value - 4.0).abs() < 1e-12 && found.negative_weight == 0.0);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn two_way_fixed_effects(rollout: &Rollout) -> Result<TwoWayFixedEffects, Fault> {
    let periods = rollout.periods();
    let treated: Vec<Vec<f64>> = rollout
        .starts
        .iter()
        .map(|start| {
            (0..periods)
                .map(|period| {
                    if start.is_some_and(|start| period >= start) {
                        1.0
                    } else {
                        0.0
                    }
                })
                .collect()
        })
        .collect();
    let contrast = within(&treated);
    let square: f64 = contrast.iter().flatten().map(|value| value * value).sum();
    // What D̃ can be is a multiple of 1 ÷ cells: anything this small is rounding.
    if square < 1e-18 {
        return Err(Fault::NoContrast { input: "starts" });
    }
    let outcome = within(&rollout.outcomes);
    let effect = cells(&contrast, &outcome).map(|(d, y)| d * y).sum::<f64>() / square;
    let scores: Vec<f64> = contrast
        .iter()
        .zip(&outcome)
        .map(|(d, y)| d.iter().zip(y).map(|(d, y)| d * (y - effect * d)).sum())
        .collect();
    let count = (rollout.starts.len() * periods) as f64;
    let clusters = rollout.cluster_count;
    let treated_clusters = side(rollout, true);
    let correction =
        clusters as f64 / (clusters as f64 - 1.0) * (count - 1.0) / (count - 1.0 - periods as f64);
    let error = (correction * rollout.square_by_cluster(&scores)).sqrt() / square;
    let enough = treated_clusters > 1 && clusters > 2 && clusters - treated_clusters != 1;
    let in_treatment = || {
        cells(&contrast, &treated)
            .filter(|(_, on)| *on > 0.0)
            .map(|(d, _)| d)
    };
    let whole: f64 = in_treatment().sum();
    Ok(TwoWayFixedEffects {
        effect: Estimate {
            value: effect,
            error: enough.then_some(error),
            degrees: Some(clusters - 1),
        },
        clusters,
        treated_clusters,
        // The sum of nothing is −0.
        negative_weight: in_treatment()
            .map(|d| d / whole)
            .filter(|weight| *weight < -1e-12)
            .sum::<f64>()
            + 0.0,
    })
}

/// How many clusters have a treated unit, or have none.
fn side(rollout: &Rollout, treated: bool) -> usize {
    let units = 0..rollout.starts.len();
    rollout.clusters_of(units.filter(|&unit| rollout.starts[unit].is_some() == treated))
}

fn cells<'a>(a: &'a [Vec<f64>], b: &'a [Vec<f64>]) -> impl Iterator<Item = (f64, f64)> + 'a {
    a.iter().flatten().copied().zip(b.iter().flatten().copied())
}

/// Each cell less the mean of its unit and of its period, plus the mean of all.
fn within(table: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let (units, periods) = (table.len() as f64, table[0].len());
    let mut of_period = vec![0.0; periods];
    for row in table {
        for (sum, value) in of_period.iter_mut().zip(row) {
            *sum += value / units;
        }
    }
    let mean = of_period.iter().sum::<f64>() / periods as f64;
    table
        .iter()
        .map(|row| {
            let own = row.iter().sum::<f64>() / periods as f64;
            row.iter()
                .zip(&of_period)
                .map(|(value, shock)| value - own - shock + mean)
                .collect()
        })
        .collect()
}
