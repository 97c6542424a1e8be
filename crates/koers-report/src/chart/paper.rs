//! The sheet that a drawing stands on when it stands by itself: its name, notes, colours that do not depend on a page, a fixed width. It can
//! be put in a document, and be turned into a picture by software that knows less of styles than a browser.

use super::CSS;
use super::labels;
use super::svg::{escape, px};
use koers_model::text::Lang;
use std::fmt::Write;

/// Width of the drawing in its own units; text is set for it.
const WIDTH: f64 = 600.0;
/// Least height, in the same units: together 16 by 9.
const LEAST: f64 = 337.5;
/// How many pixels a unit is: 1200 wide.
const SCALE: f64 = 2.0;
/// Space around everything.
pub(crate) const EDGE: f64 = 24.0;
/// Size of the letters of the name, of the line below it, of the key and of the source.
const SIZES: [f64; 4] = [19.0, 12.5, 11.5, 10.0];
/// Size of the letters of the key.
pub(super) const KEY: f64 = SIZES[2];
/// The size that widths of words are known for.
const KNOWN: f64 = 12.0;

/// Typefaces, the one that Koers prefers first; the last ones are those that most systems have.
const FACES: &str =
    "'Source Sans 3','Open Sans','Noto Sans','DejaVu Sans','Liberation Sans',Arial,sans-serif";

/// A sheet that is filled from the top down.
pub(crate) struct Paper {
    out: String,
    y: f64,
}

impl Paper {
    /// A sheet with a name and a line below it.
    pub(crate) fn new(title: &str, below: &str) -> Self {
        let [size, small, ..] = SIZES;
        let mut paper = Self {
            out: String::new(),
            y: EDGE,
        };
        for line in wrap(title, paper.room(), size) {
            paper.y += size * 1.25;
            text(&mut paper.out, "s-title", (EDGE, paper.y - size * 0.3), &line);
        }
        for line in wrap(below, paper.room(), small) {
            paper.y += small * 1.4;
            text(&mut paper.out, "s-below", (EDGE, paper.y - small * 0.2), &line);
        }
        paper.y += 14.0;
        paper
    }

    /// How wide a drawing can be.
    #[expect(clippy::unused_self, reason = "a sheet has a room")]
    pub(crate) fn room(&self) -> f64 {
        WIDTH - 2.0 * EDGE
    }
    /// How far down it is filled.
    pub(crate) fn top(&self) -> f64 {
        self.y
    }
    /// Goes on further down.
    pub(crate) fn go(&mut self, by: f64) {
        self.y += by;
    }
    /// What is drawn.
    pub(crate) fn out(&mut self) -> &mut String {
        &mut self.out
    }
    /// Words instead of a drawing.
    pub(crate) fn instead(&mut self, words: &str) {
        self.y += SIZES[1] * 2.0;
        text(&mut self.out, "s-below", (EDGE, self.y), words);
    }

    /// The whole image. `notes` go below, one paragraph each; `css` is what the drawing needs beside the styles of charts.
    pub(crate) fn done(
        mut self,
        lang: Lang,
        (name, says): (&str, &str),
        css: &str,
        notes: &[String],
    ) -> String {
        let small = SIZES[3];
        let room = self.room();
        let lines: Vec<String> = notes.iter().flat_map(|note| wrap(note, room, small)).collect();
        let foot = f64::from(u32::try_from(lines.len()).unwrap_or(0)) * small * 1.35;
        let height = (self.y + 12.0 + foot + EDGE * 0.75).max(LEAST);
        let mut y = height - EDGE * 0.75 - foot;
        for line in lines {
            y += small * 1.35;
            text(&mut self.out, "s-note", (EDGE, y - small * 0.3), &line);
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" role=\"img\" lang=\"{}\" \
             aria-labelledby=\"name says\" font-family=\"{FACES}\">\
             <title id=\"name\">{}</title><desc id=\"says\">{}</desc><style>{}</style>\
             <rect class=\"s-paper\" width=\"100%\" height=\"100%\"/>{}</svg>\n",
            px(WIDTH * SCALE),
            px(height * SCALE),
            px(WIDTH),
            px(height),
            lang.tag(),
            escape(name),
            escape(says),
            style(css),
            self.out,
        )
    }
}

/// Words at a place.
pub(super) fn text(out: &mut String, class: &str, (x, y): (f64, f64), words: &str) {
    let _ = write!(
        out,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
        px(x),
        px(y),
        escape(words)
    );
}

/// How wide a text is at a size. Widths are known for labels in a wide typeface; running text is narrower.
pub(super) fn width(text: &str, size: f64) -> f64 {
    labels::width(text) * 0.86 * size / KNOWN
}

/// A text in lines that fit. A word that does not fit by itself stands alone.
pub(super) fn wrap(text: &str, room: f64, size: f64) -> Vec<String> {
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
fn style(css: &str) -> String {
    let [title, below, key, small] = SIZES;
    let own = format!(
        ".s-paper{{fill:#fff}}\
         .s-title{{fill:#17202a;font-size:{title}px;font-weight:700}}\
         .s-below{{fill:#525c68;font-size:{below}px}}\
         .s-key{{fill:#525c68;font-size:{key}px}}\
         .s-note{{fill:#525c68;font-size:{small}px}}"
    );
    resolved(CSS) + &resolved(css) + &own
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
        let style = style("");
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
