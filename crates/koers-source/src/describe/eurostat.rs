//! Eurostat: the last period of a table as JSON-stat, which has every dimension with its codes and what people read.

use super::{Ask, misread, title, title_or};
use crate::connector::{day, odata::name};
use crate::fetch::fault::{FetchFault, page_title, reason};
use crate::site::Site;
use koers_model::address::WebAddress;
use koers_model::period::Frequency;
use koers_model::provider::Connector;
use koers_model::published::{
    Axis, PublishedCode, PublishedDimension, PublishedMeasure, PublishedTable, Publisher,
};
use serde_json::Value;

pub(super) fn table(ask: &Ask<'_>, site: &Site, code: &str) -> Result<PublishedTable, FetchFault> {
    let base = site.eurostat();
    let at = format!("{base}/statistics/1.0/data/{code}?format=JSON&lang=EN&lastTimePeriod=1");
    let body = ask(&at)?;
    let said: Value = serde_json::from_slice(&body).map_err(|error| {
        let head = String::from_utf8_lossy(&body);
        match head.trim_start().starts_with('<') {
            true => FetchFault::Page {
                address: at.clone(),
                title: page_title(&head),
            },
            false => misread(&at, error.to_string()),
        }
    })?;
    if said.get("error").is_some() {
        return Err(FetchFault::Refused {
            address: at,
            said: reason(&body).unwrap_or_else(|| "?".to_owned()),
        });
    }
    let ids = said.get("id").and_then(Value::as_array);
    let ids = ids.ok_or_else(|| misread(&at, "no list `id`"))?;
    let mut dimensions = Vec::new();
    let mut measures = Vec::new();
    for id in ids {
        let id = id
            .as_str()
            .ok_or_else(|| misread(&at, "a dimension without a name"))?;
        let id = name(id).map_err(|why| misread(&at, why))?;
        let told = said.get("dimension").and_then(|all| all.get(id));
        let told = told.ok_or_else(|| misread(&at, format!("no dimension `{id}`")))?;
        let axis = match id.to_ascii_lowercase().as_str() {
            "geo" => Axis::Region,
            "time" | "time_period" => Axis::Period,
            "unit" => Axis::Measure,
            _ => Axis::Category,
        };
        let codes = codes(told);
        if axis == Axis::Measure {
            measures = codes.iter().map(measure).collect();
        }
        dimensions.push(PublishedDimension {
            name: id.to_owned(),
            title: title_or(told.get("label").and_then(Value::as_str), id),
            axis,
            codes,
        });
    }
    let frequency = dimensions
        .iter()
        .find(|dimension| dimension.name == "freq")
        .and_then(|dimension| dimension.codes.iter().find_map(|code| frequency(&code.code)));
    let address = format!("{base}/sdmx/2.1/data/{code}");
    Ok(PublishedTable {
        publisher: Publisher::Eurostat,
        table: code.to_owned(),
        connector: Connector::Eurostat,
        address: WebAddress::new(&address).ok_or(FetchFault::NotAnAddress { address })?,
        title: title_or(said.get("label").and_then(Value::as_str), code),
        summary: String::new(),
        changed: said.get("updated").and_then(Value::as_str).and_then(day),
        licence: None,
        frequency,
        is_stopped: false,
        dimensions,
        measures,
    })
}

fn measure(code: &PublishedCode) -> PublishedMeasure {
    PublishedMeasure {
        key: code.code.clone(),
        title: code.title.clone(),
        // Eurostat has a code for each unit, and the code is what the measure is called by.
        unit: code.code.clone(),
        decimals: None,
        is_relative: false,
        is_text: false,
    }
}

/// The codes of a dimension in their order: `index` is a list, or tells the place of each; with one code it may be left out.
fn codes(dimension: &Value) -> Vec<PublishedCode> {
    let labels = dimension.pointer("/category/label").and_then(Value::as_object);
    let listed: Vec<String> = match dimension.pointer("/category/index") {
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|code| code.as_str().map(str::to_owned))
            .collect(),
        Some(Value::Object(places)) => {
            let mut placed: Vec<(u64, &String)> = places
                .iter()
                .map(|(code, at)| (at.as_u64().unwrap_or(u64::MAX), code))
                .collect();
            placed.sort();
            placed.into_iter().map(|(_, code)| code.clone()).collect()
        }
        _ => labels.into_iter().flat_map(|all| all.keys().cloned()).collect(),
    };
    let one = |code: String| PublishedCode {
        title: title_or(labels.and_then(|all| all.get(&code)?.as_str()), &code),
        code: title(&code),
    };
    listed.into_iter().map(one).collect()
}

fn frequency(code: &str) -> Option<Frequency> {
    Some(match code {
        "A" => Frequency::Year,
        "S" => Frequency::HalfYear,
        "Q" => Frequency::Quarter,
        "M" => Frequency::Month,
        "W" => Frequency::Week,
        "D" => Frequency::Day,
        _ => return None,
    })
}
