//! The OpenAPI 3.1 document, made from the table: what it says is what is checked.

use super::call::{LONGEST_NAME, MOST_NAMES, MOST_REGIONS, parameters};
use super::parameter::PARTS;
use super::problem::{self, Problem};
use super::resource::{Form, Kind, Parameter, Resource, Words};
use super::{ROOT, VERSION, table};
use crate::answer::{Fault, media};
use crate::site::Site;
use koers_model::text::Lang;
use schemars::SchemaGenerator;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::{Map, Value, json};

/// The groups of resources, in the order of the page on the API: tag, heading, what they are about.
pub const TAGS: &[(&str, Words, Words)] = &[
    (
        "programmas",
        Words::new("Programma’s", "Programmes"),
        Words::new(
            "Het beleid: programma’s met hun lijnen, doelstellingen, activiteiten en resultaten.",
            "The policy: programmes with their lines, objectives, activities and outcomes.",
        ),
    ),
    (
        "stand",
        Words::new("Stand", "Where things stand"),
        Words::new(
            "Ligt het beleid op koers: de oordelen, met de reden.",
            "Is the policy on course: the verdicts, with the reason.",
        ),
    ),
    (
        "uitvoering",
        Words::new("Uitvoering", "What is done"),
        Words::new(
            "Wat er wordt gedaan: acties en voorstellen met hun geld, beloften, besluiten, en welk resultaat wat krijgt. Personen staan er niet in.",
            "What is done: actions and proposals with their money, promises, decisions, and which outcome gets what. Persons are not in it.",
        ),
    ),
    (
        "indicatoren",
        Words::new("Indicatoren", "Indicators"),
        Words::new(
            "De indicatoren met hun waarden, en waar elke waarde vandaan komt.",
            "The indicators with their values, and where each value comes from.",
        ),
    ),
    (
        "gegevenssets",
        Words::new("Gegevenssets", "Data sets"),
        Words::new(
            "De tabellen van uitgevers waar alles op rust, met elke momentopname.",
            "The tables of publishers that all rests on, with every snapshot.",
        ),
    ),
    (
        "methoden",
        Words::new("Methoden", "Methods"),
        Words::new(
            "De methoden van de regionale economie, en wat zij op de cijfers van de werkmap antwoorden.",
            "The methods of the regional economy, and what they answer on the figures of the workspace.",
        ),
    ),
    (
        "gebieden",
        Words::new("Gebieden", "Regions"),
        Words::new(
            "De gebieden: gemeenten, COROP-gebieden, provincies en grotere.",
            "The regions: municipalities, COROP areas, provinces and larger ones.",
        ),
    ),
    (
        "beschrijving",
        Words::new("Beschrijving", "Description"),
        Words::new(
            "Wat er is en hoe het wordt gevraagd: dit document en de catalogus.",
            "What there is and how to ask for it: this document and the catalogue.",
        ),
    ),
];

