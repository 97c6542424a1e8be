//! The words for verdicts, marks, targets, margins and citations: one place, so that every format says the same.

pub mod data;
pub mod programme;
mod weighed;

pub use weighed::{age, age_of, margin, margin_sum, required};

use crate::{date, number};
use jiff::civil::Date;
use koers_model::citation::Citation;
use koers_model::framework::MeasurePart;
use koers_model::id::Id;
use koers_model::region::RegionCode;
use koers_model::status::{FrameworkStatus, MeasureStatus, OutcomeStatus, SourceNote};
use koers_model::target::{Direction, Goal, Target};
use koers_model::text::{Lang, Text};
use koers_model::value::{Cell, Marks, Number};
use koers_model::verdict::{Judgement, Point, Reason, Verdict};

/// The shape that stands for a verdict where only characters can be used. The word always stands beside it.
#[must_use]
pub fn shape(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::OnCourse => "●",
        Verdict::OffCourse => "◆",
        Verdict::CannotBeSaid => "○",
    }
}

/// The verdict with a capital, as a heading starts: `Op koers`.
#[must_use]
pub fn verdict(verdict: Verdict, lang: Lang) -> String {
    capital(verdict.label(lang))
}

/// The same text with a capital first letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A mark of the publisher in words. Break and definite are words too; nothing is left out.
#[must_use]
pub fn mark(mark: Marks, lang: Lang) -> &'static str {
    mark.label(lang)
}

/// All marks of a figure in words, with commas; empty when there are none.
#[must_use]
pub fn marks(all: Marks, lang: Lang) -> String {
    let words: Vec<&str> = Marks::WORDS
        .into_iter()
        .filter(|(known, _)| all.has(*known))
        .map(|(known, _)| mark(known, lang))
        .collect();
    words.join(", ")
}

/// What the publisher says of a figure besides its value: marks and the published margin. Empty when nothing.
#[must_use]
pub fn remarks(cell: &Cell, decimals: u8, lang: Lang) -> String {
    let mut words = marks(cell.marks, lang);
    if let Some(margin) = cell.margin {
        if !words.is_empty() {
            words.push_str(", ");
        }
        words.push_str(lang.pick("marge ±", "margin ±"));
        words.push_str(&number::number(margin, decimals, lang));
    }
    words
}

/// Main or supporting.
#[must_use]
pub fn part(part: MeasurePart, lang: Lang) -> &'static str {
    match part {
        MeasurePart::Main => lang.pick("hoofdmaat", "main measure"),
        MeasurePart::Supporting => lang.pick("nevenmaat", "supporting measure"),
    }
}

/// The word of main or supporting in the contract.
#[must_use]
pub fn part_word(part: MeasurePart) -> &'static str {
    match part {
        MeasurePart::Main => "main",
        MeasurePart::Supporting => "supporting",
    }
}

/// Places in texts, with semicolons: `Werkplan § 2; § 3`. Each document by its title; by its id where the programme does not declare it.
#[must_use]
pub fn citations(all: &[Citation], framework: &FrameworkStatus, lang: Lang) -> String {
    let mut said = Vec::new();
    let mut last: Option<&Id> = None;
    for cite in all {
        let declared = framework.documents.iter().find(|(id, _)| *id == cite.document);
        let title = declared.map_or(cite.document.as_str(), |(_, title)| title.get(lang));
        said.push(match last {
            Some(document) if *document == cite.document => format!("§ {}", cite.section),
            _ => format!("{title} § {}", cite.section),
        });
        last = Some(&cite.document);
    }
    said.join("; ")
}

/// The name of a region that a measure is compared with; its code when the measure does not name it.
#[must_use]
pub fn region_name(measure: &MeasureStatus, region: &RegionCode) -> String {
    measure
        .benchmarks
        .iter()
        .find(|(code, ..)| code == region)
        .map_or_else(|| region.to_string(), |(_, name, _)| name.clone())
}

