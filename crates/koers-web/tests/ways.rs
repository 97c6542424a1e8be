//! From the pages to the forms: every thing of the register is led to, and where nothing is entered no page shows any of it.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

use koers_model::id::Id;
use koers_model::text::Lang;
use koers_store::{Kind, Record};
use koers_web::answer::media;
use koers_web::ask::in_language;
use koers_web::pages::entry::{self, Sort};
use koers_web::routes;
use koers_web::site::Site;
use site::workspace::{Workspace, form, page};
use site::{all, ask, practice, texts, world_of};
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

/// The practice region, where things are entered.
fn open() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let world = world_of("oefening", Vec::new(), |_, text| text);
        let site = Site::read(Arc::new(world), "http://koers.test").unwrap();
        site.for_entry(true)
    })
}

/// The pages of a site that show the register, in both languages, as they are sent.
fn pages(site: &Site) -> Vec<(String, String)> {
    let paths: Vec<String> = routes::all().flat_map(|route| (route.addresses)(site)).collect();
    let paths = paths.iter().filter(|path| {
        let rooms = [
            "/acties",
            "/beloften",
            "/besluiten",
            "/leningen",
            "/staatssteun",
            "/keuze",
        ];
        path.as_str() == "/" || rooms.iter().any(|room| path.starts_with(room))
    });
    let both = paths.flat_map(|path| [Lang::Nl, Lang::En].map(|lang| in_language(lang, path)));
    let sent = both.filter_map(|address| {
        let answer = ask(site, &address).unwrap();
        let body = String::from_utf8(answer.body.to_vec()).unwrap();
        (answer.media == media::HTML).then_some((address, body))
    });
    sent.collect()
}

/// A text without what stands between two words of it, those words left out too.
fn without(text: &str, from: &str, to: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once(from) {
        kept.push_str(before);
        rest = after.split_once(to).unwrap().1;
    }
    kept + rest
}

#[test]
fn where_nothing_is_entered_pages_hold_nothing_of_it() {
    let (public, staff) = (pages(practice()), pages(open()));
    assert!(public.len() > 60, "{}", public.len());
    for ((address, shown), (_, entered)) in public.iter().zip(&staff) {
        assert!(
            !shown.contains("entry-ways") && !shown.contains("/invoeren"),
            "{address}"
        );
        let bare = without(entered, "\n<ul class=\"entry-ways\">", "</ul>");
        let menu = [("/invoeren", "Invoeren"), ("/en/invoeren", "Enter")];
        let bare = menu.iter().fold(bare, |bare, (link, words)| {
            bare.replace(&format!("\n<li><a href=\"{link}\">{words}</a></li>"), "")
        });
        assert_eq!(*shown, bare, "{address}");
    }
}

#[test]
fn every_thing_of_the_register_is_led_to_from_the_page_that_shows_it() {
    let site = open();
    let mut links = BTreeSet::new();
    for (address, body) in pages(site) {
        let html = scraper::Html::parse_document(&body);
        let mut heard = BTreeSet::new();
        for link in all(&html, ".entry-ways a") {
            let href = link.attr("href").unwrap();
            let (path, query) = href.split_once('?').unwrap_or((href, ""));
            let (_, asked) = entry::find(path, query).unwrap().unwrap();
            // A key that no form has would have been left out.
            assert_eq!(asked.here(asked.lang), href, "{address}");
            let said: String = link.text().collect();
            assert!(heard.insert(said.clone()), "{address} says `{said}` twice");
            links.insert(href.to_owned());
        }
    }
    let lent: BTreeSet<Id> = site
        .portfolio()
        .register()
        .loans
        .values()
        .map(|loan| loan.fund.clone())
        .collect();
    for record in Record::all(site.portfolio().register()) {
        // Organisations have no page, nor have funds that lent nothing: their list leads to them.
        if record.kind() == Kind::Organisation
            || record.kind() == Kind::FundingSource && !lent.contains(record.id())
        {
            continue;
        }
        let sort = Sort::ALL
            .iter()
            .find(|sort| sort.kind() == record.kind())
            .unwrap();
        let change = format!("/invoeren/{}/{}", sort.word(), record.id());
        if record.kind().stands() {
            assert!(!links.contains(&change), "{change} would only be refused");
            let log = format!("/logboek/{}/{}", sort.word(), record.id());
            assert!(links.contains(&log), "no page leads to {log}");
            continue;
        }
        assert!(links.contains(&change), "no page leads to {change}");
        assert!(
            links.contains(&format!("/en{change}")),
            "no English page leads to {change}"
        );
    }
    for new in [
        "/invoeren/acties",
        "/invoeren/besluiten",
        "/invoeren/leningen",
        "/invoeren/steun",
        "/invoeren/zeggenschap",
        "/invoeren/schattingen",
    ] {
        assert!(links.contains(new), "{new}");
    }
}

