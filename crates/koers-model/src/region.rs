//! Regions: municipalities, COROP areas, provinces, parts of the country, labour-market regions, and how they nest.

mod change;
mod code;
mod history;
mod recoding;
mod restating;

pub use change::{Basis, Change, ChangeKind, Weight};
pub use code::RegionCode;
pub use history::{Break, History};
pub use recoding::{Origin, Orphan, Recoding, Share, Whereabouts};
pub use restating::{Refusal, Way};

use crate::text::Lang;
use crate::value::Number;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What kind of region it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionKind {
    /// Gemeente.
    Municipality,
    /// COROP area, equal to NUTS 3.
    Corop,
    /// Province, equal to NUTS 2.
    Province,
    /// Part of the country (landsdeel), equal to NUTS 1.
    Part,
    /// The country.
    Country,
    /// Arbeidsmarktregio.
    LabourMarket,
    /// A region or union of regions outside the country.
    Foreign,
}

impl RegionKind {
    /// Every kind: word in files, Dutch plural, English plural.
    pub const WORDS: [(Self, &'static str, &'static str, &'static str); 7] = [
        (Self::Municipality, "municipality", "gemeenten", "municipalities"),
        (Self::Corop, "corop", "COROP-gebieden", "COROP areas"),
        (Self::Province, "province", "provincies", "provinces"),
        (Self::Part, "part", "landsdelen", "parts of the country"),
        (Self::Country, "country", "landen", "countries"),
        (
            Self::LabourMarket,
            "labour-market",
            "arbeidsmarktregio's",
            "labour-market regions",
        ),
        (
            Self::Foreign,
            "foreign",
            "buitenlandse regio's",
            "foreign regions",
        ),
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
    /// The plural that people read.
    #[must_use]
    pub fn plural(self, lang: Lang) -> &'static str {
        Self::WORDS
            .into_iter()
            .find(|row| row.0 == self)
            .map_or("", |row| lang.pick(row.2, row.3))
    }
}

/// From when until when something holds; an open end is `None`. Both days are inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Validity {
    /// First day; `None` when it began before the register does.
    pub from: Option<Date>,
    /// Last day; `None` while it lasts.
    pub to: Option<Date>,
}

impl Validity {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// One region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Region {
    /// Code of the national statistical office.
    pub code: RegionCode,
    /// Kind.
    pub kind: RegionKind,
    /// Official name.
    pub name: String,
    /// NUTS codes that mean this region, over all versions of NUTS that data may use.
    pub nuts: Vec<String>,
    /// When it exists.
    pub validity: Validity,
}

/// That one region lies in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nesting {
    /// The part.
    pub child: RegionCode,
    /// The whole.
    pub parent: RegionCode,
    /// While it does.
    pub validity: Validity,
}

/// All regions that a workspace knows, with their nesting and changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegionRegistry {
    regions: BTreeMap<RegionCode, Region>,
    by_nuts: BTreeMap<String, RegionCode>,
    nestings: Vec<Nesting>,
    changes: Vec<Change>,
    weights: Vec<Weight>,
}

/// What is wrong with a registry of regions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegistryError {
    /// A code stands twice.
    #[error("region `{0}` stands twice")]
    Twice(RegionCode),
    /// A NUTS code belongs to two regions.
    #[error("NUTS code `{nuts}` belongs to both `{first}` and `{second}`")]
    NutsTwice {
        /// The NUTS code.
        nuts: String,
        /// One region.
        first: RegionCode,
        /// The other.
        second: RegionCode,
    },
    /// A nesting or change names a region that is not there.
    #[error("region `{0}` is not in the list of regions")]
    Unknown(RegionCode),
    /// A region lies in itself, directly or through others.
    #[error("region `{0}` lies in itself")]
    Circle(RegionCode),
    /// A weight is about regions of which neither went into the other on that day.
    #[error("no change of {date} is about `{from}` and `{to}`")]
    WeightWithoutChange {
        /// The day of the weight.
        date: Date,
        /// The region that is divided.
        from: RegionCode,
        /// The region that gets a share.
        to: RegionCode,
    },
    /// The weights of a region that is divided do not say everything, or do not add up to one.
    #[error("the weights of `{from}` on {date} by {} {}", basis.word(), fault)]
    Weights {
        /// The day.
        date: Date,
        /// The region that is divided.
        from: RegionCode,
        /// What the weights are a count of.
        basis: Basis,
        /// What is wrong.
        fault: WeightFault,
    },
}

