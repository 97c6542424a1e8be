//! Puts the rows of a table in their cells, and says what does not fit.

use crate::Table;
use crate::axes::Axes;
use crate::cube::{Cube, VALUE};
use crate::error::{Findings, Note, Place, ReadError, code};
use crate::gather::{CellRow, FIXED_PART, Gather, NONE};
use koers_model::diagnostic::Severity;
use koers_model::period::Frequency;
use koers_model::value::{Missing, Number};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// From the numbers that codes got when they came to their places on the sorted axes.
struct Ranks {
    /// By code of the region column.
    regions: Vec<u32>,
    periods: Vec<u32>,
    measures: Vec<u32>,
    categories: Vec<Vec<u32>>,
}

/// What happens when a cell that has a figure gets another.
enum Meeting {
    Same,
    KeepFirst,
    Replace,
    Conflict,
}

#[derive(Default)]
struct Met {
    same: u64,
    first_same: Option<Place>,
    later: u64,
    old_codes: u64,
    first_old: Option<Place>,
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
        if self.cells.is_empty() {
            return Err(vec![self.nothing(&findings)]);
        }
        let (axes, ranks) = self.axes();
        let cube = Cube::absent(
            self.dataset.id.clone(),
            self.dataset.frequency,
            axes,
            self.cells.len(),
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

    fn nothing(&self, findings: &Findings) -> ReadError {
        let said: Vec<String> = findings.notes.iter().map(|note| note.message.clone()).collect();
        let error = ReadError::new(code::NOTHING, "the table holds no figure that is kept")
            .found(format!("{} rows", self.rows_seen))
            .help("see whether the question to the publisher was right, and `keep:` and `frequency:` in the catalogue");
        if said.is_empty() {
            error
        } else {
            error.found(format!("{} rows; {}", self.rows_seen, said.join("; ")))
        }
    }

    fn skipped_rows(&self, findings: &mut Findings) {
        for coder in self.coders() {
            let mut frequencies: BTreeMap<Frequency, (u64, Option<Place>)> = BTreeMap::new();
            let mut opaque: Vec<&str> = Vec::new();
            let mut opaque_rows = (0, None);
            for (frequency, text, rows, first) in coder.skipped() {
                let entry = match frequency {
                    Some(frequency) => frequencies.entry(frequency).or_default(),
                    None => {
                        opaque.push(text);
                        &mut opaque_rows
                    }
                };
                entry.0 += rows;
                entry.1 = match (entry.1, first) {
                    (Some(a), Some(b)) => Some(std::cmp::min::<Place>(a, b)),
                    (a, b) => a.or(b),
                };
            }
            for (frequency, (rows, first)) in frequencies {
                let message = format!(
                    "{rows} rows of frequency {} are left out; the catalogue says {}",
                    frequency.word(),
                    self.dataset.frequency.word()
                );
                findings.note(Note::new(code::OTHER_FREQUENCY, Severity::Note, message).at(first));
            }
            if !opaque.is_empty() {
                opaque.sort_unstable();
                let listed: Vec<&str> = opaque.iter().copied().take(5).collect();
                let dots = if opaque.len() > listed.len() { ", …" } else { "" };
                let message = format!(
                    "{} rows with a period that is none of ours are left out: {}{dots}",
                    opaque_rows.0,
                    listed.join(", ")
                );
                findings.note(Note::new(code::OPAQUE_PERIOD, Severity::Note, message).at(opaque_rows.1));
            }
            for kept in coder.kept_nothing() {
                let message = format!(
                    "`keep:` names `{kept}` of column `{}`, which the table does not have{}",
                    coder.name(),
                    coder.question(kept)
                );
                findings.note(Note::new(code::KEPT_NOTHING, Severity::Warning, message));
            }
        }
        if self.later > 0 {
            let message = format!(
                "{} rows became known after the day asked and are left out",
                self.later
            );
            findings.note(Note::new(code::LATER_ROWS, Severity::Note, message));
        }
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
        for record in self.records.chunks_exact(self.stride) {
            let code = record[1] as usize;
            if region_codes.len() <= code {
                region_codes.resize(code + 1, NONE);
            }
            if region_codes[code] == NONE {
                region_codes[code] = region_of(record[1]);
                regions.mark(region_codes[code]);
            }
            periods.mark(record[2]);
            measures.mark(record[3]);
            for (used, &id) in categories.iter_mut().zip(&record[FIXED_PART..]) {
                used.mark(id);
            }
        }
        for cell in &self.cells {
            let record = self.record(cell);
            if record[2] == NONE {
                periods.mark(cell.extra);
            } else if record[3] == NONE {
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

    fn record(&self, cell: &CellRow) -> &[u32] {
        let start = cell.record as usize * self.stride;
        self.records
            .get(start..start + self.stride)
            .unwrap_or(&[NONE; FIXED_PART])
    }

    fn scatter(&self, cube: &mut Cube, ranks: &Ranks, findings: &mut Findings) {
        let (measure_step, strides) = cube.axes.strides();
        let period_count = cube.axes.periods.len();
        let rank = |list: &[u32], at: u32| list.get(at as usize).copied().unwrap_or(0) as usize;
        let mut met = Met::default();
        let mut units: FxHashMap<usize, (u32, u32)> = FxHashMap::default();
        let mut base = (NONE, 0);
        for (index, cell) in (1_u32..).zip(&self.cells) {
            let record = self.record(cell);
            if base.0 != cell.record {
                let codes = record[FIXED_PART..].iter().zip(&ranks.categories).zip(&strides);
                let categories: usize = codes.map(|((&id, ranks), stride)| rank(ranks, id) * stride).sum();
                base = (
                    cell.record,
                    categories + rank(&ranks.regions, record[1]) * period_count,
                );
            }
            let (period, measure) = match (record[2], record[3]) {
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
            if let Some(unit) = self
                .units
                .as_ref()
                .and_then(|units| units.get(cell.record as usize))
            {
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
            let record = self.cells.get(index as usize).map_or(0, |cell| cell.record);
            *place = self
                .records
                .get(record as usize * self.stride)
                .copied()
                .unwrap_or(0);
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
            if let Some(margin) = self.margins.get(&index).and_then(|&margin| Number::new(margin)) {
                cube.margins.insert(position, margin);
            }
        }
    }

    fn meet(&self, first: u32, second: u32, met: &mut Met) -> Meeting {
        let (Some(a), Some(b)) = (self.cells.get(first as usize), self.cells.get(second as usize)) else {
            return Meeting::KeepFirst;
        };
        let date = |cell: &CellRow| {
            self.dates
                .as_ref()
                .and_then(|dates| dates.get(cell.record as usize))
        };
        match date(a).cmp(&date(b)) {
            std::cmp::Ordering::Less => {
                met.later += 1;
                return Meeting::Replace;
            }
            std::cmp::Ordering::Greater => {
                met.later += 1;
                return Meeting::KeepFirst;
            }
            std::cmp::Ordering::Equal => {}
        }
        let same_number = a.kind != VALUE || a.value == b.value;
        let same_sides = self.margins.get(&first) == self.margins.get(&second)
            && self.masked.get(&first) == self.masked.get(&second);
        if a.kind == b.kind && a.marks == b.marks && same_number && same_sides {
            met.same += 1;
            met.first_same.get_or_insert(self.place_of(b.record));
            return Meeting::Same;
        }
        // Two versions of NUTS in one table: the code that no longer holds has no figures.
        let nothing = Missing::NotAvailable as u8;
        if self.record(a)[1] != self.record(b)[1] && (a.kind == nothing || b.kind == nothing) {
            met.old_codes += 1;
            met.first_old.get_or_insert(self.place_of(b.record));
            return if a.kind == nothing {
                Meeting::Replace
            } else {
                Meeting::KeepFirst
            };
        }
        Meeting::Conflict
    }

    fn conflict(&self, cube: &Cube, position: usize, first: u32, second: u32) -> ReadError {
        let cell = |index: u32| self.cells.get(index as usize);
        let said = |index: u32| {
            let Some(cell) = cell(index) else {
                return String::new();
            };
            let content = match Missing::from_code(cell.kind) {
                Some(reason) => reason.word().to_owned(),
                None => cell.value.to_string(),
            };
            let marks: Vec<&str> = koers_model::value::Marks::from_bits(cell.marks).words().collect();
            if marks.is_empty() {
                content
            } else {
                format!("{content} ({})", marks.join(" "))
            }
        };
        let place = |index: u32| cell(index).map(|cell| self.place_of(cell.record));
        let first_place = place(first).map_or(String::new(), |place| format!(" on {place}"));
        let codes = |index: u32| {
            let id = cell(index).map_or(NONE, |cell| self.record(cell)[1]);
            self.region_coder().map_or("", |coder| coder.text(id))
        };
        let help = if codes(first) == codes(second) {
            "a column that is ignored may tell them apart: make it a category, or keep one of its codes"
                .to_owned()
        } else {
            format!(
                "`{}` and `{}` are codes of one region: keep one of them",
                codes(first),
                codes(second)
            )
        };
        let mut error = ReadError::new(
            code::TWO_FIGURES,
            format!("two figures for {}", describe(cube, position)),
        )
        .found(format!("{} here, {}{first_place}", said(second), said(first)))
        .help(help);
        error.place = place(second);
        error
    }

    fn unit_change(&self, cube: &Cube, position: usize, first: (u32, u32), second: (u32, u32)) -> ReadError {
        let unit = |id: u32| self.unit_coder().map_or("", |coder| coder.text(id)).to_owned();
        let place = |index: u32| {
            self.cells
                .get(index as usize)
                .map(|cell| self.place_of(cell.record))
        };
        let before = place(first.1).map_or(String::new(), |place| format!(" on {place}"));
        let name = self.unit_coder().map_or("", |coder| coder.name());
        let mut error = ReadError::new(
            code::UNIT_CHANGES,
            format!(
                "the unit changes inside the series of {}",
                describe(cube, position)
            ),
        )
        .column(name)
        .found(format!("`{}` here, `{}`{before}", unit(second.0), unit(first.0)))
        .help(format!("make `{name}` a category, or keep one of its codes"));
        error.place = place(second.1);
        error
    }

    fn meeting_notes(&self, met: &Met, findings: &mut Findings) {
        if met.same > 0 {
            let message = format!("{} figures stand twice, each time the same", met.same);
            findings.note(Note::new(code::SAME_TWICE, Severity::Warning, message).at(met.first_same));
        }
        if met.later > 0 {
            let message = format!("{} figures were replaced by what became known later", met.later);
            findings.note(Note::new(code::LATER_ROWS, Severity::Note, message));
        }
        if met.old_codes > 0 {
            let message = format!(
                "{} times two codes of one region meet, one of them without a figure; the other is used",
                met.old_codes
            );
            findings.note(Note::new(code::OLD_CODE, Severity::Note, message).at(met.first_old));
        }
    }

    fn last_notes(&self, cube: &Cube, findings: &mut Findings) {
        if let Some(day) = self.options.retrieved {
            let future: Vec<String> = cube
                .periods()
                .iter()
                .filter(|period| period.start() > day)
                .map(ToString::to_string)
                .collect();
            if let (Some(first), Some(last)) = (future.first(), future.last()) {
                let message = format!(
                    "{} periods begin after {day}, the day the table was got: {first} to {last}",
                    future.len()
                );
                findings.note(Note::new(code::FUTURE, Severity::Warning, message));
            }
        }
        if !cube.kinds().contains(&VALUE) {
            let message = format!("none of the {} cells holds a number", cube.observation_count());
            findings.note(Note::new(code::NO_NUMBERS, Severity::Warning, message));
        }
        if self.revised > 0 {
            let message = format!(
                "{} figures carry the old flag `r` (revised), which has no mark",
                self.revised
            );
            findings.note(Note::new(code::REVISED, Severity::Note, message));
        }
    }
}

fn describe(cube: &Cube, position: usize) -> String {
    let Some(key) = cube.key(position) else {
        return "a cell".to_owned();
    };
    let mut words = vec![key.measure.to_owned()];
    words.extend(key.codes.iter().map(|(name, code)| format!("{name} {code}")));
    words.push(key.region.to_string());
    words.push(key.period.to_string());
    words.join(", ")
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
