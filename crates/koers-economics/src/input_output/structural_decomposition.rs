use super::{Leontief, leontief};
use crate::{Fault, Matrix, check};

/// One factor of a product, in one year.
#[derive(Debug, Clone, PartialEq)]
pub enum Factor {
    /// An amount per sector that multiplies: jobs or CO₂ per unit of output.
    PerUnit(Vec<f64>),
    /// Technical coefficients: they work by their Leontief inverse.
    Recipes(Matrix),
    /// A table that turns what stands behind it: products by kind of demand, shares that add to one.
    Mix(Matrix),
    /// An amount for all at once: the level of demand, people.
    Level(f64),
}

/// Over which orders the effects are averaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orders {
    /// First to last and last to first (Dietzenbacher and Los): two of all.
    Polar,
    /// All orders (Shapley), for up to six factors.
    All,
}

/// What [`structural_decomposition`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct StructuralDecomposition {
    /// By factor, in the order given, the final vector last: what its change did, by sector.
    pub effects: Vec<Vec<f64>>,
    /// By sector: the whole change, which the effects make together.
    pub change: Vec<f64>,
}

/// The most factors, the final vector with them, for all orders.
const MOST: usize = 6;

/// Structural decomposition (SDA): what changed output, jobs or emissions?
///
/// # What it measures
/// How much of a change came from each cause: jobs per unit of output, recipes, the mix of demand, its level.
///
/// # Formula
/// y = F₁ F₂ … f. In an order of factors, each is changed in turn from old to new and its effect is what y moves by; effects are averaged over orders. With two factors: ½ ΔL (f₀ + f₁) + ½ (L₀ + L₁) Δf.
///
/// # In and out
/// The factors of both years from left to right, and the vector at the end (final demand by sector, or by kind). Out the effect of each factor by sector and the whole change; they add up without remainder. Each model is factored once.
///
/// # Assumptions
/// Factors change apart from each other. **Constant prices**: deflate first, or prices show up as recipes.
///
/// # Limits
/// Where recipes and demand move together the split is a convention. The polar mean is mostly near the mean of all orders; where it matters, take all.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Size`] for factors that do not fit or differ between years; [`Fault::Setting`] for more than six factors over all orders; [`Fault::NotProductive`].
///
/// # Sources
/// E. Dietzenbacher and B. Los (1998), *Structural decomposition techniques: sense and sensitivity*, Economic Systems Research 10, pp. 307-323. L. S. Shapley (1953), *A value for n-person games*. A. Rose and S. Casler (1996), *Input-output structural decomposition analysis: a critical appraisal*, Economic Systems Research 8, pp. 33-62.
///
/// # Example
/// Miller and Blair's two sectors: final demand goes from (350, 1700) to (600, 1500), output from (1000, 2000) to (1247.5, 1841.6), recipes as they were: all of it is demand.
/// ```
/// use koers_economics::{Matrix, input_output::{Factor, Orders, structural_decomposition}};
/// let recipes = Factor::Recipes(Matrix::from_rows(&[[0.15, 0.25], [0.20, 0.05]])?);
/// let found = structural_decomposition(&[recipes.clone()], &[350.0, 1700.0], &[recipes], &[600.0, 1500.0], Orders::Polar)?;
/// assert_eq!(found.effects[0], [0.0, 0.0]);
/// assert_eq!(format!("{:.1} {:.1}", found.effects[1][0], found.effects[1][1]), "247.5 -158.4");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn structural_decomposition(
    start: &[Factor],
    start_vector: &[f64],
    end: &[Factor],
    end_vector: &[f64],
    orders: Orders,
) -> Result<StructuralDecomposition, Fault> {
    check::size("factors", "values", start.len(), end.len())?;
    check::size(
        "vector at the end",
        "values",
        start_vector.len(),
        end_vector.len(),
    )?;
    let count = start.len() + 1;
    if orders == Orders::All && count > MOST {
        return Err(Fault::Setting {
            name: "the number of factors",
            value: count as f64,
            needs: "at most six for all orders",
        });
    }
    let years = [Year::of(start, start_vector)?, Year::of(end, end_vector)?];
    let value = |new: usize| product(&years, count, new);
    let all = (1 << count) - 1;
    let (before, after) = (value(0)?, value(all)?);
    check::size("change", "values", before.len(), after.len())?;
    let mut effects = vec![vec![0.0; before.len()]; count];
    let mut add = |factor: usize, without: usize, weight: f64| -> Result<(), Fault> {
        let (from, to) = (value(without)?, value(without | 1 << factor)?);
        check::size("change", "values", before.len(), from.len())?;
        check::size("change", "values", before.len(), to.len())?;
        for ((effect, to), from) in effects[factor].iter_mut().zip(to).zip(from) {
            *effect += weight * (to - from);
        }
        Ok(())
    };
    for factor in 0..count {
        match orders {
            Orders::Polar => {
                let earlier = (1 << factor) - 1;
                add(factor, earlier, 0.5)?;
                add(factor, all & !earlier & !(1 << factor), 0.5)?;
            }
            Orders::All => {
                for without in (0..=all).filter(|without| without >> factor & 1 == 0) {
                    add(
                        factor,
                        without,
                        share_of_orders(count, without.count_ones() as usize),
                    )?;
                }
            }
        }
    }
    Ok(StructuralDecomposition {
        effects,
        change: after
            .iter()
            .zip(&before)
            .map(|(after, before)| after - before)
            .collect(),
    })
}

