//! From proposals and bounds to columns and rows of whole numbers. What each row says is kept beside it.

use super::fault::SelectFault;
use super::field::{Candidate, Field, stands};
use super::rule::{Measure, Obstacle, Rule};
use super::worth::Worth;
use koers_model::id::Id;
use koers_model::portfolio::action::DependencyKind;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::selection::Limit;
use koers_solve::choose::{Block, Bound, Program, gcd};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A candidate at one of its levels.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) candidate: usize,
    pub(super) level: Share,
}

/// What one unit of a row is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A cent.
    Cent,
    /// A proposal.
    Number,
    /// Money held against money: it counts, and cannot be said in euro.
    Weighed,
}

/// What a row says.
pub(super) struct Says {
    pub(super) rule: Rule,
    pub(super) unit: Unit,
}

/// The programme with its meaning.
pub(super) struct Model<'a> {
    pub(super) field: Field<'a>,
    pub(super) worth: Worth,
    pub(super) program: Program,
    pub(super) columns: Vec<Column>,
    /// Per candidate its columns; none when it is barred.
    pub(super) of: Vec<Range<usize>>,
    pub(super) rows: Vec<Says>,
}

impl<'a> Model<'a> {
    pub(super) fn new(field: Field<'a>) -> Result<Self, SelectFault> {
        let worth = Worth::new(&field)?;
        let mut model = Self {
            program: Program::new(),
            columns: Vec::new(),
            of: Vec::new(),
            rows: Vec::new(),
            field,
            worth,
        };
        for (at, candidate) in model.field.candidates.iter().enumerate() {
            let first = model.columns.len();
            if candidate.bars.is_empty() {
                for &level in &candidate.levels {
                    model.program.column(model.worth.value(at, level))?;
                    model.columns.push(Column { candidate: at, level });
                }
            }
            model.of.push(first..model.columns.len());
        }
        for range in model.of.iter().filter(|range| range.len() > 1) {
            model.program.group(range.clone())?;
        }
        model.budgets()?;
        model.ceilings()?;
        model.bounds()?;
        model.balances()?;
        model.wishes()?;
        model.dependencies()?;
        Ok(model)
    }

    /// What a column asks of these sources, in one year or in all years of the plan.
    fn asks(
        &self,
        column: Column,
        sources: &dyn Fn(&Id) -> bool,
        year: Option<i16>,
    ) -> Result<Money, SelectFault> {
        let mut sum = Money::ZERO;
        for ((source, asked), money) in &self.field.candidates[column.candidate].asks {
            if sources(source) && year.is_none_or(|year| year == *asked) {
                sum = sum.plus(money.part(column.level)).ok_or(SelectFault::TooMuch)?;
            }
        }
        Ok(sum)
    }

    /// What each column gets of the sources that have a budget, in the years of the plan.
    pub(super) fn costs(&self) -> Result<Vec<Money>, SelectFault> {
        let budgeted = |source: &Id| self.field.budgeted.contains(source);
        self.columns
            .iter()
            .map(|column| self.asks(*column, &budgeted, None))
            .collect()
    }

    /// What each column asks of the budgets, in whole units, and the cents of one: the largest amount that measures them all.
    pub(super) fn priced(&self) -> Result<(Vec<i64>, i64), SelectFault> {
        let costs: Vec<i64> = self.costs()?.iter().map(|money| money.in_cents()).collect();
        let unit = costs
            .iter()
            .fold(0, |shared, cost| gcd(shared, cost.unsigned_abs()))
            .max(1);
        let unit = i64::try_from(unit).map_err(|_| SelectFault::TooMuch)?;
        Ok((costs.iter().map(|cost| cost / unit).collect(), unit))
    }

