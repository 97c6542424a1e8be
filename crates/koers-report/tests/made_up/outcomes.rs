//! The outcomes of the made-up region.

use super::*;
use koers_model::region::RegionKind;

use MarginSource::{Published, Series, Target as Stated};
use Verdict::{CannotBeSaid, OffCourse, OnCourse};

pub fn jobs() -> OutcomeStatus {
    let mut judged = judgement(
        OnCourse,
        Reason::AheadOfPath,
        target(Goal::ChangeDirection, Direction::Up, "2016"),
    );
    judged.target.note = Some(t(
        "2015 is deels geheim; daarom begint de telling in 2016.",
        "2015 is partly withheld; that is why counting starts in 2016.",
    ));
    let measure = Draft::new(
        "banen",
        t("Banen van werknemers", "Jobs of employees"),
        "thousand-jobs",
        judged,
        series(2010, "194.1 x x x x x 190.8 195.2 201.4 205.1"),
    )
    .covers(
        "Meet de banen van werknemers in december, niet het werk van zelfstandigen.",
        "Measures jobs of employees in December, not the work of the self-employed.",
    )
    .required(190.8)
    .margin(4.1, Series)
    .age(0)
    .path(("2016", 190.8), ("2019", 190.8))
    .benchmark(
        "NL99",
        "Laagland",
        series(2010, "7710 7740 7702 7655 7640 7698 7790 7961 8170 8340"),
    )
    .benchmark(
        "PV98",
        "Wadland",
        series(2010, "212.3 211.7 210.2 x 206.1 205.8 207.7 210.9 214.8 217.5"),
    )
    .other_base(
        "2010",
        CannotBeSaid,
        Reason::TooFewPoints {
            changes: 3,
            needed: 5,
        },
    );
    let mut result = single(
        "ck-werkgelegenheid",
        t("Stijging van de werkgelegenheid", "Growth of employment"),
        measure,
    );
    result.text = Some(t(
        "Het aantal banen moet omhoog, vooral in de sectoren waar de provincie sterk in is.",
        "The number of jobs should rise, above all in the sectors that the province is strong in.",
    ));
    result.activities = vec![
        (
            id("ck-a-huis"),
            t("Een huis voor startende bedrijven", "A house for starting firms"),
        ),
        (
            id("ck-a-bezoek"),
            t(
                "Bedrijven bezoeken en doorverwijzen",
                "Visiting firms and showing them the way",
            ),
        ),
    ];
    result
}

pub fn dropouts() -> OutcomeStatus {
    let goal = Goal::Level { value: n(1.5) };
    let judged = judgement(
        OffCourse,
        Reason::BehindPath,
        target(goal, Direction::Down, "2014"),
    );
    let measure = Draft::new(
        "voortijdig-verlaten",
        t(
            "Jongeren die school verlaten zonder diploma",
            "Young people who leave school without a diploma",
        ),
        "percent",
        judged,
        series(2009, "3.9 3.6 3.2 2.8 2.1! 1.9 1.8 1.7 1.9 2.1 2.3* ?"),
    )
    .required(1.5)
    .margin(0.3, Published)
    .age(4)
    .path(("2014", 1.9), ("2019", 1.5))
    .benchmark(
        "NL99",
        "Laagland",
        series(2009, "3.6 3.3 3.0 2.7 2.1 1.9 1.8 1.7 1.8 1.9 2.0* ?"),
    )
    .source("bvc-2002", 3);
    single(
        "am-schooluitval",
        t("Minder schooluitval", "Fewer early school leavers"),
        measure,
    )
}

pub fn reputation() -> OutcomeStatus {
    let mut result = outcome(
        "vk-imago",
        t(
            "Een beter imago bij ondernemers",
            "A better name among entrepreneurs",
        ),
        CannotBeSaid,
        Reason::Unmeasured,
        vec![],
    );
    result.why = Some(t(
        "Niemand vraagt ondernemers geregeld hoe zij over de provincie denken.",
        "Nobody asks entrepreneurs regularly what they think of the province.",
    ));
    result.would_do = Some(t(
        "Een enquête om de twee jaar, met dezelfde vragen in alle provincies.",
        "A survey every two years, with the same questions in all provinces.",
    ));
    result
}

