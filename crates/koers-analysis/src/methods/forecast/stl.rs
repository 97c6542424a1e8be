//! Trend and seasons apart.

use super::series::{ROLES, SEASON, Series};
use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::forecast::{SeasonWindow, Stl, stl};

const WINDOW: Setting = Setting::whole(
    "window",
    Words(
        "over hoeveel jaren het seizoen geleidelijk mag veranderen, oneven; anders is het elk jaar hetzelfde",
        "over how many years the season may slowly change, odd; otherwise it is the same each year",
    ),
    (7, 199),
    None,
);

const EXTREMES: Setting = Setting::choice(
    "extremes",
    Words("of uitschieters meetellen", "whether extremes count"),
    &[
        ("count", Words("ja", "yes")),
        (
            "held-off",
            Words("nee, zij tellen minder mee", "no, they count for less"),
        ),
    ],
    "count",
);

/// Asks it.
pub const METHOD: Method = Method {
    id: "stl",
    family: Family::Forecast,
    title: Words(
        "Trend en seizoen uit elkaar (STL)",
        "Trend and season apart (STL)",
    ),
    asks: Words(
        "Wat doet de reeks los van de tijd van het jaar?",
        "What does the series do apart from the time of the year?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::Span,
    settings: &[SEASON, WINDOW, EXTREMES, ABSENT],
    page: "stl.md",
    source: "R. B. Cleveland, W. S. Cleveland, J. E. McRae and I. Terpenning (1990), Journal of Official Statistics 6",
    run,
};

/// Above this strength a season counts.
const STRONG: f64 = 0.64;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let series = Series::of(question)?;
    let season = series.season;
    if season < 2 {
        return Err(Fault::Setting {
            word: SEASON.word,
            found: season.to_string(),
            needs: Words(
                "zonder seizoenen valt er niets uit elkaar te halen; noem ze met --set season=4 of 12",
                "without seasons there is nothing to take apart; name them with --set season=4 or 12",
            ),
        });
    }
    let window = match question.settings.maybe_whole(WINDOW.word)? {
        None => SeasonWindow::Fixed,
        Some(years) if years % 2 == 1 => SeasonWindow::Cycles(years),
        Some(years) => {
            return Err(Fault::Setting {
                word: WINDOW.word,
                found: years.to_string(),
                needs: Words("een oneven getal", "an odd number"),
            });
        }
    };
    let held_off = question.settings.text(EXTREMES.word) == Some("held-off");
    let found = stl(&series.values, season, window, held_off).map_err(|fault| series.fault(fault))?;
    let decimals = series.decimals();
    let last = |values: &[f64]| Slot::number(values.last().copied(), decimals);
    let year_ago = found.trend.iter().rev().nth(season).copied();
    let strength = found.seasonal_strength;
    let slots = [
        series.name(),
        series.periods.last().map_or("", String::as_str).into(),
        last(&series.values),
        last(&found.adjusted),
        Slot::number(year_ago, decimals),
        last(&found.trend),
    ];
    let sentences = vec![
        say(
            "{0} was in {1} {2}, en zonder het seizoen {3}. De trend ging in een jaar van {4} naar {5}.",
            "{0} was {2} in {1}, and {3} without the season. The trend went from {4} to {5} in a year.",
            slots,
        ),
        match strength {
            Some(strength) if strength > STRONG => say(
                "Het seizoen telt: de sterkte is {0} op een schaal van 0 tot 1.",
                "The season counts: its strength is {0} on a scale from 0 to 1.",
                [Slot::number(strength, 2)],
            ),
            Some(strength) => say(
                "Het seizoen telt nauwelijks: de sterkte is {0} op een schaal van 0 tot 1.",
                "The season hardly counts: its strength is {0} on a scale from 0 to 1.",
                [Slot::number(strength, 2)],
            ),
            None => say(
                "De reeks heeft geen seizoen en geen rest.",
                "The series has no season and no remainder.",
                [],
            ),
        },
    ];
    Ok(Answer {
        sentences,
        tables: vec![parts(&series, &found, held_off), strengths(&found)],
        assumptions: vec![
            swings(&series.values, &found.trend, season),
            Assumption::untested(
                "Werkdagen en feestdagen maken geen verschil: die ziet deze methode niet, anders dan die van de statistiekbureaus.",
                "Working days and holidays make no difference: this method does not see them, other than those of the statistical offices.",
            ),
            Assumption::untested(
                "Het eind van de trend ligt vast; in werkelijkheid verschuift het nog als er nieuwe cijfers komen.",
                "The end of the trend is settled; in truth it still moves as new figures come.",
            ),
        ],
        left_out: series.filled.clone().into_iter().collect(),
        drawing: Some(drawing(&series, found)),
        effect: None,
    })
}

