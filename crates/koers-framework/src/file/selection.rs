//! `selections/<plan>.yaml`: what a board asks when it chooses among proposals.

mod named;

use super::decode::{Decode, Decoder, Expected, Keyed};
use super::element::{Bilingual, build_all, build_optional};
use super::leaf::{FormatVersion, MethodWord, Year};
use super::schema::Defs;
use crate::place::Sp;
use crate::yaml::{Kind, Node};
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::action::{OrganisationKind, Step};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::selection::{
    Balance, Bound, Budget, Candidates, Group, Limit, SelectionPlan, Thresholds, ValueMethod, WhatIf,
};
use koers_model::portfolio::what_if::BudgetChange;
use koers_model::region::RegionCode;
use serde_json::{Value, json};

record! {
    /// What a board asks when it chooses among proposals.
    pub struct SelectionFile {
        /// Version of the file format: 1.
        required koers: Option<Sp<FormatVersion>>,
        /// Name of the plan, which is also the name of the file.
        required selection: Option<Sp<Id>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// The programme that the proposals belong to.
        required framework: Option<Sp<Id>>,
        /// The version of the criteria set that they were tested with.
        required criteria: Option<SetVersion>,
        /// The day of the choice; tests made after it do not count.
        required day: Option<Sp<Date>>,
        /// The calendar years of money that is chosen under.
        required years: Option<YearsEntry>,
        /// Which proposals take part: `proposed` for all that are asked for, or lines, or actions by name.
        required candidates: Option<CandidatesEntry>,
        /// The step of the budget cycle at which proposals say what they ask; `original` when left out.
        optional step: Option<Sp<Step>>,
        /// What there is to spend.
        filled budgets: Vec<BudgetEntry>,
        /// Least and most of lines, objectives, regions and so on.
        optional bounds: Vec<BoundEntry>,
        /// Pairs of region groups that are kept in balance.
        optional balances: Vec<BalanceEntry>,
        /// Proposals that must be chosen.
        optional must: Vec<Sp<Id>>,
        /// Proposals that must not be chosen.
        optional must_not: Vec<Sp<Id>>,
        /// Whether proposals may be funded in part, at the levels that they name; `true` when left out.
        optional in_part: Option<Sp<bool>>,
        /// How scores make a value; `smart` when left out.
        optional method: Option<MethodEntry>,
        /// What each criterion weighs, for every criterion of the set, in any unit; left out: the usual weights of the set.
        optional weights: Keyed<Sp<u32>>,
        /// How many weights are drawn for the places of proposals; 100000 when left out.
        optional draws: Option<Sp<u32>>,
        /// Which random numbers; 1 when left out. The same seed gives the same answer everywhere.
        optional seed: Option<Sp<u32>>,
        /// Other budgets to look at beside these.
        optional what_if: Vec<WhatIfEntry>,
    }
}

record! {
    /// A version of a criteria set.
    pub struct SetVersion {
        /// The set.
        required set: Option<Sp<Id>>,
        /// Its version.
        required version: Option<Sp<u32>>,
    }
}

record! {
    /// From a first to a last calendar year.
    pub struct YearsEntry {
        /// First year.
        required from: Option<Sp<Year>>,
        /// Last year.
        required to: Option<Sp<Year>>,
    }
}

record! {
    /// Proposals by line, or by name.
    pub struct CandidatesRecord {
        /// All that are asked for under these lines.
        optional lines: Vec<Sp<Id>>,
        /// These actions of the register, whatever their stage.
        optional actions: Vec<Sp<Id>>,
    }
    exactly one of lines, actions;
}

/// Which proposals take part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CandidatesEntry {
    Proposed,
    Some(CandidatesRecord),
}

