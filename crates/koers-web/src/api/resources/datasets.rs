//! `/gegevenssets`: the catalogue, the observations, the snapshots.

use super::tables::{figure, give, href, selection};
use super::{each, schema};
use crate::answer::{Fault, Wrong};
use crate::api::call::{Call, link};
use crate::api::listing::{Listing, json, page_of};
use crate::api::parameter::{AS_OF, FROM, KINDS, LANGUAGE, REGIONS, TO};
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Dag, Gegevensset, Meting, Momentopname, Uitsplitsing, Waarneming, text};
use crate::site::Site;
use koers_model::dataset::{ColumnRole, Dataset};
use koers_model::id::Id;
use koers_model::snapshot::Provenance;
use koers_run::publish::{self, Licence, Row, Selection};
use std::collections::{BTreeMap, BTreeSet};

const ONE_OF: &str = "/gegevenssets/{gegevenssetId}";
const OBSERVATIONS_OF: &str = "/gegevenssets/{gegevenssetId}/waarnemingen";

static MEASURES: Parameter = Parameter {
    name: "meting",
    description: Words::new(
        "Alleen deze metingen, met komma’s ertussen.",
        "Only these measures, with commas between them.",
    ),
    kind: Kind::Names,
    example: "jobs",
};
static CODES: Parameter = Parameter {
    name: "uitsplitsing",
    description: Words::new(
        "Alleen deze codes, elk als `naam:code`, met komma’s ertussen.",
        "Only these codes, each as `name:code`, with commas between them.",
    ),
    kind: Kind::Names,
    example: "sector:BE",
};

pub(super) const ALL: Resource = Resource {
    path: "/gegevenssets",
    operation: "gegevenssets",
    tag: "gegevenssets",
    summary: Words::new("Alle gegevenssets", "All data sets"),
    description: Words::new(
        "De tabellen van uitgevers waar alles op rust, op id, met licentie en momentopname.",
        "The tables of publishers that all rests on, by id, with licence and snapshot.",
    ),
    parameters: &[],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let all = site.definitions()?.datasets.values();
        let all: Result<Vec<_>, Fault> = all.map(|dataset| wire(site, dataset)).collect();
        page_of(site, call, all?)
    },
    schema: schema::<Listing<Gegevensset>>,
    addresses: |_| vec!["/gegevenssets".to_owned()],
};

pub(super) const ONE: Resource = Resource {
    path: ONE_OF,
    operation: "gegevensset",
    tag: "gegevenssets",
    summary: Words::new("Een gegevensset", "A data set"),
    description: Words::new(
        "Een gegevensset: uitgever, licentie, metingen, uitsplitsingen en de momentopname die nu telt.",
        "A data set: publisher, licence, measures, dimensions and the snapshot that counts now.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| json(&wire(site, dataset(site, call)?)?),
    schema: schema::<Gegevensset>,
    addresses: |site| of_datasets(site, ONE_OF),
};

pub(super) const OBSERVATIONS: Resource = Resource {
    path: OBSERVATIONS_OF,
    operation: "waarnemingen",
    tag: "gegevenssets",
    summary: Words::new(
        "De waarnemingen van een gegevensset",
        "The observations of a data set",
    ),
    description: Words::new(
        "De cijfers zoals de uitgever ze gaf, met de reden waar er geen is en de regel in de momentopname. JSON komt in pagina’s, de andere vormen komen in hun geheel. Was er op `bekendOp` nog niets gepubliceerd, dan is het antwoord 404.",
        "The figures as the publisher gave them, with the reason where there is none and the line in the snapshot. JSON comes in pages, the other forms come whole. When nothing had been published yet on `bekendOp`, the answer is 404.",
    ),
    parameters: &[&MEASURES, &CODES, &REGIONS, &KINDS, &FROM, &TO, &AS_OF, &LANGUAGE],
    paged: true,
    forms: Form::TABLE,
    answer: |site, call| {
        let dataset = dataset(site, call)?;
        let wanted = Selection {
            measures: measures(dataset, call)?,
            codes: codes(dataset, call)?,
            ..selection(site, call)?
        };
        let table = publish::dataset(site, dataset.id.as_str(), call.day(AS_OF.name), href(site, call))?;
        let table = table.ok_or_else(|| Fault::NotFound {
            what: format!("publicatie van {} die toen bekend was", dataset.id),
            near: Vec::new(),
        })?;
        give(site, call, &table.selected(&wanted), |row| observation(&row))
    },
    schema: schema::<Listing<Waarneming>>,
    addresses: |site| of_datasets(site, OBSERVATIONS_OF),
};

pub(super) const SNAPSHOTS: Resource = Resource {
    path: "/gegevenssets/{gegevenssetId}/momentopnamen",
    operation: "momentopnamen",
    tag: "gegevenssets",
    summary: Words::new(
        "De momentopnamen van een gegevensset",
        "The snapshots of a data set",
    ),
    description: Words::new(
        "Elke publicatie die is bewaard, de oudste eerst: hash, dagen, grootte. Met `bekendOp` zijn waarden en oordelen met een oudere te vragen.",
        "Every publication that was kept, the oldest first: hash, days, size. With `bekendOp`, values and verdicts can be asked by an older one.",
    ),
    parameters: &[],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let dataset = dataset(site, call)?;
        let all = site
            .snapshots(&dataset.id)
            .map(|snapshot| vintage(site, snapshot));
        page_of(site, call, all.collect())
    },
    schema: schema::<Listing<Momentopname>>,
    addresses: |site| of_datasets(site, SNAPSHOTS.path),
};

