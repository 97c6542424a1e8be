//! What a catalogue says, in the words of DCAT-AP-NL.

use super::graph::Graph;
use super::iri::Iri;
use super::licence::Licence;
use super::spatial::Place;
use super::{Agent, Catalogue, Contact, Dataset, Distribution, Series, Service, terms};
use jiff::civil::Date;
use koers_model::snapshot::Hash;
use koers_model::text::{Lang, Text};

/// Everything that the catalogue says.
pub(super) fn graph(catalogue: &Catalogue) -> Graph {
    let mut describing = Describing {
        graph: Graph::default(),
        catalogue,
        contact: catalogue.iri.part("contact"),
    };
    describing.all();
    describing.graph
}

struct Describing<'c> {
    graph: Graph,
    catalogue: &'c Catalogue,
    /// The one contact of everything.
    contact: Iri,
}

/// What a data set, a series, a catalogue and a service all have.
struct Resource<'a> {
    iri: &'a Iri,
    class: &'static str,
    title: &'a Text,
    description: &'a Text,
    creator: &'a Agent,
}

impl Describing<'_> {
    fn all(&mut self) {
        let catalogue = self.catalogue;
        self.head();
        if let Some(service) = &catalogue.service {
            self.service(service);
        }
        for series in &catalogue.series {
            self.series(series);
        }
        for dataset in &catalogue.datasets {
            self.dataset(dataset);
        }
        self.reach(&catalogue.contact);
    }

    /// What everything that can be found has. A catalogue and a series are data sets too in DCAT 3, so they get what a data set must have.
    fn resource(&mut self, resource: &Resource<'_>) {
        let publisher = self.agent(&self.catalogue.publisher);
        let creator = self.agent(resource.creator);
        let theme = terms::ECONOMY.describe(&mut self.graph);
        let access = terms::PUBLIC.describe(&mut self.graph);
        let contact = self.contact.clone();
        self.graph
            .node(resource.iri)
            .is(resource.class)
            .text("dct:title", resource.title)
            .text("dct:description", resource.description)
            .plain("dct:identifier", resource.iri.as_str())
            .iri("dct:publisher", &publisher)
            .iri("dct:creator", &creator)
            .iri("dcat:contactPoint", &contact)
            .iri("dct:accessRights", &access)
            .iri("dcat:theme", &theme);
    }

    fn head(&mut self) {
        let catalogue = self.catalogue;
        // Spoken of first, so that it stands first.
        self.graph.node(&catalogue.iri);
        self.resource(&Resource {
            iri: &catalogue.iri,
            class: "dcat:Catalog",
            title: &catalogue.title,
            description: &catalogue.description,
            creator: &catalogue.publisher,
        });
        let languages = self.languages();
        let licence = self.licence(&catalogue.licence);
        let places = self.places(&catalogue.spatial);
        let homepage = self.document(&catalogue.homepage);
        let profile = self.standard(&terms::PROFILE.0, terms::PROFILE.1);
        let themes = terms::THEMES.describe(&mut self.graph);
        self.graph
            .node(&catalogue.iri)
            .iri("dct:license", &licence)
            .iris("dct:language", &languages)
            .date("dct:issued", catalogue.issued)
            .date("dct:modified", catalogue.modified)
            .iris("dct:spatial", &places)
            .iri("dct:conformsTo", &profile)
            .iri("foaf:homepage", &homepage)
            .iri("dcat:themeTaxonomy", &themes)
            .iris(
                "dcat:service",
                catalogue.service.iter().map(|service| &service.iri),
            )
            .iris(
                "dcat:dataset",
                catalogue.datasets.iter().map(|dataset| &dataset.iri),
            );
    }

    fn service(&mut self, service: &Service) {
        let catalogue = self.catalogue;
        self.resource(&Resource {
            iri: &service.iri,
            class: "dcat:DataService",
            title: &service.title,
            description: &service.description,
            creator: &catalogue.publisher,
        });
        let languages = self.languages();
        let licence = self.licence(&service.licence);
        let rules = self.standard(&terms::DESIGN_RULES.0, terms::DESIGN_RULES.1);
        let page = service.page.as_ref().map(|page| self.document(page));
        let node = self.graph.node(&service.iri);
        node.iri("dcat:endpointURL", &service.endpoint)
            .iri("dcat:endpointDescription", &service.openapi)
            .iri("dct:license", &licence)
            .iri("dct:conformsTo", &rules)
            .iris("dct:language", &languages)
            .iris("foaf:page", &page)
            .iris("dcat:landingPage", &page)
            .iris(
                "dcat:servesDataset",
                catalogue.datasets.iter().map(|dataset| &dataset.iri),
            );
        for keyword in &service.keywords {
            node.text("dcat:keyword", keyword);
        }
    }

    fn series(&mut self, series: &Series) {
        self.resource(&Resource {
            iri: &series.iri,
            class: "dcat:DatasetSeries",
            title: &series.title,
            description: &series.description,
            creator: &series.creator,
        });
        let places = self.places(&series.spatial);
        let temporal = self.period(&series.iri, series.temporal);
        let frequency = series
            .frequency
            .map(|frequency| terms::frequency(frequency).0.describe(&mut self.graph));
        let members = || {
            let all = self.catalogue.datasets.iter();
            all.filter(|dataset| dataset.series.as_ref() == Some(&series.iri))
        };
        let is_first = |dataset: &&Dataset| dataset.previous.is_none();
        // The last is the one that no other follows.
        let is_last =
            |dataset: &&Dataset| !members().any(|other| other.previous.as_ref() == Some(&dataset.iri));
        let first = members().find(is_first).map(|dataset| &dataset.iri);
        let last = members().find(is_last).map(|dataset| &dataset.iri);
        self.graph
            .node(&series.iri)
            .iris("dct:accrualPeriodicity", &frequency)
            .date("dct:issued", series.issued)
            .date("dct:modified", series.modified)
            .iris("dct:temporal", &temporal)
            .iris("dct:spatial", &places)
            .iris("dcat:first", first)
            .iris("dcat:last", last);
    }

    fn dataset(&mut self, dataset: &Dataset) {
        self.resource(&Resource {
            iri: &dataset.iri,
            class: "dcat:Dataset",
            title: &dataset.title,
            description: &dataset.description,
            creator: &dataset.creator,
        });
        let languages = self.languages();
        let places = self.places(&dataset.spatial);
        let temporal = self.period(&dataset.iri, dataset.temporal);
        let page = self.document(&dataset.page);
        let documentation = dataset.documentation.as_ref().map(|page| self.document(page));
        let kind = terms::STATISTICAL.describe(&mut self.graph);
        let every = dataset.frequency.map(|every| {
            let (term, length) = terms::frequency(every);
            (term.describe(&mut self.graph), length)
        });
        let provenance = dataset.provenance.as_ref().map(|words| {
            let iri = dataset.iri.part("herkomst");
            let node = self.graph.node(&iri);
            node.is("dct:ProvenanceStatement").text("rdfs:label", words);
            iri
        });
        let other = dataset.other_identifier.as_ref().map(|name| {
            let iri = dataset.iri.part("nummer");
            let node = self.graph.node(&iri);
            node.is("adms:Identifier").plain("skos:notation", name);
            iri
        });
        let rights = dataset.attribution.as_ref().map(|words| {
            let iri = dataset.iri.part("bronvermelding");
            let node = self.graph.node(&iri);
            node.is("dct:RightsStatement").text("rdfs:label", words);
            iri
        });
        let mut distributions = Vec::new();
        for distribution in &dataset.distributions {
            distributions.push(self.distribution(dataset, distribution, rights.as_ref(), &languages));
        }
        let node = self.graph.node(&dataset.iri);
        for keyword in &dataset.keywords {
            node.text("dcat:keyword", keyword);
        }
        if let Some((term, length)) = every {
            node.iri("dct:accrualPeriodicity", &term);
            node.typed("dcat:temporalResolution", "xsd:duration", length);
        }
        if let Some(version) = &dataset.version {
            node.plain("dcat:version", version);
        }
        node.iris("dct:language", &languages)
            .iri("dct:type", &kind)
            .iri("dcat:landingPage", &page)
            .iris("foaf:page", &documentation)
            .iris("adms:identifier", &other)
            .date("dct:issued", dataset.issued)
            .date("dct:modified", dataset.modified)
            .iris("dct:temporal", &temporal)
            .iris("dct:spatial", &places)
            .iris("dct:provenance", &provenance)
            .iris("prov:wasDerivedFrom", &dataset.derived_from)
            .iris("dct:source", &dataset.sources)
            .iris("dcat:inSeries", &dataset.series)
            .iris("dcat:prev", &dataset.previous)
            .iris("dcat:distribution", &distributions);
    }

    fn distribution(
        &mut self,
        dataset: &Dataset,
        distribution: &Distribution,
        rights: Option<&Iri>,
        languages: &[Iri],
    ) -> Iri {
        let form = distribution.form;
        let iri = dataset.iri.part(form.word());
        let licence = self.licence(&dataset.licence);
        let format = terms::file_type(form).describe(&mut self.graph);
        let media = terms::media_type(form);
        self.graph.node(&media).is("dct:MediaType");
        let standard = match terms::standard(form) {
            Some((iri, title)) => Some(self.standard(&iri, title)),
            // What is our own is described where programs find the interface described.
            None => self.catalogue.service.as_ref().map(|service| {
                let title = "OpenAPI";
                self.standard(&service.openapi, title)
            }),
        };
        let hash = distribution.hash.map(|hash| self.check_sum(&iri, hash));
        let name = form.name();
        let title = Text {
            nl: format!("{} ({name})", dataset.title.nl),
            en: dataset.title.en.as_ref().map(|title| format!("{title} ({name})")),
        };
        let description = Text::both(
            format!("Alle cijfers als {name}, met de reden bij elk cijfer dat ontbreekt."),
            format!("All figures as {name}, with the reason for each figure that is missing."),
        );
        let node = self.graph.node(&iri);
        node.is("dcat:Distribution")
            .text("dct:title", &title)
            .text("dct:description", &description)
            // The bytes come at once from the same address.
            .iri("dcat:accessURL", &distribution.download)
            .iri("dcat:downloadURL", &distribution.download)
            .iris(
                "dcat:accessService",
                self.catalogue.service.iter().map(|service| &service.iri),
            )
            .iri("dct:format", &format)
            .iri("dcat:mediaType", &media)
            .iris("dct:conformsTo", &standard)
            .iri("dct:license", &licence)
            .iris("dct:rights", rights)
            .iris("dct:language", languages)
            .date("dct:issued", dataset.issued)
            .date("dct:modified", dataset.modified)
            .iris("spdx:checksum", &hash);
        if let Some(bytes) = distribution.bytes {
            node.typed("dcat:byteSize", "xsd:nonNegativeInteger", bytes.to_string());
        }
        iri
    }

    fn check_sum(&mut self, of: &Iri, hash: Hash) -> Iri {
        let iri = of.part("sha256");
        self.graph.node(&terms::SHA_256).is("spdx:ChecksumAlgorithm");
        self.graph
            .node(&iri)
            .is("spdx:Checksum")
            .iri("spdx:algorithm", &terms::SHA_256)
            .typed("spdx:checksumValue", "xsd:hexBinary", hash.to_string());
        iri
    }

    fn period(&mut self, of: &Iri, days: Option<(Date, Date)>) -> Option<Iri> {
        let (first, last) = days?;
        let iri = of.part("periode");
        self.graph
            .node(&iri)
            .is("dct:PeriodOfTime")
            .date("dcat:startDate", Some(first))
            .date("dcat:endDate", Some(last));
        Some(iri)
    }

    fn places(&mut self, places: &[Place]) -> Vec<Iri> {
        let describe = |place: &Place| place.describe(&mut self.graph);
        places.iter().map(describe).collect()
    }

    fn languages(&mut self) -> Vec<Iri> {
        let languages: &[Lang] = &self.catalogue.languages;
        let describe = |lang: &Lang| terms::language(*lang).describe(&mut self.graph);
        languages.iter().map(describe).collect()
    }

    fn document(&mut self, iri: &Iri) -> Iri {
        self.graph.node(iri).is("foaf:Document");
        iri.clone()
    }

    fn standard(&mut self, iri: &Iri, title: &str) -> Iri {
        self.graph
            .node(iri)
            .is("dct:Standard")
            .text("dct:title", &Text::both(title, title));
        iri.clone()
    }

    fn licence(&mut self, licence: &Licence) -> Iri {
        let (iri, title, see, kind) = match licence.listed() {
            Some(listed) => (
                listed.iri(),
                listed.title(),
                listed.dutch.map(Iri::term),
                Some(terms::licence_kind(listed.attribution)),
            ),
            // Words that no list knows stand as a document of this catalogue.
            None => {
                let words = licence.name();
                let name = format!("gebruik-{}", Hash::of(words.as_bytes()).short());
                let title = if words.is_empty() {
                    Text::both("Voorwaarden niet bekend", "Terms of use not known")
                } else {
                    Text::both(
                        format!("Voorwaarden, zoals de catalogus ze noemt: {words}"),
                        format!("Terms of use, as the catalogue states them: {words}"),
                    )
                };
                (self.catalogue.iri.part(&name), title, None, None)
            }
        };
        let kind = kind.map(|kind| kind.describe(&mut self.graph));
        self.graph
            .node(&iri)
            .is("dct:LicenseDocument")
            .text("dct:title", &title)
            .iris("dct:type", &kind)
            .iris("rdfs:seeAlso", &see);
        iri
    }

    fn agent(&mut self, agent: &Agent) -> Iri {
        let iri = agent.iri.clone().unwrap_or_else(|| {
            let name = format!("organisatie-{}", Hash::of(agent.name.nl.as_bytes()).short());
            self.catalogue.iri.part(&name)
        });
        let homepage = agent.homepage.as_ref().map(|page| self.document(page));
        let kind = agent
            .kind
            .map(|kind| terms::agent_kind(kind).describe(&mut self.graph));
        self.graph
            .node(&iri)
            .is("foaf:Agent")
            .text("foaf:name", &agent.name)
            .iris("dct:type", &kind)
            .iris("foaf:homepage", &homepage);
        iri
    }

    fn reach(&mut self, contact: &Contact) {
        let iri = self.contact.clone();
        self.graph
            .node(&iri)
            .is("vcard:Kind")
            .is("vcard:Organization")
            .text("vcard:fn", &contact.name)
            .iri("vcard:hasEmail", &Iri::from(&contact.email))
            .iris("vcard:hasURL", &contact.url);
    }
}
