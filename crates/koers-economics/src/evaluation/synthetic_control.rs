use super::Study;
use super::corral::Corral;
use super::matching::{self, Matching, Search, fit, outcomes, scaled};
use crate::{Fault, Matrix};

/// One predictor in [`SyntheticControl`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Balance {
    /// Of the treated unit.
    pub treated: f64,
    /// Of its synthetic control.
    pub synthetic: f64,
    /// The plain mean of the donors.
    pub donors: f64,
}

/// The path of a unit beside that of its synthetic control.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The synthetic control in each period.
    pub synthetic: Vec<f64>,
    /// The unit less its synthetic control in each period.
    pub gaps: Vec<f64>,
    /// The mean gap from the start of treatment on.
    pub effect: f64,
    /// The root of the mean squared gap in all periods before treatment.
    pub rmspe_before: f64,
    /// The same from the start of treatment on.
    pub rmspe_after: f64,
    /// The mean squared gap after over that before; nothing after a perfect fit.
    pub ratio: Option<f64>,
}

/// What [`synthetic_control`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct SyntheticControl {
    /// Per donor, in the order of the study; nought or more, together one.
    pub weights: Vec<f64>,
    /// V: per predictor, together one. Empty when matched on outcomes. Many V give the same weights: it is no finding about what matters.
    pub importance: Vec<f64>,
    /// The paths.
    pub path: Path,
    /// Per predictor. Empty when matched on outcomes.
    pub balance: Vec<Balance>,
    /// The mean squared gap over the fitted periods.
    pub loss: f64,
    /// The least that this loss could be with any weights: no predictors and no V do better.
    pub least_loss: f64,
    /// How far the treated unit lies from the hull of the donors in what they are matched on (in standard deviations of the predictors, all alike important; or in the outcome).
    pub hull_distance: f64,
    /// Whether it lies inside: then other weights may fit as well.
    pub inside_hull: bool,
    /// How the search for V went, if there was one.
    pub search: Option<Search>,
}

