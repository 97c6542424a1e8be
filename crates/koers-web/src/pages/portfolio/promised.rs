//! The promises of one action, as its own page and that of its tests show them.

use super::{organisation, outlook};
use crate::ask::Ask;
use crate::pages::entry::{Sort, Way, Ways};
use crate::site::Site;
use jiff::civil::Date;
use koers_model::portfolio::action::Action;
use koers_model::text::Lang;
use koers_report::number;
use koers_report::view::Phrase;
use koers_run::portfolio::{Due, Grain, Portfolio};

/// A promise. Its template is `pages/portfolio/promised.html`, to be included where a page has a field `promises`.
pub(in crate::pages) struct Promise {
    pub(in crate::pages) amount: String,
    pub(in crate::pages) unit: &'static str,
    pub(in crate::pages) place: &'static str,
    pub(in crate::pages) from: String,
    pub(in crate::pages) author: String,
    pub(in crate::pages) role: &'static str,
    pub(in crate::pages) state: &'static str,
    pub(in crate::pages) found: Option<String>,
    /// What earlier promises of the kind say of it.
    pub(in crate::pages) outside: Option<String>,
    pub(in crate::pages) method: Phrase,
    pub(in crate::pages) ways: Vec<Way>,
}

/// What stands above the estimates of an action. Who is granted money answers for what was expected of it: from then on it is promised.
pub(in crate::pages) fn expected(portfolio: &Portfolio, action: &Action, lang: Lang) -> &'static str {
    if portfolio.granted().contains_key(&action.id) {
        lang.pick("Wat is beloofd", "What was promised")
    } else {
        lang.pick("Wat wordt verwacht", "What is expected")
    }
}

/// What can be entered of a promise: the promise itself, and what came of it.
pub(super) fn ways(site: &Site, ask: &Ask, due: &Due<'_>) -> Vec<Way> {
    let (lang, estimate) = (ask.lang, due.estimate);
    let amount = number::range(estimate.amount, lang);
    let portfolio = site.portfolio();
    let unit = site
        .names(portfolio.register())
        .unit(estimate.unit, &estimate.on, lang);
    let name = format!("{amount} {unit}, {}", estimate.id);
    let ways = Ways::beside(site, ask, name).to(Sort::Estimate, &estimate.id);
    match due.finding {
        Some(finding) => ways.to_named(
            Sort::Finding,
            &finding.id,
            lang.pick("wat is gevonden", "what was found"),
        ),
        None => {
            let id = estimate.id.as_str();
            ways.enter(Sort::Finding, ("Nakijken", "Check"), &[("estimate", id)])
        }
    }
    .all()
}

/// What was promised of an action, with what came of it by a day.
pub(in crate::pages) fn promises(
    site: &Site,
    ask: &Ask,
    portfolio: &Portfolio,
    action: &Action,
    on: Date,
) -> Vec<Promise> {
    let lang = ask.lang;
    let register = portfolio.register();
    let views = portfolio.outside_views(on, Grain::Author);
    portfolio
        .promises(on)
        .into_iter()
        .filter(|due| due.estimate.action == action.id && due.estimate.made <= on)
        .map(|due| {
            let estimate = due.estimate;
            let years = match estimate.to {
                Some(to) if to != estimate.from => format!("{}–{to}", estimate.from),
                Some(_) => estimate.from.to_string(),
                None => match lang {
                    Lang::Nl => format!("vanaf {}", estimate.from),
                    Lang::En => format!("from {}", estimate.from),
                },
            };
            Promise {
                amount: number::range(estimate.amount, lang),
                unit: site.names(register).unit(estimate.unit, &estimate.on, lang),
                place: estimate.incidence.label(lang),
                from: years,
                author: organisation(register, &estimate.author),
                role: estimate.role.label(lang),
                state: due.state.label(lang),
                found: due
                    .finding
                    .and_then(|finding| finding.amount)
                    .map(|amount| number::range(amount, lang)),
                outside: outlook::outside(&views, estimate, lang),
                method: Phrase::new(&estimate.method, lang),
                ways: ways(site, ask, &due),
            }
        })
        .collect()
}
