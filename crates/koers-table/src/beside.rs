//! What CBS says of a table beside its rows: the status of every period, and when the figures were last changed. As CSV or as JSON.

use crate::decode;
use crate::delimited::Records;
use crate::error::{Note, ReadError, code};
use crate::flags;
use crate::gather::Gather;
use crate::plan::{Plan, Use};
use crate::rows::{header, stamp};
use crate::zipped::Zipped;
use jiff::civil::Date;
use koers_model::diagnostic::Severity;
use koers_model::period::Period;
use koers_model::snapshot::Format;
use koers_model::value::Marks;
use serde_json::Value;
use std::collections::BTreeMap;

/// What is said beside the rows.
#[derive(Default)]
pub(crate) struct BesideRows {
    /// Of every code list its column, and of its codes the status.
    pub(crate) lists: Vec<(String, Vec<(String, String)>)>,
    /// The day of the last change.
    pub(crate) changed: Option<Date>,
    /// How many rows there are.
    pub(crate) rows: Option<u64>,
}

/// What a file of a bundle of answers holds.
pub(crate) enum Holds<'n> {
    /// The codes of a column.
    List(&'n str),
    /// What is said of the whole table.
    About,
    /// Rows, or what is of no use beside them.
    Other,
}

/// How a protocol says things beside its rows.
pub(crate) struct Spoken {
    /// What the file of a set holds.
    pub(crate) holds: fn(&str) -> Holds<'_>,
    /// The key of a code in a code list.
    pub(crate) code: &'static str,
    /// The keys of the moment of the last change, the best one first.
    pub(crate) changed: &'static [&'static str],
    /// The key of the number of rows.
    pub(crate) rows: &'static str,
}

impl BesideRows {
    /// Reads it from all answers of a table.
    pub(crate) fn of(zip: &mut Zipped<'_>, spoken: &Spoken) -> Result<Self, ReadError> {
        let mut beside = Self::default();
        for name in zip.names().to_vec() {
            match (spoken.holds)(set_of(&name)) {
                Holds::Other => {}
                Holds::List(column) => {
                    let file = zip.file(&name)?.unwrap_or_default();
                    let statuses = json_statuses(&file, spoken.code)?;
                    beside.lists.push((column.to_owned(), statuses));
                }
                Holds::About => {
                    let file = zip.file(&name)?.unwrap_or_default();
                    beside.changed = json_changed(&file, spoken.changed);
                    beside.rows = json_rows(&file, spoken.rows);
                }
            }
        }
        Ok(beside)
    }

    /// Gives it to the rows that it is said of.
    pub(crate) fn apply(&self, plan: &Plan, gather: &mut Gather<'_>) {
        let period = plan.slots.iter().find(|slot| slot.purpose == Use::Period);
        let named = |column: &String| period.is_some_and(|slot| *column == slot.name);
        let lists = self.lists.iter().filter(|(column, _)| named(column));
        let statuses: Vec<_> = lists.flat_map(|(_, statuses)| statuses).collect();
        if let Err(error) = status_of_periods(&statuses, gather) {
            gather.error(error);
        }
        gather.stamp = self.changed;
    }
}

fn status_of_periods(statuses: &[&(String, String)], gather: &mut Gather<'_>) -> Result<(), ReadError> {
    let mut without = Vec::new();
    for (code, status) in statuses {
        let Some(period) = Period::from_cbs(code.trim()) else {
            continue;
        };
        let said = flags::cbs_status(status.trim().as_bytes()).map_err(|error| {
            error
                .column("Status")
                .help("it stands in the code list of the periods in the zip")
        })?;
        if said.marks == Marks::NONE {
            without.push(period.to_string());
        }
        gather.period_marks.insert(period, said.marks.bits());
    }
    if !without.is_empty() && without.len() < gather.period_marks.len() {
        let message = format!("the publisher gives no status for {}", without.join(", "));
        gather
            .findings
            .note(Note::new(code::NO_STATUS, Severity::Note, message));
    }
    Ok(())
}

