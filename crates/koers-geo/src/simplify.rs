//! Takes corners away where the eye does not miss them, and never what holds the map together.
//!
//! The corner that changes an area least goes first: M. Visvalingam and J.D. Whyatt, *Line generalisation by repeated elimination of points*,
//! The Cartographic Journal 30 (1993), 46–51. Corners where more than two lines meet stay. A corner that two regions share goes from both at
//! once, so no gap opens between them. It stays when another corner lies in the triangle that would be cut off, or when the new line is
//! there already: so no line ever comes to cross or to cover another. All in whole numbers, so nothing is lost in rounding.

use crate::mesh::{Mesh, MeshRing};
use koers_model::outline::Corner;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Side of a cell of the index, in units.
const CELL: i32 = 256;

/// When to stop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Until {
    /// Corners that cut off twice this area or less always go.
    pub(crate) unseen: i64,
    /// More corners go until so many are left.
    pub(crate) most_corners: usize,
}

/// Takes corners away. Gives how many are left.
pub(crate) fn simplify(mesh: &mut Mesh, until: Until) -> usize {
    let mut work = Work::new(mesh);
    work.run(until);
    let Work { alive, left, .. } = work;
    for ring in &mut mesh.rings {
        ring.corners.retain(|at| is(&alive, *at));
    }
    left
}

fn is(flags: &[bool], at: u32) -> bool {
    flags.get(at as usize).copied().unwrap_or(false)
}

struct Work<'m> {
    corners: &'m [Corner],
    /// The corners that a line joins to each corner.
    joined: Vec<Vec<u32>>,
    alive: Vec<bool>,
    left: usize,
    index: Index,
}

impl<'m> Work<'m> {
    fn new(mesh: &'m Mesh) -> Self {
        let mut joined: Vec<Vec<u32>> = vec![Vec::new(); mesh.corners.len()];
        let mut join = |from: u32, to: u32| {
            if let Some(ends) = joined.get_mut(from as usize)
                && !ends.contains(&to)
            {
                ends.push(to);
            }
        };
        for (from, to) in mesh.rings.iter().flat_map(MeshRing::edges) {
            join(from, to);
            join(to, from);
        }
        let alive: Vec<bool> = joined.iter().map(|ends| !ends.is_empty()).collect();
        let left = alive.iter().filter(|alive| **alive).count();
        let index = Index::of(&mesh.corners, &alive);
        Self {
            corners: &mesh.corners,
            joined,
            alive,
            left,
            index,
        }
    }

    fn corner(&self, at: u32) -> Corner {
        self.corners
            .get(at as usize)
            .copied()
            .unwrap_or(Corner { x: 0, y: 0 })
    }

    /// The two neighbours of a corner where no more than one line passes.
    fn neighbours(&self, at: u32) -> Option<(u32, u32)> {
        match self.joined.get(at as usize)?.as_slice() {
            [a, b] => Some((*a, *b)),
            _ => None,
        }
    }

    /// Twice the area that goes with a corner.
    fn cut(&self, at: u32) -> Option<i64> {
        let (a, b) = self.neighbours(at)?;
        Some(turn(self.corner(a), self.corner(at), self.corner(b)).abs())
    }

    fn run(&mut self, until: Until) {
        // The area by which a corner was put in the queue tells whether it still holds.
        let mut queued: Vec<i64> = vec![-1; self.corners.len()];
        let mut queue = BinaryHeap::new();
        let all = u32::try_from(self.corners.len()).unwrap_or(u32::MAX);
        for at in (0..all).filter(|at| is(&self.alive, *at)) {
            if let (Some(cut), Some(slot)) = (self.cut(at), queued.get_mut(at as usize)) {
                *slot = cut;
                queue.push(Reverse((cut, at)));
            }
        }
        while let Some(Reverse((cut, at))) = queue.pop() {
            if cut > until.unseen && self.left <= until.most_corners {
                break;
            }
            if !is(&self.alive, at) || queued.get(at as usize) != Some(&cut) {
                continue;
            }
            let Some((a, b)) = self.neighbours(at) else {
                continue;
            };
            if !self.may_go(at, a, b) {
                continue;
            }
            self.remove(at, a, b);
            for end in [a, b] {
                // Never less than what has gone: the corners of a line go in the order in which they matter.
                let Some(again) = self.cut(end).map(|again| again.max(cut)) else {
                    continue;
                };
                if let Some(slot) = queued.get_mut(end as usize) {
                    *slot = again;
                    queue.push(Reverse((again, end)));
                }
            }
        }
    }

