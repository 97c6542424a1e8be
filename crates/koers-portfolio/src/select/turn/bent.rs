//! Values that do not follow weights in a straight line (TOPSIS, ELECTRE III): the line is looked at in equal steps, and between two looks
//! at which a fate differs, halved until the thousandth at which it turns.
//!
//! That it turns there is certain: it was chosen under those weights. That it does not turn before is not: what turns and turns back between two
//! looks is not seen.

use super::super::model::Model;
use super::super::worth::Worth;
use super::{Along, STEPS, Way};
use koers_solve::choose::{Ended, solve_watched};
use std::collections::BTreeMap;
use std::rc::Rc;

/// How many looks a line is given to begin with.
const LOOKS: i64 = 20;

/// A line that was looked at here and there.
struct Line<'a> {
    model: &'a Model<'a>,
    way: &'a Way<'a>,
    /// How many choices may still be made.
    left: usize,
    proven: bool,
    seen: BTreeMap<i64, Rc<[bool]>>,
}

/// What came of a look.
enum Look {
    Chosen,
    /// The method gives no values under these weights: all are the same by what still weighs something.
    NoValues,
}

impl Line<'_> {
    /// The best choice at a step, searched for from what is best nearby; nothing when the work allowed is used up.
    #[expect(clippy::cast_precision_loss, reason = "weights of at most a million")]
    fn look(&mut self, step: i64) -> Option<Look> {
        self.left = self.left.checked_sub(1)?;
        let share = step as f64 / STEPS as f64;
        let between = |(from, to): (&i64, &i64)| {
            (*from as f64 * (1.0 - share) + *to as f64 * share) / self.way.total as f64
        };
        let weights: Vec<f64> = self.way.from.iter().zip(self.way.to).map(between).collect();
        let Some(worth) = Worth::under(&self.model.field, &weights) else {
            return Some(Look::NoValues);
        };
        let columns = self.model.columns.iter();
        let values = columns.map(|column| worth.value(column.candidate, column.level));
        let program = self.model.program.with_values(values.collect()).ok()?;
        let near = self.seen.range(..step).next_back().map(|(_, chosen)| &**chosen);
        let outcome = solve_watched(&program, &self.way.limits, near, &mut |_| true);
        self.proven &= outcome.ended == Ended::Optimal;
        self.seen.insert(step, outcome.solution?.chosen.into());
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
            same(&self.way.chosen, low) && !same(low, high)
        })
    }
}

/// The choices that were seen along a line; nothing when the work allowed is used up.
pub(super) fn along(model: &Model<'_>, way: &Way<'_>, left: &mut usize) -> Option<Along> {
    let mut line = Line {
        model,
        way,
        left: *left,
        proven: true,
        seen: BTreeMap::from([(0, way.chosen.clone())]),
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
    Some(Along {
        found: line.seen.into_iter().collect(),
        proven: line.proven,
    })
}
