//! Who makes figures, and what public registers call them.

use super::iri::Iri;
use super::{Agent, AgentKind};
use koers_model::address::WebAddress;
use koers_model::publication::Publisher;
use koers_model::text::Text;

/// A maker of figures that public registers know.
struct Maker {
    name: &'static str,
    iri: &'static str,
    nl: &'static str,
    en: &'static str,
    homepage: &'static str,
    kind: AgentKind,
}

/// CBS by the Research Organization Registry, Eurostat by the list of bodies of the European Union.
static MAKERS: [Maker; 2] = [
    Maker {
        name: "CBS",
        iri: "https://ror.org/0408v4c28",
        nl: "Centraal Bureau voor de Statistiek",
        en: "Statistics Netherlands",
        homepage: "https://www.cbs.nl",
        kind: AgentKind::National,
    },
    Maker {
        name: "Eurostat",
        iri: "http://publications.europa.eu/resource/authority/corporate-body/ESTAT",
        nl: "Eurostat",
        en: "Eurostat",
        homepage: "https://ec.europa.eu/eurostat",
        kind: AgentKind::SupraNational,
    },
];

/// Who publishes, as the workspace says.
pub(super) fn publisher(publisher: &Publisher) -> Agent {
    Agent {
        iri: publisher.uri.as_ref().map(Iri::from),
        name: publisher.name.clone(),
        homepage: publisher.homepage.as_ref().map(Iri::from),
        kind: publisher.uri.as_ref().and_then(kind),
    }
}

/// What kind of body it is, as the register of the Dutch government (TOOI) says in the identifier itself.
fn kind(uri: &WebAddress) -> Option<AgentKind> {
    let rest = uri
        .as_str()
        .strip_prefix("https://identifier.overheid.nl/tooi/id/")?;
    match rest.split('/').next()? {
        "gemeente" => Some(AgentKind::Local),
        "provincie" | "waterschap" => Some(AgentKind::Regional),
        "ministerie" => Some(AgentKind::National),
        _ => None,
    }
}

/// The body behind a publisher's name in a catalogue row. Names that are not known get no identifier but one of the catalogue.
pub(super) fn maker(name: &str, own: &Publisher) -> Agent {
    if name == own.name.nl || Some(name) == own.name.en.as_deref() {
        return publisher(own);
    }
    match MAKERS.iter().find(|maker| maker.name == name) {
        Some(maker) => Agent {
            iri: Some(Iri::term(maker.iri)),
            name: Text::both(maker.nl, maker.en),
            homepage: Some(Iri::term(maker.homepage)),
            kind: Some(maker.kind),
        },
        None => Agent {
            iri: None,
            name: Text::dutch(name),
            homepage: None,
            kind: None,
        },
    }
}
