//! Values that follow weights in a straight line.
//!
//! The best value along a line is convex and piecewise linear, so the choices on it are found one by one where their straight lines cross (Eisner and
//! Severance 1976). Where not all choices that matter could be found otherwise, those on lines and at weights that are drawn are what the search
//! begins with.

use super::super::answer::Turn;
use super::super::doubt::{table, whole};
use super::super::effort::Effort;
use super::super::model::Model;
use super::{STEPS, Start, Way, own, turn};
use koers_solve::choose::{
    Certain, Ended, Limits, MILLION, Outcome, Program, Room, Turning, Turns, solve, solve_watched,
    turns as smallest, weighed,
};
use koers_solve::rank::{WeightSet, drawn};
use std::rc::Rc;

/// The smallest move of weights for each candidate; nothing when numbers are too large.
pub(super) fn turns(
    model: &Model<'_>,
    set: &WeightSet,
    outcome: &Outcome,
    effort: &Effort,
) -> Option<Vec<Turn>> {
    let chosen = &outcome.solution.as_ref()?.chosen;
    let range = |weight: &koers_model::portfolio::appraisal::WeightRange| {
        (i64::from(weight.low()), i64::from(weight.high()))
    };
    let criteria = model.field.criteria.iter();
    let ranges: Vec<(i64, i64)> = criteria.map(|(criterion, _)| range(&criterion.weight)).collect();
    let room = Room::new(&own(model), &ranges).ok()?;
    let limits = Limits {
        // Where two choices are nearly worth the same, only the very best will do.
        gap: 0,
        ..effort.aside()
    };
    let table = table(model);
    let known = || {
        let start = Start::new(model, chosen);
        let mut left = effort.turns / 2;
        let mut found: Vec<Vec<bool>> = Vec::new();
        for to in start.lines(set) {
            let way = Way {
                from: &start,
                to: &to,
                limits: &limits,
            };
            match along(model, &table, &way, &mut left) {
                Some(more) => found.extend(more.iter().map(|chosen| chosen.to_vec())),
                None => break,
            }
        }
        let seed = model.field.question.plan.seed;
        for weights in drawn(set, seed, left.min(effort.turns / DRAWN)) {
            let program = weighed(&model.program, &table, &whole(&weights, MILLION));
            found.extend(
                program
                    .ok()
                    .and_then(|program| solve(&program, &limits).solution)
                    .map(|best| best.chosen),
            );
        }
        found
    };
    let asked = Turns {
        program: &model.program,
        criteria: &table,
        room: &room,
        parts: &model.of,
        chosen,
        known: &known,
        limits: &limits,
        listed: LISTED,
        choices: effort.turns / 2,
        nodes: nodes(effort, &model.program),
        programs: effort.turns * PROGRAMS,
    };
    let found = smallest(&asked).ok()?;
    // Who does not know what is best now, does not know what turns it. A search that stopped near the best goes on here.
    let best = outcome.ended == Ended::Optimal || {
        let own = model.program.value(chosen);
        let again = solve_watched(&model.program, &limits, Some(chosen), &mut |_| true);
        again.bound.is_some_and(|bound| bound <= own)
    };
    let known = found.into_iter().map(|(turning, certain)| {
        let certain = if best { certain } else { Certain::Found };
        match turning {
            Turning::Nowhere => Turn::None(certain),
            Turning::At {
                weights, taken, best, ..
            } => {
                let level = taken.map(|column| model.columns[column].level);
                turn(model, &weights, level, (best, certain)).1
            }
        }
    });
    Some(known.collect())
}

/// How many choices may be listed, whatever the effort: where they can be the answer is the same everywhere.
const LISTED: usize = 50_000;
/// For one in so many of the choices that may be made anew weights are drawn, where lines are looked at.
const DRAWN: usize = 5;
/// How many linear programmes may be solved for each choice that may be made anew.
const PROGRAMS: usize = 50;
/// How many nodes the choices may take for each that may be made anew, where all admissible weights are divided among choices.
const NODES: u64 = 300;
/// From this many columns on fewer nodes are for as much work.
const COLUMNS: u64 = 200;

fn nodes(effort: &Effort, program: &Program) -> u64 {
    let columns = (program.columns() as u64).max(COLUMNS);
    (effort.turns as u64).saturating_mul(NODES * COLUMNS) / columns
}

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
    way: &'a Way<'a>,
    /// How many choices may still be made.
    left: usize,
    /// Which choices are the best somewhere.
    found: Vec<Rc<[bool]>>,
}

impl Line<'_> {
    /// The best choice at a step; nothing when the work allowed is used up or numbers are too large.
    fn solve(&mut self, step: i64, start: Option<&Best>) -> Option<Best> {
        self.left = self.left.checked_sub(1)?;
        let between = |(from, to): (i64, i64)| {
            i64::try_from(i128::from(from) * i128::from(STEPS - step) + i128::from(to) * i128::from(step))
                .ok()
        };
        let weights: Option<Vec<i64>> = self.way.ends().map(between).collect();
        let program = weighed(self.program, self.criteria, &weights?).ok()?;
        let start = start.map(|best| &*best.chosen);
        let outcome = solve_watched(&program, self.way.limits, start, &mut |_| true);
        let chosen = outcome.solution?.chosen;
        let worth =
            |weights: &[i64]| Some(weighed(self.program, self.criteria, weights).ok()?.value(&chosen));
        Some(Best {
            start: worth(&self.way.from.weights)?,
            end: worth(self.way.to)?,
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
            self.found.push(b.chosen.clone());
            return Some(b);
        }
        if b.at(first) >= a.at(first) {
            self.found.push(b.chosen.clone());
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
        self.found.push(b.chosen.clone());
        Some(b)
    }
}

/// All choices along a line; nothing when the work allowed is used up or numbers are too large.
fn along(
    model: &Model<'_>,
    criteria: &[Vec<i64>],
    way: &Way<'_>,
    left: &mut usize,
) -> Option<Vec<Rc<[bool]>>> {
    let chosen = &way.from.chosen;
    let worth = |weights: &[i64]| Some(weighed(&model.program, criteria, weights).ok()?.value(chosen));
    let start = Best {
        start: worth(&way.from.weights)?,
        end: worth(way.to)?,
        chosen: chosen.clone(),
    };
    let mut line = Line {
        program: &model.program,
        criteria,
        way,
        left: *left,
        found: Vec::new(),
    };
    let end = line.solve(STEPS, Some(&start))?;
    line.trace((0, start), (STEPS, end))?;
    *left = line.left;
    Some(line.found)
}
