use super::form::{ErrorForm, Form, SeasonForm, TrendForm};
use super::outlook::{asked, long_enough};
use super::{Outlook, exponential_smoothing};
use crate::Fault;
use crate::least_squares::LeastSquares;

/// What [`theta`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Theta {
    /// What comes.
    pub outlook: Outlook,
    /// α of the smoothed level.
    pub alpha: f64,
    /// Half the slope of the line through the whole series: what is added each period.
    pub drift: f64,
}

/// The Theta forecast: a smoothed level, and half the trend of the whole series.
///
/// # What it measures
/// What comes next if the level goes on from where it is and half of the long trend holds.
///
/// # Formula
/// With b the slope of the line by least squares and α, ℓ of simple exponential smoothing: ℓ + ½ b (h − 1 + (1 − (1 − α)ⁿ) ÷ α), h periods ahead. Spread σ √(1 + (h − 1) α²).
///
/// # In and out
/// A series without gaps and without seasons, how many periods ahead, and the level of the intervals.
///
/// # Assumptions
/// As [`super::exponential_smoothing`].
///
/// # Limits
/// Seasons must be taken out first. The intervals are those of the smoothed level: they do not count that the slope is guessed.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::TooShort`] (fewer than five values), [`Fault::Setting`].
///
/// # Other programs
/// `thetaf` of forecast for R is the same method, but for its test for seasons; it stops its search for the weight elsewhere: the first forecast of the
/// Nile is 799.812 there and 799.793 here.
///
/// # Sources
/// V. Assimakopoulos and K. Nikolopoulos (2000), *The theta model*, International Journal of Forecasting 16, pp. 521-530.
/// R. J. Hyndman and B. Billah (2003), *Unmasking the Theta method*, International Journal of Forecasting 19, pp. 287-290.
///
/// # Example
/// Made up: on a line only half the slope is seen, beside what smoothing is behind. The published case (Nile) is in the tests.
/// ```
/// use koers_economics::forecast::theta;
/// let found = theta(&[10.0, 12.5, 13.5, 16.0, 18.5, 19.5, 22.0], 1, 0.8)?;
/// assert!((found.drift - 0.982).abs() < 0.001 && found.outlook.points[0] > 22.0);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn theta(series: &[f64], horizon: usize, level: f64) -> Result<Theta, Fault> {
    asked(horizon, level)?;
    long_enough(series, 5)?;
    let form = Form {
        error: ErrorForm::Additive,
        trend: TrendForm::None,
        season: SeasonForm::None,
    };
    let smooth = exponential_smoothing(series, form)?;
    let count = series.len();
    let times = (0..count).map(|at| at as f64).collect();
    let line = LeastSquares::fit(&[vec![1.0; count], times], series);
    // Periods differ, so the two columns always tell each other apart.
    let drift = line.map_or(0.0, |line| line.coefficients[1] / 2.0);
    let behind = (1.0 - (1.0 - smooth.alpha).powf(count as f64)) / smooth.alpha;
    let flat = smooth.outlook(horizon, level, 0)?.points;
    let points = flat
        .iter()
        .enumerate()
        .map(|(step, point)| point + drift * (step as f64 + behind))
        .collect();
    let spread: Vec<f64> = (0..horizon)
        .map(|step| smooth.sigma * (1.0 + step as f64 * smooth.alpha * smooth.alpha).sqrt())
        .collect();
    Ok(Theta {
        outlook: Outlook::normal(points, &spread, level),
        alpha: smooth.alpha,
        drift,
    })
}
