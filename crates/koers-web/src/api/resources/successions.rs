//! `/opvolgingen`: how one programme follows another.

use super::{each, schema};
use crate::answer::Fault;
use crate::api::call::link;
use crate::api::listing::{Listing, json, page_of};
use crate::api::resource::{Form, Resource, Words};
use crate::api::wire::{Opvolging, Stap, StapSoort, Verband, text};
use crate::site::Site;
use koers_model::framework::{Relation, Succession, SuccessionStep};

const ONE_OF: &str = "/opvolgingen/{opvolgingId}";

pub(super) const ALL: Resource = Resource {
    path: "/opvolgingen",
    operation: "opvolgingen",
    tag: "programmas",
    summary: Words::new(
        "Hoe programma’s elkaar opvolgen",
        "How programmes follow one another",
    ),
    description: Words::new(
        "Elke opvolging: wat doorgaat, wat verandert, wat nieuw is en wat ophoudt.",
        "Every succession: what goes on, what changes, what is new and what ends.",
    ),
    parameters: &[],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let all = site.definitions()?.successions.iter();
        page_of(site, call, all.map(|one| wire(site, one)).collect())
    },
    schema: schema::<Listing<Opvolging>>,
    addresses: |_| vec!["/opvolgingen".to_owned()],
};

pub(super) const ONE: Resource = Resource {
    path: ONE_OF,
    operation: "opvolging",
    tag: "programmas",
    summary: Words::new("Een opvolging", "A succession"),
    description: Words::new(
        "Hoe een programma een ander opvolgt: van elke toezegging wat zij doet met wat er was, en wat er ophoudt.",
        "How a programme follows another: of every commitment what it does with what was before, and what ends.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| {
        let id = call.part("opvolgingId");
        let mut all = site.definitions()?.successions.iter();
        let found = all.find(|one| one.id.as_str() == id);
        json(&wire(site, found.ok_or_else(|| Fault::not_found(id))?))
    },
    schema: schema::<Opvolging>,
    addresses: |site| {
        let all = site.definitions().map(|all| all.successions.iter());
        each(ONE_OF, all.into_iter().flatten().map(|one| one.id.as_str()))
    },
};

fn wire(site: &Site, succession: &Succession) -> Opvolging {
    let dropped = succession.drops.iter().map(|dropped| Verband {
        naar: dropped.of.to_string(),
        zekerheid: dropped.confidence.word(),
        waarom: dropped.why.as_ref().map(text),
    });
    Opvolging {
        id: succession.id.to_string(),
        van: succession.from.to_string(),
        naar: succession.to.to_string(),
        stappen: succession.steps.iter().map(step).collect(),
        vervalt: dropped.collect(),
        href: link(site, ONE_OF, &[succession.id.as_str()]),
    }
}

fn step(step: &SuccessionStep) -> Stap {
    Stap {
        toezegging: step.commitment.to_string(),
        soort: match step.relation {
            Relation::Continues => StapSoort::Voortgezet,
            Relation::Changes => StapSoort::Veranderd,
            Relation::Adds => StapSoort::Nieuw,
        },
        van: step.of.iter().map(ToString::to_string).collect(),
        zekerheid: step.confidence.word(),
        waarom: step.why.as_ref().map(text),
    }
}
