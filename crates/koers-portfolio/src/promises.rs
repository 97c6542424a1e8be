//! Promises: when they fall due.

use jiff::ToSpan;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::estimate::{Estimate, Finding};
use koers_model::text::Lang;
use std::collections::BTreeMap;

/// Years after the grant at which a finding falls due, unless the estimate names a day.
pub const YEARS: i16 = 3;

/// Where a promise stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueState {
    /// Should have been looked at.
    Overdue,
    /// Falls due on that day or later.
    Coming,
    /// It was not granted, or no day of that is known: nothing falls due.
    NotGranted,
    /// Looked at, and it cannot be said.
    CannotBeSaid,
    /// Looked at.
    Found,
}

impl DueState {
    /// The word in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Coming => "coming",
            Self::NotGranted => "no-grant-known",
            Self::CannotBeSaid => "cannot-be-said",
            Self::Found => "found",
        }
    }
    /// What people read.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Overdue => lang.pick("te laat", "overdue"),
            Self::Coming => lang.pick("komt nog", "coming"),
            Self::NotGranted => lang.pick("geen toekenning bekend", "no grant known"),
            Self::CannotBeSaid => lang.pick("niet te zeggen", "cannot be said"),
            Self::Found => lang.pick("nagekeken", "checked"),
        }
    }
}

/// A promise with the day on which it falls due.
#[derive(Debug, Clone, Copy)]
pub struct Due<'a> {
    /// The promise.
    pub estimate: &'a Estimate,
    /// The day; `None` without a grant.
    pub day: Option<Date>,
    /// The last finding.
    pub finding: Option<&'a Finding>,
    /// Where it stands.
    pub state: DueState,
}

/// Every promise that was made by a day, with where it stands on it: what is overdue first, longest first. Of what was not granted by then
/// nothing falls due. `granted` holds the actions that were, with the day where it is known.
#[must_use]
pub fn due<'a>(
    estimates: impl IntoIterator<Item = &'a Estimate>,
    findings: impl IntoIterator<Item = &'a Finding>,
    granted: &BTreeMap<&Id, Option<Date>>,
    today: Date,
) -> Vec<Due<'a>> {
    let mut last: BTreeMap<&Id, &Finding> = BTreeMap::new();
    for finding in findings.into_iter().filter(|finding| finding.made <= today) {
        let known = last.entry(&finding.estimate).or_insert(finding);
        if (known.made, &known.id) < (finding.made, &finding.id) {
            *known = finding;
        }
    }
    let mut all: Vec<Due<'_>> = estimates
        .into_iter()
        .filter(|estimate| estimate.made <= today)
        .map(|estimate| {
            let grant = granted.get(&estimate.action).copied();
            let grant = grant.filter(|day| day.is_none_or(|day| day <= today));
            let by_rule = |day: Option<Date>| day.and_then(|day| day.checked_add(YEARS.years()).ok());
            let day = grant.and_then(|grant| estimate.due.or_else(|| by_rule(grant)));
            let finding = last.get(&estimate.id).copied();
            let state = match (finding, day) {
                (Some(finding), _) if finding.amount.is_some() => DueState::Found,
                (Some(_), _) => DueState::CannotBeSaid,
                (None, Some(day)) if day < today => DueState::Overdue,
                (None, Some(_)) => DueState::Coming,
                (None, None) => DueState::NotGranted,
            };
            Due {
                estimate,
                day,
                finding,
                state,
            }
        })
        .collect();
    all.sort_by_key(|due| (due.state, due.day, &due.estimate.id));
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use crate::made::{estimate, id, number};
    use jiff::civil::date;
    use koers_model::portfolio::estimate::{AuthorRole, EffectUnit, EvidenceGrade, Range};
    use koers_model::text::Text;

    fn finding(of: &str, amount: Option<f64>, day: Date) -> Finding {
        Finding {
            id: id(&format!("bij-{of}-{day}")),
            estimate: id(of),
            amount: amount.map(|amount| Range::single(number(amount))),
            method: Text::dutch("made up"),
            author: id("rekenkamer"),
            role: AuthorRole::Independent,
            made: day,
            grade: EvidenceGrade::Counted,
        }
    }

    #[test]
    fn promises_fall_due_three_years_after_the_grant() {
        let all = [
            estimate("a", "plan", 40.0, EffectUnit::JobsCreated12),
            estimate("b", "plan", 10.0, EffectUnit::Persons),
            estimate("c", "idee", 10.0, EffectUnit::Persons),
        ];
        let plan = id("plan");
        let granted = BTreeMap::from([(&plan, Some(date(2016, 2, 29)))]);
        let states = |day, findings: &[Finding]| -> Vec<(String, DueState)> {
            let due = due(&all, findings, &granted, day);
            due.iter()
                .map(|due| (due.estimate.id.to_string(), due.state))
                .collect()
        };
        let day = date(2019, 2, 28);
        let expect = |all: &[(&str, DueState)]| -> Vec<(String, DueState)> {
            all.iter()
                .map(|(name, state)| ((*name).to_owned(), *state))
                .collect()
        };
        assert_eq!(
            states(day, &[]),
            expect(&[
                ("a", DueState::Coming),
                ("b", DueState::Coming),
                ("c", DueState::NotGranted)
            ])
        );
        let found = [
            finding("a", Some(16.0), date(2019, 3, 1)),
            finding("b", Some(1.0), date(2019, 3, 1)),
            finding("b", None, date(2019, 3, 2)),
        ];
        assert_eq!(
            states(date(2019, 3, 2), &found),
            expect(&[
                ("c", DueState::NotGranted),
                ("b", DueState::CannotBeSaid),
                ("a", DueState::Found)
            ])
        );
        assert_eq!(states(date(2019, 3, 1), &[])[0].1, DueState::Overdue);
    }

    #[test]
    fn nothing_falls_due_of_what_was_not_granted_or_not_promised_yet() {
        let mut all = [estimate("a", "plan", 40.0, EffectUnit::Persons)];
        let plan = id("plan");
        let states = |all: &[Estimate], granted: &BTreeMap<&Id, Option<Date>>, day| -> Vec<DueState> {
            due(all, &[], granted, day).iter().map(|due| due.state).collect()
        };
        // A day of its own falls away with a refusal; a grant without a known day keeps it.
        all[0].due = Some(date(2018, 1, 1));
        let day = date(2022, 6, 1);
        assert_eq!(states(&all, &BTreeMap::new(), day), [DueState::NotGranted]);
        assert_eq!(
            states(&all, &BTreeMap::from([(&plan, None)]), day),
            [DueState::Overdue]
        );
        // Looking back, what was promised or granted later is not there yet.
        let later = BTreeMap::from([(&plan, Some(date(2023, 3, 1)))]);
        assert_eq!(states(&all, &later, day), [DueState::NotGranted]);
        assert_eq!(states(&all, &later, date(2016, 5, 31)), []);
    }
}
