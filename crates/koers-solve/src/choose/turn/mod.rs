//! How little weight must move before a decision is another.
//!
//! A choice is worth Σ weight × worth on the criterion, so the weights at which it is worth more than every other one form a convex polyhedron,
//! and the nearest of them to the weights as they are is found by a linear programme. Of every choice that decides otherwise about a part the nearest
//! such weights are sought, the most promising first, until none that is left can be nearer. Choices that a programme is held against are added
//! one by one as they turn out to be worth more (cutting planes; Kelley 1960).
//!
//! Where all choices can be listed the answer is the smallest there is, or a proof that there is none.
//!
//! Elsewhere the room of weights is divided into cells, in each of which one choice is the best ([`cells`]). That needs no list of all choices: only
//! the best one, made anew at the corners of the cells. It proves:
//!
//! - **Nothing turns it** when every corner of every cell was looked at, and no cell decides otherwise.
//! - **No smaller move turns it** when that holds for every cell that begins nearer, and none of those decides otherwise. Cells farther away may
//!   be unknown. What is found is then also held against the best choice that decides as now: it is worth less.
//!
//! Weights are looked at in whole millionths, as they are told: a corner is rounded to them. What may be missed is a choice that is ahead only on a
//! strip that is gone when a millionth of all weight or so goes from one criterion to another. For the same reason a move that is told may be
//! larger than the smallest by [`SAME`].
//!
//! Where the work is used up before cells are known so far, what is known is a beginning: at weights that are found the best choice is made
//! anew, and what comes out is added. That finds small moves, and proves nothing of smaller ones.

mod cells;
mod every;
mod known;
mod room;
mod wide;

use super::program::{Fault, Program};
use super::robust::{Unclear, weighed};
use super::solve::{Ended, Limits, solve};
use every::every;
use known::{Known, value};
pub use room::Room;
use room::{Ahead, Nearest};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Weights are told in millionths of all weight.
pub const MILLION: i64 = 1_000_000;
/// A move that is no more than this part of all weight above what is proven to be needed is the smallest: rounding to whole millionths and being
/// ahead at them takes some.
const SAME: f64 = 5e-5;
/// How many steps listing choices may take for each choice that may be listed.
const STEPS: usize = 40;

/// What is asked.
pub struct Turns<'a> {
    /// What may be chosen.
    pub program: &'a Program,
    /// Per column what it is worth on each criterion.
    pub criteria: &'a [Vec<i64>],
    /// The weights as they are, and where they may go.
    pub room: &'a Room,
    /// The columns of each part that is decided about: at most one of them is taken, and which one is the decision.
    pub parts: &'a [Range<usize>],
    /// What is chosen now.
    pub chosen: &'a [bool],
    /// Other choices that are known: asked for only when not all that matter could be found.
    pub known: &'a dyn Fn() -> Vec<Vec<bool>>,
    /// How long to look for each choice that is made anew.
    pub limits: &'a Limits,
    /// How many choices may be listed; when there are more, the room is divided into cells.
    pub listed: usize,
    /// How many choices may be made anew to divide the room into cells, and how many once more in search of what turns each part.
    pub choices: usize,
    /// How many nodes the choices may take together that are made anew to divide the room.
    pub nodes: u64,
    /// How many linear programmes may be solved.
    pub programs: usize,
}

/// Whether it is certain that no smaller move does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certain {
    /// No choice with which less would do it is missed: proven, up to what this module says of edges.
    Proven,
    /// It is the smallest that was found; a smaller one is not excluded.
    Found,
}

/// What makes the decision about a part another.
#[derive(Clone, Debug, PartialEq)]
pub enum Turning {
    /// No weights within the room that were found.
    Nowhere,
    /// These.
    At {
        /// The weights, in millionths of all weight. At them a choice that decides otherwise is worth more than any other choice that is known.
        weights: Vec<i64>,
        /// How much weight goes from some criteria to others, as a part of all weight.
        moved: f64,
        /// Which column of the part is taken then.
        taken: Option<usize>,
        /// Whether the choice at those weights is proven to be the best there.
        best: bool,
    },
}

/// What came of looking for the nearest weights at which a choice is the best.
enum Look {
    /// Here, in millionths.
    At(Vec<i64>, Best),
    /// There are such weights, but no whole millionths were found at which it is ahead.
    Narrow,
    /// Not nearer than this: there is no need to know.
    Far,
    /// Nowhere: proven.
    Nowhere,
}

/// Whether a choice is proven to be the best at some weights.
#[derive(Clone, Copy)]
struct Best(bool);

struct Search<'a> {
    asked: &'a Turns<'a>,
    known: Known<'a>,
    /// Whether what is known is all there is.
    all: bool,
    /// Up to which move, in units of the room, nothing is worth more than what is known.
    within: i64,
    /// Choices to look at, with how much must move at the least before they are worth more than what is chosen now.
    open: BinaryHeap<Reverse<(i64, usize)>>,
    choices: usize,
    programs: usize,
}

