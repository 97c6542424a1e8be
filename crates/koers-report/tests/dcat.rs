//! The catalogue of data sets: two forms, read back by readers of others; what the profile requires; texts and addresses that nobody can break
//! out of.
//!
//! The official shapes are checked from outside, by `tests/formats/dcat.py` (docs/guide/dcat.md).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop at once"
)]

mod made_up_catalogue;

use jiff::civil::date;
use koers_model::text::{Lang, Text};
use koers_report::dcat::{
    Addresses, Catalogue, Form, Holdings, Iri, Paths, Place, catalogue, json_ld, turtle,
};
use made_up_catalogue::{HOSTILE, dataset, held, id, publication, regions, whole, workspace};
use oxrdf::{NamedOrBlankNode, Term, Triple};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const SITE: &str = "https://koers.example.org";

/// What a reader of others reads in the Turtle.
fn read_turtle(text: &str) -> Vec<Triple> {
    let parser = oxttl::TurtleParser::new().for_slice(text);
    parser.map(|triple| triple.unwrap()).collect()
}

/// What a reader of others reads in the JSON-LD. It may not fetch anything.
fn read_json_ld(text: &str) -> Vec<Triple> {
    let parser = oxjsonld::JsonLdParser::new().for_slice(text);
    parser.map(|quad| quad.unwrap().into()).collect()
}

fn as_set(triples: &[Triple]) -> BTreeSet<String> {
    triples.iter().map(ToString::to_string).collect()
}

/// Subject → property → values, all as text; terms of the vocabularies in short.
fn described(triples: &[Triple]) -> BTreeMap<String, BTreeMap<String, Vec<Term>>> {
    let short = |iri: &str| {
        let prefixes = [
            ("http://www.w3.org/ns/dcat#", "dcat:"),
            ("http://purl.org/dc/terms/", "dct:"),
            ("http://xmlns.com/foaf/0.1/", "foaf:"),
            ("http://www.w3.org/2006/vcard/ns#", "vcard:"),
            ("http://spdx.org/rdf/terms#", "spdx:"),
            ("http://www.w3.org/2004/02/skos/core#", "skos:"),
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a"),
        ];
        let found = prefixes.iter().find(|(whole, _)| iri.starts_with(whole));
        found.map_or_else(
            || iri.to_owned(),
            |(whole, prefix)| iri.replacen(whole, prefix, 1),
        )
    };
    let mut all: BTreeMap<String, BTreeMap<String, Vec<Term>>> = BTreeMap::new();
    for triple in triples {
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else {
            panic!("a blank node: {triple}");
        };
        let object = match &triple.object {
            Term::NamedNode(node) if triple.predicate.as_str().ends_with("#type") => {
                Term::NamedNode(oxrdf::NamedNode::new_unchecked(short(node.as_str())))
            }
            other => other.clone(),
        };
        let properties = all.entry(subject.as_str().to_owned()).or_default();
        properties
            .entry(short(triple.predicate.as_str()))
            .or_default()
            .push(object);
    }
    all
}

fn texts(values: &[Term]) -> Vec<(String, Option<String>)> {
    let text = |term: &Term| match term {
        Term::Literal(literal) => (literal.value().to_owned(), literal.language().map(str::to_owned)),
        other => (other.to_string(), None),
    };
    values.iter().map(text).collect()
}

/// What is left of a text: no control characters but line breaks and tabs, no characters that are none, no space around it.
fn cleaned(text: &str) -> String {
    let keep = |c: &char| {
        let control = c.is_control() && !['\n', '\t'].contains(c);
        let none = (u32::from(*c) & 0xffff) >= 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(c);
        !control && !none
    };
    text.chars().filter(keep).collect::<String>().trim().to_owned()
}

#[test]
fn both_forms_say_the_same_and_name_everything() {
    let catalogue = whole(SITE);
    let (turtle, json) = (turtle(&catalogue), json_ld(&catalogue));
    let (said, also) = (read_turtle(&turtle), read_json_ld(&json));
    assert!(said.len() > 500, "{}", said.len());
    assert_eq!(as_set(&said), as_set(&also));
    assert_eq!(as_set(&said).len(), said.len(), "said twice");
    assert!(!turtle.contains("_:") && !json.contains("_:"));
    // Nothing in the JSON can end the page that it may stand in.
    assert!(!json.contains('<'));
    let whole_json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(
        whole_json["@context"].is_object(),
        "a context elsewhere would be fetched"
    );
}

