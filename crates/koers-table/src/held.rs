//! The rows and figures of a table while it is read, in as few bytes as they need: a table of millions of rows is held whole until its axes are known.

use crate::gather::NONE;

/// A list of numbers, each in as many bytes as the greatest of them takes. [`NONE`] is kept as itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Codes {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::One(Vec::new())
    }
}

impl Codes {
    #[inline]
    pub(crate) fn get(&self, at: usize) -> Option<u32> {
        match self {
            Self::One(list) => list.get(at).map(|&code| match code {
                u8::MAX => NONE,
                code => u32::from(code),
            }),
            Self::Two(list) => list.get(at).map(|&code| match code {
                u16::MAX => NONE,
                code => u32::from(code),
            }),
            Self::Four(list) => list.get(at).copied(),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, code: u32) {
        match self {
            Self::One(list) => match u8::try_from(code) {
                Ok(short) if short != u8::MAX => return list.push(short),
                _ if code == NONE => return list.push(u8::MAX),
                _ => {}
            },
            Self::Two(list) => match u16::try_from(code) {
                Ok(short) if short != u16::MAX => return list.push(short),
                _ if code == NONE => return list.push(u16::MAX),
                _ => {}
            },
            Self::Four(list) => return list.push(code),
        }
        self.widen();
        self.push(code);
    }

    pub(crate) fn pop(&mut self) {
        match self {
            Self::One(list) => drop(list.pop()),
            Self::Two(list) => drop(list.pop()),
            Self::Four(list) => drop(list.pop()),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        (0..).map_while(|at| self.get(at))
    }

    fn reserve(&mut self, more: usize) {
        match self {
            Self::One(list) => list.reserve_exact(more),
            Self::Two(list) => list.reserve_exact(more),
            Self::Four(list) => list.reserve_exact(more),
        }
    }

    /// The same numbers in twice as many bytes, with the room that was asked for.
    #[cold]
    fn widen(&mut self) {
        *self = match std::mem::take(self) {
            Self::One(list) => {
                let mut wide = Vec::with_capacity(list.capacity());
                wide.extend(list.into_iter().map(|code| match code {
                    u8::MAX => u16::MAX,
                    code => u16::from(code),
                }));
                Self::Two(wide)
            }
            Self::Two(list) => {
                let mut wide = Vec::with_capacity(list.capacity());
                wide.extend(list.into_iter().map(|code| match code {
                    u16::MAX => NONE,
                    code => u32::from(code),
                }));
                Self::Four(wide)
            }
            four @ Self::Four(_) => four,
        };
    }
}

/// A figure that is held.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CellRow {
    pub(crate) value: f64,
    pub(crate) row: u32,
    /// The measure of a wide table, the period of a table with periods in columns.
    pub(crate) extra: u32,
    pub(crate) marks: u16,
    pub(crate) kind: u8,
}

/// Rows, and the figures in them.
#[derive(Debug)]
pub(crate) struct Held {
    places: Vec<u32>,
    /// Region, period, measure, categories…
    codes: Vec<Codes>,
    values: Vec<f64>,
    kinds: Vec<u8>,
    marks: Codes,
    extra: Codes,
    /// The row of every figure; `None` while each row has one.
    rows: Option<Vec<u32>>,
}

/// Where the codes of a row stand.
pub(crate) const REGION: usize = 0;
pub(crate) const PERIOD: usize = 1;
pub(crate) const MEASURE: usize = 2;
/// The first of the categories.
pub(crate) const CATEGORIES: usize = 3;

impl Held {
    pub(crate) fn new(categories: usize) -> Self {
        Self {
            places: Vec::new(),
            codes: vec![Codes::default(); CATEGORIES + categories],
            values: Vec::new(),
            kinds: Vec::new(),
            marks: Codes::default(),
            extra: Codes::default(),
            rows: None,
        }
    }

    /// Makes room for so many rows with so many figures each.
    pub(crate) fn reserve(&mut self, rows: usize, figures: usize) {
        self.places.reserve_exact(rows);
        self.codes.iter_mut().for_each(|codes| codes.reserve(rows));
        let cells = rows.saturating_mul(figures);
        self.values.reserve_exact(cells);
        self.kinds.reserve_exact(cells);
        self.marks.reserve(cells);
        self.extra.reserve(cells);
    }

    /// How many columns of categories there are.
    pub(crate) fn categories(&self) -> usize {
        self.codes.len() - CATEGORIES
    }

    /// How many figures there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// Adds a row; `codes` in the order of the columns.
    #[inline]
    pub(crate) fn push_row(&mut self, place: u32, codes: &[u32]) {
        self.places.push(place);
        for (list, &code) in self.codes.iter_mut().zip(codes) {
            list.push(code);
        }
    }

