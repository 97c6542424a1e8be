//! A cube as a Parquet file, and back: derived, disposable, and readable by DuckDB, Polars, pandas and Spark.
//!
//! One row per observation, sorted by position in the cube. People and other programs read the words: `measure`, a column per
//! category, `region`, `period`, `value`, `missing`, `marks`, `margin`, `low`, `high`. Koers reads the last three columns, `cell`
//! (position in the cube), `place` (line in the snapshot) and `status` (kind and marks as a number), and the numbers;
//! never the words. The dimensions stand in the key-value metadata under `koers`, so what a cube covers is known without
//! reading a row.
//!
//! The metadata also hold a CRC-32 of the whole file. A cache that does not have it right is refused and made anew, so
//! nothing damaged reaches a decoder.

mod read;
mod seal;
mod write;

pub use read::{coverage_from_parquet, from_parquet};
pub use write::to_parquet;

use crate::axes::Axes;
use koers_model::period::{Frequency, Period};
use koers_model::region::RegionCode;
use serde::{Deserialize, Serialize};

/// Version of the cache and of what the readers make of a table. It goes up whenever one of the two changes, so that no
/// cube made by an older reader is taken from a cache.
pub const VERSION: u32 = 1;

/// The key under which the dimensions stand in the metadata.
const KEY: &str = "koers";

/// Why a cube cannot be kept, or a file is no cube that can be used. The cube is then made anew from its snapshot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CacheError {
    /// The check sum does not hold, or there is none.
    #[error("the cached file is damaged or was not made here")]
    Damaged,
    /// Made by another version.
    #[error("the cached file is of version {found}, this is version {VERSION}")]
    Version {
        /// Its version.
        found: u32,
    },
    /// Its parts contradict each other.
    #[error("the cached file does not hold together: {0}")]
    Contradiction(&'static str),
    /// Parquet says so.
    #[error("Parquet: {0}")]
    Parquet(String),
}

impl From<parquet::errors::ParquetError> for CacheError {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self::Parquet(error.to_string())
    }
}

/// The dimensions, as they stand in the metadata.
#[derive(Serialize, Deserialize)]
struct Head {
    version: u32,
    dataset: String,
    frequency: String,
    measures: Vec<String>,
    categories: Vec<(String, Vec<String>)>,
    regions: Vec<String>,
    periods: Vec<String>,
    observations: u64,
    has_margins: bool,
    has_bounds: bool,
}

impl Head {
    fn axes(&self) -> Result<(Axes, Frequency), CacheError> {
        let wrong = CacheError::Contradiction;
        let frequency = Frequency::from_word(&self.frequency).ok_or(wrong("an unknown frequency"))?;
        let regions: Option<Vec<RegionCode>> =
            self.regions.iter().map(|code| RegionCode::new(code)).collect();
        let periods: Option<Vec<Period>> = self.periods.iter().map(|text| Period::parse(text).ok()).collect();
        let axes = Axes {
            measures: self.measures.clone(),
            categories: self.categories.clone(),
            regions: regions.ok_or(wrong("a region code"))?,
            periods: periods.ok_or(wrong("a period"))?,
        };
        let sorted = axes.regions.is_sorted() && axes.periods.is_sorted() && axes.measures.is_sorted();
        if !sorted || axes.categories.iter().any(|(_, codes)| !codes.is_sorted()) {
            return Err(wrong("an axis is not sorted"));
        }
        Ok((axes, frequency))
    }
}
