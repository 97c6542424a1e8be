//! Points, each as large as it counts.

use super::canvas::{Canvas, numbers};
use crate::chart::{Scale, percent, px};
use koers_analysis::drawing::Bubble;
use koers_analysis::say::Words;

/// Height of the plot.
const PLOT: f64 = 320.0;
/// Radius of the largest and of the smallest point.
const RADII: (f64, f64) = (22.0, 3.0);
/// Up to how many points each has its name in the drawing.
const MOST_NAMES: usize = 14;

pub(super) fn draw(canvas: &mut Canvas, points: &[Bubble], axes: (f64, f64), (x, y): (Words, Words)) {
    let lang = canvas.lang;
    let across = Scale::around(&numbers(points.iter().map(|point| point.x).chain([axes.0])), 4, 6);
    let up = Scale::around(&numbers(points.iter().map(|point| point.y).chain([axes.1])), 4, 6);
    let largest = points.iter().map(|point| point.size).fold(0.0, f64::max);
    canvas.word("k-word", (0.0, canvas.y + 14.0), 0.0, "start", y.get(lang));
    let top = canvas.y + 30.0;
    canvas.up(&up, top, PLOT);
    let (x0, y0) = (across.at(axes.0), top + (1.0 - up.at(axes.1)) * PLOT);
    canvas.rule("k-guide", (x0, top), (x0, top + PLOT), None);
    canvas.rule("k-guide", (0.0, y0), (1.0, y0), None);
    // The large ones first, so that the small ones lie over them.
    let mut order: Vec<&Bubble> = points.iter().collect();
    order.sort_by(|a, b| b.size.total_cmp(&a.size));
    for (nth, point) in order.into_iter().enumerate() {
        let part = if largest > 0.0 {
            (point.size / largest).max(0.0).sqrt()
        } else {
            0.0
        };
        let radius = (RADII.0 * part).max(RADII.1);
        let (cx, cy) = (across.at(point.x), top + (1.0 - up.at(point.y)) * PLOT);
        canvas.raw(&format!(
            "<circle class=\"p-bubble\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            percent(cx),
            px(cy),
            px(radius)
        ));
        if nth < MOST_NAMES {
            let (anchor, by) = if cx > 0.6 {
                ("end", -radius - 3.0)
            } else {
                ("start", radius + 3.0)
            };
            canvas.word(
                "k-word k-their",
                (cx, cy + 4.0),
                by,
                anchor,
                &crate::chart::cut(&point.name, 22),
            );
        }
    }
    canvas.rule("k-axis", (0.0, top + PLOT), (1.0, top + PLOT), None);
    canvas.foot(&across, top + PLOT + 18.0);
    canvas.word("k-word", (1.0, top + PLOT + 36.0), 0.0, "end", x.get(lang));
    canvas.y = top + PLOT + 42.0;
}
