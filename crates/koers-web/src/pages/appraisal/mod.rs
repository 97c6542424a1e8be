//! The tests of one proposal on one page, which prints on one sheet: gates first, then scores with their spread, and a total only behind the gates.

mod tested;

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::{Choice, Controls};
use crate::pages::entry::{Sort, Way, Ways};
use crate::pages::portfolio::{PATH as ACTIONS, Promise, organisation, promises};
use crate::paths;
use crate::routes::{Room, Route};
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::portfolio::action::{Action, Stage};
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

const KEYS: &[&str] = &["op"];

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
    controls: Controls,
    yardsticks: Vec<Yardstick>,
    promises: Vec<Promise>,
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
    let on = ask.day("op")?.unwrap_or_else(|| site.today());
    let definitions = site.definitions()?;
    let portfolio = site.portfolio();
    let action = portfolio.action(ask.part("actie"))?;
    let register = portfolio.register();
    let yardsticks = portfolio.yardsticks(definitions, action, on);
    if yardsticks.is_empty() {
        return Err(Fault::not_found(action.framework.as_str()));
    }
    let tested = portfolio.tested(definitions, on);
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
        controls: Controls::new(
            ask,
            KEYS,
            vec![Choice::Day {
                key: "op",
                label: lang.pick("Peildatum", "Day"),
                value: on.to_string(),
                most: String::new(),
            }],
        ),
        yardsticks: yardsticks
            .into_iter()
            .map(|yardstick| Yardstick::of(site, ask, &tested, action, yardstick))
            .collect(),
        promises: promises(site, ask, action, on),
        ways: Ways::on(site, ask)
            .enter(
                Sort::Override,
                ("Afwijking van de toets invoeren", "Enter an override of the test"),
                &[("proposal", action.id.as_str())],
            )
            .all(),
    })
    .map(Answer::page)
}
