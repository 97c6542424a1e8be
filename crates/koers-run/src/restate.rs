//! Figures on the boundaries of another day: raw and restated side by side, and the rule that was used in the trace.

use crate::error::RunError;
use crate::status::{region_of, tables_of};
use crate::tables::{Loaded, Vintages};
use crate::workspace::Workspace;
use crate::world::World;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_indicator::Scope;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::period::Period;
use koers_model::reading::Trace;
use koers_model::region::{Basis, Break, Change, Region, RegionCode, Way};
use koers_model::spelling::near;
use koers_model::text::Text;
use koers_model::value::{Cell, Missing, Number};
use koers_table::cube::Cube;
use koers_table::restate::{Boundaries, Lost, Restated, restate};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// On which boundaries figures are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    /// The day whose regions they are to be about.
    pub day: Date,
    /// What is counted to divide regions that were divided.
    pub basis: Option<Basis>,
}

/// What is asked of figures on other boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Which boundaries.
    pub on: On,
    /// Of a data set: only this measure.
    pub measure: Option<String>,
    /// Only this region, with all its periods. Without one: of an indicator the region of the workspace; of a data set every region, as far as
    /// its figures are not as published.
    pub region: Option<RegionCode>,
    /// Only what was known on this day.
    pub as_of: Option<Date>,
}

/// A figure as published and on the boundaries asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The region.
    pub region: RegionCode,
    /// Its name.
    pub name: String,
    /// The period.
    pub period: Period,
    /// The measure; of an indicator its id.
    pub measure: String,
    /// Category dimension and code.
    pub codes: Vec<(String, String)>,
    /// As published; absent when the table does not have the region.
    pub raw: Cell,
    /// On the boundaries asked for.
    pub restated: Cell,
    /// What a withheld sum is at least.
    pub at_least: Option<Number>,
    /// The rules used: one of a data set, one for each published figure that goes into an indicator, each once.
    pub ways: Vec<Way>,
    /// The changes of regions behind it.
    pub changes: Vec<Change>,
    /// Days since the period before on which the region got other borders while its code stayed: the raw series breaks here.
    pub breaks: Vec<Date>,
}

/// Raw and restated figures side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct SideBySide {
    /// Name of the data set or indicator.
    pub title: Text,
    /// The rows, by measure, codes, region and period.
    pub rows: Vec<Row>,
    /// Regions with figures that went nowhere: nobody says what became of them.
    pub lost: Vec<Lost>,
}

/// A table as published beside itself on other boundaries.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    raw: Arc<Cube>,
    restated: Restated,
}

/// Tables on other boundaries, with how they came there.
#[derive(Debug)]
pub(crate) struct Moved<'a> {
    pub(crate) loaded: Loaded<'a>,
    pairs: BTreeMap<Id, Pair>,
    on: On,
}

impl<'a> Moved<'a> {
    /// Puts tables on other boundaries.
    pub(crate) fn new(definitions: &Definitions, loaded: &Loaded<'a>, on: On) -> Result<Self, RunError> {
        let boundaries = Boundaries {
            registry: &definitions.regions,
            day: on.day,
            basis: on.basis,
            from: None,
        };
        let mut moved = Self {
            loaded: Loaded::new(),
            pairs: BTreeMap::new(),
            on,
        };
        for (id, (raw, provenance)) in loaded {
            let Some(dataset) = definitions.datasets.get(id) else {
                continue;
            };
            let restated = restate(raw, dataset, &boundaries)?;
            let cube = Arc::new(restated.cube.clone());
            moved.loaded.insert(id.clone(), (cube, *provenance));
            let raw = Arc::clone(raw);
            moved.pairs.insert(id.clone(), Pair { raw, restated });
        }
        Ok(moved)
    }

    /// The trace with every figure that is not as published led back to those that are.
    pub(crate) fn retrace(&self, trace: Trace) -> Trace {
        match trace {
            Trace::Computed {
                rule,
                region,
                period,
                cell,
                inputs,
            } => Trace::Computed {
                rule,
                region,
                period,
                cell,
                inputs: inputs.into_iter().map(|input| self.retrace(input)).collect(),
            },
            published @ Trace::Published { .. } => self.led_back(published),
        }
    }

    fn led_back(&self, published: Trace) -> Trace {
        let Trace::Published {
            dataset,
            measure,
            codes,
            region,
            period,
            cell,
            ..
        } = &published
        else {
            return published;
        };
        let Some(pair) = self.pairs.get(dataset) else {
            return published;
        };
        let way = match pair.restated.way(measure, region, *period) {
            None | Some(Way::Unchanged) => return published,
            Some(way) => way,
        };
        let codes: Vec<(&str, &str)> = codes.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        let part = |of: &&RegionCode| {
            let plane = pair.raw.plane(measure, &codes).ok();
            let at = pair.raw.region_index(of).zip(pair.raw.period_index(*period));
            let found = plane.zip(at);
            let mut part = published.clone();
            if let Trace::Published {
                region, place, cell, ..
            } = &mut part
            {
                region.clone_from(of);
                *place = found.and_then(|(plane, (row, period))| plane.place(row, period));
                *cell = found.map_or(Cell::missing(Missing::Absent), |(plane, (row, period))| {
                    plane.cell(row, period)
                });
            }
            part
        };
        Trace::Computed {
            rule: rule(&way, self.on.day),
            region: region.clone(),
            period: *period,
            cell: *cell,
            inputs: inputs_of(&way).iter().map(part).collect(),
        }
    }

