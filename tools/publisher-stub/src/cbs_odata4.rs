//! CBS OData v4, in the shape of the answers of `datasets.cbs.nl`.

use crate::answer::Answer;
use crate::query::{Clause, Request, filtered};
use crate::table::{Figure, Kind, Table};
use crate::{Shared, locked};
use serde_json::{Value, json};
use std::fmt::Write;

pub(crate) fn answer(shared: &Shared, id: &str, rest: &[&str], request: &Request) -> Answer {
    let Some(table) = shared.table(id) else {
        let mut answer = Answer::json(&json!({"error": {"code": "404", "message": "Dataset not found"}}));
        answer.status = 404;
        return answer;
    };
    let context = format!("{}/odata/v1/CBS/{}/$metadata", shared.root(), table.id);
    let list = |set: &str, rows: Vec<Value>| {
        Answer::json(&json!({"@odata.context": format!("{context}#{set}"), "value": rows}))
    };
    match rest {
        [] => {
            let names = [
                "Observations",
                "MeasureCodes",
                "MeasureGroups",
                "Dimensions",
                "Properties",
            ];
            let own = names.iter().map(|name| (*name).to_owned());
            let codes = table.dimensions.iter().map(|one| format!("{}Codes", one.name));
            let sets = own
                .chain(codes)
                .map(|name| json!({"name": name, "kind": "EntitySet", "url": name}));
            list("", sets.collect())
        }
        ["Properties"] => Answer::json(&properties(&table, &context)),
        ["Dimensions"] => list("Dimensions", table.dimensions.iter().map(dimension).collect()),
        ["MeasureGroups"] => list("MeasureGroups", Vec::new()),
        ["MeasureCodes"] => {
            let row = |(at, one): (usize, &crate::table::Measure)| {
                json!({"Identifier": one.code, "Index": at + 1, "Title": one.title, "Description": "", "MeasureGroupId": null,
                    "DataType": "Double", "Unit": one.unit, "Decimals": one.decimals, "PresentationType": "Absolute"})
            };
            list(
                "MeasureCodes",
                table.measures.iter().enumerate().map(row).collect(),
            )
        }
        ["Observations"] => observations(shared, &table, &context, request),
        [set] if set.ends_with("Groups") => list(set, Vec::new()),
        [set] => {
            let name = set.strip_suffix("Codes");
            let found = table
                .dimensions
                .iter()
                .find(|one| Some(one.name.as_str()) == name);
            match found {
                Some(found) => {
                    let row = |(at, (code, title, status)): (usize, &(String, String, String))| {
                        let mut row = json!({"Identifier": code, "Index": at + 1, "Title": title, "Description": "", "DimensionGroupId": null});
                        if found.kind == Kind::Time {
                            row["Status"] = json!(status);
                        }
                        row
                    };
                    list(set, found.codes.iter().enumerate().map(row).collect())
                }
                None => Answer::text(404, ""),
            }
        }
        _ => Answer::text(404, ""),
    }
}

/// The tables that are published.
pub(crate) fn catalogue(shared: &Shared) -> Answer {
    let tables = locked(&shared.tables);
    let row = |table: &Table| {
        json!({"Catalog": "CBS", "Identifier": table.id, "Title": table.title, "Description": table.summary,
            "TemporalCoverage": table.periods(), "Frequency": "Per jaar",
            "Modified": format!("{}+01:00", table.modified), "ObservationsModified": format!("{}+01:00", table.modified),
            "DatasetType": "Numeric", "Language": "nl", "Status": "Regulier"})
    };
    let rows: Vec<Value> = tables.values().map(|table| row(table)).collect();
    Answer::json(
        &json!({"@odata.context": format!("{}/odata/v1/$metadata#Datasets", shared.root()), "value": rows}),
    )
}

