//! Branch and bound: the relaxation, what its prices settle, good choices early, and a tree that is kept as the proof.

mod narrow;

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::rc::Rc;

use narrow::Start;

use super::bound::{exact, rounded};
use super::certificate::{Certificate, Multipliers, Node, Proof};
use super::domain::Domain;
use super::improve::Improver;
use super::program::Program;
use super::simplex::{Basis, End, Matrix, Simplex};
use super::solve::{Ended, Limits, Outcome, Progress, Solution};

/// The most iterations of one relaxation.
const LP_ITERATIONS: u64 = 50_000;
/// Small searches after the root, and after every 250 nodes.
const FIRST_ROUNDS: u64 = 12;
const LATER_ROUNDS: u64 = 6;
/// How near to a whole number counts as whole.
pub(super) const WHOLE: f64 = 1e-6;

/// What was decided on the way to a node.
struct Step {
    parent: Option<usize>,
    columns: Vec<(usize, bool)>,
}

/// A node to look at.
struct Open {
    proof: usize,
    step: usize,
    bound: i128,
    known: Option<Rc<Known>>,
    basis: Option<Rc<Basis>>,
    /// The column, direction and fraction of the last branch, with the relaxation's value before it.
    from: Option<(usize, bool, f64, f64)>,
}

/// Multipliers that may come to be named in the proof.
struct Known {
    multipliers: Multipliers,
    index: std::cell::Cell<Option<usize>>,
}

/// The search.
pub(super) struct Search<'a> {
    program: &'a Program,
    limits: &'a Limits,
    pub(super) matrix: Rc<Matrix>,
    root_domain: Domain,
    simplex: Simplex,
    steps: Vec<Step>,
    open: Vec<Option<Open>>,
    heap: BinaryHeap<(i128, Reverse<usize>)>,
    certificate: Certificate,
    /// Whether the tree is kept: not in the small searches that only look for a better choice.
    keep: bool,
    best: Option<Solution>,
    /// The highest bound of all that was closed.
    closed: Option<i128>,
    nodes: u64,
    spent: u64,
    gains: Vec<[(f64, u32); 2]>,
    start: Option<Start>,
    round: u64,
    root_bound: Option<i128>,
}

impl<'a> Search<'a> {
    pub(super) fn new(program: &'a Program, limits: &'a Limits) -> Self {
        let matrix = Rc::new(Matrix::new(program));
        Self::with_matrix(program, limits, matrix, Domain::new(program), true)
    }

    fn with_matrix(
        program: &'a Program,
        limits: &'a Limits,
        matrix: Rc<Matrix>,
        root_domain: Domain,
        keep: bool,
    ) -> Self {
        let simplex = Simplex::new(&matrix);
        Self {
            program,
            limits,
            matrix,
            root_domain,
            simplex,
            steps: vec![Step {
                parent: None,
                columns: Vec::new(),
            }],
            open: Vec::new(),
            heap: BinaryHeap::new(),
            certificate: Certificate::default(),
            keep,
            best: None,
            closed: None,
            nodes: 0,
            spent: 0,
            gains: vec![[(0.0, 0); 2]; program.columns()],
            start: None,
            round: 0,
            root_bound: None,
        }
    }

    /// Takes a choice as the best so far when it keeps the rows and is better.
    pub(super) fn offer(&mut self, chosen: &[bool]) -> bool {
        if !self.program.keeps(chosen) {
            return false;
        }
        let value = self.program.value(chosen);
        if self.best.as_ref().is_some_and(|b| b.value >= value) {
            return false;
        }
        self.best = Some(Solution {
            chosen: chosen.to_vec(),
            value,
        });
        true
    }

    /// What no choice can pass, while nodes are open.
    fn ceiling(&self, current: Option<i128>) -> Option<i128> {
        let open = self.heap.peek().map(|n| n.0);
        [open, current, self.closed, self.best.as_ref().map(|b| b.value)]
            .into_iter()
            .flatten()
            .max()
    }

    fn near_enough(&self, ceiling: Option<i128>) -> bool {
        let (Some(best), Some(ceiling)) = (&self.best, ceiling) else {
            return false;
        };
        (ceiling - best.value).saturating_mul(1_000_000)
            <= best.value.abs().saturating_mul(i128::from(self.limits.gap))
    }

