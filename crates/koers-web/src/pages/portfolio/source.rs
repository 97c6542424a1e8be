//! Where a fact stands, as several pages show it.

use koers_model::portfolio::action::Evidence;
use koers_model::text::Lang;
use koers_report::date;

/// A source. Its template is `pages/portfolio/source.html`, to be included where there is a `source`.
pub(in crate::pages) struct Source {
    pub(in crate::pages) title: String,
    pub(in crate::pages) publisher: String,
    pub(in crate::pages) day: Option<String>,
    pub(in crate::pages) link: Option<String>,
}

/// Where a fact stands.
pub(in crate::pages) fn sources(evidence: &[Evidence], lang: Lang) -> Vec<Source> {
    let shown = evidence.iter().map(|one| Source {
        title: one.title.clone(),
        publisher: one.publisher.clone(),
        day: one.date.map(|day| date::date(day, lang)),
        link: one.url.as_ref().map(ToString::to_string),
    });
    shown.collect()
}
