//! Where something stands in the source documents, as people look it up.

use super::Phrase;
use koers_model::citation::Citation;
use koers_model::framework::Framework;
use koers_model::text::Lang;

/// A place in a source document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The title of the document.
    pub document: Phrase,
    /// Who published it.
    pub publisher: String,
    /// The number or name of the section.
    pub section: String,
    /// The title of the section.
    pub title: Option<Phrase>,
}

impl Cited {
    /// The places of an element of a programme. A document that the programme does not declare is named by its id.
    #[must_use]
    pub fn all(framework: &Framework, cite: &[Citation], lang: Lang) -> Vec<Self> {
        cite.iter().map(|cite| Self::of(framework, cite, lang)).collect()
    }

    fn of(framework: &Framework, cite: &Citation, lang: Lang) -> Self {
        let document = framework
            .documents
            .iter()
            .find(|document| document.id == cite.document);
        let Some(document) = document else {
            return Self {
                document: Phrase::own(cite.document.to_string()),
                publisher: String::new(),
                section: cite.section.clone(),
                title: None,
            };
        };
        Self {
            document: Phrase::new(&document.title, lang),
            publisher: document.publisher.clone(),
            section: cite.section.clone(),
            title: document
                .sections
                .iter()
                .find(|(section, _)| *section == cite.section)
                .map(|(_, title)| Phrase::new(title, lang)),
        }
    }
}
