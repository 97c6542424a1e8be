//! A table on the boundaries of another day than it was published on.
//!
//! For a region r of the chosen day and a period of which the table is on the boundaries of day d, with w(s, r) the share of region s of
//! day d that lies in r: x(r) = Σ w(s, r) · x(s). The shares come from [`Recoding`](koers_model::region::Recoding): one for a region that went somewhere whole, a weight
//! that was named for one that was divided, and no figure at all where no weight is known. Only measures that the catalogue calls additive
//! are summed or divided. Margins of a sum are not known: they depend on whether the errors are independent, which no publisher states.

mod goals;

use crate::axes::{Axes, TooSparse};
use crate::cube::Cube;
use goals::{Goal, Goals};
use jiff::civil::Date;
use koers_model::dataset::Dataset;
use koers_model::period::Period;
use koers_model::region::{Basis, Change, Refusal, RegionCode, RegionRegistry, Way};
use koers_model::value::{Bounds, Cell, Content, Marks, Missing, Number, rounded};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which boundaries are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Boundaries<'a> {
    /// The regions, and how they changed.
    pub registry: &'a RegionRegistry,
    /// The day whose regions the figures are to be about.
    pub day: Date,
    /// What the weights count by which regions that were divided are divided; without one they are not.
    pub basis: Option<Basis>,
    /// The day whose boundaries all figures of the table are on, where that is known; else it is worked out for each period by
    /// [`crate::layout`].
    pub from: Option<Date>,
}

/// How the figures of one region were made, for periods that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The region.
    pub region: RegionCode,
    /// The first period.
    pub first: Period,
    /// The last period.
    pub last: Period,
    /// The day whose boundaries the table is on in those periods; that of the first, `None` where no day fits.
    pub layout: Option<Date>,
    /// How the figures of additive measures were made.
    pub way: Way,
    /// The changes of regions behind it.
    pub changes: Vec<Change>,
}

/// Figures of a region that are in no other: nobody says what became of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lost {
    /// The region.
    pub region: RegionCode,
    /// The day on which it ended, or before which it did not exist.
    pub date: Date,
}

/// A table on other boundaries.
#[derive(Debug, Clone)]
pub struct Restated {
    /// The figures. Those that could not be made are [`Missing::Undefined`]; those that the table has no row for are absent.
    pub cube: Cube,
    /// How every region came about, by region and period.
    pub records: Vec<Record>,
    /// Regions with figures in the table that went nowhere.
    pub lost: Vec<Lost>,
    goals: Vec<Arc<Goals>>,
    additive: BTreeSet<String>,
    floors: BTreeMap<usize, Number>,
}

impl Restated {
    /// How the figure of a measure, region and period was made; `None` when the table is not about that.
    #[must_use]
    pub fn way(&self, measure: &str, region: &RegionCode, period: Period) -> Option<Way> {
        let goal = self.goals.get(self.cube.period_index(period)?)?.get(region)?;
        Some(if goal.combines() && !self.additive.contains(measure) {
            let parts = goal.way.parts().into_iter().cloned().collect();
            Way::Refused(Refusal::NotAdditive { parts })
        } else {
            goal.way.clone()
        })
    }
    /// The day on whose boundaries the table is for a region and a period; `None` when no day fits or the table is not about that.
    #[must_use]
    pub fn layout(&self, region: &RegionCode, period: Period) -> Option<Date> {
        let goals = self.goals.get(self.cube.period_index(period)?)?;
        goals.get(region)?.layout
    }
    /// What a withheld sum is at least, where withheld parts have no bounds of their own: the sum of the parts that are known. Only of measures
    /// of which the table has no figure below zero.
    #[must_use]
    pub fn at_least(&self, position: usize) -> Option<Number> {
        self.floors.get(&position).copied()
    }
}

/// The table on the boundaries of a chosen day.
///
/// # Errors
/// [`TooSparse`] when the table would be too big to hold.
pub fn restate(cube: &Cube, dataset: &Dataset, boundaries: &Boundaries<'_>) -> Result<Restated, TooSparse> {
    let (goals, lost) = goals::of(cube, boundaries);
    let regions: BTreeSet<&RegionCode> = goals
        .iter()
        .flat_map(|goals| goals.iter())
        .map(|(region, _)| region)
        .collect();
    let axes = Axes {
        regions: regions.into_iter().cloned().collect(),
        ..cube.axes.clone()
    };
    let additive: BTreeSet<String> = dataset
        .measures
        .iter()
        .filter(|(_, measure)| measure.additive)
        .map(|(key, _)| key.clone())
        .collect();
    let new = Cube::absent(cube.dataset.clone(), cube.frequency, axes, cube.len())?;
    let mut restated = Restated {
        records: records(new.regions(), cube.periods(), &goals, boundaries.registry),
        cube: new,
        lost,
        goals,
        additive,
        floors: BTreeMap::new(),
    };
    restated.fill(cube);
    Ok(restated)
}

impl Restated {
    fn fill(&mut self, old: &Cube) {
        let (width, rows) = (old.periods().len(), old.regions().len());
        let size = (rows * width).max(1);
        let regions = self.cube.regions().to_vec();
        let never_below = never_below_zero(old);
        for (number, start) in (0..old.len()).step_by(size).enumerate() {
            let measure = old.key(start).map_or("", |key| key.measure);
            let additive = self.additive.contains(measure);
            let floored = never_below.contains(measure);
            let first = number * regions.len() * width;
            for (period, goals) in self.goals.iter().enumerate() {
                for (row, region) in regions.iter().enumerate() {
                    let Some(goal) = goals.get(region) else { continue };
                    let at = |source: usize| start + source * width + period;
                    let position = first + row * width + period;
                    if let Some(only) = goal.only() {
                        self.cube.copy(position, old, only.map(at));
                        continue;
                    }
                    let sum = if additive && goal.is_made() {
                        goal.sum(|source| old.cell(at(source)))
                    } else {
                        Sum::refused(goal, |source| old.cell(at(source)))
                    };
                    if let Some(floor) = sum.floor.filter(|_| floored) {
                        self.floors.insert(position, floor);
                    }
                    self.cube.set(position, sum.cell, 0);
                }
            }
        }
    }
}

