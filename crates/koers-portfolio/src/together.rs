//! What the promises of several actions come to together: each kind by itself, and what actions share once.

use koers_model::id::Id;
use koers_model::portfolio::estimate::{AuthorRole, EffectOn, EffectUnit, Estimate, Incidence};
use koers_model::portfolio::money::Share;
use std::collections::{BTreeMap, BTreeSet};

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
}

/// The estimates of one heap that count, and how many do not.
#[derive(Default)]
struct Counted<'a> {
    estimates: Vec<&'a Estimate>,
    replaced: usize,
}

impl<'a> Counted<'a> {
    /// Of estimates, newest first, those that count: of one effect of one action the newest.
    fn of(newest_first: &[&'a Estimate]) -> Self {
        let mut counted = Self::default();
        let mut by_action: BTreeMap<&Id, Vec<&Estimate>> = BTreeMap::new();
        for &estimate in newest_first {
            let later = by_action.entry(&estimate.action).or_default();
            if later.iter().any(|later| same_effect(later, estimate)) {
                counted.replaced += 1;
            } else {
                later.push(estimate);
                counted.estimates.push(estimate);
            }
        }
        counted
    }

    /// Each counts for its share, or whole.
    fn sum(&self) -> RollUp {
        let mut sum = RollUp {
            replaced: self.replaced,
            ..RollUp::default()
        };
        for estimate in &self.estimates {
            let mut part = 1.0;
            if let Some(claim) = &estimate.claim {
                part = f64::from(claim.share.in_millionths()) / f64::from(Share::WHOLE.in_millionths());
                sum.shared += 1;
            }
            sum.low += part * estimate.amount.low().get();
            sum.central += part * estimate.amount.central().get();
            sum.high += part * estimate.amount.high().get();
            sum.count += 1;
        }
        sum
    }
}

/// Whether an estimate says something of a year.
fn covers(estimate: &Estimate, year: i16) -> bool {
    estimate.from <= year && estimate.to.is_none_or(|to| year <= to)
}

/// Whether two estimates of one heap and one action are of one effect. A claim names the effect: the same name is the same effect, another name another.
/// Where one of them names none, years that overlap tell: who leaves a claim away, or adds one later, still speaks of the same. What is counted by the
/// year is there anew in other years, also under one name.
fn same_effect(one: &Estimate, other: &Estimate) -> bool {
    let overlap = covers(one, other.from) || covers(other, one.from);
    match (&one.claim, &other.claim) {
        (Some(claim), Some(same)) if claim.shared == same.shared => overlap || !by_the_year(one.unit),
        (Some(_), Some(_)) => false,
        _ => overlap,
    }
}

/// Whether a unit holds its year: a labour year of 2019 is not one of 2018. A job that is there in both is one job.
const fn by_the_year(unit: EffectUnit) -> bool {
    matches!(unit, EffectUnit::LabourYears)
}

/// A shared effect as one kind of author sees it, in one unit: what claims may not come to more of than the whole.
type SharedEffect<'a> = (&'a Id, AuthorRole, EffectUnit);

/// The shared effect that an estimate claims a part of. Not what it bears on, nor where it lands: a job is one job wherever it is counted.
fn claimed(estimate: &Estimate) -> Option<SharedEffect<'_>> {
    let claim = estimate.claim.as_ref()?;
    Some((&claim.shared, estimate.role, estimate.unit))
}

/// Whether claims of one shared effect come to more than the whole.
fn more_than_whole(claims: &[(&Estimate, Share)]) -> bool {
    let by_the_year = claims.iter().any(|(one, _)| by_the_year(one.unit));
    if !by_the_year {
        return exceeds(claims.iter());
    }
    // What is claimed grows only where a claim begins: no other years need looking at.
    claims
        .iter()
        .any(|(begins, _)| exceeds(claims.iter().filter(|(one, _)| covers(one, begins.from))))
}

/// Whether the shares of different actions come to more than the whole. Of one action the largest share counts: what it expects of the effect here and
/// elsewhere are parts of its own share.
fn exceeds<'c, 'a: 'c>(claims: impl Iterator<Item = &'c (&'a Estimate, Share)>) -> bool {
    let mut by_action: BTreeMap<&Id, Share> = BTreeMap::new();
    for (estimate, share) in claims {
        let largest = by_action.entry(&estimate.action).or_insert(*share);
        *largest = (*largest).max(*share);
    }
    let all = by_action.values().map(|share| u64::from(share.in_millionths()));
    all.sum::<u64>() > u64::from(Share::WHOLE.in_millionths())
}

