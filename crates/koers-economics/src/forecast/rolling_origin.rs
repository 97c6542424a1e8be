use rayon::prelude::*;

use super::Outlook;
use super::outlook::long_enough;
use crate::Fault;

/// How a method did so many periods ahead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtHorizon {
    /// From how many places it was tried.
    pub tries: usize,
    /// The mean of truth less forecast.
    pub bias: f64,
    /// The mean size of that.
    pub mean_error: f64,
    /// The root of its mean square.
    pub root_mean_square: f64,
    /// `mean_error` ÷ the mean size of a step of the naive forecast within each past: below one it is better than that. Nothing where a past never moved.
    pub scaled: Option<f64>,
    /// How often the truth lay in the interval.
    pub coverage: f64,
}

/// What [`rolling_origin`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct RollingOrigin {
    /// One period ahead, two, and so on.
    pub horizons: Vec<AtHorizon>,
    /// What the intervals promise.
    pub level: f64,
}

/// How far a forecast was off before: made again and again from earlier places, each time from what was known then.
///
/// # What it measures
/// The errors of a method, and how often its intervals held the truth, by how far ahead it looked.
///
/// # Formula
/// From each place with at least `first` values behind it: the forecast of the values up to `horizon` ahead, against what came. Scaled: each error ÷ the mean |y_t − y_(t−m)| of the past that it was made from, m the number of seasons; then the mean of their sizes.
///
/// # In and out
/// A series, how many values the first past has, how far ahead, the number of seasons (one: none), and the method: a function of the past.
///
/// # Assumptions
/// What comes will be as hard to forecast as what was.
///
/// # Limits
/// Errors from neighbouring places hang together, so that twenty tries are not twenty witnesses. Figures that were revised later were not known like this then.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::TooShort`] when no place is left; [`Fault::Setting`]; what the method refuses, for the earliest place.
///
/// # Sources
/// R. J. Hyndman and G. Athanasopoulos (2021), *Forecasting: principles and practice*, 3rd edition, section 5.10.
/// R. J. Hyndman and A. B. Koehler (2006), *Another look at measures of forecast accuracy*, International Journal of Forecasting 22, pp. 679-688 (the scaled error).
///
/// # Example
/// Made up: a series that rises by two a step; the last value is two short one step ahead and four short two steps ahead.
/// ```
/// use koers_economics::forecast::{Benchmark, naive, rolling_origin};
/// let series: Vec<f64> = (0..9).map(|at| 2.0 * f64::from(at)).collect();
/// let found = rolling_origin(&series, 4, 2, 1, |past| naive(past, Benchmark::Last, 2, 0.8))?;
/// assert_eq!((found.horizons[0].tries, found.horizons[1].tries), (5, 4));
/// assert_eq!((found.horizons[0].bias, found.horizons[1].scaled), (2.0, Some(2.0)));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn rolling_origin(
    series: &[f64],
    first: usize,
    horizon: usize,
    seasons: usize,
    method: impl Fn(&[f64]) -> Result<Outlook, Fault> + Sync,
) -> Result<RollingOrigin, Fault> {
    for (name, value) in [("horizon", horizon), ("season", seasons)] {
        if value == 0 {
            return Err(Fault::Setting {
                name,
                value: 0.0,
                needs: "at least one is needed",
            });
        }
    }
    long_enough(series, first.max(seasons + 1) + horizon)?;
    let tries: Vec<Try> = (first.max(seasons + 1)..series.len())
        .into_par_iter()
        .map(|place| {
            let (past, future) = series.split_at(place);
            let steps = past.len() - seasons;
            let moved = past
                .iter()
                .zip(&past[seasons..])
                .map(|(old, new)| (new - old).abs());
            Ok(Try {
                outlook: method(past)?,
                future,
                step: moved.sum::<f64>() / steps as f64,
            })
        })
        .collect::<Result<_, Fault>>()?;
    let level = tries[0].outlook.level;
    let at = |ahead: usize| -> Option<AtHorizon> {
        let known: Vec<(f64, f64, bool)> = tries.iter().filter_map(|one| one.at(ahead)).collect();
        let count = known.len() as f64;
        let mean = |of: &dyn Fn(&(f64, f64, bool)) -> f64| known.iter().map(of).sum::<f64>() / count;
        (!known.is_empty()).then(|| AtHorizon {
            tries: known.len(),
            bias: mean(&|one| one.0),
            mean_error: mean(&|one| one.0.abs()),
            root_mean_square: mean(&|one| one.0 * one.0).sqrt(),
            scaled: known
                .iter()
                .all(|one| one.1 > 0.0)
                .then(|| mean(&|one| one.0.abs() / one.1)),
            coverage: mean(&|one| if one.2 { 1.0 } else { 0.0 }),
        })
    };
    Ok(RollingOrigin {
        horizons: (0..horizon).map_while(at).collect(),
        level,
    })
}

/// A forecast from one place, and what came.
struct Try<'a> {
    outlook: Outlook,
    future: &'a [f64],
    /// The mean step of the naive forecast before.
    step: f64,
}

impl Try<'_> {
    /// The error so far ahead, the step to scale it by, and whether the interval held.
    fn at(&self, ahead: usize) -> Option<(f64, f64, bool)> {
        let truth = *self.future.get(ahead)?;
        let (low, high) = *self.outlook.intervals.get(ahead)?;
        let point = self.outlook.points.get(ahead)?;
        Some((truth - point, self.step, (low..=high).contains(&truth)))
    }
}
