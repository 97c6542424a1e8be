//! A choice among proposals, asked of a workspace: the plan, its yardstick and the tests that were there on its day.

use super::{Portfolio, Tested};
use crate::error::RunError;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::CriteriaSet;
use koers_model::portfolio::register::Register;
use koers_model::portfolio::selection::{Budget, SelectionPlan};
use koers_model::portfolio::what_if::BudgetChange;
use koers_model::region::RegionRegistry;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_portfolio::appraise::Standing;
use koers_portfolio::select::Question;
use koers_portfolio::select::words::{Names, Words};
use std::collections::BTreeMap;

/// Another budget that is about none of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSuchBudget {
    change: String,
    near: Vec<String>,
    known: Vec<String>,
}

impl NoSuchBudget {
    /// What is wrong, what may have been meant, and which budgets there are.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let (change, near, known) = (&self.change, self.near.join(", "), self.known.join(", "));
        let meant = match (near.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Nl) => format!(" (bedoelt u {near}?)"),
            (false, Lang::En) => format!(" (did you mean {near}?)"),
        };
        match lang {
            Lang::Nl => format!("`{change}` raakt geen enkel budget van het plan{meant}. Er zijn: {known}"),
            Lang::En => format!("`{change}` touches no budget of the plan{meant}. There are: {known}"),
        }
    }
}

/// A budget by its id, with its source and year.
fn said(budget: &Budget) -> String {
    let year = budget.year.map_or_else(String::new, |year| format!("/{year}"));
    format!("{} ({}{year})", budget.id, budget.source)
}

/// A plan with everything that its answer follows from.
#[derive(Debug, Clone)]
pub struct Choice<'a> {
    register: &'a Register,
    as_of: Option<Date>,
    plan: &'a SelectionPlan,
    set: &'a CriteriaSet,
    regions: &'a RegionRegistry,
    tested: Tested<'a>,
    names: Names,
}

impl<'a> Choice<'a> {
    /// The choice that the plan with this id asks for.
    ///
    /// # Errors
    /// [`RunError::Unknown`] when there is no such plan, or not the version of the criteria set that it asks for.
    pub fn of(definitions: &'a Definitions, portfolio: &'a Portfolio, plan: &str) -> Result<Self, RunError> {
        let plans = &definitions.selections;
        let found = plans.values().find(|known| known.id.as_str() == plan);
        let plan = found.ok_or_else(|| RunError::Unknown {
            what: "selection",
            id: plan.to_owned(),
            near: near(plan, plans.keys().map(Id::as_str)),
        })?;
        let yardstick = definitions
            .yardstick(&plan.criteria, plan.version)
            .ok_or_else(|| RunError::Unknown {
                what: "criteria set",
                id: format!("{} {}", plan.criteria, plan.version),
                near: Vec::new(),
            })?;
        let judged = definitions.frameworks.iter().flat_map(|one| one.judged());
        let outcomes = judged.map(|judged| (judged.element.id.clone(), judged.element.title.text().clone()));
        let register = portfolio.register();
        Ok(Self {
            register,
            as_of: portfolio.stood_on(),
            plan,
            set: &yardstick.set,
            regions: &definitions.regions,
            tested: portfolio.tested(definitions, plan.day).at(plan.step),
            names: Names::new(register, outcomes.collect()),
        })
    }

    /// What is asked.
    #[must_use]
    pub const fn plan(&self) -> &'a SelectionPlan {
        self.plan
    }
    /// The day at whose end the register stood as it is asked; `None` for as it stands now.
    #[must_use]
    pub const fn stood_on(&self) -> Option<Date> {
        self.as_of
    }
    /// The yardstick, in the version that the plan asks for.
    #[must_use]
    pub const fn set(&self) -> &'a CriteriaSet {
        self.set
    }
    /// Where every proposal stood on the day of the plan: what [`Choice::question`] is put with.
    #[must_use]
    pub fn standings(&self) -> BTreeMap<Id, Standing<'_>> {
        self.tested.standings(self.set)
    }
    /// The question.
    #[must_use]
    pub const fn question<'q>(&'q self, standings: &'q BTreeMap<Id, Standing<'q>>) -> Question<'q> {
        Question {
            register: self.register,
            set: self.set,
            plan: self.plan,
            standings,
            regions: self.regions,
        }
    }
    /// Words for the answer, with the names of outcomes, and actions of one name told apart.
    #[must_use]
    pub const fn words<'q>(&'q self, question: Question<'q>, lang: Lang) -> Words<'q> {
        Words::new(question, lang).naming(&self.names)
    }
    /// Looks whether other budgets are about budgets of this plan.
    ///
    /// # Errors
    /// With the first that is about none of them, and the budgets that it may have meant.
    pub fn names_budgets(&self, changes: &[BudgetChange]) -> Result<(), NoSuchBudget> {
        let budgets = &self.plan.budgets;
        let none = |change: &&BudgetChange| change.touched(budgets).next().is_none();
        match changes.iter().find(none) {
            None => Ok(()),
            Some(change) => Err(NoSuchBudget {
                change: change.to_string(),
                near: change.source.as_ref().map_or_else(Vec::new, |name| {
                    let own = budgets
                        .iter()
                        .flat_map(|one| [one.id.as_str(), one.source.as_str()]);
                    near(name.as_str(), own)
                }),
                known: budgets.iter().map(said).collect(),
            }),
        }
    }
}
