//! The ways from a page that shows something of the register to what can be entered there.

use super::Sort;
use crate::ask::{Ask, address};
use crate::paths;
use crate::site::Site;
use koers_model::id::Id;

/// A way from a page: where it leads, and in which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// Where it leads.
    pub link: String,
    /// What is done there.
    pub words: String,
    /// With what, for who does not see beside which row it stands; empty for the thing that the page is about.
    pub of: String,
}

/// Gathers the ways from a page, or from a row of it. The template is `pages/entry/ways.html`, to be included where there is a list `ways`:
/// where nothing is entered it adds nothing to the page.
#[derive(Debug)]
pub struct Ways<'a> {
    ask: &'a Ask,
    open: bool,
    of: String,
    all: Vec<Way>,
}

impl<'a> Ways<'a> {
    /// From a page.
    #[must_use]
    pub fn on(site: &Site, ask: &'a Ask) -> Self {
        Self::beside(site, ask, String::new())
    }

    /// From a row of a page, which is known by a name.
    #[must_use]
    pub fn beside(site: &Site, ask: &'a Ask, of: String) -> Self {
        Self {
            ask,
            open: site.entry,
            of,
            all: Vec::new(),
        }
    }

    /// With where a thing is changed, and everything that happened to it.
    #[must_use]
    pub fn to(self, sort: Sort, id: &Id) -> Self {
        let lang = self.ask.lang;
        let log = lang.pick("Logboek: wie wijzigde wat", "Log: who changed what");
        // Beside a row there is room for one word.
        let log = if self.of.is_empty() {
            log
        } else {
            lang.pick("Logboek", "Log")
        };
        let links = self.links(sort, id);
        self.add(links.0, lang.pick("Wijzigen", "Change").to_owned())
            .add(links.1, log.to_owned())
    }

    /// The same for a thing that has no row of its own on the page, with its name to be seen.
    #[must_use]
    pub fn to_named(self, sort: Sort, id: &Id, name: &str) -> Self {
        let lang = self.ask.lang;
        let (change, log) = (lang.pick("Wijzigen", "Change"), lang.pick("Logboek", "Log"));
        let links = self.links(sort, id);
        self.add(links.0, format!("{change}: {name}"))
            .add(links.1, format!("{log}: {name}"))
    }

    /// With the form of something new, in which fields are filled in already: keys of columns, those of a list
    /// with the word of the list before them (`subjects.action`).
    #[must_use]
    pub fn enter(self, sort: Sort, words: (&str, &str), fields: &[(&str, &str)]) -> Self {
        let lang = self.ask.lang;
        let given = fields.iter().map(|(key, value)| (*key, Some(*value)));
        let link = address(lang, &paths::enter(sort.word()), given);
        self.add(link, lang.pick(words.0, words.1).to_owned())
    }

    /// All of them; none where nothing is entered.
    #[must_use]
    pub fn all(self) -> Vec<Way> {
        self.all
    }

    fn links(&self, sort: Sort, id: &Id) -> (String, String) {
        let (word, id) = (sort.word(), id.as_str());
        let change = self.ask.link(&paths::change(word, id));
        (change, self.ask.link(&paths::history(word, id)))
    }

    fn add(mut self, link: String, words: String) -> Self {
        if self.open {
            let of = self.of.clone();
            self.all.push(Way { link, words, of });
        }
        self
    }
}
