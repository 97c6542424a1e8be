//! JSON as text that is the same in every build.

use serde_json::{Map, Value};

/// Indented, keys in the order of the alphabet, one line end at the end.
///
/// `serde_json` keeps the order of insertion instead when any crate of a build asks it to; the files that are made
/// here must not depend on that.
pub(crate) fn json_text(value: Value) -> String {
    let mut text = serde_json::to_string_pretty(&sorted(value)).unwrap_or_default();
    text.push('\n');
    text
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let entries = entries.into_iter().map(|(key, value)| (key, sorted(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
        other => other,
    }
}
