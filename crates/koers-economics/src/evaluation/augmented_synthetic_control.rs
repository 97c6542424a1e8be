use rayon::prelude::*;

use super::corral::{Corral, dot, square};
use super::matching::outcomes;
use super::{Path, Study};
use crate::lu::Lu;
use crate::{Fault, check};

/// How far the weights may leave those of the synthetic control to fit better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ridge {
    /// λ, more than nought: the larger, the nearer to the synthetic control.
    Given(f64),
    /// The largest of 21 λ, from σ² of the donors down to 10⁻⁸ of it, whose error in leaving out each period lies within one standard error of the least.
    Chosen,
}

/// How one λ did when each fitted period was left out in turn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeftOut {
    /// λ.
    pub ridge: f64,
    /// The mean squared gap in the period that was left out.
    pub error: f64,
    /// The standard error of that mean.
    pub spread: f64,
}

/// What [`augmented_synthetic_control`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct AugmentedSyntheticControl {
    /// Per donor, in the order of the study; together one, and some below nought where it goes beyond the donors.
    pub weights: Vec<f64>,
    /// Those of the synthetic control that it starts from: nought or more.
    pub synthetic_weights: Vec<f64>,
    /// The path with the augmented weights.
    pub path: Path,
    /// The path of the synthetic control.
    pub synthetic_path: Path,
    /// λ.
    pub ridge: f64,
    /// The sum of the weights below nought: how far it goes beyond what donors ever were.
    pub beyond: f64,
    /// The length of the gaps over the fitted periods.
    pub imbalance: f64,
    /// The same for the synthetic control.
    pub synthetic_imbalance: f64,
    /// How each λ did, the largest first. Empty when λ was given.
    pub left_out: Vec<LeftOut>,
}

/// Augmented synthetic control: what a synthetic control leaves open before the measure is taken out by a regression.
///
/// # What it measures
/// The gap to a mix of donors that was let a little beyond the donors, where no mix within them comes near.
///
/// # Formula
/// w + (X X′ + λ I)⁻¹ X (x₁ − X′ w), with w the synthetic control matched on outcomes, X the donors × fitted periods less their mean over donors, x₁ the treated unit less the same.
/// λ by leaving out each fitted period: w and the regression anew without it, the squared gap in it.
///
/// # In and out
/// A [`Study`], which is matched on its outcomes, and λ or the rule for it.
///
/// # Assumptions
/// As [`super::synthetic_control`]; beyond the donors the outcome goes on in a straight line.
///
/// # Limits
/// Weights below nought mean that it extrapolates: `beyond` says how much, and both paths are given. Where the synthetic control fits well already it changes next to nothing, and is not needed.
/// No error: hold the ratio of after to before against placebos.
///
/// # Withheld cells
/// Refused: a donor with a gap is named, and can be left out.
///
/// # Errors
/// [`Fault::Setting`] for λ of nought or less; [`Fault::NoContrast`] when all donors are the same before; [`Fault::TooFewBefore`] with fewer than three fitted periods to choose λ from.
///
/// # Other programs
/// augsynth 0.2.0 for R (`progfunc = "Ridge"`) has the same λ and the same effect, to six digits, on the published case. Its errors of left-out periods differ by 1% and, for the smallest λ, by 5%;
/// numpy with exact weights of the synthetic control has ours.
///
/// # Sources
/// E. Ben-Michael, A. Feller and J. Rothstein (2021), *The augmented synthetic control method*, Journal of the American Statistical Association 116, pp. 1789-1803.
///
/// # Example
/// Made up: the treated unit lies above both donors; the mix leaves one open before, the augmented one next to nothing.
/// The published case (taxes in Kansas: −0.029 becomes −0.040) is in the tests.
/// ```
/// use koers_economics::{Matrix, evaluation::{Panel, Ridge, Study, augmented_synthetic_control}};
/// let table = Matrix::from_rows(&[[4.0, 6.0, 8.0, 15.0], [1.0, 2.0, 3.0, 4.0], [3.0, 5.0, 7.0, 9.0]])?;
/// let study = Study::new(&Panel::from(&table), 0, &[1, 2], 3)?;
/// let found = augmented_synthetic_control(&study, Ridge::Given(1e-9))?;
/// assert!((found.synthetic_path.effect - 6.0).abs() < 1e-9);
/// assert!(found.imbalance < found.synthetic_imbalance && found.beyond < 0.0);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn augmented_synthetic_control(study: &Study, ridge: Ridge) -> Result<AugmentedSyntheticControl, Fault> {
    let problem = Problem::new(study);
    if problem.largest == 0.0 {
        return Err(Fault::NoContrast { input: "donors" });
    }
    let (ridge, left_out) = match ridge {
        Ridge::Given(ridge) => {
            check::finite("ridge", 0, 0, ridge)?;
            if ridge <= 0.0 {
                return Err(Fault::Setting {
                    name: "ridge",
                    value: ridge,
                    needs: "it must be more than nought",
                });
            }
            (ridge, Vec::new())
        }
        Ridge::Chosen => problem.choose(study.treated)?,
    };
    let synthetic_weights = problem.synthetic(None);
    let weights = problem.augmented(&synthetic_weights, None, ridge)?;
    Ok(AugmentedSyntheticControl {
        path: Path::new(study, &weights),
        synthetic_path: Path::new(study, &synthetic_weights),
        beyond: weights.iter().filter(|weight| **weight < 0.0).sum::<f64>() + 0.0,
        imbalance: square(&problem.open(&weights)).sqrt(),
        synthetic_imbalance: square(&problem.open(&synthetic_weights)).sqrt(),
        weights,
        synthetic_weights,
        ridge,
        left_out,
    })
}

