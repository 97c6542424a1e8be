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
    let radius = |point: &Bubble| {
        let part = if largest > 0.0 {
            (point.size / largest).max(0.0).sqrt()
        } else {
            0.0
        };
        (RADII.0 * part).max(RADII.1)
    };
    // No name lies over a point either.
    let among = |width: f64| Names {
        width,
        taken: points
            .iter()
            .map(|point| {
                let (x, y, own) = (
                    across.at(point.x) * width,
                    top + (1.0 - up.at(point.y)) * PLOT,
                    radius(point),
                );
                [x - own, x + own, y - own, y + own]
            })
            .collect(),
    };
    let (mut names, mut narrow) = (among(WIDTH), among(NARROW));
    // The large ones first, so that the small ones lie over them.
    let mut order: Vec<&Bubble> = points.iter().collect();
    order.sort_by(|a, b| b.size.total_cmp(&a.size));
    for (nth, point) in order.into_iter().enumerate() {
        let radius = radius(point);
        let (cx, cy) = (across.at(point.x), top + (1.0 - up.at(point.y)) * PLOT);
        canvas.raw(&format!(
            "<circle class=\"p-bubble\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            percent(cx),
            px(cy),
            px(radius)
        ));
        let name = crate::chart::cut(&point.name, 22);
        if nth < MOST_NAMES
            && let Some(way) = names.place(&name, (cx, cy), radius)
        {
            let (anchor, by, down) = way;
            // On a telephone it may have no room there; then it stands on wider screens only.
            let class = match narrow.take(&name, (cx, cy), way) {
                true => "k-word k-their",
                false => "k-word k-their k-wide",
            };
            canvas.word(class, (cx, cy + 4.0 + down), by, anchor, &name);
        }
    }
    canvas.rule("k-axis", (0.0, top + PLOT), (1.0, top + PLOT), None);
    canvas.foot(&across, top + PLOT + 18.0);
    canvas.word("k-word", (1.0, top + PLOT + 36.0), 0.0, "end", x.get(lang));
    canvas.y = top + PLOT + 42.0;
}

/// The width that names are kept apart for: the least of a drawing on anything wider than a telephone.
const WIDTH: f64 = 540.0;
/// The width of a drawing on a telephone.
const NARROW: f64 = 220.0;
/// Height of a name.
const HEIGHT: f64 = 14.0;

/// Where a name stands beside its point: its anchor, how far it is moved across and down.
type Way = (&'static str, f64, f64);

/// The points and the names that stand in the drawing, each as left, right, top, bottom in pixels, where it is so wide.
struct Names {
    width: f64,
    taken: Vec<[f64; 4]>,
}

impl Names {
    /// Where a name can stand beside its point without lying over another. The table has the names that find no place.
    fn place(&mut self, name: &str, at: (f64, f64), radius: f64) -> Option<Way> {
        let gap = radius + 3.0;
        let ways = [
            ("start", gap, 0.0),
            ("end", -gap, 0.0),
            ("middle", 0.0, -gap - 7.0),
            ("middle", 0.0, gap + 7.0),
        ];
        ways.into_iter().find(|way| self.take(name, at, *way))
    }

    /// Takes the room of a name, where it is free.
    fn take(&mut self, name: &str, (cx, cy): (f64, f64), (anchor, by, down): Way) -> bool {
        let (x, wide) = (cx * self.width, crate::chart::label_width(name) * 0.9);
        let left = match anchor {
            "start" => x + by,
            "end" => x + by - wide,
            _ => x - wide / 2.0,
        };
        let middle = cy + down;
        let own = [left, left + wide, middle - HEIGHT / 2.0, middle + HEIGHT / 2.0];
        let apart = |other: &[f64; 4]| {
            own[0] > other[1] || own[1] < other[0] || own[2] > other[3] || own[3] < other[2]
        };
        let fits = left >= 0.0 && left + wide <= self.width && self.taken.iter().all(apart);
        if fits {
            self.taken.push(own);
        }
        fits
    }
}
