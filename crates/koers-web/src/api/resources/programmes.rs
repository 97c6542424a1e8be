//! `/programmas` and what a programme is made of.

use super::{each, programme, programme_ids, schema};
use crate::answer::{Answer, Fault};
use crate::api::call::{Call, link};
use crate::api::listing::{Listing, json, page_of};
use crate::api::parameter;
use crate::api::resource::{Form, Resource, Words};
use crate::api::table;
use crate::api::wire::{
    Aantallen, Activiteit, ActiviteitDeel, ActiviteitSoort, Dag, Doelstelling, Lijn, LijnSoort, Onderdeel,
    Prioriteit, Programma, cites, links, text,
};
use crate::site::Site;
use koers_model::framework::{Activity, CommitmentKind, Element, Framework, Objective, ProgrammeLine, Theme};

pub(super) const ALL: Resource = Resource {
    path: "/programmas",
    operation: "programmas",
    tag: "programmas",
    summary: Words::new("Alle programma’s", "All programmes"),
    description: Words::new(
        "De programma’s van beleid, in de volgorde van hun eerste dag.",
        "The policy programmes, in order of their first day.",
    ),
    parameters: &[],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let all = site.definitions()?.frameworks.iter();
        page_of(site, call, all.map(|framework| wire(site, framework)).collect())
    },
    schema: schema::<Listing<Programma>>,
    addresses: |_| vec!["/programmas".to_owned()],
};

pub(super) const ONE: Resource = Resource {
    path: "/programmas/{programmaId}",
    operation: "programma",
    tag: "programmas",
    summary: Words::new("Een programma", "A programme"),
    description: Words::new(
        "Een programma, met hoeveel er van elk onderdeel zijn.",
        "A programme, with how many of each part there are.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| json(&wire(site, programme(site, call)?)),
    schema: schema::<Programma>,
    addresses: |site| of_programmes(site, ONE.path),
};

fn of_programmes(site: &Site, path: &'static str) -> Vec<String> {
    each(path, programme_ids(site).iter().map(String::as_str))
}

fn wire(site: &Site, framework: &Framework) -> Programma {
    let objectives = framework.lines.iter().map(|line| line.objectives.len());
    Programma {
        id: framework.id.to_string(),
        titel: text(&framework.title),
        tekst: framework.text.as_ref().map(text),
        van: Dag(framework.period.from),
        tot: Dag(framework.period.to),
        regio: framework.region.to_string(),
        citaten: cites(&framework.cite),
        aantallen: Aantallen {
            lijnen: framework.lines.len() + framework.themes.len(),
            doelstellingen: objectives.sum(),
            activiteiten: activities(site, framework).len(),
            resultaten: framework.judged().count(),
        },
        href: link(site, ONE.path, &[framework.id.as_str()]),
    }
}

pub(super) const LINES: Resource = Resource {
    path: "/programmas/{programmaId}/lijnen",
    operation: "lijnen",
    tag: "programmas",
    summary: Words::new("De programmalijnen en thema’s", "The lines and themes"),
    description: Words::new(
        "De programmalijnen van een programma, of de thema’s van een programma dat uit toezeggingen bestaat, in de volgorde van de tekst.",
        "The lines of a programme, or the themes of a programme that consists of commitments, in the order of the text.",
    ),
    parameters: &[],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| page_of(site, call, lines(site, programme(site, call)?)),
    schema: schema::<Listing<Lijn>>,
    addresses: |site| of_programmes(site, LINES.path),
};

pub(super) const LINE_OF: &str = "/programmas/{programmaId}/lijnen/{lijnId}";

pub(super) const LINE: Resource = Resource {
    path: LINE_OF,
    operation: "lijn",
    tag: "programmas",
    summary: Words::new("Een programmalijn of thema", "A line or theme"),
    description: Words::new(
        "Een programmalijn of thema, met de ids van wat eronder valt.",
        "A line or theme, with the ids of what belongs to it.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| {
        let all = lines(site, programme(site, call)?);
        one(all, call.part("lijnId"), |line| &line.onderdeel)
    },
    schema: schema::<Lijn>,
    addresses: |site| {
        parts(site, LINE_OF, |site, framework| {
            ids(lines(site, framework), |line| line.onderdeel.id)
        })
    },
};

fn lines(site: &Site, framework: &Framework) -> Vec<Lijn> {
    let href = |element: &Element| link(site, LINE_OF, &[framework.id.as_str(), element.id.as_str()]);
    let id = |element: &Element| element.id.to_string();
    let of_line = |line: &ProgrammeLine| Lijn {
        onderdeel: Onderdeel::new(&line.element),
        soort: LijnSoort::Lijn,
        ondertitel: line.subtitle.as_ref().map(text),
        doelstellingen: line
            .objectives
            .iter()
            .map(|objective| id(&objective.element))
            .collect(),
        activiteiten: line
            .activities
            .iter()
            .map(|activity| id(&activity.element))
            .collect(),
        resultaten: line.outcomes.iter().map(|outcome| id(&outcome.element)).collect(),
        href: href(&line.element),
    };
    let commitments = |theme: &Theme, acts: bool| {
        let all = theme.commitments.iter();
        let wanted = all.filter(|commitment| (commitment.kind == CommitmentKind::Act) == acts);
        wanted.map(|commitment| id(&commitment.element)).collect()
    };
    let of_theme = |theme: &Theme| Lijn {
        onderdeel: Onderdeel::new(&theme.element),
        soort: LijnSoort::Thema,
        ondertitel: None,
        doelstellingen: Vec::new(),
        activiteiten: commitments(theme, true),
        resultaten: commitments(theme, false),
        href: href(&theme.element),
    };
    let lines = framework.lines.iter().map(of_line);
    lines.chain(framework.themes.iter().map(of_theme)).collect()
}

const OBJECTIVES_OF: &str = "/programmas/{programmaId}/doelstellingen";
const OBJECTIVE_OF: &str = "/programmas/{programmaId}/doelstellingen/{doelstellingId}";

pub(super) const OBJECTIVES: Resource = Resource {
    path: OBJECTIVES_OF,
    operation: "doelstellingen",
    tag: "programmas",
    summary: Words::new("De doelstellingen", "The objectives"),
    description: Words::new(
        "De doelstellingen van een programma met hun verbanden en prioriteiten, in de volgorde van de tekst.",
        "The objectives of a programme with their links and priorities, in the order of the text.",
    ),
    parameters: &[&parameter::LINE],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let all = of_line(site, call, objectives, |objective| &objective.lijn)?;
        page_of(site, call, all)
    },
    schema: schema::<Listing<Doelstelling>>,
    addresses: |site| of_programmes(site, OBJECTIVES_OF),
};

