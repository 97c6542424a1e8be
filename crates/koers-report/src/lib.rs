//! Compose and render what people read: the terminal, the council report, JSON, CSV and Markdown.
//!
//! Everything here takes results in and gives text out. Nothing is judged or computed: a verdict, a margin or a required value
//! that is not in the [`koers_model::status::Status`] is not shown. The same input always gives the same bytes.
//!
//! Names and sentences come from files that somebody wrote, so every format escapes them in its own way.

pub mod action;
pub mod aid;
pub mod analysis;
pub mod appraisal;
pub mod calendar;
pub mod chart;
pub mod choice;
pub mod date;
pub mod dcat;
mod delimited;
pub mod edition;
pub mod evaluation;
pub mod explain;
pub mod gate;
mod gfm;
pub mod html;
pub mod list;
pub mod map;
mod markdown;
pub mod names;
pub mod number;
pub mod outlook;
pub mod plot;
pub mod revisions;
pub mod status;
mod terminal;
pub mod view;
pub mod words;

pub use explain::{explain_json, explain_schema, explain_text};
pub use html::html;
pub use markdown::markdown;
pub use status::{status_csv, status_json, status_md, status_schema, status_table};
pub use terminal::Style;
