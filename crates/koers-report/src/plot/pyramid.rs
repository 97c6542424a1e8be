//! People by age: men to the left, women to the right.

use super::canvas::{Canvas, Sign, at, numbers};
use crate::chart::Scale;
use crate::number;
use koers_model::text::Lang;

/// Height of the plot.
const PLOT: f64 = 320.0;

pub(super) fn draw(canvas: &mut Canvas, ages: &[String], years: &[(String, Vec<f64>, Vec<f64>)]) {
    let lang = canvas.lang;
    let (men, women) = match lang {
        Lang::Nl => ("mannen", "vrouwen"),
        Lang::En => ("men", "women"),
    };
    const CLASSES: [&str; 4] = ["k-line", "k-path", "k-other k-other-0", "k-other k-other-1"];
    let class = |nth: usize| CLASSES.get(nth % CLASSES.len()).copied().unwrap_or("k-line");
    for (nth, (year, ..)) in years.iter().enumerate() {
        canvas.key(Sign::Line(class(nth)), year);
    }
    let most = years
        .iter()
        .flat_map(|(_, men, women)| men.iter().chain(women))
        .copied()
        .fold(0.0, f64::max);
    let scale = Scale::around(&numbers([0.0, most]), 2, 0);
    canvas.gutter_for(ages.iter().map(String::as_str));
    canvas.word("k-word", (0.0, canvas.y + 14.0), 0.0, "start", men);
    canvas.word("k-word", (1.0, canvas.y + 14.0), 0.0, "end", women);
    let top = canvas.y + 24.0;
    let count = ages.len().max(1) as f64;
    let y = |age: usize| (1.0 - age as f64 / count) * PLOT;
    let x = |people: f64, side: f64| 0.5 + side * 0.5 * scale.at(people);
    for tick in scale.ticks() {
        let word = number::compact(tick, scale.decimals(), lang);
        for side in [-1.0, 1.0] {
            let place = x(tick.get(), side);
            canvas.rule("k-grid", (place, top), (place, top + PLOT), None);
            let anchor = if place <= 0.0 {
                "start"
            } else if place >= 1.0 {
                "end"
            } else {
                "middle"
            };
            if tick.get() > 0.0 || side > 0.0 {
                canvas.word("k-word", (place, top + PLOT + 18.0), 0.0, anchor, &word);
            }
        }
    }
    let every = ages.len().div_ceil(10).max(1);
    for (age, name) in ages.iter().enumerate().filter(|(age, _)| age % every == 0) {
        canvas.word("k-word", (0.0, top + y(age) - 2.0), -8.0, "end", name);
    }
    let mut paths = Vec::new();
    for (nth, (_, men, women)) in years.iter().enumerate() {
        for (people, side) in [(men, -1.0), (women, 1.0)] {
            let mut d = String::new();
            for (age, amount) in people.iter().enumerate() {
                d.push_str(if age == 0 { "M" } else { "L" });
                d.push_str(&at(x(*amount, side), y(age)));
                d.push('L');
                d.push_str(&at(x(*amount, side), y(age + 1)));
            }
            paths.push((class(nth).to_owned(), d));
        }
    }
    canvas.stretched(top, PLOT, &paths);
    canvas.rule("k-axis", (0.5, top), (0.5, top + PLOT), None);
    canvas.y = top + PLOT + 26.0;
}
