//! Promises: when they fall due, and what they come to together.

use jiff::ToSpan;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::estimate::{AuthorRole, EffectOn, EffectUnit, Estimate, Finding, Incidence};
use koers_model::portfolio::money::Share;
use koers_model::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

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
    /// How many more there are that do not count, because the same kind of author estimated the same effect again later.
    pub replaced: usize,
}

impl RollUp {
    /// How many decimals say it: half a point of an indicator is not nothing, nor is half a labour year.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        let ends = [self.low, self.central, self.high];
        u8::from(ends.iter().any(|end| end.fract() != 0.0))
    }
}

/// Shares of one effect come to more than the effect: a sum would count a job twice, so there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedTwice<'a> {
    /// The shared effects, by name.
    pub shared: BTreeSet<&'a Id>,
}

impl ClaimedTwice<'_> {
    /// Their names, one after the other.
    #[must_use]
    pub fn named(&self) -> String {
        let names: Vec<&str> = self.shared.iter().map(|id| id.as_str()).collect();
        names.join(", ")
    }
}

impl<'a> Heap<'a> {
    /// The heap that an estimate lies on.
    const fn of(estimate: &'a Estimate) -> Self {
        Self {
            on: &estimate.on,
            role: estimate.role,
            unit: estimate.unit,
            incidence: estimate.incidence,
        }
    }

