//! Every plan of the workspace; where there are none, what a plan is.

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::pages::portfolio::PATH as ACTIONS;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_report::date;
use koers_report::view::Phrase;
use std::cmp::Reverse;
use std::collections::BTreeMap;

pub(in crate::pages) const PATH: &str = "/keuze";

pub(super) const ROUTE: Route = Route {
    path: PATH,
    keys: &[],
    menu: None,
    answer,
    addresses: |_| Route::fixed(PATH),
};

#[derive(Template)]
#[template(path = "pages/selection/list.html")]
struct Page {
    shell: Shell,
    heading: &'static str,
    intro: &'static str,
    plans: Vec<Plan>,
    /// A plan as people write it.
    example: Shortest,
}

struct Plan {
    link: String,
    title: Phrase,
    programme: Phrase,
    day: String,
    years: String,
}

/// The shortest plan that this workspace can be asked: with its newest criteria set, and the funding source that is named most.
struct Shortest {
    file: String,
    /// Whether every name in it is one of the workspace.
    ready: bool,
}

impl Shortest {
    fn of(definitions: &Definitions, register: &Register, today: Date) -> Self {
        let sets = definitions
            .criteria
            .values()
            .flat_map(|versions| versions.values());
        let newest = sets.map(|kept| &kept.set).max_by_key(|set| (set.from, &set.id));
        let mut named: BTreeMap<&Id, usize> = BTreeMap::new();
        for line in register.actions.values().flat_map(|action| &action.money) {
            if register.funding_sources.contains_key(&line.source) {
                *named.entry(&line.source).or_default() += 1;
            }
        }
        let unused = register.funding_sources.keys().map(|id| (id, 0));
        let sources = named.into_iter().chain(unused);
        let source = sources.max_by_key(|(id, times)| (*times, Reverse(*id)));
        let word = |id: Option<&Id>, else_: &str| id.map_or_else(|| else_.to_owned(), Id::to_string);
        let framework = word(newest.map(|set| &set.framework), "programma");
        let set = word(newest.map(|set| &set.id), "meetlat");
        let version = newest.map_or(1, |set| set.version);
        let paid = word(source.map(|(id, _)| id), "geldbron");
        let (first, second) = (today.year() + 1, today.year() + 2);
        Self {
            file: format!(
                "\
koers: 1
selection: ronde-{first}
title: {{nl: \"Ronde {first}\", en: \"Round {first}\"}}
framework: {framework}
criteria: {{set: {set}, version: {version}}}
day: {today}
years: {{from: {first}, to: {second}}}
candidates: proposed
budgets:
  - {{id: geld-{first}, source: {paid}, year: {first}, cap: 100000}}
  - {{id: geld-{second}, source: {paid}, year: {second}, cap: 120000}}
"
            ),
            ready: newest.is_some() && source.is_some(),
        }
    }
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let definitions = site.definitions()?;
    let plans = definitions.selections.values().map(|plan| Plan {
        link: ask.link(&paths::selection(plan.id.as_str())),
        title: Phrase::new(&plan.title, lang),
        programme: site.framework(plan.framework.as_str()).map_or_else(
            |_| Phrase::own(plan.framework.to_string()),
            |framework| Phrase::new(&framework.title, lang),
        ),
        day: date::date(plan.day, lang),
        years: format!("{}–{}", plan.from, plan.to),
    });
    let heading = lang.pick("Kiezen uit voorstellen", "Choosing among proposals");
    let intro = lang.pick(
        "Welke voorstellen passen samen binnen alle budgetten en grenzen, en brengen het meest? En waarom valt de rest af?",
        "Which proposals fit together within all budgets and bounds, and bring the most? And why is the rest left out?",
    );
    let lists = lang.pick("Acties en voorstellen", "Actions and proposals");
    render(&Page {
        shell: Shell::new(site, ask, heading, intro)?.crumb(ask, ACTIONS, lists),
        heading,
        intro,
        plans: plans.collect(),
        example: Shortest::of(definitions, site.portfolio().register(), site.today()),
    })
    .map(Answer::page)
}
