//! CBS: `Properties`, `Dimensions`, `MeasureCodes` and the codes of each dimension in OData v4; `TableInfos`, `DataProperties` and the table of each
//! dimension in OData v3.

use super::{Ask, misread, summary, title, title_or};
use crate::connector::odata::{self, count, name, text};
use crate::connector::{Said, day};
use crate::fetch::fault::FetchFault;
use crate::site::Site;
use koers_model::address::WebAddress;
use koers_model::provider::Connector;
use koers_model::published::{
    Axis, PublishedCode, PublishedDimension, PublishedMeasure, PublishedTable, Publisher,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// A description has no more pages than this.
const MOST_PAGES: usize = 50;
/// Headings stand no deeper above a measure.
const DEEPEST: usize = 8;

/// A table of OData v4.
pub(super) fn v4(ask: &Ask<'_>, site: &Site, id: &str) -> Result<PublishedTable, FetchFault> {
    let root = format!("{}/CBS/{id}", site.odata4());
    let at = format!("{root}/Properties");
    let said = ask(&at)?;
    let said: Value = serde_json::from_slice(&said).map_err(|error| match odata::read(&said) {
        Ok(Said::WebPage(title)) => FetchFault::Page {
            address: at.clone(),
            title,
        },
        _ => misread(&at, error.to_string()),
    })?;
    let table = own_id(&at, &said, id)?;
    // Of some tables the service has a description and no figures.
    rows(ask, &format!("{root}/Observations?$top=1"))?;
    let groups = |pages: &[Value]| headings(pages, "Id", "ParentId");
    let found = rows(ask, &format!("{root}/MeasureCodes"))?;
    let has_groups = found.iter().any(|row| key(row, "MeasureGroupId").is_some());
    let groups = match has_groups {
        true => groups(&rows(ask, &format!("{root}/MeasureGroups"))?),
        false => Headings::default(),
    };
    let measures = found.iter().map(|row| {
        let at = format!("{root}/MeasureCodes");
        Ok(PublishedMeasure {
            key: needed(&at, row, "Identifier")?.to_owned(),
            title: groups.above(key(row, "MeasureGroupId"), row, "Identifier"),
            unit: title(text(row, "Unit").unwrap_or("")),
            decimals: decimals(row),
            is_relative: text(row, "PresentationType") == Some("Relative"),
            is_text: text(row, "DataType") == Some("String"),
        })
    });
    let measures = measures.collect::<Result<_, FetchFault>>()?;
    let mut dimensions = Vec::new();
    let at = format!("{root}/Dimensions");
    for row in &rows(ask, &at)? {
        let name = name(needed(&at, row, "Identifier")?).map_err(|why| misread(&at, why))?;
        let codes = format!("{root}/{name}Codes");
        dimensions.push(PublishedDimension {
            name: name.to_owned(),
            title: title_or(text(row, "Title"), name),
            axis: axis(text(row, "Kind").unwrap_or("")),
            codes: self::codes(ask, &codes, "Identifier")?,
        });
    }
    let changed = text(&said, "ObservationsModified").or_else(|| text(&said, "Modified"));
    Ok(PublishedTable {
        publisher: Publisher::Cbs,
        address: address(&format!("{}/CBS/{table}", site.odata4()))?,
        connector: Connector::CbsOdata4,
        title: title_or(text(&said, "Title"), &table),
        summary: summary(
            text(&said, "Summary")
                .or_else(|| text(&said, "Description"))
                .unwrap_or(""),
        ),
        changed: changed.and_then(day),
        licence: text(&said, "License").map(title),
        frequency: None,
        is_stopped: is_stopped(&said),
        table,
        dimensions,
        measures,
    })
}

/// A table of OData v3, from the feed.
pub(super) fn v3(ask: &Ask<'_>, site: &Site, id: &str) -> Result<PublishedTable, FetchFault> {
    let feed = format!("{}/ODataFeed/odata", site.odata3());
    let set = |set: &str| format!("{feed}/{id}/{set}?$format=json");
    let at = set("TableInfos");
    let infos = rows(ask, &at)?;
    let said = infos.first().ok_or_else(|| misread(&at, "no row"))?;
    let table = own_id(&at, said, id)?;
    let at = set("DataProperties");
    let columns = rows(ask, &at)?;
    let groups = headings(&columns, "ID", "ParentID");
    let (mut dimensions, mut measures) = (Vec::new(), Vec::new());
    for row in &columns {
        let kind = text(row, "Type").unwrap_or("");
        match kind {
            "Dimension" | "TimeDimension" | "GeoDimension" | "GeoDetail" => {
                let name = name(needed(&at, row, "Key")?).map_err(|why| misread(&at, why))?;
                dimensions.push(PublishedDimension {
                    name: name.to_owned(),
                    title: title_or(text(row, "Title"), name),
                    axis: axis(kind),
                    codes: codes(ask, &set(name), "Key")?,
                });
            }
            "Topic" => measures.push(PublishedMeasure {
                key: name(needed(&at, row, "Key")?)
                    .map_err(|why| misread(&at, why))?
                    .to_owned(),
                title: groups.above(key(row, "ParentID"), row, "Key"),
                unit: title(text(row, "Unit").unwrap_or("")),
                decimals: decimals(row),
                is_relative: false,
                is_text: text(row, "Datatype") == Some("String"),
            }),
            _ => {}
        }
    }
    let about = text(said, "Summary").or_else(|| text(said, "ShortDescription"));
    Ok(PublishedTable {
        publisher: Publisher::Cbs,
        address: address(&format!("{feed}/{table}"))?,
        connector: Connector::CbsOdata3,
        title: title_or(text(said, "Title"), &table),
        summary: summary(about.unwrap_or("")),
        changed: text(said, "Modified").and_then(day),
        licence: None,
        frequency: None,
        is_stopped: is_stopped(said),
        table,
        dimensions,
        measures,
    })
}

/// Whether a row of a catalogue, or of a description, says that the table is no longer kept up.
pub(crate) fn is_stopped(row: &Value) -> bool {
    ["Status", "OutputStatus", "Frequency"]
        .iter()
        .filter_map(|key| text(row, key))
        .any(|word| matches!(word, "Gediscontinueerd" | "Stopgezet"))
}

fn address(text: &str) -> Result<WebAddress, FetchFault> {
    WebAddress::new(text).ok_or_else(|| FetchFault::NotAnAddress {
        address: text.to_owned(),
    })
}

/// The id as the publisher spells it: of v3, capitals differ from table to table.
fn own_id(at: &str, row: &Value, asked: &str) -> Result<String, FetchFault> {
    let own = needed(at, row, "Identifier")?;
    match own.eq_ignore_ascii_case(asked) {
        true => Ok(own.to_owned()),
        false => Err(misread(at, format!("it tells of table {}", title(own)))),
    }
}

/// All rows of a set.
fn rows(ask: &Ask<'_>, address: &str) -> Result<Vec<Value>, FetchFault> {
    let mut found = Vec::new();
    let mut next = Some(address.to_owned());
    let is_first_only = address.contains("$top=");
    for _ in 0..MOST_PAGES {
        let Some(at) = next.take() else {
            return Ok(found);
        };
        let body = ask(&at)?;
        match odata::read(&body).map_err(|why| misread(&at, why))? {
            Said::Page { next: more, .. } => next = more.filter(|_| !is_first_only),
            Said::Refused(said) => return Err(FetchFault::Refused { address: at, said }),
            Said::WebPage(title) => return Err(FetchFault::Page { address: at, title }),
            Said::Queued { .. } => return Err(misread(&at, "no list `value`")),
        }
        found.extend(odata::rows(&body).map_err(|why| misread(&at, why))?);
    }
    match next {
        None => Ok(found),
        Some(_) => Err(FetchFault::Endless {
            address: address.to_owned(),
        }),
    }
}

fn codes(ask: &Ask<'_>, at: &str, key: &str) -> Result<Vec<PublishedCode>, FetchFault> {
    let one = |row: &Value| {
        let code = needed(at, row, key)?.trim();
        Ok(PublishedCode {
            code: title(code),
            title: title_or(text(row, "Title"), code),
        })
    };
    rows(ask, at)?.iter().map(one).collect()
}

fn axis(kind: &str) -> Axis {
    match kind {
        "TimeDimension" => Axis::Period,
        "GeoDimension" | "GeoDetail" => Axis::Region,
        _ => Axis::Category,
    }
}

fn needed<'v>(at: &str, row: &'v Value, key: &str) -> Result<&'v str, FetchFault> {
    text(row, key).ok_or_else(|| misread(at, format!("a row without `{key}`")))
}

