//! Eurostat's SDMX 2.1: the day of the last change in the catalogue, figures as SDMX-CSV, and large tables that are made while one waits.

use crate::answer::Answer;
use crate::query::Request;
use crate::table::{Dimension, Figure, Kind, Table};
use crate::{Shared, locked};
use serde_json::json;

/// So many looks at a table that is being made find it unready.
const LOOKS: usize = 2;

pub(crate) fn answer(shared: &Shared, rest: &[&str], request: &Request) -> Answer {
    match rest {
        ["sdmx", "2.1", "dataflow", "ESTAT", id] => match shared.table(id) {
            Some(table) => Answer::json(&json!({
                "version": "2.0", "class": "dataset", "label": table.title,
                "extension": {"lang": "EN", "id": table.id, "agencyId": "ESTAT", "version": "1.0", "annotation": [
                    {"type": "OBS_COUNT", "title": table.rows().to_string()},
                    {"type": "UPDATE_DATA", "date": format!("{}+0200", table.modified)},
                ]},
            })),
            None => Answer::json(&json!({"error": [{"status": 404, "id": 100, "label": "no results"}]})),
        },
        ["catalogue", "toc", "txt"] => contents(shared).tagged(request),
        ["statistics", "1.0", "data", id] => match shared.table(id) {
            Some(table) => json_stat(&table),
            None => {
                let mut answer =
                    Answer::json(&json!({"error": [{"status": 404, "id": 100, "label": "no results"}]}));
                answer.status = 404;
                answer
            }
        },
        ["sdmx", "2.1", "data", id, key @ ..] if request.get("format") == Some("SDMX-CSV") => {
            match shared.table(id) {
                Some(table) => csv(&table, key.first().copied().unwrap_or("")),
                None => {
                    let mut answer =
                        Answer::json(&json!({"error": [{"status": 404, "id": 100, "label": "no results"}]}));
                    answer.status = 404;
                    answer
                }
            }
        }
        ["1.0", "async", "status", key] => {
            let mut queued = locked(&shared.queued);
            let looks = queued.entry((*key).to_owned()).or_insert(0);
            *looks += 1;
            let state = if *looks > LOOKS { "AVAILABLE" } else { "PROCESSING" };
            Answer::written("application/xml", format!("<status>{state}</status>"))
        }
        ["1.0", "async", "data", key] => match shared.table(key) {
            Some(table) => csv(&table, ""),
            None => Answer::text(404, ""),
        },
        _ => Answer::text(404, ""),
    }
}

/// The answer that a table is being made.
pub(crate) fn queue(shared: &Shared, request: &Request) -> Answer {
    let key = request.path.rsplit('/').next().unwrap_or("").to_owned();
    locked(&shared.queued).insert(key.clone(), 0);
    Answer::written(
        "application/xml",
        format!(
            "<env:Envelope xmlns:env=\"http://schemas.xmlsoap.org/soap/envelope/\"><env:Body>\
             <ns0:syncResponse xmlns:ns0=\"http://estat.ec.europa.eu/disschain/soap/extraction\"><queued><id>{key}</id>\
             <status>SUBMITTED</status></queued></ns0:syncResponse></env:Body></env:Envelope>"
        ),
    )
}

/// The table of contents: tables under a heading.
fn contents(shared: &Shared) -> Answer {
    let mut out = "\"title\"\t\"code\"\t\"type\"\t\"last update of data\"\t\"last table structure change\"\t\"data start\"\t\"data end\"\t\"values\"\n\
        \"Database by themes\"\t\"data\"\t\"folder\"\t\" \"\t\" \"\t\" \"\t\" \"\t\n"
        .to_owned();
    for table in locked(&shared.tables).values() {
        let day = |at: std::ops::Range<usize>| table.modified.get(at).unwrap_or("01");
        let changed = format!("{}.{}.{}", day(8..10), day(5..7), day(0..4));
        let periods = table.periods();
        let (first, last) = periods.split_once('-').unwrap_or((&periods, ""));
        out.push_str(&format!(
            "\"    {}\"\t\"{}\"\t\"dataset\"\t\"{changed}\"\t\"{changed}\"\t\"{first}\"\t\"{last}\"\t{}\n",
            table.title,
            table.id,
            table.rows()
        ));
    }
    Answer::written("text/plain; charset=utf-8", out)
}

