//! The resources, one file for each part of the workspace.

mod actions;
mod catalogue;
mod coverage;
mod datasets;
mod decisions;
mod description;
mod elements;
mod findings;
mod indicators;
mod methods;
mod programmes;
mod promises;
mod regions;
mod successions;
mod tables;
mod verdicts;

use super::call::Call;
use super::resource::{Form, Kind, Parameter, Resource, Words};
use super::{docs, machines};
use crate::answer::{Answer, Fault, Wrong};
use crate::routes::Room;
use crate::site::Site;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_report::list::{Field, List};
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
    actions::ALL,
    actions::ONE,
    promises::ALL,
    decisions::ALL,
    coverage::ALL,
    indicators::ALL,
    indicators::ONE,
    indicators::VALUES,
    indicators::TRACE,
    datasets::ALL,
    datasets::ONE,
    datasets::OBSERVATIONS,
    datasets::SNAPSHOTS,
    methods::ALL,
    methods::ONE,
    methods::ANSWER,
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

/// Only what belongs to one programme.
static PROGRAMME: Parameter = Parameter {
    name: "programma",
    description: Words::new("Alleen dit programma.", "Only this programme."),
    kind: Kind::Name,
    example: "koers-2016-2019",
};
/// Only what is about one action.
static ACTION: Parameter = Parameter {
    name: "actie",
    description: Words::new("Alleen van deze actie.", "Only of this action."),
    kind: Kind::Name,
    example: "mkb-fonds-drenthe",
};

/// The value of a key that must be one of the ids that there are.
fn known<'a>(
    call: &'a Call,
    key: &'static Parameter,
    mut ids: impl Iterator<Item = &'a Id>,
) -> Result<Option<&'a str>, Fault> {
    let Some(wanted) = call.get(key.name) else {
        return Ok(None);
    };
    match ids.any(|id| id.as_str() == wanted) {
        true => Ok(Some(wanted)),
        false => Err(Wrong::new(
            key.name,
            &format!("er is geen `{wanted}`"),
            &format!("there is no `{wanted}`"),
        )
        .into()),
    }
}

/// A list as CSV, under a name.
fn csv(call: &Call, list: &List, name: &str) -> Answer {
    Answer::new(Form::Csv.media(), list.csv(call.lang())).download(&format!("{name}.csv"))
}

/// Ids as they go out.
fn ids(of: &[Id]) -> Vec<String> {
    of.iter().map(ToString::to_string).collect()
}

/// A field of a CSV list with ids, spaces between them.
fn joined(of: &[String]) -> Field {
    Field::Plain(of.join(" "))
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
