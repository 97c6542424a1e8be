//! The status as CSV: one row per measure, one row for an outcome without measures. Numbers are not rounded and have a point.

use crate::delimited::{Cell, push_row};
use crate::words;
use koers_model::status::{FrameworkStatus, GroupStatus, MeasureStatus, OutcomeStatus, Status};
use koers_model::target::Goal;
use koers_model::text::Lang;
use koers_model::value::Number;

const HEADER: [&str; 38] = [
    "region",
    "on",
    "as_of",
    "framework",
    "group",
    "outcome",
    "outcome_title",
    "outcome_verdict",
    "outcome_reason",
    "outcome_sentence",
    "outcome_cite",
    "indicator",
    "version",
    "title",
    "part",
    "verdict",
    "reason",
    "sentence",
    "period",
    "value",
    "missing",
    "marks",
    "unit",
    "decimals",
    "baseline_period",
    "baseline_value",
    "target_kind",
    "target_direction",
    "target_by",
    "target_sentence",
    "required",
    "margin",
    "margin_source",
    "rank",
    "benchmark",
    "months_old",
    "sources",
    "snapshots",
];
/// How many columns are about the outcome; the others are about the measure.
const OF_OUTCOME: usize = 11;

/// The status as CSV after RFC 4180, sentences in the language asked.
#[must_use]
pub fn status_csv(status: &Status, lang: Lang) -> String {
    let mut out = String::new();
    push_row(&mut out, &HEADER.map(|name| Cell::Own(name.to_owned())));
    for framework in &status.frameworks {
        for group in &framework.groups {
            for outcome in &group.outcomes {
                let start = start(status, framework, group, outcome, lang);
                if outcome.measures.is_empty() {
                    let mut row = start.to_vec();
                    row.resize(HEADER.len(), Cell::empty());
                    push_row(&mut out, &row);
                }
                for measure in &outcome.measures {
                    let mut row = start.to_vec();
                    row.extend(rest(measure, lang));
                    push_row(&mut out, &row);
                }
            }
        }
    }
    out
}

fn own(text: impl ToString) -> Cell {
    Cell::Own(text.to_string())
}

fn perhaps(text: Option<impl ToString>) -> Cell {
    text.map_or_else(Cell::empty, own)
}

fn start(
    status: &Status,
    framework: &FrameworkStatus,
    group: &GroupStatus,
    outcome: &OutcomeStatus,
    lang: Lang,
) -> [Cell; OF_OUTCOME] {
    let question = &status.record.question;
    [
        own(&question.region),
        own(question.on),
        own(question.as_of),
        own(&framework.id),
        own(&group.id),
        own(&outcome.id),
        Cell::Text(outcome.title.get(lang).to_owned()),
        own(outcome.verdict.word()),
        own(outcome.reason.code()),
        Cell::Text(outcome.reason.sentence(lang)),
        Cell::Text(join(outcome.cite.iter())),
    ]
}

fn rest(measure: &MeasureStatus, lang: Lang) -> [Cell; HEADER.len() - OF_OUTCOME] {
    let judgement = &measure.judgement;
    let reading = judgement.reading;
    let missing = reading.and_then(|point| point.cell.missing_reason());
    let marks: Vec<&str> = reading.map_or_else(Vec::new, |point| point.cell.marks.words().collect());
    let benchmark = match &judgement.target.goal {
        Goal::Gap { benchmark, .. } => Some(benchmark),
        _ => None,
    };
    [
        own(&measure.indicator),
        own(measure.version),
        Cell::Text(measure.title.get(lang).to_owned()),
        own(words::part_word(measure.part)),
        own(judgement.verdict.word()),
        own(judgement.reason.code()),
        Cell::Text(judgement.reason.sentence(lang)),
        perhaps(reading.map(|point| point.period)),
        perhaps(reading.and_then(|point| point.cell.number()).map(Number::get)),
        perhaps(missing.map(koers_model::value::Missing::word)),
        own(marks.join(" ")),
        own(measure.unit.id),
        own(measure.decimals),
        own(judgement.target.baseline.period),
        perhaps(
            judgement
                .baseline
                .and_then(|point| point.cell.number())
                .map(Number::get),
        ),
        own(judgement.target.goal.word()),
        own(judgement.target.direction.word()),
        own(judgement.target.by),
        Cell::Text(words::target(measure, lang)),
        perhaps(judgement.required.map(Number::get)),
        perhaps(judgement.margin.map(|margin| margin.value.get())),
        perhaps(judgement.margin.map(|margin| margin.source.word())),
        perhaps(judgement.rank),
        perhaps(benchmark),
        perhaps(judgement.months_old),
        own(join(measure.sources.iter().map(|note| &note.dataset))),
        own(join(measure.sources.iter().map(|note| note.snapshot))),
    ]
}

fn join(all: impl Iterator<Item = impl ToString>) -> String {
    all.map(|one| one.to_string()).collect::<Vec<_>>().join(" ")
}
