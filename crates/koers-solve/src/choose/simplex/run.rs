//! The iterations of the dual simplex.

use super::{End, FEASIBLE, Matrix, OUT, PIVOT, Simplex, UPDATES};

impl Simplex {
    /// Solves from the present basis. `cut` is a value in the programme's units below which the exact optimum is of no interest.
    pub(in crate::choose) fn solve(&mut self, matrix: &Matrix, cut: Option<f64>, most: u64) -> End {
        let cut = cut.map(|c| matrix.as_objective(c));
        if !self.fresh {
            if self.factor.updates() > 0 || self.iterations == 0 {
                self.refactor(matrix);
            } else {
                self.place_nonbasic(matrix);
                self.primal(matrix);
            }
            self.fresh = true;
        }
        let last = self.iterations + most;
        let mut trouble = 0;
        loop {
            if self.factor.updates() >= UPDATES {
                self.refactor(matrix);
            }
            if self.iterations >= last {
                return End::Stopped;
            }
            let Some((r, up)) = self.leaving() else {
                // What looks solved is looked at once more without the errors of the exchanges.
                if self.factor.updates() > 0 {
                    self.refactor(matrix);
                    if self.leaving().is_some() {
                        trouble += 1;
                        if trouble < 20 {
                            continue;
                        }
                        return End::Stopped;
                    }
                }
                return End::Optimal;
            };
            if cut.is_some_and(|c| self.objective > c) {
                return End::Cut;
            }
            self.iterations += 1;
            self.pivot_row(matrix, r);
            let Some(q) = self.entering(r, up) else {
                if self.factor.updates() > 0 && trouble < 20 {
                    trouble += 1;
                    self.refactor(matrix);
                    continue;
                }
                self.ray = self.work.rho.clone();
                self.ray_up = up;
                return End::Empty;
            };
            self.solve_column(matrix, q);
            let (by_row, by_column) = (self.work.line[q], self.work.column[r]);
            if (by_row - by_column).abs() > 1e-6 * (1.0 + by_column.abs()) || by_column.abs() < PIVOT * 0.1 {
                trouble += 1;
                if trouble > 20 {
                    return End::Stopped;
                }
                if self.factor.updates() > 0 {
                    self.refactor(matrix);
                    continue;
                }
            }
            self.exchange(matrix, r, q, up);
        }
    }

    pub(super) fn refactor(&mut self, matrix: &Matrix) {
        for _ in 0..4 {
            match self.factor.build(matrix, &self.basic) {
                Ok(()) => break,
                Err(lost) => {
                    for (p, i) in lost {
                        let own = matrix.structural + i;
                        if self.place[own] != OUT {
                            continue;
                        }
                        self.place[self.basic[p]] = OUT;
                        self.basic[p] = own;
                        self.place[own] = p;
                    }
                    self.weight.fill(1.0);
                }
            }
        }
        self.duals(matrix);
        self.place_nonbasic(matrix);
        self.primal(matrix);
        self.fresh = true;
    }

    /// Reduced costs from scratch.
    fn duals(&mut self, matrix: &Matrix) {
        let (n, m) = (matrix.structural, matrix.height);
        let w = &mut self.work;
        w.by_place.clear();
        w.by_place.extend(self.basic.iter().map(|&j| matrix.cost[j]));
        w.by_row.resize(m, 0.0);
        self.factor.backward(matrix, &mut w.by_place, &mut w.by_row);
        for j in 0..n + m {
            if self.place[j] != OUT {
                self.reduced[j] = 0.0;
                continue;
            }
            let mut d = matrix.cost[j];
            matrix.each(j, |i, a| d -= a * w.by_row[i]);
            self.reduced[j] = d;
        }
    }