fn parts(series: &Series, found: &Stl, held_off: bool) -> Table {
    let decimals = series.decimals();
    let mut columns = vec![
        column("period", "periode", "period"),
        column("value", "waarde", "value"),
        column("trend", "trend", "trend"),
        column("seasonal", "seizoen", "season"),
        column("remainder", "rest", "remainder"),
        column("adjusted", "zonder seizoen", "without season"),
    ];
    if held_off {
        columns.push(column("weight", "telt mee voor", "counts for"));
    }
    let rows = series.periods.iter().enumerate().map(|(at, period)| {
        let of = |values: &[f64]| values.get(at).copied();
        let mut row = vec![
            period.into(),
            Item::number(of(&series.values), decimals),
            Item::number(of(&found.trend), decimals),
            Item::signed(of(&found.seasonal), decimals),
            Item::signed(of(&found.remainder), decimals),
            Item::number(of(&found.adjusted), decimals),
        ];
        if held_off {
            row.push(Item::percent(of(&found.weights), 0));
        }
        row
    });
    Table {
        id: "parts",
        title: Words("De delen van de reeks", "The parts of the series"),
        rows: rows.collect(),
        columns,
    }
}

fn strengths(found: &Stl) -> Table {
    let row = |word: &'static str, words: Words, value: Option<f64>| {
        vec![Item::Word(word, words), Item::number(value, 3)]
    };
    Table {
        id: "strengths",
        title: Words(
            "Hoe sterk trend en seizoen zijn",
            "How strong trend and season are",
        ),
        columns: vec![
            column("what", "wat", "what"),
            column("strength", "sterkte, van 0 tot 1", "strength, from 0 to 1"),
        ],
        rows: vec![
            row("trend", Words("trend", "trend"), found.trend_strength),
            row("seasonal", Words("seizoen", "season"), found.seasonal_strength),
        ],
    }
}

/// Whether parts add up: the swing within a year does not go with the level of that year.
fn swings(values: &[f64], trend: &[f64], season: usize) -> Assumption {
    let what = Words(
        "Trend en seizoen tellen op: uitslagen worden niet groter met het niveau.",
        "Trend and season add up: swings do not grow with the level.",
    );
    let years: Vec<(f64, f64)> = values
        .chunks_exact(season)
        .zip(trend.chunks_exact(season))
        .map(|(values, trend)| {
            let beside = values.iter().zip(trend).map(|(value, trend)| value - trend);
            let (low, high) = beside.fold((f64::MAX, f64::MIN), |(low, high), one| {
                (one.min(low), one.max(high))
            });
            (trend.iter().sum::<f64>() / season as f64, high - low)
        })
        .collect();
    let count = years.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| years.iter().map(of).sum::<f64>() / count;
    let (level, swing) = (mean(|year| year.0), mean(|year| year.1));
    let sum = |of: &dyn Fn(f64, f64) -> f64| -> f64 {
        let all = years.iter().map(|year| of(year.0 - level, year.1 - swing));
        all.sum()
    };
    let (levels, swings) = (sum(&|level, _| level * level), sum(&|_, swing| swing * swing));
    // Fewer years than four hang together by chance; what never moves hangs together with nothing.
    if years.len() < 4 || levels <= 0.0 || swings <= 0.0 {
        return Assumption::untested(what.0, what.1);
    }
    let together = sum(&|level, swing| level * swing) / (levels * swings).sqrt();
    let limit = 2.0 / count.sqrt();
    Assumption::tested(
        what,
        together <= limit,
        say(
            "De samenhang van uitslag en niveau over {0} jaren is {1}; de grens is {2}. Groeien zij samen, neem dan eerst logaritmen.",
            "The correlation of swing and level over {0} years is {1}; the limit is {2}. Where they grow together, take logarithms first.",
            [
                years.len().into(),
                Slot::number(together, 2),
                Slot::number(limit, 2),
            ],
        ),
    )
}

fn drawing(series: &Series, found: Stl) -> Drawing {
    let line = |nl: &'static str, en: &'static str, weight: Weight, values: Vec<f64>| Line {
        name: Named::Method(Words(nl, en)),
        weight,
        values: values.into_iter().map(Some).collect(),
    };
    Drawing {
        title: Words("Zonder seizoen", "Without the season"),
        x: Words("periode", "period"),
        y: Words("waarde", "value"),
        shape: Shape::Lines {
            at: series.periods.clone(),
            lines: vec![
                line("trend", "trend", Weight::Main, found.trend),
                line("zonder seizoen", "without season", Weight::Beside, found.adjusted),
                line("gemeten", "observed", Weight::Faint, series.values.clone()),
            ],
            band: None,
            from: None,
        },
    }
}
