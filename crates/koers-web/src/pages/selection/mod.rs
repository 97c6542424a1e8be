//! Choosing among proposals under all budgets and bounds at once: the plans there are, what each chooses, and why the rest is left out.

mod list;
mod plan;
mod proof;
mod then;
mod view;
mod what_if;

use crate::routes::Room;

/// The pages of plans to choose by.
pub static ROOM: Room = Room {
    routes: &[list::ROUTE, plan::ROUTE, proof::ROUTE],
    resources: &[],
    style: include_str!("style.css"),
};

pub(in crate::pages) use list::PATH;
pub(in crate::pages) use then::DECISION;
