//! The catalogue of data sets in DCAT-AP-NL 3.0, as Turtle or JSON-LD.
//!
//! Plain structs in, text out: nothing is looked up or computed here. [`catalogue`] fills the structs from what a workspace defines;
//! whoever knows more (sizes, check sums, more forms) adds it to them. Both texts say the same triples, without blank nodes,
//! always in the same order.
//!
//! Terms from value lists of others (themes, languages, licences …) are described with their class and a label, so that a reader need
//! not fetch anything. `docs/guide/dcat.md` says how to check a catalogue against the official shapes.
//!
//! ```
//! use koers_report::dcat::{Iri, Licence};
//! assert!(Iri::web("https://koers.example.org/cijfers/banen").is_some());
//! assert!(Iri::web("javascript:alert(1)").is_none());
//! assert_eq!(Licence::of("CC-BY-4.0").name(), "CC-BY-4.0");
//! ```

mod addresses;
mod describe;
mod fill;
mod graph;
mod iri;
mod json_ld;
mod licence;
mod makers;
mod spatial;
mod terms;
mod turtle;

pub use addresses::{Addresses, Paths};
pub use fill::{Holdings, Stock, Vintage, catalogue};
pub use iri::{Iri, segment};
pub use licence::Licence;
pub use spatial::Place;

use jiff::civil::Date;
use koers_model::address::MailAddress;
use koers_model::period::Frequency;
use koers_model::snapshot::Hash;
use koers_model::text::{Lang, Text};

/// Media type of [`turtle()`].
pub const TURTLE: &str = "text/turtle; charset=utf-8";
/// Media type of [`json_ld()`].
pub const JSON_LD: &str = "application/ld+json";

/// A catalogue of data sets.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// Its own address.
    pub iri: Iri,
    /// Name.
    pub title: Text,
    /// What is in it.
    pub description: Text,
    /// The page where people read it.
    pub homepage: Iri,
    /// Who publishes it, and everything in it.
    pub publisher: Agent,
    /// Where questions go.
    pub contact: Contact,
    /// The licence of the descriptions in it.
    pub licence: Licence,
    /// In which languages it and everything in it speaks.
    pub languages: Vec<Lang>,
    /// The day since when it is there.
    pub issued: Option<Date>,
    /// The day on which something in it changed last.
    pub modified: Option<Date>,
    /// The places that it is about.
    pub spatial: Vec<Place>,
    /// The interface through which programs ask.
    pub service: Option<Service>,
    /// Data sets that are later and earlier states of one.
    pub series: Vec<Series>,
    /// Data sets, in the order in which they are listed.
    pub datasets: Vec<Dataset>,
}

/// Who made or publishes something.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// Its identifier in a register; `None`: one below the address of the catalogue.
    pub iri: Option<Iri>,
    /// Name.
    pub name: Text,
    /// Its own site.
    pub homepage: Option<Iri>,
    /// What kind of body it is, where that is known.
    pub kind: Option<AgentKind>,
}

/// Kinds of public bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgentKind {
    /// Of a municipality.
    Local,
    /// Of a province.
    Regional,
    /// Of a country.
    National,
    /// Of several countries.
    SupraNational,
}

/// Where questions go.
#[derive(Debug, Clone, PartialEq)]
pub struct Contact {
    /// Name of the desk or team.
    pub name: Text,
    /// Address of mail.
    pub email: MailAddress,
    /// A page with more ways.
    pub url: Option<Iri>,
}

/// Data sets that are later and earlier states of one.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its own address.
    pub iri: Iri,
    /// Name.
    pub title: Text,
    /// What changes from one to the next.
    pub description: Text,
    /// Who made the figures.
    pub creator: Agent,
    /// How often there is a figure.
    pub frequency: Option<Frequency>,
    /// First and last day of all states together.
    pub temporal: Option<(Date, Date)>,
    /// Since when the first state could be known.
    pub issued: Option<Date>,
    /// Since when the last state could be known.
    pub modified: Option<Date>,
    /// The places that it is about.
    pub spatial: Vec<Place>,
}

/// A data set.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// Its own address, which is its identifier too.
    pub iri: Iri,
    /// Name.
    pub title: Text,
    /// What is in it.
    pub description: Text,
    /// Words by which people find it.
    pub keywords: Vec<Text>,
    /// Who made the figures.
    pub creator: Agent,
    /// The page where people read it.
    pub page: Iri,
    /// A page that explains how its figures came about.
    pub documentation: Option<Iri>,
    /// The name that the maker of the figures gave it: `83582NED`.
    pub other_identifier: Option<String>,
    /// How often there is a figure.
    pub frequency: Option<Frequency>,
    /// Since when it could be known.
    pub issued: Option<Date>,
    /// Since when its present state could be known.
    pub modified: Option<Date>,
    /// First and last day that its figures are about.
    pub temporal: Option<(Date, Date)>,
    /// The places that it is about.
    pub spatial: Vec<Place>,
    /// Its version.
    pub version: Option<String>,
    /// What happened to the figures on the way here.
    pub provenance: Option<Text>,
    /// Where the figures stood before.
    pub derived_from: Vec<Iri>,
    /// Data sets of this catalogue that it was computed from.
    pub sources: Vec<Iri>,
    /// What must be shown with the figures.
    pub attribution: Option<Text>,
    /// Terms of use of every distribution.
    pub licence: Licence,
    /// The series that it belongs to.
    pub series: Option<Iri>,
    /// The state before it in that series.
    pub previous: Option<Iri>,
    /// The forms in which it can be had.
    pub distributions: Vec<Distribution>,
}

/// A form in which a data set can be had.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// The form.
    pub form: Form,
    /// The address that gives the bytes at once.
    pub download: Iri,
    /// How many bytes, where that is known.
    pub bytes: Option<u64>,
    /// SHA-256 of the bytes, where that is known.
    pub hash: Option<Hash>,
}

/// Forms of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// Comma-separated values, RFC 4180.
    Csv,
    /// JSON-stat 2.0.
    JsonStat,
    /// Apache Parquet.
    Parquet,
    /// A plain list of observations.
    Json,
}

impl Form {
    /// All forms, in the order in which they are listed.
    pub const ALL: [Self; 4] = [Self::Csv, Self::JsonStat, Self::Parquet, Self::Json];
    /// The word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonStat => "json-stat",
            Self::Parquet => "parquet",
            Self::Json => "json",
        }
    }
    /// What people read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::JsonStat => "JSON-stat 2.0",
            Self::Parquet => "Parquet",
            Self::Json => "JSON",
        }
    }
}

/// The interface through which programs ask.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    /// Its own address, which is its identifier too.
    pub iri: Iri,
    /// Name.
    pub title: Text,
    /// What can be asked.
    pub description: Text,
    /// Where every request begins.
    pub endpoint: Iri,
    /// The description that programs read: `openapi.json`.
    pub openapi: Iri,
    /// The page that explains it.
    pub page: Option<Iri>,
    /// Words by which people find it.
    pub keywords: Vec<Text>,
    /// Terms of use.
    pub licence: Licence,
}

/// The catalogue as Turtle (RDF 1.1).
#[must_use]
pub fn turtle(catalogue: &Catalogue) -> String {
    turtle::write(&describe::graph(catalogue))
}

/// The catalogue as JSON-LD 1.1, with its context inside. It holds no `<`, so that it may stand in a page.
#[must_use]
pub fn json_ld(catalogue: &Catalogue) -> String {
    json_ld::write(&describe::graph(catalogue))
}
