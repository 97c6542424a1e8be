//! Reads a series from a table: the published figure, else the sum of the parts of a region, else nothing.

use crate::adding::{RowList, Spot, add_regions, plane_figures, sum_of_planes};
use crate::division::{Level, Levels, NO_ROW, Stretch, positions, stretches};
use crate::error::EvaluateError;
use crate::grid::{Frame, Grid, Row, Sum};
use crate::plan::{Node, Plan};
use crate::tables::{Source, Tables};
use koers_model::indicator::{Series, Yearly};
use koers_model::period::{Frequency, Period};
use koers_model::reading::Trace;
use koers_model::region::RegionCode;
use koers_model::unit::Unit;
use koers_model::value::{Bounds, Cell, Missing, Number};
use koers_table::cube::ABSENT;
use koers_table::plane::Plane;
use std::collections::BTreeSet;

/// A series of a table, ready to be read.
#[derive(Debug)]
pub(crate) struct Leaf<'t> {
    source: Source<'t>,
    series: Series,
    /// One for every combination of codes; none when this vintage of the table does not have the measure.
    planes: Vec<Plane<'t>>,
    /// Whether the table itself has figures of a region for this series, by row.
    published: Vec<bool>,
    /// How regions add up; `None` when figures of this measure do not.
    levels: Option<&'t Levels>,
}

/// Where the figure of a region comes from.
enum Rows<'t> {
    /// The table has it.
    Published(usize),
    /// It is the sum of parts.
    Parts(&'t Level),
    /// It is not there.
    Nowhere,
}

