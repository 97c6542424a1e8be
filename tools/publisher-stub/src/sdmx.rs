//! Eurostat's SDMX 2.1: the day of the last change in the catalogue, figures as SDMX-CSV, and large tables that are made while one waits.

use crate::answer::Answer;
use crate::query::Request;
use crate::table::{Figure, Kind, Table};
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
        ["sdmx", "2.1", "data", id, ..] if request.get("format") == Some("SDMX-CSV") => {
            match shared.table(id) {
                Some(table) => csv(&table),
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
            Some(table) => csv(&table),
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

/// SDMX-CSV as Eurostat writes it.
fn csv(table: &Table) -> Answer {
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
