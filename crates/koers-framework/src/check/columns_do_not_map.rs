use super::context::Context;
use super::rule;
use crate::file::dataset::{ColumnEntry, DatasetFile};
use crate::file::leaf::Role;
use crate::place::Place;
use koers_model::diagnostic::Diagnostic;
use koers_model::provider::Connector;

rule! {"K220" "columns-do-not-map" Error,
"De kolommen van een gegevensset zeggen samen niet waar, wanneer, wat en hoeveel.",
"## What it does
Reports a data set without exactly one region column and one period column, without a value column, with a column named
twice, with a value column whose measure is not among `measures`, with several value columns or several measures and no
telling which is which, and with a `keep` of a column that it does not have. What a protocol of `from:` has columns of its own for
(the period of SDMX, the figures of SDMX and of OData v4) need not be named.

## Why is this bad?
A figure of which the region, the period or the measure is not known is no figure.

## Example
```yaml
columns:
  - {column: region, role: region, codes: cbs}
  - {column: value, role: value, measure: jobs}
```

## Use instead
```yaml
columns:
  - {column: region, role: region, codes: cbs}
  - {column: period, role: period}
  - {column: value, role: value, measure: jobs}
```"}

fn check(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    for dataset in context.parsed.datasets.iter().map(|file| &file.record) {
        // Columns that could not be read say nothing on what is missing.
        let read = dataset
            .columns
            .iter()
            .all(|column| column.role.is_some() && column.column.is_some());
        if read && !dataset.columns.is_empty() {
            of_dataset(context, dataset, found);
        }
    }
}

/// What a protocol has columns of its own for, which need not be named.
fn own_columns(dataset: &DatasetFile) -> &'static [Role] {
    let connector = dataset.from.as_ref().and_then(|from| from.connector.as_ref());
    match connector.map(|connector| connector.value) {
        Some(Connector::CbsOdata4) => &[Role::Measure, Role::Value],
        Some(Connector::Eurostat | Connector::Sdmx) => &[Role::Period, Role::Value],
        Some(Connector::CbsOdata3 | Connector::File) | None => &[],
    }
}

fn of_dataset(context: &Context<'_>, dataset: &DatasetFile, found: &mut Vec<Diagnostic>) {
    let whole = dataset.dataset.as_ref().map_or(dataset.head, |id| id.at);
    let with = |role: Role| -> Vec<&ColumnEntry> {
        let has = |column: &&ColumnEntry| column.role.as_ref().is_some_and(|r| r.value == role);
        dataset.columns.iter().filter(has).collect()
    };
    let mut report = |at: Place, nl: String, en: String| {
        found.push(RULE.found(context, at, context.say(nl, en), ""));
    };
    let own = own_columns(dataset);
    for (role, word) in [(Role::Region, "region"), (Role::Period, "period")] {
        match with(role).as_slice() {
            [_] => {}
            [] if own.contains(&role) => {}
            [] => report(
                whole,
                format!("geen kolom heeft `role: {word}`"),
                format!("no column has `role: {word}`"),
            ),
            [_, second, ..] => report(
                second.head,
                format!("meer dan één kolom heeft `role: {word}`"),
                format!("more than one column has `role: {word}`"),
            ),
        }
    }
    let values = with(Role::Value);
    let measure_columns = with(Role::Measure);
    if values.is_empty() && !own.contains(&Role::Value) {
        report(
            whole,
            "geen kolom heeft `role: value`".into(),
            "no column has `role: value`".into(),
        );
    }
    let measures = &dataset.measures.0;
    for column in &values {
        match &column.measure {
            Some(measure) if !measures.iter().any(|(key, _)| key.value == measure.value) => report(
                measure.at,
                format!("`{}` staat niet onder `measures`", measure.value),
                format!("`{}` is not among `measures`", measure.value),
            ),
            None if measure_columns.is_empty() && (values.len() > 1 || measures.len() > 1) => report(
                column.head,
                "deze kolom zegt niet welke maat zij bevat".into(),
                "this column does not say which measure it holds".into(),
            ),
            _ => {}
        }
    }
    let mut names: Vec<&str> = Vec::new();
    for name in dataset.columns.iter().filter_map(|column| column.column.as_ref()) {
        if names.contains(&name.value.as_str()) {
            report(
                name.at,
                format!("de kolom `{}` staat er twee keer", name.value),
                format!("the column `{}` stands twice", name.value),
            );
        }
        names.push(&name.value);
    }
    for (column, _) in &dataset.keep.0 {
        if !names.contains(&column.value.as_str()) {
            report(
                column.at,
                format!("`keep` noemt kolom `{}`, die er niet is", column.value),
                format!("`keep` names the column `{}`, which is not there", column.value),
            );
        }
    }
}