pub fn unemployment() -> OutcomeStatus {
    let judged = judgement(
        OnCourse,
        Reason::AheadOfPath,
        target(Goal::ChangeDirection, Direction::Down, "2015"),
    );
    let measure = Draft::new(
        "werkloosheid",
        t("Werkloosheid", "Unemployment"),
        "percent",
        judged,
        series(
            2008,
            "4.1 4.7 5.1 5.6 6.3 7.4 7.7 7.5 6.6 5.2 4.0 2.8 3.2 3.9* 3.3*",
        ),
    )
    .required(7.5)
    .margin(0.9, Published)
    .age(0)
    .path(("2015", 7.5), ("2019", 7.5))
    .benchmark(
        "NL99",
        "Laagland",
        series(
            2008,
            "3.7 4.4 5.0 5.0 5.8 7.3 7.4 6.9 6.0 4.9 3.8 3.4 3.8 4.2* 3.5*",
        ),
    )
    .benchmark(
        "PV98",
        "Wadland",
        series(
            2008,
            "4.5 5.2 5.9 5.8 6.7 8.3 8.6 8.2 7.3 5.9 4.7 4.0 4.3 4.9* 4.1*",
        ),
    );
    let supporting = Draft::new(
        "langdurig-werkloos",
        t("Langdurig werklozen", "Long-term unemployed"),
        "percent",
        judgement(
            CannotBeSaid,
            Reason::WithinMargin,
            target(Goal::ChangeDirection, Direction::Down, "2015"),
        ),
        series(2012, "34.0 38.5 42.1 43.0 41.8 40.2 39.9 41.0"),
    )
    .covers(
        "Deel van de werklozen dat langer dan een jaar zoekt.",
        "Share of the unemployed who have been looking for more than a year.",
    )
    .required(43.0)
    .margin(3.2, Series)
    .age(0)
    .path(("2015", 43.0), ("2019", 43.0))
    .supporting();
    outcome(
        "ck-werkloosheid",
        t("Daling van de werkloosheid", "Fall of unemployment"),
        OnCourse,
        Reason::MeasuresAgree,
        vec![measure, supporting],
    )
}

pub fn broadband() -> OutcomeStatus {
    let goal = Goal::Coverage { value: n(100.0) };
    let measure = Draft::new(
        "breedband",
        t("Huishoudens met breedband", "Households with broadband"),
        "percent",
        judgement(
            OnCourse,
            Reason::TargetReached,
            target(goal, Direction::Up, "2015"),
        ),
        series(2008, "71 79 77 83 87 89 95 94 97 98 99 100"),
    )
    .decimals(0)
    .covers(
        "Meet huishoudens met internet, niet of het buitengebied is aangesloten.",
        "Measures households with internet, not whether the countryside is connected.",
    )
    .required(100.0)
    .margin(2.0, Published)
    .age(0)
    .path(("2015", 94.0), ("2019", 100.0));
    single(
        "vk-breedband",
        t(
            "Breedband voor iedereen in 2019",
            "Broadband for everyone in 2019",
        ),
        measure,
    )
}

