//! The chart as an image by itself: with its name, key, source and day, in colours that do not depend on a page, at a fixed width. It can
//! be put in a document, and be turned into a picture by software that knows less of styles than a browser.

use super::draw::Drawing;
use super::labels;
use super::svg::{escape, px};
use super::{CSS, Chart};
use std::fmt::Write;

/// Width of the drawing in its own units; text is set for it.
const WIDTH: f64 = 600.0;
/// Least height, in the same units: together 16 by 9.
const LEAST: f64 = 337.5;
/// How many pixels a unit is: 1200 wide.
const SCALE: f64 = 2.0;
/// Space around everything.
const EDGE: f64 = 24.0;
/// Size of the letters of the name, of the line below it, of the key and of the source.
const SIZES: [f64; 4] = [19.0, 12.5, 11.5, 10.0];
/// The size that widths of words are known for.
const KNOWN: f64 = 12.0;
/// Room for the sign of a key.
const SIGN: f64 = 33.0;

/// Typefaces, the one that Koers prefers first; the last ones are those that most systems have.
const FACES: &str =
    "'Source Sans 3','Open Sans','Noto Sans','DejaVu Sans','Liberation Sans',Arial,sans-serif";

impl Chart<'_> {
    /// The chart with everything that it needs to stand alone. `notes` go below it, one paragraph each: source, licence, day.
    #[must_use]
    pub fn standalone(&self, notes: &[String]) -> String {
        let room = WIDTH - 2.0 * EDGE;
        let mut out = String::new();
        let mut y = EDGE;
        let [title, below, key, small] = SIZES;
        for line in wrap(self.title, room, title) {
            y += title * 1.25;
            text(&mut out, "s-title", (EDGE, y - title * 0.3), &line);
        }
        let subtitle = format!("{}, {}", self.region, self.unit.label(self.lang));
        for line in wrap(&subtitle, room, below) {
            y += below * 1.4;
            text(&mut out, "s-below", (EDGE, y - below * 0.2), &line);
        }
        y += 14.0;
        if self.can_be_drawn() {
            let fixed = Drawing::fixed(self, room);
            let _ = write!(
                out,
                "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" overflow=\"visible\">{}</svg>",
                px(EDGE + fixed.left),
                px(y),
                px(fixed.width),
                px(fixed.height),
                fixed.inner
            );
            y += fixed.height + 6.0;
            y = self.key(&mut out, y, room, key);
        } else {
            y += below * 2.0;
            let words = self.lang.pick("Geen reeks om te tekenen.", "No series to draw.");
            text(&mut out, "s-below", (EDGE, y), words);
        }
        let lines: Vec<String> = notes.iter().flat_map(|note| wrap(note, room, small)).collect();
        let foot = f64::from(u32::try_from(lines.len()).unwrap_or(0)) * small * 1.35;
        let height = (y + 12.0 + foot + EDGE * 0.75).max(LEAST);
        let mut y = height - EDGE * 0.75 - foot;
        for line in lines {
            y += small * 1.35;
            text(&mut out, "s-note", (EDGE, y - small * 0.3), &line);
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\" lang=\"{}\" \
             aria-labelledby=\"name says\" font-family=\"{FACES}\">\
             <title id=\"name\">{}</title><desc id=\"says\">{}</desc><style>{}</style>\
             <rect class=\"s-paper\" width=\"100%\" height=\"100%\"/>{out}</svg>\n",
            px(WIDTH * SCALE),
            px(height * SCALE),
            px(WIDTH),
            px(height),
            self.lang.tag(),
            escape(&self.name()),
            escape(&self.describe()),
            style(),
        )
    }

    /// The key in rows below the plot; gives the height it ends at.
    fn key(&self, out: &mut String, top: f64, room: f64, size: f64) -> f64 {
        let line = size * 1.6;
        let (mut x, mut y) = (0.0, top + line);
        for key in self.legend() {
            let sign = key.symbol.svg();
            let indent = if sign.is_empty() { 0.0 } else { SIGN };
            let lines = wrap(&key.words, room - indent, size);
            let widest = lines.iter().map(|line| width(line, size)).fold(0.0, f64::max);
            if x > 0.0 && (x + indent + widest > room || lines.len() > 1) {
                x = 0.0;
                y += line;
            }
            if !sign.is_empty() {
                let _ = write!(
                    out,
                    "<g transform=\"translate({} {})\">{sign}</g>",
                    px(EDGE + x),
                    px(y - size * 0.35 - 6.0)
                );
            }
            let last = lines.len().saturating_sub(1);
            for (at, words) in lines.iter().enumerate() {
                text(out, "s-key", (EDGE + x + indent, y), words);
                if at < last {
                    y += size * 1.3;
                }
            }
            x += indent + widest + 16.0;
        }
        y + 4.0
    }
}

fn text(out: &mut String, class: &str, (x, y): (f64, f64), words: &str) {
    let _ = write!(
        out,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
        px(x),
        px(y),
        escape(words)
    );
}

/// How wide a text is at a size. Widths are known for labels in a wide typeface; running text is narrower.
fn width(text: &str, size: f64) -> f64 {
    labels::width(text) * 0.86 * size / KNOWN
}

/// A text in lines that fit. A word that does not fit by itself stands alone.
fn wrap(text: &str, room: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut()
            && width(&format!("{line} {word}"), size) <= room
        {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// The styles of charts with the colours filled in, and those of the words around.
fn style() -> String {
    let [title, below, key, small] = SIZES;
    let own = format!(
        ".s-paper{{fill:#fff}}\
         .s-title{{fill:#17202a;font-size:{title}px;font-weight:700}}\
         .s-below{{fill:#525c68;font-size:{below}px}}\
         .s-key{{fill:#525c68;font-size:{key}px}}\
         .s-note{{fill:#525c68;font-size:{small}px}}"
    );
    resolved(CSS) + &own
}

/// The plain rules of a style sheet, with every custom property replaced by what it falls back to.
fn resolved(css: &str) -> String {
    let mut out = String::new();
    let mut skip = false;
    for line in css.lines() {
        if skip {
            skip = line != "}";
            continue;
        }
        if line.starts_with("@media") {
            skip = line.matches('{').count() != line.matches('}').count();
            continue;
        }
        // How wide the drawing is, and that strokes keep their width when it is stretched: neither is so here.
        let of_a_page = [".k-chart", ".k-l1{", ".k-r1{"]
            .iter()
            .any(|start| line.starts_with(start));
        if of_a_page {
            continue;
        }
        let mut rest = line;
        while let Some((before, behind)) = rest.split_once("var(") {
            out.push_str(before);
            let (inside, after) = behind.split_once(')').unwrap_or((behind, ""));
            out.push_str(inside.split_once(',').map_or("", |(_, fallback)| fallback));
            rest = after;
        }
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_filled_in_and_nothing_depends_on_a_page() {
        let style = style();
        assert!(!style.contains("var("), "{style}");
        assert!(!style.contains('@'), "{style}");
        assert!(style.contains(".k-line{fill:none;stroke:#0b5563;"), "{style}");
        assert_eq!(style.matches('{').count(), style.matches('}').count());
        assert!(!style.contains(['<', '&']));
    }

    #[test]
    fn lines_fit() {
        let lines = wrap("een twee drie vier vijf zes zeven acht", 80.0, 12.0);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|line| width(line, 12.0) <= 80.0), "{lines:?}");
        assert_eq!(wrap("", 80.0, 12.0), Vec::<String>::new());
    }
}
