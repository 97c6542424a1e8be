//! From the regions of one day to those of another: where a figure of a region goes when a table is restated.

use super::change::Direction;
use super::{Basis, Change, Nesting, RegionCode, RegionKind, RegionRegistry};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Shares that came apart and together again are a whole when they miss no more than this: only rounding is lost on the way.
const WHOLE: f64 = 1e-9;

/// Which share of a region goes to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Share {
    /// All of it.
    Whole,
    /// This part of it, by weights.
    Part(f64),
    /// A part of it, and no weight says how much.
    Unknown,
}

impl Share {
    fn times(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Whole, share) | (share, Self::Whole) => share,
            (Self::Part(a), Self::Part(b)) => Self::Part(a * b),
        }
    }
    fn plus(self, other: Self) -> Self {
        match (self, other) {
            (Self::Part(a), Self::Part(b)) if a + b < 1.0 - WHOLE => Self::Part(a + b),
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            _ => Self::Whole,
        }
    }
}

/// A region of the day of the figures, as far as it goes into one of the other day.
#[derive(Debug, Clone, PartialEq)]
pub struct Origin<'a> {
    /// The region.
    pub region: &'a RegionCode,
    /// How much of it.
    pub share: Share,
    /// The changes on the way, as positions in [`RegionRegistry::changes`], sorted.
    pub changes: BTreeSet<usize>,
}

impl Origin<'_> {
    /// Puts a second share of the same region with the first.
    pub fn join(&mut self, other: &Self) {
        self.share = self.share.plus(other.share);
        self.changes.extend(other.changes.iter().copied());
    }
}

/// A region that ended, or began, without a word of what it went into or came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan<'a> {
    /// The region of the day of the figures whose figures go nowhere.
    pub region: &'a RegionCode,
    /// The day on which the trail ends.
    pub date: Date,
}

/// Where the figures of all regions of a kind go, from the boundaries of one day to those of another.
///
/// Changes are followed day by day. A region that went into one other goes there whole; one that went into several is divided by the weights
/// of the basis that was named, and by nothing else. Towards earlier boundaries a region is divided over those it was made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Recoding<'a> {
    registry: &'a RegionRegistry,
    origins: BTreeMap<&'a RegionCode, Vec<Origin<'a>>>,
    orphans: Vec<Orphan<'a>>,
}

impl<'a> Recoding<'a> {
    /// The way of every region of a kind from one day to another.
    #[must_use]
    pub fn new(
        registry: &'a RegionRegistry,
        kind: RegionKind,
        from: Date,
        to: Date,
        basis: Option<Basis>,
    ) -> Self {
        let start = registry.of_kind(kind, from).map(|region| {
            let origin = Origin {
                region: &region.code,
                share: Share::Whole,
                changes: BTreeSet::new(),
            };
            (&region.code, vec![origin])
        });
        let mut recoding = Self {
            registry,
            origins: start.collect(),
            orphans: Vec::new(),
        };
        let direction = if from <= to {
            Direction::Later
        } else {
            Direction::Earlier
        };
        for date in step_days(registry, kind, from.min(to), from.max(to), direction) {
            recoding.step(date, direction, basis);
        }
        recoding
    }

