//! The register of aid: per rule and per undertaking, how much room is left on a day.

use super::Portfolio;
use crate::error::RunError;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::aid::{AidRule, Ceiling};
use koers_model::portfolio::decision::{Aid, Control};
use koers_model::spelling::near;
use koers_portfolio::aid::{AidError, Room, ceiling_on, room, undertaking};
use std::collections::{BTreeMap, BTreeSet};

/// The undertakings that ever got aid under a rule.
#[derive(Debug)]
pub struct UnderRule<'a> {
    /// The rule.
    pub rule: &'a AidRule,
    /// Its ceiling on the day asked for.
    pub ceiling: Option<&'a Ceiling>,
    /// The undertakings, by the first of their members.
    pub undertakings: Vec<Undertaking<'a>>,
}

/// Organisations that count as one undertaking on a day.
#[derive(Debug)]
pub struct Undertaking<'a> {
    /// Its members.
    pub members: BTreeSet<&'a Id>,
    /// What ties them on that day.
    pub ties: Vec<&'a Control>,
    /// How much room there is, or why that cannot be said.
    pub room: Result<Room<'a>, AidError>,
    /// Grants that no longer count on that day.
    pub before: Vec<&'a Aid>,
}

impl Portfolio {
    /// Every rule with the undertakings that got aid under it up to a day. Aid under a rule that no file has is not among them: see
    /// [`Portfolio::unruled_aid`].
    #[must_use]
    pub fn aid<'a>(&'a self, rules: &'a BTreeMap<Id, AidRule>, on: Date) -> Vec<UnderRule<'a>> {
        rules.values().map(|rule| self.under(rule, on)).collect()
    }

    /// Aid under a rule that the workspace does not have.
    pub fn unruled_aid<'a>(&'a self, rules: &'a BTreeMap<Id, AidRule>) -> impl Iterator<Item = &'a Aid> {
        let all = self.register().aid.values();
        all.filter(|aid| !rules.contains_key(&aid.rule))
    }

    /// What one organisation, with all that belongs to the same undertaking, got under each rule that has a ceiling on that day, also where
    /// it got nothing.
    ///
    /// # Errors
    /// [`RunError::Unknown`] when nobody entered the organisation.
    pub fn aid_of<'a>(
        &'a self,
        rules: &'a BTreeMap<Id, AidRule>,
        organisation: &str,
        on: Date,
    ) -> Result<Vec<UnderRule<'a>>, RunError> {
        let known = &self.register().organisations;
        let Some((organisation, _)) = known.get_key_value(organisation) else {
            return Err(RunError::Unknown {
                what: "organisation",
                id: organisation.to_owned(),
                near: near(organisation, known.keys().map(Id::as_str)),
            });
        };
        let under = rules.values().map(|rule| UnderRule {
            rule,
            ceiling: ceiling_on(&rule.ceilings, on),
            undertakings: vec![self.undertaking(rule, organisation, on)],
        });
        Ok(under.collect())
    }

    fn under<'a>(&'a self, rule: &'a AidRule, on: Date) -> UnderRule<'a> {
        let granted = self.register().aid.values();
        let granted = granted.filter(|aid| aid.rule == rule.id && aid.granted <= on);
        let receivers: BTreeSet<&Id> = granted.map(|aid| &aid.undertaking).collect();
        let mut seen: BTreeSet<&Id> = BTreeSet::new();
        let mut found = Vec::new();
        for receiver in receivers {
            if !seen.contains(receiver) {
                let one = self.undertaking(rule, receiver, on);
                seen.extend(&one.members);
                found.push(one);
            }
        }
        UnderRule {
            rule,
            ceiling: ceiling_on(&rule.ceilings, on),
            undertakings: found,
        }
    }

    /// The undertaking that an organisation belongs to on a day.
    fn undertaking<'a>(&'a self, rule: &'a AidRule, of: &'a Id, on: Date) -> Undertaking<'a> {
        let register = self.register();
        let members = undertaking(of, register.controls.values(), on);
        let room = room(
            of,
            &rule.id,
            &rule.ceilings,
            register.aid.values(),
            register.controls.values(),
            on,
        );
        let counts = |aid: &Aid| {
            room.as_ref()
                .is_ok_and(|room| room.counted.iter().any(|counted| counted.id == aid.id))
        };
        let all = register.aid.values();
        let mut before: Vec<&Aid> = all
            .filter(|aid| aid.rule == rule.id && aid.granted <= on)
            .filter(|aid| members.contains(&aid.undertaking) && !counts(aid))
            .collect();
        before.sort_by_key(|aid| (aid.granted, &aid.id));
        let ties = register.controls.values().filter(|tie| {
            members.contains(&tie.parent) && tie.from <= on && tie.to.is_none_or(|to| on <= to)
        });
        Undertaking {
            ties: ties.collect(),
            members,
            room,
            before,
        }
    }
}
