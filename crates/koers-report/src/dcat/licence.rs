//! Terms of use: words of a catalogue row, and what they are called in lists that machines read.

use super::iri::Iri;
use koers_model::publication::OpenLicence;
use koers_model::text::Text;

/// Terms of use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence(Inner);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Inner {
    Listed(&'static Listed),
    /// Words that no list knows. They are shown as they are, and never taken for a licence that is known.
    Words(String),
}

/// A licence that is in a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// Its name in catalogue rows.
    word: &'static str,
    pub(super) iri: &'static str,
    /// Its place in the list of the Dutch geostandards, which DCAT-AP-NL prescribes.
    pub(super) dutch: Option<&'static str>,
    pub(super) nl: &'static str,
    pub(super) en: &'static str,
    /// Whether the source has to be named.
    pub(super) attribution: bool,
}

/// The addresses of Creative Commons are the ones that the examples of DCAT-AP-NL use. The last row is in the list of the European Union:
/// the reuse of documents of the Commission (decision 2011/833/EU), under which Eurostat publishes.
static LISTED: [Listed; 4] = [
    Listed {
        word: "CC0-1.0",
        iri: "http://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        dutch: Some("https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0"),
        nl: "Geen rechten voorbehouden (CC0 1.0)",
        en: "No rights reserved (CC0 1.0)",
        attribution: false,
    },
    Listed {
        word: "CC-BY-4.0",
        iri: "http://creativecommons.org/licenses/by/4.0/deed.nl",
        dutch: Some(
            "https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/naamsvermelding40",
        ),
        nl: "Naamsvermelding (CC BY 4.0)",
        en: "Attribution (CC BY 4.0)",
        attribution: true,
    },
    Listed {
        word: "CC-BY-SA-4.0",
        iri: "http://creativecommons.org/licenses/by-sa/4.0/deed.nl",
        dutch: Some(
            "https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/naamsvermelding_gelijkdelen40",
        ),
        nl: "Naamsvermelding, gelijk delen (CC BY-SA 4.0)",
        en: "Attribution, share alike (CC BY-SA 4.0)",
        attribution: true,
    },
    Listed {
        word: "Eurostat reuse policy",
        iri: "http://publications.europa.eu/resource/authority/licence/COM_REUSE",
        dutch: None,
        nl: "Hergebruik met bronvermelding (Europese Commissie)",
        en: "Reuse with the source named (European Commission)",
        attribution: true,
    },
];

impl Licence {
    /// The licence that the words of a catalogue row name: `CC-BY-4.0`. Words in brackets behind it explain and do not count.
    #[must_use]
    pub fn of(words: &str) -> Self {
        let bare = words.split('(').next().unwrap_or(words).trim();
        let listed = LISTED
            .iter()
            .find(|listed| listed.word.eq_ignore_ascii_case(bare));
        Self(match listed {
            Some(listed) => Inner::Listed(listed),
            None => Inner::Words(words.trim().to_owned()),
        })
    }
    /// Its name, as a catalogue row says it.
    #[must_use]
    pub fn name(&self) -> &str {
        match &self.0 {
            Inner::Listed(listed) => listed.word,
            Inner::Words(words) => words,
        }
    }
    pub(super) fn listed(&self) -> Option<&'static Listed> {
        match &self.0 {
            Inner::Listed(listed) => Some(listed),
            Inner::Words(_) => None,
        }
    }
}

impl Listed {
    pub(super) fn iri(&self) -> Iri {
        Iri::term(self.iri)
    }
    pub(super) fn title(&self) -> Text {
        Text::both(self.nl, self.en)
    }
}

impl From<OpenLicence> for Licence {
    fn from(licence: OpenLicence) -> Self {
        Self::of(licence.word())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_is_known_is_taken_for_a_licence() {
        assert!(Licence::of("cc-by-4.0").listed().is_some());
        assert!(
            Licence::of("Eurostat reuse policy (reuse allowed with the source named)")
                .listed()
                .is_some()
        );
        for unknown in ["", "CC-BY", "not CC-BY-4.0", "not stated; single figures"] {
            assert!(Licence::of(unknown).listed().is_none(), "{unknown}");
        }
        for (licence, word) in OpenLicence::WORDS {
            assert_eq!(Licence::from(licence).name(), word);
            assert!(Licence::from(licence).listed().is_some());
        }
    }
}
