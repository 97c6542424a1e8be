//! Weights drawn from a set, every admissible weight as likely.

use crate::rank::generator::{Purpose, Stream, Streams};
use crate::rank::network::{NEAR, descending};
use crate::rank::weight_set::{Sampling, WeightSet};

/// How many tries tell which way of drawing wastes least.
const TRIAL: u64 = 4_096;
/// What rounding may do to a bound that was carried through a ratio.
const ROUNDING: f64 = 1e-15;
/// Below this share of admissible tries a random walk is quicker.
const WORTHWHILE: u64 = TRIAL / 100;

/// So many admissible weights, every one as likely: the same ones that [`smaa`](super::smaa()) draws first under this seed.
#[must_use]
pub fn drawn(set: &WeightSet, seed: u64, count: usize) -> Vec<Vec<f64>> {
    let plan = Plan::new(set, seed);
    let mut draws = plan.draws(seed, 0);
    (0..count).map(|_| draws.next().to_vec()).collect()
}

/// How to draw from one set.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    set: WeightSet,
    free: Vec<usize>,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    Point,
    /// Independent tries from a simplex around the set. `sure` when every try is admissible.
    Tries {
        base: Base,
        sure: bool,
        accepted: f64,
    },
    Walk {
        start: Vec<f64>,
        burn_in: usize,
        thinning: usize,
    },
}

/// A simplex around the set, from which a point is drawn without waste.
#[derive(Debug, Clone)]
enum Base {
    /// The least of each criterion, and what is left divided at random.
    Least,
    /// The most of each criterion, and what is too much taken off at random.
    Most,
    /// All divided at random; the largest part to the first of these, and so on.
    Ordered(Vec<usize>),
}

impl Plan {
    /// The way that wastes least, found out by drawing: the seed is an input here too.
    pub(crate) fn new(set: &WeightSet, seed: u64) -> Self {
        let free: Vec<usize> = (0..set.criteria())
            .filter(|&criterion| set.is_free(criterion))
            .collect();
        let mut plan = Self {
            set: set.clone(),
            free,
            way: Way::Point,
        };
        if plan.free.is_empty() {
            return plan;
        }
        let bases = [
            Some(Base::Least),
            Some(Base::Most),
            plan.complete_order().map(Base::Ordered),
        ];
        let mut best: Option<(u64, Base)> = None;
        let mut weights = vec![[0.0]; set.criteria()];
        for base in bases.into_iter().flatten() {
            let mut accepted = 0;
            for draw in 0..TRIAL {
                plan.attempt(&base, &mut Stream::new(seed, Purpose::Pilot, draw), &mut weights);
                accepted += u64::from(set.admits(weights.as_flattened(), ROUNDING));
            }
            if best.as_ref().is_none_or(|(most, _)| accepted > *most) {
                best = Some((accepted, base));
            }
        }
        plan.way = match best {
            Some((accepted, base)) if accepted > WORTHWHILE => {
                let sure = plan.is_sure(&base);
                // 4,096 is small.
                #[expect(clippy::cast_precision_loss)]
                let accepted = accepted as f64 / TRIAL as f64;
                Way::Tries { base, sure, accepted }
            }
            _ => {
                let free = plan.free.len();
                Way::Walk {
                    start: plan.centre(),
                    burn_in: 100 * free * free,
                    thinning: 4 * free,
                }
            }
        };
        plan
    }

    /// What will be done.
    pub(crate) fn sampling(&self) -> Sampling {
        match self.way {
            Way::Point => Sampling::Point,
            Way::Tries { sure: true, .. } => Sampling::Direct,
            Way::Tries { accepted, .. } => Sampling::Rejection { accepted },
            Way::Walk {
                burn_in, thinning, ..
            } => Sampling::HitAndRun { burn_in, thinning },
        }
    }

