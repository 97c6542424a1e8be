//! What every page of the site must keep to, whatever it shows.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_model::text::Lang;
use koers_web::answer::media;
use koers_web::ask::in_language;
use koers_web::site::Site;
use koers_web::{assets, routes};
use scraper::Html;
use site::{all, ask, page, practice, site, text};
use std::collections::{BTreeMap, BTreeSet};

/// Every page of a site that has an address by itself, in both languages.
fn addresses(site: &Site) -> Vec<(Lang, String)> {
    let dutch: Vec<String> = routes::all().flat_map(|route| (route.addresses)(site)).collect();
    [Lang::Nl, Lang::En]
        .into_iter()
        .flat_map(|lang| dutch.iter().map(move |path| (lang, in_language(lang, path))))
        .collect()
}

fn structure(page: &Html, lang: Lang) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(what);
    let html = all(page, "html");
    if html.first().and_then(|html| html.attr("lang")) != Some(lang.tag()) {
        fault("says another language than it is in".to_owned());
    }
    if all(page, "h1").len() != 1 {
        fault(format!("has {} first headings", all(page, "h1").len()));
    }
    let mut before = 0;
    for heading in all(page, "h1, h2, h3, h4, h5, h6") {
        let level: usize = heading.value().name()[1..].parse().unwrap();
        if level > before + 1 {
            fault(format!("goes from h{before} to h{level} at `{}`", text(&heading)));
        }
        if text(&heading).is_empty() {
            fault(format!("has an empty h{level}"));
        }
        before = level;
    }
    let mut ids = BTreeSet::new();
    for element in all(page, "[id]") {
        let id = element.attr("id").unwrap();
        if !ids.insert(id.to_owned()) || id.is_empty() || id.contains(' ') {
            fault(format!("has the id `{id}` twice, or it is none"));
        }
    }
    for attribute in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
        for element in all(page, &format!("[{attribute}]")) {
            for id in element.attr(attribute).unwrap().split_whitespace() {
                if !ids.contains(id) {
                    fault(format!("{attribute} points at `{id}`, which is not there"));
                }
            }
        }
    }
    for element in all(page, "[style], script:not([src]), [onclick], style") {
        fault(format!("has style or script in the page: {}", element.html()));
    }
    for table in all(page, "table") {
        let html = Html::parse_fragment(&table.html());
        if all(&html, "caption").is_empty() || !all(&html, "th:not([scope])").is_empty() {
            fault("has a table without caption or with a heading without scope".to_owned());
        }
    }
    for region in all(page, ".scroll") {
        if region.attr("tabindex") != Some("0") || region.attr("aria-labelledby").is_none() {
            fault("has something that scrolls and cannot be reached".to_owned());
        }
    }
    for control in all(page, "input:not([type=hidden]), select, textarea") {
        let id = control.attr("id").unwrap_or("");
        if all(page, &format!("label[for=\"{id}\"]")).is_empty() {
            fault(format!("has a field `{id}` without a label"));
        }
    }
    faults
}

#[test]
fn every_page_is_well_made_and_every_link_leads_somewhere() {
    walk(site());
}

/// The made-up region has what the other example cannot have: proposals, tests, a plan.
#[test]
fn so_is_every_page_of_the_region_to_practise_in() {
    walk(practice());
}

fn walk(site: &Site) {
    let mut faults = Vec::new();
    let mut titles: BTreeMap<(Lang, String), String> = BTreeMap::new();
    let mut links: BTreeMap<String, String> = BTreeMap::new();
    let addresses = addresses(site);
    assert!(addresses.len() > 60, "{}", addresses.len());
    for (lang, address) in &addresses {
        let answer = match ask(site, address) {
            Ok(answer) => answer,
            Err(fault) => {
                faults.push(format!("{address}: {fault:?}"));
                continue;
            }
        };
        assert_eq!(answer.status, 200, "{address}");
        if answer.media != media::HTML {
            continue;
        }
        let page = Html::parse_document(std::str::from_utf8(&answer.body).unwrap());
        faults.extend(
            structure(&page, *lang)
                .into_iter()
                .map(|fault| format!("{address}: {fault}")),
        );
        let title = all(&page, "title").first().map(text).unwrap_or_default();
        if let Some(other) = titles.insert((*lang, title.clone()), address.clone()) {
            faults.push(format!("{address} and {other} have one title: {title}"));
        }
        for link in all(&page, "a[href], form[action], link[href], script[src], img[src]") {
            let to = ["href", "action", "src"]
                .iter()
                .find_map(|name| link.attr(name))
                .unwrap();
            links.entry(to.to_owned()).or_insert_with(|| address.clone());
        }
    }
    let known: BTreeSet<&str> = addresses.iter().map(|(_, address)| address.as_str()).collect();
    let mut looked_up: BTreeMap<String, bool> = BTreeMap::new();
    for (to, from) in &links {
        if to.is_empty() {
            faults.push(format!("{from}: a link to nowhere"));
        }
        let inside = to.strip_prefix("http://koers.test").unwrap_or(to);
        if !inside.starts_with('/') || inside.starts_with("/api/") {
            continue;
        }
        let (path, query) = inside.split_once('?').unwrap_or((inside, ""));
        let (path, query) = (path.split('#').next().unwrap(), query.split('#').next().unwrap());
        if assets::find(site, path).is_some() || known.contains(path) {
            continue;
        }
        let found = match routes::find(path, query) {
            // Drawings are many and slow, and each is made from a page that was asked for.
            Ok((route, _)) if route.path.starts_with("/beeld/") => true,
            Ok(_) => looked_up
                .entry(path.to_owned())
                .or_insert_with(|| ask(site, path).is_ok())
                .to_owned(),
            Err(_) => false,
        };
        if !found {
            faults.push(format!("{from}: {to} leads nowhere"));
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn a_page_says_the_same_question_in_the_other_language() {
    let page = page("/?regio=PV20&op=2019-12-31");
    let other = all(&page, ".tongues a");
    assert_eq!(other[0].attr("href"), Some("/en?regio=PV20&op=2019-12-31"));
    assert_eq!(other[0].attr("hreflang"), Some("en"));
}
