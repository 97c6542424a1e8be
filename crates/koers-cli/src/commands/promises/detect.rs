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
    let answer = spread.and_then(|spread| Ok((spread, detect::seen(effect, spread, within)?)));
    let said = match &answer {
        Ok((spread, seen)) => vec![
            scale.seen(effect, *seen, lang),
            scale.spread(*spread, lang),
            formula(lang).to_owned(),
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

/// What came out, beside what was asked; nothing of it where it cannot be said.
fn with(mut head: Value, answer: Option<(Spread, Seen)>) -> Value {
    if let Some((spread, seen)) = answer {
        head["spread"] = json!(spread.value.get());
        head["changes"] = json!(spread.changes);
        (head["seen_after_years"], head["smallest"]) = match seen {
            Seen::After { years } => (json!(years), Value::Null),
            Seen::NotWithin { smallest, later, .. } => (json!(later), json!(smallest.get())),
        };
    }
    head
}
