//! Bars of parts that add up, some below nought.

use super::canvas::{Canvas, Sign, numbers};
use crate::chart::Scale;
use crate::number;
use koers_analysis::say::Words;
use koers_model::value::Number;

/// Height of a bar.
const BAR: f64 = 14.0;
/// The classes of parts, by turn: filled, hatched by an outline, hollow.
const PARTS: [&str; 4] = ["p-part-0", "p-part-1", "p-part-2", "p-part-3"];

pub(super) fn draw(canvas: &mut Canvas, of: &[String], parts: &[(Words, Vec<Option<f64>>)], y: Words) {
    let lang = canvas.lang;
    let class = |at: usize| PARTS.get(at % PARTS.len()).copied().unwrap_or("p-part-0");
    if parts.len() > 1 {
        for (at, (name, _)) in parts.iter().enumerate() {
            canvas.key(Sign::Fill(class(at)), name.get(lang));
        }
        let sum = match lang {
            koers_model::text::Lang::Nl => "samen",
            koers_model::text::Lang::En => "together",
        };
        canvas.key(Sign::Line("p-sum"), sum);
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
    let said = |value: Number, decimals: u8| match is_change {
        true => number::signed(value, decimals, lang),
        false => number::number(value, decimals, lang),
    };
    let all: Vec<f64> = (0..of.len()).flat_map(ends).collect();
    let scale = Scale::around(&numbers(all), 4, 6);
    canvas.word("k-word", (0.0, canvas.y + 14.0), 0.0, "start", y.get(lang));
    canvas.y += 20.0;
    let top = canvas.y;
    let ticks: Vec<f64> = scale.ticks().map(Number::get).collect();
    let foot = top + of.len() as f64 * (BAR + 26.0) + 6.0;
    for tick in &ticks {
        let x = scale.at(*tick);
        canvas.rule("k-grid", (x, top), (x, foot), None);
    }
    for (bar, name) in of.iter().enumerate() {
        let total: f64 = parts
            .iter()
            .filter_map(|(_, values)| values.get(bar).copied().flatten())
            .sum();
        let words = Number::new(total).map_or_else(String::new, |total| {
            said(total, if total.get().abs() < 100.0 { 1 } else { 0 })
        });
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
            let x = scale.at(total);
            canvas.rule("p-sum", (x, canvas.y - 2.0), (x, canvas.y + BAR + 2.0), None);
        }
        canvas.y += BAR + 8.0;
    }
    let zero = scale.at(0.0);
    canvas.rule("k-axis", (zero, top), (zero, foot), None);
    canvas.foot(&scale, foot + 16.0);
    canvas.y = foot + 24.0;
}