    /// Adds its estimates up, newest first.
    fn sum(newest_first: &[&'a Estimate]) -> Result<RollUp, ClaimedTwice<'a>> {
        let mut sum = RollUp::default();
        let mut counted: BTreeMap<&Id, Vec<&Estimate>> = BTreeMap::new();
        let mut claims: BTreeMap<&Id, Vec<(&Estimate, Share)>> = BTreeMap::new();
        for estimate in newest_first {
            let later = counted.entry(&estimate.action).or_default();
            if later.iter().any(|later| same_effect(later, estimate)) {
                sum.replaced += 1;
                continue;
            }
            later.push(estimate);
            let mut part = 1.0;
            if let Some(claim) = &estimate.claim {
                let claimed = claims.entry(&claim.shared).or_default();
                claimed.push((estimate, claim.share));
                part = f64::from(claim.share.in_millionths()) / f64::from(Share::WHOLE.in_millionths());
                sum.shared += 1;
            }
            sum.low += part * estimate.amount.low().get();
            sum.central += part * estimate.amount.central().get();
            sum.high += part * estimate.amount.high().get();
            sum.count += 1;
        }
        claims.retain(|_, claims| more_than_whole(claims));
        let shared: BTreeSet<&Id> = claims.into_keys().collect();
        if shared.is_empty() {
            Ok(sum)
        } else {
            Err(ClaimedTwice { shared })
        }
    }
}

/// Whether an estimate says something of a year.
fn covers(estimate: &Estimate, year: i16) -> bool {
    estimate.from <= year && estimate.to.is_none_or(|to| year <= to)
}

/// Whether two estimates of one heap and one action are of one effect: over years that overlap. Only where each claims a part of another shared effect
/// are they of two: who leaves a claim away, or adds one later, still speaks of the same.
fn same_effect(one: &Estimate, other: &Estimate) -> bool {
    let two_claims = match (&one.claim, &other.claim) {
        (Some(one), Some(other)) => one.shared != other.shared,
        _ => false,
    };
    !two_claims && (covers(one, other.from) || covers(other, one.from))
}

/// Whether claims of one shared effect come to more than the whole in some year.
fn more_than_whole(claims: &[(&Estimate, Share)]) -> bool {
    let whole = u64::from(Share::WHOLE.in_millionths());
    // What is claimed grows only where a claim begins: no other years need looking at.
    claims.iter().any(|(begins, _)| {
        let then = claims.iter().filter(|(one, _)| covers(one, begins.from));
        then.map(|(_, share)| u64::from(share.in_millionths()))
            .sum::<u64>()
            > whole
    })
}

/// Adds promises up, each kind by itself. Where actions claim one effect together, each counts for its share. Where the same kind of author
/// estimated one effect of an action twice, the later estimate counts. A heap in which shares come to more than the whole has no sum; the others have.
#[must_use]
pub fn roll_up<'a>(
    estimates: impl IntoIterator<Item = &'a Estimate>,
) -> BTreeMap<Heap<'a>, Result<RollUp, ClaimedTwice<'a>>> {
    let mut newest_first: Vec<&Estimate> = estimates.into_iter().collect();
    newest_first.sort_by(|one, other| (other.made, &other.id).cmp(&(one.made, &one.id)));
    let mut heaps: BTreeMap<Heap<'a>, Vec<&'a Estimate>> = BTreeMap::new();
    for estimate in newest_first {
        heaps.entry(Heap::of(estimate)).or_default().push(estimate);
    }
    heaps
        .into_iter()
        .map(|(heap, all)| (heap, Heap::sum(&all)))
        .collect()
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
    fn claim(shared: &str, share: u32) -> Option<Claim> {
        let (shared, share) = (id(shared), Share::millionths(share).unwrap());
        Some(Claim { shared, share })
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

    #[test]
    fn of_two_estimates_of_one_effect_by_the_same_kind_of_author_the_later_counts() {
        let mut all = [
            estimate("a", "x", 40.0, EffectUnit::Persons),
            estimate("b", "x", 25.0, EffectUnit::Persons),
        ];
        all[1].made = date(2016, 9, 1);
        let only = |all: &[Estimate]| roll_up(all).into_values().next().unwrap().unwrap();
        let sum = only(&all);
        assert_eq!((sum.central, sum.count, sum.replaced), (25.0, 1, 1));
        // Another stretch of years, or another action, is another effect.
        (all[0].from, all[0].to) = (2015, Some(2016));
        assert_eq!(only(&all).central, 65.0);
        (all[0].from, all[0].to) = (2017, None);
        all[0].action = id("y");
        assert_eq!(only(&all).central, 65.0);
        // Who adds a share later speaks of the same effect still: 60% of 100, and not 129 beside it. Nor does it matter who claimed first.
        all = [
            estimate("a", "x", 129.0, EffectUnit::Persons),
            estimate("b", "x", 100.0, EffectUnit::Persons),
        ];
        (all[1].made, all[1].claim) = (date(2016, 9, 1), claim("banen-op-terrein", 600_000));
        let sum = only(&all);
        assert_eq!((sum.central, sum.count, sum.replaced), (60.0, 1, 1));
        all[0].made = date(2016, 12, 1);
        assert_eq!((only(&all).central, only(&all).shared), (129.0, 0));
        // Two parts of two shared effects are two.
        all[0].claim = claim("banen-elders", 1_000_000);
        assert_eq!((only(&all).central, only(&all).replaced), (189.0, 0));
    }

    /// Every year by itself, and every pair of estimates: another way to the same answer.
    #[test]
    fn shares_add_up_within_one_heap_and_one_year() {
        for from in 2017..=2020_i16 {
            for (to, unit, incidence, other) in [
                (None, EffectUnit::Persons, Incidence::Region, "y"),
                (Some(2021), EffectUnit::Persons, Incidence::Region, "y"),
                (Some(2021), EffectUnit::Firms, Incidence::Region, "x"),
                (Some(2021), EffectUnit::Persons, Incidence::Elsewhere, "x"),
                (Some(2021), EffectUnit::Persons, Incidence::Region, "x"),
            ] {
                let mut all = [
                    estimate("a", "x", 100.0, EffectUnit::Persons),
                    estimate("b", other, 100.0, unit),
                    estimate("c", "z", 100.0, EffectUnit::Addresses),
                ];
                all[0].to = Some(2018);
                (all[1].from, all[1].to, all[1].incidence) = (from, to, incidence);
                all[1].made = date(2016, 9, 1);
                for one in &mut all[..2] {
                    one.claim = claim("banen-op-terrein", 600_000);
                }
                let heaps = roll_up(&all);
                let there =
                    |one: &Estimate, year: i16| one.from <= year && one.to.unwrap_or(i16::MAX) >= year;
                let overlap = (2010..2030).any(|year| there(&all[0], year) && there(&all[1], year));
                let alike = unit == EffectUnit::Persons && incidence == Incidence::Region;
                // Of one action the later estimate replaces the earlier, so nothing clashes.
                let clash = overlap && alike && other == "y";
                assert_eq!(
                    heaps.values().filter(|sum| sum.is_err()).count(),
                    usize::from(clash)
                );
                // The rest stands.
                let addresses = heaps.iter().find(|(heap, _)| heap.unit == EffectUnit::Addresses);
                assert_eq!(addresses.unwrap().1.as_ref().unwrap().central, 100.0);
                let sums = heaps.values().filter_map(|sum| sum.as_ref().ok());
                let counted = if clash {
                    1
                } else if overlap && alike {
                    2
                } else {
                    3
                };
                assert_eq!(sums.map(|sum| sum.count).sum::<usize>(), counted);
            }
        }
    }

    #[test]
    fn unlike_units_never_add_up_and_a_shared_job_counts_once() {
        let claim = |share| claim("banen-op-terrein", share);
        let mut all = vec![
            estimate("a", "x", 40.0, EffectUnit::JobsCreated12),
            estimate("b", "x", 10.0, EffectUnit::JobsCreated20),
            estimate("c", "y", 40.0, EffectUnit::JobsCreated12),
        ];
        (all[0].claim, all[2].claim) = (claim(500_000), claim(500_000));
        let sums = |all: &[Estimate]| -> Vec<Option<f64>> {
            let central = |sum: Result<RollUp, _>| sum.ok().map(|sum: RollUp| sum.central);
            roll_up(all).into_values().map(central).collect()
        };
        assert_eq!(sums(&all), [Some(40.0), Some(10.0)]);
        all[2].claim = claim(500_001);
        assert_eq!(sums(&all), [None, Some(10.0)]);
        let shared = id("banen-op-terrein");
        let named = roll_up(&all).into_values().find_map(Result::err).unwrap().shared;
        assert_eq!(named, BTreeSet::from([&shared]));
        all[2].claim = None;
        assert_eq!(sums(&all), [Some(60.0), Some(10.0)]);
        // What lands elsewhere is a heap of its own.
        all[2].incidence = Incidence::Neighbours;
        assert_eq!(sums(&all).len(), 3);
        // Two authors who speak of one effect are not added up, nor do they claim against one another.
        all[2] = estimate("a-by-the-province", "x", 25.0, EffectUnit::JobsCreated12);
        all[2].role = AuthorRole::Province;
        all[2].claim = claim(1_000_000);
        assert_eq!(sums(&all), [Some(20.0), Some(10.0), Some(25.0)]);
    }
}