impl<'t> Leaf<'t> {
    /// A series as the whole of a computation.
    pub(crate) fn plan(series: &Series, tables: &'t Tables<'_>) -> Result<Plan<'t>, EvaluateError> {
        let (leaf, frequency, unit) = Self::find(series, tables)?;
        Ok(Plan {
            frequency,
            unit: Some(unit),
            node: Node::Leaf(leaf),
        })
    }

    /// Finds a series in its table and checks that it can be read: with the frequency and the unit of its figures.
    pub(crate) fn find(
        series: &Series,
        tables: &'t Tables<'_>,
    ) -> Result<(Self, Frequency, &'static Unit), EvaluateError> {
        let table = tables.table(&series.dataset)?;
        let source = table.source;
        let measure = source.dataset.measures.get(&series.measure);
        let measure = measure.ok_or_else(|| EvaluateError::UnknownMeasure {
            dataset: series.dataset.clone(),
            measure: series.measure.clone(),
        })?;
        // The catalogue knows the measure. A vintage without it has no figures yet, which is no mistake.
        let there = source.cube.measures().contains(&series.measure);
        let planes = if there {
            source.cube.planes(&series.measure, &series.codes)?
        } else {
            Vec::new()
        };
        let published = (0..source.cube.regions().len())
            .map(|row| planes.iter().any(|plane| has_figure(plane, row)))
            .collect();
        let frequency = match (series.yearly, source.cube.frequency()) {
            (Some(_), frequency) if frequency.per_year().is_none() => {
                return Err(EvaluateError::NotYearly { frequency });
            }
            (Some(_), _) => Frequency::Year,
            (None, frequency) => frequency,
        };
        let leaf = Self {
            source,
            series: series.clone(),
            planes,
            published,
            levels: measure.additive.then(|| tables.levels(table)),
        };
        Ok((leaf, frequency, measure.unit))
    }

    /// Whether its figures add up over regions.
    pub(crate) fn adds_up(&self) -> bool {
        self.levels.is_some()
    }

    /// The periods for which there may be a figure.
    pub(crate) fn periods(&self) -> BTreeSet<Period> {
        let periods = self.source.cube.periods().iter();
        match self.series.yearly {
            Some(_) => periods.filter_map(|period| period.to_year()).collect(),
            None => periods.copied().collect(),
        }
    }

    /// The regions for which there may be a figure.
    pub(crate) fn regions(&self) -> Vec<&'t RegionCode> {
        let cube = self.source.cube;
        let rows = cube.regions().iter().zip(&self.published);
        let published = rows
            .filter(|(_, published)| **published)
            .map(|(region, _)| region);
        let mut regions: Vec<&RegionCode> = published.collect();
        for level in self.usable_levels() {
            regions.extend(level.wholes());
        }
        regions.sort();
        regions.dedup();
        regions
    }

    /// The kinds of region that the table has figures of for this series, coarsest first.
    fn usable_levels(&self) -> impl Iterator<Item = &'t Level> {
        let levels = self.levels.into_iter().flat_map(Levels::iter);
        levels.filter(|level| level.rows.iter().any(|&row| self.published[row]))
    }

    /// Where the figures of a region come from: the table itself, else the coarsest kind of part of which the table has all,
    /// else the coarsest of which it has some, so that the reason why there is no sum is told.
    fn rows(&self, region: &RegionCode, levels: &[&'t Level]) -> Rows<'t> {
        self.rows_at(region, self.source.cube.region_index(region), levels)
    }

    /// The same, where it is known at which row the table has the region, if it has.
    fn rows_at(&self, region: &RegionCode, row: Option<usize>, levels: &[&'t Level]) -> Rows<'t> {
        match row.filter(|&row| self.published[row]) {
            Some(row) => Rows::Published(row),
            None => {
                let mut levels = levels
                    .iter()
                    .copied()
                    .filter(|level| level.has_whole(region))
                    .peekable();
                let coarsest = levels.peek().copied();
                let complete = levels.find(|level| level.is_complete(region, &self.published));
                complete.or(coarsest).map_or(Rows::Nowhere, Rows::Parts)
            }
        }
    }

    /// Reads the series for the regions and periods of a frame.
    pub(crate) fn read<const TRACE: bool>(&self, frame: Frame<'_>) -> Grid {
        let parts = self.source.cube.frequency().per_year().map_or(1, usize::from);
        match self.series.yearly {
            Some(how) if parts > 1 => self.read_years::<TRACE>(frame, how, parts),
            _ => self.read_periods::<TRACE>(frame),
        }
    }

    /// Turns quarters or months into years: every part must be there.
    fn read_years<const TRACE: bool>(&self, frame: Frame<'_>, how: Yearly, parts: usize) -> Grid {
        let frequency = self.source.cube.frequency();
        let split = |year: Period| (1..=parts).map(move |part| part_of(year, frequency, part));
        let periods: Vec<Period> = frame.periods.iter().flat_map(|year| split(*year)).collect();
        let fine = self.read_periods::<TRACE>(Frame {
            regions: frame.regions,
            periods: &periods,
        });
        let mut sum = Sum::new(frame.cells());
        for at in 0..frame.cells() {
            sum.terms(at, 1, parts);
            for part in at * parts..(at + 1) * parts {
                let (values, kinds, marks) = (&fine.values[part..], &fine.kinds[part..], &fine.marks[part..]);
                let one = Row {
                    values: &values[..1],
                    kinds: &kinds[..1],
                    marks: &marks[..1],
                };
                sum.add(at, one);
            }
        }
        let mut grid = sum.into_grid();
        for at in 0..frame.cells() {
            let range = at * parts..(at + 1) * parts;
            let last = range.end - 1;
            match how {
                Yearly::Sum => {}
                Yearly::Mean => grid.values[at] /= parts as f64,
                Yearly::Last => (grid.values[at], grid.marks[at]) = (fine.values[last], fine.marks[last]),
            }
            let bounds = match how {
                Yearly::Last => fine.bounds.get(&last).copied(),
                Yearly::Sum => sum_of_intervals(range.clone().map(|part| fine.cell(part)), 1.0),
                Yearly::Mean => sum_of_intervals(range.map(|part| fine.cell(part)), parts as f64),
            };
            grid.note_bounds(at, bounds);
            if let (Yearly::Last, Some(margin)) = (how, fine.margins.get(&last)) {
                grid.margins.insert(at, *margin);
            }
        }
        grid.settle();
        if TRACE {
            let words = match how {
                Yearly::Mean => "mean of",
                Yearly::Sum => "sum of",
                Yearly::Last => "last of",
            };
            let mut steps = fine.traces.into_iter();
            grid.traces = (0..frame.cells())
                .map(|at| {
                    let inputs = steps.by_ref().take(parts).collect();
                    computed(
                        format!("{words} {parts} figures per {}", frequency.word()),
                        frame,
                        at,
                        &grid,
                        inputs,
                    )
                })
                .collect();
        }
        grid
    }

    /// Reads the series for regions and periods of the table's own frequency. Codes are added up first and regions after:
    /// a plane is one stretch of memory, and there are fewer figures left when the parts of a region are looked up.
    fn read_periods<const TRACE: bool>(&self, frame: Frame<'_>) -> Grid {
        let wanted = stretches(self.source.cube, frame.periods);
        let levels: Vec<&Level> = self.usable_levels().collect();
        let rows = positions(frame.regions, self.source.cube.regions());
        let mut spots: Vec<Spot<'t>> = Vec::with_capacity(frame.regions.len());
        for (index, (region, row)) in frame.regions.iter().zip(rows).enumerate() {
            let first = index * frame.periods.len();
            self.rows_at(region, row, &levels)
                .spots(region, first, &wanted, &mut spots);
        }
        let mut total = Sum::new(frame.cells());
        match self.planes.as_slice() {
            [] => {}
            [only] => add_regions(&mut total, plane_figures(only), only.periods(), &spots),
            several => {
                let codes = sum_of_planes(several, &spots);
                let figures = Row {
                    values: &codes.values,
                    kinds: &codes.kinds,
                    marks: &codes.marks,
                };
                add_regions(&mut total, figures, self.source.cube.periods().len(), &spots);
            }
        }
        let mut grid = total.into_grid();
        if self.planes.iter().any(Plane::has_side_notes) {
            spots.iter().for_each(|spot| self.note(&mut grid, spot));
        }
        if TRACE {
            grid.traces = self.trace(&grid, frame);
        }
        grid
    }

    /// Carries bounds through sums, and the margin of a figure that is taken as it is.
    fn note(&self, grid: &mut Grid, spot: &Spot<'_>) {
        for (at, period) in (spot.out..).zip(spot.from.clone()) {
            let cells = self.planes.iter().flat_map(|plane| {
                spot.rows.iter().map(move |&row| match row {
                    NO_ROW => Cell::missing(Missing::Absent),
                    row => plane.cell(row as usize, period),
                })
            });
            let cells: Vec<Cell> = cells.collect();
            if let ([only], RowList::One(_)) = (cells.as_slice(), &spot.rows)
                && let Some(margin) = only.margin
            {
                grid.margins.insert(at, margin);
            }
            grid.note_bounds(at, sum_of_intervals(cells.into_iter(), 1.0));
        }
    }

    /// How every figure of a grid came about.
    fn trace(&self, grid: &Grid, frame: Frame<'_>) -> Vec<Trace> {
        let levels: Vec<&Level> = self.usable_levels().collect();
        let step = |at: usize| {
            let (region, period) = frame.at(at);
            let rows = self.rows(region, &levels);
            let mut codes: Vec<Trace> = match self.planes.as_slice() {
                [] => vec![self.published_trace(None, NO_ROW, region, period)],
                planes => planes
                    .iter()
                    .map(|plane| self.plane_trace(plane, &rows, region, period))
                    .collect(),
            };
            match codes.len() {
                1 => codes.remove(0),
                several => computed(self.sum_words(several), frame, at, grid, codes),
            }
        };
        (0..frame.cells()).map(step).collect()
    }

    /// How the figure of one combination of codes came about.
    fn plane_trace(&self, plane: &Plane<'t>, rows: &Rows<'t>, region: &RegionCode, period: Period) -> Trace {
        let parts = match (rows, self.source.cube.period_index(period)) {
            (Rows::Published(row), _) => {
                let row = u32::try_from(*row).unwrap_or(NO_ROW);
                return self.published_trace(Some(plane), row, region, period);
            }
            (Rows::Parts(level), Some(p)) => {
                level.stretches(region, p..p + 1).pop().and_then(|(_, list)| list)
            }
            _ => None,
        };
        let Some(parts) = parts else {
            return self.published_trace(Some(plane), NO_ROW, region, period);
        };
        let inputs: Vec<Trace> = parts
            .rows
            .iter()
            .zip(parts.names.iter())
            .map(|(&row, name)| self.published_trace(Some(plane), row, name, period))
            .collect();
        let mut cell = *inputs
            .first()
            .map_or(&Cell::missing(Missing::Absent), Trace::cell);
        cell.margin = None;
        for input in inputs.iter().skip(1) {
            cell = cell.add(input.cell());
        }
        Trace::Computed {
            rule: format!("sum of {} parts", inputs.len()),
            region: region.clone(),
            period,
            cell,
            inputs,
        }
    }

    /// A figure as published; absent when the table has no row for it.
    fn published_trace(
        &self,
        plane: Option<&Plane<'t>>,
        row: u32,
        region: &RegionCode,
        period: Period,
    ) -> Trace {
        let index = self.source.cube.period_index(period);
        let found = plane.zip(index).filter(|_| row != NO_ROW);
        let codes = match plane.and_then(|plane| plane.cube().key(plane.position(0, 0)?)) {
            Some(key) => key
                .codes
                .iter()
                .map(|(name, code)| ((*name).to_owned(), (*code).to_owned()))
                .collect(),
            None => self
                .series
                .codes
                .iter()
                .map(|(name, codes)| (name.clone(), codes.join(", ")))
                .collect(),
        };
        Trace::Published {
            dataset: self.source.dataset.id.clone(),
            snapshot: self.source.provenance.hash,
            published: self.source.provenance.published,
            retrieved: self.source.provenance.retrieved,
            measure: self.series.measure.clone(),
            codes,
            region: region.clone(),
            period,
            place: found.and_then(|(plane, p)| plane.place(row as usize, p)),
            cell: found.map_or(Cell::missing(Missing::Absent), |(plane, p)| {
                plane.cell(row as usize, p)
            }),
        }
    }

    fn sum_words(&self, codes: usize) -> String {
        let several = self.series.codes.iter().filter(|(_, codes)| codes.len() > 1);
        let names: Vec<&str> = several.map(|(name, _)| name.as_str()).collect();
        format!("sum over {codes} codes of {}", names.join(" × "))
    }
}

impl<'t> Rows<'t> {
    /// For stretches of periods that share their rows: where they go, where they come from, and the rows.
    fn spots(&self, region: &RegionCode, first: usize, wanted: &[Stretch], spots: &mut Vec<Spot<'t>>) {
        for stretch in wanted {
            match self {
                Self::Nowhere => {}
                Self::Published(row) => spots.push(Spot {
                    out: first + stretch.out,
                    from: stretch.from.clone(),
                    rows: RowList::One([u32::try_from(*row).unwrap_or(NO_ROW)]),
                }),
                Self::Parts(level) => {
                    let found = level.stretches(region, stretch.from.clone()).into_iter();
                    spots.extend(found.map(|(range, list)| Spot {
                        out: first + stretch.out + (range.start - stretch.from.start),
                        from: range,
                        rows: RowList::Parts(list.map_or(&[][..], |list| &list.rows)),
                    }));
                }
            }
        }
    }
}

impl Grid {
    /// Keeps the bounds of a withheld figure.
    fn note_bounds(&mut self, at: usize, bounds: Option<Bounds>) {
        if self.kinds.get(at) == Some(&(Missing::Suppressed as u8))
            && let Some(bounds) = bounds
        {
            self.bounds.insert(at, bounds);
        }
    }
}

/// Whether the table has a row about a region for this series.
fn has_figure(plane: &Plane<'_>, row: usize) -> bool {
    let periods = plane.periods();
    let kinds = plane.kinds().get(row * periods..(row + 1) * periods);
    kinds.unwrap_or(&[]).iter().any(|&kind| kind != ABSENT)
}

/// The sum of intervals, divided by a number; `None` as soon as one is not known.
fn sum_of_intervals(cells: impl Iterator<Item = Cell>, divide: f64) -> Option<Bounds> {
    let (mut low, mut high) = (0.0, 0.0);
    for cell in cells {
        let interval = cell.interval()?;
        low += interval.low.get();
        high += interval.high.get();
    }
    Some(Bounds {
        low: Number::new(low / divide)?,
        high: Number::new(high / divide)?,
    })
}

/// The n-th half-year, quarter or month of a year.
fn part_of(year: Period, frequency: Frequency, part: usize) -> Period {
    let calendar = year.calendar_year();
    let found = u8::try_from(part).ok().and_then(|part| match frequency {
        Frequency::HalfYear => Period::half_year(calendar, part),
        Frequency::Quarter => Period::quarter(calendar, part),
        Frequency::Month => Period::month(calendar, part),
        _ => None,
    });
    // No year has no parts; if one had, no table would have a figure of it under the name of the year itself.
    found.unwrap_or(year)
}

/// A step of a trace.
pub(crate) fn computed(rule: String, frame: Frame<'_>, at: usize, grid: &Grid, inputs: Vec<Trace>) -> Trace {
    let (region, period) = frame.at(at);
    Trace::Computed {
        rule,
        region: region.clone(),
        period,
        cell: grid.cell(at),
        inputs,
    }
}