pub(super) const OBJECTIVE: Resource = Resource {
    path: OBJECTIVE_OF,
    operation: "doelstelling",
    tag: "programmas",
    summary: Words::new("Een doelstelling", "An objective"),
    description: Words::new(
        "Een doelstelling met haar verbanden en prioriteiten.",
        "An objective with its links and priorities.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| {
        let all = objectives(site, programme(site, call)?);
        one(all, call.part("doelstellingId"), |objective| &objective.onderdeel)
    },
    schema: schema::<Doelstelling>,
    addresses: |site| {
        parts(site, OBJECTIVE_OF, |site, framework| {
            ids(objectives(site, framework), |objective| objective.onderdeel.id)
        })
    },
};

fn objectives(site: &Site, framework: &Framework) -> Vec<Doelstelling> {
    let of = |line: &ProgrammeLine, objective: &Objective| Doelstelling {
        onderdeel: Onderdeel::new(&objective.element),
        lijn: line.element.id.to_string(),
        nummer: objective.number,
        beantwoordt: links(&objective.answers),
        steunt_op: links(&objective.draws_on),
        pakt_aan: links(&objective.addresses),
        prioriteiten: objective
            .priorities
            .iter()
            .map(|priority| Prioriteit {
                onderdeel: Onderdeel::new(&priority.element),
                jaar: priority.year,
            })
            .collect(),
        href: link(
            site,
            OBJECTIVE_OF,
            &[framework.id.as_str(), objective.element.id.as_str()],
        ),
    };
    let lines = framework.lines.iter();
    lines
        .flat_map(|line| line.objectives.iter().map(move |objective| of(line, objective)))
        .collect()
}

const ACTIVITIES_OF: &str = "/programmas/{programmaId}/activiteiten";
const ACTIVITY_OF: &str = "/programmas/{programmaId}/activiteiten/{activiteitId}";

pub(super) const ACTIVITIES: Resource = Resource {
    path: ACTIVITIES_OF,
    operation: "activiteiten",
    tag: "programmas",
    summary: Words::new("De activiteiten", "The activities"),
    description: Words::new(
        "Wat het programma zegt te doen: activiteiten van programmalijnen, en toezeggingen van thema’s om iets te doen.",
        "What the programme says it will do: activities of lines, and commitments of themes to do something.",
    ),
    parameters: &[&parameter::LINE],
    paged: true,
    forms: &[Form::Json],
    answer: |site, call| {
        let all = of_line(site, call, activities, |activity| &activity.lijn)?;
        page_of(site, call, all)
    },
    schema: schema::<Listing<Activiteit>>,
    addresses: |site| of_programmes(site, ACTIVITIES_OF),
};

