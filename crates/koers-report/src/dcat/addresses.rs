//! Where the things of a site stand.

use super::Form;
use super::iri::Iri;
use jiff::civil::Date;
use koers_model::id::Id;

/// Where the things of a site stand. A day asks for the state that was known on it.
pub trait Addresses {
    /// The identifier of the catalogue.
    fn catalogue(&self) -> Iri;
    /// The page where people read the catalogue.
    fn catalogue_page(&self) -> Iri;
    /// The page of a data set.
    fn dataset(&self, id: &Id, known: Option<Date>) -> Iri;
    /// The bytes of a data set.
    fn dataset_file(&self, id: &Id, form: Form, known: Option<Date>) -> Iri;
    /// The page of an indicator.
    fn indicator(&self, id: &Id, known: Option<Date>) -> Iri;
    /// The bytes of the readings of an indicator.
    fn indicator_file(&self, id: &Id, form: Form, known: Option<Date>) -> Iri;
    /// The page that explains how the readings of an indicator came about.
    fn trace(&self, id: &Id) -> Iri;
    /// Where every request of programs begins.
    fn api(&self) -> Iri;
    /// The description that programs read.
    fn openapi(&self) -> Iri;
    /// The page that explains the interface.
    fn api_page(&self) -> Iri;
}

/// The addresses of a site as Koers serves it, below its own address.
#[derive(Debug, Clone, PartialEq)]
pub struct Paths {
    site: Iri,
}

impl Paths {
    /// Below the address of a site: `https://koers.example.org`; `None` when that is no web address.
    #[must_use]
    pub fn below(site: &str) -> Option<Self> {
        Iri::web(site).map(|site| Self { site })
    }
    fn state(iri: Iri, known: Option<Date>) -> Iri {
        match known {
            Some(day) => iri.with_query("bekendOp", &day.to_string()),
            None => iri,
        }
    }
    fn file(&self, room: &str, id: &Id, form: Form, known: Option<Date>) -> Iri {
        let all = self
            .site
            .below(&["api", "v1", room, id.as_str(), "waarnemingen"])
            .with_query("formaat", form.word());
        Self::state(all, known)
    }
}

impl Addresses for Paths {
    fn catalogue(&self) -> Iri {
        self.site.below(&["cijfers"]).fragment("catalogus")
    }
    fn catalogue_page(&self) -> Iri {
        self.site.below(&["cijfers"])
    }
    fn dataset(&self, id: &Id, known: Option<Date>) -> Iri {
        Self::state(self.site.below(&["cijfers", id.as_str()]), known)
    }
    fn dataset_file(&self, id: &Id, form: Form, known: Option<Date>) -> Iri {
        self.file("datasets", id, form, known)
    }
    fn indicator(&self, id: &Id, known: Option<Date>) -> Iri {
        Self::state(self.site.below(&["indicatoren", id.as_str()]), known)
    }
    fn indicator_file(&self, id: &Id, form: Form, known: Option<Date>) -> Iri {
        self.file("indicatoren", id, form, known)
    }
    fn trace(&self, id: &Id) -> Iri {
        self.site.below(&["indicatoren", id.as_str(), "herkomst"])
    }
    fn api(&self) -> Iri {
        self.site.below(&["api", "v1"])
    }
    fn openapi(&self) -> Iri {
        self.site.below(&["api", "v1", "openapi.json"])
    }
    fn api_page(&self) -> Iri {
        self.site.below(&["api"])
    }
}
