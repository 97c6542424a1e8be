//! Unemployment against vacancies over the years.

use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::drawing::{Bubble, Drawing, Shape};
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::grid::Absent;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{JOBS, LABOUR_FORCE, PERIOD, REGION, Role, UNEMPLOYED, VACANCIES};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::Setting;
use koers_economics::labour::{BeveridgeCurve, beveridge_curve};

/// Asks it.
pub const METHOD: Method = Method {
    id: "beveridge-curve",
    family: Family::Labour,
    title: Words("Beveridgecurve", "Beveridge curve"),
    asks: Words(
        "Daalt de werkloosheid als er meer vacatures zijn, en is de hele lijn verschoven?",
        "Does unemployment fall where vacancies rise, and has the whole curve moved?",
    ),
    roles: &[
        (PERIOD, Need::Must),
        (UNEMPLOYED, Need::Must),
        (VACANCIES, Need::Must),
        (LABOUR_FORCE, Need::May),
        (JOBS, Need::May),
        (REGION, Need::May),
    ],
    place: Place::Maybe,
    reference: false,
    time: Time::Span,
    settings: &[
        Setting::names(
            "break",
            Words(
                "de eerste periode waarin de lijn ergens anders kan liggen",
                "the first period in which the curve may lie elsewhere",
            ),
        ),
        Setting::whole(
            "lag",
            Words(
                "over hoeveel periodes afwijkingen samenhangen",
                "over how many periods deviations hang together",
            ),
            (0, 1000),
            Some("1"),
        ),
    ],
    page: "beveridge_curve.md",
    source: "O. J. Blanchard and P. Diamond (1989), Brookings Papers on Economic Activity",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let frame = of_region(question)?;
    let asked = Question {
        frame: &frame,
        ..*question
    };
    let periods = asked.span()?;
    let unemployment = rates(&frame, &periods, UNEMPLOYED, LABOUR_FORCE)?;
    let vacancies = rates(&frame, &periods, VACANCIES, JOBS)?;
    let break_at = match question.settings.names("break").as_slice() {
        [] => None,
        [name, ..] => Some(place(&periods, name)?),
    };
    let lag = question.settings.whole("lag")?;
    let found = beveridge_curve(&unemployment, &vacancies, break_at, lag)
        .map_err(|fault| Fault::method(fault, &periods, &[]))?;
    let interval = |one: &koers_economics::evaluation::Estimate| {
        one.interval(0.95)
            .map_err(|fault| Fault::method(fault, &periods, &[]))
    };
    let elasticity = interval(&found.elasticity)?;
    let shift = found
        .shift
        .as_ref()
        .map(|shift| Ok::<_, Fault>((shift.value, interval(shift)?)))
        .transpose()?;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let estimate = |word: &'static str,
                    words: Words,
                    one: &koers_economics::evaluation::Estimate|
     -> Result<Vec<Item>, Fault> {
        let ends = interval(one)?;
        Ok(vec![
            Item::Word(word, words),
            Item::signed(one.value, 3),
            ends.map_or(Item::Empty, |(low, _)| Item::signed(low, 3)),
            ends.map_or(Item::Empty, |(_, high)| Item::signed(high, 3)),
        ])
    };
    let mut curve = vec![
        estimate(
            "elasticity",
            Words("elasticiteit", "elasticity"),
            &found.elasticity,
        )?,
        estimate("intercept", Words("hoogte (ln)", "height (ln)"), &found.intercept)?,
    ];
    if let Some(one) = &found.shift {
        curve.push(estimate("shift", Words("verschuiving (ln)", "shift (ln)"), one)?);
    }
    let points = || periods.iter().zip(unemployment.iter().zip(&vacancies));
    Ok(Answer {
        sentences: sentences(&found, elasticity, shift, break_at.and_then(|at| periods.get(at))),
        tables: vec![
            Table {
                id: "curve",
                title: Words("De lijn", "The curve"),
                columns: vec![
                    column("number", "wat", "what"),
                    column("value", "waarde", "value"),
                    column("low", "laag (95%)", "low (95%)"),
                    column("high", "hoog (95%)", "high (95%)"),
                ],
                rows: curve,
            },
            Table {
                id: "periods",
                title: Words("Elke periode", "Each period"),
                columns: vec![
                    column("period", "periode", "period"),
                    column("unemployment", "werkloosheid", "unemployment"),
                    column("vacancies", "vacatures", "vacancies"),
                    column("residual", "boven de lijn", "above the curve"),
                ],
                rows: points()
                    .zip(&found.residuals)
                    .map(|((period, (unemployment, vacancies)), residual)| {
                        vec![
                            period.into(),
                            Item::number(*unemployment, 4),
                            Item::number(*vacancies, 4),
                            Item::percent(residual.exp() - 1.0, 1),
                        ]
                    })
                    .collect(),
            },
        ],
        assumptions: vec![
            Assumption::tested(
                Words(
                    "Met meer vacatures is er minder werkloosheid.",
                    "With more vacancies there is less unemployment.",
                ),
                elasticity.map_or(found.elasticity.value < 0.0, |(_, high)| high < 0.0),
                say(
                    "De lijn verklaart {0} van de spreiding van de werkloosheid.",
                    "The curve accounts for {0} of the spread of unemployment.",
                    [Slot::percent(found.fit, 0)],
                ),
            ),
            Assumption::untested(
                "Het moment van de breuk is niet gekozen door naar de reeks te kijken.",
                "The moment of the break was not picked by looking at the series.",
            ),
            Assumption::untested(
                "Werkloosheid en vacatures zijn steeds op dezelfde manier gemeten. Een reeks die midden in een conjunctuur stopt, laat een verschuiving zien die er geen is.",
                "Unemployment and vacancies were measured the same way all along. A series that stops in the middle of a cycle shows a shift that is none.",
            ),
        ],
        left_out: counts(&frame),
        drawing: Some(Drawing {
            title: Words("Werkloosheid tegen vacatures", "Unemployment against vacancies"),
            x: Words("vacatures", "vacancies"),
            y: Words("werkloosheid", "unemployment"),
            shape: Shape::Bubbles {
                points: points()
                    .map(|(period, (unemployment, vacancies))| Bubble {
                        name: period.clone(),
                        x: *vacancies,
                        y: *unemployment,
                        // No period counts for more than another.
                        size: 0.0,
                    })
                    .collect(),
                axes: (mean(&vacancies), mean(&unemployment)),
            },
        }),
        effect: None,
    })
}

