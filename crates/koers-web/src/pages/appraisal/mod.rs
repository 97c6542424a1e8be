//! The tests of one proposal on one page, which prints on one sheet: gates first, then scores with their spread, and a total only behind the gates.

mod assessors;
mod tested;

use crate::answer::{Answer, Fault, Wrong};
use crate::ask::{Ask, address};
use crate::controls::{Choice, Controls};
use crate::pages::decisions::{Before, DECISION, Weighed};
use crate::pages::entry::{Sort, Way, Ways};
use crate::pages::portfolio::{PATH as ACTIONS, Promise, expected, organisation, promises};
use crate::paths;
use crate::routes::{Room, Route};
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
pub(in crate::pages) use assessors::Assessors;
use jiff::civil::Date;
use koers_model::portfolio::action::{Action, Stage};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::date;
use koers_report::view::Phrase;
use koers_run::portfolio::Portfolio;
use tested::Yardstick;

/// The page of the tests of a proposal.
pub static ROOM: Room = Room {
    routes: &[Route {
        path: "/acties/{actie}/toets",
        keys: KEYS,
        menu: None,
        answer,
        addresses,
    }],
    resources: &[],
    style: include_str!("style.css"),
};

const KEYS: &[&str] = &["op", DECISION];

#[derive(Template)]
#[template(path = "pages/appraisal/page.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    /// The page of the proposal.
    action: String,
    /// What is asked by whom, and how far it is.
    facts: Vec<(&'static str, String)>,
    public: Option<Phrase>,
    /// When it is shown as it lay before a decision.
    weighed: Option<Weighed>,
    /// The first test after the day that is looked at, where there is one: link and words.
    later: Option<(String, String)>,
    /// What day to look at; that of the decision where there is one.
    controls: Option<Controls>,
    yardsticks: Vec<Yardstick>,
    promises: Vec<Promise>,
    /// What stands above them.
    expected: &'static str,
    ways: Vec<Way>,
}

fn addresses(site: &Site) -> Vec<String> {
    let portfolio = site.portfolio();
    let actions = portfolio.register().actions.values();
    let with_page = actions.filter(|action| is_led_to(site, &portfolio, action));
    with_page
        .map(|action| paths::appraisal(action.id.as_str()))
        .collect()
}

