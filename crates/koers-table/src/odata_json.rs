//! Rows of OData as JSON: an object with a list `value`, such objects one after another in a list, or a bare list of rows.

use crate::beside::BesideRows;
use crate::coder::PeriodText;
use crate::decode;
use crate::error::{Findings, Place, ReadError, code, shown};
use crate::gather::{Gather, NONE};
use crate::plan::{Form, Plan, plan};
use crate::rows::{Cells, Raw, figure};
use crate::zipped::Zipped;
use crate::{Options, Table};
use koers_model::dataset::Dataset;
use koers_model::region::RegionRegistry;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// No row of a table takes fewer bytes than this.
const SHORTEST_ROW: u64 = 20;

/// What differs between the versions of OData.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Flavour {
    pub(crate) form: Form,
    /// Keys of a row that begin so belong to the protocol.
    pub(crate) ignored_prefix: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Nothing,
    Null,
    Text,
    Number,
}

/// One cell of the row at hand; its text is used again for the next row.
#[derive(Debug, Default)]
struct Cell {
    kind: Kind,
    text: String,
    number: f64,
}

struct Reader<'a, C> {
    dataset: &'a Dataset,
    registry: &'a RegionRegistry,
    options: Options,
    flavour: Flavour,
    cells: C,
    names: Vec<String>,
    row: Vec<Cell>,
    number: u64,
    open: Option<(Plan, Gather<'a>)>,
    /// The plan could not be made, or too many rows are wrong in the same way: the rest is not looked at.
    failed: Vec<ReadError>,
    refused: Option<String>,
    next_page: bool,
    has_rows: bool,
    /// How many rows are to come, where that is said and can be.
    expected: usize,
}

/// Reads a document.
pub(crate) fn read<C: Cells>(
    text: &str,
    dataset: &Dataset,
    registry: &RegionRegistry,
    options: Options,
    flavour: Flavour,
    cells: C,
) -> Result<Table, Vec<ReadError>> {
    let mut reader = Reader::new((dataset, registry, options), flavour, cells);
    reader.document(text)?;
    reader.finish(&BesideRows::default())
}

