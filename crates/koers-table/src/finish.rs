//! Puts the rows of a table in their cells, and says what does not fit.

mod meet;
mod tell;

use crate::Table;
use crate::axes::Axes;
use crate::cube::Cube;
use crate::error::{Findings, ReadError, code};
use crate::gather::{Gather, NONE};
use crate::held::{CATEGORIES, MEASURE, PERIOD, REGION};
use koers_model::value::Number;
use meet::{Meeting, Met};
use rustc_hash::FxHashMap;

/// From the numbers that codes got when they came to their places on the sorted axes.
struct Ranks {
    /// By code of the region column.
    regions: Vec<u32>,
    periods: Vec<u32>,
    measures: Vec<u32>,
    categories: Vec<Vec<u32>>,
}

impl Gather<'_> {
    /// The table, or every error found.
    pub(crate) fn finish(mut self) -> Result<Table, Vec<ReadError>> {
        let mut findings = std::mem::take(&mut self.findings);
        for coder in self.coders() {
            coder.report(&mut findings);
        }
        if findings.failed() {
            return Err(findings.into_errors());
        }
        self.skipped_rows(&mut findings);
        if self.held.len() == 0 {
            return Err(vec![self.nothing(&findings)]);
        }
        let (axes, ranks) = self.axes();
        let cube = Cube::absent(
            self.dataset.id.clone(),
            self.dataset.frequency,
            axes,
            self.held.len(),
        );
        let mut cube = match cube {
            Ok(cube) => cube,
            Err(sparse) => {
                let error = ReadError::new(code::TOO_SPARSE, sparse.to_string());
                return Err(vec![error]);
            }
        };
        self.scatter(&mut cube, &ranks, &mut findings);
        if findings.failed() {
            return Err(findings.into_errors());
        }
        self.last_notes(&cube, &mut findings);
        let mut notes = findings.notes;
        notes.sort_by(|a, b| (a.severity, a.code, &a.message).cmp(&(b.severity, b.code, &b.message)));
        Ok(Table {
            cube,
            published: self.stamp,
            notes,
        })
    }

    fn axes(&self) -> (Axes, Ranks) {
        let period_list = self.period_coder().map_or(&[][..], |coder| &coder.periods.list);
        let region_list = self.region_coder().map_or(&[][..], |coder| &coder.regions.list);
        let region_of = |id: u32| match self.region_coder().map(|coder| coder.verdict(id)) {
            Some(crate::coder::Verdict::Use(region)) => region,
            _ => NONE,
        };
        let mut regions = Used::new(region_list.len());
        let mut region_codes: Vec<u32> = Vec::new();
        let mut periods = Used::new(period_list.len());
        let mut measures = Used::new(self.dataset.measures.len());
        let coders = self.category_coders();
        let mut categories: Vec<Used> = coders.iter().map(|coder| Used::new(coder.len())).collect();
        for id in self.held.column(REGION) {
            let code = id as usize;
            if region_codes.len() <= code {
                region_codes.resize(code + 1, NONE);
            }
            if region_codes[code] == NONE {
                region_codes[code] = region_of(id);
                regions.mark(region_codes[code]);
            }
        }
        self.held.column(PERIOD).for_each(|id| periods.mark(id));
        self.held.column(MEASURE).for_each(|id| measures.mark(id));
        for (column, used) in (CATEGORIES..).zip(&mut categories) {
            self.held.column(column).for_each(|id| used.mark(id));
        }
        for cell in self.held.cells().filter(|cell| cell.extra != NONE) {
            if self.held.code(cell.row, PERIOD) == NONE {
                periods.mark(cell.extra);
            } else if self.held.code(cell.row, MEASURE) == NONE {
                measures.mark(cell.extra);
            }
        }
        let keys: Vec<&String> = self.dataset.measures.keys().collect();
        let (region_axis, region_ranks) = regions.sorted(|at| region_list.get(at).cloned());
        let (period_axis, period_ranks) = periods.sorted(|at| period_list.get(at).copied());
        let (measure_axis, measure_ranks) = measures.sorted(|at| keys.get(at).map(|key| (*key).clone()));
        let mut axes = Axes {
            measures: measure_axis,
            categories: Vec::new(),
            regions: region_axis,
            periods: period_axis,
        };
        let mut ranks = Ranks {
            regions: region_codes
                .iter()
                .map(|&region| region_ranks.get(region as usize).copied().unwrap_or(NONE))
                .collect(),
            periods: period_ranks,
            measures: measure_ranks,
            categories: Vec::new(),
        };
        for (coder, used) in coders.iter().zip(&categories) {
            let (codes, rank) =
                used.sorted(|at| Some(coder.text(u32::try_from(at).unwrap_or(NONE)).to_owned()));
            axes.categories.push((coder.name().to_owned(), codes));
            ranks.categories.push(rank);
        }
        (axes, ranks)
    }

    fn scatter(&self, cube: &mut Cube, ranks: &Ranks, findings: &mut Findings) {
        let (measure_step, strides) = cube.axes.strides();
        let period_count = cube.axes.periods.len();
        let rank = |list: &[u32], at: u32| list.get(at as usize).copied().unwrap_or(0) as usize;
        let mut met = Met::default();
        let mut units: FxHashMap<usize, (u32, u32)> = FxHashMap::default();
        let mut base = (NONE, 0);
        for (index, cell) in (1_u32..).zip(self.held.cells()) {
            if base.0 != cell.row {
                let columns = (CATEGORIES..).zip(&ranks.categories).zip(&strides);
                let categories: usize = columns
                    .map(|((column, ranks), stride)| rank(ranks, self.held.code(cell.row, column)) * stride)
                    .sum();
                let region = rank(&ranks.regions, self.held.code(cell.row, REGION));
                base = (cell.row, categories + region * period_count);
            }
            let own = |column| self.held.code(cell.row, column);
            let (period, measure) = match (own(PERIOD), own(MEASURE)) {
                (NONE, measure) => (cell.extra, measure),
                (period, NONE) => (period, cell.extra),
                both => both,
            };
            let position =
                base.1 + rank(&ranks.measures, measure) * measure_step + rank(&ranks.periods, period);
            let Some(&owner) = cube.places.get(position) else {
                continue;
            };
            let write = match owner.checked_sub(1) {
                None => true,
                Some(first) => match self.meet(first, index - 1, &mut met) {
                    Meeting::Same | Meeting::KeepFirst => false,
                    Meeting::Replace => true,
                    Meeting::Conflict => {
                        findings.error(self.conflict(cube, position, first, index - 1));
                        false
                    }
                },
            };
            if write {
                cube.places[position] = index;
                cube.values[position] = cell.value;
                cube.kinds[position] = cell.kind;
                cube.marks[position] = cell.marks;
            }
            if let Some(unit) = self.units.as_ref().and_then(|units| units.get(cell.row as usize)) {
                let first = *units
                    .entry(position / period_count.max(1))
                    .or_insert((*unit, index - 1));
                if first.0 != *unit {
                    findings.error(self.unit_change(cube, position, first, (*unit, index - 1)));
                    // Once per series is enough.
                    units.insert(position / period_count.max(1), (*unit, index - 1));
                }
            }
        }
        self.settle(cube);
        self.meeting_notes(&met, findings);
    }

    /// Turns owners into places, and sets bounds, margins and the marks of periods.
    fn settle(&self, cube: &mut Cube) {
        let by_period: Vec<u16> = cube
            .axes
            .periods
            .iter()
            .map(|p| self.period_marks.get(p).copied().unwrap_or(0))
            .collect();
        let has_marks = by_period.iter().any(|&marks| marks != 0);
        for (position, place) in cube.places.iter_mut().enumerate() {
            let Some(index) = place.checked_sub(1) else {
                continue;
            };
            *place = self.held.cell(index).map_or(0, |cell| self.held.place(cell.row));
            if has_marks {
                cube.marks[position] |= by_period[position % by_period.len()];
            }
            if let Some(mask) = self
                .masked
                .get(&index)
                .and_then(|&mask| self.dataset.masks.get(mask as usize))
            {
                cube.bounds.insert(position, mask.bounds);
            }
            if let Some(bounds) = self.bounds.get(&index) {
                cube.bounds.insert(position, *bounds);
            }
            if let Some(margin) = self.margins.get(&index).and_then(|&margin| Number::new(margin)) {
                cube.margins.insert(position, margin);
            }
        }
    }
}

/// Which numbers of a list are used.
struct Used(Vec<bool>);

impl Used {
    fn new(length: usize) -> Self {
        Self(vec![false; length])
    }
    #[inline]
    fn mark(&mut self, at: u32) {
        if let Some(used) = self.0.get_mut(at as usize) {
            *used = true;
        }
    }
    /// The things used, sorted, and the place of each number among them.
    fn sorted<T: Ord>(&self, thing: impl Fn(usize) -> Option<T>) -> (Vec<T>, Vec<u32>) {
        let used = self.0.iter().enumerate().filter(|(_, used)| **used);
        let mut things: Vec<(T, usize)> = used.filter_map(|(at, _)| Some((thing(at)?, at))).collect();
        things.sort();
        let mut ranks = vec![NONE; self.0.len()];
        for (rank, (_, at)) in (0_u32..).zip(&things) {
            ranks[*at] = rank;
        }
        (things.into_iter().map(|(thing, _)| thing).collect(), ranks)
    }
}