/// The description above the document.
const ABOUT: &str = "De open cijfers en oordelen achter dit dashboard. Zonder sleutel, zonder aanmelding; alleen lezen.\n\n\
**Vormen.** Kies met de kop `Accept`, of zet een achtervoegsel achter het pad: `.json`, `.csv`, `.excel.csv` (puntkomma, decimale komma), \
`.csv-metadata.json` (CSV on the Web), `.jsonstat`, `.parquet`, `.ttl`, `.jsonld`. Een achtervoegsel wint van `Accept`. Zonder keuze is het JSON.\n\n\
**Peildatum en kennisdatum.** `op` is de dag waarop wordt geoordeeld, `bekendOp` zegt met welke cijfers: zoals die op die dag bekend waren. \
Het zijn dezelfde sleutels als op de pagina’s.\n\n\
**Lijsten** komen in pagina’s: `pagina` en `paginaGrootte`; `totaal` zegt hoeveel er zijn, de kop `Link` wijst naar de andere pagina’s.\n\n\
**Ontbrekende cijfers** zijn nooit nul: `waarde` is dan leeg en `status` zegt waarom.\n\n\
**Woorden.** Paden, sleutels en eigen velden zijn Nederlands. Waarden die ook in de bestanden van de werkmap staan (`on_course`, `province`) houden \
het woord dat ze daar hebben. Het antwoord van `/stand`, het oordeel van een resultaat en de herkomst van een cijfer hebben de Engelse veldnamen van de \
contracten `koers_status` en `koers_explain`: precies wat `koers status --format json` en `koers explain --format json` geven; het antwoord van een methode \
die van `koers_analysis`.\n\n\
**Fouten** zijn `application/problem+json` (RFC 9457); alle fouten in een vraag staan in één antwoord. Een sleutel die een pad niet kent is een fout.\n\n\
**Bewaren.** Antwoorden hebben een `ETag`; vraag opnieuw met `If-None-Match`. Anders dan de API Design Rules voorschrijven is `Cache-Control` hier niet \
`no-store`: dit zijn openbare cijfers, die niemand voor zich hoeft te houden.\n\n\
**Versies.** Alleen het hoofdnummer staat in het adres; de volledige versie staat in de kop `API-Version`. Binnen een hoofdversie komen er velden en paden \
bij, en verandert of verdwijnt er geen. Een volgende hoofdversie komt ten minste een jaar naast deze te staan.";

/// The document for a site.
///
/// # Errors
/// Never, once the site is served.
pub fn document(site: &Site) -> Result<Value, Fault> {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    // The shapes of what goes out: a field that is left out when it is empty may be missing.
    settings.contract = Contract::Serialize;
    let mut schemas = settings.into_generator();
    let mut paths = Map::new();
    for resource in table::all() {
        paths.insert(
            resource.path.to_owned(),
            json!({ "get": operation(resource, &mut schemas) }),
        );
    }
    let problem = schemas.subschema_for::<Problem>();
    let workspace = &site.definitions()?.workspace;
    let licence = workspace.publication.as_ref().map(|publication| {
        json!({ "name": publication.licence.word(), "url": publication.licence.page(Lang::Nl) })
    });
    let mut info = json!({
        "title": format!("Koers {}", workspace.name.nl),
        "summary": "Ligt het economisch beleid op koers, en waar komt elk cijfer vandaan?",
        "description": ABOUT,
        "version": VERSION,
        "contact": contact(site)?,
    });
    if let (Some(licence), Some(info)) = (licence, info.as_object_mut()) {
        info.insert("license".to_owned(), licence);
    }
    Ok(json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": info,
        "servers": [{ "url": format!("{}{ROOT}", site.address), "description": "Deze server" }],
        "externalDocs": { "url": format!("{}/api", site.address), "description": "Uitleg met voorbeelden" },
        "security": [],
        "tags": TAGS.iter().map(|(name, _, words)| json!({ "name": name, "description": words.nl })).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "headers": headers(),
            "responses": problems(&json!(problem)),
            "schemas": closed(Value::Object(schemas.take_definitions(true))),
        },
    }))
}