    /// Takes the last row out again.
    pub(crate) fn pop_row(&mut self) {
        self.places.pop();
        self.codes.iter_mut().for_each(Codes::pop);
    }

    /// Adds a figure to the last row.
    #[inline]
    pub(crate) fn push_cell(&mut self, value: f64, kind: u8, marks: u16, extra: u32) {
        let row = self.places.len().saturating_sub(1);
        let number = |at: usize| u32::try_from(at).unwrap_or(NONE);
        match &mut self.rows {
            Some(rows) => rows.push(number(row)),
            None if row == self.values.len() => {}
            None => {
                let mut rows: Vec<u32> = (0..number(self.values.len())).collect();
                rows.push(number(row));
                self.rows = Some(rows);
            }
        }
        self.values.push(value);
        self.kinds.push(kind);
        self.marks.push(u32::from(marks));
        self.extra.push(extra);
    }

    /// A figure by its number.
    #[inline]
    pub(crate) fn cell(&self, at: u32) -> Option<CellRow> {
        let index = at as usize;
        Some(CellRow {
            value: *self.values.get(index)?,
            row: match &self.rows {
                Some(rows) => *rows.get(index)?,
                None => at,
            },
            extra: self.extra.get(index)?,
            marks: u16::try_from(self.marks.get(index)?).ok()?,
            kind: *self.kinds.get(index)?,
        })
    }

    /// All figures, in the order in which they came.
    pub(crate) fn cells(&self) -> impl Iterator<Item = CellRow> + '_ {
        (0..).map_while(|at| self.cell(at))
    }

    /// Where a row stands in its file.
    #[inline]
    pub(crate) fn place(&self, row: u32) -> u32 {
        self.places.get(row as usize).copied().unwrap_or(0)
    }

    /// The code of a row in a column.
    #[inline]
    pub(crate) fn code(&self, row: u32, column: usize) -> u32 {
        let codes = self.codes.get(column);
        codes.and_then(|codes| codes.get(row as usize)).unwrap_or(NONE)
    }

    /// The codes of all rows in a column.
    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = u32> + '_ {
        self.codes.get(column).into_iter().flat_map(Codes::iter)
    }

    /// Changes the kind of figures; gives how many, and the row of the first.
    pub(crate) fn change_kind(&mut self, from: u8, to: u8) -> (u64, Option<u32>) {
        let mut count = 0;
        let mut first = None;
        for (at, kind) in (0..).zip(&mut self.kinds) {
            if *kind == from {
                *kind = to;
                count += 1;
                first.get_or_insert(at);
            }
        }
        let row = first.and_then(|at: u32| self.cell(at)).map(|cell| cell.row);
        (count, row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_as_they_went_in_whatever_their_width() {
        let ladder = [
            0,
            1,
            254,
            NONE,
            255,
            256,
            65_534,
            NONE,
            65_535,
            65_536,
            4_294_967_294,
            NONE,
            0,
        ];
        for start in 0..ladder.len() {
            let wanted = &ladder[start..];
            let mut codes = Codes::default();
            wanted.iter().for_each(|&code| codes.push(code));
            assert_eq!(codes.iter().collect::<Vec<_>>(), wanted);
            codes.pop();
            assert_eq!(codes.iter().collect::<Vec<_>>(), wanted[..wanted.len() - 1]);
        }
    }

    #[test]
    fn a_figure_knows_its_row_with_one_two_or_none_in_a_row() {
        let mut held = Held::new(1);
        for (place, figures) in [(10, 1), (11, 1), (12, 0), (13, 2), (14, 1)] {
            held.push_row(place, &[place, 1, 2, 3]);
            for extra in 0..figures {
                held.push_cell(f64::from(place), 1, 0, extra);
            }
        }
        held.push_row(99, &[1, 2, 3, 4]);
        held.pop_row();
        let found: Vec<(u32, u32)> = held
            .cells()
            .map(|cell| (held.place(cell.row), cell.extra))
            .collect();
        assert_eq!(found, [(10, 0), (11, 0), (13, 0), (13, 1), (14, 0)]);
        assert!(
            held.cells()
                .all(|cell| f64::from(held.code(cell.row, REGION)) == cell.value)
        );
        assert_eq!(held.code(4, CATEGORIES), 3);
        assert_eq!(held.code(5, CATEGORIES), NONE);
        assert_eq!(held.change_kind(1, 7), (5, Some(0)));
        assert_eq!(held.change_kind(1, 7), (0, None));
    }
}
