//! Synthetic control, with its placebos and the smallest effect that could be seen.

use super::design::{DONORS, Design, NO_SPILL, NOTHING_ELSE, START, WITHOUT};
use super::matching::{MATCH, Predictors, STARTS, searched};
use super::smallest_effect::told;
use crate::answer::{Against, Answer, Assumption, Effect, Fit, Item, Smallest, Table, column};
use crate::fault::Fault;
use crate::frame::Need;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{PERIOD, PREDICTOR, REGION, VALUE};
use crate::say::{Sentence, Slot, Words, say};
use crate::setting::{SEED, Setting};
use koers_economics::evaluation::{
    Matching, Path, PlacebosInSpace, SyntheticControl, leave_one_out, placebo_in_time, placebos_in_space,
    smallest_effect_by_placebos, synthetic_control,
};

/// Asks it.
pub const METHOD: Method = Method {
    id: "synthetic-control",
    family: Family::Evaluation,
    title: Words("Nagebootste regio", "Synthetic control"),
    asks: Words(
        "Hoe was het gegaan zonder de maatregel, naar een mix van andere regio’s?",
        "How would it have gone without the measure, by a mix of other regions?",
    ),
    roles: &[
        (REGION, Need::Must),
        (PERIOD, Need::Must),
        (VALUE, Need::Must),
        (PREDICTOR, Need::May),
    ],
    place: Place::One,
    reference: false,
    time: Time::Span,
    settings: &[
        START, DONORS, WITHOUT, MATCH, STARTS, LEVEL, POWER, SMALLEST, SEED,
    ],
    page: "synthetic_control.md",
    source: "A. Abadie, A. Diamond and J. Hainmueller (2010), Journal of the American Statistical Association 105",
    run,
};

/// Up to which p something counts as an effect.
pub(super) const LEVEL: Setting = Setting::number(
    "level",
    Words(
        "tot welke p iets als effect telt",
        "up to which p something counts as an effect",
    ),
    (0.001, 0.5),
    Some("0.10"),
);

/// In what part of cases a smallest effect must be seen.
pub(super) const POWER: Setting = Setting::number(
    "power",
    Words(
        "in welk deel van de gevallen het kleinste effect gezien moet worden",
        "in what part of cases the smallest effect must be seen",
    ),
    (0.05, 0.99),
    Some("0.80"),
);

/// Whether the smallest effect is looked for. With searched predictors that is a search for every pair of regions, which takes minutes.
const SMALLEST: Setting = Setting::choice(
    "smallest",
    Words(
        "of ook wordt gezegd welk effect te klein is om te zien",
        "whether is told too which effect is too small to be seen",
    ),
    &[
        (
            "auto",
            Words(
                "ja, maar niet met voorspellers: dat duurt minuten",
                "yes, but not with predictors: that takes minutes",
            ),
        ),
        ("yes", Words("ja", "yes")),
        ("no", Words("nee", "no")),
    ],
    "auto",
);