impl Decode for CandidatesEntry {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { text, .. } if text == "proposed" => Some(Self::Proposed),
            Kind::Map(_) => CandidatesRecord::decode(node, decoder).map(Self::Some),
            _ => decoder.wrong(
                node,
                Expected::Said(
                    "`proposed`, {lines: […]} of {actions: […]}",
                    "`proposed`, {lines: […]} or {actions: […]}",
                ),
            ),
        }
    }
    fn schema(defs: &mut Defs) -> Value {
        json!({"oneOf": [{"const": "proposed"}, CandidatesRecord::schema(defs)]})
    }
}

record! {
    /// What one source may spend: in one year, or in all years of the plan together.
    pub struct BudgetEntry {
        /// Name within the plan.
        required id: Option<Sp<Id>>,
        /// The funding source of the register.
        required source: Option<Sp<Id>>,
        /// The calendar year; left out: the whole period.
        optional year: Option<Sp<Year>>,
        /// The most, in euro; or `unknown`.
        required cap: Option<Sp<Amount>>,
        /// What of it is promised already, in euro; left out: what the register says.
        optional carried: Option<Sp<Amount>>,
    }
}

record! {
    /// Some of the proposals, by what they are.
    pub struct GroupRecord {
        /// Those under this line.
        optional line: Option<Sp<Id>>,
        /// Those under this objective.
        optional objective: Option<Sp<Id>>,
        /// Those that serve this outcome.
        optional outcome: Option<Sp<Id>>,
        /// Those that land in at least one of these regions.
        optional regions: Vec<Sp<RegionCode>>,
        /// Those asked for by an organisation of this kind.
        optional applicants: Option<Sp<OrganisationKind>>,
        /// Those at this scale level.
        optional scale: Option<Sp<Id>>,
        /// These actions of the register.
        optional actions: Vec<Sp<Id>>,
    }
    exactly one of line, objective, outcome, regions, applicants, scale, actions;
}

/// All proposals, or some of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum GroupEntry {
    All,
    Some(Box<GroupRecord>),
}

impl Decode for GroupEntry {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.kind {
            Kind::Scalar { text, .. } if text == "all" => Some(Self::All),
            Kind::Map(_) => Box::decode(node, decoder).map(Self::Some),
            _ => decoder.wrong(
                node,
                Expected::Said(
                    "`all`, of één van line, objective, outcome, regions, applicants, scale, actions",
                    "`all`, or one of line, objective, outcome, regions, applicants, scale, actions",
                ),
            ),
        }
    }
    fn schema(defs: &mut Defs) -> Value {
        json!({"oneOf": [{"const": "all"}, GroupRecord::schema(defs)]})
    }
}

record! {
    /// A least and a most for some of the proposals.
    pub struct BoundEntry {
        /// Name within the plan.
        required id: Option<Sp<Id>>,
        /// What people read.
        optional title: Option<Bilingual>,
        /// For which proposals: `all`, or one of line, objective, outcome, regions, applicants, scale, actions.
        required among: Option<GroupEntry>,
        /// How many are chosen.
        optional number: Option<NumberEntry>,
        /// How much money they get in the years of the plan.
        optional money: Option<MoneyEntry>,
    }
    exactly one of number, money;
}

record! {
    /// How many proposals.
    pub struct NumberEntry {
        /// At least so many.
        optional least: Option<Sp<u32>>,
        /// At most so many.
        optional most: Option<Sp<u32>>,
    }
}

record! {
    /// How much money.
    pub struct MoneyEntry {
        /// At least so much, in euro.
        optional least: Option<Sp<Money>>,
        /// At most so much, in euro.
        optional most: Option<Sp<Money>>,
        /// From these sources; left out: from all that have a budget in the plan.
        optional sources: Vec<Sp<Id>>,
    }
}

record! {
    /// Two groups of regions in balance, such as town and country.
    pub struct BalanceEntry {
        /// Name within the plan.
        required id: Option<Sp<Id>>,
        /// What people read.
        optional title: Option<Bilingual>,
        /// The one.
        filled one: Vec<Sp<RegionCode>>,
        /// The other.
        filled other: Vec<Sp<RegionCode>>,
        /// The largest difference between their shares of all money chosen, such as 20%.
        required most: Option<Sp<Share>>,
    }
}

