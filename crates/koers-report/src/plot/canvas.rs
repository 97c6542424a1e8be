//! Where a drawing is put together: places across are parts of the width, places down are pixels.

use crate::chart::{Scale, escape, percent, px};
use crate::number;
use crate::terminal::wrap;
use koers_model::text::Lang;
use koers_model::value::Number;
use std::fmt::Write;

/// Units of the grid that lines are stretched on.
const GRID: f64 = 1000.0;
/// Height of a line of the key.
const KEY: f64 = 18.0;
/// The longest line of the key, in characters, that fits a telephone.
const LONGEST_KEY: usize = 36;
/// Steps of the gutter at the left-hand side, of eight pixels each.
const STEP: f64 = 8.0;
/// The widest gutter that there is a class for.
const MOST_STEPS: u8 = 14;

/// Height of a bar.
pub(super) const BAR: f64 = 14.0;
/// From one bar to the next: its name above it, and room below.
const BAR_ROW: f64 = BAR + 26.0;

/// Bars below one another, on one scale.
pub(super) struct Bars {
    pub scale: Scale,
    top: f64,
    foot: f64,
}

/// What stands before a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A line of that class.
    Line(&'static str),
    /// A filled square of that class.
    Fill(&'static str),
}

/// Where a drawing is put together.
pub(super) struct Canvas {
    pub lang: Lang,
    /// How far down the drawing has come.
    pub y: f64,
    left: u8,
    out: String,
}

impl Canvas {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            y: 4.0,
            left: 0,
            out: String::new(),
        }
    }

    /// The step of the gutter at the left-hand side.
    pub(super) fn gutter(&self) -> u8 {
        self.left
    }
    /// The gutter in pixels.
    pub(super) fn left(&self) -> f64 {
        f64::from(self.left) * STEP
    }
    pub(super) fn height(&self) -> String {
        px(self.y + 4.0)
    }
    pub(super) fn inner(&self) -> &str {
        &self.out
    }
    /// Room at the left-hand side for the widest of these words.
    pub(super) fn gutter_for<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        let widest = words.map(crate::chart::label_width).fold(0.0, f64::max);
        let steps = ((widest + 10.0) / STEP).ceil();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 14"
        )]
        let steps = steps.clamp(0.0, f64::from(MOST_STEPS)) as u8;
        self.left = self.left.max(steps).max(1);
    }

    pub(super) fn raw(&mut self, svg: &str) {
        self.out.push_str(svg);
    }

    /// A line of the key.
    pub(super) fn key(&mut self, sign: Sign, words: &str) {
        let middle = self.y + KEY / 2.0;
        match sign {
            Sign::Line(class) => self.rule(class, (0.0, middle), (0.0, middle), Some(26.0)),
            Sign::Fill(class) => {
                let _ = write!(
                    self.out,
                    "<rect class=\"{class}\" x=\"1\" y=\"{}\" width=\"22\" height=\"11\"/>",
                    px(middle - 5.5)
                );
            }
        }
        for line in wrap(words, LONGEST_KEY) {
            let _ = write!(
                self.out,
                "<text class=\"k-word\" x=\"32\" y=\"{}\">{}</text>",
                px(self.y + KEY / 2.0 + 4.0),
                escape(&line)
            );
            self.y += KEY;
        }
    }

    /// A straight line from one place to another; `long` in pixels instead of to a place across.
    pub(super) fn rule(&mut self, class: &str, from: (f64, f64), to: (f64, f64), long: Option<f64>) {
        let end = long.map_or_else(|| percent(to.0), px);
        let _ = write!(
            self.out,
            "<line class=\"{class}\" x1=\"{}\" y1=\"{}\" x2=\"{end}\" y2=\"{}\"/>",
            percent(from.0),
            px(from.1),
            px(to.1)
        );
    }

    /// Words at a place across. `by` moves them by pixels.
    pub(super) fn word(&mut self, class: &str, (x, y): (f64, f64), by: f64, anchor: &str, words: &str) {
        let _ = write!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" dx=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">{}</text>",
            percent(x),
            px(by),
            px(y),
            escape(words)
        );
    }

    /// Words that begin at the left-hand edge of the gutter.
    pub(super) fn heading(&mut self, class: &str, words: &str) {
        self.y += 14.0;
        let _ = write!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
            px(-self.left()),
            px(self.y),
            escape(words)
        );
        self.y += 4.0;
    }

    /// A block from one place across to another.
    pub(super) fn block(&mut self, class: &str, (from, to): (f64, f64), top: f64, height: f64) {
        let (low, high) = (from.min(to), from.max(to));
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            percent(low),
            px(top),
            percent(high - low),
            px(height)
        );
    }

    /// Lines and areas that are stretched: places across from 0 to 1, down in pixels from `top`.
    pub(super) fn stretched(&mut self, top: f64, height: f64, paths: &[(String, String)]) {
        let _ = write!(
            self.out,
            "<svg x=\"0\" y=\"{}\" width=\"100%\" height=\"{}\" viewBox=\"0 0 {GRID} {}\" preserveAspectRatio=\"none\" overflow=\"visible\">",
            px(top),
            px(height),
            px(height)
        );
        for (class, d) in paths {
            let _ = write!(self.out, "<path class=\"{class}\" d=\"{d}\"/>");
        }
        self.out.push_str("</svg>");
    }

    /// Round numbers up the side, each with a line across.
    pub(super) fn up(&mut self, scale: &Scale, top: f64, height: f64) {
        let ticks: Vec<(Number, String)> = scale
            .ticks()
            .map(|tick| (tick, number::compact(tick, scale.decimals(), self.lang)))
            .collect();
        self.gutter_for(ticks.iter().map(|(_, word)| word.as_str()));
        for (tick, word) in &ticks {
            let y = top + (1.0 - scale.at(tick.get())) * height;
            self.rule("k-grid", (0.0, y), (1.0, y), None);
            self.word("k-word", (0.0, y + 4.0), -8.0, "end", word);
        }
    }

    /// Words below a drawing, those that there is room for: the first and the last always. On a telephone every other one is left out.
    pub(super) fn along(&mut self, words: &[(f64, String)], y: f64) {
        let most = 8;
        let every = words.len().div_ceil(most).max(1);
        let last = words.len().saturating_sub(1);
        for (at, (x, word)) in words.iter().enumerate() {
            let shown = at == last || (at % every == 0 && last - at >= every);
            if !shown {
                continue;
            }
            let anchor = match at {
                0 => "start",
                _ if at == last => "end",
                _ => "middle",
            };
            // The last one is there always, so what stands close before it gives way.
            let is_close = at > 0 && last - at < 2 * every;
            let class = if at != last && ((at / every) % 2 == 1 || is_close) {
                "k-word k-wide"
            } else {
                "k-word"
            };
            self.word(class, (*x, y), 0.0, anchor, word);
        }
    }

    /// Begins so many bars below one another: what they count above, the lines of the scale behind.
    pub(super) fn bars(&mut self, y: &str, values: &[Number], count: usize) -> Bars {
        let scale = Scale::around(values, 4, 6);
        self.word("k-word", (0.0, self.y + 14.0), 0.0, "start", y);
        self.y += 20.0;
        let top = self.y;
        let foot = top + count as f64 * BAR_ROW + 6.0;
        for tick in scale.ticks() {
            let x = scale.at(tick.get());
            self.rule("k-grid", (x, top), (x, foot), None);
        }
        Bars { scale, top, foot }
    }

    /// Ends them: the line of nought, and the scale below.
    pub(super) fn end_bars(&mut self, bars: &Bars) {
        let zero = bars.scale.at(0.0);
        self.rule("k-axis", (zero, bars.top), (zero, bars.foot), None);
        self.foot(&bars.scale, bars.foot + 16.0);
        self.y = bars.foot + 24.0;
    }

    /// Marks a place on the bar that stands here.
    pub(super) fn mark(&mut self, x: f64) {
        self.rule("p-sum", (x, self.y - 2.0), (x, self.y + BAR + 2.0), None);
    }

    /// Goes on to the next bar.
    pub(super) fn next_bar(&mut self) {
        self.y += BAR + 8.0;
    }

    /// Round numbers along the foot.
    pub(super) fn foot(&mut self, scale: &Scale, y: f64) {
        let words: Vec<(f64, String)> = scale
            .ticks()
            .map(|tick| {
                let word = number::compact(tick, scale.decimals(), self.lang);
                (scale.at(tick.get()), word)
            })
            .collect();
        self.along(&words, y);
    }
}

/// Decimals of an amount that stands beside a bar: a large one has none.
pub(super) fn decimals(amount: f64) -> u8 {
    if amount.abs() < 100.0 { 1 } else { 0 }
}

/// A place in the stretched grid.
pub(super) fn at(x: f64, y: f64) -> String {
    format!("{} {}", px(x * GRID), px(y))
}

/// The numbers among these.
pub(super) fn numbers(values: impl IntoIterator<Item = f64>) -> Vec<Number> {
    values.into_iter().filter_map(Number::new).collect()
}
