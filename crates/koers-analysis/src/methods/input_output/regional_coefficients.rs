//! Regional coefficients from national ones.

use super::region::{COUNTRY, DELTA, DERIVED, OWN, QUOTIENT, Sizes, quotient};
use super::table::{FIXED, OUTPUT, ROLES, Table, WITHOUT};
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::ABSENT;
use koers_economics::input_output::{Quotient, regional_coefficients, technical_coefficients};

/// Asks it.
pub const METHOD: Method = Method {
    id: "regional-coefficients",
    family: Family::InputOutput,
    title: Words("Recepten van een regio", "Recipes of a region"),
    asks: Words(
        "Hoeveel van wat sectoren nodig hebben, kan uit de regio zelf komen?",
        "How much of what sectors need can come from the region itself?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::One,
    settings: &[OWN, COUNTRY, QUOTIENT, DELTA, WITHOUT, OUTPUT, ABSENT],
    page: "regional_coefficients.md",
    source: "A. T. Flegg, C. D. Webber and M. V. Elliott (1995), Regional Studies 29",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let table = Table::of(question)?;
    let sizes = Sizes::of(question, &table)?;
    let by = quotient(question)?;
    let national = technical_coefficients(&table.flows);
    let found = regional_coefficients(&national, &sizes.own, &sizes.country, by)
        .map_err(|fault| sizes.fault(fault, &table))?;
    let (all, own) = (national.column_totals(), found.coefficients.column_totals());
    // Weighed by what the sectors of the region would make if they were as productive as those of the country.
    let weighed = |columns: &[f64]| -> f64 {
        (0..table.sectors.len())
            .map(|at| sizes.share(at) * table.output(at) * columns.get(at).copied().unwrap_or(0.0))
            .sum()
    };
    let (bought, here) = (weighed(&all), weighed(&own));
    let mut rows = Vec::new();
    for (row, from) in table.sectors.iter().enumerate() {
        for (at, to) in table.sectors.iter().enumerate() {
            rows.push(vec![
                from.into(),
                to.into(),
                Item::number(national.get(row, at), 4),
                found
                    .quotients
                    .get(row, at)
                    .map_or(Item::Empty, |quotient| Item::number(quotient, 4)),
                Item::number(found.coefficients.get(row, at), 4),
                Item::number(found.imports.get(row, at), 4),
            ]);
        }
    }
    let sectors = table.sectors.iter().enumerate().map(|(at, name)| {
        let (all, own) = (
            all.get(at).copied().unwrap_or(0.0),
            own.get(at).copied().unwrap_or(0.0),
        );
        vec![
            name.into(),
            Item::number(sizes.own.get(at).copied(), 1),
            Item::number(sizes.country.get(at).copied(), 1),
            Item::number(sizes.simple(at), 3),
            Item::percent((all > 0.0).then(|| own / all), 1),
        ]
    });
    let way = match by {
        Quotient::Simple => Words("SLQ", "SLQ"),
        Quotient::CrossIndustry => Words("CILQ", "CILQ"),
        Quotient::Flegg { .. } => Words("FLQ", "FLQ"),
        Quotient::FleggAugmented { .. } => Words("AFLQ", "AFLQ"),
    };
    let delta = question.settings.number(DELTA.word)?;
    let is_flegg = matches!(by, Quotient::Flegg { .. } | Quotient::FleggAugmented { .. });
    let share = Slot::percent((bought > 0.0).then(|| here / bought), 1);
    let first = if is_flegg {
        say(
            "Naar schatting komt {0} van wat de sectoren in de regio bij sectoren in het land kopen, uit de regio zelf ({4}; {2} met δ = {3}; omvang: {1}).",
            "By estimate {0} of what the sectors in the region buy of sectors in the country comes from the region itself ({4}; {2} with δ = {3}; sizes: {1}).",
            [
                share,
                (&sizes.name).into(),
                way.into(),
                Slot::number(delta, 2),
                table.when(),
            ],
        )
    } else {
        say(
            "Naar schatting komt {0} van wat de sectoren in de regio bij sectoren in het land kopen, uit de regio zelf ({3}; {2}; omvang: {1}).",
            "By estimate {0} of what the sectors in the region buy of sectors in the country comes from the region itself ({3}; {2}; sizes: {1}).",
            [share, (&sizes.name).into(), way.into(), table.when()],
        )
    };
    let missing: Vec<String> = (0..table.sectors.len())
        .filter(|at| sizes.share(*at) == 0.0)
        .map(|at| table.name(at).to_owned())
        .collect();
    let mut left_out = table.left_out();
    if !missing.is_empty() {
        left_out.push(say(
            "Niet in de regio: {0}. Alles daarvan wordt van elders gekocht; hun eigen recept staat er alsof er een eerste bedrijf kwam.",
            "Not in the region: {0}. All of it is bought elsewhere; their own recipe stands as if a first firm came.",
            [Slot::Names(missing)],
        ));
    }
    Ok(Answer {
        sentences: vec![
            first,
            say(
                "Geen getal hieruit staat op zichzelf: vraag met `regional-range` hoe ver een uitkomst ervan afhangt hoe de tabel is afgeleid.",
                "No number from it stands alone: ask `regional-range` how far a result hangs on the way in which the table was derived.",
                [],
            ),
        ],
        tables: vec![
            Rows {
                id: "coefficients",
                title: Words(
                    "Recepten van de regio, afgeleid",
                    "Recipes of the region, derived",
                ),
                columns: vec![
                    column("from", "van", "from"),
                    column("to", "naar", "to"),
                    column("national", "in het land", "in the country"),
                    column("quotient", "quotiënt", "quotient"),
                    column("regional", "uit de regio", "from the region"),
                    column(
                        "imports",
                        "van elders in het land",
                        "from elsewhere in the country",
                    ),
                ],
                rows,
            },
            Rows {
                id: "sectors",
                title: Words("Elke sector", "Each sector"),
                columns: vec![
                    column("sector", "sector", "sector"),
                    column("own", "in de regio", "in the region"),
                    column("country", "in het land", "in the country"),
                    column("simple", "locatiequotiënt", "location quotient"),
                    column("from_here", "koopt uit de regio", "buys from the region"),
                ],
                rows: sectors.collect(),
            },
        ],
        assumptions: table.assumptions(DERIVED.into_iter().chain([FIXED])),
        left_out,
        drawing: None,
        effect: None,
    })
}
