//! The catalogue: every data set with its publisher, licence, age and snapshots.

use super::bundle;
use crate::answer::{Answer, Fault};
use crate::ask::Ask;
use crate::paths;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use koers_model::freshness::Freshness;
use koers_model::region::RegionKind;
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::words::data::{self as words, sets, snapshots};
use koers_report::{date, number};
use koers_run::catalogue::{Holding, holdings};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "pages/data/catalogue.html")]
struct Page {
    shell: Shell,
    intro: String,
    groups: Vec<Group>,
    legend: Vec<(&'static str, &'static str, String)>,
    bundle: String,
    api: String,
}

/// The data sets of one publisher.
struct Group {
    publisher: String,
    place: String,
    count: String,
    rows: Vec<Row>,
}

struct Row {
    link: String,
    title: Phrase,
    table: String,
    frequency: &'static str,
    periods: Option<String>,
    regions: Vec<String>,
    /// The class of the word, and the word.
    freshness: Option<(&'static str, &'static str)>,
    dates: Vec<String>,
    snapshots: String,
    licence: (String, Option<&'static str>),
    used_by: usize,
    used_words: String,
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let all = holdings(site)?;
    let kept: usize = all.iter().map(|holding| holding.snapshots.len()).sum();
    let intro = match lang {
        Lang::Nl => format!(
            "Alle cijfers op deze site komen uit {}. Van elke set bewaren wij elk bestand zoals wij het kregen: {} in totaal.",
            sets(all.len(), lang),
            snapshots(kept, lang)
        ),
        Lang::En => format!(
            "All figures on this site come from {}. Of each set we keep every file as we got it: {} in all.",
            sets(all.len(), lang),
            snapshots(kept, lang)
        ),
    };
    let mut by_publisher: BTreeMap<&str, Vec<&Holding<'_>>> = BTreeMap::new();
    for holding in &all {
        by_publisher
            .entry(&holding.dataset.publisher)
            .or_default()
            .push(holding);
    }
    let groups = by_publisher
        .into_iter()
        .enumerate()
        .map(|(at, (publisher, holdings))| Group {
            publisher: publisher.to_owned(),
            place: format!("uitgever-{}", at + 1),
            count: sets(holdings.len(), lang),
            rows: holdings.iter().map(|holding| row(holding, ask)).collect(),
        })
        .collect();
    let title = lang.pick("Cijfers", "Data");
    let page = Page {
        shell: Shell::new(site, ask, title, intro.clone())?,
        intro,
        groups,
        legend: [Freshness::Current, Freshness::Late, Freshness::Old]
            .into_iter()
            .map(|freshness| {
                let means = words::freshness_means(freshness, koers_model::period::Frequency::Year, lang);
                (class(freshness), words::freshness(freshness, lang), means)
            })
            .collect(),
        bundle: ask.link(bundle::PATH),
        api: ask.link("/api"),
    };
    Ok(Answer::page(render(&page)?))
}

/// The name of a freshness in styles.
pub(super) fn class(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Current => "current",
        Freshness::Late => "late",
        Freshness::Old => "old",
    }
}

fn row(holding: &Holding<'_>, ask: &Ask) -> Row {
    let (dataset, lang) = (holding.dataset, ask.lang);
    Row {
        link: ask.link(&paths::dataset(dataset.id.as_str())),
        title: Phrase::new(&dataset.title, lang),
        table: words::table(&dataset.table, lang).to_owned(),
        frequency: words::frequency(dataset.frequency, lang),
        periods: periods(holding, lang),
        regions: regions(&holding.regions, lang),
        freshness: holding
            .freshness
            .map(|freshness| (class(freshness), words::freshness(freshness, lang))),
        dates: dates(holding, lang),
        snapshots: snapshots(holding.snapshots.len(), lang),
        licence: words::licence_in_words(&dataset.licence, lang),
        used_by: holding.used_by.len(),
        used_words: indicators(holding.used_by.len(), lang),
    }
}

/// From when until when the table has figures: `2011 t/m 2024`.
pub(super) fn periods(holding: &Holding<'_>, lang: Lang) -> Option<String> {
    let (first, last) = holding.coverage?.periods?;
    let word = |period| date::period(period, lang);
    Some(if first == last {
        word(first)
    } else {
        format!("{} {} {}", word(first), lang.pick("t/m", "to"), word(last))
    })
}

/// How many regions of each kind: `12 provincies`.
pub(super) fn regions(count: &BTreeMap<RegionKind, usize>, lang: Lang) -> Vec<String> {
    count
        .iter()
        .map(|(kind, count)| words::regions(*count, *kind, lang))
        .collect()
}

/// The days of the snapshot that counts: when it was published, when we got it.
pub(super) fn dates(holding: &Holding<'_>, lang: Lang) -> Vec<String> {
    let Some(current) = holding.current else {
        return Vec::new();
    };
    let published = current.published.map(|day| {
        format!(
            "{} {}",
            lang.pick("gepubliceerd", "published"),
            date::date(day, lang)
        )
    });
    let got = format!(
        "{} {}",
        lang.pick("opgehaald", "retrieved"),
        date::date(current.retrieved, lang)
    );
    published.into_iter().chain([got]).collect()
}

fn indicators(count: usize, lang: Lang) -> String {
    let words = match count {
        1 => "indicator",
        _ => lang.pick("indicatoren", "indicators"),
    };
    format!("{} {words}", number::count(count, lang))
}