/// What is known of a part so far.
#[derive(Clone)]
struct Part {
    turning: Turning,
    /// Nothing that was looked at does it with less, in units of the room; none: nothing does.
    least: Option<i64>,
    /// Whether it is proven that no choice that decides as now is worth as much at the weights that turn it.
    alone: bool,
}

impl Part {
    /// How much is moved, in units of the room rounded up.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "at most about a million"
    )]
    fn moved(&self, whole: i64) -> i64 {
        match &self.turning {
            Turning::Nowhere => i64::MAX,
            Turning::At { moved, .. } => (moved * whole as f64).ceil() as i64,
        }
    }
}

/// The smallest move of weights for each part.
///
/// # Errors
/// [`Unclear`] when lists do not fit or numbers are too large.
pub fn turns(asked: &Turns<'_>) -> Result<Vec<(Turning, Certain)>, Unclear> {
    let criteria = asked.room.from().len();
    let lengths = asked.criteria.iter().map(|worth| (worth.len(), criteria));
    let mut lengths = lengths.chain([
        (asked.criteria.len(), asked.program.columns()),
        (asked.chosen.len(), asked.program.columns()),
    ]);
    if let Some((found, wanted)) = lengths.find(|(found, wanted)| found != wanted) {
        return Err(Fault::Length { found, wanted }.into());
    }
    let mut known = Known::new(asked.criteria, asked.parts);
    known.add(asked.chosen.to_vec());
    let listed = every(
        asked.program,
        asked.criteria,
        asked.listed,
        asked.listed.saturating_mul(STEPS),
    );
    let all = listed.is_some();
    for chosen in listed.into_iter().flatten() {
        known.add(chosen);
    }
    let mut search = Search {
        asked,
        known,
        all,
        within: if all { i64::MAX } else { 0 },
        open: BinaryHeap::new(),
        choices: asked.choices,
        programs: asked.programs,
    };
    if !all {
        search.divide()?;
    }
    if search.within < i64::MAX {
        for chosen in (asked.known)() {
            search.known.add(chosen);
        }
        search.otherwise()?;
    }
    search.known.weed(asked.room);
    let mut parts = search.run()?;
    // Every time that one is refuted a choice says nothing of one more part, until nothing is refuted or the work is used up.
    while !all && search.confirm(&mut parts)? {
        parts = search.run()?;
    }
    Ok(parts.into_iter().map(|part| search.certain(part)).collect())
}