/// Codes and statuses of a code list as CSV; nothing when it has no statuses.
pub(crate) fn csv_statuses(bytes: &[u8]) -> Result<Vec<(String, String)>, ReadError> {
    let text = decode::text(bytes)?;
    let mut records = Records::new(text.as_bytes(), crate::cbs_odata3::delimiter(text), true);
    if !records.advance()? {
        return Ok(Vec::new());
    }
    let names = header(&records);
    let column = |wanted: &str| names.iter().position(|name| name == wanted);
    let (Some(code_at), Some(status_at)) = (column("Identifier"), column("Status")) else {
        return Ok(Vec::new());
    };
    let mut found = Vec::new();
    while records.advance()? {
        let cell = |at| String::from_utf8_lossy(records.cell(at)).into_owned();
        found.push((cell(code_at), cell(status_at)));
    }
    Ok(found)
}

/// The day on which the figures were last changed, by the CSV of properties.
pub(crate) fn csv_changed(bytes: &[u8]) -> Option<Date> {
    let properties = decode::text(bytes).ok()?;
    let mut records = Records::new(
        properties.as_bytes(),
        crate::cbs_odata3::delimiter(properties),
        true,
    );
    records.advance().ok()?.then_some(())?;
    let names = header(&records);
    records.advance().ok()?.then_some(())?;
    let day = |wanted: &str| {
        let at = names.iter().position(|name| name == wanted)?;
        stamp(records.cell(at))
    };
    day("ObservationsModified").or_else(|| day("Modified"))
}

/// Codes and statuses of a code list as JSON, whose codes stand under a key.
pub(crate) fn json_statuses(bytes: &[u8], key: &str) -> Result<Vec<(String, String)>, ReadError> {
    let list = json(bytes)?;
    let rows = list.get("value").and_then(Value::as_array);
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
    let statuses = rows.into_iter().flatten().filter_map(|row| {
        let status = row.get("Status")?;
        Some((text(row, key)?, status.as_str().unwrap_or("").to_owned()))
    });
    Ok(statuses.collect())
}

/// The day on which the figures were last changed, by JSON: that of the first key that is there.
pub(crate) fn json_changed(bytes: &[u8], keys: &[&str]) -> Option<Date> {
    let said = json(bytes).ok()?;
    let row = said.pointer("/value/0").unwrap_or(&said);
    let day = |key: &&str| stamp(row.get(*key)?.as_str()?.as_bytes());
    keys.iter().find_map(day)
}

/// The set that a file of a bundle belongs to: `RegioS` of `RegioS.json` and of `RegioS-00002.json`.
fn set_of(name: &str) -> &str {
    let set = name.strip_suffix(".json").unwrap_or("");
    let page = set
        .rsplit_once('-')
        .filter(|(_, page)| page.len() == 5 && page.bytes().all(|b| b.is_ascii_digit()));
    page.map_or(set, |(set, _)| set)
}

/// How many rows there are, by JSON.
fn json_rows(bytes: &[u8], key: &str) -> Option<u64> {
    let said = json(bytes).ok()?;
    let row = said.pointer("/value/0").unwrap_or(&said);
    row.get(key)?.as_u64()
}

fn json(bytes: &[u8]) -> Result<Value, ReadError> {
    serde_json::from_slice(bytes).map_err(|error| crate::odata_json::broken(&error))
}

/// How the publisher names and counts the measures of a bundle of answers, by their keys: title and unit. Nothing for other forms.
#[must_use]
pub fn units(bytes: &[u8], format: Format) -> BTreeMap<String, (String, String)> {
    let (file, key) = match format {
        Format::CbsOdata3Pages => ("DataProperties.json", "Key"),
        Format::CbsOdata4Pages => ("MeasureCodes.json", "Identifier"),
        _ => return BTreeMap::new(),
    };
    let list = Zipped::open(bytes, |_| true).and_then(|mut zip| zip.file(file));
    let list = list.ok().flatten().and_then(|list| json(&list).ok());
    let rows = list.as_ref().and_then(|list| list.get("value")?.as_array());
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    let topics = rows.into_iter().flatten().filter(|row| row.get("Unit").is_some());
    topics
        .map(|row| (text(row, key), (text(row, "Title"), text(row, "Unit"))))
        .collect()
}
