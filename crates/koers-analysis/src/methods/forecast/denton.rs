//! A yearly series by quarter or month, along an indicator.

use super::years::{CONVERSION, ROLES, Years};
use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::forecast::{Even, denton};

const EVEN: Setting = Setting::choice(
    "even",
    Words(
        "wat van periode op periode zo gelijk mogelijk blijft",
        "what stays as even as can be from period to period",
    ),
    &[
        (
            "ratio",
            Words("de verhouding tot de indicator", "the ratio to the indicator"),
        ),
        (
            "distance",
            Words("de afstand tot de indicator", "the distance from the indicator"),
        ),
    ],
    "ratio",
);

/// Asks it.
pub const METHOD: Method = Method {
    id: "denton",
    family: Family::Forecast,
    title: Words("Jaren in kwartalen (Denton)", "Years by quarter (Denton)"),
    asks: Words(
        "Wat zouden de kwartalen of maanden zijn als zij bewegen als een indicator en optellen tot de jaren?",
        "What would the quarters or months be if they move like an indicator and add up to the years?",
    ),
    roles: ROLES,
    place: Place::Maybe,
    reference: false,
    time: Time::Never,
    settings: &[CONVERSION, EVEN, ABSENT],
    page: "denton.md",
    source: "F. T. Denton (1971), Journal of the American Statistical Association 66",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let years = Years::of(question)?;
    let even = match question.settings.text(EVEN.word) {
        Some("distance") => Even::Distance,
        _ => Even::Ratio,
    };
    let nought = years.indicator.iter().position(|value| *value <= 0.0);
    if let (Even::Ratio, Some(at)) = (even, nought) {
        return Err(Fault::Method(say(
            "{0}: een verhouding vraagt een indicator boven nul; neem de afstand met --set even=distance",
            "{0}: a ratio asks for an indicator above nought; take the distance with --set even=distance",
            [years.short.get(at).map_or(Slot::Count(at), Slot::from)],
        )));
    }
    let found = denton(
        &years.values,
        years.each,
        years.conversion,
        Some(&years.indicator),
        years.before,
        even,
    )
    .map_err(|fault| years.fault(fault))?;
    let decimals = years.decimals();
    let slots = [
        years.name(),
        years.long.len().into(),
        years.short.len().into(),
        years.short.last().map_or("", String::as_str).into(),
        Slot::number(found.last().copied(), decimals),
    ];
    let outside = years.outside();
    let rows = years.short.iter().zip(years.indicator.iter().zip(&found));
    Ok(Answer {
        sentences: vec![say(
            "{0}: van {1} cijfers van langere periodes zijn er {2} van kortere gemaakt; het laatste, {3}, komt uit op {4}.",
            "{0}: of {1} figures of longer periods {2} of shorter ones were made; the last one, {3}, comes to {4}.",
            slots,
        )],
        tables: vec![
            Table {
                id: "values",
                title: Words("De reeks in kortere periodes", "The series by shorter periods"),
                columns: vec![
                    column("period", "periode", "period"),
                    column("value", "waarde", "value"),
                    column("indicator", "indicator", "indicator"),
                    column("in", "hoort bij", "belongs to"),
                ],
                rows: rows
                    .enumerate()
                    .map(|(at, (period, (indicator, value)))| {
                        vec![
                            period.into(),
                            Item::number(*value, decimals),
                            Item::number(*indicator, 3),
                            years.lies_in(at).map_or(Item::Empty, Item::from),
                        ]
                    })
                    .collect(),
            },
            years.met(&found),
        ],
        assumptions: vec![
            years.moves_along(),
            Assumption::untested(
                "Dit is invullen en geen meten: er hoort geen foutmarge bij, en aan het eind verandert het nog als er een jaar bij komt.",
                "This fills in and does not measure: no margin belongs to it, and at the end it still changes when a year is added.",
            ),
        ],
        left_out: (outside > 0)
            .then(|| {
                say(
                    "Buiten de bekende cijfers liggen {0} kortere periodes; daar is alleen de indicator gevolgd.",
                    "Outside the known figures lie {0} shorter periods; there only the indicator was followed.",
                    [outside.into()],
                )
            })
            .into_iter()
            .collect(),
        drawing: Some(years.drawing(&found)),
        effect: None,
    })
}
