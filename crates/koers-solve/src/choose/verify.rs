//! Checking a proof without the solver: whole numbers, the programme as it was given, and the tree.
//!
//! Written on its own, so that a mistake in the solver is not made here again: it uses the programme and the certificate and
//! nothing else of this room.

use thiserror::Error;

use super::certificate::{Certificate, Multipliers, Node, Proof, Side};
use super::program::Program;

/// Why a proof is not one.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Doubt {
    /// The choice has not one entry per column.
    #[error("the choice has {0} entries")]
    Length(usize),
    /// The choice breaks a row.
    #[error("the choice breaks row {0}")]
    BreaksRow(usize),
    /// The choice takes two columns of a group.
    #[error("the choice takes more than one column of group {0}")]
    BreaksGroup(usize),
    /// The choice is not worth what was said.
    #[error("the choice is worth {found}, not {said}")]
    Value {
        /// What was said.
        said: i128,
        /// What it is.
        found: i128,
    },
    /// A node, multiplier, row or column that is named does not exist, or a node refers back.
    #[error("node {0} names what does not exist")]
    Dangling(usize),
    /// A denominator is not positive, or a multiplier leans on a bound that is not there.
    #[error("multipliers {0} are not valid")]
    Multipliers(usize),
    /// A node decides a column that is already decided.
    #[error("node {0} decides a column twice")]
    Decided(usize),
    /// A node says that nothing is there, but its proof does not show that.
    #[error("node {0} does not show that nothing is there")]
    NotEmpty(usize),
    /// The numbers do not fit.
    #[error("the numbers are too large to check")]
    Overflow,
}

/// What was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The value of the choice.
    pub value: i128,
    /// What no choice can pass.
    pub bound: i128,
}

impl Checked {
    /// What could still be won at most.
    #[must_use]
    pub fn gap(&self) -> i128 {
        self.bound - self.value
    }
}

/// Checks a choice and the proof of how good it is.
///
/// # Errors
/// [`Doubt`], the first found.
pub fn verify(
    program: &Program,
    chosen: &[bool],
    value: i128,
    certificate: &Certificate,
) -> Result<Checked, Doubt> {
    if chosen.len() != program.values().len() {
        return Err(Doubt::Length(chosen.len()));
    }
    for (g, group) in program.groups().iter().enumerate() {
        if group.iter().filter(|&&j| chosen[j]).count() > 1 {
            return Err(Doubt::BreaksGroup(g));
        }
    }
    for (i, row) in program.rows().iter().enumerate() {
        let mut sum = 0i128;
        for &(j, a) in &row.entries {
            if chosen[j] {
                sum += i128::from(a);
            }
        }
        if row.upper.is_some_and(|u| sum > i128::from(u)) || row.lower.is_some_and(|l| sum < i128::from(l)) {
            return Err(Doubt::BreaksRow(i));
        }
    }
    let found: i128 = program
        .values()
        .iter()
        .zip(chosen)
        .map(|(v, c)| if *c { i128::from(*v) } else { 0 })
        .sum();
    if found != value {
        return Err(Doubt::Value { said: value, found });
    }
    let bound = ceiling(program, certificate)?.map_or(value, |b| b.max(value));
    Ok(Checked { value, bound })
}

/// Checks a proof that no choice keeps all rows.
///
/// # Errors
/// [`Doubt`]; [`Doubt::NotEmpty`] with node 0 when the tree is sound but leaves something over.
pub fn verify_empty(program: &Program, certificate: &Certificate) -> Result<(), Doubt> {
    match ceiling(program, certificate)? {
        None => Ok(()),
        Some(_) => Err(Doubt::NotEmpty(0)),
    }
}

