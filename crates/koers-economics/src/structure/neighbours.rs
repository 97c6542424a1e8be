//! Which units are neighbours of which, and how much each counts.

use crate::{Fault, check};

/// Weights between units: for each unit its neighbours, in order of their index.
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbours {
    /// Unit after unit.
    links: Vec<(usize, f64)>,
    /// Where the links of each unit end.
    ends: Vec<usize>,
}

impl Neighbours {
    /// Weights from links `(from, to, weight)`. A border works both ways: give both links. A weight of nought is no link.
    ///
    /// # Errors
    /// [`Fault::NoSuchLink`] for a unit that is not there, a link to itself and a link given twice; [`Fault::NotFinite`], [`Fault::NegativeCell`] for a weight.
    pub fn new(units: usize, links: &[(usize, usize, f64)]) -> Result<Self, Fault> {
        let mut of = vec![Vec::new(); units];
        for &(from, to, weight) in links {
            let input = "links";
            if from >= units || to >= units || from == to {
                return Err(Fault::NoSuchLink {
                    input,
                    from,
                    to,
                    units,
                });
            }
            check::finite(input, from, to, weight)?;
            if weight < 0.0 {
                return Err(Fault::NegativeCell {
                    input,
                    row: from,
                    column: to,
                    value: weight,
                });
            }
            if weight > 0.0 {
                of[from].push((to, weight));
            }
        }
        for (from, list) in of.iter_mut().enumerate() {
            list.sort_by_key(|&(to, _)| to);
            if let Some(twice) = list.windows(2).find(|pair| pair[0].0 == pair[1].0) {
                return Err(Fault::NoSuchLink {
                    input: "links",
                    from,
                    to: twice[0].0,
                    units,
                });
            }
        }
        let ends = of.iter().scan(0, |end, list| {
            *end += list.len();
            Some(*end)
        });
        Ok(Self {
            ends: ends.collect(),
            links: of.concat(),
        })
    }

    /// Links of weight 1 both ways for every border `(a, b)`; a border given twice, or both ways, counts once.
    ///
    /// # Errors
    /// [`Fault::NoSuchLink`].
    pub fn from_borders(units: usize, borders: &[(usize, usize)]) -> Result<Self, Fault> {
        let both: std::collections::BTreeSet<_> =
            borders.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect();
        Self::new(
            units,
            &both
                .into_iter()
                .map(|(from, to)| (from, to, 1.0))
                .collect::<Vec<_>>(),
        )
    }

    /// The same links with the weights of every unit adding up to one. Units without neighbours stay without.
    #[must_use]
    pub fn row_standardised(&self) -> Self {
        let one = |unit: usize| {
            let list = self.of(unit);
            let sum: f64 = list.iter().map(|&(_, weight)| weight).sum();
            list.iter().map(move |&(to, weight)| (to, weight / sum))
        };
        Self {
            links: (0..self.units()).flat_map(one).collect(),
            ends: self.ends.clone(),
        }
    }

    /// How many units.
    #[must_use]
    pub fn units(&self) -> usize {
        self.ends.len()
    }

    /// The neighbours of a unit and their weights.
    #[must_use]
    pub fn of(&self, unit: usize) -> &[(usize, f64)] {
        let Some(&end) = self.ends.get(unit) else {
            return &[];
        };
        let start = if unit == 0 { 0 } else { self.ends[unit - 1] };
        &self.links[start..end]
    }

    /// The units that have no neighbours.
    #[must_use]
    pub fn islands(&self) -> Vec<usize> {
        (0..self.units())
            .filter(|&unit| self.of(unit).is_empty())
            .collect()
    }

    /// Σ of the weights of a unit × the values of its neighbours.
    pub(super) fn lag(&self, unit: usize, values: &[f64]) -> f64 {
        self.of(unit)
            .iter()
            .map(|&(to, weight)| weight * values[to])
            .sum()
    }

    /// S₀, S₁ and S₂ of Cliff and Ord: sums of the weights, of both ways squared, and of rows and columns squared.
    pub(super) fn sums(&self) -> (f64, f64, f64) {
        let (mut s0, mut s1) = (0.0, 0.0);
        let mut margins = vec![0.0; self.units()];
        for from in 0..self.units() {
            for &(to, weight) in self.of(from) {
                let there = self.of(to);
                let back = there
                    .binary_search_by_key(&from, |&(unit, _)| unit)
                    .map_or(0.0, |at| there[at].1);
                s0 += weight;
                // Each pair is met from both sides where both links are there, and once where only one is.
                s1 += if back > 0.0 {
                    (weight + back).powi(2) / 2.0
                } else {
                    weight * weight
                };
                margins[from] += weight;
                margins[to] += weight;
            }
        }
        (s0, s1, margins.iter().map(|margin| margin * margin).sum())
    }
}
