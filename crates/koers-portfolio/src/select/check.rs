//! Whether a plan can be asked: what it names is there, what it bounds is a range.

use super::Question;
use super::fault::SelectFault;
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Money};
use koers_model::portfolio::selection::{Candidates, Group, Limit, Thresholds, ValueMethod};
use koers_model::region::RegionCode;
use std::collections::BTreeSet;

pub(super) fn check(question: &Question<'_>) -> Result<(), SelectFault> {
    let (plan, set, register) = (question.plan, question.set, question.register);
    if plan.criteria != set.id || plan.version != set.version {
        return Err(SelectFault::OtherSet {
            set: plan.criteria.clone(),
            version: plan.version,
        });
    }
    if plan.from > plan.to {
        return Err(SelectFault::Years {
            from: plan.from,
            to: plan.to,
        });
    }
    let mut ids = BTreeSet::new();
    let named = plan.budgets.iter().map(|budget| &budget.id);
    let named = named.chain(plan.bounds.iter().map(|bound| &bound.id));
    for id in named.chain(plan.balances.iter().map(|balance| &balance.id)) {
        if !ids.insert(id) {
            return Err(SelectFault::Twice(id.clone()));
        }
    }
    let source = |id: &Id| match register.funding_sources.contains_key(id) {
        true => Ok(()),
        false => Err(SelectFault::NoSource(id.clone())),
    };
    let region = |code: &RegionCode| match question.regions.get(code) {
        Some(_) => Ok(()),
        None => Err(SelectFault::NoRegion(code.clone())),
    };
    let action = |id: &Id| match register.actions.contains_key(id) {
        true => Ok(()),
        false => Err(SelectFault::NoAction(id.clone())),
    };
    for (at, budget) in plan.budgets.iter().enumerate() {
        source(&budget.source)?;
        if let Some(year) = budget.year.filter(|year| !(plan.from..=plan.to).contains(year)) {
            return Err(SelectFault::BudgetYear {
                budget: budget.id.clone(),
                year,
            });
        }
        let same = |other: &&_| {
            let other: &koers_model::portfolio::selection::Budget = other;
            other.source == budget.source && other.year == budget.year
        };
        if let Some(other) = plan.budgets.iter().take(at).find(same) {
            return Err(SelectFault::SameBudget(other.id.clone(), budget.id.clone()));
        }
        if matches!(budget.cap, Amount::Known(cap) if cap.is_negative()) {
            return Err(SelectFault::Crossed(budget.id.clone()));
        }
    }
    for bound in &plan.bounds {
        match &bound.among {
            Group::These(ids) => ids.iter().try_for_each(action)?,
            Group::Regions(codes) => codes.iter().try_for_each(region)?,
            _ => {}
        }
        let crossed = match &bound.limit {
            Limit::Number { least, most } => {
                matches!((least, most), (Some(least), Some(most)) if least > most)
            }
            Limit::Money { least, most, sources } => {
                sources.iter().try_for_each(source)?;
                let least = least.unwrap_or(Money::ZERO);
                least.is_negative() || most.is_some_and(|most| most < least)
            }
        };
        if crossed {
            return Err(SelectFault::Crossed(bound.id.clone()));
        }
    }
    for balance in &plan.balances {
        balance.one.iter().chain(&balance.other).try_for_each(region)?;
    }
    plan.must.iter().chain(&plan.must_not).try_for_each(action)?;
    if let Candidates::These(ids) = &plan.candidates {
        ids.iter().try_for_each(action)?;
    }
    for id in plan.weights.keys() {
        if !set.criteria.iter().any(|criterion| criterion.id == *id) {
            return Err(SelectFault::NoCriterion(id.clone()));
        }
    }
    match plan.method {
        ValueMethod::Promethee(thresholds) | ValueMethod::Electre(thresholds) if !rises(thresholds) => {
            Err(SelectFault::Thresholds)
        }
        _ => Ok(()),
    }
}

fn rises(thresholds: Thresholds) -> bool {
    let Thresholds {
        indifference,
        preference,
        veto,
    } = thresholds;
    indifference <= preference && preference.in_millionths() > 0 && veto.is_none_or(|veto| veto >= preference)
}
