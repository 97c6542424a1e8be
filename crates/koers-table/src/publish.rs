//! Writes a cube in the forms that other tools read: JSON-stat 2.0, CSV with its CSVW metadata, SDMX-CSV, Parquet, and a data package.
//!
//! A [`Description`] says what the codes mean; a cube and a description give bytes, and the same two always give the same bytes.
//! Whatever the form, an observation is one of three: a number, no number with the word of its reason, or not there at all. Words, names
//! of columns and ids of dimensions are those of `docs/guide/open-data.md`, and change only with [`VERSION`].
//!
//! Reading order: [`Description`], [`rows()`] (the observations one by one), then a writer.

mod csv;
mod csvw;
mod description;
mod json_stat;
mod layout;
mod package;
mod parquet;
mod sdmx_csv;

pub use csv::{CsvVariant, csv};
pub use csvw::csvw;
pub use description::{Description, DimensionDescription, Licence, MeasureDescription, decimals_in};
pub(crate) use json_stat::EXTENSION;
pub use json_stat::json_stat;
pub use layout::{Code, Row, rows};
pub use package::{Bundle, Package, Resource, data_package};
pub use parquet::parquet;
pub use sdmx_csv::sdmx_csv;

/// Version of the published forms: names of columns, ids of dimensions, words.
pub const VERSION: u32 = 1;

/// Why a table cannot be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The writer of Parquet says so.
    #[error("Parquet: {0}")]
    Parquet(String),
    /// The writer of JSON says so.
    #[error("JSON: {0}")]
    Json(String),
    /// Figures that do not fit in one table.
    #[error(transparent)]
    Figures(#[from] crate::builder::BuildError),
    /// The writer of a packed file says so, or the one who takes it.
    #[error("zip: {0}")]
    Zip(String),
}

impl From<::parquet::errors::ParquetError> for PublishError {
    fn from(error: ::parquet::errors::ParquetError) -> Self {
        Self::Parquet(error.to_string())
    }
}

impl From<serde_json::Error> for PublishError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error.to_string())
    }
}
