//! The Theta forecast.

use super::outcome::Forecast;
use super::record::{LEVELS, Record, TRIES, both};
use super::series::{HORIZON, ROLES, SEASON, Series};
use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::forecast::{
    ErrorForm, Form, SeasonForm, SeasonWindow, TrendForm, exponential_smoothing, stl, theta,
};

/// Asks it.
pub const METHOD: Method = Method {
    id: "theta",
    family: Family::Forecast,
    title: Words("Theta-voorspelling", "Theta forecast"),
    asks: Words(
        "Wat komt er als het niveau blijft en de helft van de lange trend doorgaat?",
        "What comes if the level stays and half of the long trend goes on?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::Span,
    settings: &[HORIZON, SEASON, TRIES, ABSENT],
    page: "theta.md",
    source: "V. Assimakopoulos and K. Nikolopoulos (2000), International Journal of Forecasting 16",
    run,
};

/// Above this strength a season counts: the border that the choice of an ARIMA model has too.
const STRONG: f64 = 0.64;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let series = Series::of(question)?;
    let horizon = series.ahead.len();
    let make = |past: &[f64]| both(|level| theta(past, horizon, level).map(|found| found.outlook));
    let refused = |fault| series.fault(fault);
    let found = theta(&series.values, horizon, LEVELS[1]).map_err(refused)?;
    let outlooks = make(&series.values).map_err(refused)?;
    let record = Record::of(&series, question.settings.whole(TRIES.word)?, make)?;
    let level = Form {
        error: ErrorForm::Additive,
        trend: TrendForm::None,
        season: SeasonForm::None,
    };
    let smooth = exponential_smoothing(&series.values, level).map_err(refused)?;
    // What half the slope adds one period ahead, from each place.
    let errors = (0_i32..)
        .zip(&smooth.errors)
        .map(|(place, error)| error - found.drift * (1.0 - (1.0 - found.alpha).powi(place)) / found.alpha)
        .collect();
    let decimals = series.decimals();
    let row = |word: &'static str, words: Words, value: f64, decimals: u8| {
        vec![Item::Word(word, words), Item::number(value, decimals)]
    };
    let mut assumptions = Vec::new();
    if series.season > 1
        && let Ok(parts) = stl(&series.values, series.season, SeasonWindow::Fixed, false)
        && let Some(strength) = parts.seasonal_strength
    {
        assumptions.push(Assumption::tested(
            Words(
                "De reeks heeft geen seizoenen: Theta ziet ze niet.",
                "The series has no seasons: Theta does not see them.",
            ),
            strength <= STRONG,
            say(
                "De sterkte van het seizoen is {0}, op een schaal van 0 tot 1; boven {1} telt het.",
                "The strength of the season is {0}, on a scale from 0 to 1; above {1} it counts.",
                [Slot::number(strength, 2), Slot::number(STRONG, 2)],
            ),
        ));
    }
    Forecast {
        outlooks,
        errors,
        record,
        is_naive: false,
        sentences: Vec::new(),
        tables: vec![Table {
            id: "model",
            title: Words("Waarmee is voorspeld", "What it was forecast with"),
            columns: vec![column("what", "wat", "what"), column("value", "waarde", "value")],
            rows: vec![
                row(
                    "alpha",
                    Words(
                        "wat het niveau van een afwijking overneemt (α)",
                        "what the level takes of an error (α)",
                    ),
                    found.alpha,
                    4,
                ),
                row(
                    "drift",
                    Words("erbij per periode", "added each period"),
                    found.drift,
                    decimals + 2,
                ),
            ],
        }],
        assumptions,
    }
    .answer(series)
}
