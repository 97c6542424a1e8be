//! The council page as one HTML file: no script, no request to anywhere, readable without colour, on a telephone and on paper.

use crate::chart;
use crate::page::{Count, Group, Measure, Outcome, Page, Piece, Programme, method};
use askama::Template;
use koers_model::status::Status;
use koers_model::text::Lang;
use koers_model::verdict::Verdict;

/// The colours and typefaces of every page: custom properties that a theme may set anew.
pub const TOKENS: &str = include_str!("../templates/tokens.css");
/// The style of the council page.
const STYLE: &str = include_str!("../templates/report.css");

/// The council page in a language.
#[must_use]
pub fn html(status: &Status, lang: Lang) -> String {
    let template = PageTemplate {
        page: Page::of(status, lang),
        lang,
    };
    // Rendering writes to a string and calls nothing that can fail.
    template.render().unwrap_or_default()
}

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

#[derive(Template)]
#[template(path = "page.html")]
struct PageTemplate {
    page: Page,
    lang: Lang,
}

impl PageTemplate {
    fn say(&self, nl: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(nl, en)
    }
    fn style(&self) -> String {
        [TOKENS, chart::CSS, STYLE].concat()
    }
    /// One shape for every outcome, verdict by verdict.
    fn strip(&self, programme: &Programme) -> String {
        programme
            .counts
            .iter()
            .map(|count| shape(count.verdict).repeat(count.count))
            .collect()
    }
    /// What the strip shows, in words.
    fn strip_words(&self, programme: &Programme) -> String {
        let words: Vec<String> = programme
            .counts
            .iter()
            .map(|count| count.words(self.lang))
            .collect();
        words.join(", ")
    }
    fn word(&self, verdict: &Verdict) -> String {
        crate::words::verdict(*verdict, self.lang)
    }
    /// The measure that stands for an outcome in the list at the top: the first.
    fn first<'a>(&self, outcome: &'a Outcome) -> Option<&'a Measure> {
        outcome.measures.first()
    }
    fn count(&self, count: &Count) -> String {
        count.words(self.lang)
    }
    fn group_counts(&self, group: &Group) -> String {
        let words: Vec<String> = group.counts.iter().map(|count| count.words(self.lang)).collect();
        words.join(", ")
    }
    fn shape(&self, verdict: &Verdict) -> String {
        shape(*verdict)
    }
    fn class(&self, verdict: &Verdict) -> &'static str {
        class(*verdict)
    }
    fn rules(&self) -> [(Verdict, &'static str); 3] {
        method::rules(self.lang)
    }
    fn explanation(&self) -> [&'static str; 5] {
        method::explanation(self.lang)
    }
    fn on_silence(&self) -> &'static str {
        method::on_silence(self.lang)
    }
    fn on_record(&self) -> &'static str {
        method::on_record(self.lang)
    }
    fn capital(&self, text: &str) -> String {
        crate::words::capital(text)
    }
    fn piece_class(&self, piece: &Piece) -> &'static str {
        piece.verdict.map_or("", class)
    }
}
