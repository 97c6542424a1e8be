//! Every plan of the workspace; where there are none, what a plan is.

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::pages::portfolio::PATH as ACTIONS;
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_report::date;
use koers_report::view::Phrase;

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
    example: &'static str,
}

struct Plan {
    link: String,
    title: Phrase,
    programme: Phrase,
    day: String,
    years: String,
}

/// The shortest plan there is.
const EXAMPLE: &str = "\
koers: 1
selection: ronde-2027
title: {nl: \"Ronde 2027\", en: \"Round 2027\"}
framework: koers-2016-2019
criteria: {set: koers-2016-2019, version: 1}
day: 2027-06-01
years: {from: 2027, to: 2028}
candidates: proposed
budgets:
  - {id: eigen-2027, source: eigen, year: 2027, cap: 100000}
  - {id: eigen-2028, source: eigen, year: 2028, cap: 120000}
";

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let plans = site.definitions()?.selections.values().map(|plan| Plan {
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
        example: EXAMPLE,
    })
    .map(Answer::page)
}
