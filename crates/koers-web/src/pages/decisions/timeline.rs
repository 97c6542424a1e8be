//! What happened to a goal, as a section of its page. Its template is `pages/decisions/timeline.html`, to be included where a page has a field
//! `timeline`.

use crate::ask::Ask;
use crate::pages::portfolio::organisation;
use crate::paths;
use crate::site::Site;
use koers_model::id::Id;
use koers_model::portfolio::decision::Followed;
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::{date, number, words};
use koers_run::portfolio::{Event, Happened};

/// Something that happened.
pub(in crate::pages) struct Entry {
    pub(in crate::pages) day: String,
    /// The day for machines.
    pub(in crate::pages) iso: String,
    /// What sort of thing it is, and what became of it.
    pub(in crate::pages) kind: String,
    pub(in crate::pages) link: String,
    pub(in crate::pages) title: Phrase,
    /// What is said of it.
    pub(in crate::pages) said: Option<Phrase>,
}

/// What happened to an element of a programme, oldest first.
pub(in crate::pages) fn timeline(site: &Site, ask: &Ask, programme: &Id, element: &Id) -> Vec<Entry> {
    let portfolio = site.portfolio();
    let events = portfolio.timeline(programme, element);
    events.iter().map(|event| entry(site, ask, event)).collect()
}

fn entry(site: &Site, ask: &Ask, event: &Event<'_>) -> Entry {
    let lang = ask.lang;
    let portfolio = site.portfolio();
    let register = portfolio.register();
    let (kind, link, title, said) = match event.what {
        Happened::Decided(decision) => {
            let by = organisation(register, &decision.by);
            let kind = match decision.followed {
                Followed::NotDue => format!("{}, {by}", decision.kind.label(lang)),
                state => format!("{}, {by}: {}", decision.kind.label(lang), state.label(lang)),
            };
            (
                kind,
                paths::decision(decision.id.as_str()),
                Phrase::new(&decision.title, lang),
                None,
            )
        }
        Happened::Milestone { action, milestone } => {
            let kind = match (milestone.reached, milestone.due < site.today()) {
                (Some(_), _) => lang.pick("mijlpaal bereikt", "milestone reached"),
                (None, true) => lang.pick("mijlpaal, niet bereikt", "milestone, not reached"),
                (None, false) => lang.pick("mijlpaal, komt nog", "milestone, to come"),
            };
            (
                kind.to_owned(),
                paths::action(action.id.as_str()),
                Phrase::new(&action.title, lang),
                Some(Phrase::new(&milestone.title, lang)),
            )
        }
        Happened::Found {
            action,
            estimate,
            finding,
        } => {
            let names = site.names(register);
            let (promised, unit) = (
                number::range(estimate.amount, lang),
                names.unit(estimate.unit, &estimate.on, lang),
            );
            let said = match (finding.amount, lang) {
                (Some(found), Lang::Nl) => {
                    format!(
                        "Gevonden: {} {unit}; beloofd was {promised}.",
                        number::range(found, lang)
                    )
                }
                (Some(found), Lang::En) => {
                    format!(
                        "Found: {} {unit}; promised was {promised}.",
                        number::range(found, lang)
                    )
                }
                (None, Lang::Nl) => format!("Niet te zeggen; beloofd was {promised} {unit}."),
                (None, Lang::En) => format!("Cannot be said; promised was {promised} {unit}."),
            };
            (
                lang.pick("belofte nagekeken", "promise checked").to_owned(),
                paths::action(action.id.as_str()),
                Phrase::new(&action.title, lang),
                Some(Phrase::own(said)),
            )
        }
    };
    Entry {
        day: date::date(event.day, lang),
        iso: date::iso(event.day),
        kind: words::capital(&kind),
        link: ask.link(&link),
        title,
        said,
    }
}