/// The fitted periods, less the mean of the donors.
struct Problem {
    /// Per donor.
    donors: Vec<Vec<f64>>,
    own: Vec<f64>,
    /// Donors less the treated unit, one after the other, for the synthetic control.
    gaps: Vec<f64>,
    /// The largest eigenvalue of X X′.
    largest: f64,
}

/// λ are in steps of 10^0.4.
const GRID: usize = 20;
const SMALLEST_SHARE: f64 = 1e-8;

impl Problem {
    fn new(study: &Study) -> Self {
        let count = study.pool.len() as f64;
        let mean: Vec<f64> = study
            .fit
            .clone()
            .map(|period| study.pool.iter().map(|donor| donor[period]).sum::<f64>() / count)
            .collect();
        let less_mean = |unit: &[f64]| -> Vec<f64> {
            let fitted = &unit[study.fit.clone()];
            fitted
                .iter()
                .zip(&mean)
                .map(|(value, mean)| value - mean)
                .collect()
        };
        let donors: Vec<Vec<f64>> = study.pool.iter().map(|donor| less_mean(donor)).collect();
        Self {
            largest: largest_eigenvalue(&donors),
            own: less_mean(&study.own),
            gaps: outcomes(study),
            donors,
        }
    }

    fn periods(&self) -> usize {
        self.own.len()
    }

    /// Weights of the synthetic control, without a period.
    fn synthetic(&self, without: Option<usize>) -> Vec<f64> {
        let periods = self.periods();
        let kept = periods - usize::from(without.is_some());
        let points: Vec<f64> = self
            .gaps
            .iter()
            .enumerate()
            .filter(|(at, _)| Some(at % periods) != without)
            .map(|(_, gap)| *gap)
            .collect();
        let mut corral = Corral::default();
        corral.nearest(&points, kept);
        let mut weights = vec![0.0; self.donors.len()];
        for (donor, weight) in corral.parts() {
            weights[donor] = weight;
        }
        weights
    }

    /// x₁ − X′ w.
    fn open(&self, weights: &[f64]) -> Vec<f64> {
        let mut open = self.own.clone();
        for (donor, weight) in self.donors.iter().zip(weights) {
            open.iter_mut()
                .zip(donor)
                .for_each(|(gap, value)| *gap -= weight * value);
        }
        open
    }

