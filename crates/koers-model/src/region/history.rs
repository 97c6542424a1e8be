//! What became of a region, and what it came from.

use super::{Change, ChangeKind, Recoding, RegionCode, RegionKind, RegionRegistry};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The changes that lead to a region and that lead on from it, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History<'a> {
    /// What went into it, and what went into that before.
    pub before: Vec<&'a Change>,
    /// What it went into, and what that went into later.
    pub after: Vec<&'a Change>,
}

/// A day on which a region got other borders while its code stayed: a series of it breaks there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break<'a> {
    /// The first day of the new borders.
    pub date: Date,
    /// The changes behind it.
    pub changes: Vec<&'a Change>,
}

impl RegionRegistry {
    /// The chain of changes before and after a region.
    ///
    /// A step is followed further only over changes of an earlier day (before) or a later one (after): what happens on one day happens at once.
    #[must_use]
    pub fn history(&self, region: &RegionCode) -> History<'_> {
        let follow = |later: bool| {
            let mut found: BTreeSet<usize> = BTreeSet::new();
            let mut next: Vec<(&RegionCode, Option<Date>)> = vec![(region, None)];
            while let Some((code, bound)) = next.pop() {
                for (at, change) in self.changes.iter().enumerate() {
                    let (here, there) = match later {
                        true => (&change.from, &change.to),
                        false => (&change.to, &change.from),
                    };
                    let in_order = bound.is_none_or(|bound| match later {
                        true => change.date > bound,
                        false => change.date < bound,
                    });
                    if here == code && in_order && found.insert(at) {
                        next.push((there, Some(change.date)));
                    }
                }
            }
            let mut changes: Vec<&Change> = found.iter().filter_map(|&at| self.changes.get(at)).collect();
            changes.sort_by_key(|change| (change.date, &change.from, &change.to));
            changes
        };
        History {
            before: follow(false),
            after: follow(true),
        }
    }

    /// Whether a change gave a region other borders while its code stayed.
    #[must_use]
    pub fn breaks_series(&self, change: &Change, region: &RegionCode) -> bool {
        let day_before = change.date.yesterday().ok();
        let both = self.get(region).is_some_and(|region| {
            region.validity.holds_on(change.date)
                && day_before.is_some_and(|day| region.validity.holds_on(day))
        });
        both && change.kind != ChangeKind::Rename && (change.from == *region || change.to == *region)
    }

    /// The days on which a region got other borders while its code stayed, oldest first. Of a region that municipalities lie in these are the
    /// days on which municipalities changed and what went into them had lain elsewhere, as far as the register knows.
    #[must_use]
    pub fn breaks(&self, region: &RegionCode) -> Vec<Break<'_>> {
        let Some(found) = self.get(region) else {
            return Vec::new();
        };
        let days: BTreeSet<Date> = self.changes.iter().map(|change| change.date).collect();
        let mut breaks = Vec::new();
        for date in days {
            let of_day = || self.changes.iter().filter(move |change| change.date == date);
            let mut changes: Vec<&Change> = of_day()
                .filter(|change| self.breaks_series(change, region))
                .collect();
            if found.kind != RegionKind::Municipality
                && let Ok(before) = date.yesterday()
                && found.validity.holds_on(before)
                && found.validity.holds_on(date)
            {
                let recoding = Recoding::new(self, RegionKind::Municipality, before, date, None);
                let (old, new) = (self.whereabouts(before), self.whereabouts(date));
                let moved = recoding.moved(&old, &new);
                let about = |change: &&Change| {
                    let moved = moved.get(region);
                    moved.is_some_and(|moved| moved.contains(&change.from)) && !changes.contains(change)
                };
                let more: Vec<&Change> = of_day().filter(about).collect();
                changes.extend(more);
            }
            if !changes.is_empty() {
                breaks.push(Break { date, changes });
            }
        }
        breaks
    }
}
