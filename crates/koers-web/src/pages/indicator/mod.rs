//! Indicators: what each means, its figures, and where every figure comes from, down to the published cell.

mod embed;
mod formula;
mod image;
mod list;
mod look;
mod measures;
mod page;
mod png;
mod steps;
mod trace;
mod verdict_trace;

pub(super) use image::ALONE;
pub use image::HAS_PNG;

use crate::routes::Room;

/// The list, an indicator, where its figures and the verdicts on outcomes come from; images and frames for elsewhere.
pub static ROOM: Room = Room {
    routes: &[
        list::ROUTE,
        page::ROUTE,
        trace::ROUTE,
        verdict_trace::ROUTE,
        embed::ROUTE,
        image::OF_INDICATOR,
        image::OF_OUTCOME,
    ],
    resources: &[],
    style: include_str!("style.css"),
};
