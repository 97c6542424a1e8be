//! Interrupted time series.

use super::design::{NOTHING_ELSE, ROLES, START, start};
use super::synthetic_control::LEVEL;
use crate::answer::{Against, Answer, Assumption, Effect, Item, Table, column};
use crate::drawing::{Drawing, Line, Named, Shape, Weight};
use crate::fault::Fault;
use crate::grid::Absent;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{PERIOD, REGION, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::Setting;
use koers_economics::evaluation::{Estimate, interrupted_time_series};

/// Asks it.
pub const METHOD: Method = Method {
    id: "interrupted-time-series",
    family: Family::Evaluation,
    title: Words("Breuk in de reeks", "Interrupted time series"),
    asks: Words(
        "Breekt de lijn van een reeks op het moment van de maatregel?",
        "Does the line of a series break at the moment of the measure?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: false,
    time: Time::Span,
    settings: &[
        START,
        Setting::whole(
            "lag",
            Words(
                "over hoeveel periodes afwijkingen samenhangen",
                "over how many periods deviations hang together",
            ),
            (0, 1000),
            Some("1"),
        ),
        LEVEL,
    ],
    page: "interrupted_time_series.md",
    source: "A. K. Wagner and others (2002), Journal of Clinical Pharmacy and Therapeutics 27",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let region = question.region()?;
    let periods = question.consecutive()?;
    let begins = start(question, &periods)?;
    let grid = question.frame.laid_out(
        VALUE,
        (REGION, vec![region.to_owned()]),
        (PERIOD, periods.clone()),
    )?;
    let values = grid.values(Absent::Refused)?;
    let lag = question.settings.whole("lag")?;
    let level = question.settings.number(LEVEL.word)?;
    let found = interrupted_time_series(&values, begins, lag).map_err(|fault| grid.fault(fault))?;
    let size = values.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
    let decimals = if size >= 1000.0 { 0 } else { 3 };
    let first = periods.get(begins).map_or("", String::as_str);
    let p = found.effect.p();
    let slots = [
        region.into(),
        first.into(),
        Slot::signed(found.effect.value, decimals),
        Slot::p(p),
    ];
    let sentence = if p.is_some_and(|p| p <= level) {
        say(
            "{0} lag vanaf {1} gemiddeld {2} van de eigen lijn van ervoor, meer dan toeval ({3}); wat er verder in die tijd gebeurde, telt mee.",
            "{0} lay {2} from its own line of before on average from {1} on, more than chance ({3}); whatever else happened in that time counts too.",
            slots,
        )
    } else if p.is_none() {
        say(
            "{0} lag vanaf {1} gemiddeld {2} van de eigen lijn van ervoor; of dat toeval is, is met zo weinig niet te zeggen.",
            "{0} lay {2} from its own line of before on average from {1} on; whether that is chance cannot be said with so few.",
            slots,
        )
    } else {
        say(
            "Dat {0} vanaf {1} gemiddeld {2} van de eigen lijn van ervoor lag, is niet van toeval te onderscheiden ({3}).",
            "That {0} lay {2} from its own line of before on average from {1} on cannot be told from chance ({3}).",
            slots,
        )
    };
    let row = |words: Words, word: &'static str, one: &Estimate| {
        let interval = one.interval(1.0 - level).ok().flatten();
        vec![
            Item::Word(word, words),
            Item::signed(one.value, decimals),
            Item::number(one.error, decimals + 1),
            Item::signed(interval.map(|span| span.0), decimals),
            Item::signed(interval.map(|span| span.1), decimals),
            Item::number(one.p(), 4),
        ]
    };
    let bound = 2.0 / (values.len() as f64).sqrt();
    let after: Vec<f64> = found.autocorrelation.iter().skip(lag).copied().collect();
    let most = after.iter().fold(0.0, |most: f64, one| most.max(one.abs()));
    let line = |name: Named, weight: Weight, values: Vec<Option<f64>>| Line { name, weight, values };
    let before = (0..begins).map(|at| found.level.value + found.trend.value * at as f64);
    let mut old: Vec<Option<f64>> = before.map(Some).collect();
    old.extend(found.without.iter().copied().map(Some));
    Ok(Answer {
        sentences: vec![sentence],
        tables: vec![
            Table {
                id: "estimates",
                title: Words("De breuk", "The break"),
                columns: vec![
                    column("what", "wat", "what"),
                    column("value", "schatting", "estimate"),
                    column("error", "standaardfout", "standard error"),
                    column("low", "laag", "low"),
                    column("high", "hoog", "high"),
                    column("p", "p", "p"),
                ],
                rows: vec![
                    row(Words("gemiddeld effect", "mean effect"), "effect", &found.effect),
                    row(Words("sprong", "jump"), "step", &found.step),
                    row(Words("knik per periode", "bend per period"), "bend", &found.bend),
                    row(Words("helling ervoor", "slope before"), "trend", &found.trend),
                    row(
                        Words("helling erna", "slope after"),
                        "trend_after",
                        &found.trend_after,
                    ),
                    row(
                        Words("begin van de lijn", "start of the line"),
                        "level",
                        &found.level,
                    ),
                ],
            },
            Table {
                id: "paths",
                title: Words("De reeks en haar oude lijn", "The series and its old line"),
                columns: vec![
                    column("period", "periode", "period"),
                    column("observed", "gemeten", "observed"),
                    column("without", "oude lijn", "old line"),
                ],
                rows: periods
                    .iter()
                    .zip(values.iter().zip(&old))
                    .map(|(period, (value, line))| {
                        vec![
                            period.into(),
                            Item::number(*value, decimals),
                            Item::number(*line, decimals),
                        ]
                    })
                    .collect(),
            },
        ],
        assumptions: vec![
            Assumption::tested(
                Words(
                    "Wat na de ingestelde periodes aan samenhang overblijft, is toeval.",
                    "What hangs together beyond the periods that were set is chance.",
                ),
                most <= bound,
                say(
                    "De grootste samenhang is {0}; de grens is {1}.",
                    "The largest correlation is {0}; the limit is {1}.",
                    [Slot::number(most, 2), Slot::number(bound, 2)],
                ),
            ),
            Assumption::tested(
                Words(
                    "Er zijn genoeg periodes om de fout te kennen.",
                    "There are periods enough to know the error.",
                ),
                values.len() >= 30,
                say(
                    "Het zijn er {0}; met minder dan {1} is de standaardfout te klein.",
                    "There are {0}; with fewer than {1} the standard error is too small.",
                    [values.len().into(), 30.into()],
                ),
            ),
            Assumption::untested(
                "De rechte lijn van ervoor was doorgegaan.",
                "The straight line of before would have gone on.",
            ),
            NOTHING_ELSE,
        ],
        left_out: Vec::new(),
        drawing: Some(Drawing {
            title: Words("De reeks en haar oude lijn", "The series and its old line"),
            x: Words("periode", "period"),
            y: Words("waarde", "value"),
            shape: Shape::Lines {
                at: periods.clone(),
                lines: vec![
                    line(
                        Named::Figures(region.to_owned()),
                        Weight::Main,
                        values.iter().copied().map(Some).collect(),
                    ),
                    line(Named::Method(Words("oude lijn", "old line")), Weight::Beside, old),
                ],
                band: None,
                from: Some(begins),
            },
        }),
        effect: Effect::new(found.effect.value, p, Against::OwnLine),
    })
}