fn value(pairs: &[(String, String)], name: &str) -> Vec<String> {
    let of = pairs.iter().filter(|(other, _)| other == name);
    of.map(|(_, value)| value.clone()).collect()
}

#[test]
fn a_form_of_something_new_starts_with_what_its_address_gives() {
    let workspace = Workspace::of("oefening");
    let server = workspace.served(|_| {});
    let before = workspace.store.head().unwrap();
    let estimate = workspace.register().estimates.keys().next().unwrap().clone();
    let pairs = form(
        &server,
        &format!("/invoeren/bevindingen?estimate={estimate}&method=geteld"),
    );
    assert_eq!(value(&pairs, "findings.1.estimate"), [estimate.as_str()]);
    assert_eq!(value(&pairs, "findings.1.method"), ["geteld"]);

    // Of a list: its first row. Several of one: with `;` between them.
    let action = workspace.register().actions.keys().next().unwrap().clone();
    let pairs = form(
        &server,
        &format!("/en/invoeren/besluiten?subjects.action={action}"),
    );
    assert_eq!(value(&pairs, "subjects.1.action")[0], action.as_str());
    let pairs = form(&server, "/invoeren/acties?serves=res-banen;res-starters");
    assert_eq!(value(&pairs, "actions.1.serves"), ["res-banen", "res-starters"]);

    // What is no field does not count, what is no id of anything is kept to be refused, and what stands twice is refused.
    let nasty = "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    let address =
        format!("/invoeren/bevindingen?estimate={nasty}&waarom=zomaar&versie=9&findings.1.method=x&hash=1");
    let shown = server.get(&address);
    assert!(!shown.text().contains("<script>alert"));
    let pairs = form(&server, &address);
    assert_eq!(
        value(&pairs, "findings.1.estimate"),
        ["\"><script>alert(1)</script>"]
    );
    for (name, is) in [("waarom", ""), ("versie", "0"), ("findings.1.method", "")] {
        assert_eq!(value(&pairs, name), [is], "{name}");
    }
    assert_eq!(
        server
            .get("/invoeren/bevindingen?unit=a&estimate=b&estimate=c")
            .status,
        400
    );
    // What is there is not filled in by its address.
    let name = workspace
        .register()
        .organisations
        .values()
        .next()
        .unwrap()
        .clone();
    let pairs = form(
        &server,
        &format!("/invoeren/organisaties/{}?name=anders", name.id),
    );
    assert_eq!(value(&pairs, "organisations.1.name"), [name.name]);
    assert_eq!(workspace.store.head().unwrap(), before, "looking writes nothing");
}

#[test]
fn a_test_starts_with_everything_that_its_yardstick_asks() {
    let workspace = Workspace::of("oefening");
    let server = workspace.served(|_| {});
    let test = page(&server.get("/acties/snijmachine/toets"));
    let link = all(&test, ".entry-ways a[href^=\"/invoeren/toetsingen?\"]")[0]
        .attr("href")
        .unwrap()
        .to_owned();
    let pairs = form(&server, &link);
    assert_eq!(value(&pairs, "appraisals.1.proposal"), ["snijmachine"]);
    assert_eq!(value(&pairs, "appraisals.1.set"), ["meetlat"]);
    let asked = |sheet: &str, key: &str| {
        let rows = (1..100).map(|row| value(&pairs, &format!("{sheet}.{row}.{key}")));
        let said = rows.flatten().filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().len()
    };
    let rows = texts(&test, ".test-gates tbody tr").len();
    assert_eq!(asked("gates", "gate"), rows);
    assert_eq!(asked("gates", "answer"), 0, "answers are for people");
    assert_eq!(asked("scores", "criterion"), 10);
    // Another yardstick, or none, asks nothing.
    let pairs = form(&server, "/invoeren/toetsingen?set=meetlat&version=99");
    assert!(value(&pairs, "gates.2.gate").is_empty());
}
