//! The chart as an image by itself: with its name, key, source and day.

use super::Chart;
use super::draw::Drawing;
use super::paper::{EDGE, KEY, Paper, text, width, wrap};
use super::svg::px;
use std::fmt::Write;

/// Room for the sign of a key.
const SIGN: f64 = 33.0;

impl Chart<'_> {
    /// The chart with everything that it needs to stand alone. `notes` go below it, one paragraph each: source, licence, day.
    #[must_use]
    pub fn standalone(&self, notes: &[String]) -> String {
        let mut paper = Paper::new(
            self.title,
            &format!("{}, {}", self.region, self.unit.label(self.lang)),
        );
        if self.can_be_drawn() {
            let fixed = Drawing::fixed(self, paper.room());
            let top = paper.top();
            let _ = write!(
                paper.out(),
                "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" overflow=\"visible\">{}</svg>",
                px(EDGE + fixed.left),
                px(top),
                px(fixed.width),
                px(fixed.height),
                fixed.inner
            );
            paper.go(fixed.height + 6.0);
            self.key(&mut paper);
        } else {
            paper.instead(self.lang.pick("Geen reeks om te tekenen.", "No series to draw."));
        }
        paper.done(self.lang, (&self.name(), &self.describe()), "", notes)
    }

    /// The key in rows below the plot.
    fn key(&self, paper: &mut Paper) {
        let (room, size, top) = (paper.room(), KEY, paper.top());
        let line = size * 1.6;
        let (mut x, mut y) = (0.0, top + line);
        let out = paper.out();
        for key in self.legend() {
            let sign = key.symbol.svg();
            let indent = if sign.is_empty() { 0.0 } else { SIGN };
            let lines = wrap(&key.words, room - indent, size);
            let widest = lines.iter().map(|line| width(line, size)).fold(0.0, f64::max);
            if x > 0.0 && (x + indent + widest > room || lines.len() > 1) {
                x = 0.0;
                y += line;
            }
            if !sign.is_empty() {
                let _ = write!(
                    out,
                    "<g transform=\"translate({} {})\">{sign}</g>",
                    px(EDGE + x),
                    px(y - size * 0.35 - 6.0)
                );
            }
            let last = lines.len().saturating_sub(1);
            for (at, words) in lines.iter().enumerate() {
                text(out, "s-key", (EDGE + x + indent, y), words);
                if at < last {
                    y += size * 1.3;
                }
            }
            x += indent + widest + 16.0;
        }
        paper.go(y + 4.0 - top);
    }
}
