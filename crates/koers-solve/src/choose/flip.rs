//! How little the weights must change before a column's decision changes.
//!
//! From the weights as they are the way goes straight to each corner given. Along such a line the best value is a convex,
//! piecewise linear function of the place, so its breaks are found one by one from both ends (Eisner and Severance 1976). The
//! smallest change over the lines is a change that does it; that a still smaller one in another direction does it too is not
//! excluded.

use super::program::Program;
use super::robust::{Unclear, total, weighed};
use super::solve::{Ended, Limits, solve};

/// In how many steps the way to a corner is divided.
pub const STEPS: i64 = 1000;

/// A change of the weights that changes a decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Flip {
    /// Which corner the weights move to.
    pub corner: usize,
    /// The first step of the [`STEPS`] at which the decision is another.
    pub step: i64,
    /// The sum over the criteria of how much each weight changes, as a share of all weight (between 0 and 2).
    pub change: f64,
    /// The largest change of one weight, as a share of all weight.
    pub largest: f64,
    /// Whether the column is taken after the change.
    pub taken: bool,
    /// Whether every portfolio on the way was proven to be the best.
    pub proven: bool,
}

struct Line<'a> {
    program: &'a Program,
    criteria: &'a [Vec<i64>],
    from: &'a [i64],
    to: &'a [i64],
    limits: &'a Limits,
    column: usize,
    proven: bool,
}

/// A portfolio with what it is worth at both ends of the line; in between that is a straight line.
#[derive(Clone)]
struct Best {
    taken: bool,
    start: i128,
    end: i128,
}

impl Best {
    /// [`STEPS`] × the worth at a step.
    fn at(&self, t: i64) -> i128 {
        self.start * i128::from(STEPS - t) + self.end * i128::from(t)
    }
}

impl Line<'_> {
    fn solve(&mut self, t: i64) -> Result<Best, Unclear> {
        let weights: Vec<i64> = self
            .from
            .iter()
            .zip(self.to)
            .map(|(a, b)| {
                i64::try_from(i128::from(*a) * i128::from(STEPS - t) + i128::from(*b) * i128::from(t))
            })
            .collect::<Result<_, _>>()
            .map_err(|_| super::Fault::Overflow)?;
        let outcome = solve(&weighed(self.program, self.criteria, &weights)?, self.limits);
        let Some(s) = outcome.solution else {
            return Err(if outcome.ended == Ended::Empty {
                Unclear::Empty
            } else {
                Unclear::Undecided
            });
        };
        self.proven &= outcome.ended == Ended::Optimal;
        let worth =
            |weights: &[i64]| weighed(self.program, self.criteria, weights).map(|p| p.value(&s.chosen));
        Ok(Best {
            taken: s.chosen.get(self.column).copied().unwrap_or(false),
            start: worth(self.from)?,
            end: worth(self.to)?,
        })
    }

    /// The first step after `low` at which another decision was found, and that decision.
    fn first(&mut self, low: (i64, &Best), high: (i64, &Best)) -> Result<Option<(i64, bool)>, Unclear> {
        let ((tl, a), (th, b)) = (low, high);
        let differ = |t: i64| (a.taken != b.taken).then_some((t, b.taken));
        // The one that is still as good at the other end is the best all the way.
        if th - tl <= 1 || a.at(th) >= b.at(th) {
            return Ok(differ(th));
        }
        if b.at(tl) >= a.at(tl) {
            return Ok(differ(tl + 1));
        }
        // Where the two straight lines cross: after `before`, exactly there when nothing is left over.
        let ahead = (a.at(tl) - b.at(tl)) * i128::from(th - tl);
        let rise = (b.at(th) - a.at(th)) + (a.at(tl) - b.at(tl));
        let before = tl
            + i64::try_from(ahead.div_euclid(rise))
                .unwrap_or(th - tl - 1)
                .clamp(0, th - tl - 1);
        let exactly = ahead.rem_euclid(rise) == 0;
        if before > tl {
            let m = self.solve(before)?;
            if m.at(before) > a.at(before) {
                return Ok(match self.first((tl, a), (before, &m))? {
                    Some(found) => Some(found),
                    None => self.first((before, &m), (th, b))?,
                });
            }
            if exactly {
                return Ok(differ(before));
            }
        }
        let after = before + 1;
        if after == th {
            return Ok(differ(th));
        }
        let m = self.solve(after)?;
        if m.at(after) <= b.at(after) {
            return Ok(differ(after));
        }
        Ok(match self.first((before, a), (after, &m))? {
            Some(found) => Some(found),
            None => self.first((after, &m), (th, b))?,
        })
    }
}

/// The smallest change found that changes whether `column` is taken; none when it stays as it is on every line. `weights` and
/// every corner add up to the same.
///
/// # Errors
/// [`Unclear`].
#[expect(clippy::cast_precision_loss, reason = "shares to show")]
pub fn flip(
    program: &Program,
    criteria: &[Vec<i64>],
    weights: &[i64],
    corners: &[Vec<i64>],
    column: usize,
    limits: &Limits,
) -> Result<Option<Flip>, Unclear> {
    if column >= program.columns() {
        return Err(super::Fault::NoColumn(column).into());
    }
    let sum = total(weights, 0)?;
    let mut best: Option<Flip> = None;
    for (corner, to) in corners.iter().enumerate() {
        if to.len() != weights.len() || total(to, corner)? != sum {
            return Err(Unclear::Weights(corner));
        }
        let mut line = Line {
            program,
            criteria,
            from: weights,
            to,
            limits,
            column,
            proven: true,
        };
        let (a, b) = (line.solve(0)?, line.solve(STEPS)?);
        let Some((step, taken)) = line.first((0, &a), (STEPS, &b))? else {
            continue;
        };
        let share = step as f64 / STEPS as f64 / sum as f64;
        let moves: Vec<f64> = weights
            .iter()
            .zip(to)
            .map(|(a, b)| (*b as f64 - *a as f64).abs() * share)
            .collect();
        let change = moves.iter().sum();
        if best.as_ref().is_none_or(|f| change < f.change) {
            let largest = moves.iter().copied().fold(0.0, f64::max);
            best = Some(Flip {
                corner,
                step,
                change,
                largest,
                taken,
                proven: line.proven,
            });
        }
    }
    Ok(best)
}
