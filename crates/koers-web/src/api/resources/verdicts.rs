//! `/stand`, `/oordelen`, and the outcomes of a programme with their verdicts.

use super::{PROGRAMME, each, programme, programme_ids, schema};
use crate::answer::{Answer, Fault, Wrong};
use crate::api::call::{Call, link};
use crate::api::listing::{Listing, json, page_of};
use crate::api::parameter::{AS_OF, LANGUAGE, LINE, ON, REGION};
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Dag, Oordeel, Resultaat, links, text};
use crate::ask::escape;
use crate::site::Site;
use koers_model::framework::Framework;
use koers_model::status::{OutcomeStatus, Status};
use koers_report::status::to_wire;
use koers_report::status::wire::{OutcomeJson, StatusJson};
use koers_report::{status_csv, status_json};
use std::collections::BTreeSet;

static VERDICT: Parameter = Parameter {
    name: "oordeel",
    description: Words::new(
        "Alleen deze oordelen, met komma’s ertussen.",
        "Only these verdicts, with commas between them.",
    ),
    kind: Kind::Words(&["on_course", "off_course", "cannot_be_said"]),
    example: "on_course",
};

const OUTCOME_OF: &str = "/programmas/{programmaId}/resultaten/{resultaatId}";

pub(super) const STATUS: Resource = Resource {
    path: "/stand",
    operation: "stand",
    tag: "stand",
    summary: Words::new("De stand van zaken", "Where everything stands"),
    description: Words::new(
        "Alle programma’s met elk oordeel, elke reeks en de vereiste weg, voor één gebied op één peildatum. JSON is het contract `koers_status`; CSV heeft een rij per meting. \
         Er is één stand, en dus is de naam enkelvoud.",
        "All programmes with every verdict, series and required path, for one region on one day. JSON is the contract `koers_status`; CSV has a row per measure.",
    ),
    parameters: &[&REGION, &ON, &AS_OF, &LINE, &LANGUAGE],
    paged: false,
    forms: &[Form::Json, Form::Csv],
    answer: |site, call| {
        let status = site.status(&call.asked())?;
        Ok(match call.form {
            Form::Csv => csv(call, &status, "stand"),
            _ => Answer::new(call.form.media(), status_json(&status)),
        })
    },
    schema: schema::<StatusJson>,
    addresses: |_| vec!["/stand".to_owned()],
};

pub(super) const VERDICTS: Resource = Resource {
    path: "/oordelen",
    operation: "oordelen",
    tag: "stand",
    summary: Words::new("Alle oordelen in een lijst", "All verdicts in one list"),
    description: Words::new(
        "Elk resultaat van elk programma met zijn oordeel en de reden, voor één gebied op één peildatum. CSV heeft een rij per meting, en komt altijd in zijn geheel.",
        "Every outcome of every programme with its verdict and the reason, for one region on one day. CSV has a row per measure, and always comes whole.",
    ),
    parameters: &[&PROGRAMME, &LINE, &VERDICT, &REGION, &ON, &AS_OF, &LANGUAGE],
    paged: true,
    forms: &[Form::Json, Form::Csv],
    answer: |site, call| {
        let programme = call.get(PROGRAMME.name);
        if let Some(id) = programme
            && let Err(Fault::NotFound { near, .. }) = site.framework(id)
        {
            return Err(not_a_programme(&near).into());
        }
        let status = filtered(&*site.status(&call.asked())?, programme, &verdicts(call));
        match call.form {
            Form::Csv => Ok(csv(call, &status, "oordelen")),
            _ => page_of(site, call, short(site, call, &status)),
        }
    },
    schema: schema::<Listing<Oordeel>>,
    addresses: |_| vec!["/oordelen".to_owned()],
};

pub(super) const OUTCOMES: Resource = Resource {
    path: "/programmas/{programmaId}/resultaten",
    operation: "resultaten",
    tag: "programmas",
    summary: Words::new("De resultaten", "The outcomes"),
    description: Words::new(
        "Wat er door het programma moet veranderen, elk met zijn oordeel en de reden, in de volgorde van de tekst. CSV heeft een rij per meting, en komt altijd in zijn geheel.",
        "What the programme should change, each with its verdict and the reason, in the order of the text. CSV has a row per measure, and always comes whole.",
    ),
    parameters: &[&LINE, &VERDICT, &REGION, &ON, &AS_OF, &LANGUAGE],
    paged: true,
    forms: &[Form::Json, Form::Csv],
    answer: |site, call| {
        let framework = programme(site, call)?;
        if let Some(line) = call.get(LINE.name) {
            super::programmes::known_line(framework, line)?;
        }
        let id = framework.id.as_str();
        let status = filtered(&*site.status(&call.asked())?, Some(id), &verdicts(call));
        match call.form {
            Form::Csv => Ok(csv(call, &status, id)),
            _ => page_of(site, call, short(site, call, &status)),
        }
    },
    schema: schema::<Listing<Oordeel>>,
    addresses: |site| each(OUTCOMES.path, programme_ids(site).iter().map(String::as_str)),
};

