//! Reads what publishers published into harmonised cubes.
//!
//! A snapshot's bytes go in, a [`cube::Cube`] comes out. Everything here is a pure function of its arguments: nothing is
//! fetched, no file is opened, no clock is read, and no code is ever mapped by guessing: what the catalogue and the
//! list of regions do not say is an error with a place.
//!
//! Reading order: [`read()`] (bytes to table), [`cube`] and [`plane`] (what comes out), [`error`] (what can be wrong),
//! [`cache`] (a cube as Parquet, and back), [`layout`] and [`restate`] (on whose boundaries it is, and the same on those of another day), [`publish`] (a cube in the forms that other tools read), [`quality`] (whether it can follow an earlier one), [`builder`] (a cube without a
//! table, for tests of definitions).

pub mod builder;
pub mod cache;
pub mod cube;
pub mod error;
pub mod layout;
pub mod plain;
pub mod plane;
pub mod publish;
pub mod quality;
pub mod register;
pub mod restate;

mod axes;
mod beside;
mod cbs_odata3;
mod cbs_odata4;
mod coder;
mod columns;
mod decode;
mod delimited;
mod eurostat_tsv;
mod finish;
mod flags;
mod gather;
mod held;
mod json_stat;
mod json_stat_shape;
mod koers_csv;
mod near;
mod number;
mod odata_json;
mod plan;
mod rows;
mod sdmx_csv;
mod select;
mod sniff;
mod stamp;
mod zipped;

pub use axes::TooSparse;
pub use beside::units;
pub use select::Selection;
pub use sniff::sniff;
pub use stamp::{Stamp, stamp};

use error::{Note, ReadError, code};
use jiff::civil::Date;
use koers_model::dataset::Dataset;
use koers_model::region::RegionRegistry;
use koers_model::snapshot::Format;

/// What is known besides the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The day we got the bytes; periods that begin later are noted.
    pub retrieved: Option<Date>,
    /// Leaves out the rows of our own CSV whose `published` is later than this day: what was known then.
    pub known_by: Option<Date>,
}

/// A table as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Its figures.
    pub cube: cube::Cube,
    /// The day on which the publisher says it published or last changed the table, where the bytes say so.
    pub published: Option<Date>,
    /// What a reader should know, warnings first.
    pub notes: Vec<Note>,
}

/// Reads a table.
///
/// # Errors
/// Everything that is wrong, by place, at most 50 errors and a count of the others. A table with an error gives no cube.
pub fn read(
    bytes: &[u8],
    format: Format,
    dataset: &Dataset,
    regions: &RegionRegistry,
    options: Options,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let bytes = decode::unpack(bytes).map_err(one)?;
    if decode::is_zip(&bytes) {
        match format {
            Format::CbsOdata4Csv => return cbs_odata4::read_zip(&bytes, dataset, regions, options),
            Format::CbsOdata3Pages => return cbs_odata3::read_pages(&bytes, dataset, regions, options),
            Format::CbsOdata4Pages => return cbs_odata4::read_pages(&bytes, dataset, regions, options),
            _ => {}
        }
    }
    let text = decode::text(&bytes).map_err(one)?;
    if let Some(error) = decode::not_a_table(text) {
        return Err(one(error.expected(format.word())));
    }
    check_form(text, format).map_err(one)?;
    match format {
        Format::KoersCsv => koers_csv::read(text, dataset, regions, options),
        Format::CbsOdata3Csv => cbs_odata3::read_csv(text, dataset, regions, options),
        Format::CbsOdata3Json => cbs_odata3::read_json(text, dataset, regions, options),
        Format::CbsOdata3Pages | Format::CbsOdata4Pages => Err(one(no_bundle(format))),
        Format::CbsOdata4Csv => cbs_odata4::read_csv(text, dataset, regions, options),
        Format::CbsOdata4Json => cbs_odata4::read_json(text, dataset, regions, options),
        Format::EurostatTsv => eurostat_tsv::read(text, dataset, regions, options),
        Format::SdmxCsv => sdmx_csv::read(text, dataset, regions, options),
        Format::JsonStat => json_stat::read(text, dataset, regions, options),
    }
}

/// JSON where a text table was asked for, or the other way round.
fn check_form(text: &str, format: Format) -> Result<(), ReadError> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(empty());
    }
    let json = matches!(
        format,
        Format::CbsOdata3Json | Format::CbsOdata4Json | Format::JsonStat
    );
    let looks = start.starts_with(['{', '[']);
    if json == looks {
        return Ok(());
    }
    let guess = sniff(text.as_bytes())
        .map_or_else(String::new, |format| format!("; it looks like {}", format.word()));
    Err(ReadError::new(
        code::WRONG_FORM,
        format!("the file is {}{guess}", if looks { "JSON" } else { "no JSON" }),
    )
    .at(error::Place::Line(1))
    .expected(format.word())
    .found(error::shown(start.lines().next().unwrap_or("").as_bytes())))
}

fn no_bundle(format: Format) -> ReadError {
    ReadError::new(code::WRONG_FORM, "the file is no zip with the answers of a table").expected(format.word())
}

pub(crate) fn empty() -> ReadError {
    ReadError::new(code::NOTHING, "the file is empty")
}
