use crate::{Fault, check};

/// What [`entropy`] gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entropy {
    /// In bits: 0 (all in one) to log₂ I (all the same).
    pub bits: f64,
    /// Divided by log₂ I, from 0 to 1. Nothing when there is one activity only.
    pub evenness: Option<f64>,
    /// 2 to the power of the entropy: as many activities of the same size would give the same.
    pub equivalent: f64,
}

/// Shannon's entropy: how broad a region is.
///
/// # What it measures
/// How many yes-or-no questions it takes on average to find out the activity of a job drawn from the region.
///
/// # Formula
/// H = −Σ s(i) log₂ s(i), with 0 log 0 = 0.
///
/// # In and out
/// The amounts of one region, nought or more, in any unit; out in bits.
///
/// # Limits
/// It depends on the classification; [`super::variety`] splits it along one.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::NegativeCell`], [`Fault::NoTotal`].
///
/// # Sources
/// C. E. Shannon (1948), *A mathematical theory of communication*. H. Theil (1972), *Statistical decomposition analysis*. M. O. Hill (1973), Ecology 54 (equivalent number).
///
/// # Example
/// The R package EconGeo, `entropy`, on the second region of its example: 1.319.
/// ```
/// let found = koers_economics::structure::entropy(&[0.0, 15.0, 5.0, 70.0, 10.0])?;
/// assert_eq!(format!("{:.3}", found.bits), "1.319");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn entropy(amounts: &[f64]) -> Result<Entropy, Fault> {
    let total = check::with_total("amounts", amounts)?;
    // A single share of 1 gives −0; nought has no sign here.
    let bits: f64 = amounts
        .iter()
        .map(|amount| surprise(amount / total))
        .sum::<f64>()
        .max(0.0);
    let evenness = (amounts.len() > 1).then(|| bits / (amounts.len() as f64).log2());
    Ok(Entropy {
        bits,
        evenness,
        equivalent: bits.exp2(),
    })
}

/// −s log₂ s, and nought for nought.
pub(super) fn surprise(share: f64) -> f64 {
    if share > 0.0 { -share * share.log2() } else { 0.0 }
}
