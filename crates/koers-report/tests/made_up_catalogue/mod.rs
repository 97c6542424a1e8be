//! A workspace that does not exist, with what it holds: for the tests of the catalogue of data sets, and to look at one.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "made up for tests: every test takes the part it needs"
)]

use jiff::civil::{Date, date};
use koers_model::address::{MailAddress, WebAddress};
use koers_model::dataset::{Dataset, MeasureInfo};
use koers_model::framework::Workspace;
use koers_model::id::Id;
use koers_model::indicator::{Indicator, Level, Operand, Rule, Series};
use koers_model::period::{Frequency, Period};
use koers_model::publication::{Assessors, Contact, Gaps, OpenLicence, Publication, Publisher};
use koers_model::region::{Nesting, Region, RegionCode, RegionKind, RegionRegistry, Validity};
use koers_model::text::{Lang, Text};
use koers_model::unit::Unit;
use koers_report::dcat::{Catalogue, Holdings, Paths, Stock, Vintage, catalogue};
use std::collections::BTreeMap;

/// A title as somebody would write it who wants to break out of every form.
pub const HOSTILE: &str = "\"\"\"@nl . <https://example.org/x> a <https://example.org/y> \\\" \\u0022 </script><b>\u{202e}gro\u{0}\u{1b}[31m\r\n\tÂ😀\u{2028}{\"@id\": \"x\"}";

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}
fn web(text: &str) -> WebAddress {
    WebAddress::new(text).unwrap()
}
fn code(text: &str) -> RegionCode {
    RegionCode::new(text).unwrap()
}
fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

pub fn workspace() -> Workspace {
    Workspace {
        name: Text::both("Voorbeeld", "Example"),
        region: code("PV22"),
        compare: Vec::new(),
        languages: vec![Lang::Nl, Lang::En],
        publication: Some(publication()),
        own_hosts: Vec::new(),
    }
}

pub fn publication() -> Publication {
    Publication {
        url: Some(web("https://koers.example.org")),
        publisher: Publisher {
            name: Text::both(
                "Provincie Voorbeeld (bestaat niet)",
                "Province of Example (does not exist)",
            ),
            uri: Some(web("https://identifier.overheid.nl/tooi/id/provincie/pv99")),
            homepage: Some(web("https://www.example.org")),
        },
        contact: Contact {
            name: Text::both("Team voorbeeld", "Example team"),
            email: MailAddress::new("team@example.org").unwrap(),
            url: Some(web("https://www.example.org/contact")),
        },
        licence: OpenLicence::Cc0,
        security: None,
        gaps: Gaps::Public,
        assessors: Assessors::Numbered,
        accessibility: None,
        theme: None,
    }
}

pub fn regions() -> RegionRegistry {
    let always = Validity { from: None, to: None };
    let region = |at: &str, kind| Region {
        code: code(at),
        kind,
        name: at.to_owned(),
        nuts: Vec::new(),
        validity: always,
    };
    let nesting = |child: &str, parent: &str| Nesting {
        child: code(child),
        parent: code(parent),
        validity: always,
    };
    RegionRegistry::new(
        vec![
            region("NL01", RegionKind::Country),
            region("PV20", RegionKind::Province),
            region("PV22", RegionKind::Province),
            region("CR07", RegionKind::Corop),
            region("DE94", RegionKind::Foreign),
        ],
        vec![
            nesting("CR07", "PV22"),
            nesting("PV22", "NL01"),
            nesting("PV20", "NL01"),
        ],
        Vec::new(),
    )
    .unwrap()
}

