//! The parts that the council page and the pages of the dashboard have in common. Each gives HTML with every text escaped.

use crate::chart::escape;
use crate::view::{Count, Measure, Piece, Silent};
use crate::words;
use askama::Template;
use koers_model::text::Lang;
use koers_model::verdict::Verdict;
use std::fmt::Write;

/// A verdict as a small drawing: a disc with a tick, a hatched square, a diamond with a dash. It is hidden from those who hear the
/// page, because the word always stands beside it.
#[must_use]
pub fn shape(verdict: Verdict) -> String {
    let (class, inner) = match verdict {
        Verdict::OnCourse => (
            "on",
            "<circle class=\"f\" cx=\"12\" cy=\"12\" r=\"11\"/><path class=\"s\" d=\"M6.8 12.4l3.6 3.6 7-7.8\"/>",
        ),
        Verdict::OffCourse => (
            "off",
            "<rect class=\"f\" x=\"1.5\" y=\"1.5\" width=\"21\" height=\"21\" rx=\"2.5\"/>\
             <path class=\"s\" d=\"M2 13.5L13.5 2M3.5 20.5l17-17M10.5 22L22 10.5\"/>",
        ),
        Verdict::CannotBeSaid => (
            "cannot",
            "<path class=\"f\" d=\"M12 1.5L22.5 12 12 22.5 1.5 12z\"/><path class=\"s\" d=\"M8 12h8\"/>",
        ),
    };
    format!(
        "<svg class=\"shape {class}\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\" focusable=\"false\">{inner}</svg>"
    )
}

/// The name of a verdict in styles.
#[must_use]
pub fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::OnCourse => "on",
        Verdict::OffCourse => "off",
        Verdict::CannotBeSaid => "cannot",
    }
}

/// A verdict with its shape and word, as a paragraph.
#[must_use]
pub fn verdict(verdict: Verdict, lang: Lang) -> String {
    format!(
        "<p class=\"verdict {}\">{} {}</p>",
        class(verdict),
        shape(verdict),
        escape(&words::verdict(verdict, lang))
    )
}

/// The leading sentence, with what is counted set apart; to stand in an element of class `lead`.
#[must_use]
pub fn lead(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let text = escape(&piece.text);
        let _ = match piece.verdict {
            Some(verdict) => write!(out, "<b class=\"{}\">{text}</b>", class(verdict)),
            None => write!(out, "{text}"),
        };
    }
    out
}

/// One shape for every outcome, verdict by verdict, with the counts as its name.
#[must_use]
pub fn strip(counts: &[Count], lang: Lang) -> String {
    let words: Vec<String> = counts.iter().map(|count| count.words(lang)).collect();
    let shapes: String = counts
        .iter()
        .map(|count| shape(count.verdict).repeat(count.count))
        .collect();
    format!(
        "<div class=\"strip\" role=\"img\" aria-label=\"{}\">{shapes}</div>",
        escape(&words.join(", "))
    )
}

/// The counts of each verdict as a list.
#[must_use]
pub fn counts(counts: &[Count], lang: Lang) -> String {
    let mut out = "<ul class=\"counts\">".to_owned();
    for count in counts {
        let _ = write!(
            out,
            "\n<li>{} {}</li>",
            shape(count.verdict),
            escape(&count.words(lang))
        );
    }
    out.push_str("\n</ul>");
    out
}

/// [`strip`] whose shapes lead to the outcomes that they stand for. `link` gives the address for a verdict.
#[must_use]
pub fn strip_linked(counts: &[Count], lang: Lang, link: impl Fn(Verdict) -> String) -> String {
    let mut out = "<div class=\"strip linked\">".to_owned();
    for count in counts.iter().filter(|count| count.count > 0) {
        let _ = write!(
            out,
            "<a href=\"{}\" aria-label=\"{}\">{}</a>",
            escape(&link(count.verdict)),
            escape(&only(count, lang)),
            shape(count.verdict).repeat(count.count)
        );
    }
    out.push_str("</div>");
    out
}

/// [`counts`] that lead to the outcomes that are counted. What does not occur leads nowhere; `chosen` is what is shown now.
#[must_use]
pub fn counts_linked(
    counts: &[Count],
    chosen: Option<Verdict>,
    lang: Lang,
    link: impl Fn(Verdict) -> String,
) -> String {
    let mut out = "<ul class=\"counts linked\">".to_owned();
    for count in counts {
        let (shape, words) = (shape(count.verdict), escape(&count.words(lang)));
        let _ = if count.count == 0 {
            write!(out, "\n<li>{shape} {words}</li>")
        } else {
            let current = if chosen == Some(count.verdict) {
                " aria-current=\"true\""
            } else {
                ""
            };
            write!(
                out,
                "\n<li><a href=\"{}\"{current}>{shape} {words}</a></li>",
                escape(&link(count.verdict))
            )
        };
    }
    out.push_str("\n</ul>");
    out
}

fn only(count: &Count, lang: Lang) -> String {
    format!(
        "{} {}",
        lang.pick("Toon alleen:", "Show only:"),
        count.words(lang)
    )
}

/// A measure: figure, chart with its key and its table, facts, notes and sources. `within` is the id of the heading that it stands
/// under, `level` the level of its own.
#[must_use]
pub fn measure(measure: &Measure, within: &str, level: u8, lang: Lang) -> String {
    let template = MeasureTemplate {
        measure,
        within,
        level,
        lang,
    };
    // Rendering writes to a string and calls nothing that can fail.
    template.render().unwrap_or_default()
}

/// Why nothing can be said of an outcome, and what would help.
#[must_use]
pub fn silent(silent: &Silent, lang: Lang) -> String {
    SilentTemplate { silent, lang }.render().unwrap_or_default()
}

#[derive(Template)]
#[template(path = "measure.html")]
struct MeasureTemplate<'a> {
    measure: &'a Measure,
    within: &'a str,
    level: u8,
    lang: Lang,
}

impl MeasureTemplate<'_> {
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(nl, en)
    }
    fn word(&self, verdict: &Verdict) -> String {
        words::verdict(*verdict, self.lang)
    }
    fn shape(&self, verdict: &Verdict) -> String {
        shape(*verdict)
    }
    fn class(&self, verdict: &Verdict) -> &'static str {
        class(*verdict)
    }
    fn capital(&self, text: &str) -> String {
        words::capital(text)
    }
}

#[derive(Template)]
#[template(path = "silent.html")]
struct SilentTemplate<'a> {
    silent: &'a Silent,
    lang: Lang,
}

impl SilentTemplate<'_> {
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(nl, en)
    }
}
