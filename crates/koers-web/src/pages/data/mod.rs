//! The data: the catalogue of data sets, a page for each, and everything in one file.

mod bundle;
mod catalogue;
mod dataset;
mod preview;

use crate::paths;
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

fn addresses(site: &Site) -> Vec<String> {
    let ids = site.definitions().map(|definitions| definitions.datasets.keys());
    ids.map(|ids| ids.map(|id| paths::dataset(id.as_str())).collect())
        .unwrap_or_default()
}
