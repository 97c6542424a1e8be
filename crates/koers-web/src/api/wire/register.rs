//! What people entered: actions, promises, decisions, and which outcome gets what. Persons are in none of it: of who estimated only the
//! stake, of who asks for money nothing, of who tested only how many.

use super::Dag;
use koers_model::portfolio::action::Evidence;
use koers_model::portfolio::estimate::Range;
use koers_model::portfolio::money::Total;
use koers_report::status::wire::TextJson;
use schemars::JsonSchema;
use serde::Serialize;

/// Wat bedragen samen zijn. Een onbekend bedrag is niet nul: met onbekende bedragen erbij zegt `bekend` niet hoeveel het in totaal is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Totaal {
    /// De bekende bedragen opgeteld, in euro met twee cijfers achter de punt.
    pub bekend: String,
    /// Hoeveel bedragen er zijn.
    pub bedragen: usize,
    /// Hoeveel daarvan onbekend zijn.
    pub onbekend: usize,
}

impl From<Total> for Totaal {
    fn from(total: Total) -> Self {
        Self {
            bekend: total.known.to_string(),
            bedragen: total.count,
            onbekend: total.unknown,
        }
    }
}

/// Lasten bij een stap van de begroting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Lasten {
    /// De stap: `original`, `amended`, `committed` of `realised`. Bedragen van verschillende stappen tellen niet op.
    pub stap: &'static str,
    /// Wat zij samen zijn.
    #[serde(flatten)]
    pub totaal: Totaal,
}

/// Een actie of voorstel, in het kort.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ActieKort {
    /// Id.
    pub id: String,
    /// Naam.
    pub titel: TextJson,
    /// `process`, `programme` of `project`.
    pub soort: &'static str,
    /// Waar zij staat: `proposed`, `granted`, `running`, `completed`, `stopped`, `refused` of `withdrawn`.
    pub stand: &'static str,
    /// Id van het programma.
    pub programma: String,
    /// Ids van lijnen of thema’s.
    pub lijnen: Vec<String>,
    /// Ids van doelstellingen.
    pub doelstellingen: Vec<String>,
    /// Ids van de resultaten die zij dient.
    pub dient: Vec<String>,
    /// Lasten per stap van de begroting, alle jaren samen.
    pub lasten: Vec<Lasten>,
    /// Adres.
    pub href: String,
}

/// Een actie of voorstel. Wie erom vraagt staat op de pagina, niet in de API.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Actie {
    /// Wat ook in de lijst staat.
    #[serde(flatten)]
    pub kort: ActieKort,
    /// Wat zij is, in een paar zinnen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tekst: Option<TextJson>,
    /// Wat wordt gevraagd, bij een voorstel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gevraagd: Option<TextJson>,
    /// Ids van onderdelen van het programma die zij uitvoert.
    pub voert_uit: Vec<String>,
    /// Eerste dag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub van: Option<Dag>,
    /// Laatste dag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tot: Option<Dag>,
    /// Codes van gebieden waar zij landt; plekken op de kaart staan er niet bij.
    pub gebieden: Vec<String>,
    /// Organisaties die meedoen, de aanvrager niet.
    pub partners: Vec<Deelname>,
    /// Het geld, per jaar, stap, kant en bron.
    pub geld: Vec<Geldregel>,
    /// Andere acties waar zij aan hangt.
    pub samenhang: Vec<Samenhang>,
    /// Ids van beloften over haar effect.
    pub beloften: Vec<String>,
    /// Ids van besluiten over haar, de oudste eerst.
    pub besluiten: Vec<String>,
    /// Waar dit staat.
    pub bronnen: Vec<Bron>,
    /// Pagina voor mensen.
    pub pagina: String,
}

/// Een organisatie die meedoet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Deelname {
    /// Id van de organisatie.
    pub organisatie: String,
    /// Haar naam, als die is ingevoerd.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub naam: Option<String>,
    /// Wat zij doet: `lead`, `performer`, `funder`, `adviser` of `beneficiary`.
    pub rol: &'static str,
}

/// Een bedrag in één jaar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Geldregel {
    /// Kalenderjaar.
    pub jaar: i16,
    /// Stap van de begroting.
    pub stap: &'static str,
    /// `cost` of `income`.
    pub kant: &'static str,
    /// Id van wie of wat betaalt.
    pub bron: String,
    /// Euro met twee cijfers achter de punt; weggelaten als geen bron zegt hoeveel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bedrag: Option<String>,
}

/// Hoe een actie aan een andere hangt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Samenhang {
    /// Id van de andere actie.
    pub actie: String,
    /// `requires` (kan alleen met) of `excludes` (kan niet samen met).
    pub soort: &'static str,
}

/// Waar iets staat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Bron {
    /// Het stuk, met de plaats erin.
    pub titel: String,
    /// Wie het uitgaf.
    pub uitgever: String,
    /// Wanneer het werd uitgegeven of gezien.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dag: Option<Dag>,
    /// Waar het te lezen is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Sources in the shape of the API.
