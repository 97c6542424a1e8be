//! Methods of the regional economy, and what they answer.

use koers_report::status::wire::TextJson;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;

/// Een methode van de regionale economie.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Methode {
    /// Id.
    pub id: &'static str,
    /// Naam.
    pub titel: TextJson,
    /// De vraag die zij beantwoordt.
    pub vraag: TextJson,
    /// Waar zij bij hoort: `structure`, `growth`, `forecast`, …
    pub soort: &'static str,
    /// De kolommen die zij niet kan missen: `region`, `sector`, `value`, …
    pub kolommen: Vec<&'static str>,
    /// De cijfers van de werkmap die genoeg voor haar zijn, op id. Leeg: zij gaat alleen op een eigen tabel.
    pub cijfers: Vec<String>,
    /// Naar hoeveel gebieden zij vraagt: `all` alle samen, `one` een, `maybe` een of alle.
    pub gebied: &'static str,
    /// Of zij een gebied neemt om mee te vergelijken.
    pub vergelijkt: bool,
    /// Naar welke perioden zij vraagt: `none` geen, `one` een, `span` van een tot een andere.
    pub perioden: &'static str,
    /// Wat in te stellen is.
    pub instellingen: Vec<Instelling>,
    /// Wie haar maakte.
    pub bron: &'static str,
    /// Adres van haar antwoord; weggelaten als de werkmap er geen cijfers voor heeft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub antwoord: Option<String>,
    /// Adres.
    pub href: String,
}

/// Iets dat van een methode is in te stellen.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Instelling {
    /// Het woord waarmee het wordt gevraagd.
    pub woord: &'static str,
    /// Wat het zegt.
    pub betekenis: TextJson,
    /// Wat het is als niemand het zegt; weggelaten als dat per vraag verschilt of er niets is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anders: Option<&'static str>,
}

/// The contract `koers_analysis`, which is written by [`koers_report::analysis::json`].
pub struct Antwoord;

impl JsonSchema for Antwoord {
    fn schema_name() -> Cow<'static, str> {
        "Antwoord".into()
    }
    fn json_schema(schemas: &mut SchemaGenerator) -> Schema {
        let text = schemas.subschema_for::<TextJson>();
        json_schema!({
            "type": "object",
            "description": "Het contract `koers_analysis`: wat een methode antwoordt.",
            "properties": {
                "koers_analysis": { "type": "integer", "description": "Versie van het contract." },
                "method": { "type": "string", "description": "Id van de methode." },
                "title": text.clone(),
                "asked": { "type": "object", "description": "Wat is gevraagd, met elke instelling." },
                "answer": { "type": "array", "items": text.clone(), "description": "Het antwoord in een zin, en wat men ervan moet weten." },
                "tables": {
                    "type": "array",
                    "description": "De tabellen: id, titel, kolommen en rijen met cijfers zonder afronding. Een cijfer dat er niet is, is leeg.",
                    "items": { "type": "object" }
                },
                "assumptions": {
                    "type": "array",
                    "description": "Wat wordt aangenomen, en of dat hier klopt: `holds`, `fails` of `untested`.",
                    "items": { "type": "object" }
                },
                "left_out": { "type": "array", "items": text, "description": "Wat is weggelaten of ingevuld." },
                "inputs": { "type": "array", "description": "De cijfers waar het op rust, met hash.", "items": { "type": "object" } },
                "source": { "type": "string", "description": "Wie de methode maakte." },
                "page": { "type": "string", "description": "Waar formule, grenzen en voorbeelden staan." }
            },
            "required": ["koers_analysis", "method", "title", "asked", "answer", "tables", "assumptions", "left_out", "inputs", "source", "page"]
        })
    }
}
