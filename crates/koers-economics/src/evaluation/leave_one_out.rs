use rayon::prelude::*;

use super::matching::{check, fit};
use super::{Matching, Path, Study};
use crate::Fault;

/// What is found without one donor.
#[derive(Debug, Clone, PartialEq)]
pub struct WithoutDonor {
    /// Which unit of the panel was left out.
    pub unit: usize,
    /// The weight that it had.
    pub weight: f64,
    /// The paths without it.
    pub path: Path,
}

/// What [`leave_one_out`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct LeaveOneOut {
    /// The effect with all donors.
    pub effect: f64,
    /// For each donor with a weight; without the others nothing changes.
    pub without: Vec<WithoutDonor>,
    /// The smallest and the largest effect over all of these, that with all donors too.
    pub span: (f64, f64),
}

/// Leave-one-out donors: whether the answer hangs on one of them.
///
/// # What it measures
/// The effect again without each donor that has a weight.
///
/// # Formula
/// As [`super::synthetic_control`], fitted anew each time.
///
/// # In and out
/// As [`super::synthetic_control`].
///
/// # Limits
/// A span that holds nought says that the answer depends on a donor; one that does not is no proof, since the fit may be worse: look at `rmspe_before` of each.
/// Where importance is searched, leaving out a donor without weight may also change a little; those are not tried.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::synthetic_control`]; [`Fault::TooFewDonors`] with fewer than three.
///
/// # Sources
/// A. Abadie, A. Diamond and J. Hainmueller (2015), *Comparative politics and the synthetic control method*, American Journal of Political Science 59, pp. 495-510.
///
/// # Example
/// Made up: the fourth unit has no weight, and five more stays five more only while both others are there.
/// ```
/// use koers_economics::{Matrix, evaluation::{Matching, Panel, Study, leave_one_out}};
/// let table = Matrix::from_rows(&[
///     [13.0, 20.0, 12.0, 31.0],
///     [12.0, 20.0, 14.0, 24.0],
///     [16.0, 20.0, 6.0, 32.0],
///     [13.0, 40.0, 12.0, 26.0],
/// ])?;
/// let study = Study::new(&Panel::from(&table), 0, &[1, 2, 3], 3)?;
/// let found = leave_one_out(&study, Matching::Outcomes)?;
/// assert!((found.effect - 5.0).abs() < 1e-9);
/// assert_eq!(found.without.iter().map(|one| one.unit).collect::<Vec<_>>(), [1, 2]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn leave_one_out(study: &Study, matching: Matching<'_>) -> Result<LeaveOneOut, Fault> {
    check(study, matching)?;
    if study.donors.len() < 3 {
        return Err(Fault::TooFewDonors {
            unit: study.treated,
            found: study.donors.len(),
            needed: 3,
        });
    }
    let weights = fit(study, matching).weights;
    let effect = Path::new(study, &weights).effect;
    let used: Vec<usize> = (0..weights.len()).filter(|&at| weights[at] > 1e-9).collect();
    let without: Vec<WithoutDonor> = used
        .into_par_iter()
        .map(|donor| {
            let fewer = study.without(donor);
            WithoutDonor {
                unit: study.donors[donor],
                weight: weights[donor],
                path: Path::new(&fewer, &fit(&fewer, matching).weights),
            }
        })
        .collect();
    let effects = || without.iter().map(|one| one.path.effect);
    Ok(LeaveOneOut {
        effect,
        span: (effects().fold(effect, f64::min), effects().fold(effect, f64::max)),
        without,
    })
}
