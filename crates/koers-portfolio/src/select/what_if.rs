//! Other budgets: what falls, what rises, and which outcomes lose their last action.

use super::Question;
use super::answer::Outline;
use super::effort::Effort;
use super::fault::SelectFault;
use super::outline::{Solved, solved};
use super::proof::Proof;
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::selection::SelectionPlan;
use koers_model::portfolio::what_if::BudgetChange;
use std::collections::{BTreeMap, BTreeSet};

/// Two choices side by side. When other budgets leave no choice at all nothing falls and nothing is lost: there is nothing to hold against the first.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Under the plan as it is.
    pub before: Outline,
    /// Under the other budgets.
    pub after: Outline,
    /// Chosen before, and no longer.
    pub falls: BTreeSet<Id>,
    /// Not chosen before, and now.
    pub rises: BTreeSet<Id>,
    /// Chosen in both, at another level: before and after.
    pub moves: BTreeMap<Id, (Share, Share)>,
    /// Outcomes that were served before, and are not now.
    pub lost: BTreeSet<Id>,
    /// Outcomes that were not served before, and are now.
    pub won: BTreeSet<Id>,
    /// Every budget that was asked for otherwise, with its cap in the plan and the cap that was asked.
    pub caps: BTreeMap<Id, (Money, Money)>,
    /// The proof of how good the choice under the other budgets is.
    pub proof: Proof,
}

/// A plan with other budgets. Changes are done one after the other; each must touch a budget.
///
/// # Errors
/// [`SelectFault`].
pub fn under(plan: &SelectionPlan, changes: &[BudgetChange]) -> Result<SelectionPlan, SelectFault> {
    let caps = capped(plan, changes)?;
    let mut plan = plan.clone();
    for budget in &mut plan.budgets {
        if let Some(cap) = caps.get(&budget.id) {
            budget.cap = Amount::Known(*cap);
        }
    }
    Ok(plan)
}

/// The caps that changes come to, of the budgets that they touch.
fn capped<'a>(
    plan: &'a SelectionPlan,
    changes: &[BudgetChange],
) -> Result<BTreeMap<&'a Id, Money>, SelectFault> {
    let mut caps: BTreeMap<&Id, Money> = BTreeMap::new();
    for change in changes {
        let mut touched = false;
        for budget in change.touched(&plan.budgets) {
            touched = true;
            let cannot = || SelectFault::CannotChange {
                change: Box::new(change.clone()),
                budget: budget.id.clone(),
            };
            let cap = caps.get(&budget.id).copied().or_else(|| budget.cap.known());
            let new = change.of(cap.ok_or_else(cannot)?).ok_or_else(cannot)?;
            caps.insert(&budget.id, new);
        }
        if !touched {
            return Err(SelectFault::TouchesNothing(Box::new(change.clone())));
        }
    }
    Ok(caps)
}

/// Asks the question again under other budgets. Changes are done one after the other; each must touch a budget.
///
/// # Errors
/// [`SelectFault`].
pub fn what_if(
    question: &Question<'_>,
    changes: &[BudgetChange],
    effort: &Effort,
) -> Result<Difference, SelectFault> {
    difference(question, changes, effort).map_err(|fault| fault.naming(question))
}

fn difference(
    question: &Question<'_>,
    changes: &[BudgetChange],
    effort: &Effort,
) -> Result<Difference, SelectFault> {
    let before = solved(question, &BTreeMap::new(), effort)?.outline;
    let asked = capped(question.plan, changes)?;
    let caps = asked.iter().map(|(id, cap)| (*id, Amount::Known(*cap))).collect();
    let Solved {
        model,
        outcome,
        outline: after,
    } = solved(question, &caps, effort)?;
    let proof = Proof::new(&model, &outcome);
    let budgets = question.plan.budgets.iter();
    let caps = budgets.filter_map(|budget| {
        let asked = *asked.get(&budget.id)?;
        Some((budget.id.clone(), (budget.cap.known()?, asked)))
    });
    let caps = caps.collect();
    if after.is_none() {
        return Ok(Difference {
            before,
            after,
            falls: BTreeSet::new(),
            rises: BTreeSet::new(),
            moves: BTreeMap::new(),
            lost: BTreeSet::new(),
            won: BTreeSet::new(),
            caps,
            proof,
        });
    }
    let only = |one: &Outline, other: &Outline| -> BTreeSet<Id> {
        let ids = one.chosen.keys().filter(|id| !other.chosen.contains_key(*id));
        ids.cloned().collect()
    };
    let both = before.chosen.iter().filter_map(|(id, level)| {
        let now = after.chosen.get(id).filter(|now| *now != level)?;
        Some((id.clone(), (*level, *now)))
    });
    Ok(Difference {
        falls: only(&before, &after),
        rises: only(&after, &before),
        moves: both.collect(),
        lost: before.served.difference(&after.served).cloned().collect(),
        won: after.served.difference(&before.served).cloned().collect(),
        before,
        after,
        caps,
        proof,
    })
}
