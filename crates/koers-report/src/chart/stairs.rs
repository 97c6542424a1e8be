//! Value for money: what can be had at most for each amount of money, as stairs. As wide as its place: lines stretch, text does not.

use super::Scale;
use super::svg::{escape, percent, px};
use crate::number;
use koers_model::text::Lang;
use koers_model::value::Number;
use std::fmt::Write;

const HEIGHT: f64 = 260.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 34.0;

/// One step: from this much money on, this much can be had.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Money, in euro.
    pub cost: f64,
    /// What it brings.
    pub value: f64,
    /// Whether it is the one that is chosen.
    pub chosen: bool,
}

/// Stairs of value for money.
#[derive(Debug, Clone, PartialEq)]
pub struct Stairs<'a> {
    /// What those who do not see the drawing hear of it; a table stands beside it.
    pub label: &'a str,
    /// The steps, in any order.
    pub steps: Vec<Step>,
    /// The language of its words.
    pub lang: Lang,
}

impl Stairs<'_> {
    /// The drawing; nothing when there are no steps.
    #[must_use]
    pub fn svg(&self) -> String {
        let mut steps: Vec<Step> = self
            .steps
            .iter()
            .copied()
            .filter(|step| step.cost.is_finite() && step.value.is_finite())
            .collect();
        steps.sort_by(|one, other| one.cost.total_cmp(&other.cost));
        let numbers = |of: fn(&Step) -> f64| -> Vec<Number> {
            let own = steps.iter().filter_map(|step| Number::new(of(step)));
            own.chain([Number::ZERO]).collect()
        };
        if steps.is_empty() {
            return String::new();
        }
        let across = Scale::around(&numbers(|step| step.cost), 4, 0);
        let up = Scale::around(&numbers(|step| step.value), 4, 2);
        let x = |cost: f64| percent(across.at(cost));
        let y = |value: f64| px(TOP + (1.0 - up.at(value)) * (HEIGHT - TOP - BOTTOM));
        let mut inner = String::new();
        for tick in up.ticks() {
            let at = y(tick.get());
            let words = number::number(tick, up.decimals(), self.lang);
            let _ = write!(
                inner,
                "<line class=\"k-grid\" x1=\"0%\" x2=\"100%\" y1=\"{at}\" y2=\"{at}\"/><text class=\"k-word\" x=\"-8\" y=\"{at}\" dy=\".35em\" text-anchor=\"end\">{words}</text>"
            );
        }
        let ticks: Vec<Number> = across.ticks().collect();
        for (at, tick) in ticks.iter().enumerate() {
            let anchor = match at {
                0 => "start",
                _ if at + 1 == ticks.len() => "end",
                _ => "middle",
            };
            // Every other one is left out where there is little room.
            let class = if at % 2 == 1 { "k-word k-wide" } else { "k-word" };
            let words = number::compact(*tick, across.decimals(), self.lang);
            let _ = write!(
                inner,
                "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\">€ {words}</text>",
                x(tick.get()),
                px(HEIGHT - BOTTOM + 20.0)
            );
        }
        let end = ticks.last().map_or(0.0, |last| last.get());
        let mut before = 0.0;
        for (at, step) in steps.iter().enumerate() {
            let until = steps.get(at + 1).map_or(end, |next| next.cost);
            let _ = write!(
                inner,
                "<line class=\"k-line\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{here}\"/><line class=\"k-line\" x1=\"{x}\" x2=\"{}\" y1=\"{here}\" y2=\"{here}\"/>",
                y(before),
                x(until),
                x = x(step.cost),
                here = y(step.value)
            );
            before = step.value;
        }
        for step in &steps {
            let (class, radius) = if step.chosen {
                ("k-aim", "7")
            } else {
                ("k-reading", "4.5")
            };
            let _ = write!(
                inner,
                "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>",
                x(step.cost),
                y(step.value)
            );
        }
        format!(
            "<svg class=\"k-chart k-l6 k-r2\" height=\"{}\" role=\"img\" aria-label=\"{}\">{inner}</svg>",
            px(HEIGHT),
            escape(self.label)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stairs_climb_from_left_to_right() {
        let step = |cost, value, chosen| Step { cost, value, chosen };
        let stairs = Stairs {
            label: "made \"up\"",
            steps: vec![step(300.0, 2.0, true), step(100.0, 1.0, false)],
            lang: Lang::Nl,
        };
        let svg = stairs.svg();
        assert_eq!(svg.matches("<circle").count(), 2);
        assert_eq!(svg.matches("k-line").count(), 4);
        assert!(svg.contains("made &quot;up&quot;"), "{svg}");
        let none = Stairs {
            steps: vec![step(f64::NAN, 1.0, false)],
            ..stairs
        };
        assert_eq!(none.svg(), "");
    }
}
