use super::variety::group_count;
use crate::{Fault, check};

/// An index and its two parts, which add up to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Split {
    /// `between` + `within`.
    pub total: f64,
    /// What would be left if everybody had the mean of his group.
    pub between: f64,
    /// The indices of the groups, weighted.
    pub within: f64,
}

/// One group in [`Theil`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupPart {
    /// Its share in the amounts, the weight of its T.
    pub amount_share: f64,
    /// Its share in the population, the weight of its L.
    pub population_share: f64,
    /// T within the group.
    pub t: Option<f64>,
    /// L within the group.
    pub l: Option<f64>,
}

/// What [`theil`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Theil {
    /// T, weighted by amounts: looks most at the top. Nothing when a unit has an amount and no population.
    pub t: Option<Split>,
    /// L, the mean log deviation, weighted by population: looks most at the bottom. Nothing when a unit has population and no amount.
    pub l: Option<Split>,
    /// By group, in the order of their numbers.
    pub groups: Vec<GroupPart>,
}

/// Theil's two indices: inequality between units, split exactly into between and within groups.
///
/// # What it measures
/// How far amounts (income, value added) lie from being spread as the population is. Zero when everybody has the same.
///
/// # Formula
/// y and p the shares in amounts and population. T = Σ y ln (y ÷ p), L = Σ p ln (p ÷ y), both with 0 ln 0 = 0.
/// T = Σ y(g) ln (y(g) ÷ p(g)) + Σ y(g) T(g); L = Σ p(g) ln (p(g) ÷ y(g)) + Σ p(g) L(g).
///
/// # In and out
/// Per unit an amount, a population (equal ones for plain Theil), and the number of its group; without groups, everything is within. Out in nats.
///
/// # Limits
/// The parts depend on the grouping: finer groups move inequality from within to between. T and L may disagree about which of two countries is the more unequal.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::NegativeCell`], [`Fault::Size`], [`Fault::NoTotal`], [`Fault::Setting`] for a group number.
///
/// # Other programs
/// REAT's `theil` is L, not T, and with weights it divides by n a second time (0.2326 becomes 0.0465 with equal weights). PySAL's `inequality` gives T.
///
/// # Sources
/// H. Theil (1967), *Economics and information theory*, ch. 4. A. F. Shorrocks (1980), *The class of additively decomposable inequality measures*, Econometrica 48.
///
/// # Example
/// M. Störmann (2009), *Regionalökonomik*, by way of the manual of REAT: 10, 10, 10, 20 and 50 give L = 0.2326302.
/// ```
/// let found = koers_economics::structure::theil(&[10.0, 10.0, 10.0, 20.0, 50.0], &[1.0; 5], None)?;
/// assert_eq!(format!("{:.7}", found.l.unwrap().total), "0.2326302");
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn theil(amounts: &[f64], populations: &[f64], groups: Option<&[usize]>) -> Result<Theil, Fault> {
    check::size("populations", "values", amounts.len(), populations.len())?;
    let amount = check::with_total("amounts", amounts)?;
    let population = check::with_total("populations", populations)?;
    let one_group;
    let groups = match groups {
        Some(groups) => {
            check::size("groups", "values", amounts.len(), groups.len())?;
            groups
        }
        None => {
            one_group = vec![0; amounts.len()];
            &one_group
        }
    };
    let count = group_count(groups)?;
    let mut sizes = vec![(0.0, 0.0); count];
    for ((y, p), &group) in amounts.iter().zip(populations).zip(groups) {
        sizes[group].0 += y / amount;
        sizes[group].1 += p / population;
    }
    let mut sums: Vec<(Option<f64>, Option<f64>)> = vec![(Some(0.0), Some(0.0)); count];
    for ((y, p), &group) in amounts.iter().zip(populations).zip(groups) {
        // Within a group the shares are those in the group.
        let (y, p) = (
            part(y / amount, sizes[group].0),
            part(p / population, sizes[group].1),
        );
        let sum = &mut sums[group];
        *sum = (add(sum.0, term(y, p)), add(sum.1, term(p, y)));
    }
    let parts = sizes.iter().zip(&sums).map(|(&(y, p), &(t, l))| {
        let (t, l) = (t.filter(|_| y > 0.0), l.filter(|_| p > 0.0));
        GroupPart {
            amount_share: y,
            population_share: p,
            t: floor(t),
            l: floor(l),
        }
    });
    let groups: Vec<GroupPart> = parts.collect();
    let t = split(
        groups
            .iter()
            .map(|group| (group.amount_share, group.population_share, group.t)),
    );
    let l = split(
        groups
            .iter()
            .map(|group| (group.population_share, group.amount_share, group.l)),
    );
    Ok(Theil { t, l, groups })
}

/// Groups as their weight, their other share and the index within. Nothing when a group that counts has no index.
fn split(groups: impl Iterator<Item = (f64, f64, Option<f64>)>) -> Option<Split> {
    let (mut between, mut within) = (0.0, 0.0);
    for (weight, other, index) in groups {
        between += term(weight, other)?;
        within += if weight > 0.0 { weight * index? } else { 0.0 };
    }
    let between = f64::max(between, 0.0);
    Some(Split {
        total: between + within,
        between,
        within,
    })
}

fn part(value: f64, whole: f64) -> f64 {
    if whole > 0.0 { value / whole } else { 0.0 }
}

/// a ln (a ÷ b): nought when a is, nothing when only b is.
fn term(a: f64, b: f64) -> Option<f64> {
    match (a > 0.0, b > 0.0) {
        (false, _) => Some(0.0),
        (true, false) => None,
        (true, true) => Some(a * (a / b).ln()),
    }
}

fn add(sum: Option<f64>, term: Option<f64>) -> Option<f64> {
    Some(sum? + term?)
}

/// Both indices are nought or more; what rounding makes less is nought.
fn floor(index: Option<f64>) -> Option<f64> {
    index.map(|index| index.max(0.0))
}