#[must_use]
pub fn sources(evidence: &[Evidence]) -> Vec<Bron> {
    evidence
        .iter()
        .map(|one| Bron {
            titel: one.title.clone(),
            uitgever: one.publisher.clone(),
            dag: one.date.map(Dag),
            url: one.url.as_ref().map(ToString::to_string),
        })
        .collect()
}

/// Een besluit, motie, toezegging of aanbeveling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Besluit {
    /// Id.
    pub id: String,
    /// `decision`, `motion`, `pledge` of `recommendation`.
    pub soort: &'static str,
    /// Naam.
    pub titel: TextJson,
    /// Wat het zegt, in onze woorden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tekst: Option<TextJson>,
    /// Id van de organisatie die besloot.
    pub door: String,
    /// Haar naam, als die is ingevoerd.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub door_naam: Option<String>,
    /// Wanneer.
    pub op: Dag,
    /// Ids van acties waar het over gaat.
    pub acties: Vec<String>,
    /// Onderdelen van programma’s waar het over gaat.
    pub onderdelen: Vec<OnderdeelVan>,
    /// Wat ermee is gedaan: `not-due`, `open`, `done` of `rejected`.
    pub stand: &'static str,
    /// Hoeveel toetsingen er op tafel lagen.
    pub toetsingen: usize,
    /// Id van de keuze die op tafel lag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keuze: Option<String>,
    /// Waar dit staat.
    pub bronnen: Vec<Bron>,
}

/// Een onderdeel van een programma.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OnderdeelVan {
    /// Id van het programma.
    pub programma: String,
    /// Id van het onderdeel.
    pub onderdeel: String,
}

/// Een bereik. Alle drie gelijk als er één cijfer is genoemd.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Bereik {
    /// Laag.
    pub laag: f64,
    /// Midden.
    pub midden: f64,
    /// Hoog.
    pub hoog: f64,
}

impl From<Range> for Bereik {
    fn from(range: Range) -> Self {
        Self {
            laag: range.low().get(),
            midden: range.central().get(),
            hoog: range.high().get(),
        }
    }
}

/// Een belofte over effect. Wie haar deed staat er niet bij, wel met welk belang.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Belofte {
    /// Id.
    pub id: String,
    /// Id van de actie.
    pub actie: String,
    /// Id van het resultaat waar zij op slaat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resultaat: Option<String>,
    /// Id van de indicator waar zij op slaat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Hoeveel.
    pub beloofd: Bereik,
    /// Waarin geteld; verschillende eenheden tellen nooit op.
    pub eenheid: &'static str,
    /// Eerste jaar.
    pub van: i16,
    /// Laatste jaar.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tot: Option<i16>,
    /// Waar het landt: `region`, `neighbours`, `elsewhere` of `unsplit`.
    pub waar: &'static str,
    /// Hoe geschat.
    pub methode: TextJson,
    /// Wat daarbij is aangenomen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aannames: Option<TextJson>,
    /// Het belang van wie schatte: `applicant`, `province` of `independent`.
    pub rol: &'static str,
    /// Wanneer geschat.
    pub gemaakt: Dag,
    /// Hoe goed onderbouwd: `stated`, `counted`, `before-after`, `compared`, `controlled` of `randomised`.
    pub onderbouwing: &'static str,
    /// Het deel van een effect dat meer acties samen beloven, van 0 tot 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deel: Option<f64>,
    /// De dag waarop zij wordt nagekeken; weggelaten zolang geen besluit bekend is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nakijken: Option<Dag>,
    /// Waar zij op de peildatum staat.
    pub stand: &'static str,
    /// Wat ervan kwam, als dat is nagekeken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bevinding: Option<Bevonden>,
}

/// Wat van een belofte kwam.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Bevonden {
    /// Hoeveel; weggelaten als het niet te zeggen is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gevonden: Option<Bereik>,
    /// Hoe gevonden, of waarom het niet te zeggen is.
    pub methode: TextJson,
    /// Het belang van wie keek.
    pub rol: &'static str,
    /// Wanneer.
    pub gemaakt: Dag,
    /// Hoe goed onderbouwd.
    pub onderbouwing: &'static str,
}

/// Wat er aan een resultaat wordt gedaan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Dekking {
    /// Id van het programma.
    pub programma: String,
    /// Id van het resultaat.
    pub resultaat: String,
    /// Naam van het resultaat.
    pub titel: TextJson,
    /// Ids van de acties die eraan werken: toegekend, lopend of afgerond.
    pub acties: Vec<String>,
    /// Lasten van acties die alleen dit resultaat dienen.
    pub alleen_hiervoor: Totaal,
    /// Lasten van acties die ook een ander resultaat dienen; dit telt over resultaten heen niet op.
    pub ook_hiervoor: Totaal,
    /// Hoeveel beloften erop slaan.
    pub beloften: usize,
    /// Hoeveel daarvan zijn nagekeken.
    pub nagekeken: usize,
    /// De best onderbouwde bevinding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bewijs: Option<&'static str>,
}
