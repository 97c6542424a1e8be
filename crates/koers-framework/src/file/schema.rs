//! JSON Schemas of the files, from the same declarations that read them.

use super::record::{Field, Need, Shape};
use super::{
    aid, analysis, criteria, dataset, evaluation, framework, golden, indicator, selection, succession,
    workspace,
};
use crate::file::decode::Decode;
use crate::json_text::json_text;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The named parts of a schema.
#[derive(Default)]
pub(crate) struct Defs {
    parts: BTreeMap<&'static str, Value>,
}

impl Defs {
    /// A reference to the schema of a record, which is made when it is first asked for.
    pub(crate) fn refer(&mut self, shape: &Shape) -> Value {
        if !self.parts.contains_key(shape.name) {
            // Records can hold themselves: a place is taken before the parts are made.
            self.parts.insert(shape.name, Value::Null);
            let schema = self.object(shape);
            self.parts.insert(shape.name, schema);
        }
        json!({"$ref": format!("#/$defs/{}", shape.name)})
    }

    fn object(&mut self, shape: &Shape) -> Value {
        let words = shape
            .tag
            .and_then(|tag| shape.fields.iter().find(|field| field.key == tag))
            .map(|field| (field.key, (field.schema)(self)));
        let mut schema = match words {
            None => self.variant(shape, None),
            Some((tag, schema)) => {
                let words: Vec<String> = schema["enum"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(|word| word.as_str().map(str::to_owned))
                    .collect();
                let variants: Vec<Value> = words
                    .iter()
                    .map(|word| self.variant(shape, Some((tag, word))))
                    .collect();
                json!({"type": "object", "required": [tag], "oneOf": variants})
            }
        };
        schema["description"] = json!(sentence(shape.doc));
        schema
    }

    fn variant(&mut self, shape: &Shape, word: Option<(&str, &str)>) -> Value {
        let fields: Vec<&Field> = shape
            .fields
            .iter()
            .filter(|field| field.only.is_empty() || word.is_some_and(|(_, word)| field.only.contains(&word)))
            .collect();
        let mut properties = Map::new();
        for field in &fields {
            let mut schema = match word {
                Some((tag, word)) if tag == field.key => json!({"const": word}),
                _ => (field.schema)(self),
            };
            if field.need == Need::Filled {
                let least = if schema["type"] == "object" {
                    "minProperties"
                } else {
                    "minItems"
                };
                schema[least] = json!(1);
            }
            if field.need == Need::Optional {
                schema = json!({"anyOf": [schema, {"type": "null"}]});
            }
            schema["description"] = json!(sentence(field.doc));
            properties.insert(field.key.to_owned(), schema);
        }
        let required: Vec<&str> = fields
            .iter()
            .filter(|field| field.need != Need::Optional)
            .map(|field| field.key)
            .collect();
        let mut schema = json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        });
        let groups: Vec<Value> = shape
            .one_of
            .iter()
            .filter(|(keys, _)| {
                keys.iter()
                    .all(|key| fields.iter().any(|field| field.key == *key))
            })
            .map(|(keys, needed)| {
                let mut choices: Vec<Value> = keys.iter().map(|key| json!({"required": [key]})).collect();
                if !needed {
                    choices.push(json!({"not": {"anyOf": choices.clone()}}));
                }
                json!({"oneOf": choices})
            })
            .collect();
        if !groups.is_empty() {
            schema["allOf"] = Value::Array(groups);
        }
        schema
    }

    /// The whole schema of a file.
    fn file(mut self, kind: &str, title: &str, root: &Value) -> String {
        let mut schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": format!("{kind}.schema.json"),
            "title": title,
        });
        schema["$ref"] = root["$ref"].clone();
        let parts: Map<String, Value> = std::mem::take(&mut self.parts)
            .into_iter()
            .map(|(name, part)| (name.to_owned(), part))
            .collect();
        schema["$defs"] = Value::Object(parts);
        json_text(schema)
    }
}

/// A doc comment as one paragraph.
fn sentence(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The JSON Schemas (2020-12) of the file kinds of a workspace: name of the schema file, text.
#[must_use]
pub fn schemas() -> Vec<(String, String)> {
    fn one<T: Decode>(kind: &str, title: &str) -> (String, String) {
        let mut defs = Defs::default();
        let root = T::schema(&mut defs);
        (format!("{kind}.schema.json"), defs.file(kind, title, &root))
    }
    vec![
        one::<workspace::WorkspaceFile>("koers", "koers.yaml"),
        one::<framework::FrameworkFile>("framework", "framework/<framework>/*.yaml"),
        one::<succession::SuccessionFile>("succession", "framework/*.succession.yaml"),
        one::<indicator::IndicatorFile>("indicator", "indicators/<id>.yaml"),
        one::<golden::TestFile>("indicator-test", "indicators/<id>.test.yaml"),
        one::<dataset::DatasetFile>("dataset", "catalogue/<dataset>.yaml"),
        one::<criteria::CriteriaFile>("criteria", "criteria/<set>.<version>.yaml"),
        one::<aid::AidFile>("aid", "aid/<rule>.yaml"),
        one::<analysis::AnalysisFile>("analysis", "analyses/<id>.yaml"),
        one::<evaluation::EvaluationFile>("evaluation", "evaluations/<id>.yaml"),
        one::<selection::SelectionFile>("selection", "selections/<plan>.yaml"),
    ]
}
