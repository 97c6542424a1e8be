//! What an edition says, read back from its answer for programs.

use crate::status::wire::{
    MeasureJson, OutcomeJson, PointJson, ReasonJson, StatusJson, TargetJson, TextJson, VerdictJson,
};
use koers_model::edition::{Told, ToldMeasure, ToldOutcome};
use koers_model::id::Id;
use koers_model::period::Period;
use koers_model::text::Text;
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Cell, Content, Marks, Missing, Number};
use koers_model::verdict::{Point, Verdict};

/// Reads what an edition says from its `status.json`.
///
/// # Errors
/// What is wrong with it, in one sentence.
pub fn told(bytes: &[u8]) -> Result<Told, String> {
    let status: StatusJson = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if status.koers_status != crate::status::VERSION {
        return Err(format!("`koers_status` is {}", status.koers_status));
    }
    let mut outcomes = Vec::new();
    for framework in &status.frameworks {
        let id = id(&framework.id)?;
        for told in framework.groups.iter().flat_map(|group| &group.outcomes) {
            outcomes.push(outcome(&id, told)?);
        }
    }
    Ok(Told { outcomes })
}

fn id(text: &str) -> Result<Id, String> {
    Id::new(text).map_err(|error| error.to_string())
}

fn text(text: &TextJson) -> Text {
    Text {
        nl: text.nl.clone(),
        en: text.en.clone(),
    }
}

fn outcome(framework: &Id, told: &OutcomeJson) -> Result<ToldOutcome, String> {
    let reason: &ReasonJson = &told.reason;
    Ok(ToldOutcome {
        framework: framework.clone(),
        id: id(&told.id)?,
        title: text(&told.title),
        verdict: match told.verdict {
            VerdictJson::OnCourse => Verdict::OnCourse,
            VerdictJson::OffCourse => Verdict::OffCourse,
            VerdictJson::CannotBeSaid => Verdict::CannotBeSaid,
        },
        reason: text(&reason.sentence),
        measures: told.measures.iter().map(measure).collect::<Result<_, _>>()?,
    })
}

fn measure(told: &MeasureJson) -> Result<ToldMeasure, String> {
    let unit = Unit::from_id(&told.unit).ok_or_else(|| format!("`{}` is no unit", told.unit))?;
    Ok(ToldMeasure {
        indicator: id(&told.indicator)?,
        title: text(&told.title),
        unit,
        decimals: told.decimals,
        target: text(&told.target.sentence),
        terms: terms(&told.target)?,
        series: told.series.iter().map(point).collect::<Result<_, _>>()?,
    })
}

/// All terms but the sentence: another version may say the same in other words.
fn terms(target: &TargetJson) -> Result<String, String> {
    let bare = TargetJson {
        sentence: TextJson {
            nl: String::new(),
            en: None,
        },
        note: None,
        ..target.clone()
    };
    serde_json::to_string(&bare).map_err(|error| error.to_string())
}

fn point(told: &PointJson) -> Result<Point, String> {
    let number = |value: f64| Number::new(value).ok_or_else(|| format!("`{value}` is no number"));
    let content = match (told.value, &told.missing) {
        (Some(value), None) => Content::Value(number(value)?),
        (None, Some(word)) => Content::Missing {
            reason: Missing::from_word(word).ok_or_else(|| format!("`{word}` is no reason"))?,
            bounds: match told.between {
                Some((low, high)) => Some(Bounds {
                    low: number(low)?,
                    high: number(high)?,
                }),
                None => None,
            },
        },
        _ => {
            return Err(format!(
                "{} has neither a figure nor a reason, or both",
                told.period
            ));
        }
    };
    let mut marks = Marks::NONE;
    for word in &told.marks {
        marks = marks.with(Marks::from_word(word).ok_or_else(|| format!("`{word}` is no mark"))?);
    }
    Ok(Point {
        period: Period::parse(&told.period).map_err(|error| error.to_string())?,
        cell: Cell {
            content,
            marks,
            margin: told.margin.map(number).transpose()?,
        },
    })
}