/// Reads the pages of a zip whose names begin so, one after another: while one is read the next is unpacked, and never more.
pub(crate) fn read_pages<C: Cells>(
    (zip, prefix): (&mut Zipped<'_>, &str),
    of: (&Dataset, &RegionRegistry, Options),
    flavour: Flavour,
    cells: C,
    beside: &BesideRows,
) -> Result<Table, Vec<ReadError>> {
    let one = |error| vec![error];
    let mut reader = Reader::new(of, flavour, cells);
    // What is said is believed as far as the bytes can hold so many.
    let most = zip.most_unpacked() / SHORTEST_ROW;
    reader.expected = usize::try_from(beside.rows.unwrap_or(0).min(most)).unwrap_or(0);
    let pages = zip.names().iter().filter(|name| name.starts_with(prefix));
    let pages: Vec<String> = pages.cloned().collect();
    if pages.is_empty() {
        let message = format!("the zip holds no {prefix}….json");
        return Err(one(ReadError::new(code::WRONG_FORM, message)));
    }
    zip.each(&pages, |name, page| {
        let text = decode::text(page).map_err(one)?;
        reader.document(text).map_err(|errors| {
            let named = |error: ReadError| error.help(format!("it stands in {name} of the zip"));
            errors.into_iter().map(named).collect::<Vec<_>>()
        })
    })?;
    reader.finish(beside)
}

/// An error of the JSON itself, with its place.
pub(crate) fn broken(error: &serde_json::Error) -> ReadError {
    let said = error.to_string();
    let said = said
        .rsplit_once(" at line ")
        .map_or(said.as_str(), |(said, _)| said);
    let mut found = ReadError::new(
        code::SHAPE,
        format!("the JSON cannot be read: {}", shown(said.as_bytes())),
    )
    .at(Place::Line(error.line() as u64))
    .help("the file may have been cut off; fetch it again");
    found.offset = Some(error.column() as u64);
    found
}

impl<'a, C: Cells> Reader<'a, C> {
    fn new(
        (dataset, registry, options): (&'a Dataset, &'a RegionRegistry, Options),
        flavour: Flavour,
        cells: C,
    ) -> Self {
        Self {
            dataset,
            registry,
            options,
            flavour,
            cells,
            names: Vec::new(),
            row: Vec::new(),
            number: 0,
            open: None,
            failed: Vec::new(),
            refused: None,
            next_page: false,
            has_rows: false,
            expected: 0,
        }
    }

    /// Reads a document; the rows of the next one go on after it.
    fn document(&mut self, text: &str) -> Result<(), Vec<ReadError>> {
        let mut source = serde_json::Deserializer::from_str(text);
        let outcome = Document(&mut *self)
            .deserialize(&mut source)
            .and_then(|()| source.end());
        if let Some(said) = self.refused.take() {
            return Err(vec![
                ReadError::new(
                    code::REFUSED,
                    "the publisher answered with an error instead of a table",
                )
                .found(said)
                .help(
                    "above 10,000 rows the interactive service of CBS refuses: use the feed, or ask for less",
                ),
            ]);
        }
        if let Err(error) = outcome {
            return Err(vec![broken(&error)]);
        }
        match self.failed.is_empty() {
            true => Ok(()),
            false => Err(std::mem::take(&mut self.failed)),
        }
    }

    /// The table that all documents are.
    fn finish(mut self, beside: &BesideRows) -> Result<Table, Vec<ReadError>> {
        if !self.has_rows {
            let error = ReadError::new(code::SHAPE, "the JSON has no list `value`");
            return Err(vec![error.help("use the answer of the service as published")]);
        }
        let Some((plan, mut gather)) = self.open else {
            return Err(vec![crate::empty()]);
        };
        if self.next_page {
            gather.error(
                ReadError::new(code::ONE_PAGE, "the last page says that there is a next one")
                    .help("put all pages in one list, or fetch the table as CSV"),
            );
        }
        beside.apply(&plan, &mut gather);
        self.cells.end(&mut gather);
        gather.finish()
    }
}

impl<C: Cells> Reader<'_, C> {
    /// Begins a row.
    fn begin(&mut self) {
        self.number += 1;
        for cell in &mut self.row {
            cell.kind = Kind::Nothing;
        }
    }

    /// The cell of a key; rows nearly always have their keys in the same order.
    fn column(&mut self, key: &str, guess: usize) -> Result<usize, String> {
        if self.names.get(guess).is_some_and(|name| name == key) {
            return Ok(guess);
        }
        if let Some(at) = self.names.iter().position(|name| name == key) {
            return Ok(at);
        }
        if self.number > 1 {
            return Err(format!(
                "row {} has a key `{}` that the first row has not",
                self.number,
                shown(key.as_bytes())
            ));
        }
        self.names.push(key.to_owned());
        self.row.push(Cell::default());
        Ok(self.names.len() - 1)
    }

    /// Ends a row: looks its codes up and keeps its figures.
    fn end(&mut self) {
        if !self.failed.is_empty() {
            return;
        }
        if self.open.is_none() {
            let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
            let mut findings = Findings::default();
            let Some(plan) = plan(&names, self.dataset, self.flavour.form, &mut findings) else {
                self.failed = findings.into_errors();
                return;
            };
            let mut gather = Gather::new(
                &plan,
                self.dataset,
                self.registry,
                self.options,
                PeriodText::Cbs,
                true,
            );
            gather.findings = findings;
            gather.reserve(self.expected, plan.figures.len());
            self.open = Some((plan, gather));
        }
        let Some((plan, gather)) = &mut self.open else {
            return;
        };
        let number = self.number;
        let at = Place::Item(number);
        if let Some(missing) = self.row.iter().position(|cell| cell.kind == Kind::Nothing) {
            let name = self.names.get(missing).map_or("", String::as_str);
            let error = ReadError::new(code::RAGGED, "a row lacks a key that the first row has");
            gather.error(error.at(at).column(name));
            return;
        }
        let row = &self.row;
        let text = |column: usize| row.get(column).map_or(&b""[..], |cell| cell.text.as_bytes());
        if !gather.row(number, NONE, text, false) {
            return;
        }
        for columns in &plan.figures {
            let raw = match row.get(columns.column) {
                Some(cell) if cell.kind == Kind::Number => Raw::Number(cell.number),
                Some(cell) if cell.kind == Kind::Text => Raw::Text(cell.text.as_bytes()),
                _ => Raw::Null,
            };
            let read = figure(
                &mut self.cells,
                columns,
                raw,
                text,
                &|text| gather.mask(text),
                number,
            );
            match read {
                Ok(read) => gather.figure(columns.measure.unwrap_or(NONE), read),
                Err((column, error)) => {
                    let name = plan.slots.get(column).map_or("", |slot| slot.name.as_str());
                    gather.error(error.at(at).column(name));
                }
            }
        }
    }
}

/// The whole document.
struct Document<'r, 'a, C>(&'r mut Reader<'a, C>);

