//! Elements as they are linked to.

use super::place;
use crate::ask::Ask;
use koers_model::element::Entry;
use koers_model::framework::{Framework, Title};
use koers_model::id::Id;
use koers_report::view::Phrase;
use koers_report::words::programme as words;
use std::collections::BTreeMap;

/// An element with the link to its page.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its page.
    pub link: String,
    /// Its name.
    pub title: Phrase,
    /// Whether the source lost the name, and this only says so.
    pub lost: bool,
    /// What kind of element it is.
    pub is: &'static str,
}

/// The elements of a programme, to be found by id.
pub struct Elements<'a> {
    framework: &'a Framework,
    by_id: BTreeMap<&'a Id, Entry<'a>>,
}

impl<'a> Elements<'a> {
    /// Those of a programme.
    #[must_use]
    pub fn of(framework: &'a Framework) -> Self {
        let entries = framework.elements();
        Self {
            framework,
            by_id: entries
                .into_iter()
                .map(|entry| (&entry.element.id, entry))
                .collect(),
        }
    }
    /// The element with an id.
    #[must_use]
    pub fn get(&self, id: &Id) -> Option<Entry<'a>> {
        self.by_id.get(id).copied()
    }
    /// The element with an id, as it is linked to.
    #[must_use]
    pub fn named(&self, id: &Id, ask: &Ask) -> Option<Named> {
        Some(named(self.framework, self.get(id)?, ask))
    }
}

/// An element as it is linked to.
#[must_use]
pub fn named(framework: &Framework, entry: Entry<'_>, ask: &Ask) -> Named {
    let element = entry.element;
    Named {
        link: ask.link(&place::of(&framework.id, entry.kind, &element.id)),
        title: Phrase::new(element.title.text(), ask.lang),
        lost: matches!(element.title, Title::Lost(_)),
        is: words::kind(entry.kind, ask.lang),
    }
}
