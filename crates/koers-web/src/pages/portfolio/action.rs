//! One action or proposal: what it is, what it is for, its money, its promises, what was decided, and where all that stands.

use super::fit::{self, Touch};
use super::{
    Promise, Source, expected, linked, list, named, organisation, outcome, outlook, promises, sources,
};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::pages::appraisal;
use crate::pages::entry::{Sort, Way, Ways};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, DependencyKind};
use koers_model::portfolio::money::{TooMuch, Total};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::{action as wording, date, number, words};
use koers_run::portfolio::Portfolio;

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
    facts: Vec<(&'static str, Vec<Phrase>)>,
    /// Its tests, where there is a yardstick for it.
    test: Option<String>,
    serves: Vec<(Option<String>, Phrase)>,
    touches: Vec<Touch>,
    money: Vec<Money>,
    /// Whether any amount names what it falls under in the budget.
    budgeted: bool,
    totals: Vec<Together>,
    promises: Vec<Promise>,
    /// What stands above them.
    expected: &'static str,
    /// Whether the promised effects could be seen in the figures, and by which formula.
    visible: outlook::Visible,
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
    programme: Option<String>,
    task_field: Option<String>,
    amount: String,
}

/// What the amounts of one step and side come to.
struct Together {
    step: &'static str,
    side: &'static str,
    sources: Vec<(Phrase, String)>,
    all: String,
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
    let title = Phrase::new(&action.title, lang);
    let kind = words::capital(action.kind.label(lang));
    let description = format!("{kind}, {}: {}", action.stage.label(lang), title.text);
    let lists = lang.pick("Acties en voorstellen", "Actions and proposals");
    let shell = Shell::new(site, ask, title.text.clone(), description)?.crumb(ask, list::PATH, lists);
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
        money: money(register, action, lang),
        budgeted: action
            .money
            .iter()
            .any(|line| line.programme.is_some() || line.task_field.is_some()),
        totals: totals(register, action, lang).map_err(|error| Fault::Broken(error.to_string()))?,
        promises: promises(site, ask, &portfolio, action, site.today()),
        expected: expected(&portfolio, action, lang),
        visible: visible(site, &portfolio, action, lang)?,
        milestones: action
            .milestones
            .iter()
            .map(|one| {
                let reached = one.reached.map(|day| date::date(day, lang));
                // That nobody entered a day says nothing of what happened.
                let open = match one.due <= site.today() {
                    true => lang.pick("niet ingevoerd", "not entered"),
                    false => lang.pick("nog niet", "not yet"),
                };
                let reached = reached.unwrap_or_else(|| open.to_owned());
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
            ("Schatting invoeren", "Enter an estimate"),
            &[("action", id)],
        )
        .enter(
            Sort::Decision,
            ("Besluit invoeren", "Enter a decision"),
            &[("subjects.action", id)],
        )
        .all()
}

/// What can be said of it in a word or two, and what of the programme it is tied to.
fn facts(site: &Site, register: &Register, action: &Action, lang: Lang) -> Vec<(&'static str, Vec<Phrase>)> {
    let mut facts = Vec::new();
    let mut say = |nl, en, values: Vec<Phrase>| {
        if !values.is_empty() {
            facts.push((lang.pick(nl, en), values));
        }
    };
    let own = |value: Option<String>| value.map(Phrase::own).into_iter().collect();
    let day = |day: Option<jiff::civil::Date>| own(day.map(|day| date::date(day, lang)));
    let stage = words::capital(action.stage.label(lang));
    say("Stand", "Stage", own(Some(stage)));
    if let Some(request) = &action.request {
        let applicant = organisation(register, &request.applicant);
        say("Aanvrager", "Applicant", own(Some(applicant)));
        say("Gevraagd op", "Asked on", day(Some(request.received)));
        let levels = wording::levels(&request.levels, lang);
        say("In delen", "In part", own(Some(levels)));
    }
    say("Vanaf", "From", day(action.from));
    say("Tot en met", "Until", day(action.to));
    let partners = action.partners.iter().map(|one| {
        let (name, role) = (organisation(register, &one.organisation), one.role.label(lang));
        Phrase::own(format!("{name} ({role})"))
    });
    say("Wie doet mee", "Who takes part", partners.collect());
    let regions = site.definitions().ok().map(|definitions| &definitions.regions);
    let places = action.places.iter();
    let places = places.map(|one| Phrase::own(wording::place(one, regions, lang)));
    say("Waar", "Where", places.collect());
    let framework = site.framework(action.framework.as_str()).ok();
    let named = |ids: &[Id]| {
        let phrase = |id| named(framework, id, lang);
        ids.iter().map(phrase).collect()
    };
    say("Lijn of thema", "Line or theme", named(&action.lines));
    say("Doelstelling", "Objective", named(&action.objectives));
    say("Voert uit", "Carries out", named(&action.carries_out));
    say("Rol van de regio", "Role of the region", named(&action.roles));
    say("Schaalniveau", "Scale level", named(action.scale.as_slice()));
    say("Domeinen", "Domains", named(&action.domains));
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
            source: paid_by(register, &line.source, lang),
            programme: line.programme.as_ref().map(Id::to_string),
            task_field: line.task_field.as_ref().map(Id::to_string),
            amount: Total::of([line.amount]).map_or_else(
                // One amount can always be counted.
                |_| String::new(),
                |total| number::total(total, lang),
            ),
        })
        .collect()
}

/// A funding source by its name, or by its id where nobody entered it.
fn paid_by(register: &Register, source: &Id, lang: Lang) -> Phrase {
    let known = register.funding_sources.get(source);
    known.map_or_else(
        || Phrase::own(source.to_string()),
        |one| Phrase::new(&one.title, lang),
    )
}

/// What the amounts come to, each source and all of them.
fn totals(register: &Register, action: &Action, lang: Lang) -> Result<Vec<Together>, TooMuch> {
    let by_source = action.totals_by_source()?;
    let whole = action.totals()?.into_iter();
    let totals = whole.map(|((step, side), whole)| {
        let own = by_source.iter().filter(|((s, d, _), _)| (*s, *d) == (step, side));
        let sources = own.map(|((_, _, id), total)| {
            let source = paid_by(register, id, lang);
            (source, number::total(*total, lang))
        });
        Together {
            step: step.label(lang),
            side: side.label(lang),
            sources: sources.collect(),
            all: number::total(whole, lang),
        }
    });
    Ok(totals.collect())
}

/// Whether the effects that were promised could be seen in the figures.
fn visible(
    site: &Site,
    portfolio: &Portfolio,
    action: &Action,
    lang: Lang,
) -> Result<outlook::Visible, Fault> {
    let estimates = portfolio.register().estimates.values();
    let own: Vec<_> = estimates
        .filter(|estimate| estimate.action == action.id)
        .collect();
    outlook::visible(site, action, &own, lang)
}
