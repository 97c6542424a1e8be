//! What an indicator gives: a figure, or the reason why there is none, for every region and period.

use crate::grid::Grid;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::period::Period;
use koers_model::reading::Reading;
use koers_model::region::RegionCode;
use koers_model::value::{Cell, Missing};
use koers_model::verdict::Point;

/// Readings of one indicator, in columns: regions × periods, period fastest.
#[derive(Debug, Clone)]
pub struct ReadingTable {
    indicator: Id,
    version: u32,
    valid: (Option<Period>, Option<Period>),
    regions: Vec<RegionCode>,
    periods: Vec<Period>,
    grid: Grid,
    has_figures: bool,
}

impl ReadingTable {
    /// Puts readings together, leaving out the periods at either end for which no region has anything to say.
    pub(crate) fn new(
        indicator: &Indicator,
        regions: Vec<RegionCode>,
        periods: Vec<Period>,
        grid: Grid,
        has_figures: bool,
    ) -> Self {
        let mut table = Self {
            indicator: indicator.id.clone(),
            version: indicator.version,
            valid: (indicator.valid_from, indicator.valid_to),
            regions,
            periods,
            grid,
            has_figures,
        };
        table.trim();
        table
    }

    fn trim(&mut self) {
        let width = self.periods.len();
        let says = |p: usize| {
            (0..self.regions.len()).any(|r| {
                let at = r * width + p;
                self.grid.kinds[at] != Missing::Absent as u8 || self.grid.marks[at] != 0
            })
        };
        let first = (0..width).find(|&p| says(p)).unwrap_or(width);
        let end = (first..width).rfind(|&p| says(p)).map_or(first, |last| last + 1);
        if (first, end) == (0, width) {
            return;
        }
        let keep = |at: usize| (first..end).contains(&(at % width));
        let moved = |at: usize| keep(at).then(|| at / width * (end - first) + at % width - first);
        let grid = &mut self.grid;
        let mut at = 0..grid.kinds.len();
        grid.values.retain(|_| at.next().is_some_and(keep));
        let mut at = 0..grid.kinds.len();
        grid.marks.retain(|_| at.next().is_some_and(keep));
        let mut at = 0..grid.kinds.len();
        grid.kinds.retain(|_| at.next().is_some_and(keep));
        let bounds = std::mem::take(&mut grid.bounds).into_iter();
        grid.bounds = bounds
            .filter_map(|(at, bounds)| Some((moved(at)?, bounds)))
            .collect();
        let margins = std::mem::take(&mut grid.margins).into_iter();
        grid.margins = margins
            .filter_map(|(at, margin)| Some((moved(at)?, margin)))
            .collect();
        self.periods = self.periods[first..end].to_vec();
    }

    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &Id {
        &self.indicator
    }
    /// Version of its definition.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }
    /// The regions, sorted.
    #[must_use]
    pub fn regions(&self) -> &[RegionCode] {
        &self.regions
    }
    /// The periods, sorted.
    #[must_use]
    pub fn periods(&self) -> &[Period] {
        &self.periods
    }
    /// The numbers, to be read only where [`ReadingTable::kinds`] is zero.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.grid.values
    }
    /// Zero where there is a number, else the code of a [`Missing`] reason.
    #[must_use]
    pub fn kinds(&self) -> &[u8] {
        &self.grid.kinds
    }
    /// The marks, as bits.
    #[must_use]
    pub fn marks(&self) -> &[u16] {
        &self.grid.marks
    }
    /// Whether there are readings of a region.
    #[must_use]
    pub fn covers(&self, region: &RegionCode) -> bool {
        self.regions.binary_search(region).is_ok()
    }

    /// Whether the tables have figures of any region, asked for or not. Not so where a measure came with a later vintage than the
    /// one that counts: then nothing is known yet, which is something else than a region that a source does not cover.
    #[must_use]
    pub fn has_figures(&self) -> bool {
        self.has_figures
    }

    /// The reading of a region and period. What the table does not have is not applicable where the definition does not
    /// hold, else absent.
    #[must_use]
    pub fn cell(&self, region: &RegionCode, period: Period) -> Cell {
        let at = self
            .regions
            .binary_search(region)
            .ok()
            .zip(self.periods.binary_search(&period).ok());
        match at {
            Some((r, p)) => self.grid.cell(r * self.periods.len() + p),
            None if !valid_in(self.valid, period) => Cell::missing(Missing::NotApplicable),
            None => Cell::missing(Missing::Absent),
        }
    }

    /// All readings of a region, by period, missing ones included; none when the table does not have the region.
    #[must_use]
    pub fn series(&self, region: &RegionCode) -> Vec<Point> {
        let Ok(row) = self.regions.binary_search(region) else {
            return Vec::new();
        };
        let first = row * self.periods.len();
        let point = |(p, &period): (usize, &Period)| Point {
            period,
            cell: self.grid.cell(first + p),
        };
        self.periods.iter().enumerate().map(point).collect()
    }

    /// Every reading, by region and period.
    pub fn readings(&self) -> impl Iterator<Item = Reading> {
        let width = self.periods.len();
        (0..self.grid.kinds.len()).map(move |at| Reading {
            indicator: self.indicator.clone(),
            region: self.regions[at / width].clone(),
            period: self.periods[at % width],
            cell: self.grid.cell(at),
        })
    }
}

/// Whether a definition holds in a period: the whole period lies within its validity.
pub(crate) fn valid_in((from, to): (Option<Period>, Option<Period>), period: Period) -> bool {
    from.is_none_or(|from| from.start() <= period.start()) && to.is_none_or(|to| period.end() <= to.end())
}
