//! [`Status`] as the JSON contract `koers_status: 1`. Numbers are not rounded; dates and periods are texts.

use super::wire::*;
use crate::words;
use koers_model::citation::Citation;
use koers_model::region::RegionCode;
use koers_model::status::{FrameworkStatus, GroupStatus, MeasureStatus, OutcomeStatus, SourceNote, Status};
use koers_model::target::Goal;
use koers_model::text::{Lang, Text};
use koers_model::value::Content;
use koers_model::verdict::{OtherBase, Point, Reason, Verdict};

/// The contract's version.
pub const VERSION: u32 = 1;

/// The status as JSON, with a line break at the end. The same status always gives the same bytes.
#[must_use]
pub fn status_json(status: &Status) -> String {
    pretty(&to_wire(status))
}

/// The JSON Schema of what [`status_json`] writes.
#[must_use]
pub fn status_schema() -> String {
    pretty(&schemars::schema_for!(StatusJson))
}

/// Pretty JSON with a line break at the end.
pub(crate) fn pretty(value: &impl serde::Serialize) -> String {
    // Only a map with keys that are no texts, or a failing writer, could fail here: neither exists.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

/// The status in the shapes of the contract.
#[must_use]
pub fn to_wire(status: &Status) -> StatusJson {
    let question = &status.record.question;
    let all = || {
        status
            .frameworks
            .iter()
            .flat_map(|framework| &framework.groups)
            .flat_map(|group| &group.outcomes)
    };
    StatusJson {
        koers_status: VERSION,
        koers: status.record.version.clone(),
        workspace: text(&status.workspace),
        region: region(&question.region, &status.region_name),
        question: QuestionJson {
            region: question.region.to_string(),
            on: question.on.to_string(),
            as_of: question.as_of.to_string(),
            line: question.line.as_ref().map(ToString::to_string),
        },
        counts: counts(all()),
        frameworks: status.frameworks.iter().map(framework).collect(),
        late: status
            .late
            .iter()
            .map(|late| LateJson {
                dataset: late.dataset.to_string(),
                title: text(&late.title),
                last: late.last.to_string(),
                expected: late.expected.to_string(),
                days: late.days,
            })
            .collect(),
        inputs: status
            .record
            .inputs
            .iter()
            .map(|(name, hash)| InputJson {
                name: name.clone(),
                sha256: hash.to_string(),
            })
            .collect(),
    }
}

fn counts<'a>(outcomes: impl Iterator<Item = &'a OutcomeStatus>) -> CountsJson {
    let mut counts = CountsJson::default();
    for outcome in outcomes {
        match outcome.verdict {
            Verdict::OnCourse => counts.on_course += 1,
            Verdict::OffCourse => counts.off_course += 1,
            Verdict::CannotBeSaid => counts.cannot_be_said += 1,
        }
    }
    counts
}

/// A text in both languages.
pub(crate) fn text(text: &Text) -> TextJson {
    TextJson {
        nl: text.nl.clone(),
        en: text.en.clone(),
    }
}

/// A wording that always exists in both languages.
pub(crate) fn both(say: impl Fn(Lang) -> String) -> TextJson {
    TextJson {
        nl: say(Lang::Nl),
        en: Some(say(Lang::En)),
    }
}

fn region(code: &RegionCode, name: &str) -> RegionJson {
    RegionJson {
        code: code.to_string(),
        name: name.to_owned(),
    }
}

