use crate::{Fault, check};

/// What [`gini`] gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gini {
    /// From 0 (all the same) to 1 − 1 ÷ n (one has all).
    pub index: f64,
    /// n ÷ (n − 1) times the index, so that one having all is 1. Only without weights and with more than one unit.
    pub adjusted: Option<f64>,
}

/// The Gini coefficient: how uneven something lies over units.
///
/// # What it measures
/// The mean difference between two units drawn at random, as a share of twice the mean. Of location quotients it is the locational Gini; of income per head with populations as
/// weights, regional inequality.
///
/// # Formula
/// Units sorted by value, 1 minus twice the area under the Lorenz curve: 1 − Σ w(k) (Y(k−1) + Y(k)) ÷ (W Y), Y(k) the sum of w x up to k.
/// Without weights this is Σ (2k − n − 1) x(k) ÷ (n Σ x).
///
/// # In and out
/// One value per unit, nought or more, such as income per head; and for each unit a weight, such as its population. Out without unit.
///
/// # Limits
/// It does not tell an uneven top from an uneven bottom, and does not split over groups (see [`super::theil`]). Between regions it hides what lies within them.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::NegativeCell`], [`Fault::Size`], [`Fault::NoTotal`] when all values or all weights are nought.
///
/// # Other programs
/// REAT's `gini(x, weighting = w)` sorts the values but not their weights: 0.5278 for sorted input, 0.4025 for the same pairs in reverse. Ours sorts the pairs; a test turns them round.
/// EconGeo's `locational.Gini` is half of ours (it runs to ½).
///
/// # Sources
/// C. Gini (1912), *Variabilità e mutabilità*. R. Dorfman (1979), *A formula for the Gini coefficient*, Review of Economics and Statistics 61.
///
/// # Example
/// Manual of REAT, `gini`: sales of 20, 50, 20 and 10 give 0.3, adjusted 0.4; incomes in classes of given sizes give 0.5278.
/// ```
/// use koers_economics::structure::gini;
/// let sales = gini(&[20.0, 50.0, 20.0, 10.0], None)?;
/// assert!((sales.index - 0.3).abs() < 1e-12 && (sales.adjusted.unwrap() - 0.4).abs() < 1e-12);
/// let incomes = [500.0, 1500.0, 2500.0, 4000.0, 7500.0, 15_000.0];
/// let found = gini(&incomes, Some(&[1000.0, 1200.0, 1600.0, 400.0, 200.0, 600.0]))?;
/// assert_eq!(format!("{:.8}", found.index), "0.52782609");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn gini(values: &[f64], weights: Option<&[f64]>) -> Result<Gini, Fault> {
    check::amounts("values", values)?;
    let ones;
    let given = match weights {
        Some(weights) => {
            check::size("weights", "values", values.len(), weights.len())?;
            weights
        }
        None => {
            ones = vec![1.0; values.len()];
            &ones
        }
    };
    let weight = check::with_total("weights", given)?;
    let total: f64 = values
        .iter()
        .zip(given)
        .map(|(value, weight)| value * weight)
        .sum();
    if total <= 0.0 {
        return Err(Fault::NoTotal {
            input: "values",
            row: 0,
        });
    }
    let mut pairs: Vec<(f64, f64)> = values.iter().copied().zip(given.iter().copied()).collect();
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let (mut below, mut area) = (0.0, 0.0);
    for (value, part) in pairs {
        let share = value * part / total;
        area += part / weight * (below + share / 2.0);
        below += share;
    }
    let index = (1.0 - 2.0 * area).max(0.0);
    let count = values.len() as f64;
    let adjusted = (weights.is_none() && values.len() > 1).then(|| index * count / (count - 1.0));
    Ok(Gini { index, adjusted })
}
