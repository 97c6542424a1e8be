//! Findings for programs.

use super::position::Texts;
use crate::json_text::json_text;
use crate::place::Sources;
use koers_model::diagnostic::{Diagnostic, Label};
use serde_json::{Value, json};

/// The findings as a JSON list. Every entry has every key; what there is not is null. Lines and columns count from one,
/// columns count characters, and the end is one past the last character.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut texts = Texts::new(sources);
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let related: Vec<Value> = diagnostic
                .secondary
                .iter()
                .map(|label| {
                    let mut entry = place(Some(label), &mut texts);
                    entry["message"] = json!(label.message);
                    entry
                })
                .collect();
            let mut entry = place(diagnostic.primary.as_ref(), &mut texts);
            entry["code"] = json!(diagnostic.code.0);
            entry["severity"] = json!(diagnostic.severity.word());
            entry["message"] = json!(diagnostic.message);
            entry["label"] = json!(
                diagnostic
                    .primary
                    .as_ref()
                    .map(|label| &label.message)
                    .filter(|label| !label.is_empty())
            );
            entry["expected"] = json!(diagnostic.expected);
            entry["found"] = json!(diagnostic.found);
            entry["help"] = json!(diagnostic.help);
            entry["related"] = json!(related);
            entry
        })
        .collect();
    json_text(Value::Array(list))
}

fn place(label: Option<&Label>, texts: &mut Texts<'_>) -> Value {
    let Some(label) = label else {
        return json!({"file": null, "line": null, "column": null, "end_line": null, "end_column": null});
    };
    let position = texts.position(&label.span);
    json!({
        "file": &*label.span.file,
        "line": position.line,
        "column": position.column,
        "end_line": position.end_line,
        "end_column": position.end_column,
    })
}