/// What is wrong with the weights of a region that is divided.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeightFault {
    /// A region that got a share has no weight.
    #[error("miss `{0}`")]
    Missing(RegionCode),
    /// A region stands twice.
    #[error("have `{0}` twice")]
    Twice(RegionCode),
    /// They do not add up to one, or to more than one where the region stays.
    #[error("add up to {0}")]
    Sum(Number),
}

impl RegionRegistry {
    /// Puts a registry together and checks that it hangs together.
    ///
    /// # Errors
    /// Every fault found, in the order of the input.
    pub fn new(
        regions: Vec<Region>,
        nestings: Vec<Nesting>,
        changes: Vec<Change>,
    ) -> Result<Self, Vec<RegistryError>> {
        let mut errors = Vec::new();
        let mut registry = Self {
            nestings,
            changes,
            ..Self::default()
        };
        for region in regions {
            for nuts in &region.nuts {
                if let Some(first) = registry.by_nuts.insert(nuts.clone(), region.code.clone())
                    && first != region.code
                {
                    errors.push(RegistryError::NutsTwice {
                        nuts: nuts.clone(),
                        first,
                        second: region.code.clone(),
                    });
                }
            }
            if let Some(twice) = registry.regions.insert(region.code.clone(), region) {
                errors.push(RegistryError::Twice(twice.code));
            }
        }
        let named = registry.nestings.iter().flat_map(|n| [&n.child, &n.parent]);
        let named = named.chain(registry.changes.iter().flat_map(|c| [&c.from, &c.to]));
        for code in named {
            if !registry.regions.contains_key(code) {
                errors.push(RegistryError::Unknown(code.clone()));
            }
        }
        let mut parents: BTreeMap<&RegionCode, Vec<&RegionCode>> = BTreeMap::new();
        for nesting in &registry.nestings {
            parents.entry(&nesting.child).or_default().push(&nesting.parent);
        }
        for code in registry.regions.keys() {
            if reaches_itself(code, &parents) {
                errors.push(RegistryError::Circle(code.clone()));
            }
        }
        if errors.is_empty() {
            Ok(registry)
        } else {
            Err(errors)
        }
    }

    /// The region with that code.
    #[must_use]
    pub fn get(&self, code: &RegionCode) -> Option<&Region> {
        self.regions.get(code)
    }
    /// The region with that CBS code, padded or not.
    #[must_use]
    pub fn by_code(&self, code: &str) -> Option<&Region> {
        self.regions.get(code.trim())
    }
    /// The region that a NUTS code means.
    #[must_use]
    pub fn by_nuts(&self, nuts: &str) -> Option<&Region> {
        self.by_nuts
            .get(nuts.trim())
            .and_then(|code| self.regions.get(code))
    }
    /// All regions, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Region> {
        self.regions.values()
    }
    /// How many regions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.regions.len()
    }
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.regions.is_empty()
    }
    /// All regions of a kind that exist on a day, by code.
    pub fn of_kind(&self, kind: RegionKind, day: Date) -> impl Iterator<Item = &Region> {
        self.regions
            .values()
            .filter(move |region| region.kind == kind && region.validity.holds_on(day))
    }
    /// The direct parts of a region on a day that are of one kind; empty when there are none.
    pub fn parts(&self, whole: &RegionCode, kind: RegionKind, day: Date) -> Vec<&Region> {
        let mut found: Vec<&Region> = Vec::new();
        let mut level = vec![whole.clone()];
        // Go down until a level holds regions of the kind asked for: country → part → province → COROP.
        for _ in 0..6 {
            let children: Vec<&Region> = self
                .nestings
                .iter()
                .filter(|n| level.contains(&n.parent) && n.validity.holds_on(day))
                .filter_map(|n| self.regions.get(&n.child))
                .filter(|region| region.validity.holds_on(day))
                .collect();
            if children.is_empty() {
                break;
            }
            found.extend(children.iter().filter(|region| region.kind == kind));
            level = children
                .iter()
                .filter(|region| region.kind != kind)
                .map(|region| region.code.clone())
                .collect();
        }
        found.sort_by(|a, b| a.code.cmp(&b.code));
        found.dedup_by(|a, b| a.code == b.code);
        found
    }
    /// The regions in which a region lies on a day, nearest first.
    #[must_use]
    pub fn wholes(&self, part: &RegionCode, day: Date) -> Vec<&Region> {
        let mut found: Vec<&Region> = Vec::new();
        let mut next = vec![part];
        while !next.is_empty() {
            let parents: Vec<&Nesting> = self
                .nestings
                .iter()
                .filter(|n| next.contains(&&n.child) && n.validity.holds_on(day))
                .collect();
            next = parents.iter().map(|n| &n.parent).collect();
            for parent in parents.iter().filter_map(|n| self.regions.get(&n.parent)) {
                if !found.iter().any(|region| region.code == parent.code) {
                    found.push(parent);
                }
            }
        }
        found
    }
    /// All nestings.
    #[must_use]
    pub fn nestings(&self) -> &[Nesting] {
        &self.nestings
    }
    /// All changes.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
    /// All weights.
    #[must_use]
    pub fn weights(&self) -> &[Weight] {
        &self.weights
    }
}

