//! Values with how sure they are, before and after an event.

use super::canvas::{Canvas, Sign, numbers};
use crate::chart::{Scale, percent, px};
use koers_analysis::say::Words;
use koers_model::text::Lang;

/// Height of the plot.
const PLOT: f64 = 240.0;

pub(super) fn draw(
    canvas: &mut Canvas,
    of: &[String],
    values: &[Option<(f64, f64, f64)>],
    nothing: f64,
    before: usize,
    y: Words,
) {
    let lang = canvas.lang;
    let (early, late, none) = match lang {
        Lang::Nl => ("ervoor: hoort bij nul te liggen", "erna", "geen effect"),
        Lang::En => ("before: belongs near nought", "after", "no effect"),
    };
    if before > 0 {
        canvas.key(Sign::Fill("k-hollow"), early);
    }
    canvas.key(Sign::Fill("k-dot"), late);
    canvas.key(Sign::Line("k-axis"), none);
    let all = values
        .iter()
        .flatten()
        .flat_map(|(low, _, high)| [*low, *high])
        .chain([nothing]);
    let scale = Scale::around(&numbers(all), 4, 6);
    canvas.word("k-word", (0.0, canvas.y + 14.0), 0.0, "start", y.get(lang));
    let top = canvas.y + 28.0;
    canvas.up(&scale, top, PLOT);
    let count = of.len().max(1) as f64;
    let x = |at: usize| (at as f64 + 0.5) / count;
    let up = |value: f64| top + (1.0 - scale.at(value)) * PLOT;
    canvas.rule("k-axis", (0.0, up(nothing)), (1.0, up(nothing)), None);
    for (at, value) in values.iter().enumerate() {
        let Some((low, middle, high)) = value else {
            continue;
        };
        canvas.rule("p-interval", (x(at), up(*low)), (x(at), up(*high)), None);
        let class = if at < before { "k-hollow" } else { "k-dot" };
        canvas.raw(&format!(
            "<circle class=\"{class}\" cx=\"{}\" cy=\"{}\" r=\"5\"/>",
            percent(x(at)),
            px(up(*middle))
        ));
    }
    if before > 0 && before < of.len() {
        let moment = before as f64 / count;
        canvas.rule("k-guide", (moment, top), (moment, top + PLOT), None);
    }
    let every = of.len().div_ceil(8).max(1);
    for (at, name) in of.iter().enumerate().filter(|(at, _)| at % every == 0) {
        let class = if (at / every) % 2 == 1 {
            "k-word k-wide"
        } else {
            "k-word"
        };
        canvas.word(class, (x(at), top + PLOT + 18.0), 0.0, "middle", name);
    }
    canvas.y = top + PLOT + 26.0;
}