impl Cube {
    /// Takes over a cell of another cube with its place; nothing where that has no row.
    fn copy(&mut self, position: usize, old: &Self, from: Option<usize>) {
        let Some(from) = from else { return };
        let (Some(kind), true) = (old.kinds.get(from), position < self.kinds.len()) else {
            return;
        };
        self.kinds[position] = *kind;
        self.values[position] = old.values[from];
        self.marks[position] = old.marks[from];
        self.places[position] = old.places[from];
        if let Some(bounds) = old.bounds.get(&from) {
            self.bounds.insert(position, *bounds);
        }
        if let Some(margin) = old.margins.get(&from) {
            self.margins.insert(position, *margin);
        }
    }
}

/// A sum of parts, and what it is at least where it is withheld without bounds.
struct Sum {
    cell: Cell,
    floor: Option<Number>,
}

impl Sum {
    /// No figure; absent where the table has no row for any part, so that there is nothing to be refused.
    fn refused(goal: &Goal, cell: impl Fn(usize) -> Cell) -> Self {
        let absent =
            |row: Option<usize>| row.is_none_or(|row| cell(row).missing_reason() == Some(Missing::Absent));
        let reason = match goal.sources.iter().all(|source| absent(source.row)) && !goal.sources.is_empty() {
            true => Missing::Absent,
            false => Missing::Undefined,
        };
        Self {
            cell: Cell::missing(reason),
            floor: None,
        }
    }
}

impl Goal {
    fn sum(&self, cell: impl Fn(usize) -> Cell) -> Sum {
        let mut parts = self.sources.iter().map(|source| {
            let cell = source.row.map_or(Cell::missing(Missing::Absent), &cell);
            scaled(cell, source.share)
        });
        let mut sum = parts.next().unwrap_or(Cell::missing(Missing::Absent));
        let low = |cell: &Cell| match cell.content {
            Content::Value(number) => Some(number.get()),
            Content::Missing {
                reason: Missing::Suppressed,
                bounds,
            } => Some(bounds.map_or(0.0, |bounds| bounds.low.get())),
            Content::Missing { .. } => None,
        };
        let mut floor = low(&sum);
        for part in parts {
            floor = floor.zip(low(&part)).map(|(a, b)| a + b);
            sum = sum.add(&part);
        }
        sum.margin = None;
        if matches!(self.way, Way::Apportioned { .. }) {
            sum = sum.marked(Marks::ESTIMATED);
        }
        sum.content = match sum.content {
            Content::Value(number) => Number::new(rounded(number.get())).map_or(sum.content, Content::Value),
            missing @ Content::Missing { .. } => missing,
        };
        let open = sum.missing_reason() == Some(Missing::Suppressed) && sum.interval().is_none();
        Sum {
            cell: sum,
            floor: floor.filter(|_| open).and_then(|low| Number::new(rounded(low))),
        }
    }
}

/// A share of a figure, with its bounds. What the publisher says of the figure stays said, save that it is definite or nil.
fn scaled(cell: Cell, share: f64) -> Cell {
    if share == 1.0 {
        return cell;
    }
    let times = |number: Number| Number::new(number.get() * share);
    let content = match cell.content {
        Content::Value(number) => times(number).map_or(cell.content, Content::Value),
        Content::Missing { reason, bounds } => Content::Missing {
            reason,
            bounds: bounds.and_then(|bounds| {
                Some(Bounds {
                    low: times(bounds.low)?,
                    high: times(bounds.high)?,
                })
            }),
        },
    };
    Cell {
        content,
        marks: cell.marks.without(Marks::DEFINITE),
        margin: None,
    }
}

/// The measures of which a table has no figure below zero.
fn never_below_zero(cube: &Cube) -> BTreeSet<&str> {
    cube.every_plane()
        .fold(
            BTreeMap::new(),
            |mut found: BTreeMap<&str, bool>, (measure, _, plane)| {
                let below = plane.values().iter().any(|value| *value < 0.0);
                *found.entry(measure).or_insert(false) |= below;
                found
            },
        )
        .into_iter()
        .filter(|(_, below)| !below)
        .map(|(measure, _)| measure)
        .collect()
}

/// The records of all regions, periods in a row with the same way put together.
fn records(
    regions: &[RegionCode],
    periods: &[Period],
    goals: &[Arc<Goals>],
    registry: &RegionRegistry,
) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for region in regions {
        for (period, goals) in periods.iter().zip(goals) {
            let Some(goal) = goals.get(region) else { continue };
            let change = |at: &usize| registry.changes().get(*at).cloned();
            let changes: Vec<Change> = goal.changes.iter().filter_map(change).collect();
            match records.last_mut() {
                Some(last) if last.region == *region && last.way == goal.way && last.changes == changes => {
                    last.last = *period;
                }
                _ => records.push(Record {
                    region: region.clone(),
                    first: *period,
                    last: *period,
                    layout: goal.layout,
                    way: goal.way.clone(),
                    changes,
                }),
            }
        }
    }
    records
}
