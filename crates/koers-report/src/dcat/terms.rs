//! Terms from value lists of others, with what a reader needs to know of them.

use super::graph::Graph;
use super::iri::Iri;
use super::{AgentKind, Form};
use koers_model::period::Frequency;
use koers_model::text::{Lang, Text};

/// A term of a value list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    iri: &'static str,
    /// Classes besides `skos:Concept`.
    class: Option<&'static str>,
    nl: &'static str,
    en: &'static str,
    scheme: &'static Scheme,
}

/// A value list.
#[derive(Debug)]
pub(super) struct Scheme {
    iri: &'static str,
    nl: &'static str,
    en: &'static str,
}

impl Scheme {
    /// Says what it is, and gives its identifier.
    pub(super) fn describe(&self, graph: &mut Graph) -> Iri {
        let iri = Iri::term(self.iri);
        graph
            .node(&iri)
            .is("skos:ConceptScheme")
            .text("dct:title", &Text::both(self.nl, self.en));
        iri
    }
}

const fn scheme(iri: &'static str, nl: &'static str, en: &'static str) -> Scheme {
    Scheme { iri, nl, en }
}

impl Term {
    pub(super) const fn iri(&self) -> Iri {
        Iri::term(self.iri)
    }

    /// Says what it is, and gives its identifier.
    pub(super) fn describe(&self, graph: &mut Graph) -> Iri {
        let iri = self.iri();
        let scheme = self.scheme.describe(graph);
        let node = graph.node(&iri);
        if let Some(class) = self.class {
            node.is(class);
        }
        node.is("skos:Concept")
            .text("skos:prefLabel", &Text::both(self.nl, self.en))
            .iri("skos:inScheme", &scheme);
        iri
    }
}

const fn eu(
    iri: &'static str,
    class: Option<&'static str>,
    scheme: &'static Scheme,
    nl: &'static str,
    en: &'static str,
) -> Term {
    Term {
        iri,
        class,
        nl,
        en,
        scheme,
    }
}

/// The list of themes, which a catalogue names.
pub(super) static THEMES: Scheme = scheme(
    "http://publications.europa.eu/resource/authority/data-theme",
    "Thema's van gegevensverzamelingen",
    "Data theme",
);
static ACCESS_RIGHT: Scheme = scheme(
    "http://publications.europa.eu/resource/authority/access-right",
    "Toegangsrechten",
    "Access right",
);
static DATASET_TYPE: Scheme = scheme(
    "http://publications.europa.eu/resource/authority/dataset-type",
    "Soorten gegevensverzamelingen",
    "Dataset type",
);
static LANGUAGE: Scheme = scheme(
    "http://publications.europa.eu/resource/authority/language",
    "Talen",
    "Language",
);
static FREQUENCY: Scheme = scheme(
    "http://publications.europa.eu/resource/authority/frequency",
    "Frequenties",
    "Frequency",
);
static FILE_TYPE: Scheme = scheme(
    "http://publications.europa.eu/resource/authority/file-type",
    "Bestandsvormen",
    "File type",
);
static COUNTRY: Scheme = scheme(
    "http://publications.europa.eu/resource/authority/country",
    "Landen en gebieden",
    "Countries and territories",
);
static PUBLISHER_TYPE: Scheme = scheme(
    "http://purl.org/adms/publishertype/1.0",
    "Soorten uitgevers",
    "Publisher type",
);
static LICENCE_TYPE: Scheme = scheme(
    "http://purl.org/adms/licencetype/1.0",
    "Soorten licenties",
    "Licence type",
);

/// A country, in the European list.
pub(super) fn country(iri: &'static str, nl: &'static str, en: &'static str) -> Term {
    eu(iri, Some("dct:Location"), &COUNTRY, nl, en)
}

pub(super) static PUBLIC: Term = eu(
    "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
    Some("dct:RightsStatement"),
    &ACCESS_RIGHT,
    "openbaar",
    "public",
);
pub(super) static ECONOMY: Term = eu(
    "http://publications.europa.eu/resource/authority/data-theme/ECON",
    None,
    &THEMES,
    "Economie en financiën",
    "Economy and finance",
);
pub(super) static STATISTICAL: Term = eu(
    "http://publications.europa.eu/resource/authority/dataset-type/STATISTICAL",
    None,
    &DATASET_TYPE,
    "statistische gegevens",
    "statistical data",
);

pub(super) fn language(lang: Lang) -> Term {
    let class = Some("dct:LinguisticSystem");
    match lang {
        Lang::Nl => eu(
            "http://publications.europa.eu/resource/authority/language/NLD",
            class,
            &LANGUAGE,
            "Nederlands",
            "Dutch",
        ),
        Lang::En => eu(
            "http://publications.europa.eu/resource/authority/language/ENG",
            class,
            &LANGUAGE,
            "Engels",
            "English",
        ),
    }
}

