//! Money with rules of its own: small aid below a ceiling, and money that should come back.

mod loans;
mod minimis;

use crate::routes::Room;

/// The pages of aid and loans.
pub static ROOM: Room = Room {
    routes: &[minimis::ROUTE, loans::ROUTE],
    resources: &[],
    style: include_str!("style.css"),
};

pub(in crate::pages) use loans::PATH as LOANS;
pub(in crate::pages) use minimis::PATH as AID;
