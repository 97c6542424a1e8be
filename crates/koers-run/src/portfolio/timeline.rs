//! What happened to a goal, in order of day: decisions, milestones of the actions for it, and what was found of their promises.

use super::Portfolio;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Milestone};
use koers_model::portfolio::decision::{Decision, Subject};
use koers_model::portfolio::estimate::{EffectOn, Estimate, Finding};
use std::collections::{BTreeMap, BTreeSet};

/// Something that happened on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Event<'a> {
    /// When.
    pub day: Date,
    /// What.
    pub what: Happened<'a>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Happened<'a> {
    /// Something was decided, promised to the council or recommended.
    Decided(&'a Decision),
    /// Something should be there, or was there.
    Milestone {
        /// Of which action.
        action: &'a Action,
        /// What.
        milestone: &'a Milestone,
    },
    /// A promise was checked.
    Found {
        /// Of which action.
        action: &'a Action,
        /// The promise.
        estimate: &'a Estimate,
        /// What came of it.
        finding: &'a Finding,
    },
}

impl Happened<'_> {
    /// Of two things on one day the decision comes first.
    const fn order(&self) -> u8 {
        match self {
            Self::Decided(_) => 0,
            Self::Milestone { .. } => 1,
            Self::Found { .. } => 2,
        }
    }
}

impl Portfolio {
    /// The actions that work at an element of a programme: they serve it, carry it out, or stand under it.
    pub fn working_at<'a>(&'a self, programme: &'a Id, element: &'a Id) -> impl Iterator<Item = &'a Action> {
        self.register().actions.values().filter(move |action| {
            let mut ties = action
                .serves
                .iter()
                .chain(&action.objectives)
                .chain(&action.lines)
                .chain(&action.carries_out);
            action.framework == *programme && ties.any(|id| id == element)
        })
    }

    /// What happened to an element of a programme, oldest first: decisions about it and about the actions for it, their milestones on the day
    /// that they were reached or else should be, and findings on promises that bear on it. A decision about both stands there once.
    #[must_use]
    pub fn timeline<'a>(&'a self, programme: &'a Id, element: &'a Id) -> Vec<Event<'a>> {
        let register = self.register();
        let actions: BTreeMap<&Id, &Action> = self
            .working_at(programme, element)
            .map(|action| (&action.id, action))
            .collect();
        let about = |subject: &Subject| match subject {
            Subject::Element {
                framework,
                element: of,
            } => framework == programme && of == element,
            Subject::Action(id) => actions.contains_key(id),
        };
        let decided = register
            .decisions
            .values()
            .filter(|decision| decision.about.iter().any(about));
        let mut events: Vec<Event<'a>> = decided
            .map(|decision| Event {
                day: decision.on,
                what: Happened::Decided(decision),
            })
            .collect();
        for action in actions.values() {
            events.extend(action.milestones.iter().map(|milestone| Event {
                day: milestone.reached.unwrap_or(milestone.due),
                what: Happened::Milestone { action, milestone },
            }));
        }
        // A promise on another outcome of the same action says nothing of this one; one on an indicator may.
        let outcomes: BTreeSet<&Id> = actions.values().flat_map(|action| &action.serves).collect();
        let bears = |estimate: &Estimate| match &estimate.on {
            EffectOn::Outcome(on) => on == element || !outcomes.contains(element),
            EffectOn::Indicator(_) => true,
        };
        for finding in register.findings.values() {
            let Some(estimate) = register.estimates.get(&finding.estimate) else {
                continue;
            };
            let Some(action) = actions.get(&estimate.action).filter(|_| bears(estimate)) else {
                continue;
            };
            events.push(Event {
                day: finding.made,
                what: Happened::Found {
                    action,
                    estimate,
                    finding,
                },
            });
        }
        events.sort_by_key(|event| (event.day, event.what.order()));
        events
    }

    /// Every entry in the memory of decisions, newest first.
    #[must_use]
    pub fn memory(&self) -> Vec<&Decision> {
        let mut all: Vec<&Decision> = self.register().decisions.values().collect();
        all.sort_by_key(|decision| (std::cmp::Reverse(decision.on), &decision.id));
        all
    }
}