pub(super) const ACTIVITY: Resource = Resource {
    path: ACTIVITY_OF,
    operation: "activiteit",
    tag: "programmas",
    summary: Words::new("Een activiteit", "An activity"),
    description: Words::new(
        "Een activiteit of toezegging, met wat zij dient.",
        "An activity or commitment, with what it serves.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: |site, call| {
        let all = activities(site, programme(site, call)?);
        one(all, call.part("activiteitId"), |activity| &activity.onderdeel)
    },
    schema: schema::<Activiteit>,
    addresses: |site| {
        parts(site, ACTIVITY_OF, |site, framework| {
            ids(activities(site, framework), |activity| activity.onderdeel.id)
        })
    },
};

fn activities(site: &Site, framework: &Framework) -> Vec<Activiteit> {
    let href = |element: &Element| link(site, ACTIVITY_OF, &[framework.id.as_str(), element.id.as_str()]);
    let of_line = |line: &ProgrammeLine, activity: &Activity| Activiteit {
        onderdeel: Onderdeel::new(&activity.element),
        soort: ActiviteitSoort::Activiteit,
        lijn: line.element.id.to_string(),
        valt_onder: links(&activity.under),
        dient: links(&activity.serves),
        pakt_aan: links(&activity.addresses),
        delen: activity
            .parts
            .iter()
            .map(|part| ActiviteitDeel {
                onderdeel: Onderdeel::new(&part.element),
                dient: links(&part.serves),
            })
            .collect(),
        href: href(&activity.element),
    };
    let of_theme = |theme: &Theme, element: &Element| Activiteit {
        onderdeel: Onderdeel::new(element),
        soort: ActiviteitSoort::Toezegging,
        lijn: theme.element.id.to_string(),
        valt_onder: Vec::new(),
        dient: Vec::new(),
        pakt_aan: Vec::new(),
        delen: Vec::new(),
        href: href(element),
    };
    let mut all = Vec::new();
    for line in &framework.lines {
        all.extend(line.activities.iter().map(|activity| of_line(line, activity)));
    }
    for theme in &framework.themes {
        let acts = theme
            .commitments
            .iter()
            .filter(|commitment| commitment.kind == CommitmentKind::Act);
        all.extend(acts.map(|commitment| of_theme(theme, &commitment.element)));
    }
    all
}

/// The parts of a programme, or those of the line that was asked for.
fn of_line<T>(
    site: &Site,
    call: &Call,
    all: fn(&Site, &Framework) -> Vec<T>,
    line: fn(&T) -> &String,
) -> Result<Vec<T>, Fault> {
    let framework = programme(site, call)?;
    let mut all = all(site, framework);
    if let Some(wanted) = call.get(parameter::LINE.name) {
        known_line(framework, wanted)?;
        all.retain(|part| line(part) == wanted);
    }
    Ok(all)
}

/// A line that the programme has.
pub(super) fn known_line(framework: &Framework, line: &str) -> Result<(), Fault> {
    let lines = framework.lines.iter().map(|line| &line.element);
    let themes = framework.themes.iter().map(|theme| &theme.element);
    let known: Vec<&str> = lines.chain(themes).map(|element| element.id.as_str()).collect();
    if known.contains(&line) {
        return Ok(());
    }
    let known = known.join(", ");
    Err(crate::answer::Wrong::new(
        parameter::LINE.name,
        &format!("is geen lijn of thema van dit programma; er zijn: {known}"),
        &format!("is no line or theme of this programme; there are: {known}"),
    )
    .into())
}

/// The part with an id.
fn one<T: serde::Serialize>(all: Vec<T>, id: &str, element: fn(&T) -> &Onderdeel) -> Result<Answer, Fault> {
    match all.iter().find(|part| element(part).id == id) {
        Some(part) => json(part),
        None => Err(Fault::not_found(id)),
    }
}

fn ids<T>(all: Vec<T>, id: fn(T) -> String) -> Vec<String> {
    all.into_iter().map(id).collect()
}

/// Every path with a programme and one of its parts.
pub(super) fn parts(
    site: &Site,
    path: &'static str,
    ids: fn(&Site, &Framework) -> Vec<String>,
) -> Vec<String> {
    let names: Vec<&'static str> = table::names(path).collect();
    let (Ok(definitions), [programme, part]) = (site.definitions(), names.as_slice()) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for framework in &definitions.frameworks {
        for id in ids(site, framework) {
            all.push(table::fill(
                path,
                &[(*programme, framework.id.to_string()), (*part, id)],
            ));
        }
    }
    all
}
