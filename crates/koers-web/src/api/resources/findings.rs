//! `/meldingen`: what the check of the policy found, where the publisher shows that to everybody.

use super::schema;
use crate::answer::Fault;
use crate::api::listing::{Listing, page_of};
use crate::api::parameter::LANGUAGE;
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::Melding;
use crate::site::Site;
use koers_model::diagnostic::{About, Diagnostic};
use koers_model::publication::Gaps;

static CODE: Parameter = Parameter {
    name: "code",
    description: Words::new(
        "Alleen deze regels, met komma’s ertussen.",
        "Only these rules, with commas between them.",
    ),
    kind: Kind::Names,
    example: "K201",
};

pub(super) const ALL: Resource = Resource {
    path: "/meldingen",
    operation: "meldingen",
    tag: "stand",
    summary: Words::new("Wat de controle vond", "What the check found"),
    description: Words::new(
        "Vragen van het beleid waar geen cijfer op antwoordt, en wat er verder aan de bestanden opvalt. Alleen als de uitgever dit openbaar maakt; anders is het antwoord 404.",
        "Questions of the policy that no figure answers, and what else stands out in the files. Only when the publisher makes this public; otherwise the answer is 404.",
    ),
    parameters: &[&CODE, &LANGUAGE],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        if !is_shown(site)? {
            return Err(Fault::not_found(ALL.path));
        }
        let found = site.findings(call.lang()).iter();
        let wanted = found.filter(|one| {
            call.get(CODE.name).is_none() || call.list(CODE.name).any(|code| code == one.code.0)
        });
        page_of(site, call, wanted.map(wire).collect())
    },
    schema: schema::<Listing<Melding>>,
    addresses: |site| match is_shown(site) {
        Ok(true) => vec![ALL.path.to_owned()],
        _ => Vec::new(),
    },
};

/// To everybody where the publisher says so, and always to those who work on the workspace.
fn is_shown(site: &Site) -> Result<bool, Fault> {
    let publication = &site.definitions()?.workspace.publication;
    let public = publication
        .as_ref()
        .is_some_and(|publication| publication.gaps == Gaps::Public);
    Ok(public || site.staff)
}

fn wire(found: &Diagnostic) -> Melding {
    let (programma, onderdeel, indicator) = match &found.about {
        Some(About::Element { programme, element }) => {
            (Some(programme.to_string()), Some(element.to_string()), None)
        }
        Some(About::Indicator(indicator)) => (None, None, Some(indicator.to_string())),
        None => (None, None, None),
    };
    Melding {
        code: found.code.0,
        ernst: found.severity.word(),
        melding: found.message.clone(),
        bestand: found.primary.as_ref().map(|label| label.span.file.to_string()),
        advies: found.help.clone(),
        programma,
        onderdeel,
        indicator,
    }
}