    /// A row of money, in cents as they are: room, need and what a part of an amount comes to are told as they stand here, so nothing is rounded.
    pub(super) fn money_row(
        &mut self,
        rule: Rule,
        entries: &[(usize, i64)],
        least: Option<i64>,
        most: Option<i64>,
    ) -> Result<(), SelectFault> {
        // More than all of it together binds no more, and less than nothing of it is never there: no number is too large for that.
        let all: i128 = entries.iter().map(|(_, a)| i128::from(*a)).sum();
        let all = i64::try_from(all).map_err(|_| SelectFault::TooMuch)?;
        let least = least.map(|least| least.min(all.saturating_add(1)));
        let most = most.map(|most| most.min(all));
        self.program.row(entries.iter().copied(), least, most)?;
        self.rows.push(Says {
            rule,
            unit: Unit::Cent,
        });
        Ok(())
    }

    fn number_row(
        &mut self,
        rule: Rule,
        entries: Vec<(usize, i64)>,
        least: Option<i64>,
        most: Option<i64>,
    ) -> Result<(), SelectFault> {
        self.program.row(entries, least, most)?;
        self.rows.push(Says {
            rule,
            unit: Unit::Number,
        });
        Ok(())
    }

    fn budgets(&mut self) -> Result<(), SelectFault> {
        let plan = self.field.question.plan;
        for at in 0..self.field.rooms.len() {
            let (budget, left) = (self.field.rooms[at].budget, self.field.rooms[at].left);
            // Who asks of an unknown room is barred already.
            let Amount::Known(left) = left else { continue };
            let of = |source: &Id| *source == budget.source;
            let entries = self.entries(&|_| true, &of, budget.year)?;
            self.money_row(
                Rule::Budget(budget.id.clone()),
                &entries,
                None,
                Some(left.in_cents()),
            )?;
        }
        let whole: BTreeSet<&Id> = plan
            .budgets
            .iter()
            .filter(|b| b.year.is_none())
            .map(|b| &b.source)
            .collect();
        let years: BTreeSet<(&Id, i16)> = plan
            .budgets
            .iter()
            .filter_map(|b| Some((&b.source, b.year?)))
            .collect();
        let asked: BTreeSet<(&Id, i16)> = self
            .field
            .candidates
            .iter()
            .flat_map(|candidate| candidate.asks.keys().copied())
            .collect();
        for (source, year) in asked {
            let bounded = self.field.budgeted.contains(source) && !whole.contains(source);
            if bounded && !years.contains(&(source, year)) {
                let entries = self.entries(&|_| true, &|id| id == source, Some(year))?;
                if !entries.is_empty() {
                    self.money_row(Rule::NoBudget(source.clone(), year), &entries, None, Some(0))?;
                }
            }
        }
        Ok(())
    }

    /// What the columns of some candidates ask of some sources.
    fn entries(
        &self,
        who: &dyn Fn(&Candidate<'_>) -> bool,
        sources: &dyn Fn(&Id) -> bool,
        year: Option<i16>,
    ) -> Result<Vec<(usize, i64)>, SelectFault> {
        let mut entries = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            if who(&self.field.candidates[column.candidate]) {
                let cents = self.asks(*column, sources, year)?.in_cents();
                if cents != 0 {
                    entries.push((at, cents));
                }
            }
        }
        Ok(entries)
    }

