//! From multipliers to a bound in whole numbers, on the solver's side. The check in [`super::verify`] does it again, otherwise.

use super::certificate::Multipliers;
use super::program::Program;

/// What a part of the tree has decided so far.
pub(super) type Fixed = [Option<bool>];

/// A bound with what each column adds to it.
pub(super) struct Exact {
    denominator: i128,
    step: i128,
    total: i128,
    gain: Vec<i128>,
    /// Of each group: the best and the second best gain that may still be had, and whose the best is.
    groups: Vec<(i128, i128, Option<usize>)>,
}

/// Rounds multipliers to whole numbers over a common denominator. Those of a sign that no bound backs become zero.
pub(super) fn rounded(program: &Program, y: &[f64]) -> Multipliers {
    let most = y
        .iter()
        .map(|v| v.abs())
        .filter(|v| v.is_finite())
        .fold(0.0, f64::max);
    // Numerators up to 2^52 lose nothing of a floating number; the denominator stays below 2^70 so that products with values
    // and sums over all columns stay within 128 bits.
    let mut shift = 52;
    while shift < 70 && most * 2.0 * (shift_of(shift)) <= shift_of(52) {
        shift += 1;
    }
    while shift > 0 && most * shift_of(shift) > shift_of(52) {
        shift -= 1;
    }
    let mut rows = Vec::new();
    for (i, (&v, row)) in y.iter().zip(program.rows()).enumerate() {
        let backed = if v > 0.0 {
            row.upper.is_some()
        } else {
            row.lower.is_some()
        };
        if !backed || !v.is_finite() || v.abs() < most * 1e-13 {
            continue;
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "at most 2^52 by the choice of the shift; a cast saturates anyway"
        )]
        let numerator = (v * shift_of(shift)).round() as i64;
        if numerator != 0 {
            rows.push((i, numerator));
        }
    }
    Multipliers {
        denominator: 1i128 << shift,
        rows,
    }
}

fn shift_of(shift: u32) -> f64 {
    f64::from(shift).exp2()
}

/// The bound that multipliers give where `fixed` holds. None when the numbers do not fit.
pub(super) fn exact(program: &Program, fixed: &Fixed, m: &Multipliers, valued: bool) -> Option<Exact> {
    let mut total = 0i128;
    let mut gain: Vec<i128> = program
        .values()
        .iter()
        .map(|&v| {
            if valued {
                m.denominator.checked_mul(i128::from(v))
            } else {
                Some(0)
            }
        })
        .collect::<Option<_>>()?;
    for &(i, y) in &m.rows {
        let row = program.rows().get(i)?;
        let b = if y > 0 { row.upper? } else { row.lower? };
        total = total.checked_add(i128::from(y) * i128::from(b))?;
        for &(j, a) in &row.entries {
            gain[j] = gain[j].checked_sub(i128::from(y) * i128::from(a))?;
        }
    }
    let mut groups = Vec::with_capacity(program.groups().len());
    for group in program.groups() {
        let mut best = (0i128, 0i128, None);
        if let Some(&j) = group.iter().find(|&&j| fixed[j] == Some(true)) {
            best = (gain[j], gain[j], None);
        } else {
            for &j in group {
                if fixed[j].is_none() {
                    if gain[j] > best.0 {
                        best = (gain[j], best.0, Some(j));
                    } else if gain[j] > best.1 {
                        best.1 = gain[j];
                    }
                }
            }
        }
        total = total.checked_add(best.0)?;
        groups.push(best);
    }
    for (j, &g) in gain.iter().enumerate() {
        if program.group_of(j).is_none() && fixed[j] != Some(false) && (g > 0 || fixed[j] == Some(true)) {
            total = total.checked_add(g)?;
        }
    }
    Some(Exact {
        denominator: m.denominator,
        step: if valued { program.step() } else { 1 },
        total,
        gain,
        groups,
    })
}

impl Exact {
    /// The bound, rounded down to a value that can be reached.
    pub(super) fn bound(&self) -> i128 {
        self.floor(self.total)
    }

    /// The bound on what columns that may be taken in parts can bring, rounded up.
    pub(super) fn in_parts(&self) -> i128 {
        -(-self.total).div_euclid(self.denominator)
    }

    /// Whether the bound is below zero: with the values left out, that nothing keeps the rows.
    pub(super) fn negative(&self) -> bool {
        self.total < 0
    }

    /// The bound when a free column is forced to a value.
    pub(super) fn forced(&self, program: &Program, column: usize, value: bool) -> i128 {
        let g = self.gain[column];
        let total = match (program.group_of(column), value) {
            (None, true) => self.total + g.min(0),
            (None, false) => self.total - g.max(0),
            (Some(k), true) => self.total - self.groups[k].0 + g,
            (Some(k), false) if self.groups[k].2 == Some(column) => {
                self.total - self.groups[k].0 + self.groups[k].1
            }
            (Some(_), false) => self.total,
        };
        self.floor(total)
    }

    fn floor(&self, total: i128) -> i128 {
        total.div_euclid(self.denominator * self.step) * self.step
    }
}
