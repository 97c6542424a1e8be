//! The economy of the region: which methods can be asked of the figures of the workspace, and what each answers.

mod asked;
mod fields;
mod files;
mod keys;
mod links;
mod list;
mod method;
mod shown;

pub(crate) use asked::{Choice, Question, Silence, word_of};
pub(super) use links::{Laid, on_dataset, on_series};
pub(super) use list::PATH;
pub(super) use shown::{Table, inputs, tables};

use crate::routes::Room;

/// The list of methods, and a page for each.
pub static ROOM: Room = Room {
    routes: &[list::ROUTE, method::ROUTE],
    resources: &[],
    style: include_str!("style.css"),
};