    /// The ways of all published figures behind a trace that was not led back yet, each once.
    fn ways(&self, trace: &Trace) -> Vec<Way> {
        let mut ways: Vec<Way> = Vec::new();
        for leaf in trace.published() {
            if let Trace::Published {
                dataset,
                measure,
                region,
                period,
                ..
            } = leaf
                && let Some(pair) = self.pairs.get(dataset)
                && let Some(way) = pair.restated.way(measure, region, *period)
                && !ways.contains(&way)
            {
                ways.push(way);
            }
        }
        ways
    }
}

/// The regions whose figures are shown behind a way, those that could not be put together among them.
fn inputs_of(way: &Way) -> Vec<&RegionCode> {
    use koers_model::region::Refusal::{NoBasis, NoWeight, NotAdditive};
    match way {
        Way::Refused(NotAdditive { parts }) => parts.iter().collect(),
        Way::Refused(NoBasis { divided } | NoWeight { divided, .. }) => divided.iter().collect(),
        way => way.parts(),
    }
}

/// The rule in the words of traces.
fn rule(way: &Way, day: Date) -> String {
    let on = format!("on the boundaries of {day}");
    match way {
        Way::Unchanged => format!("figure {on}"),
        Way::Whole(region) => format!("figure of {region} {on}"),
        Way::Sum(parts) => format!("sum of {} parts {on}", parts.len()),
        Way::Apportioned { parts, basis } => {
            format!("estimate by {} from {} parts {on}", basis.word(), parts.len())
        }
        Way::Refused(refusal) => {
            format!("cannot be put on the boundaries of {day}: {}", refusal.word())
        }
    }
}

/// Raw and restated figures of a data set or an indicator, side by side.
///
/// # Errors
/// [`RunError::Unknown`] when nothing has that id; as [`Workspace::load`] and [`koers_indicator::evaluate`].
pub fn side_by_side(
    world: &dyn World,
    workspace: &Workspace,
    what: &str,
    asked: &Asked,
) -> Result<SideBySide, RunError> {
    let definitions = workspace.definitions()?;
    let vintages = Vintages::known_on(&workspace.snapshots, asked.as_of.unwrap_or_else(|| world.today()));
    if let Some(indicator) = definitions.indicators.get(what) {
        let loaded = workspace.load(world, &vintages, &indicator.rule.datasets())?;
        return of_indicator(definitions, indicator, &loaded, asked);
    }
    let Some((id, dataset)) = definitions.datasets.get_key_value(what) else {
        let known = definitions.indicators.keys().chain(definitions.datasets.keys());
        return Err(RunError::Unknown {
            what: "indicator or data set",
            id: what.to_owned(),
            near: near(what, known.map(Id::as_str)),
        });
    };
    if let Some(measure) = &asked.measure
        && !dataset.measures.contains_key(measure)
    {
        return Err(RunError::Unknown {
            what: "measure",
            id: measure.clone(),
            near: near(measure, dataset.measures.keys().map(String::as_str)),
        });
    }
    if asked.region.is_some() {
        region_of(definitions, asked.region.as_ref())?;
    }
    let loaded = workspace.load(world, &vintages, &BTreeSet::from([id]))?;
    let moved = Moved::new(definitions, &loaded, asked.on)?;
    let pair = moved
        .pairs
        .get(id)
        .ok_or_else(|| RunError::Evaluate(crate::error::EvaluateError::NoTable { dataset: id.clone() }))?;
    Ok(SideBySide {
        title: dataset.title.clone(),
        rows: of_cube(definitions, pair, asked),
        lost: pair.restated.lost.clone(),
    })
}

/// The breaks of regions, looked up once each.
struct Breaks<'a> {
    definitions: &'a Definitions,
    known: BTreeMap<RegionCode, Vec<Break<'a>>>,
}

impl<'a> Breaks<'a> {
    fn new(definitions: &'a Definitions) -> Self {
        Self {
            definitions,
            known: BTreeMap::new(),
        }
    }
    /// Those after the layout of the period before, up to that of the period.
    fn between(&mut self, region: &RegionCode, layouts: (Option<Date>, Option<Date>)) -> Vec<Date> {
        let (Some(before), Some(now)) = layouts else {
            return Vec::new();
        };
        let registry = &self.definitions.regions;
        let breaks = self
            .known
            .entry(region.clone())
            .or_insert_with(|| registry.breaks(region));
        let within = breaks.iter().filter(|at| before < at.date && at.date <= now);
        within.map(|at| at.date).collect()
    }
}

