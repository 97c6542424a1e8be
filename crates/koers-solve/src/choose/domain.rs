//! What follows from what was decided: columns that a single row or group leaves no choice about.

use super::certificate::{Proof, Side};
use super::program::Program;

/// Decisions so far, with the least and most each row can still come to.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    pub(super) fixed: Vec<Option<bool>>,
    least: Vec<i128>,
    most: Vec<i128>,
    free: usize,
    by_column: std::rc::Rc<Vec<Vec<(usize, i64)>>>,
    queue: Vec<usize>,
    queued: Vec<bool>,
}

impl Domain {
    pub(super) fn new(program: &Program) -> Self {
        let mut by_column = vec![Vec::new(); program.columns()];
        let (mut least, mut most) = (Vec::new(), Vec::new());
        for (i, row) in program.rows().iter().enumerate() {
            for &(j, a) in &row.entries {
                by_column[j].push((i, a));
            }
            least.push(row.entries.iter().map(|e| i128::from(e.1.min(0))).sum());
            most.push(row.entries.iter().map(|e| i128::from(e.1.max(0))).sum());
        }
        let rows = program.rows().len();
        Self {
            fixed: vec![None; program.columns()],
            least,
            most,
            free: program.columns(),
            by_column: std::rc::Rc::new(by_column),
            queue: (0..rows).collect(),
            queued: vec![true; rows],
        }
    }

    pub(super) fn free(&self) -> usize {
        self.free
    }

    /// Decides a free column and, when it is taken, that the others of its group are not.
    pub(super) fn set(&mut self, program: &Program, column: usize, value: bool) {
        self.decide(column, value);
        if let (true, Some(g)) = (value, program.group_of(column)) {
            for &k in &program.groups()[g] {
                if self.fixed[k].is_none() {
                    self.decide(k, false);
                }
            }
        }
    }

    fn decide(&mut self, column: usize, value: bool) {
        if self.fixed[column].is_some() {
            return;
        }
        self.fixed[column] = Some(value);
        self.free -= 1;
        let by_column = std::rc::Rc::clone(&self.by_column);
        for &(i, a) in &by_column[column] {
            let a = i128::from(a);
            if (a > 0) == value {
                self.least[i] += a.abs();
            } else {
                self.most[i] -= a.abs();
            }
            if !self.queued[i] {
                self.queued[i] = true;
                self.queue.push(i);
            }
        }
    }

    /// Settles all that single rows settle. What was settled is added to `settled`.
    ///
    /// # Errors
    /// The row that cannot be kept.
    pub(super) fn propagate(
        &mut self,
        program: &Program,
        settled: &mut Vec<(usize, bool, Proof)>,
    ) -> Result<(), Proof> {
        while let Some(i) = self.queue.pop() {
            self.queued[i] = false;
            let row = &program.rows()[i];
            if let Some(u) = row.upper {
                let room = i128::from(u) - self.least[i];
                if room < 0 {
                    return Err(Proof::Row(i, Side::Upper));
                }
                if i128::from(u) < self.most[i] {
                    for &(j, a) in &row.entries {
                        if self.fixed[j].is_none() && i128::from(a).abs() > room {
                            settled.push((j, a < 0, Proof::Row(i, Side::Upper)));
                            self.set(program, j, a < 0);
                        }
                    }
                }
            }
            if let Some(l) = row.lower {
                let room = self.most[i] - i128::from(l);
                if room < 0 {
                    return Err(Proof::Row(i, Side::Lower));
                }
                if i128::from(l) > self.least[i] {
                    for &(j, a) in &row.entries {
                        // Setting one may settle others of its group and take room: look again at what is left now.
                        if self.fixed[j].is_none() && i128::from(a).abs() > self.most[i] - i128::from(l) {
                            settled.push((j, a > 0, Proof::Row(i, Side::Lower)));
                            self.set(program, j, a > 0);
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
