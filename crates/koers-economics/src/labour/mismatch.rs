use crate::random::stream;
use crate::{Fault, check};
use rand_distr::{Binomial, Distribution};
use rayon::prelude::*;

/// What [`mismatch`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Mismatch {
    /// M: the share of hires that is lost, from nought (everybody is where the vacancies are) to one.
    pub index: f64,
    /// Jackman and Roper: the share of the unemployed that would have to go elsewhere for tightness to be the same everywhere.
    pub to_move: f64,
    /// M when unemployed and vacancies were as many as here and lay over the places by chance alone, in the same proportion: the mean over the draws.
    /// What an index is above this is mismatch. Nothing without draws.
    pub by_chance: Option<f64>,
    /// In what share of the draws chance gave at least the index. Nothing without draws.
    pub chance: Option<f64>,
    /// Per place: unemployed people less those it would have if they were spread for the most hires. Adds up to nought.
    pub too_many: Vec<f64>,
}

/// Mismatch: what is lost because vacancies and job seekers lie in different places or trades.
///
/// # What it measures
/// How many more would be hired if the same number of unemployed people were spread over places (or trades) so that most are hired.
///
/// # Formula
/// Hires in place i are φ_i v_i^α u_i^(1 − α). M = 1 − Σ (φ_i ÷ φ̄) (v_i ÷ v)^α (u_i ÷ u)^(1 − α), φ̄ = [Σ φ_i^(1 ÷ α) v_i ÷ v]^α; most are hired where u_i lie as φ_i^(1 ÷ α) v_i.
/// Jackman and Roper: ½ Σ |u_i ÷ u − v_i ÷ v|.
///
/// # In and out
/// Vacancies and unemployed per place, as counts; how easily hires are made in each place (φ, all one where not given); α, how much more hiring vacancies bring than unemployed (0.5 where it was not estimated); with how many draws the index of chance alone is found, and from which seed.
///
/// # Assumptions
/// Hires follow that form, with the same α everywhere. People may go to any other place.
///
/// # Limits
/// **Finer places give a higher index**, also by chance: compare only what was cut up in the same way, and with `by_chance`. That index takes the counts as they are; where they come from a sample, chance does more than it says.
/// The index says nothing of why people do not go.
///
/// # Errors
/// [`Fault::Size`], [`Fault::NegativeCell`], [`Fault::NoTotal`]; [`Fault::Setting`] for an α that does not lie between nought and one, an efficiency of nought, or people and vacancies beyond 2⁵³ where chance is drawn.
///
/// # Sources
/// A. Şahin, J. Song, G. Topa and G. L. Violante (2014), *Mismatch unemployment*, American Economic Review 104, pp. 3529-3564, equations 3 to 6.
/// R. Jackman and S. Roper (1987), *Structural unemployment*, Oxford Bulletin of Economics and Statistics 49, pp. 9-36.
///
/// # Example
/// Two places with as many unemployed, and three quarters of the vacancies in one: 1 − √½ (√¾ + √¼) = 0.0341 is lost, and a quarter would have to move.
/// ```
/// use koers_economics::labour::mismatch;
/// let found = mismatch(&[75.0, 25.0], &[50.0, 50.0], None, 0.5, 0, 1)?;
/// assert!((found.index - 0.034_074_173_7).abs() < 1e-10 && found.to_move == 0.25);
/// // Most are hired when three quarters of the people are where three quarters of the vacancies are.
/// assert_eq!(found.too_many, [-25.0, 25.0]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn mismatch(
    vacancies: &[f64],
    unemployed: &[f64],
    efficiency: Option<&[f64]>,
    alpha: f64,
    draws: u32,
    seed: u64,
) -> Result<Mismatch, Fault> {
    let all_vacancies = check::with_total("vacancies", vacancies)?;
    let all_unemployed = check::with_total("unemployed", unemployed)?;
    check::size("unemployed", "values", vacancies.len(), unemployed.len())?;
    check::finite("α", 0, 0, alpha)?;
    if !(alpha > 0.0 && alpha < 1.0) {
        return Err(Fault::Setting {
            name: "α",
            value: alpha,
            needs: "it must lie between nought and one",
        });
    }
    let even = vec![1.0; vacancies.len()];
    let efficiency = efficiency.unwrap_or(&even);
    check::amounts("efficiency", efficiency)?;
    check::size("efficiency", "values", vacancies.len(), efficiency.len())?;
    if let Some(&value) = efficiency.iter().find(|value| **value == 0.0) {
        return Err(Fault::Setting {
            name: "efficiency",
            value,
            needs: "where nobody is ever hired there is no place: leave it out",
        });
    }
    let way = Way::new(efficiency, alpha);
    let index = way.index(vacancies, unemployed);
    let best = way.best(vacancies);
    let apart = vacancies
        .iter()
        .zip(unemployed)
        .map(|(vacancies, unemployed)| (unemployed / all_unemployed - vacancies / all_vacancies).abs());
    let by_chance = (draws > 0)
        .then(|| way.by_chance(vacancies, [all_vacancies, all_unemployed], &best, draws, seed))
        .transpose()?;
    let count = f64::from(draws);
    Ok(Mismatch {
        index,
        to_move: 0.5 * apart.sum::<f64>(),
        by_chance: by_chance.as_ref().map(|found| found.iter().sum::<f64>() / count),
        chance: by_chance.map(|found| found.iter().filter(|drawn| **drawn >= index).count() as f64 / count),
        too_many: unemployed
            .iter()
            .zip(&best)
            .map(|(unemployed, best)| unemployed - best * all_unemployed)
            .collect(),
    })
}

