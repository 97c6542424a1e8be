//! Vacancies in one place and job seekers in another.

use super::places::{ONE_SOURCE, Places};
use crate::answer::{Answer, Assumption, Column, Item, Table, column};
use crate::drawing::{Drawing, Shape};
use crate::fault::Fault;
use crate::frame::Need;
use crate::method::{Family, Method, Place, Question, Time};
use crate::role::{EFFICIENCY, PERIOD, REGION, SECTOR, UNEMPLOYED, VACANCIES};
use crate::say::{Slot, Words, say};
use crate::setting::{SEED, Setting};
use koers_economics::labour::mismatch;

/// Asks it.
pub const METHOD: Method = Method {
    id: "mismatch",
    family: Family::Labour,
    title: Words(
        "Vacatures en werklozen op de verkeerde plaats",
        "Vacancies and unemployed people in the wrong place",
    ),
    asks: Words(
        "Hoeveel aanstellingen gaan verloren doordat mensen niet zijn waar de vacatures zijn?",
        "How many hires are lost since people are not where the vacancies are?",
    ),
    roles: &[
        (VACANCIES, Need::Must),
        (UNEMPLOYED, Need::Must),
        (REGION, Need::May),
        (SECTOR, Need::May),
        (EFFICIENCY, Need::May),
        (PERIOD, Need::May),
    ],
    place: Place::Maybe,
    reference: false,
    time: Time::One,
    settings: &[
        Setting::number(
            "alpha",
            Words(
                "hoeveel meer vacatures bijdragen aan aanstellingen dan werklozen; 0,5 is gelijk",
                "how much more vacancies bring hires than unemployed people; 0.5 is even",
            ),
            (0.01, 0.99),
            Some("0.5"),
        ),
        Setting::whole(
            "draws",
            Words(
                "hoe vaak wordt geloot om te zien wat toeval alleen geeft; 0 voor niet loten",
                "how often is drawn to see what chance alone gives; 0 for not drawing",
            ),
            (0, 1_000_000),
            Some("1000"),
        ),
        SEED,
    ],
    page: "mismatch.md",
    source: "A. Şahin, J. Song, G. Topa and G. L. Violante (2014), American Economic Review 104",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let places = Places::of(question)?;
    if places.along == PERIOD {
        return Err(Fault::RoleMissing {
            word: if question.region.is_some() {
                SECTOR.word
            } else {
                REGION.word
            },
            known: [VACANCIES, UNEMPLOYED, PERIOD]
                .map(|role| role.word.to_owned())
                .to_vec(),
        });
    }
    let efficiency = if places.frame.has(EFFICIENCY) {
        let grid = places.frame.series(EFFICIENCY, places.along)?;
        let values = grid.values(question.settings.absent())?;
        if let Some(at) = values.iter().position(|value| *value <= 0.0) {
            return Err(Fault::Method(say(
                "{0}: hoe makkelijk men aanneemt is {1}, en het moet meer dan nul zijn. Laat weg waar nooit iemand wordt aangenomen",
                "{0}: how easily people are hired is {1}, and it must be more than nought. Leave out where nobody is ever hired",
                [places.name(at).into(), Slot::number(values.get(at).copied(), 3)],
            )));
        }
        Some(values)
    } else {
        None
    };
    let draws = u32::try_from(question.settings.whole("draws")?).unwrap_or(u32::MAX);
    let found = mismatch(
        &places.vacancies,
        &places.unemployed,
        efficiency.as_deref(),
        question.settings.number("alpha")?,
        draws,
        question.settings.seed()?,
    )
    .map_err(|fault| places.fault(fault))?;
    let mut ranked: Vec<(usize, f64)> = found.too_many.iter().copied().enumerate().collect();
    ranked.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    let mut sentences = vec![say(
        "Doordat vacatures en werklozen op andere plaatsen zijn, gaat {0} van de aanstellingen verloren ({1}). Om overal even krap te zijn zou {2} van de werklozen ergens anders moeten zijn.",
        "Since vacancies and unemployed people are in other places, {0} of hires is lost ({1}). For all places to be as tight {2} of the unemployed would have to be elsewhere.",
        [
            Slot::percent(found.index, 1),
            places.of_what(),
            Slot::percent(found.to_move, 1),
        ],
    )];
    if let (Some((most, over)), Some((least, under))) = (ranked.first(), ranked.last())
        && *over > 0.0
    {
        sentences.push(say(
            "In {0} zijn de meeste werklozen te veel ({1}), in {2} de meeste te weinig ({3}).",
            "{0} has most unemployed people too many ({1}), {2} most too few ({3}).",
            [
                places.name(*most).into(),
                Slot::signed(*over, 0),
                places.name(*least).into(),
                Slot::signed(*under, 0),
            ],
        ));
    }
    let mut assumptions = vec![
        Assumption::untested(
            "Iedereen kan naar elke andere plaats, en overal komen aanstellingen op dezelfde manier tot stand.",
            "Everybody can go to any other place, and hires come about the same way everywhere.",
        ),
        ONE_SOURCE,
    ];
    if let (Some(by_chance), Some(chance)) = (found.by_chance, found.chance) {
        assumptions.insert(
            0,
            Assumption::tested(
                Words("De index is meer dan toeval.", "The index is more than chance."),
                chance < 0.05,
                say(
                    "Lagen mensen en vacatures er alleen door toeval zo bij, dan was de index gemiddeld {0}; {1} van de lotingen gaf ten minste {2}.",
                    "Were people and vacancies where they are by chance alone, the index would be {0} on average; {1} of the draws gave at least {2}.",
                    [Slot::percent(by_chance, 2), Slot::percent(chance, 1), Slot::percent(found.index, 2)],
                ),
            ),
        );
    }
    let left = |at: usize| places.unemployed.get(at).copied().unwrap_or(0.0);
    Ok(Answer {
        sentences,
        tables: vec![
            Table {
                id: "index",
                title: Words("Index", "Index"),
                columns: vec![
                    column("index", "verloren aanstellingen", "hires lost"),
                    column("to_move", "zou elders moeten zijn", "would have to be elsewhere"),
                    column("by_chance", "door toeval alleen", "by chance alone"),
                ],
                rows: vec![vec![
                    Item::number(found.index, 10),
                    Item::number(found.to_move, 10),
                    found
                        .by_chance
                        .map_or(Item::Empty, |by_chance| Item::number(by_chance, 6)),
                ]],
            },
            Table {
                id: "places",
                title: Words("Elke plaats", "Each place"),
                columns: vec![
                    Column {
                        key: "name",
                        title: places.title(),
                    },
                    column("vacancies", "vacatures", "vacancies"),
                    column("unemployed", "werklozen", "unemployed"),
                    column(
                        "best",
                        "werklozen bij de meeste aanstellingen",
                        "unemployed at most hires",
                    ),
                    column("too_many", "te veel", "too many"),
                ],
                rows: ranked
                    .iter()
                    .map(|(at, over)| {
                        vec![
                            places.name(*at).into(),
                            Item::number(places.vacancies.get(*at).copied(), 0),
                            Item::number(left(*at), 0),
                            Item::number(left(*at) - over, 1),
                            Item::signed(*over, 1),
                        ]
                    })
                    .collect(),
            },
        ],
        assumptions,
        left_out: vec![say(
            "Met fijnere plaatsen is de index altijd hoger, ook door toeval: vergelijk alleen wat op dezelfde manier is ingedeeld.",
            "With finer places the index is always higher, also by chance: compare only what was cut up in the same way.",
            [],
        )],
        drawing: Some(Drawing {
            title: Words(
                "Werklozen te veel of te weinig",
                "Unemployed people too many or too few",
            ),
            x: places.title(),
            y: Words("te veel", "too many"),
            shape: Shape::Bars {
                of: ranked.iter().map(|(at, _)| places.name(*at).to_owned()).collect(),
                parts: vec![(
                    Words("te veel", "too many"),
                    ranked.iter().map(|(_, over)| Some(*over)).collect(),
                )],
            },
        }),
        effect: None,
    })
}
