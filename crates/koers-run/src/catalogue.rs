//! What a workspace holds of each data set: how much, how new, and who uses it.

use crate::error::RunError;
use crate::held::Held;
use koers_model::dataset::{Coverage, Dataset};
use koers_model::freshness::Freshness;
use koers_model::indicator::Indicator;
use koers_model::region::RegionKind;
use koers_model::snapshot::Provenance;
use std::collections::BTreeMap;

/// A data set with what is held of it.
#[derive(Debug, Clone)]
pub struct Holding<'a> {
    /// The row of the catalogue.
    pub dataset: &'a Dataset,
    /// Its snapshots, the oldest first.
    pub snapshots: Vec<&'a Provenance>,
    /// The one that counts today.
    pub current: Option<&'a Provenance>,
    /// What that one holds.
    pub coverage: Option<&'a Coverage>,
    /// How many regions of each kind it has.
    pub regions: BTreeMap<RegionKind, usize>,
    /// How new its last period is.
    pub freshness: Option<Freshness>,
    /// The indicators that are computed from it, by id.
    pub used_by: Vec<&'a Indicator>,
}

/// Every data set of the catalogue, by id.
///
/// # Errors
/// As [`Held::definitions`].
pub fn holdings(held: &Held) -> Result<Vec<Holding<'_>>, RunError> {
    let definitions = held.definitions()?;
    let vintages = held.vintages(None);
    let holdings = definitions.datasets.values().map(|dataset| {
        let coverage = held.workspace().coverage.get(&dataset.id);
        let mut regions = BTreeMap::new();
        for code in coverage.into_iter().flat_map(|coverage| &coverage.regions) {
            if let Some(region) = definitions.regions.get(code) {
                *regions.entry(region.kind).or_default() += 1;
            }
        }
        let reads = |indicator: &&Indicator| indicator.rule.datasets().contains(&dataset.id);
        Holding {
            dataset,
            snapshots: held.snapshots(&dataset.id).collect(),
            current: vintages.get(&dataset.id),
            coverage,
            regions,
            freshness: coverage
                .and_then(|coverage| coverage.periods)
                .map(|(_, last)| Freshness::of(last, held.today())),
            used_by: definitions.indicators.values().filter(reads).collect(),
        }
    });
    Ok(holdings.collect())
}

/// One data set of the catalogue.
///
/// # Errors
/// [`RunError::Unknown`] when the catalogue has no such row.
pub fn holding<'a>(held: &'a Held, dataset: &str) -> Result<Holding<'a>, RunError> {
    let found = holdings(held)?
        .into_iter()
        .find(|holding| holding.dataset.id.as_str() == dataset);
    found.ok_or_else(|| RunError::Unknown {
        what: "data set",
        id: dataset.to_owned(),
        near: held
            .definitions()
            .map(|definitions| {
                let ids = definitions.datasets.keys().map(koers_model::id::Id::as_str);
                koers_model::spelling::near(dataset, ids)
            })
            .unwrap_or_default(),
    })
}
