//! The table of the open API: what a resource is. Routing, checking of what was asked, the OpenAPI document, the page that explains the
//! API and the tests all come from it, so none of them can say something else than the others.

use super::call::Call;
use crate::answer::{Answer, Fault, media};
use crate::site::Site;
use koers_model::text::Lang;
use schemars::{Schema, SchemaGenerator};

/// A wording of our own, in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Dutch: the language of the interface and of its OpenAPI document.
    pub nl: &'static str,
    /// English.
    pub en: &'static str,
}

impl Words {
    /// A wording in both languages.
    #[must_use]
    pub const fn new(nl: &'static str, en: &'static str) -> Self {
        Self { nl, en }
    }
    /// The wording in a language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &'static str {
        lang.pick(self.nl, self.en)
    }
}

/// Something that can be asked for: one path of the API.
#[derive(Debug)]
pub struct Resource {
    /// The path below the root of the API, with names for the parts that vary: `/programmas/{programmaId}`. Every name stands in
    /// [`super::parameter::PARTS`].
    pub path: &'static str,
    /// Its name in generated clients: unique, lowerCamelCase.
    pub operation: &'static str,
    /// The group it stands under, one of [`super::openapi::TAGS`].
    pub tag: &'static str,
    /// What it is, in a few words.
    pub summary: Words,
    /// What it gives, and what it does not.
    pub description: Words,
    /// What can be asked of it. Other keys are refused.
    pub parameters: &'static [&'static Parameter],
    /// Whether it is a list that is given in pages; it then also has the keys `pagina` and `paginaGrootte`.
    pub paged: bool,
    /// The forms that it can be given in, the one for who asks for none first.
    pub forms: &'static [Form],
    /// Makes the answer.
    pub answer: fn(&Site, &Call) -> Result<Answer, Fault>,
    /// The JSON Schema of its JSON.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    /// Every path that it has in a workspace, without a query: what is there to be asked for.
    pub addresses: fn(&Site) -> Vec<String>,
}

impl Resource {
    /// Whether a form can stand behind its address: not behind that of the API itself, nor behind one that names its form already.
    #[must_use]
    pub fn takes_suffix(&self) -> bool {
        self.path != super::TOP && !self.path.contains('.')
    }
}

/// One key that can be asked with.
#[derive(Debug)]
pub struct Parameter {
    /// The key, lowerCamelCase.
    pub name: &'static str,
    /// What it does.
    pub description: Words,
    /// Which values it takes.
    pub kind: Kind,
    /// A value that makes sense.
    pub example: &'static str,
}

/// Which values a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A day: `2019-12-31`.
    Day,
    /// A period: `2019`, `2019-Q3`.
    Period,
    /// The code of a region of the workspace.
    Region,
    /// One or more codes of regions, with commas.
    Regions,
    /// A whole number between two bounds, both inclusive.
    Whole {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// One of these words.
    Word(&'static [&'static str]),
    /// One or more of these words, with commas.
    Words(&'static [&'static str]),
    /// An id, or another short word that only the answer can judge.
    Name,
    /// One or more of those, with commas.
    Names,
}

/// A form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// JSON.
    Json,
    /// CSV.
    Csv,
    /// CSV for a Dutch spreadsheet program.
    Excel,
    /// What the columns of the CSV mean (CSV on the Web).
    Csvw,
    /// JSON-stat 2.0.
    JsonStat,
    /// Parquet.
    Parquet,
    /// Turtle.
    Turtle,
    /// JSON-LD.
    JsonLd,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 8] = [
        Self::Json,
        Self::Csv,
        Self::Excel,
        Self::Csvw,
        Self::JsonStat,
        Self::Parquet,
        Self::Turtle,
        Self::JsonLd,
    ];
    /// Forms of a table.
    pub const TABLE: &'static [Self] = &[
        Self::Json,
        Self::Csv,
        Self::JsonStat,
        Self::Parquet,
        Self::Excel,
        Self::Csvw,
    ];
    /// What stands behind an address to get this form, the point included. Longer ones come before those that they end in.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Json => ".json",
            Self::Csv => ".csv",
            Self::Excel => ".excel.csv",
            Self::Csvw => ".csv-metadata.json",
            Self::JsonStat => ".jsonstat",
            Self::Parquet => ".parquet",
            Self::Turtle => ".ttl",
            Self::JsonLd => ".jsonld",
        }
    }
    /// Kind of content, as it goes out.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self {
            Self::Json => media::JSON,
            Self::Csv | Self::Excel => media::CSV,
            Self::Csvw => media::CSVW,
            Self::JsonStat => media::JSON_STAT,
            Self::Parquet => media::PARQUET,
            Self::Turtle => media::TURTLE,
            Self::JsonLd => media::JSON_LD,
        }
    }
    /// Kind of content without its parameters: what is asked for in `Accept`.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.media().split(';').next().unwrap_or("")
    }
    /// Whether it can be asked for by its kind of content. The others only by their suffix: their kind is that of another form.
    #[must_use]
    pub fn is_negotiated(self) -> bool {
        self != Self::Excel
    }
}
