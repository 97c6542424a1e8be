//! JSON-LD 1.1, with the context inside: nothing has to be fetched to read it.

use super::graph::{Graph, PREFIXES, Value};
use serde_json::{Map, Value as Json, json};

/// Writes everything that is said.
pub(super) fn write(graph: &Graph) -> String {
    let context: Map<String, Json> = PREFIXES
        .iter()
        .map(|(prefix, whole)| ((*prefix).to_owned(), json!(whole)))
        .collect();
    let mut things: Vec<Json> = Vec::new();
    for (iri, node) in graph.nodes() {
        let mut thing = Map::new();
        thing.insert("@id".to_owned(), json!(iri.as_str()));
        if !node.classes.is_empty() {
            thing.insert("@type".to_owned(), json!(node.classes));
        }
        for (property, values) in &node.properties {
            let values: Vec<Json> = values.iter().map(value).collect();
            thing.insert((*property).to_owned(), Json::Array(values));
        }
        things.push(Json::Object(thing));
    }
    let whole = json!({"@context": context, "@graph": things});
    // In JSON a `<` stands only inside strings. Escaped, the text can stand in a page without ending it.
    format!("{whole:#}").replace('<', "\\u003c")
}

fn value(value: &Value) -> Json {
    match value {
        Value::Iri(iri) => json!({"@id": iri.as_str()}),
        Value::Text(text, lang) => json!({"@value": text, "@language": lang.tag()}),
        Value::Plain(text) => json!({"@value": text}),
        Value::Typed(text, datatype) => json!({"@value": text, "@type": datatype}),
    }
}
