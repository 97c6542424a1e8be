//! What a forecast says.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::{Fault, check};

/// A forecast for the periods after a series, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// The middle.
    pub points: Vec<f64>,
    /// Per period the interval that should hold the truth in a share `level` of all cases.
    pub intervals: Vec<(f64, f64)>,
    /// That share.
    pub level: f64,
}

impl Outlook {
    /// From points and the standard deviation of what will be beside them, if errors are normal.
    pub(super) fn normal(points: Vec<f64>, spread: &[f64], level: f64) -> Self {
        let wide = Normal::standard().inverse_cdf(0.5 + 0.5 * level);
        let intervals = points
            .iter()
            .zip(spread)
            .map(|(point, spread)| (point - wide * spread, point + wide * spread))
            .collect();
        Self {
            points,
            intervals,
            level,
        }
    }
}

/// Refuses what cannot be asked of a forecast.
pub(super) fn asked(horizon: usize, level: f64) -> Result<(), Fault> {
    check::finite("level", 0, 0, level)?;
    if level <= 0.0 || level >= 1.0 {
        return Err(Fault::Setting {
            name: "level",
            value: level,
            needs: "it must lie between nought and one",
        });
    }
    if horizon == 0 {
        return Err(Fault::Setting {
            name: "horizon",
            value: 0.0,
            needs: "at least one period is needed",
        });
    }
    Ok(())
}

/// Refuses a series that is too short for a method.
pub(super) fn long_enough(series: &[f64], needed: usize) -> Result<(), Fault> {
    check::values("series", series)?;
    if series.len() < needed {
        return Err(Fault::TooShort {
            found: series.len(),
            needed,
        });
    }
    Ok(())
}
