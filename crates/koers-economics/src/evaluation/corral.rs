//! Wolfe's algorithm: the point of a convex hull that lies nearest to the origin. Finite, and exact but for rounding.

/// What [`Corral::nearest`] leaves, beside the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Nearest {
    /// The square of the distance.
    pub square: f64,
    /// x·x − min pⱼ·x: the square is at most twice this above the least that there is.
    pub slack: f64,
}

/// The points with a weight (affinely independent, so at most one more than there are dimensions), with a QR factorisation of the points under a row of ones.
/// Kept between calls for its memory only: an answer does not depend on the one before.
#[derive(Debug, Default)]
pub(super) struct Corral {
    members: Vec<usize>,
    weights: Vec<f64>,
    /// Orthonormal columns, each `dimensions + 1` long.
    basis: Vec<f64>,
    /// The triangle by columns: column s has s + 1 entries.
    triangle: Vec<f64>,
    trial: Vec<f64>,
    nearest: Vec<f64>,
    /// The points by dimension, so that all are looked at side by side: each sum still runs over the dimensions in their order.
    turned: Vec<f64>,
    /// Of each point with the one at hand.
    along: Vec<f64>,
    before: Before,
}

/// Where the step before ended.
#[derive(Debug, Default)]
struct Before {
    members: Vec<usize>,
    weights: Vec<f64>,
    nearest: Vec<f64>,
}

impl Corral {
    /// The points that carry the answer, each with its weight; the weights are positive and add up to one.
    pub(super) fn parts(&self) -> impl Iterator<Item = (usize, f64)> {
        self.members.iter().copied().zip(self.weights.iter().copied())
    }

    /// The nearest point for `points`, each `dimensions` long.
    pub(super) fn nearest(&mut self, points: &[f64], dimensions: usize) -> Nearest {
        let point = |at: usize| &points[at * dimensions..(at + 1) * dimensions];
        self.turn(points, dimensions);
        self.members.clear();
        self.weights.clear();
        self.basis.clear();
        self.triangle.clear();
        let first = least(&self.along).0;
        let scale = self.along.iter().copied().fold(0.0, f64::max);
        self.members.push(first);
        self.weights.push(1.0);
        self.nearest.clear();
        self.nearest.extend_from_slice(point(first));
        if scale == 0.0 {
            return Nearest {
                square: 0.0,
                slack: 0.0,
            };
        }
        self.push(point(first), scale);
        // What rounding leaves in a dot product.
        let rounding = 4.0 * dimensions as f64 * f64::EPSILON * scale;
        loop {
            let here = square(&self.nearest);
            self.look_along();
            let (best, least) = least(&self.along);
            let found = Nearest {
                square: here,
                slack: (here - least).max(0.0),
            };
            if here - least <= rounding || self.members.contains(&best) {
                return found;
            }
            self.before.members.clone_from(&self.members);
            self.before.weights.clone_from(&self.weights);
            self.before.nearest.clone_from(&self.nearest);
            // A point in the plane of the others brings nothing that they have not.
            if !self.push(point(best), scale) {
                return found;
            }
            self.members.push(best);
            self.weights.push(0.0);
            self.inward(&point, scale);
            self.nearest.fill(0.0);
            for (&member, weight) in self.members.iter().zip(&self.weights) {
                for (sum, value) in self.nearest.iter_mut().zip(point(member)) {
                    *sum += weight * value;
                }
            }
            // Every step comes nearer, so no corral comes back and the steps end; where rounding hides that, they end here.
            if square(&self.nearest) >= here {
                std::mem::swap(&mut self.members, &mut self.before.members);
                std::mem::swap(&mut self.weights, &mut self.before.weights);
                std::mem::swap(&mut self.nearest, &mut self.before.nearest);
                return found;
            }
        }
    }

    /// Puts the points by dimension, and the square of each into `along`.
    fn turn(&mut self, points: &[f64], dimensions: usize) {
        let count = points.len() / dimensions;
        self.turned.clear();
        for dimension in 0..dimensions {
            let column = points[dimension..].iter().step_by(dimensions);
            self.turned.extend(column.take(count));
        }
        self.along.clear();
        self.along.resize(count, 0.0);
        for column in self.turned.chunks_exact(count) {
            for (sum, value) in self.along.iter_mut().zip(column) {
                *sum += value * value;
            }
        }
    }

