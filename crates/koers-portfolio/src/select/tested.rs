//! The tests that were there on the day of the choice.

use crate::appraise::{Standing, standing};
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::{Appraisal, CriteriaSet, Moment, Override};
use koers_model::portfolio::register::Register;
use std::collections::{BTreeMap, BTreeSet};

/// Tests and overrides up to a day.
#[derive(Debug, Clone, Default)]
pub struct Tested {
    appraisals: Vec<Appraisal>,
    overrides: Vec<Override>,
}

impl Tested {
    /// Those of a register, made on that day or before.
    #[must_use]
    pub fn on(register: &Register, day: Date) -> Self {
        let appraisals = register.appraisals.values().filter(|one| one.made <= day);
        let overrides = register.overrides.values().filter(|one| one.made <= day);
        Self {
            appraisals: appraisals.cloned().collect(),
            overrides: overrides.cloned().collect(),
        }
    }

    /// Where one proposal stands.
    #[must_use]
    pub fn standing<'a>(&'a self, proposal: &Id, set: &'a CriteriaSet, moment: Moment) -> Standing<'a> {
        standing(proposal, set, moment, &self.appraisals, &self.overrides)
    }

    /// Where every proposal stands that was tested with this set before the decision.
    #[must_use]
    pub fn standings<'a>(&'a self, set: &'a CriteriaSet) -> BTreeMap<Id, Standing<'a>> {
        let with = |one: &&Appraisal| one.set == set.id && one.version == set.version;
        let proposals: BTreeSet<&Id> = self
            .appraisals
            .iter()
            .filter(with)
            .map(|one| &one.proposal)
            .collect();
        let stands = |id: &Id| standing(id, set, Moment::First, &self.appraisals, &self.overrides);
        proposals.into_iter().map(|id| (id.clone(), stands(id))).collect()
    }
}
