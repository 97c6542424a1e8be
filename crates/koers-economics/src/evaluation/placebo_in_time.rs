use super::{Matching, Study, SyntheticControl, synthetic_control};
use crate::Fault;

/// Placebo in time: whether a gap also opens at a date at which nothing was done.
///
/// # What it measures
/// The synthetic control of an earlier, false start, up to the true one. A gap there means that the method finds effects where there are none.
///
/// # Formula
/// As [`super::synthetic_control`], fitted on what of the fitted periods lies before the false start; periods from the true start on are left out.
///
/// # In and out
/// The study, the false start, and on what to match: predictors must be known before the false start, so they are another table than that of the study.
///
/// # Limits
/// One date says little; try each that leaves enough periods. The fit is on fewer periods than that of the study.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::synthetic_control`]; [`Fault::TreatmentOutside`] when the false start is not before the true one, [`Fault::TooFewBefore`] when fewer than two fitted periods are left.
///
/// # Sources
/// A. Abadie, A. Diamond and J. Hainmueller (2015), *Comparative politics and the synthetic control method*, American Journal of Political Science 59, pp. 495-510.
///
/// # Example
/// Made up: nothing happens at the third period, five more at the fifth.
/// ```
/// use koers_economics::{Matrix, evaluation::{Matching, Panel, Study, placebo_in_time}};
/// let table = Matrix::from_rows(&[
///     [13.0, 20.0, 12.0, 26.0, 31.0],
///     [12.0, 20.0, 14.0, 24.0, 24.0],
///     [16.0, 20.0, 6.0, 32.0, 32.0],
/// ])?;
/// let study = Study::new(&Panel::from(&table), 0, &[1, 2], 4)?;
/// let found = placebo_in_time(&study, Matching::Outcomes, 2)?;
/// assert!(found.path.effect.abs() < 1e-12 && found.path.gaps.len() == 4);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn placebo_in_time(
    study: &Study,
    matching: Matching<'_>,
    false_start: usize,
) -> Result<SyntheticControl, Fault> {
    if false_start >= study.start {
        return Err(Fault::TreatmentOutside {
            unit: study.treated,
            period: false_start,
            periods: study.start,
        });
    }
    let mut earlier = study.clone();
    let end = study.fit.end.min(false_start);
    earlier.start = false_start;
    earlier.own.truncate(study.start);
    earlier
        .pool
        .iter_mut()
        .for_each(|donor| donor.truncate(study.start));
    let earlier = earlier.fitted_on(study.fit.start.min(end)..end)?;
    synthetic_control(&earlier, matching)
}
