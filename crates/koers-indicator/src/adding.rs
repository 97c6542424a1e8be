//! Adds up figures of a table: codes first, then the parts of regions.

use crate::grid::{Grid, Row, Sum};
use koers_table::plane::Plane;
use std::ops::Range;

/// The figures of one region for periods that follow each other: where they go, and what adds up to them.
pub(crate) struct Spot<'l> {
    pub(crate) out: usize,
    pub(crate) from: Range<usize>,
    pub(crate) rows: RowList<'l>,
}

/// All figures of a plane.
pub(crate) fn plane_figures<'p>(plane: &Plane<'p>) -> Row<'p> {
    Row {
        values: plane.values(),
        kinds: plane.kinds(),
        marks: plane.marks(),
    }
}

/// Adds figures of the table's rows and periods, region by region.
pub(crate) fn add_regions(sum: &mut Sum, figures: Row<'_>, periods: usize, spots: &[Spot<'_>]) {
    for spot in spots {
        let rows = spot.rows.iter().as_slice();
        sum.terms(spot.out, spot.from.len(), rows.len());
        for &row in rows {
            let start = row as usize * periods;
            // A part without a row in the table lies beyond the end of every column.
            match figures.part(start + spot.from.start..start + spot.from.end) {
                Some(figures) => sum.add(spot.out, figures),
                None => sum.add_absent(spot.out, spot.from.len()),
            }
        }
    }
}

/// The rows that add up to a region.
pub(crate) enum RowList<'l> {
    One([u32; 1]),
    Parts(&'l [u32]),
}

impl RowList<'_> {
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, u32> {
        match self {
            Self::One(row) => row.iter(),
            Self::Parts(rows) => rows.iter(),
        }
    }
}

/// Adds up planes, for the rows of the table that are needed.
pub(crate) fn sum_of_planes(planes: &[Plane<'_>], spots: &[Spot<'_>]) -> Grid {
    let (regions, periods) = planes
        .first()
        .map_or((0, 0), |plane| (plane.regions(), plane.periods()));
    let mut needed = vec![false; regions];
    for row in spots.iter().flat_map(|spot| spot.rows.iter()) {
        if let Some(needed) = needed.get_mut(*row as usize) {
            *needed = true;
        }
    }
    let mut sum = Sum::new(regions * periods);
    let mut row = 0;
    for rows in needed.chunk_by(|a, b| a == b) {
        let cells = row * periods..(row + rows.len()) * periods;
        row += rows.len();
        if rows.first() != Some(&true) {
            continue;
        }
        sum.terms(cells.start, cells.len(), planes.len());
        for plane in planes {
            match plane_figures(plane).part(cells.clone()) {
                Some(figures) => sum.add(cells.start, figures),
                None => sum.add_absent(cells.start, cells.len()),
            }
        }
    }
    sum.into_grid()
}
