//! A line chart drawn on the server, for the report and the interface: the series of a region, the path to its target, other
//! regions, and every period without a figure.
//!
//! The drawing is one SVG that is as wide as its place: lines stretch, text does not, so that it can be read on a telephone and
//! on paper. Colours are custom properties of the page (`--koers-line`, …) with fallbacks; nothing is said by colour alone.
//! A chart always stands beside a table with the same figures.

mod axis;
mod bar;
mod describe;
mod draw;
mod labels;
mod legend;
pub(crate) mod paper;
mod parts;
mod scale;
mod sparkline;
mod stairs;
mod standalone;
mod strip;
mod svg;

pub use axis::{Axis, Tick};
pub use bar::Bar;
pub(crate) use labels::{cut, width as label_width};
pub use legend::{Key, Symbol};
pub use scale::Scale;
pub use stairs::{Stairs, Step};
pub use strip::strip;
pub use svg::escape;
pub(crate) use svg::{percent, px};

use jiff::civil::Date;
use koers_model::period::Period;
use koers_model::status::MeasureStatus;
use koers_model::target::{Direction, Goal};
use koers_model::text::Lang;
use koers_model::unit::Unit;
use koers_model::value::Number;
use koers_model::verdict::Point;

/// Styles that every page with a chart needs once.
pub const CSS: &str = include_str!("../../templates/chart.css");

/// Another region is left out of the drawing when its figures would press the region's own line flatter than this part of the
/// height. It stays in the table.
const FLATTEST: f64 = 0.12;

/// What is aimed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    /// The day by which.
    pub by: Date,
    /// Which way is better.
    pub direction: Direction,
    /// What should be reached, where it is a value in the unit of the series.
    pub value: Option<Number>,
    /// Whether the value itself is enough, or it must be passed.
    pub inclusive: bool,
}

/// A place across a drawing, in thousandths of its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(u16);

impl Place {
    /// From a fraction between 0 and 1.
    fn of(fraction: f64) -> Self {
        // Cannot be outside: it is held between the ends.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 1000"
        )]
        Self((fraction.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What a chart shows. All values are in one unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart<'a> {
    /// Start of the ids of its parts; unique on the page.
    pub id: String,
    /// The language of its words.
    pub lang: Lang,
    /// What is measured.
    pub title: &'a str,
    /// The region whose series it is.
    pub region: &'a str,
    /// The unit.
    pub unit: &'a Unit,
    /// Decimals shown.
    pub decimals: u8,
    /// The series of the region.
    pub series: &'a [Point],
    /// Other regions: name and series.
    pub benchmarks: Vec<(&'a str, &'a [Point])>,
    /// The required path; empty when there is none.
    pub path: &'a [(Period, Number)],
    /// Plus or minus around the path.
    pub margin: Option<Number>,
    /// The starting figure, in the unit of the series.
    pub baseline: Option<Point>,
    /// The period of the reading that decided.
    pub reading: Option<Period>,
    /// What is aimed at.
    pub aim: Option<Aim>,
}

/// What a series of figures is of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Subject<'a> {
    /// What is measured.
    pub title: &'a str,
    /// The region.
    pub region: &'a str,
    /// The unit.
    pub unit: &'a Unit,
    /// Decimals shown.
    pub decimals: u8,
}

impl<'a> Chart<'a> {
    /// The chart of a measure. The path of a gap is what the region needed given the other region's figure; a place among peers has
    /// no path, and its margin is that of a distance, so both are left to the words beside the chart.
    #[must_use]
    pub fn of(measure: &'a MeasureStatus, region: &'a str, id: String, lang: Lang) -> Self {
        let judgement = &measure.judgement;
        let target = &judgement.target;
        let end = measure.path.last().map(|(_, value)| *value);
        let value = match &target.goal {
            Goal::Level { value } | Goal::Coverage { value } => Some(*value),
            Goal::Rank { top, .. } if measure.unit.id == "rank" => Number::new(f64::from(*top)),
            Goal::Rank { .. } => None,
            _ => end,
        };
        let baseline = match target.goal {
            // A difference; the region's own figure of that period lies on the scale.
            Goal::Gap { .. } => {
                let period = target.baseline.period;
                measure
                    .series
                    .iter()
                    .find(|point| point.period == period)
                    .copied()
            }
            _ => judgement.baseline,
        };
        Self {
            id,
            lang,
            title: measure.title.get(lang),
            region,
            unit: measure.unit,
            decimals: measure.decimals,
            series: &measure.series,
            benchmarks: measure
                .benchmarks
                .iter()
                .map(|(_, name, series)| (name.as_str(), series.as_slice()))
                .collect(),
            path: &measure.path,
            margin: judgement.margin.map(|margin| margin.value),
            baseline,
            reading: judgement.reading.map(|point| point.period),
            aim: Some(Aim {
                by: target.by,
                direction: target.direction,
                value,
                inclusive: !matches!(target.goal, Goal::ChangeDirection),
            }),
        }
    }