    pub(super) fn run(mut self, go_on: &mut dyn FnMut(Progress) -> bool) -> Outcome {
        let trivial = self.program.values().iter().map(|&v| i128::from(v.max(0))).sum();
        let trivial_proof = Rc::new(Known {
            multipliers: Multipliers {
                denominator: 1,
                rows: Vec::new(),
            },
            index: Default::default(),
        });
        self.certificate.nodes.push(Node::Leaf(Proof::Bound(0)));
        let mut next = Some(Open {
            proof: 0,
            step: 0,
            bound: trivial,
            known: Some(trivial_proof),
            basis: None,
            from: None,
        });
        let mut told = false;
        let mut limit = false;
        while let Some(node) = next.take().or_else(|| self.pop()) {
            let ceiling = self.ceiling(Some(node.bound));
            let stop = self.nodes > 0 && self.near_enough(ceiling);
            if self.nodes > 0 && !stop {
                told = !go_on(Progress {
                    value: self.best.as_ref().map(|b| b.value),
                    bound: ceiling,
                    nodes: self.nodes,
                });
                limit = self.nodes >= self.limits.nodes
                    || self.spent + self.simplex.iterations >= self.limits.iterations;
            }
            if stop || told || limit {
                self.close_bound(&node);
                while let Some(rest) = self.pop() {
                    self.close_bound(&rest);
                }
                break;
            }
            next = self.look(node);
        }
        self.finish(told, limit)
    }

    fn finish(self, told: bool, limit: bool) -> Outcome {
        let bound = self.ceiling(None);
        let ended = match (&self.best, bound) {
            (None, None) => Ended::Empty,
            (Some(best), Some(bound)) if bound <= best.value => Ended::Optimal,
            _ if self.near_enough(bound) => Ended::WithinGap,
            _ if told && !limit => Ended::Told,
            _ => Ended::Limit,
        };
        Outcome {
            solution: self.best,
            bound,
            certificate: self.certificate,
            ended,
            nodes: self.nodes,
            iterations: self.spent + self.simplex.iterations,
        }
    }

    fn pop(&mut self) -> Option<Open> {
        while let Some((_, Reverse(at))) = self.heap.pop() {
            if let Some(open) = self.open[at].take() {
                return Some(open);
            }
        }
        None
    }

    fn push(&mut self, node: Open) {
        self.heap.push((node.bound, Reverse(self.open.len())));
        self.open.push(Some(node));
    }

    fn named(&mut self, known: &Known) -> usize {
        if let Some(at) = known.index.get() {
            return at;
        }
        let at = self.certificate.multipliers.len();
        if self.keep {
            self.certificate.multipliers.push(known.multipliers.clone());
        }
        known.index.set(Some(at));
        at
    }

    fn leaf(&mut self, at: usize, proof: Proof) {
        if self.keep {
            self.certificate.nodes[at] = Node::Leaf(proof);
        }
    }

    fn close_bound(&mut self, node: &Open) {
        self.closed = self.closed.max(Some(node.bound));
        if let Some(known) = &node.known {
            let at = self.named(known);
            self.leaf(node.proof, Proof::Bound(at));
        }
    }

    fn place(&mut self) -> usize {
        if !self.keep {
            return 0;
        }
        self.certificate.nodes.push(Node::Leaf(Proof::Bound(0)));
        self.certificate.nodes.len() - 1
    }

    /// Writes down what was settled at a node and goes on after it.
    fn settle(&mut self, node: &mut Open, settled: Vec<(usize, bool, Proof)>) {
        if settled.is_empty() {
            return;
        }
        self.steps.push(Step {
            parent: Some(node.step),
            columns: settled.iter().map(|s| (s.0, s.1)).collect(),
        });
        node.step = self.steps.len() - 1;
        if self.keep {
            let rest = self.place();
            self.certificate.nodes[node.proof] = Node::Settled {
                columns: settled,
                rest,
            };
            node.proof = rest;
        }
    }

    fn domain(&self, step: usize) -> Domain {
        let mut domain = self.root_domain.clone();
        let mut path = Vec::new();
        let mut at = Some(step);
        while let Some(s) = at {
            path.push(s);
            at = self.steps[s].parent;
        }
        for s in path.into_iter().rev() {
            for &(j, v) in &self.steps[s].columns {
                domain.set(self.program, j, v);
            }
        }
        domain
    }

