//! SMAA-2: what doubt about the weights, and about the numbers, does to the order (Lahdelma and Salminen 2001).

mod count;
mod doubt;
mod keys;
mod score;

pub use doubt::{Doubt, Share};

use crate::rank::draw::Plan;
use crate::rank::fault::Fault;
use crate::rank::generator::Purpose;
use crate::rank::smaa::count::{BLOCK, Count, Counter, Small};
use crate::rank::smaa::keys::{Keys, Tie, room};
use crate::rank::smaa::score::{LANES, Lanes, Worth};
use crate::rank::table::Table;
use crate::rank::value::ValueFunction;
use crate::rank::weight_set::{Sampling, WeightSet};
use fearless_simd::{Level, Simd, dispatch};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most alternatives: the counts of places and pairs grow with the square.
pub const MAX_ALTERNATIVES: usize = 2_048;

/// The most draws.
pub const MAX_DRAWS: u64 = 1 << 30;

/// Draws that one thread does in one go. A walk is started anew for each.
const CHUNK: u64 = 4_096;

/// How much work to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// How many weights are drawn.
    pub draws: u64,
    /// Which random numbers. The same seed gives the same result, on every machine and by any number of threads.
    pub seed: u64,
    /// How many threads do the work.
    pub threads: NonZeroUsize,
    /// Whether to count how often each alternative beats each other one. It takes about half as long again.
    pub pairs: bool,
    /// How many draws of the table a confidence factor is counted over, when the table has ranges.
    pub confidence: u64,
}

impl Default for Effort {
    /// A hundred thousand draws (a share is then within 0.3 percentage points, nineteen times out of twenty), pairs included, and ten
    /// thousand for confidence factors, by one thread.
    fn default() -> Self {
        Self {
            draws: 100_000,
            seed: 1,
            threads: NonZeroUsize::MIN,
            pairs: true,
            confidence: 10_000,
        }
    }
}

/// Draws weights from `weights`, and numbers from the ranges of the table, and counts who takes which place under the weighted sum of
/// `values`.
///
/// The place of an alternative is 1 + how many score more. Scores count as the same when they differ by less than about 10⁻¹² of the
/// span between the least and the most value there is.
///
/// # Errors
/// When a cell is missing, when values or weights are not one for each criterion, or for too many alternatives or draws.
pub fn smaa(
    table: &Table,
    values: &[ValueFunction],
    weights: &WeightSet,
    effort: Effort,
) -> Result<Doubt, Fault> {
    Fault::width("value functions", table.criteria(), values.len())?;
    Fault::width("ranges of weights", table.criteria(), weights.criteria())?;
    if table.alternatives() > MAX_ALTERNATIVES {
        return Err(Fault::TooManyAlternatives {
            found: table.alternatives(),
            most: MAX_ALTERNATIVES,
        });
    }
    for asked in [effort.draws, effort.confidence] {
        if !(1..=MAX_DRAWS).contains(&asked) {
            return Err(Fault::Draws {
                found: asked,
                most: MAX_DRAWS,
            });
        }
    }
    let worth = Worth::new(table, values)?;
    let plan = Plan::new(weights, effort.seed);
    let work = Work {
        worth: &worth,
        plan: &plan,
        effort,
        level: Level::new(),
    };
    let count = if worth.alternatives() <= 256 {
        work.all::<u8, 256>()
    } else {
        work.all::<u16, MAX_ALTERNATIVES>()
    };
    let confidence = work.confidence(&count);
    Ok(Doubt::new(count, confidence, plan.sampling()))
}

/// Everything a thread needs to know.
#[derive(Clone, Copy)]
struct Work<'a> {
    worth: &'a Worth,
    plan: &'a Plan,
    effort: Effort,
    /// What this processor can do at once. It changes how long the work takes, never what comes out.
    level: Level,
}

