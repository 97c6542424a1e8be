use super::temporal::{Calendar, Conversion, spread, walk};
use crate::{Fault, check};

/// What stays as even as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Even {
    /// The ratio to the indicator: what grows along with it.
    Ratio,
    /// The distance from the indicator.
    Distance,
}

/// Denton: a yearly series by quarter or month, along an indicator whose movement is kept as well as can be.
///
/// # What it measures
/// What the short periods would be if they moved like the indicator and came to the known long values exactly.
///
/// # Formula
/// min Σ (z_t − z_(t−1))², z = x ÷ p (ratio) or x − p (distance), such that C x = y; C adds short periods up to long ones. The start is free (Cholette), so that the first period is not pulled towards the indicator.
/// It is generalised least squares of y on C p (or of y − C p on a constant) with errors that walk: z = c + walk.
///
/// # In and out
/// Values of long periods (y), how many short periods each has, what they are of these (sum, mean, first, last), the indicator (p) of all short periods, and how many of those lie before the first long one. Without an indicator a straight line of ones is followed: as smooth as can be.
/// Out comes a value for each short period. Those outside the long ones follow the indicator at the last known ratio or distance.
///
/// # Assumptions
/// The indicator moves like the series within a year.
///
/// # Limits
/// A way to fill in, no estimate: it has no errors. What moves within the year is the indicator's, also its seasons and its noise. At the end the values are revised when the next long value comes.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As the values of a table; [`Fault::TooShort`] when the indicator does not cover the long periods; [`Fault::Setting`] for fewer than two short periods in a long one, or an indicator of nought or less with ratios; [`Fault::TooShort`] without two long periods.
///
/// # Other programs
/// `td` of tempdisagg for R (`denton-cholette`) gives the same.
///
/// # Sources
/// F. T. Denton (1971), *Adjustment of monthly or quarterly series to annual totals*, Journal of the American Statistical Association 66, pp. 99-102.
/// E. B. Dagum and P. A. Cholette (2006), *Benchmarking, Temporal Distribution, and Reconciliation Methods for Time Series*, Springer, chapter 6.
///
/// # Example
/// Made up: two years of 40 and 80 by half-year, as smooth as can be. With 20 − s, 20 + s, 40 − s, 40 + s the squares are 8 s² + (20 − 2 s)², the least at s = 10 ÷ 3.
/// ```
/// use koers_economics::forecast::{Conversion, Even, denton};
/// let found = denton(&[40.0, 80.0], 2, Conversion::Sum, None, 0, Even::Distance)?;
/// assert!((found[0] + found[1] - 40.0).abs() < 1e-9);
/// let known = [50.0 / 3.0, 70.0 / 3.0, 110.0 / 3.0, 130.0 / 3.0];
/// assert!(found.iter().zip(known).all(|(found, known)| (found - known).abs() < 1e-9));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn denton(
    long: &[f64],
    each: usize,
    conversion: Conversion,
    indicator: Option<&[f64]>,
    before: usize,
    even: Even,
) -> Result<Vec<f64>, Fault> {
    check::values("long periods", long)?;
    if long.len() < 2 {
        return Err(Fault::TooShort {
            found: long.len(),
            needed: 2,
        });
    }
    let ones = vec![1.0; before.saturating_add(long.len().saturating_mul(each))];
    let indicator = indicator.unwrap_or(&ones);
    check::values("indicator", indicator)?;
    let calendar = Calendar::new(conversion, [long.len(), each, before, indicator.len()])?;
    let unclear = Fault::NoContrast { input: "indicator" };
    match even {
        Even::Ratio => {
            if let Some(&value) = indicator.iter().find(|value| **value <= 0.0) {
                return Err(Fault::Setting {
                    name: "indicator",
                    value,
                    needs: "ratios need an indicator above nought; take distances",
                });
            }
            let covariance = |one: usize, other: usize| indicator[one] * indicator[other] * walk(one, other);
            let found = spread(&calendar, long, &[indicator.to_vec()], &covariance).ok_or(unclear)?;
            Ok(found.values)
        }
        Even::Distance => {
            let apart: Vec<f64> = long
                .iter()
                .zip(calendar.add_up(indicator))
                .map(|(long, known)| long - known)
                .collect();
            let found = spread(&calendar, &apart, &[vec![1.0; indicator.len()]], &walk).ok_or(unclear)?;
            Ok(found
                .values
                .iter()
                .zip(indicator)
                .map(|(apart, known)| apart + known)
                .collect())
        }
    }
}
