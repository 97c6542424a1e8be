//! The tests that were there on the day of the choice.

use crate::appraise::{Standing, standing};
use crate::gate::{Ground, When};
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::action::Step;
use koers_model::portfolio::appraisal::{Appraisal, CriteriaSet, Moment, Override};
use std::collections::{BTreeMap, BTreeSet};

/// Tests and overrides up to a day, with what the register says of gates on that day.
#[derive(Debug, Clone)]
pub struct Tested<'a> {
    ground: Ground<'a>,
    on: Date,
    step: Option<Step>,
    appraisals: Vec<Appraisal>,
    overrides: Vec<Override>,
}

impl<'a> Tested<'a> {
    /// Those of a register, made on that day or before.
    #[must_use]
    pub fn on(ground: Ground<'a>, on: Date) -> Self {
        let appraisals = ground.register.appraisals.values().filter(|one| one.made <= on);
        let overrides = ground.register.overrides.values().filter(|one| one.made <= on);
        Self {
            ground,
            on,
            step: None,
            appraisals: appraisals.cloned().collect(),
            overrides: overrides.cloned().collect(),
        }
    }

    /// With gates held against what is asked at this step of the budget cycle. Without it each proposal is held to its newest budget.
    #[must_use]
    pub const fn at(mut self, step: Step) -> Self {
        self.step = Some(step);
        self
    }

    /// Where one proposal stands.
    #[must_use]
    pub fn standing<'s>(&'s self, proposal: &Id, set: &'s CriteriaSet, moment: Moment) -> Standing<'s> {
        let ground: Ground<'s> = self.ground;
        let stands = standing(proposal, set, moment, &self.appraisals, &self.overrides);
        let Some(action) = ground.register.actions.get(proposal) else {
            return stands;
        };
        let when = When {
            moment,
            on: self.on,
            tested: stands.since(),
            step: self.step.unwrap_or_else(|| action.newest_budget()),
        };
        stands.heeding(|gate| ground.told(action, &set.framework, &gate.test, when))
    }

    /// Where every proposal stands that was tested with this set before the decision.
    #[must_use]
    pub fn standings<'s>(&'s self, set: &'s CriteriaSet) -> BTreeMap<Id, Standing<'s>> {
        let with = |one: &&Appraisal| one.set == set.id && one.version == set.version;
        let proposals: BTreeSet<&Id> = self
            .appraisals
            .iter()
            .filter(with)
            .map(|one| &one.proposal)
            .collect();
        let stands = |id: &Id| self.standing(id, set, Moment::First);
        proposals.into_iter().map(|id| (id.clone(), stands(id))).collect()
    }
}
