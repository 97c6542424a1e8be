//! Ten thousand texts that have broken programs before, entered in a register and shown on every page about it: they stay texts.
#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

mod site;

#[path = "../../koers-store/tests/store/made.rs"]
#[allow(dead_code, clippy::unwrap_used, clippy::panic, missing_docs)]
mod made;

use koers_model::id::Id;
use koers_model::letters::{misleading, visible};
use koers_model::portfolio::register::Register;
use koers_model::text::{Lang, Text};
use koers_store::{Kind, Record};
use koers_web::answer::{Fault, media};
use koers_web::ask::in_language;
use koers_web::routes;
use koers_web::site::Site;
use made::{Dice, NASTY};
use scraper::Html;
use site::{all, ask};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A register of made-up things with nasty texts in every field, and how many texts and numbers that are.
fn nasty() -> (Register, usize) {
    let mut dice = Dice(21);
    let (mut register, mut values) = (Register::default(), 0);
    let mut enter = |record: Record| {
        values += record.encode().unwrap().matches(':').count();
        record.enter(&mut register);
    };
    for number in 0..40 {
        for kind in Kind::ALL {
            enter(dice.record_of(*kind, Id::new(&format!("r-{number}")).unwrap()));
        }
    }
    // Every text once as a whole title and summary, so that no draw leaves one out.
    for (number, text) in NASTY.iter().enumerate() {
        let mut action = dice.action(Id::new(&format!("nasty-{number}")).unwrap());
        action.title = Text::dutch(*text);
        action.summary = Some(Text::dutch(*text));
        enter(action.into());
    }
    let mut long = dice.action(Id::new("lang").unwrap());
    long.title = Text::dutch("<b>\u{202e}=1".repeat(1 << 17));
    enter(long.into());
    (register, values)
}

/// Elements, with the names of their attributes; but for the language, which any text of people may have, and which is one of two.
type Parts = BTreeSet<(String, String)>;

fn parts(page: &Html) -> Parts {
    let mut found = Parts::new();
    for element in all(page, "*") {
        let value = element.value();
        found.insert((value.name().to_owned(), String::new()));
        found.extend(
            value
                .attrs()
                .filter(|attribute| !matches!(attribute, ("lang", "nl" | "en")))
                .map(|(name, _)| (value.name().to_owned(), name.to_owned())),
        );
    }
    found
}

/// The addresses of pages about the register, in both languages.
fn addresses(site: &Site) -> Vec<String> {
    let of_register = |address: &String| {
        ["/acties", "/beloften", "/dekking"]
            .iter()
            .any(|start| address.starts_with(start))
    };
    let dutch = routes::all()
        .flat_map(|route| (route.addresses)(site))
        .filter(of_register);
    dutch
        .flat_map(|path| [Lang::Nl, Lang::En].map(|lang| in_language(lang, &path)))
        .collect()
}

/// Letters and digits only: what a parser of pages may change in the others is its own affair.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[test]
fn ten_thousand_hostile_values_stay_values() {
    let (register, values) = nasty();
    assert!(values >= 10_000, "{values}");
    let world = site::world(|_, text| text);
    let plain = Site::read(Arc::new(world), "http://koers.test").unwrap();
    // What our own pages are made of: whatever is entered adds no element and no attribute to it.
    let mut ours = Parts::new();
    for (address, _) in pages(&plain) {
        ours.extend(parts(&shown(&plain, &address).unwrap()));
    }
    let world = site::world(|_, text| text).with_register(register.clone());
    let hostile = Site::read(Arc::new(world), "http://koers.test").unwrap();
    let mut seen = 0;
    for (address, action) in pages(&hostile) {
        let page = match shown(&hostile, &address) {
            Ok(page) => page,
            // More money than can be counted is refused in words, not shown wrong.
            Err(Fault::NotFound { .. }) => panic!("{address} is gone"),
            Err(_) => continue,
        };
        seen += 1;
        let foreign: Vec<_> = parts(&page).difference(&ours).cloned().collect();
        assert!(foreign.is_empty(), "{address}: {foreign:?}");
        for element in all(&page, "[href], [src]") {
            let to = element.attr("href").or(element.attr("src")).unwrap();
            let known = ["/", "#", "?", "https://", "http://", "mailto:"];
            assert!(known.iter().any(|start| to.starts_with(start)), "{address}: {to}");
        }
        if let Some(id) = action {
            let title = &register.actions[id.as_str()].title;
            let lang = if address.starts_with("/en/") {
                Lang::En
            } else {
                Lang::Nl
            };
            let heading: String = all(&page, "h1")[0].text().collect();
            assert_eq!(bare(&heading), bare(&visible(title.get(lang))), "{address}");
            assert_eq!(misleading(&heading), None, "{address}");
        }
    }
    assert!(seen > register.actions.len(), "{seen}");
}

/// Addresses of pages; of a page about one action, its id too.
fn pages(site: &Site) -> Vec<(String, Option<String>)> {
    let portfolio = site.portfolio();
    let of_action = |address: String| {
        let id = portfolio.register().actions.keys().find(|id| {
            let path = format!("/acties/{id}");
            address == path || address == in_language(Lang::En, &path)
        });
        let id = id.map(Id::to_string);
        (address, id)
    };
    addresses(site).into_iter().map(of_action).collect()
}

fn shown(site: &Site, address: &str) -> Result<Html, Fault> {
    let answer = ask(site, address)?;
    let text = std::str::from_utf8(&answer.body).unwrap();
    if answer.media == media::CALENDAR {
        calendar(text);
        return Ok(Html::new_document());
    }
    assert!(
        text.starts_with("<!doctype html>") || text.starts_with("<!DOCTYPE html>"),
        "{address}"
    );
    Ok(Html::parse_document(text))
}

/// Every line is one of ours, or goes on with the one before; and none is longer than 75 bytes (RFC 5545).
fn calendar(text: &str) {
    for line in text.split("\r\n").filter(|line| !line.is_empty()) {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line}");
        let name = line.split([':', ';']).next().unwrap_or("");
        let is_ours = line.starts_with(' ')
            || (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-'));
        assert!(is_ours, "{line}");
    }
    let count = |line: &str| text.split("\r\n").filter(|one| *one == line).count();
    assert_eq!(count("BEGIN:VEVENT"), count("END:VEVENT"));
    assert_eq!((count("BEGIN:VCALENDAR"), count("END:VCALENDAR")), (1, 1));
}
