//! CBS OData v3, in the shape of the answers of `opendata.cbs.nl`: wide rows, keys with spaces behind them, a feed with pages and an
//! interactive service that refuses what is too large.

use crate::answer::Answer;
use crate::query::{Request, filtered};
use crate::table::{Figure, Kind, Table};
use crate::{Shared, locked};
use serde_json::{Map, Value, json};

/// The width of the column of a key.
const WIDTH: usize = 6;

pub(crate) fn answer(
    shared: &Shared,
    (id, interactive): (&str, bool),
    rest: &[&str],
    request: &Request,
) -> Answer {
    let Some(table) = shared.table(id) else {
        return Answer::text(404, "");
    };
    let service = if interactive { "ODataApi" } else { "ODataFeed" };
    let root = format!("{}/{service}/odata/{}", shared.root(), table.id);
    let list = |set: &str, rows: Vec<Value>| {
        Answer::json(&json!({"odata.metadata": format!("{root}/$metadata#{set}"), "value": rows}))
    };
    match rest {
        [] => {
            let own = [
                "TableInfos",
                "UntypedDataSet",
                "TypedDataSet",
                "DataProperties",
                "CategoryGroups",
            ];
            let own = own.iter().map(|name| (*name).to_owned());
            let sets = own.chain(table.dimensions.iter().map(|one| one.name.clone()));
            list(
                "",
                sets.map(|name| json!({"name": name, "url": format!("{root}/{name}")}))
                    .collect(),
            )
        }
        ["TableInfos"] => list("TableInfos", vec![info(&table)]),
        ["DataProperties"] => list("DataProperties", columns(&table)),
        ["CategoryGroups"] => list("CategoryGroups", Vec::new()),
        [set @ ("UntypedDataSet" | "TypedDataSet")] => rows(
            shared,
            &table,
            (&root, interactive),
            *set == "TypedDataSet",
            request,
        ),
        [set] => match table.dimensions.iter().find(|one| one.name == *set) {
            Some(found) => {
                let row = |(code, title, status): &(String, String, String)| {
                    let mut row = json!({"Key": padded(code), "Title": title, "Description": "", "CategoryGroupID": null});
                    if found.kind == Kind::Time {
                        row["Status"] = json!(status);
                    }
                    row
                };
                list(set, found.codes.iter().map(row).collect())
            }
            None => Answer::text(404, ""),
        },
        _ => Answer::text(404, ""),
    }
}

/// The tables that are published.
pub(crate) fn catalogue(shared: &Shared) -> Answer {
    let tables = locked(&shared.tables);
    let rows: Vec<Value> = tables.values().map(|table| info(table)).collect();
    Answer::json(
        &json!({"odata.metadata": format!("{}/ODataCatalog/$metadata#Tables", shared.root()), "value": rows}),
    )
}

fn padded(code: &str) -> String {
    format!("{code:WIDTH$}")
}

fn info(table: &Table) -> Value {
    json!({"ID": 0, "Title": table.title, "ShortTitle": table.title, "Identifier": table.id, "Summary": table.summary, "Modified": table.modified,
        "Period": table.periods(),
        "ReasonDelivery": "Actualisering", "Language": "nl", "Catalog": "CBS", "Frequency": "Perjaar", "OutputStatus": "Regulier",
        "RecordCount": table.rows(), "ColumnCount": table.dimensions.len() + table.measures.len(), "SearchPriority": "2"})
}

fn columns(table: &Table) -> Vec<Value> {
    let kinds = table.dimensions.iter().map(|one| {
        let kind = match one.kind {
            Kind::Time => "TimeDimension",
            Kind::Geo => "GeoDimension",
            Kind::Plain => "Dimension",
        };
        json!({"odata.type": format!("Cbs.OData.{kind}"), "ParentID": null, "Type": kind, "Key": one.name, "Title": one.name, "Description": ""})
    });
    let topics = table.measures.iter().map(|one| {
        json!({"odata.type": "Cbs.OData.Topic", "ParentID": null, "Type": "Topic", "Key": one.column, "Title": one.title, "Description": "",
            "Datatype": "Double", "Unit": one.unit, "Decimals": one.decimals, "Default": "None"})
    });
    let numbered = kinds.chain(topics).enumerate().map(|(at, mut row)| {
        row["ID"] = json!(at);
        row["Position"] = json!(at);
        row
    });
    numbered.collect()
}

fn rows(
    shared: &Shared,
    table: &Table,
    (root, interactive): (&str, bool),
    typed: bool,
    request: &Request,
) -> Answer {
    let clauses = match request.get("$filter").map(filtered) {
        None => Vec::new(),
        Some(Some(clauses)) => clauses,
        Some(None) => return Answer::text(400, "filter"),
    };
    let (skip, top) = (request.number("$skip").unwrap_or(0), request.number("$top"));
    let cap = shared.setting.cap;
    let most = top
        .unwrap_or(usize::MAX)
        .min(if interactive { usize::MAX } else { cap });
    let mut found = Vec::new();
    let (mut seen, mut more) = (0_usize, false);
    for at in 0..table.rows() {
        let Some((places, figures)) = table.row(at) else {
            break;
        };
        let code = |name: &str| {
            let at = table.dimensions.iter().position(|one| one.name == name)?;
            Some(padded(table.code(at, &places)))
        };
        if !clauses.iter().all(|clause| clause.holds(code)) {
            continue;
        }
        seen += 1;
        if seen <= skip {
            continue;
        }
        if found.len() == most {
            more = true;
            break;
        }
        if interactive && found.len() == cap {
            let said = json!({"odata.error": {"code": "", "message": {"lang": "nl-NL",
                "value": "The query results in more than 10000 records, please refine your selection."}}});
            let mut answer = Answer::json(&said);
            answer.status = 500;
            return answer;
        }
        found.push(row(table, at, &places, &figures, typed));
    }
    let set = if typed { "TypedDataSet" } else { "UntypedDataSet" };
    let mut page = json!({"odata.metadata": format!("{root}/$metadata#{set}"), "value": found});
    if more && top.is_none() {
        let kept = request.without_skip();
        page["odata.nextLink"] = json!(format!("{root}/{set}?{kept}$skip={}", skip + most));
    }
    Answer::json(&page)
}

fn row(table: &Table, at: usize, places: &[usize], figures: &[Figure], typed: bool) -> Value {
    let mut row = Map::new();
    row.insert("ID".to_owned(), json!(at));
    for (place, dimension) in table.dimensions.iter().enumerate() {
        row.insert(dimension.name.clone(), json!(padded(table.code(place, places))));
    }
    for (measure, figure) in table.measures.iter().zip(figures) {
        let cell = match (figure, typed) {
            (Figure::Number(number), true) => json!(number),
            (Figure::Number(number), false) => json!(format!("{number:>8.*}", measure.decimals)),
            (_, true) => Value::Null,
            (Figure::Secret, false) => json!("       x"),
            (Figure::Missing, false) => json!("       ."),
            (Figure::Impossible | Figure::Absent, false) => json!("        "),
        };
        row.insert(measure.column.clone(), cell);
    }
    Value::Object(row)
}
