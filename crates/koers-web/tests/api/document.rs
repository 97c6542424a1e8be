//! The OpenAPI document: that it keeps the rules which the official linter looks at, and says what is true of the server.

use crate::asking::json;
use crate::site::site;
use koers_web::api::openapi::TAGS;
use koers_web::api::{Form, table};
use serde_json::Value;
use std::collections::BTreeSet;

fn document() -> Value {
    json("/openapi.json")
}

/// Follows a reference within the document.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document
            .pointer(reference.trim_start_matches('#'))
            .unwrap_or_else(|| panic!("{reference} leads nowhere")),
        None => value,
    }
}

fn every_reference(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            if let Some(reference) = fields.get("$ref").and_then(Value::as_str) {
                found.push(reference.to_owned());
            }
            fields.values().for_each(|field| every_reference(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| every_reference(item, found)),
        _ => {}
    }
}

#[test]
fn the_head() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["version"], "1.0.0");
    assert_eq!(document["servers"][0]["url"], "http://koers.test/api/v1");
    for field in ["name", "email", "url"] {
        assert!(document["info"]["contact"][field].is_string(), "{field}");
    }
    assert_eq!(document["info"]["license"]["name"], "CC0-1.0");
}

#[test]
fn every_reference_leads_somewhere() {
    let document = document();
    let mut references = Vec::new();
    every_reference(&document, &mut references);
    assert!(references.len() > 100);
    for reference in references {
        let path = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(path).is_some(), "{reference}");
    }
}

#[test]
fn names_keep_the_rules() {
    let document = document();
    let tags: BTreeSet<&str> = TAGS.iter().map(|(name, ..)| *name).collect();
    for (path, item) in document["paths"].as_object().unwrap() {
        for part in path.split('/').skip(1).filter(|part| !part.starts_with('{')) {
            let kebab = part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(kebab || part == "openapi.json", "{path}");
        }
        // The root is exempt by the rule itself.
        assert!(path == "/" || !path.ends_with('/'), "{path}");
        let methods: Vec<&String> = item.as_object().unwrap().keys().collect();
        assert_eq!(methods, ["get"]);
        let operation = &item["get"];
        assert!(tags.contains(operation["tags"][0].as_str().unwrap()));
        for field in ["summary", "description", "operationId"] {
            assert!(
                operation[field].as_str().is_some_and(|text| !text.is_empty()),
                "{path}"
            );
        }
        for parameter in operation["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            let camel = name.chars().all(|c| c.is_ascii_alphanumeric())
                && name.starts_with(|c: char| c.is_ascii_lowercase());
            assert!(camel, "{name}");
            assert!(!parameter["description"].as_str().unwrap().is_empty());
        }
    }
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        let upper = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.chars().all(|c| c.is_ascii_alphanumeric());
        assert!(upper, "{name}");
    }
}

#[test]
fn every_answer_names_its_version_and_every_refusal_is_a_problem() {
    let document = document();
    for (path, item) in document["paths"].as_object().unwrap() {
        let responses = item["get"]["responses"].as_object().unwrap();
        for status in ["200", "304", "400", "404", "406", "414", "429", "500", "503"] {
            let response = resolved(&document, &responses[status]);
            let version = resolved(&document, &response["headers"]["API-Version"]);
            assert_eq!(version["required"], true, "{path} {status}");
            if status >= "400" {
                let schema = &response["content"]["application/problem+json"]["schema"];
                let schema = resolved(&document, schema);
                for field in ["status", "title", "detail"] {
                    assert!(schema["properties"][field].is_object());
                }
            }
        }
    }
}

#[test]
fn the_examples_are_answered() {
    let mut asked = 0;
    for resource in table::all() {
        let address = (resource.addresses)(site()).into_iter().next().unwrap();
        for parameter in koers_web::api::call::parameters(resource) {
            // A line belongs to one programme, a code to one table: their examples are good for those.
            if matches!(parameter.name, "meting" | "uitsplitsing" | "code") {
                continue;
            }
            let answer = crate::asking::get(&format!("{address}?{}={}", parameter.name, parameter.example));
            assert!(
                matches!(answer.status, 200 | 404),
                "{address} {}: {}",
                parameter.name,
                crate::asking::text(&answer)
            );
            asked += 1;
        }
    }
    assert!(asked > 40);
}

#[test]
fn answers_have_the_shape_that_the_document_says() {
    let document = document();
    for resource in table::all().filter(|resource| resource.forms[0] == Form::Json) {
        let schema = &document["paths"][resource.path]["get"]["responses"]["200"]["content"]["application/json"]
            ["schema"];
        if resource.path == "/openapi.json" {
            continue;
        }
        let mut addresses = (resource.addresses)(site());
        addresses.retain(|address| !address.ends_with("/herkomst") || address.contains("/banen/"));
        for address in addresses.iter().take(3) {
            let answer = json(address);
            let mut wrong = Vec::new();
            fits(&document, schema, &answer, address, &mut wrong);
            assert!(wrong.is_empty(), "{wrong:#?}");
        }
    }
}

/// The part of JSON Schema that our shapes use: types, required and known fields, enumerations, references.
fn fits(document: &Value, schema: &Value, value: &Value, at: &str, wrong: &mut Vec<String>) {
    let target = resolved(document, schema);
    if let Some(types) = target.get("type") {
        let types: Vec<&str> = match types {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            other => other.as_str().into_iter().collect(),
        };
        let is = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let integral = is == "integer" && types.contains(&"number");
        if !types.contains(&is) && !integral {
            wrong.push(format!("{at}: {is} is not {types:?}"));
            return;
        }
    }
    for (key, all) in [("anyOf", false), ("oneOf", false), ("allOf", true)] {
        if let Some(options) = target.get(key).and_then(Value::as_array) {
            let fitting = options.iter().filter(|option| {
                let mut inside = Vec::new();
                fits(document, option, value, at, &mut inside);
                inside.is_empty()
            });
            let count = fitting.count();
            if (all && count < options.len()) || count == 0 {
                wrong.push(format!("{at}: {key}"));
            }
        }
    }
    if let Some(constant) = target.get("const")
        && constant != value
    {
        wrong.push(format!("{at}: {value} is not {constant}"));
    }
    if let Some(words) = target.get("enum").and_then(Value::as_array)
        && !words.contains(value)
    {
        wrong.push(format!("{at}: {value} is none of {words:?}"));
    }
    if let Value::Object(fields) = value {
        for name in target
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if !fields.contains_key(name.as_str().unwrap()) {
                wrong.push(format!("{at}: {name} is missing"));
            }
        }
        if let Some(known) = target.get("properties").and_then(Value::as_object) {
            for (name, field) in fields {
                if let Some(schema) = known.get(name) {
                    fits(document, schema, field, &format!("{at}/{name}"), wrong);
                }
            }
        }
    }
    if let (Value::Array(items), Some(schema)) = (value, target.get("items")) {
        for (index, item) in items.iter().enumerate() {
            fits(document, schema, item, &format!("{at}/{index}"), wrong);
        }
    }
}
