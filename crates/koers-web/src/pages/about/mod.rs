//! What the site says of itself: what it is, what its words mean, and how accessible it is.

mod accessibility;
mod contact;
mod glossary;
mod site_itself;
pub mod words;

use crate::routes::{Room, Route};

/// About, words, accessibility.
pub static ROOM: Room = Room {
    routes: &[
        Route {
            path: "/over",
            keys: &[],
            menu: None,
            answer: site_itself::answer,
            addresses: |_| Route::fixed("/over"),
        },
        Route {
            path: "/begrippen",
            keys: &[],
            menu: None,
            answer: glossary::answer,
            addresses: |_| Route::fixed("/begrippen"),
        },
        Route {
            path: "/toegankelijkheid",
            keys: &[],
            menu: None,
            answer: accessibility::answer,
            addresses: |_| Route::fixed("/toegankelijkheid"),
        },
    ],
    resources: &[],
    style: include_str!("style.css"),
};
