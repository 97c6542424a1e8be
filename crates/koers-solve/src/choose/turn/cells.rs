//! Which choice is the best where, over all weights that are allowed: the room falls apart into cells, in each of which one choice is the best.
//!
//! With L(w) the most that a known choice is worth at weights w, and V(w) the most that any choice is, both are convex, L in flat pieces, and L ≤ V.
//! On the cell where one known choice makes up L, L is straight, so where V = L at all corners of a cell, V = L on all of it: nothing that is not
//! known is worth more there. At a corner where V > L a choice is found that was not known; it cuts a cell of its own out of the others. This ends
//! when every corner of every cell was looked at, or the work is used up (Benson 1998; Przybylski, Gandibleux and Ehrgott 2010).
//!
//! Corners are kept by double description (Motzkin and others 1953): the flat pieces of L and the ranges of the weights are half-spaces, and of
//! every corner is known on which of them it lies. A new piece takes away the corners below it, and puts one on every edge from such a corner to one
//! that stays.

use super::room::Room;
use std::collections::BTreeMap;

/// What lies within this part of the largest number that can come about is on the edge.
const EDGE: f64 = 1e-11;

/// What is told of a corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Not looked at yet.
    Not,
    /// Nothing is worth more there than a choice that is known: proven.
    Exact,
    /// It could not be told.
    Unclear,
}

/// Weights at which more choices are the best than elsewhere, or at an end of what is allowed.
#[derive(Clone, Debug)]
struct Corner {
    weights: Vec<f64>,
    /// What the best known choice is worth there more than the first one.
    worth: f64,
    /// The half-spaces at whose edge it lies, ascending: ends of ranges first, then choices.
    at: Vec<usize>,
    seen: Seen,
    /// How much weight moves to get there.
    moved: f64,
}

/// The room in cells, as far as choices are known.
pub(super) struct Cells {
    /// How many half-spaces are ends of ranges.
    ends: usize,
    /// In how many directions weights can move.
    directions: usize,
    corners: BTreeMap<usize, Corner>,
    next: usize,
    /// Per choice the corners of its cell.
    of: BTreeMap<usize, Vec<usize>>,
    edge: f64,
    from: Vec<f64>,
}

impl Cells {
    /// One cell: that of the first choice, over all the room. `largest` is more than any choice is worth more than the first on a criterion.
    /// Nothing when the room has more than `most` corners, or weights cannot move.
    pub(super) fn new(room: &Room, largest: f64, most: usize) -> Option<Self> {
        let ends = 2 * room.from().len();
        let free = room.free().count();
        let directions = free.checked_sub(1).filter(|directions| *directions > 0)?;
        let from: Vec<f64> = room.from().iter().map(|weight| float(*weight)).collect();
        let mut cells = Self {
            ends,
            directions,
            corners: BTreeMap::new(),
            next: 0,
            of: BTreeMap::new(),
            edge: EDGE * largest.max(1.0) * float(room.whole()),
            from,
        };
        for (weights, mut at) in room.corners(most)? {
            at.push(ends);
            cells.add(
                weights.iter().map(|weight| float(*weight)).collect(),
                0.0,
                at,
                Seen::Not,
            );
        }
        Some(cells)
    }

    pub(super) fn len(&self) -> usize {
        self.corners.len()
    }

    fn add(&mut self, weights: Vec<f64>, worth: f64, at: Vec<usize>, seen: Seen) {
        let moved = weights
            .iter()
            .zip(&self.from)
            .map(|(then, was)| (then - was).abs())
            .sum::<f64>()
            / 2.0;
        for choice in at.iter().filter_map(|at| at.checked_sub(self.ends)) {
            self.of.entry(choice).or_default().push(self.next);
        }
        self.corners.insert(
            self.next,
            Corner {
                weights,
                worth,
                at,
                seen,
                moved,
            },
        );
        self.next += 1;
    }