fn reaches_itself(start: &RegionCode, parents: &BTreeMap<&RegionCode, Vec<&RegionCode>>) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let of = |code: &RegionCode| parents.get(code).into_iter().flatten().copied();
    let mut next: Vec<&RegionCode> = of(start).collect();
    while let Some(code) = next.pop() {
        if code == start {
            return true;
        }
        if seen.insert(code) {
            next.extend(of(code));
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn code(text: &str) -> RegionCode {
        RegionCode::new(text).unwrap()
    }
    fn region(text: &str, kind: RegionKind) -> Region {
        Region {
            code: code(text),
            kind,
            name: text.into(),
            nuts: vec![],
            validity: Validity::default(),
        }
    }
    fn nest(child: &str, parent: &str) -> Nesting {
        Nesting {
            child: code(child),
            parent: code(parent),
            validity: Validity::default(),
        }
    }

    #[test]
    fn padding_is_no_part_of_a_code() {
        assert_eq!(code("PV22  "), code("PV22"));
        assert!(RegionCode::new("  ").is_none());
    }

    #[test]
    fn parts_are_found_through_levels() {
        let registry = RegionRegistry::new(
            vec![
                region("NL01", RegionKind::Country),
                region("LD01", RegionKind::Part),
                region("PV22", RegionKind::Province),
                region("CR07", RegionKind::Corop),
                region("CR08", RegionKind::Corop),
            ],
            vec![
                nest("LD01", "NL01"),
                nest("PV22", "LD01"),
                nest("CR07", "PV22"),
                nest("CR08", "PV22"),
            ],
            vec![],
        )
        .unwrap();
        let codes = |whole: &str, kind| -> Vec<String> {
            registry
                .parts(&code(whole), kind, date(2020, 1, 1))
                .iter()
                .map(|r| r.code.to_string())
                .collect()
        };
        assert_eq!(codes("NL01", RegionKind::Corop), ["CR07", "CR08"]);
        assert_eq!(codes("NL01", RegionKind::Province), ["PV22"]);
        assert!(codes("NL01", RegionKind::Municipality).is_empty());
    }

    #[test]
    fn a_circle_and_an_unknown_parent_are_both_reported() {
        let errors = RegionRegistry::new(
            vec![region("A", RegionKind::Part), region("B", RegionKind::Part)],
            vec![nest("A", "B"), nest("B", "A"), nest("A", "C")],
            vec![],
        )
        .unwrap_err();
        assert!(errors.contains(&RegistryError::Unknown(code("C"))));
        assert!(errors.contains(&RegistryError::Circle(code("A"))));
    }
}
