//! The council page as one HTML file: no script, no request to anywhere, readable without colour, on a telephone and on paper. Its parts are for
//! other pages too.

mod parts;

pub use parts::{class, counts, counts_linked, lead, measure, shape, silent, strip, strip_linked, verdict};

use crate::chart;
use crate::view::{Group, Measure, Outcome, Page, Programme, Silent, method};
use askama::Template;
use koers_model::status::Status;
use koers_model::text::Lang;
use koers_model::verdict::Verdict;

/// The colours and typefaces of every page: custom properties that a theme may set anew.
pub const TOKENS: &str = include_str!("../templates/tokens.css");
/// The style of the parts that the council page has in common with other pages.
pub const PARTS: &str = include_str!("../templates/parts.css");
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
    fn late_heading(&self) -> &'static str {
        crate::words::data::late_heading(self.lang)
    }
    fn style(&self) -> String {
        [TOKENS, chart::CSS, PARTS, STYLE].concat()
    }
    fn lead(&self, programme: &Programme) -> String {
        lead(&programme.head.lead)
    }
    fn strip(&self, programme: &Programme) -> String {
        strip(&programme.head.counts, self.lang)
    }
    fn counts(&self, programme: &Programme) -> String {
        counts(&programme.head.counts, self.lang)
    }
    fn word(&self, verdict: &Verdict) -> String {
        crate::words::verdict(*verdict, self.lang)
    }
    fn verdict(&self, verdict: &Verdict) -> String {
        parts::verdict(*verdict, self.lang)
    }
    /// The measure that stands for an outcome in the list at the top: the first.
    fn first<'a>(&self, outcome: &'a Outcome) -> Option<&'a Measure> {
        outcome.measures.first()
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
    fn measure(&self, measure: &Measure, outcome: &Outcome) -> String {
        parts::measure(measure, &outcome.anchor, 5, self.lang)
    }
    fn silent(&self, silent: &Silent) -> String {
        parts::silent(silent, self.lang)
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
}