pub fn dataset(name: &str, title: Text, publisher: &str, licence: &str) -> Dataset {
    let measure = MeasureInfo {
        title: Text::both("Banen", "Jobs"),
        unit: Unit::from_id("thousand-jobs").unwrap(),
        additive: true,
    };
    Dataset {
        id: id(name),
        attribution: Text::both(format!("Bron: {publisher}"), format!("Source: {publisher}")),
        title,
        publisher: publisher.to_owned(),
        table: "83582NED".to_owned(),
        licence: licence.to_owned(),
        url: Some("https://opendata.cbs.nl/statline/#/CBS/nl/dataset/83582NED".to_owned()),
        from: None,
        frequency: Frequency::Year,
        columns: Vec::new(),
        measures: BTreeMap::from([("jobs".to_owned(), measure)]),
        keep: BTreeMap::new(),
        masks: Vec::new(),
    }
}

pub fn indicator(name: &str, title: Text, of: &str) -> Indicator {
    Indicator {
        id: id(name),
        version: 2,
        text: Some(Text::both("Wat er aan banen is", "How many jobs there are")),
        title,
        unit: Unit::from_id("thousand-jobs").unwrap(),
        decimals: 1,
        direction: None,
        level: Level::Outcome,
        owner: Text::both("Team", "Team"),
        valid_from: None,
        valid_to: None,
        benchmarks: Vec::new(),
        stale_after_months: 24,
        counted: koers_model::indicator::Counted::Over,
        rule: Rule::Measure {
            of: Operand::Series(Series {
                dataset: id(of),
                measure: "jobs".to_owned(),
                codes: BTreeMap::new(),
                yearly: None,
            }),
        },
        source: Text::both("Uit de tabel van CBS", "From the table of CBS"),
    }
}

/// Something held: region codes, days on which it became known, first and last period.
pub fn held(codes: &[&str], days: &[Date], periods: Option<(&str, &str)>) -> Stock {
    let vintage = |known: &Date| Vintage {
        known: *known,
        periods: periods.map(|(first, last)| (period(first), period(last))),
    };
    Stock {
        regions: codes.iter().map(|at| code(at)).collect(),
        vintages: days.iter().map(vintage).collect(),
    }
}

/// The catalogue of a site at that address: a table in two states, one of Eurostat with a hostile title, one without known terms of use or table,
/// one that is not held, and two indicators.
pub fn whole(site: &str) -> Catalogue {
    let workspace = workspace();
    let publication = publication();
    let regions = regions();
    let jobs = dataset("banen", Text::both("Banen", "Jobs"), "CBS", "CC-BY-4.0");
    let hostile = dataset(
        "fryslân/x.y",
        Text::both(HOSTILE, HOSTILE),
        "Eurostat",
        "Eurostat reuse policy (reuse allowed with the source named)",
    );
    let mut counted = dataset(
        "telling",
        Text::dutch("Telling"),
        "Wie dan ook \"<b>\"",
        "onbekend; \"<vraag het na>\"",
    );
    counted.table = "unknown".to_owned();
    counted.url = Some("javascript:alert(1)".to_owned());
    counted.frequency = Frequency::Quarter;
    let absent = dataset("leeg", Text::dutch("Leeg"), "CBS", "CC-BY-4.0");
    let growth = indicator("groei", Text::both("Groei", "Growth"), "banen");
    let count = indicator("aantal", Text::dutch("Aantal"), "leeg");
    let first = date(2022, 4, 15);
    let second = date(2026, 11, 21);
    let holdings = Holdings {
        workspace: &workspace,
        publication: &publication,
        regions: &regions,
        datasets: vec![
            (
                &jobs,
                held(&["CR07", "PV20"], &[second, first, first], Some(("2010", "2024"))),
            ),
            (&hostile, held(&["NL01"], &[second], Some(("2011-Q1", "2024-Q4")))),
            (&counted, held(&["DE94"], &[second], None)),
            (&absent, held(&["NL01"], &[], None)),
        ],
        indicators: vec![
            (&growth, held(&["PV22"], &[first, second], Some(("2011", "2024")))),
            (&count, held(&["NL01"], &[second], Some(("2019", "2019")))),
        ],
    };
    catalogue(&holdings, &Paths::below(site).unwrap())
}