    /// The weights after the regression, without a period.
    fn augmented(&self, weights: &[f64], without: Option<usize>, ridge: f64) -> Result<Vec<f64>, Fault> {
        let count = self.donors.len();
        let kept: Vec<Vec<f64>> = self
            .donors
            .iter()
            .map(|donor| {
                let mut donor = donor.clone();
                if let Some(period) = without {
                    donor[period] = 0.0;
                }
                donor
            })
            .collect();
        let mut table: Vec<f64> = Vec::with_capacity(count * count);
        for donor in &kept {
            table.extend(kept.iter().map(|other| dot(donor, other)));
        }
        (0..count).for_each(|at| table[at * (count + 1)] += ridge);
        let open = self.open(weights);
        let right: Vec<f64> = kept.iter().map(|donor| dot(donor, &open)).collect();
        // With λ far below rounding the table has no inverse.
        let lu = Lu::of(count, table).ok_or(Fault::Setting {
            name: "ridge",
            value: ridge,
            needs: "it is too small beside the donors",
        })?;
        let more = lu.solve(&right);
        Ok(weights
            .iter()
            .zip(more)
            .map(|(weight, more)| weight + more)
            .collect())
    }

    fn choose(&self, treated: usize) -> Result<(f64, Vec<LeftOut>), Fault> {
        let periods = self.periods();
        if periods < 3 {
            return Err(Fault::TooFewBefore {
                unit: treated,
                found: periods,
                needed: 3,
            });
        }
        let step = SMALLEST_SHARE.powf(1.0 / GRID as f64);
        let grid: Vec<f64> = (0..=GRID).map(|at| self.largest * step.powf(at as f64)).collect();
        let squares: Vec<Vec<f64>> = (0..periods)
            .into_par_iter()
            .map(|period| {
                let weights = self.synthetic(Some(period));
                grid.iter()
                    .map(|&ridge| {
                        let augmented = self.augmented(&weights, Some(period), ridge)?;
                        Ok(self.open(&augmented)[period].powi(2))
                    })
                    .collect::<Result<Vec<f64>, Fault>>()
            })
            .collect::<Result<_, Fault>>()?;
        let count = periods as f64;
        let left_out: Vec<LeftOut> = grid
            .iter()
            .enumerate()
            .map(|(at, &ridge)| {
                let error = squares.iter().map(|row| row[at]).sum::<f64>() / count;
                let off: f64 = squares.iter().map(|row| (row[at] - error).powi(2)).sum();
                LeftOut {
                    ridge,
                    error,
                    spread: (off / (count - 1.0) / count).sqrt(),
                }
            })
            .collect();
        let least = left_out.iter().min_by(|a, b| a.error.total_cmp(&b.error));
        let bar = least.map_or(0.0, |least| least.error + least.spread);
        let chosen = left_out
            .iter()
            .find(|one| one.error <= bar)
            .map_or(self.largest, |one| one.ridge);
        Ok((chosen, left_out))
    }
}

/// Of X X′, by its powers.
fn largest_eigenvalue(rows: &[Vec<f64>]) -> f64 {
    // Not the same for all rows, which add up to nought.
    let mut vector: Vec<f64> = (0..rows.len()).map(|at| 1.0 / (at + 1) as f64).collect();
    let mut value = 0.0;
    for _ in 0..10_000 {
        let mut across = vec![0.0; rows.first().map_or(0, Vec::len)];
        for (row, weight) in rows.iter().zip(&vector) {
            across
                .iter_mut()
                .zip(row)
                .for_each(|(sum, cell)| *sum += weight * cell);
        }
        let next: Vec<f64> = rows.iter().map(|row| dot(row, &across)).collect();
        let length = square(&next).sqrt();
        if length == 0.0 {
            return 0.0;
        }
        let before = std::mem::replace(&mut value, length / square(&vector).sqrt());
        vector = next.iter().map(|cell| cell / length).collect();
        if (value - before).abs() <= 1e-15 * value {
            break;
        }
    }
    value
}
