//! Good choices without a tree: rounding the relaxation, then exchanging a few columns at a time while that helps.

use super::domain::Domain;
use super::program::Program;

/// How many columns out and how many in are tried.
const CORE: usize = 1000;

/// A choice being changed, with what every row comes to.
pub(super) struct Improver<'a> {
    program: &'a Program,
    by_column: Vec<Vec<(usize, i64)>>,
    /// Value less what the rows ask for it at their prices: what a column brings beside the best use of its room.
    net: Vec<f64>,
    /// Columns by that, best first.
    order: Vec<usize>,
    chosen: Vec<bool>,
    activity: Vec<i128>,
    in_group: Vec<Option<usize>>,
    /// Columns that room may be filled with, best first.
    core: Vec<usize>,
}

impl<'a> Improver<'a> {
    pub(super) fn new(program: &'a Program, y: &[f64]) -> Self {
        let n = program.columns();
        let mut by_column = vec![Vec::new(); n];
        #[expect(clippy::cast_precision_loss, reason = "an order to try in")]
        let mut net: Vec<f64> = program.values().iter().map(|&v| v as f64).collect();
        for (i, row) in program.rows().iter().enumerate() {
            for &(j, a) in &row.entries {
                by_column[j].push((i, a));
                #[expect(clippy::cast_precision_loss, reason = "an order to try in")]
                if let Some(y) = y.get(i) {
                    net[j] -= y * a as f64;
                }
            }
        }
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&a, &b| net[b].total_cmp(&net[a]).then(a.cmp(&b)));
        let (rows, groups) = (program.rows().len(), program.groups().len());
        Self {
            program,
            by_column,
            net,
            order,
            chosen: vec![false; n],
            activity: vec![0; rows],
            in_group: vec![None; groups],
            core: Vec::new(),
        }
    }

    fn add(&mut self, j: usize) {
        self.chosen[j] = true;
        for &(i, a) in &self.by_column[j] {
            self.activity[i] += i128::from(a);
        }
        if let Some(g) = self.program.group_of(j) {
            self.in_group[g] = Some(j);
        }
    }

    fn drop(&mut self, j: usize) {
        self.chosen[j] = false;
        for &(i, a) in &self.by_column[j] {
            self.activity[i] -= i128::from(a);
        }
        if let Some(g) = self.program.group_of(j) {
            self.in_group[g] = None;
        }
    }

    fn load(&mut self, chosen: &[bool]) {
        for (j, &c) in chosen.iter().enumerate() {
            if self.chosen[j] && !c {
                self.drop(j);
            }
        }
        for (j, &c) in chosen.iter().enumerate() {
            if c && !self.chosen[j] {
                self.add(j);
            }
        }
    }

    /// Whether adding keeps every row that it touches from being broken further than it is.
    fn fits(&self, j: usize) -> bool {
        if self.chosen[j]
            || self
                .program
                .group_of(j)
                .is_some_and(|g| self.in_group[g].is_some())
        {
            return false;
        }
        self.by_column[j].iter().all(|&(i, a)| {
            let row = &self.program.rows()[i];
            let after = self.activity[i] + i128::from(a);
            if a > 0 {
                row.upper.is_none_or(|u| after <= i128::from(u))
            } else {
                row.lower.is_none_or(|l| after >= i128::from(l))
            }
        })
    }

    fn missing(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a share to compare")]
        self.program
            .rows()
            .iter()
            .zip(&self.activity)
            .map(|(row, &a)| {
                let below = row.lower.map_or(0, |l| (i128::from(l) - a).max(0)) as f64;
                let above = row.upper.map_or(0, |u| (a - i128::from(u)).max(0)) as f64;
                let size = row.lower.or(row.upper).map_or(1.0, |b| (b as f64).abs().max(1.0));
                (below + above) / size
            })
            .sum()
    }

    /// A choice near the relaxation that keeps the rows, if one is found.
    pub(super) fn round(&mut self, domain: &Domain, part: &[f64]) -> Option<Vec<bool>> {
        let n = self.program.columns();
        self.load(&vec![false; n]);
        for j in 0..n {
            if domain.fixed[j] == Some(true) {
                self.add(j);
            }
        }
        let mut order: Vec<usize> = (0..n).filter(|&j| domain.fixed[j].is_none()).collect();
        order.sort_by(|&a, &b| {
            part[b]
                .total_cmp(&part[a])
                .then(self.net[b].total_cmp(&self.net[a]))
                .then(a.cmp(&b))
        });
        for &j in &order {
            if (part[j] > 0.0 || self.program.values()[j] > 0) && self.fits(j) {
                self.add(j);
            }
        }
        self.repair(domain, &order).then(|| self.chosen.clone())
    }

    /// Adds, exchanges and drops free columns until nothing is missing; whether that worked.
    fn repair(&mut self, domain: &Domain, order: &[usize]) -> bool {
        let mut missing = self.missing();
        for _ in 0..200 {
            if missing <= 0.0 {
                return true;
            }
            let mut best: Option<(f64, Option<usize>, Option<usize>)> = None;
            let useful: Vec<usize> = order
                .iter()
                .copied()
                .filter(|&j| !self.chosen[j] && self.helps(j, 1))
                .collect();
            let weights: Vec<usize> = order
                .iter()
                .rev()
                .copied()
                .filter(|&j| self.chosen[j] && domain.fixed[j].is_none())
                .take(400)
                .collect();
            let outs = std::iter::once(None).chain(weights.into_iter().map(Some));
            for out in outs {
                if let Some(k) = out {
                    self.drop(k);
                    if self.helps(k, 1) && best.is_some() {
                        self.add(k);
                        continue;
                    }
                    let after = self.missing();
                    if after < missing - 1e-12 {
                        let score = (missing - after) / (1.0 + self.net[k].max(0.0));
                        if best.is_none_or(|b| score > b.0) {
                            best = Some((score, out, None));
                        }
                    }
                }
                for &j in useful.iter().take(60) {
                    if self.fits(j) {
                        self.add(j);
                        let after = self.missing();
                        if after < missing - 1e-12 {
                            let loss = out.map_or(0.0, |k| self.net[k]) - self.net[j];
                            let score = (missing - after) / (1.0 + loss.max(0.0));
                            if best.is_none_or(|b| score > b.0) {
                                best = Some((score, out, Some(j)));
                            }
                        }
                        self.drop(j);
                    }
                }
                if let Some(k) = out {
                    self.add(k);
                } else if best.is_some() {
                    break;
                }
            }
            let Some((_, out, into)) = best else { return false };
            if let Some(k) = out {
                self.drop(k);
            }
            if let Some(j) = into {
                self.add(j);
            }
            missing = self.missing();
        }
        false
    }

    /// Whether adding the column moves a broken row the right way.
    fn helps(&self, j: usize, sign: i64) -> bool {
        self.by_column[j].iter().any(|&(i, a)| {
            let row = &self.program.rows()[i];
            let a = a * sign;
            (a > 0 && row.lower.is_some_and(|l| self.activity[i] < i128::from(l)))
                || (a < 0 && row.upper.is_some_and(|u| self.activity[i] > i128::from(u)))
        })
    }

    /// Exchanges until no exchange tried helps.
    pub(super) fn improve(&mut self, chosen: Vec<bool>) -> Vec<bool> {
        self.load(&chosen);
        let mut best = chosen;
        let mut value = self.program.value(&best);
        for _ in 0..12 {
            let before = value;
            // Only columns about which the prices are not sure: those out that nearly pay, those in that hardly do.
            let out: Vec<usize> = self
                .order
                .iter()
                .copied()
                .filter(|&j| !self.chosen[j])
                .take(CORE)
                .collect();
            let within: Vec<usize> = self
                .order
                .iter()
                .rev()
                .copied()
                .filter(|&j| self.chosen[j])
                .take(CORE)
                .collect();
            self.core = self
                .order
                .iter()
                .copied()
                .filter(|&j| !self.chosen[j])
                .take(CORE)
                .collect();
            for &k in &within {
                if self.chosen[k] {
                    self.exchange(k, &mut best, &mut value);
                }
            }
            for &k in &out {
                if !self.chosen[k] {
                    self.force(k, &mut best, &mut value);
                }
            }
            if value == before {
                break;
            }
        }
        best
    }

    fn accept(&mut self, best: &mut [bool], value: &mut i128, changed: &[(usize, bool)]) {
        let mut now = *value;
        for &(j, into) in changed {
            let v = i128::from(self.program.values()[j]);
            now += if into { v } else { -v };
        }
        let touched = changed.iter().all(|&(j, _)| {
            self.by_column[j]
                .iter()
                .all(|&(i, _)| self.program.rows()[i].holds(self.activity[i]))
        });
        if now > *value && touched {
            *value = now;
            for &(j, into) in changed {
                best[j] = into;
            }
        } else {
            for &(j, into) in changed.iter().rev() {
                if into {
                    self.drop(j);
                } else {
                    self.add(j);
                }
            }
        }
    }

    /// Drops a column and fills what is free then.
    fn exchange(&mut self, k: usize, best: &mut [bool], value: &mut i128) {
        let mut changed = vec![(k, false)];
        self.drop(k);
        self.fill(Some(k), &mut changed);
        self.accept(best, value, &changed);
    }

    /// Puts a column in, drops the cheapest that stand in its way, and fills.
    fn force(&mut self, k: usize, best: &mut [bool], value: &mut i128) {
        let mut changed = Vec::new();
        if let Some(g) = self.program.group_of(k)
            && let Some(other) = self.in_group[g]
        {
            self.drop(other);
            changed.push((other, false));
        }
        self.add(k);
        changed.push((k, true));
        for _ in 0..4 {
            let Some(row) = self.by_column[k].iter().map(|e| e.0).find(|&i| {
                self.program.rows()[i]
                    .upper
                    .is_some_and(|u| self.activity[i] > i128::from(u))
            }) else {
                break;
            };
            let over = self.activity[row] - self.program.rows()[row].upper.map_or(0, i128::from);
            let mut out: Option<(bool, f64, usize)> = None;
            for &(j, a) in &self.program.rows()[row].entries {
                if j != k && self.chosen[j] && a > 0 {
                    // First those that make enough room alone, then the one that costs least for it.
                    let enough = i128::from(a) >= over;
                    let loss = self.net[j];
                    if out.is_none_or(|(e, l, _)| (enough && !e) || (enough == e && loss < l)) {
                        out = Some((enough, loss, j));
                    }
                }
            }
            let Some((_, _, j)) = out else { break };
            self.drop(j);
            changed.push((j, false));
        }
        self.fill(None, &mut changed);
        self.accept(best, value, &changed);
    }

    fn fill(&mut self, except: Option<usize>, changed: &mut Vec<(usize, bool)>) {
        for at in 0..self.core.len() {
            let j = self.core[at];
            if Some(j) != except && !self.chosen[j] && self.program.values()[j] > 0 && self.fits(j) {
                if changed.iter().any(|c| c.0 == j) {
                    continue;
                }
                self.add(j);
                changed.push((j, true));
            }
        }
    }
}