fn name(definitions: &Definitions, region: &RegionCode) -> String {
    let region: Option<&Region> = definitions.regions.get(region);
    region.map_or_else(String::new, |region| region.name.clone())
}

/// The layout of a period and of the one before it on the axis.
fn layouts(restated: &Restated, region: &RegionCode, period: Period) -> (Option<Date>, Option<Date>) {
    let periods = restated.cube.periods();
    let before = restated
        .cube
        .period_index(period)
        .and_then(|at| at.checked_sub(1));
    let before = before.and_then(|at| periods.get(at));
    (
        before.and_then(|before| restated.layout(region, *before)),
        restated.layout(region, period),
    )
}

fn of_cube(definitions: &Definitions, pair: &Pair, asked: &Asked) -> Vec<Row> {
    let Pair { raw, restated } = pair;
    let cube = &restated.cube;
    let mut breaks = Breaks::new(definitions);
    let mut rows = Vec::new();
    let wanted = |measure: &str| asked.measure.as_ref().is_none_or(|wanted| wanted == measure);
    for (measure, codes, plane) in cube.every_plane().filter(|plane| wanted(plane.0)) {
        let old = raw.plane(measure, &codes).ok();
        for (row, region) in cube.regions().iter().enumerate() {
            if asked.region.as_ref().is_some_and(|wanted| wanted != region) {
                continue;
            }
            for (at, period) in cube.periods().iter().enumerate() {
                let Some(way) = restated.way(measure, region, *period) else {
                    continue;
                };
                let broken = breaks.between(region, layouts(restated, region, *period));
                if asked.region.is_none() && way == Way::Unchanged && broken.is_empty() {
                    continue;
                }
                let there = old.zip(raw.region_index(region).zip(raw.period_index(*period)));
                let before = there.map(|(plane, (row, period))| plane.cell(row, period));
                let before = before.unwrap_or(Cell::missing(Missing::Absent));
                let after = plane.cell(row, at);
                let absent = |cell: &Cell| cell.missing_reason() == Some(Missing::Absent);
                if absent(&before) && absent(&after) {
                    continue;
                }
                rows.push(Row {
                    region: region.clone(),
                    name: name(definitions, region),
                    period: *period,
                    measure: measure.to_owned(),
                    codes: codes
                        .iter()
                        .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                        .collect(),
                    raw: before,
                    restated: after,
                    at_least: plane.position(row, at).and_then(|at| restated.at_least(at)),
                    ways: vec![way],
                    changes: changes(restated, region, *period),
                    breaks: broken,
                });
            }
        }
    }
    rows
}

fn changes(restated: &Restated, region: &RegionCode, period: Period) -> Vec<Change> {
    let record = restated
        .records
        .iter()
        .find(|record| record.region == *region && record.first <= period && period <= record.last);
    record.map_or_else(Vec::new, |record| record.changes.clone())
}

fn of_indicator(
    definitions: &Definitions,
    indicator: &Indicator,
    loaded: &Loaded<'_>,
    asked: &Asked,
) -> Result<SideBySide, RunError> {
    let region = region_of(definitions, asked.region.as_ref())?;
    let moved = Moved::new(definitions, loaded, asked.on)?;
    let regions = [region.code.clone()];
    let raw_tables = tables_of(definitions, loaded);
    let tables = tables_of(definitions, &moved.loaded).on_boundaries(asked.on.day);
    let before = koers_indicator::evaluate(indicator, &raw_tables, &Scope::Regions(&regions))?;
    let after = koers_indicator::evaluate(indicator, &tables, &Scope::Regions(&regions))?;
    let mut breaks = Breaks::new(definitions);
    let periods: BTreeSet<Period> = before.periods().iter().chain(after.periods()).copied().collect();
    let mut rows = Vec::new();
    for period in periods {
        let (_, trace) = koers_indicator::explain(indicator, &tables, &region.code, period)?;
        let mut changes = Vec::new();
        let mut broken = BTreeSet::new();
        for pair in moved.pairs.values() {
            for change in self::changes(&pair.restated, &region.code, period) {
                if !changes.contains(&change) {
                    changes.push(change);
                }
            }
            broken.extend(breaks.between(&region.code, layouts(&pair.restated, &region.code, period)));
        }
        rows.push(Row {
            region: region.code.clone(),
            name: region.name.clone(),
            period,
            measure: indicator.id.to_string(),
            codes: Vec::new(),
            raw: before.cell(&region.code, period),
            restated: after.cell(&region.code, period),
            at_least: None,
            ways: moved.ways(&trace),
            changes,
            breaks: broken.into_iter().collect(),
        });
    }
    let lost: BTreeSet<Lost> = moved
        .pairs
        .values()
        .flat_map(|pair| pair.restated.lost.iter().cloned())
        .collect();
    Ok(SideBySide {
        title: indicator.title.clone(),
        rows,
        lost: lost.into_iter().collect(),
    })
}
