//! Whether an effect could ever be seen in an indicator, from how much that indicator changes by itself.

use crate::error::RunError;
use crate::held::Held;
use koers_model::portfolio::outlook::{Effect, Seen, Spread};
use koers_model::region::RegionCode;
use koers_model::value::Number;
use koers_model::verdict::Reason;
use koers_portfolio::detect;

/// The spread of an indicator at the scale of a region, from all figures that are known; or why there is none.
///
/// # Errors
/// As [`Held::readings`]. That an indicator has too few figures is an answer, not an error.
pub fn spread(held: &Held, indicator: &str, region: &RegionCode) -> Result<Result<Spread, Reason>, RunError> {
    let readings = held.readings(indicator, None)?;
    if !readings.covers(region) {
        return Ok(Err(Reason::RegionNotCovered));
    }
    Ok(koers_outcome::spread(&readings.series(region)))
}

/// Whether an effect would be seen within so many years.
///
/// # Errors
/// [`Reason::CannotCompute`] for figures too large to compute with.
pub fn seen(effect: Effect, spread: Spread, within: u32) -> Result<Seen, Reason> {
    detect::seen(effect, spread, within).ok_or_else(too_large)
}

/// The smallest effect that would be seen after one year: the smallest that comes at once and is ever seen.
///
/// # Errors
/// [`Reason::CannotCompute`] for figures too large to compute with.
pub fn smallest(spread: Spread) -> Result<Number, Reason> {
    detect::smallest(spread, 1).ok_or_else(too_large)
}

/// How many times the spread an effect must be to be seen after a year.
///
/// # Errors
/// [`Reason::CannotCompute`] for a spread of fewer than two changes, which no indicator has.
pub fn multiplier(spread: Spread) -> Result<Number, Reason> {
    detect::multiplier(spread.changes)
        .and_then(Number::new)
        .ok_or_else(too_large)
}

fn too_large() -> Reason {
    Reason::CannotCompute {
        what: "the figures are too large to compute with".into(),
    }
}
