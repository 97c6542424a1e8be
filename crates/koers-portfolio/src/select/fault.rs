//! Why a question cannot be asked at all. Whether it has an answer is another matter: see [`super::Selection::clash`].

use super::Question;
use koers_model::id::Id;
use koers_model::portfolio::money::Money;
use koers_model::portfolio::what_if::BudgetChange;
use koers_model::region::RegionCode;
use koers_solve::choose;
use koers_solve::rank;
use std::cmp::Reverse;
use thiserror::Error;

/// Why a question cannot be asked.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SelectFault {
    /// The plan asks for another criteria set, or another version of it.
    #[error("the plan asks for version {version} of criteria set `{set}`")]
    OtherSet {
        /// The set that it asks for.
        set: Id,
        /// The version.
        version: u32,
    },
    /// The first year comes after the last.
    #[error("the years of the plan run from {from} to {to}")]
    Years {
        /// First.
        from: i16,
        /// Last.
        to: i16,
    },
    /// A budget is for a year outside the plan.
    #[error("budget `{budget}` is for {year}, which is not a year of the plan")]
    BudgetYear {
        /// The budget.
        budget: Id,
        /// Its year.
        year: i16,
    },
    /// Two budgets, bounds or balances have the same id.
    #[error("`{0}` names two budgets, bounds or balances")]
    Twice(Id),
    /// Two budgets are for the same source and year.
    #[error("budgets `{0}` and `{1}` are for the same source and year")]
    SameBudget(Id, Id),
    /// The plan names an action that the register does not have.
    #[error("the register has no action `{0}`")]
    NoAction(Id),
    /// The plan names a funding source that the register does not have.
    #[error("the register has no funding source `{0}`")]
    NoSource(Id),
    /// The plan names a region that the workspace does not have: nothing can land there.
    #[error("the workspace has no region `{0}`")]
    NoRegion(RegionCode),
    /// The amounts are too large together to count with. This is the largest, and the first to look at.
    #[error(
        "the amounts are too large together to count with; the largest is {amount} euro of action `{action}` in {year}: is it right?"
    )]
    Absurd {
        /// The action.
        action: Id,
        /// The amount.
        amount: Money,
        /// In which year.
        year: i16,
    },
    /// A least lies above its most, or an amount is less than nothing.
    #[error("the least and the most of `{0}` are no range")]
    Crossed(Id),
    /// Weights are given, and not for this criterion.
    #[error("no weight is given for criterion `{0}`")]
    NoWeight(Id),
    /// A weight is given for something that is no criterion of the set.
    #[error("the set has no criterion `{0}`")]
    NoCriterion(Id),
    /// A weight lies outside the range that the set allows.
    #[error("the weight of criterion `{0}` lies outside its range")]
    WeightOutside(Id),
    /// No criterion weighs anything.
    #[error("no criterion weighs anything")]
    NoWeights,
    /// Weights of more than a million together.
    #[error("these weights come to more than a million together; use smaller numbers")]
    Heavy,
    /// Thresholds that are not indifference ≤ preference ≤ veto, with a preference above nothing.
    #[error("thresholds go from indifference over preference to veto")]
    Thresholds,
    /// The method gives no values for these candidates.
    #[error("the method `{method}` gives no values: {fault}")]
    Method {
        /// Its word.
        method: &'static str,
        /// Why not.
        fault: rank::Fault,
    },
    /// Money past what can be counted.
    #[error("the amounts come to more than can be counted")]
    TooMuch,
    /// Numbers that the solver does not take.
    #[error("the numbers do not fit: {0}")]
    Numbers(#[from] choose::Fault),
    /// A what-if that touches no budget.
    #[error("`{0}` touches no budget of the plan")]
    TouchesNothing(Box<BudgetChange>),
    /// A what-if that makes a budget less than nothing, or changes one that nobody knows.
    #[error("`{change}` cannot be done to budget `{budget}`")]
    CannotChange {
        /// What was asked.
        change: Box<BudgetChange>,
        /// The budget.
        budget: Id,
    },
}

impl SelectFault {
    /// Where numbers are too large together, names the largest amount that takes part: who made the mistake must be able to find it.
    pub(super) fn naming(self, question: &Question<'_>) -> Self {
        if !matches!(self, Self::TooMuch | Self::Numbers(_)) {
            return self;
        }
        let largest = super::field::amounts(question).max_by_key(|(action, line, money)| {
            (money.in_cents().unsigned_abs(), Reverse((&action.id, &line.id)))
        });
        match largest {
            Some((action, line, amount)) => Self::Absurd {
                action: action.id.clone(),
                amount,
                year: line.year,
            },
            None => self,
        }
    }
}