    /// Looks at one node; gives the child to go on with at once.
    fn look(&mut self, mut node: Open) -> Option<Open> {
        if self.best.as_ref().is_some_and(|b| node.bound <= b.value) {
            self.close_bound(&node);
            return None;
        }
        self.nodes += 1;
        let first = self.nodes == 1;
        let mut domain = self.domain(node.step);
        let mut settled = Vec::new();
        let kept = domain.propagate(self.program, &mut settled);
        self.settle(&mut node, settled);
        if let Err(proof) = kept {
            self.leaf(node.proof, proof);
            return None;
        }
        for j in 0..self.program.columns() {
            self.simplex.bound(j, domain.fixed[j]);
        }
        if let Some(basis) = &node.basis {
            self.simplex.restore(&self.matrix, basis);
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "only decides when to stop early; the bound is exact"
        )]
        let cut = self.best.as_ref().map(|b| b.value as f64);
        let end = self.simplex.solve(&self.matrix, cut, LP_ITERATIONS);
        if end == End::Empty {
            let ray = self.simplex.ray(&self.matrix, self.program.rows().len());
            let multipliers = rounded(self.program, &ray);
            if exact(self.program, &domain.fixed, &multipliers, false).is_some_and(|e| e.negative()) {
                let at = self.named(&Known {
                    multipliers,
                    index: Default::default(),
                });
                self.leaf(node.proof, Proof::Empty(at));
                return None;
            }
        }
        if domain.free() == 0 {
            return self.decided(&node, &domain);
        }
        let y = self.simplex.multipliers(&self.matrix, self.program.rows().len());
        let known = Rc::new(Known {
            multipliers: rounded(self.program, &y),
            index: Default::default(),
        });
        let mut sharp = exact(self.program, &domain.fixed, &known.multipliers, true);
        match &sharp {
            Some(e) if e.bound() <= node.bound => {
                node.bound = e.bound();
                node.known = Some(Rc::clone(&known));
            }
            _ => {}
        }
        let solved = end == End::Optimal;
        let value = self.simplex.value(&self.matrix);
        if solved && let Some((j, up, fraction, before)) = node.from {
            let per = (before - value).max(0.0) / fraction.max(WHOLE);
            let g = &mut self.gains[j][usize::from(up)];
            (g.0, g.1) = (g.0 + per, g.1 + 1);
        }
        if first && solved {
            self.root_bound = Some(node.bound);
        }
        if self.best.as_ref().is_some_and(|b| node.bound <= b.value) {
            self.close_bound(&node);
            return None;
        }
        if solved {
            self.seek(&domain, &y, first);
            if self.best.as_ref().is_some_and(|b| node.bound <= b.value)
                || self.near_enough(self.ceiling(Some(node.bound)))
            {
                self.close_bound(&node);
                return None;
            }
        }
        // What the prices settle: the other value would bring less than what is already had.
        if let (Some(best), Some(e)) = (self.best.as_ref().map(|b| b.value), sharp.take()) {
            let mut settled = Vec::new();
            for j in 0..self.program.columns() {
                if domain.fixed[j].is_some() {
                    continue;
                }
                for v in [true, false] {
                    if e.forced(self.program, j, v) <= best {
                        settled.push((j, !v));
                        break;
                    }
                }
            }
            if !settled.is_empty() {
                let at = self.named(&known);
                let list: Vec<_> = settled
                    .into_iter()
                    .map(|(j, v)| (j, v, Proof::Bound(at)))
                    .collect();
                self.closed = self.closed.max(Some(best));
                for &(j, v, _) in &list {
                    domain.set(self.program, j, v);
                }
                self.settle(&mut node, list);
            }
        }
        if domain.free() == 0 {
            // Everything is settled: the next look sees whether it holds together.
            return Some(Open { from: None, ..node });
        }
        self.branch(node, &domain, value)
    }

    /// A node where everything is decided.
    fn decided(&mut self, node: &Open, domain: &Domain) -> Option<Open> {
        let chosen: Vec<bool> = domain.fixed.iter().map(|f| *f == Some(true)).collect();
        // Rows were propagated, so this choice keeps them; without multipliers the bound is its value.
        self.offer(&chosen);
        let at = self.named(&Known {
            multipliers: Multipliers {
                denominator: 1,
                rows: Vec::new(),
            },
            index: Default::default(),
        });
        self.closed = self.closed.max(Some(self.program.value(&chosen)));
        self.leaf(node.proof, Proof::Bound(at));
        None
    }

    /// Looks for better choices near the relaxation.
    fn seek(&mut self, domain: &Domain, y: &[f64], first: bool) {
        let n = self.program.columns();
        let whole = (0..n).all(|j| (self.simplex.point(j) - self.simplex.point(j).round()).abs() < WHOLE);
        let rounded: Vec<bool> = (0..n).map(|j| self.simplex.point(j) > 0.5).collect();
        if whole && self.offer(&rounded) {
            return;
        }
        if !first && !self.nodes.is_multiple_of(25) {
            return;
        }
        let part: Vec<f64> = (0..n).map(|j| self.simplex.point(j)).collect();
        let mut improver = Improver::new(self.program, y);
        if let Some(chosen) = improver.round(domain, &part) {
            let chosen = if self.limits.effort > 0 {
                improver.improve(chosen)
            } else {
                chosen
            };
            self.offer(&chosen);
        }
        if !self.keep || self.limits.effort < 2 {
            return;
        }
        if first {
            let reduced = (0..n).map(|j| self.simplex.reduced(&self.matrix, j)).collect();
            self.start = Some(Start {
                simplex: self.simplex.clone(),
                domain: domain.clone(),
                part,
                reduced,
                y: y.to_vec(),
            });
            self.narrow(FIRST_ROUNDS);
        } else if self.nodes.is_multiple_of(250) {
            self.narrow(LATER_ROUNDS);
        }
    }

    /// Splits a node on the column that promises to lower the bound most on both sides.
    fn branch(&mut self, node: Open, domain: &Domain, value: f64) -> Option<Open> {
        let mean = |side: usize| {
            let seen: Vec<f64> = self
                .gains
                .iter()
                .filter(|g| g[side].1 > 0)
                .map(|g| g[side].0 / f64::from(g[side].1))
                .collect();
            #[expect(clippy::cast_precision_loss, reason = "a mean")]
            if seen.is_empty() {
                1.0
            } else {
                seen.iter().sum::<f64>() / seen.len() as f64
            }
        };
        let means = [mean(0), mean(1)];
        let mut pick: Option<(f64, usize)> = None;
        for j in 0..self.program.columns() {
            if domain.fixed[j].is_some() {
                continue;
            }
            let x = self.simplex.point(j);
            let whole = (x - x.round()).abs() < WHOLE;
            let score = if whole {
                // Only when nothing is in part any more: the one nearest to being undecided.
                -1.0 - self.simplex.reduced(&self.matrix, j).abs()
            } else {
                let gain = |side: usize| {
                    let g = self.gains[j][side];
                    if g.1 > 0 {
                        g.0 / f64::from(g.1)
                    } else {
                        means[side]
                    }
                };
                (gain(0) * x).max(1e-9) * (gain(1) * (1.0 - x)).max(1e-9)
            };
            if pick.is_none_or(|(s, _)| score > s) {
                pick = Some((score, j));
            }
        }
        let (_, column) = pick?;
        let x = self.simplex.point(column);
        let basis = Rc::new(self.simplex.basis());
        let (without, with) = (self.place(), self.place());
        if self.keep {
            self.certificate.nodes[node.proof] = Node::Branch {
                column,
                without,
                with,
            };
        }
        let mut child = |taken: bool| {
            self.steps.push(Step {
                parent: Some(node.step),
                columns: vec![(column, taken)],
            });
            Open {
                proof: if taken { with } else { without },
                step: self.steps.len() - 1,
                bound: node.bound,
                known: node.known.clone(),
                basis: Some(Rc::clone(&basis)),
                from: Some((column, taken, if taken { 1.0 - x } else { x }, value)),
            }
        };
        let up = x >= 0.5;
        let (mut now, later) = (child(up), child(!up));
        now.basis = None;
        self.push(later);
        Some(now)
    }
}
