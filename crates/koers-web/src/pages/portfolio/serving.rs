//! What is done for an outcome or an objective: the actions, their money step by step, what was promised of them and what came of it.

use super::{Linked, STEPS, cost_at, linked, list};
use crate::answer::Fault;
use crate::ask::{Ask, address};
use crate::site::Site;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::portfolio::action::Action;
use koers_model::portfolio::estimate::EffectOn;
use koers_model::text::Lang;
use koers_report::names::Names;
use koers_report::number;
use koers_run::portfolio::{Due, Portfolio};

/// More actions than this stand in the list, not on the page of what they serve.
const MOST: usize = 40;

/// What actions are looked for by.
#[derive(Debug, Clone, Copy)]
pub(in crate::pages) enum Aim<'a> {
    /// An outcome that they serve.
    Outcome(&'a Id),
    /// An objective that they belong to.
    Objective(&'a Id),
}

/// The actions for an aim. Its template is `pages/portfolio/serving.html`, to be included where a page has a field `serving`.
pub(in crate::pages) struct Serving {
    pub actions: Vec<Served>,
    /// How many there are, as a sentence.
    pub count: String,
    /// Money by step of the budget, of actions that were granted, are running or were completed: for this outcome alone, and for this one among
    /// others.
    pub money: Vec<(&'static str, String, String)>,
    /// All of them, in the list.
    pub all: String,
}

/// An action with what is said of it here.
pub(in crate::pages) struct Served {
    pub action: Linked,
    /// Step of the budget and costs.
    pub costs: Vec<(&'static str, String)>,
    pub promised: Vec<String>,
    pub found: Vec<String>,
}

/// What is done for an aim of a programme.
pub(in crate::pages) fn of(
    site: &Site,
    ask: &Ask,
    programme: &Framework,
    aim: Aim<'_>,
) -> Result<Serving, Fault> {
    let lang = ask.lang;
    let portfolio = site.portfolio();
    let mut actions: Vec<&Action> = portfolio
        .register()
        .actions
        .values()
        .filter(|action| action.framework == programme.id)
        .filter(|action| match aim {
            Aim::Outcome(id) => action.serves.contains(id),
            Aim::Objective(id) => action.objectives.contains(id),
        })
        .collect();
    actions.sort_by_key(|action| (action.title.get(lang).to_lowercase(), &action.id));
    let promises = portfolio.promises(site.today());
    let names = site.names(portfolio.register());
    let (key, id) = match aim {
        Aim::Outcome(id) => ("resultaat", id),
        Aim::Objective(id) => ("doelstelling", id),
    };
    Ok(Serving {
        count: count(actions.len(), lang),
        money: match aim {
            Aim::Outcome(outcome) => money(&portfolio, programme, outcome, lang)?,
            Aim::Objective(_) => Vec::new(),
        },
        all: address(
            lang,
            list::PATH,
            [
                ("programma", Some(programme.id.as_str())),
                (key, Some(id.as_str())),
            ],
        ),
        actions: actions
            .into_iter()
            .take(MOST)
            .map(|action| served(ask, &names, action, aim, &promises))
            .collect(),
    })
}

fn count(n: usize, lang: Lang) -> String {
    let more = match lang {
        Lang::Nl if n > MOST => format!(" Hier staan de eerste {MOST}."),
        Lang::En if n > MOST => format!(" The first {MOST} stand here."),
        _ => String::new(),
    };
    let said = match (n, lang) {
        (0, Lang::Nl) => "Er is geen actie of voorstel voor ingevoerd.".to_owned(),
        (0, Lang::En) => "No action or proposal was entered for it.".to_owned(),
        (1, Lang::Nl) => "Er is één actie of voorstel voor ingevoerd.".to_owned(),
        (1, Lang::En) => "One action or proposal was entered for it.".to_owned(),
        (_, Lang::Nl) => format!("Er zijn {n} acties en voorstellen voor ingevoerd."),
        (_, Lang::En) => format!("{n} actions and proposals were entered for it."),
    };
    said + &more
}

/// What is spent on an outcome, at every step of the budget of which anything was entered.
fn money(
    portfolio: &Portfolio,
    programme: &Framework,
    outcome: &Id,
    lang: Lang,
) -> Result<Vec<(&'static str, String, String)>, Fault> {
    let mut money = Vec::new();
    for step in STEPS.into_iter().rev() {
        let map = portfolio
            .coverage(programme, step)
            .map_err(|error| Fault::Broken(error.to_string()))?;
        if let Some(covered) = map.outcomes.get(outcome)
            && covered.own.count + covered.shared.count > 0
        {
            let said = |total| number::total(total, lang);
            money.push((step.label(lang), said(covered.own), said(covered.shared)));
        }
    }
    Ok(money)
}

fn served(ask: &Ask, names: &Names<'_>, action: &Action, aim: Aim<'_>, promises: &[Due<'_>]) -> Served {
    let lang = ask.lang;
    let bears = |on: &EffectOn| match aim {
        Aim::Outcome(id) => matches!(on, EffectOn::Outcome(other) if other == id),
        Aim::Objective(_) => true,
    };
    let own: Vec<&Due<'_>> = promises
        .iter()
        .filter(|due| due.estimate.action == action.id && bears(&due.estimate.on))
        .collect();
    let costs = STEPS.into_iter().rev();
    Served {
        action: linked(ask, action),
        costs: costs
            .filter_map(|step| Some((step.label(lang), number::total(cost_at(action, step)?, lang))))
            .collect(),
        promised: own
            .iter()
            .map(|due| {
                let estimate = due.estimate;
                let (amount, unit) = (
                    number::range(estimate.amount, lang),
                    names.unit(estimate.unit, &estimate.on, lang),
                );
                format!("{amount} {unit} ({})", estimate.role.label(lang))
            })
            .collect(),
        found: own
            .iter()
            .map(|due| match due.finding.and_then(|finding| finding.amount) {
                Some(amount) => number::range(amount, lang),
                None => due.state.label(lang).to_owned(),
            })
            .collect(),
    }
}
