//! One entry in the memory of decisions, with what was weighed then.

use super::then::{DECISION, Then};
use super::{list, subject};
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, address};
use crate::pages::appraisal::Assessors;
use crate::pages::entry::{Sort, Way, Ways};
use crate::pages::portfolio::{PATH as ACTIONS, Source, organisation, sources};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_framework::Definitions;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::{Appraisal, Moment, Override};
use koers_model::portfolio::decision::{Decision, Subject};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::{appraisal, date, words};
use koers_run::error::RunError;
use koers_run::portfolio::Portfolio;
use std::collections::BTreeMap;

pub(super) const ROUTE: Route = Route {
    path: "/besluiten/{besluit}",
    keys: &[],
    menu: None,
    answer,
    addresses,
};

#[derive(Template)]
#[template(path = "pages/decisions/decision.html")]
struct Page {
    shell: Shell,
    kind: String,
    title: Phrase,
    text: Option<Phrase>,
    facts: Vec<(&'static str, String)>,
    /// How many those are, in words, where the list is folded.
    about_fold: Option<String>,
    about: Vec<(Option<String>, Phrase)>,
    /// How many proposals those are, and how many tests, in words; where the list is folded.
    fold: Option<String>,
    tests: Vec<Tests>,
    /// Of which moment the register is that the tests are read from, and what is not of that day.
    stood: Vec<String>,
    /// The selection run: its page where there is one, and its name.
    selection: Option<(Option<String>, Phrase)>,
    edition: Option<String>,
    day: String,
    overruled: Vec<Overruled>,
    sources: Vec<Source>,
    ways: Vec<Way>,
    /// What it is about and still stands there as proposed, where that can be changed.
    proposed: Vec<Proposed>,
}

/// A proposal that something was decided on, and that stands in the register as if nothing was.
struct Proposed {
    said: String,
    link: String,
    words: String,
}

/// The tests of one proposal that lay on the table together, as they stood on the day of the decision.
struct Tests {
    /// Their page as of that day.
    link: Option<String>,
    /// The proposal; its id, or that of the test, where it was never entered.
    proposal: Phrase,
    /// Who tested when; nothing for a test that no longer stands in the register.
    by: Vec<(String, String)>,
    /// Where the proposal stood by all its tests together.
    stand: Option<String>,
    ways: Vec<Way>,
}

/// A list that is longer than this is folded: what was decided and why comes before what it was about.
const FOLDED: usize = 5;

/// What the board passed over with this decision.
struct Overruled {
    proposal: (Option<String>, Phrase),
    said: String,
    ways: Vec<Way>,
}

fn addresses(site: &Site) -> Vec<String> {
    let portfolio = site.portfolio();
    let ids = portfolio.register().decisions.keys();
    ids.map(|id| paths::decision(id.as_str())).collect()
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let portfolio = site.portfolio();
    let register = portfolio.register();
    let now = site.definitions()?;
    let id = ask.part("besluit");
    let found = register.decisions.values().find(|one| one.id.as_str() == id);
    let decision = found.ok_or_else(|| RunError::Unknown {
        what: "decision",
        id: id.to_owned(),
        near: koers_model::spelling::near(id, register.decisions.keys().map(Id::as_str)),
    })?;
    let title = Phrase::new(&decision.title, lang);
    let (day, by) = (
        date::date(decision.on, lang),
        organisation(register, &decision.by),
    );
    let kind = words::capital(decision.kind.label(lang));
    let description = format!("{kind}, {by}, {day}");
    // Two decisions may have one name; their days tell them apart.
    let shell = Shell::new(site, ask, format!("{}, {day}", title.text), description)?
        .crumb(
            ask,
            ACTIONS,
            lang.pick("Acties en voorstellen", "Actions and proposals"),
        )
        .crumb(ask, list::PATH, lang.pick("Besluiten", "Decisions"));
    let weighed = &decision.weighed;
    let then = Then::of(site, decision);
    let definitions = then.definitions(now);
    let passed_over = register
        .overrides
        .values()
        .filter(|over| over.decision == decision.id);
    let tests = tests(site, ask, definitions, then.portfolio(&portfolio), decision);
    render(&Page {
        shell,
        kind,
        title,
        text: decision.text.as_ref().map(|text| Phrase::new(text, lang)),
        facts: vec![
            (lang.pick("Dag", "Day"), day.clone()),
            (lang.pick("Door", "By"), by),
            (
                lang.pick("Opvolging", "Follow-up"),
                words::capital(decision.followed.label(lang)),
            ),
        ],
        about_fold: about_fold(decision.about.len(), lang),
        about: decision
            .about
            .iter()
            .map(|of| subject::of(site, ask, register, of))
            .collect(),
        fold: fold(&tests, lang),
        tests,
        stood: then.said(now, &portfolio, decision, lang),
        selection: weighed
            .selection
            .as_ref()
            .map(|id| match definitions.selections.get(id) {
                Some(plan) => (
                    Some(address(
                        lang,
                        &paths::selection(id.as_str()),
                        [(DECISION, Some(decision.id.as_str()))],
                    )),
                    Phrase::new(&plan.title, lang),
                ),
                None => (None, Phrase::own(id.to_string())),
            }),
        edition: weighed.edition.as_ref().map(ToString::to_string),
        overruled: passed_over
            .map(|over| {
                let of = Subject::Action(over.proposal.clone());
                Overruled {
                    proposal: subject::of(site, ask, register, &of),
                    said: match &over.gate {
                        Some(gate) => appraisal::overruled_gate(
                            &gate_named(definitions, register, over, gate, lang),
                            over,
                            lang,
                        ),
                        None => appraisal::overruled_whole(over, register.overrides.values(), lang),
                    },
                    ways: Ways::beside(site, ask, over.id.to_string())
                        .to(Sort::Override, &over.id)
                        .all(),
                }
            })
            .collect(),
        sources: sources(&decision.evidence, lang),
        ways: ways(site, ask, register, decision),
        proposed: proposed(site, ask, register, decision),
        day,
    })
    .map(Answer::page)
}

/// What can be entered of a decision: itself, and where it is about what was tested by then, that it passes over a test.
fn ways(site: &Site, ask: &Ask, register: &Register, decision: &Decision) -> Vec<Way> {
    let ways = Ways::on(site, ask).to(Sort::Decision, &decision.id);
    let tested = decision
        .about
        .iter()
        .any(|about| matches!(about, Subject::Action(action) if register.was_tested(action, decision.on)));
    if !tested {
        return ways.all();
    }
    let words = ("Afwijking van een toets invoeren", "Enter an override of a test");
    ways.enter(Sort::Override, words, &[("decision", decision.id.as_str())])
        .all()
}

/// The proposals whose stage whoever entered the decision may still have to change.
fn proposed(site: &Site, ask: &Ask, register: &Register, decision: &Decision) -> Vec<Proposed> {
    if !site.entry {
        return Vec::new();
    }
    let lang = ask.lang;
    register
        .still_asked_for(decision)
        .map(|action| {
            let (title, stage) = (action.title.get(lang), action.stage.label(lang));
            Proposed {
                said: match lang {
                    Lang::Nl => format!(
                        "‘{title}’ staat in het register nog als {stage}: een besluit verandert de stand niet vanzelf."
                    ),
                    Lang::En => format!(
                        "‘{title}’ still stands in the register as {stage}: a decision does not change the stage by itself."
                    ),
                },
                link: ask.link(&paths::change(Sort::Action.word(), action.id.as_str())),
                words: match lang {
                    Lang::Nl => format!("Wijzig de stand van ‘{title}’"),
                    Lang::En => format!("Change the stage of ‘{title}’"),
                },
            }
        })
        .collect()
}

/// What a gate is called in the set that the proposal was last tested with when it was passed over, or else in any set; its id where no set has it.
fn gate_named(
    definitions: &Definitions,
    register: &Register,
    over: &Override,
    gate: &Id,
    lang: Lang,
) -> String {
    let mut tests: Vec<&Appraisal> = register
        .appraisals
        .values()
        .filter(|test| test.proposal == over.proposal && test.made <= over.made)
        .collect();
    tests.sort_by_key(|test| std::cmp::Reverse((test.made, &test.id)));
    let own = tests
        .into_iter()
        .filter_map(|test| definitions.yardstick(&test.set, test.version));
    let newest_first = definitions
        .criteria
        .values()
        .flat_map(|versions| versions.values().rev());
    let mut gates = own.chain(newest_first).flat_map(|kept| &kept.set.gates);
    gates
        .find(|one| one.id == *gate)
        .map_or_else(|| gate.to_string(), |one| one.title.get(lang).to_owned())
}

/// What a folded list of subjects holds.
fn about_fold(count: usize, lang: Lang) -> Option<String> {
    (count > FOLDED).then(|| match lang {
        Lang::Nl => format!("Alle {count} onderwerpen"),
        Lang::En => format!("All {count} subjects"),
    })
}

/// What a folded list of tests holds.
fn fold(tests: &[Tests], lang: Lang) -> Option<String> {
    let proposals = tests.len();
    let tested: usize = tests.iter().map(|one| one.by.len()).sum();
    (proposals > FOLDED).then(|| match lang {
        Lang::Nl => format!("Alle {tested} toetsen, van {proposals} voorstellen"),
        Lang::En => format!("All {tested} tests, of {proposals} proposals"),
    })
}

/// The tests that lay on the table, those of one proposal along one yardstick at one moment together, as they stood that day: later tests and overrides
/// do not count.
fn tests(
    site: &Site,
    ask: &Ask,
    definitions: &Definitions,
    portfolio: &Portfolio,
    decision: &Decision,
) -> Vec<Tests> {
    let lang = ask.lang;
    let register = portfolio.register();
    let known = portfolio.tested(definitions, decision.on);
    let mut shown: Vec<Tests> = Vec::new();
    let mut places: BTreeMap<(&Id, &Id, u32, Moment), usize> = BTreeMap::new();
    for id in &decision.weighed.appraisals {
        let Some(test) = register.appraisals.get(id) else {
            shown.push(Tests {
                link: None,
                proposal: Phrase::own(id.to_string()),
                by: Vec::new(),
                stand: None,
                ways: Vec::new(),
            });
            continue;
        };
        let key = (&test.proposal, &test.set, test.version, test.moment);
        let at = *places.entry(key).or_insert_with(|| {
            let action = register.actions.get(&test.proposal);
            let yardstick = definitions.yardstick(&test.set, test.version);
            shown.push(Tests {
                link: (action.is_some() && yardstick.is_some()).then(|| {
                    let path = paths::appraisal(test.proposal.as_str());
                    address(lang, &path, [(DECISION, Some(decision.id.as_str()))])
                }),
                proposal: action.map_or_else(
                    || Phrase::own(test.proposal.to_string()),
                    |action| Phrase::new(&action.title, lang),
                ),
                by: Vec::new(),
                stand: yardstick.map(|yardstick| {
                    let standing = known.standing(&test.proposal, &yardstick.set, test.moment);
                    appraisal::stand(&standing, lang)
                }),
                ways: Vec::new(),
            });
            shown.len() - 1
        });
        let Some(one) = shown.get_mut(at) else { continue };
        if let Ok(assessors) = Assessors::of(site, register, &test.proposal) {
            one.by
                .push((assessors.name(test, lang), date::date(test.made, lang)));
        }
        let ways = Ways::beside(site, ask, test.proposal.to_string());
        one.ways
            .extend(ways.to_named(Sort::Appraisal, id, &test.assessor).all());
    }
    shown
}
