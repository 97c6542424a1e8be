//! Promises: when they fall due, and what they come to together.

use jiff::ToSpan;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::estimate::{AuthorRole, EffectOn, EffectUnit, Estimate, Finding, Incidence};
use koers_model::portfolio::money::Share;
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
    /// No decision to grant is known, so no day follows from it.
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
            Self::NotGranted => lang.pick("geen besluit bekend", "no decision known"),
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

/// Every promise with where it stands on a day: what is overdue first, longest first.
#[must_use]
pub fn due<'a>(
    estimates: impl IntoIterator<Item = &'a Estimate>,
    findings: impl IntoIterator<Item = &'a Finding>,
    granted: &BTreeMap<&Id, Date>,
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
        .map(|estimate| {
            let grant = granted.get(&estimate.action);
            let by_rule = || grant.and_then(|day| day.checked_add(YEARS.years()).ok());
            let day = estimate.due.or_else(by_rule);
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

/// Effects that may be added up: the same unit, on the same thing, landing in the same place, by the same kind of author. An applicant and
/// the region who each say what an action will bring speak of one effect: together they would count it twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Heap<'a> {
    /// What they bear on.
    pub on: &'a EffectOn,
    /// Stake of the author.
    pub role: AuthorRole,
    /// Counted in what.
    pub unit: EffectUnit,
    /// Where they land.
    pub incidence: Incidence,
}

/// What the promises of several actions come to.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RollUp {
    /// The low ends added up: what is there when everything goes badly at once.
    pub low: f64,
    /// The central values added up.
    pub central: f64,
    /// The high ends added up.
    pub high: f64,
    /// How many promises.
    pub count: usize,
    /// How many of them are counted in part, because others claim the same effect.
    pub shared: usize,
}

impl RollUp {
    /// How many decimals say it: half a point of an indicator is not nothing, nor is half a labour year.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        let ends = [self.low, self.central, self.high];
        u8::from(ends.iter().any(|end| end.fract() != 0.0))
    }
}

/// Shares of one effect come to more than the effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the shares of `{shared}` come to more than the whole")]
pub struct ClaimedTwice {
    /// The shared effect.
    pub shared: Id,
}

/// Adds promises up, each kind by itself. Where actions claim one effect together, each counts for its share.
///
/// # Errors
/// [`ClaimedTwice`] when shares of one effect come to more than the whole: the sum would count a job twice.
pub fn roll_up<'a>(
    estimates: impl IntoIterator<Item = &'a Estimate>,
) -> Result<BTreeMap<Heap<'a>, RollUp>, ClaimedTwice> {
    let mut claimed: BTreeMap<(&Id, AuthorRole), u64> = BTreeMap::new();
    let mut heaps: BTreeMap<Heap<'a>, RollUp> = BTreeMap::new();
    for estimate in estimates {
        let mut part = 1.0;
        let heap = Heap {
            on: &estimate.on,
            role: estimate.role,
            unit: estimate.unit,
            incidence: estimate.incidence,
        };
        let sum = heaps.entry(heap).or_default();
        if let Some(claim) = &estimate.claim {
            let all = claimed.entry((&claim.shared, estimate.role)).or_default();
            *all += u64::from(claim.share.in_millionths());
            if *all > u64::from(Share::WHOLE.in_millionths()) {
                let shared = claim.shared.clone();
                return Err(ClaimedTwice { shared });
            }
            part = f64::from(claim.share.in_millionths()) / f64::from(Share::WHOLE.in_millionths());
            sum.shared += 1;
        }
        sum.low += part * estimate.amount.low().get();
        sum.central += part * estimate.amount.central().get();
        sum.high += part * estimate.amount.high().get();
        sum.count += 1;
    }
    Ok(heaps)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use jiff::civil::date;
    use koers_model::portfolio::estimate::{AuthorRole, Claim, EvidenceGrade, Range};
    use koers_model::text::Text;
    use koers_model::value::Number;

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }
    fn number(value: f64) -> Number {
        Number::new(value).unwrap()
    }
    fn estimate(name: &str, action: &str, amount: f64, unit: EffectUnit) -> Estimate {
        Estimate {
            id: id(name),
            action: id(action),
            on: EffectOn::Outcome(id("banen")),
            amount: Range::single(number(amount)),
            unit,
            from: 2017,
            to: None,
            incidence: Incidence::Region,
            method: Text::dutch("made up"),
            assumptions: None,
            author: id("aanvrager"),
            role: AuthorRole::Applicant,
            made: date(2016, 6, 1),
            grade: EvidenceGrade::Stated,
            due: None,
            claim: None,
        }
    }
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
        let granted = BTreeMap::from([(&plan, date(2016, 2, 29))]);
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
    fn unlike_units_never_add_up_and_a_shared_job_counts_once() {
        let claim = |share| {
            Some(Claim {
                shared: id("banen-op-terrein"),
                share: Share::millionths(share).unwrap(),
            })
        };
        let mut all = vec![
            estimate("a", "x", 40.0, EffectUnit::JobsCreated12),
            estimate("b", "x", 10.0, EffectUnit::JobsCreated20),
            estimate("c", "y", 40.0, EffectUnit::JobsCreated12),
        ];
        (all[0].claim, all[2].claim) = (claim(500_000), claim(500_000));
        let heaps = roll_up(&all).unwrap();
        let sums: Vec<f64> = heaps.values().map(|sum| sum.central).collect();
        assert_eq!(sums, [40.0, 10.0]);
        all[2].claim = claim(500_001);
        assert!(roll_up(&all).is_err());
        all[2].claim = None;
        assert!(roll_up(&all).is_ok_and(|heaps| heaps.len() == 2));
        // What lands elsewhere is a heap of its own.
        all[2].incidence = Incidence::Neighbours;
        assert_eq!(roll_up(&all).unwrap().len(), 3);
        // Two authors who speak of one effect are not added up, nor do they claim against one another.
        all[2] = estimate("a-by-the-province", "x", 25.0, EffectUnit::JobsCreated12);
        all[2].role = AuthorRole::Province;
        all[2].claim = claim(1_000_000);
        let heaps = roll_up(&all).unwrap();
        let sums: Vec<f64> = heaps.values().map(|sum| sum.central).collect();
        assert_eq!(sums, [20.0, 10.0, 25.0]);
    }
}
