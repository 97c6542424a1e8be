//! What is done, for which money, for which outcome; what was promised of it; and where nobody works at an outcome.

mod action;
mod coverage;
mod fit;
mod list;
mod outlook;
mod promised;
mod promises;
pub(super) mod serving;
mod source;
mod spread;

pub(super) use list::PATH;
pub(super) use promised::{Promise, expected, promises};
pub(super) use source::{Source, sources};

use crate::ask::Ask;
use crate::paths;
use crate::routes::Room;
use crate::site::Site;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Step};
use koers_model::portfolio::money::Total;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::number;
use koers_report::view::Phrase;

/// The pages of actions, promises and coverage.
pub static ROOM: Room = Room {
    routes: &[
        list::ROUTE,
        action::ROUTE,
        promises::ROUTE,
        promises::CALENDAR,
        coverage::ROUTE,
    ],
    resources: &[],
    style: include_str!("style.css"),
};

/// Steps of the budget cycle, last one first: what was spent says more than what was meant.
const STEPS: [Step; 4] = [Step::Realised, Step::Committed, Step::Amended, Step::Original];

/// What an action costs at a step of the budget cycle; nothing where no money of that step was entered.
pub(crate) fn cost_at(action: &Action, step: Step) -> Option<Total> {
    action.cost(step).ok().filter(|total| total.count > 0)
}

/// What an action costs at the last step of the budget cycle of which anything was entered.
fn cost(action: &Action) -> Option<(Step, Total)> {
    STEPS
        .into_iter()
        .find_map(|step| Some((step, cost_at(action, step)?)))
}

/// The cost in words with its step: `€ 1.000, begroting`; nothing where no money was entered.
fn cost_words(action: &Action, lang: Lang) -> Option<(String, &'static str)> {
    cost(action).map(|(step, total)| (number::total(total, lang), step.label(lang)))
}

/// An action with its page.
pub(super) struct Linked {
    pub(super) link: String,
    pub(super) title: Phrase,
    pub(super) stage: &'static str,
}

pub(super) fn linked(ask: &Ask, action: &Action) -> Linked {
    Linked {
        link: ask.link(&paths::action(action.id.as_str())),
        title: Phrase::new(&action.title, ask.lang),
        stage: action.stage.label(ask.lang),
    }
}

/// An outcome with its page; one that the programme does not have is shown by its id, without a link.
pub(super) fn outcome(site: &Site, ask: &Ask, programme: &Id, outcome: &Id) -> (Option<String>, Phrase) {
    let framework = site.framework(programme.as_str()).ok();
    let judged = framework.and_then(|one| one.judged().find(|judged| judged.element.id == *outcome));
    match judged {
        Some(judged) => (
            Some(ask.link(&paths::outcome(programme.as_str(), outcome.as_str()))),
            Phrase::new(judged.element.title.text(), ask.lang),
        ),
        None => (None, Phrase::own(outcome.to_string())),
    }
}

/// The name of a line or theme of a programme.
fn group(framework: &Framework, id: &Id, lang: Lang) -> Option<Phrase> {
    let lines = framework.lines.iter().map(|line| &line.element);
    let themes = framework.themes.iter().map(|theme| &theme.element);
    let found = lines.chain(themes).find(|element| element.id == *id)?;
    Some(Phrase::new(found.title.text(), lang))
}

/// What a programme calls one of its elements; its id where the programme does not have it.
fn named(framework: Option<&Framework>, id: &Id, lang: Lang) -> Phrase {
    let mut elements = framework.into_iter().flat_map(Framework::elements);
    let found = elements.find(|entry| entry.element.id == *id);
    found.map_or_else(
        || Phrase::own(id.to_string()),
        |entry| Phrase::new(entry.element.title.text(), lang),
    )
}

/// The name of an organisation; its id where it was never entered.
pub(super) fn organisation(register: &Register, id: &Id) -> String {
    let known = register.organisations.get(id);
    known.map_or_else(|| id.to_string(), |one| one.name.clone())
}
