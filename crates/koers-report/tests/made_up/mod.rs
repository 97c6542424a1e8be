//! Statuses of regions that do not exist, with figures that nobody published. Made up for the tests and for looking at pages.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "made up for tests: every test takes the part it needs"
)]

pub mod lines;
pub mod outcomes;

use jiff::civil::{Date, date};
use koers_model::citation::Citation;
use koers_model::framework::{MeasurePart, Span};
use koers_model::id::Id;
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::snapshot::Hash;
use koers_model::status::*;
use koers_model::target::{Baseline, Direction, Goal, Target};
use koers_model::text::Text;
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Cell, Marks, Missing, Number};
use koers_model::verdict::*;

pub fn n(value: f64) -> Number {
    Number::new(value).unwrap()
}
pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}
pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}
pub fn region(code: &str) -> RegionCode {
    RegionCode::new(code).unwrap()
}
pub fn cite(text: &str) -> Citation {
    Citation::parse(text).unwrap()
}
pub fn t(nl: &str, en: &str) -> Text {
    Text::both(nl, en)
}
pub fn hash(seed: u8) -> Hash {
    Hash::of(&[seed])
}

/// A figure in short: a number, with `*` for provisional, `!` for a break; `x` withheld, `.` not available, `?` not yet,
/// `1-4` masked, `-` absent.
pub fn cell(text: &str) -> Cell {
    match text {
        "x" => return Cell::missing(Missing::Suppressed),
        "." => return Cell::missing(Missing::NotAvailable),
        "?" => return Cell::missing(Missing::NotYet),
        "-" => return Cell::missing(Missing::Absent),
        "1-4" => {
            return Cell::masked(Bounds {
                low: n(1.0),
                high: n(4.0),
            });
        }
        _ => {}
    }
    let digits = text.trim_end_matches(['*', '!']);
    let mut cell = Cell::value(n(digits.parse().unwrap()));
    if text.contains('*') {
        cell = cell.marked(Marks::PROVISIONAL);
    }
    if text.contains('!') {
        cell = cell.marked(Marks::BREAK);
    }
    cell
}

/// A yearly series from a first year, figures separated by spaces.
pub fn series(first: i32, cells: &str) -> Vec<Point> {
    cells
        .split_whitespace()
        .zip(first..)
        .map(|(text, year)| Point {
            period: Period::year(year).unwrap(),
            cell: cell(text),
        })
        .collect()
}

pub fn source(dataset: &str, seed: u8) -> SourceNote {
    SourceNote {
        dataset: id(dataset),
        attribution: t(
            &format!(
                "Bron: Bureau voor Verzonnen Cijfers, tabel {}",
                dataset.to_uppercase()
            ),
            &format!(
                "Source: Office for Made-up Figures, table {}",
                dataset.to_uppercase()
            ),
        ),
        licence: "CC-BY-4.0".into(),
        published: seed.is_multiple_of(2).then(|| date(2020, 3, 31)),
        retrieved: date(2026, 11, 21),
        snapshot: hash(seed),
    }
}

/// A target that starts in a year and ends on the last day of 2019.
pub fn target(goal: Goal, direction: Direction, from: &str) -> Target {
    Target {
        goal,
        direction,
        baseline: Baseline {
            period: period(from),
            value: None,
            cite: vec![],
        },
        by: date(2019, 12, 31),
        cite: vec![cite("koers#4.2/resultaten")],
        margin: None,
        also_from: vec![],
        note: None,
    }
}

pub fn judgement(verdict: Verdict, reason: Reason, target: Target) -> Judgement {
    Judgement {
        verdict,
        reason,
        reading: None,
        baseline: None,
        required: None,
        margin: None,
        rank: None,
        other_bases: vec![],
        months_old: None,
        target,
    }
}

/// A measure of the made-up region, with its series; reading and baseline are looked up in it.
#[derive(Clone)]
pub struct Draft(pub MeasureStatus);

