//! An outcome with its measures.

use super::{Phrase, Source, anchor};
use crate::chart::{Chart, Key, Place};
use crate::{date, number, words};
use jiff::civil::Date;
use koers_model::framework::MeasurePart;
use koers_model::period::Period;
use koers_model::status::{FrameworkStatus, MeasureStatus, OutcomeStatus, Status};
use koers_model::text::Lang;
use koers_model::verdict::{Point, Verdict};
use std::collections::BTreeMap;

/// An outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its id.
    pub id: String,
    /// Where it stands on the report; the start of the ids of its parts.
    pub anchor: String,
    /// Its name.
    pub title: Phrase,
    /// The verdict.
    pub verdict: Verdict,
    /// Why, as a sentence.
    pub why: String,
    /// What it says, in our own words.
    pub text: Option<Phrase>,
    /// Where the programme says so.
    pub cite: String,
    /// Its measures.
    pub measures: Vec<Measure>,
    /// The activities that serve it.
    pub activities: Vec<Activity>,
}

/// An activity that serves an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: Phrase,
}

impl Outcome {
    /// An outcome of a programme in a status.
    #[must_use]
    pub fn of(status: &Status, framework: &FrameworkStatus, outcome: &OutcomeStatus, lang: Lang) -> Self {
        let anchor = anchor(framework, outcome);
        Self {
            id: outcome.id.to_string(),
            title: Phrase::new(&outcome.title, lang),
            verdict: outcome.verdict,
            why: words::why(outcome, lang),
            text: outcome.text.as_ref().map(|text| Phrase::new(text, lang)),
            cite: words::citations(&outcome.cite, framework, lang),
            measures: outcome
                .measures
                .iter()
                .enumerate()
                .map(|(at, measure)| {
                    // An indicator may stand twice under an outcome, so the place is part of the id.
                    let id = format!("{anchor}:{}:{}", at + 1, measure.indicator);
                    Measure::of((status, framework, outcome), measure, id, lang)
                })
                .collect(),
            activities: outcome
                .activities
                .iter()
                .map(|(id, title)| Activity {
                    id: id.to_string(),
                    title: Phrase::new(title, lang),
                })
                .collect(),
            anchor,
        }
    }
}

/// A fact beside the chart: what it is, and what it says. The value may be a text that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: Phrase,
}

/// A measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// Unique on a page; the start of the ids of its parts.
    pub id: String,
    /// The id of the indicator.
    pub indicator: String,
    /// The name of the indicator.
    pub title: Phrase,
    /// Main or supporting, where that makes a difference.
    pub part: Option<&'static str>,
    /// What this measure says.
    pub verdict: Verdict,
    /// Why, where the outcome has not said it already.
    pub why: Option<String>,
    /// Before, number, after. Without a number the words for what is missing.
    pub figure: Option<(String, String, String)>,
    /// The period of that figure.
    pub period: Option<Period>,
    /// Whether there is a number.
    pub has_number: bool,
    /// What the publisher says of the figure.
    pub remarks: String,
    /// Target, baseline, what was needed, margin, age.
    pub facts: Vec<Fact>,
    /// What takes more words: what is measured, remarks, where it stands.
    pub notes: Vec<Fact>,
    /// The verdicts from other base periods.
    pub other_bases: Option<words::OtherBases>,
    /// The chart, as SVG.
    pub chart: String,
    /// The same in the size of a word.
    pub spark: String,
    /// The key of the chart.
    pub keys: Vec<Key>,
    /// The figures of the chart as a table.
    pub figures: Figures,
    /// The sources.
    pub sources: Vec<Source>,
}

