//! `/acties`: what is done, and what is asked for.

use super::{PROGRAMME, csv, each, ids, joined, known, schema};
use crate::answer::{Answer, Fault};
use crate::api::call::{Call, link};
use crate::api::listing::{Listing, json, page_of};
use crate::api::parameter::{LANGUAGE, LINE};
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{
    Actie, ActieKort, Dag, Deelname, Geldregel, Lasten, Samenhang, Totaal, sources, text,
};
use crate::pages::portfolio::cost_at;
use crate::paths;
use crate::site::Site;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Place, Step};
use koers_model::portfolio::money::Amount;
use koers_model::portfolio::register::Register;
use koers_report::list::{Column, Field, List};

const ONE_OF: &str = "/acties/{actieId}";

/// The stages, in the words of [`koers_model::portfolio::action::Stage`].
const STAGES: &[&str] = &[
    "proposed",
    "granted",
    "running",
    "completed",
    "stopped",
    "refused",
    "withdrawn",
];

static STAGE: Parameter = Parameter {
    name: "stand",
    description: Words::new(
        "Alleen wat daar staat, met komma’s ertussen.",
        "Only what is at these stages, with commas between them.",
    ),
    kind: Kind::Words(STAGES),
    example: "granted,running",
};
static OUTCOME: Parameter = Parameter {
    name: "resultaat",
    description: Words::new(
        "Alleen wat dit resultaat dient.",
        "Only what serves this outcome.",
    ),
    kind: Kind::Name,
    example: "ck-werkgelegenheid",
};

pub(super) const ALL: Resource = Resource {
    path: "/acties",
    operation: "acties",
    tag: "uitvoering",
    summary: Words::new("Alle acties en voorstellen", "All actions and proposals"),
    description: Words::new(
        "Wat er wordt gedaan en gevraagd, op id, met de lasten per stap van de begroting. Een onbekend bedrag is geen nul. CSV komt altijd in zijn geheel.",
        "What is done and asked for, by id, with the costs at each step of the budget. An unknown amount is not nil. CSV always comes whole.",
    ),
    parameters: &[&PROGRAMME, &LINE, &OUTCOME, &STAGE, &LANGUAGE],
    paged: true,
    forms: &[Form::Json, Form::Csv],
    answer: all,
    schema: schema::<Listing<ActieKort>>,
    addresses: |_| vec![ALL.path.to_owned()],
};

pub(super) const ONE: Resource = Resource {
    path: ONE_OF,
    operation: "actie",
    tag: "uitvoering",
    summary: Words::new("Een actie of voorstel", "An action or proposal"),
    description: Words::new(
        "Een actie of voorstel met partners, geld per jaar, samenhang, beloften, besluiten en bronnen. Wie erom vraagt staat er niet bij.",
        "An action or proposal with partners, money by year, ties, promises, decisions and sources. Who asks for it is left out.",
    ),
    parameters: &[],
    paged: false,
    forms: &[Form::Json],
    answer: one,
    schema: schema::<Actie>,
    addresses: |site| {
        let portfolio = site.portfolio();
        each(ONE_OF, portfolio.register().actions.keys().map(Id::as_str))
    },
};

fn all(site: &Site, call: &Call) -> Result<Answer, Fault> {
    let frameworks = &site.definitions()?.frameworks;
    let programme = known(call, &PROGRAMME, frameworks.iter().map(|one| &one.id))?;
    let asked = || {
        frameworks
            .iter()
            .filter(move |one| programme.is_none_or(|id| one.id.as_str() == id))
    };
    let line = known(call, &LINE, asked().flat_map(groups))?;
    let served = asked().flat_map(|one| one.judged().map(|judged| &judged.element.id));
    let outcome = known(call, &OUTCOME, served)?;
    let stages: Vec<&str> = call.list(STAGE.name).collect();
    let has = |ids: &[Id], wanted: Option<&str>| {
        wanted.is_none_or(|wanted| ids.iter().any(|id| id.as_str() == wanted))
    };
    let portfolio = site.portfolio();
    let actions = portfolio.register().actions.values().filter(|action| {
        programme.is_none_or(|id| action.framework.as_str() == id)
            && has(&action.lines, line)
            && has(&action.serves, outcome)
            && (stages.is_empty() || stages.contains(&action.stage.word()))
    });
    match call.form {
        Form::Csv => Ok(csv(call, &list(actions), "acties")),
        _ => page_of(site, call, actions.map(|action| short(site, action)).collect()),
    }
}

/// The ids of the lines and themes of a programme.
fn groups(programme: &Framework) -> impl Iterator<Item = &Id> {
    let themes = programme.themes.iter().map(|theme| &theme.element.id);
    programme.lines.iter().map(|line| &line.element.id).chain(themes)
}

