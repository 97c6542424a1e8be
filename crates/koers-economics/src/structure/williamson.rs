use crate::{Fault, check};

/// Williamson's index: regional inequality as a weighted coefficient of variation.
///
/// # What it measures
/// The spread of a value per head around the mean of all heads, as a share of that mean. It is the measure behind the claim that inequality first rises and then falls as a country grows.
///
/// # Formula
/// √(Σ p(k) (x(k) − x̄)²) ÷ x̄, p the share in the population, x̄ = Σ p(k) x(k).
///
/// # In and out
/// Per region a value per head (nought or more) and a population. Out without unit.
///
/// # Limits
/// A single rich and large region rules it. Between regions only.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::NegativeCell`], [`Fault::Size`]; [`Fault::NoTotal`] when the population or the mean is nought.
///
/// # Other programs
/// REAT's `williamson` takes the deviations from the unweighted mean and divides by the weighted one: 0.1909 on the example below. With it, calling one region two of the same income
/// changes the index; by the formula it does not. A test shows both.
///
/// # Sources
/// J. G. Williamson (1965), *Regional inequality and the process of national development*, Economic Development and Cultural Change 13, pp. 1-84, V(w).
///
/// # Example
/// The sixteen German states in 2015 (gross domestic product in thousand million euros and inhabitants, Federal Statistical Office), by the formula in numpy: 0.187309659392.
/// ```
/// let product = [460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87, 258.53, 645.59, 131.95, 35.03, 112.66, 56.22, 85.61, 56.81];
/// let people = [10_879_618.0, 12_843_514.0, 3_520_031.0, 2_484_826.0, 671_489.0, 1_787_408.0, 6_176_172.0, 1_612_362.0,
///     7_926_599.0, 17_865_516.0, 4_052_803.0, 995_597.0, 4_084_851.0, 2_245_470.0, 2_858_714.0, 2_170_714.0];
/// let per_head: Vec<f64> = product.iter().zip(&people).map(|(product, people)| product / people * 1e9).collect();
/// let index = koers_economics::structure::williamson(&per_head, &people)?;
/// assert_eq!(format!("{index:.12}"), "0.187309659392");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn williamson(per_head: &[f64], populations: &[f64]) -> Result<f64, Fault> {
    check::size("populations", "values", per_head.len(), populations.len())?;
    check::amounts("values", per_head)?;
    let population = check::with_total("populations", populations)?;
    let weighted = |of: &dyn Fn(f64) -> f64| -> f64 {
        per_head
            .iter()
            .zip(populations)
            .map(|(&value, people)| people / population * of(value))
            .sum()
    };
    let mean = weighted(&|value| value);
    if mean <= 0.0 {
        return Err(Fault::NoTotal {
            input: "values",
            row: 0,
        });
    }
    // Relative to the mean first: a square of a very large value would lose its size.
    Ok(weighted(&|value| (value / mean - 1.0).powi(2)).sqrt())
}
