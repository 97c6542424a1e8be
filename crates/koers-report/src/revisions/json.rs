//! What was believed before, as programs read it.

use super::flip;
use crate::status::pretty;
use koers_model::revision::{DatasetRevisions, IndicatorRevisions, Revisions};
use koers_model::text::Lang;
use koers_model::value::{Cell, Number};
use serde_json::{Value, json};

/// The version of the form.
const FORM: u32 = 1;

/// Everything, for programs.
#[must_use]
pub fn json(revisions: &Revisions) -> String {
    pretty(&match revisions {
        Revisions::Indicator(of) => of_indicator(of),
        Revisions::Dataset(of) => of_dataset(of),
    })
}

fn figure(cell: &Cell) -> Value {
    json!({
        "value": cell.number().map(Number::get),
        "missing": cell.missing_reason().map(|reason| reason.word()),
        "marks": cell.marks.words().collect::<Vec<_>>(),
    })
}

fn of_indicator(of: &IndicatorRevisions) -> Value {
    let vintages = of.vintages.iter().map(|vintage| {
        let came = vintage.came.iter();
        let came: Vec<Value> = came
            .map(|(id, hash)| json!({"dataset": id.as_str(), "snapshot": hash.to_string()}))
            .collect();
        json!({"known_since": vintage.known.to_string(), "came": came})
    });
    let rows = of.rows.iter().map(|row| {
        json!({
            "period": row.period.to_string(),
            "fate": row.fate.word(),
            "first": row.first.map(Number::get),
            "last": row.last.map(Number::get),
            "revision": row.by().map(Number::get),
            "vintages": row.cells.iter().map(figure).collect::<Vec<_>>(),
        })
    });
    let flips = of.flips.iter().map(|one| {
        json!({
            "framework": one.framework.as_str(),
            "outcome": one.outcome.0.as_str(),
            "known_since": one.known.to_string(),
            "before": one.before.word(),
            "after": one.after.word(),
            "why": {"nl": flip(one, of, Lang::Nl), "en": flip(one, of, Lang::En)},
        })
    });
    let found = &of.summary;
    json!({
        "koers_revisions": FORM,
        "indicator": of.indicator.id.as_str(),
        "version": of.indicator.version,
        "unit": of.indicator.unit.id,
        "region": of.region.0.as_str(),
        "judged_on": of.on.to_string(),
        "vintages": vintages.collect::<Vec<_>>(),
        "summary": {
            "compared": found.compared,
            "revised": found.revised,
            "raised": found.raised,
            "lowered": found.lowered,
            "new": found.new,
            "vanished": found.vanished,
            "mean": found.mean.map(Number::get),
            "mean_absolute": found.mean_absolute.map(Number::get),
            "relative_mean_absolute": found.relative.map(Number::get),
        },
        "periods": rows.collect::<Vec<_>>(),
        "flips": flips.collect::<Vec<_>>(),
    })
}

fn of_dataset(of: &DatasetRevisions) -> Value {
    let steps = of.steps.iter().map(|step| {
        let revised = step.revised.iter().map(|cell| {
            json!({
                "measure": cell.measure,
                "codes": cell.codes.iter().map(|(name, code)| (name.clone(), json!(code))).collect::<serde_json::Map<_, _>>(),
                "region": cell.region.as_str(),
                "period": cell.period.to_string(),
                "before": figure(&cell.before),
                "after": figure(&cell.after),
            })
        });
        json!({
            "known_since": step.after.known_since().to_string(),
            "published": step.after.published.map(|day| day.to_string()),
            "retrieved": step.after.retrieved.to_string(),
            "snapshot": step.after.hash.to_string(),
            "cells": step.cells,
            "new_periods": step.new_periods.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "new": step.new,
            "vanished": step.vanished,
            "marked": step.marked,
            "silent": step.is_silent(),
            "mean_absolute": step.mean_absolute.map(Number::get),
            "revised": revised.collect::<Vec<_>>(),
        })
    });
    json!({
        "koers_revisions": FORM,
        "dataset": of.dataset.0.as_str(),
        "snapshots": steps.collect::<Vec<_>>(),
    })
}