    /// Draws one after the other, beginning at number `first`.
    pub(crate) fn draws(&self, seed: u64, first: u64) -> Draws<'_> {
        let mut draws = Draws {
            plan: self,
            seed,
            next: first,
            at: self.set.low.clone(),
            steps: Stream::new(seed, Purpose::Weights, first),
        };
        if let Way::Walk { start, burn_in, .. } = &self.way {
            draws.at.clone_from(start);
            for _ in 0..*burn_in {
                draws.step();
            }
        }
        draws
    }

    /// Whether every try from the base is admissible: the set is that simplex.
    fn is_sure(&self, base: &Base) -> bool {
        let mut corner = vec![[0.0]; self.set.criteria()];
        let parts = self.free.len();
        (0..parts).all(|which| {
            let mut gaps = vec![[0.0]; parts];
            match base {
                // The corners of an ordered simplex: the first so many share all.
                #[expect(clippy::cast_precision_loss)]
                Base::Ordered(_) => gaps[..=which].fill([1.0 / (which + 1) as f64]),
                _ => gaps[which] = [1.0],
            }
            self.place(base, &gaps, &mut corner);
            self.set.admits(corner.as_flattened(), 1e-12)
        })
    }

    /// The free criteria in order of weight, when ratios of one and more put all of them in one order.
    fn complete_order(&self) -> Option<Vec<usize>> {
        if self.free.len() != self.set.criteria() {
            return None;
        }
        let count = self.set.criteria();
        let mut above = vec![vec![false; count]; count];
        for ratio in self.set.ratios.iter().filter(|ratio| ratio.times >= 1.0) {
            above[ratio.criterion][ratio.of] = true;
        }
        for via in 0..count {
            for one in 0..count {
                for other in 0..count {
                    above[one][other] |= above[one][via] && above[via][other];
                }
            }
        }
        let below = |criterion: &usize| above[*criterion].iter().filter(|is_above| **is_above).count();
        let mut order = self.free.clone();
        order.sort_by_key(|criterion| std::cmp::Reverse(below(criterion)));
        order
            .windows(2)
            .all(|pair| above[pair[0]][pair[1]])
            .then_some(order)
    }

    /// Tries from the base, side by side.
    #[inline(always)]
    fn attempt<const N: usize>(&self, base: &Base, streams: &mut Streams<N>, weights: &mut [[f64; N]]) {
        /// Fills a block up: no cut and no part is that small.
        const BELOW: f64 = -1.0;
        // Sorted numbers cut the line from 0 to 1 into parts that are uniform on the simplex. All differences are exact.
        let count = self.free.len();
        let mut small = [[[BELOW; N]; NEAR]; 4];
        let mut large = Vec::new();
        let blocks: &mut [[[f64; N]; NEAR]] = if count <= small.as_flattened().len() {
            &mut small[..count.div_ceil(NEAR)]
        } else {
            large.resize(count.div_ceil(NEAR), [[BELOW; N]; NEAR]);
            &mut large
        };
        let Some(cuts) = count.checked_sub(1) else { return };
        for cut in &mut blocks.as_flattened_mut()[..cuts] {
            *cut = streams.unit();
        }
        descending(blocks);
        let parts = &mut blocks.as_flattened_mut()[..count];
        parts[..cuts].reverse();
        parts[cuts] = [1.0; N];
        for place in (1..count).rev() {
            let before = parts[place - 1];
            for (part, before) in parts[place].iter_mut().zip(before) {
                *part -= before;
            }
        }
        if let Base::Ordered(_) = base {
            descending(blocks);
        }
        let parts = &blocks.as_flattened()[..count];
        self.place(base, parts, weights);
    }

    /// Parts of one put where the base wants them.
    #[inline(always)]
    fn place<const N: usize>(&self, base: &Base, gaps: &[[f64; N]], weights: &mut [[f64; N]]) {
        let all = |bounds: &[f64], weights: &mut [[f64; N]]| {
            for (row, bound) in weights.iter_mut().zip(bounds) {
                *row = [*bound; N];
            }
        };
        match base {
            Base::Least => {
                all(&self.set.low, weights);
                let rest = 1.0 - self.set.low.iter().sum::<f64>();
                for (criterion, gap) in self.free.iter().zip(gaps) {
                    for (weight, gap) in weights[*criterion].iter_mut().zip(gap) {
                        *weight += rest * gap;
                    }
                }
            }
            Base::Most => {
                all(&self.set.high, weights);
                let spare = self.set.high.iter().sum::<f64>() - 1.0;
                for (criterion, gap) in self.free.iter().zip(gaps) {
                    for (weight, gap) in weights[*criterion].iter_mut().zip(gap) {
                        *weight -= spare * gap;
                    }
                }
            }
            Base::Ordered(order) => {
                for (criterion, gap) in order.iter().zip(gaps) {
                    weights[*criterion] = *gap;
                }
            }
        }
    }

    /// A point well inside the set: from the middle of the line between its least and its greatest member, weight goes between each
    /// pair of criteria until it stands in the middle of what is allowed, again and again.
    fn centre(&self) -> Vec<f64> {
        let (low, high) = (&self.set.low, &self.set.high);
        let (least, most): (f64, f64) = (low.iter().sum(), high.iter().sum());
        let share = (1.0 - least) / (most - least);
        let mut at: Vec<f64> = low
            .iter()
            .zip(high)
            .map(|(low, high)| low + share * (high - low))
            .collect();
        let mut direction = vec![0.0; at.len()];
        for _ in 0..50 {
            for (place, &one) in self.free.iter().enumerate() {
                for &other in &self.free[..place] {
                    direction[one] = 1.0;
                    direction[other] = -1.0;
                    let (back, forth) = self.reach(&at, &direction);
                    direction[one] = 0.0;
                    direction[other] = 0.0;
                    let step = 0.5 * (back + forth);
                    at[one] += step;
                    at[other] -= step;
                }
            }
        }
        at
    }

    /// How far one can go from a point in a direction and against it, as (least, most) step.
    fn reach(&self, at: &[f64], direction: &[f64]) -> (f64, f64) {
        let (mut back, mut forth) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut keep = |room: f64, rate: f64| {
            let room = room.max(0.0);
            if rate < 0.0 {
                forth = forth.min(room / -rate);
            } else if rate > 0.0 {
                back = back.max(-room / rate);
            }
        };
        for &criterion in &self.free {
            keep(at[criterion] - self.set.low[criterion], direction[criterion]);
            keep(self.set.high[criterion] - at[criterion], -direction[criterion]);
        }
        for ratio in &self.set.ratios {
            let left = |of: &[f64]| of[ratio.criterion] - ratio.times * of[ratio.of];
            keep(left(at), left(direction));
        }
        if back.is_finite() && forth.is_finite() {
            (back, forth)
        } else {
            (0.0, 0.0)
        }
    }
}

