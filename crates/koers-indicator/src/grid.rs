//! Figures of a step of a computation, for all regions and periods asked for: columns, not cells.

use koers_model::period::Period;
use koers_model::reading::Trace;
use koers_model::region::RegionCode;
use koers_model::value::{Bounds, Cell, Content, Marks, Missing, Number, rounded};
use koers_table::cube::VALUE;
use std::collections::BTreeMap;
use std::ops::Range;

/// Marks of a figure that only hold for a result when all that went in have them.
const ALL_NEEDED: u16 = Marks::DEFINITE.bits() | Marks::NIL.bits();
/// Marks of a figure that say nothing of a result with several inputs.
const LOST: u16 = Marks::BELOW_HALF_UNIT.bits();

/// For which regions and periods a step is computed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame<'f> {
    pub(crate) regions: &'f [RegionCode],
    pub(crate) periods: &'f [Period],
}

impl Frame<'_> {
    pub(crate) fn cells(&self) -> usize {
        self.regions.len() * self.periods.len()
    }
    /// Region and period of a cell.
    pub(crate) fn at(&self, cell: usize) -> (&RegionCode, Period) {
        let periods = self.periods.len();
        (&self.regions[cell / periods], self.periods[cell % periods])
    }
}

/// Figures of one step: regions × periods, period fastest.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    pub(crate) values: Vec<f64>,
    pub(crate) kinds: Vec<u8>,
    pub(crate) marks: Vec<u16>,
    pub(crate) bounds: BTreeMap<usize, Bounds>,
    pub(crate) margins: BTreeMap<usize, Number>,
    /// How each figure came about; empty when nobody asked.
    pub(crate) traces: Vec<Trace>,
}

impl Grid {
    /// Cells without figures yet.
    pub(crate) fn absent(cells: usize) -> Self {
        Self {
            values: vec![f64::NAN; cells],
            kinds: vec![Missing::Absent as u8; cells],
            marks: vec![0; cells],
            ..Self::default()
        }
    }

    /// The figure at a position.
    pub(crate) fn cell(&self, at: usize) -> Cell {
        let kind = self.kinds.get(at).copied().unwrap_or(Missing::Absent as u8);
        let value = self.values.get(at).and_then(|&value| Number::new(value));
        let content = match value {
            Some(number) if kind == VALUE => Content::Value(number),
            _ => Content::Missing {
                reason: Missing::from_code(kind).unwrap_or(Missing::Undefined),
                bounds: self.bounds.get(&at).copied(),
            },
        };
        Cell {
            content,
            marks: Marks::from_bits(self.marks.get(at).copied().unwrap_or(0)),
            margin: self.margins.get(&at).copied(),
        }
    }

    /// Where a computation gave no finite number, its result is undefined.
    pub(crate) fn settle(&mut self) {
        for (value, kind) in self.values.iter_mut().zip(&mut self.kinds) {
            if *kind == VALUE && !value.is_finite() {
                *kind = Missing::Undefined as u8;
            }
            if *kind != VALUE {
                *value = f64::NAN;
            }
        }
    }

    /// Rounds every figure to [`SIGNIFICANT`] digits. Binary sums of decimals leave dust in the last bits: 17.9 + 14.2 + 13.0 is
    /// 45.099999999999994, and a target of 45.1 that was reached would seem missed. No publisher gives as many digits.
    pub(crate) fn round(&mut self) {
        for value in &mut self.values {
            *value = rounded(*value);
        }
    }

    /// Multiplies every figure, with its bounds and margin: turns one unit into another.
    pub(crate) fn scale(&mut self, factor: f64) {
        let times = |number: Number| Number::new(number.get() * factor);
        for value in &mut self.values {
            *value *= factor;
        }
        self.bounds = std::mem::take(&mut self.bounds)
            .into_iter()
            .filter_map(|(at, b)| {
                Some((
                    at,
                    Bounds {
                        low: times(b.low)?,
                        high: times(b.high)?,
                    },
                ))
            })
            .collect();
        self.margins = std::mem::take(&mut self.margins)
            .into_iter()
            .filter_map(|(at, margin)| Some((at, times(margin)?)))
            .collect();
        self.settle();
    }

    /// Combines two steps cell by cell. `left` and `right` say which cell of each goes into a cell of the result; `None`
    /// is one that is not there. Missing parts make the result missing with the reason that takes precedence; an
    /// operation without a finite answer is undefined. Bounds and margins are not carried through.
    pub(crate) fn combine(
        cells: usize,
        (a, left): (&Self, impl Fn(usize) -> Option<usize>),
        (b, right): (&Self, impl Fn(usize) -> Option<usize>),
        operation: impl Fn(f64, f64) -> f64,
    ) -> Self {
        let mut out = Self::absent(cells);
        for at in 0..cells {
            let (Some(i), Some(j)) = (left(at), right(at)) else {
                let there = left(at).map(|i| (a.kinds[i], a.marks[i]));
                let (kind, marks) = there
                    .or(right(at).map(|j| (b.kinds[j], b.marks[j])))
                    .unwrap_or((VALUE, 0));
                out.kinds[at] = first_reason(kind, Missing::Absent as u8);
                out.marks[at] = combine_marks(marks, 0);
                continue;
            };
            out.kinds[at] = first_reason(a.kinds[i], b.kinds[j]);
            out.marks[at] = combine_marks(a.marks[i], b.marks[j]);
            out.values[at] = operation(a.values[i], b.values[j]);
        }
        out.settle();
        out
    }
}

