//! Reads and checks the files in which a region writes down its policy.
//!
//! Bytes in, definitions and findings out: no files are opened here, nothing is fetched and nothing is computed.
//! Policy is checked like code: every finding has a stable code, a place, and a word of help.
//!
//! Reading order: [`parse()`] (bytes to records with places), `yaml` (text to a tree), `file` (tree to records),
//! [`definitions`] (what comes out), [`check()`] (one rule per file), [`render`] (findings for people and machines).
//!
//! ```
//! use koers_framework::{SourceFile, check, parse};
//! use koers_model::text::Lang;
//! let file = SourceFile { path: "koers.yaml".into(), bytes: b"koers: 1\nnaam: Drenthe\n".to_vec() };
//! let checked = check(&parse(&[file]), &Default::default(), Lang::En);
//! assert!(checked.definitions.is_none());
//! assert!(checked.diagnostics.iter().any(|found| found.message.contains("naam")));
//! ```

mod check;
pub mod definitions;
mod file;
mod json_text;
mod parse;
mod place;
pub mod render;
mod yaml;

pub use check::{Beside, Checked, Rule, check, check_evaluation, rule_pages, rules};
pub use definitions::Definitions;
pub use file::schemas;
pub use parse::{LARGEST_FILE, Parsed, SourceFile, parse};
pub use place::{Source, Sources};
