//! One action or proposal: what it is, what it is for, its money, its promises, what was decided, and where all that stands.

use super::fit::{self, Touch};
use super::{Promise, Source, group, linked, list, organisation, outcome, outlook, promises, sources};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::pages::appraisal;
use crate::pages::entry::{Sort, Way, Ways};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::portfolio::action::{Action, DependencyKind, Place};
use koers_model::portfolio::money::Total;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::outlook::formula;
use koers_report::view::Phrase;
use koers_report::{date, number, words};
use koers_run::portfolio::Portfolio;
use std::collections::BTreeSet;

pub(super) const ROUTE: Route = Route {
    path: "/acties/{actie}",
    keys: &[],
    menu: None,
    answer,
    addresses,
};

#[derive(Template)]
#[template(path = "pages/portfolio/action.html")]
struct Page {
    shell: Shell,
    kind: String,
    title: Phrase,
    summary: Option<Phrase>,
    /// What is asked, where somebody asks.
    public: Option<Phrase>,
    facts: Vec<(&'static str, String)>,
    /// Its tests, where there is a yardstick for it.
    test: Option<String>,
    serves: Vec<(Option<String>, Phrase)>,
    touches: Vec<Touch>,
    lines: Vec<Phrase>,
    money: Vec<Money>,
    promises: Vec<Promise>,
    /// Whether the promised effects could be seen in the figures, and by which formula.
    visible: BTreeSet<String>,
    formula: &'static str,
    milestones: Vec<(String, Phrase, String)>,
    risks: Vec<(Phrase, &'static str, &'static str, Option<Phrase>)>,
    ties: Vec<(String, super::Linked)>,
    decisions: Vec<Decided>,
    sources: Vec<Source>,
    /// For who may enter things here.
    ways: Vec<Way>,
}

struct Money {
    year: i16,
    step: &'static str,
    side: &'static str,
    source: Phrase,
    amount: String,
}

struct Decided {
    link: String,
    day: String,
    kind: &'static str,
    title: Phrase,
    text: Option<Phrase>,
    by: String,
    followed: &'static str,
    sources: Vec<Source>,
}

fn addresses(site: &Site) -> Vec<String> {
    let portfolio = site.portfolio();
    let ids = portfolio.register().actions.keys();
    ids.map(|id| paths::action(id.as_str())).collect()
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let portfolio = site.portfolio();
    let action = portfolio.action(ask.part("actie"))?;
    let register = portfolio.register();
    let framework = site.framework(action.framework.as_str()).ok();
    let title = Phrase::new(&action.title, lang);
    let kind = words::capital(action.kind.label(lang));
    let description = format!("{kind}, {}: {}", action.stage.label(lang), title.text);
    let lists = lang.pick("Acties en voorstellen", "Actions and proposals");
    let shell = Shell::new(site, ask, title.text.clone(), description)?.crumb(ask, list::PATH, lists);
    let line = |id| framework.and_then(|framework| group(framework, id, lang));
    let title_of = |action: &Action| linked(ask, action);
    render(&Page {
        shell,
        kind,
        title,
        summary: action.summary.as_ref().map(|text| Phrase::new(text, lang)),
        public: action
            .request
            .as_ref()
            .map(|request| Phrase::new(&request.public, lang)),
        facts: facts(site, register, action, lang),
        test: appraisal::is_led_to(site, &portfolio, action)
            .then(|| ask.link(&paths::appraisal(action.id.as_str()))),
        serves: action
            .serves
            .iter()
            .map(|id| outcome(site, ask, &action.framework, id))
            .collect(),
        touches: fit::of(site, ask, action),
        lines: action.lines.iter().filter_map(line).collect(),
        money: money(register, action, lang),
        promises: promises(site, ask, action, site.today()),
        visible: visible(site, &portfolio, action, lang)?,
        formula: formula(lang),
        milestones: action
            .milestones
            .iter()
            .map(|one| {
                let reached = one.reached.map(|day| date::date(day, lang));
                let reached = reached.unwrap_or_else(|| lang.pick("nog niet", "not yet").to_owned());
                (date::date(one.due, lang), Phrase::new(&one.title, lang), reached)
            })
            .collect(),
        risks: action
            .risks
            .iter()
            .map(|one| {
                let response = one.response.as_ref().map(|text| Phrase::new(text, lang));
                let title = Phrase::new(&one.title, lang);
                (
                    title,
                    one.likelihood.label(lang),
                    one.impact.label(lang),
                    response,
                )
            })
            .collect(),
        ties: action
            .dependencies
            .iter()
            .filter_map(|tie| {
                let other = register.actions.get(&tie.on)?;
                let how = match tie.kind {
                    DependencyKind::Requires => lang.pick("Kan alleen met", "Only with"),
                    DependencyKind::Excludes => lang.pick("Kan niet samen met", "Not together with"),
                };
                Some((how.to_owned(), title_of(other)))
            })
            .collect(),
        decisions: portfolio
            .decisions(&action.id)
            .map(|one| Decided {
                link: ask.link(&paths::decision(one.id.as_str())),
                day: date::date(one.on, lang),
                kind: one.kind.label(lang),
                title: Phrase::new(&one.title, lang),
                text: one.text.as_ref().map(|text| Phrase::new(text, lang)),
                by: organisation(register, &one.by),
                followed: one.followed.label(lang),
                sources: sources(&one.evidence, lang),
            })
            .collect(),
        sources: sources(&action.evidence, lang),
        ways: ways(site, ask, action),
    })
    .map(Answer::page)
}

/// What can be entered from here.
fn ways(site: &Site, ask: &Ask, action: &Action) -> Vec<Way> {
    let id = action.id.as_str();
    Ways::on(site, ask)
        .to(Sort::Action, &action.id)
        .enter(
            Sort::Estimate,
            ("Belofte invoeren", "Enter a promise"),
            &[("action", id)],
        )
        .enter(
            Sort::Decision,
            ("Besluit invoeren", "Enter a decision"),
            &[("subjects.action", id)],
        )
        .all()
}

/// What can be said of it in a word or two.
fn facts(site: &Site, register: &Register, action: &Action, lang: Lang) -> Vec<(&'static str, String)> {
    let mut facts = vec![(
        lang.pick("Stand", "Stage"),
        words::capital(action.stage.label(lang)),
    )];
    let mut say = |nl, en, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push((lang.pick(nl, en), value));
        }
    };
    if let Some(request) = &action.request {
        say(
            "Aanvrager",
            "Applicant",
            Some(organisation(register, &request.applicant)),
        );
        say(
            "Gevraagd op",
            "Asked on",
            Some(date::date(request.received, lang)),
        );
    }
    say("Vanaf", "From", action.from.map(|day| date::date(day, lang)));
    say("Tot en met", "Until", action.to.map(|day| date::date(day, lang)));
    let partners: Vec<String> = action
        .partners
        .iter()
        .map(|one| {
            format!(
                "{} ({})",
                organisation(register, &one.organisation),
                one.role.label(lang)
            )
        })
        .collect();
    say("Wie doet mee", "Who takes part", Some(partners.join(", ")));
    let places: Vec<String> = action
        .places
        .iter()
        .map(|place| match place {
            Place::Region(code) => site
                .definitions()
                .ok()
                .and_then(|definitions| definitions.regions.get(code))
                .map_or_else(|| code.to_string(), |region| region.name.clone()),
            Place::Point { north, east } => {
                let degrees = |millionths: i32| f64::from(millionths) / 1e6;
                format!("{:.4}, {:.4}", degrees(*north), degrees(*east))
            }
        })
        .collect();
    say("Waar", "Where", Some(places.join(", ")));
    facts
}

fn money(register: &Register, action: &Action, lang: Lang) -> Vec<Money> {
    let mut lines: Vec<_> = action.money.iter().collect();
    lines.sort_by_key(|line| (line.step, line.year, line.side, &line.source, &line.id));
    lines
        .into_iter()
        .map(|line| Money {
            year: line.year,
            step: line.step.label(lang),
            side: line.side.label(lang),
            source: register.funding_sources.get(&line.source).map_or_else(
                || Phrase::own(line.source.to_string()),
                |one| Phrase::new(&one.title, lang),
            ),
            amount: Total::of([line.amount]).map_or_else(
                // One amount can always be counted.
                |_| String::new(),
                |total| number::total(total, lang),
            ),
        })
        .collect()
}

/// Whether the effects that were promised could be seen in the figures.
fn visible(
    site: &Site,
    portfolio: &Portfolio,
    action: &Action,
    lang: Lang,
) -> Result<BTreeSet<String>, Fault> {
    let estimates = portfolio.register().estimates.values();
    let own: Vec<_> = estimates
        .filter(|estimate| estimate.action == action.id)
        .collect();
    outlook::visible(site, action, &own, lang)
}
