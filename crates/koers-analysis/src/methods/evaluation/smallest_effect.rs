//! The smallest effect that a comparison could see, before anything is decided.

use super::design::{DONORS, Design, ROLES, START, WITHOUT};
use super::synthetic_control::{LEVEL, POWER};
use crate::answer::{Answer, Assumption, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Sentence, Slot, Words, say};
use koers_economics::evaluation::{Matching, smallest_effect_by_placebos};

/// Asks it.
pub const METHOD: Method = Method {
    id: "smallest-effect",
    family: Family::Evaluation,
    title: Words(
        "Het kleinste effect dat te zien is",
        "The smallest effect that can be seen",
    ),
    asks: Words(
        "Hoe groot moet een effect zijn om het straks te kunnen zien?",
        "How large must an effect be to be seen later?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: false,
    time: Time::Span,
    settings: &[START, DONORS, WITHOUT, LEVEL, POWER],
    page: "smallest_effect_by_placebos.md",
    source: "H. S. Bloom (1995), Evaluation Review 19; A. Abadie, A. Diamond and J. Hainmueller (2010), Journal of the American Statistical Association 105",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let design = Design::of(question)?;
    let (level, power) = (
        question.settings.number(LEVEL.word)?,
        question.settings.number(POWER.word)?,
    );
    let found = smallest_effect_by_placebos(&design.study, Matching::Outcomes, level, power)
        .map_err(|fault| design.fault(fault))?;
    let decimals = design.decimals();
    let sentence = told((found.rise, found.fall, found.least_p), (level, power), decimals);
    let rows = found.donors.iter().map(|donor| {
        let name = design.grid.rows.get(donor.unit).map_or("", String::as_str);
        vec![
            name.into(),
            Item::number(donor.rise, decimals),
            Item::number(donor.fall, decimals),
        ]
    });
    Ok(Answer {
        sentences: vec![sentence],
        tables: vec![
            Table {
                id: "smallest",
                title: Words("Het kleinste effect", "The smallest effect"),
                columns: vec![
                    column("rise", "stijging vanaf", "rise from"),
                    column("fall", "daling vanaf", "fall from"),
                    column("false_alarms", "vals alarm", "false alarms"),
                    column("least_p", "kleinste p", "smallest p"),
                ],
                rows: vec![vec![
                    Item::number(found.rise, decimals),
                    Item::number(found.fall, decimals),
                    Item::percent(found.false_alarms, 1),
                    Item::number(found.least_p, 4),
                ]],
            },
            Table {
                id: "donors",
                title: Words(
                    "Wat er bij elke regio moet gebeuren",
                    "What would have to happen to each region",
                ),
                columns: vec![
                    column("region", "regio", "region"),
                    column("rise", "stijging vanaf", "rise from"),
                    column("fall", "daling vanaf", "fall from"),
                ],
                rows: rows.collect(),
            },
        ],
        assumptions: vec![Assumption::untested(
            "De regio is zo grillig als de andere, en is even goed na te bootsen; cijfers zijn van één maat (per inwoner, een index).",
            "The region is as unsteady as the others, and can be resembled as well; figures are of one size (per head, an index).",
        )],
        left_out: design.left_out(),
        drawing: None,
        effect: None,
    })
}

/// How large an effect must be, or why none can be seen.
pub(super) fn told(
    (rise, fall, least_p): (Option<f64>, Option<f64>, f64),
    (level, power): (f64, f64),
    decimals: u8,
) -> Sentence {
    match (rise, fall) {
        (Some(rise), Some(fall)) => say(
            "Met deze regio’s en periodes wordt een blijvende stijging gezien vanaf {0} en een daling vanaf {1}, in {2} van de gevallen.",
            "With these regions and periods a lasting rise is seen from {0} on and a fall from {1}, in {2} of the cases.",
            [
                Slot::number(rise, decimals),
                Slot::number(fall, decimals),
                Slot::percent(power, 0),
            ],
        ),
        _ if least_p > level => say(
            "Met deze regio’s en periodes kan geen effect worden gezien, hoe groot ook: er zijn zo weinig regio’s dat de kleinste p {0} is, en {1} is de grens.",
            "With these regions and periods no effect can be seen, however large: there are so few regions that the smallest p is {0}, and {1} is the limit.",
            [Slot::number(least_p, 3), Slot::number(level, 2)],
        ),
        _ => say(
            "Met deze regio’s en periodes kan geen effect worden gezien, hoe groot ook: met zo weinig periodes ervoor zijn regio’s precies na te bootsen, en dan valt alles op.",
            "With these regions and periods no effect can be seen, however large: with so few periods before, regions can be resembled exactly, and then everything stands out.",
            [],
        ),
    }
}