    /// The chart of a series of figures that nothing is aimed at.
    #[must_use]
    pub fn series(subject: Subject<'a>, series: &'a [Point], id: String, lang: Lang) -> Self {
        Self {
            id,
            lang,
            title: subject.title,
            region: subject.region,
            unit: subject.unit,
            decimals: subject.decimals,
            series,
            benchmarks: Vec::new(),
            path: &[],
            margin: None,
            baseline: None,
            reading: None,
            aim: None,
        }
    }

    /// The same with other regions beside it: name and series.
    #[must_use]
    pub fn beside(mut self, others: impl IntoIterator<Item = (&'a str, &'a [Point])>) -> Self {
        self.benchmarks.extend(others);
        self
    }

    /// How far across the drawing a period lies; `None` when the drawing does not reach there, or there is none.
    #[must_use]
    pub fn place(&self, period: Period) -> Option<Place> {
        let axis = self.axis();
        (self.can_be_drawn() && axis.shows(period)).then(|| Place::of(axis.at(period)))
    }

    /// The first and the last period of the drawing; `None` when there is none.
    #[must_use]
    pub fn ends(&self) -> Option<(Period, Period)> {
        self.axis().ends().filter(|_| self.can_be_drawn())
    }

    /// The figures of the region that are numbers, in the order of time.
    fn numbers(&self) -> Vec<(Period, Number)> {
        let mut numbers: Vec<(Period, Number)> = self
            .series
            .iter()
            .filter_map(|point| Some((point.period, point.cell.number()?)))
            .collect();
        numbers.sort_by_key(|(period, _)| period.start());
        numbers
    }

    /// Whether there is something to draw: figures of two periods. One figure and a path to somewhere are no series.
    #[must_use]
    pub fn can_be_drawn(&self) -> bool {
        let numbers = self.numbers();
        let baseline = self.baseline.filter(|point| point.cell.number().is_some());
        let mut periods = numbers
            .iter()
            .map(|(period, _)| *period)
            .chain(baseline.map(|point| point.period));
        let first = periods.next();
        !numbers.is_empty() && periods.any(|period| Some(period) != first)
    }

    /// The time shown: the region's own series and path, not how far back other regions go.
    fn axis(&self) -> Axis {
        let mut periods: Vec<Period> = self.series.iter().map(|point| point.period).collect();
        periods.extend(self.path.iter().map(|(period, _)| *period));
        periods.extend(self.baseline.map(|point| point.period));
        Axis::over(&periods)
    }

    /// The values of the region itself: series, baseline, path and target.
    fn own_values(&self) -> Vec<Number> {
        let mut values: Vec<Number> = self.numbers().into_iter().map(|(_, value)| value).collect();
        values.extend(self.baseline.and_then(|point| point.cell.number()));
        values.extend(self.path.iter().map(|(_, value)| *value));
        values.extend(self.aim.as_ref().and_then(|aim| aim.value));
        values
    }

    /// Which other regions are drawn, by their place in the list.
    fn drawn_benchmarks(&self, axis: &Axis) -> Vec<usize> {
        let own = self.own_values();
        let (Some(low), Some(high)) = (own.iter().min(), own.iter().max()) else {
            return Vec::new();
        };
        let shown = |points: &[Point]| -> Vec<Number> {
            points
                .iter()
                .filter(|point| axis.shows(point.period))
                .filter_map(|point| point.cell.number())
                .collect()
        };
        // Halves, so that the difference of the largest numbers does not overflow.
        let span = |low: f64, high: f64| high / 2.0 - low / 2.0;
        let room = span(low.get(), high.get()).max(high.get().abs().max(low.get().abs()) * 0.02);
        self.benchmarks
            .iter()
            .enumerate()
            .filter(|(_, (_, points))| {
                let values = shown(points);
                let least = values.iter().min().map(|value| value.get().min(low.get()));
                let most = values.iter().max().map(|value| value.get().max(high.get()));
                match (least, most) {
                    (Some(least), Some(most)) => room >= span(least, most) * FLATTEST,
                    _ => false,
                }
            })
            .map(|(at, _)| at)
            .collect()
    }

    /// The scale of values, with the margin around the path where it does not take up most of the height.
    fn scale(&self, drawn: &[usize], axis: &Axis) -> Scale {
        let mut values = self.own_values();
        let own = values.clone();
        values.extend(
            drawn
                .iter()
                .filter_map(|at| self.benchmarks.get(*at))
                .flat_map(|(_, points)| points.iter())
                .filter(|point| axis.shows(point.period))
                .filter_map(|point| point.cell.number()),
        );
        if let (Some(margin), Some(low), Some(high)) = (self.margin, own.iter().min(), own.iter().max())
            && margin.get() <= high.get() / 2.0 - low.get() / 2.0
        {
            // A margin does not reach past the natural end of the unit, or below zero where nothing is.
            let floor = if *low >= Number::ZERO { 0.0 } else { f64::MIN };
            let ceiling = self
                .unit
                .upper_bound
                .filter(|bound| high.get() <= *bound)
                .unwrap_or(f64::MAX);
            for (_, value) in self.path {
                values.extend(Number::new((value.get() - margin.get()).max(floor)));
                values.extend(Number::new((value.get() + margin.get()).min(ceiling)));
            }
        }
        Scale::around(&values, 4, self.decimals)
    }
}