pub fn participation() -> OutcomeStatus {
    let goal = Goal::Gap {
        benchmark: region("NL99"),
        within: n(0.0),
    };
    let mut judged = judgement(
        CannotBeSaid,
        Reason::WithinMargin,
        target(goal, Direction::Up, "2015"),
    );
    judged.reading = Some(Point {
        period: period("2019"),
        cell: cell("-0.4"),
    });
    judged.baseline = Some(Point {
        period: period("2015"),
        cell: cell("-1.6"),
    });
    let measure = Draft::new(
        "arbeidsdeelname",
        t("Netto arbeidsdeelname", "Net labour participation"),
        "percent",
        judged,
        series(2010, "64.1 63.8 63.5 62.9 62.6 63.3 64.2 65.3 66.5 67.9"),
    )
    .required(0.0)
    .margin(0.8, Published)
    .age(0)
    .with(|m| {
        m.path = [63.3, 64.3, 65.5, 66.9, 68.3]
            .into_iter()
            .zip(0..)
            .map(|(value, step)| (period("2015").plus(step), n(value)))
            .collect();
    })
    .benchmark(
        "NL99",
        "Laagland",
        series(2010, "65.7 65.6 65.7 65.0 64.5 64.9 65.5 66.3 67.3 68.3"),
    );
    single(
        "am-deelname",
        t(
            "Arbeidsdeelname op het landelijk gemiddelde",
            "Labour participation at the national average",
        ),
        measure,
    )
}

pub fn ranking() -> OutcomeStatus {
    let goal = Goal::Rank {
        top: 5,
        among: RegionKind::Province,
    };
    let mut judged = judgement(
        CannotBeSaid,
        Reason::NoReadingSinceBaseline {
            last: Some(period("2014")),
        },
        target(goal, Direction::Down, "2014"),
    );
    judged.rank = Some(7);
    let measure = Draft::new(
        "klimaat-plaats",
        t(
            "Plaats op de ranglijst vestigingsklimaat",
            "Place in the business climate ranking",
        ),
        "rank",
        judged,
        series(2014, "7"),
    )
    .decimals(0)
    .age(60)
    .source("bvc-3003", 4);
    single(
        "vk-top5",
        t(
            "In de top 5 van het vestigingsklimaat",
            "Among the first five for business climate",
        ),
        measure,
    )
}

pub fn patents() -> OutcomeStatus {
    let measure = Draft::new(
        "octrooien",
        t("Octrooiaanvragen", "Patent applications"),
        "per-million-inhabitants",
        judgement(
            CannotBeSaid,
            Reason::NoReadingSinceBaseline {
                last: Some(period("2012")),
            },
            target(Goal::ChangeDirection, Direction::Up, "2015"),
        ),
        series(
            2001,
            "52.1 66.0 79.3 89.1 56.7 86.2 73.0 78.0 69.8 55.0 38.7 44.0 . . . . . . .",
        ),
    )
    .decimals(0)
    .with(|m| {
        m.judgement.reading = None;
        m.judgement.baseline = None;
    })
    .source("bvc-3003", 4);
    single(
        "ck-innovatief-vermogen",
        t(
            "Stijging van het innovatief vermogen",
            "Growth of the power to innovate",
        ),
        measure,
    )
}

pub fn exports() -> OutcomeStatus {
    let measure = Draft::new(
        "uitvoer",
        t("Uitvoer per inwoner", "Exports per inhabitant"),
        "eur-per-inhabitant",
        judgement(
            CannotBeSaid,
            Reason::NoReadingSinceBaseline {
                last: Some(period("2014")),
            },
            target(Goal::ChangeDirection, Direction::Up, "2014"),
        ),
        series(2014, "8010"),
    )
    .decimals(0)
    .with(|m| m.judgement.reading = None)
    .benchmark("NL99", "Laagland", series(2014, "21931"));
    single(
        "ck-export",
        t("Groter aandeel in de export", "A larger share of exports"),
        measure,
    )
}

pub fn vacancies() -> OutcomeStatus {
    let quarters: Vec<Point> = "2.1 2.3 2.2 2.4 2.6 2.9 2.8 3.1 3.4 3.7 3.6 3.9 4.2 4.4 4.1 4.3"
        .split(' ')
        .enumerate()
        .map(|(at, text)| Point {
            period: period("2016-Q1").plus(at as i32),
            cell: cell(text),
        })
        .collect();
    let goal = Goal::ChangeAmount { amount: n(1.0) };
    let measure = Draft::new(
        "vacatures",
        t("Openstaande vacatures", "Open vacancies"),
        "thousand-vacancies",
        judgement(
            OffCourse,
            Reason::BehindPath,
            target(goal, Direction::Down, "2016-Q1"),
        ),
        quarters,
    )
    .required(1.1)
    .margin(0.4, Series)
    .age(0)
    .path(("2016-Q1", 2.1), ("2019-Q4", 1.1));
    single(
        "am-vacatures",
        t(
            "Minder moeilijk vervulbare vacatures",
            "Fewer vacancies that are hard to fill",
        ),
        measure,
    )
}

