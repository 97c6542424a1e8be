//! Gathers the rows of a table as numbers: codes looked up, figures kept, everything else counted or reported.

use crate::Options;
use crate::coder::{Coder, PeriodText, Verdict};
use crate::error::{Findings, Place, ReadError};
use crate::flags::Said;
use crate::held::{CATEGORIES, Held, MEASURE, PERIOD, REGION};
use crate::plan::{Plan, Use};
use jiff::civil::Date;
use koers_model::dataset::Dataset;
use koers_model::region::RegionRegistry;
use koers_model::value::{Bounds, Missing};
use std::collections::BTreeMap;

/// No code: the other half of a cell's coordinates says it.
pub(crate) const NONE: u32 = u32::MAX;

/// Where the codes of a row go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Region,
    Period,
    Measure,
    Category(usize),
    Unit,
    Nowhere,
}

/// The content of a figure as read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Figure {
    Value(f64),
    Missing(Missing),
    /// Withheld, with the bounds of that mask of the catalogue.
    Masked(u32),
}

/// A figure with what stands beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Read {
    pub(crate) figure: Figure,
    pub(crate) said: Said,
    pub(crate) margin: Option<f64>,
    /// Between which numbers a withheld one lies, where the file itself says it.
    pub(crate) bounds: Option<Bounds>,
}

impl Read {
    pub(crate) fn new(figure: Figure, said: Said) -> Self {
        Self {
            figure,
            said,
            margin: None,
            bounds: None,
        }
    }
}

/// A coder and where its codes go.
#[derive(Debug)]
struct Coded<'a> {
    coder: Coder<'a>,
    column: usize,
    target: Target,
}

/// The rows of a table.
pub(crate) struct Gather<'a> {
    pub(crate) dataset: &'a Dataset,
    pub(crate) options: Options,
    pub(crate) findings: Findings,
    coded: Vec<Coded<'a>>,
    ids: Vec<u32>,
    /// The codes of the row at hand.
    codes: Vec<u32>,
    /// Every row that is kept, with its figures.
    pub(crate) held: Held,
    pub(crate) margins: BTreeMap<u32, f64>,
    pub(crate) masked: BTreeMap<u32, u32>,
    pub(crate) bounds: BTreeMap<u32, Bounds>,
    pub(crate) units: Option<Vec<u32>>,
    pub(crate) dates: Option<Vec<Date>>,
    pub(crate) later: u64,
    pub(crate) revised: u64,
    pub(crate) rows_seen: u64,
    pub(crate) stamp: Option<Date>,
    pub(crate) period_marks: BTreeMap<koers_model::period::Period, u16>,
    items: bool,
}

impl<'a> Gather<'a> {
    /// `items`: whether places are positions in a list instead of lines.
    pub(crate) fn new(
        plan: &Plan,
        dataset: &'a Dataset,
        registry: &'a RegionRegistry,
        options: Options,
        periods_as: PeriodText,
        items: bool,
    ) -> Self {
        let mut coded = Vec::new();
        let mut categories = 0;
        for (column, slot) in plan.slots.iter().enumerate() {
            let target = match slot.purpose {
                Use::Region(_) => Target::Region,
                Use::Period => Target::Period,
                Use::Measure => Target::Measure,
                Use::Category => {
                    categories += 1;
                    Target::Category(categories - 1)
                }
                Use::Unit => Target::Unit,
                Use::Fixed(_) => Target::Nowhere,
                _ if slot.keep.is_some() => Target::Nowhere,
                _ => continue,
            };
            let coder = Coder::new(slot.clone(), dataset, registry, periods_as);
            coded.push(Coded {
                coder,
                column,
                target,
            });
        }
        Self {
            dataset,
            options,
            findings: Findings::default(),
            ids: vec![0; coded.len()],
            units: coded.iter().any(|c| c.target == Target::Unit).then(Vec::new),
            coded,
            codes: vec![NONE; CATEGORIES + categories],
            held: Held::new(categories),
            margins: BTreeMap::new(),
            masked: BTreeMap::new(),
            bounds: BTreeMap::new(),
            dates: plan.published.map(|_| Vec::new()),
            later: 0,
            revised: 0,
            rows_seen: 0,
            stamp: None,
            period_marks: BTreeMap::new(),
            items,
        }
    }

    /// Makes room for so many rows with so many figures each.
    pub(crate) fn reserve(&mut self, rows: usize, figures: usize) {
        self.held.reserve(rows, figures);
    }

    pub(crate) fn place_at(&self, number: u64) -> Place {
        if self.items {
            Place::Item(number)
        } else {
            Place::Line(number)
        }
    }
    pub(crate) fn place_of(&self, row: u32) -> Place {
        self.place_at(u64::from(self.held.place(row)))
    }