/// Whether pages lead to the tests of an action: it was tested, or somebody still asks for it and there is a yardstick to lay it along. Of what
/// goes on without a test there is nothing to see.
pub(in crate::pages) fn is_led_to(site: &Site, portfolio: &Portfolio, action: &Action) -> bool {
    let mut tests = portfolio.register().appraisals.values();
    let tested = tests.any(|one| one.proposal == action.id);
    let asked = || {
        let definitions = site.definitions().ok();
        let yardsticks = |all| portfolio.yardsticks(all, action, site.today());
        action.stage == Stage::Proposed && definitions.is_some_and(|all| !yardsticks(all).is_empty())
    };
    tested || asked()
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let now = site.portfolio();
    let before = before(site, ask, &now)?;
    let by_now = site.definitions()?;
    let definitions = before.as_ref().map_or(by_now, |then| then.definitions(by_now));
    let portfolio = before.as_ref().map_or(&now, |then| then.portfolio(&now));
    let on = match &before {
        Some(before) => before.day(),
        None => ask.day("op")?.unwrap_or_else(|| site.today()),
    };
    let action = portfolio.action(ask.part("actie"))?;
    let register = portfolio.register();
    let yardsticks = portfolio.yardsticks(definitions, action, on);
    if yardsticks.is_empty() && ask.get("op").is_some() {
        let (nl, en) = (
            "is een dag waarop er voor dit programma nog geen meetlat was",
            "is a day on which there was no yardstick for this programme yet",
        );
        return Err(Wrong::new("op", nl, en).into());
    }
    if yardsticks.is_empty() {
        return Err(Fault::not_found(action.framework.as_str()));
    }
    let tested = portfolio.tested(definitions, on);
    let assessors = Assessors::of(site, register, &action.id)?;
    let title = Phrase::new(&action.title, lang);
    let day = date::date(on, lang);
    let (heading, description) = match lang {
        Lang::Nl => (
            format!("Toets van {}", title.text),
            format!("Hoe {} op {day} langs de meetlat lag.", title.text),
        ),
        Lang::En => (
            format!("Test of {}", title.text),
            format!("How {} lay along the yardstick on {day}.", title.text),
        ),
    };
    let mut facts = Vec::new();
    if let Some(request) = &action.request {
        facts.push((
            lang.pick("Gevraagd door", "Asked by"),
            organisation(register, &request.applicant),
        ));
        facts.push((
            lang.pick("Gevraagd op", "Asked on"),
            date::date(request.received, lang),
        ));
    }
    facts.push((lang.pick("Stand", "Stage"), action.stage.label(lang).to_owned()));
    facts.push((lang.pick("Zoals op", "As on"), day));
    let shell = Shell::new(site, ask, heading, description)?
        .crumb(
            ask,
            ACTIONS,
            lang.pick("Acties en voorstellen", "Actions and proposals"),
        )
        .crumb(ask, &paths::action(action.id.as_str()), title.text.clone());
    render(&Page {
        shell,
        title,
        action: ask.link(&paths::action(action.id.as_str())),
        facts,
        public: action
            .request
            .as_ref()
            .map(|request| Phrase::new(&request.public, lang)),
        later: later(register, ask, action, on),
        controls: before.is_none().then(|| {
            let day = Choice::Day {
                key: "op",
                label: lang.pick("Peildatum", "Day"),
                value: on.to_string(),
                most: String::new(),
            };
            Controls::new(ask, &["op"], vec![day])
        }),
        weighed: before.as_ref().map(|before| before.said(ask, by_now, &now)),
        yardsticks: yardsticks
            .into_iter()
            .map(|yardstick| Yardstick::of(site, ask, (&tested, &assessors), action, yardstick))
            .collect(),
        promises: promises(site, ask, portfolio, action, on),
        expected: expected(portfolio, action, lang),
        ways: overriding(site, ask, register, action, on),
    })
    .map(Answer::page)
}

/// Where a decision to pass over a test is entered: only where there is a test to be passed over.
fn overriding(site: &Site, ask: &Ask, register: &Register, action: &Action, on: Date) -> Vec<Way> {
    if !register.was_tested(&action.id, on) {
        return Vec::new();
    }
    let ways = Ways::on(site, ask).enter(
        Sort::Override,
        ("Afwijking van de toets invoeren", "Enter an override of the test"),
        &[("proposal", action.id.as_str())],
    );
    ways.all()
}

/// The tests as they lay before the decision that the address names.
///
/// # Errors
/// As [`Before::asked`].
fn before(site: &Site, ask: &Ask, now: &Portfolio) -> Result<Option<Before>, Fault> {
    let proposal = ask.part("actie");
    let tests = &now.register().appraisals;
    let before = Before::asked(site, ask, now, |decision| {
        let mut weighed = decision.weighed.appraisals.iter();
        weighed.any(|id| {
            tests
                .get(id)
                .is_some_and(|test| test.proposal.as_str() == proposal)
        })
    })?;
    let there = |register: &Register| {
        let mut tests = register.appraisals.values();
        tests.any(|test| test.proposal.as_str() == proposal)
            && register
                .actions
                .values()
                .any(|action| action.id.as_str() == proposal)
    };
    Ok(before.map(|before| before.where_there(there)))
}

/// The first test of an action after a day: who looks at an earlier day sees that it is not the last word.
fn later(register: &Register, ask: &Ask, action: &Action, on: Date) -> Option<(String, String)> {
    let tests = register.appraisals.values();
    let after = tests.filter(|test| test.proposal == action.id && test.made > on);
    let first = after.min_by_key(|test| (test.made, &test.id))?;
    let lang = ask.lang;
    let (day, moment) = (date::date(first.made, lang), first.moment.label(lang));
    let words = match lang {
        Lang::Nl => format!("Na deze dag is nog getoetst, voor het eerst op {day} ({moment})."),
        Lang::En => format!("It was tested after this day too, first on {day} ({moment})."),
    };
    let day = first.made.to_string();
    let path = paths::appraisal(action.id.as_str());
    Some((address(lang, &path, [("op", Some(day.as_str()))]), words))
}
