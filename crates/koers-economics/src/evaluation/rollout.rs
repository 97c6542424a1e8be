//! Who is treated from when.

use std::collections::BTreeMap;

use super::Panel;
use crate::{Fault, check};

/// Units that are treated from some period on, not all from the same, and units that are never treated. Once treated, always treated.
#[derive(Debug, Clone, PartialEq)]
pub struct Rollout {
    /// Units over periods.
    pub(super) outcomes: Vec<Vec<f64>>,
    /// Per unit the first treated period.
    pub(super) starts: Vec<Option<usize>>,
    /// Per unit the number of its cluster, from nought on without gaps.
    pub(super) clusters: Vec<usize>,
    /// How many clusters.
    pub(super) cluster_count: usize,
}

impl Rollout {
    /// A rollout in which every unit is a cluster of its own. `starts` gives the first treated period of each unit of the panel, or nothing for one that is never treated.
    ///
    /// # Errors
    /// [`Fault::Size`]; [`Fault::Gap`] (the panel must be complete: leave out units or periods, and say so); [`Fault::TreatmentOutside`];
    /// [`Fault::TooFewBefore`] for a unit that is treated in the first period, of which nothing can be learned; [`Fault::NoContrast`] when nobody is treated.
    pub fn new(panel: &Panel, starts: &[Option<usize>]) -> Result<Self, Fault> {
        check::size("starts", "values", panel.units(), starts.len())?;
        for (unit, start) in starts.iter().enumerate() {
            match *start {
                Some(0) => {
                    return Err(Fault::TooFewBefore {
                        unit,
                        found: 0,
                        needed: 1,
                    });
                }
                Some(period) if period >= panel.periods() => {
                    return Err(Fault::TreatmentOutside {
                        unit,
                        period,
                        periods: panel.periods(),
                    });
                }
                _ => {}
            }
        }
        if starts.iter().all(Option::is_none) {
            return Err(Fault::NoContrast { input: "starts" });
        }
        Ok(Self {
            outcomes: (0..panel.units())
                .map(|unit| panel.unit(unit))
                .collect::<Result<_, _>>()?,
            starts: starts.to_vec(),
            clusters: (0..starts.len()).collect(),
            cluster_count: starts.len(),
        })
    }

    /// The same with units that share what happens to them: a number for each unit, the same for units of one cluster.
    ///
    /// # Errors
    /// [`Fault::Size`], also when there is one cluster only.
    pub fn clustered(mut self, clusters: &[usize]) -> Result<Self, Fault> {
        check::size("clusters", "values", self.starts.len(), clusters.len())?;
        let mut numbers: BTreeMap<usize, usize> = clusters.iter().map(|&cluster| (cluster, 0)).collect();
        if numbers.len() < 2 {
            return Err(Fault::Size {
                input: "clusters",
                what: "different values",
                expected: 2,
                found: numbers.len(),
            });
        }
        for (number, place) in numbers.values_mut().enumerate() {
            *place = number;
        }
        self.clusters = clusters.iter().map(|cluster| numbers[cluster]).collect();
        self.cluster_count = numbers.len();
        Ok(self)
    }

    /// How many periods.
    pub(super) fn periods(&self) -> usize {
        self.outcomes[0].len()
    }

    /// The periods in which units become treated, the first first.
    pub(super) fn cohorts(&self) -> Vec<usize> {
        let mut starts: Vec<usize> = self.starts.iter().flatten().copied().collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// Of how many clusters these units come.
    pub(super) fn clusters_of(&self, units: impl Iterator<Item = usize>) -> usize {
        let mut seen: Vec<usize> = units.map(|unit| self.clusters[unit]).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.len()
    }

    /// What the clusters add up to, of a number per unit.
    pub(super) fn by_cluster(&self, values: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.cluster_count];
        for (cluster, value) in self.clusters.iter().zip(values) {
            sums[*cluster] += value;
        }
        sums
    }

    /// The sum of squares of what the clusters add up to.
    pub(super) fn square_by_cluster(&self, values: &[f64]) -> f64 {
        self.by_cluster(values).iter().map(|sum| sum * sum).sum()
    }
}