/// What is aimed at, without the day: `hoger dan in 2016`, `minstens 75,0%`, `bij de eerste 5 provincies`.
#[must_use]
pub fn goal(measure: &MeasureStatus, lang: Lang) -> String {
    let Target {
        goal,
        direction,
        baseline,
        ..
    } = &measure.judgement.target;
    let (unit, decimals) = (measure.unit, measure.decimals);
    let since = date::in_period(baseline.period, lang);
    let compare = match direction {
        Direction::Up => lang.pick("hoger", "higher"),
        Direction::Down => lang.pick("lager", "lower"),
    };
    let at_least = lang.pick("minstens", "at least");
    let level = |value: Number| {
        let bound = match direction {
            Direction::Up => at_least,
            Direction::Down => lang.pick("hoogstens", "at most"),
        };
        format!("{bound} {}", number::figure(value, decimals, unit, lang))
    };
    match goal {
        Goal::Level { value } => level(*value),
        Goal::Coverage { value } if unit.upper_bound == Some(value.get()) => format!(
            "{} ({})",
            lang.pick("iedereen", "everyone"),
            number::figure(*value, decimals, unit, lang)
        ),
        Goal::Coverage { value } => level(*value),
        Goal::ChangeDirection => match lang {
            Lang::Nl => format!("{compare} dan {since}"),
            Lang::En => format!("{compare} than {since}"),
        },
        Goal::ChangeAmount { amount } => {
            let by = number::difference(*amount, decimals, unit, lang);
            match lang {
                Lang::Nl => format!("{at_least} {by} {compare} dan {since}"),
                Lang::En => format!("{at_least} {by} {compare} than {since}"),
            }
        }
        Goal::ChangeRelative { percent } => {
            let by = number::plain(*percent, lang);
            match lang {
                Lang::Nl => format!("{at_least} {by}% {compare} dan {since}"),
                Lang::En => format!("{at_least} {by}% {compare} than {since}"),
            }
        }
        Goal::Gap { benchmark, within } => gap(&region_name(measure, benchmark), *within, measure, lang),
        Goal::Rank { top, among } => match lang {
            Lang::Nl => format!("bij de eerste {top} van de {}", among.plural(lang)),
            Lang::En => format!("among the first {top} of the {}", among.plural(lang)),
        },
    }
}

fn gap(benchmark: &str, within: Number, measure: &MeasureStatus, lang: Lang) -> String {
    let distance = number::difference(within, measure.decimals, measure.unit, lang);
    let direction = measure.judgement.target.direction;
    match (within == Number::ZERO, lang, direction) {
        (true, Lang::Nl, Direction::Up) => format!("minstens gelijk aan {benchmark}"),
        (true, Lang::Nl, Direction::Down) => format!("niet hoger dan {benchmark}"),
        (true, Lang::En, Direction::Up) => format!("at least equal to {benchmark}"),
        (true, Lang::En, Direction::Down) => format!("no higher than {benchmark}"),
        (false, Lang::Nl, Direction::Up) => format!("hoogstens {distance} onder {benchmark}"),
        (false, Lang::Nl, Direction::Down) => format!("hoogstens {distance} boven {benchmark}"),
        (false, Lang::En, Direction::Up) => format!("at most {distance} below {benchmark}"),
        (false, Lang::En, Direction::Down) => format!("at most {distance} above {benchmark}"),
    }
}

/// The target with its day: `hoger dan in 2016, uiterlijk 31 december 2019`.
#[must_use]
pub fn target(measure: &MeasureStatus, lang: Lang) -> String {
    format!(
        "{}, {} {}",
        goal(measure, lang),
        lang.pick("uiterlijk", "by"),
        date::date(measure.judgement.target.by, lang)
    )
}

/// The reading that decided, with unit and period: `205,1 duizend banen in 2019`. For a gap it is a difference and says so;
/// for a rank the place comes first. `None` when there is no reading.
#[must_use]
pub fn reading(measure: &MeasureStatus, lang: Lang) -> Option<String> {
    let (before, value, after) = reading_parts(measure, lang)?;
    Some(format!("{before}{value}{after}"))
}

/// [`reading`] in three parts, so that the number can be set apart: before, number, after.
#[must_use]
pub fn reading_parts(measure: &MeasureStatus, lang: Lang) -> Option<(String, String, String)> {
    let judgement = &measure.judgement;
    let point = judgement.reading?;
    let (unit, decimals) = (measure.unit, measure.decimals);
    let period = format!(" {}", date::in_period(point.period, lang));
    let Some(value) = point.cell.number() else {
        return Some((String::new(), number::cell(&point.cell, decimals, lang), period));
    };
    let parts = match (&judgement.target.goal, judgement.rank) {
        (Goal::Gap { benchmark, .. }, _) => {
            let name = region_name(measure, benchmark);
            let than = match lang {
                Lang::Nl => format!(" verschil met {name}"),
                Lang::En => format!(" difference with {name}"),
            };
            let text = number::signed_difference(value, decimals, unit, lang);
            let (digits, words) = split_number(&text);
            (String::new(), digits, format!("{words}{than}{period}"))
        }
        (Goal::Rank { .. }, Some(place)) => {
            let shown = number::figure(value, decimals, unit, lang);
            let beside = if unit.id == "rank" {
                String::new()
            } else {
                format!(" ({shown})")
            };
            (
                lang.pick("plaats ", "place ").to_owned(),
                place.to_string(),
                format!("{beside}{period}"),
            )
        }
        _ => {
            let (before, after) = number::around(unit, lang);
            (
                before,
                number::number(value, decimals, lang),
                format!("{after}{period}"),
            )
        }
    };
    Some(parts)
}

/// The last figure of the region whose period had ended on a day, for where no reading decides.
#[must_use]
pub fn last_known(measure: &MeasureStatus, on: Date) -> Option<&Point> {
    measure
        .series
        .iter()
        .filter(|point| point.period.end() <= on && point.cell.number().is_some())
        .max_by_key(|point| point.period.end())
}

