//! Metadata beside a CSV, as *CSV on the Web* has it.

use super::csv::guarded;
use super::layout::dimensions;
use super::{Description, PublishError};
use crate::cube::Cube;
use koers_model::period::Frequency;
use koers_model::text::{Lang, Text};
use koers_model::value::{Marks, Missing};
use serde_json::{Map, Value, json};

/// One column of the published table, as metadata tell it.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) title: Text,
    pub(super) about: Option<Text>,
    pub(super) kind: Kind,
    pub(super) required: bool,
}

/// What stands in a column.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Day,
    /// A period of that frequency.
    Period(Frequency),
    /// One word of a list.
    Status,
    /// Several words of a list, with spaces.
    Marks,
}

/// All columns of a table, in order. Those that tell one observation from another are [`key`].
pub(super) fn columns(cube: &Cube, description: &Description) -> Vec<Column> {
    let column = |name: &str, kind, required, title: Text| Column {
        name: name.to_owned(),
        title,
        about: None,
        kind,
        required,
    };
    let text = Kind::Text;
    let mut all = vec![
        column(
            "region",
            text,
            true,
            Text::both("Code van de regio", "Code of the region"),
        ),
        column(
            "region_name",
            text,
            false,
            Text::both("Naam van de regio", "Name of the region"),
        ),
        column(
            "period",
            Kind::Period(cube.frequency()),
            true,
            Text::both("Periode", "Period"),
        ),
        column(
            "period_start",
            Kind::Day,
            true,
            Text::both("Eerste dag van de periode", "First day of the period"),
        ),
    ];
    for dimension in dimensions(cube, description) {
        let about = description.dimensions.get(dimension.name);
        let title = about
            .and_then(|about| about.title.clone())
            .unwrap_or_else(|| Text::both(dimension.name, dimension.name));
        if let Some(name) = &dimension.label_column {
            let named = Text {
                nl: format!("{} in woorden", title.nl),
                en: title.en.as_ref().map(|en| format!("{en} in words")),
            };
            all.push(column(&dimension.column, text, true, title));
            all.push(column(name, text, false, named));
        } else {
            all.push(column(&dimension.column, text, true, title));
        }
    }
    let number = Kind::Number;
    all.push(column("measure", text, true, Text::both("Onderwerp", "Measure")));
    all.push(column("unit", text, false, Text::both("Eenheid", "Unit")));
    all.push(Column {
        about: Some(Text::both(
            "Leeg als er geen cijfer is; dan zegt status waarom.",
            "Empty when there is no figure; status then says why.",
        )),
        ..column("value", number, false, Text::both("Waarde", "Value"))
    });
    all.push(Column {
        about: Some(Text::both(
            "Waarom er geen cijfer is; leeg als er een is.",
            "Why there is no figure; empty when there is one.",
        )),
        ..column("status", Kind::Status, false, Text::both("Status", "Status"))
    });
    all.push(Column {
        about: Some(Text::both(
            "Wat de uitgever van het cijfer zegt, woorden met spaties ertussen.",
            "What the publisher says of the figure, words with spaces between.",
        )),
        ..column("marks", Kind::Marks, false, Text::both("Kenmerken", "Marks"))
    });
    all.push(Column {
        about: Some(Text::both(
            "De halve breedte van het gepubliceerde 95%-interval.",
            "Half the width of the published 95% interval.",
        )),
        ..column("margin", number, false, Text::both("Marge", "Margin"))
    });
    all.push(column(
        "low",
        number,
        false,
        Text::both("Een geheim cijfer is ten minste", "A withheld figure is at least"),
    ));
    all.push(column(
        "high",
        number,
        false,
        Text::both("Een geheim cijfer is ten hoogste", "A withheld figure is at most"),
    ));
    all
}

/// The columns that together name one observation.
pub(super) fn key(columns: &[Column], cube: &Cube, description: &Description) -> Vec<String> {
    let dimensions = dimensions(cube, description);
    let is_key = |name: &str| {
        matches!(name, "region" | "period" | "measure")
            || dimensions.iter().any(|dimension| dimension.column == name)
    };
    columns
        .iter()
        .filter(|column| is_key(&column.name))
        .map(|column| column.name.clone())
        .collect()
}