impl<'de, C: Cells> DeserializeSeed<'de> for Document<'_, '_, C> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de, C: Cells> Visitor<'de> for Document<'_, '_, C> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a list `value`, or a list")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let first = map.next_key::<String>()?;
        page(self.0, first, &mut map)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.0.has_rows = true;
        while list.next_element_seed(Element(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// A page: `value` with its rows, and what the protocol adds.
fn page<'de, A: MapAccess<'de>, C: Cells>(
    reader: &mut Reader<'_, C>,
    first: Option<String>,
    map: &mut A,
) -> Result<(), A::Error> {
    let mut key = first;
    let mut seen = false;
    reader.next_page = false;
    while let Some(name) = key {
        match name.as_str() {
            "value" if seen => return Err(A::Error::custom("`value` stands twice")),
            "value" => {
                seen = true;
                reader.has_rows = true;
                map.next_value_seed(Rows(&mut *reader))?;
            }
            "error" | "odata.error" => {
                let said: serde_json::Value = map.next_value()?;
                reader.refused = Some(shown(said.to_string().as_bytes()));
            }
            "@odata.nextLink" | "odata.nextLink" => {
                reader.next_page = map.next_value::<Option<String>>()?.is_some();
            }
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
        key = map.next_key()?;
    }
    Ok(())
}

/// A list of rows.
struct Rows<'r, 'a, C>(&'r mut Reader<'a, C>);

impl<'de, C: Cells> DeserializeSeed<'de> for Rows<'_, '_, C> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(self)
    }
}

impl<'de, C: Cells> Visitor<'de> for Rows<'_, '_, C> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of rows")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Element(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

/// A row, or a page in a list of pages.
struct Element<'r, 'a, C>(&'r mut Reader<'a, C>);

impl<'de, C: Cells> DeserializeSeed<'de> for Element<'_, '_, C> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de, C: Cells> Visitor<'de> for Element<'_, '_, C> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let reader = self.0;
        let mut guess = 0;
        let mut begun = false;
        while let Some(column) = map.next_key_seed(Key {
            reader: &mut *reader,
            guess,
            begun: &mut begun,
        })? {
            match column {
                Found::Page(key) => return page(reader, Some(key), &mut map),
                Found::Protocol => drop(map.next_value::<IgnoredAny>()?),
                Found::Column(at) => {
                    let Some(cell) = reader.row.get_mut(at) else {
                        continue;
                    };
                    if cell.kind != Kind::Nothing {
                        return Err(A::Error::custom("a key stands twice in a row"));
                    }
                    map.next_value_seed(Value(cell))?;
                    guess = at + 1;
                }
            }
        }
        if begun {
            reader.end();
        }
        Ok(())
    }
}

enum Found {
    Column(usize),
    Protocol,
    Page(String),
}

/// A key of a row.
struct Key<'r, 'a, C> {
    reader: &'r mut Reader<'a, C>,
    guess: usize,
    begun: &'r mut bool,
}

impl<'de, C: Cells> DeserializeSeed<'de> for Key<'_, '_, C> {
    type Value = Found;
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<Found, D::Error> {
        source.deserialize_identifier(self)
    }
}

impl<'de, C: Cells> Visitor<'de> for Key<'_, '_, C> {
    type Value = Found;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<Found, E> {
        // No row has a column `value` in small letters; a page has it, or what the protocol says of the page.
        if !*self.begun && (key == "value" || key == "odata.metadata" || key == "@odata.context") {
            return Ok(Found::Page(key.to_owned()));
        }
        if key.starts_with(self.reader.flavour.ignored_prefix) {
            return Ok(Found::Protocol);
        }
        if !std::mem::replace(self.begun, true) {
            self.reader.begin();
        }
        self.reader
            .column(key, self.guess)
            .map(Found::Column)
            .map_err(E::custom)
    }
}

/// A value of a row.
struct Value<'r>(&'r mut Cell);

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

impl Value<'_> {
    fn whole(self, number: f64, text: impl fmt::Display) {
        use fmt::Write;
        self.0.kind = Kind::Number;
        self.0.number = number;
        self.0.text.clear();
        // A number can be a code, and writing to a string cannot fail.
        let _ = write!(self.0.text, "{text}");
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or null")
    }
    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        self.0.kind = Kind::Null;
        self.0.text.clear();
        Ok(())
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.0.kind = Kind::Text;
        self.0.text.clear();
        self.0.text.push_str(text);
        Ok(())
    }
    #[expect(clippy::cast_precision_loss, reason = "a JSON number is a double")]
    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.whole(number as f64, number);
        Ok(())
    }
    #[expect(clippy::cast_precision_loss, reason = "a JSON number is a double")]
    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.whole(number as f64, number);
        Ok(())
    }
    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        self.0.kind = Kind::Number;
        self.0.number = number;
        self.0.text.clear();
        Ok(())
    }
}
