//! The shapes that the API gives as JSON. The interface is Dutch, so the names of the fields and what is said of them are too: both go into
//! the OpenAPI document. Verdicts and traces have the shapes of [`koers_report::status::wire`] and [`koers_report::explain`].

mod datasets;
mod figures;
mod methods;
mod policy;
mod regions;
mod register;
mod verdicts;

pub use datasets::{Gegevensset, Meting, Momentopname, Uitsplitsing};
pub use figures::{Gemeten, Grenzen, Indicator, Waarde, Waarneming};
pub use methods::{Antwoord, Instelling, Methode};
pub use policy::{
    Aantallen, Activiteit, ActiviteitDeel, ActiviteitSoort, Doelstelling, Lijn, LijnSoort, Onderdeel,
    Opvolging, Prioriteit, Programma, ProgrammaOnderdeel, Stap, StapSoort, Verband, links,
};
pub use regions::{Gebied, GebiedKort};
pub use register::{
    Actie, ActieKort, Belofte, Bereik, Besluit, Bevonden, Bron, Deelname, Dekking, Geldregel, Lasten,
    OnderdeelVan, Samenhang, Totaal, sources,
};
pub use verdicts::{Melding, Oordeel, Resultaat};

use jiff::civil::Date;
use koers_model::citation::Citation;
use koers_model::text::Text;
use koers_report::status::wire::TextJson;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::borrow::Cow;

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