pub fn green_growth() -> OutcomeStatus {
    let measure = Draft::new(
        "groene-groei",
        t(
            "Toegevoegde waarde van de groene economie",
            "Value added of the green economy",
        ),
        "million-eur",
        judgement(
            CannotBeSaid,
            Reason::SeriesBreak { at: period("2017") },
            target(Goal::ChangeRelative { percent: n(10.0) }, Direction::Up, "2015"),
        ),
        series(2011, "412 408 431 440 446 451 612! 634 655*"),
    )
    .decimals(0)
    .required(490.6)
    .age(0)
    .path(("2015", 446.0), ("2019", 490.6));
    single(
        "ge-waarde",
        t("Groei van de groene economie", "Growth of the green economy"),
        measure,
    )
}

pub fn stale() -> OutcomeStatus {
    let measure = Draft::new(
        "energie",
        t("Aandeel hernieuwbare energie", "Share of renewable energy"),
        "percent",
        judgement(
            CannotBeSaid,
            Reason::Stale {
                period: period("2016"),
                months: 36,
            },
            target(Goal::Level { value: n(14.0) }, Direction::Up, "2013"),
        ),
        series(2013, "7.1 7.9 8.8 9.2"),
    )
    .required(10.55)
    .age(36)
    .path(("2013", 7.1), ("2019", 14.0));
    single(
        "ge-energie",
        t(
            "Meer energie uit eigen streek",
            "More energy from the region itself",
        ),
        measure,
    )
}

pub fn startups() -> OutcomeStatus {
    let measure = Draft::new(
        "starters",
        t("Startende bedrijven in de chemie", "Starting firms in chemicals"),
        "establishments",
        judgement(
            CannotBeSaid,
            Reason::ReadingMissing {
                period: period("2019"),
                missing: Missing::Suppressed,
            },
            target(Goal::ChangeDirection, Direction::Up, "2015"),
        ),
        series(2013, "9 7 11 8 12 1-4 1-4"),
    )
    .decimals(0)
    .with(|m| {
        m.judgement.reading = Some(Point {
            period: period("2019"),
            cell: cell("1-4"),
        });
    })
    .age(0);
    single(
        "ge-starters",
        t(
            "Meer starters in de groene chemie",
            "More starters in green chemistry",
        ),
        measure,
    )
}

pub fn disagreeing() -> OutcomeStatus {
    let level = |name: &str, nl: &str, en: &str, verdict, reason, cells: &str, required| {
        Draft::new(
            name,
            t(nl, en),
            "percent",
            judgement(
                verdict,
                reason,
                target(Goal::ChangeDirection, Direction::Up, "2014"),
            ),
            series(2011, cells),
        )
        .required(required)
        .margin(0.6, Stated)
        .age(6)
        .path(("2014", required), ("2019", required))
    };
    outcome(
        "am-opleiding",
        t(
            "Een hoger opgeleide beroepsbevolking",
            "A better educated labour force",
        ),
        CannotBeSaid,
        Reason::MeasuresDisagree,
        vec![
            level(
                "hbo-wo",
                "Hoger opgeleiden",
                "People with higher education",
                OnCourse,
                Reason::AheadOfPath,
                "22.4 22.9 23.6 24.0 24.4 25.3 25.9 26.4 27.2",
                24.0,
            ),
            level(
                "een-leven-lang-leren",
                "Deelname aan scholing",
                "Taking part in training",
                OffCourse,
                Reason::BehindPath,
                "15.2 15.1 15.6 16.4 15.9 15.4 15.0 14.6 14.3",
                16.4,
            ),
        ],
    )
}
