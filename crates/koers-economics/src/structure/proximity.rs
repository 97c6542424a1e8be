use rayon::prelude::*;

use super::Presence;
use crate::Matrix;

/// How [`proximity`] makes a likeness out of what two activities share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// C ÷ max(k, k′): the smaller of both chances that who has one has the other too (Hidalgo and others).
    SmallerChance,
    /// C ÷ √(k k′).
    Cosine,
    /// C ÷ (k + k′ − C).
    Jaccard,
}

/// What [`proximity`] gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Proximity {
    /// Activities × activities, from 0 to 1, 1 on the diagonal.
    pub values: Matrix,
    /// In how many regions each activity is.
    pub ubiquity: Vec<usize>,
    /// The activities that are nowhere. Nothing is known of what they are near to: their values, also on the diagonal, are nought so that they count for nothing in [`super::density`].
    pub nowhere: Vec<usize>,
}

/// Proximity: which activities are found in the same regions, the product space.
///
/// # What it measures
/// Activities that need the same skills, suppliers or ports tend to be in the same places. So who sits together is taken to be related, whatever the classification says.
///
/// # Formula
/// C(i, j) the number of regions that have both, k(i) the number that has i; φ(i, j) = C(i, j) ÷ max(k(i), k(j)), or another [`Likeness`].
///
/// # In and out
/// A [`Presence`], mostly of quotients of 1 and more; out activities × activities.
///
/// # Assumptions
/// Regions are alike enough in size for being together to mean something. In few regions nearly everything is together by chance: use many.
///
/// # Limits
/// The threshold of presence makes cells jump. Being together is not being related: bakers are near to everything.
///
/// # Withheld cells
/// Refused; decide first what a withheld cell means for presence.
///
/// # Other programs
/// EconGeo takes k from the shared counts without the diagonal, others from the presence, as here. Counting is by 64 regions at once.
///
/// # Sources
/// C. A. Hidalgo, B. Klinger, A.-L. Barabási and R. Hausmann (2007), *The product space conditions the development of nations*, Science 317, pp. 482-487.
/// N. J. van Eck and L. Waltman (2009), *How to normalize cooccurrence data?*, J. Am. Soc. Inf. Sci. 60.
///
/// # Example
/// The network of figure S4 in C. A. Hidalgo and R. Hausmann (2009), PNAS 106: products 3 and 4 are together in two of the three places of product 4.
/// ```
/// use koers_economics::structure::{Likeness, Presence, proximity};
/// let s4 = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]].concat().iter().map(|&x| x == 1).collect::<Vec<_>>();
/// let found = proximity(&Presence::new(4, 4, &s4)?, Likeness::SmallerChance);
/// assert_eq!(found.ubiquity, [1, 2, 2, 3]);
/// assert_eq!(found.values.get(2, 3), Some(2.0 / 3.0));
/// # Ok::<(), koers_economics::Fault>(())
/// ```
#[must_use]
pub fn proximity(presence: &Presence, likeness: Likeness) -> Proximity {
    let ubiquity = presence.ubiquity();
    let count = presence.columns();
    // The upper triangle row by row; the lower one is its mirror image.
    let upper: Vec<Vec<f64>> = (0..count)
        .into_par_iter()
        .map(|one| {
            (one..count)
                .map(|other| {
                    let shared = presence.shared(one, other) as f64;
                    let (a, b) = (ubiquity[one] as f64, ubiquity[other] as f64);
                    let whole = match likeness {
                        Likeness::SmallerChance => a.max(b),
                        Likeness::Cosine => (a * b).sqrt(),
                        Likeness::Jaccard => a + b - shared,
                    };
                    if shared > 0.0 { shared / whole } else { 0.0 }
                })
                .collect()
        })
        .collect();
    let mut values = vec![0.0; count * count];
    for (one, row) in upper.iter().enumerate() {
        for (offset, &value) in row.iter().enumerate() {
            values[one * count + one + offset] = value;
            values[(one + offset) * count + one] = value;
        }
    }
    let nowhere = (0..count).filter(|&activity| ubiquity[activity] == 0).collect();
    Proximity {
        values: Matrix::computed(count, values),
        ubiquity,
        nowhere,
    }
}