/// The highest bound of all ends of the tree; none when nothing is anywhere.
fn ceiling(program: &Program, certificate: &Certificate) -> Result<Option<i128>, Doubt> {
    let mut highest: Option<i128> = None;
    // Nodes to look at: which one, and what is decided on the way to it. Kept as a trail that is cut back, not copied.
    let mut trail: Vec<(usize, bool)> = Vec::new();
    let mut state: Vec<Option<bool>> = vec![None; program.values().len()];
    let mut stack = vec![(0usize, 0usize, None)];
    while let Some((at, depth, decision)) = stack.pop() {
        while trail.len() > depth {
            if let Some((j, _)) = trail.pop() {
                state[j] = None;
            }
        }
        if let Some((j, v)) = decision {
            state[j] = Some(v);
            trail.push((j, v));
        }
        match certificate.nodes.get(at).ok_or(Doubt::Dangling(at))? {
            Node::Branch {
                column,
                without,
                with,
            } => {
                let decided = state.get(*column).ok_or(Doubt::Dangling(at))?;
                if *without <= at || *with <= at {
                    return Err(Doubt::Dangling(at));
                }
                if decided.is_some() {
                    return Err(Doubt::Decided(at));
                }
                stack.push((*without, trail.len(), Some((*column, false))));
                stack.push((*with, trail.len(), Some((*column, true))));
            }
            Node::Settled { columns, rest } => {
                if *rest <= at {
                    return Err(Doubt::Dangling(at));
                }
                let mut cache: Option<(usize, Price)> = None;
                for &(j, v, proof) in columns {
                    if state.get(j).ok_or(Doubt::Dangling(at))?.is_some() {
                        return Err(Doubt::Decided(at));
                    }
                    let other = match proof {
                        // Two of a group cannot be taken, whatever the proof says.
                        _ if !v && shut(program, &state, j) => {
                            cache = None;
                            None
                        }
                        Proof::Bound(m) => {
                            if cache.as_ref().is_none_or(|c| c.0 != m) {
                                cache = Some((m, Price::new(program, certificate, at, m, &state)?));
                            }
                            let price = cache.as_mut().map(|c| &mut c.1).ok_or(Doubt::Dangling(at))?;
                            let bound = price.with(program, &mut state, j, !v)?;
                            price.decide(program, &mut state, j, v)?;
                            Some(bound)
                        }
                        _ => {
                            cache = None;
                            state[j] = Some(!v);
                            let end = end(program, certificate, at, proof, &state);
                            state[j] = Some(v);
                            end?
                        }
                    };
                    highest = highest.max(other);
                    state[j] = Some(v);
                    trail.push((j, v));
                }
                stack.push((*rest, trail.len(), None));
            }
            Node::Leaf(proof) => highest = highest.max(end(program, certificate, at, *proof, &state)?),
        }
    }
    Ok(highest)
}

/// What an end of the tree leaves: a bound, or nothing.
fn end(
    program: &Program,
    certificate: &Certificate,
    at: usize,
    proof: Proof,
    state: &[Option<bool>],
) -> Result<Option<i128>, Doubt> {
    match proof {
        Proof::Bound(m) => Ok(Some(
            Price::new(program, certificate, at, m, state)?.bound(program),
        )),
        Proof::Empty(m) => {
            let multipliers = certificate.multipliers.get(m).ok_or(Doubt::Dangling(at))?;
            let zero = vec![0i64; program.values().len()];
            if Price::of(program, &zero, multipliers, m, state)?.total < 0 {
                Ok(None)
            } else {
                Err(Doubt::NotEmpty(at))
            }
        }
        Proof::Row(i, side) => {
            let row = program.rows().get(i).ok_or(Doubt::Dangling(at))?;
            let (mut least, mut most) = (0i128, 0i128);
            for &(j, a) in &row.entries {
                let a = i128::from(a);
                match state[j] {
                    Some(true) => (least, most) = (least + a, most + a),
                    None if !shut(program, state, j) => (least, most) = (least + a.min(0), most + a.max(0)),
                    _ => {}
                }
            }
            let broken = match side {
                Side::Upper => row.upper.is_some_and(|u| least > i128::from(u)),
                Side::Lower => row.lower.is_some_and(|l| most < i128::from(l)),
            };
            if broken {
                Ok(None)
            } else {
                Err(Doubt::NotEmpty(at))
            }
        }
    }
}

/// Whether another column of its group is taken.
fn shut(program: &Program, state: &[Option<bool>], j: usize) -> bool {
    program.group_of(j).is_some_and(|g| {
        program.groups()[g]
            .iter()
            .any(|&k| k != j && state[k] == Some(true))
    })
}

/// The bound of one set of multipliers in one state.
struct Price {
    denominator: i128,
    /// Denominator × value − Σ multiplier × coefficient, per column.
    gain: Vec<i128>,
    total: i128,
}

