//! What a bound says, in the words of the plan: never a row number.

use koers_model::id::Id;
use koers_model::portfolio::money::Money;

/// Something that a choice must keep to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// No more than what is left of this budget.
    Budget(Id),
    /// This source has budgets for other years, and none for this one.
    NoBudget(Id, i16),
    /// No more aid to one undertaking, by everything that is chosen together, than what is left under the ceiling of an aid rule.
    Ceiling {
        /// The aid rule.
        rule: Id,
        /// The organisations that are this undertaking.
        undertaking: Vec<Id>,
        /// Its proposals.
        proposals: Vec<Id>,
    },
    /// At least what this bound of the plan asks.
    AtLeast(Id),
    /// At most what this bound of the plan allows.
    AtMost(Id),
    /// This balance, against too much in the first group.
    TooMuchOfOne(Id),
    /// This balance, against too much in the other group.
    TooMuchOfOther(Id),
    /// This proposal must be chosen.
    Must(Id),
    /// This proposal must not be chosen.
    MustNot(Id),
    /// The first only with the second.
    Requires(Id, Id),
    /// The first only with the second, which cannot be chosen and does not go on.
    Lacks(Id, Id),
    /// Not both.
    Excludes(Id, Id),
    /// The first cannot be done beside the second, which goes on already.
    ExcludedBy(Id, Id),
}

/// An amount on one side of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Money.
    Money(Money),
    /// A number of proposals.
    Number(i64),
}

/// A rule that adding a proposal to the choice as it stands would break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// The rule.
    pub rule: Rule,
    /// The room there is, where that can be said in money or numbers.
    pub room: Option<Measure>,
    /// The room that the proposal needs.
    pub need: Option<Measure>,
}
