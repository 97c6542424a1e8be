//! The framework explorer: every element of a programme, how it hangs together with the others, and what became of it.

pub mod chain;
pub mod element;
mod gaps;
pub mod named;
mod overview;
pub mod place;
mod programme;
mod sections;
mod succession;

use crate::routes::{Room, Route};

/// The explorer.
pub static ROOM: Room = Room {
    routes: &[
        Route {
            path: "/programmas",
            keys: &[],
            menu: Some(("Programma’s", "Programmes")),
            answer: overview::answer,
            addresses: |_| Route::fixed("/programmas"),
        },
        Route {
            path: "/programmas/{programma}",
            keys: &[],
            menu: None,
            answer: programme::answer,
            addresses: programme::addresses,
        },
        Route {
            path: "/programmas/{programma}/{soort}/{id}",
            keys: &[],
            menu: None,
            answer: element::answer,
            addresses: element::addresses,
        },
        Route {
            path: "/opvolging/{id}",
            keys: succession::KEYS,
            menu: None,
            answer: succession::answer,
            addresses: succession::addresses,
        },
        Route {
            path: gaps::PATH,
            keys: &[],
            menu: None,
            answer: gaps::answer,
            addresses: gaps::addresses,
        },
    ],
    resources: &[],
    style: include_str!("style.css"),
};
