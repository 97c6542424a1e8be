//! Where something stands in the source documents, as people look it up.

use super::Phrase;
use koers_model::citation::Citation;
use koers_model::framework::Framework;
use koers_model::text::Lang;

/// Places in one source document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The title of the document; its id when the programme does not declare it.
    pub document: Phrase,
    /// Who published it; empty when that is not known.
    pub publisher: String,
    /// The sections: number or name, and title.
    pub sections: Vec<(String, Option<Phrase>)>,
}

impl Cited {
    /// The places of an element of a programme, by document, in the order in which they are cited.
    #[must_use]
    pub fn all(framework: &Framework, cite: &[Citation], lang: Lang) -> Vec<Self> {
        let mut all: Vec<(&Citation, Self)> = Vec::new();
        for place in cite {
            let document = framework
                .documents
                .iter()
                .find(|document| document.id == place.document);
            let title = document
                .and_then(|document| {
                    document
                        .sections
                        .iter()
                        .find(|(section, _)| *section == place.section)
                })
                .map(|(_, title)| Phrase::new(title, lang));
            let section = (place.section.clone(), title);
            if let Some((_, cited)) = all.iter_mut().find(|(of, _)| of.document == place.document) {
                cited.sections.push(section);
                continue;
            }
            let (document, publisher) = match document {
                Some(document) => (Phrase::new(&document.title, lang), document.publisher.clone()),
                None => (Phrase::own(place.document.to_string()), String::new()),
            };
            let cited = Self {
                document,
                publisher,
                sections: vec![section],
            };
            all.push((place, cited));
        }
        all.into_iter().map(|(_, cited)| cited).collect()
    }
}
