//! What was decided about an action, and when it was granted.

use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::action::{Action, Stage};
use koers_model::portfolio::decision::{Decision, DecisionKind, Followed, Subject};
use koers_model::portfolio::register::Register;
use std::collections::{BTreeMap, BTreeSet};

/// The decisions about whether an action goes on, oldest first. A motion, a pledge or an advice decides nothing, a decision that was voted down
/// neither; and a decision to pass over a gate is about the test.
#[must_use]
pub fn about<'a>(register: &'a Register, action: &Id) -> Vec<&'a Decision> {
    let about = |subject: &Subject| matches!(subject, Subject::Action(id) if id == action);
    let all = deciding(register);
    let mut found: Vec<&Decision> = all.filter(|decision| decision.about.iter().any(about)).collect();
    found.sort_by_key(|decision| (decision.on, &decision.id));
    found
}

/// The day on which an action was granted: that of the first decision about it. One that is only asked for, that was refused or taken back was
/// not granted; of one that goes on without a known decision there is no day.
#[must_use]
pub fn granted_on(register: &Register, action: &Action) -> Option<Date> {
    let first = about(register, &action.id).first().map(|decision| decision.on);
    first.filter(|_| is_granted(action))
}

/// Every action that was granted, with the day where it is known: see [`granted_on`].
#[must_use]
pub fn granted(register: &Register) -> BTreeMap<&Id, Option<Date>> {
    let granted = register.actions.values().filter(|action| is_granted(action));
    let mut days: BTreeMap<&Id, Option<Date>> = granted.map(|action| (&action.id, None)).collect();
    for decision in deciding(register) {
        for subject in &decision.about {
            if let Subject::Action(id) = subject
                && let Some(day) = days.get_mut(id)
            {
                *day = Some(day.map_or(decision.on, |known| known.min(decision.on)));
            }
        }
    }
    days
}

fn deciding(register: &Register) -> impl Iterator<Item = &Decision> {
    let over: BTreeSet<&Id> = register.overrides.values().map(|over| &over.decision).collect();
    register.decisions.values().filter(move |decision| {
        decision.kind == DecisionKind::Decision
            && decision.followed != Followed::Rejected
            && !over.contains(&decision.id)
    })
}

const fn is_granted(action: &Action) -> bool {
    !matches!(action.stage, Stage::Proposed | Stage::Refused | Stage::Withdrawn)
}
