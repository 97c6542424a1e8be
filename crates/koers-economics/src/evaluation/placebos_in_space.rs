use rayon::prelude::*;

use super::matching::{check, fit};
use super::{Matching, Path, Study};
use crate::Fault;

/// One unit that was treated in name only.
#[derive(Debug, Clone, PartialEq)]
pub struct Placebo {
    /// Which unit of the panel.
    pub unit: usize,
    /// Its path beside that of its own synthetic control.
    pub path: Path,
}

/// What [`placebos_in_space`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacebosInSpace {
    /// The treated unit.
    pub treated: Path,
    /// Every donor, as if it were treated.
    pub placebos: Vec<Placebo>,
    /// The place of the treated unit by its ratio of after to before, the largest first. A placebo with the same ratio, or with a perfect fit and so no ratio, goes before it. Nothing when the treated unit itself has none.
    pub rank: Option<usize>,
    /// `rank` ÷ the number of units: how often a unit picked at random would stand out as much.
    pub p: Option<f64>,
    /// 1 ÷ the number of units: no p can be smaller.
    pub least_p: f64,
}

/// Placebos in space: whether the gap of the treated unit stands out among gaps where nothing was done.
///
/// # What it measures
/// The rank of the treated unit when every donor in turn is treated in name only.
///
/// # Formula
/// Per unit the mean squared gap after the start ÷ that before it. p = rank ÷ number of units.
///
/// # In and out
/// As [`super::synthetic_control`]. Importance that is searched is searched for each unit anew, with the same starts.
///
/// # Assumptions
/// Had nothing been done, the treated unit might as well have been any of the donors.
///
/// # Limits
/// With J donors p is never under 1 ÷ (J + 1): ten donors cannot show anything at 5%. The treated unit is no donor of a placebo, since its path holds the effect; so a placebo has one donor less and fits a little worse before, which with few donors makes p a little too small.
///
/// How often the treated unit ranks first, in 1,000 made-up panels each, matched on outcomes over ten periods before and seen in four after, with noise of which a half stays. Planted effects are in standard deviations of what moves a donor by itself:
///
/// | donors | treated unit | stated | no effect | 2 planted | 4 planted |
/// |---|---|---|---|---|---|
/// | 9 | like the donors | 10% | 13% | 38% | 68% |
/// | 19 | like the donors | 5% | 6% | 23% | 53% |
/// | 19 | twice as noisy | 5% | 3% | 6% | 18% |
///
/// So a treated unit that is noisier than its donors gives no false alarms; it hides effects.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::synthetic_control`]; [`Fault::TooFewDonors`] with fewer than three, since each placebo needs two.
///
/// # Other programs
/// Abadie, Diamond and Hainmueller (2010) put the treated unit into the pool of the placebos; that makes a placebo's gap partly the effect itself.
///
/// # Sources
/// A. Abadie, A. Diamond and J. Hainmueller (2010), Journal of the American Statistical Association 105, pp. 493-505; (2015), American Journal of Political Science 59, pp. 495-510.
///
/// # Example
/// California ranks first of 39 in the published case, which the tests hold. Made up, with three donors: first of four, so that p is a quarter.
/// ```
/// use koers_economics::{Matrix, evaluation::{Matching, Panel, Study, placebos_in_space}};
/// let table = Matrix::from_rows(&[
///     [13.0, 20.5, 12.0, 41.0],
///     [12.0, 20.0, 14.0, 24.0],
///     [16.0, 21.0, 6.0, 25.0],
///     [11.0, 18.0, 12.0, 23.0],
/// ])?;
/// let study = Study::new(&Panel::from(&table), 0, &[1, 2, 3], 3)?;
/// let found = placebos_in_space(&study, Matching::Outcomes)?;
/// assert_eq!((found.rank, found.p), (Some(1), Some(0.25)));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn placebos_in_space(study: &Study, matching: Matching<'_>) -> Result<PlacebosInSpace, Fault> {
    check(study, matching)?;
    if study.donors.len() < 3 {
        return Err(Fault::TooFewDonors {
            unit: study.treated,
            found: study.donors.len(),
            needed: 3,
        });
    }
    let treated = Path::new(study, &fit(study, matching).weights);
    let placebos: Vec<Placebo> = (0..study.donors.len())
        .into_par_iter()
        .map(|donor| {
            let study = study.as_if(donor);
            let path = Path::new(&study, &fit(&study, matching).weights);
            let unit = study.treated;
            Placebo { unit, path }
        })
        .collect();
    let rank = treated.ratio.map(|own| {
        1 + placebos
            .iter()
            .filter(|placebo| placebo.path.ratio.is_none_or(|ratio| ratio >= own))
            .count()
    });
    let units = (placebos.len() + 1) as f64;
    Ok(PlacebosInSpace {
        treated,
        rank,
        p: rank.map(|rank| rank as f64 / units),
        least_p: 1.0 / units,
        placebos,
    })
}