impl Price {
    fn new(
        program: &Program,
        certificate: &Certificate,
        at: usize,
        m: usize,
        state: &[Option<bool>],
    ) -> Result<Self, Doubt> {
        let multipliers = certificate.multipliers.get(m).ok_or(Doubt::Dangling(at))?;
        Self::of(program, program.values(), multipliers, m, state)
    }

    fn of(
        program: &Program,
        values: &[i64],
        multipliers: &Multipliers,
        m: usize,
        state: &[Option<bool>],
    ) -> Result<Self, Doubt> {
        let d = multipliers.denominator;
        if d <= 0 {
            return Err(Doubt::Multipliers(m));
        }
        let times = |a: i128, b: i64| a.checked_mul(i128::from(b)).ok_or(Doubt::Overflow);
        let mut gain = values
            .iter()
            .map(|&v| times(d, v))
            .collect::<Result<Vec<_>, _>>()?;
        let mut total = 0i128;
        let mut seen = None;
        for &(i, y) in &multipliers.rows {
            let row = program.rows().get(i).ok_or(Doubt::Multipliers(m))?;
            if seen.is_some_and(|s| s >= i) {
                return Err(Doubt::Multipliers(m));
            }
            seen = Some(i);
            let side = if y >= 0 { row.upper } else { row.lower };
            let b = side.ok_or(Doubt::Multipliers(m))?;
            total = total
                .checked_add(times(i128::from(y), b)?)
                .ok_or(Doubt::Overflow)?;
            for &(j, a) in &row.entries {
                gain[j] = gain[j]
                    .checked_sub(times(i128::from(y), a)?)
                    .ok_or(Doubt::Overflow)?;
            }
        }
        let mut price = Self {
            denominator: d,
            gain,
            total,
        };
        for g in 0..program.groups().len() {
            price.total = price
                .total
                .checked_add(price.group(program, state, g))
                .ok_or(Doubt::Overflow)?;
        }
        for (j, s) in state.iter().enumerate() {
            if program.group_of(j).is_none() {
                price.total = price
                    .total
                    .checked_add(price.single(*s, j))
                    .ok_or(Doubt::Overflow)?;
            }
        }
        Ok(price)
    }

    /// The most a column outside any group can bring.
    fn single(&self, state: Option<bool>, j: usize) -> i128 {
        match state {
            Some(true) => self.gain[j],
            Some(false) => 0,
            None => self.gain[j].max(0),
        }
    }

    /// The most a group can bring: with two columns taken nothing can, and any number is a bound.
    fn group(&self, program: &Program, state: &[Option<bool>], g: usize) -> i128 {
        let mut best = 0;
        for &j in &program.groups()[g] {
            match state[j] {
                Some(true) => return self.gain[j],
                None => best = best.max(self.gain[j]),
                Some(false) => {}
            }
        }
        best
    }

    fn bound(&self, program: &Program) -> i128 {
        // Every value is a multiple of the step, so a sum of them is too.
        let step = program.step();
        (self.total.div_euclid(self.denominator)).div_euclid(step) * step
    }

    /// The bound when one more column is decided, which it is not yet.
    fn with(&self, program: &Program, state: &mut [Option<bool>], j: usize, v: bool) -> Result<i128, Doubt> {
        let part = |state: &[Option<bool>]| match program.group_of(j) {
            Some(g) => self.group(program, state, g),
            None => self.single(state[j], j),
        };
        let before = part(state);
        state[j] = Some(v);
        let after = part(state);
        state[j] = None;
        let total = self
            .total
            .checked_sub(before)
            .and_then(|t| t.checked_add(after))
            .ok_or(Doubt::Overflow)?;
        Ok(Self {
            denominator: self.denominator,
            gain: Vec::new(),
            total,
        }
        .bound(program))
    }

    /// Decides a column for good.
    fn decide(
        &mut self,
        program: &Program,
        state: &mut [Option<bool>],
        j: usize,
        v: bool,
    ) -> Result<(), Doubt> {
        let part = |p: &Self, state: &[Option<bool>]| match program.group_of(j) {
            Some(g) => p.group(program, state, g),
            None => p.single(state[j], j),
        };
        let before = part(self, state);
        state[j] = Some(v);
        let after = part(self, state);
        self.total = self
            .total
            .checked_sub(before)
            .and_then(|t| t.checked_add(after))
            .ok_or(Doubt::Overflow)?;
        Ok(())
    }
}