record! {
    /// How scores make a value.
    pub struct MethodRecord by kind {
        /// Which method; `docs/methods/ranking.md` says what each does.
        required kind: Option<Sp<MethodWord>>,
        /// Up to here a difference says nothing, in percent of a whole scale.
        required indifference: Option<Sp<Share>> where "promethee" | "electre",
        /// From here a difference says all.
        required preference: Option<Sp<Share>> where "promethee" | "electre",
        /// From here one criterion alone is a veto.
        optional veto: Option<Sp<Share>> where "electre",
    }
}

/// How scores make a value: a word, or a word with its thresholds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MethodEntry(pub(crate) MethodRecord);

impl Decode for MethodEntry {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        const BARE: [&str; 3] = ["smart", "topsis", "spotis"];
        match &node.kind {
            Kind::Scalar { text, .. } if BARE.contains(&text.as_str()) => Some(Self(MethodRecord {
                at: node.at,
                head: node.head(),
                kind: Decode::decode(node, decoder),
                ..MethodRecord::default()
            })),
            Kind::Map(_) => MethodRecord::decode(node, decoder).map(Self),
            _ => decoder.wrong(
                node,
                Expected::Said(
                    "`smart`, `topsis`, `spotis`, of {kind: promethee, indifference, preference} of {kind: electre, …}",
                    "`smart`, `topsis`, `spotis`, or {kind: promethee, indifference, preference} or {kind: electre, …}",
                ),
            ),
        }
    }
    fn schema(defs: &mut Defs) -> Value {
        json!({"oneOf": [{"enum": ["smart", "topsis", "spotis"]}, MethodRecord::schema(defs)]})
    }
}

record! {
    /// Budgets as they might be instead.
    pub struct WhatIfEntry {
        /// Name within the plan.
        required id: Option<Sp<Id>>,
        /// What people read.
        optional title: Option<Bilingual>,
        /// What is otherwise: `2019=-10%`, `source=+50000`, `source/2019=250000`, with `*` for all budgets.
        filled changes: Vec<Sp<BudgetChange>>,
    }
}

fn ids(list: &[Sp<Id>]) -> Vec<Id> {
    list.iter().map(|id| id.value.clone()).collect()
}

fn codes(list: &[Sp<RegionCode>]) -> Vec<RegionCode> {
    list.iter().map(|code| code.value.clone()).collect()
}

fn natural(number: Option<&Sp<u32>>) -> Option<u32> {
    number.map(|number| number.value)
}

/// A year as the register counts it. Years in files have four digits, so none is lost.
fn year(year: &Sp<Year>) -> Option<i16> {
    i16::try_from(year.value.0).ok()
}

impl CandidatesEntry {
    fn build(&self) -> Candidates {
        match self {
            Self::Proposed => Candidates::Proposed,
            Self::Some(some) if some.actions.is_empty() => Candidates::OfLines(ids(&some.lines)),
            Self::Some(some) => Candidates::These(ids(&some.actions)),
        }
    }
}

impl GroupEntry {
    fn build(&self) -> Option<Group> {
        let Self::Some(some) = self else {
            return Some(Group::All);
        };
        let of = |id: &Sp<Id>| id.value.clone();
        Some(if let Some(line) = &some.line {
            Group::Line(of(line))
        } else if let Some(objective) = &some.objective {
            Group::Objective(of(objective))
        } else if let Some(outcome) = &some.outcome {
            Group::Outcome(of(outcome))
        } else if let Some(kind) = &some.applicants {
            Group::Applicants(kind.value)
        } else if let Some(scale) = &some.scale {
            Group::Scale(of(scale))
        } else if !some.regions.is_empty() {
            Group::Regions(codes(&some.regions))
        } else {
            Group::These(ids(&some.actions))
        })
    }
}