#[test]
fn the_same_catalogue_is_the_same_text() {
    assert_eq!(turtle(&whole(SITE)), turtle(&whole(SITE)));
    assert_eq!(json_ld(&whole(SITE)), json_ld(&whole(SITE)));
}

/// What DCAT-AP-NL 3.0 makes mandatory, with what is mandatory under a condition that our data meet. Written off from the tables of the profile.
const REQUIRED: &[(&str, &[&str])] = &[
    (
        "dcat:Catalog",
        &[
            "dct:title",
            "dct:description",
            "dct:publisher",
            "dcat:contactPoint",
            "dcat:dataset",
        ],
    ),
    (
        "dcat:Dataset",
        &[
            "dct:title",
            "dct:description",
            "dct:identifier",
            "dct:accessRights",
            "dct:creator",
            "dct:publisher",
            "dcat:contactPoint",
            "dcat:theme",
            "dcat:distribution",
        ],
    ),
    ("dcat:DatasetSeries", &["dct:title", "dct:description"]),
    (
        "dcat:Distribution",
        &["dcat:accessURL", "dct:license", "dcat:mediaType", "dct:format"],
    ),
    (
        "dcat:DataService",
        &[
            "dct:title",
            "dct:description",
            "dct:identifier",
            "dct:accessRights",
            "dct:license",
            "dct:publisher",
            "dcat:contactPoint",
            "dcat:endpointURL",
            "dcat:endpointDescription",
            "dcat:theme",
            "dcat:servesDataset",
            "dct:conformsTo",
            "foaf:page",
        ],
    ),
    ("foaf:Agent", &["foaf:name"]),
    ("skos:Concept", &["skos:prefLabel"]),
    ("skos:ConceptScheme", &["dct:title"]),
    ("spdx:Checksum", &["spdx:algorithm", "spdx:checksumValue"]),
    ("vcard:Kind", &["vcard:fn", "vcard:hasEmail"]),
];

/// At most one of each.
const ONCE: &[&str] = &[
    "dct:identifier",
    "dct:accessRights",
    "dct:publisher",
    "dct:license",
    "dct:issued",
    "dct:modified",
    "dct:accrualPeriodicity",
    "dcat:version",
    "dcat:accessURL",
    "dcat:downloadURL",
    "dcat:mediaType",
    "dcat:byteSize",
    "dcat:startDate",
    "dcat:endDate",
    "dcat:endpointDescription",
    "dcat:temporalResolution",
];

fn with_bytes() -> Catalogue {
    let mut catalogue = whole(SITE);
    for dataset in &mut catalogue.datasets {
        for distribution in &mut dataset.distributions {
            distribution.bytes = Some(1234);
            distribution.hash = Some(koers_model::snapshot::Hash::of(b"abc"));
        }
    }
    catalogue
}

#[test]
fn everything_has_what_the_profile_requires() {
    let all = described(&read_turtle(&turtle(&with_bytes())));
    let mut seen = BTreeSet::new();
    for (subject, said) in &all {
        for kind in said.get("a").into_iter().flatten() {
            let Term::NamedNode(kind) = kind else {
                panic!("{subject} is of the kind {kind}");
            };
            for (class, required) in REQUIRED {
                if kind.as_str() != *class {
                    continue;
                }
                seen.insert(*class);
                for property in *required {
                    assert!(
                        said.contains_key(*property),
                        "{class} {subject} has no {property}"
                    );
                }
            }
        }
        for property in ONCE {
            let count = said.get(*property).map_or(0, Vec::len);
            assert!(count <= 1, "{subject} has {count} × {property}");
        }
    }
    assert_eq!(seen.len(), REQUIRED.len(), "{seen:?}");
}

#[test]
fn a_catalogue_names_only_what_it_describes() {
    let all = described(&read_turtle(&turtle(&whole(SITE))));
    let links = [
        "dcat:dataset",
        "dcat:service",
        "dcat:distribution",
        "dcat:inSeries",
        "dcat:contactPoint",
        "dcat:theme",
        "dcat:mediaType",
        "dct:license",
        "dct:publisher",
        "dct:creator",
        "dct:language",
        "dct:spatial",
        "dct:temporal",
        "dct:rights",
        "dct:format",
        "dct:source",
    ];
    for (subject, said) in &all {
        for (property, value) in links
            .iter()
            .filter_map(|link| Some((link, said.get(*link)?)))
            .flat_map(|(link, values)| values.iter().map(move |value| (link, value)))
        {
            let Term::NamedNode(value) = value else {
                panic!("{subject} {property} {value}");
            };
            assert!(
                all.get(value.as_str()).is_some_and(|said| said.contains_key("a")),
                "{subject} {property} {value}"
            );
        }
    }
}

