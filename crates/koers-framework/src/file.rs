//! The files of a workspace as they are written: records with places, read key by key while collecting what is wrong.
//!
//! Every record is declared once with [`record!`]: the declaration gives the struct, the decoder and the JSON Schema, and
//! its doc comments are the descriptions in the schema. Every field is optional in the struct, also where the file format
//! requires it: a missing key is reported, and what is there can still be checked.

#[macro_use]
mod record;
mod csv;
mod decode;
pub(crate) mod leaf;
mod schema;

#[macro_use]
pub(crate) mod element;

pub(crate) mod aid;
pub(crate) mod analysis;
pub(crate) mod assemble;
pub(crate) mod criteria;
pub(crate) mod dataset;
pub(crate) mod evaluation;
pub(crate) mod figures;
pub(crate) mod framework;
pub(crate) mod golden;
pub(crate) mod indicator;
pub(crate) mod line;
pub(crate) mod measure;
pub(crate) mod publication;
pub(crate) mod regions;
pub(crate) mod selection;
pub(crate) mod succession;
pub(crate) mod tiles;
pub(crate) mod workspace;

pub(crate) use csv::CsvFault;
pub(crate) use decode::{Decode, Decoder, Expected, Fault, Found};
pub use schema::schemas;