/// The reason of a result of two figures: none when both are numbers, else the one that takes precedence.
pub(crate) fn first_reason(a: u8, b: u8) -> u8 {
    // A number has code zero; one less wraps it round to the end of the order.
    a.wrapping_sub(1).min(b.wrapping_sub(1)).wrapping_add(1)
}

/// As [`Marks::combine`], on bits.
pub(crate) fn combine_marks(a: u16, b: u16) -> u16 {
    ((a | b) & !(ALL_NEEDED | LOST)) | (a & b & ALL_NEEDED)
}

/// Adds up rows of figures, cell by cell of a grid.
#[derive(Debug)]
pub(crate) struct Sum {
    values: Vec<f64>,
    /// The first reason so far, counted from zero; 255 while there is none.
    reasons: Vec<u8>,
    any: Vec<u16>,
    all: Vec<u16>,
    terms: Vec<u32>,
}

/// A row of figures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'r> {
    pub(crate) values: &'r [f64],
    pub(crate) kinds: &'r [u8],
    pub(crate) marks: &'r [u16],
}

impl<'r> Row<'r> {
    /// Some of them; `None` when they are not all there.
    pub(crate) fn part(&self, cells: Range<usize>) -> Option<Self> {
        Some(Self {
            values: self.values.get(cells.clone())?,
            kinds: self.kinds.get(cells.clone())?,
            marks: self.marks.get(cells)?,
        })
    }
}

impl Sum {
    /// A sum of nothing yet.
    pub(crate) fn new(cells: usize) -> Self {
        Self {
            values: vec![0.0; cells],
            reasons: vec![u8::MAX; cells],
            any: vec![0; cells],
            all: vec![u16::MAX; cells],
            terms: vec![0; cells],
        }
    }

    /// Says how many rows will be added to these cells.
    pub(crate) fn terms(&mut self, first: usize, cells: usize, terms: usize) {
        let terms = u32::try_from(terms).unwrap_or(u32::MAX);
        self.terms[first..first + cells].fill(terms);
    }

    /// Adds a row to the cells from `first` on.
    pub(crate) fn add(&mut self, first: usize, row: Row<'_>) {
        let cells = first..first + row.values.len();
        for (sum, value) in self.values[cells.clone()].iter_mut().zip(row.values) {
            *sum += value;
        }
        for (reason, kind) in self.reasons[cells.clone()].iter_mut().zip(row.kinds) {
            *reason = (*reason).min(kind.wrapping_sub(1));
        }
        let marks = self.any[cells.clone()].iter_mut().zip(&mut self.all[cells]);
        for ((any, all), marks) in marks.zip(row.marks) {
            *any |= marks;
            *all &= marks;
        }
    }

    /// Adds figures that the table does not have.
    pub(crate) fn add_absent(&mut self, first: usize, cells: usize) {
        for at in first..first + cells {
            self.reasons[at] = self.reasons[at].min(Missing::Absent as u8 - 1);
            self.all[at] = 0;
        }
    }

    /// Kind of the sum. A sum without terms is absent.
    fn kind(&self, at: usize) -> u8 {
        if self.terms[at] == 0 {
            Missing::Absent as u8
        } else {
            self.reasons[at].wrapping_add(1)
        }
    }

    /// Marks of the sum. A sum of one keeps its marks.
    fn marks(&self, at: usize) -> u16 {
        let several = (self.any[at] & !(ALL_NEEDED | LOST)) | (self.all[at] & ALL_NEEDED);
        if self.terms[at] > 1 { several } else { self.any[at] }
    }

    /// The sums as figures.
    pub(crate) fn into_grid(self) -> Grid {
        let cells = 0..self.values.len();
        let mut grid = Grid {
            kinds: cells.clone().map(|at| self.kind(at)).collect(),
            marks: cells.map(|at| self.marks(at)).collect(),
            values: self.values,
            ..Grid::default()
        };
        grid.settle();
        grid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_and_marks_go_as_they_do_for_cells() {
        let kinds: Vec<u8> = (0..=7).collect();
        let cell = |kind: u8| match Missing::from_code(kind) {
            Some(reason) => Cell::missing(reason),
            None => Cell::value(Number::ZERO),
        };
        for &a in &kinds {
            for &b in &kinds {
                let told = cell(a).combine(&cell(b), |x, y| Some(x + y)).missing_reason();
                assert_eq!(Missing::from_code(first_reason(a, b)), told, "{a} {b}");
            }
        }
        for a in 0..(1_u16 << 12) {
            for b in [0, 0b1000_0000_0100, 0b1100_0000_0000, 0xFFF, a] {
                let told = Marks::from_bits(a).combine(Marks::from_bits(b)).bits();
                assert_eq!(combine_marks(a, b), told, "{a:b} {b:b}");
            }
        }
    }

    #[test]
    fn a_sum_of_nothing_is_absent_and_a_sum_of_one_keeps_its_marks() {
        let zero = Row {
            values: &[0.0],
            kinds: &[VALUE],
            marks: &[Marks::NIL.bits() | LOST],
        };
        let mut sum = Sum::new(2);
        sum.terms(1, 1, 1);
        sum.add(1, zero);
        let grid = sum.into_grid();
        assert_eq!(grid.kinds, [Missing::Absent as u8, VALUE]);
        assert_eq!(grid.marks, [0, Marks::NIL.bits() | LOST]);
        let mut sum = Sum::new(1);
        sum.terms(0, 1, 2);
        sum.add(0, zero);
        sum.add_absent(0, 1);
        let grid = sum.into_grid();
        assert_eq!((grid.kinds[0], grid.marks[0]), (Missing::Absent as u8, 0));
    }
}
