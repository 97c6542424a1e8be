//! The data: the catalogue of data sets, a page for each, and everything in one file.

mod bundle;
mod catalogue;
mod dataset;
mod preview;

use crate::ask::escape;
use crate::routes::{Room, Route, unlisted};
use crate::site::Site;

/// The catalogue and its data sets.
pub static ROOM: Room = Room {
    routes: &[
        Route {
            path: "/cijfers",
            keys: &[],
            menu: Some(("Cijfers", "Data")),
            answer: catalogue::answer,
            addresses: |_| Route::fixed("/cijfers"),
        },
        Route {
            path: bundle::PATH,
            keys: &["bekendOp"],
            menu: None,
            answer: bundle::answer,
            addresses: unlisted,
        },
        Route {
            path: "/cijfers/{dataset}",
            keys: dataset::KEYS,
            menu: None,
            answer: dataset::answer,
            addresses,
        },
    ],
    resources: &[],
    style: include_str!("style.css"),
};

/// The address of a data set, without a language.
fn page_of(dataset: &str) -> String {
    format!("/cijfers/{}", escape(dataset))
}

fn addresses(site: &Site) -> Vec<String> {
    let ids = site.definitions().map(|definitions| definitions.datasets.keys());
    ids.map(|ids| ids.map(|id| page_of(id.as_str())).collect())
        .unwrap_or_default()
}