/// Parts a text after its first word.
fn split_number(text: &str) -> (String, String) {
    match text.split_once(' ') {
        Some((number, rest)) => (number.to_owned(), format!(" {rest}")),
        None => (text.to_owned(), String::new()),
    }
}

/// The baseline with its unit and period: `190,8 duizend banen in 2016`. `None` when it was not looked up.
#[must_use]
pub fn baseline(measure: &MeasureStatus, lang: Lang) -> Option<String> {
    let point = measure.judgement.baseline?;
    let text = number::cell_figure(&point.cell, measure.decimals, measure.unit, lang);
    Some(format!("{text} {}", date::in_period(point.period, lang)))
}

/// Which other base periods give which verdict, one sentence each, and whether the base period matters.
#[must_use]
pub fn other_bases(judgement: &Judgement, lang: Lang) -> Option<OtherBases> {
    if judgement.other_bases.is_empty() {
        return None;
    }
    let matters = judgement
        .other_bases
        .iter()
        .any(|other| other.verdict != judgement.verdict);
    let heading = if matters {
        lang.pick("Het basisjaar maakt uit", "The base year matters")
    } else {
        lang.pick(
            "Een ander basisjaar geeft hetzelfde oordeel",
            "Another base year gives the same verdict",
        )
    };
    let lines = judgement
        .other_bases
        .iter()
        .map(|other| OtherBaseLine {
            verdict: other.verdict,
            from: format!(
                "{} {}",
                lang.pick("vanaf", "from"),
                date::the_period(other.period, lang)
            ),
            why: other.reason.sentence(lang),
        })
        .collect();
    Some(OtherBases {
        matters,
        heading,
        lines,
    })
}

/// The verdicts from other base periods in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherBases {
    /// Whether one of them gives another verdict.
    pub matters: bool,
    /// The same as a clause.
    pub heading: &'static str,
    /// One for every other base period.
    pub lines: Vec<OtherBaseLine>,
}

/// The verdict from one other base period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherBaseLine {
    /// The verdict from there.
    pub verdict: Verdict,
    /// From when: `vanaf 2010`.
    pub from: String,
    /// Why, as a sentence.
    pub why: String,
}

/// A source in one line: what must be shown, licence, days, and the start of the snapshot's hash.
#[must_use]
pub fn source(note: &SourceNote, lang: Lang) -> String {
    format!(
        "{} · {} · {} · {} · {} {}",
        note.attribution.get(lang),
        licence(&note.licence, lang),
        published(note, lang),
        retrieved(note, lang),
        snapshot(lang),
        note.snapshot.short()
    )
}

/// The word for bytes exactly as published.
#[must_use]
pub fn snapshot(lang: Lang) -> &'static str {
    lang.pick("momentopname", "snapshot")
}

/// A licence as one says it: `licentie CC-BY-4.0`.
#[must_use]
pub fn licence(licence: &str, lang: Lang) -> String {
    format!("{} {licence}", lang.pick("licentie", "licence"))
}

/// The publisher's day, or that it gives none.
#[must_use]
pub fn published(note: &SourceNote, lang: Lang) -> String {
    published_on(note.published, lang)
}

/// A publisher's day, or that it gives none.
pub(crate) fn published_on(day: Option<Date>, lang: Lang) -> String {
    match day {
        Some(day) => format!(
            "{} {}",
            lang.pick("gepubliceerd", "published"),
            date::date(day, lang)
        ),
        None => lang
            .pick("publicatiedatum onbekend", "day of publication unknown")
            .to_owned(),
    }
}

/// The day we got it.
#[must_use]
pub fn retrieved(note: &SourceNote, lang: Lang) -> String {
    retrieved_on(note.retrieved, lang)
}

/// The day we got something.
pub(crate) fn retrieved_on(day: Date, lang: Lang) -> String {
    format!(
        "{} {}",
        lang.pick("opgehaald", "retrieved"),
        date::date(day, lang)
    )
}

/// The language that a text is really in when it is shown in `lang`: Dutch, where there is no translation.
#[must_use]
pub fn language_of(text: &Text, lang: Lang) -> Lang {
    match (lang, &text.en) {
        (Lang::En, Some(_)) => Lang::En,
        _ => Lang::Nl,
    }
}

/// The reason that says most about an outcome: where one main measure decides, its own reason says more than that all main measures
/// agree, or that one is silent.
#[must_use]
pub fn telling_reason(outcome: &OutcomeStatus) -> &Reason {
    let mut main = outcome
        .measures
        .iter()
        .filter(|measure| measure.part == MeasurePart::Main);
    match (&outcome.reason, main.next(), main.next()) {
        (Reason::MeasuresAgree | Reason::MainMeasureSilent, Some(only), None) => &only.judgement.reason,
        (reason, ..) => reason,
    }
}

/// Why an outcome has its verdict, as a sentence.
#[must_use]
pub fn why(outcome: &OutcomeStatus, lang: Lang) -> String {
    telling_reason(outcome).sentence(lang)
}
