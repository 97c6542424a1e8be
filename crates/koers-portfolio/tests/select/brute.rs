//! The second formulation: every choice there is, judged by the plan as it reads. It shares nothing with the room but the nouns.

use super::made::{NESTED, World, code};
use jiff::ToSpan;
use koers_model::id::Id;
use koers_model::portfolio::action::{
    Action, DependencyKind, MoneyLine, OrganisationKind, Place, Side, SourceKind, Stage, Step,
};
use koers_model::portfolio::decision::Aid;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::selection::{Bound, Budget, Group, Limit};
use koers_model::region::RegionCode;
use std::collections::BTreeMap;

/// A choice: who is taken at which level.
pub type Choice<'a> = BTreeMap<&'a Id, Share>;

/// All choices that keep the plan, with their value in units of 10⁻⁶ ÷ (sum of the weights).
pub struct Brute<'a> {
    world: &'a World,
    /// What this one asks is multiplied by so many thousandths.
    pub cheaper: Option<(Id, i64)>,
    /// So many cents more in this budget.
    pub more: Option<(Id, i64)>,
}

impl<'a> Brute<'a> {
    pub fn new(world: &'a World) -> Self {
        Self {
            world,
            cheaper: None,
            more: None,
        }
    }

    fn proposals(&self) -> Vec<&'a Action> {
        let all = self.world.register.actions.values();
        all.filter(|action| action.stage == Stage::Proposed).collect()
    }

    /// Whether a proposal can be chosen at all: its gate, its money, the rates of its sources.
    fn open(&self, action: &Action) -> bool {
        let lines = || action.money.iter().filter(|line| line.step == Step::Original);
        let known = lines().all(|line| line.amount != Amount::Unknown) && lines().count() > 0;
        let cents = |amount: Amount| amount.known().map_or(0, Money::in_cents);
        let cost: i64 = lines().map(|line| cents(line.amount)).sum();
        let rates = self.world.register.funding_sources.values().all(|source| {
            let asks: i64 = lines()
                .filter(|line| line.source == source.id)
                .map(|line| cents(line.amount))
                .sum();
            source.rate.is_none_or(|rate| {
                i128::from(asks) * 1_000_000 <= i128::from(cost) * i128::from(rate.in_millionths())
            })
        });
        let tests: Vec<_> = self
            .world
            .register
            .appraisals
            .values()
            .filter(|test| test.proposal == action.id)
            .collect();
        let passed = tests.iter().all(|test| {
            test.gates
                .iter()
                .all(|gate| gate.answer == koers_model::portfolio::appraisal::GateAnswer::Yes)
        });
        known && rates && passed && !tests.is_empty()
    }

    /// Every choice that keeps the plan, the empty one too where that keeps it.
    pub fn all(&self) -> Vec<(Choice<'a>, i128)> {
        let mut choices: Vec<Choice<'a>> = vec![Choice::new()];
        for action in self.proposals() {
            if !self.open(action) {
                continue;
            }
            let levels = &action.request.as_ref().unwrap().levels;
            let mut more = Vec::new();
            for choice in &choices {
                for level in levels {
                    let mut with = choice.clone();
                    with.insert(&action.id, *level);
                    more.push(with);
                }
            }
            choices.append(&mut more);
        }
        choices.retain(|choice| self.keeps(choice));
        choices
            .into_iter()
            .map(|choice| (choice.clone(), self.value(&choice)))
            .collect()
    }

    /// The value of the best.
    pub fn best(&self) -> Option<i128> {
        self.all().into_iter().map(|(_, value)| value).max()
    }

    /// The value of a choice.
    pub fn value(&self, choice: &Choice<'_>) -> i128 {
        choice.iter().map(|(id, level)| self.worth(id, *level)).sum()
    }

    fn worth(&self, id: &Id, level: Share) -> i128 {
        let set = &self.world.set;
        let mut worth = 0;
        for criterion in &set.criteria {
            let weight = match self.world.plan.weights.get(&criterion.id) {
                Some(weight) => i128::from(*weight),
                None => i128::from(criterion.weight.usual()),
            };
            let tests = self
                .world
                .register
                .appraisals
                .values()
                .filter(|test| test.proposal == *id);
            let scores: Vec<i128> = tests
                .map(|test| {
                    let score = test
                        .scores
                        .iter()
                        .find(|score| score.criterion == criterion.id)
                        .unwrap();
                    i128::from(score.score.unwrap())
                })
                .collect();
            // Of ten, in millionths: whole for one or two assessors.
            let mean = scores.iter().sum::<i128>() * 100_000 / i128::try_from(scores.len()).unwrap();
            worth += weight * ((mean * i128::from(level.in_millionths()) + 500_000) / 1_000_000);
        }
        worth
    }

    /// What the weights come to: a value divided by a million times this goes from nothing to one.
    pub fn scale(&self) -> f64 {
        let weights = self.world.set.criteria.iter().map(|criterion| {
            let given = self.world.plan.weights.get(&criterion.id).copied();
            f64::from(given.unwrap_or(u32::from(criterion.weight.usual())))
        });
        weights.sum::<f64>() * 1_000_000.0
    }

    /// What a choice asks of a source in the plan, in a year, in thousandths of a cent.
    fn asks(
        &self,
        choice: &Choice<'_>,
        who: &dyn Fn(&Action) -> bool,
        source: &Id,
        year: Option<i16>,
    ) -> i128 {
        let plan = &self.world.plan;
        let counts = |line: &MoneyLine| {
            let inside = (plan.from..=plan.to).contains(&line.year) && year.is_none_or(|y| y == line.year);
            inside && line.source == *source
        };
        self.sum(choice, who, &counts)
    }

    fn sum(
        &self,
        choice: &Choice<'_>,
        who: &dyn Fn(&Action) -> bool,
        counts: &dyn Fn(&MoneyLine) -> bool,
    ) -> i128 {
        let mut sum = 0;
        for (id, level) in choice {
            let action = &self.world.register.actions[*id];
            if !who(action) {
                continue;
            }
            let mut by_year: BTreeMap<(&Id, i16), i64> = BTreeMap::new();
            for line in action.money.iter().filter(|line| line.step == Step::Original) {
                if counts(line) && line.side == Side::Cost {
                    *by_year.entry((&line.source, line.year)).or_default() +=
                        line.amount.known().unwrap().in_cents();
                }
            }
            let thousandths = match &self.cheaper {
                Some((cheap, thousandths)) if cheap == *id => i128::from(*thousandths),
                _ => 1000,
            };
            for cents in by_year.values() {
                sum += i128::from(Money::cents(*cents).part(*level).in_cents()) * thousandths;
            }
        }
        sum
    }

    /// What a choice leaves of a budget, in thousandths of a cent.
    pub fn room(&self, choice: &Choice<'_>, budget: &Budget) -> i128 {
        let plan = &self.world.plan;
        let mut left = budget.cap.known().unwrap().in_cents();
        if let Some((wider, more)) = &self.more
            && *wider == budget.id
        {
            left += more;
        }
        for action in self.world.register.actions.values() {
            if matches!(action.stage, Stage::Granted | Stage::Running) {
                for line in action.money.iter().filter(|line| line.step == Step::Committed) {
                    let year = budget.year.is_none_or(|year| year == line.year);
                    if line.source == budget.source && year && (plan.from..=plan.to).contains(&line.year) {
                        left -= line.amount.known().unwrap().in_cents();
                    }
                }
            }
        }
        i128::from(left) * 1000 - self.asks(choice, &|_| true, &budget.source, budget.year)
    }

    /// Whether the aid to each firm, with all that it controls or is controlled by, stays under the ceiling: what is asked of public sources in
    /// all years, and what was granted in the three years that end on the day of the plan.
    fn aided(&self, choice: &Choice<'_>) -> bool {
        let register = &self.world.register;
        let Some(ceiling) = self.world.aid_rules.values().next() else {
            return true;
        };
        let (day, ceiling) = (self.world.plan.day, ceiling.ceilings[0].amount.in_cents());
        let firm = |action: &Action| {
            let applicant = action.request.as_ref()?.applicant.clone();
            (register.organisations[&applicant].kind == OrganisationKind::Firm).then_some(applicant)
        };
        choice
            .keys()
            .filter_map(|id| firm(&register.actions[*id]))
            .all(|of| {
                let mut one = vec![of];
                for _ in 0..register.controls.len() {
                    for tie in register.controls.values() {
                        for (here, there) in [(&tie.parent, &tie.child), (&tie.child, &tie.parent)] {
                            if one.contains(here) && !one.contains(there) {
                                one.push(there.clone());
                            }
                        }
                    }
                }
                let since = day.checked_sub(3.years()).unwrap();
                let counts =
                    |aid: &&Aid| one.contains(&aid.undertaking) && since < aid.granted && aid.granted <= day;
                let had: i64 = register
                    .aid
                    .values()
                    .filter(counts)
                    .map(|aid| aid.amount.in_cents())
                    .sum();
                let who = |action: &Action| firm(action).is_some_and(|firm| one.contains(&firm));
                let public =
                    |line: &MoneyLine| register.funding_sources[&line.source].kind != SourceKind::Partner;
                self.sum(choice, &who, &public) + i128::from(had) * 1000 <= i128::from(ceiling) * 1000
            })
    }

    fn is_in(&self, action: &Action, group: &Group) -> bool {
        match group {
            Group::All => true,
            Group::Line(id) => action.lines.contains(id),
            Group::Objective(id) => action.objectives.contains(id),
            Group::Outcome(id) => action.serves.contains(id),
            Group::Regions(codes) => lands(action, codes),
            Group::Applicants(kind) => {
                let applicant = &action.request.as_ref().unwrap().applicant;
                self.world.register.organisations[applicant].kind == *kind
            }
            Group::Scale(id) => action.scale.as_ref() == Some(id),
            Group::These(ids) => ids.contains(&action.id),
        }
    }

    /// Whether a choice keeps everything the plan asks.
    pub fn keeps(&self, choice: &Choice<'_>) -> bool {
        let plan = &self.world.plan;
        let everybody = |_: &Action| true;
        for budget in &plan.budgets {
            if self.room(choice, budget) < 0 {
                return false;
            }
            let whole = plan
                .budgets
                .iter()
                .any(|other| other.source == budget.source && other.year.is_none());
            for year in plan.from..=plan.to {
                let has = plan
                    .budgets
                    .iter()
                    .any(|other| other.source == budget.source && other.year == Some(year));
                if !whole && !has && self.asks(choice, &everybody, &budget.source, Some(year)) > 0 {
                    return false;
                }
            }
        }
        plan.bounds.iter().all(|bound| self.bounded(choice, bound))
            && plan.balances.iter().all(|balance| {
                let one = self.own(choice, &|action| lands(action, &balance.one));
                let other = self.own(choice, &|action| lands(action, &balance.other));
                let all = self.own(choice, &everybody);
                (one - other).abs() * 1_000_000 <= all * i128::from(balance.most.in_millionths())
            })
            && plan.must.iter().all(|id| choice.contains_key(id))
            && plan.must_not.iter().all(|id| !choice.contains_key(id))
            && self.tied(choice)
            && self.aided(choice)
    }

    /// What a choice costs, in thousandths of a cent.
    pub fn costs(&self, choice: &Choice<'_>) -> i128 {
        self.own(choice, &|_| true)
    }

    /// Money from the sources that have a budget.
    fn own(&self, choice: &Choice<'_>, who: &dyn Fn(&Action) -> bool) -> i128 {
        let mut sources: Vec<&Id> = self
            .world
            .plan
            .budgets
            .iter()
            .map(|budget| &budget.source)
            .collect();
        sources.sort();
        sources.dedup();
        sources
            .into_iter()
            .map(|source| self.asks(choice, who, source, None))
            .sum()
    }

    fn bounded(&self, choice: &Choice<'_>, bound: &Bound) -> bool {
        let who = |action: &Action| self.is_in(action, &bound.among);
        match &bound.limit {
            Limit::Number { least, most } => {
                let count = choice
                    .keys()
                    .filter(|id| who(&self.world.register.actions[**id]))
                    .count();
                let count = u32::try_from(count).unwrap();
                least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
            }
            Limit::Money { least, most, sources } => {
                let money = if sources.is_empty() {
                    self.own(choice, &who)
                } else {
                    sources
                        .iter()
                        .map(|source| self.asks(choice, &who, source, None))
                        .sum()
                };
                let whole = |money: Money| i128::from(money.in_cents()) * 1000;
                least.is_none_or(|least| money >= whole(least))
                    && most.is_none_or(|most| money <= whole(most))
            }
        }
    }

    fn tied(&self, choice: &Choice<'_>) -> bool {
        let actions = &self.world.register.actions;
        let there = |id: &Id| {
            choice.contains_key(id)
                || actions.get(id).is_some_and(|action| {
                    matches!(action.stage, Stage::Granted | Stage::Running | Stage::Completed)
                })
        };
        let done = actions.values().filter(|action| there(&action.id));
        done.into_iter().all(|action| {
            action.dependencies.iter().all(|tie| match tie.kind {
                // What goes on already is not chosen about.
                DependencyKind::Requires => !choice.contains_key(&action.id) || there(&tie.on),
                DependencyKind::Excludes => {
                    let about = choice.contains_key(&action.id) || choice.contains_key(&tie.on);
                    !about || !there(&tie.on)
                }
            })
        })
    }
}

/// Goes down from the regions that are named to all their parts.
fn lands(action: &Action, codes: &[RegionCode]) -> bool {
    let mut within: Vec<RegionCode> = codes.to_vec();
    for _ in NESTED {
        let parts = NESTED.iter().filter(|(_, whole)| within.contains(&code(whole)));
        let parts: Vec<RegionCode> = parts.map(|(part, _)| code(part)).collect();
        within.extend(parts);
    }
    action
        .places
        .iter()
        .any(|place| matches!(place, Place::Region(code) if within.contains(code)))
}
