//! The route table: every room of the site, one line each. A room that comes later brings a folder under `pages` and a line here.

use crate::answer::{Answer, Fault};
use crate::api::{self, Resource};
use crate::ask::{Ask, language_of};
use crate::pages;
use crate::site::Site;
use koers_model::text::Lang;
use std::sync::OnceLock;

/// The rooms, in the order of the menu.
pub static ROOMS: &[&Room] = &[
    &pages::on_course::ROOM,
    &pages::outcome::ROOM,
    &pages::line::ROOM,
    &pages::framework::ROOM,
    &pages::portfolio::ROOM,
    &pages::appraisal::ROOM,
    &pages::selection::ROOM,
    &pages::decisions::ROOM,
    &pages::aid::ROOM,
    &pages::entry::ROOM,
    &pages::map::ROOM,
    &pages::indicator::ROOM,
    &pages::economy::ROOM,
    &pages::evaluation::ROOM,
    &pages::data::ROOM,
    &pages::search::ROOM,
    &pages::about::ROOM,
    &api::ROOM,
];

/// A part of the site: pages that belong together, with their style.
#[derive(Debug)]
pub struct Room {
    /// Its pages.
    pub routes: &'static [Route],
    /// Its resources in the open API.
    pub resources: &'static [Resource],
    /// Style that only its pages need. All styles are one file, so names start with the room's own.
    pub style: &'static str,
}

/// Pages of one kind.
#[derive(Debug)]
pub struct Route {
    /// The address, Dutch, with names for the parts that vary: `/programmas/{programma}`.
    pub path: &'static str,
    /// Keys of the query that count, in the order in which addresses show them. Others are left out.
    pub keys: &'static [&'static str],
    /// Its place in the menu, Dutch and English; `None` when it has none.
    pub menu: Option<(&'static str, &'static str)>,
    /// Makes the page.
    pub answer: fn(&Site, &Ask) -> Result<Answer, Fault>,
    /// Every address that it has by itself, Dutch, without a query: for the list that search engines read.
    pub addresses: fn(&Site) -> Vec<String>,
}

impl Route {
    /// The one address of a route without names.
    #[must_use]
    pub fn fixed(path: &str) -> Vec<String> {
        vec![path.to_owned()]
    }
}

/// For a route whose addresses are not to be listed.
#[must_use]
pub fn unlisted(_: &Site) -> Vec<String> {
    Vec::new()
}

/// Every route of every room.
pub fn all() -> impl Iterator<Item = &'static Route> {
    ROOMS.iter().flat_map(|room| room.routes)
}

/// The route of an address, and what was asked of it.
///
/// # Errors
/// [`Fault::NotFound`] when no route has the address, and the faults of [`Ask::new`].
pub fn find(path: &str, query: &str) -> Result<(&'static Route, Ask), Fault> {
    let (lang, rest) = language_of(path);
    let (route, parts) = lookup(rest).ok_or_else(|| Fault::not_found(path))?;
    Ok((route, Ask::new(lang, rest, parts, query, route.keys)?))
}

fn lookup(path: &str) -> Option<(&'static Route, Vec<(String, String)>)> {
    static ROUTER: OnceLock<matchit::Router<&'static Route>> = OnceLock::new();
    let router = ROUTER.get_or_init(|| {
        let mut router = matchit::Router::new();
        for route in all() {
            // Two routes with one address are found by the test below; the first one stands.
            let _ = router.insert(route.path, route);
        }
        router
    });
    let found = router.at(path).ok()?;
    let mut parts = Vec::new();
    for (name, value) in found.params.iter() {
        let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?;
        parts.push((name.to_owned(), value.into_owned()));
    }
    Some((found.value, parts))
}

/// The menu, for the page at an address: link, words, whether the page belongs to it.
#[must_use]
pub fn menu(ask: &Ask) -> Vec<(String, &'static str, bool)> {
    let first = |path: &str| path.split('/').nth(1).map(str::to_owned);
    all()
        .filter_map(|route| Some((route, route.menu?)))
        .map(|(route, (nl, en))| {
            let words = match ask.lang {
                Lang::Nl => nl,
                Lang::En => en,
            };
            (ask.link(route.path), words, first(route.path) == first(&ask.path))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_can_be_reached() {
        let mut router = matchit::Router::new();
        for route in all() {
            assert!(router.insert(route.path, route).is_ok(), "{}", route.path);
            assert!(!route.path.ends_with('/') || route.path == "/", "{}", route.path);
        }
    }

    #[test]
    fn there_is_nothing_behind_a_slash() {
        assert!(find("/", "").is_ok());
        assert!(find("/en", "").is_ok());
        for path in ["/en/", "//", "/nergens", "/../koers.yaml", "/%2e%2e/x", ""] {
            assert!(matches!(find(path, ""), Err(Fault::NotFound { .. })), "{path}");
        }
    }
}
