//! An outcome: its verdict, every measure with its figures, what is done for it, and where it stands in the programme.

mod embed;
mod links;

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::Controls;
use crate::pages::decisions::{Entry, timeline};
use crate::pages::framework::chain::{self, Column};
use crate::pages::framework::element::{Followed, followed, legend};
use crate::pages::framework::named::Elements;
use crate::pages::line::{Linked, acts};
use crate::pages::on_course::question;
use crate::pages::portfolio::serving::{self, Aim, Serving};
use crate::paths;
use crate::routes::{Room, Route};
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::Standing;
use askama::Template;
use koers_model::framework::{Framework, Link};
use koers_model::id::Id;
use koers_model::text::Lang;
use koers_report::view::{Cited, Outcome, Phrase, Silent};
use koers_report::{date, html};

/// The page of an outcome, and what others show of it.
pub static ROOM: Room = Room {
    routes: &[
        Route {
            path: "/programmas/{programma}/resultaten/{id}",
            keys: KEYS,
            menu: None,
            answer,
            addresses,
        },
        embed::ROUTE,
    ],
    resources: &[],
    style: include_str!("style.css"),
};

const KEYS: &[&str] = &["regio", "op", "bekendOp"];

#[derive(Template)]
#[template(path = "pages/outcome/page.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    verdict: String,
    why: String,
    /// Why nothing can be said of it by figures, and what would help.
    silent: Option<String>,
    caveat: Option<String>,
    days: String,
    controls: Controls,
    measures: Vec<Measured>,
    text: Option<Phrase>,
    cited: Vec<Cited>,
    programme: Linked,
    line: Linked,
    leads_to: Vec<Linked>,
    helped_by: Vec<Linked>,
    activities: Vec<Linked>,
    /// Whether it stands under a theme, whose acts the text may leave untied to its results.
    is_theme: bool,
    /// What that theme promises to do.
    beside: Vec<Linked>,
    /// What is really done for it.
    serving: Serving,
    timeline: Vec<Entry>,
    chain: Vec<Column>,
    successions: Vec<Followed>,
    legend: Vec<(&'static str, &'static str, &'static str)>,
    trace: Option<String>,
    data: Vec<(String, &'static str)>,
    embed: String,
    /// This page with everything that it shows in its address.
    fixed: String,
}

/// A measure with the ways on from it.
struct Measured {
    /// The measure as HTML.
    html: String,
    title: Phrase,
    links: Vec<(String, &'static str)>,
    files: Vec<(String, &'static str)>,
}

fn addresses(site: &Site) -> Vec<String> {
    let Ok(definitions) = site.definitions() else {
        return Vec::new();
    };
    definitions
        .frameworks
        .iter()
        .flat_map(|framework| {
            framework
                .judged()
                .map(|judged| paths::outcome(framework.id.as_str(), judged.element.id.as_str()))
        })
        .collect()
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let asked = ask.asked(site.today())?;
    site.region(&asked)?;
    let framework = site.framework(ask.part("programma"))?;
    let standing = Standing::of(site, &asked, framework)?;
    let (group, outcome) = standing.outcome(ask.part("id"))?;
    let programme = framework.id.as_str();
    let stands = standing.framework()?;
    let seen = Outcome::of(&standing.status, stands, outcome, lang);
    let id = outcome.id.as_str();
    let line = Linked::plain(
        ask.carry(&paths::line(programme, group.id.as_str())),
        Phrase::new(&group.title, lang),
    );
    let about = Linked::plain(
        ask.carry(&paths::programme(programme)),
        Phrase::new(&framework.title, lang),
    );
    let region = &standing.status.region_name;
    let shell = Shell::new(
        site,
        ask,
        format!("{}, {region}", seen.title.text),
        format!("{region}: {}. {}", outcome.verdict.label(lang), seen.why),
    )?
    .crumb(ask, &paths::programme(programme), about.title.text.clone())
    .crumb(
        ask,
        &paths::line(programme, group.id.as_str()),
        line.title.text.clone(),
    );
    let measures: Vec<Measured> = seen
        .measures
        .iter()
        .enumerate()
        .map(|(at, measure)| Measured {
            html: html::measure(measure, "resultaat", 2, lang),
            links: links::onward(ask, measure),
            files: links::files(ask, &standing, (programme, id), at + 1, measure),
            title: measure.title.clone(),
        })
        .collect();
    let theme = framework.themes.iter().find(|theme| theme.element.id == group.id);
    let silent = outcome
        .measures
        .is_empty()
        .then(|| html::silent(&Silent::of(stands, outcome, lang), lang));
    render(&Page {
        controls: Controls::new(ask, KEYS, question(site, ask, &asked, &standing)?),
        caveat: standing.caveat(site, lang)?,
        verdict: html::verdict(outcome.verdict, lang),
        silent,
        why: seen.why,
        days: match lang {
            Lang::Nl => format!("{region}, peildatum {}", date::date(standing.on(), lang)),
            Lang::En => format!("{region}, judged on {}", date::date(standing.on(), lang)),
        },
        cited: Cited::all(framework, &outcome.cite, lang),
        leads_to: leads_to(framework, &outcome.id, ask),
        helped_by: helped_by(framework, &outcome.id, ask),
        activities: activities(framework, &outcome.id, ask),
        is_theme: theme.is_some(),
        beside: theme.map_or_else(Vec::new, |theme| acts(theme, framework, ask)),
        serving: serving::of(site, ask, framework, Aim::Outcome(&outcome.id))?,
        timeline: timeline(site, ask, &framework.id, &outcome.id),
        chain: chain::of(
            site.ties(&framework.id)?,
            &Elements::of(framework),
            &outcome.id,
            &standing,
            ask,
        )?,
        successions: followed(site, framework, &outcome.id, ask)?,
        legend: legend(lang),
        trace: (!measures.is_empty()).then(|| ask.carry(&paths::outcome_trace(programme, id))),
        data: links::data(ask, &standing, (programme, id)),
        fixed: ask.carry_with(
            &ask.path,
            &[
                ("regio", Some(standing.status.record.question.region.as_str())),
                ("op", Some(&standing.on().to_string())),
                (
                    "bekendOp",
                    Some(&standing.status.record.question.as_of.to_string()),
                ),
            ],
        ),
        embed: embed::snippet(site, ask, (programme, id), &seen.title.text),
        title: seen.title,
        text: seen.text,
        programme: about,
        line,
        measures,
        shell,
    })
    .map(Answer::page)
}

/// The outcomes that it works towards.
fn leads_to(framework: &Framework, id: &Id, ask: &Ask) -> Vec<Linked> {
    let outcomes = || framework.lines.iter().flat_map(|line| &line.outcomes);
    outcomes()
        .filter(|outcome| outcome.element.id == *id)
        .flat_map(|outcome| &outcome.leads_to)
        .filter_map(|link| {
            let to = outcomes().find(|outcome| outcome.element.id == link.to)?;
            Some(Linked::to_outcome(ask, framework, &to.element, Some(link)))
        })
        .collect()
}

/// The outcomes that work towards it.
fn helped_by(framework: &Framework, id: &Id, ask: &Ask) -> Vec<Linked> {
    let outcomes = framework.lines.iter().flat_map(|line| &line.outcomes);
    outcomes
        .filter_map(|outcome| {
            let link = outcome.leads_to.iter().find(|link| link.to == *id)?;
            Some(Linked::to_outcome(ask, framework, &outcome.element, Some(link)))
        })
        .collect()
}

/// The activities that serve it, themselves or with a part.
fn activities(framework: &Framework, id: &Id, ask: &Ask) -> Vec<Linked> {
    let pointing = |links: &'_ [Link]| links.iter().find(|link| link.to == *id).cloned();
    framework
        .serving(id)
        .map(|activity| {
            let link = pointing(&activity.serves)
                .or_else(|| activity.parts.iter().find_map(|part| pointing(&part.serves)));
            Linked::to_activity(ask, framework, &activity.element, link.as_ref())
        })
        .collect()
}