/// At least so many periods before the measure are kept by a placebo in time.
const LEAST_BEFORE: usize = 3;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let design = Design::of(question)?;
    let predictors = Predictors::of(question, &design)?;
    let matching = predictors
        .as_ref()
        .map_or(Matching::Outcomes, Predictors::matching);
    let found = synthetic_control(&design.study, matching).map_err(|fault| design.fault(fault))?;
    let level = question.settings.number(LEVEL.word)?;
    // Each of the checks needs a little more than the method itself; what cannot be had is left away and said.
    let mut left_out = design.left_out();
    left_out.extend(found.search.map(searched));
    left_out.extend(predictors.as_ref().and_then(Predictors::left_out));
    let had = |fault: koers_economics::Fault, what: Words, left_out: &mut Vec<Sentence>| {
        left_out.push(say(
            "{0} kon niet: {1}",
            "{0} could not be done: {1}",
            [what.into(), design.fault(fault).into()],
        ));
    };
    let space = placebos_in_space(&design.study, matching)
        .map_err(|fault| {
            had(
                fault,
                Words(
                    "De proef met elke andere regio",
                    "The trial with each other region",
                ),
                &mut left_out,
            )
        })
        .ok();
    let without = leave_one_out(&design.study, matching)
        .map_err(|fault| {
            had(
                fault,
                Words(
                    "De proef zonder een van de regio’s",
                    "The trial without one of the regions",
                ),
                &mut left_out,
            )
        })
        .ok();
    let look = match question.settings.text(SMALLEST.word) {
        Some("yes") => true,
        Some("no") => false,
        _ => predictors.is_none(),
    };
    let power = question.settings.number(POWER.word)?;
    let smallest = look
        .then(|| {
            smallest_effect_by_placebos(&design.study, matching, level, power)
                .map_err(|fault| {
                    had(
                        fault,
                        Words(
                            "Het kleinste effect dat te zien is zoeken",
                            "Looking for the smallest effect that can be seen",
                        ),
                        &mut left_out,
                    )
                })
                .ok()
        })
        .flatten();
    let early = design.start / 2;
    let time = (early >= LEAST_BEFORE)
        .then(|| {
            placebo_in_time(&design.study, matching, early)
                .map_err(|fault| {
                    had(
                        fault,
                        Words(
                            "De proef met een te vroeg begin",
                            "The trial with too early a start",
                        ),
                        &mut left_out,
                    )
                })
                .ok()
        })
        .flatten();
    if early < LEAST_BEFORE {
        left_out.push(say(
            "De proef met een te vroeg begin vraagt {0} periodes voor de helft van de tijd ervoor; die zijn er niet.",
            "The trial with too early a start takes {0} periods in half the time before; they are not there.",
            [LEAST_BEFORE.into()],
        ));
    }
    let decimals = design.decimals();
    let mut sentences = vec![
        effect(&design, &found.path, space.as_ref(), level),
        say(
            "Van {1} tot {2} lag {0} gemiddeld {3} van de vergelijking af, in {2} {4}.",
            "From {1} to {2} {0} lay {3} from the comparison on average, in {2} {4}.",
            [
                (&design.unit).into(),
                design.first(),
                design.last(),
                Slot::signed(found.path.effect, decimals),
                Slot::signed(found.path.gaps.last().copied(), decimals),
            ],
        ),
    ];
    if let Some(smallest) = &smallest {
        sentences.push(told(
            (smallest.rise, smallest.fall, smallest.least_p),
            (level, power),
            decimals,
        ));
    }
    let mut tables = vec![
        effects(
            &found,
            space.as_ref(),
            time.as_ref(),
            without.as_ref().map(|one| one.span),
            decimals,
        ),
        design.paths(&found.path),
        design.weights(&found.weights),
    ];
    if let Some(predictors) = &predictors {
        tables.push(balance(&found, predictors));
    }
    if let Some(space) = &space {
        tables.push(placebos(&design, space, decimals));
    }
    if let Some(one_out) = &without {
        let rows = one_out.without.iter().map(|one| {
            vec![
                design.grid.rows.get(one.unit).map_or("", String::as_str).into(),
                Item::percent(one.weight, 1),
                Item::signed(one.path.effect, decimals),
            ]
        });
        tables.push(Table {
            id: "without",
            title: Words("Zonder een van de regio’s", "Without one of the regions"),
            columns: vec![
                column("region", "zonder", "without"),
                column("weight", "gewicht", "weight"),
                column("effect", "effect", "effect"),
            ],
            rows: rows.collect(),
        });
    }
    let fan: Vec<&Path> = space
        .iter()
        .flat_map(|space| space.placebos.iter().map(|placebo| &placebo.path))
        .collect();
    Ok(Answer {
        sentences,
        tables,
        assumptions: assumptions(
            &design,
            &found,
            time.as_ref(),
            without.as_ref().map(|one| one.span),
        ),
        left_out,
        drawing: Some(design.drawing(&found.path, &fan)),
        effect: Effect::new(
            found.path.effect,
            space.as_ref().and_then(|space| space.p),
            Against::Level,
        )
        .map(|effect| {
            let seen = smallest.and_then(|one| Smallest::new(one.rise, one.fall, power));
            effect.fitting(design.fit(&found.path)).seen_from(seen)
        }),
    })
}

