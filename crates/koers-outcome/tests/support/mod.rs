//! Targets and series for tests, written shortly. All figures are made up unless a test says otherwise.
#![allow(dead_code, reason = "every test file uses a part")]

use jiff::civil::{Date, date};
use koers_model::indicator::Counted;
use koers_model::period::Period;
use koers_model::region::{RegionCode, RegionKind};
use koers_model::target::{Baseline, Direction, Goal, Target};
use koers_model::unit::Unit;
use koers_model::value::{Cell, Marks, Missing, Number};
use koers_model::verdict::{Judgement, Point};
use koers_outcome::{JudgeInput, Peer, judge};

pub fn number(value: f64) -> Number {
    Number::new(value).unwrap()
}

pub fn year(year: i32) -> Period {
    Period::year(year).unwrap()
}

/// One cell: `12.5`, with `p` (provisional), `e` (estimated), `b` (break), `d` (definition differs) behind it, `12.5±0.4` with a
/// published margin; `x` withheld, `?` not yet, `.` not available, `-` no row. Marks may follow those as well.
pub fn cell(text: &str) -> Cell {
    let marks: String = text
        .chars()
        .filter(char::is_ascii_lowercase)
        .filter(|c| *c != 'x')
        .collect();
    let rest: String = text
        .chars()
        .filter(|c| !c.is_ascii_lowercase() || *c == 'x')
        .collect();
    let missing = match rest.as_str() {
        "x" => Some(Missing::Suppressed),
        "?" => Some(Missing::NotYet),
        "." => Some(Missing::NotAvailable),
        "-" => Some(Missing::Absent),
        _ => None,
    };
    let mut cell = match missing {
        Some(reason) => Cell::missing(reason),
        None => {
            let (value, margin) = rest
                .split_once('±')
                .map_or((rest.as_str(), None), |(v, m)| (v, Some(m)));
            let mut cell = Cell::value(number(value.parse().unwrap()));
            cell.margin = margin.map(|margin| number(margin.parse().unwrap()));
            cell
        }
    };
    for mark in marks.chars() {
        cell = cell.marked(match mark {
            'p' => Marks::PROVISIONAL,
            'e' => Marks::ESTIMATED,
            'b' => Marks::BREAK,
            'd' => Marks::DEFINITION_DIFFERS,
            other => panic!("no mark {other}"),
        });
    }
    cell
}

/// Cells of periods that follow each other.
pub fn from(first: Period, cells: &str) -> Vec<Point> {
    let steps = 0..;
    cells
        .split_whitespace()
        .zip(steps)
        .map(|(text, step)| Point {
            period: first.plus(step),
            cell: cell(text),
        })
        .collect()
}

/// Cells of years that follow each other.
pub fn years(first: i32, cells: &str) -> Vec<Point> {
    from(year(first), cells)
}

pub fn values(first: i32, values: &[f64]) -> Vec<Point> {
    let steps = 0..;
    let point = |(&value, step): (&f64, i32)| Point {
        period: year(first).plus(step),
        cell: Cell::value(number(value)),
    };
    values.iter().zip(steps).map(point).collect()
}

pub fn target(goal: Goal, direction: Direction, baseline: i32) -> Target {
    Target {
        goal,
        direction,
        baseline: Baseline {
            period: year(baseline),
            value: None,
            cite: vec![],
        },
        by: date(2019, 12, 31),
        cite: vec![],
        margin: None,
        also_from: vec![],
        note: None,
    }
}

pub fn unit(id: &str) -> &'static Unit {
    Unit::from_id(id).unwrap()
}

/// What is judged; the day is the target date, figures count for two years.
#[derive(Debug, Clone)]
pub struct Case {
    pub target: Target,
    pub series: Vec<Point>,
    pub benchmark: Option<Vec<Point>>,
    pub peers: Vec<Peer>,
    pub on: Date,
    pub stale_after_months: u32,
    pub counted: Counted,
    pub unit: &'static Unit,
}

impl Case {
    pub fn new(target: Target, series: Vec<Point>) -> Self {
        Self {
            target,
            series,
            benchmark: None,
            peers: vec![],
            on: date(2019, 12, 31),
            stale_after_months: 24,
            counted: Counted::Over,
            unit: unit("thousand-jobs"),
        }
    }
    pub fn input(&self) -> JudgeInput<'_> {
        JudgeInput {
            target: &self.target,
            series: &self.series,
            benchmark: self.benchmark.as_deref(),
            peers: &self.peers,
            on: self.on,
            stale_after_months: self.stale_after_months,
            counted: self.counted,
            unit: self.unit,
        }
    }
    pub fn judge(&self) -> Judgement {
        judge(&self.input())
    }
    /// Verdict and code of the reason.
    pub fn told(&self) -> String {
        let judgement = self.judge();
        format!("{} {}", judgement.verdict.word(), judgement.reason.code())
    }
}

pub fn level(value: f64) -> Goal {
    Goal::Level { value: number(value) }
}

pub fn gap(within: f64) -> Goal {
    Goal::Gap {
        benchmark: RegionCode::new("NL01").unwrap(),
        within: number(within),
    }
}

pub fn rank(top: u32) -> Goal {
    Goal::Rank {
        top,
        among: RegionKind::Province,
    }
}

pub fn peer(code: &str, series: Vec<Point>) -> Peer {
    Peer {
        region: RegionCode::new(code).unwrap(),
        series,
    }
}

/// Name, case, expected verdict and reason.
pub type Row = (&'static str, Case, &'static str);

/// Up from 2016; the first figure is that of 2010.
pub fn change(series: &str) -> Case {
    Case::new(
        target(Goal::ChangeDirection, Direction::Up, 2016),
        years(2010, series),
    )
}

/// Up from 2016 by an amount.
pub fn amount(series: &str, amount: f64) -> Case {
    let goal = Goal::ChangeAmount {
        amount: number(amount),
    };
    Case::new(target(goal, Direction::Up, 2016), years(2010, series))
}

/// The same case, changed.
pub fn with(mut case: Case, edit: impl FnOnce(&mut Case)) -> Case {
    edit(&mut case);
    case
}

/// Whether every case is told as it should be.
pub fn check(rows: Vec<Row>) {
    for (name, case, expected) in rows {
        assert_eq!(case.told(), expected, "{name}: {:?}", case.judge());
    }
}