/// What a dimension is called by Eurostat.
fn name(dimension: &Dimension) -> &str {
    match dimension.kind {
        Kind::Time => "time",
        Kind::Geo => "geo",
        Kind::Plain => &dimension.name,
    }
}

/// The last period of a table as JSON-stat: all codes of its other dimensions, and no figures, which nobody looks at here.
fn json_stat(table: &Table) -> Answer {
    let mut all = serde_json::Map::new();
    let mut size = Vec::new();
    for dimension in &table.dimensions {
        let mut codes: Vec<(&str, &str)> = dimension
            .codes
            .iter()
            .map(|(code, title, _)| (code.as_str(), title.as_str()))
            .collect();
        if dimension.kind == Kind::Time {
            let last = codes.iter().max().map(|(code, _)| code.get(..4).unwrap_or(code));
            codes = last.map(|year| (year, year)).into_iter().collect();
        }
        let index: serde_json::Map<_, _> = codes
            .iter()
            .enumerate()
            .map(|(at, (code, _))| ((*code).to_owned(), json!(at)))
            .collect();
        let label: serde_json::Map<_, _> = codes
            .iter()
            .map(|(code, title)| ((*code).to_owned(), json!(title)))
            .collect();
        size.push(codes.len());
        all.insert(
            name(dimension).to_owned(),
            json!({"label": dimension.name, "category": {"index": index, "label": label}}),
        );
    }
    let ids: Vec<&str> = table.dimensions.iter().map(name).collect();
    Answer::json(
        &json!({"version": "2.0", "class": "dataset", "label": table.title, "source": "ESTAT",
        "updated": format!("{}+0200", table.modified), "id": ids, "size": size, "dimension": all, "value": {}, "status": {}}),
    )
}

/// The codes that a key asks for of each dimension but time, in their order; nothing between two points is everything.
fn asked(key: &str, at: usize, code: &str) -> bool {
    let part = key.split('.').nth(at).unwrap_or("");
    part.is_empty() || part.split('+').any(|one| one == code)
}

/// SDMX-CSV as Eurostat writes it, of what a key asks for.
fn csv(table: &Table, key: &str) -> Answer {
    let mut out = "DATAFLOW,LAST UPDATE".to_owned();
    for dimension in &table.dimensions {
        let name = match dimension.kind {
            Kind::Time => "TIME_PERIOD",
            Kind::Geo => "geo",
            Kind::Plain => &dimension.name,
        };
        out.push_str(&format!(",{name}"));
    }
    out.push_str(",OBS_VALUE,OBS_FLAG,CONF_STATUS\n");
    let day = format!(
        "{}/{}/{} 11:00:00",
        table.modified.get(8..10).unwrap_or("01"),
        table.modified.get(5..7).unwrap_or("01"),
        table.modified.get(2..4).unwrap_or("26")
    );
    for at in 0..table.rows() {
        let Some((places, figures)) = table.row(at) else {
            break;
        };
        let Some(figure) = figures.first().filter(|figure| **figure != Figure::Absent) else {
            continue;
        };
        let keyed = table
            .dimensions
            .iter()
            .enumerate()
            .filter(|(_, dimension)| dimension.kind != Kind::Time);
        if !keyed
            .enumerate()
            .all(|(at, (place, _))| asked(key, at, table.code(place, &places)))
        {
            continue;
        }
        out.push_str(&format!("ESTAT:{}(1.0),{day}", table.id));
        for (place, dimension) in table.dimensions.iter().enumerate() {
            let code = table.code(place, &places);
            let code = match dimension.kind {
                Kind::Time => code.get(..4).unwrap_or(code),
                _ => code,
            };
            out.push_str(&format!(",{code}"));
        }
        let decimals = table.measures.first().map_or(0, |measure| measure.decimals);
        match figure {
            Figure::Number(number) => out.push_str(&format!(",{number:.decimals$},,\n")),
            Figure::Secret => out.push_str(",,,C\n"),
            _ => out.push_str(",,,\n"),
        }
    }
    Answer::written("text/csv; charset=utf-8", out)
}
