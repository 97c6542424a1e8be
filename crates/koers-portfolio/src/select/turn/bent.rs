//! Values that do not follow weights in a straight line (TOPSIS, ELECTRE III): a line is looked at in equal steps, and between two looks at which a
//! fate differs, halved until the thousandth at which it turns.
//!
//! That it turns there is certain: it was chosen under those weights. That it does not turn before is not: what turns and turns back between two
//! looks is not seen, nor what turns in a direction in which no line goes.

use super::super::answer::Turn;
use super::super::doubt::whole;
use super::super::effort::Effort;
use super::super::model::Model;
use super::super::worth::Worth;
use super::{STEPS, Start, Way, turn};
use koers_solve::choose::{Certain, Ended, MILLION, Outcome, Program, solve_watched};
use koers_solve::rank::{WeightSet, drawn};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many looks a line is given to begin with.
const LOOKS: i64 = 20;
/// Of the choices that may be made, one in so many is made at weights that are drawn, to see where lines should go.
const DRAWN: usize = 5;

/// The programme at weights of together a million; nothing where the method gives no values: all are the same by what still weighs something.
#[expect(clippy::cast_precision_loss, reason = "parts of a million")]
fn program(model: &Model<'_>, millionths: &[i64]) -> Option<Program> {
    let weights: Vec<f64> = millionths
        .iter()
        .map(|weight| *weight as f64 / MILLION as f64)
        .collect();
    let worth = Worth::under(&model.field, &weights)?;
    let columns = model.columns.iter();
    let values = columns.map(|column| worth.value(column.candidate, column.level));
    model.program.with_values(values.collect()).ok()
}

/// What was chosen at some weights.
#[derive(Clone)]
struct Seen {
    millionths: Rc<[i64]>,
    chosen: Rc<[bool]>,
    /// Whether it was proven to be the best.
    best: bool,
}

/// A line that was looked at here and there.
struct Line<'a> {
    model: &'a Model<'a>,
    way: &'a Way<'a>,
    /// How many choices may still be made.
    left: usize,
    seen: BTreeMap<i64, Seen>,
}

/// What came of a look.
enum Look {
    Chosen,
    NoValues,
}

impl Line<'_> {
    /// The best choice at a step, searched for from what is best nearby; nothing when the work allowed is used up.
    #[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
    fn look(&mut self, step: i64) -> Option<Look> {
        self.left = self.left.checked_sub(1)?;
        let share = step as f64 / STEPS as f64;
        let total = self.way.from.total as f64;
        let between = |(from, to): (i64, i64)| (from as f64 * (1.0 - share) + to as f64 * share) / total;
        let weights: Vec<f64> = self.way.ends().map(between).collect();
        let millionths = whole(&weights, MILLION);
        let Some(program) = program(self.model, &millionths) else {
            return Some(Look::NoValues);
        };
        let near = self.seen.range(..step).next_back().map(|(_, seen)| &*seen.chosen);
        let outcome = solve_watched(&program, self.way.limits, near, &mut |_| true);
        let seen = Seen {
            millionths: millionths.into(),
            best: outcome.ended == Ended::Optimal,
            chosen: outcome.solution?.chosen.into(),
        };
        self.seen.insert(step, seen);
        Some(Look::Chosen)
    }

    /// Whether a fate that was as in the beginning at the one step is not at the other.
    fn turns(&self, low: i64, high: i64) -> bool {
        let (Some(low), Some(high)) = (self.seen.get(&low), self.seen.get(&high)) else {
            return false;
        };
        self.model.of.iter().any(|columns| {
            let same =
                |one: &[bool], other: &[bool]| columns.clone().all(|column| one[column] == other[column]);
            same(&self.way.from.chosen, &low.chosen) && !same(&low.chosen, &high.chosen)
        })
    }
}