    /// Goes over the changes of one day.
    fn step(&mut self, date: Date, direction: Direction, basis: Option<Basis>) {
        let registry = self.registry;
        let mut touched: BTreeSet<&'a RegionCode> = BTreeSet::new();
        for change in registry.changes.iter().filter(|change| change.date == date) {
            touched.insert(match direction {
                Direction::Later => &change.from,
                Direction::Earlier => &change.to,
            });
        }
        let gone = self.origins.keys().copied();
        touched.extend(gone.filter(|code| !registry.stays(date, code, direction)));
        // What is taken out first cannot be moved twice on one day, in whatever order the changes stand.
        let taken: Vec<(&RegionCode, Vec<Origin<'_>>)> = touched
            .into_iter()
            .filter_map(|code| self.origins.remove_entry(code))
            .collect();
        for (code, origins) in taken {
            let ways = ways(registry, date, code, direction, basis);
            if ways.is_empty() {
                let orphans = origins.iter().map(|origin| Orphan {
                    region: origin.region,
                    date,
                });
                self.orphans.extend(orphans);
            }
            for (to, share, change) in ways {
                for origin in &origins {
                    let mut origin = origin.clone();
                    origin.share = origin.share.times(share);
                    origin.changes.extend(change);
                    self.arrive(to, origin);
                }
            }
        }
    }

    fn arrive(&mut self, to: &'a RegionCode, origin: Origin<'a>) {
        let there = self.origins.entry(to).or_default();
        match there.iter_mut().find(|known| known.region == origin.region) {
            Some(known) => known.join(&origin),
            None => {
                let at = there.partition_point(|known| known.region < origin.region);
                there.insert(at, origin);
            }
        }
    }

    /// What a region of the other day is made of, by code; nothing when no region is known to have gone into it.
    #[must_use]
    pub fn origins(&self, region: &RegionCode) -> &[Origin<'a>] {
        self.origins.get(region).map_or(&[], Vec::as_slice)
    }
    /// Every region of the other day that something went into, with what that was.
    pub fn iter(&self) -> impl Iterator<Item = (&'a RegionCode, &[Origin<'a>])> {
        self.origins
            .iter()
            .map(|(code, origins)| (*code, origins.as_slice()))
    }
    /// Regions of which nobody says what became of them.
    #[must_use]
    pub fn orphans(&self) -> &[Orphan<'a>] {
        &self.orphans
    }
    /// A change by its position in an [`Origin`].
    #[must_use]
    pub fn change(&self, at: usize) -> Option<&'a Change> {
        self.registry.changes.get(at)
    }

    /// Every bigger region whose borders moved, with the regions that lay in it on the one day and not on the other, or the other way round.
    /// Where the register does not say in which region of that kind something lay, that proves nothing and is left out; but what lay in
    /// another province than a COROP area did not lie in that area.
    #[must_use]
    pub fn moved(
        &self,
        before: &Whereabouts<'a>,
        after: &Whereabouts<'a>,
    ) -> BTreeMap<&'a RegionCode, BTreeSet<&'a RegionCode>> {
        let kind = |code: &RegionCode| self.registry.get(code).map(|region| region.kind);
        let mut moved: BTreeMap<&RegionCode, BTreeSet<&RegionCode>> = BTreeMap::new();
        for (to, origins) in &self.origins {
            for origin in origins {
                let (Some(was), Some(is)) = (before.wholes(origin.region), after.wholes(to)) else {
                    continue;
                };
                let knows = |day: &Whereabouts<'_>, wholes: &BTreeSet<&RegionCode>, whole: &RegionCode| {
                    let has = |of: &RegionCode| wholes.iter().any(|other| kind(other) == kind(of));
                    let elsewhere = |around: &&RegionCode| has(around) && !wholes.contains(*around);
                    has(whole)
                        || day
                            .wholes(whole)
                            .is_some_and(|around| around.iter().any(elsewhere))
                };
                for whole in was.symmetric_difference(is).copied() {
                    if knows(before, was, whole) && knows(after, is, whole) {
                        moved.entry(whole).or_default().insert(origin.region);
                    }
                }
            }
        }
        moved
    }
}

/// The days between two on which regions of a kind change, in the order in which they are gone over.
fn step_days(
    registry: &RegionRegistry,
    kind: RegionKind,
    first: Date,
    last: Date,
    direction: Direction,
) -> Vec<Date> {
    let of_kind = |code: &RegionCode| registry.get(code).is_some_and(|region| region.kind == kind);
    let changes = registry.changes.iter().filter(|change| of_kind(&change.from));
    let changes = changes.map(|change| change.date);
    let regions = || registry.iter().filter(|region| region.kind == kind);
    let ends = regions().filter_map(|region| region.validity.to?.tomorrow().ok());
    let begins = regions().filter_map(|region| region.validity.from);
    let days: BTreeSet<Date> = match direction {
        Direction::Later => changes.chain(ends).collect(),
        Direction::Earlier => changes.chain(begins).collect(),
    };
    let mut days: Vec<Date> = days
        .into_iter()
        .filter(|day| first < *day && *day <= last)
        .collect();
    if direction == Direction::Earlier {
        days.reverse();
    }
    days
}