/// Adds promises up, each kind by itself. Where actions claim one effect together, each counts for its share. Where the same kind of author
/// estimated one effect of an action twice, the later estimate counts; of two of one day that of the later years. Where shares of an effect come to more
/// than the whole, over all years, places and things that it bears on, no heap in which it is claimed has a sum; the others have.
#[must_use]
pub fn roll_up<'a>(
    estimates: impl IntoIterator<Item = &'a Estimate>,
) -> BTreeMap<Heap<'a>, Result<RollUp, ClaimedTwice<'a>>> {
    let mut newest_first: Vec<&Estimate> = estimates.into_iter().collect();
    newest_first
        .sort_by(|one, other| (other.made, other.from, &other.id).cmp(&(one.made, one.from, &one.id)));
    let mut heaps: BTreeMap<Heap<'a>, Vec<&'a Estimate>> = BTreeMap::new();
    for estimate in newest_first {
        heaps.entry(Heap::of(estimate)).or_default().push(estimate);
    }
    let heaps: BTreeMap<Heap<'a>, Counted<'a>> = heaps
        .into_iter()
        .map(|(heap, all)| (heap, Counted::of(&all)))
        .collect();
    let mut claims: BTreeMap<SharedEffect<'a>, Vec<(&Estimate, Share)>> = BTreeMap::new();
    for &estimate in heaps.values().flat_map(|counted| &counted.estimates) {
        if let (Some(effect), Some(claim)) = (claimed(estimate), &estimate.claim) {
            claims.entry(effect).or_default().push((estimate, claim.share));
        }
    }
    claims.retain(|_, claims| more_than_whole(claims));
    heaps
        .into_iter()
        .map(|(heap, counted)| {
            let effects = counted.estimates.iter().copied().filter_map(claimed);
            let shared: BTreeSet<&Id> = effects
                .filter(|effect| claims.contains_key(effect))
                .map(|(id, _, _)| id)
                .collect();
            let sum = shared.is_empty().then(|| counted.sum());
            (heap, sum.ok_or(ClaimedTwice { shared }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use crate::made::{estimate, id, number};
    use jiff::civil::date;
    use koers_model::portfolio::estimate::{Claim, Range};

    fn claim(shared: &str, share: u32) -> Option<Claim> {
        let (shared, share) = (id(shared), Share::millionths(share).unwrap());
        Some(Claim { shared, share })
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

    /// Two claims of 60% on one effect of 100: what each kind of unit, place, year and action makes of them.
    #[test]
    fn shares_of_one_name_come_to_no_more_than_the_whole_wherever_and_whenever() {
        for from in 2017..=2020_i16 {
            for (to, unit, incidence, other) in [
                (None, EffectUnit::Persons, Incidence::Region, "y"),
                (Some(2021), EffectUnit::Persons, Incidence::Region, "y"),
                (Some(2021), EffectUnit::Firms, Incidence::Region, "x"),
                (Some(2021), EffectUnit::Firms, Incidence::Region, "y"),
                (Some(2021), EffectUnit::Persons, Incidence::Elsewhere, "x"),
                (Some(2021), EffectUnit::Persons, Incidence::Elsewhere, "y"),
                (Some(2021), EffectUnit::Persons, Incidence::Region, "x"),
                (Some(2021), EffectUnit::LabourYears, Incidence::Region, "x"),
                (Some(2021), EffectUnit::LabourYears, Incidence::Region, "y"),
            ] {
                let yearly = unit == EffectUnit::LabourYears;
                let first = if yearly { unit } else { EffectUnit::Persons };
                let mut all = [
                    estimate("a", "x", 100.0, first),
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
                // Only what is counted by the year is another thing in other years.
                let meet = unit == first && (overlap || !yearly);
                let clash = meet && other == "y";
                let refused = if !clash {
                    0
                } else if incidence == Incidence::Region {
                    1
                } else {
                    2
                };
                assert_eq!(heaps.values().filter(|sum| sum.is_err()).count(), refused);
                // The rest stands.
                let addresses = heaps.iter().find(|(heap, _)| heap.unit == EffectUnit::Addresses);
                assert_eq!(addresses.unwrap().1.as_ref().unwrap().central, 100.0);
                let sums: Vec<&RollUp> = heaps.values().filter_map(|sum| sum.as_ref().ok()).collect();
                // Of one action the later estimate replaces the earlier where it lands in the same place.
                let replaced = usize::from(meet && !clash && incidence == Incidence::Region);
                let counted = if clash { 1 } else { 3 - replaced };
                assert_eq!(sums.iter().map(|sum| sum.count).sum::<usize>(), counted);
                assert_eq!(sums.iter().map(|sum| sum.replaced).sum::<usize>(), replaced);
            }
        }
    }

    #[test]
    fn one_job_claimed_whole_by_two_actions_counts_in_no_total() {
        let mut all = [
            estimate("a", "x", 40.0, EffectUnit::JobsCreated12),
            estimate("b", "y", 40.0, EffectUnit::JobsCreated12),
        ];
        for one in &mut all {
            one.claim = claim("zelfde", Share::WHOLE.in_millionths());
        }
        let refused = |all: &[Estimate]| -> Vec<bool> { roll_up(all).values().map(Result::is_err).collect() };
        // One after the other, elsewhere, for something else: the job is the same.
        (all[0].to, all[1].from) = (Some(2018), 2019);
        assert_eq!(refused(&all), [true]);
        all[1].incidence = Incidence::Neighbours;
        assert_eq!(refused(&all), [true, true]);
        all[1].incidence = Incidence::Region;
        all[1].on = EffectOn::Outcome(id("export"));
        assert_eq!(refused(&all), [true, true]);
        // One action that names it for two periods has it once: of one day, that of the later years.
        (all[1].on, all[1].action) = (all[0].on.clone(), id("x"));
        all[1].amount = Range::single(number(30.0));
        let sum = roll_up(&all).into_values().next().unwrap().unwrap();
        assert_eq!((sum.central, sum.count, sum.replaced), (30.0, 1, 1));
        // Labour years of other years are others.
        (all[0].unit, all[1].unit) = (EffectUnit::LabourYears, EffectUnit::LabourYears);
        let sum = roll_up(&all).into_values().next().unwrap().unwrap();
        assert_eq!((sum.central, sum.count, sum.replaced), (70.0, 2, 0));
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
