//! Where not all choices can be listed: the room is divided into cells, and what is found is held against the best choice that decides as now.

use super::super::program::Fault;
use super::super::robust::{Unclear, weighed};
use super::super::solve::{solve, solve_watched};
use super::cells::{Cells, Seen};
use super::room::Nearest;
use super::{Part, Search, Turning};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The most corners of cells for each choice that may be made anew: of more than that too few would be looked at to be worth the work of finding
/// them.
const CORNERS: usize = 4;

impl Search<'_> {
    /// Divides the room into cells, the nearest first, and tells up to which move no choice is missed.
    ///
    /// When every corner was looked at, that is up to any move. When the work ends before that, it is up to where the first cell begins of which a
    /// corner was not looked at: nearer by all cells are whole.
    pub(super) fn divide(&mut self) -> Result<(), Unclear> {
        let room = self.asked.room;
        let most = self.asked.choices.saturating_mul(CORNERS);
        let Some(mut cells) = Cells::new(room, self.largest(), self.asked.choices) else {
            return Ok(());
        };
        let (mut choices, mut nodes) = (self.asked.choices, self.asked.nodes);
        while let Some((corner, weights)) = cells.next() {
            if choices == 0 || nodes == 0 || cells.len() > most {
                break;
            }
            choices -= 1;
            let whole = room.rounded(weights);
            let program = weighed(self.asked.program, self.asked.criteria, &whole)?;
            let known = &self.known.all[self.known.heaviest(&whole)].chosen;
            let mut outcome = solve_watched(&program, self.asked.limits, Some(known), &mut |_| true);
            nodes = nodes.saturating_sub(outcome.nodes);
            if let Some(solution) = outcome.solution.take() {
                let (found, new) = self.known.add(solution.chosen);
                if new {
                    cells.take(found, &self.known.ahead(found, 0));
                }
            }
            let most = program.value(&self.known.all[self.known.heaviest(&whole)].chosen);
            let proven = outcome.bound.is_some_and(|bound| bound <= most);
            cells.see(corner, if proven { Seen::Exact } else { Seen::Unclear });
        }
        self.within = self.first(&cells.open())?;
        Ok(())
    }

    /// More than a choice can be worth more than another on any criterion.
    #[expect(clippy::cast_precision_loss, reason = "about how large numbers become")]
    fn largest(&self) -> f64 {
        let on = |criterion: usize| -> f64 {
            let worth = self.asked.criteria.iter().map(|worth| worth[criterion]);
            worth.map(|worth| worth.unsigned_abs() as f64).sum()
        };
        (0..self.asked.room.from().len()).map(on).fold(0.0, f64::max)
    }

    /// How much weight must move at the least before one of these choices is worth as much as every other that is known.
    fn first(&mut self, choices: &[usize]) -> Result<i64, Fault> {
        let mut open = BinaryHeap::new();
        for choice in choices {
            let ahead = self.known.ahead(*choice, 0);
            if let Some(least) = self.asked.room.least_move(&ahead, 0) {
                open.push(Reverse((least, *choice)));
            }
        }
        let mut first = i64::MAX;
        while let Some(Reverse((bound, at))) = open.pop().filter(|Reverse((bound, _))| *bound < first) {
            first = first.min(self.begins(at, bound)?);
        }
        Ok(first)
    }

    /// How much weight must move at the least before a choice is worth as much as every other that is known, or less than that: never more.
    fn begins(&mut self, at: usize, bound: i64) -> Result<i64, Fault> {
        let mut rivals = vec![0];
        let mut least = bound;
        if at == 0 {
            return Ok(least);
        }
        while let Some(near) = self.nearest(at, &rivals, |_| 0)? {
            match near {
                Nearest::Unclear => break,
                Nearest::Nowhere => return Ok(i64::MAX),
                Nearest::At {
                    weights,
                    least: found,
                } => {
                    least = least.max(found);
                    match self.known.best(&weights) {
                        Some(best) if best != at && !rivals.contains(&best) => rivals.push(best),
                        _ => break,
                    }
                }
            }
        }
        Ok(least)
    }

    /// Holds what is found against the best choice that decides as now, at those weights: whether one came out that is worth as much, so that what
    /// was found turns nothing. Of what could not be held against it nothing is proven.
    pub(super) fn confirm(&mut self, parts: &mut [Part]) -> Result<bool, Unclear> {
        let mut refuted = false;
        for (at, part) in parts.iter_mut().enumerate() {
            let Turning::At { weights, .. } = &part.turning else {
                continue;
            };
            part.alone = false;
            let Some(left) = self.choices.checked_sub(1) else {
                continue;
            };
            self.choices = left;
            let program = weighed(self.asked.program, self.asked.criteria, weights)?;
            let mut same = program.clone();
            let columns = self.asked.parts[at].clone();
            match self.known.taken(self.asked.chosen, at) {
                Some(column) => same.row([(column, 1)], Some(1), None)?,
                None => same.row(columns.map(|column| (column, 1)), None, Some(0))?,
            };
            let other = program.value(&self.known.all[self.known.heaviest(weights)].chosen);
            let outcome = solve(&same, self.asked.limits);
            part.alone = outcome.bound.is_none_or(|bound| bound < other);
            if let Some(solution) = outcome.solution.filter(|solution| solution.value >= other) {
                self.known.add(solution.chosen);
                refuted = true;
            }
        }
        Ok(refuted)
    }
}