/// How hires come about.
struct Way {
    /// φ, of which the largest is one: a common factor changes no index, and keeps powers within bounds.
    efficiency: Vec<f64>,
    alpha: f64,
}

impl Way {
    fn new(efficiency: &[f64], alpha: f64) -> Self {
        let most = efficiency.iter().copied().fold(0.0, f64::max);
        let efficiency = efficiency.iter().map(|efficiency| efficiency / most).collect();
        Self { efficiency, alpha }
    }

    fn index(&self, vacancies: &[f64], unemployed: &[f64]) -> f64 {
        let (all_vacancies, all_unemployed): (f64, f64) = (vacancies.iter().sum(), unemployed.iter().sum());
        let best = self.weights(vacancies).iter().sum::<f64>() / all_vacancies;
        let hires: f64 = vacancies
            .iter()
            .zip(unemployed)
            .zip(&self.efficiency)
            .map(|((vacancies, unemployed), efficiency)| {
                let found = (vacancies / all_vacancies).powf(self.alpha);
                efficiency * found * (unemployed / all_unemployed).powf(1.0 - self.alpha)
            })
            .sum();
        // By Hölder's inequality never below nought but for rounding.
        (1.0 - hires / best.powf(self.alpha)).max(0.0)
    }

    /// φ^(1 ÷ α) v.
    fn weights(&self, vacancies: &[f64]) -> Vec<f64> {
        let weight = |(vacancies, efficiency): (&f64, &f64)| vacancies * efficiency.powf(1.0 / self.alpha);
        vacancies.iter().zip(&self.efficiency).map(weight).collect()
    }

    /// Where the unemployed would lie for the most hires, as shares.
    fn best(&self, vacancies: &[f64]) -> Vec<f64> {
        let weights = self.weights(vacancies);
        let all: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / all).collect()
    }

    /// The index when both lie over the places by chance, each as likely as the best spread has it.
    fn by_chance(
        &self,
        vacancies: &[f64],
        totals: [f64; 2],
        best: &[f64],
        draws: u32,
        seed: u64,
    ) -> Result<Vec<f64>, Fault> {
        const MOST: f64 = 9_007_199_254_740_992.0;
        let whole = |name, total: f64| {
            let rounded = total.round();
            if (1.0..MOST).contains(&rounded) {
                return Ok(rounded as u64);
            }
            Err(Fault::Setting {
                name,
                value: total,
                needs: "chance is drawn over counts: at least one, and below 2⁵³",
            })
        };
        let [all_vacancies, all_unemployed] = [
            whole("all vacancies", totals[0])?,
            whole("all unemployed", totals[1])?,
        ];
        // The vacancies of which `best` is the best spread: chance alone parts the two.
        let shares: Vec<f64> = vacancies.iter().map(|vacancies| vacancies / totals[0]).collect();
        let one = |number: u32| {
            let mut generator = stream(seed, u64::from(number));
            let vacancies = spread(all_vacancies, &shares, &mut generator);
            let unemployed = spread(all_unemployed, best, &mut generator);
            self.index(&vacancies, &unemployed)
        };
        Ok((0..draws).into_par_iter().map(one).collect())
    }
}

/// A multinomial draw: place after place a binomial one of what is left.
fn spread(count: u64, shares: &[f64], generator: &mut impl rand_chacha::rand_core::RngCore) -> Vec<f64> {
    let (mut left, mut rest) = (count, 1.0_f64);
    let mut places = Vec::with_capacity(shares.len());
    for (at, share) in shares.iter().enumerate() {
        let last = at + 1 == shares.len();
        let chance = if last || rest <= *share {
            1.0
        } else {
            (share / rest).clamp(0.0, 1.0)
        };
        // A chance between nought and one is always taken; without one nobody comes.
        let taken = Binomial::new(left, chance).map_or(0, |binomial| binomial.sample(generator));
        places.push(taken as f64);
        left -= taken;
        rest -= share;
    }
    places
}
