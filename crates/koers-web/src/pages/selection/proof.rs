//! The proof of how good a choice is, as a file that somebody else can check. What its lines mean: `docs/methods/selection.md`.

use super::before;
use crate::answer::{Answer, Fault, media};
use crate::ask::Ask;
use crate::pages::decisions::DECISION;
use crate::routes::{Route, unlisted};
use crate::site::Site;
use koers_run::portfolio::Choice;
use koers_run::portfolio::select::words::fault;

pub(super) const ROUTE: Route = Route {
    path: "/keuze/{plan}/bewijs.txt",
    keys: &[DECISION],
    menu: None,
    answer,
    addresses: unlisted,
};

fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let now = site.portfolio();
    let before = before(site, ask, &now)?;
    let portfolio = before.as_ref().map_or(&now, |then| then.portfolio(&now));
    let by_now = site.definitions()?;
    let definitions = before.as_ref().map_or(by_now, |then| then.definitions(by_now));
    let choice = Choice::of(definitions, portfolio, ask.part("plan"))?;
    let selection = site.selection(&choice).map_err(|reason| Fault::NotFound {
        what: fault(&reason, ask.lang),
        near: Vec::new(),
    })?;
    Ok(Answer::new(media::TEXT, selection.proof.text()).download("koers-proof.txt"))
}