pub(super) const OUTCOME: Resource = Resource {
    path: OUTCOME_OF,
    operation: "resultaat",
    tag: "programmas",
    summary: Words::new("Een resultaat met zijn oordeel", "An outcome with its verdict"),
    description: Words::new(
        "Een resultaat zoals het in `koers_status` staat: oordeel, reden, en per indicator de reeks, de vereiste weg, de vergelijking en de bronnen.",
        "An outcome as it stands in `koers_status`: verdict, reason, and for each indicator the series, the required path, the comparison and the sources.",
    ),
    parameters: &[&REGION, &ON, &AS_OF],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| {
        let framework = programme(site, call)?;
        let id = call.part("resultaatId");
        let status = site.status(&call.asked())?;
        let question = &status.record.question;
        let found = outcome(&status, framework, id);
        let (lijn, resultaat) = found.ok_or_else(|| Fault::not_found(id))?;
        json(&Resultaat {
            programma: framework.id.to_string(),
            lijn,
            regio: question.region.to_string(),
            op: Dag(question.on),
            bekend_op: Dag(question.as_of),
            leidt_tot: leads_to(framework, id),
            resultaat,
            href: link(site, OUTCOME_OF, &[framework.id.as_str(), id]),
        })
    },
    schema: schema::<Resultaat>,
    addresses: |site| {
        super::programmes::parts(site, OUTCOME_OF, |_, framework| {
            framework
                .judged()
                .map(|judged| judged.element.id.to_string())
                .collect()
        })
    },
};

fn not_a_programme(near: &[String]) -> Wrong {
    let known = near.join(", ");
    Wrong::new(
        PROGRAMME.name,
        &format!("is geen programma; er zijn: {known}"),
        &format!("is no programme; there are: {known}"),
    )
}

fn verdicts(call: &Call) -> BTreeSet<String> {
    call.list(VERDICT.name).map(str::to_owned).collect()
}

/// The part of a status that is about one programme and some verdicts; no verdicts are all.
fn filtered(status: &Status, programme: Option<&str>, verdicts: &BTreeSet<String>) -> Status {
    let mut status = status.clone();
    status
        .frameworks
        .retain(|framework| programme.is_none_or(|id| framework.id.as_str() == id));
    let wanted = |outcome: &OutcomeStatus| verdicts.is_empty() || verdicts.contains(outcome.verdict.word());
    for group in status
        .frameworks
        .iter_mut()
        .flat_map(|framework| &mut framework.groups)
    {
        group.outcomes.retain(wanted);
    }
    status
}

fn csv(call: &Call, status: &Status, name: &str) -> Answer {
    let name = name.replace('/', "-");
    Answer::new(Form::Csv.media(), status_csv(status, call.lang())).download(&format!("{name}.csv"))
}

fn short(site: &Site, call: &Call, status: &Status) -> Vec<Oordeel> {
    let asked = question(call);
    let mut all = Vec::new();
    for (framework, wire) in status.frameworks.iter().zip(to_wire(status).frameworks) {
        let outcomes = framework
            .groups
            .iter()
            .flat_map(|group| group.outcomes.iter().map(|outcome| (&group.id, outcome)));
        let wires = wire.groups.into_iter().flat_map(|group| group.outcomes);
        for ((line, outcome), wire) in outcomes.zip(wires) {
            let address = link(site, OUTCOME_OF, &[framework.id.as_str(), outcome.id.as_str()]);
            all.push(Oordeel {
                programma: framework.id.to_string(),
                lijn: line.to_string(),
                resultaat: wire.id,
                titel: text(&outcome.title),
                oordeel: wire.verdict,
                reden: wire.reason,
                indicatoren: outcome
                    .measures
                    .iter()
                    .map(|measure| measure.indicator.to_string())
                    .collect(),
                href: format!("{address}{asked}"),
            });
        }
    }
    all
}

/// What was asked about region and days, to be put behind the address of an outcome.
fn question(call: &Call) -> String {
    let given = [REGION.name, ON.name, AS_OF.name]
        .into_iter()
        .filter_map(|key| Some(format!("{key}={}", escape(call.get(key)?))));
    let given: Vec<String> = given.collect();
    match given.is_empty() {
        true => String::new(),
        false => format!("?{}", given.join("&")),
    }
}

fn outcome(status: &Status, framework: &Framework, id: &str) -> Option<(String, OutcomeJson)> {
    let frameworks = to_wire(status).frameworks.into_iter();
    let groups = frameworks
        .filter(|wire| wire.id == framework.id.as_str())
        .flat_map(|wire| wire.groups);
    groups
        .flat_map(|group| {
            let line = group.id;
            group
                .outcomes
                .into_iter()
                .map(move |outcome| (line.clone(), outcome))
        })
        .find(|(_, outcome)| outcome.id == id)
}

fn leads_to(framework: &Framework, id: &str) -> Vec<crate::api::wire::Verband> {
    let outcomes = framework.lines.iter().flat_map(|line| &line.outcomes);
    outcomes
        .filter(|outcome| outcome.element.id.as_str() == id)
        .flat_map(|outcome| links(&outcome.leads_to))
        .collect()
}