    fn bounds(&mut self) -> Result<(), SelectFault> {
        for bound in &self.field.question.plan.bounds {
            let sides = |rule: &Rule, row: &mut dyn FnMut(Rule) -> Result<(), SelectFault>| row(rule.clone());
            let (least_rule, most_rule) = (Rule::AtLeast(bound.id.clone()), Rule::AtMost(bound.id.clone()));
            match &bound.limit {
                Limit::Number { least, most } => {
                    let of = |column: &Column| {
                        self.field
                            .is_in(&self.field.candidates[column.candidate], &bound.among)
                    };
                    let entries: Vec<(usize, i64)> = (0..self.columns.len())
                        .filter(|at| of(&self.columns[*at]))
                        .map(|at| (at, 1))
                        .collect();
                    if let Some(least) = least {
                        let least = Some(i64::from(*least));
                        sides(&least_rule, &mut |rule| {
                            self.number_row(rule, entries.clone(), least, None)
                        })?;
                    }
                    if let Some(most) = most {
                        let most = Some(i64::from(*most));
                        sides(&most_rule, &mut |rule| {
                            self.number_row(rule, entries.clone(), None, most)
                        })?;
                    }
                }
                Limit::Money { least, most, sources } => {
                    let named = |source: &Id| match sources.is_empty() {
                        true => self.field.budgeted.contains(source),
                        false => sources.contains(source),
                    };
                    let among = |candidate: &Candidate<'_>| self.field.is_in(candidate, &bound.among);
                    let entries = self.entries(&among, &named, None)?;
                    if let Some(least) = least {
                        self.money_row(least_rule, &entries, Some(least.in_cents()), None)?;
                    }
                    if let Some(most) = most {
                        self.money_row(most_rule, &entries, None, Some(most.in_cents()))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// | one − other | ≤ most · all, as two rows.
    fn balances(&mut self) -> Result<(), SelectFault> {
        let costs = self.costs()?;
        for balance in &self.field.question.plan.balances {
            let (most, whole) = (
                u64::from(balance.most.in_millionths()),
                u64::from(Share::WHOLE.in_millionths()),
            );
            let shared = gcd(most, whole);
            let (most, whole) = (i128::from(most / shared), i128::from(whole / shared));
            let sides = [
                (
                    &balance.one,
                    &balance.other,
                    Rule::TooMuchOfOne(balance.id.clone()),
                ),
                (
                    &balance.other,
                    &balance.one,
                    Rule::TooMuchOfOther(balance.id.clone()),
                ),
            ];
            for (more, less, rule) in sides {
                let mut entries = Vec::new();
                for (at, column) in self.columns.iter().enumerate() {
                    let action = self.field.candidates[column.candidate].action;
                    let lands = |codes| i128::from(self.field.lands_in(action, codes));
                    let tilt = lands(more) - lands(less);
                    entries.push((at, (tilt * whole - most) * i128::from(costs[at].in_cents())));
                }
                let shared = entries
                    .iter()
                    .fold(0_u128, |shared, (_, a)| gcd(shared, a.unsigned_abs()))
                    .max(1);
                // Both sides are compared with nothing, so any unit will do.
                let unit = i128::try_from(shared).map_err(|_| SelectFault::TooMuch)?;
                let entries: Option<Vec<(usize, i64)>> = entries
                    .into_iter()
                    .map(|(at, a)| Some((at, i64::try_from(a / unit).ok()?)))
                    .collect();
                self.program
                    .row(entries.ok_or(SelectFault::TooMuch)?, None, Some(0))?;
                self.rows.push(Says {
                    rule,
                    unit: Unit::Weighed,
                });
            }
        }
        Ok(())
    }

    /// One for each column of a candidate.
    fn ones(&self, at: usize, sign: i64) -> impl Iterator<Item = (usize, i64)> + use<> {
        self.of[at].clone().map(move |column| (column, sign))
    }

    fn wishes(&mut self) -> Result<(), SelectFault> {
        let plan = self.field.question.plan;
        let must: BTreeSet<&Id> = plan.must.iter().collect();
        for id in must {
            let entries = self.field.at.get(id).map(|at| self.ones(*at, 1).collect());
            self.number_row(Rule::Must(id.clone()), entries.unwrap_or_default(), Some(1), None)?;
        }
        let not: BTreeSet<&Id> = plan.must_not.iter().collect();
        for id in not {
            if let Some(&at) = self.field.at.get(id) {
                let entries = self.ones(at, 1).collect();
                self.number_row(Rule::MustNot(id.clone()), entries, None, Some(0))?;
            }
        }
        Ok(())
    }

    fn dependencies(&mut self) -> Result<(), SelectFault> {
        let actions = &self.field.question.register.actions;
        let mut pairs: BTreeMap<Rule, Vec<(usize, i64)>> = BTreeMap::new();
        let mut most: BTreeMap<Rule, i64> = BTreeMap::new();
        let chosen_about = |id: &Id| self.field.at.get(id).copied();
        for action in actions.values() {
            let goes_on = chosen_about(&action.id).is_none() && stands(action.stage);
            let own = chosen_about(&action.id).filter(|at| !self.of[*at].is_empty());
            for tie in action.dependencies.iter().filter(|tie| tie.on != action.id) {
                let there = actions.get(&tie.on).is_some_and(|other| stands(other.stage));
                let on_stands = chosen_about(&tie.on).is_none() && there;
                let on = chosen_about(&tie.on).filter(|at| !self.of[*at].is_empty());
                let (one, other) = (action.id.clone(), tie.on.clone());
                match (tie.kind, own, on) {
                    (DependencyKind::Requires, Some(own), Some(on)) => {
                        let entries = self.ones(own, 1).chain(self.ones(on, -1)).collect();
                        pairs.insert(Rule::Requires(one, other), entries);
                    }
                    (DependencyKind::Requires, Some(own), None) if !on_stands => {
                        pairs.insert(Rule::Lacks(one, other), self.ones(own, 1).collect());
                    }
                    (DependencyKind::Excludes, Some(own), Some(on)) => {
                        let (low, high) = if one <= other { (one, other) } else { (other, one) };
                        let rule = Rule::Excludes(low, high);
                        most.insert(rule.clone(), 1);
                        pairs.insert(rule, self.ones(own, 1).chain(self.ones(on, 1)).collect());
                    }
                    (DependencyKind::Excludes, Some(own), None) if on_stands => {
                        pairs.insert(Rule::ExcludedBy(one, other), self.ones(own, 1).collect());
                    }
                    // What goes on may say itself that it cannot stand beside a proposal.
                    (DependencyKind::Excludes, None, Some(on)) if goes_on => {
                        pairs.insert(Rule::ExcludedBy(other, one), self.ones(on, 1).collect());
                    }
                    _ => {}
                }
            }
        }
        for (rule, entries) in pairs {
            let most = most.get(&rule).copied().unwrap_or(0);
            self.number_row(rule, entries, None, Some(most))?;
        }
        Ok(())
    }

    /// What a bound of the programme says.
    pub(super) fn rule(&self, bound: Bound) -> Option<Rule> {
        match bound {
            Bound::Lower(row) | Bound::Upper(row) => Some(self.rows.get(row)?.rule.clone()),
            // That a proposal is funded at one level is what it is, and no bound of the plan.
            Bound::Group(_) => None,
        }
    }

    /// What stands in the way, in money and numbers.
    pub(super) fn obstacle(&self, block: &Block) -> Option<Obstacle> {
        let unit = match block.bound {
            Bound::Lower(row) | Bound::Upper(row) => self.rows.get(row)?.unit,
            Bound::Group(_) => Unit::Number,
        };
        let measure = |amount: i128| match unit {
            Unit::Cent => Some(Measure::Money(Money::cents(i64::try_from(amount).ok()?))),
            Unit::Number => Some(Measure::Number(i64::try_from(amount).ok()?)),
            Unit::Weighed => None,
        };
        Some(Obstacle {
            rule: self.rule(block.bound)?,
            room: measure(block.room),
            need: measure(block.need),
        })
    }

    /// Rows that count money: what a cheaper proposal would ask less of.
    pub(super) fn money_rows(&self) -> Vec<usize> {
        let counts = |says: &Says| says.unit != Unit::Number;
        (0..self.rows.len())
            .filter(|row| counts(&self.rows[*row]))
            .collect()
    }

    /// The level at which each candidate is taken.
    pub(super) fn levels(&self, chosen: &[bool]) -> BTreeMap<Id, Share> {
        let taken = self.columns.iter().zip(chosen).filter(|(_, taken)| **taken);
        let level = |column: &Column| {
            let id = self.field.candidates[column.candidate].action.id.clone();
            (id, column.level)
        };
        taken.map(|(column, _)| level(column)).collect()
    }
}