/// Where a region goes on a day, with its share and the change behind it.
fn ways<'a>(
    registry: &'a RegionRegistry,
    date: Date,
    code: &'a RegionCode,
    direction: Direction,
    basis: Option<Basis>,
) -> Vec<(&'a RegionCode, Share, Option<usize>)> {
    let position = |other: &RegionCode| {
        registry.changes.iter().position(|change| {
            let (here, there) = match direction {
                Direction::Later => (&change.from, &change.to),
                Direction::Earlier => (&change.to, &change.from),
            };
            change.date == date && here == code && there == other
        })
    };
    let others: BTreeSet<&RegionCode> = registry.others(date, code, direction).collect();
    let stays = registry.stays(date, code, direction);
    if others.is_empty() {
        return if stays {
            vec![(code, Share::Whole, None)]
        } else {
            Vec::new()
        };
    }
    let alone = others.len() == 1 && !stays;
    let shares: Vec<Option<f64>> = others
        .iter()
        .map(|other| weight(registry, date, code, other, direction, basis))
        .collect();
    let sum: Option<f64> = shares.iter().copied().sum();
    let share = |weight: Option<f64>| match (weight, sum) {
        _ if alone => Share::Whole,
        // Printed shares are rounded: of a region that ended they are made to add up, so that no figure gets lost.
        (Some(weight), Some(sum)) if !stays && sum > 0.0 => Share::Part(weight / sum),
        (Some(weight), Some(_)) => Share::Part(weight),
        _ => Share::Unknown,
    };
    let mut ways: Vec<_> = others
        .iter()
        .zip(&shares)
        .map(|(other, weight)| (*other, share(*weight), position(other)))
        .collect();
    if stays {
        let rest = sum.map_or(Share::Unknown, |sum| Share::Part((1.0 - sum).max(0.0)));
        let at = ways.first().and_then(|way| way.2);
        ways.push((code, rest, at));
    }
    ways
}

fn weight(
    registry: &RegionRegistry,
    date: Date,
    from: &RegionCode,
    to: &RegionCode,
    direction: Direction,
    basis: Option<Basis>,
) -> Option<f64> {
    let basis = basis?;
    // Where two regions exchanged parts on one day, a weight between them is one of the old region.
    let exchanged = direction == Direction::Earlier
        && registry
            .changes
            .iter()
            .any(|change| change.date == date && change.from == *from && change.to == *to);
    let found = registry.weights.iter().find(|weight| {
        weight.date == date && weight.from == *from && weight.to == *to && weight.basis == basis
    });
    found.filter(|_| !exchanged).map(|weight| weight.share.get())
}

/// In which bigger regions every region lies on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts<'a> {
    wholes: BTreeMap<&'a RegionCode, BTreeSet<&'a RegionCode>>,
}

impl RegionRegistry {
    /// In which bigger regions every region lies on a day.
    #[must_use]
    pub fn whereabouts(&self, day: Date) -> Whereabouts<'_> {
        let mut parents: BTreeMap<&RegionCode, Vec<&Nesting>> = BTreeMap::new();
        for nesting in self
            .nestings
            .iter()
            .filter(|nesting| nesting.validity.holds_on(day))
        {
            parents.entry(&nesting.child).or_default().push(nesting);
        }
        let climb = |code| {
            let mut found = BTreeSet::new();
            let mut next = vec![code];
            while let Some(code) = next.pop() {
                for nesting in parents.get(code).into_iter().flatten() {
                    if found.insert(&nesting.parent) {
                        next.push(&nesting.parent);
                    }
                }
            }
            found
        };
        Whereabouts {
            wholes: parents.keys().map(|code| (*code, climb(*code))).collect(),
        }
    }
}

