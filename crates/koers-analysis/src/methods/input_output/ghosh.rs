//! Where what goes into a sector ends up.

use super::leontief::AMOUNT;
use super::table::{IMPORTS, OUTPUT, ROLES, SECTOR, Table, WITHOUT};
use crate::answer::{Answer, Assumption, Item, Table as Rows, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::input_output::ghosh;

/// Asks it.
pub const METHOD: Method = Method {
    id: "ghosh",
    family: Family::InputOutput,
    title: Words(
        "Duurdere invoer doorberekend (Ghosh)",
        "Dearer inputs passed on (Ghosh)",
    ),
    asks: Words(
        "Waar komt het terecht als lonen, invoer of belasting in een sector duurder worden?",
        "Where does it end up when wages, imports or taxes become dearer in a sector?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[SECTOR, AMOUNT, WITHOUT, OUTPUT, ABSENT],
    page: "ghosh.md",
    source: "A. Ghosh (1958), Economica 25; E. Dietzenbacher (1997), Journal of Regional Science 37",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let (sector, amount) = (table.chosen(question)?, question.settings.number(AMOUNT.word)?);
    let model = ghosh(&table.flows).map_err(|fault| table.fault(fault))?;
    let mut inputs = vec![0.0; table.sectors.len()];
    if let Some(place) = inputs.get_mut(sector) {
        *place = amount;
    }
    let found = model.output_for(&inputs).map_err(|fault| table.fault(fault))?;
    let total: f64 = found.iter().sum();
    let own = found.get(sector).copied().unwrap_or(0.0);
    let part = |at: usize, found: f64| (table.output(at) > 0.0).then(|| found / table.output(at));
    let most = (0..table.sectors.len())
        .filter(|at| *at != sector)
        .filter_map(|at| Some((at, part(at, *found.get(at)?)?)))
        .max_by(|(_, a), (_, b)| a.abs().total_cmp(&b.abs()));
    let mut sentences = vec![say(
        "Verandert wat {0} aan lonen, invoer of belasting betaalt met {1}, en berekent iedereen dat door, dan verandert de waarde van alle productie samen met {2}: {3} in {0} zelf en {4} bij de anderen ({5}).",
        "When what {0} pays for wages, imports or taxes changes by {1}, and everyone passes it on, the value of all output together changes by {2}: {3} in {0} itself and {4} with the others ({5}).",
        [
            table.name(sector).into(),
            Slot::signed(amount, 1),
            Slot::signed(total, 1),
            Slot::signed(own, 1),
            Slot::signed(total - own, 1),
            table.when(),
        ],
    )];
    if let Some((at, share)) = most {
        sentences.push(say(
            "Van de anderen merkt {0} het naar verhouding het meest: {1} van de productie.",
            "Of the others {0} notices it most in proportion: {1} of output.",
            [table.name(at).into(), Slot::percent(share, 2)],
        ));
    }
    Ok(Answer {
        sentences,
        tables: vec![
            Rows {
                id: "value",
                title: Words("Verandering van de waarde van de productie", "Change of the value of output"),
                columns: vec![
                    column("sector", "sector", "sector"),
                    column("change", "verandering", "change"),
                    column("share", "van de productie", "of output"),
                ],
                rows: table
                    .sectors
                    .iter()
                    .enumerate()
                    .zip(&found)
                    .map(|((at, name), found)| {
                        vec![name.into(), Item::signed(*found, 4), Item::percent(part(at, *found), 2)]
                    })
                    .collect(),
            },
            Rows {
                id: "multipliers",
                title: Words("Een eenheid in elke sector", "One unit in each sector"),
                columns: vec![
                    column("sector", "sector", "sector"),
                    column("multiplier", "bij alle sectoren samen", "with all sectors together"),
                ],
                rows: table
                    .sectors
                    .iter()
                    .zip(model.input_multipliers())
                    .map(|(name, multiplier)| vec![name.into(), Item::number(*multiplier, 4)])
                    .collect(),
            },
        ],
        assumptions: table.assumptions([
            Assumption::untested(
                "Elke sector berekent hogere kosten helemaal door, en niemand koopt daarom minder.",
                "Every sector passes higher costs on in full, and nobody buys less for it.",
            ),
            Assumption::untested(
                "Dit is geen gevolg van meer aanbod, en het mag niet worden opgeteld bij wat Leontief zegt, want dan telt elke levering dubbel.",
                "This is no effect of more supply, and must not be added to what Leontief says, or every delivery counts twice.",
            ),
            IMPORTS,
        ]),
        left_out: table.left_out(),
        drawing: Some(Drawing {
            title: Words("Waar het terechtkomt", "Where it ends up"),
            x: Words("sector", "sector"),
            y: Words("verandering van de waarde", "change of the value"),
            shape: Shape::Bars {
                of: table.sectors.clone(),
                parts: vec![(Words("verandering", "change"), found.iter().copied().map(Some).collect())],
            },
        }),
        effect: None,
    })
}
