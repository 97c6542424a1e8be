//! A link to another element, with how sure we are that it is one.

use crate::ask::Ask;
use crate::pages::framework::element::Sure;
use crate::paths;
use koers_model::framework::{Confidence, Element, Framework, Link};
use koers_model::text::{Lang, Text};
use koers_report::view::Phrase;

/// A link to another element.
#[derive(Debug, Clone)]
pub struct Linked {
    /// Its page.
    pub link: String,
    /// Its name.
    pub title: Phrase,
    /// How sure the link is and why we think so, where the text does not say it.
    pub sure: Option<Sure>,
}

impl Linked {
    /// A link that needs no reason.
    #[must_use]
    pub fn plain(link: String, title: Phrase) -> Self {
        Self {
            link,
            title,
            sure: None,
        }
    }

    /// To an element at a path.
    #[must_use]
    pub fn to(ask: &Ask, path: &str, element: &Element, link: Option<&Link>) -> Self {
        let lang = ask.lang;
        Self {
            link: ask.carry(path),
            title: Phrase::new(element.title.text(), lang),
            sure: link.and_then(|link| sure(link.confidence, link.why.as_ref(), lang)),
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
fn sure(confidence: Confidence, why: Option<&Text>, lang: Lang) -> Option<Sure> {
    match confidence {
        Confidence::Stated => None,
        Confidence::High | Confidence::Medium | Confidence::Low => Some(Sure::new(confidence, why, lang)),
    }
}