    /// The product of each point with the nearest so far.
    fn look_along(&mut self) {
        let count = self.along.len();
        self.along.fill(0.0);
        for (column, by) in self.turned.chunks_exact(count).zip(&self.nearest) {
            for (sum, value) in self.along.iter_mut().zip(column) {
                *sum += value * by;
            }
        }
    }

    /// Goes to the nearest point of the plane through the members, dropping those that would get a negative weight.
    fn inward<'a>(&mut self, point: &impl Fn(usize) -> &'a [f64], scale: f64) {
        loop {
            self.affine(point(self.members[0]).len() + 1);
            if self.trial.iter().all(|&weight| weight > 0.0) {
                self.weights.copy_from_slice(&self.trial);
                return;
            }
            let step = self
                .weights
                .iter()
                .zip(&self.trial)
                .filter(|(_, trial)| **trial <= 0.0)
                .map(|(weight, trial)| weight / (weight - trial))
                .fold(1.0, f64::min);
            let mut kept = 0;
            let mut changed = usize::MAX;
            for at in 0..self.members.len() {
                let (from, to) = (self.weights[at], self.trial[at]);
                // The one that sets the step gets nought, whatever rounding says.
                let weight = if to <= 0.0 && from / (from - to) <= step {
                    0.0
                } else {
                    from + step * (to - from)
                };
                if weight > 0.0 {
                    self.members[kept] = self.members[at];
                    self.weights[kept] = weight;
                    kept += 1;
                } else {
                    changed = changed.min(at);
                }
            }
            self.members.truncate(kept);
            self.weights.truncate(kept);
            self.rebuild(changed, point, scale);
        }
    }

    /// Factorises anew from the member at `from` on.
    fn rebuild<'a>(&mut self, from: usize, point: &impl Fn(usize) -> &'a [f64], scale: f64) {
        let long = point(self.members[0]).len() + 1;
        self.basis.truncate(from * long);
        self.triangle.truncate(from * (from + 1) / 2);
        for at in from..self.members.len() {
            self.push(point(self.members[at]), scale);
        }
    }

    /// Adds a point to the factorisation; not if it lies in the plane of the others.
    fn push(&mut self, point: &[f64], scale: f64) -> bool {
        let long = point.len() + 1;
        let (old, before) = (self.basis.len(), self.triangle.len());
        self.basis.push(scale.sqrt());
        self.basis.extend_from_slice(point);
        let columns = old / long;
        self.triangle.resize(before + columns + 1, 0.0);
        let (known, new) = self.basis.split_at_mut(old);
        let size = square(new).sqrt();
        // Twice is enough to be orthogonal to rounding.
        for _ in 0..2 {
            for (at, column) in known.chunks(long).enumerate() {
                let along = dot(column, new);
                self.triangle[before + at] += along;
                new.iter_mut()
                    .zip(column)
                    .for_each(|(value, base)| *value -= along * base);
            }
        }
        let rest = square(new).sqrt();
        if rest <= 1e-13 * size {
            self.basis.truncate(old);
            self.triangle.truncate(before);
            return false;
        }
        self.triangle[before + columns] = rest;
        new.iter_mut().for_each(|value| *value /= rest);
        true
    }

    /// Weights, of any sign, of the point nearest to the origin in the plane through the members:
    /// in proportion to the least-squares answer for the row of ones alone.
    fn affine(&mut self, long: usize) {
        let members = self.members.len();
        self.trial.clear();
        self.trial.extend((0..members).map(|at| self.basis[at * long]));
        for at in (0..members).rev() {
            let column = &self.triangle[at * (at + 1) / 2..(at + 1) * (at + 2) / 2];
            self.trial[at] /= column[at];
            let own = self.trial[at];
            self.trial[..at]
                .iter_mut()
                .zip(column)
                .for_each(|(value, above)| *value -= own * above);
        }
        let sum: f64 = self.trial.iter().sum();
        self.trial.iter_mut().for_each(|weight| *weight /= sum);
    }
}

/// The least, the first of equals, and where it stands.
fn least(values: &[f64]) -> (usize, f64) {
    let mut least = (0, f64::INFINITY);
    for (at, &value) in values.iter().enumerate() {
        if value < least.1 {
            least = (at, value);
        }
    }
    least
}

pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

pub(super) fn square(a: &[f64]) -> f64 {
    dot(a, a)
}
