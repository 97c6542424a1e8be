//! Dynamic shift-share: year by year.

use super::panels::{Panels, ROLES, stays};
use super::shift_share::{COLUMNS, REGIONAL, bars, items, sentence};
use crate::answer::{Answer, Item, Table, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::Words;
use crate::setting::ABSENT;
use koers_economics::growth::dynamic_shift_share;

/// Asks it.
pub const METHOD: Method = Method {
    id: "dynamic-shift-share",
    family: Family::Growth,
    title: Words(
        "Groei ontleed, jaar voor jaar",
        "Growth taken apart, year by year",
    ),
    asks: Words(
        "Komt de groei door het land, de mix of de regio zelf, als de mix elk jaar opnieuw telt?",
        "Is it the country, the mix or the region itself, when the mix counts anew each year?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: true,
    time: Time::Span,
    settings: &[ABSENT],
    page: "dynamic_shift_share.md",
    source: "R. A. Barff and P. L. Knight (1988), Growth and Change 19",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let panels = Panels::of(question)?;
    let found = dynamic_shift_share(&panels.numbers()?, &panels.whole, 0, panels.end())
        .map_err(|fault| panels.fault(fault))?;
    let mut columns = vec![column("to", "tot", "to")];
    columns.extend_from_slice(COLUMNS);
    let steps = Table {
        id: "steps",
        title: Words("Elke stap", "Each step"),
        columns,
        rows: panels
            .periods
            .iter()
            .skip(1)
            .zip(&found.steps)
            .map(|(period, step)| std::iter::once(Item::from(period)).chain(items(step)).collect())
            .collect(),
    };
    let mut answer = super::panels::answer(
        vec![
            sentence(&panels, &found.total),
            stays(found.regional_sign, REGIONAL),
        ],
        vec![
            panels.sectors(&found.activities, &found.total, COLUMNS, items),
            steps,
            panels.base_years(&found.base_years, COLUMNS, items),
        ],
        &panels,
        found.regional_sign,
    );
    answer.drawing = Some(bars(&panels, &found.activities));
    Ok(answer)
}