/// Whether it is an effect, in a sentence.
fn effect(design: &Design, path: &Path, space: Option<&PlacebosInSpace>, level: f64) -> Sentence {
    let place = space.and_then(|space| Some((space, space.rank?, space.p?)));
    let Some((space, rank, p)) = place else {
        return say(
            "Of {0} na {1} anders ging dan het anders was gegaan, is niet te zeggen: er zijn te weinig regio’s om toeval te kennen.",
            "Whether {0} went differently after {1} than it would have gone cannot be said: there are too few regions to know chance.",
            [(&design.unit).into(), design.first()],
        );
    };
    let all = space.placebos.len() + 1;
    let slots = [
        (&design.unit).into(),
        design.first(),
        rank.into(),
        all.into(),
        Slot::p(p),
    ];
    if matches!(design.fit(path), Fit::Off(off) if off.get() > 1.0) {
        return say(
            "Of {0} na {1} anders ging dan het anders was gegaan, is niet te zeggen: de vergelijking past niet. Ervoor lag zij er verder naast dan {0} zelf bewoog.",
            "Whether {0} went differently after {1} than it would have gone cannot be said: the comparison does not fit. Before it, it was off by more than {0} itself moved.",
            slots,
        );
    }
    if p <= level {
        if path.effect >= 0.0 {
            say(
                "{0} kwam vanaf {1} hoger uit dan zonder de maatregel: plaats {2} van {3} in opvallendheid ({4}).",
                "{0} came out higher from {1} on than without the measure: number {2} of {3} in standing out ({4}).",
                slots,
            )
        } else {
            say(
                "{0} kwam vanaf {1} lager uit dan zonder de maatregel: plaats {2} van {3} in opvallendheid ({4}).",
                "{0} came out lower from {1} on than without the measure: number {2} of {3} in standing out ({4}).",
                slots,
            )
        }
    } else {
        say(
            "Het verschil van {0} vanaf {1} is niet van toeval te onderscheiden: plaats {2} van {3} in opvallendheid ({4}).",
            "The difference of {0} from {1} on cannot be told from chance: number {2} of {3} in standing out ({4}).",
            slots,
        )
    }
}

/// The effect and what it was held against.
fn effects(
    found: &SyntheticControl,
    space: Option<&PlacebosInSpace>,
    time: Option<&SyntheticControl>,
    span: Option<(f64, f64)>,
    decimals: u8,
) -> Table {
    let row = vec![
        Item::signed(found.path.effect, decimals),
        Item::signed(found.path.gaps.last().copied(), decimals),
        Item::number(space.and_then(|space| space.p), 4),
        Item::number(found.path.ratio, 3),
        Item::number(found.path.rmspe_before, decimals + 1),
        Item::number(found.loss, loss_decimals(found.loss)),
        Item::signed(span.map(|span| span.0), decimals),
        Item::signed(span.map(|span| span.1), decimals),
        Item::signed(time.map(|time| time.path.effect), decimals),
    ];
    Table {
        id: "effect",
        title: Words("Het effect", "The effect"),
        columns: vec![
            column("effect", "gemiddeld", "mean"),
            column("last", "in de laatste periode", "in the last period"),
            column("p", "p", "p"),
            column("ratio", "erna ÷ ervoor", "after ÷ before"),
            column("off_before", "fout ervoor", "error before"),
            column("loss", "kwadraat ervan", "its square"),
            column("least", "minst zonder één regio", "least without one region"),
            column("most", "meest zonder één regio", "most without one region"),
            column("too_early", "bij een te vroeg begin", "with too early a start"),
        ],
        rows: vec![row],
    }
}

/// A square of figures in the thousands needs no decimals; one of shares needs many.
fn loss_decimals(loss: f64) -> u8 {
    if loss >= 1000.0 { 0 } else { 6 }
}

