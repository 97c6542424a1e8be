//! What is estimated of each: a bar to the estimate, and a line from the least to the most over it.

use super::canvas::{Canvas, Sign, numbers};
use crate::chart::Scale;
use crate::number;
use koers_analysis::say::Words;
use koers_model::text::Lang;
use koers_model::value::Number;

/// Height of a bar.
const BAR: f64 = 14.0;

pub(super) fn draw(canvas: &mut Canvas, of: &[String], values: &[(f64, f64, f64)], y: Words) {
    let lang = canvas.lang;
    canvas.key(Sign::Fill("p-part-0"), lang.pick("schatting", "estimate"));
    canvas.key(
        Sign::Line("p-sum"),
        lang.pick("van laag tot hoog", "from low to high"),
    );
    let all = values
        .iter()
        .flat_map(|(low, middle, high)| [0.0, *low, *middle, *high]);
    let scale = Scale::around(&numbers(all), 4, 6);
    canvas.word("k-word", (0.0, canvas.y + 14.0), 0.0, "start", y.get(lang));
    canvas.y += 20.0;
    let top = canvas.y;
    let foot = top + of.len() as f64 * (BAR + 26.0) + 6.0;
    for tick in scale.ticks() {
        let x = scale.at(tick.get());
        canvas.rule("k-grid", (x, top), (x, foot), None);
    }
    for (name, (low, middle, high)) in of.iter().zip(values) {
        let words = |value: f64| {
            let decimals = if value.abs() < 100.0 { 1 } else { 0 };
            Number::new(value).map_or_else(String::new, |value| number::number(value, decimals, lang))
        };
        let heading = match lang {
            Lang::Nl => format!(
                "{name}  {} ({} tot {})",
                words(*middle),
                words(*low),
                words(*high)
            ),
            Lang::En => format!("{name}  {} ({} to {})", words(*middle), words(*low), words(*high)),
        };
        canvas.heading("k-word p-name", &heading);
        canvas.block("p-part-0", (scale.at(0.0), scale.at(*middle)), canvas.y, BAR);
        let across = canvas.y + BAR / 2.0;
        canvas.rule("p-sum", (scale.at(*low), across), (scale.at(*high), across), None);
        for end in [*low, *high] {
            let x = scale.at(end);
            canvas.rule("p-sum", (x, canvas.y - 2.0), (x, canvas.y + BAR + 2.0), None);
        }
        canvas.y += BAR + 8.0;
    }
    let zero = scale.at(0.0);
    canvas.rule("k-axis", (zero, top), (zero, foot), None);
    canvas.foot(&scale, foot + 16.0);
    canvas.y = foot + 24.0;
}
