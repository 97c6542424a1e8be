use rayon::prelude::*;

use super::form::Form;
use super::{Smoothing, exponential_smoothing};
use crate::Fault;
use crate::check;

/// One form that was tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// The form.
    pub form: Form,
    /// Its AICc; less is better.
    pub aicc: f64,
}

/// What [`choose_smoothing`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ChosenSmoothing {
    /// The form with the least AICc.
    pub best: Smoothing,
    /// All forms that could be fitted, the best first. Where the next ones are within about two of the best, the choice is a matter of chance.
    pub candidates: Vec<Candidate>,
}

/// The form of exponential smoothing that follows a series best for what it estimates.
///
/// # What it measures
/// Which of the fifteen forms of [`super::exponential_smoothing`] has the least AICc.
///
/// # Formula
/// AICc = deviance + 2 k + 2 k (k + 1) ÷ (n − k − 1), k = what is estimated, with σ.
///
/// # In and out
/// A series without gaps and how many seasons a year has (one: none). Forms in proportion only where all values are more than nought; forms for which the series is too short are left out.
///
/// # Assumptions
/// As [`super::exponential_smoothing`].
///
/// # Limits
/// The criterion compares forms on what has been; another may forecast better. Intervals do not count that the form was chosen.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::exponential_smoothing`], when no form can be fitted.
///
/// # Other programs
/// `ets` of forecast for R chooses by the same criterion, from fits that end earlier: for passengers by air (M,Ad,M) with 1400.64, where (M,A,M) has 1390.85, here and in numpy.
///
/// # Sources
/// R. J. Hyndman, A. B. Koehler, R. D. Snyder and S. Grose (2002), *A state space framework for automatic forecasting using exponential smoothing methods*, International Journal of Forecasting 18, pp. 439-454.
///
/// # Example
/// Made up: a line with a little noise asks a trend.
/// ```
/// use koers_economics::forecast::{TrendForm, choose_smoothing};
/// let series: Vec<f64> = (0..24).map(|at| 100.0 + 5.0 * f64::from(at) + f64::from(at * at % 7)).collect();
/// let found = choose_smoothing(&series, 1)?;
/// assert!(found.best.form.trend != TrendForm::None && found.candidates.len() == 6);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn choose_smoothing(series: &[f64], seasons: usize) -> Result<ChosenSmoothing, Fault> {
    check::values("series", series)?;
    if seasons == 0 {
        return Err(Fault::Setting {
            name: "season",
            value: 0.0,
            needs: "a year has at least one season",
        });
    }
    let forms = Form::all(seasons, series.iter().all(|value| *value > 0.0));
    let fits: Vec<Result<Smoothing, Fault>> = forms
        .par_iter()
        .map(|form| exponential_smoothing(series, *form))
        .collect();
    let (mut fitted, mut faults) = (Vec::new(), Vec::new());
    for fit in fits {
        match fit {
            Ok(fit) => fitted.push(fit),
            Err(fault) => faults.push(fault),
        }
    }
    // Stable: forms that are as good keep their order, the simplest first.
    fitted.sort_by(|a, b| a.aicc.total_cmp(&b.aicc));
    let candidates = fitted
        .iter()
        .map(|fit| Candidate {
            form: fit.form,
            aicc: fit.aicc,
        })
        .collect();
    match (fitted.into_iter().next(), faults.into_iter().next()) {
        (Some(best), _) => Ok(ChosenSmoothing { best, candidates }),
        (None, Some(fault)) => Err(fault),
        (None, None) => Err(Fault::Empty { input: "series" }),
    }
}