/// The figures of the one region, where there are several.
fn of_region(question: &Question<'_>) -> Result<Frame, Fault> {
    if !question.frame.has(REGION) {
        return Ok(question.frame.clone());
    }
    let regions = question.frame.distinct(REGION)?;
    if question.region.is_none() && regions.len() == 1 {
        return Ok(question.frame.clone());
    }
    question.frame.with(REGION, &[question.region()?])
}

/// Rates by period: as they are, or as a part of another column. None may be nought: it has no logarithm.
fn rates(frame: &Frame, periods: &[String], role: Role, by: Role) -> Result<Vec<f64>, Fault> {
    let names: Vec<&str> = periods.iter().map(String::as_str).collect();
    let frame = frame.with(PERIOD, &names)?;
    let values = frame.series(role, PERIOD)?.values(Absent::Refused)?;
    let bases = match frame.has(by) {
        true => frame.series(by, PERIOD)?.values(Absent::Refused)?,
        false => vec![1.0; values.len()],
    };
    periods
        .iter()
        .zip(values.iter().zip(&bases))
        .map(|(period, (value, base))| {
            if *value > 0.0 && *base > 0.0 {
                return Ok(value / base);
            }
            let (title, number) = if *value > 0.0 {
                (by.title, *base)
            } else {
                (role.title, *value)
            };
            Err(Fault::Method(say(
                "{0}: {1} is {2}, en deze methode heeft meer dan nul nodig",
                "{0}: {1} is {2}, and this method needs more than nought",
                [period.into(), title.into(), Slot::number(number, 3)],
            )))
        })
        .collect()
}

