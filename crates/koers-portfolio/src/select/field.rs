//! Who takes part, what each asks, and what bars a proposal before any choosing: gates, scores that are not there, money that nobody knows.

use super::Question;
use super::fault::SelectFault;
use crate::appraise::{CriterionStanding, Stand, Standing};
use crate::place::lands_in;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, MoneyLine, OrganisationKind, Stage, Step};
use koers_model::portfolio::appraisal::{Criterion, GateAnswer};
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::selection::{Budget, Candidates, Group, Limit};
use koers_model::region::RegionCode;
use koers_solve::choose::gcd;
use std::collections::{BTreeMap, BTreeSet};

/// Why a proposal cannot be chosen, whatever its score.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bar {
    /// It belongs to another programme.
    OtherProgramme,
    /// Nobody tested it with this set.
    Untested,
    /// These gates are closed.
    Closed(Vec<Id>),
    /// These gates cannot be said yet.
    Open(Vec<Id>),
    /// These criteria have no score from every assessor.
    Unscored(Vec<Id>),
    /// On these criteria somebody gave a score that is no step of the scale.
    OffScale(Vec<Id>),
    /// The board decided against it as a whole: this override.
    Refused(Id),
    /// Nothing is written down of what it asks.
    NoAmount,
    /// It asks an amount that nobody knows, of these sources in these years.
    UnknownAmount(Vec<(Id, i16)>),
    /// What it asks of a source in a year comes to less than nothing.
    Negative(Id, i16),
    /// It asks of a source that the register does not have.
    NoSource(Id),
    /// It asks more of a source than the part of its cost that this source pays.
    OverRate {
        /// The source.
        source: Id,
        /// The largest part that it pays.
        rate: Share,
        /// What is asked of it.
        asks: Money,
        /// What the whole costs, in all years.
        cost: Money,
    },
    /// It asks of a budget of which nobody knows how much is left.
    UnknownRoom(Id),
}

/// A proposal that takes part.
pub(super) struct Candidate<'a> {
    pub(super) action: &'a Action,
    pub(super) applicant: Option<OrganisationKind>,
    /// In parts of what is asked, rising.
    pub(super) levels: Vec<Share>,
    /// What it asks in the years of the plan, by source and year.
    pub(super) asks: BTreeMap<(&'a Id, i16), Money>,
    /// What it asks outside those years.
    pub(super) outside: Vec<Amount>,
    /// Per criterion in play the value from nothing to one, with the lowest and the highest that an assessor gave.
    pub(super) values: Vec<(f64, f64, f64)>,
    pub(super) bars: Vec<Bar>,
}

/// What is left of a budget.
pub(super) struct Room<'a> {
    pub(super) budget: &'a Budget,
    pub(super) cap: Amount,
    pub(super) carried: Amount,
    /// The cap less what is carried over; may be less than nothing.
    pub(super) left: Amount,
}

/// Everything that takes part.
pub(super) struct Field<'a> {
    pub(super) question: &'a Question<'a>,
    /// Criteria that may weigh something, with their weight: nought where only doubt gives them any.
    pub(super) criteria: Vec<(&'a Criterion, u32)>,
    /// In the order of their ids.
    pub(super) candidates: Vec<Candidate<'a>>,
    pub(super) at: BTreeMap<&'a Id, usize>,
    pub(super) rooms: Vec<Room<'a>>,
    /// Sources that have a budget.
    pub(super) budgeted: BTreeSet<&'a Id>,
}

impl<'a> Field<'a> {
    pub(super) fn new(
        question: &'a Question<'a>,
        caps: &BTreeMap<&'a Id, Amount>,
    ) -> Result<Self, SelectFault> {
        super::check::check(question)?;
        let plan = question.plan;
        let ids = who(question)?;
        let criteria = weights(question)?;
        let mut rooms = Vec::new();
        for budget in &plan.budgets {
            let carried = match budget.carried {
                Some(given) => given,
                None => carried(question, budget, &ids)?,
            };
            let cap = caps.get(&budget.id).copied().unwrap_or(budget.cap);
            let left = match (cap.known(), carried.known()) {
                (Some(cap), Some(carried)) => Amount::Known(cap.minus(carried).ok_or(SelectFault::TooMuch)?),
                _ => Amount::Unknown,
            };
            rooms.push(Room {
                budget,
                cap,
                carried,
                left,
            });
        }
        let budgeted: BTreeSet<&Id> = plan.budgets.iter().map(|budget| &budget.source).collect();
        let mut field = Self {
            question,
            criteria,
            candidates: Vec::new(),
            at: ids.iter().enumerate().map(|(at, id)| (*id, at)).collect(),
            rooms,
            budgeted,
        };
        for id in ids {
            let action = question.register.actions.get(id);
            let action = action.ok_or_else(|| SelectFault::NoAction(id.clone()))?;
            let candidate = field.candidate(action)?;
            field.candidates.push(candidate);
        }
        Ok(field)
    }

