//! What every region of the chosen day is made of, period by period.

use super::{Boundaries, Lost};
use crate::cube::Cube;
use crate::layout::{self, First};
use jiff::civil::Date;
use koers_model::region::{
    Origin, Recoding, Refusal, Region, RegionCode, RegionKind, RegionRegistry, Share, Way, Whereabouts,
};
use koers_model::value::Number;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A row of the table, as far as it goes into a region.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Source {
    /// The row; `None` when the table has none for the region.
    pub(super) row: Option<usize>,
    /// The share.
    pub(super) share: f64,
}

/// What one region of the chosen day is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Goal {
    pub(super) sources: Vec<Source>,
    pub(super) way: Way,
    /// Positions of the changes behind it.
    pub(super) changes: BTreeSet<usize>,
    /// The day whose boundaries the table is on; `None` where no day fits.
    pub(super) layout: Option<Date>,
}

/// What all regions of the chosen day are made of in one period.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Goals(BTreeMap<RegionCode, Goal>);

impl Goal {
    /// Whether figures of several regions, or a part of one, go into it.
    pub(super) fn combines(&self) -> bool {
        matches!(self.way, Way::Sum(_) | Way::Apportioned { .. })
    }
    /// Whether there is a figure at all.
    pub(super) fn is_made(&self) -> bool {
        !matches!(self.way, Way::Refused(_))
    }
    /// The one row that it is a copy of, where it is one.
    pub(super) fn only(&self) -> Option<Option<usize>> {
        match (&self.way, self.sources.as_slice()) {
            (Way::Unchanged | Way::Whole(_), [source]) => Some(source.row),
            _ => None,
        }
    }
}

impl Goals {
    pub(super) fn get(&self, region: &RegionCode) -> Option<&Goal> {
        self.0.get(region)
    }
    pub(super) fn iter(&self) -> impl Iterator<Item = (&RegionCode, &Goal)> {
        self.0.iter()
    }
}

/// What all regions are made of, for every period of a table; and the regions with figures that go nowhere.
pub(super) fn of(cube: &Cube, boundaries: &Boundaries<'_>) -> (Vec<Arc<Goals>>, Vec<Lost>) {
    let registry = boundaries.registry;
    let mut kinds: BTreeMap<RegionKind, Vec<usize>> = BTreeMap::new();
    for (row, code) in cube.regions().iter().enumerate() {
        if let Some(region) = registry.get(code) {
            kinds.entry(region.kind).or_default().push(row);
        }
    }
    let municipal = kinds
        .get(&RegionKind::Municipality)
        .map(|rows| layouts(cube, boundaries, rows, First::Last));
    let layouts: BTreeMap<RegionKind, Vec<Option<Date>>> = kinds
        .iter()
        .map(|(kind, rows)| {
            let own = || layouts(cube, boundaries, rows, First::First);
            let days = match (&municipal, kind) {
                (Some(days), RegionKind::Municipality) => days.clone(),
                // Where the table has municipalities too, they show whose boundaries the bigger regions are on.
                (Some(days), _) => days.iter().zip(own()).map(|(day, own)| day.or(own)).collect(),
                (None, _) => own(),
            };
            (*kind, days)
        })
        .collect();
    let mut work = Work {
        cube,
        boundaries,
        after: registry.whereabouts(boundaries.day),
        municipal: BTreeMap::new(),
        lost: BTreeSet::new(),
    };
    let around: BTreeMap<RegionKind, BTreeSet<&RegionCode>> = match municipal {
        Some(_) => BTreeMap::new(),
        None => layouts
            .iter()
            .map(|(kind, days)| (*kind, work.around(*kind, days)))
            .collect(),
    };
    let mut known: BTreeMap<Vec<Option<Date>>, Arc<Goals>> = BTreeMap::new();
    let mut of_kind: BTreeMap<(RegionKind, Option<Date>), Goals> = BTreeMap::new();
    let all = (0..cube.periods().len()).map(|period| {
        let days: Vec<Option<Date>> = layouts
            .values()
            .map(|days| days.get(period).copied().flatten())
            .collect();
        if let Some(goals) = known.get(&days) {
            return Arc::clone(goals);
        }
        let mut goals = Goals::default();
        for ((kind, rows), day) in kinds.iter().zip(&days) {
            let found = of_kind.entry((*kind, *day)).or_insert_with(|| {
                let mut goals = work.goals(*kind, rows, *day);
                for whole in around.get(kind).into_iter().flatten() {
                    goals
                        .0
                        .extend(day.and_then(|day| work.added_up(*kind, whole, day)));
                }
                goals
            });
            goals.0.extend(found.0.clone());
        }
        let goals = Arc::new(goals);
        known.insert(days, Arc::clone(&goals));
        goals
    });
    let all = all.collect();
    (all, work.lost.into_iter().collect())
}

