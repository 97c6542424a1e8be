//! Which rows of a table are the parts of a bigger region, period by period.
//!
//! Regions change. A table uses one division for all figures of a period: that of the day that [`layout`] works out from the table itself.
//! When no day fits, nothing is added up for that period.

use jiff::civil::Date;
use koers_model::period::Period;
use koers_model::region::{Nesting, Region, RegionCode, RegionKind, RegionRegistry};
use koers_table::cube::Cube;
use koers_table::layout::{self, First};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// A part that the table has no row for.
pub(crate) const NO_ROW: u32 = u32::MAX;

/// Kinds of region that add up to others, coarsest first.
const LEVELS: [RegionKind; 4] = [
    RegionKind::Part,
    RegionKind::Province,
    RegionKind::Corop,
    RegionKind::Municipality,
];

/// How coarse a kind of region is. A region is only added up from regions of a finer kind.
fn coarseness(kind: RegionKind) -> u8 {
    match kind {
        RegionKind::Foreign => 0,
        RegionKind::Municipality => 1,
        RegionKind::Corop | RegionKind::LabourMarket => 2,
        RegionKind::Province => 3,
        RegionKind::Part => 4,
        RegionKind::Country => 5,
    }
}

/// The register of regions, ready to be climbed from part to whole.
#[derive(Debug)]
pub(crate) struct Nest<'a> {
    registry: &'a RegionRegistry,
    parents: BTreeMap<&'a RegionCode, Vec<&'a Nesting>>,
    /// Days on which any region or nesting begins, or has just ended. Between two of them nothing changes.
    changes: Vec<Date>,
    /// What was worked out before, by kind of part and epoch: all tables share it.
    known: Mutex<BTreeMap<(RegionKind, usize), Arc<Division>>>,
}

/// Which regions of one kind lie in which wholes, in a stretch of days in which that does not change.
#[derive(Debug)]
struct Division {
    /// All regions of the kind, by code.
    parts: Vec<RegionCode>,
    /// Whole → its parts, as positions among them all and by code.
    wholes: BTreeMap<RegionCode, (Vec<usize>, Arc<[RegionCode]>)>,
}

impl<'a> Nest<'a> {
    pub(crate) fn new(registry: &'a RegionRegistry) -> Self {
        let mut parents: BTreeMap<&RegionCode, Vec<&Nesting>> = BTreeMap::new();
        for nesting in registry.nestings() {
            parents.entry(&nesting.child).or_default().push(nesting);
        }
        let validities = registry.iter().map(|region| region.validity);
        let validities = validities.chain(registry.nestings().iter().map(|nesting| nesting.validity));
        let mut changes: Vec<Date> = validities
            .flat_map(|validity| [validity.from, validity.to.and_then(|to| to.tomorrow().ok())])
            .flatten()
            .collect();
        changes.sort_unstable();
        changes.dedup();
        Self {
            registry,
            parents,
            changes,
            known: Mutex::default(),
        }
    }

    /// The number of the stretch of days, without any change of regions, in which a day lies.
    fn epoch(&self, day: Date) -> usize {
        self.changes.partition_point(|change| *change <= day)
    }