impl BoundEntry {
    fn build(&self) -> Option<Bound> {
        let limit = match (&self.number, &self.money) {
            (Some(number), None) => Limit::Number {
                least: natural(number.least.as_ref()),
                most: natural(number.most.as_ref()),
            },
            (None, Some(money)) => Limit::Money {
                least: money.least.as_ref().map(|least| least.value),
                most: money.most.as_ref().map(|most| most.value),
                sources: ids(&money.sources),
            },
            _ => return None,
        };
        Some(Bound {
            id: self.id.as_ref()?.value.clone(),
            title: build_optional(self.title.as_ref(), Bilingual::build)?,
            among: self.among.as_ref()?.build()?,
            limit,
        })
    }
}

impl MethodEntry {
    fn build(&self) -> Option<ValueMethod> {
        let thresholds = || {
            Some(Thresholds {
                indifference: self.0.indifference.as_ref()?.value,
                preference: self.0.preference.as_ref()?.value,
                veto: self.0.veto.as_ref().map(|veto| veto.value),
            })
        };
        Some(match self.0.kind.as_ref()?.value {
            MethodWord::Smart => ValueMethod::Smart,
            MethodWord::Topsis => ValueMethod::Topsis,
            MethodWord::Spotis => ValueMethod::Spotis,
            MethodWord::Promethee => ValueMethod::Promethee(thresholds()?),
            MethodWord::Electre => ValueMethod::Electre(thresholds()?),
        })
    }
}

impl SelectionFile {
    pub(crate) fn build(&self) -> Option<SelectionPlan> {
        self.koers.as_ref()?;
        let criteria = self.criteria.as_ref()?;
        let years = self.years.as_ref()?;
        let budget = |entry: &BudgetEntry| {
            Some(Budget {
                id: entry.id.as_ref()?.value.clone(),
                source: entry.source.as_ref()?.value.clone(),
                year: build_optional(entry.year.as_ref(), year)?,
                cap: entry.cap.as_ref()?.value,
                carried: entry.carried.as_ref().map(|carried| carried.value),
            })
        };
        let balance = |entry: &BalanceEntry| {
            Some(Balance {
                id: entry.id.as_ref()?.value.clone(),
                title: build_optional(entry.title.as_ref(), Bilingual::build)?,
                one: codes(&entry.one),
                other: codes(&entry.other),
                most: entry.most.as_ref()?.value,
            })
        };
        let what_if = |entry: &WhatIfEntry| {
            Some(WhatIf {
                id: entry.id.as_ref()?.value.clone(),
                title: build_optional(entry.title.as_ref(), Bilingual::build)?,
                changes: entry.changes.iter().map(|change| change.value.clone()).collect(),
            })
        };
        let weights = self.weights.0.iter().map(|(criterion, weight)| {
            let criterion = Id::new(&criterion.value).ok()?;
            Some((criterion, weight.value))
        });
        Some(SelectionPlan {
            id: self.selection.as_ref()?.value.clone(),
            title: self.title.as_ref()?.build()?,
            framework: self.framework.as_ref()?.value.clone(),
            criteria: criteria.set.as_ref()?.value.clone(),
            version: criteria.version.as_ref()?.value,
            day: self.day.as_ref()?.value,
            from: year(years.from.as_ref()?)?,
            to: year(years.to.as_ref()?)?,
            candidates: self.candidates.as_ref()?.build(),
            step: self.step.as_ref().map_or(Step::Original, |step| step.value),
            budgets: build_all(&self.budgets, budget)?,
            bounds: build_all(&self.bounds, BoundEntry::build)?,
            balances: build_all(&self.balances, balance)?,
            must: ids(&self.must),
            must_not: ids(&self.must_not),
            in_part: self.in_part.as_ref().is_none_or(|in_part| in_part.value),
            method: build_optional(self.method.as_ref(), MethodEntry::build)?.unwrap_or_default(),
            weights: weights.collect::<Option<_>>()?,
            draws: natural(self.draws.as_ref()).unwrap_or(100_000),
            seed: u64::from(natural(self.seed.as_ref()).unwrap_or(1)),
            what_if: build_all(&self.what_if, what_if)?,
        })
    }
}
