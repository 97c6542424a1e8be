//! Turtle 1.1.

use super::graph::{Graph, PREFIXES, Value};
use std::fmt::Write;

/// Writes everything that is said.
pub(super) fn write(graph: &Graph) -> String {
    let mut out = String::new();
    for (prefix, whole) in PREFIXES {
        // Writing to a string cannot fail; so in the whole file.
        let _ = writeln!(out, "@prefix {prefix}: <{whole}> .");
    }
    for (iri, node) in graph.nodes() {
        let mut said: Vec<String> = Vec::new();
        if !node.classes.is_empty() {
            said.push(format!("a {}", node.classes.join(" , ")));
        }
        for (property, values) in &node.properties {
            let values: Vec<String> = values.iter().map(value).collect();
            said.push(format!("{property} {}", values.join(" ,\n    ")));
        }
        let _ = writeln!(out, "\n<{iri}> {} .", said.join(" ;\n  "));
    }
    out
}

fn value(value: &Value) -> String {
    match value {
        Value::Iri(iri) => format!("<{iri}>"),
        Value::Text(text, lang) => format!("{}@{}", quoted(text), lang.tag()),
        Value::Plain(text) => quoted(text),
        Value::Typed(text, datatype) => format!("{}^^{datatype}", quoted(text)),
    }
}

/// A `STRING_LITERAL_QUOTE`: everything that ends a string or a line is escaped.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Marks that turn the reading direction would show a text other than it is.
            c if c.is_control() || is_direction(c) => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn is_direction(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_gets_out_of_its_quotes() {
        assert_eq!(quoted("a\"b\\c\nd\te\rf"), r#""a\"b\\c\nd\te\rf""#);
        assert_eq!(quoted("\u{202e}x\u{0}"), r#""\u202Ex\u0000""#);
        assert_eq!(quoted("Fryslân 😀 <b>"), "\"Fryslân 😀 <b>\"");
    }
}
