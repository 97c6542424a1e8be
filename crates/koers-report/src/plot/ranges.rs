//! What is estimated of each: a bar to the estimate, and a line from the least to the most over it.

use super::canvas::{BAR, Canvas, Sign, decimals, numbers};
use crate::number;
use koers_analysis::say::Words;
use koers_model::text::Lang;
use koers_model::value::Number;

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
    let bars = canvas.bars(y.get(lang), &numbers(all), of.len());
    let scale = &bars.scale;
    for (name, (low, middle, high)) in of.iter().zip(values) {
        let words = |value: f64| {
            let said = |amount| number::number(amount, decimals(value), lang);
            Number::new(value).map_or_else(String::new, said)
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
            canvas.mark(scale.at(end));
        }
        canvas.next_bar();
    }
    canvas.end_bars(&bars);
}
