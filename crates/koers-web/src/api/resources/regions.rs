//! `/gebieden`.

use super::{each, schema};
use crate::answer::Fault;
use crate::api::call::{Call, link};
use crate::api::listing::{Listing, json, page_of};
use crate::api::parameter::REGION_KINDS;
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Dag, Gebied, GebiedKort};
use crate::site::Site;
use koers_model::region::Region;

const ONE_OF: &str = "/gebieden/{gebiedCode}";

static KIND: Parameter = Parameter {
    name: "soort",
    description: Words::new(
        "Alleen deze soorten, met komma’s ertussen.",
        "Only these kinds, with commas between them.",
    ),
    kind: Kind::Words(REGION_KINDS),
    example: "province",
};
static ON: Parameter = Parameter {
    name: "op",
    description: Words::new(
        "De gebieden die op deze dag bestaan, en waar ze dan in liggen. Zonder deze sleutel: alle gebieden, met hun laatste ligging.",
        "The regions that exist on this day, and where they lie then. Without it: every region, with where it lay last.",
    ),
    kind: Kind::Day,
    example: "2019-12-31",
};

pub(super) const ALL: Resource = Resource {
    path: "/gebieden",
    operation: "gebieden",
    tag: "gebieden",
    summary: Words::new("Alle gebieden", "All regions"),
    description: Words::new(
        "De gebieden die de werkmap kent, op code, ook die er niet meer zijn.",
        "The regions that the workspace knows, by code, those that are gone among them.",
    ),
    parameters: &[&KIND, &ON],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let regions = site.definitions()?.regions.iter();
        let wanted = regions.filter(|region| is_wanted(region, call));
        page_of(
            site,
            call,
            wanted
                .map(|region| wire(site, call, region))
                .collect::<Result<_, _>>()?,
        )
    },
    schema: schema::<Listing<Gebied>>,
    addresses: |_| vec!["/gebieden".to_owned()],
};

pub(super) const ONE: Resource = Resource {
    path: ONE_OF,
    operation: "gebied",
    tag: "gebieden",
    summary: Words::new("Een gebied", "A region"),
    description: Words::new(
        "Een gebied, met waar het in ligt.",
        "A region, with where it lies.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| {
        let code = call.part("gebiedCode");
        let found = site.definitions()?.regions.by_code(code);
        let region = found.filter(|region| region.code.as_str() == code);
        json(&wire(site, call, region.ok_or_else(|| Fault::not_found(code))?)?)
    },
    schema: schema::<Gebied>,
    addresses: |site| {
        let regions = site.definitions().map(|all| all.regions.iter());
        each(
            ONE_OF,
            regions.into_iter().flatten().map(|region| region.code.as_str()),
        )
    },
};

fn is_wanted(region: &Region, call: &Call) -> bool {
    let kind = call.get(KIND.name).is_none() || call.list(KIND.name).any(|word| word == region.kind.word());
    kind && call.day(ON.name).is_none_or(|day| region.validity.holds_on(day))
}

fn wire(site: &Site, call: &Call, region: &Region) -> Result<Gebied, Fault> {
    let day = call
        .day(ON.name)
        .or(region.validity.to)
        .unwrap_or_else(|| site.today());
    let wholes = site.definitions()?.regions.wholes(&region.code, day);
    Ok(Gebied {
        kort: GebiedKort::new(region),
        nuts: region.nuts.clone(),
        van: region.validity.from.map(Dag),
        tot: region.validity.to.map(Dag),
        ligt_in: wholes.into_iter().map(GebiedKort::new).collect(),
        href: link(site, ONE_OF, &[region.code.as_str()]),
    })
}
