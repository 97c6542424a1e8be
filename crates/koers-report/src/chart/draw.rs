//! The drawing itself.
//!
//! The drawing is the plot itself; the words at its left and right stand outside it, in gutters that classes keep free (`k-l4`: four
//! steps of eight pixels at the left). Places across are percentages, and the lines lie on a grid of thousand units that is stretched
//! to the plot while strokes keep their width. So nothing needs to know how wide the page is, and no style stands in the drawing.

use super::legend::aim_path;
use super::parts::{STEP, neighbour, runs, sorted, steps};
use super::svg::{escape, percent, px};
use super::{Axis, Chart, Scale, labels};
use crate::number;
use koers_model::period::Period;
use koers_model::value::{Marks, Missing, Number};
use koers_model::verdict::Point;
use std::fmt::Write;

/// How many different dashes there are for other regions.
pub(crate) const DASHES: usize = 4;

/// Height of one line of words above the plot.
const NOTE: f64 = 17.0;
/// Height of the plot.
const PLOT: f64 = 176.0;
/// Height of the row of signs for missing figures.
const MISSING: f64 = 20.0;
/// Room for the words of the axis of time.
const FOOT: f64 = 24.0;
/// The narrowest place that a chart is made for: a telephone of 320 pixels with its margins.
const NARROWEST: f64 = 272.0;
/// The narrowest plot between two wide gutters.
const NARROWEST_PLOT: f64 = 120.0;
/// Units of the stretched grid.
const GRID: f64 = 1000.0;
/// Up to how many figures each gets a dot.
const MOST_DOTS: usize = 48;
/// Words of the axis of time: where there is room, and on a telephone.
const WORDS: (usize, usize) = (10, 4);
/// A line that ends before this part of the width does not reach the right-hand side.
const STOPS_EARLY: f64 = 0.85;
/// The longest label at the right-hand side, in characters.
const LONGEST_LABEL: usize = 13;

impl Chart<'_> {
    /// The chart as SVG. Where there is no series to draw, a frame with words that say so.
    #[must_use]
    pub fn svg(&self) -> String {
        if self.can_be_drawn() {
            Drawing::of(self).svg()
        } else {
            self.placeholder()
        }
    }

    /// The element with its name and description, around what is drawn; `class` says how much room the gutters take.
    fn frame(&self, class: &str, height: f64, inner: &str) -> String {
        let id = escape(&self.id);
        format!(
            "<svg class=\"k-chart{class}\" xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"{}\" role=\"img\" \
             aria-labelledby=\"{id}-name {id}-says\" focusable=\"false\">\
             <title id=\"{id}-name\">{}</title><desc id=\"{id}-says\">{}</desc>{inner}</svg>",
            px(height),
            escape(&self.name()),
            escape(&self.describe()),
        )
    }

    fn placeholder(&self) -> String {
        let lang = self.lang;
        let words = match self.numbers().first() {
            Some((period, _)) => format!(
                "{} {}",
                lang.pick("Geen reeks, alleen", "No series, only"),
                period
            ),
            None => lang.pick("Geen reeks", "No series").to_owned(),
        };
        let inner = format!(
            "<rect class=\"k-empty\" x=\"1\" y=\"1\" width=\"99%\" height=\"94\" rx=\"5\"/>\
             <text class=\"k-word\" x=\"50%\" y=\"52\" text-anchor=\"middle\">{}</text>",
            escape(&words)
        );
        self.frame(" k-none", 96.0, &inner)
    }
}

/// Everything that is known before a line is drawn.
pub(super) struct Drawing<'a> {
    chart: &'a Chart<'a>,
    axis: Axis,
    scale: Scale,
    drawn: Vec<usize>,
    /// Steps of the gutter at the left-hand side of the plot.
    left: u8,
    /// Steps of the gutter at the right-hand side.
    right: u8,
    /// Top of the plot.
    top: f64,
    /// Whether there is a row of signs for missing figures.
    missing: bool,
    /// Units of the grid that the lines lie on.
    grid: f64,
}

/// A chart drawn to a width that is known: the plot and what stands around it, without the element that holds them.
pub(super) struct Fixed {
    /// Space at the left-hand side of the plot.
    pub(super) left: f64,
    /// Width of the plot.
    pub(super) width: f64,
    /// Height of everything.
    pub(super) height: f64,
    /// What is drawn.
    pub(super) inner: String,
}

