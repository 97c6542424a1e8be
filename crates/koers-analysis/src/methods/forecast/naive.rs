//! The forecasts that any other must beat.

use super::outcome::Forecast;
use super::record::{Record, TRIES, benchmark, both};
use super::series::{HORIZON, ROLES, SEASON, Series};
use crate::answer::Answer;
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::Words;
use crate::setting::{ABSENT, Setting};
use koers_economics::forecast::{Benchmark, naive};

const RULE: Setting = Setting::choice(
    "rule",
    Words("wat doorgaat", "what goes on"),
    &[
        ("naive", Words("de laatste waarde", "the last value")),
        (
            "seasonal",
            Words(
                "de waarde van hetzelfde seizoen een jaar eerder",
                "the value of the same season a year ago",
            ),
        ),
        (
            "drift",
            Words(
                "de lijn door de eerste en de laatste waarde",
                "the line through the first and the last value",
            ),
        ),
        ("mean", Words("het gemiddelde van alles", "the mean of all")),
    ],
    "naive",
);

/// Asks it.
pub const METHOD: Method = Method {
    id: "naive",
    family: Family::Forecast,
    title: Words("Naïeve voorspelling", "Naive forecast"),
    asks: Words("Wat komt er als alles blijft?", "What comes if all stays?"),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::Span,
    settings: &[RULE, HORIZON, SEASON, TRIES, ABSENT],
    page: "naive.md",
    source: "R. J. Hyndman and G. Athanasopoulos (2021), Forecasting: principles and practice",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let series = Series::of(question)?;
    let written = question.settings.text(RULE.word).unwrap_or_default();
    let rule = match written {
        "seasonal" if series.season > 1 => Benchmark::Season(series.season),
        "seasonal" => {
            return Err(Fault::Setting {
                word: RULE.word,
                found: written.to_owned(),
                needs: Words(
                    "deze reeks heeft geen seizoenen; noem ze met --set season=4 of 12",
                    "this series has no seasons; name them with --set season=4 or 12",
                ),
            });
        }
        "drift" => Benchmark::Drift,
        "mean" => Benchmark::Mean,
        _ => Benchmark::Last,
    };
    let horizon = series.ahead.len();
    let make = |past: &[f64]| both(|level| naive(past, rule, horizon, level));
    let values = &series.values;
    let outlooks = make(values).map_err(|fault| series.fault(fault))?;
    let record = Record::of(&series, question.settings.whole(TRIES.word)?, make)?;
    let lag = match rule {
        Benchmark::Season(season) => season,
        _ => 1,
    };
    let steps = values.iter().zip(values.iter().skip(lag));
    let errors = match rule {
        Benchmark::Mean => values.clone(),
        // What the drift takes off every step makes no difference to how they hang together.
        _ => steps.map(|(before, after)| after - before).collect(),
    };
    Forecast {
        outlooks,
        errors,
        record,
        is_naive: rule == benchmark(series.season),
        sentences: Vec::new(),
        tables: Vec::new(),
        assumptions: Vec::new(),
    }
    .answer(series)
}
