//! `koers promises detect`: whether an effect could ever be seen in an indicator.

use super::super::{print, region, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::portfolio::outlook::{Effect, Seen, Spread};
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_report::outlook::{Scale, formula};
use koers_run::held::Held;
use koers_run::portfolio::detect;
use koers_run::status::Asked;
use serde_json::{Value, json};
use std::sync::Arc;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let size = matches.get_one("effect").copied().unwrap_or(Number::ZERO);
    let effect = match matches.get_flag("yearly") {
        true => Effect::Yearly(size),
        false => Effect::Once(size),
    };
    let within = matches.get_one("years").copied().unwrap_or(1);
    let asked = Asked {
        region: region(matches)?,
        ..Asked::default()
    };
    let held = Held::read(Arc::new(world(matches)?), lang)?;
    let indicator = held.indicator(text(matches, "indicator"))?;
    let region = held.region(&asked)?;
    let spread = detect::spread(&held, indicator.id.as_str(), &region.code)?;
    let scale = Scale {
        indicator: indicator.title.get(lang),
        region: &region.name,
        unit: indicator.unit,
    };
    let answer = spread.and_then(|spread| {
        Ok(Answer {
            seen: detect::seen(effect, spread, within)?,
            multiplier: detect::multiplier(spread)?,
            spread,
        })
    });
    let said = match &answer {
        Ok(answer) => vec![
            scale.seen(effect, answer.seen, lang),
            scale.spread(answer.spread, lang),
            formula(answer.multiplier, answer.spread, lang),
        ],
        Err(reason) => vec![scale.silent(reason, lang)],
    };
    print(&match text(matches, "format") {
        "json" => {
            let head = json!({
                "indicator": indicator.id.as_str(),
                "region": region.code.as_str(),
                "unit": indicator.unit.id,
                "effect": size.get(),
                "yearly": matches.get_flag("yearly"),
                "within_years": within,
                "said": said,
            });
            format!("{:#}\n", with(head, answer.ok()))
        }
        _ => said.join("\n"),
    })?;
    Ok(Exit::Done)
}

/// What came out.
struct Answer {
    spread: Spread,
    /// How many times the spread an effect must be.
    multiplier: Number,
    seen: Seen,
}

/// What came out, beside what was asked; nothing of it where it cannot be said.
fn with(mut head: Value, answer: Option<Answer>) -> Value {
    if let Some(answer) = answer {
        head["spread"] = json!(answer.spread.value.get());
        head["changes"] = json!(answer.spread.changes);
        head["multiplier"] = json!(answer.multiplier.get());
        (head["seen_after_years"], head["smallest"]) = match answer.seen {
            Seen::After { years } => (json!(years), Value::Null),
            Seen::NotWithin { smallest, later, .. } => (json!(later), json!(smallest.get())),
        };
    }
    head
}