impl<'a> Drawing<'a> {
    fn of(chart: &'a Chart<'a>) -> Self {
        let axis = chart.axis();
        let drawn = chart.drawn_benchmarks(&axis);
        let scale = chart.scale(&drawn, &axis);
        let notes = [chart.baseline_note(), chart.aim_note()].iter().flatten().count();
        let mut drawing = Self {
            missing: chart.series.iter().any(|point| point.cell.number().is_none()),
            grid: GRID,
            left: 0,
            right: 0,
            top: f64::from(u8::try_from(notes).unwrap_or(2)) * NOTE + 8.0,
            chart,
            axis,
            scale,
            drawn,
        };
        drawing.left = steps(
            drawing.tick_words().iter().map(|(_, word)| labels::width(word)),
            10.0,
        );
        // A name that stands inside the plot needs less of the gutter, even where the plot is narrowest.
        drawing.right = steps(
            drawing
                .end_labels()
                .iter()
                .map(|label| labels::width(&label.text) - (1.0 - label.x) * NARROWEST_PLOT),
            12.0,
        );
        drawing
    }

    /// The chart for a place of this width: its grid is that of the plot, so nothing is stretched.
    pub(super) fn fixed(chart: &'a Chart<'a>, width: f64) -> Fixed {
        let mut drawing = Self::of(chart);
        let (left, right) = (f64::from(drawing.left) * STEP, f64::from(drawing.right) * STEP);
        drawing.grid = (width - left - right).max(NARROWEST_PLOT);
        Fixed {
            left,
            width: drawing.grid,
            height: drawing.foot() + FOOT,
            inner: drawing.inner(),
        }
    }

    fn bottom(&self) -> f64 {
        self.top + PLOT
    }
    fn foot(&self) -> f64 {
        self.bottom() + if self.missing { MISSING } else { 0.0 }
    }
    fn y(&self, value: Number) -> f64 {
        self.bottom() - self.scale.at(value.get()) * PLOT
    }

    fn svg(&self) -> String {
        let gutters = format!(" k-l{} k-r{}", self.left, self.right);
        self.chart.frame(&gutters, self.foot() + FOOT, &self.inner())
    }

    fn inner(&self) -> String {
        let mut out = String::new();
        for (y, word) in self.tick_words() {
            let _ = write!(
                out,
                "<text class=\"k-word\" x=\"-8\" y=\"{}\" text-anchor=\"end\">{}</text>",
                px(y + 4.0),
                escape(&word)
            );
        }
        self.grid(&mut out);
        self.notes(&mut out);
        self.lines(&mut out);
        self.dots(&mut out);
        self.missing_row(&mut out);
        self.time(&mut out);
        for label in self.end_labels() {
            let _ = write!(
                out,
                "<text class=\"k-word {}\" x=\"{}\" dx=\"9\" y=\"{}\">{}</text>",
                label.class,
                percent(label.x),
                px(label.y + 4.0),
                escape(&label.text)
            );
        }
        out
    }

    /// The words of the scale with their heights.
    fn tick_words(&self) -> Vec<(f64, String)> {
        let lang = self.chart.lang;
        self.scale
            .ticks()
            .map(|tick| (self.y(tick), number::compact(tick, self.scale.decimals(), lang)))
            .collect()
    }

    fn grid(&self, out: &mut String) {
        for tick in self.scale.ticks() {
            let y = px(self.y(tick));
            let _ = write!(
                out,
                "<line class=\"k-grid\" x1=\"0\" y1=\"{y}\" x2=\"100%\" y2=\"{y}\"/>"
            );
        }
    }

    /// Baseline and target: a word above, a thin line down.
    fn notes(&self, out: &mut String) {
        let baseline = self
            .chart
            .baseline_note()
            .zip(self.chart.baseline.map(|point| self.axis.at(point.period)));
        let aim = self.chart.aim_note().zip(self.aim_at());
        for (row, (words, at)) in [baseline, aim].into_iter().flatten().enumerate() {
            let y = f64::from(u8::try_from(row).unwrap_or(0)) * NOTE + 12.0;
            let (anchor, dx) = match at {
                at if at < 0.34 => ("start", "0"),
                at if at > 0.66 => ("end", "0"),
                _ => ("middle", "0"),
            };
            let _ = write!(
                out,
                "<line class=\"k-guide\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\"/>\
                 <text class=\"k-word\" x=\"{x}\" dx=\"{dx}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
                px(y + 4.0),
                px(self.bottom()),
                px(y),
                escape(&words),
                x = percent(at),
            );
        }
    }

    /// Where the target lies on the axis of time: at the end of the path, else on its day.
    fn aim_at(&self) -> Option<f64> {
        if let Some((period, _)) = self.chart.path.last() {
            return Some(self.axis.at(*period));
        }
        let by = self.chart.aim.as_ref()?.by;
        let period = Period::year(i32::from(by.year()))?;
        self.axis.shows(period).then(|| self.axis.at(period))
    }

