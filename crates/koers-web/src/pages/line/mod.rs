//! A line or theme of a programme, and an objective: what is wanted, what is done for it, and where it stands.

mod linked;
mod objective;

pub use linked::Linked;

use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::controls::Controls;
use crate::pages::on_course::{CardGroup, groups, question};
use crate::paths;
use crate::routes::{Room, Route};
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::Standing;
use askama::Template;
use koers_model::framework::{CommitmentKind, Element, Framework, ProgrammeLine, Theme};
use koers_model::text::Lang;
use koers_report::view::{Cited, Count, Phrase};
use koers_report::{date, html};

/// The pages of lines, themes and objectives.
pub static ROOM: Room = Room {
    routes: &[
        Route {
            path: "/programmas/{programma}/lijnen/{lijn}",
            keys: KEYS,
            menu: None,
            answer,
            addresses,
        },
        objective::ROUTE,
    ],
    resources: &[],
    style: include_str!("style.css"),
};

const KEYS: &[&str] = &["regio", "op", "bekendOp"];

#[derive(Template)]
#[template(path = "pages/line/page.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    subtitle: Option<Phrase>,
    text: Option<Phrase>,
    cited: Vec<Cited>,
    caveat: Option<String>,
    counts: String,
    strip: String,
    days: String,
    controls: Controls,
    objectives: Vec<Objective>,
    group: Option<CardGroup>,
    /// Activities of a line, or what a theme promises to do.
    activities: Vec<Linked>,
    is_theme: bool,
}

struct Objective {
    number: u32,
    linked: Linked,
    text: Option<Phrase>,
}

/// A line or a theme.
#[derive(Clone, Copy)]
enum Part<'a> {
    Line(&'a ProgrammeLine),
    Theme(&'a Theme),
}

impl<'a> Part<'a> {
    fn find(framework: &'a Framework, id: &str) -> Option<Self> {
        let line = framework
            .lines
            .iter()
            .find(|line| line.element.id.as_str() == id)
            .map(Self::Line);
        line.or_else(|| {
            let themes = &framework.themes;
            let theme = themes.iter().find(|theme| theme.element.id.as_str() == id)?;
            Some(Self::Theme(theme))
        })
    }
    fn element(self) -> &'a Element {
        match self {
            Self::Line(line) => &line.element,
            Self::Theme(theme) => &theme.element,
        }
    }
}

fn addresses(site: &Site) -> Vec<String> {
    let Ok(definitions) = site.definitions() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for framework in &definitions.frameworks {
        let lines = framework.lines.iter().map(|line| &line.element);
        let themes = framework.themes.iter().map(|theme| &theme.element);
        all.extend(
            lines
                .chain(themes)
                .map(|element| paths::line(framework.id.as_str(), element.id.as_str())),
        );
    }
    all
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let asked = ask.asked(site.today())?;
    site.region(&asked)?;
    let framework = site.framework(ask.part("programma"))?;
    let id = ask.part("lijn");
    let part = Part::find(framework, id).ok_or_else(|| Fault::not_found(id))?;
    let element = part.element();
    let standing = Standing::of(site, &asked, framework)?;
    let stands = standing.framework()?.groups.iter();
    let counts = Count::of(
        stands
            .filter(|group| group.id == element.id)
            .flat_map(|group| &group.outcomes),
    );
    let title = Phrase::new(element.title.text(), lang);
    let region = &standing.status.region_name;
    let words: Vec<String> = counts.iter().map(|count| count.words(lang)).collect();
    let shell = Shell::new(
        site,
        ask,
        title.text.clone(),
        format!("{}, {region}: {}", title.text, words.join(", ")),
    )?
    .crumb(
        ask,
        &paths::programme(framework.id.as_str()),
        framework.title.get(lang),
    );
    render(&Page {
        shell,
        title,
        subtitle: match part {
            Part::Line(line) => line.subtitle.as_ref().map(|text| Phrase::new(text, lang)),
            Part::Theme(_) => None,
        },
        text: element.text.as_ref().map(|text| Phrase::new(text, lang)),
        cited: Cited::all(framework, &element.cite, lang),
        caveat: standing.caveat(site, lang)?,
        strip: html::strip(&counts, lang),
        counts: html::counts(&counts, lang),
        days: match lang {
            Lang::Nl => format!("{region}, peildatum {}", date::date(standing.on(), lang)),
            Lang::En => format!("{region}, judged on {}", date::date(standing.on(), lang)),
        },
        controls: Controls::new(ask, KEYS, question(site, ask, &asked, &standing)?),
        objectives: objectives(part, framework, ask),
        group: groups(&standing, ask, |group, _| group.id == element.id)?.pop(),
        activities: activities(part, framework, ask),
        is_theme: matches!(part, Part::Theme(_)),
    })
    .map(Answer::page)
}

fn objectives(part: Part<'_>, framework: &Framework, ask: &Ask) -> Vec<Objective> {
    let Part::Line(line) = part else {
        return Vec::new();
    };
    line.objectives
        .iter()
        .map(|objective| Objective {
            number: objective.number,
            linked: Linked::to_objective(ask, framework, &objective.element, None),
            text: objective
                .element
                .text
                .as_ref()
                .map(|text| Phrase::new(text, ask.lang)),
        })
        .collect()
}

fn activities(part: Part<'_>, framework: &Framework, ask: &Ask) -> Vec<Linked> {
    match part {
        Part::Line(line) => line
            .activities
            .iter()
            .map(|activity| Linked::to_activity(ask, framework, &activity.element, None))
            .collect(),
        Part::Theme(theme) => acts(theme, framework, ask),
    }
}

/// What a theme promises to do.
#[must_use]
pub fn acts(theme: &Theme, framework: &Framework, ask: &Ask) -> Vec<Linked> {
    theme
        .commitments
        .iter()
        .filter(|commitment| commitment.kind == CommitmentKind::Act)
        .map(|commitment| Linked::to_activity(ask, framework, &commitment.element, None))
        .collect()
}