/// Tuples say that nothing comes behind their parts: some readers of schemas want to see that written.
fn closed(mut schema: Value) -> Value {
    match &mut schema {
        Value::Object(fields) => {
            fields
                .values_mut()
                .for_each(|field| *field = closed(field.take()));
            if fields.contains_key("prefixItems") && !fields.contains_key("items") {
                fields.insert("items".to_owned(), false.into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = closed(item.take())),
        _ => {}
    }
    schema
}

/// Whom to ask. What a workspace does not say is not made up.
fn contact(site: &Site) -> Result<Value, Fault> {
    let workspace = &site.definitions()?.workspace;
    let Some(publication) = &workspace.publication else {
        return Ok(json!({ "name": workspace.name.nl, "url": site.address }));
    };
    let contact = &publication.contact;
    let url = contact
        .url
        .as_ref()
        .map_or(site.address.as_str(), |url| url.as_str());
    Ok(json!({ "name": contact.name.nl, "url": url, "email": contact.email.as_str() }))
}

fn operation(resource: &'static Resource, schemas: &mut SchemaGenerator) -> Value {
    let parts = table::names(resource.path).map(|name| {
        let words = PARTS
            .iter()
            .find(|(part, _)| *part == name)
            .map_or("", |(_, words)| words.nl);
        json!({
            "name": name,
            "in": "path",
            "required": true,
            "description": words,
            "schema": { "type": "string", "minLength": 1, "maxLength": LONGEST_NAME },
        })
    });
    let keys = parameters(resource).map(key);
    let all: Vec<Value> = parts.chain(keys).collect();
    json!({
        "operationId": resource.operation,
        "tags": [resource.tag],
        "summary": resource.summary.nl,
        "description": description(resource),
        "parameters": all,
        "responses": responses(resource, schemas),
    })
}

fn description(resource: &Resource) -> String {
    let suffixes: Vec<String> = resource
        .forms
        .iter()
        .map(|form| format!("`{}`", form.suffix()))
        .collect();
    if suffixes.len() < 2 {
        return resource.description.nl.to_owned();
    }
    format!(
        "{}\n\nAchtervoegsels: {}.",
        resource.description.nl,
        suffixes.join(", ")
    )
}

fn key(parameter: &Parameter) -> Value {
    let mut said = json!({
        "name": parameter.name,
        "in": "query",
        "required": false,
        "description": parameter.description.nl,
        "schema": schema(parameter.kind),
    });
    let many = matches!(parameter.kind, Kind::Regions | Kind::Words(_) | Kind::Names);
    let example = match parameter.kind {
        Kind::Whole { .. } => parameter.example.parse::<u32>().map_or(Value::Null, Value::from),
        _ if many => parameter.example.split(',').collect(),
        _ => parameter.example.into(),
    };
    if let Some(said) = said.as_object_mut() {
        said.insert("example".to_owned(), example);
        if many {
            said.insert("style".to_owned(), "form".into());
            said.insert("explode".to_owned(), false.into());
        }
    }
    said
}

/// Which values a key takes, as JSON Schema. What depends on the workspace (which codes and ids there are) is not in it: the document of
/// two workspaces differs only in its head.
fn schema(kind: Kind) -> Value {
    let list = |most: usize, items: Value| json!({ "type": "array", "minItems": 1, "maxItems": most, "uniqueItems": true, "items": items });
    let code = || json!({ "type": "string", "pattern": "^[A-Za-z0-9_-]{1,24}$" });
    let name = || {
        // No comma, and no control characters.
        let pattern = "^[^,\\u0000-\\u001f\\u007f-\\u009f]+$";
        json!({ "type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": pattern })
    };
    match kind {
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Period => json!({
            "type": "string",
            "pattern": "^[12][0-9]{3}(-S[12]|-Q[1-4]|-(0[1-9]|1[0-2])|-W[0-5][0-9]|/[12][0-9]{3}|-[01][0-9]-[0-3][0-9])?$",
        }),
        Kind::Region => code(),
        Kind::Regions => list(MOST_REGIONS, code()),
        Kind::Whole { least, most } => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::Words(words) => list(words.len(), json!({ "type": "string", "enum": words })),
        Kind::Name => name(),
        Kind::Names => list(MOST_NAMES, name()),
    }
}

fn responses(resource: &'static Resource, schemas: &mut SchemaGenerator) -> Value {
    let mut content = Map::new();
    for form in resource.forms.iter().filter(|form| form.is_negotiated()) {
        content.insert(
            form.media_type().to_owned(),
            json!({ "schema": body(resource, *form, schemas) }),
        );
    }
    let mut headers = json!({
        "API-Version": { "$ref": "#/components/headers/API-Version" },
        "ETag": { "$ref": "#/components/headers/ETag" },
        "Link": { "$ref": "#/components/headers/Link" },
    });
    if let (true, Some(headers)) = (content.len() > 1, headers.as_object_mut()) {
        headers.insert("Vary".to_owned(), json!({ "$ref": "#/components/headers/Vary" }));
    }
    let mut said = Map::new();
    said.insert(
        "200".to_owned(),
        json!({ "description": resource.summary.nl, "headers": headers, "content": content }),
    );
    said.insert(
        "304".to_owned(),
        json!({
            "description": "Niet veranderd sinds de `ETag` in `If-None-Match`.",
            "headers": {
                "API-Version": { "$ref": "#/components/headers/API-Version" },
                "ETag": { "$ref": "#/components/headers/ETag" },
            },
        }),
    );
    for (status, name) in PROBLEMS {
        said.insert(
            (*status).to_owned(),
            json!({ "$ref": format!("#/components/responses/{name}") }),
        );
    }
    Value::Object(said)
}

fn body(resource: &'static Resource, form: Form, schemas: &mut SchemaGenerator) -> Value {
    match form {
        Form::Json => json!((resource.schema)(schemas)),
        Form::Csv | Form::Excel => {
            json!({ "type": "string", "description": "RFC 4180, UTF-8, met een kopregel." })
        }
        Form::Csvw => json!({ "type": "object", "description": "Metadata bij de CSV (CSV on the Web)." }),
        Form::JsonStat => json!({
            "type": "object",
            "description": "JSON-stat 2.0.",
            "required": ["version", "class", "id", "size", "dimension", "value"],
            "properties": { "version": { "const": "2.0" }, "class": { "const": "dataset" } },
        }),
        Form::Parquet => json!({ "description": "Apache Parquet.", "contentMediaType": media::PARQUET }),
        Form::Turtle => json!({ "type": "string", "description": "RDF als Turtle." }),
        Form::JsonLd => json!({ "type": "object", "description": "RDF als JSON-LD." }),
    }
}

/// Which problems an operation can have, and the name of each among the components.
const PROBLEMS: &[(&str, &str)] = &[
    ("400", "OngeldigeVraag"),
    ("404", "NietGevonden"),
    ("406", "VormNietBeschikbaar"),
    ("414", "AdresTeLang"),
    ("429", "TeVeelVragen"),
    ("500", "InterneFout"),
    ("503", "TeDruk"),
];

fn problems(schema: &Value) -> Value {
    let mut all = Map::new();
    for (status, name) in PROBLEMS {
        let title = problem::kinds()
            .find(|(known, ..)| known.to_string() == *status)
            .map_or("", |(_, _, title, _)| title);
        let mut headers = json!({ "API-Version": { "$ref": "#/components/headers/API-Version" } });
        if let (true, Some(headers)) = (matches!(*status, "429" | "503"), headers.as_object_mut()) {
            headers.insert(
                "Retry-After".to_owned(),
                json!({ "$ref": "#/components/headers/Retry-After" }),
            );
        }
        let content = json!({ "application/problem+json": { "schema": schema } });
        all.insert(
            (*name).to_owned(),
            json!({ "description": title, "headers": headers, "content": content }),
        );
    }
    Value::Object(all)
}

fn headers() -> Value {
    json!({
        "API-Version": {
            "description": "De volledige versie van de API.",
            "required": true,
            "schema": { "type": "string", "example": VERSION },
        },
        "ETag": {
            "description": "De naam van precies deze bytes.",
            "schema": { "type": "string" },
        },
        "Link": {
            "description": "Andere pagina’s van een lijst (`first`, `prev`, `next`, `last`), en uitleg van de API (`service-desc`, `service-doc`).",
            "schema": { "type": "string" },
        },
        "Vary": {
            "description": "Waar het antwoord van afhangt.",
            "schema": { "type": "string" },
        },
        "Retry-After": {
            "description": "Over hoeveel seconden het opnieuw kan.",
            "schema": { "type": "integer" },
        },
    })
}