    fn coder(&self, target: Target) -> Option<&Coder<'a>> {
        self.coded
            .iter()
            .find(|coded| coded.target == target)
            .map(|coded| &coded.coder)
    }
    pub(crate) fn region_coder(&self) -> Option<&Coder<'a>> {
        self.coder(Target::Region)
    }
    pub(crate) fn period_coder(&self) -> Option<&Coder<'a>> {
        self.coder(Target::Period)
    }
    pub(crate) fn unit_coder(&self) -> Option<&Coder<'a>> {
        self.coder(Target::Unit)
    }
    pub(crate) fn category_coders(&self) -> Vec<&Coder<'a>> {
        (0..self.held.categories())
            .filter_map(|at| self.coder(Target::Category(at)))
            .collect()
    }
    pub(crate) fn coders(&self) -> impl Iterator<Item = &Coder<'a>> {
        self.coded.iter().map(|coded| &coded.coder)
    }

    /// The number of a period that stands in the header; `None` when its column is left out.
    pub(crate) fn period_of_column(&mut self, text: &[u8], place: Place, rows: u64) -> Option<u32> {
        let coded = self
            .coded
            .iter_mut()
            .find(|coded| coded.target == Target::Period)?;
        let id = coded.coder.id(text);
        match coded.coder.verdict(id) {
            Verdict::Use(period) => Some(period),
            Verdict::Drop => None,
            Verdict::Skip | Verdict::Bad => {
                coded.coder.count(id, place, rows);
                None
            }
        }
    }

    /// Takes in the codes of a row; `true` when the row is kept. `measure` is that of a table with one measure and no
    /// measure column, or [`NONE`]. A row that `keep` leaves out is not looked at further.
    #[inline]
    pub(crate) fn row<'r>(
        &mut self,
        number: u64,
        measure: u32,
        cell: impl Fn(usize) -> &'r [u8],
        periods_in_columns: bool,
    ) -> bool {
        self.rows_seen += 1;
        self.codes.fill(NONE);
        let codes = &mut self.codes;
        codes[MEASURE] = measure;
        let mut unit = NONE;
        let (mut skip, mut bad) = (false, false);
        for (coded, id) in self.coded.iter_mut().zip(&mut self.ids) {
            if periods_in_columns && coded.target == Target::Period {
                continue;
            }
            *id = coded.coder.id(cell(coded.column));
            match coded.coder.verdict(*id) {
                Verdict::Use(number) => match coded.target {
                    // The code itself, not the region: two codes of one region are told apart later.
                    Target::Region => codes[REGION] = *id,
                    Target::Period => codes[PERIOD] = number,
                    Target::Measure => codes[MEASURE] = number,
                    Target::Category(at) => codes[CATEGORIES + at] = *id,
                    Target::Unit => unit = *id,
                    Target::Nowhere => {}
                },
                Verdict::Drop => return false,
                Verdict::Skip => skip = true,
                Verdict::Bad => bad = true,
            }
        }
        if skip || bad {
            self.lose_row(number, skip, periods_in_columns);
            return false;
        }
        let place = u32::try_from(number).unwrap_or(u32::MAX);
        self.held.push_row(place, &self.codes);
        if let Some(units) = &mut self.units {
            units.push(unit);
        }
        true
    }

    /// Counts a row that is left out by its period, or spoiled by a code.
    #[cold]
    fn lose_row(&mut self, number: u64, skip: bool, periods_in_columns: bool) {
        let place = self.place_at(number);
        let wanted = if skip { Verdict::Skip } else { Verdict::Bad };
        for (coded, &id) in self.coded.iter_mut().zip(&self.ids) {
            if periods_in_columns && coded.target == Target::Period {
                continue;
            }
            if coded.coder.verdict(id) == wanted {
                coded.coder.count(id, place, 1);
            }
        }
    }

    /// Takes the last row out again.
    pub(crate) fn drop_row(&mut self) {
        self.held.pop_row();
        if let Some(units) = &mut self.units {
            units.pop();
        }
    }

    /// Adds a figure to the last row that was kept. `extra` is the measure or period that the row itself does not say.
    #[inline]
    pub(crate) fn figure(&mut self, extra: u32, read: Read) {
        let at = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        let (value, kind) = match read.figure {
            Figure::Value(value) => (value, crate::cube::VALUE),
            Figure::Missing(reason) => (f64::NAN, reason as u8),
            Figure::Masked(mask) => {
                self.masked.insert(at, mask);
                (f64::NAN, Missing::Suppressed as u8)
            }
        };
        if let Some(margin) = read.margin {
            self.margins.insert(at, margin);
        }
        if let Some(bounds) = read.bounds {
            self.bounds.insert(at, bounds);
        }
        self.revised += u64::from(read.said.revised);
        self.held.push_cell(value, kind, read.said.marks.bits(), extra);
    }

    pub(crate) fn error(&mut self, error: ReadError) {
        self.findings.error(error);
    }

    /// The mask of the catalogue that a text is, if any.
    #[inline]
    pub(crate) fn mask(&self, text: &[u8]) -> Option<u32> {
        if self.dataset.masks.is_empty() {
            return None;
        }
        let found = self
            .dataset
            .masks
            .iter()
            .position(|mask| mask.text.trim().as_bytes() == text);
        found.and_then(|at| u32::try_from(at).ok())
    }

    /// Changes a reason everywhere; gives how often, and the first place.
    pub(crate) fn change_reason(&mut self, from: Missing, to: Missing) -> (u64, Option<Place>) {
        let (count, first) = self.held.change_kind(from as u8, to as u8);
        (count, first.map(|row| self.place_of(row)))
    }
}