impl Measure {
    fn of(
        (status, framework, outcome): (&Status, &FrameworkStatus, &OutcomeStatus),
        measure: &MeasureStatus,
        id: String,
        lang: Lang,
    ) -> Self {
        let several = outcome.measures.len() > 1 || measure.part == MeasurePart::Supporting;
        let judgement = &measure.judgement;
        let chart = Chart::of(measure, &status.region_name, id.clone(), lang);
        let shown = Shown::of(measure, status.record.question.on, lang);
        Self {
            indicator: measure.indicator.to_string(),
            title: Phrase::new(&measure.title, lang),
            part: several.then(|| words::part(measure.part, lang)),
            verdict: judgement.verdict,
            why: Some(judgement.reason.sentence(lang)).filter(|why| *why != words::why(outcome, lang)),
            period: shown.period,
            has_number: shown.has_number,
            figure: shown.parts,
            remarks: shown.remarks,
            facts: facts(framework, measure, status.record.question.on, lang),
            notes: notes(framework, outcome, measure, lang),
            other_bases: words::other_bases(judgement, lang),
            chart: chart.svg(),
            spark: chart.sparkline(),
            keys: chart.legend(),
            figures: Figures::of(&chart),
            sources: measure
                .sources
                .iter()
                .map(|note| Source::new(note, lang))
                .collect(),
            id,
        }
    }
}

/// The figure that is set large: the reading that decided, or else the last one known.
pub(super) struct Shown {
    pub(super) parts: Option<(String, String, String)>,
    pub(super) period: Option<Period>,
    pub(super) has_number: bool,
    pub(super) remarks: String,
}

impl Shown {
    pub(super) fn of(measure: &MeasureStatus, on: Date, lang: Lang) -> Self {
        let (unit, decimals) = (measure.unit, measure.decimals);
        if let Some(point) = measure.judgement.reading {
            return Self {
                parts: words::reading_parts(measure, lang),
                period: Some(point.period),
                has_number: point.cell.number().is_some(),
                remarks: words::remarks(&point.cell, decimals, lang),
            };
        }
        let last = words::last_known(measure, on).and_then(|point| Some((point, point.cell.number()?)));
        let Some((point, value)) = last else {
            return Self {
                parts: None,
                period: None,
                has_number: false,
                remarks: String::new(),
            };
        };
        let (before, after) = number::around(unit, lang);
        let period = date::in_period(point.period, lang);
        let mut remarks = lang
            .pick(
                "laatste cijfer, geen oordeel",
                "last figure, no verdict rests on it",
            )
            .to_owned();
        let more = words::remarks(&point.cell, decimals, lang);
        if !more.is_empty() {
            remarks = format!("{remarks}; {more}");
        }
        Self {
            period: Some(point.period),
            parts: Some((
                before,
                number::number(value, decimals, lang),
                format!("{after} {period}"),
            )),
            has_number: true,
            remarks,
        }
    }
}

fn facts(framework: &FrameworkStatus, measure: &MeasureStatus, on: Date, lang: Lang) -> Vec<Fact> {
    let judgement = &measure.judgement;
    let target = &judgement.target;
    let mut facts = Vec::new();
    let mut add = |label: String, value: Phrase| facts.push(Fact { label, value });
    let say = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
    add(say("Doel", "Target"), Phrase::own(words::target(measure, lang)));
    if let Some(baseline) = words::baseline(measure, lang) {
        let stated = if target.baseline.value.is_some() {
            match (words::citations(&target.baseline.cite, framework, lang), lang) {
                (cite, Lang::Nl) if cite.is_empty() => ", zoals het programma zegt".to_owned(),
                (cite, Lang::En) if cite.is_empty() => ", as the programme says".to_owned(),
                (cite, Lang::Nl) => format!(", zoals het programma zegt ({cite})"),
                (cite, Lang::En) => format!(", as the programme says ({cite})"),
            }
        } else {
            String::new()
        };
        add(
            say("Nulmeting", "Baseline"),
            Phrase::own(format!("{baseline}{stated}")),
        );
    }
    if let (Some(required), Some(reading)) = (words::required(measure, lang), judgement.reading) {
        let label = format!(
            "{} {}",
            lang.pick("Nodig", "Needed"),
            date::in_period(reading.period, lang)
        );
        add(label, Phrase::own(required));
    }
    if let Some(margin) = words::margin(measure, lang) {
        add(say("Marge", "Margin"), Phrase::own(margin));
    }
    if let Some(age) = words::age(judgement, on, lang) {
        add(say("Leeftijd", "Age"), Phrase::own(age));
    }
    facts
}

