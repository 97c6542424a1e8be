use rayon::prelude::*;

use super::Study;
use super::frank_wolfe::{Rule, thinned};
use crate::Fault;

/// What [`synthetic_did`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct SyntheticDid {
    /// τ, in the unit of the outcome.
    pub effect: f64,
    /// Per donor, in the order of the study.
    pub unit_weights: Vec<f64>,
    /// Per period before treatment.
    pub time_weights: Vec<f64>,
    /// ζ of the unit weights.
    pub ridge: f64,
    /// The same with unit weights as a synthetic control (no level, no time weights, hardly a ridge).
    pub synthetic_control: f64,
    /// The same as that with a level that may differ: each donor, and the treated unit, less its mean before.
    pub demeaned: f64,
    /// The same with equal weights: plain difference-in-differences.
    pub plain: f64,
    /// The effect for each donor, as if it were treated; the treated unit is left out.
    pub placebos: Vec<f64>,
    /// The standard error by placebo: the spread of `placebos`, as if there were no effect.
    pub error: f64,
}

/// Synthetic difference-in-differences: weights for donors and for periods, and the level may differ.
///
/// # What it measures
/// The change of a treated unit beyond that of a mix of donors with the same course before, counted from a mix of the periods that resemble what came after.
///
/// # Formula
/// Unit weights ω: min ‖ω₀ + Σ ωᵢ Yᵢ − Y₁‖² + ζ² T₀ ‖ω‖² over the periods before, on the simplex; ζ = (T − T₀)^¼ σ, σ the standard deviation of all first differences of the donors before treatment.
/// Time weights λ likewise over the donors, with a ridge of 10⁻⁶ σ. τ = (Y₁ − Σ ωᵢ Yᵢ) after, on average, less the same before by λ.
/// Standard error: √(Σ (τᵢ − τ̄)² ÷ J) over the J donors treated in name only, which is what drawing without end would give.
/// Both weights by Frank-Wolfe: 100 steps, weights of at most a quarter of the largest to nought, then up to 10,000 steps until one brings less than (10⁻⁵ σ)².
///
/// # In and out
/// A [`Study`]; it uses all periods before treatment. One unit is treated.
///
/// # Assumptions
/// As [`super::synthetic_control`], but a lasting difference in level does no harm. The placebo error supposes that the treated unit is as noisy as the donors.
///
/// # Limits
/// The error cannot be had from one treated unit itself. Where it is large beside the effect, the effect cannot be told from noise.
/// With few donors the error itself is rough.
///
/// How often the effect lies more than 1.96 errors from nought, in 200 made-up panels each, with the same courses as on the page of [`super::placebos_in_space`]:
///
/// | donors | treated unit | no effect | 2 planted |
/// |---|---|---|---|
/// | 9 | like the donors | 10% | 48% |
/// | 19 | like the donors | 6% | 53% |
/// | 19 | twice as noisy | 29% | 53% |
///
/// So it finds more than placebos in space do, and cries effect where the treated unit is noisier than its donors: a small region among large ones. Then go by placebos in space.
///
/// # Withheld cells
/// Refused: a donor with a gap is named, and can be left out.
///
/// # Errors
/// [`Fault::TooFewDonors`] (fewer than three), [`Fault::NoContrast`] when no donor moves before treatment.
///
/// # Other programs
/// azcausal 0.2.5, run on the table of California in the tests, gives the same effect to ten digits; weights were held against printed ones, and no other panel was compared. It, synthdid of the authors and synthdid-py draw donors at random for the placebo error, 50 to 200 times, so that theirs changes with the seed;
/// with one treated unit there are only as many placebos as donors, and this takes each once. Like synthdid it begins a placebo from the weights found.
///
/// # Sources
/// D. Arkhangelsky, S. Athey, D. Hirshberg, G. Imbens and S. Wager (2021), *Synthetic difference-in-differences*, American Economic Review 111, pp. 4088-4118.
/// N. Doudchenko and G. W. Imbens (2016), *Balancing, regression, difference-in-differences and synthetic control methods*, NBER working paper 22791 (`demeaned`).
///
/// # Example
/// Made up: the same course on another level, and five more. The published case (California, −15.6) is in the tests.
/// ```
/// use koers_economics::{Matrix, evaluation::{Panel, Study, synthetic_did}};
/// let table = Matrix::from_rows(&[
///     [112.0, 120.0, 114.0, 129.0],
///     [12.0, 20.0, 14.0, 24.0],
///     [16.0, 10.0, 6.0, 32.0],
///     [10.0, 11.0, 15.0, 12.0],
/// ])?;
/// let study = Study::new(&Panel::from(&table), 0, &[1, 2, 3], 3)?;
/// let found = synthetic_did(&study)?;
/// assert!(found.unit_weights[0] > 0.4 && found.effect.is_finite());
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn synthetic_did(study: &Study) -> Result<SyntheticDid, Fault> {
    if study.donors.len() < 3 {
        return Err(Fault::TooFewDonors {
            unit: study.treated,
            found: study.donors.len(),
            needed: 3,
        });
    }
    let donors = study.donors.len();
    let equal = |count: usize| vec![1.0 / count as f64; count];
    let found = Weights::find(study, &equal(donors), &equal(study.start));
    if found.noise == 0.0 {
        return Err(Fault::NoContrast { input: "donors" });
    }
    let mixed = |level: bool| {
        let rule = Rule {
            ridge: 1e-6 * found.noise,
            level,
            decrease: 1e-5 * found.noise,
        };
        thinned(&before(study), &study.own[..study.start], &equal(donors), rule)
    };
    let placebos: Vec<f64> = (0..donors)
        .into_par_iter()
        .map(|donor| {
            let placebo = study.as_if(donor);
            let mut start = found.units.clone();
            start.remove(donor);
            let total: f64 = start.iter().sum();
            let start = if total > 0.0 {
                start.iter().map(|weight| weight / total).collect()
            } else {
                equal(donors - 1)
            };
            let weights = Weights::find(&placebo, &start, &found.times);
            double_difference(&placebo, &weights.units, &weights.times)
        })
        .collect();
    Ok(SyntheticDid {
        effect: double_difference(study, &found.units, &found.times),
        synthetic_control: double_difference(study, &mixed(false), &vec![0.0; study.start]),
        demeaned: double_difference(study, &mixed(true), &equal(study.start)),
        plain: double_difference(study, &equal(donors), &equal(study.start)),
        ridge: found.ridge,
        unit_weights: found.units,
        time_weights: found.times,
        error: deviation(&placebos, placebos.len()),
        placebos,
    })
}