fn short(site: &Site, action: &Action) -> ActieKort {
    let costs = Step::ALL.iter().filter_map(|step| {
        Some(Lasten {
            stap: step.word(),
            totaal: Totaal::from(cost_at(action, *step)?),
        })
    });
    ActieKort {
        id: action.id.to_string(),
        titel: text(&action.title),
        soort: action.kind.word(),
        stand: action.stage.word(),
        programma: action.framework.to_string(),
        lijnen: ids(&action.lines),
        doelstellingen: ids(&action.objectives),
        dient: ids(&action.serves),
        lasten: costs.collect(),
        href: link(site, ONE_OF, &[action.id.as_str()]),
    }
}

fn one(site: &Site, call: &Call) -> Result<Answer, Fault> {
    let portfolio = site.portfolio();
    let action = portfolio.action(call.part("actieId"))?;
    let register = portfolio.register();
    let estimates = register.estimates.values();
    let places = action.places.iter().filter_map(|place| match place {
        Place::Region(code) => Some(code.to_string()),
        Place::Point { .. } => None,
    });
    json(&Actie {
        kort: short(site, action),
        tekst: action.summary.as_ref().map(text),
        gevraagd: action.request.as_ref().map(|request| text(&request.public)),
        voert_uit: ids(&action.carries_out),
        van: action.from.map(Dag),
        tot: action.to.map(Dag),
        gebieden: places.collect(),
        partners: partners(register, action),
        geld: action
            .money
            .iter()
            .map(|line| Geldregel {
                jaar: line.year,
                stap: line.step.word(),
                kant: line.side.word(),
                bron: line.source.to_string(),
                bedrag: line.amount.known().map(|money| money.to_string()),
            })
            .collect(),
        samenhang: action
            .dependencies
            .iter()
            .map(|tie| Samenhang {
                actie: tie.on.to_string(),
                soort: tie.kind.word(),
            })
            .collect(),
        beloften: estimates
            .filter(|estimate| estimate.action == action.id)
            .map(|estimate| estimate.id.to_string())
            .collect(),
        besluiten: portfolio
            .decisions(&action.id)
            .map(|decision| decision.id.to_string())
            .collect(),
        bronnen: sources(&action.evidence),
        pagina: format!("{}{}", site.address, paths::action(action.id.as_str())),
    })
}

/// Who takes part; who asks for the money is left out.
fn partners(register: &Register, action: &Action) -> Vec<Deelname> {
    let applicant = action.request.as_ref().map(|request| &request.applicant);
    let others = action
        .partners
        .iter()
        .filter(|partner| Some(&partner.organisation) != applicant);
    others
        .map(|partner| {
            let known = register.organisations.get(&partner.organisation);
            Deelname {
                organisatie: partner.organisation.to_string(),
                naam: known.map(|one| one.name.clone()),
                rol: partner.role.word(),
            }
        })
        .collect()
}

fn list<'a>(actions: impl Iterator<Item = &'a Action>) -> List {
    let mut columns = vec![
        Column::new("id", "id", "id"),
        Column::new("title", "naam", "name"),
        Column::new("kind", "soort", "kind"),
        Column::new("stage", "stand", "stage"),
        Column::new("framework", "programma", "programme"),
        Column::new("lines", "lijnen", "lines"),
        Column::new("serves", "dient", "serves"),
    ];
    // Where an amount is unknown the sum is empty, and the number of unknown amounts says why.
    columns.extend([
        Column::new("original", "begroting", "original"),
        Column::new("amended", "na wijziging", "amended"),
        Column::new("committed", "verplicht", "committed"),
        Column::new("realised", "gerealiseerd", "realised"),
        Column::new("unknown_amounts", "onbekende bedragen", "unknown amounts"),
    ]);
    let rows = actions.map(|action| {
        let plain = |word: &str| Field::Plain(word.to_owned());
        let mut row = vec![
            plain(action.id.as_str()),
            Field::Text(action.title.clone()),
            plain(action.kind.word()),
            plain(action.stage.word()),
            plain(action.framework.as_str()),
            joined(&ids(&action.lines)),
            joined(&ids(&action.serves)),
        ];
        row.extend(
            Step::ALL
                .iter()
                .map(|step| cost_at(action, *step).map_or(Field::Empty, Field::Total)),
        );
        let unknown = action.money.iter().filter(|line| line.amount == Amount::Unknown);
        row.push(Field::Count(unknown.count()));
        row
    });
    List {
        rows: rows.collect(),
        columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_model::portfolio::action::Stage;

    #[test]
    fn the_stages_are_those_of_the_model() {
        let words: Vec<&str> = Stage::ALL.iter().map(|stage| stage.word()).collect();
        assert_eq!(STAGES, words);
        let steps: Vec<&str> = Step::ALL.iter().map(|step| step.word()).collect();
        assert_eq!(steps, ["original", "amended", "committed", "realised"]);
    }
}
