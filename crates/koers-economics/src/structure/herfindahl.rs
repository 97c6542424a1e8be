use crate::{Fault, check};

/// What [`herfindahl`] gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Herfindahl {
    /// Σ s²: from 1 ÷ I (all the same) to 1 (all in one).
    pub index: f64,
    /// (H − 1 ÷ I) ÷ (1 − 1 ÷ I), from 0 to 1. Nothing when there is one activity only.
    pub normalised: Option<f64>,
    /// 1 ÷ H: as many activities of the same size would give the same index.
    pub equivalent: f64,
}

/// The Herfindahl-Hirschman index: how much of a region rests on few activities.
///
/// # What it measures
/// The chance that two jobs drawn from the region are of the same activity.
///
/// # Formula
/// H = Σ s(i)², s the shares.
///
/// # In and out
/// The amounts of one region, nought or more, in any unit.
///
/// # Limits
/// It depends on the number of activities told apart; the normalised form only takes away the floor. Large shares rule it: for the tail see [`super::entropy`].
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::NegativeCell`], [`Fault::NoTotal`].
///
/// # Sources
/// A. O. Hirschman (1945), *National power and the structure of foreign trade*. O. C. Herfindahl (1950), *Concentration in the steel industry*. M. A. Adelman (1969), Review of Economics and Statistics 51 (equivalent number).
///
/// # Example
/// Manual of the R package REAT, `herf`: sales of 20, 50, 20 and 10 give 0.34, normalised 0.12, as good as 2.94 of the same size.
/// ```
/// let found = koers_economics::structure::herfindahl(&[20.0, 50.0, 20.0, 10.0])?;
/// assert!((found.index - 0.34).abs() < 1e-12 && (found.normalised.unwrap() - 0.12).abs() < 1e-12);
/// assert_eq!(format!("{:.2}", found.equivalent), "2.94");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn herfindahl(amounts: &[f64]) -> Result<Herfindahl, Fault> {
    let total = check::with_total("amounts", amounts)?;
    let index: f64 = amounts.iter().map(|amount| (amount / total).powi(2)).sum();
    let floor = 1.0 / amounts.len() as f64;
    let normalised = (amounts.len() > 1).then(|| (index - floor) / (1.0 - floor));
    Ok(Herfindahl {
        index,
        normalised,
        equivalent: 1.0 / index,
    })
}