fn layouts(cube: &Cube, boundaries: &Boundaries<'_>, rows: &[usize], first: First) -> Vec<Option<Date>> {
    match boundaries.from {
        Some(day) => vec![Some(day); cube.periods().len()],
        None => layout::days(cube, boundaries.registry, rows, first),
    }
}

/// What is worked out once for all periods that share a layout.
struct Work<'a> {
    cube: &'a Cube,
    boundaries: &'a Boundaries<'a>,
    after: Whereabouts<'a>,
    municipal: BTreeMap<Date, Municipal<'a>>,
    lost: BTreeSet<Lost>,
}

/// The way of the municipalities from a layout to the chosen day, and the bigger regions whose borders moved with them.
struct Municipal<'a> {
    recoding: Recoding<'a>,
    moved: BTreeMap<&'a RegionCode, BTreeSet<&'a RegionCode>>,
}

impl<'a> Work<'a> {
    fn registry(&self) -> &'a RegionRegistry {
        self.boundaries.registry
    }

    /// What the regions of one kind are made of, from the boundaries of a day.
    fn goals(&mut self, kind: RegionKind, rows: &[usize], layout: Option<Date>) -> Goals {
        let (registry, day) = (self.registry(), self.boundaries.day);
        let there = |code: &RegionCode| rows.iter().any(|row| self.cube.regions().get(*row) == Some(code));
        let Some(layout) = layout else {
            let refused = |region: &Region| {
                (
                    region.code.clone(),
                    Goal::refused(Refusal::NoLayout, Vec::new(), None),
                )
            };
            let regions = registry.of_kind(kind, day).filter(|region| there(&region.code));
            return Goals(regions.map(refused).collect());
        };
        self.municipal(layout);
        let own;
        let recoding = match (kind, self.municipal.get(&layout)) {
            (RegionKind::Municipality, Some(municipal)) => &municipal.recoding,
            _ => {
                own = Recoding::new(registry, kind, layout, day, self.boundaries.basis);
                &own
            }
        };
        let mut goals = BTreeMap::new();
        for region in registry.of_kind(kind, day) {
            let origins = recoding.origins(&region.code);
            let goal = self
                .with_moved_borders(region, layout)
                .unwrap_or_else(|| self.goal(&region.code, origins, layout));
            let about = there(&region.code) || goal.sources.iter().any(|source| source.row.is_some());
            if about {
                goals.insert(region.code.clone(), goal);
            }
        }
        let lost = recoding.orphans().iter().filter(|orphan| there(orphan.region));
        let lost: Vec<Lost> = lost
            .map(|orphan| Lost {
                region: orphan.region.clone(),
                date: orphan.date,
            })
            .collect();
        self.lost.extend(lost);
        Goals(goals)
    }

    fn municipal(&mut self, layout: Date) {
        if self.municipal.contains_key(&layout) {
            return;
        }
        let boundaries = self.boundaries;
        let registry = boundaries.registry;
        let kind = RegionKind::Municipality;
        let recoding = Recoding::new(registry, kind, layout, boundaries.day, boundaries.basis);
        let moved = recoding.moved(&registry.whereabouts(layout), &self.after);
        self.municipal.insert(layout, Municipal { recoding, moved });
    }

    /// What a bigger region is made of whose borders moved: its municipalities, where the table has any of them.
    fn with_moved_borders(&self, region: &Region, layout: Date) -> Option<Goal> {
        if region.kind == RegionKind::Municipality {
            return None;
        }
        let municipal = self.municipal.get(&layout)?;
        let moved = municipal.moved.get(&region.code)?;
        let mut origins: Vec<Origin<'_>> = Vec::new();
        for part in self.after.parts(&region.code) {
            for origin in municipal.recoding.origins(part) {
                match origins.iter_mut().find(|known| known.region == origin.region) {
                    Some(known) => known.join(origin),
                    None => origins.push(origin.clone()),
                }
            }
        }
        origins.sort_by(|a, b| a.region.cmp(b.region));
        let has = |origin: &Origin<'_>| self.cube.region_index(origin.region).is_some();
        if origins.iter().any(has) {
            return Some(self.goal(&region.code, &origins, layout));
        }
        let moved = moved.iter().map(|code| (*code).clone()).collect();
        let own = self.source(&region.code, 1.0);
        Some(Goal::refused(
            Refusal::BordersMoved { moved },
            vec![own],
            Some(layout),
        ))
    }

    /// The bigger regions that the table does not have, of which the borders moved, or the borders between regions of a kind in them. Those of
    /// which only the latter moved are added up from the regions as published, which on other boundaries have no figure.
    fn around(&mut self, kind: RegionKind, days: &[Option<Date>]) -> BTreeSet<&'a RegionCode> {
        let registry = self.registry();
        let of_kind = |code: &RegionCode| registry.get(code).is_some_and(|region| region.kind == kind);
        let days: BTreeSet<Date> = days.iter().copied().flatten().collect();
        let rows = self.cube.regions().iter().filter(|code| of_kind(code));
        let above: BTreeSet<&RegionCode> = rows
            .flat_map(|code| self.after.wholes(code).into_iter().flatten().copied())
            .collect();
        let mut around = BTreeSet::new();
        for day in days {
            self.municipal(day);
            let found = self
                .municipal
                .get(&day)
                .into_iter()
                .flat_map(|of| of.moved.keys().copied());
            for region in found {
                if above.contains(region) {
                    around.insert(region);
                }
                if of_kind(region) && self.cube.region_index(region).is_some() {
                    around.extend(self.after.wholes(region).into_iter().flatten().copied());
                }
            }
        }
        around.retain(|whole| self.cube.region_index(whole).is_none());
        around
    }

    /// A bigger region as the sum of the regions of a kind that lay in it, unless its own borders moved.
    fn added_up(&self, kind: RegionKind, whole: &RegionCode, layout: Date) -> Option<(RegionCode, Goal)> {
        let registry = self.registry();
        let before = registry.whereabouts(layout);
        let of_kind = |code: &&RegionCode| {
            registry
                .get(code)
                .is_some_and(|region| region.kind == kind && region.validity.holds_on(layout))
        };
        let parts: Vec<RegionCode> = before.parts(whole).filter(of_kind).cloned().collect();
        let municipal = self.municipal.get(&layout);
        let moved = municipal.and_then(|municipal| municipal.moved.get(whole));
        let way = match moved {
            Some(moved) => Way::Refused(Refusal::BordersMoved {
                moved: moved.iter().map(|code| (*code).clone()).collect(),
            }),
            None => Way::Sum(parts.clone()),
        };
        let goal = Goal {
            sources: parts.iter().map(|part| self.source(part, 1.0)).collect(),
            way,
            changes: BTreeSet::new(),
            layout: Some(layout),
        };
        (!goal.sources.is_empty()).then(|| (whole.clone(), goal))
    }

    fn source(&self, region: &RegionCode, share: f64) -> Source {
        Source {
            row: self.cube.region_index(region),
            share,
        }
    }

    /// What a region is made of, by what went into it.
    fn goal(&self, region: &RegionCode, origins: &[Origin<'_>], layout: Date) -> Goal {
        let share = |origin: &Origin<'_>| match origin.share {
            Share::Part(share) => share,
            Share::Whole | Share::Unknown => 1.0,
        };
        let sources: Vec<Source> = origins
            .iter()
            .map(|origin| self.source(origin.region, share(origin)))
            .collect();
        let unknown = origins.iter().filter(|origin| origin.share == Share::Unknown);
        let divided: Vec<RegionCode> = unknown.map(|origin| origin.region.clone()).collect();
        let whole = |origin: &Origin<'_>| origin.share == Share::Whole;
        let way = match (origins, self.boundaries.basis) {
            ([], _) => Way::Refused(Refusal::NoOrigin),
            (_, None) if !divided.is_empty() => Way::Refused(Refusal::NoBasis { divided }),
            (_, Some(basis)) if !divided.is_empty() => Way::Refused(Refusal::NoWeight { divided, basis }),
            ([only], _) if whole(only) && only.region == region => Way::Unchanged,
            ([only], _) if whole(only) => Way::Whole(only.region.clone()),
            (_, Some(basis)) if !origins.iter().all(whole) => {
                let part = |origin: &Origin<'_>| Some((origin.region.clone(), Number::new(share(origin))?));
                let parts = origins.iter().filter_map(part).collect();
                Way::Apportioned { parts, basis }
            }
            _ => Way::Sum(origins.iter().map(|origin| origin.region.clone()).collect()),
        };
        let changes = origins.iter().flat_map(|origin| origin.changes.iter().copied());
        Goal {
            sources,
            way,
            changes: changes.collect(),
            layout: Some(layout),
        }
    }
}

impl Goal {
    fn refused(why: Refusal, sources: Vec<Source>, layout: Option<Date>) -> Self {
        Self {
            sources,
            way: Way::Refused(why),
            changes: BTreeSet::new(),
            layout,
        }
    }
}