/// In which part of all orders exactly `earlier` given factors come before one.
fn share_of_orders(count: usize, earlier: usize) -> f64 {
    let factorial = |n: usize| (1..=n).product::<usize>() as f64;
    factorial(earlier) * factorial(count - 1 - earlier) / factorial(count)
}

/// The factors of a year, models factored.
struct Year<'a> {
    factors: Vec<Ready<'a>>,
    vector: &'a [f64],
}

enum Ready<'a> {
    PerUnit(&'a [f64]),
    Model(Leontief),
    Mix(&'a Matrix),
    Level(f64),
}

impl<'a> Year<'a> {
    fn of(factors: &'a [Factor], vector: &'a [f64]) -> Result<Self, Fault> {
        check::values("vector at the end", vector)?;
        let ready = factors.iter().map(|factor| match factor {
            Factor::PerUnit(values) => {
                check::values("account per unit", values)?;
                Ok(Ready::PerUnit(values))
            }
            Factor::Recipes(coefficients) => Ok(Ready::Model(leontief(coefficients)?)),
            Factor::Mix(mix) => Ok(Ready::Mix(mix)),
            Factor::Level(level) => {
                check::finite("level", 0, 0, *level)?;
                Ok(Ready::Level(*level))
            }
        });
        Ok(Self {
            factors: ready.collect::<Result<_, Fault>>()?,
            vector,
        })
    }
}

/// The product with those factors of the new year whose bit is set.
fn product(years: &[Year<'_>; 2], count: usize, new: usize) -> Result<Vec<f64>, Fault> {
    let year = |factor: usize| &years[new >> factor & 1];
    let mut value = year(count - 1).vector.to_vec();
    for factor in (0..count - 1).rev() {
        value = match &year(factor).factors[factor] {
            Ready::PerUnit(per_unit) => {
                check::size("account per unit", "values", value.len(), per_unit.len())?;
                value
                    .iter()
                    .zip(*per_unit)
                    .map(|(value, per_unit)| value * per_unit)
                    .collect()
            }
            Ready::Model(model) => model.output_for(&value)?,
            Ready::Mix(mix) => {
                check::size("mix", "columns", value.len(), mix.columns())?;
                let times = |row: &[f64]| row.iter().zip(&value).map(|(part, value)| part * value).sum();
                mix.iter_rows().map(times).collect()
            }
            Ready::Level(level) => value.iter().map(|value| value * level).collect(),
        };
    }
    Ok(value)
}