/// How often there is a figure, and the time between two figures as a duration of XML Schema.
pub(super) fn frequency(frequency: Frequency) -> (Term, &'static str) {
    let term = |iri, nl, en| eu(iri, Some("dct:Frequency"), &FREQUENCY, nl, en);
    match frequency {
        Frequency::Year | Frequency::SchoolYear => (
            term(
                "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
                "jaarlijks",
                "annual",
            ),
            "P1Y",
        ),
        Frequency::HalfYear => (
            term(
                "http://publications.europa.eu/resource/authority/frequency/ANNUAL_2",
                "halfjaarlijks",
                "semiannual",
            ),
            "P6M",
        ),
        Frequency::Quarter => (
            term(
                "http://publications.europa.eu/resource/authority/frequency/QUARTERLY",
                "driemaandelijks",
                "quarterly",
            ),
            "P3M",
        ),
        Frequency::Month => (
            term(
                "http://publications.europa.eu/resource/authority/frequency/MONTHLY",
                "maandelijks",
                "monthly",
            ),
            "P1M",
        ),
        Frequency::Week => (
            term(
                "http://publications.europa.eu/resource/authority/frequency/WEEKLY",
                "wekelijks",
                "weekly",
            ),
            "P7D",
        ),
        Frequency::Day => (
            term(
                "http://publications.europa.eu/resource/authority/frequency/DAILY",
                "dagelijks",
                "daily",
            ),
            "P1D",
        ),
    }
}

/// The term for a form in the European list. JSON-stat is JSON there.
pub(super) fn file_type(form: Form) -> Term {
    let term = |iri, name| eu(iri, Some("dct:MediaTypeOrExtent"), &FILE_TYPE, name, name);
    match form {
        Form::Csv => term(
            "http://publications.europa.eu/resource/authority/file-type/CSV",
            "CSV",
        ),
        Form::Parquet => term(
            "http://publications.europa.eu/resource/authority/file-type/PARQUET",
            "Parquet",
        ),
        Form::JsonStat | Form::Json => term(
            "http://publications.europa.eu/resource/authority/file-type/JSON",
            "JSON",
        ),
    }
}

/// The media type of a form in the register of IANA.
pub(super) fn media_type(form: Form) -> Iri {
    Iri::term(match form {
        Form::Csv => "https://www.iana.org/assignments/media-types/text/csv",
        Form::Parquet => "https://www.iana.org/assignments/media-types/application/vnd.apache.parquet",
        Form::JsonStat | Form::Json => "https://www.iana.org/assignments/media-types/application/json",
    })
}

/// The published description of a form, where there is one besides that of its media type.
pub(super) fn standard(form: Form) -> Option<(Iri, &'static str)> {
    match form {
        Form::Csv => Some((
            Iri::term("https://www.rfc-editor.org/rfc/rfc4180"),
            "RFC 4180 (CSV)",
        )),
        Form::JsonStat => Some((Iri::term("https://json-stat.org/full/"), "JSON-stat 2.0")),
        Form::Parquet => Some((
            Iri::term("https://parquet.apache.org/docs/file-format/"),
            "Apache Parquet",
        )),
        Form::Json => None,
    }
}

/// The profile that the catalogue follows.
pub(super) const PROFILE: (Iri, &str) = (
    Iri::term("https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"),
    "DCAT-AP-NL 3.0",
);
/// The rules that the interface follows.
pub(super) const DESIGN_RULES: (Iri, &str) = (
    Iri::term("https://gitdocumentatie.logius.nl/publicatie/api/adr/2.1.0/"),
    "NLGov REST API Design Rules 2.1.0",
);
/// The algorithm of check sums.
pub(super) const SHA_256: Iri = Iri::term("http://spdx.org/rdf/terms#checksumAlgorithm_sha256");

pub(super) fn agent_kind(kind: AgentKind) -> Term {
    let (iri, nl, en) = match kind {
        AgentKind::Local => (
            "http://purl.org/adms/publishertype/LocalAuthority",
            "lokale overheid",
            "Local Authority",
        ),
        AgentKind::Regional => (
            "http://purl.org/adms/publishertype/RegionalAuthority",
            "regionale overheid",
            "Regional Authority",
        ),
        AgentKind::National => (
            "http://purl.org/adms/publishertype/NationalAuthority",
            "nationale overheid",
            "National Authority",
        ),
        AgentKind::SupraNational => (
            "http://purl.org/adms/publishertype/SupraNationalAuthority",
            "overheid van meer landen",
            "Supra-National Authority",
        ),
    };
    eu(iri, None, &PUBLISHER_TYPE, nl, en)
}

/// What a licence asks: nothing, or to name the source.
pub(super) fn licence_kind(attribution: bool) -> Term {
    if attribution {
        eu(
            "http://purl.org/adms/licencetype/Attribution",
            None,
            &LICENCE_TYPE,
            "bron vermelden",
            "Attribution",
        )
    } else {
        eu(
            "http://purl.org/adms/licencetype/PublicDomain",
            None,
            &LICENCE_TYPE,
            "publiek domein",
            "Work in the public domain",
        )
    }
}
