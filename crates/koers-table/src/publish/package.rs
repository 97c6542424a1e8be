//! Several tables as one data package: a packed file with a CSV each, and what is in it in the words of Data Package version 2.

use super::csv::guarded;
use super::csvw::{Column, Kind, columns, key, marks_pattern, reasons};
use super::{CsvVariant, Description, PublishError, csv};
use crate::cube::Cube;
use koers_model::period::Frequency;
use koers_model::snapshot::Hash;
use koers_model::text::{Lang, Text};
use serde_json::{Map, Value, json};
use std::io::Write;
use zip::ZipWriter;
use zip::write::{SimpleFileOptions, StreamWriter};

/// A data package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// Name for programs: lower-case letters, digits, `-`, `_`, `.`, `/`.
    pub name: String,
    /// Name for people.
    pub title: Text,
    /// What it is.
    pub about: Text,
    /// Where it can be asked for again.
    pub href: Option<String>,
    /// The day as known on which it was made.
    pub as_of: jiff::civil::Date,
}

/// One table of a package, with its CSV as written.
#[derive(Debug, Clone)]
pub struct Resource<'a> {
    /// Path of the CSV in the package: `indicatoren/banen.csv`. Without its ending it is the name of the table.
    pub path: &'a str,
    /// How long the CSV is.
    pub bytes: usize,
    /// Hash of the CSV.
    pub hash: Hash,
    /// The table.
    pub cube: &'a Cube,
    /// What is said of it.
    pub description: &'a Description,
}

fn field(column: &Column, lang: Lang) -> Value {
    let mut field = Map::new();
    field.insert("name".to_owned(), json!(guarded(&column.name)));
    field.insert("title".to_owned(), json!(column.title.get(lang)));
    if let Some(about) = &column.about {
        field.insert("description".to_owned(), json!(about.get(lang)));
    }
    let mut constraints = Map::new();
    let kind = match column.kind {
        Kind::Number => "number",
        Kind::Day | Kind::Period(Frequency::Day) => "date",
        Kind::Period(Frequency::Year) => "year",
        Kind::Period(Frequency::Month) => "yearmonth",
        Kind::Text | Kind::Period(_) | Kind::Status | Kind::Marks => "string",
    };
    field.insert("type".to_owned(), json!(kind));
    if column.required {
        constraints.insert("required".to_owned(), json!(true));
    }
    match column.kind {
        Kind::Status => drop(constraints.insert("enum".to_owned(), json!(reasons()))),
        Kind::Marks => drop(constraints.insert("pattern".to_owned(), json!(marks_pattern()))),
        _ => {}
    }
    if !constraints.is_empty() {
        field.insert("constraints".to_owned(), Value::Object(constraints));
    }
    Value::Object(field)
}

fn resource(of: &Resource<'_>, lang: Lang) -> Value {
    let (cube, description) = (of.cube, of.description);
    let columns = columns(cube, description);
    let key = key(&columns, cube, description);
    let mut said = Map::new();
    let mut say = |key: &str, value: Value| drop(said.insert(key.to_owned(), value));
    say("name", json!(of.path.strip_suffix(".csv").unwrap_or(of.path)));
    say("title", json!(description.title.get(lang)));
    if !description.notes.is_empty() {
        let notes: Vec<&str> = description.notes.iter().map(|note| note.get(lang)).collect();
        say("description", json!(notes.join(" ")));
    }
    say("path", json!(of.path));
    say("type", json!("table"));
    say("format", json!("csv"));
    say("mediatype", json!("text/csv"));
    say("encoding", json!("utf-8"));
    say("bytes", json!(of.bytes));
    say("hash", json!(format!("sha256:{}", of.hash)));
    let mut source = Map::new();
    source.insert("title".to_owned(), json!(description.attribution.get(lang)));
    if let Some(href) = &description.href {
        source.insert("path".to_owned(), json!(href));
    }
    say("sources", json!([source]));
    say("licenses", json!([licence(description)]));
    say(
        "schema",
        json!({
            "fields": columns.iter().map(|column| field(column, lang)).collect::<Vec<_>>(),
            "missingValues": [""],
            "primaryKey": key.iter().map(|name| guarded(name)).collect::<Vec<_>>(),
        }),
    );
    Value::Object(said)
}

/// A name of a licence is one word; terms that are a sentence are its title.
fn licence(description: &Description) -> Value {
    let licence = &description.licence;
    match licence.url {
        Some(url) => json!({"name": licence.name, "path": url}),
        None => json!({"name": "other", "title": licence.name}),
    }
}

/// Writes `datapackage.json`, in one language.
///
/// # Errors
/// [`PublishError::Json`] when the writer fails.
pub fn data_package(
    package: &Package,
    resources: &[Resource<'_>],
    lang: Lang,
) -> Result<Vec<u8>, PublishError> {
    whole(
        package,
        resources.iter().map(|of| resource(of, lang)).collect(),
        lang,
    )
}

fn whole(package: &Package, resources: Vec<Value>, lang: Lang) -> Result<Vec<u8>, PublishError> {
    let mut said = Map::new();
    let mut say = |key: &str, value: Value| drop(said.insert(key.to_owned(), value));
    say(
        "$schema",
        json!("https://datapackage.org/profiles/2.0/datapackage.json"),
    );
    say("name", json!(package.name));
    say("title", json!(package.title.get(lang)));
    say("description", json!(package.about.get(lang)));
    if let Some(href) = &package.href {
        say("homepage", json!(href));
    }
    say("version", json!(package.as_of.to_string()));
    say("resources", Value::Array(resources));
    Ok(serde_json::to_vec_pretty(&Value::Object(said))?)
}

/// Writes a package table by table, so that it is never held whole. The same tables give the same bytes.
pub struct Bundle<W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    resources: Vec<Value>,
    lang: Lang,
}

impl From<zip::result::ZipError> for PublishError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Zip(error.to_string())
    }
}

impl<W: Write> Bundle<W> {
    /// An empty package, to be written to where the bytes go.
    pub fn new(to: W, lang: Lang) -> Self {
        Self {
            zip: ZipWriter::new_stream(to),
            resources: Vec::new(),
            lang,
        }
    }

    /// Adds a table under a path such as `indicatoren/banen.csv`.
    ///
    /// # Errors
    /// [`PublishError::Zip`] when the path is there already, or the bytes cannot be handed on.
    pub fn add(&mut self, path: &str, cube: &Cube, description: &Description) -> Result<(), PublishError> {
        let bytes = csv(cube, description, self.lang, CsvVariant::Plain);
        let of = Resource {
            path,
            bytes: bytes.len(),
            hash: Hash::of(&bytes),
            cube,
            description,
        };
        self.resources.push(resource(&of, self.lang));
        self.file(path, &bytes)
    }

    /// Adds the list of contents, and gives back where the bytes went.
    ///
    /// # Errors
    /// [`PublishError`] when the list cannot be written or handed on.
    pub fn finish(mut self, package: &Package) -> Result<W, PublishError> {
        let list = whole(package, std::mem::take(&mut self.resources), self.lang)?;
        self.file("datapackage.json", &list)?;
        Ok(self.zip.finish()?.into_inner())
    }

    fn file(&mut self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        // Every file is of the same day, 1 January 1980: a package says nothing of the clock of who made it.
        self.zip.start_file(path, SimpleFileOptions::default())?;
        self.zip
            .write_all(bytes)
            .map_err(|error| PublishError::Zip(error.to_string()))
    }
}
