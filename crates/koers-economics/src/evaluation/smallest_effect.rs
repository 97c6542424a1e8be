use super::estimate::{quantile, share};
use crate::{Fault, check};

/// Whether an effect in one direction only is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// Only a rise, or only a fall, counts as an effect: laid down before looking.
    One,
    /// Both count.
    Two,
}

/// The test that an evaluation will hold its answer against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Test {
    /// How often it may cry effect where there is none.
    pub level: f64,
    /// How often it must find an effect that is there.
    pub power: f64,
    /// In which direction it looks.
    pub sides: Sides,
}

/// The smallest effect that an evaluation can see.
///
/// # What it measures
/// How large an effect must be for a test to find it in a given share of cases, when the standard error of the effect is known beforehand.
///
/// # Formula
/// (t_(1 − α ÷ sides) + t_power) × standard error; quantiles of Student's t, or of the normal distribution.
///
/// # In and out
/// The error that the design will have (from an earlier run, or from placebos), its degrees of freedom if it is Student's, and the test. In the unit of the effect.
///
/// # Assumptions
/// The error does not depend on the effect, and is known well.
///
/// # Limits
/// A smaller effect can be there; the evaluation would not tell it from noise. For one treated unit there is no error to put in: see [`super::smallest_effect_by_placebos`].
///
/// # Errors
/// [`Fault::Setting`] (a level or power outside nought to one; no degrees of freedom), [`Fault::NegativeCell`].
///
/// # Sources
/// H. S. Bloom (1995), *Minimum detectable effects: a simple way to report the statistical power of experimental designs*, Evaluation Review 19, pp. 547-556.
///
/// # Example
/// Bloom (1995), table 1: one-sided at 0.10 with power 0.80 an effect must be 2.12 standard errors; two-sided at 0.05, 2.80.
/// ```
/// use koers_economics::evaluation::{Sides, Test, smallest_effect};
/// let test = Test { level: 0.10, power: 0.80, sides: Sides::One };
/// assert!((smallest_effect(1.0, None, test)? - 2.12).abs() < 0.005);
/// let test = Test { level: 0.05, power: 0.80, sides: Sides::Two };
/// assert!((smallest_effect(1.0, None, test)? - 2.80).abs() < 0.005);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn smallest_effect(error: f64, degrees: Option<usize>, test: Test) -> Result<f64, Fault> {
    check::amounts("error", &[error])?;
    share("level", test.level)?;
    share("power", test.power)?;
    if degrees == Some(0) {
        return Err(Fault::Setting {
            name: "degrees",
            value: 0.0,
            needs: "at least one is needed",
        });
    }
    let tail = match test.sides {
        Sides::One => test.level,
        Sides::Two => test.level / 2.0,
    };
    Ok((quantile(degrees, 1.0 - tail) + quantile(degrees, test.power)) * error)
}
