use crate::{Fault, check};

/// Hoover's index: the part of the amounts that would have to move for everybody to have the same.
///
/// # What it measures
/// From 0 (as the population lies) to nearly 1. Also known as the Robin Hood index.
///
/// # Formula
/// ½ Σ |y(k) − p(k)|, y and p the shares in amounts and population.
///
/// # In and out
/// Per unit an amount and a population, nought or more. Out without unit.
///
/// # Limits
/// It does not see moves among those above the mean, nor among those below it.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::NegativeCell`], [`Fault::Size`], [`Fault::NoTotal`].
///
/// # Sources
/// E. M. Hoover (1936), *The measurement of industrial localization*, Review of Economics and Statistics 18, pp. 162-171.
///
/// # Example
/// The R package EconGeo, `Hoover.curve`: 0, 10, 10, 30 and 50 over populations of 10, 15, 20, 25 and 30 give 25%.
/// ```
/// let index = koers_economics::structure::hoover(&[0.0, 10.0, 10.0, 30.0, 50.0], &[10.0, 15.0, 20.0, 25.0, 30.0])?;
/// assert!((index - 0.25).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn hoover(amounts: &[f64], populations: &[f64]) -> Result<f64, Fault> {
    check::size("populations", "values", amounts.len(), populations.len())?;
    let amount = check::with_total("amounts", amounts)?;
    let population = check::with_total("populations", populations)?;
    Ok(amounts
        .iter()
        .zip(populations)
        .map(|(y, p)| (y / amount - p / population).abs())
        .sum::<f64>()
        / 2.0)
}
