//! The shapes that the API gives as JSON. The interface is Dutch, so the names of the fields and what is said of them are too: both go into
//! the OpenAPI document. Verdicts and traces have the shapes of [`koers_report::status::wire`] and [`koers_report::explain`].

use jiff::civil::Date;
use koers_model::citation::Citation;
use koers_model::framework::{Element, Link, Title};
use koers_model::region::Region;
use koers_model::text::Text;
use koers_report::status::wire::OutcomeJson;
use koers_report::status::wire::{ReasonJson, TextJson, VerdictJson};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Een dag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dag(pub Date);

impl Serialize for Dag {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl JsonSchema for Dag {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Dag".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// A text in both languages.
#[must_use]
pub fn text(text: &Text) -> TextJson {
    TextJson {
        nl: text.nl.clone(),
        en: text.en.clone(),
    }
}

/// Places in the source text.
#[must_use]
pub fn cites(all: &[Citation]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

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

/// Iets wat de controle van het beleid vond.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Bevinding {
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
