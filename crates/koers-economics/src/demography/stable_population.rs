use super::cohort_component::step;
use super::{Population, Rates, SexRates};
use crate::{Fault, Matrix};

/// What [`stable_population`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct StablePopulation {
    /// λ: by what the number of women is multiplied in each step in the end.
    pub growth: f64,
    /// r = ln λ ÷ years: the yearly rate, per person.
    pub rate: f64,
    /// Regions × age groups: the shares of all women in the end.
    pub shares: Matrix,
    /// How many steps were taken.
    pub steps: usize,
}

/// What the women of a population come to when the rates never change.
///
/// # What it measures
/// The growth that lies in the rates themselves, without the chance of who is how old today.
///
/// # Formula
/// Steps of [`super::cohort_component`] without arrivals, until no share changes by more than 10⁻¹²; λ is then the growth of the last step.
///
/// # In and out
/// Rates of one step; arrivals in them are left out. Women only, since births depend on them.
///
/// # Assumptions
/// The same rates for ever.
///
/// # Limits
/// Some generations away, and no forecast. Of regions that do not exchange people only the fastest growing is left. Rates under which nobody is left have no answer.
///
/// # Errors
/// As [`super::cohort_component`]; [`Fault::NotSettled`] after ten thousand steps, or when nobody is left.
///
/// # Sources
/// A. J. Lotka (1939), *Théorie analytique des associations biologiques*; P. H. Leslie (1945), *On the use of matrices in certain population mathematics*, Biometrika 33, pp. 183-212.
///
/// # Example
/// Made up: everybody lives to the second group, and a woman there has two children a year, one of them a girl.
/// ```
/// use koers_economics::{Matrix, demography::{Rates, SexRates, stable_population}};
/// let sex = SexRates { survival: Matrix::from_rows(&[[1.0, 1.0, 0.0]])?, moves: vec![], arrivals: None };
/// let rates = Rates { years: 1.0, fertility: Matrix::from_rows(&[[0.0, 2.0]])?, boys_per_girl: 1.0, women: sex.clone(), men: sex };
/// let found = stable_population(&rates)?;
/// // Births count women at both ends of the year: λ² = ½ λ + ½.
/// assert!((found.growth - 1.0).abs() < 1e-9 && (found.shares.values()[0] - 0.5).abs() < 1e-9);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn stable_population(rates: &Rates) -> Result<StablePopulation, Fault> {
    const STEPS: usize = 10_000;
    let (regions, ages) = (rates.fertility.rows(), rates.fertility.columns());
    let closed = Rates {
        women: SexRates {
            arrivals: None,
            ..rates.women.clone()
        },
        men: SexRates {
            arrivals: None,
            ..rates.men.clone()
        },
        ..rates.clone()
    };
    let leaving = closed.check(regions, ages)?;
    let cells = regions * ages;
    let mut shares = Matrix::computed(ages, vec![1.0 / cells as f64; cells]);
    // Men have no part in it.
    let nobody = Matrix::computed(ages, vec![0.0; cells]);
    let mut residual = f64::INFINITY;
    for steps in 1..=STEPS {
        let start = Population {
            women: shares.clone(),
            men: nobody.clone(),
        };
        let end = step(&start, &closed, &leaving, steps - 1)?.end;
        let women = &end.women;
        let growth: f64 = women.values().iter().sum();
        if growth <= 0.0 {
            break;
        }
        let next: Vec<f64> = women.values().iter().map(|value| value / growth).collect();
        residual = next
            .iter()
            .zip(shares.values())
            .fold(0.0, |most: f64, (new, old)| most.max((new - old).abs()));
        shares = Matrix::computed(ages, next);
        if residual <= 1e-12 {
            return Ok(StablePopulation {
                growth,
                rate: growth.ln() / rates.years,
                shares,
                steps,
            });
        }
    }
    Err(Fault::NotSettled {
        steps: STEPS,
        residual,
    })
}
