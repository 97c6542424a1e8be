//! One proposal or action for programs: each record as it stands in the register that `koers portfolio export --json` writes.

use crate::failure::Failure;
use koers_model::id::Id;
use koers_model::portfolio::action::Action;
use koers_run::portfolio::Portfolio;
use koers_store::{Event, Record};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The action with its promises, findings, tests, decisions, aid and loans, and the organisations and funding sources that these name. An amount
/// that nobody knows is `"unknown"`, and what nobody filled in is `null`, as in the register.
pub fn json(portfolio: &Portfolio, action: &Action, history: Option<&[Event]>) -> Result<String, Failure> {
    let register = portfolio.register();
    let id = &action.id;
    let promises: Vec<_> = register
        .estimates
        .values()
        .filter(|one| one.action == *id)
        .collect();
    let promised: BTreeSet<&Id> = promises.iter().map(|one| &one.id).collect();
    let findings = register
        .findings
        .values()
        .filter(|one| promised.contains(&one.estimate));
    let decisions: Vec<_> = portfolio.decisions(id).collect();
    let aid: Vec<_> = register
        .aid
        .values()
        .filter(|one| one.action.as_ref() == Some(id))
        .collect();
    let loans: Vec<_> = register
        .loans
        .values()
        .filter(|one| one.action.as_ref() == Some(id))
        .collect();
    let tests = register.appraisals.values().filter(|one| one.proposal == *id);
    let overrides = register.overrides.values().filter(|one| one.proposal == *id);

    let partners = action.partners.iter().map(|one| &one.organisation);
    let named: BTreeSet<&Id> = partners
        .chain(action.request.iter().map(|one| &one.applicant))
        .chain(promises.iter().map(|one| &one.author))
        .chain(decisions.iter().map(|one| &one.by))
        .chain(aid.iter().map(|one| &one.undertaking))
        .chain(loans.iter().map(|one| &one.borrower))
        .collect();
    let organisations = named.into_iter().filter_map(|id| register.organisations.get(id));
    let paying: BTreeSet<&Id> = action
        .money
        .iter()
        .map(|line| &line.source)
        .chain(loans.iter().map(|one| &one.fund))
        .collect();
    let sources = paying
        .into_iter()
        .filter_map(|id| register.funding_sources.get(id));

    let mut out = Map::new();
    out.insert("koers_action".to_owned(), json!(1));
    out.insert("action".to_owned(), record(action)?);
    for (key, list) in [
        ("promises", records(promises.iter().copied())?),
        ("findings", records(findings)?),
        ("appraisals", records(tests)?),
        ("overrides", records(overrides)?),
        ("decisions", records(decisions.iter().copied())?),
        ("aid", records(aid.iter().copied())?),
        ("loans", records(loans.iter().copied())?),
        ("organisations", records(organisations)?),
        ("funding_sources", records(sources)?),
    ] {
        out.insert(key.to_owned(), list);
    }
    if let Some(events) = history {
        let events = events.iter().map(event);
        out.insert("history".to_owned(), events.collect());
    }
    Ok(format!("{:#}", Value::Object(out)))
}

fn records<'a, R: Clone + Into<Record> + 'a>(all: impl Iterator<Item = &'a R>) -> Result<Value, Failure> {
    all.map(record).collect()
}

/// A record without the envelope that says of which kind it is.
fn record<R: Clone + Into<Record>>(one: &R) -> Result<Value, Failure> {
    let record: Record = one.clone().into();
    let unreadable = |what: String| {
        Failure::Store(koers_store::Error::Unreadable {
            kind: record.kind().to_string(),
            id: record.id().to_string(),
            what,
        })
    };
    let text = record.encode().map_err(|error| unreadable(error.to_string()))?;
    let mut whole: Value = serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    Ok(whole
        .get_mut(record.kind().word())
        .map_or(Value::Null, Value::take))
}

fn event(event: &Event) -> Value {
    json!({
        "seq": event.seq,
        "at": event.at.to_string(),
        "who": event.who.to_string(),
        "verb": event.verb.word(),
        "reason": event.reason.to_string(),
        "hash": event.hash.to_string(),
    })
}