/// Synthetic control: a mix of untreated units that went the same way before, as what would have been.
///
/// # What it measures
/// The gap between a treated unit and the mix of donors that comes nearest to it before treatment.
///
/// # Formula
/// w(V) = argmin (x₁ − X₀ w)′ V (x₁ − X₀ w) over w ≥ 0, Σ w = 1: predictors divided by their standard deviation over treated unit and donors, V diagonal and nought or more with trace one.
/// Exact, as [`super::nearest_in_hull`]. With [`Matching::Searched`] V is what makes the mean squared gap of the outcome least over the fitted periods:
/// V as the softmax of free numbers over a floor, Nelder-Mead from many starts, begun anew where it ends.
///
/// # In and out
/// A [`Study`] and on what to match. Effects in the unit of the outcome.
///
/// # Assumptions
/// Donors are not touched by the measure (neighbours often are: leave them out). Nothing else happened to the treated unit alone. What drives the outcome weighs the same before and after.
///
/// # Limits
/// **A gap is no effect until placebos say so**: see [`super::placebos_in_space`]. Where `rmspe_before` is large beside the effect, there is no answer. The search has many local ends; `reached` says how many starts came to the best, `least_loss` what could at most be gained.
/// The search likes to throw predictors away: for California the loss is 3.077 with `least` at 10⁻⁸, 3.133 at 0.001 and 6.58 at 0.01, with other weights each time. Try more than one.
/// Published results are often not the best fit: Becker and Klößner show it.
///
/// # Withheld cells
/// Refused: a donor with a gap is named, and can be left out.
///
/// # Errors
/// [`Fault::NoSuchUnit`], [`Fault::SameEverywhere`] (a predictor), [`Fault::Size`], [`Fault::NegativeCell`], [`Fault::NoTotal`] (importance), [`Fault::Setting`] (no start; `least` out of range).
///
/// # Other programs
/// On the tobacco law of California Synth 1.1-8 for R ends at a loss of 3.209, pysyncon 1.7 at 21.7 from equal importance and at 3.85 from its regression start; this at 3.0767 (`least` 10⁻⁸).
/// On the unification of Germany, with importance from the decade before, pysyncon ends at 4,928, this at 4,580; matched on outcomes the weights are those of scpi 4.0.
///
/// # Sources
/// A. Abadie and J. Gardeazabal (2003), *The economic costs of conflict*, American Economic Review 93, pp. 113-132. A. Abadie, A. Diamond and J. Hainmueller (2010), Journal of the American Statistical Association 105, pp. 493-505.
/// M. Becker and S. Klößner (2018), *Fast and reliable computation of generalized synthetic controls*, Econometrics and Statistics 5.
///
/// # Example
/// A made-up mix: before treatment the first unit is 3/4 of the second and 1/4 of the third; after it there are 5 more. The published cases are in the tests: Basque Country 0.8508 Cataluña and 0.1492 Madrid; West Germany 0.42 Austria, 0.22 USA, 0.16 Japan, 0.11 Switzerland and 0.10 the Netherlands.
/// ```
/// use koers_economics::{Matrix, evaluation::{Matching, Panel, Study, synthetic_control}};
/// let table = Matrix::from_rows(&[
///     [13.0, 20.0, 12.0, 31.0],
///     [12.0, 20.0, 14.0, 24.0],
///     [16.0, 20.0, 6.0, 32.0],
/// ])?;
/// let study = Study::new(&Panel::from(&table), 0, &[1, 2], 3)?;
/// let found = synthetic_control(&study, Matching::Outcomes)?;
/// assert!((found.weights[0] - 0.75).abs() < 1e-12 && (found.path.effect - 5.0).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn synthetic_control(study: &Study, matching: Matching<'_>) -> Result<SyntheticControl, Fault> {
    matching::check(study, matching)?;
    let found = fit(study, matching);
    let mut corral = Corral::default();
    let (hull_distance, balance) = match matching {
        Matching::Outcomes => (
            corral.nearest(&outcomes(study), study.fit.len()).square.sqrt(),
            Vec::new(),
        ),
        Matching::Given { predictors, .. } | Matching::Searched { predictors, .. } => (
            corral
                .nearest(&scaled(study, predictors), predictors.columns())
                .square
                .sqrt(),
            balance(study, predictors, &found.weights),
        ),
    };
    let least = corral.nearest(&outcomes(study), study.fit.len()).square / study.fit.len() as f64;
    let unit = match matching {
        Matching::Outcomes => study
            .own
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs())),
        _ => 1.0,
    };
    Ok(SyntheticControl {
        path: Path::new(study, &found.weights),
        balance,
        loss: found.loss,
        least_loss: least.min(found.loss),
        hull_distance,
        // Far above rounding, far below what a figure can tell apart.
        inside_hull: hull_distance <= 1e-9 * unit,
        weights: found.weights,
        importance: found.importance,
        search: found.search,
    })
}

fn balance(study: &Study, predictors: &Matrix, weights: &[f64]) -> Vec<Balance> {
    let mixed = |column: usize, weight: &dyn Fn(usize) -> f64| {
        study
            .donors
            .iter()
            .enumerate()
            .map(|(at, &unit)| weight(at) * predictors.row(unit)[column])
            .sum::<f64>()
    };
    let plain = 1.0 / weights.len() as f64;
    (0..predictors.columns())
        .map(|column| Balance {
            treated: predictors.row(study.treated)[column],
            synthetic: mixed(column, &|at| weights[at]),
            donors: mixed(column, &|_| plain),
        })
        .collect()
}

impl Path {
    pub(super) fn new(study: &Study, weights: &[f64]) -> Self {
        let mut synthetic = vec![0.0; study.own.len()];
        for (donor, weight) in study.pool.iter().zip(weights) {
            for (sum, value) in synthetic.iter_mut().zip(donor) {
                *sum += weight * value;
            }
        }
        let gaps: Vec<f64> = study
            .own
            .iter()
            .zip(&synthetic)
            .map(|(own, other)| own - other)
            .collect();
        let (before, after) = gaps.split_at(study.start);
        let square = |gaps: &[f64]| gaps.iter().map(|gap| gap * gap).sum::<f64>() / gaps.len() as f64;
        let largest = study
            .own
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        // Below rounding a gap is none, and a ratio to it would be noise.
        let fitted = square(before).sqrt() <= 1e-12 * largest;
        Self {
            effect: after.iter().sum::<f64>() / after.len() as f64,
            rmspe_before: square(before).sqrt(),
            rmspe_after: square(after).sqrt(),
            ratio: (!fitted).then(|| square(after) / square(before)),
            synthetic,
            gaps,
        }
    }
}
