//! A link to another element, with how sure we are that it is one.

use crate::ask::Ask;
use crate::paths;
use koers_model::framework::{Confidence, Element, Framework, Link};
use koers_model::text::Lang;
use koers_report::view::Phrase;

/// A link to another element.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Its page.
    pub link: String,
    /// Its name.
    pub title: Phrase,
    /// How sure the link is, where the text does not say it.
    pub sure: Option<&'static str>,
    /// Why we think so.
    pub why: Option<Phrase>,
}

impl Linked {
    /// A link that needs no reason.
    #[must_use]
    pub fn plain(link: String, title: Phrase) -> Self {
        Self {
            link,
            title,
            sure: None,
            why: None,
        }
    }

    /// To an element at a path.
    #[must_use]
    pub fn to(ask: &Ask, path: &str, element: &Element, link: Option<&Link>) -> Self {
        let lang = ask.lang;
        Self {
            link: ask.carry(path),
            title: Phrase::new(element.title.text(), lang),
            sure: link.and_then(|link| sure(link.confidence, lang)),
            why: link
                .and_then(|link| link.why.as_ref())
                .map(|why| Phrase::new(why, lang)),
        }
    }

    /// To an outcome.
    #[must_use]
    pub fn to_outcome(ask: &Ask, framework: &Framework, element: &Element, link: Option<&Link>) -> Self {
        let path = paths::outcome(framework.id.as_str(), element.id.as_str());
        Self::to(ask, &path, element, link)
    }

    /// To an activity.
    #[must_use]
    pub fn to_activity(ask: &Ask, framework: &Framework, element: &Element, link: Option<&Link>) -> Self {
        let path = paths::activity(framework.id.as_str(), element.id.as_str());
        Self::to(ask, &path, element, link)
    }

    /// To an objective.
    #[must_use]
    pub fn to_objective(ask: &Ask, framework: &Framework, element: &Element, link: Option<&Link>) -> Self {
        let path = paths::objective(framework.id.as_str(), element.id.as_str());
        Self::to(ask, &path, element, link)
    }
}

/// How sure a link is; nothing where the text itself says it.
fn sure(confidence: Confidence, lang: Lang) -> Option<&'static str> {
    match confidence {
        Confidence::Stated => None,
        Confidence::High => Some(lang.pick("onze lezing, zeker", "our reading, certain")),
        Confidence::Medium => Some(lang.pick("onze lezing, waarschijnlijk", "our reading, likely")),
        Confidence::Low => Some(lang.pick("onze lezing, een vermoeden", "our reading, a guess")),
    }
}
