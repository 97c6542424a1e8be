//! Everything that is kept about proposals and actions, as it stands at one moment.

use super::action::{Action, FundingSource, Organisation, Stage};
use super::appraisal::{Appraisal, Override};
use super::decision::{Aid, Control, Decision, DecisionKind, Loan, Subject};
use super::estimate::{Estimate, Finding};
use crate::id::Id;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is kept, by id. Ids are unique within their kind. What one thing says of another may point nowhere: whoever reads it says so.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Register {
    /// Applicants, partners, firms.
    pub organisations: BTreeMap<Id, Organisation>,
    /// Who or what pays.
    pub funding_sources: BTreeMap<Id, FundingSource>,
    /// Proposals and actions.
    pub actions: BTreeMap<Id, Action>,
    /// Tests of proposals.
    pub appraisals: BTreeMap<Id, Appraisal>,
    /// What the board passed over.
    pub overrides: BTreeMap<Id, Override>,
    /// What is expected.
    pub estimates: BTreeMap<Id, Estimate>,
    /// What came of it.
    pub findings: BTreeMap<Id, Finding>,
    /// The memory of decisions.
    pub decisions: BTreeMap<Id, Decision>,
    /// Aid to undertakings.
    pub aid: BTreeMap<Id, Aid>,
    /// Who controls whom.
    pub controls: BTreeMap<Id, Control>,
    /// Money that should come back.
    pub loans: BTreeMap<Id, Loan>,
}

impl Register {
    /// Whether a proposal was tested on a day or before it.
    #[must_use]
    pub fn was_tested(&self, proposal: &Id, by: Date) -> bool {
        let mut tests = self.appraisals.values();
        tests.any(|test| test.proposal == *proposal && test.made <= by)
    }

    /// The proposals that a decision is about and that are still only asked for: a decision does not change their stage by itself. A motion, a
    /// pledge or an advice decides nothing, and a decision to pass over a gate is about the test.
    pub fn still_asked_for<'a>(&'a self, decision: &'a Decision) -> impl Iterator<Item = &'a Action> {
        let passes_over = self.overrides.values().any(|over| over.decision == decision.id);
        let decides = decision.kind == DecisionKind::Decision && !passes_over;
        let about = decision.about.iter().filter(move |_| decides);
        about.filter_map(|subject| match subject {
            Subject::Action(id) => self
                .actions
                .get(id)
                .filter(|action| action.stage == Stage::Proposed),
            Subject::Element { .. } => None,
        })
    }
}