impl Work<'_> {
    /// All chunks, by as many threads as asked. Everything is counted in whole numbers, so that it does not matter who counts what.
    fn all<T: Small, const ROOM: usize>(self) -> Count {
        let next = AtomicU64::new(0);
        let chunks = self.effort.draws.div_ceil(CHUNK);
        let hands = self
            .effort
            .threads
            .get()
            .min(usize::try_from(chunks).unwrap_or(usize::MAX));
        let hand = || {
            let mut counter = self.counter::<T, ROOM>();
            loop {
                let chunk = next.fetch_add(1, Ordering::Relaxed);
                if chunk >= chunks {
                    return counter.finish();
                }
                dispatch!(self.level, simd => self.chunk(simd, chunk, &mut counter));
            }
        };
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..hands).map(|_| scope.spawn(hand)).collect();
            let mut count = hand();
            for other in others {
                match other.join() {
                    Ok(more) => count.add(&more),
                    // Goes on with the panic of the thread: there is no result without its draws.
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            count
        })
    }

    fn counter<T: Small, const ROOM: usize>(self) -> Counter<T, ROOM> {
        let walks = matches!(self.plan.sampling(), Sampling::HitAndRun { .. });
        Counter::new(
            self.worth.alternatives(),
            self.worth.criteria(),
            self.effort.pairs,
            walks,
        )
    }

    /// One chunk. All that it calls is compiled into it, once for each level.
    #[inline(always)]
    fn chunk<S: Simd, T: Small, const ROOM: usize>(
        self,
        simd: S,
        chunk: u64,
        counter: &mut Counter<T, ROOM>,
    ) {
        let first = chunk * CHUNK;
        let end = (first + CHUNK).min(self.effort.draws);
        let alternatives = self.worth.alternatives();
        let keys = Keys::new(alternatives);
        let mut draws = self.plan.draws(self.effort.seed, first);
        let mut cells = self.worth.cells();
        let mut weights: Vec<Lanes> = vec![[0.0; LANES]; self.worth.criteria()];
        let mut blocks = room(simd, alternatives);
        let mut ties: [Vec<Tie>; LANES] = std::array::from_fn(|_| Vec::new());
        let mut from = first;
        while from < end {
            // At most LANES.
            let active = (end - from).min(LANES as u64) as usize;
            draws.fill(&mut weights, active);
            for (lane, draw) in (0..active).zip(from..) {
                self.worth
                    .draw(&mut cells, lane, self.effort.seed, Purpose::Cells, draw);
            }
            let rows = &mut blocks.as_flattened_mut()[..alternatives];
            for (alternative, row) in rows.iter_mut().enumerate() {
                *row = keys.of(
                    simd,
                    alternative,
                    &self.worth.score(&cells, &weights, alternative),
                );
            }
            let close = keys.sort(simd, alternatives, &mut blocks);
            let rows = &mut blocks.as_flattened_mut()[..alternatives];
            for (lane, ties) in ties.iter_mut().enumerate() {
                ties.clear();
                if close[lane] {
                    let score = |alternative| self.worth.score(&cells, &weights, alternative)[lane];
                    keys.settle(rows, lane, score, ties);
                }
            }
            counter.take(rows, &ties, &weights, active);
            from += active as u64;
        }
        counter.end_of_chunk(end - first);
    }

    /// How often each alternative that is ever first is first under its own central weights, when only the table is in doubt.
    fn confidence(self, count: &Count) -> Vec<Option<Share>> {
        let alternatives = self.worth.alternatives();
        let central: Vec<Option<Vec<f64>>> = (0..alternatives).map(|a| count.central(a)).collect();
        let of = if self.worth.is_certain() {
            1
        } else {
            self.effort.confidence
        };
        let mut first = vec![0_u64; alternatives];
        let mut cells = self.worth.cells();
        let mut from = 0;
        while from < of {
            let active = (of - from).min(LANES as u64) as usize;
            for lane in 0..active {
                self.worth.draw(
                    &mut cells,
                    lane,
                    self.effort.seed,
                    Purpose::Confidence,
                    from + lane as u64,
                );
            }
            for (alternative, weights) in central.iter().enumerate() {
                let Some(weights) = weights else { continue };
                let weights: Vec<Lanes> = weights.iter().map(|weight| [*weight; LANES]).collect();
                let own = self.worth.score(&cells, &weights, alternative);
                let mut beaten = [false; LANES];
                for other in 0..alternatives {
                    let score = self.worth.score(&cells, &weights, other);
                    for lane in 0..LANES {
                        // What sorting would take for a tie is one here too.
                        beaten[lane] |= score[lane] > own[lane] + 1e-12;
                    }
                }
                let held = beaten[..active].iter().filter(|beaten| !**beaten).count();
                first[alternative] += held as u64;
            }
            from += active as u64;
        }
        let share = |(times, central): (u64, Option<Vec<f64>>)| central.map(|_| Share::new(times, of));
        first.into_iter().zip(central).map(share).collect()
    }
}

const _: () = assert!(BLOCK.is_multiple_of(LANES) && CHUNK.is_multiple_of(BLOCK as u64));
