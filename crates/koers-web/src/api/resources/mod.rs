//! The resources, one file for each part of the workspace.

mod catalogue;
mod datasets;
mod description;
mod elements;
mod findings;
mod indicators;
mod programmes;
mod regions;
mod successions;
mod tables;
mod verdicts;

use super::call::Call;
use super::resource::Resource;
use super::{docs, machines};
use crate::answer::Fault;
use crate::routes::Room;
use crate::site::Site;
use koers_model::framework::Framework;
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// The open API.
pub static ROOM: Room = Room {
    routes: &[
        docs::PAGE,
        machines::SITEMAP,
        machines::ROBOTS,
        machines::SECURITY,
    ],
    resources: RESOURCES,
    style: include_str!("../docs.css"),
};

const RESOURCES: &[Resource] = &[
    description::TOP,
    programmes::ALL,
    programmes::ONE,
    programmes::LINES,
    programmes::LINE,
    programmes::OBJECTIVES,
    programmes::OBJECTIVE,
    programmes::ACTIVITIES,
    programmes::ACTIVITY,
    elements::ALL,
    successions::ALL,
    successions::ONE,
    verdicts::OUTCOMES,
    verdicts::OUTCOME,
    verdicts::STATUS,
    verdicts::VERDICTS,
    indicators::ALL,
    indicators::ONE,
    indicators::VALUES,
    indicators::TRACE,
    datasets::ALL,
    datasets::ONE,
    datasets::OBSERVATIONS,
    datasets::SNAPSHOTS,
    regions::ALL,
    regions::ONE,
    findings::ALL,
    description::OPENAPI,
    catalogue::DCAT,
];

/// The schema of a shape, as a part of the document.
fn schema<T: JsonSchema>(schemas: &mut SchemaGenerator) -> Schema {
    schemas.subschema_for::<T>()
}

/// The programme that a path names.
fn programme<'a>(site: &'a Site, call: &Call) -> Result<&'a Framework, Fault> {
    site.framework(call.part("programmaId"))
}

/// A path of the table with one name filled in, once for each value.
fn each<'a>(path: &'static str, values: impl Iterator<Item = &'a str>) -> Vec<String> {
    let name = super::table::names(path).next().unwrap_or("");
    values
        .map(|value| super::table::fill(path, &[(name, value.to_owned())]))
        .collect()
}

/// The ids of all programmes.
fn programme_ids(site: &Site) -> Vec<String> {
    let frameworks = site.definitions().map(|all| all.frameworks.iter());
    frameworks
        .into_iter()
        .flatten()
        .map(|framework| framework.id.to_string())
        .collect()
}
