//! Findings as SARIF 2.1.0 (OASIS, 2020), which code hosts show beside the lines of a change.

use super::position::Texts;
use crate::check::rules;
use crate::json_text::json_text;
use crate::place::Sources;
use koers_model::diagnostic::{Diagnostic, Label, Severity};
use serde_json::{Value, json};

/// The findings as a SARIF log with one run.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut texts = Texts::new(sources);
    let descriptors: Vec<Value> = rules()
        .iter()
        .map(|rule| {
            json!({
                "id": rule.code.0,
                "name": rule.name,
                "shortDescription": {"text": rule.nl},
                "help": {"text": rule.docs, "markdown": rule.docs},
                "defaultConfiguration": {"level": level(rule.severity)},
            })
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| result(diagnostic, &mut texts))
        .collect();
    json_text(json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "koers",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": descriptors,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn level(severity: Severity) -> &'static str {
    // SARIF has the same three words.
    severity.word()
}

fn result(diagnostic: &Diagnostic, texts: &mut Texts<'_>) -> Value {
    let mut text = diagnostic.message.clone();
    for part in [&diagnostic.found, &diagnostic.expected, &diagnostic.help]
        .into_iter()
        .flatten()
    {
        text.push('\n');
        text.push_str(part);
    }
    let mut result = json!({
        "ruleId": diagnostic.code.0,
        "level": level(diagnostic.severity),
        "message": {"text": text},
    });
    if let Some(index) = rules().iter().position(|rule| rule.code == diagnostic.code) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(primary) = &diagnostic.primary {
        result["locations"] = json!([location(primary, texts)]);
    }
    if !diagnostic.secondary.is_empty() {
        let related: Vec<Value> = diagnostic
            .secondary
            .iter()
            .enumerate()
            .map(|(id, label)| {
                let mut related = location(label, texts);
                related["id"] = json!(id);
                related
            })
            .collect();
        result["relatedLocations"] = json!(related);
    }
    result
}

fn location(label: &Label, texts: &mut Texts<'_>) -> Value {
    let position = texts.position(&label.span);
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&label.span.file)},
            "region": {
                "startLine": position.line,
                "startColumn": position.column,
                "endLine": position.end_line,
                "endColumn": position.end_column,
            },
        },
    });
    if !label.message.is_empty() {
        location["message"] = json!({"text": label.message});
    }
    location
}

/// A path as a relative URI reference (RFC 3986): what may not stand in one is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}