impl Search<'_> {
    /// Puts a choice among those to look at, when it is worth more than what is chosen now anywhere.
    fn push(&mut self, at: usize) {
        if let Some(least) = self.asked.room.least_move(&self.known.ahead(at, 0), 1) {
            self.open.push(Reverse((least, at)));
        }
    }

    /// Adds for each part the best choice, at the weights as they are, that decides otherwise about it: with no more than half of the work.
    fn otherwise(&mut self) -> Result<(), Unclear> {
        let program = weighed(self.asked.program, self.asked.criteria, self.asked.room.from())?;
        for (part, columns) in self.asked.parts.iter().enumerate() {
            let Some(left) = self
                .choices
                .checked_sub(1)
                .filter(|left| left * 2 >= self.asked.choices && !columns.is_empty())
            else {
                continue;
            };
            self.choices = left;
            let mut other = program.clone();
            match self.known.taken(self.asked.chosen, part) {
                Some(column) => other.row([(column, 1)], None, Some(0))?,
                None => other.row(columns.clone().map(|column| (column, 1)), Some(1), None)?,
            };
            if let Some(solution) = solve(&other, self.asked.limits).solution {
                self.known.add(solution.chosen);
            }
        }
        Ok(())
    }

    fn run(&mut self) -> Result<Vec<Part>, Fault> {
        let whole = self.asked.room.whole();
        let nothing = Part {
            turning: Turning::Nowhere,
            least: None,
            alone: self.all,
        };
        self.open.clear();
        for at in 1..self.known.all.len() {
            self.push(at);
        }
        let mut parts = vec![nothing; self.asked.parts.len()];
        while let Some(Reverse((bound, at))) = self.open.pop() {
            let turned: Vec<usize> = (0..parts.len()).filter(|part| self.turns(at, *part)).collect();
            let open = turned.iter().filter(|part| parts[**part].moved(whole) > bound);
            let Some(enough) = open.map(|part| parts[*part].moved(whole)).max() else {
                continue;
            };
            let (least, look) = self.look(at, bound, enough)?;
            if matches!(look, Look::Nowhere) {
                continue;
            }
            for part in turned {
                let known = &mut parts[part];
                known.least = Some(known.least.map_or(least, |before| before.min(least)));
                let Look::At(weights, Best(best)) = &look else {
                    continue;
                };
                let moved = self.asked.room.moved(weights);
                if matches!(&known.turning, Turning::At { moved: before, .. } if *before <= moved) {
                    continue;
                }
                known.turning = Turning::At {
                    weights: weights.clone(),
                    moved,
                    taken: self.known.taken(&self.known.all[at].chosen, part),
                    best: *best,
                };
            }
        }
        Ok(parts)
    }

    #[expect(clippy::cast_precision_loss, reason = "at most about a million")]
    fn certain(&self, part: Part) -> (Turning, Certain) {
        let proven = match (&part.turning, part.least) {
            (Turning::Nowhere, least) => least.is_none() && self.within == i64::MAX,
            (Turning::At { moved, .. }, Some(least)) => {
                let least = least.min(self.within);
                part.alone && moved - least as f64 / self.asked.room.whole() as f64 <= SAME
            }
            (Turning::At { .. }, None) => false,
        };
        let certain = if proven { Certain::Proven } else { Certain::Found };
        (part.turning, certain)
    }

    /// Whether a choice decides otherwise about a part than what is chosen now, and nothing that is worth as much disagrees.
    fn turns(&self, at: usize, part: usize) -> bool {
        let choice = &self.known.all[at];
        !choice.doubt.contains(&part)
            && self.known.taken(&choice.chosen, part) != self.known.taken(self.asked.chosen, part)
    }

    /// Where a choice is the best, nearer than `enough`; with what it takes at the least.
    fn look(&mut self, at: usize, bound: i64, enough: i64) -> Result<(i64, Look), Fault> {
        let mut rivals = vec![0];
        let mut least = bound;
        // First where it is ahead by anything at all: nothing nearer does.
        loop {
            match self.nearest(at, &rivals, |_| 1)? {
                None | Some(Nearest::Unclear) => return Ok((least, Look::Narrow)),
                Some(Nearest::Nowhere) => return Ok((least, Look::Nowhere)),
                Some(Nearest::At {
                    weights,
                    least: found,
                }) => {
                    least = least.max(found);
                    if least >= enough {
                        return Ok((least, Look::Far));
                    }
                    match self.known.best(&weights) {
                        Some(best) if best != at && !rivals.contains(&best) => {
                            let own = value(&self.known.all[at].worth, &weights);
                            if value(&self.known.all[best].worth, &weights) <= own {
                                break;
                            }
                            rivals.push(best);
                        }
                        _ => break,
                    }
                }
            }
        }
        // Then where it is so far ahead that it still is at whole millionths: by as much as rounding every weight can take, or a part of that.
        for share in [1, 8, 64] {
            let enough = |gain: &[i64]| (lost(gain) / share).max(1);
            while let Some(Nearest::At { weights, .. }) = self.nearest(at, &rivals, enough)? {
                let Some(whole) = self.asked.room.millionths(&weights) else {
                    break;
                };
                let rival = match self.known.rival(at, &whole) {
                    Some(rival) => Some(rival),
                    None if self.all => return Ok((least, Look::At(whole, Best(true)))),
                    None => match self.anew(at, &whole) {
                        Some(Anew::Same(best)) => return Ok((least, Look::At(whole, best))),
                        Some(Anew::Other(rival)) => Some(rival),
                        None => return Ok((least, Look::Narrow)),
                    },
                };
                match rival {
                    Some(rival) if !rivals.contains(&rival) => rivals.push(rival),
                    _ => break,
                }
            }
        }
        Ok((least, Look::Narrow))
    }

    /// The nearest weights at which a choice is ahead of some rivals by as much as `least` makes of what it gains on each; nothing when the work
    /// allowed is used up.
    fn nearest(
        &mut self,
        at: usize,
        rivals: &[usize],
        least: impl Fn(&[i64]) -> i64,
    ) -> Result<Option<Nearest>, Fault> {
        let Some(left) = self.programs.checked_sub(1) else {
            return Ok(None);
        };
        self.programs = left;
        let ahead = rivals.iter().map(|rival| {
            let gain = self.known.ahead(at, *rival);
            let least = least(&gain);
            Ahead { gain, least }
        });
        let ahead: Vec<Ahead> = ahead.collect();
        self.asked.room.nearest(&ahead).map(Some)
    }

    /// Makes the best choice anew at weights; nothing when the work allowed is used up or nothing was found.
    fn anew(&mut self, at: usize, millionths: &[i64]) -> Option<Anew> {
        self.choices = self.choices.checked_sub(1)?;
        let program = weighed(self.asked.program, self.asked.criteria, millionths).ok()?;
        let outcome = solve(&program, self.asked.limits);
        let best = Best(outcome.ended == Ended::Optimal);
        let solution = outcome.solution?;
        let (found, new) = self.known.add(solution.chosen);
        if new {
            self.push(found);
        }
        let own = program.value(&self.known.all[at].chosen);
        Some(if found == at || solution.value < own {
            Anew::Same(best)
        } else {
            Anew::Other(found)
        })
    }
}

/// What came of making a choice anew.
enum Anew {
    /// The same choice.
    Same(Best),
    /// Another one, worth as much or more.
    Other(usize),
}

/// As much as rounding every weight to a whole unit, all together staying what they are, can take of a gain.
fn lost(gain: &[i64]) -> i64 {
    let mut sorted = gain.to_vec();
    sorted.sort_unstable();
    let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
    sorted.iter().map(|gain| (gain - middle).abs()).sum()
}