#[test]
fn a_hostile_title_is_only_a_title() {
    let catalogue = whole(SITE);
    let iri = "https://koers.example.org/cijfers/frysl%C3%A2n%2Fx.y#dataset";
    for triples in [
        read_turtle(&turtle(&catalogue)),
        read_json_ld(&json_ld(&catalogue)),
    ] {
        let all = described(&triples);
        let titles = texts(&all[iri]["dct:title"]);
        let expected = cleaned(HOSTILE);
        assert!(expected.contains("</script>") && expected.contains('\u{202e}'));
        assert_eq!(
            titles,
            [
                (expected.clone(), Some("nl".to_owned())),
                (expected, Some("en".to_owned()))
            ]
        );
        assert!(
            !all.contains_key("https://example.org/x"),
            "it said something of its own"
        );
    }
}

#[test]
fn what_is_no_address_is_not_linked() {
    let catalogue = whole(SITE);
    assert!(!turtle(&catalogue).contains("javascript:"));
    assert!(!json_ld(&catalogue).contains("javascript:"));
    let counted = catalogue
        .datasets
        .iter()
        .find(|dataset| dataset.title.nl == "Telling")
        .unwrap();
    assert!(counted.derived_from.is_empty());
    assert_eq!(counted.other_identifier, None, "`unknown` is no name of a table");
    assert_eq!(counted.creator.iri, None);
}

