//! A plan as it lay before a decision.

use super::super::decisions::Then;
use crate::answer::{Fault, Wrong};
use crate::ask::Ask;
use crate::site::Site;
use koers_model::portfolio::decision::Decision;
use koers_run::portfolio::Portfolio;

/// The key of the address: the decision in which the choice was weighed.
pub(in crate::pages) const DECISION: &str = "besluit";

/// The decision that is asked for, with the register of its day; nothing when the plan is asked as it stands now.
///
/// # Errors
/// [`Fault::BadInput`] when no decision of that name weighed this plan.
pub(super) fn then(site: &Site, ask: &Ask, now: &Portfolio) -> Result<Option<(Decision, Then)>, Fault> {
    let Some(named) = ask.get(DECISION) else {
        return Ok(None);
    };
    let mut decisions = now.register().decisions.values();
    let of_plan = |one: &&Decision| {
        let plan = one.weighed.selection.as_ref();
        one.id.as_str() == named && plan.is_some_and(|plan| plan.as_str() == ask.part("plan"))
    };
    let decision = decisions.find(of_plan).cloned().ok_or_else(|| {
        Wrong::new(
            DECISION,
            "is geen besluit waarin deze keuze is gewogen",
            "is no decision in which this choice was weighed",
        )
    })?;
    let then = Then::of(site, &decision);
    Ok(Some((decision, then)))
}
