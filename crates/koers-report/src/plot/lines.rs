//! Lines over periods, with the band of what is foreseen and the moment that something happened.

use super::canvas::{Canvas, Sign, at, numbers};
use crate::chart::Scale;
use koers_analysis::drawing::{Band, Line, Named, Weight};
use koers_analysis::say::Words;

/// Height of the plot.
const PLOT: f64 = 240.0;

/// The class of a line, and of those beside it by turn.
fn class(line: &Line, beside: usize) -> &'static str {
    match line.weight {
        Weight::Main => "k-line",
        Weight::Faint => "p-faint",
        Weight::Beside => [
            "k-path",
            "k-other k-other-0",
            "k-other k-other-1",
            "k-other k-other-3",
        ]
        .get(beside % 4)
        .copied()
        .unwrap_or("k-path"),
    }
}

pub(super) fn draw(
    canvas: &mut Canvas,
    periods: &[String],
    lines: &[Line],
    band: Option<&Band>,
    from: Option<usize>,
    y: Words,
) {
    let lang = canvas.lang;
    let mut beside = 0;
    let mut classes = Vec::new();
    let mut faint = false;
    for line in lines {
        let class = class(line, beside);
        beside += usize::from(line.weight == Weight::Beside);
        classes.push(class);
        let name = match &line.name {
            Named::Figures(name) => name.as_str(),
            Named::Method(words) => words.get(lang),
        };
        // Of many faint lines one word says what they are.
        if line.weight != Weight::Faint || !faint {
            canvas.key(Sign::Line(class), name);
        }
        faint |= line.weight == Weight::Faint;
    }
    if let Some(band) = band {
        canvas.key(Sign::Fill("k-band"), band.name.get(lang));
    }
    let strong = |line: &&Line| line.weight != Weight::Faint;
    let mut values: Vec<f64> = lines
        .iter()
        .filter(strong)
        .flat_map(|line| line.values.iter().flatten().copied())
        .collect();
    values.extend(
        band.iter()
            .flat_map(|band| band.values.iter().flatten().flat_map(|(low, high)| [*low, *high])),
    );
    if values.is_empty() {
        values.extend(
            lines
                .iter()
                .flat_map(|line| line.values.iter().flatten().copied()),
        );
    }
    let scale = Scale::around(&numbers(values), 4, 6);
    canvas.word("k-word", (0.0, canvas.y + 14.0), 0.0, "start", y.get(lang));
    let top = canvas.y + 26.0;
    canvas.up(&scale, top, PLOT);
    let last = periods.len().saturating_sub(1).max(1) as f64;
    let x = |period: usize| period as f64 / last;
    let up = |value: f64| (1.0 - scale.at(value)) * PLOT;
    let mut paths = Vec::new();
    if let Some(band) = band {
        paths.push(("k-band".to_owned(), area(band, x, up)));
    }
    // The faint ones first, so that the others lie over them.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|at| match lines.get(*at).map(|line| line.weight) {
        Some(Weight::Faint) => 0,
        Some(Weight::Beside) => 1,
        _ => 2,
    });
    for one in order {
        if let (Some(line), Some(class)) = (lines.get(one), classes.get(one)) {
            // A faint one may go beyond what is drawn: along the edge it would look like a figure.
            let values: Vec<Option<f64>> = line
                .values
                .iter()
                .map(|value| value.filter(|value| scale.shows(*value)))
                .collect();
            paths.push(((*class).to_owned(), path(&values, x, up)));
        }
    }
    canvas.stretched(top, PLOT, &paths);
    if let Some(from) = from {
        // Between the last period before and the first one of it.
        let moment = (from as f64 - 0.5).max(0.0) / last;
        canvas.rule("k-guide", (moment, top), (moment, top + PLOT), None);
    }
    canvas.rule("k-axis", (0.0, top + PLOT), (1.0, top + PLOT), None);
    let words: Vec<(f64, String)> = periods
        .iter()
        .enumerate()
        .map(|(at, period)| (x(at), period.clone()))
        .collect();
    canvas.along(&words, top + PLOT + 18.0);
    canvas.y = top + PLOT + 26.0;
}

/// A line that is broken where a value is missing.
fn path(values: &[Option<f64>], x: impl Fn(usize) -> f64, up: impl Fn(f64) -> f64) -> String {
    let mut d = String::new();
    let mut on = false;
    for (period, value) in values.iter().enumerate() {
        match value {
            Some(value) => {
                d.push_str(if on { "L" } else { "M" });
                d.push_str(&at(x(period), up(*value)));
                on = true;
            }
            None => on = false,
        }
    }
    d
}

/// The area between the least and the most, over the first stretch without a gap.
fn area(band: &Band, x: impl Fn(usize) -> f64, up: impl Fn(f64) -> f64) -> String {
    let known: Vec<(usize, (f64, f64))> = band
        .values
        .iter()
        .enumerate()
        .filter_map(|(period, value)| Some((period, (*value)?)))
        .collect();
    let mut d = String::new();
    let high = known.iter().map(|(period, (_, high))| at(x(*period), up(*high)));
    let low = known
        .iter()
        .rev()
        .map(|(period, (low, _))| at(x(*period), up(*low)));
    for (nth, place) in high.chain(low).enumerate() {
        d.push_str(if nth == 0 { "M" } else { "L" });
        d.push_str(&place);
    }
    d.push('Z');
    d
}
