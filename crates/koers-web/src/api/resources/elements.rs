//! `/programmas/{programmaId}/onderdelen`: everything in a programme that has an id, of whatever kind.

use super::{each, programme, programme_ids, schema};
use crate::api::listing::{Listing, page_of};
use crate::api::parameter::LINE;
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Onderdeel, ProgrammaOnderdeel};
use crate::pages::framework::place;

/// The kinds, as the addresses of pages have them.
const KINDS: &[&str] = &[
    "ambitie",
    "opgaven",
    "kerngedachten",
    "swot",
    "trends",
    "lijnen",
    "doelstellingen",
    "prioriteiten",
    "activiteiten",
    "onderdelen",
    "resultaten",
    "instrumenten",
    "uitvoering",
    "matrix",
    "partners",
    "rollen",
    "schaalniveaus",
    "beleidsdomeinen",
    "verwijzingen",
    "afkortingen",
];

static KIND: Parameter = Parameter {
    name: "soort",
    description: Words::new(
        "Alleen deze soorten, met komma’s ertussen.",
        "Only these kinds, with commas between them.",
    ),
    kind: Kind::Words(KINDS),
    example: "opgaven,kerngedachten",
};

pub(super) const ALL: Resource = Resource {
    path: "/programmas/{programmaId}/onderdelen",
    operation: "onderdelen",
    tag: "programmas",
    summary: Words::new("Alle onderdelen van een programma", "All parts of a programme"),
    description: Words::new(
        "Alles in een programma dat een eigen id heeft: opgaven, kerngedachten, sterktes en zwaktes, trends, lijnen, doelstellingen, activiteiten, resultaten, partners en meer, in de volgorde van de tekst.",
        "Everything in a programme that has an id of its own: challenges, core ideas, strengths and weaknesses, trends, lines, objectives, activities, outcomes, partners and more, in the order of the text.",
    ),
    parameters: &[&KIND, &LINE],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let framework = programme(site, call)?;
        let line = call.get(LINE.name);
        if let Some(line) = line {
            super::programmes::known_line(framework, line)?;
        }
        let kinds: Vec<&str> = call.list(KIND.name).collect();
        let all = framework.elements().into_iter().map(|entry| {
            let id = &entry.element.id;
            ProgrammaOnderdeel {
                onderdeel: Onderdeel::new(entry.element),
                soort: place::segment(entry.kind),
                lijn: entry.group.map(|group| group.id.to_string()),
                pagina: format!("{}{}", site.address, place::of(&framework.id, entry.kind, id)),
            }
        });
        let wanted = all.filter(|part| {
            (kinds.is_empty() || kinds.contains(&part.soort))
                && line.is_none_or(|line| part.lijn.as_deref() == Some(line))
        });
        page_of(site, call, wanted.collect())
    },
    schema: schema::<Listing<ProgrammaOnderdeel>>,
    addresses: |site| each(ALL.path, programme_ids(site).iter().map(String::as_str)),
};