/// The words that [`Kind::Status`] can be.
pub(super) fn reasons() -> Vec<&'static str> {
    Missing::ALL
        .into_iter()
        .filter(|reason| *reason != Missing::Absent)
        .map(Missing::word)
        .collect()
}

/// A pattern of the words that [`Kind::Marks`] can be.
pub(super) fn marks_pattern() -> String {
    let words: Vec<&str> = Marks::WORDS.iter().map(|(_, word)| *word).collect();
    let one = words.join("|");
    format!("({one})( ({one}))*")
}

/// A text in the languages it has.
fn texts(text: &Text) -> Value {
    let mut all = vec![json!({"@value": text.nl, "@language": "nl"})];
    all.extend(
        text.en
            .as_ref()
            .map(|en| json!({"@value": en, "@language": "en"})),
    );
    Value::Array(all)
}

/// A column may be called anything; its name in the metadata is a part of an address.
fn encoded(name: &str) -> String {
    let mut out = String::new();
    for (at, byte) in name.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_' && at > 0;
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn datatype(kind: Kind) -> Value {
    match kind {
        Kind::Number => json!("decimal"),
        Kind::Day => json!("date"),
        Kind::Period(Frequency::Year) => json!("gYear"),
        Kind::Period(Frequency::Month) => json!("gYearMonth"),
        Kind::Period(Frequency::Day) => json!("date"),
        Kind::Text | Kind::Period(_) => json!("string"),
        Kind::Status => json!({"base": "string", "format": reasons().join("|")}),
        Kind::Marks => json!({"base": "string", "format": marks_pattern()}),
    }
}

/// Writes the metadata of the plain CSV, to stand beside it as `<url>-metadata.json`. `url` is the name of the CSV, relative to the
/// metadata.
///
/// # Errors
/// [`PublishError::Json`] when the writer fails.
pub fn csvw(cube: &Cube, description: &Description, lang: Lang, url: &str) -> Result<Vec<u8>, PublishError> {
    let columns = columns(cube, description);
    let mut table = Map::new();
    let mut say = |key: &str, value: Value| drop(table.insert(key.to_owned(), value));
    say(
        "@context",
        json!(["http://www.w3.org/ns/csvw", {"@language": lang.tag()}]),
    );
    say("url", json!(url));
    say("dc:title", texts(&description.title));
    if !description.notes.is_empty() {
        say(
            "dc:description",
            description
                .notes
                .iter()
                .flat_map(|note| match texts(note) {
                    Value::Array(all) => all,
                    other => vec![other],
                })
                .collect(),
        );
    }
    say("dc:publisher", json!(description.publisher));
    say("dc:source", texts(&description.attribution));
    match description.licence.url {
        Some(url) => say("dc:license", json!({"@id": url})),
        None => say("dc:rights", json!(description.licence.name)),
    }
    if let Some(updated) = description.updated {
        say(
            "dc:modified",
            json!({"@value": updated.to_string(), "@type": "xsd:dateTime"}),
        );
    }
    if let Some(href) = &description.href {
        say("dc:isVersionOf", json!({"@id": href}));
    }
    say(
        "dialect",
        json!({"delimiter": ",", "encoding": "utf-8", "header": true, "lineTerminators": ["\r\n", "\n"]}),
    );
    let column = |column: &Column| {
        let mut said = Map::new();
        said.insert("name".to_owned(), json!(encoded(&column.name)));
        said.insert("titles".to_owned(), json!(guarded(&column.name)));
        said.insert("dc:title".to_owned(), texts(&column.title));
        if let Some(about) = &column.about {
            said.insert("dc:description".to_owned(), texts(about));
        }
        said.insert("datatype".to_owned(), datatype(column.kind));
        if column.required {
            said.insert("required".to_owned(), json!(true));
        }
        Value::Object(said)
    };
    let names: Vec<String> = key(&columns, cube, description)
        .iter()
        .map(|name| encoded(name))
        .collect();
    say(
        "tableSchema",
        json!({
            "columns": columns.iter().map(column).collect::<Vec<_>>(),
            "primaryKey": names,
        }),
    );
    Ok(serde_json::to_vec_pretty(&Value::Object(table))?)
}
