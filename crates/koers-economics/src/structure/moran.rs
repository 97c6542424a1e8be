use rayon::prelude::*;

use super::Neighbours;
use crate::{Fault, check, random};

/// What [`moran`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Moran {
    /// I: above `expected` neighbours are alike, below it they are unlike.
    pub index: f64,
    /// −1 ÷ (n − 1), what I is on average when values lie at random.
    pub expected: f64,
    /// The variance of I if the values came from a normal distribution.
    pub variance_normal: f64,
    /// (I − expected) ÷ √variance. Nothing where I cannot vary: when everybody is everybody's neighbour, alike.
    pub z_normal: Option<f64>,
    /// (r + 1) ÷ (P + 1), r the permutations with an I as large or larger. Small: neighbours are alike.
    pub p_alike: f64,
    /// The same for as small or smaller. Small: neighbours are unlike.
    pub p_unlike: f64,
    /// Twice the smaller of both, at most 1.
    pub p_two_sided: f64,
    /// The standard error that drawing permutations leaves in the smaller of `p_alike` and `p_unlike`.
    pub p_error: f64,
    /// How many permutations.
    pub permutations: usize,
    /// The units without neighbours, which add nothing to I.
    pub islands: Vec<usize>,
}

/// Moran's I: whether neighbouring regions are more alike than chance would have it.
///
/// # What it measures
/// The correlation between a region's value and the weighted values of its neighbours.
///
/// # Formula
/// I = (n ÷ S₀) Σᵢ zᵢ Σⱼ w(i, j) zⱼ ÷ Σ z², z the deviations from the mean, S₀ the sum of the weights.
/// Under normality Var I = (n² S₁ − n S₂ + 3 S₀²) ÷ (S₀² (n² − 1)) − E². Inference by permutation: all values put over the regions anew.
///
/// # In and out
/// One value per region; [`Neighbours`], mostly row-standardised; the number of permutations, at least 99; a seed.
///
/// # Assumptions
/// Under the null every placing of the values is as likely. Rates of small regions break that (they vary more): smooth them first.
///
/// # Limits
/// It depends on the weights; try more than one. I is not bounded by −1 and 1. The smallest p is 1 ÷ (P + 1).
///
/// # Withheld cells
/// Refused: leaving regions out would make islands.
///
/// # Errors
/// [`Fault::Size`] (weights of another number of units; fewer than 3 units), [`Fault::NoContrast`] for equal values, [`Fault::Setting`] for too few permutations,
/// [`Fault::Empty`] when there is no link at all.
///
/// # Other programs
/// PySAL's `esda` reports the one-sided p of the nearer side only. Drawn numbers differ, so p agrees within its error, not to the digit.
///
/// # Sources
/// P. A. P. Moran (1950), *Notes on continuous stochastic phenomena*, Biometrika 37. A. D. Cliff and J. K. Ord (1981), *Spatial processes*. B. Phipson and G. K. Smyth (2010) (r + 1).
///
/// # Example
/// Four regions in a row with values 1, 2, 3 and 4, worked out by hand: I = (4 ÷ 6) × 2 × (0.75 − 0.25 + 0.75) ÷ 5 = ⅓.
/// ```
/// use koers_economics::structure::{Neighbours, moran};
/// let row = Neighbours::from_borders(4, &[(0, 1), (1, 2), (2, 3)])?;
/// let found = moran(&[1.0, 2.0, 3.0, 4.0], &row, 999, 1)?;
/// assert!((found.index - 1.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn moran(
    values: &[f64],
    neighbours: &Neighbours,
    permutations: usize,
    seed: u64,
) -> Result<Moran, Fault> {
    let z = deviations(values, neighbours, permutations)?;
    let (s0, s1, s2) = neighbours.sums();
    let n = z.len() as f64;
    let square: f64 = z.iter().map(|z| z * z).sum();
    let statistic = |z: &[f64]| {
        (0..z.len())
            .map(|unit| z[unit] * neighbours.lag(unit, z))
            .sum::<f64>()
    };
    let scale = n / s0 / square;
    let observed = statistic(&z);
    let expected = -1.0 / (n - 1.0);
    let variance_normal =
        (n * n * s1 - n * s2 + 3.0 * s0 * s0) / (s0 * s0 * (n * n - 1.0)) - expected * expected;
    let slack = 1e-12 * observed.abs().max(square * s0 / n);
    let sides: Vec<(bool, bool)> = (0..permutations)
        .into_par_iter()
        .map_init(Vec::new, |placed, number| {
            // Always from the same order: what a thread did before must not count.
            placed.clear();
            placed.extend_from_slice(&z);
            random::shuffle_front(placed, z.len(), &mut random::stream(seed, number as u64));
            let drawn = statistic(placed);
            (drawn >= observed - slack, drawn <= observed + slack)
        })
        .collect();
    let tail = |side: &dyn Fn(&(bool, bool)) -> bool| {
        pseudo_p(sides.iter().filter(|at| side(at)).count(), permutations)
    };
    let (p_alike, p_unlike) = (tail(&|side| side.0), tail(&|side| side.1));
    let nearer = p_alike.min(p_unlike);
    let index = scale * observed;
    Ok(Moran {
        index,
        expected,
        variance_normal,
        z_normal: (variance_normal > 1e-12).then(|| (index - expected) / variance_normal.sqrt()),
        p_alike,
        p_unlike,
        p_two_sided: (2.0 * nearer).min(1.0),
        p_error: (nearer * (1.0 - nearer) / permutations as f64).sqrt(),
        permutations,
        islands: neighbours.islands(),
    })
}

/// Deviations from the mean, after the checks that both forms share.
pub(super) fn deviations(
    values: &[f64],
    neighbours: &Neighbours,
    permutations: usize,
) -> Result<Vec<f64>, Fault> {
    check::values("values", values)?;
    check::size("neighbours", "units", values.len(), neighbours.units())?;
    if values.len() < 3 {
        return Err(Fault::Size {
            input: "values",
            what: "values",
            expected: 3,
            found: values.len(),
        });
    }
    if permutations < 99 {
        return Err(Fault::Setting {
            name: "permutations",
            value: permutations as f64,
            needs: "at least 99 are needed",
        });
    }
    if neighbours.islands().len() == values.len() {
        return Err(Fault::Empty { input: "neighbours" });
    }
    if values.iter().all(|value| *value == values[0]) {
        return Err(Fault::NoContrast { input: "values" });
    }
    // Divided by the largest first, so that squares keep their size; I does not change.
    let largest = values
        .iter()
        .fold(0.0_f64, |largest, value| largest.max(value.abs()));
    let mean = values.iter().map(|value| value / largest).sum::<f64>() / values.len() as f64;
    let z: Vec<f64> = values.iter().map(|value| value / largest - mean).collect();
    // Values that differ in their last digits only have no spread that could be measured.
    if z.iter().all(|z| z.abs() < 1e-14) {
        Err(Fault::NoContrast { input: "values" })
    } else {
        Ok(z)
    }
}

/// (r + 1) ÷ (P + 1).
pub(super) fn pseudo_p(as_far: usize, permutations: usize) -> f64 {
    (as_far + 1) as f64 / (permutations + 1) as f64
}
