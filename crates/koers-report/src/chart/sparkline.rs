//! The chart in the size of a word, for lists. What it shows is said in words beside it, so it is hidden from those who hear the page.

use super::Chart;
use super::svg::px;
use koers_model::period::Period;
use koers_model::value::{Marks, Number};
use std::fmt::Write;

const WIDTH: f64 = 132.0;
const HEIGHT: f64 = 36.0;
const EDGE: f64 = 6.0;

impl Chart<'_> {
    /// The series, the path and the missing periods in 132 by 36 pixels; nothing when there is no series.
    #[must_use]
    pub fn sparkline(&self) -> String {
        if !self.can_be_drawn() {
            return String::new();
        }
        let axis = self.axis();
        let scale = self.scale(&[], &axis);
        let x = |period: Period| px(EDGE + axis.at(period) * (WIDTH - 2.0 * EDGE));
        let y = |value: Number| px(HEIGHT - EDGE - scale.at(value.get()) * (HEIGHT - 2.0 * EDGE));
        let mut inner = String::new();
        if self.path.len() > 1 {
            let corners: Vec<String> = self
                .path
                .iter()
                .map(|(period, value)| format!("{} {}", x(*period), y(*value)))
                .collect();
            let _ = write!(inner, "<path class=\"k-path\" d=\"M{}\"/>", corners.join("L"));
        }
        let mut d = String::new();
        let mut before: Option<Period> = None;
        let numbers = self.numbers();
        let breaks = self.breaks();
        for (period, value) in &numbers {
            let goes_on = before.is_some_and(|before| period.steps_since(before) == Some(1))
                && !breaks.contains(period);
            // A round cap makes a dot of a line without length, so that a lone figure is seen.
            let start = if goes_on { "L" } else { "M" };
            let _ = write!(d, "{start}{} {}", x(*period), y(*value));
            if !goes_on {
                d.push_str("h0");
            }
            before = Some(*period);
        }
        let _ = write!(inner, "<path class=\"k-line\" d=\"{d}\"/>");
        for point in self.series.iter().filter(|point| point.cell.number().is_none()) {
            let _ = write!(
                inner,
                "<path class=\"k-cross\" d=\"M{} {}m-2 -2l4 4m0 -4l-4 4\"/>",
                x(point.period),
                px(HEIGHT - EDGE)
            );
        }
        if let Some((period, value)) = numbers.iter().find(|(period, _)| Some(*period) == self.reading) {
            let hollow = self.series.iter().any(|point| {
                point.period == *period
                    && point.cell.marks.is_preliminary()
                    && !point.cell.marks.has(Marks::DEFINITE)
            });
            let class = if hollow { "k-reading k-hollow" } else { "k-reading" };
            let _ = write!(
                inner,
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
                x(*period),
                y(*value)
            );
        }
        format!(
            "<svg class=\"k-spark\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" aria-hidden=\"true\" focusable=\"false\">{inner}</svg>",
            w = px(WIDTH),
            h = px(HEIGHT),
        )
    }
}