/// Draws one after the other.
pub(crate) struct Draws<'a> {
    plan: &'a Plan,
    seed: u64,
    next: u64,
    at: Vec<f64>,
    steps: Stream,
}

impl Draws<'_> {
    /// The next admissible weights, one for each criterion.
    pub(crate) fn next(&mut self) -> &[f64] {
        match &self.plan.way {
            Way::Point => {}
            Way::Tries { base, sure, .. } => {
                let mut stream = Stream::new(self.seed, Purpose::Weights, self.next);
                loop {
                    self.plan.attempt(base, &mut stream, self.at.as_chunks_mut().0);
                    if *sure || self.plan.set.admits(&self.at, ROUNDING) {
                        break;
                    }
                }
            }
            Way::Walk { thinning, .. } => {
                for _ in 0..*thinning {
                    self.step();
                }
            }
        }
        self.next += 1;
        &self.at
    }

    /// The next `count` admissible weights side by side, a row for each criterion: the same as one by one.
    #[inline(always)]
    pub(crate) fn fill<const N: usize>(&mut self, rows: &mut [[f64; N]], count: usize) {
        let plan = self.plan;
        let mut tried = false;
        if let Way::Tries { base, sure, .. } = &plan.way {
            let mut streams = Streams::new(self.seed, Purpose::Weights, self.next);
            plan.attempt(base, &mut streams, rows);
            if *sure {
                self.next += count as u64;
                return;
            }
            tried = true;
        }
        for lane in 0..count.min(N) {
            if tried {
                for (at, row) in self.at.iter_mut().zip(&*rows) {
                    *at = row[lane];
                }
                if plan.set.admits(&self.at, ROUNDING) {
                    self.next += 1;
                    continue;
                }
            }
            // Where the first try was no good it is done again here, and then the others.
            for (row, weight) in rows.iter_mut().zip(self.next()) {
                row[lane] = *weight;
            }
        }
    }

    /// One step of hit-and-run (Smith 1984): a direction, and a random point on the line through the set in that direction.
    ///
    /// Three times out of four the direction only moves weight between two criteria: then just the bounds of those two are in the way,
    /// and narrow ranges elsewhere do not make the step short. The others go anywhere, stretched by the ranges.
    fn step(&mut self) {
        let plan = self.plan;
        let mut direction = vec![0.0; self.at.len()];
        let [choice] = self.steps.bits();
        if choice & 3 != 0 {
            // Which pair does not depend on where the walk is: a small preference among pairs does no harm.
            let count = plan.free.len();
            let one = (choice >> 2) as usize % count;
            let other = (one + 1 + (choice >> 17) as usize % (count - 1).max(1)) % count;
            direction[plan.free[one]] += 1.0;
            direction[plan.free[other]] -= 1.0;
        } else {
            let (mut sum, mut width) = (0.0, 0.0);
            for &criterion in &plan.free {
                let range = plan.set.high[criterion] - plan.set.low[criterion];
                direction[criterion] = range * (self.steps.coarse() - 0.5);
                sum += direction[criterion];
                width += range;
            }
            for &criterion in &plan.free {
                direction[criterion] -= sum * (plan.set.high[criterion] - plan.set.low[criterion]) / width;
            }
        }
        let (back, forth) = plan.reach(&self.at, &direction);
        let step = back + self.steps.coarse() * (forth - back);
        for &criterion in &plan.free {
            self.at[criterion] += step * direction[criterion];
        }
    }
}
