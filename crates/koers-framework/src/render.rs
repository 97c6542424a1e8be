//! Findings, shown: for people in a terminal, for programs as JSON, for code hosts as SARIF.

mod json;
mod position;
mod sarif;
mod terminal;

pub use json::json;
pub use sarif::sarif;
pub use terminal::{Look, summary, terminal};

use koers_model::diagnostic::Severity;
use koers_model::text::Lang;

/// The word for a severity that people read.
fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("fout", "error"),
        Severity::Warning => lang.pick("waarschuwing", "warning"),
        Severity::Note => lang.pick("opmerking", "note"),
    }
}
