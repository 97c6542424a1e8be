//! An objective: what a line wants, why, what gets attention in which year, and what is done for it.

use super::{KEYS, Linked};
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::Controls;
use crate::pages::decisions::{Entry, timeline};
use crate::pages::framework::chain::{self, Column};
use crate::pages::framework::element::{Followed, followed, legend};
use crate::pages::framework::named::Elements;
use crate::pages::framework::place;
use crate::pages::on_course::{CardGroup, groups, question};
use crate::pages::portfolio::serving::{self, Aim, Serving};
use crate::paths;
use crate::routes::Route;
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::Standing;
use askama::Template;
use koers_model::element::ElementKind;
use koers_model::framework::{Activity, Element, Framework, Link, Objective, ProgrammeLine};
use koers_model::id::Id;
use koers_report::view::{Cited, Phrase};
use std::collections::{BTreeMap, BTreeSet};

pub(super) const ROUTE: Route = Route {
    path: "/programmas/{programma}/doelstellingen/{id}",
    keys: KEYS,
    menu: None,
    answer,
    addresses,
};

#[derive(Template)]
#[template(path = "pages/line/objective.html")]
struct Page {
    shell: Shell,
    number: u32,
    title: Phrase,
    text: Option<Phrase>,
    cited: Vec<Cited>,
    caveat: Option<String>,
    controls: Controls,
    line: Linked,
    /// Year, what gets attention then.
    priorities: Vec<(i32, Vec<Priority>)>,
    /// Heading, links.
    reasons: Vec<(&'static str, Vec<Linked>)>,
    activities: Vec<Linked>,
    /// What is really done for it.
    serving: Serving,
    group: Option<CardGroup>,
    timeline: Vec<Entry>,
    chain: Vec<Column>,
    successions: Vec<Followed>,
    legend: Vec<(&'static str, &'static str, &'static str)>,
}

struct Priority {
    link: String,
    title: Phrase,
    /// Why it stands here, where the source shows it elsewhere.
    placed: Option<Phrase>,
}

fn addresses(site: &Site) -> Vec<String> {
    let Ok(definitions) = site.definitions() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for framework in &definitions.frameworks {
        let objectives = framework.lines.iter().flat_map(|line| &line.objectives);
        all.extend(
            objectives
                .map(|objective| paths::objective(framework.id.as_str(), objective.element.id.as_str())),
        );
    }
    all
}

fn find<'a>(framework: &'a Framework, id: &str) -> Option<(&'a ProgrammeLine, &'a Objective)> {
    framework.lines.iter().find_map(|line| {
        let objective = line
            .objectives
            .iter()
            .find(|objective| objective.element.id.as_str() == id)?;
        Some((line, objective))
    })
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let asked = ask.asked(site.today())?;
    site.region(&asked)?;
    let framework = site.framework(ask.part("programma"))?;
    let id = ask.part("id");
    let (line, objective) = find(framework, id).ok_or_else(|| Fault::not_found(id))?;
    let element = &objective.element;
    let standing = Standing::of(site, &asked, framework)?;
    let title = Phrase::new(element.title.text(), lang);
    let programme = framework.id.as_str();
    let line_path = paths::line(programme, line.element.id.as_str());
    let line_title = Phrase::new(line.element.title.text(), lang);
    let activities: Vec<(&Activity, &Link)> = framework
        .lines
        .iter()
        .flat_map(|line| &line.activities)
        .filter_map(|activity| {
            let link = activity.under.iter().find(|link| link.to == element.id)?;
            Some((activity, link))
        })
        .collect();
    let served = served(&activities);
    let shell = Shell::new(site, ask, title.text.clone(), title.text.clone())?
        .crumb(ask, &paths::programme(programme), framework.title.get(lang))
        .crumb(ask, &line_path, line_title.text.clone());
    render(&Page {
        shell,
        number: objective.number,
        title,
        text: element.text.as_ref().map(|text| Phrase::new(text, lang)),
        cited: Cited::all(framework, &element.cite, lang),
        caveat: standing.caveat(site, lang)?,
        controls: Controls::new(ask, KEYS, question(site, ask, &asked, &standing)?),
        line: Linked::plain(ask.carry(&line_path), line_title),
        priorities: priorities(&framework.id, objective, ask),
        timeline: timeline(site, ask, &framework.id, &element.id),
        chain: chain::of(
            site.ties(&framework.id)?,
            &Elements::of(framework),
            &element.id,
            &standing,
            ask,
        )?,
        successions: followed(site, framework, &element.id, ask)?,
        legend: legend(lang),
        reasons: reasons(framework, objective, ask),
        activities: activities
            .iter()
            .map(|(activity, link)| Linked::to_activity(ask, framework, &activity.element, Some(link)))
            .collect(),
        serving: serving::of(site, ask, framework, Aim::Objective(&element.id))?,
        group: merged(groups(&standing, ask, |_, outcome| served.contains(&outcome.id))?),
    })
    .map(Answer::page)
}

/// The outcomes that these activities serve, themselves or with a part.
fn served<'a>(activities: &[(&'a Activity, &Link)]) -> BTreeSet<&'a Id> {
    activities
        .iter()
        .flat_map(|(activity, _)| {
            let parts = activity.parts.iter().flat_map(|part| &part.serves);
            activity.serves.iter().chain(parts)
        })
        .map(|link| &link.to)
        .collect()
}

/// Outcomes of several lines as one list.
fn merged(groups: Vec<CardGroup>) -> Option<CardGroup> {
    groups.into_iter().reduce(|mut all, next| {
        all.cards.extend(next.cards);
        all
    })
}

fn priorities(programme: &Id, objective: &Objective, ask: &Ask) -> Vec<(i32, Vec<Priority>)> {
    let mut years: BTreeMap<i32, Vec<Priority>> = BTreeMap::new();
    for priority in &objective.priorities {
        years.entry(priority.year).or_default().push(Priority {
            link: ask.carry(&place::of(programme, ElementKind::Priority, &priority.element.id)),
            title: Phrase::new(priority.element.title.text(), ask.lang),
            placed: priority
                .placed
                .as_ref()
                .map(|(_, why)| Phrase::new(why, ask.lang)),
        });
    }
    years.into_iter().collect()
}

/// What the objective answers, draws on and addresses.
fn reasons(framework: &Framework, objective: &Objective, ask: &Ask) -> Vec<(&'static str, Vec<Linked>)> {
    let challenges: Vec<&Element> = framework.challenges.iter().map(|it| &it.element).collect();
    let principles: Vec<&Element> = framework.principles.iter().map(|it| &it.element).collect();
    let swot: Vec<&Element> = framework.swot.iter().map(|it| &it.element).collect();
    let linked = |links: &[Link], of: &[&Element], kind: &str| -> Vec<Linked> {
        links
            .iter()
            .filter_map(|link| {
                let element = of.iter().find(|element| element.id == link.to)?;
                let path = paths::element(framework.id.as_str(), kind, element.id.as_str());
                Some(Linked::to(ask, &path, element, Some(link)))
            })
            .collect()
    };
    let lang = ask.lang;
    [
        (
            lang.pick("Geeft antwoord op", "Answers"),
            linked(&objective.answers, &challenges, "opgaven"),
        ),
        (
            lang.pick("Steunt op kerngedachten", "Draws on core ideas"),
            linked(&objective.draws_on, &principles, "kerngedachten"),
        ),
        (
            lang.pick("Gaat in op", "Addresses"),
            linked(&objective.addresses, &swot, "swot"),
        ),
    ]
    .into_iter()
    .filter(|(_, links)| !links.is_empty())
    .collect()
}
