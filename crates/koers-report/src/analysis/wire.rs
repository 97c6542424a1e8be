//! An analysis as JSON.

use super::{PAGES, list, sentence};
use crate::status;
use koers_analysis::METHODS;
use koers_analysis::analysis::{Analysis, Input};
use koers_analysis::answer::Assumption;
use koers_analysis::say::{Sentence, Words};
use koers_model::text::Lang;
use serde_json::{Value, json};

/// The version of the form.
const FORM: u32 = 1;

pub(crate) fn words(words: Words) -> Value {
    json!({ "nl": words.0, "en": words.1 })
}

pub(crate) fn said(said: &Sentence) -> Value {
    json!({ "nl": sentence(said, Lang::Nl), "en": sentence(said, Lang::En) })
}

fn assumption(one: &Assumption) -> Value {
    json!({
        "what": words(one.what),
        "standing": one.standing.word(),
        "found": one.found.as_ref().map(said),
    })
}

fn input(one: &Input) -> Value {
    let published = one.published.as_ref().map(|published| {
        json!({
            "publisher": published.publisher,
            "table": published.table,
            "known": published.known,
        })
    });
    json!({ "name": one.name, "rows": one.rows, "sha256": one.hash, "published": published })
}

/// An analysis as JSON, with texts in both languages.
#[must_use]
pub fn json(analysis: &Analysis) -> String {
    status::pretty(&value(analysis))
}

/// The same as a part of something larger.
pub(crate) fn value(analysis: &Analysis) -> Value {
    let method = METHODS.iter().find(|method| method.id == analysis.method);
    let answer = &analysis.answer;
    let tables: Vec<Value> = answer
        .tables
        .iter()
        .map(|table| {
            json!({
                "id": table.id,
                "title": words(table.title),
                "columns": table
                    .columns
                    .iter()
                    .map(|column| json!({ "key": column.key, "title": words(column.title) }))
                    .collect::<Vec<_>>(),
                "rows": list(table).values(),
            })
        })
        .collect();
    let settings: serde_json::Map<String, Value> = analysis
        .settings
        .iter()
        .map(|(word, value)| ((*word).to_owned(), Value::from(value.as_str())))
        .collect();
    json!({
        "koers_analysis": FORM,
        "method": analysis.method,
        "title": method.map(|method| words(method.title)),
        "asked": {
            "region": analysis.asked.region,
            "reference": analysis.asked.reference,
            "from": analysis.asked.from,
            "to": analysis.asked.to,
            "sector": analysis.asked.sector,
            "settings": settings,
        },
        "answer": answer.sentences.iter().map(said).collect::<Vec<_>>(),
        "tables": tables,
        "assumptions": answer.assumptions.iter().map(assumption).collect::<Vec<_>>(),
        "left_out": answer.left_out.iter().map(said).collect::<Vec<_>>(),
        "inputs": analysis.inputs.iter().map(input).collect::<Vec<_>>(),
        "source": method.map(|method| method.source),
        "page": method.map(|method| format!("{PAGES}/{}", method.page)),
    })
}
