//! Effects by group and period, added up over the time since the start.

use super::design::NO_SPILL;
use super::rollout::{PARALLEL, ROLES, Spread};
use super::synthetic_control::LEVEL;
use crate::answer::{Against, Answer, Assumption, Effect, Item, Table, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{SEED, Setting};
use koers_economics::evaluation::{
    Adjustment, BandDrawing, Estimate, Over, Together, Untreated, aggregate_effects, group_time_effects,
    uniform_band,
};

/// Asks it.
pub const METHOD: Method = Method {
    id: "group-time-effects",
    family: Family::Evaluation,
    title: Words(
        "Verschil in verschillen, bij verschillende beginnen",
        "Difference-in-differences with different starts",
    ),
    asks: Words(
        "Hoe liep het effect na het begin, als niet iedereen tegelijk begon?",
        "How did the effect go after the start, when not all began at once?",
    ),
    roles: ROLES,
    place: Place::All,
    reference: false,
    time: Time::Span,
    settings: &[
        LEVEL,
        Setting::choice(
            "against",
            Words("met wie wordt vergeleken", "with whom is compared"),
            &[
                (
                    "never",
                    Words("wie de maatregel nooit kreeg", "who never had the measure"),
                ),
                (
                    "not-yet",
                    Words("ook wie haar nog niet had", "also who did not have it yet"),
                ),
            ],
            "never",
        ),
        Setting::choice(
            "adjust",
            Words(
                "hoe wie de maatregel niet kreeg, gelijk wordt gemaakt met voorspellers",
                "how those without the measure are made alike by predictors",
            ),
            &[
                (
                    "doubly-robust",
                    Words("met een lijn en met gewichten", "by a line and by weights"),
                ),
                ("regression", Words("met een lijn", "by a line")),
                ("weighting", Words("met gewichten", "by weights")),
            ],
            "doubly-robust",
        ),
        Setting::whole(
            "draws",
            Words(
                "hoe vaak wordt geloot voor de band om alles tegelijk",
                "how often is drawn for the band around all at once",
            ),
            (1000, 1_000_000),
            Some("10000"),
        ),
        SEED,
    ],
    page: "group_time_effects.md",
    source: "B. Callaway and P. H. C. Sant'Anna (2021), Journal of Econometrics 225",
    run,
};

/// From so many on each side the errors are about right.
const ENOUGH: usize = 30;

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let spread = Spread::of(question)?;
    let level = question.settings.number(LEVEL.word)?;
    let against = match question.settings.text("against") {
        Some("not-yet") => Untreated::NotYet,
        _ => Untreated::Never,
    };
    let fault = |fault| spread.fault(fault);
    let predictors = spread.predictors(question)?;
    let adjustment = match (&predictors, question.settings.text("adjust")) {
        (None, _) => Adjustment::None,
        (Some((_, table)), Some("regression")) => Adjustment::Regression(table),
        (Some((_, table)), Some("weighting")) => Adjustment::Weighting(table),
        (Some((_, table)), _) => Adjustment::DoublyRobust(table),
    };
    let headings = predictors
        .as_ref()
        .map_or(&[][..], |(headings, _)| headings.as_slice());
    let found = group_time_effects(&spread.rollout, against, adjustment)
        .map_err(|fault| Fault::method(fault, &spread.units, headings))?;
    let whole = aggregate_effects(&found, Over::Everything).map_err(fault)?.whole;
    let course = aggregate_effects(&found, Over::Exposure).map_err(fault)?;
    // Few periods can leave nothing with an error; then there is no band.
    let mut left_out = spread.left_out();
    let band = uniform_band(
        Together::Parts(&course),
        BandDrawing {
            level: 1.0 - level,
            draws: question.settings.whole("draws")?,
            seed: question.settings.seed()?,
        },
    )
    .map_err(|fault| {
        left_out.push(say(
            "De band om alles tegelijk kon niet: {0}",
            "The band around all at once could not be drawn: {0}",
            [spread.fault(fault).into()],
        ));
    })
    .ok();
    let period = |at: usize| spread.periods.get(at).map_or("", String::as_str);
    let p = whole.p();
    let slots = [Slot::signed(whole.value, 4), spread.treated.into(), Slot::p(p)];
    let sentence = if p.is_some_and(|p| p <= level) {
        say(
            "Gemiddeld over de {1} met de maatregel is het effect {0}, meer dan toeval ({2}).",
            "On average over the {1} with the measure the effect is {0}, more than chance ({2}).",
            slots,
        )
    } else if p.is_none() {
        say(
            "Gemiddeld over de {1} met de maatregel is het effect {0}; of dat toeval is, is met zo weinig niet te zeggen.",
            "On average over the {1} with the measure the effect is {0}; whether that is chance cannot be said with so few.",
            slots,
        )
    } else {
        say(
            "Het gemiddelde effect over de {1} met de maatregel, {0}, is niet van toeval te onderscheiden ({2}).",
            "The mean effect over the {1} with the measure, {0}, cannot be told from chance ({2}).",
            slots,
        )
    };
    let span = |one: &Estimate| one.interval(1.0 - level).ok().flatten();
    let estimate = |one: &Estimate| {
        let interval = span(one);
        [
            Item::signed(one.value, 6),
            Item::number(one.error, 6),
            Item::signed(interval.map(|span| span.0), 4),
            Item::signed(interval.map(|span| span.1), 4),
        ]
    };
    let around = |at: usize| {
        let interval = band
            .as_ref()
            .and_then(|band| band.intervals.get(at).copied().flatten());
        [
            Item::signed(interval.map(|span| span.0), 4),
            Item::signed(interval.map(|span| span.1), 4),
        ]
    };
    let columns = |first: &[crate::answer::Column]| {
        let mut all = first.to_vec();
        all.extend([
            column("effect", "effect", "effect"),
            column("error", "standaardfout", "standard error"),
            column("low", "laag", "low"),
            column("high", "hoog", "high"),
        ]);
        all
    };
    let before = course.parts.iter().filter(|part| part.at < 0).count();
    let drawing = Drawing {
        title: Words(
            "Het effect voor en na het begin",
            "The effect before and after the start",
        ),
        x: Words("periodes sinds het begin", "periods since the start"),
        y: Words("effect", "effect"),
        shape: Shape::Intervals {
            of: course.parts.iter().map(|part| part.at.to_string()).collect(),
            values: course
                .parts
                .iter()
                .enumerate()
                .map(|(at, part)| {
                    let held = band
                        .as_ref()
                        .and_then(|band| band.intervals.get(at).copied().flatten());
                    held.or_else(|| span(&part.effect))
                        .map(|(low, high)| (low, part.effect.value, high))
                })
                .collect(),
            nothing: 0.0,
            before,
        },
    };
    let mut assumptions = vec![PARALLEL];
    if let Some(trend) = found.pre_trend {
        assumptions.push(Assumption::tested(
            Words(
                "Voor het begin veranderden wie haar kregen en wie niet evenveel.",
                "Before the start those who had it and those who had not changed by as much.",
            ),
            trend.p > 0.10,
            say(
                "De toets geeft {0} (chi-kwadraat {1}, {2} vrijheidsgraden); onder 0,10 spreekt dat ertegen. Niets vinden is geen bewijs.",
                "The test gives {0} (chi-squared {1}, {2} degrees of freedom); below 0.10 that speaks against it. Finding nothing is no proof.",
                [
                    Slot::p(trend.p),
                    Slot::number(trend.statistic, 2),
                    trend.degrees.into(),
                ],
            ),
        ));
    }
    assumptions.push(Assumption::tested(
        Words(
            "Er zijn er genoeg met en zonder de maatregel om de fouten te kennen.",
            "There are enough with and without the measure to know the errors.",
        ),
        spread.treated >= ENOUGH && spread.units.len() - spread.treated >= ENOUGH,
        say(
            "Het zijn er {0} met en {1} zonder; met tien per groep is de band veel te smal, met dertig bijna goed.",
            "There are {0} with and {1} without; with ten a group the band is much too narrow, with thirty nearly right.",
            [spread.treated.into(), (spread.units.len() - spread.treated).into()],
        ),
    ));
    assumptions.push(NO_SPILL);
    Ok(Answer {
        sentences: vec![sentence],
        tables: vec![
            Table {
                id: "course",
                title: Words(
                    "Het effect voor en na het begin",
                    "The effect before and after the start",
                ),
                columns: {
                    let since = column("since", "periodes sinds het begin", "periods since the start");
                    let mut all = columns(&[since]);
                    all.extend([
                        column("band_low", "laag, alles tegelijk", "low, all at once"),
                        column("band_high", "hoog, alles tegelijk", "high, all at once"),
                    ]);
                    all
                },
                rows: course
                    .parts
                    .iter()
                    .enumerate()
                    .map(|(at, part)| {
                        std::iter::once(Item::number(part.at as f64, 0))
                            .chain(estimate(&part.effect))
                            .chain(around(at))
                            .collect()
                    })
                    .collect(),
            },
            Table {
                id: "effects",
                title: Words("Elke groep in elke periode", "Each group in each period"),
                columns: columns(&[
                    column("start", "begonnen in", "began in"),
                    column("period", "periode", "period"),
                ]),
                rows: found
                    .effects
                    .iter()
                    .map(|one| {
                        [Item::from(period(one.start)), Item::from(period(one.period))]
                            .into_iter()
                            .chain(estimate(&one.effect))
                            .collect()
                    })
                    .collect(),
            },
            Table {
                id: "whole",
                title: Words("Alles samen", "All together"),
                columns: columns(&[]),
                rows: vec![estimate(&whole).to_vec()],
            },
        ],
        assumptions,
        left_out,
        drawing: Some(drawing),
        effect: Effect::new(whole.value, p, Against::Change),
    })
}
