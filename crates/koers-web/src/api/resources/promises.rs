//! `/beloften`: what was promised, when it is checked, and what came of it.

use super::{ACTION, csv, known, schema};
use crate::answer::{Answer, Fault};
use crate::api::call::Call;
use crate::api::listing::{Listing, page_of};
use crate::api::parameter::LANGUAGE;
use crate::api::resource::{Form, Kind, Parameter, Resource, Words};
use crate::api::wire::{Belofte, Bevonden, Dag, text};
use crate::site::Site;
use koers_model::portfolio::estimate::{EffectOn, Finding};
use koers_model::portfolio::money::Share;
use koers_model::value::Number;
use koers_report::list::{Column, Field, List};
use koers_run::portfolio::Due;

static DAY: Parameter = Parameter {
    name: "op",
    description: Words::new(
        "De dag waarop wordt gekeken wat is nagekeken en wat te laat is. Zonder deze sleutel: vandaag.",
        "The day on which it is looked at what was checked and what is overdue. Without it: today.",
    ),
    kind: Kind::Day,
    example: "2019-12-31",
};

pub(super) const ALL: Resource = Resource {
    path: "/beloften",
    operation: "beloften",
    tag: "uitvoering",
    summary: Words::new("Alle beloften over effect", "All promises of effect"),
    description: Words::new(
        "Elke schatting; van wat is toegekend (een belofte) met de dag waarop zij wordt nagekeken en wat ervan kwam. Wat te laat is eerst. CSV komt altijd in zijn geheel.",
        "Every estimate; of what was granted (a promise) with the day on which it is checked and what came of it. What is overdue first. CSV always comes whole.",
    ),
    parameters: &[&ACTION, &DAY, &LANGUAGE],
    paged: true,
    forms: &[Form::Json, Form::Csv],
    answer: all,
    schema: schema::<Listing<Belofte>>,
    addresses: |_| vec![ALL.path.to_owned()],
};

fn all(site: &Site, call: &Call) -> Result<Answer, Fault> {
    let portfolio = site.portfolio();
    let action = known(call, &ACTION, portfolio.register().actions.keys())?;
    let on = call.day(DAY.name).unwrap_or_else(|| site.today());
    let mut promises = portfolio.promises(on);
    promises.retain(|due| action.is_none_or(|wanted| due.estimate.action.as_str() == wanted));
    match call.form {
        Form::Csv => Ok(csv(call, &list(&promises), "beloften")),
        _ => page_of(site, call, promises.iter().map(wire).collect()),
    }
}

/// The outcome or the indicator that an effect bears on.
fn bears_on(on: &EffectOn) -> (Option<String>, Option<String>) {
    match on {
        EffectOn::Outcome(id) => (Some(id.to_string()), None),
        EffectOn::Indicator(id) => (None, Some(id.to_string())),
    }
}

fn wire(due: &Due<'_>) -> Belofte {
    let estimate = due.estimate;
    let (resultaat, indicator) = bears_on(&estimate.on);
    let part = |share: Share| f64::from(share.in_millionths()) / f64::from(Share::WHOLE.in_millionths());
    Belofte {
        id: estimate.id.to_string(),
        actie: estimate.action.to_string(),
        resultaat,
        indicator,
        beloofd: estimate.amount.into(),
        eenheid: estimate.unit.word(),
        van: estimate.from,
        tot: estimate.to,
        waar: estimate.incidence.word(),
        methode: text(&estimate.method),
        aannames: estimate.assumptions.as_ref().map(text),
        rol: estimate.role.word(),
        gemaakt: Dag(estimate.made),
        onderbouwing: estimate.grade.word(),
        deel: estimate.claim.as_ref().map(|claim| part(claim.share)),
        nakijken: due.day.map(Dag),
        stand: due.state.word(),
        bevinding: due.finding.map(found),
    }
}

fn found(finding: &Finding) -> Bevonden {
    Bevonden {
        gevonden: finding.amount.map(Into::into),
        methode: text(&finding.method),
        rol: finding.role.word(),
        gemaakt: Dag(finding.made),
        onderbouwing: finding.grade.word(),
    }
}

fn list(promises: &[Due<'_>]) -> List {
    let plain = |word: &str| Field::Plain(word.to_owned());
    let number = |value: Number| Field::Number(value, 12);
    let rows = promises.iter().map(|due| {
        let estimate = due.estimate;
        let (outcome, indicator) = bears_on(&estimate.on);
        let found = due.finding.and_then(|finding| finding.amount);
        vec![
            plain(estimate.id.as_str()),
            plain(estimate.action.as_str()),
            outcome.map_or(Field::Empty, Field::Plain),
            indicator.map_or(Field::Empty, Field::Plain),
            number(estimate.amount.low()),
            number(estimate.amount.central()),
            number(estimate.amount.high()),
            plain(estimate.unit.word()),
            plain(estimate.incidence.word()),
            plain(estimate.role.word()),
            plain(due.state.word()),
            due.day.map_or(Field::Empty, |day| Field::Plain(day.to_string())),
            found.map_or(Field::Empty, |found| number(found.low())),
            found.map_or(Field::Empty, |found| number(found.central())),
            found.map_or(Field::Empty, |found| number(found.high())),
        ]
    });
    List {
        rows: rows.collect(),
        columns: vec![
            Column::new("id", "schatting", "estimate"),
            Column::new("action", "actie", "action"),
            Column::new("outcome", "resultaat", "outcome"),
            Column::new("indicator", "indicator", "indicator"),
            Column::new("low", "laag", "low"),
            Column::new("central", "midden", "central"),
            Column::new("high", "hoog", "high"),
            Column::new("unit", "eenheid", "unit"),
            Column::new("incidence", "waar", "where"),
            Column::new("role", "opsteller", "author"),
            Column::new("state", "stand", "state"),
            Column::new("day", "nakijken", "check"),
            Column::new("found_low", "gevonden laag", "found low"),
            Column::new("found_central", "gevonden midden", "found central"),
            Column::new("found_high", "gevonden hoog", "found high"),
        ],
    }
}
