//! Bars of parts that add up, some below nought.

use super::canvas::{BAR, Canvas, Sign, decimals, numbers};
use crate::number;
use koers_analysis::say::Words;
use koers_model::value::Number;

/// The classes of parts, by turn: filled, hatched by an outline, hollow.
const PARTS: [&str; 4] = ["p-part-0", "p-part-1", "p-part-2", "p-part-3"];

pub(super) fn draw(canvas: &mut Canvas, of: &[String], parts: &[(Words, Vec<Option<f64>>)], y: Words) {
    let lang = canvas.lang;
    let class = |at: usize| PARTS.get(at % PARTS.len()).copied().unwrap_or("p-part-0");
    if parts.len() > 1 {
        for (at, (name, _)) in parts.iter().enumerate() {
            canvas.key(Sign::Fill(class(at)), name.get(lang));
        }
        canvas.key(Sign::Line("p-sum"), lang.pick("samen", "together"));
    }
    let ends = |bar: usize| {
        let (mut low, mut high) = (0.0, 0.0);
        for (_, values) in parts {
            let value = values.get(bar).copied().flatten().unwrap_or(0.0);
            if value < 0.0 { low += value } else { high += value }
        }
        [low, high]
    };
    // Where all is nought or more, these are amounts and no changes.
    let is_change = parts
        .iter()
        .flat_map(|(_, values)| values.iter().flatten())
        .any(|value| *value < 0.0);
    let said = |value: Number| match (is_change, decimals(value.get())) {
        (true, decimals) => number::signed(value, decimals, lang),
        (false, decimals) => number::number(value, decimals, lang),
    };
    let all: Vec<f64> = (0..of.len()).flat_map(ends).collect();
    let bars = canvas.bars(y.get(lang), &numbers(all), of.len());
    let scale = &bars.scale;
    for (bar, name) in of.iter().enumerate() {
        let total: f64 = parts
            .iter()
            .filter_map(|(_, values)| values.get(bar).copied().flatten())
            .sum();
        let words = Number::new(total).map_or_else(String::new, said);
        canvas.heading("k-word p-name", &format!("{name}  {words}"));
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for (at, (_, values)) in parts.iter().enumerate() {
            let Some(value) = values.get(bar).copied().flatten() else {
                continue;
            };
            let start = if value < 0.0 { low } else { high };
            let end = start + value;
            if value < 0.0 {
                low = end
            } else {
                high = end
            }
            canvas.block(class(at), (scale.at(start), scale.at(end)), canvas.y, BAR);
        }
        if parts.len() > 1 {
            canvas.mark(scale.at(total));
        }
        canvas.next_bar();
    }
    canvas.end_bars(&bars);
}
