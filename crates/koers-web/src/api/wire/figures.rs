//! Indicators and figures: of an indicator, and as they stand in a data set.

use koers_report::status::wire::TextJson;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Een indicator.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Indicator {
    /// Id.
    pub id: String,
    /// Versie van de definitie; hoger als er andere cijfers uit komen.
    pub versie: u32,
    /// Naam.
    pub titel: TextJson,
    /// Wat hij betekent en wat niet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tekst: Option<TextJson>,
    /// Het woord voor de eenheid.
    pub eenheid: String,
    /// De eenheid zoals mensen haar lezen.
    pub eenheid_naam: TextJson,
    /// Zoveel decimalen krijgen mensen te zien; de getallen hier zijn niet afgerond.
    pub decimalen: u8,
    /// Welke kant beter is: `up` of `down`; weggelaten als geen van beide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub richting: Option<&'static str>,
    /// `output`, `outcome` of `impact`.
    pub niveau: &'static str,
    /// Wie ervoor instaat.
    pub eigenaar: TextJson,
    /// De eerste periode waarvoor de definitie geldt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geldig_van: Option<String>,
    /// De laatste.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geldig_tot: Option<String>,
    /// Gebieden waarmee wordt vergeleken.
    pub vergelijk_met: Vec<String>,
    /// Na zoveel maanden zegt een cijfer niets meer over nu.
    pub verouderd_na_maanden: u32,
    /// De soort berekening: `measure`, `share`, `growth`, …
    pub berekening: &'static str,
    /// Ids van de gegevenssets waarop hij rust.
    pub gegevenssets: Vec<String>,
    /// Waar hij vandaan komt, in woorden.
    pub bron: TextJson,
    /// Resultaten die ermee worden gemeten.
    pub meet: Vec<Gemeten>,
    /// Adres van de waarden.
    pub waarden: String,
    /// Adres.
    pub href: String,
}

/// Een resultaat dat met een indicator wordt gemeten.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Gemeten {
    /// Id van het programma.
    pub programma: String,
    /// Id van het resultaat.
    pub resultaat: String,
    /// Adres van het resultaat.
    pub href: String,
}

/// Een cijfer: `waarde`, of anders `status` met de reden.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Waarde {
    /// Code van het gebied.
    pub regio: String,
    /// Naam van het gebied.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub naam: Option<String>,
    /// De periode: `2019`, `2019-Q3`, `2019-03`, `2019/2020`.
    pub periode: String,
    /// Het getal, niet afgerond; `null` als er geen is.
    pub waarde: Option<f64>,
    /// Waarom er geen getal is: `suppressed`, `not-yet`, `not-available`, `impossible`, `not-applicable`, `absent`, `undefined`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'static str>,
    /// Wat de uitgever ervan zegt: `provisional`, `break`, …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kenmerken: Vec<&'static str>,
    /// De gepubliceerde marge, plus of min, 95%.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marge: Option<f64>,
    /// Tussen welke grenzen een achtergehouden getal ligt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tussen: Option<Grenzen>,
}

/// De grenzen waartussen een achtergehouden getal ligt, beide inbegrepen.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Grenzen {
    /// Het kleinste dat het kan zijn.
    pub laagste: f64,
    /// Het grootste dat het kan zijn.
    pub hoogste: f64,
}

/// Een waarneming in een gegevensset.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Waarneming {
    /// Wat is gemeten.
    pub meting: String,
    /// Het woord voor de eenheid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eenheid: Option<&'static str>,
    /// Van elke uitsplitsing de code.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub uitsplitsing: BTreeMap<String, String>,
    /// Het cijfer.
    #[serde(flatten)]
    pub cijfer: Waarde,
    /// Waar het in de momentopname staat: regel of rij, geteld vanaf één.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plaats: Option<u64>,
}
