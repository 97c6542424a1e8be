//! `koers status` in its formats: a table for the terminal, JSON, CSV and short Markdown.

mod csv;
mod json;
mod md;
mod table;
pub mod wire;

pub use csv::status_csv;
pub(crate) use json::VERSION;
pub(crate) use json::{both, point, pretty, text};
pub use json::{status_json, status_schema, to_wire};
pub use md::status_md;
pub use table::status_table;

use koers_model::status::{FrameworkStatus, Status};

/// The programmes that people read about. Who asks for one line is not helped by programmes that have no such line.
pub(crate) fn programmes(status: &Status) -> impl Iterator<Item = &FrameworkStatus> {
    let one_line = status.record.question.line.is_some();
    status
        .frameworks
        .iter()
        .filter(move |framework| !one_line || !framework.groups.is_empty())
}
