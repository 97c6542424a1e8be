//! How big a difference must be before it is more than chance.

use crate::line::{Line, root_of_squares, steps_per_year};
use koers_model::period::Period;
use koers_model::portfolio::outlook::Spread;
use koers_model::value::{Cell, Number};
use koers_model::verdict::{Margin, MarginSource, Point, Reason};

/// Half the width of the middle 80% of a standard normal distribution: 10% lies beyond it on either side.
pub const MARGIN_FACTOR: f64 = 1.2816;

/// A margin from the series needs at least so many year-on-year changes.
pub const MIN_CHANGES: usize = 4;

/// The margin of a difference, from the first source that has one: the publisher, the target's file, the series.
///
/// `reading` and `baseline` are the figures compared; `weight` is how strongly the baseline goes into the required value.
pub(crate) fn margin(
    reading: &Cell,
    baseline: Option<&Cell>,
    weight: f64,
    stated: Option<Number>,
    line: &Line,
    years: f64,
) -> Result<Margin, Reason> {
    if let Some(published) = reading.margin {
        let of_baseline = baseline.and_then(|cell| cell.margin);
        let value = root_of_squares(published, of_baseline, weight).ok_or_else(too_large)?;
        return Ok(Margin {
            value,
            source: MarginSource::Published,
        });
    }
    match stated.and_then(|stated| Number::new(stated.get().abs())) {
        Some(value) => Ok(Margin {
            value,
            source: MarginSource::Target,
        }),
        None => from_series(line, years),
    }
}

/// The half width of the 80% interval of a random walk after some years: 1.2816 × s × √years, with s the sample standard
/// deviation of the year-on-year changes. (The naive forecast: Hyndman & Athanasopoulos, *Forecasting: Principles and Practice*,
/// 3rd edition, section 5.5.)
pub(crate) fn from_series(line: &Line, years: f64) -> Result<Margin, Reason> {
    let value = MARGIN_FACTOR * of_line(line)?.value.get() * years.sqrt();
    let value = Number::new(value).ok_or_else(too_large)?;
    Ok(Margin {
        value,
        source: MarginSource::Series,
    })
}

/// How much a series changes by itself from one year to the next: what a margin from the series is made of.
///
/// # Errors
/// [`Reason::TooFewPoints`] with fewer than [`MIN_CHANGES`] year-on-year changes, and [`Reason::CannotCompute`] for figures too large to compute with.
pub fn spread(series: &[Point]) -> Result<Spread, Reason> {
    of_line(&Line::of(series))
}

fn of_line(line: &Line) -> Result<Spread, Reason> {
    let changes = line.yearly_changes();
    if changes.len() < MIN_CHANGES {
        return Err(Reason::TooFewPoints {
            changes: changes.len(),
            needed: MIN_CHANGES,
        });
    }
    Ok(Spread {
        value: Number::new(sample_deviation(&changes)).ok_or_else(too_large)?,
        changes: changes.len(),
    })
}

/// The sample standard deviation, with n − 1.
fn sample_deviation(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (squares / (n - 1.0)).sqrt()
}

/// Years from one period to a later one; at least none.
pub(crate) fn years_between(from: Period, to: Period) -> f64 {
    let steps = to.steps_since(from).unwrap_or(0).max(0);
    f64::from(steps) / f64::from(steps_per_year(to.frequency()))
}

/// Figures so large that computing with them gives no number.
pub(crate) fn too_large() -> Reason {
    Reason::CannotCompute {
        what: "the figures are too large to compute with".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deviation_is_that_of_a_sample() {
        // Second opinion, Python: statistics.stdev([2, 4, 4, 4, 5, 5, 7, 9]) = 2.138089935299395
        let deviation = sample_deviation(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert!((deviation - 2.138_089_935_299_395).abs() < 1e-12);
    }

    #[test]
    fn the_factor_leaves_a_tenth_on_either_side() {
        // Second opinion, Python: statistics.NormalDist().inv_cdf(0.9) = 1.2815515655446008
        assert!((MARGIN_FACTOR - 1.281_551_565_544_600_8).abs() < 5e-5);
    }
}
