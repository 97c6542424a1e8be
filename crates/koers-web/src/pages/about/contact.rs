//! How to reach somebody.

use koers_model::publication::Contact;
use koers_model::text::Lang;
use koers_report::view::Phrase;

/// How to reach somebody.
pub struct Reach {
    /// The desk or team.
    pub name: Phrase,
    /// Address of mail.
    pub email: String,
    /// A page with more ways.
    pub page: Option<String>,
}

impl Reach {
    /// From the settings of the workspace.
    #[must_use]
    pub fn new(contact: &Contact, lang: Lang) -> Self {
        Self {
            name: Phrase::new(&contact.name, lang),
            email: contact.email.to_string(),
            page: contact.url.as_ref().map(ToString::to_string),
        }
    }
}
