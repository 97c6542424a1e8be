//! Differences of a series: how they are taken, and how often before it stays where it is.

use super::{SeasonWindow, stl};

/// Where the statistic of Kwiatkowski and others for a level lies above this, one series in twenty that stays where it is would.
const LEVEL: f64 = 0.463;
/// Seasons stronger than this are taken out by differences.
const STRONG: f64 = 0.64;
/// The window of the smoother of seasons by which their strength is found.
const WINDOW: usize = 11;

/// The differences with the value so many periods before.
pub(super) fn differences(series: &[f64], lag: usize) -> Vec<f64> {
    series
        .iter()
        .zip(series.get(lag..).unwrap_or_default())
        .map(|(old, new)| new - old)
        .collect()
}

/// Whether a series never moves, but for the rounding of values of this size.
pub(super) fn is_flat(values: &[f64], size: f64) -> bool {
    let (low, high) = values
        .iter()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
            (low.min(*value), high.max(*value))
        });
    high - low <= 1e-12 * size
}

/// The largest size in a series.
pub(super) fn size(values: &[f64]) -> f64 {
    values.iter().fold(0.0_f64, |most, value| most.max(value.abs()))
}

/// Whether seasons are so strong that a difference with a year ago is taken. Not of two years or less, of which nothing can be told.
pub(super) fn seasons_are_strong(series: &[f64], seasons: usize) -> bool {
    let parts = stl(series, seasons, SeasonWindow::Cycles(WINDOW), false);
    parts.is_ok_and(|parts| parts.seasonal_strength.is_some_and(|strength| strength > STRONG))
}

/// How often differences are taken until the test for a level passes, two at most; of values that were rounded at this size.
pub(super) fn order_of_differences(series: &[f64], size: f64) -> usize {
    let mut values = series.to_vec();
    for taken in 0..2 {
        if is_flat(&values, size) || level_statistic(&values) <= LEVEL {
            return taken;
        }
        values = differences(&values, 1);
    }
    2
}

/// Σ S² ÷ n² s²: S the running sums of what is off the mean, s² its variance in the long run with weights of Bartlett.
fn level_statistic(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let off: Vec<f64> = values.iter().map(|value| value - mean).collect();
    let lags = (3.0 * count.sqrt() / 13.0).floor() as usize;
    let common = |lag: usize| -> f64 { off.iter().zip(&off[lag..]).map(|(a, b)| a * b).sum() };
    let between: f64 = (1..=lags)
        .map(|lag| 2.0 * (1.0 - lag as f64 / (lags as f64 + 1.0)) * common(lag))
        .sum();
    let mut sum = 0.0;
    let squares: f64 = off
        .iter()
        .map(|value| {
            sum += value;
            sum * sum
        })
        .sum();
    squares / count / (common(0) + between)
}