    /// The wholes in which a region lies on a day, itself left out.
    fn wholes(&self, part: &'a RegionCode, day: Date) -> BTreeSet<&'a RegionCode> {
        let mut found = BTreeSet::new();
        let mut next = vec![part];
        while let Some(code) = next.pop() {
            for nesting in self.parents.get(code).into_iter().flatten() {
                let parent = self.registry.get(&nesting.parent);
                let holds =
                    nesting.validity.holds_on(day) && parent.is_some_and(|p| p.validity.holds_on(day));
                if holds && found.insert(&nesting.parent) {
                    next.push(&nesting.parent);
                }
            }
        }
        found
    }

    /// Which regions of one kind lie in which wholes on a day.
    fn division(&self, kind: RegionKind, day: Date) -> Arc<Division> {
        let key = (kind, self.epoch(day));
        // Somebody who stopped half-way has put nothing half in: an entry goes in when it is complete.
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(division) = known().get(&key) {
            return Arc::clone(division);
        }
        let mut parts = Vec::new();
        let mut wholes: BTreeMap<&RegionCode, Vec<usize>> = BTreeMap::new();
        for region in self.registry.of_kind(kind, day) {
            for whole in self.wholes(&region.code, day) {
                let finer = self
                    .registry
                    .get(whole)
                    .is_some_and(|w| coarseness(w.kind) > coarseness(kind));
                if finer {
                    wholes.entry(whole).or_default().push(parts.len());
                }
            }
            parts.push(region.code.clone());
        }
        let named = |positions: Vec<usize>| {
            let names = positions.iter().map(|&at| parts[at].clone()).collect();
            (positions, names)
        };
        let wholes = wholes
            .into_iter()
            .map(|(whole, positions)| (whole.clone(), named(positions)))
            .collect();
        let division = Arc::new(Division { parts, wholes });
        known().insert(key, Arc::clone(&division));
        division
    }

    /// For every whole, the rows of its parts of one kind on a day.
    fn parts(&self, cube: &Cube, kind: RegionKind, day: Date) -> Parts {
        let division = self.division(kind, day);
        let row_of = |found: Option<usize>| found.and_then(|row| u32::try_from(row).ok()).unwrap_or(NO_ROW);
        let rows: Vec<u32> = positions(&division.parts, cube.regions())
            .into_iter()
            .map(row_of)
            .collect();
        let list = |(positions, names): &(Vec<usize>, Arc<[RegionCode]>)| PartList {
            rows: positions.iter().map(|&at| rows[at]).collect(),
            names: Arc::clone(names),
        };
        // A whole of which the table has no part at all is no business of this table.
        division
            .wholes
            .iter()
            .map(|(whole, parts)| (whole, list(parts)))
            .filter(|(_, list)| list.rows.iter().any(|row| *row != NO_ROW))
            .map(|(whole, list)| (whole.clone(), list))
            .collect()
    }
}

/// Where each of some regions stands among others. Both lists are sorted, so one walk along both is enough.
pub(crate) fn positions(wanted: &[RegionCode], there: &[RegionCode]) -> Vec<Option<usize>> {
    // A few regions are found sooner by halving.
    if wanted.len() * 8 < there.len() {
        return wanted
            .iter()
            .map(|region| there.binary_search(region).ok())
            .collect();
    }
    let mut at = 0;
    let mut find = |region: &RegionCode| {
        while there.get(at).is_some_and(|other| other < region) {
            at += 1;
        }
        (there.get(at) == Some(region)).then_some(at)
    };
    wanted.iter().map(&mut find).collect()
}

/// Whole → its parts.
type Parts = BTreeMap<RegionCode, PartList>;

/// The parts of a whole, in order of their codes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PartList {
    /// Their rows in the table; [`NO_ROW`] for a part that the table does not have.
    pub(crate) rows: Vec<u32>,
    /// Their codes.
    pub(crate) names: Arc<[RegionCode]>,
}

/// The divisions of a table, by kind of part.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    levels: Vec<Level>,
}

/// One kind of part on the region axis of a table.
#[derive(Debug)]
pub(crate) struct Level {
    /// Rows of this kind.
    pub(crate) rows: Vec<usize>,
    /// For each period of the table, the division that holds; `None` when none fits.
    by_period: Vec<Option<usize>>,
    divisions: Vec<Parts>,
}

