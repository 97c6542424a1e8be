//! The series that is judged: of the region itself, or of its distance to another region.

use koers_model::period::{Frequency, Period};
use koers_model::value::{Cell, Marks, Missing, Number};
use koers_model::verdict::Point;

/// Points by period, rows that say nothing left out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    points: Vec<Point>,
}

impl Line {
    /// The points of a region.
    pub(crate) fn of(series: &[Point]) -> Self {
        let says = |point: &&Point| {
            point.cell.missing_reason() != Some(Missing::Absent) || point.cell.marks != Marks::NONE
        };
        let mut points: Vec<Point> = series.iter().filter(says).copied().collect();
        points.sort_by_key(|point| point.period);
        points.dedup_by_key(|point| point.period);
        Self { points }
    }

    /// The distance to another region: this minus that, for every period of this. Published margins of two independent
    /// figures combine to the root of the sum of their squares (JCGM 100:2008, 5.1.2).
    pub(crate) fn minus(&self, other: &Self) -> Self {
        let points = self.points.iter().map(|point| {
            let there = other.cell(point.period);
            let mut cell = point.cell.combine(&there, |a, b| Some(a - b));
            if cell.number().is_some() {
                cell.margin = point
                    .cell
                    .margin
                    .and_then(|margin| root_of_squares(margin, there.margin, 1.0));
            }
            Point {
                period: point.period,
                cell,
            }
        });
        Self {
            points: points.collect(),
        }
    }

    /// All points.
    pub(crate) fn points(&self) -> &[Point] {
        &self.points
    }

    /// The last period with a figure.
    pub(crate) fn last_number(&self) -> Option<Period> {
        self.points
            .iter()
            .rfind(|point| point.cell.number().is_some())
            .map(|point| point.period)
    }

    /// The cell of a period; absent when there is none.
    pub(crate) fn cell(&self, period: Period) -> Cell {
        match self.points.binary_search_by_key(&period, |point| point.period) {
            Ok(at) => self.points[at].cell,
            Err(_) => Cell::missing(Missing::Absent),
        }
    }

    /// The first period after one and up to another at which the series breaks, or at which its definition changes.
    pub(crate) fn break_between(&self, after: Period, until: Period) -> Option<Period> {
        let within = |period: Period| after < period && period <= until;
        let broken = |point: &&Point| within(point.period) && point.cell.marks.has(Marks::BREAK);
        let differs = |point: &Point| point.cell.marks.has(Marks::DEFINITION_DIFFERS);
        let with_number: Vec<&Point> = self
            .points
            .iter()
            .filter(|point| after <= point.period && point.period <= until && point.cell.number().is_some())
            .collect();
        let changed = with_number
            .windows(2)
            .find(|pair| differs(pair[0]) != differs(pair[1]));
        let breaks = self.points.iter().find(broken).map(|point| point.period);
        let changes = changed.map(|pair| pair[1].period);
        breaks.into_iter().chain(changes).min()
    }

    /// All year-on-year changes: between periods one year apart that both have a figure, with no break in between and
    /// the same definition. Quarters and months are compared with the same one a year earlier.
    pub(crate) fn yearly_changes(&self) -> Vec<f64> {
        let change = |now: &Point| -> Option<f64> {
            let then = now.period.plus(-steps_per_year(now.period.frequency()));
            let (x, y) = (now.cell.number()?, self.cell(then).number()?);
            self.break_between(then, now.period)
                .is_none()
                .then(|| x.get() - y.get())
        };
        self.points.iter().filter_map(change).collect()
    }
}

/// How many periods make a year; for weeks and days the nearest whole number.
pub(crate) fn steps_per_year(frequency: Frequency) -> i32 {
    match frequency {
        Frequency::Year | Frequency::SchoolYear => 1,
        Frequency::HalfYear => 2,
        Frequency::Quarter => 4,
        Frequency::Month => 12,
        Frequency::Week => 52,
        Frequency::Day => 365,
    }
}

/// √(a² + (weight × b)²).
pub(crate) fn root_of_squares(a: Number, b: Option<Number>, weight: f64) -> Option<Number> {
    Number::new(a.get().hypot(b.map_or(0.0, |b| b.get() * weight)))
}