    /// Band, path, other regions and the series, on the stretched grid.
    fn lines(&self, out: &mut String) {
        let _ = write!(
            out,
            "<svg x=\"0\" y=\"{}\" width=\"100%\" height=\"{height}\" viewBox=\"0 0 {} {height}\" preserveAspectRatio=\"none\" \
             overflow=\"visible\">",
            px(self.top),
            px(self.grid),
            height = px(PLOT),
        );
        let x = |period: Period| px(self.axis.at(period) * self.grid);
        let y = |value: Number| px(self.y(value) - self.top);
        if let (Some(margin), true) = (self.chart.margin, self.chart.path.len() > 1) {
            let edge = |sign: f64| {
                self.chart
                    .path
                    .iter()
                    .filter_map(move |(period, value)| {
                        let shifted = Number::new(value.get() + sign * margin.get())?;
                        Some(format!("{} {}", x(*period), y(shifted)))
                    })
                    .collect::<Vec<_>>()
            };
            let mut corners = edge(1.0);
            corners.extend(edge(-1.0).into_iter().rev());
            let _ = write!(out, "<path class=\"k-band\" d=\"M{}Z\"/>", corners.join("L"));
        }
        for at in &self.drawn {
            if let Some((_, points)) = self.chart.benchmarks.get(*at) {
                let d = self.trail(points);
                let _ = write!(out, "<path class=\"k-other k-other-{}\" d=\"{d}\"/>", at % DASHES);
            }
        }
        if self.chart.path.len() > 1 {
            let corners: Vec<String> = self
                .chart
                .path
                .iter()
                .map(|(period, value)| format!("{} {}", x(*period), y(*value)))
                .collect();
            let _ = write!(out, "<path class=\"k-path\" d=\"M{}\"/>", corners.join("L"));
        }
        let _ = write!(
            out,
            "<path class=\"k-line\" d=\"{}\"/></svg>",
            self.trail(self.chart.series)
        );
    }

    /// The line through neighbouring figures. It stops at a missing figure and starts anew at a break.
    fn trail(&self, points: &[Point]) -> String {
        let mut d = String::new();
        let mut before: Option<Period> = None;
        for (point, value) in sorted(points, &self.axis) {
            let goes_on = before.is_some_and(|before| point.period.steps_since(before) == Some(1))
                && !point.cell.marks.has(Marks::BREAK);
            let _ = write!(
                d,
                "{}{} {}",
                if goes_on { 'L' } else { 'M' },
                px(self.axis.at(point.period) * self.grid),
                px(self.y(value) - self.top)
            );
            before = Some(point.period);
        }
        d
    }

    fn dots(&self, out: &mut String) {
        let chart = self.chart;
        for period in chart.breaks() {
            let _ = write!(
                out,
                "<line class=\"k-break\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\"/>",
                px(self.top),
                px(self.bottom()),
                // Between the last figure before and the first one after.
                x = percent((self.axis.at(period) + self.axis.at(period.plus(-1))) / 2.0)
            );
        }
        for at in &self.drawn {
            if let Some((_, points)) = chart.benchmarks.get(*at) {
                self.lone(out, &sorted(points, &self.axis));
            }
        }
        if let Some((point, value)) = chart
            .baseline
            .and_then(|point| Some((point, point.cell.number()?)))
        {
            self.shape(
                out,
                point.period,
                value,
                "<rect class=\"k-baseline\" x=\"-4\" y=\"-4\" width=\"8\" height=\"8\"/>",
            );
        }
        if let (Some(value), Some(direction), Some(at)) = (
            chart.aim.as_ref().and_then(|aim| aim.value),
            chart.aim.as_ref().map(|aim| aim.direction),
            self.aim_at(),
        ) {
            let d = aim_path(0.0, 0.0, direction);
            self.shape_at(
                out,
                at,
                self.y(value),
                &format!("<path class=\"k-aim\" d=\"{d}\"/>"),
            );
        }
        let points = sorted(chart.series, &self.axis);
        let many = points.len() > MOST_DOTS;
        for (at, (point, value)) in points.iter().enumerate() {
            let alone = !neighbour(&points, at);
            let preliminary = point.cell.marks.is_preliminary();
            let decides = chart.reading == Some(point.period);
            let (class, radius) = match (decides, preliminary) {
                (true, true) => ("k-reading k-hollow", "5"),
                (true, false) => ("k-reading", "5"),
                (false, true) => ("k-hollow", "3.5"),
                (false, false) if many && !alone => continue,
                (false, false) => ("k-dot", "2.5"),
            };
            let _ = write!(
                out,
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>",
                percent(self.axis.at(point.period)),
                px(self.y(*value))
            );
        }
    }