    fn candidate(&self, action: &'a Action) -> Result<Candidate<'a>, SelectFault> {
        let plan = self.question.plan;
        let mut bars = Vec::new();
        if action.framework != plan.framework {
            bars.push(Bar::OtherProgramme);
        }
        let values = match self.question.standings.get(&action.id) {
            Some(standing) => self.tested(standing, &mut bars),
            None => {
                bars.push(Bar::Untested);
                Vec::new()
            }
        };
        let asked = action.request.as_ref();
        let mut levels: Vec<Share> = asked.map(|request| request.levels.clone()).unwrap_or_default();
        levels.retain(|level| level.in_millionths() > 0);
        levels.sort_unstable();
        levels.dedup();
        if levels.is_empty() || !plan.in_part {
            levels = vec![Share::WHOLE];
        }
        let organisations = &self.question.register.organisations;
        let mut candidate = Candidate {
            applicant: asked.and_then(|request| Some(organisations.get(&request.applicant)?.kind)),
            action,
            levels,
            asks: BTreeMap::new(),
            outside: Vec::new(),
            values,
            bars,
        };
        self.money(&mut candidate)?;
        candidate.bars.sort();
        Ok(candidate)
    }

    /// The values of a proposal that was tested, or what its test bars.
    fn tested(&self, standing: &Standing<'a>, bars: &mut Vec<Bar>) -> Vec<(f64, f64, f64)> {
        let whole = standing.overrides.iter().max_by_key(|over| (over.made, &over.id));
        if let Some(over) = whole.filter(|over| over.answer == GateAnswer::No) {
            bars.push(Bar::Refused(over.id.clone()));
        }
        let gates = |answer| -> Vec<Id> {
            let such = standing.gates.iter().filter(|gate| gate.holds() == answer);
            such.map(|gate| gate.gate.id.clone()).collect()
        };
        match standing.stand() {
            Stand::Untested => {
                bars.push(Bar::Untested);
                return Vec::new();
            }
            Stand::Closed => {
                bars.push(Bar::Closed(gates(GateAnswer::No)));
                return Vec::new();
            }
            Stand::Open => bars.push(Bar::Open(gates(GateAnswer::Unknown))),
            Stand::Passed => {}
        }
        let mut values = Vec::new();
        let (mut unscored, mut off_scale) = (Vec::new(), Vec::new());
        for (criterion, _) in &self.criteria {
            let found = standing
                .criteria
                .iter()
                .find(|on| on.criterion.id == criterion.id);
            let all = found.filter(|on| on.scores.len() == standing.appraisals.len());
            let value = all.and_then(|on| {
                let scale = criterion.scale.iter().map(|anchor| anchor.score);
                let (least, most) = (scale.clone().min()?, scale.max()?);
                let width = f64::from(most.checked_sub(least).filter(|width| *width > 0)?);
                let (low, high) = on.spread()?;
                let part = |score: u8| f64::from(score.saturating_sub(least)) / width;
                // Rounding of the mean may not take it out of its own spread.
                let (low, high) = (part(low), part(high));
                Some((on.value()?.clamp(low, high), low, high))
            });
            match value {
                Some(value) => values.push(value),
                None if found.is_some_and(CriterionStanding::is_off_scale) => {
                    off_scale.push(criterion.id.clone());
                }
                None => unscored.push(criterion.id.clone()),
            }
        }
        if !unscored.is_empty() {
            bars.push(Bar::Unscored(unscored));
        }
        if !off_scale.is_empty() {
            bars.push(Bar::OffScale(off_scale));
        }
        values
    }

    fn money(&self, candidate: &mut Candidate<'a>) -> Result<(), SelectFault> {
        let plan = self.question.plan;
        let bound = |source: &Id| {
            let named = plan.bounds.iter().any(|bound| match &bound.limit {
                Limit::Money { sources, .. } => sources.contains(source),
                Limit::Number { .. } => false,
            });
            named || self.budgeted.contains(source)
        };
        let mut unknown = BTreeSet::new();
        let mut by_source: BTreeMap<&Id, (Money, Vec<i16>)> = BTreeMap::new();
        let mut lines = 0_usize;
        for line in candidate.action.costs(plan.step) {
            lines += 1;
            let inside = (plan.from..=plan.to).contains(&line.year);
            let of = by_source.entry(&line.source).or_default();
            match line.amount {
                Amount::Known(money) => {
                    of.0 = of.0.plus(money).ok_or(SelectFault::TooMuch)?;
                    if inside {
                        let asks = candidate.asks.entry((&line.source, line.year)).or_default();
                        *asks = asks.plus(money).ok_or(SelectFault::TooMuch)?;
                    }
                }
                Amount::Unknown => {
                    of.1.push(line.year);
                    if inside && bound(&line.source) {
                        unknown.insert((line.source.clone(), line.year));
                    }
                }
            }
            if !inside {
                candidate.outside.push(line.amount);
            }
        }
        if lines == 0 {
            candidate.bars.push(Bar::NoAmount);
        }
        for ((source, year), money) in &candidate.asks {
            if money.is_negative() {
                candidate.bars.push(Bar::Negative((*source).clone(), *year));
            }
        }
        self.rates(&by_source, &mut unknown, &mut candidate.bars)?;
        if !unknown.is_empty() {
            candidate
                .bars
                .push(Bar::UnknownAmount(unknown.into_iter().collect()));
        }
        for room in self.rooms.iter().filter(|room| room.left == Amount::Unknown) {
            let of = |((source, year), money): (&(&Id, i16), &Money)| {
                **source == room.budget.source
                    && room.budget.year.is_none_or(|only| only == *year)
                    && *money != Money::ZERO
            };
            if candidate.asks.iter().any(of) {
                candidate.bars.push(Bar::UnknownRoom(room.budget.id.clone()));
            }
        }
        Ok(())
    }

    /// Whether each source stays within the part of the cost that it pays.
    fn rates(
        &self,
        by_source: &BTreeMap<&'a Id, (Money, Vec<i16>)>,
        unknown: &mut BTreeSet<(Id, i16)>,
        bars: &mut Vec<Bar>,
    ) -> Result<(), SelectFault> {
        let mut cost = Money::ZERO;
        for (money, _) in by_source.values() {
            cost = cost.plus(*money).ok_or(SelectFault::TooMuch)?;
        }
        for (source, (asks, blank)) in by_source {
            let Some(known) = self.question.register.funding_sources.get(*source) else {
                bars.push(Bar::NoSource((*source).clone()));
                continue;
            };
            let Some(rate) = known.rate else { continue };
            let within = rate.holds(*asks, cost);
            let others = || by_source.iter().filter(|(other, _)| *other != source);
            if !blank.is_empty() {
                unknown.extend(blank.iter().map(|year| ((*source).clone(), *year)));
            } else if !within {
                let blanks: Vec<(Id, i16)> = others()
                    .flat_map(|(other, (_, years))| years.iter().map(|year| ((*other).clone(), *year)))
                    .collect();
                // What others pay and nobody knows may be enough, or not.
                if blanks.is_empty() {
                    bars.push(Bar::OverRate {
                        source: (*source).clone(),
                        rate,
                        asks: *asks,
                        cost,
                    });
                } else {
                    unknown.extend(blanks);
                }
            }
        }
        Ok(())
    }

    /// Whether a candidate is one of a group.
    pub(super) fn is_in(&self, candidate: &Candidate<'_>, group: &Group) -> bool {
        let action = candidate.action;
        match group {
            Group::All => true,
            Group::Line(id) => action.lines.contains(id),
            Group::Objective(id) => action.objectives.contains(id),
            Group::Outcome(id) => action.serves.contains(id),
            Group::Regions(codes) => self.lands_in(action, codes),
            Group::Applicants(kind) => candidate.applicant == Some(*kind),
            Group::Scale(id) => action.scale.as_ref() == Some(id),
            Group::These(ids) => ids.contains(&action.id),
        }
    }

    /// Whether an action lands in one of these regions, or in a part of one, on the day of the plan.
    pub(super) fn lands_in(&self, action: &Action, codes: &[RegionCode]) -> bool {
        lands_in(self.question.regions, action, codes, self.question.plan.day)
    }
}

/// Whether an action goes on or is done: it has its place beside what is chosen now.
pub(super) const fn stands(stage: Stage) -> bool {
    matches!(stage, Stage::Granted | Stage::Running | Stage::Completed)
}

/// Whether an action goes on: what was promised to it is still to be paid.
const fn goes_on(stage: Stage) -> bool {
    matches!(stage, Stage::Granted | Stage::Running)
}

fn who<'a>(question: &Question<'a>) -> Result<Vec<&'a Id>, SelectFault> {
    let plan = question.plan;
    let asked = || {
        let actions = question.register.actions.values();
        actions.filter(|action| action.stage == Stage::Proposed && action.framework == plan.framework)
    };
    Ok(match &plan.candidates {
        Candidates::Proposed => asked().map(|action| &action.id).collect(),
        Candidates::OfLines(lines) => {
            let on = asked().filter(|action| action.lines.iter().any(|line| lines.contains(line)));
            on.map(|action| &action.id).collect()
        }
        Candidates::These(ids) => {
            let ids: BTreeSet<&Id> = ids.iter().collect();
            ids.into_iter().collect()
        }
    })
}

