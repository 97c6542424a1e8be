//! What a board asks when it chooses among proposals: under which budgets and bounds, by which yardstick, with which doubt.

use super::action::{OrganisationKind, Step};
use super::money::{Amount, Money, Share};
use super::what_if::BudgetChange;
use crate::id::Id;
use crate::region::RegionCode;
use crate::text::Text;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A question to choose by. Everything that bears on the answer stands here or in the register; there are no hidden settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectionPlan {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// The programme that the proposals must belong to.
    pub framework: Id,
    /// The criteria set that they were tested with.
    pub criteria: Id,
    /// Its version.
    pub version: u32,
    /// The day of the choice. Tests and overrides made after it do not count.
    pub day: Date,
    /// First calendar year of money that is chosen under.
    pub from: i16,
    /// Last one. What is asked outside these years falls under no budget here, and is shown apart.
    pub to: i16,
    /// Which proposals take part.
    pub candidates: Candidates,
    /// The step of the budget cycle at which proposals say what they ask; amounts of other steps are never mixed in. Usually [`Step::Original`].
    pub step: Step,
    /// What there is to spend. A source without a budget here is not bounded: it is somebody else's money.
    pub budgets: Vec<Budget>,
    /// Least and most of lines, objectives, regions and so on.
    pub bounds: Vec<Bound>,
    /// Pairs of region groups that are kept in balance.
    pub balances: Vec<Balance>,
    /// Proposals that must be chosen, at any of their levels.
    pub must: Vec<Id>,
    /// Proposals that must not be chosen.
    pub must_not: Vec<Id>,
    /// Whether proposals may be funded in part, at the levels that they name; `false`: whole or nothing.
    pub in_part: bool,
    /// How scores make a value.
    pub method: ValueMethod,
    /// What each criterion weighs, in any unit (only proportions count), for every criterion of the set and within its range. Empty: the usual weights of the set.
    pub weights: BTreeMap<Id, u32>,
    /// How many weights are drawn for the places of proposals; at least 100,000 for a share within 0.3 percentage points.
    pub draws: u32,
    /// Which random numbers: the same seed gives the same answer everywhere.
    pub seed: u64,
    /// Other budgets to look at beside the ones asked for.
    pub what_if: Vec<WhatIf>,
}

/// Which proposals take part in a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Candidates {
    /// All that are asked for ([`Stage::Proposed`](super::action::Stage::Proposed)) in the programme.
    Proposed,
    /// Those of them that are under one of these lines.
    OfLines(Vec<Id>),
    /// These actions, whatever their stage.
    These(Vec<Id>),
}

/// What one source may spend: in one year, or in all years of the plan together.
///
/// When a source has budgets for some years and none for the whole period, it has nothing in the other years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// Its id within the plan.
    pub id: Id,
    /// The funding source of the register.
    pub source: Id,
    /// The calendar year; `None`: the whole period.
    pub year: Option<i16>,
    /// The most. Unknown: nothing can be chosen under it, and that is said.
    pub cap: Amount,
    /// What of it is already promised. `None`: the register says ([`Step::Committed`] costs of granted and running actions).
    pub carried: Option<Amount>,
}

/// Some of the proposals, by what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// All of them.
    All,
    /// Those under this line.
    Line(Id),
    /// Those under this objective.
    Objective(Id),
    /// Those that serve this outcome.
    Outcome(Id),
    /// Those that land in at least one of these regions. Only codes written here count: a province does not stand for its municipalities.
    Regions(Vec<RegionCode>),
    /// Those asked for by an organisation of this kind.
    Applicants(OrganisationKind),
    /// Those at this scale level.
    Scale(Id),
    /// These.
    These(Vec<Id>),
}

/// What is bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// How many proposals are chosen, at whatever level.
    Number {
        /// At least so many.
        least: Option<u32>,
        /// At most so many.
        most: Option<u32>,
    },
    /// How much money they get in the years of the plan.
    Money {
        /// At least so much.
        least: Option<Money>,
        /// At most so much.
        most: Option<Money>,
        /// From these sources; empty: from all sources that have a budget in the plan.
        sources: Vec<Id>,
    },
}

/// A least and a most for some of the proposals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Its id within the plan.
    pub id: Id,
    /// What people call it.
    pub title: Option<Text>,
    /// For which proposals.
    pub among: Group,
    /// What.
    pub limit: Limit,
}

/// Two groups of regions in balance, such as town and country: of all money chosen, from the sources that have a budget, the shares that
/// land in the one and in the other differ by no more than this. What lands in both counts for both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Its id within the plan.
    pub id: Id,
    /// What people call it.
    pub title: Option<Text>,
    /// The one.
    pub one: Vec<RegionCode>,
    /// The other.
    pub other: Vec<RegionCode>,
    /// The largest difference.
    pub most: Share,
}

/// How scores on criteria make one value between nothing and one. What the methods do: `docs/methods/ranking.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ValueMethod {
    /// The weighted sum of values on fixed scales: anybody can check it.
    #[default]
    Smart,
    /// How near to the best and far from the worst of the candidates.
    Topsis,
    /// The net flow, moved to between nothing and one.
    Promethee(Thresholds),
    /// The place in the order, evenly spaced: this method gives no more than an order.
    Electre(Thresholds),
    /// One less the distance to full marks.
    Spotis,
}

impl ValueMethod {
    /// The word in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Smart => "smart",
            Self::Topsis => "topsis",
            Self::Promethee(_) => "promethee",
            Self::Electre(_) => "electre",
            Self::Spotis => "spotis",
        }
    }
}

/// From when on a difference counts, in parts of a whole scale (lowest to highest anchor); the same for all criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Up to here a difference says nothing.
    pub indifference: Share,
    /// From here it says all; not below `indifference`.
    pub preference: Share,
    /// From here one criterion alone is a veto (ELECTRE III only); not below `preference`.
    pub veto: Option<Share>,
}

/// Budgets as they might be instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// Its id within the plan.
    pub id: Id,
    /// What people call it.
    pub title: Option<Text>,
    /// What is otherwise; in files each is a text such as `2019=-10%`.
    pub changes: Vec<BudgetChange>,
}
