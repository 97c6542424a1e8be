//! Choosing among proposals under all budgets and bounds at once: the plans there are, what each chooses, and why the rest is left out.

mod list;
mod plan;
mod proof;
mod view;
mod what_if;

use super::decisions::Before;
use crate::answer::Fault;
use crate::ask::Ask;
use crate::routes::Room;
use crate::site::Site;
use koers_run::portfolio::Portfolio;

/// The pages of plans to choose by.
pub static ROOM: Room = Room {
    routes: &[list::ROUTE, plan::ROUTE, proof::ROUTE],
    resources: &[],
    style: include_str!("style.css"),
};

pub(in crate::pages) use list::PATH;

/// The plan as it lay before the decision that the address names.
///
/// # Errors
/// As [`Before::asked`].
fn before(site: &Site, ask: &Ask, now: &Portfolio) -> Result<Option<Before>, Fault> {
    Before::asked(site, ask, now, |decision| {
        let plan = decision.weighed.selection.as_ref();
        plan.is_some_and(|plan| plan.as_str() == ask.part("plan"))
    })
}
