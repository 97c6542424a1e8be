//! An indicator inside another site: figure and chart, without the menu.

use super::look::{KEYS, Look};
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, escape};
use crate::paths;
use crate::routes::{Route, unlisted};
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_report::chart::escape as escape_html;
use koers_report::date;
use koers_report::view::{Phrase, Series, Source};

pub(super) const ROUTE: Route = Route {
    path: "/insluiten/indicatoren/{id}",
    keys: KEYS,
    menu: None,
    answer,
    addresses: unlisted,
};

#[derive(Template)]
#[template(path = "pages/indicator/embed.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    link: String,
    region: String,
    as_of: Option<String>,
    silence: Option<String>,
    series: Series,
    sources: Vec<Source>,
}

/// The text that somebody puts in a page of their own.
pub(super) fn snippet(
    site: &Site,
    ask: &Ask,
    indicator: &str,
    comparison: Option<&str>,
    title: &str,
) -> String {
    let path = format!("/insluiten/indicatoren/{}", escape(indicator));
    format!(
        "<iframe src=\"{}{}\" title=\"{}\" width=\"100%\" height=\"480\" loading=\"lazy\"></iframe>",
        escape_html(&site.address),
        escape_html(&ask.carry_with(&path, &[("vergelijk", comparison)])),
        escape_html(title),
    )
}

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let look = Look::of(site, ask)?;
    let indicator = look.indicator;
    let on = look.asked.as_of.unwrap_or_else(|| site.today());
    let chart = look.chart("reeks".to_owned(), lang);
    let title = Phrase::new(&indicator.title, lang);
    let page = Page {
        shell: Shell::new(
            site,
            ask,
            format!("{}, {}", title.text, look.region.name),
            format!("{}, {}.", title.text, look.region.name),
        )?,
        link: ask.carry_with(
            &paths::indicator(indicator.id.as_str()),
            &[("vergelijk", look.comparison().as_deref())],
        ),
        region: look.region.name.clone(),
        as_of: look.asked.as_of.map(|day| date::date(day, lang)),
        silence: look.silence(lang),
        series: Series::of(&chart, on, indicator),
        sources: site
            .sources(indicator, look.asked.as_of)?
            .iter()
            .map(|note| Source::new(note, lang))
            .collect(),
        title,
    };
    Ok(Answer::page(render(&page)?).embeddable())
}
