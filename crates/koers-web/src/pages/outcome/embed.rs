//! An outcome inside another site: verdict, figure and chart, without the menu.

use crate::answer::{Answer, Fault};
use crate::ask::{Ask, escape};
use crate::paths;
use crate::routes::{Route, unlisted};
use crate::shell::{Shell, render};
use crate::site::Site;
use crate::standing::Standing;
use askama::Template;
use koers_report::chart::escape as escape_html;
use koers_report::view::{Measure, Outcome, Phrase};
use koers_report::{date, html};

pub(super) const ROUTE: Route = Route {
    path: "/insluiten/resultaten/{programma}/{id}",
    keys: super::KEYS,
    menu: None,
    answer,
    addresses: unlisted,
};

#[derive(Template)]
#[template(path = "pages/outcome/embed.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    link: String,
    verdict: String,
    why: String,
    region: String,
    on: String,
    caveat: Option<String>,
    measure: Option<Measure>,
}

impl Page {
    fn key(&self, symbol: &koers_report::chart::Symbol) -> String {
        symbol.svg()
    }
}

/// The text that somebody puts in a page of their own.
pub(super) fn snippet(site: &Site, ask: &Ask, (programme, id): (&str, &str), title: &str) -> String {
    let path = format!("/insluiten/resultaten/{}/{}", escape(programme), escape(id));
    format!(
        "<iframe src=\"{}{}\" title=\"{}\" width=\"100%\" height=\"680\" loading=\"lazy\"></iframe>",
        escape_html(&site.address),
        escape_html(&ask.carry(&path)),
        escape_html(title),
    )
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let asked = ask.asked(site.today())?;
    site.region(&asked)?;
    let framework = site.framework(ask.part("programma"))?;
    let standing = Standing::of(site, &asked, framework)?;
    let (_, outcome) = standing.outcome(ask.part("id"))?;
    let seen = Outcome::of(&standing.status, standing.framework()?, outcome, lang);
    let page = Page {
        shell: Shell::new(site, ask, &seen.title.text, &seen.why)?,
        link: ask.carry(&paths::outcome(framework.id.as_str(), outcome.id.as_str())),
        verdict: html::verdict(outcome.verdict, lang),
        region: standing.status.region_name.clone(),
        on: date::date(standing.on(), lang),
        caveat: standing.caveat(site, lang)?,
        measure: seen.measures.into_iter().next(),
        title: seen.title,
        why: seen.why,
    };
    Ok(Answer::page(render(&page)?).embeddable())
}
