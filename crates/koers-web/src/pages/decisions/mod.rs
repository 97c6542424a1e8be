//! The memory of decisions: what was decided, moved, promised to the council and recommended; what was weighed then; and what happened to a goal.

mod decision;
mod list;
mod subject;
mod then;
mod timeline;

use crate::routes::Room;

/// The pages of decisions.
pub static ROOM: Room = Room {
    routes: &[list::ROUTE, decision::ROUTE],
    resources: &[],
    style: include_str!("style.css"),
};

pub(in crate::pages) use list::PATH;
pub(in crate::pages) use then::Then;
pub(in crate::pages) use timeline::{Entry, timeline};
