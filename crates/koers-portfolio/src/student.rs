//! Quantiles of Student's t: what takes the place of those of the normal distribution where a spread was itself estimated from a few figures.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// The value that a variable of Student's t stays below with this probability, between one half and one. Nothing without a degree of freedom.
#[must_use]
pub fn quantile(probability: f64, degrees: u32) -> Option<f64> {
    if degrees == 0 || !(0.5..1.0).contains(&probability) {
        return None;
    }
    let distribution = StudentsT::new(0.0, 1.0, f64::from(degrees)).ok()?;
    Some(distribution.inverse_cdf(probability))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // Any printed table of t; columns 0.80, 0.90 and 0.975.
        let table = [
            (1, 1.376, 3.078, 12.706),
            (2, 1.061, 1.886, 4.303),
            (3, 0.978, 1.638, 3.182),
            (4, 0.941, 1.533, 2.776),
            (6, 0.906, 1.440, 2.447),
            (7, 0.896, 1.415, 2.365),
            (10, 0.879, 1.372, 2.228),
            (29, 0.854, 1.311, 2.045),
            (120, 0.845, 1.289, 1.980),
        ];
        for (degrees, eighty, ninety, wide) in table {
            for (probability, printed) in [(0.8, eighty), (0.9, ninety), (0.975, wide)] {
                let found = quantile(probability, degrees).unwrap();
                assert!(
                    (found - printed).abs() < 5.1e-4,
                    "{degrees} {probability}: {found}"
                );
            }
        }
        assert!((quantile(0.9, 100_000).unwrap() - 1.281_551_565_5).abs() < 1e-4);
        assert!(quantile(0.5, 3).unwrap().abs() < 1e-9);
        assert_eq!(
            (quantile(0.9, 0), quantile(0.4, 3), quantile(1.0, 3)),
            (None, None, None)
        );
    }
}
