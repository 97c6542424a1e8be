//! The four lines of the made-up programme.

use super::outcomes::*;
use super::*;

use MarginSource::Series;
use Verdict::{CannotBeSaid, OffCourse, OnCourse};

fn rubric(name: &str, title: Text) -> OutcomeStatus {
    let mut result = outcome(name, title, CannotBeSaid, Reason::Qualitative, vec![]);
    result.rubric = vec![
        t("Er is niets ondernomen.", "Nothing was undertaken."),
        t("Er zijn gesprekken gevoerd.", "There were talks."),
        t("Er liggen afspraken op papier.", "There are agreements on paper."),
        t(
            "De afspraken worden uitgevoerd.",
            "The agreements are being carried out.",
        ),
    ];
    result.why = Some(t(
        "Het gaat om de kwaliteit van samenwerking, en die laat zich niet tellen.",
        "It is about the quality of working together, which cannot be counted.",
    ));
    result
}

fn unmeasured(name: &str, title: Text, would: Text) -> OutcomeStatus {
    let mut result = outcome(name, title, CannotBeSaid, Reason::Unmeasured, vec![]);
    result.why = Some(t(
        "Er is geen bron die dit per provincie bijhoudt.",
        "There is no source that keeps track of this by province.",
    ));
    result.would_do = Some(would);
    result
}

/// A level that is reached or not, for the plain cases.
fn plain(name: &str, title: Text, unit: &str, verdict: Verdict, cells: &str, goal: f64) -> OutcomeStatus {
    let reason = match verdict {
        OnCourse => Reason::AheadOfPath,
        OffCourse => Reason::BehindPath,
        CannotBeSaid => Reason::WithinMargin,
    };
    let points = series(2011, cells);
    let base = points[4].cell.number().unwrap().get();
    let measure = Draft::new(
        name,
        title.clone(),
        unit,
        judgement(
            verdict,
            reason,
            target(Goal::Level { value: n(goal) }, Direction::Up, "2015"),
        ),
        points,
    )
    .required(goal)
    .margin(1.2, Series)
    .age(3)
    .path(("2015", base), ("2019", goal));
    single(&format!("{name}-resultaat"), title, measure)
}

pub fn four_lines() -> Vec<GroupStatus> {
    let mut lines = vec![
        group(
            "concurrentiekracht",
            t("Concurrentiekracht", "Competitiveness"),
            vec![
                jobs(),
                unemployment(),
                patents(),
                exports(),
                plain(
                    "bezoeken",
                    t(
                        "Meer overnachtingen van toeristen",
                        "More nights spent by tourists",
                    ),
                    "thousand-persons",
                    CannotBeSaid,
                    "410.2 415.9 402.7 408.0 411.5 414.2 413.0 412.1 415.0",
                    415.4,
                ),
                rubric(
                    "ck-samenwerking",
                    t(
                        "Betere samenwerking in de keten",
                        "Better co-operation in the chain",
                    ),
                ),
            ],
        ),
        group(
            "groene-economie",
            t("Groene economie", "Green economy"),
            vec![
                green_growth(),
                stale(),
                startups(),
                unmeasured(
                    "ge-kringloop",
                    t(
                        "Meer kringlopen van grondstoffen",
                        "More closed loops of raw materials",
                    ),
                    t(
                        "Een stofstroomanalyse per provincie.",
                        "A material flow analysis by province.",
                    ),
                ),
                rubric(
                    "ge-draagvlak",
                    t(
                        "Breed draagvlak voor vergroening",
                        "Broad support for going green",
                    ),
                ),
            ],
        ),
        group(
            "vestigingsklimaat",
            t("Vestigingsklimaat", "Business climate"),
            vec![
                broadband(),
                ranking(),
                reputation(),
                plain(
                    "bereikbaarheid",
                    t(
                        "Bereikbaarheid van banen binnen drie kwartier reizen",
                        "Jobs that can be reached within three quarters of an hour",
                    ),
                    "thousand-jobs",
                    OnCourse,
                    "301.0 303.4 307.7 309.8 312.2 318.9 321.4 327.3 331.6",
                    320.0,
                ),
                unmeasured(
                    "vk-ruimte",
                    t(
                        "Ruimte voor werken op de goede plek",
                        "Room for work in the right place",
                    ),
                    t(
                        "De voorraad bedrijventerrein per jaar, met uitgifte en leegstand.",
                        "The stock of business sites by year, with what was sold and what is empty.",
                    ),
                ),
            ],
        ),
        group(
            "arbeidsmarkt",
            t("Arbeidsmarkt", "Labour market"),
            vec![
                participation(),
                dropouts(),
                vacancies(),
                disagreeing(),
                unmeasured(
                    "am-match",
                    t(
                        "Vraag en aanbod sluiten beter aan",
                        "Demand and supply fit better",
                    ),
                    t(
                        "Vacatures en werkzoekenden naar beroep, elk kwartaal.",
                        "Vacancies and job seekers by occupation, every quarter.",
                    ),
                ),
                rubric(
                    "am-regie",
                    t("Eén regie op de arbeidsmarkt", "One hand on the labour market"),
                ),
            ],
        ),
    ];
    let subtitles = [
        t(
            "Sterker staan tegenover andere regio's.",
            "Standing stronger among other regions.",
        ),
        t(
            "Groeien binnen de grenzen van de aarde.",
            "Growing within the limits of the earth.",
        ),
        t("Een goede plek om te ondernemen.", "A good place for business."),
        t(
            "Genoeg mensen, met de goede kennis.",
            "Enough people, with the right skills.",
        ),
    ];
    for (line, subtitle) in lines.iter_mut().zip(subtitles) {
        line.subtitle = Some(subtitle);
    }
    lines
}
