//! Regions.

use super::Dag;
use koers_model::region::Region;
use schemars::JsonSchema;
use serde::Serialize;

/// Een gebied in het kort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct GebiedKort {
    /// Code.
    pub code: String,
    /// Naam.
    pub naam: String,
    /// Soort: `municipality`, `corop`, `province`, `part`, `country`, `labour-market` of `foreign`.
    pub soort: &'static str,
}

impl GebiedKort {
    /// From the region.
    #[must_use]
    pub fn new(region: &Region) -> Self {
        Self {
            code: region.code.to_string(),
            naam: region.name.clone(),
            soort: region.kind.word(),
        }
    }
}

/// Een gebied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Gebied {
    /// Code, naam en soort.
    #[serde(flatten)]
    pub kort: GebiedKort,
    /// NUTS-codes voor dit gebied, over alle versies.
    pub nuts: Vec<String>,
    /// Eerste dag; weggelaten als die voor het register ligt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub van: Option<Dag>,
    /// Laatste dag; weggelaten als het gebied nog bestaat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tot: Option<Dag>,
    /// In welke gebieden het ligt, het dichtstbijzijnde eerst.
    pub ligt_in: Vec<GebiedKort>,
    /// Adres.
    pub href: String,
}
