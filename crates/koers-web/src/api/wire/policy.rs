//! Programmes, what stands in them, and how one follows another.

use super::{Dag, cites, text};
use koers_model::framework::{Element, Link, Title};
use koers_report::status::wire::TextJson;
use schemars::JsonSchema;
use serde::Serialize;

/// Wat elk onderdeel van een programma heeft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Onderdeel {
    /// Id, uniek binnen het programma.
    pub id: String,
    /// De naam, of een opmerking over het verlies ervan.
    pub titel: TextJson,
    /// Of de naam in de bron verloren is gegaan.
    pub titel_verloren: bool,
    /// Wat er staat, in onze woorden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tekst: Option<TextJson>,
    /// Waar het staat: document en paragraaf.
    pub citaten: Vec<String>,
}

impl Onderdeel {
    /// From the element.
    #[must_use]
    pub fn new(element: &Element) -> Self {
        Self {
            id: element.id.to_string(),
            titel: text(element.title.text()),
            titel_verloren: matches!(element.title, Title::Lost(_)),
            tekst: element.text.as_ref().map(text),
            citaten: cites(&element.cite),
        }
    }
}

/// Een verband met een ander onderdeel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verband {
    /// Id van het andere onderdeel.
    pub naar: String,
    /// Hoe zeker het is: `stated` (het staat er), `high`, `medium` of `low`.
    pub zekerheid: &'static str,
    /// Waarom, als de tekst het zelf niet zegt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waarom: Option<TextJson>,
}

/// Links in the shape of the API.
#[must_use]
pub fn links(links: &[Link]) -> Vec<Verband> {
    links
        .iter()
        .map(|link| Verband {
            naar: link.to.to_string(),
            zekerheid: link.confidence.word(),
            waarom: link.why.as_ref().map(text),
        })
        .collect()
}

/// Een programma van beleid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Programma {
    /// Id.
    pub id: String,
    /// Titel.
    pub titel: TextJson,
    /// Wat het is, in onze woorden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tekst: Option<TextJson>,
    /// Eerste dag.
    pub van: Dag,
    /// Laatste dag.
    pub tot: Dag,
    /// Code van het gebied waarvoor het geldt.
    pub regio: String,
    /// Waar het staat.
    pub citaten: Vec<String>,
    /// Hoeveel er van elk onderdeel zijn.
    pub aantallen: Aantallen,
    /// Adres.
    pub href: String,
}

/// Hoeveel onderdelen een programma heeft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Aantallen {
    /// Programmalijnen en thema’s.
    pub lijnen: usize,
    /// Doelstellingen.
    pub doelstellingen: usize,
    /// Activiteiten, en toezeggingen om iets te doen.
    pub activiteiten: usize,
    /// Resultaten, en toezeggingen waarvan het gevolg telt.
    pub resultaten: usize,
}

/// Een lijn of een thema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LijnSoort {
    /// Een programmalijn.
    Lijn,
    /// Een thema van een programma dat uit toezeggingen bestaat.
    Thema,
}

/// Een programmalijn of thema.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Lijn {
    /// Id, naam en plaats in de tekst.
    #[serde(flatten)]
    pub onderdeel: Onderdeel,
    /// Lijn of thema.
    pub soort: LijnSoort,
    /// De regel onder de naam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ondertitel: Option<TextJson>,
    /// Ids van haar doelstellingen.
    pub doelstellingen: Vec<String>,
    /// Ids van haar activiteiten.
    pub activiteiten: Vec<String>,
    /// Ids van haar resultaten.
    pub resultaten: Vec<String>,
    /// Adres.
    pub href: String,
}

/// Een doelstelling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Doelstelling {
    /// Id, naam en plaats in de tekst.
    #[serde(flatten)]
    pub onderdeel: Onderdeel,
    /// Id van de programmalijn.
    pub lijn: String,
    /// Het nummer binnen de lijn.
    pub nummer: u32,
    /// Opgaven die zij beantwoordt.
    pub beantwoordt: Vec<Verband>,
    /// Kerngedachten waar zij op steunt.
    pub steunt_op: Vec<Verband>,
    /// Sterktes, zwaktes, kansen en bedreigingen die zij aanpakt.
    pub pakt_aan: Vec<Verband>,
    /// Wat per jaar aandacht krijgt.
    pub prioriteiten: Vec<Prioriteit>,
    /// Adres.
    pub href: String,
}

/// Wat in een jaar aandacht krijgt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Prioriteit {
    /// Id, naam en plaats in de tekst.
    #[serde(flatten)]
    pub onderdeel: Onderdeel,
    /// Het jaar.
    pub jaar: i32,
}

/// Een activiteit, of een toezegging om iets te doen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActiviteitSoort {
    /// Een activiteit van een programmalijn.
    Activiteit,
    /// Een toezegging van een thema.
    Toezegging,
}

/// Iets wat wordt gedaan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Activiteit {
    /// Id, naam en plaats in de tekst.
    #[serde(flatten)]
    pub onderdeel: Onderdeel,
    /// Activiteit of toezegging.
    pub soort: ActiviteitSoort,
    /// Id van de programmalijn of het thema.
    pub lijn: String,
    /// Doelstellingen waar zij onder valt.
    pub valt_onder: Vec<Verband>,
    /// Resultaten die zij dient.
    pub dient: Vec<Verband>,
    /// Sterktes, zwaktes, kansen en bedreigingen die zij aanpakt.
    pub pakt_aan: Vec<Verband>,
    /// Haar delen.
    pub delen: Vec<ActiviteitDeel>,
    /// Adres.
    pub href: String,
}

/// Een deel van een activiteit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActiviteitDeel {
    /// Id, naam en plaats in de tekst.
    #[serde(flatten)]
    pub onderdeel: Onderdeel,
    /// Resultaten die het dient.
    pub dient: Vec<Verband>,
}

/// Een onderdeel van een programma, van welke soort ook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProgrammaOnderdeel {
    /// Id, naam en plaats in de tekst.
    #[serde(flatten)]
    pub onderdeel: Onderdeel,
    /// Welke soort: `opgaven`, `kerngedachten`, `swot`, … Het is het woord in het adres van de pagina.
    pub soort: &'static str,
    /// Id van de programmalijn of het thema waar het in staat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lijn: Option<String>,
    /// Adres van de pagina.
    pub pagina: String,
}

/// Hoe een programma een ander opvolgt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Opvolging {
    /// Id.
    pub id: String,
    /// Id van het oude programma.
    pub van: String,
    /// Id van het nieuwe programma.
    pub naar: String,
    /// Eén voor elke toezegging van het nieuwe programma.
    pub stappen: Vec<Stap>,
    /// Wat ophoudt.
    pub vervalt: Vec<Verband>,
    /// Adres.
    pub href: String,
}

/// Wat een toezegging doet met wat er was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StapSoort {
    /// Gaat ermee door.
    Voortgezet,
    /// Gaat op een andere manier door.
    Veranderd,
    /// Is nieuw.
    Nieuw,
}

/// Hoe een toezegging zich verhoudt tot het vorige programma.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Stap {
    /// Id van de toezegging in het nieuwe programma.
    pub toezegging: String,
    /// Wat zij doet met wat er was.
    pub soort: StapSoort,
    /// Ids van onderdelen van het oude programma.
    pub van: Vec<String>,
    /// Hoe zeker het is: `stated`, `high`, `medium` of `low`.
    pub zekerheid: &'static str,
    /// Waarom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waarom: Option<TextJson>,
}