impl<'a> Whereabouts<'a> {
    /// The bigger regions in which a region lies; `None` when the register knows of none.
    #[must_use]
    pub fn wholes(&self, part: &RegionCode) -> Option<&BTreeSet<&'a RegionCode>> {
        self.wholes.get(part)
    }
    /// Every region that lies in a bigger one, by code.
    pub fn parts<'s>(&'s self, whole: &'s RegionCode) -> impl Iterator<Item = &'a RegionCode> + use<'a, 's> {
        self.wholes
            .iter()
            .filter(move |(_, wholes)| wholes.contains(whole))
            .map(|(code, _)| *code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::region::{ChangeKind, Region, RegistryError, Validity, Weight};
    use crate::value::Number;
    use jiff::civil::date;

    fn code(text: &str) -> RegionCode {
        RegionCode::new(text).unwrap()
    }
    fn region(text: &str, from: Option<Date>, until: Option<Date>) -> Region {
        Region {
            code: code(text),
            kind: RegionKind::Municipality,
            name: text.into(),
            nuts: vec![],
            validity: Validity {
                from,
                to: until.and_then(|day| day.yesterday().ok()),
            },
        }
    }
    fn change(date: Date, kind: ChangeKind, from: &str, to: &str) -> Change {
        Change {
            date,
            kind,
            from: code(from),
            to: code(to),
            source: "made up".into(),
        }
    }
    fn weight(date: Date, from: &str, to: &str, share: f64) -> Weight {
        Weight {
            date,
            from: code(from),
            to: code(to),
            share: Number::new(share).unwrap(),
            basis: Basis::Inhabitants,
            source: "made up".into(),
        }
    }
    const FIRST: Date = date(2010, 1, 1);
    const SPLIT: Date = date(2012, 1, 1);
    const MERGER: Date = date(2015, 1, 1);
    const LAST: Date = date(2020, 1, 1);

    /// A is split over B and C, which stay; then B and D become E.
    fn registry() -> RegionRegistry {
        let regions = vec![
            region("A", None, Some(SPLIT)),
            region("B", None, Some(MERGER)),
            region("C", None, None),
            region("D", None, Some(MERGER)),
            region("E", Some(MERGER), None),
        ];
        let changes = vec![
            change(MERGER, ChangeKind::Merger, "D", "E"),
            change(SPLIT, ChangeKind::Split, "A", "B"),
            change(MERGER, ChangeKind::Merger, "B", "E"),
            change(SPLIT, ChangeKind::Split, "A", "C"),
        ];
        RegionRegistry::new(regions, vec![], changes).unwrap()
    }
    fn told(recoding: &Recoding<'_>, to: &str) -> Vec<(String, Share)> {
        let origins = recoding.origins(&code(to)).iter();
        origins
            .map(|origin| (origin.region.to_string(), origin.share))
            .collect()
    }

    #[test]
    fn a_split_without_a_weight_is_not_known_and_with_one_is_a_part() {
        let weights = vec![
            weight(SPLIT, "A", "B", 0.25),
            weight(SPLIT, "A", "C", 0.75),
            weight(MERGER, "E", "B", 0.6),
            weight(MERGER, "E", "D", 0.4),
        ];
        let registry = registry().with_weights(weights).unwrap();
        let later = |basis| Recoding::new(&registry, RegionKind::Municipality, FIRST, LAST, basis);
        let unnamed = later(None);
        let whole = |code: &str| (code.to_owned(), Share::Whole);
        assert_eq!(
            told(&unnamed, "E"),
            [("A".to_owned(), Share::Unknown), whole("B"), whole("D")]
        );
        let named = later(Some(Basis::Inhabitants));
        assert_eq!(
            told(&named, "E"),
            [("A".to_owned(), Share::Part(0.25)), whole("B"), whole("D")]
        );
        assert_eq!(
            told(&named, "C"),
            [("A".to_owned(), Share::Part(0.75)), whole("C")]
        );
        // A basis that nobody counted divides nothing.
        assert_eq!(told(&later(Some(Basis::Jobs)), "E")[0].1, Share::Unknown);
        let between = Recoding::new(
            &registry,
            RegionKind::Municipality,
            LAST,
            date(2013, 1, 1),
            Some(Basis::Inhabitants),
        );
        assert_eq!(told(&between, "D"), [("E".to_owned(), Share::Part(0.4))]);
    }

    #[test]
    fn weights_must_be_about_a_change_be_complete_and_add_up() {
        let faults = registry()
            .with_weights(vec![
                weight(SPLIT, "A", "B", 0.5),
                weight(LAST, "A", "B", 0.5),
                weight(MERGER, "E", "B", 0.7),
                weight(MERGER, "E", "D", 0.4),
            ])
            .unwrap_err();
        let told: Vec<String> = faults.iter().map(RegistryError::to_string).collect();
        assert_eq!(
            told,
            [
                "no change of 2020-01-01 is about `A` and `B`",
                "the weights of `A` on 2012-01-01 by inhabitants miss `C`",
                "the weights of `E` on 2015-01-01 by inhabitants add up to 1.1",
            ]
        );
    }

    #[test]
    fn what_ended_without_a_successor_is_told() {
        let regions = vec![region("A", None, Some(SPLIT)), region("B", Some(SPLIT), None)];
        let registry = RegionRegistry::new(regions, vec![], vec![]).unwrap();
        let recoding = Recoding::new(&registry, RegionKind::Municipality, FIRST, LAST, None);
        assert_eq!(
            recoding.orphans(),
            [Orphan {
                region: &code("A"),
                date: SPLIT
            }]
        );
        assert!(told(&recoding, "B").is_empty());
    }

    #[test]
    fn history_is_a_chain() {
        let registry = registry();
        let history = registry.history(&code("E"));
        let told: Vec<String> = history
            .before
            .iter()
            .map(|change| format!("{} {}→{}", change.date, change.from, change.to))
            .collect();
        assert_eq!(told, ["2012-01-01 A→B", "2015-01-01 B→E", "2015-01-01 D→E"]);
        assert!(history.after.is_empty());
        let after = registry.history(&code("A")).after;
        assert_eq!(after.len(), 3, "{after:?}");
        // C took a part in and kept its code: its series breaks. That of A and B does not, for their codes are gone.
        let days = |of: &str| -> Vec<Date> { registry.breaks(&code(of)).iter().map(|at| at.date).collect() };
        assert_eq!(days("C"), [SPLIT]);
        assert!(days("A").is_empty() && days("E").is_empty());
    }
}
