use rayon::prelude::*;

use super::estimate::share;
use super::matching::check;
use super::{Matching, Path, Placebo, Study, placebos_in_space};
use crate::Fault;

/// What would have to happen to one donor to be seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DonorThreshold {
    /// Which unit of the panel.
    pub unit: usize,
    /// Every lasting rise above this is seen; nothing when no rise is: after a perfect fit, or where the level is out of reach.
    pub rise: Option<f64>,
    /// The same for a fall, as a number of nought or more.
    pub fall: Option<f64>,
}

/// What [`smallest_effect_by_placebos`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct SmallestEffect {
    /// The smallest lasting rise that is seen in the share `power` of the donors. Nothing when none is, however large: the design cannot answer.
    pub rise: Option<f64>,
    /// The same for a fall, as a number of nought or more.
    pub fall: Option<f64>,
    /// In what share of the donors something is seen where nothing was done.
    pub false_alarms: f64,
    /// The smallest p that the unit can reach: 1 ÷ (number of donors + 1). Above the level nothing can be seen.
    pub least_p: f64,
    /// Per donor, in the order of the study.
    pub donors: Vec<DonorThreshold>,
}

/// The smallest effect that a synthetic control with placebos can see, on the noise of the region's own donors.
///
/// # What it measures
/// How large a lasting rise or fall must be for [`super::placebos_in_space`] to put it among the first at a given level: played through on each donor, to which nothing was done.
///
/// # Formula
/// Each donor in turn is the treated unit, and δ is added to all its periods from the start on. It is seen when no more of the others have a larger ratio of after to before than the test of the unit among all J donors allows: ⌊level × (J + 1)⌋ − 1.
/// With gaps d the mean squared gap after is δ² + 2 δ d̄ + mean d², so that each donor's threshold is the larger root of a quadratic; the answer is the least δ that lies above the thresholds of the share `power` of the donors.
///
/// # In and out
/// A study as it will be run (what follows the start may be an earlier stretch of the same length, before the decision), on what to match, level and power. In the unit of the outcome.
///
/// # Assumptions
/// The treated unit is as noisy, and fitted as well, as its donors. The effect is the same in every period.
///
/// # Limits
/// **Outcomes must be of one size** (per head, an index): in numbers of people a large donor asks a large effect. The power is a share of J donors, so it comes in steps of 1 ÷ J.
/// An effect that grows slowly is found later. With a level under 1 ÷ (J + 1) nothing can be found.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::placebos_in_space`]; [`Fault::TooFewDonors`] with fewer than four, [`Fault::Setting`] for a level or power outside nought to one.
///
/// # Sources
/// The placebo test is that of A. Abadie, A. Diamond and J. Hainmueller (2010), Journal of the American Statistical Association 105, pp. 493-505; counting how often it finds a planted effect is our own.
/// The idea of a smallest effect: H. S. Bloom (1995), Evaluation Review 19, pp. 547-556.
///
/// # Example
/// Made up: with four donors the first of five has p = 1/5, so at a level of 10% no effect can be seen, and at 25% one can.
/// ```
/// use koers_economics::{Matrix, evaluation::{Matching, Panel, Study, smallest_effect_by_placebos}};
/// let table = Matrix::from_rows(&[
///     [13.0, 20.5, 12.0, 14.0], [12.0, 20.0, 14.0, 15.0], [16.0, 21.0, 6.0, 15.5], [11.0, 18.0, 12.0, 13.0], [14.0, 19.0, 13.0, 15.0],
/// ])?;
/// let study = Study::new(&Panel::from(&table), 0, &[1, 2, 3, 4], 3)?;
/// let none = smallest_effect_by_placebos(&study, Matching::Outcomes, 0.10, 0.75)?;
/// assert_eq!((none.rise, none.least_p), (None, 0.2));
/// assert!(smallest_effect_by_placebos(&study, Matching::Outcomes, 0.25, 0.75)?.rise.is_some());
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn smallest_effect_by_placebos(
    study: &Study,
    matching: Matching<'_>,
    level: f64,
    power: f64,
) -> Result<SmallestEffect, Fault> {
    check(study, matching)?;
    share("level", level)?;
    share("power", power)?;
    let count = study.donors.len();
    if count < 4 {
        return Err(Fault::TooFewDonors {
            unit: study.treated,
            found: count,
            needed: 4,
        });
    }
    let ranks = ranks(level, count);
    let donors: Vec<DonorThreshold> = (0..count)
        .into_par_iter()
        .map(|donor| {
            let found = placebos_in_space(&study.as_if(donor), matching)?;
            let bar = ranks
                .checked_sub(1)
                .and_then(|passed| bar(&found.placebos, passed));
            let gaps = &found.treated.gaps[study.start..];
            let mean = gaps.iter().sum::<f64>() / gaps.len() as f64;
            let above = |mean: f64| bar.and_then(|bar| threshold(&found.treated, mean, bar));
            Ok(DonorThreshold {
                unit: study.donors[donor],
                rise: above(mean),
                fall: above(-mean),
            })
        })
        .collect::<Result<_, Fault>>()?;
    let smallest = |of: fn(&DonorThreshold) -> Option<f64>| {
        reached(donors.iter().filter_map(of).collect(), count, power)
    };
    // Seen as it is: then no rise is needed, or no fall.
    let alarms = donors
        .iter()
        .filter(|donor| donor.rise == Some(0.0) || donor.fall == Some(0.0));
    Ok(SmallestEffect {
        rise: smallest(|donor| donor.rise),
        fall: smallest(|donor| donor.fall),
        false_alarms: alarms.count() as f64 / count as f64,
        least_p: 1.0 / (count + 1) as f64,
        donors,
    })
}

/// How many may stand in front, the unit itself among them, in the test of a unit among so many donors. A hair more, since 0.1 × 30 is not quite three.
pub(super) fn ranks(level: f64, donors: usize) -> usize {
    (level * (donors + 1) as f64 + 1e-9) as usize
}

/// The least value that lies above the thresholds of the share `power` of so many; those without a threshold never reach it.
pub(super) fn reached(mut thresholds: Vec<f64>, count: usize, power: f64) -> Option<f64> {
    let needed = (power * count as f64 - 1e-9).ceil().max(1.0) as usize;
    thresholds.sort_by(f64::total_cmp);
    thresholds.get(needed - 1).copied()
}

/// The ratio that must be passed to leave at most `passed` placebos in front. Infinite where a placebo has none; then nothing passes.
fn bar(placebos: &[Placebo], passed: usize) -> Option<f64> {
    let mut ratios: Vec<f64> = placebos
        .iter()
        .map(|placebo| placebo.path.ratio.unwrap_or(f64::INFINITY))
        .collect();
    ratios.sort_by(|a, b| b.total_cmp(a));
    ratios.get(passed).copied().filter(|bar| bar.is_finite())
}

/// The least δ of nought or more above which (δ² + 2 δ mean + square after) ÷ square before lies above the bar for good.
fn threshold(path: &Path, mean: f64, bar: f64) -> Option<f64> {
    path.ratio?;
    let (before, after) = (path.rmspe_before.powi(2), path.rmspe_after.powi(2));
    let under = mean * mean - after + bar * before;
    Some(if under < 0.0 {
        0.0
    } else {
        (under.sqrt() - mean).max(0.0)
    })
}
