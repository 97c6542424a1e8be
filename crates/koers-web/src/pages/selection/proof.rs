//! The proof of how good a choice is, as a file that somebody else can check. What its lines mean: `docs/methods/selection.md`.

use super::then::{DECISION, then};
use crate::answer::{Answer, Fault, media};
use crate::ask::Ask;
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
    let decided = then(site, ask, &now)?;
    let portfolio = decided.as_ref().map_or(&now, |(_, then)| then.portfolio(&now));
    let choice = Choice::of(site.definitions()?, portfolio, ask.part("plan"))?;
    let selection = site.selection(&choice).map_err(|reason| Fault::NotFound {
        what: fault(&reason, ask.lang),
        near: Vec::new(),
    })?;
    Ok(Answer::new(media::TEXT, selection.proof.text()).download("koers-proof.txt"))
}
