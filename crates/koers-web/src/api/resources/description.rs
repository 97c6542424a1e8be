//! What the API says of itself.

use super::schema;
use crate::answer::Fault;
use crate::api::listing::json;
use crate::api::resource::{Form, Resource, Words};
use crate::api::{ROOT, VERSION, openapi, table};
use crate::site::Site;
use schemars::{JsonSchema, json_schema};
use serde::Serialize;

pub(super) const TOP: Resource = Resource {
    path: crate::api::TOP,
    operation: "ingang",
    tag: "beschrijving",
    summary: Words::new("Wat er te vragen is", "What can be asked for"),
    description: Words::new(
        "De ingang van de API: elk adres met wat het geeft en in welke vormen. Ook zonder schuine streep aan het eind.",
        "The way into the API: every address with what it gives and in which forms. Also without the slash at the end.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, _| json(&entrance(site)?),
    schema: schema::<Ingang>,
    addresses: |_| vec![TOP.path.to_owned()],
};

/// De ingang van de API.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Ingang {
    /// Van welke werkmap dit de cijfers en oordelen zijn.
    titel: String,
    /// De volledige versie van de API.
    versie: &'static str,
    /// Het adres van de beschrijving voor programma’s (OpenAPI).
    beschrijving: String,
    /// Het adres van de uitleg voor mensen.
    uitleg: String,
    /// Alles wat hier te vragen is.
    adressen: Vec<Adres>,
}

/// Een adres van de API.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "AdresVanDeApi")]
struct Adres {
    /// Het pad achter het adres van de API, met namen tussen accolades.
    pad: &'static str,
    /// Wat het geeft, in een paar woorden.
    titel: &'static str,
    /// Bij welke groep het hoort.
    groep: &'static str,
    /// De vormen waarin het er is, zoals ze in de kop `Accept` staan.
    vormen: Vec<&'static str>,
    /// Het hele adres, als er niets in te vullen is.
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    /// Het hele adres met namen die in te vullen zijn (RFC 6570), als er iets in te vullen is.
    #[serde(skip_serializing_if = "Option::is_none")]
    sjabloon: Option<String>,
}

fn entrance(site: &Site) -> Result<Ingang, Fault> {
    let root = format!("{}{ROOT}", site.address);
    // What a workspace does not give (a catalogue without a publisher) is not offered.
    let given = |resource: &&Resource| {
        let named = table::names(resource.path).next().is_some();
        named || !(resource.addresses)(site).is_empty()
    };
    let one = |resource: &'static Resource| {
        let whole = format!("{root}{}", resource.path);
        let named = table::names(resource.path).next().is_some();
        let forms = resource.forms.iter().filter(|form| form.is_negotiated());
        Adres {
            pad: resource.path,
            titel: resource.summary.nl,
            groep: resource.tag,
            vormen: forms.map(|form| form.media_type()).collect(),
            href: (!named).then(|| whole.clone()),
            sjabloon: named.then_some(whole),
        }
    };
    Ok(Ingang {
        titel: format!("Koers {}", site.definitions()?.workspace.name.nl),
        versie: VERSION,
        beschrijving: format!("{root}{}", OPENAPI.path),
        uitleg: format!("{}/api", site.address),
        adressen: table::all().filter(given).map(one).collect(),
    })
}

pub(super) const OPENAPI: Resource = Resource {
    path: "/openapi.json",
    operation: "openapi",
    tag: "beschrijving",
    summary: Words::new("Dit document", "The OpenAPI document"),
    description: Words::new(
        "De beschrijving van deze API als OpenAPI 3.1, gemaakt uit dezelfde tabel waarmee de server vragen controleert.",
        "The description of this API as OpenAPI 3.1, made from the table by which the server checks what is asked.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, _| json(&openapi::document(site)?),
    schema: |_| json_schema!({ "type": "object", "required": ["openapi", "info", "paths"] }),
    addresses: |_| vec!["/openapi.json".to_owned()],
};
