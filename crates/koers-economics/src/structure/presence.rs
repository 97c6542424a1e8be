//! Which region has which activity, in bits.

use crate::{Fault, PartialMatrix, check};

const BITS: usize = u64::BITS as usize;

/// A table of yes and no, kept twice: by region and by activity, 64 cells to a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    rows: usize,
    columns: usize,
    by_row: Vec<u64>,
    by_column: Vec<u64>,
}

impl Presence {
    /// From yes and no, row after row.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::Size`].
    pub fn new(rows: usize, columns: usize, present: &[bool]) -> Result<Self, Fault> {
        let input = "presence";
        if rows == 0 || columns == 0 {
            return Err(Fault::Empty { input });
        }
        check::size(input, "values", rows.saturating_mul(columns), present.len())?;
        let (wide, high) = (columns.div_ceil(BITS), rows.div_ceil(BITS));
        let (mut by_row, mut by_column) = (vec![0; rows * wide], vec![0; columns * high]);
        for (at, _) in present.iter().enumerate().filter(|(_, here)| **here) {
            let (row, column) = (at / columns, at % columns);
            by_row[row * wide + column / BITS] |= 1 << (column % BITS);
            by_column[column * high + row / BITS] |= 1 << (row % BITS);
        }
        Ok(Self {
            rows,
            columns,
            by_row,
            by_column,
        })
    }

    /// A region has an activity when its quotient reaches `threshold`, mostly 1. What has no quotient is absent.
    ///
    /// # Errors
    /// [`Fault::Setting`] for a threshold that is not more than nought.
    pub fn from_quotients(quotients: &PartialMatrix, threshold: f64) -> Result<Self, Fault> {
        if !(threshold > 0.0 && threshold.is_finite()) {
            return Err(Fault::Setting {
                name: "threshold",
                value: threshold,
                needs: "more than 0 is needed",
            });
        }
        let present: Vec<bool> = quotients
            .iter_rows()
            .flatten()
            .map(|lq| lq.is_some_and(|lq| lq >= threshold))
            .collect();
        Self::new(quotients.rows(), quotients.columns(), &present)
    }

    /// How many regions.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many activities.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Whether a region has an activity. Outside the table nothing is there.
    #[must_use]
    pub fn has(&self, row: usize, column: usize) -> bool {
        row < self.rows
            && column < self.columns
            && self.row_bits(row)[column / BITS] >> (column % BITS) & 1 == 1
    }

    /// The number of activities of each region.
    #[must_use]
    pub fn diversity(&self) -> Vec<usize> {
        (0..self.rows).map(|row| count(self.row_bits(row))).collect()
    }

    /// The number of regions of each activity.
    #[must_use]
    pub fn ubiquity(&self) -> Vec<usize> {
        (0..self.columns)
            .map(|column| count(self.column_bits(column)))
            .collect()
    }

    /// The activities of a region, in order.
    pub(super) fn activities(&self, row: usize) -> Vec<usize> {
        ones(self.row_bits(row))
    }

    /// The regions of an activity, in order.
    pub(super) fn regions(&self, column: usize) -> Vec<usize> {
        ones(self.column_bits(column))
    }

    /// How many regions have both activities.
    pub(super) fn shared(&self, one: usize, other: usize) -> usize {
        let pairs = self.column_bits(one).iter().zip(self.column_bits(other));
        pairs.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    fn row_bits(&self, row: usize) -> &[u64] {
        let wide = self.columns.div_ceil(BITS);
        &self.by_row[row * wide..(row + 1) * wide]
    }

    fn column_bits(&self, column: usize) -> &[u64] {
        let high = self.rows.div_ceil(BITS);
        &self.by_column[column * high..(column + 1) * high]
    }

    /// Refuses a network in parts. Regions without activities are in no part.
    pub(super) fn connected(&self) -> Result<(), Fault> {
        let lists: Vec<Vec<usize>> = (0..self.rows).map(|row| self.activities(row)).collect();
        let mut part: Vec<Option<usize>> = vec![None; self.rows];
        let mut seen = vec![false; self.columns];
        let mut firsts = Vec::new();
        for start in 0..self.rows {
            if part[start].is_some() || lists[start].is_empty() {
                continue;
            }
            let mut open = vec![start];
            part[start] = Some(firsts.len());
            while let Some(row) = open.pop() {
                for &column in &lists[row] {
                    if std::mem::replace(&mut seen[column], true) {
                        continue;
                    }
                    for other in self.regions(column) {
                        if part[other].is_none() {
                            part[other] = Some(firsts.len());
                            open.push(other);
                        }
                    }
                }
            }
            firsts.push(start);
        }
        match firsts[..] {
            [other, row, ..] => Err(Fault::Disconnected {
                parts: firsts.len(),
                row,
                other,
            }),
            _ => Ok(()),
        }
    }
}

fn count(bits: &[u64]) -> usize {
    bits.iter().map(|word| word.count_ones() as usize).sum()
}

fn ones(bits: &[u64]) -> Vec<usize> {
    let mut found = Vec::with_capacity(count(bits));
    for (at, &word) in bits.iter().enumerate() {
        let mut word = word;
        while word != 0 {
            found.push(at * BITS + word.trailing_zeros() as usize);
            word &= word - 1;
        }
    }
    found
}