    /// Whether the map stays whole when the line goes from `a` straight to `b`.
    fn may_go(&self, at: u32, a: u32, b: u32) -> bool {
        let ends = |at: u32| self.joined.get(at as usize).map_or(&[][..], Vec::as_slice);
        if a == b || ends(a).contains(&b) {
            return false;
        }
        let (from, over, to) = (self.corner(a), self.corner(at), self.corner(b));
        // A triangle that is left over must have an area.
        let flat =
            |third: u32| third != at && ends(b).contains(&third) && turn(from, to, self.corner(third)) == 0;
        if ends(a).iter().any(|third| flat(*third)) {
            return false;
        }
        self.index.near(from, over, to).all(|other| {
            other == at
                || other == a
                || other == b
                || !is(&self.alive, other)
                || !covers(from, over, to, self.corner(other))
        })
    }

    fn remove(&mut self, at: u32, a: u32, b: u32) {
        for (end, other) in [(a, b), (b, a)] {
            if let Some(ends) = self.joined.get_mut(end as usize) {
                for slot in ends.iter_mut().filter(|slot| **slot == at) {
                    *slot = other;
                }
            }
        }
        if let Some(ends) = self.joined.get_mut(at as usize) {
            ends.clear();
        }
        if let Some(slot) = self.alive.get_mut(at as usize) {
            *slot = false;
        }
        self.left -= 1;
    }
}

/// Twice the area of a triangle, with a sign for the way it turns.
fn turn(a: Corner, b: Corner, c: Corner) -> i64 {
    let step = |from: Corner, to: Corner| (i64::from(to.x - from.x), i64::from(to.y - from.y));
    let ((ux, uy), (vx, vy)) = (step(a, b), step(a, c));
    ux * vy - uy * vx
}

/// Whether a place lies in a triangle or on its edge.
fn covers(a: Corner, b: Corner, c: Corner, place: Corner) -> bool {
    let turns = [turn(a, b, place), turn(b, c, place), turn(c, a, place)];
    let box_holds = |low: i32, high: i32, at: i32| (low..=high).contains(&at);
    let within = box_holds(a.x.min(b.x).min(c.x), a.x.max(b.x).max(c.x), place.x)
        && box_holds(a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y), place.y);
    // Three zeros: everything lies on one line, and the box decides.
    within && (turns.iter().all(|turn| *turn >= 0) || turns.iter().all(|turn| *turn <= 0))
}

/// Corners by the cell that they lie in.
struct Index {
    across: i32,
    down: i32,
    cells: Vec<Vec<u32>>,
}

impl Index {
    fn of(corners: &[Corner], alive: &[bool]) -> Self {
        let most = |side: fn(&Corner) -> i32| corners.iter().map(side).max().unwrap_or(0) / CELL + 1;
        let (across, down) = (most(|corner| corner.x), most(|corner| corner.y));
        let size = usize::try_from(i64::from(across) * i64::from(down)).unwrap_or(0);
        let mut index = Self {
            across,
            down,
            cells: vec![Vec::new(); size],
        };
        for (at, corner) in corners.iter().enumerate() {
            if alive.get(at) == Some(&true)
                && let Some(cell) = index.cell(corner.x / CELL, corner.y / CELL)
                && let Some(cell) = index.cells.get_mut(cell)
            {
                cell.push(u32::try_from(at).unwrap_or(u32::MAX));
            }
        }
        index
    }

    fn cell(&self, column: i32, row: i32) -> Option<usize> {
        let inside = (0..self.across).contains(&column) && (0..self.down).contains(&row);
        inside.then(|| usize::try_from(i64::from(row) * i64::from(self.across) + i64::from(column)).ok())?
    }

    /// The corners in the cells that a triangle may touch.
    fn near(&self, a: Corner, b: Corner, c: Corner) -> impl Iterator<Item = u32> + '_ {
        let span = |a: i32, b: i32, c: i32| a.min(b).min(c) / CELL..=a.max(b).max(c) / CELL;
        let columns = span(a.x, b.x, c.x);
        span(a.y, b.y, c.y)
            .flat_map(move |row| columns.clone().map(move |column| (column, row)))
            .filter_map(|(column, row)| self.cells.get(self.cell(column, row)?))
            .flatten()
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corner(x: i32, y: i32) -> Corner {
        Corner { x, y }
    }

    #[test]
    fn a_triangle_covers_its_edge() {
        let (a, b, c) = (corner(0, 0), corner(10, 0), corner(0, 10));
        for (place, inside) in [
            (corner(2, 2), true),
            (corner(5, 5), true),
            (corner(0, 10), true),
            (corner(6, 5), false),
            (corner(-1, 0), false),
        ] {
            assert_eq!(covers(a, b, c, place), inside, "{place:?}");
            assert_eq!(covers(c, b, a, place), inside, "{place:?}");
        }
        let line = (corner(0, 0), corner(10, 10), corner(4, 4));
        assert!(covers(line.0, line.1, line.2, corner(7, 7)));
        assert!(!covers(line.0, line.1, line.2, corner(11, 11)));
    }
}