/// From which place on the curve may lie elsewhere, with at least two periods on either side.
fn place(periods: &[String], name: &str) -> Result<usize, Fault> {
    let at = crate::grid::place(periods, name)?;
    if at >= 2 && at + 2 <= periods.len() {
        return Ok(at);
    }
    Err(Fault::Method(say(
        "`break` kan niet {0} zijn: ervoor en vanaf dan moeten er ten minste twee periodes zijn",
        "`break` cannot be {0}: there must be at least two periods before it and from it on",
        [name.into()],
    )))
}

fn sentences(
    found: &BeveridgeCurve,
    elasticity: Option<(f64, f64)>,
    shift: Option<(f64, Option<(f64, f64)>)>,
    since: Option<&String>,
) -> Vec<Sentence> {
    let ends = elasticity.unwrap_or((found.elasticity.value, found.elasticity.value));
    let mut said = vec![say(
        "Met 1% meer vacatures verandert de werkloosheid met {0}% (95%: {1}% tot {2}%).",
        "With 1% more vacancies unemployment changes by {0}% (95%: {1}% to {2}%).",
        [
            Slot::signed(found.elasticity.value, 2),
            Slot::signed(ends.0, 2),
            Slot::signed(ends.1, 2),
        ],
    )];
    if let (Some((value, ends)), Some(since)) = (shift, since) {
        let part = |log: f64| 100.0 * (log.exp() - 1.0);
        let (low, high) = ends.unwrap_or((value, value));
        let slots = |write: fn(f64) -> Slot| {
            [
                since.into(),
                write(part(value)),
                write(part(low)),
                write(part(high)),
            ]
        };
        let more = |part: f64| Slot::number(part, 1);
        let less = |part: f64| Slot::number(-part, 1);
        let open = |part: f64| Slot::signed(part, 1);
        said.push(if low > 0.0 {
            say(
                "Vanaf {0} ligt de lijn verder naar buiten: met evenveel vacatures is de werkloosheid {1}% hoger dan daarvoor (95%: {2}% tot {3}%).",
                "From {0} on the curve lies further out: with as many vacancies unemployment is {1}% higher than before (95%: {2}% to {3}%).",
                slots(more),
            )
        } else if high < 0.0 {
            say(
                "Vanaf {0} ligt de lijn verder naar binnen: met evenveel vacatures is de werkloosheid {1}% lager dan daarvoor (95%: {2}% tot {3}%).",
                "From {0} on the curve lies further in: with as many vacancies unemployment is {1}% lower than before (95%: {2}% to {3}%).",
                slots(less),
            )
        } else {
            say(
                "Of de lijn vanaf {0} is verschoven, is niet te zeggen: {1}% (95%: {2}% tot {3}%).",
                "Whether the curve has moved from {0} on cannot be said: {1}% (95%: {2}% to {3}%).",
                slots(open),
            )
        });
    }
    said
}

/// That counts stand for rates, where they do.
fn counts(frame: &Frame) -> Vec<Sentence> {
    let bare: Vec<Words> = [(UNEMPLOYED, LABOUR_FORCE), (VACANCIES, JOBS)]
        .into_iter()
        .filter(|(_, by)| !frame.has(*by))
        .map(|(role, _)| role.title)
        .collect();
    bare.into_iter()
        .map(|title| {
            say(
                "{0}: gelezen zoals het er staat. Zijn het aantallen, deel dan door de beroepsbevolking of de banen (rollen `labour_force` en `jobs`).",
                "{0}: read as it stands. If these are counts, divide by the labour force or the jobs (roles `labour_force` and `jobs`).",
                [title.into()],
            )
        })
        .collect()
}
