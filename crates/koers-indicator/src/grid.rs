//! Figures of a step of a computation, for all regions and periods asked for: columns, not cells.

use koers_model::period::Period;
use koers_model::reading::Trace;
use koers_model::region::RegionCode;
use koers_model::value::{Bounds, Cell, Content, Marks, Missing, Number};
use koers_table::cube::VALUE;
use std::collections::BTreeMap;

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

/// Adds up rows of figures, period by period.
#[derive(Debug, Default)]
pub(crate) struct Sum {
    values: Vec<f64>,
    kinds: Vec<u8>,
    any: Vec<u16>,
    all: Vec<u16>,
    terms: usize,
}

/// A row of figures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'r> {
    pub(crate) values: &'r [f64],
    pub(crate) kinds: &'r [u8],
    pub(crate) marks: &'r [u16],
}

impl Sum {
    /// Begins anew, for this many periods.
    pub(crate) fn start(&mut self, periods: usize) {
        self.terms = 0;
        self.values.clear();
        self.values.resize(periods, 0.0);
        self.kinds.clear();
        self.kinds.resize(periods, u8::MAX);
        self.any.clear();
        self.any.resize(periods, 0);
        self.all.clear();
        self.all.resize(periods, u16::MAX);
    }

    /// Adds a row.
    pub(crate) fn add(&mut self, row: Row<'_>) {
        self.terms += 1;
        for (sum, value) in self.values.iter_mut().zip(row.values) {
            *sum += value;
        }
        for (first, kind) in self.kinds.iter_mut().zip(row.kinds) {
            *first = (*first).min(kind.wrapping_sub(1));
        }
        for ((any, all), marks) in self.any.iter_mut().zip(&mut self.all).zip(row.marks) {
            *any |= marks;
            *all &= marks;
        }
    }

    /// Adds a row that the table does not have.
    pub(crate) fn add_absent(&mut self) {
        self.terms += 1;
        for (first, all) in self.kinds.iter_mut().zip(&mut self.all) {
            *first = (*first).min(Missing::Absent as u8 - 1);
            *all = 0;
        }
    }

    /// Adds another sum as one term.
    pub(crate) fn add_sum(&mut self, other: &Self) {
        self.terms += 1;
        for (sum, value) in self.values.iter_mut().zip(&other.values) {
            *sum += value;
        }
        for at in 0..self.kinds.len().min(other.kinds.len()) {
            let marks = other.marks(at);
            self.kinds[at] = self.kinds[at].min(other.kind(at).wrapping_sub(1));
            self.any[at] |= marks;
            self.all[at] &= marks;
        }
    }

    /// Kind of the sum at a period. A sum without terms is absent.
    pub(crate) fn kind(&self, at: usize) -> u8 {
        if self.terms == 0 {
            Missing::Absent as u8
        } else {
            self.kinds[at].wrapping_add(1)
        }
    }

    /// Marks of the sum at a period.
    pub(crate) fn marks(&self, at: usize) -> u16 {
        match self.terms {
            0 | 1 => self.any[at],
            _ => (self.any[at] & !(ALL_NEEDED | LOST)) | (self.all[at] & ALL_NEEDED),
        }
    }

    /// The number at a period; means something only where the kind says that there is one.
    pub(crate) fn value(&self, at: usize) -> f64 {
        self.values[at]
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
        let mut sum = Sum::default();
        sum.start(1);
        assert_eq!(sum.kind(0), Missing::Absent as u8);
        sum.add(Row {
            values: &[0.0],
            kinds: &[VALUE],
            marks: &[Marks::NIL.bits() | LOST],
        });
        assert_eq!((sum.kind(0), sum.marks(0)), (VALUE, Marks::NIL.bits() | LOST));
        sum.add_absent();
        assert_eq!((sum.kind(0), sum.marks(0)), (Missing::Absent as u8, 0));
    }
}
