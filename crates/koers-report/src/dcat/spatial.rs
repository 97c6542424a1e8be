//! Places that lists of others know.

use super::graph::Graph;
use super::iri::Iri;
use super::terms;
use jiff::civil::Date;
use koers_model::region::{RegionCode, RegionRegistry};
use koers_model::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// A place with an identifier in a list that DCAT-AP-NL names: countries of the European Union's list, provinces of GeoNames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    code: &'static str,
    iri: &'static str,
    nl: &'static str,
    en: &'static str,
}

const fn place(code: &'static str, iri: &'static str, nl: &'static str, en: &'static str) -> Place {
    Place { code, iri, nl, en }
}

const COUNTRY: Place = place(
    "NL01",
    "http://publications.europa.eu/resource/authority/country/NLD",
    "Nederland",
    "Netherlands",
);

/// Numbers of GeoNames for the first-order divisions of the Netherlands.
static PROVINCES: [Place; 12] = [
    place(
        "PV20",
        "https://sws.geonames.org/2755249/",
        "Groningen",
        "Groningen",
    ),
    place(
        "PV21",
        "https://sws.geonames.org/2755812/",
        "Fryslân",
        "Friesland",
    ),
    place("PV22", "https://sws.geonames.org/2756631/", "Drenthe", "Drenthe"),
    place(
        "PV23",
        "https://sws.geonames.org/2748838/",
        "Overijssel",
        "Overijssel",
    ),
    place(
        "PV24",
        "https://sws.geonames.org/3319179/",
        "Flevoland",
        "Flevoland",
    ),
    place(
        "PV25",
        "https://sws.geonames.org/2755634/",
        "Gelderland",
        "Gelderland",
    ),
    place("PV26", "https://sws.geonames.org/2745909/", "Utrecht", "Utrecht"),
    place(
        "PV27",
        "https://sws.geonames.org/2749879/",
        "Noord-Holland",
        "North Holland",
    ),
    place(
        "PV28",
        "https://sws.geonames.org/2743698/",
        "Zuid-Holland",
        "South Holland",
    ),
    place("PV29", "https://sws.geonames.org/2744011/", "Zeeland", "Zeeland"),
    place(
        "PV30",
        "https://sws.geonames.org/2749990/",
        "Noord-Brabant",
        "North Brabant",
    ),
    place("PV31", "https://sws.geonames.org/2751596/", "Limburg", "Limburg"),
];

/// Municipality, COROP area, province, part, country, and one to spare.
const LEVELS: usize = 6;

impl Place {
    /// The place of a region, where a list knows it.
    #[must_use]
    pub fn of(region: &RegionCode) -> Option<Self> {
        let known = |place: &&Self| place.code == region.as_str();
        std::iter::once(&COUNTRY).chain(&PROVINCES).find(known).copied()
    }

    /// The places in which regions lie: the country when all of it is among them, else the provinces. Regions in no known place (those
    /// of other countries) are passed over.
    #[must_use]
    pub fn covering<'r>(
        regions: impl IntoIterator<Item = &'r RegionCode>,
        registry: &RegionRegistry,
        day: Date,
    ) -> Vec<Self> {
        let mut parents: BTreeMap<&RegionCode, Vec<&RegionCode>> = BTreeMap::new();
        for nesting in registry.nestings().iter().filter(|n| n.validity.holds_on(day)) {
            parents.entry(&nesting.child).or_default().push(&nesting.parent);
        }
        let mut found: BTreeSet<Self> = BTreeSet::new();
        for region in regions {
            if region.as_str() == COUNTRY.code {
                return vec![COUNTRY];
            }
            // Upwards, level by level, to the nearest place that is known: the province of a municipality, not its country.
            let mut level = vec![region];
            for _ in 0..LEVELS {
                let known: Vec<Self> = level.iter().filter_map(|code| Self::of(code)).collect();
                if !known.is_empty() {
                    found.extend(known);
                    break;
                }
                level = level
                    .iter()
                    .filter_map(|code| parents.get(*code))
                    .flatten()
                    .copied()
                    .collect();
            }
        }
        found.remove(&COUNTRY);
        if found.len() == PROVINCES.len() {
            return vec![COUNTRY];
        }
        found.into_iter().collect()
    }

    /// Says what it is, and gives its identifier.
    pub(super) fn describe(self, graph: &mut Graph) -> Iri {
        if self == COUNTRY {
            return terms::country(self.iri, self.nl, self.en).describe(graph);
        }
        let iri = Iri::term(self.iri);
        let name = Text::both(self.nl, self.en);
        graph.node(&iri).is("dct:Location").text("rdfs:label", &name);
        iri
    }
}
