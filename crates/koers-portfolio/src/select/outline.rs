//! The choice itself, without reasons: what a what-if compares.

use super::Question;
use super::answer::{Ended, Outline};
use super::clashes;
use super::effort::Effort;
use super::fault::SelectFault;
use super::field::Field;
use super::model::Model;
use koers_model::id::Id;
use koers_model::portfolio::action::Stage;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_solve::choose::{self, Outcome, solve};
use std::collections::{BTreeMap, BTreeSet};

/// A question put into numbers, with its answer.
pub(super) struct Solved<'a> {
    pub(super) model: Model<'a>,
    pub(super) outcome: Outcome,
    pub(super) outline: Outline,
}

/// Solves a question, with these caps instead of those of the plan.
pub(super) fn solved<'a>(
    question: &'a Question<'a>,
    caps: &BTreeMap<&'a Id, Amount>,
    effort: &Effort,
) -> Result<Solved<'a>, SelectFault> {
    let model = Model::new(Field::new(question, caps)?)?;
    let mut outcome = solve(&model.program, &effort.limits());
    // Of equal value the cheapest: else money would go to what adds nothing. Where no value for money is asked for there is no time for it.
    if effort.frontier > 0
        && outcome.ended == choose::Ended::Optimal
        && let Some(found) = outcome.solution.take()
    {
        let (costs, _) = model.priced()?;
        let cheapest = choose::cheapest(&model.program, &costs, found.clone(), &effort.aside());
        // Costs too large to be added up decide nothing.
        outcome.solution = Some(cheapest.unwrap_or(found));
    }
    let found = outcome.solution.as_ref();
    let chosen = found.map(|found| model.levels(&found.chosen)).unwrap_or_default();
    let mut cost = Money::ZERO;
    if let Some(found) = found {
        let costs = model.costs()?;
        for (money, _) in costs.iter().zip(&found.chosen).filter(|(_, taken)| **taken) {
            cost = cost.plus(*money).ok_or(SelectFault::TooMuch)?;
        }
    }
    let (served, unserved) = served(&model.field, &chosen);
    let ended = match outcome.ended {
        choose::Ended::Optimal => Ended::Best,
        choose::Ended::WithinGap => Ended::NearBest,
        choose::Ended::Empty => Ended::Impossible,
        choose::Ended::Limit | choose::Ended::Told => Ended::Unfinished,
    };
    let clash = match ended {
        Ended::Impossible => clashes::smallest(&model, &effort.aside(), effort.clashes),
        _ => None,
    };
    let outline = Outline {
        ended,
        value: found.map_or(0.0, |found| model.worth.shown(found.value)),
        bound: outcome.bound.map(|bound| model.worth.shown(bound)),
        chosen,
        cost,
        served,
        unserved,
        clash,
    };
    Ok(Solved {
        model,
        outcome,
        outline,
    })
}

/// Outcomes that are worked at after the choice, and those that only proposals left out would serve.
fn served(field: &Field<'_>, chosen: &BTreeMap<Id, Share>) -> (BTreeSet<Id>, BTreeMap<Id, Vec<Id>>) {
    let mut served = BTreeSet::new();
    for action in field.question.register.actions.values() {
        let goes_on = matches!(action.stage, Stage::Granted | Stage::Running);
        let stays = goes_on
            && action.framework == field.question.plan.framework
            && !field.at.contains_key(&action.id);
        if stays || chosen.contains_key(&action.id) {
            served.extend(action.serves.iter().cloned());
        }
    }
    let mut unserved: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for candidate in &field.candidates {
        for outcome in candidate
            .action
            .serves
            .iter()
            .filter(|outcome| !served.contains(*outcome))
        {
            unserved
                .entry(outcome.clone())
                .or_default()
                .push(candidate.action.id.clone());
        }
    }
    (served, unserved)
}
