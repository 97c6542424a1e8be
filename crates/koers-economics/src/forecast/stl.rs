use super::outlook::long_enough;
use crate::{Fault, check};
use stlrs::Stl as Smoother;

/// How long the seasonal smoother looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeasonWindow {
    /// Over the whole series: every January has the same effect.
    Fixed,
    /// Over so many cycles at a time, so that seasons may change; odd, and seven or more.
    Cycles(usize),
}

/// What [`stl`] gives: the series is trend + seasonal + remainder.
#[derive(Debug, Clone, PartialEq)]
pub struct Stl {
    /// What the long run does.
    pub trend: Vec<f64>,
    /// What the time of the year does.
    pub seasonal: Vec<f64>,
    /// What neither explains.
    pub remainder: Vec<f64>,
    /// The series without its seasons.
    pub adjusted: Vec<f64>,
    /// How far each value counted: one, or less for what lies far off where extremes are held off.
    pub weights: Vec<f64>,
    /// Strength of the trend, from nought to one; nothing where trend and remainder together never move.
    pub trend_strength: Option<f64>,
    /// Strength of the seasons, from nought to one; nothing where seasons and remainder together never move.
    pub seasonal_strength: Option<f64>,
}

/// Trend and seasons by loess: what a series does apart from the time of the year.
///
/// # What it measures
/// Which part of a series is its trend, which its season, and what is left.
///
/// # Formula
/// y = T + S + R. In turns: S smooths each month's own values along the years by loess and takes off what a low-pass filter leaves of them; T smooths y − S by loess.
/// With extremes held off, each value weighs (1 − (|R| ÷ 6 median |R|)²)² in the next turn.
/// Strength of the trend max(0, 1 − Var(R) ÷ Var(T + R)), of the seasons max(0, 1 − Var(R) ÷ Var(S + R)).
///
/// # In and out
/// A series without gaps, how many periods a cycle has (4 or 12), how long the seasonal smoother looks, and whether extremes are held off.
/// The trend is smoothed over the next odd number from 1.5 × the cycle ÷ (1 − 1.5 ÷ window) on, the low-pass filter over the next odd number from the cycle on.
///
/// # Assumptions
/// Parts add up: where swings grow with the level, take logarithms first.
///
/// # Limits
/// **This is not the adjustment of the statistical offices** (X-13ARIMA-SEATS, or TRAMO-SEATS): working days and Easter are not seen, and the ends of a series move when a new value comes.
/// In a short series with a steep trend part of the trend is taken for season: of a straight line over four years by quarter up to three tenths of what a quarter adds.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Setting`] for a cycle of fewer than two periods and for a window that is even or below seven, [`Fault::TooShort`] for two cycles or less.
///
/// # Other programs
/// `stl` of R, with the same settings; `Fixed` is its `periodic`. The smoothing is that of the crate `stlrs`.
///
/// # Sources
/// R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning (1990), *STL: A Seasonal-Trend Decomposition Procedure Based on Loess*, Journal of Official Statistics 6, pp. 3-73.
/// X. Wang, K. A. Smith and R. J. Hyndman (2006), *Characteristic-based clustering for time series data*, Data Mining and Knowledge Discovery 13, pp. 335-364, for the strengths.
///
/// # Example
/// Made up: ten, with one quarter that is always four higher. All of it is found.
/// ```
/// use koers_economics::forecast::{SeasonWindow, stl};
/// let series: Vec<f64> = (0..16).map(|at| if at % 4 == 1 { 14.0 } else { 10.0 }).collect();
/// let found = stl(&series, 4, SeasonWindow::Fixed, false)?;
/// assert!((found.seasonal[1] - found.seasonal[0] - 4.0).abs() < 1e-9);
/// assert!(found.remainder.iter().all(|left| left.abs() < 1e-9));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn stl(series: &[f64], cycle: usize, window: SeasonWindow, robust: bool) -> Result<Stl, Fault> {
    check::values("series", series)?;
    let count = series.len();
    if cycle < 2 {
        return Err(Fault::Setting {
            name: "cycle",
            value: cycle as f64,
            needs: "a cycle has two periods or more",
        });
    }
    let length = match window {
        SeasonWindow::Fixed => 10 * count + 1,
        SeasonWindow::Cycles(cycles) if cycles >= 7 && cycles % 2 == 1 => cycles,
        SeasonWindow::Cycles(cycles) => {
            return Err(Fault::Setting {
                name: "window",
                value: cycles as f64,
                needs: "it must be odd, and seven or more",
            });
        }
    };
    // Of two cycles and no more nothing tells a season from a trend.
    let needed = cycle.saturating_mul(2).saturating_add(1);
    long_enough(series, needed)?;
    let found = Smoother::params()
        .seasonal_length(length)
        .robust(robust)
        .fit(series, cycle)
        .map_err(|_| Fault::TooShort { found: count, needed })?;
    let (mut seasonal, trend, _, weights) = found.into_parts();
    if window == SeasonWindow::Fixed {
        let means: Vec<f64> = (0..cycle)
            .map(|at| {
                let own: Vec<f64> = seasonal.iter().skip(at).step_by(cycle).copied().collect();
                own.iter().sum::<f64>() / own.len() as f64
            })
            .collect();
        for (at, effect) in seasonal.iter_mut().enumerate() {
            *effect = means[at % cycle];
        }
    }
    let adjusted: Vec<f64> = series
        .iter()
        .zip(&seasonal)
        .map(|(all, season)| all - season)
        .collect();
    let remainder: Vec<f64> = adjusted
        .iter()
        .zip(&trend)
        .map(|(all, trend)| all - trend)
        .collect();
    Ok(Stl {
        trend_strength: strength(&trend, &remainder),
        seasonal_strength: strength(&seasonal, &remainder),
        trend,
        seasonal,
        remainder,
        adjusted,
        weights,
    })
}

fn strength(part: &[f64], remainder: &[f64]) -> Option<f64> {
    let both: Vec<f64> = part
        .iter()
        .zip(remainder)
        .map(|(part, left)| part + left)
        .collect();
    let all = spread(&both);
    // What rounding leaves of a series that never moves is no movement.
    let size: f64 = both.iter().map(|value| value * value).sum();
    let level: f64 = size.max(remainder.iter().map(|value| value * value).sum());
    (all > level * 1e-24).then(|| (1.0 - spread(remainder) / all).max(0.0))
}

/// The sum of squares about the mean.
fn spread(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - mean).powi(2)).sum()
}
