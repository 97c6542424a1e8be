//! Triples, in the order in which they were said.

use super::iri::Iri;
use jiff::civil::Date;
use koers_model::text::{Lang, Text};
use std::collections::BTreeMap;

/// What a property says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Iri(Iri),
    Text(String, Lang),
    Plain(String),
    /// A literal with a datatype of XML Schema: `xsd:date`.
    Typed(String, &'static str),
}

/// What is said of one thing.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Classes, as prefixed names.
    pub(super) classes: Vec<&'static str>,
    /// Properties, as prefixed names, in the order in which they were first said.
    pub(super) properties: Vec<(&'static str, Vec<Value>)>,
}

impl Node {
    pub(super) fn is(&mut self, class: &'static str) -> &mut Self {
        if !self.classes.contains(&class) {
            self.classes.push(class);
        }
        self
    }
    fn add(&mut self, property: &'static str, value: Value) -> &mut Self {
        match self.properties.iter_mut().find(|(name, _)| *name == property) {
            Some((_, values)) if values.contains(&value) => {}
            Some((_, values)) => values.push(value),
            None => self.properties.push((property, vec![value])),
        }
        self
    }
    pub(super) fn iri(&mut self, property: &'static str, iri: &Iri) -> &mut Self {
        self.add(property, Value::Iri(iri.clone()))
    }
    pub(super) fn iris<'i>(
        &mut self,
        property: &'static str,
        iris: impl IntoIterator<Item = &'i Iri>,
    ) -> &mut Self {
        for iri in iris {
            self.iri(property, iri);
        }
        self
    }
    /// A text in each language in which it says something.
    pub(super) fn text(&mut self, property: &'static str, text: &Text) -> &mut Self {
        for (words, lang) in [(Some(&text.nl), Lang::Nl), (text.en.as_ref(), Lang::En)] {
            let words = words.map(|words| clean(words)).unwrap_or_default();
            if !words.is_empty() {
                self.add(property, Value::Text(words, lang));
            }
        }
        self
    }
    pub(super) fn plain(&mut self, property: &'static str, text: &str) -> &mut Self {
        self.add(property, Value::Plain(clean(text)))
    }
    pub(super) fn typed(
        &mut self,
        property: &'static str,
        datatype: &'static str,
        text: impl Into<String>,
    ) -> &mut Self {
        self.add(property, Value::Typed(text.into(), datatype))
    }
    pub(super) fn date(&mut self, property: &'static str, day: Option<Date>) -> &mut Self {
        match day {
            Some(day) => self.typed(property, "xsd:date", day.to_string()),
            None => self,
        }
    }
}

/// Control characters other than line breaks and tabs, and characters that are none, cannot stand in every form of RDF.
fn clean(text: &str) -> String {
    let keep = |c: &char| (!c.is_control() || matches!(c, '\n' | '\t')) && !is_no_character(*c);
    text.chars().filter(keep).collect::<String>().trim().to_owned()
}

fn is_no_character(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// Everything that is said.
#[derive(Debug, Default)]
pub(super) struct Graph {
    order: Vec<Iri>,
    nodes: BTreeMap<Iri, Node>,
}

impl Graph {
    /// What is said of a thing, to say more.
    pub(super) fn node(&mut self, iri: &Iri) -> &mut Node {
        let order = &mut self.order;
        self.nodes.entry(iri.clone()).or_insert_with(|| {
            order.push(iri.clone());
            Node::default()
        })
    }
    /// All things of which something is said, in the order in which they were first spoken of.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (&Iri, &Node)> {
        let all = self
            .order
            .iter()
            .filter_map(|iri| Some((iri, self.nodes.get(iri)?)));
        all.filter(|(_, node)| !node.classes.is_empty() || !node.properties.is_empty())
    }
}

/// The prefixes of names, with what they stand for.
pub(super) const PREFIXES: &[(&str, &str)] = &[
    ("adms", "http://www.w3.org/ns/adms#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];