/// The known amounts that a choice counts with: what candidates ask, and what is promised to actions that go on.
pub(super) fn amounts<'a>(
    question: &Question<'a>,
) -> impl Iterator<Item = (&'a Action, &'a MoneyLine, Money)> {
    let ids = who(question).unwrap_or_default();
    let asked = question.plan.step;
    let actions = question.register.actions.values();
    let lines = actions.flat_map(move |action| {
        let candidate = ids.binary_search(&&action.id).is_ok();
        let step = if candidate {
            Some(asked)
        } else {
            goes_on(action.stage).then_some(Step::Committed)
        };
        let lines = step.into_iter().flat_map(|step| action.costs(step));
        lines.map(move |line| (action, line))
    });
    lines.filter_map(|(action, line)| Some((action, line, line.amount.known()?)))
}

/// What is already promised of a budget by actions that are not chosen about now.
fn carried(question: &Question<'_>, budget: &Budget, candidates: &[&Id]) -> Result<Amount, SelectFault> {
    let plan = question.plan;
    let mut sum = Money::ZERO;
    for action in question.register.actions.values() {
        if !goes_on(action.stage) || candidates.binary_search(&&action.id).is_ok() {
            continue;
        }
        for line in action.costs(Step::Committed) {
            let counts = line.source == budget.source
                && budget
                    .year
                    .map_or((plan.from..=plan.to).contains(&line.year), |year| {
                        year == line.year
                    });
            if counts {
                match line.amount {
                    Amount::Known(money) => sum = sum.plus(money).ok_or(SelectFault::TooMuch)?,
                    Amount::Unknown => return Ok(Amount::Unknown),
                }
            }
        }
    }
    Ok(Amount::Known(sum))
}

