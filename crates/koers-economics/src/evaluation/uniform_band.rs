use rand_chacha::rand_core::RngCore;
use rayon::prelude::*;

use super::estimate::{quantile, share};
use super::{AggregateEffects, Estimate, GroupTimeEffects};
use crate::lu::dot;
use crate::{Fault, random};

/// The effects that a band holds together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Together<'a> {
    /// Every effect by group and period.
    Effects(&'a GroupTimeEffects),
    /// Every part of what they add up to, such as the course of an event study.
    Parts(&'a AggregateEffects),
}

/// How the width of a band is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BandDrawing {
    /// In what share of all cases the band holds every effect, such as 0.95.
    pub level: f64,
    /// How often to draw, at least 1,000.
    pub draws: usize,
    /// The seed.
    pub seed: u64,
}

/// What [`uniform_band`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct UniformBand {
    /// How many standard errors the band reaches to each side.
    pub critical: f64,
    /// What the drawing leaves in doubt about it: half of a 95% interval, by order statistics.
    pub critical_error: f64,
    /// Per effect, in their order, its lower and upper end; nothing for one without an error.
    pub intervals: Vec<Option<(f64, f64)>>,
}

/// A band that holds all effects at once.
///
/// # What it measures
/// An interval of 95% for each of twelve effects misses one of them far more often than once in twenty. This band is as much wider as it takes to hold them all together.
///
/// # Formula
/// Effect ± c × its error, c the quantile `level` of the largest of |Σ V ψ| ÷ √(Σ ψ²) over the effects: ψ what each cluster contributes to an effect, V by Mammen, drawn anew each time for each cluster, the same for all effects: −(√5 − 1) ÷ 2 with a chance of (√5 + 1) ÷ (2 √5), else (√5 + 1) ÷ 2.
/// c is never less than the quantile for one effect alone.
///
/// # In and out
/// Effects by group and period, or their parts, which have one error for each; the level, and how to draw. Those before treatment are held too.
///
/// # Assumptions
/// As the effects, and many clusters.
///
/// # Limits
/// With few clusters on either side the band is too narrow, since the errors are too small: the page of [`super::group_time_effects`] says by how much. Thirty treated units a group are enough, ten are not.
/// An effect that lies outside the band is found; one inside is not refuted.
///
/// # Withheld cells
/// Refused: the panel must be complete.
///
/// # Errors
/// [`Fault::Setting`] for a level outside nought to one or fewer than 1,000 draws; [`Fault::Empty`] when no effect has an error above nought, or nothing has parts ([`super::Over::Everything`]).
///
/// # Other programs
/// csdid 0.4.3 for Python draws V of one or minus one and divides by a distance between drawn quartiles, which it takes for the error too. On the published case its c is smaller, 2.65 for the twelve effects against 2.77, since its errors are larger; made by this formula from what csdid says that each county contributes, c is the same but for the drawing.
///
/// # Sources
/// B. Callaway and P. H. C. Sant'Anna (2021), Journal of Econometrics 225, pp. 200-230, section 4.
/// V. Chernozhukov, D. Chetverikov and K. Kato (2013), *Gaussian approximations and multiplier bootstrap for maxima of sums of high-dimensional random vectors*, Annals of Statistics 41, pp. 2786-2819.
///
/// # Example
/// Made up. The published case (teen employment and minimum wages) is in the tests.
/// ```
/// use koers_economics::{Matrix, evaluation::{Adjustment, BandDrawing, Panel, Rollout, Together, Untreated, group_time_effects, uniform_band}};
/// let rows: Vec<[f64; 4]> = (0..30_i32).map(|unit| [0, 1, 2, 3].map(|period| f64::from((unit * unit + 7 * unit * period) % 13))).collect();
/// let starts: Vec<_> = (0..30).map(|unit| (unit % 2 == 0).then_some(2)).collect();
/// let rollout = Rollout::new(&Panel::from(&Matrix::from_rows(&rows)?), &starts)?;
/// let effects = group_time_effects(&rollout, Untreated::Never, Adjustment::None)?;
/// let band = uniform_band(Together::Effects(&effects), BandDrawing { level: 0.95, draws: 2000, seed: 1 })?;
/// // Three effects: more than 1.96 errors to each side, and less than if each had to be held at 98.3%.
/// assert!(1.96 < band.critical && band.critical < 2.40);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn uniform_band(of: Together<'_>, drawing: BandDrawing) -> Result<UniformBand, Fault> {
    let BandDrawing { level, draws, seed } = drawing;
    share("level", level)?;
    if draws < 1000 {
        return Err(Fault::Setting {
            name: "draws",
            value: draws as f64,
            needs: "at least 1,000 are needed",
        });
    }
    let joint = of.joint();
    // What is known without doubt is never missed.
    let scores: Vec<Vec<f64>> = joint
        .iter()
        .filter_map(|(_, scores)| {
            let scores = scores.as_ref()?;
            let length = dot(scores, scores).sqrt();
            (length > 0.0).then(|| scores.iter().map(|score| score / length).collect())
        })
        .collect();
    let Some(clusters) = scores.first().map(Vec::len) else {
        return Err(Fault::Empty { input: "effects" });
    };
    let mut largest: Vec<f64> = (0..draws)
        .into_par_iter()
        .map(|draw| {
            let weights = weights(clusters, seed, draw as u64);
            scores
                .iter()
                .fold(0.0, |most: f64, scores| most.max(dot(scores, &weights).abs()))
        })
        .collect();
    largest.sort_by(f64::total_cmp);
    let count = draws as f64;
    let at = |rank: f64| largest[(rank.ceil().max(1.0) as usize).min(draws) - 1];
    let (rank, doubt) = (level * count, 1.96 * (count * level * (1.0 - level)).sqrt());
    let critical = at(rank).max(quantile(None, 0.5 + 0.5 * level));
    Ok(UniformBand {
        critical,
        critical_error: (at(rank + doubt) - at(rank - doubt)) / 2.0,
        intervals: joint
            .iter()
            .map(|(effect, _)| {
                let half = critical * effect.error?;
                Some((effect.value - half, effect.value + half))
            })
            .collect(),
    })
}

impl Together<'_> {
    /// Each effect, and what each cluster contributes to it; nothing where its error is not known.
    fn joint(self) -> Vec<(Estimate, Option<Vec<f64>>)> {
        match self {
            Self::Effects(found) => found
                .effects
                .iter()
                .zip(&found.influence)
                .map(|(one, influence)| {
                    let known = one.effect.error.is_some();
                    (one.effect, known.then(|| found.rollout.by_cluster(influence)))
                })
                .collect(),
            Self::Parts(found) => found
                .parts
                .iter()
                .zip(&found.scores)
                .map(|(part, scores)| (part.effect, scores.clone()))
                .collect(),
        }
    }
}

/// Weights for the clusters, with a mean of nought and both the square and the cube of one.
fn weights(clusters: usize, seed: u64, draw: u64) -> Vec<f64> {
    let mut generator = random::stream(seed, draw);
    let golden = (1.0 + 5.0_f64.sqrt()) / 2.0;
    (0..clusters)
        .map(|_| {
            let share = f64::from(generator.next_u32()) / 2.0_f64.powi(32);
            if share < golden / 5.0_f64.sqrt() {
                1.0 - golden
            } else {
                golden
            }
        })
        .collect()
}