impl Levels {
    /// How the regions of a table add up; on the boundaries of one day where that is known.
    pub(crate) fn new(cube: &Cube, nest: &Nest<'_>, layout: Option<Date>) -> Self {
        let regions: Vec<Option<&Region>> = cube
            .regions()
            .iter()
            .map(|code| nest.registry.get(code))
            .collect();
        let mut levels = Vec::new();
        for kind in LEVELS {
            let of_kind = |row: &usize| regions[*row].is_some_and(|region| region.kind == kind);
            let rows: Vec<usize> = (0..regions.len()).filter(of_kind).collect();
            if !rows.is_empty() {
                levels.push(Level::new(cube, nest, kind, rows, layout));
            }
        }
        Self { levels }
    }

    /// Coarsest first.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Level> {
        self.levels.iter()
    }
}

impl Level {
    fn new(cube: &Cube, nest: &Nest<'_>, kind: RegionKind, rows: Vec<usize>, layout: Option<Date>) -> Self {
        let mut level = Self {
            rows,
            by_period: Vec::new(),
            divisions: Vec::new(),
        };
        let mut by_epoch: BTreeMap<usize, usize> = BTreeMap::new();
        let days = match layout {
            Some(day) => vec![Some(day); cube.periods().len()],
            None => layout::days(cube, nest.registry, &level.rows, First::Last),
        };
        for day in days {
            let at = day.map(|day| {
                let known = by_epoch.entry(nest.epoch(day));
                *known.or_insert_with(|| level.keep(nest.parts(cube, kind, day)))
            });
            level.by_period.push(at);
        }
        level
    }

    /// Keeps a division; periods in a row mostly share one.
    fn keep(&mut self, parts: Parts) -> usize {
        if let Some(at) = self.divisions.iter().rposition(|known| *known == parts) {
            return at;
        }
        self.divisions.push(parts);
        self.divisions.len() - 1
    }

    /// Every whole that these parts add up to in some period.
    pub(crate) fn wholes(&self) -> impl Iterator<Item = &RegionCode> {
        self.divisions.iter().flat_map(BTreeMap::keys)
    }

    /// Whether a region is such a whole.
    pub(crate) fn has_whole(&self, whole: &RegionCode) -> bool {
        self.divisions.iter().any(|parts| parts.contains_key(whole))
    }

    /// Whether the table has figures of every part of a whole, in every division.
    pub(crate) fn is_complete(&self, whole: &RegionCode, published: &[bool]) -> bool {
        let there = |row: &u32| published.get(*row as usize).copied().unwrap_or(false);
        let lists = self.divisions.iter().filter_map(|parts| parts.get(whole));
        lists.flat_map(|list| &list.rows).all(there)
    }

    /// The parts of a whole, for stretches of periods that share a division; `None` where nothing can be added up.
    pub(crate) fn stretches<'l>(
        &'l self,
        whole: &RegionCode,
        periods: Range<usize>,
    ) -> Vec<(Range<usize>, Option<&'l PartList>)> {
        let mut stretches: Vec<(Range<usize>, Option<usize>)> = Vec::new();
        for period in periods {
            let at = self.by_period.get(period).copied().flatten();
            match stretches.last_mut() {
                Some((range, division)) if *division == at => range.end = period + 1,
                _ => stretches.push((period..period + 1, at)),
            }
        }
        let list = |at: Option<usize>| at.and_then(|at| self.divisions.get(at)?.get(whole));
        stretches
            .into_iter()
            .map(|(range, at)| (range, list(at)))
            .collect()
    }
}

/// The periods of a table as indices: those asked for, in stretches that follow each other on the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Where they go.
    pub(crate) out: usize,
    /// Where they come from.
    pub(crate) from: Range<usize>,
}

/// Stretches of periods that follow each other on the axis of the table. Periods that the table does not have are left out.
pub(crate) fn stretches(cube: &Cube, periods: &[Period]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (out, period) in periods.iter().enumerate() {
        let Some(at) = cube.period_index(*period) else {
            continue;
        };
        match found.last_mut() {
            Some(last) if last.from.end == at && last.out + last.from.len() == out => last.from.end = at + 1,
            _ => found.push(Stretch {
                out,
                from: at..at + 1,
            }),
        }
    }
    found
}
