//! Did it work? Plans that were written before anybody looked, carried out to the letter.

mod list;
mod plan;

use crate::routes::Room;

pub(in crate::pages) use list::PATH;

/// The list of plans, and a page for each.
pub static ROOM: Room = Room {
    routes: &[list::ROUTE, plan::ROUTE],
    resources: &[],
    style: include_str!("style.css"),
};
