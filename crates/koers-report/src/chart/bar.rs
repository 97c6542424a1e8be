//! A part of a whole as a bar in the size of a word, for a cell of a table that says the same in figures.

use super::svg::px;
use std::fmt::Write;

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 16.0;
/// Between the bar and the edge above and below it.
const MARGIN: f64 = 3.0;

/// A part of a whole, from nothing to one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    /// The part.
    pub part: f64,
    /// Between what it lies.
    pub between: Option<(f64, f64)>,
    /// What it is held against: a stroke across the bar.
    pub against: Option<f64>,
}

impl Bar {
    /// A bar of a part alone.
    #[must_use]
    pub const fn of(part: f64) -> Self {
        Self {
            part,
            between: None,
            against: None,
        }
    }

    /// The drawing; hidden from those who hear the page, as the figures stand beside it. Nothing when the part is no number.
    #[must_use]
    pub fn svg(&self) -> String {
        if !self.part.is_finite() {
            return String::new();
        }
        let x = |part: f64| px(1.0 + part.clamp(0.0, 1.0) * (WIDTH - 2.0));
        let mut inner = format!(
            "<rect class=\"k-frame\" x=\"1\" y=\"{y}\" width=\"{}\" height=\"{h}\"/><rect class=\"k-dot\" x=\"1\" y=\"{y}\" width=\"{}\" height=\"{h}\"/>",
            px(WIDTH - 2.0),
            px(self.part.clamp(0.0, 1.0) * (WIDTH - 2.0)),
            y = px(MARGIN),
            h = px(HEIGHT - 2.0 * MARGIN),
        );
        if let Some((low, high)) = self.between {
            let _ = write!(
                inner,
                "<line class=\"k-between\" x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>",
                x(low),
                x(high),
                y = px(HEIGHT / 2.0)
            );
        }
        if let Some(against) = self.against {
            let _ = write!(
                inner,
                "<line class=\"k-against\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{}\"/>",
                px(HEIGHT),
                x = x(against)
            );
        }
        format!(
            "<svg class=\"k-spark\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" aria-hidden=\"true\" focusable=\"false\">{inner}</svg>",
            w = px(WIDTH),
            h = px(HEIGHT),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_stays_within_its_frame() {
        let drawn = Bar {
            part: 7.0,
            between: Some((-1.0, 0.5)),
            against: Some(0.25),
        };
        let svg = drawn.svg();
        assert!(
            svg.contains("class=\"k-dot\" x=\"1\" y=\"3\" width=\"118\""),
            "{svg}"
        );
        assert!(svg.contains("x1=\"1\" x2=\"60\""), "{svg}");
        assert!(svg.contains("k-against\" x1=\"30.5\""), "{svg}");
        assert_eq!(Bar::of(f64::NAN).svg(), "");
    }
}
