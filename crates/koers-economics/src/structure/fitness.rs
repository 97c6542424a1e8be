use super::Presence;
use crate::Fault;

/// How [`fitness`] came to rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settled {
    /// No value of region or activity changed by more than 10⁻¹² of itself.
    Values,
    /// Some values still fall towards nought, but the order of regions has been the same for a hundred steps. Read the order only.
    Order,
    /// Neither. Do not use it.
    No,
}

/// What [`fitness`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitness {
    /// Per region, mean 1 over those that have one. Nothing for a region without activities.
    pub regions: Vec<Option<f64>>,
    /// Per activity, mean 1 over those that have one. Nothing for an activity that is nowhere.
    pub activities: Vec<Option<f64>>,
    /// How it came to rest.
    pub settled: Settled,
    /// How many steps were done.
    pub steps: usize,
    /// The largest change of a region in the last step.
    pub change: f64,
    /// The regions whose fitness has fallen below a thousand-millionth of the mean: they are on their way to nought.
    pub vanishing: Vec<usize>,
}

/// As good as nought, kept above it so that nothing is divided by nought.
const FLOOR: f64 = 1e-290;

/// Fitness of regions and complexity of activities, by the map of Tacchella and others.
///
/// # What it measures
/// A region is fit when it has many complex activities; an activity is complex when only fit regions have it: one unfit region is enough to make it simple.
///
/// # Formula
/// F(r) = Σᵢ M(r, i) Q(i); Q(i) = 1 ÷ Σ M(r, i) ÷ F(r); both divided by their mean after every step, starting from 1.
///
/// # In and out
/// A [`Presence`], and the most steps to do.
///
/// # Assumptions
/// The table is nested: rare activities are where everything is. Where it is not, many values go to nought.
///
/// # Limits
/// Whether values stay above nought depends on the shape of the table (Pugliese and others 2016): the result says what came to rest, the values, the order only, or nothing.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::NoContrast`] when nothing is present; [`Fault::Setting`] for no steps.
///
/// # Other programs
/// econcomplex lets Q(i) see the F(r) of the same step. The formula above falls in two such chains that do not touch, so that N of its steps are 2N − 1 of ours for regions and 2N for activities: to the same end.
///
/// # Sources
/// A. Tacchella, M. Cristelli, G. Caldarelli, A. Gabrielli and L. Pietronero (2012), *A new metrics for countries' fitness and products' complexity*, Scientific Reports 2:723.
/// E. Pugliese, A. Zaccaria and L. Pietronero (2016), *On the convergence of the fitness-complexity algorithm*, Eur. Phys. J. Special Topics 225.
///
/// # Example
/// Two regions, one with two activities and one with the first only, worked out by hand. The second activity goes up, the first down: fitness 2 and 0 in the end, and the order is what can be said.
/// ```
/// use koers_economics::structure::{Presence, Settled, fitness};
/// let found = fitness(&Presence::new(2, 2, &[true, true, true, false])?, 1000)?;
/// assert_eq!(found.settled, Settled::Order);
/// assert!(found.regions[0] > found.regions[1] && found.activities[1] > found.activities[0]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn fitness(presence: &Presence, most_steps: usize) -> Result<Fitness, Fault> {
    if most_steps == 0 {
        return Err(Fault::Setting {
            name: "steps",
            value: 0.0,
            needs: "at least one is needed",
        });
    }
    let rows: Vec<Vec<usize>> = (0..presence.rows()).map(|row| presence.activities(row)).collect();
    let columns: Vec<Vec<usize>> = (0..presence.columns())
        .map(|column| presence.regions(column))
        .collect();
    if rows.iter().all(Vec::is_empty) {
        return Err(Fault::NoContrast { input: "presence" });
    }
    let mut fit: Vec<f64> = rows
        .iter()
        .map(|list| f64::from(u8::from(!list.is_empty())))
        .collect();
    let mut complex: Vec<f64> = columns
        .iter()
        .map(|list| f64::from(u8::from(!list.is_empty())))
        .collect();
    let (mut settled, mut steps, mut change) = (Settled::No, 0, f64::MAX);
    let (mut order, mut same) = (Vec::new(), 0);
    while steps < most_steps {
        steps += 1;
        let inverse: Vec<f64> = fit.iter().map(|fit| 1.0 / fit.max(FLOOR)).collect();
        let next_fit: Vec<f64> = rows
            .iter()
            .map(|list| list.iter().map(|&at| complex[at]).sum())
            .collect();
        let next_complex: Vec<f64> = columns
            .iter()
            .map(|list| {
                if list.is_empty() {
                    0.0
                } else {
                    1.0 / list.iter().map(|&at| inverse[at]).sum::<f64>()
                }
            })
            .collect();
        let (next_fit, next_complex) = (to_mean_one(next_fit, &rows), to_mean_one(next_complex, &columns));
        let moved = |(new, old): (&f64, &f64)| (new - old).abs();
        let relative = |(new, old): (&f64, &f64)| {
            if *new > FLOOR {
                (new - old).abs() / new
            } else {
                0.0
            }
        };
        change = next_fit.iter().zip(&fit).map(moved).fold(0.0, f64::max);
        // Both sides: where all regions have as many activities, the first step moves activities only.
        let pairs = next_fit.iter().zip(&fit).chain(next_complex.iter().zip(&complex));
        let steady = pairs.map(relative).fold(0.0, f64::max) <= 1e-12;
        (fit, complex) = (next_fit, next_complex);
        if steady {
            settled = Settled::Values;
            break;
        }
        let ranked = ranking(&fit);
        same = if ranked == order { same + 1 } else { 0 };
        order = ranked;
    }
    if settled == Settled::No && same >= 100 {
        settled = Settled::Order;
    }
    let keep = |values: &[f64], lists: &[Vec<usize>]| -> Vec<Option<f64>> {
        values
            .iter()
            .zip(lists)
            .map(|(value, list)| (!list.is_empty()).then_some(*value))
            .collect()
    };
    let vanishing = (0..rows.len())
        .filter(|&at| !rows[at].is_empty() && fit[at] < 1e-9)
        .collect();
    let (regions, activities) = (keep(&fit, &rows), keep(&complex, &columns));
    Ok(Fitness {
        regions,
        activities,
        settled,
        steps,
        change,
        vanishing,
    })
}

/// Divided by the mean of those that have links; never below the floor, so that order is kept where it can be.
fn to_mean_one(values: Vec<f64>, lists: &[Vec<usize>]) -> Vec<f64> {
    let count = lists.iter().filter(|list| !list.is_empty()).count() as f64;
    let mean = values.iter().sum::<f64>() / count;
    values
        .into_iter()
        .zip(lists)
        .map(|(value, list)| {
            if list.is_empty() {
                0.0
            } else {
                (value / mean).max(FLOOR)
            }
        })
        .collect()
}

fn ranking(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
    order
}