    /// Figures of another region that no line leads to.
    fn lone(&self, out: &mut String, points: &[(&Point, Number)]) {
        for (at, (point, value)) in points.iter().enumerate() {
            if !neighbour(points, at) {
                let _ = write!(
                    out,
                    "<circle class=\"k-lone\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/>",
                    percent(self.axis.at(point.period)),
                    px(self.y(*value))
                );
            }
        }
    }

    fn shape(&self, out: &mut String, period: Period, value: Number, inner: &str) {
        self.shape_at(out, self.axis.at(period), self.y(value), inner);
    }

    /// A sign that keeps its size: a small drawing of its own at a place in percent.
    fn shape_at(&self, out: &mut String, at: f64, y: f64, inner: &str) {
        let _ = write!(
            out,
            "<svg x=\"{}\" y=\"{}\" width=\"1\" height=\"1\" overflow=\"visible\">{inner}</svg>",
            percent(at),
            px(y)
        );
    }

    /// Below the plot: a sign for every period without a figure, or a stroke with one sign where they stand too close.
    fn missing_row(&self, out: &mut String) {
        let y = self.bottom() + 14.0;
        for reason in Missing::ALL {
            for run in runs(&self.chart.periods_missing(reason)) {
                let (Some(first), Some(last)) = (run.first(), run.last()) else {
                    continue;
                };
                let (from, to) = (self.axis.at(*first), self.axis.at(*last));
                let room = (NARROWEST - f64::from(self.left + self.right) * STEP) * (to - from);
                let steps = run.len().saturating_sub(1);
                let crowded = steps > 0 && room < f64::from(u32::try_from(steps).unwrap_or(u32::MAX)) * 9.0;
                let places = if crowded {
                    let _ = write!(
                        out,
                        "<line class=\"k-run\" x1=\"{}\" y1=\"{y}\" x2=\"{}\" y2=\"{y}\"/>",
                        percent(from),
                        percent(to),
                        y = px(y - 4.0)
                    );
                    vec![(from + to) / 2.0]
                } else {
                    run.iter().map(|period| self.axis.at(*period)).collect()
                };
                for at in places {
                    let _ = write!(
                        out,
                        "<text class=\"k-missing\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                        percent(at),
                        px(y),
                        escape(number::symbol(reason))
                    );
                }
            }
        }
    }

    fn time(&self, out: &mut String) {
        let y = self.foot();
        let _ = write!(
            out,
            "<line class=\"k-axis\" x1=\"0\" y1=\"{y}\" x2=\"100%\" y2=\"{y}\"/>",
            y = px(y)
        );
        for tick in self.axis.ticks(self.chart.reading, WORDS.0, WORDS.1) {
            let x = percent(tick.at);
            let _ = write!(
                out,
                "<line class=\"k-axis\" x1=\"{x}\" y1=\"{}\" x2=\"{x}\" y2=\"{}\"/>",
                px(y),
                px(y + 4.0)
            );
            if let Some(word) = tick.word {
                let wide = if tick.only_wide { " k-wide" } else { "" };
                let _ = write!(
                    out,
                    "<text class=\"k-word{wide}\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                    px(y + 18.0),
                    escape(&word)
                );
            }
        }
    }

    /// The names at the right-hand side, at the height where each line ends, moved apart.
    fn end_labels(&self) -> Vec<EndLabel> {
        let mut labels = Vec::new();
        let mut add = |points: &[Point], name: &str, class: &'static str| {
            if let Some((point, value)) = sorted(points, &self.axis).last() {
                let x = self.axis.at(point.period);
                labels.push(EndLabel {
                    // A line that stops early keeps its name where it stops.
                    x: if x < STOPS_EARLY { x } else { 1.0 },
                    y: self.y(*value),
                    text: labels::cut(name, LONGEST_LABEL),
                    class,
                });
            }
        };
        add(self.chart.series, self.chart.region, "k-own");
        for at in &self.drawn {
            if let Some((name, points)) = self.chart.benchmarks.get(*at) {
                add(points, name, "k-their");
            }
        }
        let heights: Vec<f64> = labels.iter().map(|label| label.y).collect();
        let placed = labels::apart(&heights, 15.0, self.top, self.bottom());
        for (label, y) in labels.iter_mut().zip(placed) {
            label.y = y;
        }
        labels
    }
}

struct EndLabel {
    /// From 0 to 1 across the plot.
    x: f64,
    y: f64,
    text: String,
    class: &'static str,
}
