//! Weights of donors: for given importance of the predictors, and the search for importance.

use rayon::prelude::*;

use super::Study;
use super::corral::{Corral, dot};
use super::downhill::downhill;
use crate::{Fault, Matrix, check, random};

/// On what the donors are matched to the treated unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Matching<'a> {
    /// On the outcome itself in every fitted period, each as important.
    Outcomes,
    /// On predictors (units of the panel × predictors) with a given importance, nought or more.
    Given {
        /// A row for each unit of the panel.
        predictors: &'a Matrix,
        /// Per predictor; only proportions count.
        importance: &'a [f64],
    },
    /// On predictors, with the importance that fits the outcome best before treatment.
    Searched {
        /// A row for each unit of the panel.
        predictors: &'a Matrix,
        /// The share of importance that every predictor keeps, at least 10⁻⁸: below that rounding, not the predictor, decides. More keeps the search from throwing predictors away to fit the past better.
        least: f64,
        /// From how many places the search begins, at least one. The first is equal importance.
        starts: usize,
        /// For where the other starts lie.
        seed: u64,
    },
}

/// How the search for importance went.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Search {
    /// From how many places it began.
    pub starts: usize,
    /// How many of them ended within a thousandth of the best loss. One of many: there may be a better one that no start found.
    pub reached: usize,
    /// The best loss: the mean squared gap over the fitted periods.
    pub best: f64,
    /// The worst loss at which a start ended.
    pub worst: f64,
    /// How many sets of weights were tried in all.
    pub evaluations: usize,
}

/// Weights, and what they come from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    pub weights: Vec<f64>,
    pub importance: Vec<f64>,
    pub loss: f64,
    pub search: Option<Search>,
}

/// Refuses what no study of this panel can be matched on.
pub(super) fn check(study: &Study, matching: Matching<'_>) -> Result<(), Fault> {
    let (Matching::Given { predictors, .. } | Matching::Searched { predictors, .. }) = matching else {
        return Ok(());
    };
    let used = || study.donors.iter().chain([&study.treated]);
    if let Some(&unit) = used().find(|unit| **unit >= predictors.rows()) {
        let units = predictors.rows();
        return Err(Fault::NoSuchUnit { unit, units });
    }
    for column in 0..predictors.columns() {
        let own = predictors.row(study.treated)[column];
        if used().all(|&unit| predictors.row(unit)[column] == own) {
            let input = "predictors";
            return Err(Fault::SameEverywhere { input, column });
        }
    }
    match matching {
        Matching::Given { importance, .. } => {
            check::size("importance", "values", predictors.columns(), importance.len())?;
            check::with_total("importance", importance).map(|_| ())
        }
        Matching::Searched { least, .. } if !(1e-8..=0.5 / predictors.columns() as f64).contains(&least) => {
            Err(Fault::Setting {
                name: "least",
                value: least,
                needs: "it must be at least 1e-8, and all predictors together at most half",
            })
        }
        Matching::Searched { starts: 0, .. } => Err(Fault::Setting {
            name: "starts",
            value: 0.0,
            needs: "at least one is needed",
        }),
        _ => Ok(()),
    }
}

/// Donors less the treated unit, row by row: over the fitted periods, as a fit on outcomes needs them.
pub(super) fn outcomes(study: &Study) -> Vec<f64> {
    let own = &study.own[study.fit.clone()];
    study
        .pool
        .iter()
        .flat_map(|donor| {
            donor[study.fit.clone()]
                .iter()
                .zip(own)
                .map(|(value, own)| value - own)
        })
        .collect()
}

/// The same for predictors, each divided by its spread over the treated unit and the donors.
pub(super) fn scaled(study: &Study, predictors: &Matrix) -> Vec<f64> {
    let own = predictors.row(study.treated);
    let units = (study.donors.len() + 1) as f64;
    let spread: Vec<f64> = (0..own.len())
        .map(|column| {
            let values = || {
                study
                    .donors
                    .iter()
                    .chain([&study.treated])
                    .map(|&unit| predictors.row(unit)[column])
            };
            let mean = values().sum::<f64>() / units;
            (values().map(|value| (value - mean).powi(2)).sum::<f64>() / (units - 1.0)).sqrt()
        })
        .collect();
    study
        .donors
        .iter()
        .flat_map(|&unit| {
            // Without one unit a predictor can lose its spread; then it tells nothing apart and counts for nothing.
            predictors
                .row(unit)
                .iter()
                .zip(own)
                .zip(&spread)
                .map(|((value, own), spread)| {
                    if *spread > 0.0 {
                        (value - own) / spread
                    } else {
                        0.0
                    }
                })
        })
        .collect()
}

