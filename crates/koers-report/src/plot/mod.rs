//! Drawings of analyses: lines, bars, points, intervals, a pyramid. As wide as its place: lines stretch, text does not.
//!
//! Places across are parts of the width, so nothing needs to know how wide the page is. The key stands in the drawing itself, a line for
//! each, so that it fits on a telephone too; what differs in colour differs in form as well. A table with the same figures stands beside
//! every drawing.

mod bars;
mod bubbles;
mod canvas;
mod intervals;
mod lines;
mod pyramid;
mod ranges;
mod standalone;

use crate::chart::escape;
use canvas::Canvas;
use koers_analysis::drawing::{Drawing, Shape};
use koers_model::text::Lang;

/// Styles that every page with such a drawing needs once, beside those of charts.
pub const CSS: &str = include_str!("../../templates/plot.css");

/// A drawing of an analysis in a language.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot<'a> {
    /// Start of the ids of its parts; unique on the page.
    pub id: String,
    /// The language of its words.
    pub lang: Lang,
    /// What is drawn.
    pub drawing: &'a Drawing,
}

impl Plot<'_> {
    fn canvas(&self) -> Canvas {
        let mut canvas = Canvas::new(self.lang);
        match &self.drawing.shape {
            Shape::Lines {
                at,
                lines,
                band,
                from,
            } => {
                lines::draw(&mut canvas, at, lines, band.as_ref(), *from, self.drawing.y);
            }
            Shape::Bars { of, parts } => bars::draw(&mut canvas, of, parts, self.drawing.y),
            Shape::Ranges { of, values } => ranges::draw(&mut canvas, of, values, self.drawing.y),
            Shape::Bubbles { points, axes } => {
                bubbles::draw(&mut canvas, points, *axes, (self.drawing.x, self.drawing.y));
            }
            Shape::Intervals {
                of,
                values,
                nothing,
                before,
            } => intervals::draw(&mut canvas, of, values, *nothing, *before, self.drawing.y),
            Shape::Pyramid { ages, years } => pyramid::draw(&mut canvas, ages, years),
        }
        canvas
    }

    /// What those who do not see the drawing hear of it.
    #[must_use]
    pub fn describe(&self) -> String {
        let (x, y) = (self.drawing.x.get(self.lang), self.drawing.y.get(self.lang));
        match self.lang {
            Lang::Nl => format!("Tekening van {y} naar {x}. De tabel hieronder heeft dezelfde cijfers."),
            Lang::En => format!("Drawing of {y} by {x}. The table below has the same figures."),
        }
    }

    /// The drawing for a page.
    #[must_use]
    pub fn svg(&self) -> String {
        let canvas = self.canvas();
        let id = escape(&self.id);
        format!(
            "<svg class=\"k-chart k-plot k-l{}\" xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"{}\" role=\"img\" \
             aria-labelledby=\"{id}-name {id}-says\" focusable=\"false\">\
             <title id=\"{id}-name\">{}</title><desc id=\"{id}-says\">{}</desc>{}</svg>",
            canvas.gutter(),
            canvas.height(),
            escape(self.drawing.title.get(self.lang)),
            escape(&self.describe()),
            canvas.inner(),
        )
    }
}