    /// Puts every column outside the basis at the bound its reduced cost asks for, or at the only one it has.
    fn place_nonbasic(&mut self, matrix: &Matrix) {
        for j in 0..matrix.structural + matrix.height {
            if self.place[j] != OUT {
                continue;
            }
            let (l, u, d) = (self.lower[j], self.upper[j], self.reduced[j]);
            let up = if l.is_infinite() {
                true
            } else if u.is_infinite() {
                false
            } else if d < -1e-9 {
                true
            } else if d > 1e-9 {
                false
            } else {
                self.at_upper[j]
            };
            // A row's reduced cost of the wrong sign is let go: its multiplier counts as zero, the bound stays a bound.
            if (up && d > 0.0 && l.is_infinite()) || (!up && d < 0.0 && u.is_infinite()) {
                self.reduced[j] = 0.0;
            }
            self.at_upper[j] = up;
            self.x[j] = if up { u } else { l };
        }
    }

    /// What the basic columns come to, from scratch, and the objective.
    fn primal(&mut self, matrix: &Matrix) {
        let m = matrix.height;
        let w = &mut self.work;
        w.by_row.clear();
        w.by_row.resize(m, 0.0);
        w.by_place.resize(m, 0.0);
        for j in 0..matrix.structural + m {
            let x = self.x[j];
            if self.place[j] == OUT && x != 0.0 {
                matrix.each(j, |i, a| w.by_row[i] -= a * x);
            }
        }
        self.factor.forward(matrix, &mut w.by_row, &mut w.by_place);
        for (p, &j) in self.basic.iter().enumerate() {
            self.x[j] = w.by_place[p];
        }
        self.objective = self.x.iter().zip(&matrix.cost).map(|(x, c)| x * c).sum();
        // For the dual objective the basic ones outside their bounds count too; at a dual feasible basis both are the same.
    }

    /// The basic column furthest outside its bounds for its weight, and whether it is below.
    fn leaving(&self) -> Option<(usize, bool)> {
        let mut best = None;
        let mut most = 0.0;
        for (p, &j) in self.basic.iter().enumerate() {
            let x = self.x[j];
            let (below, above) = (self.lower[j] - x, x - self.upper[j]);
            let far = below.max(above);
            if far > FEASIBLE {
                let score = far * far / self.weight[p];
                if score > most {
                    most = score;
                    best = Some((p, below > above));
                }
            }
        }
        best
    }

    /// Row `r` of the inverse (in `rho`) and of the tableau (in `line`).
    fn pivot_row(&mut self, matrix: &Matrix, r: usize) {
        let (n, m) = (matrix.structural, matrix.height);
        let w = &mut self.work;
        w.by_place.clear();
        w.by_place.resize(m, 0.0);
        w.by_place[r] = 1.0;
        w.rho.resize(m, 0.0);
        self.factor.backward(matrix, &mut w.by_place, &mut w.rho);
        w.line.clear();
        w.line.resize(n + m, 0.0);
        for i in 0..m {
            let t = w.rho[i];
            if t.abs() > 1e-14 {
                for (j, a) in matrix.each_in_row(i) {
                    w.line[j] += t * a;
                }
                w.line[n + i] = -t;
            }
        }
    }

    /// The column to enter, after flipping those that are passed; none when nothing can stop the row.
    fn entering(&mut self, r: usize, up: bool) -> Option<usize> {
        let leaving = self.basic[r];
        let (x, l, u) = (self.x[leaving], self.lower[leaving], self.upper[leaving]);
        let mut slope = if up { l - x } else { x - u };
        let sign = if up { -1.0 } else { 1.0 };
        let w = &mut self.work;
        w.candidates.clear();
        w.flips.clear();
        for (j, &a) in w.line.iter().enumerate() {
            if a.abs() < PIVOT || self.place[j] != OUT || self.upper[j] - self.lower[j] <= 0.0 {
                continue;
            }
            let a = a * sign;
            if if self.at_upper[j] { a < 0.0 } else { a > 0.0 } {
                w.candidates.push(((self.reduced[j] / a).max(0.0), j));
            }
        }
        w.candidates
            .sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut at = 0;
        while at < w.candidates.len() {
            let (_, j) = w.candidates[at];
            let after = slope - w.line[j].abs() * (self.upper[j] - self.lower[j]);
            if after < 0.0 {
                break;
            }
            slope = after;
            at += 1;
        }
        if at == w.candidates.len() {
            // All of them together bring the row just to its bound: then the last one stops it.
            if at == 0 || slope > FEASIBLE {
                return None;
            }
            at -= 1;
        }
        // Among those that stop it at nearly the same step, the largest pivot; a little dual infeasibility is let go.
        let reach = w.candidates[at].0 + 1e-9;
        let mut best = at;
        for k in at + 1..w.candidates.len() {
            if w.candidates[k].0 > reach {
                break;
            }
            if w.line[w.candidates[k].1].abs() > w.line[w.candidates[best].1].abs() {
                best = k;
            }
        }
        let mut k = at;
        // A tiny pivot is avoided by stopping earlier.
        while w.line[w.candidates[best].1].abs() < 1e-5 && k > 0 {
            k -= 1;
            best = k;
        }
        let end = best.min(at);
        w.flips.extend(w.candidates[..end].iter().map(|c| c.1));
        Some(w.candidates[best].1)
    }