fn notes(
    framework: &FrameworkStatus,
    outcome: &OutcomeStatus,
    measure: &MeasureStatus,
    lang: Lang,
) -> Vec<Fact> {
    let target = &measure.judgement.target;
    let mut notes = Vec::new();
    let mut add = |label: &str, value: Phrase| {
        notes.push(Fact {
            label: label.to_owned(),
            value,
        });
    };
    add(
        lang.pick("Wat dit meet", "What this measures"),
        Phrase::new(&measure.covers, lang),
    );
    if let Some(note) = &target.note {
        add(lang.pick("Toelichting", "Remark"), Phrase::new(note, lang));
    }
    // Mostly the outcome itself is cited, and that stands below it.
    if !target.cite.is_empty() && target.cite != outcome.cite {
        add(
            lang.pick("Staat in", "Stated in"),
            Phrase::own(words::citations(&target.cite, framework, lang)),
        );
    }
    notes
}

/// The figures of a chart as a table: the twin that stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// What the table shows, with its unit.
    pub caption: String,
    /// The first is the period.
    pub columns: Vec<String>,
    /// One for every period.
    pub rows: Vec<Row>,
}

/// A row of the table beside a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The period in words.
    pub period: String,
    /// The period.
    pub of: Period,
    /// How far across the chart it lies; `None` when the chart does not reach there, or there is none.
    pub place: Option<Place>,
    /// Per other column the figure and what the publisher says of it.
    pub fields: Vec<(String, String)>,
}

impl Figures {
    /// Everything the chart shows, and the regions that do not fit its scale, rounded and worded in the same way.
    #[must_use]
    pub fn of(chart: &Chart<'_>) -> Self {
        let lang = chart.lang;
        let with_path = chart.path.len() > 1;
        let mut columns = vec![lang.pick("Periode", "Period").to_owned(), chart.region.to_owned()];
        if with_path {
            columns.push(lang.pick("Nodig", "Needed").to_owned());
        }
        columns.extend(chart.benchmarks.iter().map(|(name, _)| (*name).to_owned()));
        let width = columns.len() - 1;
        let mut rows: BTreeMap<(Date, Period), Vec<(String, String)>> = BTreeMap::new();
        let mut put = |period: Period, column: usize, text: (String, String)| {
            let row = rows
                .entry((period.start(), period))
                .or_insert_with(|| vec![(String::new(), String::new()); width]);
            if let Some(field) = row.get_mut(column) {
                *field = text;
            }
        };
        let cell = |point: &Point| {
            (
                number::cell(&point.cell, chart.decimals, lang),
                words::remarks(&point.cell, chart.decimals, lang),
            )
        };
        // The baseline comes first: where the series has the period itself, that figure stands.
        if let Some(point) = &chart.baseline {
            put(point.period, 0, cell(point));
        }
        for point in chart.series {
            put(point.period, 0, cell(point));
        }
        if with_path {
            for (period, value) in chart.path {
                put(
                    *period,
                    1,
                    (number::number(*value, chart.decimals, lang), String::new()),
                );
            }
        }
        for (at, (_, points)) in chart.benchmarks.iter().enumerate() {
            for point in *points {
                put(point.period, at + 1 + usize::from(with_path), cell(point));
            }
        }
        Self {
            caption: format!("{} ({})", chart.title, chart.unit.label(lang)),
            columns,
            rows: rows
                .into_iter()
                .map(|((_, period), fields)| Row {
                    period: date::period(period, lang),
                    of: period,
                    place: chart.place(period),
                    fields,
                })
                .collect(),
        }
    }
}
