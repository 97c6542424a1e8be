//! `koers status` in its formats: a table for the terminal, JSON, CSV and short Markdown.

mod csv;
mod json;
mod md;
mod table;
pub mod wire;

pub use csv::status_csv;
pub(crate) use json::{point, pretty, text};
pub use json::{status_json, status_schema, to_wire};
pub use md::status_md;
pub use table::status_table;