fn of_datasets(site: &Site, path: &'static str) -> Vec<String> {
    let ids = site.definitions().map(|all| all.datasets.keys());
    each(path, ids.into_iter().flatten().map(Id::as_str))
}

fn dataset<'a>(site: &'a Site, call: &Call) -> Result<&'a Dataset, Fault> {
    let id = call.part("gegevenssetId");
    let found = site.definitions()?.datasets.get(id);
    found.ok_or_else(|| Fault::not_found(id))
}

fn wire(site: &Site, dataset: &Dataset) -> Result<Gegevensset, Fault> {
    let id = dataset.id.as_str();
    let vintages = site.vintages(None);
    let indicators = site.definitions()?.indicators.values();
    let resting = indicators.filter(|indicator| indicator.rule.datasets().contains(&dataset.id));
    let categories = dataset
        .columns
        .iter()
        .filter(|column| column.role == ColumnRole::Category);
    Ok(Gegevensset {
        id: id.to_owned(),
        titel: text(&dataset.title),
        uitgever: dataset.publisher.clone(),
        tabel: dataset.table.clone(),
        licentie: dataset.licence.clone(),
        licentie_adres: Licence::new(&dataset.licence).url,
        bronvermelding: text(&dataset.attribution),
        url: dataset.url.clone(),
        frequentie: dataset.frequency.word(),
        metingen: dataset
            .measures
            .iter()
            .map(|(key, measure)| Meting {
                id: key.clone(),
                titel: text(&measure.title),
                eenheid: measure.unit.id,
                optelbaar: measure.additive,
            })
            .collect(),
        uitsplitsingen: categories
            .map(|column| Uitsplitsing {
                naam: column.name.clone(),
                titel: column.title.as_ref().map(text),
            })
            .collect(),
        indicatoren: resting.map(|indicator| indicator.id.to_string()).collect(),
        momentopname: vintages.get(&dataset.id).map(|snapshot| vintage(site, snapshot)),
        aantal_momentopnamen: site.snapshots(&dataset.id).count(),
        waarnemingen: link(site, OBSERVATIONS_OF, &[id]),
        href: link(site, ONE_OF, &[id]),
    })
}

/// A snapshot. Where its file came from is not told: that may be a path on somebody's computer.
fn vintage(site: &Site, snapshot: &Provenance) -> Momentopname {
    let now = site.vintages(None);
    Momentopname {
        sha256: snapshot.hash.to_string(),
        bytes: snapshot.size,
        vorm: snapshot.format.word(),
        gepubliceerd: snapshot.published.map(Dag),
        opgehaald: Dag(snapshot.retrieved),
        bekend_sinds: Dag(snapshot.known_since()),
        telt_nu: now.get(&snapshot.dataset).is_some_and(|one| one == snapshot),
    }
}

fn measures(dataset: &Dataset, call: &Call) -> Result<Option<BTreeSet<String>>, Fault> {
    let wanted: BTreeSet<String> = call.list(MEASURES.name).map(str::to_owned).collect();
    let known = |measure: &String| dataset.measures.contains_key(measure);
    if !wanted.iter().all(known) {
        let there: Vec<&str> = dataset.measures.keys().map(String::as_str).collect();
        return Err(is_one_of(MEASURES.name, &there));
    }
    Ok((!wanted.is_empty()).then_some(wanted))
}

fn codes(dataset: &Dataset, call: &Call) -> Result<BTreeMap<String, BTreeSet<String>>, Fault> {
    let categories = dataset
        .columns
        .iter()
        .filter(|column| column.role == ColumnRole::Category);
    let names: Vec<&str> = categories.map(|column| column.name.as_str()).collect();
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for member in call.list(CODES.name) {
        let pair = member.split_once(':').filter(|(name, _)| names.contains(name));
        let Some((name, code)) = pair else {
            let there: Vec<String> = names.iter().map(|name| format!("{name}:…")).collect();
            let there: Vec<&str> = there.iter().map(String::as_str).collect();
            return Err(is_one_of(CODES.name, &there));
        };
        wanted.entry(name.to_owned()).or_default().insert(code.to_owned());
    }
    Ok(wanted)
}

fn is_one_of(key: &str, there: &[&str]) -> Fault {
    let there = match there.is_empty() {
        true => "—".to_owned(),
        false => there.join(", "),
    };
    Wrong::new(key, &format!("kan zijn: {there}"), &format!("can be: {there}")).into()
}

fn observation(row: &Row<'_>) -> Waarneming {
    Waarneming {
        meting: row.measure.to_owned(),
        eenheid: row.about.map(|about| about.unit.id),
        uitsplitsing: row
            .codes
            .iter()
            .map(|code| (code.dimension.to_owned(), code.code.to_owned()))
            .collect(),
        cijfer: figure(row),
        plaats: row.place,
    }
}
