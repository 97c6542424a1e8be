//! What is said of a programme: verdicts on its outcomes, and what the check of the policy found.

use super::{Dag, Verband};
use koers_report::status::wire::{OutcomeJson, ReasonJson, TextJson, VerdictJson};
use schemars::JsonSchema;
use serde::Serialize;

/// Het oordeel over een resultaat, in het kort.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Oordeel {
    /// Id van het programma.
    pub programma: String,
    /// Id van de programmalijn of het thema.
    pub lijn: String,
    /// Id van het resultaat, uniek binnen het programma.
    pub resultaat: String,
    /// Naam van het resultaat.
    pub titel: TextJson,
    /// Het oordeel.
    pub oordeel: VerdictJson,
    /// Waarom.
    pub reden: ReasonJson,
    /// Ids van de indicatoren waarmee het wordt gemeten.
    pub indicatoren: Vec<String>,
    /// Adres van het resultaat, met dezelfde vraag.
    pub href: String,
}

/// Een resultaat met zijn oordeel.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Resultaat {
    /// Id van het programma.
    pub programma: String,
    /// Id van de programmalijn of het thema.
    pub lijn: String,
    /// Code van het gebied waarover is geoordeeld.
    pub regio: String,
    /// De peildatum.
    pub op: Dag,
    /// Met de cijfers zoals bekend op deze dag.
    pub bekend_op: Dag,
    /// Resultaten waar dit resultaat naartoe werkt.
    pub leidt_tot: Vec<Verband>,
    /// Het resultaat zoals het in `koers_status` staat.
    pub resultaat: OutcomeJson,
    /// Adres.
    pub href: String,
}

/// Iets wat de controle van het beleid vond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Melding {
    /// De regel die het vond.
    pub code: &'static str,
    /// `warning` of `note`.
    pub ernst: &'static str,
    /// Wat er aan de hand is.
    pub melding: String,
    /// In welk bestand van de werkmap.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bestand: Option<String>,
    /// Wat eraan te doen is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advies: Option<String>,
    /// Id van het programma waar het over gaat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programma: Option<String>,
    /// Id van het onderdeel van dat programma.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub onderdeel: Option<String>,
    /// Id van de indicator waar het over gaat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
}
