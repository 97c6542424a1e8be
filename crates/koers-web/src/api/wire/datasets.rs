//! Data sets, and the snapshots of them that are kept.

use super::Dag;
use koers_report::status::wire::TextJson;
use schemars::JsonSchema;
use serde::Serialize;

/// Een gegevensset: een tabel van een uitgever.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Gegevensset {
    /// Id.
    pub id: String,
    /// Naam.
    pub titel: TextJson,
    /// Wie haar uitgeeft.
    pub uitgever: String,
    /// De naam van de tabel bij de uitgever.
    pub tabel: String,
    /// Licentie, in de woorden van de catalogus.
    pub licentie: String,
    /// Waar de licentie staat, als dat bekend is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licentie_adres: Option<&'static str>,
    /// Wat bij de cijfers moet staan.
    pub bronvermelding: TextJson,
    /// Waar mensen haar vinden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Hoe vaak er een cijfer is: `year`, `quarter`, `month`, …
    pub frequentie: &'static str,
    /// Wat erin is gemeten.
    pub metingen: Vec<Meting>,
    /// Waarnaar de cijfers zijn uitgesplitst.
    pub uitsplitsingen: Vec<Uitsplitsing>,
    /// Indicatoren die erop rusten.
    pub indicatoren: Vec<String>,
    /// De momentopname die nu telt; weggelaten als er geen is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub momentopname: Option<Momentopname>,
    /// Hoeveel momentopnamen er zijn.
    pub aantal_momentopnamen: usize,
    /// Adres van de waarnemingen.
    pub waarnemingen: String,
    /// Adres.
    pub href: String,
}

/// Wat in een gegevensset is gemeten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Meting {
    /// Id binnen de gegevensset.
    pub id: String,
    /// Naam.
    pub titel: TextJson,
    /// Het woord voor de eenheid.
    pub eenheid: &'static str,
    /// Of cijfers van delen optellen tot het cijfer van het geheel.
    pub optelbaar: bool,
}

/// Waarnaar cijfers zijn uitgesplitst.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Uitsplitsing {
    /// Naam in de gegevensset.
    pub naam: String,
    /// Wat mensen lezen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub titel: Option<TextJson>,
}

/// Een momentopname: bytes zoals ze werden gepubliceerd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Momentopname {
    /// SHA-256 van de bytes, 64 hexadecimale cijfers.
    pub sha256: String,
    /// Hoeveel bytes.
    pub bytes: u64,
    /// De vorm: `cbs-odata3-csv`, `eurostat-tsv`, …
    pub vorm: &'static str,
    /// De dag waarop de uitgever haar publiceerde, als die het zegt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gepubliceerd: Option<Dag>,
    /// De dag waarop wij haar kregen.
    pub opgehaald: Dag,
    /// Sinds wanneer deze cijfers bekend konden zijn; vragen met `bekendOp` gaan hierover.
    pub bekend_sinds: Dag,
    /// Of dit de momentopname is die nu telt.
    pub telt_nu: bool,
}