    /// Takes in a choice, that is worth so much more than the first on each criterion.
    pub(super) fn take(&mut self, choice: usize, ahead: &[i64]) {
        let ahead: Vec<f64> = ahead.iter().map(|gain| float(*gain)).collect();
        let over = |corner: &Corner| -> f64 {
            let worth: f64 = ahead
                .iter()
                .zip(&corner.weights)
                .map(|(gain, weight)| gain * weight)
                .sum();
            worth - corner.worth
        };
        let (mut cut, mut on) = (Vec::new(), Vec::new());
        for (name, corner) in &self.corners {
            let over = over(corner);
            if over > self.edge {
                cut.push((*name, over));
            } else if over >= -self.edge {
                on.push(*name);
            }
        }
        if cut.is_empty() {
            return;
        }
        let half_space = self.ends + choice;
        let mut made: Vec<(Vec<f64>, f64, Vec<usize>)> = Vec::new();
        for (name, above) in &cut {
            let corner = &self.corners[name];
            // At an end of the room in every direction nothing but its worth changes.
            let ends = corner.at.iter().filter(|at| **at < self.ends);
            let ends: Vec<usize> = ends.copied().collect();
            if self.is_end(corner) {
                let mut at = ends;
                at.push(half_space);
                made.push((corner.weights.clone(), corner.worth + above, at));
            }
            let mut beside: Vec<usize> = corner
                .at
                .iter()
                .filter_map(|at| at.checked_sub(self.ends))
                .flat_map(|choice| self.of[&choice].iter().copied())
                .collect();
            beside.sort_unstable();
            beside.dedup();
            for other in beside {
                let stays = &self.corners[&other];
                let below = over(stays);
                if below >= -self.edge {
                    continue;
                }
                let shared = shared(&corner.at, &stays.at);
                if !self.is_edge(*name, other, &shared) {
                    continue;
                }
                let part = above / (above - below);
                let between = |from: f64, to: f64| from + part * (to - from);
                let weights = corner.weights.iter().zip(&stays.weights);
                let weights = weights.map(|(from, to)| between(*from, *to)).collect();
                let mut at = shared;
                at.push(half_space);
                at.sort_unstable();
                made.push((weights, between(corner.worth, stays.worth), at));
            }
        }
        for (name, _) in cut {
            if let Some(corner) = self.corners.remove(&name) {
                for choice in corner.at.iter().filter_map(|at| at.checked_sub(self.ends)) {
                    if let Some(of) = self.of.get_mut(&choice) {
                        of.retain(|other| *other != name);
                    }
                }
            }
        }
        for name in on {
            if let Some(corner) = self.corners.get_mut(&name) {
                corner.at.push(half_space);
                corner.at.sort_unstable();
                self.of.entry(choice).or_default().push(name);
            }
        }
        for (weights, worth, at) in made {
            self.add(weights, worth, at, Seen::Not);
        }
    }

    /// Whether a corner lies at an end of the room in every direction.
    fn is_end(&self, corner: &Corner) -> bool {
        corner.at.iter().filter(|at| **at < self.ends).count() >= self.directions
    }

    /// Whether between two corners that lie at these edges together an edge runs: no other corner lies at all of them.
    fn is_edge(&self, one: usize, other: usize, shared: &[usize]) -> bool {
        let Some(choice) = shared.last().and_then(|last| last.checked_sub(self.ends)) else {
            return false;
        };
        shared.len() >= self.directions
            && !self.of[&choice]
                .iter()
                .filter(|name| **name != one && **name != other)
                .any(|name| contains(&self.corners[name].at, shared))
    }

    /// The next corner to look at: of the cell that lies nearest and has such a corner.
    pub(super) fn next(&self) -> Option<(usize, &[f64])> {
        let mut near: BTreeMap<usize, f64> = BTreeMap::new();
        for corner in self.corners.values() {
            for at in &corner.at {
                let nearest = near.entry(*at).or_insert(corner.moved);
                *nearest = nearest.min(corner.moved);
            }
        }
        let key = |corner: &Corner| {
            let choices = corner.at.iter().filter(|at| **at >= self.ends);
            choices.map(|at| near[at]).fold(f64::INFINITY, f64::min)
        };
        let open = self.corners.iter().filter(|(_, corner)| corner.seen == Seen::Not);
        let open = open.map(|(name, corner)| (key(corner), corner.moved, *name));
        let next = open.min_by(|one, other| {
            one.0
                .total_cmp(&other.0)
                .then(one.1.total_cmp(&other.1))
                .then(one.2.cmp(&other.2))
        })?;
        Some((next.2, &self.corners[&next.2].weights))
    }

    /// Tells what is seen at a corner, when it is still there.
    pub(super) fn see(&mut self, name: usize, seen: Seen) {
        if let Some(corner) = self.corners.get_mut(&name) {
            corner.seen = seen;
        }
    }

    /// The choices in whose cell something else may be worth more.
    pub(super) fn open(&self) -> Vec<usize> {
        let open = |corners: &Vec<usize>| corners.iter().any(|name| self.corners[name].seen != Seen::Exact);
        let cells = self.of.iter().filter(|(_, corners)| open(corners));
        cells.map(|(choice, _)| *choice).collect()
    }
}

fn shared(one: &[usize], other: &[usize]) -> Vec<usize> {
    one.iter()
        .filter(|at| other.binary_search(at).is_ok())
        .copied()
        .collect()
}

fn contains(all: &[usize], some: &[usize]) -> bool {
    some.iter().all(|at| all.binary_search(at).is_ok())
}

#[expect(clippy::cast_precision_loss, reason = "numbers below 2^53")]
fn float(number: i64) -> f64 {
    number as f64
}