#[test]
fn terms_of_use_that_no_list_knows_stay_words() {
    let all = described(&read_turtle(&turtle(&whole(SITE))));
    let csv = |name: &str| all[&format!("{SITE}/cijfers/{name}#dataset-csv")]["dct:license"].clone();
    let iri = |terms: Vec<Term>| match terms.as_slice() {
        [Term::NamedNode(iri)] => iri.as_str().to_owned(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        iri(csv("banen")),
        "http://creativecommons.org/licenses/by/4.0/deed.nl"
    );
    assert_eq!(
        iri(csv("frysl%C3%A2n%2Fx.y")),
        "http://publications.europa.eu/resource/authority/licence/COM_REUSE"
    );
    let unknown = iri(csv("telling"));
    assert!(unknown.starts_with(SITE), "{unknown}");
    let words = texts(&all[&unknown]["dct:title"]);
    assert!(words[0].0.ends_with("onbekend; \"<vraag het na>\""), "{words:?}");
}

#[test]
fn earlier_states_stand_beside_the_present_one() {
    let catalogue = whole(SITE);
    let named = |part: &str| {
        let all = catalogue.datasets.iter();
        all.filter(|dataset| dataset.iri.as_str().contains(part))
            .collect::<Vec<_>>()
    };
    let [earlier, present] = named("/cijfers/banen")[..] else {
        panic!("two states");
    };
    assert_eq!(
        earlier.iri.as_str(),
        "https://koers.example.org/cijfers/banen?bekendOp=2022-04-15#dataset"
    );
    assert_eq!(earlier.title.nl, "Banen (zoals bekend op 15 april 2022)");
    assert_eq!(earlier.title.get(Lang::En), "Jobs (as known on 15 April 2022)");
    assert_eq!(earlier.modified, Some(date(2022, 4, 15)));
    assert_eq!(earlier.previous, None);
    assert_eq!(
        present.iri.as_str(),
        "https://koers.example.org/cijfers/banen#dataset"
    );
    assert_eq!(present.title.nl, "Banen");
    assert_eq!(present.issued, Some(date(2022, 4, 15)));
    assert_eq!(present.modified, Some(date(2026, 11, 21)));
    assert_eq!(present.temporal, Some((date(2010, 1, 1), date(2024, 12, 31))));
    assert_eq!(present.previous.as_ref(), Some(&earlier.iri));
    assert!(present.series.is_some() && present.series == earlier.series);
    let forms: Vec<Form> = present.distributions.iter().map(|d| d.form).collect();
    assert_eq!(forms, Form::ALL);
    assert_eq!(catalogue.series.len(), 2, "the table and the indicator from it");
    assert!(
        named("/cijfers/leeg").is_empty(),
        "what is not held is not offered"
    );

    let [_, growth] = named("/indicatoren/groei")[..] else {
        panic!("two states");
    };
    assert_eq!(growth.sources, std::slice::from_ref(&present.iri));
    let [count] = named("/indicatoren/aantal")[..] else {
        panic!("one state");
    };
    assert!(count.sources.is_empty(), "its table is not in the catalogue");
    assert_eq!(count.series, None);

    let all = described(&read_turtle(&turtle(&catalogue)));
    let series = &all[present.series.as_ref().unwrap().as_str()];
    assert_eq!(series["dcat:first"], [named_node(&earlier.iri)]);
    assert_eq!(series["dcat:last"], [named_node(&present.iri)]);
}

fn named_node(iri: &Iri) -> Term {
    Term::NamedNode(oxrdf::NamedNode::new(iri.as_str()).unwrap())
}

#[test]
fn places_are_those_that_lists_know() {
    let regions = regions();
    let day = date(2024, 12, 31);
    let places = |codes: &[&str]| {
        let held = held(codes, &[], None);
        Place::covering(&held.regions, &regions, day)
    };
    let of = |code: &str| Place::of(&koers_model::region::RegionCode::new(code).unwrap()).unwrap();
    assert_eq!(places(&["NL01", "PV22", "DE94"]), [of("NL01")]);
    assert_eq!(places(&["CR07"]), [of("PV22")], "a part lies in its province");
    assert_eq!(places(&["CR07", "PV20", "PV22"]), [of("PV20"), of("PV22")]);
    assert_eq!(places(&["DE94"]), []);
    let provinces: Vec<String> = (20..32).map(|number| format!("PV{number}")).collect();
    let provinces: Vec<&str> = provinces.iter().map(String::as_str).collect();
    assert_eq!(
        places(&provinces),
        [of("NL01")],
        "twelve provinces are the country"
    );
}

#[test]
fn a_site_may_stand_below_a_path_and_on_this_machine() {
    for site in ["http://127.0.0.1:8080", "https://example.org/koers/"] {
        let catalogue = whole(site);
        let text = turtle(&catalogue);
        assert_eq!(
            as_set(&read_turtle(&text)),
            as_set(&read_json_ld(&json_ld(&catalogue)))
        );
        let page = format!("{}/cijfers/banen", site.trim_end_matches('/'));
        assert!(text.contains(&format!("<{page}#dataset>")));
    }
    assert_eq!(Paths::below("koers.example.org"), None);
    let paths = Paths::below(SITE).unwrap();
    assert_eq!(
        paths
            .indicator_file(&id("ge/fryslân"), Form::JsonStat, Some(date(2022, 1, 1)))
            .as_str(),
        "https://koers.example.org/api/v1/indicatoren/ge%2Ffrysl%C3%A2n/waarnemingen?formaat=json-stat&bekendOp=2022-01-01"
    );
}

/// A catalogue of one table with that title, publisher and licence.
fn of_one(title: &Text, publisher: &str, licence: &str) -> Catalogue {
    let (workspace, publication, regions) = (workspace(), publication(), regions());
    let one = dataset("een", title.clone(), publisher, licence);
    let holdings = Holdings {
        workspace: &workspace,
        publication: &publication,
        regions: &regions,
        datasets: vec![(&one, held(&["PV22"], &[date(2026, 1, 2)], Some(("2020", "2021"))))],
        indicators: Vec::new(),
    };
    catalogue(&holdings, &Paths::below(SITE).unwrap())
}

#[test]
fn a_small_catalogue_reads_well() {
    let catalogue = of_one(&Text::both("Banen", "Jobs"), "CBS", "CC-BY-4.0");
    insta::assert_snapshot!(turtle(&catalogue));
}

proptest! {
    // Each case writes and reads a whole catalogue in two forms.
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_comes_back_from_both_forms(nl in any::<String>(), en in any::<String>(), publisher in any::<String>(), licence in any::<String>()) {
        let catalogue = of_one(&Text::both(&nl, &en), &publisher, &licence);
        let said = read_turtle(&turtle(&catalogue));
        prop_assert_eq!(as_set(&said), as_set(&read_json_ld(&json_ld(&catalogue))));
        let all = described(&said);
        let titles = all["https://koers.example.org/cijfers/een#dataset"].get("dct:title").cloned().unwrap_or_default();
        let expected: Vec<(String, Option<String>)> = [(cleaned(&nl), "nl"), (cleaned(&en), "en")]
            .into_iter()
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, lang)| (text, Some(lang.to_owned())))
            .collect();
        prop_assert_eq!(texts(&titles), expected);
    }
}