    fn solve_column(&mut self, matrix: &Matrix, q: usize) {
        let w = &mut self.work;
        w.by_row.clear();
        w.by_row.resize(matrix.height, 0.0);
        matrix.each(q, |i, a| w.by_row[i] += a);
        w.column.resize(matrix.height, 0.0);
        self.factor.forward(matrix, &mut w.by_row, &mut w.column);
    }

    fn exchange(&mut self, matrix: &Matrix, r: usize, q: usize, up: bool) {
        let m = matrix.height;
        let leaving = self.basic[r];
        // The flips first: the row may still lie outside after them.
        if !self.work.flips.is_empty() {
            let w = &mut self.work;
            w.by_row.clear();
            w.by_row.resize(m, 0.0);
            w.by_place.resize(m, 0.0);
            for &j in &w.flips {
                let to = if self.at_upper[j] {
                    self.lower[j]
                } else {
                    self.upper[j]
                };
                let step = to - self.x[j];
                self.at_upper[j] = !self.at_upper[j];
                self.x[j] = to;
                matrix.each(j, |i, a| w.by_row[i] -= a * step);
            }
            self.factor.forward(matrix, &mut w.by_row, &mut w.by_place);
            for (p, &j) in self.basic.iter().enumerate() {
                self.x[j] += w.by_place[p];
            }
        }
        let dual = self.reduced[q] / self.work.line[q];
        for (j, &a) in self.work.line.iter().enumerate() {
            if a != 0.0 && self.place[j] == OUT {
                self.reduced[j] -= dual * a;
            }
        }
        self.reduced[q] = 0.0;
        self.reduced[leaving] = -dual;
        let bound = if up {
            self.lower[leaving]
        } else {
            self.upper[leaving]
        };
        let step = (self.x[leaving] - bound) / self.work.column[r];
        for (p, &a) in self.work.column.iter().enumerate() {
            if a != 0.0 {
                self.x[self.basic[p]] -= step * a;
            }
        }
        self.x[q] += step;
        self.x[leaving] = bound;
        self.at_upper[leaving] = !up;
        self.weights(matrix, r);
        self.factor.exchange(r, &self.work.column);
        self.place[leaving] = OUT;
        self.basic[r] = q;
        self.place[q] = r;
        self.objective = self.x.iter().zip(&matrix.cost).map(|(x, c)| x * c).sum();
    }

    /// Dual steepest edge weights, updated.
    fn weights(&mut self, matrix: &Matrix, r: usize) {
        let w = &mut self.work;
        w.by_row.clear();
        w.by_row.extend_from_slice(&w.rho);
        w.tau.resize(matrix.height, 0.0);
        self.factor.forward(matrix, &mut w.by_row, &mut w.tau);
        let pivot = w.column[r];
        // The true weight of this row is known: the square of rho.
        let own: f64 = w.rho.iter().map(|t| t * t).sum();
        for (p, &a) in w.column.iter().enumerate() {
            if p != r && a != 0.0 {
                let ratio = a / pivot;
                let new = self.weight[p] - 2.0 * ratio * w.tau[p] + ratio * ratio * own;
                self.weight[p] = new.max(1e-4);
            }
        }
        self.weight[r] = (own / (pivot * pivot)).max(1e-4);
    }
}