/// The predictors of the unit and of its comparison.
fn balance(found: &SyntheticControl, predictors: &Predictors) -> Table {
    let rows = predictors
        .names()
        .iter()
        .zip(&found.balance)
        .zip(&found.importance)
        .map(|((name, one), importance)| {
            vec![
                name.into(),
                Item::number(one.treated, 3),
                Item::number(one.synthetic, 3),
                Item::number(one.donors, 3),
                Item::percent(*importance, 1),
            ]
        });
    Table {
        id: "predictors",
        title: Words("Waarop is gekoppeld", "What was matched on"),
        columns: vec![
            column("predictor", "voorspeller", "predictor"),
            column("treated", "regio", "region"),
            column("synthetic", "vergelijking", "comparison"),
            column("donors", "alle andere", "all others"),
            column("importance", "belang", "importance"),
        ],
        rows: rows.collect(),
    }
}

/// The treated unit among those that were treated in name only.
fn placebos(design: &Design, space: &PlacebosInSpace, decimals: u8) -> Table {
    let mut all: Vec<(&str, &Path)> = vec![(design.unit.as_str(), &space.treated)];
    all.extend(space.placebos.iter().map(|placebo| {
        let name = design.grid.rows.get(placebo.unit).map_or("", String::as_str);
        (name, &placebo.path)
    }));
    all.sort_by(|(_, a), (_, b)| {
        b.ratio
            .unwrap_or(f64::MAX)
            .total_cmp(&a.ratio.unwrap_or(f64::MAX))
    });
    Table {
        id: "placebos",
        title: Words(
            "Elke regio alsof zij de maatregel had",
            "Each region as if it had the measure",
        ),
        columns: vec![
            column("region", "regio", "region"),
            column("effect", "effect", "effect"),
            column("ratio", "erna ÷ ervoor", "after ÷ before"),
            column("treated", "echt", "real"),
        ],
        rows: all
            .into_iter()
            .map(|(name, path)| {
                vec![
                    name.into(),
                    Item::signed(path.effect, decimals),
                    Item::number(path.ratio, 3),
                    Item::YesNo(name == design.unit),
                ]
            })
            .collect(),
    }
}

fn assumptions(
    design: &Design,
    found: &SyntheticControl,
    time: Option<&SyntheticControl>,
    span: Option<(f64, f64)>,
) -> Vec<Assumption> {
    let decimals = design.decimals();
    let mut out = vec![
        design.fits(&found.path),
        Assumption::tested(
            Words(
                "De regio ligt tussen de andere in, zodat een mix haar kan nabootsen.",
                "The region lies among the others, so that a mix can resemble it.",
            ),
            found.inside_hull || found.hull_distance < 1e-6,
            say(
                "De afstand tot de beste mix is {0}.",
                "The distance to the best mix is {0}.",
                [Slot::number(found.hull_distance, 4)],
            ),
        ),
    ];
    if let Some(time) = time {
        out.push(Assumption::tested(
            Words(
                "Halverwege de tijd ervoor, toen er nog niets was, is er geen effect.",
                "Half-way the time before, when there was nothing yet, there is no effect.",
            ),
            time.path.effect.abs() < found.path.effect.abs() / 2.0,
            say(
                "Daar wordt {0} gevonden, tegen {1} bij het echte begin; de grens is de helft.",
                "There {0} is found, against {1} at the real start; the limit is half.",
                [
                    Slot::signed(time.path.effect, decimals),
                    Slot::signed(found.path.effect, decimals),
                ],
            ),
        ));
    }
    if let Some((least, most)) = span {
        out.push(Assumption::tested(
            Words(
                "Het hangt niet aan één van de andere regio’s.",
                "It does not hang on one of the other regions.",
            ),
            least.signum() == most.signum(),
            say(
                "Zonder een van hen ligt het effect tussen {0} en {1}.",
                "Without one of them the effect lies between {0} and {1}.",
                [Slot::signed(least, decimals), Slot::signed(most, decimals)],
            ),
        ));
    }
    out.extend([NO_SPILL, NOTHING_ELSE]);
    out
}