/// The fit of a study that [`check`] has passed.
pub(super) fn fit(study: &Study, matching: Matching<'_>) -> Fit {
    let goal = Goal {
        gaps: outcomes(study),
        periods: study.fit.len(),
        donors: study.donors.len(),
    };
    match matching {
        Matching::Outcomes => goal.fit(&goal.gaps, Vec::new(), &vec![1.0; goal.periods]),
        Matching::Given {
            predictors,
            importance,
        } => {
            let total: f64 = importance.iter().sum();
            let shares = importance.iter().map(|value| value / total).collect::<Vec<f64>>();
            goal.fit(&scaled(study, predictors), shares.clone(), &shares)
        }
        Matching::Searched {
            predictors,
            least,
            starts,
            seed,
        } => {
            let points = scaled(study, predictors);
            goal.search(&points, predictors.columns(), least, starts, seed)
        }
    }
}

/// The outcomes before treatment that weights must come near to.
struct Goal {
    gaps: Vec<f64>,
    periods: usize,
    donors: usize,
}

impl Goal {
    fn loss(&self, corral: &Corral) -> f64 {
        let mut gap = vec![0.0; self.periods];
        for (donor, weight) in corral.parts() {
            let own = &self.gaps[donor * self.periods..(donor + 1) * self.periods];
            gap.iter_mut()
                .zip(own)
                .for_each(|(sum, value)| *sum += weight * value);
        }
        dot(&gap, &gap) / self.periods as f64
    }

    fn fit(&self, points: &[f64], importance: Vec<f64>, factors: &[f64]) -> Fit {
        let mut corral = Corral::default();
        corral.nearest(&weighted(points, factors), factors.len());
        let mut weights = vec![0.0; self.donors];
        corral.parts().for_each(|(donor, weight)| weights[donor] = weight);
        Fit {
            weights,
            importance,
            loss: self.loss(&corral),
            search: None,
        }
    }

    fn search(&self, points: &[f64], columns: usize, least: f64, starts: usize, seed: u64) -> Fit {
        let ends: Vec<(Vec<f64>, f64, usize)> = (0..starts)
            .into_par_iter()
            .map(|number| {
                let mut corral = Corral::default();
                let mut tried = vec![0.0; points.len()];
                downhill(&start(columns, number, seed), |place| {
                    let importance = shares(place, least);
                    weigh(points, &importance, &mut tried);
                    corral.nearest(&tried, columns);
                    self.loss(&corral)
                })
            })
            .collect();
        let losses = || ends.iter().map(|end| end.1);
        let best = losses().fold(f64::INFINITY, f64::min);
        let search = Search {
            starts,
            reached: losses().filter(|loss| *loss <= best * 1.001).count(),
            best,
            worst: losses().fold(0.0, f64::max),
            evaluations: ends.iter().map(|end| end.2).sum(),
        };
        // The first of equals, so that the order of the threads does not count.
        let place = ends
            .iter()
            .find(|end| end.1 == best)
            .map_or(&[][..], |end| &end.0);
        let importance = shares(place, least);
        let fit = self.fit(points, importance.clone(), &importance);
        Fit {
            search: Some(search),
            ..fit
        }
    }
}

fn weighted(points: &[f64], factors: &[f64]) -> Vec<f64> {
    let mut weighted = vec![0.0; points.len()];
    weigh(points, factors, &mut weighted);
    weighted
}

fn weigh(points: &[f64], factors: &[f64], weighted: &mut [f64]) {
    let roots: Vec<f64> = factors.iter().map(|factor| factor.sqrt()).collect();
    let lines = weighted.chunks_exact_mut(roots.len());
    for (line, point) in lines.zip(points.chunks_exact(roots.len())) {
        for ((weighted, value), root) in line.iter_mut().zip(point).zip(&roots) {
            *weighted = value * root;
        }
    }
}

/// Where a search begins: logarithms of importance, evenly between e⁻⁸ and one but for the first, which is equal.
fn start(columns: usize, number: usize, seed: u64) -> Vec<f64> {
    let mut generator = random::stream(seed, number as u64);
    (0..columns)
        .map(|_| match number {
            0 => 0.0,
            _ => -8.0 * random::below(&mut generator, 1 << 20) as f64 / f64::from(1 << 20),
        })
        .collect()
}

/// Logarithms as shares of one, each at least `least`.
fn shares(place: &[f64], least: f64) -> Vec<f64> {
    let largest = place.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let parts: Vec<f64> = place.iter().map(|value| (value - largest).exp()).collect();
    let total: f64 = parts.iter().sum();
    let free = 1.0 - least * parts.len() as f64;
    parts.iter().map(|part| least + free * part / total).collect()
}