fn cites(all: &[Citation]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn verdict(verdict: Verdict) -> VerdictJson {
    match verdict {
        Verdict::OnCourse => VerdictJson::OnCourse,
        Verdict::OffCourse => VerdictJson::OffCourse,
        Verdict::CannotBeSaid => VerdictJson::CannotBeSaid,
    }
}

fn framework(framework: &FrameworkStatus) -> FrameworkJson {
    FrameworkJson {
        id: framework.id.to_string(),
        title: text(&framework.title),
        from: framework.period.from.to_string(),
        to: framework.period.to.to_string(),
        counts: counts(framework.groups.iter().flat_map(|group| &group.outcomes)),
        groups: framework.groups.iter().map(group).collect(),
    }
}

fn group(group: &GroupStatus) -> GroupJson {
    GroupJson {
        id: group.id.to_string(),
        title: text(&group.title),
        subtitle: group.subtitle.as_ref().map(text),
        outcomes: group.outcomes.iter().map(outcome).collect(),
    }
}

fn outcome(outcome: &OutcomeStatus) -> OutcomeJson {
    OutcomeJson {
        id: outcome.id.to_string(),
        title: text(&outcome.title),
        text: outcome.text.as_ref().map(text),
        cite: cites(&outcome.cite),
        verdict: verdict(outcome.verdict),
        reason: reason(&outcome.reason),
        measures: outcome.measures.iter().map(measure).collect(),
        rubric: outcome.rubric.iter().map(text).collect(),
        why: outcome.why.as_ref().map(text),
        would_do: outcome.would_do.as_ref().map(text),
        activities: outcome
            .activities
            .iter()
            .map(|(id, title)| ActivityJson {
                id: id.to_string(),
                title: text(title),
            })
            .collect(),
    }
}

fn reason(reason: &Reason) -> ReasonJson {
    let mut json = ReasonJson {
        code: reason.code().to_owned(),
        sentence: both(|lang| reason.sentence(lang)),
        period: None,
        missing: None,
        months: None,
        region: None,
        have: None,
        of: None,
        what: None,
    };
    match reason {
        Reason::TooFewPoints { changes, needed } => {
            json.have = Some(*changes);
            json.of = Some(*needed);
        }
        Reason::SeriesBreak { at } => json.period = Some(at.to_string()),
        Reason::BaselineMissing { period, missing } | Reason::ReadingMissing { period, missing } => {
            json.period = Some(period.to_string());
            json.missing = Some(missing.word().to_owned());
        }
        Reason::NoReadingSinceBaseline { last } => json.period = last.map(|period| period.to_string()),
        Reason::Stale { period, months } => {
            json.period = Some(period.to_string());
            json.months = Some(*months);
        }
        Reason::BenchmarkMissing { region, missing } => {
            json.region = Some(region.to_string());
            json.missing = Some(missing.word().to_owned());
        }
        Reason::TooFewPeers { with_figure, of } => {
            json.have = Some(*with_figure);
            json.of = Some(*of);
        }
        Reason::CannotCompute { what } => json.what = Some(what.clone()),
        // The other reasons are only a code and a sentence.
        _ => {}
    }
    json
}

/// A figure with its period.
pub(crate) fn point(point: &Point) -> PointJson {
    let (value, missing, between) = match point.cell.content {
        Content::Value(value) => (Some(value.get()), None, None),
        Content::Missing { reason, bounds } => (
            None,
            Some(reason.word().to_owned()),
            bounds.map(|bounds| (bounds.low.get(), bounds.high.get())),
        ),
    };
    PointJson {
        period: point.period.to_string(),
        value,
        missing,
        between,
        marks: point.cell.marks.words().map(ToOwned::to_owned).collect(),
        margin: point.cell.margin.map(koers_model::value::Number::get),
    }
}

fn other_base(other: &OtherBase) -> OtherBaseJson {
    OtherBaseJson {
        period: other.period.to_string(),
        verdict: verdict(other.verdict),
        reason: reason(&other.reason),
    }
}

fn measure(measure: &MeasureStatus) -> MeasureJson {
    let judgement = &measure.judgement;
    MeasureJson {
        indicator: measure.indicator.to_string(),
        version: measure.version,
        title: text(&measure.title),
        unit: measure.unit.id.to_owned(),
        unit_label: both(|lang| measure.unit.label(lang).to_owned()),
        decimals: measure.decimals,
        part: words::part_word(measure.part).to_owned(),
        covers: text(&measure.covers),
        verdict: verdict(judgement.verdict),
        reason: reason(&judgement.reason),
        reading: judgement.reading.as_ref().map(point),
        baseline: judgement.baseline.as_ref().map(point),
        required: judgement.required.map(koers_model::value::Number::get),
        margin: judgement.margin.map(|margin| MarginJson {
            value: margin.value.get(),
            source: margin.source.word().to_owned(),
        }),
        rank: judgement.rank,
        other_bases: judgement.other_bases.iter().map(other_base).collect(),
        months_old: judgement.months_old,
        target: target(measure),
        series: measure.series.iter().map(point).collect(),
        path: measure
            .path
            .iter()
            .map(|(period, value)| PathJson {
                period: period.to_string(),
                value: value.get(),
            })
            .collect(),
        benchmarks: measure
            .benchmarks
            .iter()
            .map(|(code, name, series)| BenchmarkJson {
                region: region(code, name),
                series: series.iter().map(point).collect(),
            })
            .collect(),
        sources: measure.sources.iter().map(source).collect(),
    }
}

fn target(measure: &MeasureStatus) -> TargetJson {
    let target = &measure.judgement.target;
    let mut json = TargetJson {
        kind: target.goal.word().to_owned(),
        direction: target.direction.word().to_owned(),
        by: target.by.to_string(),
        sentence: both(|lang| words::target(measure, lang)),
        baseline: BaselineJson {
            period: target.baseline.period.to_string(),
            stated: target.baseline.value.map(koers_model::value::Number::get),
            cite: cites(&target.baseline.cite),
        },
        value: None,
        amount: None,
        relative: None,
        benchmark: None,
        within: None,
        top: None,
        among: None,
        margin: target.margin.map(koers_model::value::Number::get),
        also_from: target.also_from.iter().map(ToString::to_string).collect(),
        cite: cites(&target.cite),
        note: target.note.as_ref().map(text),
    };
    match &target.goal {
        Goal::Level { value } | Goal::Coverage { value } => json.value = Some(value.get()),
        Goal::ChangeDirection => {}
        Goal::ChangeAmount { amount } => json.amount = Some(amount.get()),
        Goal::ChangeRelative { percent } => json.relative = Some(percent.get()),
        Goal::Gap { benchmark, within } => {
            json.benchmark = Some(benchmark.to_string());
            json.within = Some(within.get());
        }
        Goal::Rank { top, among } => {
            json.top = Some(*top);
            json.among = Some(among.word().to_owned());
        }
    }
    json
}

fn source(note: &SourceNote) -> SourceJson {
    SourceJson {
        dataset: note.dataset.to_string(),
        attribution: text(&note.attribution),
        licence: note.licence.clone(),
        published: note.published.map(|day| day.to_string()),
        retrieved: note.retrieved.to_string(),
        snapshot: note.snapshot.to_string(),
    }
}