fn properties(table: &Table, context: &str) -> Value {
    let figures: usize = (0..table.rows())
        .filter_map(|at| table.row(at))
        .map(|(_, figures)| figures.iter().filter(|figure| **figure != Figure::Absent).count())
        .sum();
    let count = match &table.figures {
        crate::table::Figures::Made => table.rows() * table.measures.len(),
        crate::table::Figures::Listed(_) => figures,
    };
    json!({"@odata.context": format!("{context}#Properties"), "Identifier": table.id, "Title": table.title, "Description": table.summary,
        "TemporalCoverage": table.periods(), "Frequency": "Per jaar", "Modified": format!("{}+01:00", table.modified), "ObservationsModified": format!("{}+01:00", table.modified),
        "ObservationCount": count, "DatasetType": "Numeric", "Language": "nl", "Catalog": "CBS", "Version": "1", "Status": "Regulier",
        "License": "https://creativecommons.org/licenses/by/4.0/"})
}

fn dimension(dimension: &crate::table::Dimension) -> Value {
    let kind = match dimension.kind {
        Kind::Time => "TimeDimension",
        Kind::Geo => "GeoDimension",
        Kind::Plain => "Dimension",
    };
    json!({"@odata.type": format!("#Cbs.Ccb.Models.{kind}"), "Identifier": dimension.name, "Title": dimension.name, "Description": "",
        "MapYear": null, "ReleasePolicy": false, "Kind": kind, "ContainsGroups": false, "ContainsCodes": true})
}

fn observations(shared: &Shared, table: &Table, context: &str, request: &Request) -> Answer {
    let clauses = match request.get("$filter").map(filtered) {
        None => Vec::new(),
        Some(Some(clauses)) => clauses,
        Some(None) => return Answer::text(400, "filter"),
    };
    let from = request.number("$skip").unwrap_or(0);
    let page = shared
        .setting
        .page
        .min(request.number("$top").unwrap_or(usize::MAX));
    let mut body = format!("{{\"@odata.context\":\"{context}#Observations\",\"value\":[");
    let (mut seen, mut written, mut more) = (0_usize, 0_usize, false);
    // Made-up tables have one figure in each row, so a page can begin in the middle without counting what comes before.
    let made = matches!(table.figures, crate::table::Figures::Made)
        && clauses.is_empty()
        && table.measures.len() == 1;
    let first = if made { from } else { 0 };
    seen += first;
    'rows: for at in first..table.rows() {
        let Some((places, figures)) = table.row(at) else {
            break;
        };
        for (measure, figure) in table.measures.iter().zip(figures) {
            if figure == Figure::Absent || !holds(table, &places, &measure.code, &clauses) {
                continue;
            }
            if seen < from {
                seen += 1;
                continue;
            }
            if written == page {
                more = true;
                break 'rows;
            }
            if written > 0 {
                body.push(',');
            }
            written += 1;
            seen += 1;
            let (value, attribute) = match figure {
                Figure::Number(number) => (format!("{number:.*}", measure.decimals), "None"),
                Figure::Secret => ("null".to_owned(), "Confidential"),
                Figure::Impossible => ("null".to_owned(), "Impossible"),
                _ => ("null".to_owned(), "Missing"),
            };
            // Writing to a string cannot fail.
            let _ = write!(
                body,
                "{{\"Id\":{seen},\"Measure\":\"{}\",\"ValueAttribute\":\"{attribute}\",\"Value\":{value},\"StringValue\":null",
                measure.code
            );
            for (place, dimension) in table.dimensions.iter().enumerate() {
                let _ = write!(body, ",\"{}\":\"{}\"", dimension.name, table.code(place, &places));
            }
            body.push('}');
        }
    }
    body.push(']');
    if more && request.get("$top").is_none() {
        let kept = request.without_skip();
        let _ = write!(
            body,
            ",\"@odata.nextLink\":\"{}/odata/v1/CBS/{}/Observations?{kept}$skip={}\"",
            shared.root(),
            table.id,
            from + written
        );
    }
    body.push('}');
    Answer::written("application/json; odata.metadata=minimal", body)
}

fn holds(table: &Table, places: &[usize], measure: &str, clauses: &[Clause]) -> bool {
    let code = |name: &str| {
        if name == "Measure" {
            return Some(measure.to_owned());
        }
        let at = table.dimensions.iter().position(|one| one.name == name)?;
        Some(table.code(at, places).to_owned())
    };
    clauses.iter().all(|clause| clause.holds(code))
}
