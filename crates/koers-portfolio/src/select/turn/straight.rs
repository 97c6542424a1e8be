//! Values that follow weights in a straight line: every choice on the way is found where two straight lines cross.

use super::super::doubt::table;
use super::super::model::Model;
use super::{Along, STEPS, Way};
use koers_solve::choose::{Ended, Limits, Program, solve_watched, weighed};
use std::rc::Rc;

/// A choice with what it is worth at both ends of a line; in between that is a straight line.
#[derive(Clone)]
struct Best {
    chosen: Rc<[bool]>,
    start: i128,
    end: i128,
}

impl Best {
    /// [`STEPS`] times the worth at a step.
    fn at(&self, step: i64) -> i128 {
        self.start * i128::from(STEPS - step) + self.end * i128::from(step)
    }
}

/// A line with the choices found on it.
struct Line<'a> {
    program: &'a Program,
    criteria: &'a [Vec<i64>],
    from: &'a [i64],
    to: &'a [i64],
    limits: Limits,
    /// How many choices may still be made.
    left: usize,
    proven: bool,
    /// From which step on which choice is the best.
    found: Vec<(i64, Best)>,
}

impl Line<'_> {
    /// The best choice at a step; nothing when the work allowed is used up or numbers are too large.
    fn solve(&mut self, step: i64, start: Option<&Best>) -> Option<Best> {
        self.left = self.left.checked_sub(1)?;
        let between = |(from, to): (&i64, &i64)| {
            i64::try_from(i128::from(*from) * i128::from(STEPS - step) + i128::from(*to) * i128::from(step))
                .ok()
        };
        let weights: Option<Vec<i64>> = self.from.iter().zip(self.to).map(between).collect();
        let program = weighed(self.program, self.criteria, &weights?).ok()?;
        let start = start.map(|best| &*best.chosen);
        let outcome = solve_watched(&program, &self.limits, start, &mut |_| true);
        self.proven &= outcome.ended == Ended::Optimal;
        let chosen = outcome.solution?.chosen;
        let worth =
            |weights: &[i64]| Some(weighed(self.program, self.criteria, weights).ok()?.value(&chosen));
        Some(Best {
            start: worth(self.from)?,
            end: worth(self.to)?,
            chosen: chosen.into(),
        })
    }

    /// Finds all choices after `low` up to `high`, and says which holds there.
    fn trace(&mut self, low: (i64, Best), high: (i64, Best)) -> Option<Best> {
        let ((first, a), (last, b)) = (low, high);
        // The one that is still as good at the other end is the best all the way.
        if a.at(last) >= b.at(last) {
            return Some(a);
        }
        if last - first <= 1 {
            self.found.push((last, b.clone()));
            return Some(b);
        }
        if b.at(first) >= a.at(first) {
            self.found.push((first + 1, b.clone()));
            return Some(b);
        }
        // Up to `before` the one is as good as the other, from the step after that it is worse.
        let ahead = (a.at(first) - b.at(first)) * i128::from(last - first);
        let rise = (b.at(last) - a.at(last)) + (a.at(first) - b.at(first));
        let before = i64::try_from(ahead.div_euclid(rise)).ok()?;
        let before = first + before.clamp(0, last - first - 1);
        if before > first {
            let middle = self.solve(before, Some(&a))?;
            if middle.at(before) > a.at(before) {
                let held = self.trace((first, a), (before, middle))?;
                return self.trace((before, held), (last, b));
            }
        }
        let after = before + 1;
        if after < last {
            let middle = self.solve(after, Some(&b))?;
            if middle.at(after) > b.at(after) {
                let held = self.trace((before, a), (after, middle))?;
                return self.trace((after, held), (last, b));
            }
        }
        self.found.push((after, b.clone()));
        Some(b)
    }
}

/// All choices along a line; nothing when the work allowed is used up or numbers are too large.
pub(super) fn along(model: &Model<'_>, way: &Way<'_>, left: &mut usize) -> Option<Along> {
    let criteria = table(model);
    let worth = |weights: &[i64]| {
        Some(
            weighed(&model.program, &criteria, weights)
                .ok()?
                .value(&way.chosen),
        )
    };
    let start = Best {
        start: worth(way.from)?,
        end: worth(way.to)?,
        chosen: way.chosen.clone(),
    };
    let mut line = Line {
        program: &model.program,
        criteria: &criteria,
        from: way.from,
        to: way.to,
        limits: way.limits.clone(),
        left: *left,
        proven: true,
        found: Vec::new(),
    };
    let end = line.solve(STEPS, Some(&start))?;
    line.trace((0, start), (STEPS, end))?;
    *left = line.left;
    Some(Along {
        proven: line.proven,
        found: line
            .found
            .into_iter()
            .map(|(step, best)| (step, best.chosen))
            .collect(),
    })
}