/// The choices that were seen along a line, nearest first; nothing when the work allowed is used up.
fn along(model: &Model<'_>, way: &Way<'_>, left: &mut usize) -> Option<Vec<Seen>> {
    let start = Seen {
        millionths: Rc::from([]),
        chosen: way.from.chosen.clone(),
        best: true,
    };
    let mut line = Line {
        model,
        way,
        left: *left,
        seen: BTreeMap::from([(0, start)]),
    };
    let mut open = Vec::new();
    for look in 1..=LOOKS {
        let (before, step) = ((look - 1) * STEPS / LOOKS, look * STEPS / LOOKS);
        match line.look(step)? {
            Look::Chosen => open.push((before, step)),
            Look::NoValues => break,
        }
    }
    while let Some((low, high)) = open.pop() {
        let middle = (low + high) / 2;
        if middle > low && line.turns(low, high) && matches!(line.look(middle)?, Look::Chosen) {
            open.extend([(low, middle), (middle, high)]);
        }
    }
    *left = line.left;
    // At the beginning is what there is.
    Some(line.seen.into_values().skip(1).collect())
}

/// For each candidate the nearest weights that were drawn at which its fate is another.
fn drawn_ends(model: &Model<'_>, set: &WeightSet, way: &Way<'_>, left: &mut usize) -> BTreeSet<Vec<i64>> {
    let start = way.from;
    let distance = |to: &[i64]| -> i64 {
        start
            .weights
            .iter()
            .zip(to)
            .map(|(one, other)| (one - other).abs())
            .sum()
    };
    let mut nearest: Vec<Option<(i64, Vec<i64>)>> = vec![None; model.of.len()];
    let draws = *left / DRAWN;
    for weights in drawn(set, model.field.question.plan.seed, draws) {
        let Some(program) = program(model, &whole(&weights, MILLION)) else {
            continue;
        };
        *left = left.saturating_sub(1);
        let outcome = solve_watched(&program, way.limits, Some(&start.chosen), &mut |_| true);
        let Some(solution) = outcome.solution else {
            continue;
        };
        let to = whole(&weights, start.total);
        let far = distance(&to);
        for (nearest, columns) in nearest.iter_mut().zip(&model.of) {
            let mut columns = columns.clone();
            let turns = columns.any(|column| solution.chosen[column] != start.chosen[column]);
            if turns && nearest.as_ref().is_none_or(|(before, _)| far < *before) {
                *nearest = Some((far, to.clone()));
            }
        }
    }
    nearest.into_iter().flatten().map(|(_, to)| to).collect()
}

/// The smallest move of weights that was found for each candidate; nothing when the work allowed is used up.
pub(super) fn turns(
    model: &Model<'_>,
    set: &WeightSet,
    outcome: &Outcome,
    effort: &Effort,
) -> Option<Vec<Turn>> {
    let start = Start::new(model, &outcome.solution.as_ref()?.chosen);
    let limits = effort.aside();
    let mut left = effort.turns;
    let way = Way {
        from: &start,
        to: &start.weights,
        limits: &limits,
    };
    let mut ends = start.lines(set);
    ends.extend(drawn_ends(model, set, &way, &mut left));
    let mut turns: Vec<Option<(f64, Turn)>> = vec![None; model.of.len()];
    for to in ends {
        let way = Way { to: &to, ..way };
        // What was seen so far stays true when there is no work left for more.
        let Some(found) = along(model, &way, &mut left) else {
            break;
        };
        for (at, columns) in model.of.iter().enumerate() {
            let taken = |chosen: &[bool]| columns.clone().find(|column| chosen[*column]);
            let before = taken(&start.chosen);
            let Some(seen) = found.iter().find(|seen| taken(&seen.chosen) != before) else {
                continue;
            };
            let level = taken(&seen.chosen).map(|column| model.columns[column].level);
            let (moved, turn) = turn(model, &seen.millionths, level, (seen.best, Certain::Found));
            if turns[at].as_ref().is_none_or(|(least, _)| moved < *least) {
                turns[at] = Some((moved, turn));
            }
        }
    }
    let none = |turn: Option<(f64, Turn)>| turn.map_or(Turn::None(Certain::Found), |(_, turn)| turn);
    Some(turns.into_iter().map(none).collect())
}
