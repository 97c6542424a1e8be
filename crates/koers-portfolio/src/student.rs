//! Quantiles of Student's t: what takes the place of those of the normal distribution where a spread was itself estimated from a few figures.

use std::f64::consts::FRAC_PI_2;

/// More than any quantile that is asked for here: with one degree of freedom, that of 0.999 is 318.
const FAR: f64 = 1e6;

/// The value that a variable of Student's t stays below with this probability, between one half and one. Nothing without a degree of freedom.
///
/// By halving, until there is no number in between.
#[must_use]
pub fn quantile(probability: f64, degrees: u32) -> Option<f64> {
    if degrees == 0 || !(0.5..1.0).contains(&probability) {
        return None;
    }
    let (mut low, mut high) = (0.0, FAR);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return Some(middle);
        }
        if below(middle, degrees) < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
}

/// P(T < t) for t ≥ 0. For whole degrees of freedom ν the integral ends after ν ÷ 2 terms; with θ = arctan(t ÷ √ν) the part between −t and t is
/// sin θ · (1 + ½ cos² θ + (1·3)/(2·4) cos⁴ θ + …) for an even ν and 2/π · (θ + sin θ · (cos θ + ⅔ cos³ θ + …)) for an odd one
/// (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4).
fn below(t: f64, degrees: u32) -> f64 {
    let angle = (t / f64::from(degrees).sqrt()).atan();
    let (sine, cosine) = angle.sin_cos();
    let odd = degrees % 2 == 1;
    let (mut term, mut sum) = (if odd { cosine } else { 1.0 }, 0.0);
    // Each next term has two more powers of the cosine.
    for at in (if odd { 3 } else { 2 }..=degrees).step_by(2) {
        sum += term;
        term *= cosine * cosine * f64::from(at - 1) / f64::from(at);
    }
    let middle = if odd {
        (angle + sine * sum) / FRAC_PI_2
    } else {
        sine * sum
    };
    f64::midpoint(1.0, middle)
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
