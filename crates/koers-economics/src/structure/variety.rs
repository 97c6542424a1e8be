use super::entropy::surprise;
use crate::{Fault, check};

/// What [`variety`] gives, in bits.
#[derive(Debug, Clone, PartialEq)]
pub struct Variety {
    /// Between groups: activities that have little in common.
    pub unrelated: f64,
    /// Within groups, weighted by their shares: activities that can learn from each other.
    pub related: f64,
    /// The entropy of all activities: `unrelated` + `related`.
    pub total: f64,
    /// The entropy within each group; nothing for a group without amounts.
    pub within: Vec<Option<f64>>,
}

/// Related and unrelated variety: the breadth of a region, split into what is near to each other and what is not.
///
/// # What it measures
/// Related variety is held to go with new ideas between neighbouring trades, unrelated variety with not having all eggs in one basket.
///
/// # Formula
/// P(g) = Σ of the shares p(i) in group g. Unrelated = −Σ P(g) log₂ P(g). Related = Σ P(g) H(g), H(g) = −Σ (p(i) ÷ P(g)) log₂ (p(i) ÷ P(g)). Together they are the entropy, exactly.
///
/// # In and out
/// The amounts of one region at the fine level, and for each the number of its group (from nought). Out in bits.
///
/// # Assumptions
/// That being in the same branch of the classification is being related. [`super::proximity`] measures relatedness instead of assuming it.
///
/// # Limits
/// The usual choice is five-digit activities in two-digit groups; another choice is another number. A group that is split more finely has more related variety by that alone.
///
/// # Withheld cells
/// Refused: at the fine level so much is withheld that bounds would say nothing.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::NegativeCell`], [`Fault::NoTotal`], [`Fault::Size`] when there is not one group for each amount;
/// [`Fault::Setting`] for a group number larger than the number of activities.
///
/// # Sources
/// K. Frenken, F. van Oort and T. Verburg (2007), *Related variety, unrelated variety and regional economic growth*, Regional Studies 41, pp. 685-697.
///
/// # Example
/// Shares of 20 and 30% in one group, 10 and 40% in another: worked out by hand, ½ log₂ 2 twice for the groups.
/// ```
/// let found = koers_economics::structure::variety(&[20.0, 30.0, 10.0, 40.0], &[0, 0, 1, 1])?;
/// assert!((found.unrelated - 1.0).abs() < 1e-12);
/// assert!((found.related - 0.846_439_344_671_015_4).abs() < 1e-12);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn variety(amounts: &[f64], groups: &[usize]) -> Result<Variety, Fault> {
    check::size("groups", "values", amounts.len(), groups.len())?;
    let total = check::with_total("amounts", amounts)?;
    let count = group_count(groups)?;
    let mut sizes = vec![0.0; count];
    for (amount, &group) in amounts.iter().zip(groups) {
        sizes[group] += amount;
    }
    let mut within: Vec<Option<f64>> = sizes.iter().map(|&size| (size > 0.0).then_some(0.0)).collect();
    for (amount, &group) in amounts.iter().zip(groups) {
        if let Some(sum) = &mut within[group] {
            *sum += surprise(amount / sizes[group]);
        }
    }
    let unrelated = sizes
        .iter()
        .map(|size| surprise(size / total))
        .sum::<f64>()
        .max(0.0);
    let related = sizes
        .iter()
        .zip(&within)
        .map(|(size, within)| size / total * within.unwrap_or(0.0))
        .sum();
    Ok(Variety {
        unrelated,
        related,
        total: unrelated + related,
        within,
    })
}

/// How many groups there are, refusing numbers that leave more groups empty than there are units.
pub(super) fn group_count(groups: &[usize]) -> Result<usize, Fault> {
    let last = groups.iter().copied().max().unwrap_or(0);
    if last >= groups.len() {
        let needs = "groups are numbered from 0, below the number of values";
        return Err(Fault::Setting {
            name: "group",
            value: last as f64,
            needs,
        });
    }
    Ok(last + 1)
}