/// The criteria that may weigh something, with their weights brought to the smallest whole numbers. One that weighs nothing now and may weigh
/// something within its range counts under doubt, so it takes part with nought.
fn weights<'a>(question: &Question<'a>) -> Result<Vec<(&'a Criterion, u32)>, SelectFault> {
    let (set, plan) = (question.set, question.plan);
    let mut found = Vec::new();
    for criterion in &set.criteria {
        let weight = if plan.weights.is_empty() {
            u32::from(criterion.weight.usual())
        } else {
            let given = plan.weights.get(&criterion.id).copied();
            given.ok_or_else(|| SelectFault::NoWeight(criterion.id.clone()))?
        };
        found.push((criterion, weight));
    }
    let total: u64 = found.iter().map(|(_, weight)| u64::from(*weight)).sum();
    for (criterion, weight) in &found {
        let (part, range) = (u64::from(*weight) * 1000, criterion.weight);
        let allowed = u64::from(range.low()) * total..=u64::from(range.high()) * total;
        if !plan.weights.is_empty() && !allowed.contains(&part) {
            return Err(SelectFault::WeightOutside(criterion.id.clone()));
        }
    }
    found.retain(|(criterion, weight)| *weight > 0 || criterion.weight.high() > 0);
    let divisor = found
        .iter()
        .fold(0, |shared, (_, weight)| gcd(shared, u64::from(*weight)));
    if divisor == 0 {
        return Err(SelectFault::NoWeights);
    }
    if total / divisor > 1_000_000 {
        return Err(SelectFault::Heavy);
    }
    let small = |weight: u32| u32::try_from(u64::from(weight) / divisor).unwrap_or(weight);
    Ok(found
        .into_iter()
        .map(|(criterion, weight)| (criterion, small(weight)))
        .collect())
}
