//! What can be found: every text of the workspace with the page it belongs to.

mod figures;
mod policy;
mod register;
mod site_itself;
mod sort;

pub use sort::Sort;

use crate::ask::address;
use crate::site::Site;
use koers_framework::Definitions;
use koers_model::text::{Lang, Text};
use koers_report::view::Phrase;
use koers_report::words;
use koers_search::{Document, Field, Index};
use std::collections::BTreeMap;

/// What is shown of something that was found, besides the words that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its name.
    pub title: Text,
    /// What it is: `doelstelling`.
    pub is: Text,
    /// Where it stands: its line and programme.
    pub within: Vec<Text>,
    path: String,
    region: Option<String>,
}

impl Card {
    /// Where its page is.
    #[must_use]
    pub fn link(&self, lang: Lang) -> String {
        address(lang, &self.path, [("regio", self.region.as_deref())])
    }
    /// What it is and where it stands.
    #[must_use]
    pub fn about(&self, lang: Lang) -> Vec<Phrase> {
        std::iter::once(&self.is)
            .chain(&self.within)
            .map(|text| Phrase::new(text, lang))
            .collect()
    }
}

/// All of it, ready to be searched.
pub struct Collection {
    /// The texts.
    pub index: Index<Sort>,
    cards: BTreeMap<String, Card>,
}

impl Collection {
    /// Reads all texts of a site.
    #[must_use]
    pub fn of(site: &Site, definitions: &Definitions) -> Self {
        let mut gathered = Gathered::default();
        for framework in &definitions.frameworks {
            gathered.framework(framework, definitions);
        }
        gathered.indicators(definitions);
        gathered.evaluations(definitions);
        gathered.datasets(definitions);
        gathered.regions(definitions);
        gathered.register(site, site.portfolio().register());
        gathered.words();
        gathered.pages(site);
        gathered.methods();
        Self {
            index: Index::build(gathered.documents),
            cards: gathered.cards,
        }
    }
    /// What is shown of the document with that key.
    #[must_use]
    pub fn card(&self, key: &str) -> Option<&Card> {
        self.cards.get(key)
    }
}

#[derive(Default)]
struct Gathered {
    documents: Vec<Document<Sort>>,
    cards: BTreeMap<String, Card>,
}

/// Texts of one thing to be found.
type Fields<'a> = Vec<(Field, &'a Text)>;

impl Gathered {
    fn add(&mut self, sort: Sort, card: Card, codes: &[&str], fields: &Fields<'_>) {
        let key = card.link(Lang::Nl);
        for lang in [Lang::Nl, Lang::En] {
            let mut document = Document::new(key.clone(), sort, lang);
            for (field, text) in std::iter::once((Field::Title, &card.title)).chain(fields.iter().copied()) {
                document = document.with_in(words::language_of(text, lang), field, text.get(lang));
            }
            for code in codes {
                document = document.with(Field::Code, *code);
            }
            self.documents.push(document);
        }
        self.cards.insert(key, card);
    }
}
