//! Aid to one undertaking: what is chosen together stays under the ceiling, as each proposal by itself must at its gate.
//!
//! Regulation (EU) 2023/2831, article 3(2), bounds the aid to a *single undertaking*; two proposals of firms that control one another count for one
//! ceiling. What was granted before, and who belongs together, is what the gate was told on the day of the plan: see [`crate::aid`].

use super::fault::SelectFault;
use super::model::Model;
use super::rule::Rule;
use crate::aid::Room;
use crate::gate::{Fact, public_asks};
use koers_model::id::Id;
use koers_model::portfolio::action::OrganisationKind;
use koers_model::portfolio::appraisal::GateTest;
use std::collections::BTreeMap;

/// Proposals that share a ceiling: an aid rule, an undertaking, and the grants that count already. One that was granted itself does not count its
/// own grant, so it may have a ceiling to itself.
type Shared<'a> = (&'a Id, Vec<&'a Id>, Vec<&'a Id>);

impl<'a> Model<'a> {
    /// A row for each ceiling that could be passed.
    pub(super) fn ceilings(&mut self) -> Result<(), SelectFault> {
        let mut shared: BTreeMap<Shared<'a>, (&'a Room<'a>, Vec<usize>)> = BTreeMap::new();
        for at in 0..self.of.len() {
            for (rule, room) in self.held_to(at) {
                let members = room.members.iter().copied().collect();
                let counted = room.counted.iter().map(|aid| &aid.id).collect();
                let (_, who) = shared
                    .entry((rule, members, counted))
                    .or_insert((room, Vec::new()));
                who.push(at);
            }
        }
        for ((rule, members, _), (room, who)) in shared {
            let (mut entries, mut most) = (Vec::new(), 0_i128);
            for at in &who {
                for column in self.of[*at].clone() {
                    let cents = self.aid_of(column)?;
                    if cents != 0 {
                        entries.push((column, cents));
                    }
                }
                let whole = self.of[*at].clone().next_back();
                most += whole
                    .map_or(Ok(0), |column| self.aid_of(column))
                    .map(i128::from)?;
            }
            let left = room.left().in_cents();
            if most <= i128::from(left) {
                continue;
            }
            let proposals = who.iter().map(|at| self.field.candidates[*at].action.id.clone());
            let rule = Rule::Ceiling {
                rule: rule.clone(),
                undertaking: members.into_iter().cloned().collect(),
                proposals: proposals.collect(),
            };
            self.money_row(rule, &entries, None, Some(left))?;
        }
        Ok(())
    }

    /// The ceilings that a candidate is held to: those of its gates, of a firm. Where the board passed over the gate it decided that this one
    /// may; whether what another asks is aid to an undertaking, assessors say.
    fn held_to(&self, at: usize) -> Vec<(&'a Id, &'a Room<'a>)> {
        let question = self.field.question;
        let id = &self.field.candidates[at].action.id;
        let gates = question
            .standings
            .get(id)
            .into_iter()
            .flat_map(|standing| &standing.gates);
        let told = gates.filter(|gate| gate.overridden.is_none() && !self.of[at].is_empty());
        told.filter_map(|gate| match (&gate.gate.test, &gate.told.as_ref()?.fact) {
            (
                GateTest::AidCeiling(rule),
                Fact::Aid {
                    room,
                    kind: OrganisationKind::Firm,
                    ..
                },
            ) => Some((rule, &**room)),
            _ => None,
        })
        .collect()
    }

    /// The aid that a column comes to, in all years.
    fn aid_of(&self, column: usize) -> Result<i64, SelectFault> {
        let column = self.columns[column];
        let question = self.field.question;
        let action = self.field.candidates[column.candidate].action;
        let asks = public_asks(question.register, action, question.plan.step, column.level);
        Ok(asks.map_err(|_| SelectFault::TooMuch)?.known.in_cents())
    }
}
