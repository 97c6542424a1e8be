use rayon::prelude::*;

use super::Neighbours;
use super::moran::{deviations, pseudo_p};
use crate::{Fault, random};

/// How a region and its neighbours lie to the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quadrant {
    /// High among high.
    HighHigh,
    /// Low among high.
    LowHigh,
    /// Low among low.
    LowLow,
    /// High among low.
    HighLow,
}

/// One region in [`LocalMoran`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LocalUnit {
    /// Iᵢ: above nought the region resembles its neighbours.
    pub index: f64,
    /// Where it lies; at the mean itself it counts as low.
    pub quadrant: Quadrant,
    /// (r + 1) ÷ (P + 1), one-sided on the nearer side: how often neighbours drawn from the other regions give an Iᵢ as far out.
    pub p: f64,
    /// The standard error that drawing permutations leaves in `p`.
    pub p_error: f64,
    /// Twice `p`, for looking on both sides, after Benjamini and Hochberg: the share of false alarms to expect when this region and all with less are called clusters.
    pub p_adjusted: f64,
}

/// What [`local_moran`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalMoran {
    /// Per region; nothing for an island.
    pub units: Vec<Option<LocalUnit>>,
    /// Σ Iᵢ = S₀ × Moran's I.
    pub sum: f64,
    /// How many permutations.
    pub permutations: usize,
}

/// Local Moran's I (LISA): which regions are the heart of a cluster, and which stand out among their neighbours.
///
/// # What it measures
/// The share of each region in Moran's I, with a test for each.
///
/// # Formula
/// Iᵢ = zᵢ Σⱼ w(i, j) zⱼ ÷ m₂, m₂ = Σ z² ÷ n. Together they make S₀ I. Inference by conditional permutation: zᵢ stays, its neighbours are drawn from the other n − 1 regions.
///
/// # In and out
/// As [`super::moran`]. Row-standardise the weights, or regions with many neighbours get large Iᵢ by that alone.
///
/// # Assumptions
/// As [`super::moran`]; and no global pattern: where the whole map slopes, everything becomes a cluster.
///
/// # Limits
/// One test per region: with forty regions two come out at 5% by chance. `p_adjusted` answers that. A cluster is the region **and** its neighbours.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// As [`super::moran`].
///
/// # Other programs
/// PySAL's `esda` multiplies by n − 1 over Σ z² where Anselin has n: its Iᵢ are (n − 1) ÷ n times ours. Quadrants and p are the same, but for the drawing.
///
/// # Sources
/// L. Anselin (1995), *Local indicators of spatial association*, Geographical Analysis 27, pp. 93-115. Y. Benjamini and Y. Hochberg (1995), J. R. Stat. Soc. B 57.
///
/// # Example
/// The row of four regions of [`super::moran`]: the ends resemble their only neighbour.
/// ```
/// use koers_economics::structure::{Neighbours, Quadrant, local_moran};
/// let row = Neighbours::from_borders(4, &[(0, 1), (1, 2), (2, 3)])?;
/// let found = local_moran(&[1.0, 2.0, 3.0, 4.0], &row, 99, 1)?;
/// let first = found.units[0].unwrap();
/// assert!((first.index - 0.6).abs() < 1e-12 && first.quadrant == Quadrant::LowLow);
/// assert!((found.sum - 6.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn local_moran(
    values: &[f64],
    neighbours: &Neighbours,
    permutations: usize,
    seed: u64,
) -> Result<LocalMoran, Fault> {
    let z = deviations(values, neighbours, permutations)?;
    let m2 = z.iter().map(|z| z * z).sum::<f64>() / z.len() as f64;
    let one = |unit: usize| -> Option<LocalUnit> {
        let own = neighbours.of(unit);
        if own.is_empty() {
            return None;
        }
        let (here, lag) = (z[unit], neighbours.lag(unit, &z));
        let mut others: Vec<f64> = z
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != unit)
            .map(|(_, z)| *z)
            .collect();
        let mut generator = random::stream(seed, unit as u64);
        let (observed, mut larger, mut smaller) = (here * lag, 0, 0);
        let slack = 1e-12 * m2;
        for _ in 0..permutations {
            random::shuffle_front(&mut others, own.len(), &mut generator);
            let drawn = here
                * own
                    .iter()
                    .zip(&others)
                    .map(|(&(_, weight), z)| weight * z)
                    .sum::<f64>();
            larger += usize::from(drawn >= observed - slack);
            smaller += usize::from(drawn <= observed + slack);
        }
        let quadrant = match (here > 0.0, lag > 0.0) {
            (true, true) => Quadrant::HighHigh,
            (false, true) => Quadrant::LowHigh,
            (false, false) => Quadrant::LowLow,
            (true, false) => Quadrant::HighLow,
        };
        let p = pseudo_p(larger.min(smaller), permutations);
        let p_error = (p * (1.0 - p) / permutations as f64).sqrt();
        Some(LocalUnit {
            index: observed / m2,
            quadrant,
            p,
            p_error,
            p_adjusted: p,
        })
    };
    let mut units: Vec<Option<LocalUnit>> = (0..z.len()).into_par_iter().map(one).collect();
    adjust(&mut units);
    let sum = units.iter().flatten().map(|unit| unit.index).sum();
    Ok(LocalMoran {
        units,
        sum,
        permutations,
    })
}

/// Benjamini and Hochberg: two-sided p × tests ÷ rank, made to rise with p.
fn adjust(units: &mut [Option<LocalUnit>]) {
    let mut order: Vec<&mut LocalUnit> = units.iter_mut().flatten().collect();
    order.sort_by(|a, b| b.p.total_cmp(&a.p));
    let tests = order.len();
    let mut least: f64 = 1.0;
    for (at, unit) in order.into_iter().enumerate() {
        least = least.min(2.0 * unit.p * tests as f64 / (tests - at) as f64);
        unit.p_adjusted = least;
    }
}