impl Draft {
    pub fn new(indicator: &str, title: Text, unit: &str, judgement: Judgement, series: Vec<Point>) -> Self {
        let at = |period: Period| series.iter().find(|point| point.period == period).copied();
        let mut judgement = judgement;
        judgement.baseline = judgement
            .baseline
            .or_else(|| at(judgement.target.baseline.period));
        judgement.reading = judgement.reading.or_else(|| {
            series
                .iter()
                .rev()
                .find(|point| point.period.end() <= date(2019, 12, 31) && point.cell.number().is_some())
                .copied()
        });
        Self(MeasureStatus {
            counted: koers_model::indicator::Counted::Over,
            indicator: id(indicator),
            version: 1,
            title,
            unit: Unit::from_id(unit).unwrap(),
            decimals: 1,
            part: MeasurePart::Main,
            covers: t(
                "Meet wat hier verzonnen is, en niets daarbuiten.",
                "Measures what is made up here, and nothing beyond it.",
            ),
            judgement,
            series,
            benchmarks: vec![],
            path: vec![],
            sources: vec![source("bvc-1001", 2)],
        })
    }
    pub fn with(mut self, change: impl FnOnce(&mut MeasureStatus)) -> Self {
        change(&mut self.0);
        self
    }
    pub fn covers(self, nl: &str, en: &str) -> Self {
        self.with(|m| m.covers = t(nl, en))
    }
    pub fn decimals(self, decimals: u8) -> Self {
        self.with(|m| m.decimals = decimals)
    }
    pub fn supporting(self) -> Self {
        self.with(|m| m.part = MeasurePart::Supporting)
    }
    pub fn required(self, value: f64) -> Self {
        self.with(|m| m.judgement.required = Some(n(value)))
    }
    pub fn margin(self, value: f64, source: MarginSource) -> Self {
        self.with(|m| {
            m.judgement.margin = Some(Margin {
                value: n(value),
                source,
            });
        })
    }
    pub fn age(self, months: u32) -> Self {
        self.with(|m| m.judgement.months_old = Some(months))
    }
    pub fn path(self, from: (&str, f64), to: (&str, f64)) -> Self {
        self.with(|m| {
            m.path = vec![(period(from.0), n(from.1)), (period(to.0), n(to.1))];
        })
    }
    pub fn benchmark(self, code: &str, name: &str, series: Vec<Point>) -> Self {
        self.with(|m| m.benchmarks.push((region(code), name.into(), series)))
    }
    pub fn source(self, dataset: &str, seed: u8) -> Self {
        self.with(|m| m.sources = vec![source(dataset, seed)])
    }
    pub fn other_base(self, from: &str, verdict: Verdict, reason: Reason) -> Self {
        self.with(|m| {
            m.judgement.target.also_from.push(period(from));
            m.judgement.other_bases.push(OtherBase {
                period: period(from),
                verdict,
                reason,
            });
        })
    }
}

pub fn outcome(
    name: &str,
    title: Text,
    verdict: Verdict,
    reason: Reason,
    measures: Vec<Draft>,
) -> OutcomeStatus {
    OutcomeStatus {
        id: id(name),
        title,
        text: None,
        cite: vec![cite("koers#4.2/resultaten")],
        verdict,
        reason,
        measures: measures.into_iter().map(|draft| draft.0).collect(),
        rubric: vec![],
        why: None,
        would_do: None,
        activities: vec![],
    }
}

/// An outcome with one measure, whose verdict and reason it takes over.
pub fn single(name: &str, title: Text, measure: Draft) -> OutcomeStatus {
    let verdict = measure.0.judgement.verdict;
    let reason = measure.0.judgement.reason.clone();
    outcome(name, title, verdict, reason, vec![measure])
}

pub fn status(frameworks: Vec<FrameworkStatus>) -> Status {
    Status {
        record: RunRecord {
            version: "0.1.0".into(),
            question: Question {
                region: region("PV99"),
                on: date(2019, 12, 31),
                as_of: date(2026, 11, 21),
                line: None,
            },
            inputs: vec![
                ("framework/koers/lijnen.yaml".into(), hash(1)),
                ("snapshots/bvc-1001".into(), hash(2)),
            ],
        },
        workspace: t("Veenland (verzonnen)", "Veenland (made up)"),
        region_name: "Veenland".into(),
        late: Vec::new(),
        frameworks,
    }
}

pub fn framework(title: Text, groups: Vec<GroupStatus>) -> FrameworkStatus {
    FrameworkStatus {
        id: id("koers-2016-2019"),
        title,
        period: Span {
            from: date(2016, 1, 1),
            to: date(2019, 12, 31),
        },
        documents: vec![(id("koers"), t("De Koers (verzonnen)", "The Course (made up)"))],
        groups,
    }
}

pub fn group(name: &str, title: Text, outcomes: Vec<OutcomeStatus>) -> GroupStatus {
    GroupStatus {
        id: id(name),
        title,
        subtitle: None,
        outcomes,
    }
}

/// Three outcomes: one of each verdict, in one line of one programme.
pub fn small() -> Status {
    status(vec![framework(
        t("De Verzonnen Koers 2016-2019", "The Made-up Course 2016-2019"),
        vec![group(
            "werk",
            t("Werk & <inkomen>", "Work & <income>"),
            vec![outcomes::jobs(), outcomes::dropouts(), outcomes::reputation()],
        )],
    )])
}

/// Twenty-two outcomes in four lines, with every kind of target and every kind of silence.
pub fn whole() -> Status {
    let mut status = status(vec![framework(
        t("De Verzonnen Koers 2016-2019", "The Made-up Course 2016-2019"),
        lines::four_lines(),
    )]);
    status.record.inputs.push(("snapshots/bvc-2002".into(), hash(3)));
    status.record.inputs.push(("snapshots/bvc-3003".into(), hash(4)));
    status
}

pub fn day(year: i16, month: i8, day: i8) -> Date {
    date(year, month, day)
}