struct Weights {
    units: Vec<f64>,
    times: Vec<f64>,
    noise: f64,
    ridge: f64,
}

impl Weights {
    fn find(study: &Study, units: &[f64], times: &[f64]) -> Self {
        let after = study.own.len() - study.start;
        let noise = noise(study);
        let ridge = (after as f64).powf(0.25) * noise;
        let rule = |ridge: f64| Rule {
            ridge,
            level: true,
            decrease: 1e-5 * noise,
        };
        let periods: Vec<Vec<f64>> = (0..study.start)
            .map(|period| study.pool.iter().map(|donor| donor[period]).collect())
            .collect();
        let later: Vec<f64> = study
            .pool
            .iter()
            .map(|donor| donor[study.start..].iter().sum::<f64>() / after as f64)
            .collect();
        Self {
            units: thinned(&before(study), &study.own[..study.start], units, rule(ridge)),
            times: thinned(&periods, &later, times, rule(1e-6 * noise)),
            noise,
            ridge,
        }
    }
}

fn before(study: &Study) -> Vec<Vec<f64>> {
    study
        .pool
        .iter()
        .map(|donor| donor[..study.start].to_vec())
        .collect()
}

/// The standard deviation of all first differences of the donors before treatment.
fn noise(study: &Study) -> f64 {
    let steps: Vec<f64> = study
        .pool
        .iter()
        .flat_map(|donor| donor[..study.start].windows(2).map(|pair| pair[1] - pair[0]))
        .collect();
    deviation(&steps, steps.len() - 1)
}

/// The root of the sum of squared deviations over `count`.
fn deviation(values: &[f64], count: usize) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let square: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (square / count as f64).sqrt()
}

fn double_difference(study: &Study, units: &[f64], times: &[f64]) -> f64 {
    let gap = |period: usize| {
        let mixed: f64 = study
            .pool
            .iter()
            .zip(units)
            .map(|(donor, weight)| weight * donor[period])
            .sum();
        study.own[period] - mixed
    };
    let after = study.own.len() - study.start;
    let later = (study.start..study.own.len()).map(gap).sum::<f64>() / after as f64;
    let earlier: f64 = times
        .iter()
        .enumerate()
        .map(|(period, weight)| weight * gap(period))
        .sum();
    later - earlier
}
