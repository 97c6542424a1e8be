//! How regions change: mergers, extensions, splits, rearrangements, new names, and the weights by which figures are divided.

use super::{RegionCode, RegionRegistry, RegistryError, WeightFault};
use crate::text::Lang;
use crate::value::Number;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How far the weights of a region that ended may be from one together: publishers print shares with three or four decimals.
pub(super) const TOLERANCE: f64 = 0.001;

/// How a change of regions came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// Old regions end, one new region begins (samenvoeging).
    Merger,
    /// A region ends and goes into one that keeps its code: the series breaks without the code changing (uitbreiding).
    Extension,
    /// One region is divided over several, or gives a part of itself away (splitsing).
    Split,
    /// Several to several (herschikking).
    Rearrangement,
    /// Only the name, and with it the code.
    Rename,
}

impl ChangeKind {
    /// Every kind: word in files, what people read in Dutch and in English.
    pub const WORDS: [(Self, &'static str, &'static str, &'static str); 5] = [
        (Self::Merger, "merger", "samenvoeging", "merger"),
        (Self::Extension, "extension", "uitbreiding", "extension"),
        (Self::Split, "split", "splitsing", "split"),
        (
            Self::Rearrangement,
            "rearrangement",
            "herschikking",
            "rearrangement",
        ),
        (Self::Rename, "rename", "naamswijziging", "new name"),
    ];
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| row.1)
    }
    /// The kind with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|row| row.1 == word).map(|row| row.0)
    }
    /// What people read.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| lang.pick(row.2, row.3))
    }
}

/// One step of a change of regions: `from` went into `to` on `date`, whole or in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The day on which the new situation holds.
    pub date: Date,
    /// What kind of change.
    pub kind: ChangeKind,
    /// The region that ended, was renamed or gave a part away.
    pub from: RegionCode,
    /// The region that took it in.
    pub to: RegionCode,
    /// Where this is published.
    pub source: String,
}

/// What a weight is a count of: how figures of a region that was divided are divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Inhabitants.
    Inhabitants,
    /// Households.
    Households,
    /// Dwellings.
    Dwellings,
    /// Jobs.
    Jobs,
    /// Establishments.
    Establishments,
    /// Surface.
    Area,
}

impl Basis {
    /// Every basis: word in files, what people read in Dutch and in English.
    pub const WORDS: [(Self, &'static str, &'static str, &'static str); 6] = [
        (Self::Inhabitants, "inhabitants", "inwoners", "inhabitants"),
        (Self::Households, "households", "huishoudens", "households"),
        (Self::Dwellings, "dwellings", "woningen", "dwellings"),
        (Self::Jobs, "jobs", "banen", "jobs"),
        (
            Self::Establishments,
            "establishments",
            "vestigingen",
            "establishments",
        ),
        (Self::Area, "area", "oppervlakte", "area"),
    ];
    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| row.1)
    }
    /// The basis with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.into_iter().find(|row| row.1 == word).map(|row| row.0)
    }
    /// What people read.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| lang.pick(row.2, row.3))
    }
}

/// Which share of `from` lies in `to`, at a change on `date`.
///
/// Where the change says that `from` went into `to`, `from` is the old region. Where it says that `to` went into `from`, the weight divides the
/// new region over the old ones, for figures on boundaries of before. What a region that stays keeps is the rest, and is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weight {
    /// The day of the change.
    pub date: Date,
    /// The region that is divided.
    pub from: RegionCode,
    /// The region that gets this share of it.
    pub to: RegionCode,
    /// The share, from 0 to 1.
    pub share: Number,
    /// What was counted.
    pub basis: Basis,
    /// Where this is published.
    pub source: String,
}

/// Towards later or earlier boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Direction {
    Later,
    Earlier,
}

impl RegionRegistry {
    /// The same registry with weights.
    ///
    /// # Errors
    /// Every weight that is about no change, and every region whose weights are incomplete or do not add up.
    pub fn with_weights(mut self, weights: Vec<Weight>) -> Result<Self, Vec<RegistryError>> {
        let mut errors = Vec::new();
        let mut groups: BTreeMap<_, Vec<&Weight>> = BTreeMap::new();
        for weight in &weights {
            match self.direction(weight) {
                Some(direction) => groups
                    .entry((weight.date, &weight.from, weight.basis, direction))
                    .or_default()
                    .push(weight),
                None => errors.push(RegistryError::WeightWithoutChange {
                    date: weight.date,
                    from: weight.from.clone(),
                    to: weight.to.clone(),
                }),
            }
        }
        for ((date, from, basis, direction), group) in groups {
            let fault = self.fault(date, from, direction, &group);
            errors.extend(fault.map(|fault| RegistryError::Weights {
                date,
                from: from.clone(),
                basis,
                fault,
            }));
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        self.weights = weights;
        Ok(self)
    }

    fn direction(&self, weight: &Weight) -> Option<Direction> {
        let of_day = |change: &&Change| change.date == weight.date;
        let mut later = self.changes.iter().filter(of_day);
        if later.any(|change| change.from == weight.from && change.to == weight.to) {
            return Some(Direction::Later);
        }
        let mut earlier = self.changes.iter().filter(of_day);
        earlier
            .any(|change| change.to == weight.from && change.from == weight.to)
            .then_some(Direction::Earlier)
    }

    fn fault(
        &self,
        date: Date,
        from: &RegionCode,
        direction: Direction,
        group: &[&Weight],
    ) -> Option<WeightFault> {
        let wanted: BTreeSet<&RegionCode> = self.others(date, from, direction).collect();
        let mut seen = BTreeSet::new();
        for weight in group {
            if !seen.insert(&weight.to) {
                return Some(WeightFault::Twice(weight.to.clone()));
            }
        }
        if let Some(missing) = wanted.iter().find(|to| !seen.contains(*to)) {
            return Some(WeightFault::Missing((*missing).clone()));
        }
        let sum: f64 = group.iter().map(|weight| weight.share.get()).sum();
        let stays = self.stays(date, from, direction);
        let fits = sum <= 1.0 + TOLERANCE && (stays || sum >= 1.0 - TOLERANCE);
        let outside = |weight: &&Weight| !(0.0..=1.0).contains(&weight.share.get());
        if fits && !group.iter().any(outside) {
            return None;
        }
        Number::new(sum).map(WeightFault::Sum)
    }

    /// The other regions that a region went into on a day, or that went into it.
    pub(super) fn others<'a>(
        &'a self,
        date: Date,
        of: &'a RegionCode,
        direction: Direction,
    ) -> impl Iterator<Item = &'a RegionCode> {
        let of_day = self.changes.iter().filter(move |change| change.date == date);
        of_day.filter_map(move |change| {
            let (here, there) = match direction {
                Direction::Later => (&change.from, &change.to),
                Direction::Earlier => (&change.to, &change.from),
            };
            (here == of && there != of).then_some(there)
        })
    }

    /// Whether a region is there on the other side of a change too.
    pub(super) fn stays(&self, date: Date, region: &RegionCode, direction: Direction) -> bool {
        let other_side = match direction {
            Direction::Later => Some(date),
            Direction::Earlier => date.yesterday().ok(),
        };
        let region = self.get(region);
        region.is_some_and(|region| other_side.is_some_and(|day| region.validity.holds_on(day)))
    }
}