fn decimals(row: &Value) -> Option<u8> {
    u8::try_from(count(row, "Decimals")?).ok()
}

/// A key that is a number or a text.
fn key(row: &Value, name: &str) -> Option<String> {
    match row.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The headings that measures stand under, by key: their title, and the heading above them.
#[derive(Default)]
struct Headings(BTreeMap<String, (String, Option<String>)>);

fn headings(rows: &[Value], own: &str, above: &str) -> Headings {
    let groups = rows.iter().filter(|row| {
        let kind = text(row, "Type");
        kind.is_none_or(|kind| kind == "TopicGroup")
    });
    let one = |row: &Value| {
        let title = text(row, "Title").unwrap_or("").to_owned();
        Some((key(row, own)?, (title, key(row, above))))
    };
    Headings(groups.filter_map(one).collect())
}

impl Headings {
    /// The title of a measure with the headings above it: `Banen: Totaal`. One without a title is called by its key.
    fn above(&self, group: Option<String>, row: &Value, name: &str) -> String {
        let own = title_or(text(row, "Title"), text(row, name).unwrap_or(""));
        let mut parts = vec![own.as_str()];
        let mut at = group.as_ref();
        // A heading above itself would go on for ever.
        for _ in 0..DEEPEST {
            let Some((title, next)) = at.and_then(|at| self.0.get(at)) else {
                break;
            };
            if !title.is_empty() && parts.last() != Some(&title.as_str()) {
                parts.push(title);
            }
            at = next.as_ref();
        }
        parts.reverse();
        title(&parts.join(": "))
    }
}
