//! A number that was estimated, and how far it may be off.

use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

use crate::{Fault, check};

/// A number that was estimated, with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// Its standard error; nothing where the data cannot say, as with one treated cluster.
    pub error: Option<f64>,
    /// Degrees of freedom of Student's t; nothing for the normal distribution.
    pub degrees: Option<usize>,
}

impl Estimate {
    /// The two-sided p: how often a value at least as far from nought comes from chance alone. Nothing without an error, or with one of nought.
    #[must_use]
    pub fn p(&self) -> Option<f64> {
        let error = self.error.filter(|error| *error > 0.0)?;
        Some((2.0 * below(self.degrees, -(self.value / error).abs())).min(1.0))
    }

    /// The interval that holds the truth in a share `level` of all cases. Nothing without an error.
    ///
    /// # Errors
    /// [`Fault::Setting`] when the level does not lie between nought and one.
    pub fn interval(&self, level: f64) -> Result<Option<(f64, f64)>, Fault> {
        share("level", level)?;
        let half = |error| quantile(self.degrees, 0.5 + 0.5 * level) * error;
        Ok(self
            .error
            .map(|error| (self.value - half(error), self.value + half(error))))
    }
}

/// Refuses what does not lie between nought and one.
pub(super) fn share(name: &'static str, value: f64) -> Result<(), Fault> {
    check::finite(name, 0, 0, value)?;
    if value > 0.0 && value < 1.0 {
        return Ok(());
    }
    Err(Fault::Setting {
        name,
        value,
        needs: "it must lie between nought and one",
    })
}

/// The value that a share `below` of the distribution lies under.
pub(super) fn quantile(degrees: Option<usize>, below: f64) -> f64 {
    match student(degrees) {
        Some(student) => student.inverse_cdf(below),
        None => Normal::standard().inverse_cdf(below),
    }
}

fn below(degrees: Option<usize>, value: f64) -> f64 {
    match student(degrees) {
        Some(student) => student.cdf(value),
        None => Normal::standard().cdf(value),
    }
}

fn student(degrees: Option<usize>) -> Option<StudentsT> {
    degrees.and_then(|degrees| StudentsT::new(0.0, 1.0, degrees as f64).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_printed_tables() {
        // Student, Biometrika tables: 0.975 and 0.95.
        for (degrees, printed) in [(1, 12.706), (5, 2.571), (27, 2.052), (120, 1.980), (499, 1.965)] {
            assert!(
                (quantile(Some(degrees), 0.975) - printed).abs() < 6e-4,
                "{degrees}"
            );
        }
        assert!((quantile(None, 0.975) - 1.959_963_984_540).abs() < 1e-9);
        assert!((quantile(Some(30), 0.5)).abs() < 1e-12);
    }

    #[test]
    fn p_and_interval_agree() {
        for degrees in [None, Some(3), Some(40)] {
            let edge = Estimate {
                value: quantile(degrees, 0.975) * 2.0,
                error: Some(2.0),
                degrees,
            };
            assert!((edge.p().unwrap() - 0.05).abs() < 1e-7);
            assert!(edge.interval(0.95).unwrap().unwrap().0.abs() < 1e-12);
        }
    }
}
